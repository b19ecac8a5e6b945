//! The JSON Schemas of the documents of the contract, drawn from the types that read and write them.

use clausier_core::figures::Summary;
use clausier_core::law::Assessment;
use clausier_core::tender::Tender;
use schemars::Schema;
use serde_json::{Value, json};

use crate::checklist::ChecklistAnswer;

/// A document of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// `TENDER.json`.
    Tender,
    /// The answer of `assess`.
    Assessment,
    /// The answer of `checklist`.
    Checklist,
    /// A line of a segment of the shared folder.
    Segment,
}

/// Returns the schema of a document.
pub fn of(document: Document) -> Value {
    match document {
        Document::Tender => nullable(titled(schemars::schema_for!(Tender), "Marché de Clausier (clausier/tender/1)")),
        Document::Assessment => titled(schemars::schema_for!(Assessment), "Évaluation d’un marché"),
        Document::Checklist => titled(schemars::schema_for!(ChecklistAnswer), "Clauses proposées pour un marché"),
        Document::Segment => segment(),
    }
}

fn titled(schema: Schema, title: &str) -> Value {
    let mut value = schema.to_value();
    value["title"] = title.into();
    value
}

/// Null says the same as absent (contract §2): the lists and maps that may be left out may be null too.
fn nullable(mut schema: Value) -> Value {
    let definitions = schema.get_mut("$defs").and_then(Value::as_object_mut);
    definitions.into_iter().flat_map(|found| found.values_mut()).for_each(open_to_null);
    open_to_null(&mut schema);
    schema
}

fn open_to_null(object: &mut Value) {
    let required: Vec<String> = object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (_, property) in properties.iter_mut().filter(|(name, _)| !required.contains(name)) {
        if let Some(kind @ ("array" | "object")) = property["type"].as_str() {
            property["type"] = json!([kind, "null"]);
        }
    }
}

/// A line is an envelope; its content is a summary unless it is a tombstone. Fields of later programs
/// are allowed: they are carried as they are.
fn segment() -> Value {
    let mut summary = titled(schemars::schema_for!(Summary), "Résumé");
    let definitions = summary.as_object_mut().and_then(|fields| fields.remove("$defs")).unwrap_or_else(|| json!({}));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ligne d’un fichier de résumés du dossier partagé",
        "type": "object",
        "properties": {
            "id": { "type": "string", "format": "uuid" },
            "v": { "type": "integer", "minimum": 1, "maximum": u32::MAX },
            "rep": { "type": "string", "pattern": "^[a-z0-9]{26}$" },
            "base": { "type": ["string", "null"], "pattern": "^[0-9a-f]{32}$" },
            "schema": { "type": "integer", "minimum": 1 },
            "lit_min": { "type": "integer", "minimum": 1 },
            "sup": { "type": "boolean" },
            "annee": { "type": "integer", "minimum": 1900, "maximum": 9999 }
        },
        "required": ["id", "v", "rep", "annee", "sup"],
        "if": { "properties": { "sup": { "const": false } } },
        "then": summary,
        "$defs": definitions
    })
}
