//! What clauses name by identifier: labels, public plans, and subjects of publication. One file each.

mod labels;
mod plans;
mod publication;

use clausier_core::clauses::{Label, PublicPlan};

use crate::reader::{Sources, Table, Value, nearest};
use crate::words::Words;
pub(crate) use labels::NamedLabel;
pub(crate) use publication::Subjects;

/// The three tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    pub(crate) labels: Vec<NamedLabel>,
    pub(crate) plans: Vec<PublicPlan>,
    pub(crate) subjects: Subjects,
}

impl Tables {
    /// Reads the tables.
    pub(crate) fn load(sources: &Sources<'_>, words: &Words) -> Self {
        Self { labels: labels::load(sources, words), plans: plans::load(sources, words), subjects: Subjects::load(sources, words) }
    }

    /// Lists the labels, in the order of the file.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter().map(|named| &named.label)
    }

    /// Lists the plans, in the order of the file.
    pub fn plans(&self) -> &[PublicPlan] {
        &self.plans
    }
}

/// Reads the records of a table; an identifier written twice is a fault.
fn records<T>(tables: &[Table<'_>], read: impl Fn(&Table<'_>) -> Option<T>) -> Vec<T> {
    let mut known: Vec<&str> = Vec::new();
    for value in tables.iter().filter_map(|table| table.required("identifiant")) {
        match value.filled() {
            Some(id) if known.contains(&id) => value.fault(format!("l’identifiant « {id} » est pris deux fois")),
            Some(id) => known.push(id),
            None => {}
        }
    }
    tables.iter().filter_map(read).collect()
}

/// Finds a record by the identifier that a clause names; one that is unknown is a fault.
pub(crate) fn named<'t, T>(value: Value<'_>, table: &'t [T], file: &str, id: impl Fn(&'t T) -> &'t str) -> Option<&'t T> {
    let name = value.filled()?;
    let found = table.iter().find(|one| id(one) == name);
    if found.is_none() {
        let near = nearest(name, table.iter().map(&id));
        let hint = near.map_or_else(|| format!("ajoutez « {name} » à {file}"), |near| format!("vouliez-vous dire « {near} » ?"));
        value.fault_hint(format!("« {name} » n’est pas dans {file}"), hint);
    }
    found
}
