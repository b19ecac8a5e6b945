//! Clauses as they go over the wire: the rows of `clause list`, the record of `clause show`, the rows
//! of the search index.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::method::{ScaleStep, SubCriterion, scale, sub_criteria};
use super::render::render_text;
use super::wording::wording;
use super::{
    ALL_FAMILIES, Clause, ClauseConfidence, ClauseLibrary, ClauseLinks, ClausePublication, ClauseSource, ClauseVersion, Label, ParameterField,
    PublicPlan, parameter_fields, render,
};
use crate::document::to_plain_text;
use crate::french;
use crate::tender::{ClauseKind, DocumentKind, Euros, Family, Level, Theme};

/// A row of `clause list`. The three texts are those of the least demanding level, with the values
/// proposed by the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)] // Field names are those of the contract.
pub struct ClauseRow {
    pub clause: String,
    pub version: String,
    pub title: String,
    pub theme: Theme,
    pub kind: ClauseKind,
    pub document: DocumentKind,
    pub also_documents: Vec<DocumentKind>,
    pub levels: Vec<Level>,
    /// A clause written for all families names them all.
    pub families: Vec<Family>,
    pub serves: Vec<String>,
    pub effort: u8,
    pub object: String,
    pub proof: String,
    pub control: String,
    /// Empty for a clause without penalty.
    pub penalty: String,
}

/// One level of a record: its source text, and the same with the values proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)] // Field names are those of `LevelText`.
pub struct LevelRecord {
    pub level: Level,
    pub requirement: String,
    pub proof: String,
    pub control: String,
    pub penalty: Option<String>,
    pub difference: Option<String>,
    pub method: Option<String>,
    pub bidders_provide: Option<String>,
    /// For a criterion: the parts of the mark.
    pub sub_criteria: Vec<SubCriterion>,
    /// For a criterion: the steps of the scale.
    pub scale: Vec<ScaleStep>,
    /// Whole text in the Markdown subset, with its `{{parameters}}`.
    pub text: String,
    /// Fields of this level, with the values proposed.
    pub parameters: Vec<ParameterField>,
}

/// A version of a clause, without its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct VersionHead {
    /// Its number.
    pub version: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its levels, lowest first: two versions need not have the same ones.
    pub levels: Vec<Level>,
}

/// The whole record of one clause at one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)] // Field names are those of `Clause`.
pub struct ClauseRecord {
    pub clause: String,
    pub version: String,
    pub from: NaiveDate,
    pub title: String,
    pub theme: Theme,
    pub kind: ClauseKind,
    pub document: DocumentKind,
    pub also_documents: Vec<DocumentKind>,
    /// A clause written for all families names them all.
    pub families: Vec<Family>,
    pub cpv: Vec<String>,
    pub serves: Vec<String>,
    pub legal_floor: Option<String>,
    /// Whether the organisation wrote it: then no day, source nor confidence of ours stands behind it.
    pub own: bool,
    pub effort: u8,
    pub control_minutes: u32,
    pub controller: String,
    pub min_amount_eur: Option<Euros>,
    pub min_duration_months: Option<u32>,
    pub derogates_ccag: Vec<String>,
    pub object: String,
    pub cautions: Vec<String>,
    pub need: String,
    pub confidence: ClauseConfidence,
    pub reviewed_on: NaiveDate,
    pub sources: Vec<ClauseSource>,
    /// Whom and what it binds.
    pub scope: String,
    pub plans: Vec<PublicPlan>,
    /// Labels accepted as proof, always « ou équivalent ».
    pub labels: Vec<Label>,
    pub links: ClauseLinks,
    pub lead_months: Option<u32>,
    pub personal_data: bool,
    /// DECP and eForms values of a contract that holds it.
    pub publication: ClausePublication,
    pub search_words: Vec<String>,
    pub levels: Vec<LevelRecord>,
    /// Every version, newest first.
    pub versions: Vec<VersionHead>,
}

/// A row for the search index: what is shown, what is filtered on, and the text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SearchRow {
    pub clause: String,
    pub version: String,
    pub title: String,
    pub theme: Theme,
    pub families: Vec<Family>,
    pub documents: Vec<DocumentKind>,
    pub levels: Vec<Level>,
    pub kind: ClauseKind,
    pub effort: u8,
    /// Words that buyers type for it: those of its record, and the names of its labels and plans.
    pub keywords: String,
    /// Purpose, need and scope: what the clause is about, before any detail.
    pub summary: String,
    /// Purpose, need, and the paragraphs of every level as a person reads them, each once.
    pub body: String,
}

/// Lists the clauses in the version in force on a day.
pub fn list_clauses(library: &ClauseLibrary, day: NaiveDate) -> Vec<ClauseRow> {
    library.list().map(|clause| row(clause, clause.versions.in_force_on(day))).collect()
}

