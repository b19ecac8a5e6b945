//! An own clause as a clause of the library: then it is suggested, counted, covers duties and is written like
//! the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{OwnClause, OwnContent, OwnLevel, OwnVersion, Part};
use crate::clauses::{Clause, ClauseConfidence, ClauseLibrary, ClauseLinks, ClauseVersion, Guidance, LevelText, Versions, sections};
use crate::document::parse;
use crate::tender::{CarriedClause, Level, Selection, Tender};

const LIGHT: u8 = 1;

/// Returns a clause with every wording that it had; `None` for one that no check would keep.
pub fn as_clause(own: &OwnClause) -> Option<Clause> {
    let wordings = own.earlier.iter().chain([&own.current]).map(wording).collect();
    let content = &own.current.content;
    Some(Clause {
        title: content.title.trim().to_owned(),
        families: content.families.clone(),
        cpv: content.cpv.clone(),
        min_amount: content.min_amount_eur,
        object: content.object.clone(),
        guidance: from_parent(content),
        cautions: content.cautions.clone(),
        ..carried(&carried_version(&own.id, &own.current), Versions::undated(wordings)?)
    })
}

/// Where the parent is called for, so is the clause that was made from it; its name finds it too.
fn from_parent(content: &OwnContent) -> Guidance {
    let parents: Vec<String> = content.parent.iter().map(|parent| parent.clause.clone()).collect();
    Guidance { links: ClauseLinks { replaces: parents.clone(), ..ClauseLinks::default() }, search_words: parents, ..Guidance::default() }
}

/// Returns what a tender carries of a clause at one of its wordings.
pub fn carried_version(id: &str, version: &OwnVersion) -> CarriedClause {
    let content = &version.content;
    CarriedClause {
        clause: id.to_owned(),
        version: version.version.clone(),
        theme: content.theme,
        kind: content.kind,
        document: content.document,
        also_documents: content.also_documents.clone(),
        effort: content.effort.unwrap_or(LIGHT),
        serves: content.serves.clone(),
        derogates_ccag: content.derogates_ccag.clone(),
        parameters: content.parameters.clone(),
    }
}

/// Returns the library with what a tender carries, where this computer knows nothing of it.
pub fn with_carried(library: &Arc<ClauseLibrary>, tender: &Tender) -> Arc<ClauseLibrary> {
    let is_known = |one: &CarriedClause| library.find(&one.clause).is_some_and(|known| !known.is_own() || known.versions.get(&one.version).is_some());
    let unknown: Vec<&CarriedClause> = tender.own_clauses.iter().filter(|one| !is_known(one)).collect();
    if unknown.is_empty() {
        return Arc::clone(library);
    }
    let mut widened = ClauseLibrary::clone(library);
    for one in unknown {
        let known = widened.find(&one.clause).cloned();
        widened.put_own(beside(known, one, carried_text(one, &tender.selections)));
    }
    Arc::new(widened)
}

/// Adds a wording that came with a tender: it never is the present one of a clause that this computer has.
fn beside(known: Option<Clause>, one: &CarriedClause, version: ClauseVersion) -> Clause {
    let others = known.iter().flat_map(|clause| clause.versions.all()).cloned();
    let versions = Versions::undated(std::iter::once(version.clone()).chain(others).collect());
    let alone = || Versions::undated(vec![version.clone()]).expect("one wording is enough");
    let versions = versions.unwrap_or_else(alone);
    match known {
        Some(clause) => Clause { versions, ..clause },
        None => carried(one, versions),
    }
}

fn carried(one: &CarriedClause, versions: Versions) -> Clause {
    Clause {
        id: one.clause.clone(),
        title: one.clause.clone(),
        theme: one.theme,
        families: Vec::new(),
        cpv: Vec::new(),
        kind: one.kind,
        document: one.document,
        also_documents: one.also_documents.clone(),
        serves: one.serves.clone(),
        legal_floor: None,
        effort: one.effort,
        control_minutes: 0,
        controller: String::new(),
        min_amount: None,
        min_duration_months: None,
        derogates_ccag: one.derogates_ccag.clone(),
        object: String::new(),
        cautions: Vec::new(),
        need: String::new(),
        guidance: Guidance::default(),
        confidence: ClauseConfidence::Medium,
        reviewed_on: NaiveDate::default(),
        sources: Vec::new(),
        versions,
    }
}

fn wording(version: &OwnVersion) -> ClauseVersion {
    let OwnContent { levels, parameters, .. } = &version.content;
    made(&version.version, levels.iter().map(|level| (level.level, level_text(level))).collect(), parameters)
}

fn made(number: &str, levels: BTreeMap<Level, LevelText>, parameters: &[crate::tender::Parameter]) -> ClauseVersion {
    ClauseVersion { version: number.to_owned(), from: NaiveDate::default(), levels, parameters: parameters.to_vec(), verbatim: true }
}

fn level_text(level: &OwnLevel) -> LevelText {
    let optional = |part: Part| Some(level.part(part).to_owned()).filter(|text| !text.trim().is_empty());
    LevelText {
        requirement: level.requirement.clone(),
        proof: level.proof.clone(),
        control: level.control.clone(),
        penalty: optional(Part::Penalty),
        difference: None,
        method: optional(Part::Method),
        bidders_provide: optional(Part::BiddersProvide),
    }
}

