//! `listes.toml`: named lists of beginnings of CPV codes.

use clausier_core::law::CodeList;

use super::texts::{clause, is_identifier};
use crate::cpv::{Cpv, read_prefix};
use crate::organisation;
use crate::reader::{Entry, Sources, Table};

/// The file of the lists.
const FILE: &str = "listes.toml";
/// The lists that an organisation adds.
const OWN: &str = "organisation/listes.toml";

/// Reads the lists, in the order of the file.
pub(super) fn load(sources: &Sources<'_>, cpv: &Cpv) -> Vec<CodeList> {
    let Some(file) = sources.required(FILE) else { return Vec::new() };
    let own = sources.optional(OWN);
    let entries = file.entries().into_iter().chain(own.iter().flat_map(Table::entries));
    entries.filter_map(|entry| list(entry, cpv)).collect()
}

fn list(entry: Entry<'_>, cpv: &Cpv) -> Option<CodeList> {
    if !is_identifier(entry.key) {
        entry
            .fault_hint(format!("le nom « {} » a d’autres signes que a-z, 0-9 et -", entry.key), "écrivez-le en minuscules, avec des traits d’union");
    }
    if let Some((message, hint)) = organisation::misnamed(entry.value.path(), entry.key) {
        entry.fault_hint(message, hint);
    }
    let table = entry.value.table(&["nomme", "codes", "sauf"])?;
    let named = clause(&table, "nomme", &[]);
    let codes = table.required("codes");
    let read = |key: &str| table.values(key).into_iter().filter_map(|value| read_prefix(value, cpv)).collect::<Vec<_>>();
    let prefixes = read("codes");
    if let Some(codes) = codes.filter(|codes| codes.list().is_empty()) {
        codes.fault("aucun code");
    }
    let except = read("sauf");
    for value in table.values("sauf") {
        let Some(code) = value.text() else { continue };
        if prefixes.iter().all(|prefix| !code.starts_with(prefix.as_str())) {
            value.fault_hint(format!("« {code} » n’est dans aucun code de la liste"), "retirez-le");
        }
    }
    Some(CodeList { id: entry.key.to_owned(), named: named?, prefixes, except })
}
