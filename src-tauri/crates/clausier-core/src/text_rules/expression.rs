//! What a rule looks for: one word or several in a row, some of them open.
//!
//! | written | stands for |
//! |---|---|
//! | `mot` | that word, without case or accents |
//! | `mot*` | a word that begins so |
//! | `un\|une\|d'une` | one of these |
//! | `mot?` | that word, or nothing |
//! | `<nombre>` | a number in figures |
//! | `<pourcent>`, `<100%>` | a percentage, or that one |
//! | `<euros>` | a number in figures, then € or « euros » |
//! | `<nom>` | a word with a capital: a brand |
//! | `<suite>` | up to five words of any kind |

use std::ops::Range;

use super::tokens::{Token, tokens};

/// Most words that `<suite>` passes over.
const LONGEST_GAP: usize = 5;
/// Words that begin with a capital in a title and name nothing.
const TOOLS: [&str; 20] =
    ["et", "ou", "de", "du", "des", "le", "la", "les", "un", "une", "au", "aux", "en", "par", "pour", "sur", "dans", "avec", "ce", "nf"];

/// An expression to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    steps: Vec<Step>,
    exact: bool,
    /// The first bytes, by their last six bits, of the words that it may begin with: most words of a text are
    /// passed over at that sight.
    beginnings: u64,
    /// Capitals that are no name here.
    spared: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// One of these rows of words; nothing too, when optional.
    Words {
        any: Vec<Vec<Word>>,
        optional: bool,
    },
    Number,
    Percent(Option<String>),
    Money,
    Name,
    Gap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    is_beginning: bool,
}

impl Expression {
    /// Returns an expression; an exact one minds case and accents.
    pub fn new(text: &str, exact: bool) -> Self {
        let steps: Vec<Step> = text.split_whitespace().filter_map(|piece| Step::read(piece, exact)).collect();
        let beginnings = beginnings(&steps);
        Self { steps, exact, beginnings, spared: Vec::new() }
    }

    /// Returns the expression that takes none of these words for a name.
    #[must_use]
    pub fn sparing(mut self, names: &[&str]) -> Self {
        self.spared = names.iter().map(|name| crate::french::fold(name)).collect();
        self
    }

    /// Tells whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        !self.steps.iter().any(|step| !matches!(step, Step::Gap | Step::Words { optional: true, .. }))
    }

    /// The words, folded, that it may begin with, and whether each is only the beginning of one; nothing when
    /// it may begin with any word.
    pub fn openings(&self) -> Option<Vec<(String, bool)>> {
        let Some(Step::Words { any, optional: false }) = self.steps.first() else { return None };
        Some(any.iter().filter_map(|row| row.first()).map(|word| (crate::french::fold(&word.text), word.is_beginning)).collect())
    }

    /// Returns the first place where the expression stands, as it is written there.
    pub fn find<'t>(&self, text: &'t str, tokens: &[Token<'t>]) -> Option<&'t str> {
        text.get(self.find_at(text, tokens)?)
    }

    fn may_begin(&self, token: &Token<'_>) -> bool {
        let written = if self.exact { token.raw } else { token.folded.as_str() };
        self.beginnings & mark(written) != 0
    }

    /// Returns the bytes of the first place where the expression stands.
    pub fn find_at(&self, text: &str, tokens: &[Token<'_>]) -> Option<Range<usize>> {
        if self.is_empty() {
            return None;
        }
        let reading = Reading { text, tokens, expression: self };
        tokens.iter().enumerate().filter(|(_, token)| self.may_begin(token)).find_map(|(first, _)| {
            let after = reading.follow(first, &self.steps)?;
            let (first, last) = (tokens.get(first)?, tokens.get(after.checked_sub(1)?)?);
            (first.start < last.end()).then(|| first.start..last.end())
        })
    }
}

impl Step {
    fn read(piece: &str, exact: bool) -> Option<Self> {
        match piece {
            "<nombre>" => return Some(Self::Number),
            "<pourcent>" => return Some(Self::Percent(None)),
            "<euros>" => return Some(Self::Money),
            "<nom>" => return Some(Self::Name),
            "<suite>" => return Some(Self::Gap),
            _ => {}
        }
        if let Some(percent) = piece.strip_prefix('<').and_then(|piece| piece.strip_suffix("%>")) {
            return Some(Self::Percent(Some(percent.to_owned())));
        }
        let (piece, optional) = piece.strip_suffix('?').map_or((piece, false), |piece| (piece, true));
        let any: Vec<Vec<Word>> = piece.split('|').map(|row| words(row, exact)).filter(|row| !row.is_empty()).collect();
        (!any.is_empty()).then_some(Self::Words { any, optional })
    }
}

/// Returns the marks of the words that steps may begin with; all of them when it may be any word.
fn beginnings(steps: &[Step]) -> u64 {
    let Some(Step::Words { any, optional: false }) = steps.first() else { return u64::MAX };
    any.iter().map(|row| row.first().map_or(u64::MAX, |word| mark(&word.text))).fold(0, |all, one| all | one)
}

/// Returns the mark of the first byte of a word; an empty one may be any.
fn mark(word: &str) -> u64 {
    word.bytes().next().map_or(u64::MAX, |byte| 1 << (byte & 63))
}

fn words(row: &str, exact: bool) -> Vec<Word> {
    let (row, is_beginning) = row.strip_suffix('*').map_or((row, false), |row| (row, true));
    let found = tokens(row);
    let last = found.len().saturating_sub(1);
    let word = |(at, token): (usize, Token<'_>)| Word {
        text: if exact { token.raw.to_owned() } else { token.folded },
        is_beginning: is_beginning && at == last,
    };
    found.into_iter().enumerate().map(word).collect()
}

/// A text being compared with an expression.
struct Reading<'r, 't> {
    text: &'r str,
    tokens: &'r [Token<'t>],
    expression: &'r Expression,
}