/// The levels that a tender keeps, cut out of the text of its selections.
fn carried_text(one: &CarriedClause, selections: &[Selection]) -> ClauseVersion {
    let kept = selections.iter().filter(|kept| kept.clause == one.clause && kept.version.as_deref().is_none_or(|version| version == one.version));
    let levels = kept.filter_map(|kept| Some((kept.level.unwrap_or(Level::Basic), cut(kept.text.as_deref()?))));
    made(&one.version, levels.collect(), &one.parameters)
}

fn cut(text: &str) -> LevelText {
    let cut = sections(&parse(text));
    let optional = |text: String| Some(text).filter(|text| !text.is_empty());
    LevelText {
        requirement: cut.requirement,
        proof: cut.proof,
        control: cut.control,
        penalty: optional(cut.penalty),
        difference: None,
        method: optional(cut.method),
        bidders_provide: optional(cut.bidders_provide),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::own_text;
    use crate::clauses::render_selection;
    use crate::document::to_plain_text;
    use crate::tender::{ClauseKind, DocumentKind, Parameter, ParameterDefault, ParameterKind, Scalar, TenderId, Theme};

    fn rate() -> Parameter {
        Parameter {
            name: "taux".to_owned(),
            label: "Part d'arbres".to_owned(),
            kind: ParameterKind::Percentage,
            unit: None,
            default: ParameterDefault::Same(Scalar::Number(30.0)),
            min: Some(10.0),
            max: None,
            choices: Vec::new(),
            origin: "Délibération".to_owned(),
        }
    }

    fn own() -> OwnClause {
        let level = OwnLevel {
            requirement: "L'acier: {{taux}} \"vite\".".to_owned(),
            proof: "Un plan.".to_owned(),
            penalty: "300 €.".to_owned(),
            ..OwnLevel::empty(Level::Basic)
        };
        let content = OwnContent {
            title: "L'arbre".to_owned(),
            levels: vec![level],
            serves: vec!["exec-env".to_owned()],
            parameters: vec![rate()],
            ..OwnContent::blank(Theme::Biodiversity, ClauseKind::PerformanceCondition, DocumentKind::Cctp)
        };
        OwnClause::new("verger", content)
    }

    fn keeping(own: &OwnClause, value: Option<f64>) -> Tender {
        let kept = serde_json::json!({
            "clause": own.id, "version": own.current.version, "level": "basic", "title": own.current.content.title,
            "text": own_text(&own.current.content.levels[0]), "parameters": value.map(|value| serde_json::json!({ "taux": value })),
        });
        let mut tender = Tender::new(TenderId(uuid::Uuid::nil()));
        tender.selections = vec![serde_json::from_value(kept).expect("a selection")];
        tender.carry(carried_version(&own.id, &own.current));
        tender
    }

    fn written(library: &ClauseLibrary, tender: &Tender) -> String {
        let rendered = render_selection(library, &tender.selections[0], NaiveDate::MIN).expect("it is written");
        to_plain_text(&rendered.blocks)
    }

    #[test]
    fn an_own_clause_is_written_character_for_character_with_its_blanks_filled() {
        let mut library = ClauseLibrary::default();
        library.put_own(as_clause(&own()).expect("a clause"));
        let said = written(&library, &keeping(&own(), Some(45.0)));
        assert!(said.starts_with("L'acier: 45\u{a0}% \"vite\"."), "{said}");
        assert!(written(&library, &keeping(&own(), None)).contains("30\u{a0}%"), "the value proposed stands in");
    }

    #[test]
    fn a_tender_opened_elsewhere_says_the_same() {
        let tender = keeping(&own(), Some(45.0));
        let nothing = Arc::new(ClauseLibrary::default());
        let here = with_carried(&nothing, &tender);
        let mut at_home = ClauseLibrary::default();
        at_home.put_own(as_clause(&own()).expect("a clause"));
        assert_eq!(written(&here, &tender), written(&at_home, &tender));
        let clause = here.find("verger").expect("it came with the tender");
        assert_eq!((clause.theme, clause.kind, clause.serves.len()), (Theme::Biodiversity, ClauseKind::PerformanceCondition, 1));
        let text = &clause.versions.all()[0].levels[&Level::Basic];
        assert_eq!((text.proof.as_str(), text.penalty.as_deref()), ("Un plan.", Some("300 €.")), "its parts are found again in its text");
    }

    #[test]
    fn what_came_with_a_tender_never_replaces_the_present_wording_nor_a_clause_of_the_catalogue() {
        let tender = keeping(&own(), None);
        let newer = own().rewritten(OwnContent { title: "Autre".to_owned(), ..own().current.content });
        let here = OwnClause { earlier: Vec::new(), ..newer };
        let mut library = ClauseLibrary::default();
        library.put_own(as_clause(&here).expect("a clause"));
        let widened = with_carried(&Arc::new(library), &tender);
        let clause = widened.find("verger").expect("it is here");
        assert_eq!((clause.title.as_str(), clause.versions.all().len()), ("Autre", 2));
        assert_eq!(clause.versions.in_force_on(NaiveDate::MAX).version, "1.1.0");
        let national = Clause { id: "verger".to_owned(), ..crate::clauses::fixtures::clause("verger", Theme::Environment) };
        let library = Arc::new(crate::clauses::fixtures::library(vec![national]));
        assert!(!with_carried(&library, &tender).find("verger").expect("the catalogue's").is_own());
    }

    #[test]
    fn what_is_carried_leaves_with_its_selection() {
        let mut tender = keeping(&own(), None);
        assert_eq!(tender.own_clauses.len(), 1);
        tender.selections.clear();
        tender.drop_unused_own();
        assert!(tender.own_clauses.is_empty());
    }
}
