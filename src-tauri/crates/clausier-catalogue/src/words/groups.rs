//! The sections of `mots.toml` and the lists that they translate.

use clausier_core::clauses::{ClauseConfidence, ParameterKind, PlanReach};
use clausier_core::needs::QuestionKind;
use clausier_core::tender::{ClauseKind, CriterionKind, DocumentKind, Family, InsertionBasis, Level, ReservedFor, Theme};

use super::Word;
use super::values::values;

/// A section, and the values of which each has exactly one word there.
pub(super) struct Group {
    pub name: &'static str,
    pub values: fn() -> &'static [&'static str],
}

/// Gives each type its section, and lists the sections; those after `plain` are read with
/// `Words::read_wire`, since their type is no word of the tender file.
macro_rules! groups {
    ($($name:literal => $word:ty),+ ; plain $($plain:literal => $list:expr),+ $(,)?) => {
        $(impl Word for $word {
            const GROUP: &'static str = $name;
        })+

        /// Every section.
        pub(super) const GROUPS: &[Group] = &[$(Group { name: $name, values: values::<$word> }),+, $(Group { name: $plain, values: || &$list }),+];
    };
}

groups! {
    "theme" => Theme,
    "genre" => ClauseKind,
    "piece" => DocumentKind,
    "niveau" => Level,
    "famille" => Family,
    "parametre" => ParameterKind,
    "confiance" => ClauseConfidence,
    "critere" => CriterionKind,
    "reservation" => ReservedFor,
    "portee_plan" => PlanReach,
    "question" => QuestionKind,
    "base_heures" => InsertionBasis;
    plain
    "niveau_obligation" => ["mandatory", "mandatory-annual", "option", "buyer-level", "external", "check"],
    "effet" => ["applies", "lever", "to_verify"],
    "date_de_reference" => ["consultation", "notification", "permit", "today"],
    "base_objectif" => ["count", "value", "spend"],
}
