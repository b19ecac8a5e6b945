//! The checklist: for each theme, the few clauses worth reading, in order, each with its reason.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::because::because;
use super::candidate::{Candidate, candidates, order};
use super::{Calls, Clause, ClauseLibrary, Families, FamilyMatch, OpenDuty};
use crate::french;
use crate::tender::{DocumentKind, Level, Scalar, Tender, Theme};

/// How many clauses of a theme are shown at once: what a buyer reads in one go.
pub const SHOWN: usize = 7;

/// Whether the buyer has decided on a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SuggestionState {
    /// Not yet.
    Open,
    /// In the file.
    Kept,
    /// Left out, with a reason.
    SetAside,
}

/// One clause of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Suggestion {
    /// Identifier.
    pub clause: String,
    /// Version in force, or the one kept.
    pub version: String,
    /// Level kept, or the least demanding one.
    pub level: Level,
    /// Place within its theme, from 1.
    pub rank: u32,
    /// Whether it helps to cover an obligation that applies and that nothing else covers: once one of several
    /// clauses is kept, the others are a choice.
    pub mandatory: bool,
    /// Why it is here: full sentences.
    pub because: String,
    /// Obligations that it helps to cover.
    pub serves: Vec<String>,
    /// Title.
    pub title: String,
    /// Document that it goes into.
    pub document: DocumentKind,
    /// Effort of the companies, 1 to 3.
    pub effort: u8,
    /// Proof asked for at that level, with the values proposed.
    pub proof: String,
    /// What the buyer decided.
    pub state: SuggestionState,
    /// Parameters of that level without a value.
    pub missing: u32,
    /// Whether the organisation wrote it.
    pub own: bool,
}

/// A question on the need, in plain words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NeedQuestion {
    /// Key of the answer in `needs.answers`.
    pub id: String,
    /// The question.
    pub text: String,
    /// The clause that it helps to decide on; none for a question of the interview.
    pub clause: Option<String>,
    /// Topic of the interview; none for the question of a clause.
    pub topic: Option<String>,
    /// Answer that the tender gives.
    pub answer: Option<Scalar>,
}

/// The figures of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ThemeCounters {
    /// Clauses suggested.
    pub suggested: u32,
    /// Clauses of the theme kept in the file, suggested or not.
    pub kept: u32,
    /// Clauses of the theme left out.
    pub set_aside: u32,
    /// Kept clauses in which a parameter has no value yet.
    pub to_complete: u32,
}

/// What stays under « Autres clauses ».
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OtherClauses {
    /// How many.
    pub count: u32,
    /// Their identifiers, most relevant first.
    pub clauses: Vec<String>,
}

/// One theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ThemeChecklist {
    /// Which one.
    pub theme: Theme,
    /// Questions on the need: those of the interview, then one a clause suggested.
    pub questions: Vec<NeedQuestion>,
    /// At most seven clauses, in order.
    pub suggestions: Vec<Suggestion>,
    /// Why no clause is suggested, when none is.
    pub empty_because: Option<String>,
    /// Clauses kept that are not among them.
    pub also_kept: Vec<Suggestion>,
    /// Further clauses that fit.
    pub rest: OtherClauses,
    /// Figures.
    pub counters: ThemeCounters,
}

/// The checklist of a tender; the six themes are always there, in the order of the screens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Checklist {
    /// The themes.
    pub themes: Vec<ThemeChecklist>,
    /// Families found, with the code that told.
    pub families: Vec<FamilyMatch>,
}

/// What a checklist is made from.
pub struct ChecklistInput<'a> {
    /// The clauses.
    pub library: &'a ClauseLibrary,
    /// The purchase families.
    pub families: &'a Families,
    /// The obligations of the assessment.
    pub duties: &'a [OpenDuty],
    /// The tender.
    pub tender: &'a Tender,
    /// The day that selects the versions: the consultation, else today.
    pub on: NaiveDate,
    /// Whether the condition of a clause may hold: false only when it surely does not.
    pub may_hold: &'a dyn Fn(&Clause) -> bool,
    /// What the answers on the need ask.
    pub calls: &'a Calls,
}