impl Reading<'_, '_> {
    /// Follows the steps from a word on; returns the word after the last one.
    fn follow(&self, at: usize, steps: &[Step]) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else { return Some(at) };
        match step {
            Step::Words { any, optional } => {
                let taken = any.iter().find_map(|row| self.follow(self.row(at, row)?, rest));
                taken.or_else(|| if *optional { self.follow(at, rest) } else { None })
            }
            Step::Number => self.numbers(at).rev().find_map(|after| self.follow(after, rest)),
            Step::Percent(wanted) => self.follow(self.percent(at, wanted.as_deref())?, rest),
            Step::Money => self.numbers(at).rev().find(|after| self.is_money(*after)).and_then(|after| self.follow(after, rest)),
            Step::Name => self.follow(self.name(at)?, rest),
            Step::Gap => (at..=at.saturating_add(LONGEST_GAP).min(self.tokens.len())).find_map(|after| self.follow(after, rest)),
        }
    }

    fn row(&self, at: usize, row: &[Word]) -> Option<usize> {
        let end = at.checked_add(row.len())?;
        let same = self.tokens.get(at..end)?.iter().zip(row).all(|(token, word)| self.is(token, word));
        same.then_some(end)
    }

    fn is(&self, token: &Token<'_>, word: &Word) -> bool {
        let written = if self.expression.exact { token.raw } else { token.folded.as_str() };
        if word.is_beginning { written.starts_with(&word.text) } else { written == word.text }
    }

    /// Where a number that begins here may end: « 20 000 » is two words.
    fn numbers(&self, at: usize) -> std::ops::RangeInclusive<usize> {
        let is_figures = |token: &&Token<'_>| token.raw.bytes().all(|byte| byte.is_ascii_digit());
        let Some(rest) = self.tokens.get(at..) else { return at + 1..=at };
        let first = rest.first().filter(is_figures).is_some();
        let more = rest.iter().skip(1).take_while(|token| is_figures(token) && token.raw.len() == 3).count();
        if first { at + 1..=at + 1 + more } else { at + 1..=at }
    }

    fn percent(&self, at: usize, wanted: Option<&str>) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let is_percent = self.text.get(token.end()..)?.trim_start().starts_with('%') || self.followed_by_words(at);
        let is_wanted = wanted.map_or_else(|| token.raw.bytes().all(|byte| byte.is_ascii_digit()), |wanted| token.raw == wanted);
        (is_percent && is_wanted).then_some(at + 1)
    }

    /// Whether the number that ends before a word is a sum.
    fn is_money(&self, after: usize) -> bool {
        let end = after.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, Token::end);
        let word = self.tokens.get(after).map_or("", |token| token.folded.as_str());
        self.text.get(end..).is_some_and(|rest| rest.trim_start().starts_with('€')) || matches!(word, "euros" | "euro" | "eur")
    }

    /// « pour cent » after a number.
    fn followed_by_words(&self, at: usize) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.folded.as_str());
        word(at + 1) == "pour" && word(at + 2) == "cent"
    }

    /// Whether a word is in the same breath as the one before: no stop, no cell between them.
    fn goes_on(&self, at: usize) -> bool {
        let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) else { return true };
        let between = self.text.get(before.end()..token.start).unwrap_or_default();
        between.chars().all(|character| {
            character.is_whitespace() && character != '\n' || matches!(character, '«' | '»' | '"' | '“' | '”' | '\'' | '’' | '(' | '-')
        })
    }

    fn name(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let is_name = token.raw.chars().count() > 1
            && token.raw.starts_with(char::is_uppercase)
            && !TOOLS.contains(&token.folded.as_str())
            && !self.expression.spared.contains(&token.folded)
            && self.text.contains(char::is_lowercase)
            && self.goes_on(at);
        is_name.then_some(at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(expression: &str, text: &str) -> Option<String> {
        Expression::new(expression, false).find(text, &tokens(text)).map(str::to_owned)
    }

    #[test]
    fn an_expression_is_found_whole_words_only() {
        let found = |expression: &str, exact: bool, text: &str| Expression::new(expression, exact).find(text, &tokens(text)).map(str::to_owned);
        assert_eq!(found("ou équivalent", false, "un label OU Equivalent."), Some("OU Equivalent".to_owned()));
        assert_eq!(found("label", false, "les labels"), None, "a plural is another word");
        assert_eq!(found("l'entreprise", false, "de l’entreprise"), Some("l’entreprise".to_owned()));
        assert_eq!(found("Lille", true, "une faille, lille"), None);
        assert_eq!(found("", false, "rien"), None);
        assert_eq!(found("<suite>", false, "rien"), None, "an open word alone finds nothing");
    }

    #[test]
    fn open_words_stand_for_what_they_say() {
        let cases = [
            ("rayon de|d' <nombre> km|kilomètres", "dans un rayon de 20 km autour", Some("rayon de 20 km")),
            ("rayon de|d' <nombre> km|kilomètres", "dans un rayon de 1 500 kilomètres", Some("rayon de 1 500 kilomètres")),
            ("rayon de <nombre> km", "un rayonnage de 20 km", None),
            ("de la? marque <nom>", "de marque Alpha", Some("de marque Alpha")),
            ("de la? marque <nom>", "de la marque Alpha", Some("de la marque Alpha")),
            ("de marque <nom>", "de marque « Alpha »", Some("de marque « Alpha")),
            ("de marque <nom>", "le choix de marque. Tout écart est dit", None),
            ("de marque <nom>", "de marque et de type", None),
            ("de marque <nom>", "DE MARQUE ET DE TYPE ALPHA", None),
            ("implant* <suite> dans", "être implanté de façon durable dans la commune", Some("implanté de façon durable dans")),
            ("prix <suite> <100%>", "Prix des prestations : 100 %", Some("Prix des prestations : 100")),
            ("prix <suite> <100%>", "Prix : 100 €", None),
            ("pénalité <suite> <euros>", "une pénalité de 1 500 € par jour", Some("pénalité de 1 500")),
            ("pénalité <suite> <euros>", "la pénalité de l’article 14", None),
            ("prix <suite> <pourcent>", "Prix 60 pour cent", Some("Prix 60")),
        ];
        for (expression, text, expected) in cases {
            assert_eq!(found(expression, text).as_deref(), expected, "{expression} in {text}");
        }
    }

    #[test]
    fn a_name_may_be_spared() {
        let expression = Expression::new("marque <nom>", false).sparing(&["Nationale"]);
        let text = "la marque Nationale";
        assert_eq!(expression.find(text, &tokens(text)), None);
    }
}
