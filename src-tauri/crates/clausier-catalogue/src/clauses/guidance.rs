//! What stands around the text of a clause: scope, plans, labels, links, preparation, publication.

use std::collections::BTreeMap;

use clausier_core::clauses::{ClauseLibrary, ClauseLinks, ClausePublication, Guidance, Label, PublicPlan};
use clausier_core::tender::ClauseKind;

use super::ClauseContext;
use crate::reader::{Table, Value};
use crate::tables::named;

/// Keys of a clause that are read here.
pub(super) const KEYS: [&str; 8] = ["portee", "sujet", "plans", "labels", "liens", "delai_preparation_mois", "donnees_personnelles", "mots_cles"];
const LINKS: [&str; 4] = ["necessite", "exclut", "remplace", "accompagne"];

/// Reads what stands around the text.
pub(super) fn read(file: &Table<'_>, kind: Option<ClauseKind>, context: &ClauseContext<'_>) -> Option<Guidance> {
    let scope = file.text("portee");
    let publication = publication(file, kind, context);
    let months = file.optional("delai_preparation_mois").and_then(|value| value.integer_between(1, 60));
    Some(Guidance {
        plans: plans(file, context),
        labels: labels(file, context),
        links: links(file),
        lead_months: months.and_then(|months| u32::try_from(months).ok()),
        personal_data: file.optional("donnees_personnelles").and_then(Value::flag).unwrap_or_default(),
        search_words: file.texts("mots_cles").into_iter().map(str::to_owned).collect(),
        scope: scope?.to_owned(),
        publication: publication?,
    })
}

fn publication(file: &Table<'_>, kind: Option<ClauseKind>, context: &ClauseContext<'_>) -> Option<ClausePublication> {
    let value = file.required("sujet")?;
    let subjects = &context.tables.subjects;
    let subject = named(value, &subjects.subjects, "publication.toml", |subject| &subject.id)?;
    Some(subjects.publication(subject, kind?))
}

fn plans(file: &Table<'_>, context: &ClauseContext<'_>) -> Vec<PublicPlan> {
    let find = |value| named(value, &context.tables.plans, "plans.toml", |plan| &plan.id);
    once(file.values("plans")).into_iter().filter_map(find).cloned().collect()
}

fn labels(file: &Table<'_>, context: &ClauseContext<'_>) -> Vec<Label> {
    let find = |value| named(value, &context.tables.labels, "labels.toml", |named| &named.label.id);
    once(file.values("labels")).into_iter().filter_map(find).map(|named| named.label.clone()).collect()
}

fn links(file: &Table<'_>) -> ClauseLinks {
    let table = file.optional("liens").and_then(|value| value.table(&LINKS));
    let list = |key: &str| table.as_ref().map(|table| owned(once(table.values(key)))).unwrap_or_default();
    ClauseLinks { needs: list("necessite"), excludes: list("exclut"), replaces: list("remplace"), goes_with: list("accompagne") }
}

fn owned(values: Vec<Value<'_>>) -> Vec<String> {
    values.into_iter().filter_map(Value::filled).map(str::to_owned).collect()
}

/// Says the words written twice in a list, and keeps the first.
fn once(values: Vec<Value<'_>>) -> Vec<Value<'_>> {
    let mut kept: Vec<Value<'_>> = Vec::new();
    for value in values {
        if kept.iter().any(|other| other.text() == value.text()) {
            value.fault(format!("« {} » est écrit deux fois", value.text().unwrap_or_default()));
        } else {
            kept.push(value);
        }
    }
    kept
}

/// Says the links that lead nowhere, to the clause itself, or that contradict one another. Read once
/// every clause is known.
pub(super) fn check_links(files: &[Table<'_>], library: &ClauseLibrary) {
    let known: BTreeMap<&str, &ClauseLinks> = library.list().map(|clause| (clause.id.as_str(), &clause.guidance.links)).collect();
    for file in files {
        let own = file.file_name();
        let Some(table) = file.optional("liens").and_then(Value::free_table) else { continue };
        for key in LINKS {
            for value in table.values(key) {
                check_link(own, key, value, &known);
            }
        }
    }
}

fn check_link(own: &str, key: &str, value: Value<'_>, known: &BTreeMap<&str, &ClauseLinks>) {
    let Some(other) = value.text() else { return };
    if other == own {
        value.fault("une clause ne se lie pas à elle-même");
        return;
    }
    let (Some(mine), Some(theirs)) = (known.get(own), known.get(other)) else {
        if !known.contains_key(other) && known.contains_key(own) {
            let near = crate::reader::nearest(other, known.keys().copied()).filter(|near| near.len() == other.len());
            let hint = near.map_or_else(|| "écrivez-la, ou retirez le lien".to_owned(), |near| format!("vouliez-vous dire « {near} » ?"));
            value.fault_hint(format!("aucune clause ne s’appelle « {other} », citée dans « liens »"), hint);
        }
        return;
    };
    if key == "exclut" && [&mine.needs, &mine.goes_with].iter().any(|list| list.iter().any(|one| one == other)) {
        value.fault_hint(format!("« {other} » est exclue ici, et demandée ou conseillée plus loin"), "gardez un seul de ces liens");
    }
    if key == "exclut" && !theirs.excludes.iter().any(|one| one == own) {
        value.fault_hint(format!("« {other} » n’exclut pas « {own} » en retour"), "une exclusion se lit dans les deux fiches");
    }
    if key == "exclut" && mine.needs.iter().filter_map(|need| known.get(need.as_str())).any(|links| links.needs.iter().any(|one| one == other)) {
        value.fault_hint(format!("une clause nécessaire a besoin de « {other} », exclue ici"), "retirez l’exclusion ou le besoin");
    }
    if key == "remplace" && theirs.replaces.iter().any(|one| one == own) {
        value.fault_hint(format!("« {other} » et « {own} » se remplacent l’une l’autre"), "une seule dit plus que l’autre");
    }
}