/// Returns the whole record of a clause at one of its versions.
pub fn clause_record(clause: &Clause, version: &ClauseVersion) -> ClauseRecord {
    ClauseRecord {
        clause: clause.id.clone(),
        version: version.version.clone(),
        from: version.from,
        title: french::typography(&clause.title),
        theme: clause.theme,
        kind: clause.kind,
        document: clause.document,
        also_documents: clause.also_documents.clone(),
        families: families(clause),
        cpv: clause.cpv.clone(),
        serves: clause.serves.clone(),
        legal_floor: clause.legal_floor.clone(),
        own: clause.is_own(),
        effort: clause.effort,
        control_minutes: clause.control_minutes,
        controller: french::typography(&clause.controller),
        min_amount_eur: clause.min_amount,
        min_duration_months: clause.min_duration_months,
        derogates_ccag: clause.derogates_ccag.clone(),
        object: french::typography(&clause.object),
        cautions: clause.cautions.iter().map(|caution| french::typography(caution)).collect(),
        need: french::typography(&clause.need),
        confidence: clause.confidence,
        reviewed_on: clause.reviewed_on,
        sources: clause.sources.clone(),
        scope: french::typography(&clause.guidance.scope),
        plans: clause.guidance.plans.clone(),
        labels: clause.guidance.labels.clone(),
        links: clause.guidance.links.clone(),
        lead_months: clause.guidance.lead_months,
        personal_data: clause.guidance.personal_data,
        publication: clause.guidance.publication.clone(),
        search_words: clause.guidance.search_words.clone(),
        levels: version.levels.keys().map(|level| level_record(version, *level)).collect(),
        versions: clause.versions.all().iter().rev().map(head).collect(),
    }
}

/// Lists the rows of the search index, for the versions in force on a day.
pub fn search_rows(library: &ClauseLibrary, day: NaiveDate) -> Vec<SearchRow> {
    library.list().map(|clause| search_row(clause, clause.versions.in_force_on(day))).collect()
}

fn families(clause: &Clause) -> Vec<Family> {
    if clause.fits_every_family() { ALL_FAMILIES.to_vec() } else { clause.families.clone() }
}

fn head(version: &ClauseVersion) -> VersionHead {
    VersionHead { version: version.version.clone(), from: version.from, levels: version.levels.keys().copied().collect() }
}

fn row(clause: &Clause, version: &ClauseVersion) -> ClauseRow {
    let lowest = version.levels.get(&version.lowest_level()).cloned().unwrap_or_default();
    ClauseRow {
        clause: clause.id.clone(),
        version: version.version.clone(),
        title: french::typography(&clause.title),
        theme: clause.theme,
        kind: clause.kind,
        document: clause.document,
        also_documents: clause.also_documents.clone(),
        levels: version.levels.keys().copied().collect(),
        families: families(clause),
        serves: clause.serves.clone(),
        effort: clause.effort,
        object: french::typography(&clause.object),
        proof: with_proposals(version, &lowest.proof),
        control: with_proposals(version, &lowest.control),
        penalty: lowest.penalty.as_deref().map(|text| with_proposals(version, text)).unwrap_or_default(),
    }
}

/// Writes a part of the lowest level with the values proposed.
fn with_proposals(version: &ClauseVersion, text: &str) -> String {
    render_text(version, version.lowest_level(), text)
}

fn level_record(version: &ClauseVersion, level: Level) -> LevelRecord {
    let text = version.levels.get(&level).cloned().unwrap_or_default();
    let typed = |part: &Option<String>| part.as_deref().map(french::typography);
    LevelRecord {
        level,
        requirement: french::typography(&text.requirement),
        proof: french::typography(&text.proof),
        control: french::typography(&text.control),
        penalty: typed(&text.penalty),
        difference: typed(&text.difference),
        method: typed(&text.method),
        bidders_provide: typed(&text.bidders_provide),
        sub_criteria: text.method.as_deref().map(sub_criteria).unwrap_or_default(),
        scale: text.method.as_deref().map(scale).unwrap_or_default(),
        text: wording(version, level),
        parameters: parameter_fields(version, level, &BTreeMap::new()),
    }
}

fn search_row(clause: &Clause, version: &ClauseVersion) -> SearchRow {
    let mut body = vec![french::typography(&clause.object), french::typography(&clause.need)];
    for block in version.levels.keys().flat_map(|level| render(clause, version, *level, &BTreeMap::new()).blocks) {
        let text = to_plain_text(&[block]);
        if !body.contains(&text) {
            body.push(text);
        }
    }
    SearchRow {
        clause: clause.id.clone(),
        version: version.version.clone(),
        title: french::typography(&clause.title),
        theme: clause.theme,
        families: families(clause),
        documents: clause.documents(),
        levels: version.levels.keys().copied().collect(),
        kind: clause.kind,
        effort: clause.effort,
        keywords: keywords(clause),
        summary: [&clause.object, &clause.need, &clause.guidance.scope].map(|text| french::typography(text)).join("\n\n"),
        body: body.join("\n\n"),
    }
}

fn keywords(clause: &Clause) -> String {
    let guidance = &clause.guidance;
    let labels = guidance.labels.iter().map(|label| &label.name);
    guidance.search_words.iter().chain(labels).map(String::as_str).collect::<Vec<_>>().join("\n")
}
