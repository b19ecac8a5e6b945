//! Words that stand for one another, reduced to stems as the index is.

use crate::words::{Stems, query_terms};

/// Groups of words; built once for a catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms(Vec<Group>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    /// Expressions that find the others of the group.
    words: Vec<Vec<String>>,
    /// Expressions found besides.
    towards: Vec<Vec<String>>,
}

impl Synonyms {
    /// Builds the groups: the words of each, and those that they find without being found by them.
    pub fn new<'g>(groups: impl IntoIterator<Item = (&'g [String], &'g [String])>) -> Self {
        let stems = Stems::new();
        let list = |words: &[String]| words.iter().map(|word| expression(word, &stems)).filter(|words| !words.is_empty()).collect();
        Self(groups.into_iter().map(|(words, towards)| Group { words: list(words), towards: list(towards) }).collect())
    }

    /// Finds the longest expression that begins at the first of these stems: how many stems it takes, and
    /// what stands for it.
    pub(super) fn at(&self, stems: &[String]) -> Option<(usize, Vec<Vec<String>>)> {
        let begins = |words: &&Vec<String>| stems.get(..words.len()) == Some(words.as_slice());
        let longest = self.0.iter().flat_map(|group| group.words.iter().filter(begins)).map(Vec::len).max()?;
        let mut others: Vec<Vec<String>> = Vec::new();
        for group in &self.0 {
            let Some(own) = group.words.iter().find(|words| words.len() == longest && begins(words)) else { continue };
            for other in group.words.iter().chain(&group.towards).filter(|other| *other != own) {
                if !others.contains(other) {
                    others.push(other.clone());
                }
            }
        }
        Some((longest, others))
    }
}

fn expression(text: &str, stems: &Stems) -> Vec<String> {
    query_terms(text).iter().flat_map(|term| term.parts.iter()).map(|part| stems.of(part)).collect()
}
