//! One rule: the words that it refuses, and those that excuse them.

use super::{Expression, LazyParts, Part, Parts};

/// Where the words that excuse are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextScope {
    /// In the same sentence.
    Sentence,
    /// In the same paragraph.
    Paragraph,
    /// Anywhere in the text.
    Whole,
}

/// A rule, ready to be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRule {
    /// Its name in the catalogue.
    pub id: String,
    /// What it refuses.
    pub words: Vec<Expression>,
    /// What excuses it.
    pub except: Vec<Expression>,
    /// Where that is looked for.
    pub scope: TextScope,
}

impl TextRule {
    /// Tells whether the words are wrong by themselves, and not for want of others further on: a title is
    /// then read too.
    pub fn refuses_a_word_alone(&self) -> bool {
        self.scope == TextScope::Sentence
    }

    /// Returns the first word refused in each part of a text.
    pub fn find_all<'t>(&self, parts: &Parts<'t>) -> Vec<&'t str> {
        self.parts(parts).iter().filter_map(|part| self.find(part)).collect()
    }

    /// Returns the first word refused in a text, cut only as this rule reads it.
    pub fn find_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.find_first(&LazyParts::of(text))
    }

    /// Returns the first word refused in a text that other rules read too.
    pub fn find_first<'t>(&self, text: &LazyParts<'t>) -> Option<&'t str> {
        text.read(self.scope).iter().find_map(|part| self.find(part))
    }

    fn parts<'p, 't>(&self, parts: &'p Parts<'t>) -> &'p [Part<'t>] {
        match self.scope {
            TextScope::Sentence => &parts.sentences,
            TextScope::Paragraph => &parts.paragraphs,
            TextScope::Whole => &parts.whole,
        }
    }

    fn find<'t>(&self, part: &Part<'t>) -> Option<&'t str> {
        let found = self.words.iter().find_map(|word| word.find(part.text, &part.tokens))?;
        let excused = self.except.iter().any(|word| word.find(part.text, &part.tokens).is_some());
        (!excused).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(scope: TextScope) -> TextRule {
        let of = |words: &[&str]| words.iter().map(|word| Expression::new(word, false)).collect();
        TextRule { id: "plafond".to_owned(), words: of(&["pénalité"]), except: of(&["dans la limite"]), scope }
    }

    #[test]
    fn an_excuse_counts_only_where_the_rule_looks_for_it() {
        let text = "Chaque écart donne lieu à une pénalité de 100 €.\n\nElle joue dans la limite de 10 %.";
        let found = [TextScope::Sentence, TextScope::Paragraph, TextScope::Whole].map(|scope| rule(scope).find_in(text));
        assert_eq!(found, [Some("pénalité"), Some("pénalité"), None]);
        let shared = LazyParts::of(text);
        let again = [TextScope::Whole, TextScope::Paragraph, TextScope::Sentence].map(|scope| rule(scope).find_first(&shared));
        assert_eq!(again, [None, Some("pénalité"), Some("pénalité")], "a text cut for one rule is cut for the others in their own way");
    }
}
