//! Faults of TOML itself, said in French.

use toml::de::Error;

use super::position;
use crate::diagnostic::Diagnostic;

/// At most so many syntax faults a file: one missing quote brings many false ones after it.
const SAID: usize = 3;

/// What the parser says of a word without quotes, and of nothing at all.
const NOT_QUOTED: &str = "string values must be quoted";

/// What the parser says, how its message begins, and what we say.
const SENTENCES: [(&str, &str, &str); 19] = [
    ("duplicate key", "clé écrite deux fois", "gardez-en une seule"),
    (NOT_QUOTED, "valeur illisible", "un texte a des guillemets droits, un nombre n’a pas d’espace"),
    ("invalid unquoted key", "nom de clé avec un accent, un espace ou un signe", "des minuscules sans accent, des chiffres, des traits bas"),
    ("unquoted keys cannot be empty", "nom de clé absent", "une ligne s’écrit clé = valeur"),
    ("invalid basic string", "texte mal fermé", "chaque texte commence et finit par un guillemet droit"),
    ("invalid multi-line basic string", "texte mal fermé", "un texte long commence et finit par trois guillemets droits"),
    ("invalid literal string", "texte mal fermé", "chaque texte commence et finit par la même apostrophe"),
    ("missing escaped value", "barre oblique inversée suivie d’un signe inattendu", "doublez-la pour l’écrire"),
    ("missing assignment", "signe égal oublié", "une ligne s’écrit clé = valeur"),
    ("extra `=`", "signe égal de trop", "une ligne s’écrit clé = valeur"),
    ("key with no value", "clé sans valeur", "une ligne s’écrit clé = valeur"),
    ("missing value", "clé sans valeur", "une ligne s’écrit clé = valeur"),
    ("missing comma", "virgule oubliée", "séparez les éléments par des virgules"),
    ("extra comma", "virgule de trop", "une seule virgule sépare deux éléments"),
    ("unclosed array", "crochet fermant oublié", "ajoutez ]"),
    ("unclosed table", "crochet fermant oublié", "un titre s’écrit [titre] ou [[titre]]"),
    ("unclosed inline table", "accolade fermante oubliée", "ajoutez }"),
    ("cannot recurse", "trop de crochets ou d’accolades imbriqués", "simplifiez cette valeur"),
    ("unexpected leading zero", "nombre qui commence par zéro", "retirez le zéro, ou écrivez un texte entre guillemets"),
];

/// Turns the parser's faults into ours, one a line.
pub(super) fn faults(file: &str, text: &str, errors: &[Error]) -> Vec<Diagnostic> {
    let mut said: Vec<Diagnostic> = Vec::new();
    for error in errors {
        let one = fault(file, text, error);
        if said.len() < SAID && said.iter().all(|other| other.line != one.line) {
            said.push(one);
        }
    }
    said
}

fn fault(file: &str, text: &str, error: &Error) -> Diagnostic {
    let span = error.span().unwrap_or_default();
    let (line, column) = position(text, span.start);
    let is_empty = text.get(span).is_none_or(|wrong| wrong.trim().is_empty());
    let (message, hint) = if is_empty && error.message().starts_with(NOT_QUOTED) { sentence("missing value") } else { sentence(error.message()) };
    Diagnostic { file: file.to_owned(), line, column, message: message.to_owned(), hint: Some(hint.to_owned()) }
}

fn sentence(message: &str) -> (&'static str, &'static str) {
    if let Some((_, said, hint)) = SENTENCES.iter().find(|(start, _, _)| message.starts_with(start)) {
        return (said, hint);
    }
    if message.contains("date") || message.contains("month") || message.contains("day") {
        return ("date impossible", "une date s’écrit année-mois-jour : 2026-08-22");
    }
    if message.contains("number") || message.contains("integer") || message.contains("float") || message.contains("digit") {
        return ("nombre illisible", "un nombre s’écrit sans espace, avec un point : 1500 ou 12.5");
    }
    ("ligne illisible", "une ligne s’écrit clé = valeur")
}
