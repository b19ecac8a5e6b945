//! The clause library: records, wordings, parameters, and the checklist of a tender. No file is read
//! here, and no clause text is written here: both belong to the catalogue.

mod because;
mod calls;
mod candidate;
mod checklist;
mod clause;
mod coverage;
mod facts;
mod family;
mod fields;
#[cfg(test)]
mod fixtures;
mod guidance;
mod justification;
mod library;
mod method;
mod open_duty;
mod own;
mod proportion;
mod record;
mod render;
mod screen;
mod sections;
mod small_purchase;
#[cfg(test)]
mod tests;
mod units;
mod value;
mod wording;

pub use crate::tender::{Parameter, ParameterDefault, ParameterKind};
pub use calls::{Call, Calls, ProposedValue};
pub use checklist::{
    Checklist, ChecklistInput, NeedQuestion, OtherClauses, SHOWN, Suggestion, SuggestionState, ThemeChecklist, ThemeCounters, checklist,
};
pub use clause::{Clause, ClauseConfidence, ClauseSource, ClauseVersion, LevelText, Versions};
pub use coverage::{Cell, by_family, serving};
pub use family::{ALL_FAMILIES, Families, FamilyMatch, FamilyRecord, Priority, Unserved};
pub use fields::{ParameterField, missing_parameters, parameter_fields, used_parameters};
pub use guidance::{ClauseLinks, ClausePublication, Guidance, Label, PlanReach, PublicPlan, PublishedValue};
pub use justification::{JustificationRow, JustificationStatus, JustifiedKind, REASON_KEY, TargetCall, justification};
pub use library::{ClauseLibrary, ClauseTwice};
pub use method::{ScaleStep, SubCriterion, scale, sub_criteria};
pub use open_duty::OpenDuty;
pub use own::{
    Effect, Effects, KeepSide, LONGEST_PART, LevelTurn, OwnClause, OwnContent, OwnFault, OwnLevel, OwnParent, OwnVersion, Pack, PackItem, Part,
    as_clause, carried_version, check_own, check_pack, check_target, effects, is_own_id, level_turns, merged_parameters, own_text, parent_level,
    parent_text, proposed_id, start_from, taken, with_carried,
};
pub use proportion::{ProportionAdvice, ProportionScale, ProportionStep, proportionality};
pub use record::{ClauseRecord, ClauseRow, LevelRecord, SearchRow, VersionHead, clause_record, list_clauses, search_rows};
pub use render::{Rendered, SelectionProblem, render, render_markdown, render_selection, render_text};
pub use screen::{Piece, PieceLine, ScreenBlock};
pub use sections::{Sections, sections};
pub use small_purchase::{SMALL_PURCHASE_CLAUSES, small_purchase_choice};
pub use value::{ParameterProblem, check_parameter, write_value};
pub use wording::{parameter_names, wording};
