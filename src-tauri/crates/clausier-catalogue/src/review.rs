//! `review/`: what a second reading looks for in the files of a tender, one rule a file.

mod look;

use clausier_core::review::{Example, Gravity, ReviewRule, ReviewSource};

use crate::law::is_identifier;
use crate::reader::{Sources, Table, Value};
use crate::tables::NamedLabel;
use look::{Lists, look};

/// The folder.
pub const FOLDER: &str = "review/";

const KEYS: [&str; 32] = [
    "identifiant",
    "intitule",
    "genre",
    "gravite",
    "a_compter_du",
    "phrase",
    "pourquoi",
    "piste",
    "ajout",
    "sources",
    "relu_le",
    "mots",
    "avec",
    "sauf",
    "sauf_dossier",
    "portee",
    "titres",
    "vague",
    "mesure",
    "mots_au_plus",
    "baremes",
    "pres",
    "avant",
    "sujets",
    "marques",
    "noms_exclus",
    "labels_exclus",
    "exact",
    "fautifs",
    "justes",
    "note",
    "origine",
];

/// Reads the rules, in the order of their names.
pub fn load(sources: &Sources<'_>, labels: &[NamedLabel], scales: &[&str]) -> Vec<ReviewRule> {
    sources.under(FOLDER).filter_map(|file| rule(&file, &Lists { labels, scales })).collect()
}

fn rule(file: &Table<'_>, lists: &Lists<'_>) -> Option<ReviewRule> {
    file.keys(&KEYS);
    let (id, title, sentence, why, hint) = (identifier(file), file.text("intitule"), file.text("phrase"), file.text("pourquoi"), file.text("piste"));
    let (gravity, reviewed_on) = (file.required("gravite").and_then(gravity), file.day("relu_le"));
    let (look, sources, examples) = (look(file, lists), said(file), examples(file));
    Some(ReviewRule {
        id: id?.to_owned(),
        title: title?.to_owned(),
        gravity: gravity?,
        from: file.optional("a_compter_du").and_then(Value::day),
        sentence: sentence?.to_owned(),
        why: why?.to_owned(),
        hint: hint?.to_owned(),
        addition: file.optional_text("ajout").map(str::to_owned),
        sources,
        look: look?,
        reviewed_on: reviewed_on?,
        examples,
    })
}

fn identifier<'a>(file: &Table<'a>) -> Option<&'a str> {
    let value = file.required("identifiant")?;
    let id = value.filled()?;
    if !is_identifier(id) || id != file.file_name() {
        value.fault_hint(format!("l’identifiant « {id} » n’est pas le nom du fichier"), format!("écrivez « {} »", file.file_name()));
    }
    Some(id)
}

fn gravity(value: Value<'_>) -> Option<Gravity> {
    match value.filled()? {
        "erreur" => Some(Gravity::Error),
        "avertissement" => Some(Gravity::Warning),
        "conseil" => Some(Gravity::Advice),
        other => {
            value.unknown_word(other, ["erreur", "avertissement", "conseil"]);
            None
        }
    }
}

/// Where the rule comes from: a text of law, or the usage that `origine` says.
fn said(file: &Table<'_>) -> Vec<ReviewSource> {
    let sources: Vec<ReviewSource> = file
        .tables("sources", &["texte", "article"])
        .iter()
        .filter_map(|source| {
            Some(ReviewSource { text: source.text("texte")?.to_owned(), article: source.optional_text("article").map(str::to_owned) })
        })
        .collect();
    let origin = file.optional_text("origine").map(|text| ReviewSource { text: text.to_owned(), article: None });
    if sources.is_empty() && origin.is_none() {
        file.fault_hint("la règle ne dit pas d’où elle vient", "ajoutez « sources », ou « origine » pour un usage");
    }
    sources.into_iter().chain(origin).collect()
}

/// Its examples: at least one of each kind, so that it is known to find and to let pass.
fn examples(file: &Table<'_>) -> Vec<Example> {
    let of = |key: &'static str, is_faulty: bool| {
        let found: Vec<Example> = file.texts(key).into_iter().map(|text| Example { text: text.to_owned(), is_faulty }).collect();
        if found.is_empty() {
            file.fault_hint(format!("« {key} » est vide"), "une règle porte au moins un exemple fautif et un exemple juste");
        }
        found
    };
    let mut examples = of("fautifs", true);
    examples.extend(of("justes", false));
    examples
}
