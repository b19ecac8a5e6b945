//! What one rule of `review/` looks for.

use clausier_core::review::{FigureLook, Look, PresentLook, Reach, ThresholdLook, VagueLook, WordLook};
use clausier_core::text_rules::Expression;

use crate::reader::{Table, Value};
use crate::tables::NamedLabel;

const KINDS: [&str; 8] = ["mots", "sans_reponse", "article_vague", "ancien_seuil", "jour_passe", "deux_chiffres", "deja_la", "clause_sans"];

/// What the words of a rule may stand for.
pub(super) struct Lists<'a> {
    pub(super) labels: &'a [NamedLabel],
    pub(super) scales: &'a [&'a str],
}

/// Reads what a rule looks for.
pub(super) fn look(file: &Table<'_>, lists: &Lists<'_>) -> Option<Look> {
    let genre = file.required("genre")?;
    match genre.filled()? {
        "mots" => Some(Look::Words(words(file, lists)?)),
        "sans_reponse" => Some(Look::Unanswered(words(file, lists)?)),
        "article_vague" => Some(Look::Vague(vague(file)?)),
        "ancien_seuil" => Some(Look::OldThreshold(threshold(file, lists))),
        "jour_passe" => Some(Look::PastDay(wanted(file, "avant"))),
        "deux_chiffres" => Some(Look::TwoFigures(file.tables("sujets", &["nomme", "mots", "sauf"]).iter().filter_map(figure).collect())),
        "deja_la" => Some(Look::Present(file.tables("sujets", &["nomme", "titres", "mots"]).iter().filter_map(present).collect())),
        "clause_sans" => Some(Look::Missing(wanted(file, "mots"))),
        other => {
            genre.unknown_word(other, KINDS);
            None
        }
    }
}

fn words(file: &Table<'_>, lists: &Lists<'_>) -> Option<WordLook> {
    let exact = file.optional("exact").and_then(Value::flag).unwrap_or_default();
    let spared = file.texts("noms_exclus");
    let names = Names { brands: joined(&file.texts("marques")), labels: labels(file, lists) };
    let words: Vec<Expression> = wanted_texts(file, "mots").iter().map(|text| Expression::new(&names.fill(text), exact).sparing(&spared)).collect();
    let reach = match file.required("portee").and_then(Value::filled)? {
        "phrase" => Reach::Sentence,
        "paragraphe" => Reach::Paragraph,
        other => {
            file.required("portee")?.unknown_word(other, ["phrase", "paragraphe"]);
            return None;
        }
    };
    let (with, except, except_anywhere) = (all(file, "avec"), all(file, "sauf"), all(file, "sauf_dossier"));
    Some(WordLook { words, with, except, except_anywhere, reach })
}

/// Lists that a word stands for: `<marque>`, `<label>`.
struct Names {
    brands: String,
    labels: String,
}

impl Names {
    fn fill(&self, text: &str) -> String {
        text.replace("<marque>", &self.brands).replace("<label>", &self.labels)
    }
}

/// Alternatives of an expression; the words of one name are tied.
fn joined(names: &[&str]) -> String {
    names.iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join("-")).collect::<Vec<_>>().join("|")
}

fn labels(file: &Table<'_>, lists: &Lists<'_>) -> String {
    for value in file.values("labels_exclus") {
        if let Some(id) = value.filled().filter(|id| !lists.labels.is_empty() && !lists.labels.iter().any(|label| label.label.id == *id)) {
            value.unknown_word(id, lists.labels.iter().map(|label| label.label.id.as_str()).collect::<Vec<_>>());
        }
    }
    let left_out = file.texts("labels_exclus");
    let kept = lists.labels.iter().filter(|label| !left_out.contains(&label.label.id.as_str()));
    joined(&kept.flat_map(|label| label.words.iter().map(String::as_str)).collect::<Vec<_>>())
}

fn vague(file: &Table<'_>) -> Option<VagueLook> {
    let longest = file.required("mots_au_plus").and_then(|value| value.integer_between(10, 1000)).and_then(|most| usize::try_from(most).ok());
    let (titles, vague, measured) = (wanted(file, "titres"), wanted(file, "vague"), all(file, "mesure"));
    Some(VagueLook { titles, except: all(file, "sauf"), vague, measured, longest: longest? })
}

fn threshold(file: &Table<'_>, lists: &Lists<'_>) -> ThresholdLook {
    for value in file.values("baremes") {
        if let Some(id) = value.filled().filter(|id| !lists.scales.contains(id)) {
            value.unknown_word(id, lists.scales.to_vec());
        }
    }
    ThresholdLook { scales: file.texts("baremes").into_iter().map(str::to_owned).collect(), near: wanted(file, "pres"), except: all(file, "sauf") }
}

fn figure(table: &Table<'_>) -> Option<FigureLook> {
    Some(FigureLook { named: table.text("nomme")?.to_owned(), words: wanted(table, "mots"), except: all(table, "sauf") })
}

fn present(table: &Table<'_>) -> Option<PresentLook> {
    Some(PresentLook { named: table.text("nomme")?.to_owned(), titles: wanted(table, "titres"), words: wanted(table, "mots") })
}

fn all(table: &Table<'_>, key: &str) -> Vec<Expression> {
    table.texts(key).into_iter().map(|text| Expression::new(text, false)).collect()
}

/// Expressions that must be there: a list without any would find nothing, silently.
fn wanted(table: &Table<'_>, key: &'static str) -> Vec<Expression> {
    wanted_texts(table, key).into_iter().map(|text| Expression::new(text, false)).collect()
}

fn wanted_texts<'a>(table: &Table<'a>, key: &'static str) -> Vec<&'a str> {
    let found = table.texts(key);
    if table.required(key).is_some() && found.is_empty() {
        table.fault(format!("« {key} » est vide"));
    }
    for value in table.values(key) {
        if let Some(text) = value.text().filter(|text| Expression::new(text, false).is_empty() && !text.contains(['<', '>'])) {
            value.fault(format!("« {text} » ne contient aucun mot à chercher"));
        }
    }
    found
}
