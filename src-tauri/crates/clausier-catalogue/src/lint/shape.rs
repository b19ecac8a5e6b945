//! Faults of shape: braces, bold marks, tables, the first of the month, a unit after a parameter.

use clausier_core::clauses::{Parameter, parameter_names};
use clausier_core::document::{Block, line_text, parse};
use clausier_core::french::fold;
use clausier_core::text_rules::{paragraphs, tokens};

use crate::reader::Value;

/// Symbols and words that a parameter already carries.
const UNITS: [&str; 6] = ["%", "€", "pour cent", "pourcent", "euros", "euro"];
/// Signs that are never right, what is said of them, and what to write.
const SLIPS: [(&str, &str, &str); 5] = [
    ("\"", "guillemets droits dans un texte", "écrivez « et »"),
    ("...", "trois points séparés", "écrivez « … », ou terminez la phrase"),
    (" ,", "espace devant une virgule", "la virgule suit le mot"),
    (" .", "espace devant un point", "le point suit le mot"),
    ("( ", "espace après une parenthèse ouvrante", "la parenthèse touche le mot"),
];
/// Months, to find « 1 janvier ».
const MONTHS: [&str; 12] = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];

/// Says the faults of shape of a text.
pub(super) fn check(value: Value<'_>, text: &str) {
    braces(value, text);
    bold(value, text);
    tables(value, text);
    first_of_the_month(value, text);
    check_typography(value, text);
    for name in parameter_names(text) {
        unit_after(value, text, name, UNITS.iter().copied());
    }
}

/// Says the units written after the parameters that already carry theirs.
pub fn units_after_parameters(value: Value<'_>, text: &str, parameters: &[Parameter]) {
    for parameter in parameters {
        unit_after(value, text, &parameter.name, parameter.unit.as_deref());
    }
}

fn unit_after<'u>(value: Value<'_>, text: &str, name: &str, units: impl IntoIterator<Item = &'u str>) {
    let token = format!("{{{{{name}}}}}");
    let units: Vec<String> = units.into_iter().map(fold).collect();
    for (at, _) in text.match_indices(&token) {
        let after = text.get(at + token.len()..).unwrap_or_default();
        let next = fold(after.get(..after.len().min(40)).unwrap_or(after.split('\n').next().unwrap_or_default()));
        if let Some(unit) = units.iter().find(|unit| begins_with_word(&next, unit)) {
            value.fault_at(&token, format!("« {unit} » suit {token}, qui s’écrit déjà avec son unité"), "retirez l’unité du texte");
            return;
        }
    }
}

fn begins_with_word(text: &str, word: &str) -> bool {
    let boundary = |rest: &str| !rest.starts_with(char::is_alphanumeric) || !word.ends_with(char::is_alphanumeric);
    !word.is_empty() && text.strip_prefix(word).is_some_and(boundary)
}

/// Says braces that are no parameter: alone, with spaces, with capitals.
fn braces(value: Value<'_>, text: &str) {
    let rest = parameter_names(text).iter().fold(text.to_owned(), |left, name| left.replace(&format!("{{{{{name}}}}}"), ""));
    if rest.contains(['{', '}']) {
        value.fault_at("{", "accolades qui n’entourent pas un nom de paramètre", "écrivez {{nom}}, en minuscules, sans accent ni espace");
    }
}

fn bold(value: Value<'_>, text: &str) {
    if let Some(odd) = paragraphs(text).into_iter().find(|part| part.matches("**").count() % 2 == 1) {
        value.fault_at(odd, "gras mal fermé", "entourez les mots de deux étoiles de chaque côté");
    }
}

/// Says a line of table that did not read as one.
fn tables(value: Value<'_>, text: &str) {
    let stray = |block: &Block| match block {
        Block::Paragraph { line } => line_text(line).starts_with('|'),
        Block::Heading { .. } | Block::Bullets { .. } | Block::Numbers { .. } | Block::Table { .. } => false,
    };
    if parse(text).iter().any(stray) {
        value.fault_at("|", "tableau sans ligne de titre", "sous la première ligne, écrivez |---|---|");
    }
}

/// Says signs that the rules of typography cannot mend when the clause is written: they set the no-break
/// spaces, but cannot tell a slip from a choice.
pub(super) fn check_typography(value: Value<'_>, text: &str) {
    for (odd, message, hint) in SLIPS {
        if text.contains(odd) {
            value.fault_at(odd, message, hint);
        }
    }
    if let Some(odd) = glued(text) {
        value.fault_at(odd, format!("« {odd} » : il manque une espace devant le signe double"), "« ; », « : », « ! » et « ? » ont une espace avant");
    }
}

/// Finds a word glued to a double sign that ends it: `quoi?`, `suivants:`.
fn glued(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| {
        let mut ends = word.chars().rev();
        let (last, before) = (ends.next(), ends.next());
        last.is_some_and(|sign| ";:!?".contains(sign)) && before.is_some_and(char::is_alphabetic)
    })
}

fn first_of_the_month(value: Value<'_>, text: &str) {
    let tokens = tokens(text);
    let odd = tokens.windows(2).find_map(|pair| match pair {
        [one, next] if one.raw == "1" && (next.folded == "er" || MONTHS.contains(&next.folded.as_str())) => {
            text.get(one.start..next.start + next.raw.len())
        }
        [one, _] if one.folded == "1ier" => Some(one.raw),
        _ => None,
    });
    if let Some(odd) = odd {
        value.fault_at(odd, format!("« {odd} »"), "le premier du mois s’écrit « 1er »");
    }
}
