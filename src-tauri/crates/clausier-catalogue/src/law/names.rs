//! Names that conditions use, and the places that they stand for.

use clausier_core::law::{CodeList, FactId, FactKind, FactRecord, Field, KnownField, ListId, ScaleId, WordRecord};
use clausier_core::text_rules::TextRule;

/// A fact as conditions see it.
#[derive(Debug, Clone)]
pub(super) struct NamedFact {
    pub word: String,
    pub kind: FactKind,
    pub words: Vec<WordRecord>,
    pub field: Field,
}

/// A scale as conditions see it.
#[derive(Debug, Clone)]
pub(super) struct NamedScale {
    pub id: String,
    pub unit: String,
}

/// Everything that has a name, in the order of its places.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    facts: Vec<NamedFact>,
    lists: Vec<String>,
    scales: Vec<NamedScale>,
    text_rules: Vec<String>,
}

impl Names {
    pub fn new(facts: &[FactRecord], lists: &[CodeList], scales: Vec<NamedScale>, text_rules: &[TextRule]) -> Self {
        let named = |fact: &FactRecord| NamedFact { word: fact.word.clone(), kind: fact.kind, words: fact.words.clone(), field: fact.field.clone() };
        Self {
            facts: facts.iter().map(named).collect(),
            lists: lists.iter().map(|list| list.id.clone()).collect(),
            scales,
            text_rules: text_rules.iter().map(|rule| rule.id.clone()).collect(),
        }
    }

    pub fn fact(&self, word: &str) -> Option<(FactId, &NamedFact)> {
        let at = self.facts.iter().position(|fact| fact.word == word)?;
        Some((FactId(place(at)?), self.facts.get(at)?))
    }

    pub fn fact_of(&self, field: KnownField) -> Option<FactId> {
        let wanted = Field::Known(field);
        let at = self.facts.iter().position(|fact| fact.field == wanted)?;
        place(at).map(FactId)
    }

    pub fn list(&self, id: &str) -> Option<ListId> {
        place(self.lists.iter().position(|list| list == id)?).map(ListId)
    }

    pub fn scale(&self, id: &str) -> Option<(ScaleId, &NamedScale)> {
        let at = self.scales.iter().position(|scale| scale.id == id)?;
        Some((ScaleId(place(at)?), self.scales.get(at)?))
    }

    pub fn has_text_rule(&self, id: &str) -> bool {
        self.text_rules.iter().any(|one| one == id)
    }

    pub fn text_rules(&self) -> impl Iterator<Item = &str> + Clone {
        self.text_rules.iter().map(String::as_str)
    }

    pub fn fact_words(&self) -> impl Iterator<Item = &str> + Clone {
        self.facts.iter().map(|fact| fact.word.as_str())
    }

    pub fn list_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.lists.iter().map(String::as_str)
    }

    pub fn scale_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.scales.iter().map(|scale| scale.id.as_str())
    }
}

fn place(at: usize) -> Option<u16> {
    u16::try_from(at).ok()
}
