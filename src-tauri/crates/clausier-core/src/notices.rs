//! What an eForms notice (UBL ContractNotice) needs to know beside the tender: codes of the official lists,
//! required fields, and what a fact of the tender means in their words. Data of the catalogue, never code.

use std::collections::BTreeMap;

/// Words of the tender file to codes of an official list.
pub type Codes = BTreeMap<String, String>;

/// The rules of a notice, as the catalogue writes them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticeRules {
    /// Version of the SDK, written in the notice.
    pub sdk: String,
    /// Version of UBL, written in the notice.
    pub ubl: String,
    /// Language of the texts: `FRA`.
    pub language: String,
    /// Country of the buyer and of the place: `FRA`.
    pub country: String,
    /// Currency of amounts.
    pub currency: String,
    /// Words of the texts of a notice.
    pub phrases: Codes,
    /// Fields that a standard notice must hold, in the order of the official list.
    pub required: Vec<String>,
    /// Fields required when another holds a value.
    pub conditional: Vec<ConditionalField>,
    /// The kinds of notices.
    pub types: Vec<NoticeType>,
    /// BT-06 codes to the field that tells them more precisely.
    pub precise: Codes,
    /// Kinds of criteria to the BT-06 code that they bring.
    pub criterion_objectives: Codes,
    /// The BT-06 code of an innovative purchase.
    pub innovation: String,
    /// For whom a lot is reserved: the values of the subject of publication that says it.
    pub reservations: BTreeMap<String, Reservation>,
    /// Duties that a notice without an environmental objective contradicts.
    pub environmental_duties: Vec<String>,
    /// Duties that a notice without a social objective contradicts.
    pub social_duties: Vec<String>,
    /// Duties that only concern a purchase of clean vehicles (BT-717).
    pub vehicle_duties: Vec<String>,
    /// Duties that only concern a purchase of high energy performance (BT-810).
    pub energy_duties: Vec<String>,
    /// Codes by table: `procedure`, `nature`, `critere`, `variantes`, `forme`, `acheteur`, `vehicules`.
    pub codes: BTreeMap<String, Codes>,
    /// Codes that a field admits; a field that is not named admits any text.
    pub lists: BTreeMap<String, Vec<String>>,
    /// Official names of the codes of a field.
    pub words: BTreeMap<String, Codes>,
    /// Codes met in the official examples, for a field whose list was not read: proposals, never a limit.
    pub examples: BTreeMap<String, Vec<String>>,
    /// Fields to their official names.
    pub labels: Codes,
    /// What a field expects, in the official words.
    pub help: Codes,
    /// Department (INSEE number) to NUTS 3.
    pub nuts: Codes,
}

/// A field required when `when` holds one of `values`; « * » stands for any.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ConditionalField {
    pub field: String,
    pub when: String,
    pub values: Vec<String>,
}

/// One kind of notice; what was not read in the official examples is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeType {
    /// The case that calls for it: `general`, `sectoriel`, `concession`…
    pub case: String,
    /// Code of the sub-type: `16`.
    pub code: String,
    /// Notice type (BT-02).
    pub notice: Option<String>,
    /// Legal basis (BT-01).
    pub basis: Option<String>,
    /// Fields of the common list that it does not require.
    pub without: Vec<String>,
    /// Fields that it requires beside the common list.
    pub also: Vec<String>,
}

/// What a reserved lot says in a notice: fields with their codes, and what is to be checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Reservation {
    pub values: Vec<crate::clauses::PublishedValue>,
    pub note: Option<String>,
}

impl NoticeRules {
    /// Returns the code of a word of the tender file in a table; none when it has no certain one.
    pub fn code(&self, table: &str, word: &str) -> Option<&str> {
        self.codes.get(table)?.get(word).map(String::as_str)
    }

    /// Returns a word of the texts of a notice.
    pub fn phrase(&self, name: &str) -> &str {
        self.phrases.get(name).map_or("", String::as_str)
    }

    /// Tells whether a field may hold a value.
    pub fn admits(&self, field: &str, value: &str) -> bool {
        self.lists.get(field).is_none_or(|list| list.iter().any(|code| code == value))
    }

    /// Returns the kind of notice of a case.
    pub fn of_case(&self, case: &str) -> Option<&NoticeType> {
        self.types.iter().find(|kind| kind.case == case)
    }
}
