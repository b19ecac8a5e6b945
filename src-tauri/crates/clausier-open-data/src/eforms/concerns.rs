//! What the SDK accepts and does not hold together, or what the buyer must look at: said, never refused.

/// One thing to look at before publishing. `lot`: the lot concerned, none for the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Concern {
    /// A value given by the buyer is not a code of the list of its field: it is left out.
    NotInList { field: String, value: String },
    /// A value given by the buyer is not of the kind that its field asks for: it is left out.
    NotOfItsKind { field: String, value: String },
    /// A field given by the buyer is none of those that are written.
    NotWritten { field: String },
    /// An objective without the code that says it more precisely.
    ObjectiveAlone { lot: Option<u32>, objective: String, field: String },
    /// A precise code without its objective.
    CodeWithoutObjective { lot: Option<u32>, field: String, objective: String },
    /// « none » beside another objective.
    NoneBesideAnother { lot: Option<u32> },
    /// No environmental objective, and duties that the file does not cover yet.
    NoEnvironment { duties: Vec<String> },
    /// No social objective, and duties that the file does not cover yet.
    NoSocial { duties: Vec<String> },
    /// Weights that do not make a hundred.
    Weights { lot: Option<u32>, sum: String },
    /// A criterion of which the kind is not known: its type (BT-539) is left out.
    CriterionWithoutKind { label: String },
    /// A criterion kept among the clauses that no weighted criterion of the tender carries.
    CriterionNotWeighted { title: String },
    /// A procedure for which the official list has no certain code.
    ProcedureWithoutCode { word: String },
    /// A purchase without competition has no contract notice.
    NoCompetition,
    /// BT-717 is true because a duty on clean vehicles applies; the type of contract (BT-735) is to be chosen.
    Vehicles { duty: String, typed: bool },
    /// BT-810 is true because a duty on energy applies.
    Energy { duty: String },
    /// A type of contract (BT-735) or an object (BT-811) without the field that calls for it.
    WithoutScope { field: String, scope: String },
    /// Several lots and a field that only the buyer gives: it is the same for all.
    SameForAllLots { field: String },
    /// What the catalogue says is to be checked.
    ToCheck { note: String },
}
