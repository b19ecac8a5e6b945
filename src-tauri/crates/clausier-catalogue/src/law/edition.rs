//! `edition.toml`: the name of the edition, its first day, the scales shown first.

use chrono::NaiveDate;
use clausier_core::law::{Marks, ScaleId};

use super::names::Names;
use crate::reader::{Sources, Table, Value};

/// The file of the edition.
const FILE: &str = "edition.toml";

/// What the file says.
pub(super) struct Edition {
    pub name: String,
    pub first_day: NaiveDate,
    pub marks: Marks,
}

/// Reads the edition.
pub(super) fn load(sources: &Sources<'_>, names: &Names) -> Edition {
    let mut edition = Edition { name: String::new(), first_day: NaiveDate::MIN, marks: Marks::default() };
    let Some(file) = sources.required(FILE) else { return edition };
    file.keys(&["edition", "premier_jour", "seuils"]);
    if let Some(name) = file.text("edition") {
        edition.name = name.to_owned();
    }
    if let Some(day) = file.day("premier_jour") {
        edition.first_day = day;
    }
    if let Some(marks) = file.required("seuils").and_then(|value| value.table(&["europeen", "dispense", "publicite"])) {
        edition.marks =
            Marks { eu: mark(&marks, "europeen", names), dispense: mark(&marks, "dispense", names), publicity: mark(&marks, "publicite", names) };
    }
    edition
}

fn mark(table: &Table<'_>, key: &'static str, names: &Names) -> Option<ScaleId> {
    scale(table.required(key)?, names)
}

/// Reads the name of a scale.
pub(super) fn scale(value: Value<'_>, names: &Names) -> Option<ScaleId> {
    let id = value.filled()?;
    let found = names.scale(id).map(|(id, _)| id);
    if found.is_none() {
        let hint = crate::reader::nearest(id, names.scale_ids())
            .map_or_else(|| "voyez law/thresholds/".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
        value.fault_hint(format!("aucun barème ne s’appelle « {id} »"), hint);
    }
    found
}
