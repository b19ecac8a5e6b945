//! The part of a clause shown under its title in a list of results.

use crate::words::{Stems, Term, terms};

/// Characters before the hit, and in all, about.
const BEFORE: usize = 50;
const LENGTH: usize = 180;

/// What makes a word of the original text a hit.
pub(crate) struct Needles<'a> {
    words: Vec<(&'a str, String)>,
    prefix: Option<&'a str>,
    initials: Vec<char>,
    stems: &'a Stems,
}

impl<'a> Needles<'a> {
    pub(crate) fn new(terms: &'a [Term], stems: &'a Stems) -> Self {
        let words: Vec<(&str, String)> = terms.iter().flat_map(Term::forms).map(|word| (word.as_str(), stems.of(word))).collect();
        let initials = words.iter().filter_map(|(word, _)| word.chars().next()).collect();
        let prefix = terms.last().and_then(|term| term.parts.last()).map(String::as_str);
        Self { words, prefix, initials, stems }
    }

    fn is_hit(&self, chunk: &str) -> bool {
        self.may_be(chunk) && terms(chunk).iter().flat_map(Term::forms).any(|word| self.is_hit_word(word))
    }

    /// Spares the folding of plain words that begin with none of the letters looked for.
    fn may_be(&self, chunk: &str) -> bool {
        let plain = chunk.bytes().all(|byte| byte.is_ascii_alphabetic());
        let initial = chunk.chars().next().map(|c| c.to_ascii_lowercase());
        !plain || initial.is_some_and(|initial| self.initials.contains(&initial))
    }

    fn is_hit_word(&self, word: &str) -> bool {
        let same_stem = |stem: &str| word.chars().take(2).eq(stem.chars().take(2)) && self.stems.of(word) == stem;
        self.prefix.is_some_and(|prefix| word.starts_with(prefix)) || self.words.iter().any(|(needle, stem)| *needle == word || same_stem(stem))
    }
}

/// Returns the text around the first hit, between words of the original. Without a hit, its beginning.
pub(crate) fn excerpt(text: &str, needles: &Needles<'_>) -> String {
    let chunks = chunks(text);
    let hit = chunks.iter().position(|chunk| needles.is_hit(chunk)).unwrap_or(0);
    let start = hit - chunks.iter().take(hit).rev().scan(0, within(BEFORE)).count();
    let shown: Vec<&str> = chunks.iter().skip(start).scan(0, within(LENGTH)).collect();
    frame(&chunks, start, shown)
}

fn frame(chunks: &[String], start: usize, shown: Vec<&str>) -> String {
    let more = start + shown.len() < chunks.len();
    let head = if start > 0 { "…\u{a0}" } else { "" };
    if shown.is_empty() {
        let first: String = chunks.get(start).map(|chunk| chunk.chars().take(LENGTH).collect()).unwrap_or_default();
        return if first.is_empty() { first } else { format!("{head}{first}…") };
    }
    format!("{head}{}{}", shown.join(" "), if more { "\u{a0}…" } else { "" })
}

/// Passes chunks as long as they fit in that many characters.
fn within<'a>(room: usize) -> impl FnMut(&mut usize, &'a String) -> Option<&'a str> {
    move |used, chunk| {
        *used += chunk.chars().count() + 1;
        (*used <= room).then_some(chunk.as_str())
    }
}

/// Splits where a line may break, never at a no-break space, without the marks of the Markdown subset.
fn chunks(text: &str) -> Vec<String> {
    let bare = text.replace("**", "");
    bare.split([' ', '\n', '\r', '\t']).filter(|chunk| !matches!(*chunk, "" | "-" | "|" | "#" | "##" | "###")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::query_terms;
    use proptest::prelude::*;

    fn around(text: &str, query: &str) -> String {
        let (terms, stems) = (query_terms(query), Stems::new());
        excerpt(text, &Needles::new(&terms, &stems))
    }

    #[test]
    fn an_excerpt_shows_the_hit_in_the_words_of_the_text() {
        let text = format!("{} La **maîtrise d’œuvre** suit 12\u{a0}% des émissions de CO₂.", "Mot ".repeat(60));
        assert!(around(&text, "oeuvre").contains("La maîtrise d’œuvre suit 12\u{a0}%"), "{}", around(&text, "oeuvre"));
        assert!(around(&text, "co2").ends_with("CO₂."), "the end of the text has no ellipsis");
        assert!(around(&text, "co2").starts_with("…\u{a0}"), "something stands before");
    }

    #[test]
    fn a_text_without_spaces_is_cut_between_characters() {
        assert!(around(&"é".repeat(500), "x").chars().count() <= LENGTH + 1);
        assert_eq!(around("", "x"), "");
    }

    proptest! {
        #[test]
        fn an_excerpt_is_made_of_any_text_and_any_query(text in "\\PC{0,400}", query in "\\PC{0,40}") {
            let made = around(&text, &query);
            prop_assert!(made.chars().count() <= LENGTH + 4, "{made}");
        }
    }
}
