//! A clause that the organisation wrote: the same record as ours, without what only the catalogue can say.
//! What was added to the record since the first packs is absent there, and reads as nothing said.

use serde::{Deserialize, Serialize};

use crate::clauses::wording::{join, lead};
use crate::tender::{ClauseKind, DocumentKind, Euros, Family, Level, Parameter, Theme};

/// Longest identifier (contract §2).
const LONGEST_ID: usize = 24;

/// The wording of one level; every text is in the Markdown subset, with `{{parameters}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct OwnLevel {
    /// Its ambition.
    pub level: Level,
    /// What is asked.
    pub requirement: String,
    /// For a criterion: how an offer is scored; empty = none, here as below.
    #[serde(default)]
    pub method: String,
    /// For a criterion: what the bidder hands in.
    #[serde(default)]
    pub bidders_provide: String,
    /// How it is proved.
    #[serde(default)]
    pub proof: String,
    /// How it is checked.
    #[serde(default)]
    pub control: String,
    /// What a failure costs.
    #[serde(default)]
    pub penalty: String,
}

/// A part of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Part {
    Requirement,
    Method,
    BiddersProvide,
    Proof,
    Control,
    Penalty,
}

impl Part {
    /// Every part, in the order of the document.
    pub const ALL: [Self; 6] = [Self::Requirement, Self::Method, Self::BiddersProvide, Self::Proof, Self::Control, Self::Penalty];

    /// Returns the bold words that open the part; what is asked has none.
    pub const fn lead(self) -> Option<&'static str> {
        match self {
            Self::Requirement => None,
            Self::Method => Some(lead::METHOD),
            Self::BiddersProvide => Some(lead::BIDDERS_PROVIDE),
            Self::Proof => Some(lead::PROOF),
            Self::Control => Some(lead::CONTROL),
            Self::Penalty => Some(lead::PENALTY),
        }
    }
}

impl OwnLevel {
    /// Returns a level without a word.
    pub fn empty(level: Level) -> Self {
        let none = String::new;
        Self { level, requirement: none(), method: none(), bidders_provide: none(), proof: none(), control: none(), penalty: none() }
    }

    /// Returns a part of it.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Requirement => &self.requirement,
            Part::Method => &self.method,
            Part::BiddersProvide => &self.bidders_provide,
            Part::Proof => &self.proof,
            Part::Control => &self.control,
            Part::Penalty => &self.penalty,
        }
    }

    /// Returns a part of it, to be changed.
    pub fn part_mut(&mut self, part: Part) -> &mut String {
        match part {
            Part::Requirement => &mut self.requirement,
            Part::Method => &mut self.method,
            Part::BiddersProvide => &mut self.bidders_provide,
            Part::Proof => &mut self.proof,
            Part::Control => &mut self.control,
            Part::Penalty => &mut self.penalty,
        }
    }
}

/// The clause of the catalogue that a wording started from, or was last brought up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OwnParent {
    pub clause: String,
    pub version: String,
}

/// What a person edits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // Field names are those of `Clause`.
pub struct OwnContent {
    pub title: String,
    pub theme: Theme,
    pub kind: ClauseKind,
    pub document: DocumentKind,
    /// Empty = every family.
    #[serde(default)]
    pub families: Vec<Family>,
    #[serde(default)]
    pub parent: Option<OwnParent>,
    /// Least demanding first.
    pub levels: Vec<OwnLevel>,
    #[serde(default)]
    pub cautions: Vec<String>,
    /// What it is for, in one sentence.
    #[serde(default)]
    pub object: String,
    #[serde(default)]
    pub also_documents: Vec<DocumentKind>,
    /// CPV prefixes that make it more relevant.
    #[serde(default)]
    pub cpv: Vec<String>,
    /// Obligations that it helps to cover.
    #[serde(default)]
    pub serves: Vec<String>,
    /// Effort of the companies, 1 to 3; absent = light.
    #[serde(default)]
    pub effort: Option<u8>,
    /// Below this value of the need it is not proposed.
    #[serde(default)]
    pub min_amount_eur: Option<Euros>,
    #[serde(default)]
    pub derogates_ccag: Vec<String>,
    /// The blanks of its texts, in the order of the editor.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
}

impl OwnContent {
    /// Returns a record that says nothing but what it must; its title and its requirement are empty.
    pub fn blank(theme: Theme, kind: ClauseKind, document: DocumentKind) -> Self {
        Self {
            title: String::new(),
            theme,
            kind,
            document,
            families: Vec::new(),
            parent: None,
            levels: vec![OwnLevel::empty(Level::Basic)],
            cautions: Vec::new(),
            object: String::new(),
            also_documents: Vec::new(),
            cpv: Vec::new(),
            serves: Vec::new(),
            effort: None,
            min_amount_eur: None,
            derogates_ccag: Vec::new(),
            parameters: Vec::new(),
        }
    }

    /// Returns the blank of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Returns the level of that ambition, else the nearest one below, else the first.
    pub fn level_or_below(&self, wanted: Option<Level>) -> Option<&OwnLevel> {
        let below = self.levels.iter().rev().find(|one| wanted.is_some_and(|wanted| one.level <= wanted));
        below.or(self.levels.first())
    }
}

/// A wording, and its number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OwnVersion {
    pub version: String,
    pub content: OwnContent,
}

