//! Every document of the contract follows the schema that the program gives of it.

use serde_json::{Value, json};

use crate::support::{Desk, ID, names, with, works};

#[test]
fn tenders_assessments_and_checklists_follow_their_schema() {
    let desk = Desk::new();
    let (tender, assessment) = (desk.json(&["schema", "tender"]).done(), desk.json(&["schema", "assessment"]).done());
    let checklist = desk.json(&["schema", "checklist"]).done();
    let folder = desk.sample("groupe-scolaire").parent().map(names).unwrap_or_default();
    let samples = folder.iter().map(|name| desk.path("exemples").join(name).join("marche.json"));
    for file in samples.chain([desk.tender("marche.json", &works())]) {
        let text = std::fs::read_to_string(&file).expect("a tender file");
        follows(&tender, &serde_json::from_str(&text).expect("JSON"), &file.to_string_lossy());
        follows(&assessment, &desk.json(&["assess", &file.to_string_lossy()]).done(), "assessment");
        follows(&checklist, &desk.json(&["checklist", &file.to_string_lossy()]).done(), "checklist");
    }
    let unknown = with(works(), json!({ "prix": 3 }));
    assert!(faults(&tender, &tender, &unknown, "").iter().any(|fault| fault.contains("prix")), "the schema can fail");
}

#[test]
fn a_published_line_follows_the_schema_of_a_segment() {
    let desk = Desk::new();
    let schema = desk.json(&["schema", "segment"]).done();
    std::fs::create_dir(desk.path("partage")).expect("a folder");
    desk.json(&["share", "link", "partage"]).done();
    let tender = desk.tender("marche.json", &with(works(), json!({ "stage": "published" })));
    desk.json(&["tender", "import", &tender.to_string_lossy()]).done();
    desk.json(&["share", "sync"]).done();
    desk.json(&["tender", "remove", ID]).done();
    desk.json(&["share", "sync"]).done();
    let folder = desk.path("partage/resumes/annee=2026");
    let mut lines = 0;
    for name in names(&folder) {
        for line in std::fs::read_to_string(folder.join(name)).expect("a segment").lines() {
            follows(&schema, &serde_json::from_str(line).expect("JSON"), line);
            lines += 1;
        }
    }
    assert_eq!(lines, 2, "the tender, then its tombstone");
}

fn follows(schema: &Value, value: &Value, name: &str) {
    let faults = faults(schema, schema, value, "");
    assert!(faults.is_empty(), "{name}: {faults:#?}");
}

/// Checks the part of JSON Schema that the program writes; another keyword would be a fault.
fn faults(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(keywords) = schema.as_object() else {
        return if schema == &Value::Bool(false) { vec![format!("{path}: nothing is allowed")] } else { Vec::new() };
    };
    let mut found = Vec::new();
    for (keyword, asked) in keywords {
        let ok = match keyword.as_str() {
            "$ref" => {
                let target = asked.as_str().and_then(|name| root.pointer(name.trim_start_matches('#')));
                found.extend(target.map_or_else(|| vec![format!("{path}: {asked} leads nowhere")], |target| faults(root, target, value, path)));
                true
            }
            "type" => asked.as_array().map_or_else(|| is_of(value, asked), |types| types.iter().any(|one| is_of(value, one))),
            "enum" => asked.as_array().is_some_and(|values| values.contains(value)),
            "const" => asked == value,
            "required" => {
                let missing = |name: &&Value| value.is_object() && value.get(name.as_str().unwrap_or_default()).is_none();
                asked.as_array().is_none_or(|names| names.iter().find(missing).is_none())
            }
            "properties" => {
                for (name, inner) in asked.as_object().into_iter().flatten() {
                    if let Some(inside) = value.get(name) {
                        found.extend(faults(root, inner, inside, &format!("{path}/{name}")));
                    }
                }
                true
            }
            "additionalProperties" => {
                for (name, inside) in value.as_object().into_iter().flatten() {
                    if keywords.get("properties").and_then(|known| known.get(name)).is_none() {
                        found.extend(faults(root, asked, inside, &format!("{path}/{name}")));
                    }
                }
                true
            }
            "items" => {
                for (at, inside) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(root, asked, inside, &format!("{path}/{at}")));
                }
                true
            }
            "anyOf" | "oneOf" => {
                let fits = asked.as_array().into_iter().flatten().filter(|one| faults(root, one, value, path).is_empty()).count();
                if keyword == "oneOf" { fits == 1 } else { fits > 0 }
            }
            "allOf" => {
                found.extend(asked.as_array().into_iter().flatten().flat_map(|one| faults(root, one, value, path)));
                true
            }
            "if" => {
                if faults(root, asked, value, path).is_empty() {
                    found.extend(keywords.get("then").map(|then| faults(root, then, value, path)).unwrap_or_default());
                }
                true
            }
            "minimum" => value.as_f64().is_none_or(|number| asked.as_f64().is_some_and(|least| number >= least)),
            "maximum" => value.as_f64().is_none_or(|number| asked.as_f64().is_some_and(|most| number <= most)),
            "then" | "$schema" | "$defs" | "title" | "description" | "default" | "format" | "pattern" | "multipleOf" => true,
            _ => false,
        };
        if !ok {
            found.push(format!("{path}: {keyword} {asked} is not that of {value}"));
        }
    }
    found
}

fn is_of(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some(_) | None => false,
    }
}
