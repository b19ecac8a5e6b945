//! The organisation's own clauses: written from scratch or from one of ours, each with its earlier wordings;
//! and packs, which carry them from one computer to another. Pure: no file, no signature, no base.

mod as_clause;
mod checks;
mod clause;
mod effect;
mod merge;
mod parent;

pub use as_clause::{as_clause, carried_version, with_carried};
pub use checks::{LONGEST_PART, OwnFault, check_own, check_pack, check_target};
pub use clause::{OwnClause, OwnContent, OwnLevel, OwnParent, OwnVersion, Part, is_own_id, own_text, proposed_id};
pub use effect::{Effect, Effects, KeepSide, Pack, PackItem, effects};
pub use merge::{LevelTurn, level_turns, merged_parameters};
pub use parent::{parent_level, parent_text, start_from, taken};