/// A clause of the organisation, with every wording that it had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct OwnClause {
    /// Its identifier, in the grammar of the contract.
    pub id: String,
    /// The present wording.
    pub current: OwnVersion,
    /// The earlier ones, oldest first.
    #[serde(default)]
    pub earlier: Vec<OwnVersion>,
}

impl OwnClause {
    /// Makes a clause out of its first wording.
    pub fn new(id: impl Into<String>, content: OwnContent) -> Self {
        Self { id: id.into(), current: OwnVersion { version: "1.0.0".to_owned(), content }, earlier: Vec::new() }
    }

    /// Writes another wording under the next number; the same words change nothing.
    pub fn rewritten(mut self, content: OwnContent) -> Self {
        if content == self.current.content {
            return self;
        }
        let version = self.next_version();
        let before = std::mem::replace(&mut self.current, OwnVersion { version, content });
        self.earlier.push(before);
        self
    }

    /// Returns every wording, the present one first.
    pub fn versions(&self) -> impl Iterator<Item = &OwnVersion> {
        std::iter::once(&self.current).chain(self.earlier.iter().rev())
    }

    /// Returns the wording of that number.
    pub fn version(&self, number: &str) -> Option<&OwnVersion> {
        self.versions().find(|one| one.version == number)
    }

    /// Tells whether the clause had, or has, exactly this wording under this number.
    pub fn knows(&self, version: &OwnVersion) -> bool {
        self.versions().any(|one| one == version)
    }

    /// The second number grows: `1.0.0`, `1.1.0`, `1.2.0`; a number already taken is passed over.
    fn next_version(&self) -> String {
        let second = |version: &str| version.split('.').nth(1).and_then(|number| number.parse::<u32>().ok());
        let highest = self.versions().filter_map(|one| second(&one.version)).max().unwrap_or_default();
        format!("1.{}.0", highest.saturating_add(1))
    }
}

/// Tells whether a text is an identifier of an own clause (contract §2).
pub fn is_own_id(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Proposes an identifier that nobody has: `propre-1`, or from the clause that it starts from, `env-08-propre`.
pub fn proposed_id(parent: Option<&str>, is_taken: impl Fn(&str) -> bool) -> String {
    let stem: String = parent.map_or_else(|| "propre".to_owned(), |parent| format!("{parent}-propre"));
    let stem: String = stem.chars().take(LONGEST_ID - 5).collect();
    let numbered = (1..).map(|number| if number == 1 && parent.is_some() { stem.clone() } else { format!("{stem}-{number}") });
    numbered.take(10_000).find(|id| is_own_id(id) && !is_taken(id)).unwrap_or(stem)
}

/// Returns the whole text of a level, character for character, each part led by its bold word: what a
/// selection carries.
pub fn own_text(level: &OwnLevel) -> String {
    let parts = Part::ALL.into_iter().map(|part| (part.lead(), level.part(part))).filter(|(_, text)| !text.trim().is_empty());
    join(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(requirement: &str) -> OwnContent {
        OwnContent {
            title: "Vergers".to_owned(),
            levels: vec![OwnLevel { requirement: requirement.to_owned(), proof: "Un plan.".to_owned(), ..OwnLevel::empty(Level::Basic) }],
            ..OwnContent::blank(Theme::Biodiversity, ClauseKind::PerformanceCondition, DocumentKind::Cctp)
        }
    }

    #[test]
    fn a_new_wording_takes_the_next_number_and_keeps_the_earlier_one() {
        let clause = OwnClause::new("verger", content("a")).rewritten(content("b")).rewritten(content("b")).rewritten(content("c"));
        let numbers: Vec<&str> = clause.versions().map(|one| one.version.as_str()).collect();
        assert_eq!(numbers, ["1.2.0", "1.1.0", "1.0.0"], "the same words twice make no version");
        assert_eq!(clause.version("1.0.0").map(|one| one.content.levels[0].requirement.as_str()), Some("a"));
    }

    #[test]
    fn a_clause_of_an_older_pack_is_read_as_one_that_says_no_more() {
        let older = r#"{"id":"verger","current":{"version":"1.0.0","content":{"title":"Vergers","theme":"biodiversity","kind":"performance_condition","document":"cctp","families":[],"parent":null,"levels":[{"level":"basic","requirement":"a","method":"","bidders_provide":"","proof":"Un plan.","control":"","penalty":""}],"cautions":[]}},"earlier":[]}"#;
        let read: OwnClause = serde_json::from_str(older).expect("an older pack is read");
        assert_eq!(read, OwnClause::new("verger", content("a")));
    }

    #[test]
    fn identifiers_follow_the_contract() {
        for good in ["a", "Verger-01", "abcdefghijklmnopqrstuvwx"] {
            assert!(is_own_id(good), "{good}");
        }
        for bad in ["", "abcdefghijklmnopqrstuvwxy", "é", "a b", "a_b", "../x"] {
            assert!(!is_own_id(bad), "{bad}");
        }
        assert_eq!(proposed_id(None, |id| id == "propre-1"), "propre-2");
        assert_eq!(proposed_id(Some("env-08"), |_| false), "env-08-propre");
        assert_eq!(proposed_id(Some("env-08"), |id| id == "env-08-propre"), "env-08-propre-2");
    }

    #[test]
    fn the_text_is_written_character_for_character() {
        let text = own_text(&content("L'acier : 10 %").levels[0]);
        assert_eq!(text, "L'acier : 10 %\n\n**Preuve.** Un plan.", "no quote and no space is changed");
    }
}
