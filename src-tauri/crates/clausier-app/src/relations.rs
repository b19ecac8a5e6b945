//! The grounds of a line in the words of the catalogue: what was compared to what.

use chrono::NaiveDate;
use clausier_core::french;
use clausier_core::law::{
    Assessment, Confidence, FactKind, FactRecord, Ground, GroundValue, Hundredths, Law, Line, Outcome, Published, Source, Unit,
};
use clausier_core::tender::{Euros, Tender};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;

/// One comparison that decided, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Relation {
    /// What was looked at.
    pub fact: String,
    /// What the file says of it; absent = not known yet, or read in the file itself.
    pub value: Option<String>,
    /// What it was compared to, with the comparison that holds; empty for a plain yes or no.
    pub compared: String,
    /// False while the fact is not known: nothing is decided by it.
    pub known: bool,
}

/// Says what decided a line, in the order of the rule.
pub fn relations(engine: &Engine, line: &Line) -> Vec<Relation> {
    line.grounds.iter().map(|ground| relation(&engine.catalogue.law, ground)).collect()
}

fn relation(law: &Law, ground: &Ground) -> Relation {
    let record = law.fact_at(&ground.fact);
    let fact = french::typography(record.map_or_else(|| file_part(&ground.fact), |record| record.named.as_str()));
    let known = ground.test != "?";
    let Some(record) = record.filter(|record| fits(record, ground)) else {
        return Relation { fact, value: None, compared: in_file(law, ground), known };
    };
    let value = ground.value.as_ref().map(|value| write(record, value));
    Relation { fact, value, compared: french::typography(&compared(law, record, ground)), known }
}

/// A test on the lots or on the file does not read the fact of that name.
fn fits(record: &FactRecord, ground: &Ground) -> bool {
    !(record.is_measured() && matches!(&*ground.test, "in" | "not in"))
}

fn file_part(fact: &str) -> &str {
    match fact {
        "criteria" => "la grille de critères",
        "selections" => "les clauses retenues",
        other => other,
    }
}

fn in_file(law: &Law, ground: &Ground) -> String {
    let there = ground.test == "in";
    let against = match &ground.against {
        Some(GroundValue::Number(number)) => Some(french::number(number.as_f64())),
        Some(GroundValue::List(words)) => Some(french::join(&words.iter().map(|word| criterion(law, word)).collect::<Vec<_>>(), "ou")),
        Some(GroundValue::Flag(_) | GroundValue::Text(_)) | None => None,
    };
    let told = match (against, there) {
        (Some(against), true) => format!("présent dans le dossier : {against}"),
        (Some(against), false) => format!("absent du dossier : {against}"),
        (None, true) => "présent dans le dossier".to_owned(),
        (None, false) => "absent du dossier".to_owned(),
    };
    french::typography(&told)
}

fn criterion<'a>(law: &'a Law, word: &'a str) -> &'a str {
    law.phrases.file.kinds.get(word).map_or(word, String::as_str)
}

fn write(record: &FactRecord, value: &GroundValue) -> String {
    match value {
        GroundValue::Flag(flag) => if *flag { "oui" } else { "non" }.to_owned(),
        GroundValue::Number(number) => measured(record, *number),
        GroundValue::Text(text) => {
            day(text).unwrap_or_else(|| record.word_of(text).map_or_else(|| text.clone(), |word| french::typography(&word.named)))
        }
        GroundValue::List(codes) => codes.join(", "),
    }
}

fn measured(record: &FactRecord, number: Hundredths) -> String {
    match record.kind {
        FactKind::Amount => french::euros_ht(Euros::from_cents(number.hundredths())),
        FactKind::YesNo | FactKind::Word | FactKind::Number | FactKind::Day | FactKind::Codes => {
            Unit::Other(record.unit.clone().unwrap_or_default()).write(number)
        }
    }
}

fn day(text: &str) -> Option<String> {
    text.parse::<NaiveDate>().ok().map(french::day)
}

fn compared(law: &Law, record: &FactRecord, ground: &Ground) -> String {
    let comparisons = &law.phrases.comparisons;
    let Some(against) = against(law, record, ground) else { return String::new() };
    let tail = |template: &str| template.replace("{contre}", &against);
    let is_day = record.kind == FactKind::Day;
    match &*ground.test {
        ">=" if is_day => format!("à compter du {against}"),
        "<" if is_day => format!("avant le {against}"),
        ">=" => tail(&comparisons.at_least),
        ">" => tail(&comparisons.above),
        "<=" => tail(&comparisons.at_most),
        "<" => tail(&comparisons.below),
        "in" if record.kind == FactKind::Codes => format!("dans la liste {against}"),
        "not in" if record.kind == FactKind::Codes => format!("hors de la liste {against}"),
        "in" => format!("parmi : {against}"),
        "not in" => format!("hors du champ visé : {against}"),
        "!=" => format!("autre que : {against}"),
        "?" => format!("à comparer à : {against}"),
        _ => String::new(),
    }
}

