//! `[[chiffres]]`: computed figures of a rule.

use clausier_core::law::{Amount, FactId, FigureRule};

use super::condition::Reader;
use super::edition::scale;
use super::texts::clause;
use crate::reader::{Table, Value};
use crate::words::is_plain;

/// Reads the figures of a rule.
pub(super) fn read(file: &Table<'_>, reader: &Reader<'_>) -> Vec<FigureRule> {
    let tables = file.tables("chiffres", &["cle", "intitule", "bareme", "fait", "multiplie", "par_lot"]);
    let mut figures: Vec<FigureRule> = Vec::new();
    for table in &tables {
        let Some(figure) = figure(table, reader) else { continue };
        if figures.iter().any(|other| other.key == figure.key) {
            table.fault(format!("le chiffre « {} » est écrit deux fois", figure.key));
        }
        figures.push(figure);
    }
    figures
}

fn figure(table: &Table<'_>, reader: &Reader<'_>) -> Option<FigureRule> {
    let key = table.required("cle").and_then(key);
    let named = clause(table, "intitule", &[]);
    let amount = amount(table, reader);
    let per_lot = table.optional("par_lot").and_then(Value::flag).unwrap_or(false);
    Some(FigureRule { key: key?, named: named?, amount: amount?, per_lot })
}

fn key(value: Value<'_>) -> Option<String> {
    let key = value.filled()?;
    if !is_plain(key) {
        value.fault_hint(format!("« {key} » n’est pas une clé de l’évaluation"), "minuscules sans accent, snake_case");
    }
    Some(key.to_owned())
}

fn amount(table: &Table<'_>, reader: &Reader<'_>) -> Option<Amount> {
    let scale = |value: Value<'_>| scale(value, reader.names);
    match (table.optional("bareme"), table.optional("fait"), table.optional("multiplie")) {
        (Some(bareme), None, None) => scale(bareme).map(Amount::Scale),
        (None, Some(fact), None) => measured(fact, reader).map(Amount::Fact),
        (Some(bareme), None, Some(fact)) => {
            let (scale, fact) = (scale(bareme), measured(fact, reader));
            Some(Amount::Product(scale?, fact?))
        }
        (None, None, None) => {
            table.fault_hint("rien à calculer", "écrivez « bareme », « fait », ou « bareme » et « multiplie »");
            None
        }
        (None, None, Some(_)) | (_, Some(_), _) => {
            table.fault_hint("calcul ambigu", "« bareme » seul, « fait » seul, ou « bareme » et « multiplie »");
            None
        }
    }
}

/// Reads the name of a fact that is an amount or a number.
fn measured(value: Value<'_>, reader: &Reader<'_>) -> Option<FactId> {
    use clausier_core::law::FactKind;
    let word = value.filled()?;
    match reader.names.fact(word) {
        Some((id, fact)) if fact.kind == FactKind::Amount || fact.kind == FactKind::Number => Some(id),
        Some(_) => {
            value.fault(format!("« {word} » n’est ni un montant ni un nombre"));
            None
        }
        None => {
            value.unknown_word(word, reader.names.fact_words());
            None
        }
    }
}
