//! Headings recognised by their words: typed numbers set aside, accents and plurals folded.

use clausier_core::french;

/// What a typed number says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Typed {
    /// 1 for chapters, titles and parts, 2 for articles and sections.
    pub(crate) keyword: Option<u8>,
    /// How many numbers: 2 in « 4.1 ».
    pub(crate) parts: usize,
    /// Whether a dash, a dot or a bracket follows.
    pub(crate) separated: bool,
    /// The text after it.
    pub(crate) rest: String,
}

const SEPARATORS: [char; 7] = ['.', ')', '-', '–', '—', ':', '°'];

/// Reads the number typed at the head of a heading: « ARTICLE 4 - », « 4.1 », « Chapitre II ».
pub(crate) fn typed_number(text: &str) -> Option<Typed> {
    let text = text.trim_start();
    let (keyword, after) = take_keyword(text);
    let after = after.trim_start();
    let after = after.strip_prefix("n°").or_else(|| after.strip_prefix("N°")).unwrap_or(after).trim_start();
    let (parts, rest) = take_numbers(after, keyword.is_some())?;
    let plain = rest.trim_start_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
    let between = rest.len() - plain.len();
    let separated = rest.get(..between).is_some_and(|gap| gap.contains(SEPARATORS)) || plain.is_empty();
    let spaced = between > 0 || plain.is_empty();
    let starts_upper = plain.chars().next().is_some_and(char::is_uppercase);
    // « Article L. 2112-2 » is an article of a code, not a fiftieth article.
    let is_code = plain.starts_with(|c: char| c.is_ascii_digit()) && !after.starts_with(|c: char| c.is_ascii_digit());
    let credible = !is_code && spaced && if keyword.is_some() { separated || starts_upper } else { starts_upper && !plain.is_empty() };
    credible.then(|| Typed { keyword, parts, separated, rest: plain.to_owned() })
}

fn take_keyword(text: &str) -> (Option<u8>, &str) {
    if let Some(rest) = text.strip_prefix('§') {
        return (Some(2), rest);
    }
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    match () {
        () if is_one_of(word, &["chapitre", "titre", "partie", "livre"]) => (Some(1), rest),
        () if is_one_of(word, &["article", "art", "section", "paragraphe"]) => (Some(2), rest.strip_prefix('.').unwrap_or(rest)),
        () => (None, text),
    }
}

/// Whether a word is one of those, case and accents aside.
fn is_one_of(word: &str, names: &[&str]) -> bool {
    if word.is_ascii() { names.iter().any(|name| word.eq_ignore_ascii_case(name)) } else { names.contains(&french::fold(word).as_str()) }
}

/// Takes « 4 », « 4.1 », « 4-1 », and after a keyword « IV » or « premier ».
fn take_numbers(text: &str, after_keyword: bool) -> Option<(usize, &str)> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if digits == 0 {
        return after_keyword.then(|| take_words(text)).flatten();
    }
    if digits > 3 {
        return None;
    }
    let mut rest = text.get(digits..)?;
    let mut parts = 1;
    while let Some(after) = rest.strip_prefix(['.', '-']) {
        let more = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        if more == 0 {
            break;
        }
        parts += 1;
        rest = after.get(more..)?;
    }
    let ordinal = ["er", "ère", "bis", "ter"].iter().find_map(|ending| rest.strip_prefix(ending));
    Some((parts, ordinal.unwrap_or(rest)))
}

fn take_words(text: &str) -> Option<(usize, &str)> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let roman = !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    (roman || french::fold(word) == "premier" || french::fold(word) == "unique").then_some((1, rest))
}

/// Returns a heading without its typed number.
pub(crate) fn without_number(text: &str) -> String {
    typed_number(text).map_or_else(|| text.to_owned(), |typed| typed.rest)
}

const STOP: [&str; 40] = [
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "et",
    "en",
    "au",
    "aux",
    "un",
    "une",
    "pour",
    "par",
    "sur",
    "dans",
    "ou",
    "avec",
    "sans",
    "article",
    "chapitre",
    "titre",
    "section",
    "annexe",
    "clause",
    "ce",
    "ces",
    "son",
    "sa",
    "ses",
    "qui",
    "que",
    "est",
    "sont",
    "relatif",
    "relative",
    "objet",
    "marche",
    "lot",
    "titulaire",
];

/// The words of a heading that mean something.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let words = french::words(&without_number(text)).into_iter();
    let telling = words.filter(|word| word.len() > 1 && !word.chars().all(|c| c.is_ascii_digit()));
    let telling = telling.map(|word| stem(&word)).filter(|word| !STOP.contains(&word.as_str()));
    telling.collect()
}

/// Takes the plural mark off.
fn stem(word: &str) -> String {
    match word.strip_suffix(['s', 'x']) {
        Some(singular) if singular.len() > 2 => singular.to_owned(),
        Some(_) | None => word.to_owned(),
    }
}

/// Whether two words are one family: « environnement », « environnementale ».
fn related(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    let common = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) = (left.chars().count().min(right.chars().count()), left.chars().count().max(right.chars().count()));
    common >= 6 && common * 10 >= short * 8 && common * 10 >= long * 6
}

/// How well a hint names a heading, 0 to 1.
pub(crate) fn score(heading: &[String], hint: &[String]) -> f64 {
    if heading.is_empty() || hint.is_empty() {
        return 0.0;
    }
    let found = hint.iter().filter(|word| heading.iter().any(|other| related(word, other))).count();
    let covered = heading.iter().filter(|word| hint.iter().any(|other| related(word, other))).count();
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    share(found, hint.len()) * (0.6 + 0.4 * share(covered, heading.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_told_from_sentences() {
        let rest = |text: &str| typed_number(text).map(|typed| (typed.keyword, typed.parts, typed.rest));
        assert_eq!(rest("ARTICLE 4 - DÉLAIS"), Some((Some(2), 1, "DÉLAIS".to_owned())));
        assert_eq!(rest("Article 5 – Gestion des déchets"), Some((Some(2), 1, "Gestion des déchets".to_owned())));
        assert_eq!(rest("4.1. Prix"), Some((None, 2, "Prix".to_owned())));
        assert_eq!(rest("CHAPITRE II : Exécution"), Some((Some(1), 1, "Exécution".to_owned())));
        assert_eq!(rest("Article 1er – Objet"), Some((Some(2), 1, "Objet".to_owned())));
        assert_eq!(rest("Article 4 du CCAG s'applique"), None, "a sentence is no heading");
        assert_eq!(rest("12 mois à compter de la notification"), None);
        assert_eq!(rest("Article L. 2112-2"), None);
    }

    #[test]
    fn families_of_words_meet() {
        let heading = tokens("ARTICLE 9 – CLAUSES ENVIRONNEMENTALES");
        assert!(score(&heading, &tokens("environnement")) > 0.8);
        assert!(score(&tokens("Gestion des déchets"), &tokens("déchet")) > 0.7);
        assert!(score(&tokens("Délais de paiement"), &tokens("déchets")) < 0.1);
    }
}