/// Makes the checklist of a tender. No clause appears twice.
pub fn checklist(input: &ChecklistInput<'_>) -> Checklist {
    let families = input.families.of_tender(input.tender);
    let mut all = candidates(input, &families);
    all.sort_by(order);
    let of_theme = |theme| all.iter().filter(|one| one.clause.theme == theme).collect::<Vec<_>>();
    let themes = Theme::ALL.map(|theme| theme_checklist(theme, &of_theme(theme), &families, input)).to_vec();
    Checklist { themes, families }
}

fn theme_checklist(theme: Theme, ordered: &[&Candidate<'_>], families: &[FamilyMatch], input: &ChecklistInput<'_>) -> ThemeChecklist {
    let known = families.iter().find_map(|one| input.families.find(one.family)?.why_unserved(theme));
    let theme_clauses = input.library.list().filter(|clause| clause.theme == theme).count();
    let fitting: Vec<&Candidate<'_>> = ordered.iter().copied().filter(|one| one.fits).collect();
    let (shown, beyond) = fitting.split_at(SHOWN.min(fitting.len()));
    let kept_beyond = ordered.iter().filter(|one| one.is_kept() && !shown.iter().any(|other| other.clause.id == one.clause.id));
    let also_kept = kept_beyond.zip(shown.len() + 1..).map(|(one, rank)| suggestion(one, rank, input.library)).collect();
    let rest: Vec<String> = beyond.iter().filter(|one| !one.is_kept()).map(|one| one.clause.id.clone()).collect();
    ThemeChecklist {
        theme,
        questions: questions(shown, input.tender),
        empty_because: shown.is_empty().then(|| known.map_or_else(|| empty_because(theme_clauses), french::typography)),
        suggestions: shown.iter().zip(1..).map(|(one, rank)| suggestion(one, rank, input.library)).collect(),
        also_kept,
        rest: OtherClauses { count: as_u32(rest.len()), clauses: rest },
        counters: counters(ordered, shown.len()),
    }
}

/// Says why a theme has nothing to propose: nothing is known of the purchase, or no clause fits it.
fn empty_because(clauses: usize) -> String {
    let said = match clauses {
        0 => "La bibliothèque n’a pas encore de clause pour ce thème.",
        _ => {
            "Les clauses de ce thème ne conviennent ni à la famille, ni à la nature, ni au montant, ni à la durée de cet achat, ou vos réponses les écartent."
        }
    };
    french::typography(said)
}

/// Turns a candidate into a row of the checklist.
pub(super) fn suggestion(candidate: &Candidate<'_>, rank: usize, library: &ClauseLibrary) -> Suggestion {
    let clause = candidate.clause;
    Suggestion {
        clause: clause.id.clone(),
        version: candidate.version.version.clone(),
        level: candidate.level,
        rank: as_u32(rank),
        mandatory: candidate.is_mandatory(),
        because: because(candidate, library),
        serves: clause.serves.clone(),
        title: french::typography(&clause.title),
        document: candidate.document,
        effort: clause.effort,
        proof: candidate.proof(),
        state: candidate.state,
        missing: as_u32(candidate.missing),
        own: clause.is_own(),
    }
}

/// Asks one question a clause; clauses that ask the same thing ask it once.
fn questions(shown: &[&Candidate<'_>], tender: &Tender) -> Vec<NeedQuestion> {
    let mut asked: Vec<NeedQuestion> = Vec::new();
    for candidate in shown.iter().filter(|one| one.state != SuggestionState::SetAside) {
        let text = french::typography(&candidate.clause.need);
        if !text.is_empty() && asked.iter().all(|other| other.text != text) {
            let clause = candidate.clause.id.clone();
            let id = format!("besoin-{clause}");
            let answer = tender.needs.as_ref().and_then(|needs| needs.answers.get(&id).cloned());
            asked.push(NeedQuestion { id, text, clause: Some(clause), topic: None, answer });
        }
    }
    asked
}

fn counters(ordered: &[&Candidate<'_>], suggested: usize) -> ThemeCounters {
    let count = |wanted: &dyn Fn(&Candidate<'_>) -> bool| as_u32(ordered.iter().filter(|one| wanted(one)).count());
    ThemeCounters {
        suggested: as_u32(suggested),
        kept: count(&|one| one.is_kept()),
        set_aside: count(&|one| one.state == SuggestionState::SetAside),
        to_complete: count(&|one| one.is_kept() && one.missing > 0),
    }
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
