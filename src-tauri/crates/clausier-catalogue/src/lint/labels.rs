//! Labels cited in the texts: each is in the table and in the record, and none escapes « ou équivalent ».

use clausier_core::text_rules::{Expression, tokens};

use super::Rules;
use crate::reader::{Sources, Value};
use crate::tables::NamedLabel;

/// Says the labels of the table that the rules would let pass without « ou équivalent ».
pub fn check_table(sources: &Sources<'_>, labels: &[NamedLabel], rules: &Rules) {
    let Some(file) = sources.optional("labels.toml").filter(|_| rules.are_loaded()) else { return };
    for table in file.values("labels").into_iter().filter_map(Value::free_table) {
        for word in table.values("mots").into_iter().filter(|_| !labels.is_empty()) {
            if let Some(text) = word.text().filter(|text| !rules.refuse(&format!("Les produits portent {text}."))) {
                word.fault_hint(
                    format!("« {text} » peut être cité sans « ou équivalent »"),
                    "ajoutez-le aux mots de la règle « ou-equivalent » de relecture.toml",
                );
            }
        }
    }
}

/// Says the labels that a text cites and that the record of its clause does not name.
pub fn check_cited(value: Value<'_>, text: &str, labels: &[NamedLabel], named: &[&str]) {
    let words = tokens(text);
    for label in labels.iter().filter(|label| !named.contains(&label.label.id.as_str())) {
        let found = label.words.iter().find_map(|word| Expression::new(word, true).find(text, &words));
        if let Some(found) = found {
            value.fault_at(
                found,
                format!("« {found} » est cité et n’est pas dans « labels »"),
                format!("ajoutez « {} » aux labels de la clause", label.label.id),
            );
        }
    }
}