/// Names what the value was compared to: a threshold with its value, a word, a list, a number.
fn against(law: &Law, record: &FactRecord, ground: &Ground) -> Option<String> {
    if let Some((scale, row)) = ground.threshold.as_deref().and_then(|name| law.row_named(name)) {
        let value = match &ground.against {
            Some(GroundValue::Number(number)) => Published::Known(*number),
            Some(GroundValue::Flag(_) | GroundValue::Text(_) | GroundValue::List(_)) | None => Published::NotYet,
        };
        return Some(match value {
            Published::Known(number) => format!("{} ({})", row.named, scale.unit.write(number)),
            Published::NotYet => law.phrases.comparisons.not_published.replace("{nom}", &row.named),
        });
    }
    match ground.against.as_ref()? {
        GroundValue::List(words) if record.kind == FactKind::Codes => Some(lists(law, words)),
        GroundValue::List(words) => {
            Some(french::join(&words.iter().map(|word| write(record, &GroundValue::Text(word.clone()))).collect::<Vec<_>>(), "ou"))
        }
        value @ (GroundValue::Flag(_) | GroundValue::Number(_) | GroundValue::Text(_)) => Some(write(record, value)),
    }
}

fn lists(law: &Law, ids: &[String]) -> String {
    let named = |id: &String| law.lists.iter().find(|list| list.id == *id).map_or_else(|| id.clone(), |list| format!("« {} »", list.named));
    french::join(&ids.iter().map(named).collect::<Vec<_>>(), "ou")
}

/// Writes the whole reasoning of a line, to paste in a message.
pub fn reasoning(assessment: &Assessment, tender: &Tender, line: &Line, relations: &[Relation]) -> String {
    let mut text = vec![line.title.clone()];
    text.extend(head(tender));
    text.push(format!("Issue : {}.", outcome(line.outcome)));
    text.push(format!("Pourquoi : {}", line.because));
    part(&mut text, "Ce qui a été comparé :", relations.iter().map(relation_line));
    if line.outcome == Outcome::Applies && !line.coverage.is_empty() {
        text.push(line.coverage.clone());
    }
    part(
        &mut text,
        "Exceptions invoquées :",
        line.exceptions.iter().filter(|one| one.invoked).map(|one| format!("{} ({})", one.label, one.reason.as_deref().unwrap_or("sans motif"))),
    );
    part(&mut text, "Textes :", line.sources.iter().map(source_line));
    text.push(format!("Fiabilité : {}. Règle relue le {}.", confidence(line.confidence), french::day(line.reviewed_on)));
    text.extend(line.note.clone());
    text.push(format!(
        "Évalué au {}, d'après le catalogue {} et les informations saisies. La relecture juridique reste la vôtre.",
        french::day(assessment.on),
        assessment.edition
    ));
    french::typography(&text.join("\n"))
}

fn head(tender: &Tender) -> Option<String> {
    let named: Vec<&str> = [tender.reference.as_deref(), tender.title.as_deref()].into_iter().flatten().filter(|text| !text.is_empty()).collect();
    (!named.is_empty()).then(|| format!("Marché : {}", named.join(", ")))
}

fn part(text: &mut Vec<String>, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.map(|line| format!("- {line}")).collect();
    if !lines.is_empty() {
        text.push(title.to_owned());
        text.extend(lines);
    }
}

fn relation_line(relation: &Relation) -> String {
    let value = relation.value.as_deref().unwrap_or(if relation.known { "" } else { "pas encore connu" });
    let told = [value, &relation.compared].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if told.is_empty() { relation.fact.clone() } else { format!("{} : {told}", relation.fact) }
}

/// « Code de la commande publique, L2112-2-1, à compter du 22 août 2026 (publié le …) ».
fn source_line(source: &Source) -> String {
    let since = source.from.map(|day| format!("à compter du {}", french::day(day)));
    let published = source.published_on.map(|day| format!("publié le {}", french::day(day)));
    let parts = [Some(source.text.clone()), source.article.clone(), since, published, source.url.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Applies => "s'applique",
        Outcome::Lever => "possibilité ouverte",
        Outcome::ToVerify => "à vérifier",
        Outcome::Undetermined => "à confirmer, une réponse manque",
        Outcome::NotApplicable => "ne s'applique pas",
    }
}

const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "élevée",
        Confidence::Medium => "moyenne",
        Confidence::Low => "faible",
    }
}
