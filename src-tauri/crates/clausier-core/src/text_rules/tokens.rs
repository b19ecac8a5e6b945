//! Words of a text as they are compared, with the place of each.

use crate::french::fold;

/// A word: as written, as compared, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// As written.
    pub raw: &'t str,
    /// Without case or accents.
    pub folded: String,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.raw.len()
    }
}

/// Splits a text into words; whatever is neither letter nor digit separates.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if let Some(raw) = text.get(from..at) {
                    found.push(Token { raw, folded: fold(raw), start: from });
                }
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found
}

/// An expression to look for: one word or several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    words: Vec<String>,
    exact: bool,
}

impl Expression {
    /// Returns an expression; an exact one minds case and accents.
    pub fn new(text: &str, exact: bool) -> Self {
        let words = tokens(text).into_iter().map(|token| if exact { token.raw.to_owned() } else { token.folded }).collect();
        Self { words, exact }
    }

    /// Tells whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns the first place where the expression stands, as it is written there.
    pub fn find<'t>(&self, text: &'t str, tokens: &[Token<'t>]) -> Option<&'t str> {
        if self.is_empty() {
            return None;
        }
        let same = |(token, word): (&Token<'_>, &String)| if self.exact { token.raw == word } else { token.folded == *word };
        let window = tokens.windows(self.words.len()).find(|window| window.iter().zip(&self.words).all(same))?;
        let (first, last) = (window.first()?, window.last()?);
        text.get(first.start..last.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_found_whole_words_only() {
        let found = |expression: &str, exact: bool, text: &str| Expression::new(expression, exact).find(text, &tokens(text)).map(str::to_owned);
        assert_eq!(found("ou équivalent", false, "un label OU Equivalent."), Some("OU Equivalent".to_owned()));
        assert_eq!(found("label", false, "les labels"), None, "a plural is another word");
        assert_eq!(found("l'entreprise", false, "de l’entreprise"), Some("l’entreprise".to_owned()));
        assert_eq!(found("Lille", true, "une faille, lille"), None);
        assert_eq!(found("", false, "rien"), None);
    }
}
