//! What stands around the text of a clause: where it applies, which plans and labels it touches, how it
//! goes with the other clauses, and what national data say of it. Nothing here is written in a document.

use serde::{Deserialize, Serialize};

use crate::tender::Family;

/// What a buyer reads beside a clause before keeping it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guidance {
    /// Whom and what it binds: the sites, the goods, the people of the contract. One sentence.
    pub scope: String,
    /// Plans that it serves.
    pub plans: Vec<PublicPlan>,
    /// Labels accepted as proof, always « ou équivalent ».
    pub labels: Vec<Label>,
    /// How it goes with the other clauses.
    pub links: ClauseLinks,
    /// Months between the decision and the first day on which it can hold, for the market to be ready.
    pub lead_months: Option<u32>,
    /// Whether its execution makes personal data travel.
    pub personal_data: bool,
    /// What national data say of a contract that holds it.
    pub publication: ClausePublication,
    /// Words that buyers type for it and that its texts do not hold.
    pub search_words: Vec<String>,
}

/// Identifiers of the clauses that a clause is tied to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ClauseLinks {
    /// Without them it cannot be carried out.
    pub needs: Vec<String>,
    /// Both in one lot contradict each other.
    pub excludes: Vec<String>,
    /// It says all that they say, and more.
    pub replaces: Vec<String>,
    /// They gain by being kept together.
    pub goes_with: Vec<String>,
}

impl ClauseLinks {
    /// Lists every clause named, in the order needs, excludes, replaces, goes with.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.needs.iter().chain(&self.excludes).chain(&self.replaces).chain(&self.goes_with)
    }
}

/// Who wrote a plan: the State, or the territory where the buyer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PlanReach {
    National,
    Territory,
}

/// A public plan to which a clause contributes. It justifies the link with the subject-matter; it is
/// never by itself a duty of the tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct PublicPlan {
    pub id: String,
    pub name: String,
    pub reach: PlanReach,
    /// What a buyer finds in it.
    pub covers: String,
    /// The text that founds it, when it was read.
    pub source: Option<String>,
}

/// A label: one proof among others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Label {
    pub id: String,
    /// Its name, as it is written in a clause, followed there by « ou équivalent ».
    pub name: String,
    /// Who delivers it.
    pub body: String,
    /// What it attests.
    pub covers: String,
    /// Families where it is met; empty = all.
    pub families: Vec<Family>,
    /// The text or the referential, by its name.
    pub reference: String,
}

/// What national data say of a contract that holds the clause.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ClausePublication {
    /// Name of the subject in `publication.toml`.
    pub subject: String,
    /// The DECP list that the value belongs to; none when nothing is declared for the clause.
    pub decp_list: Option<String>,
    /// The DECP value.
    pub decp: Option<String>,
    /// The DECP value in a concession, when it is another.
    pub decp_concession: Option<String>,
    /// The eForms values.
    pub eforms: Vec<PublishedValue>,
    /// What was not verified of the above, in one sentence.
    pub note: Option<String>,
}

/// One field of a notice, and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PublishedValue {
    /// Business term: `BT-774`.
    pub field: String,
    /// Code of its list.
    pub value: String,
}
