//! Two editions of the catalogue: what differs, and what that changes for tenders at hand.

use std::path::{Path, PathBuf};

use clausier_app::{Engine, Now, catalogue_diff, edition_effect, files};
use serde_json::json;

use crate::answer::{Answer, Refusal};
use crate::arguments::Common;
use crate::commands::{Outcome, engine_with};

/// Stands for the edition that the program carries.
const EMBEDDED: &str = "-";

/// Compares two editions.
pub fn diff(common: &Common, old: &Path, new: Option<&Path>) -> Outcome {
    let new = new.or(common.catalogue.as_deref());
    let found = catalogue_diff::compare(&edition(old)?, &edition(new.unwrap_or(Path::new(EMBEDDED)))?);
    let mut sentences: Vec<String> = found.changes.iter().map(|change| change.sentence.clone()).collect();
    if sentences.is_empty() {
        sentences.push("Les deux éditions disent la même chose.".to_owned());
    }
    Ok(Answer::of(&found, sentences))
}

/// Says what a new edition changes for tenders; one that cannot be read stops everything, and is named.
pub fn effect((old, new): (&Path, &Path), tenders: &[PathBuf], now: &Now) -> Outcome {
    let (old, new) = (edition(old)?, edition(new)?);
    let mut effects = Vec::new();
    let mut sentences = Vec::new();
    for file in tenders {
        let effect = edition_effect::of(&old, &new, &files::read_tender(file)?, now.today);
        sentences.push(edition_effect::head_sentence(&files::name_of(file), &effect));
        sentences.extend(effect.changes.iter().map(|change| format!("  {}", change.sentence)));
        effects.push(effect);
    }
    Ok(Answer::new(json!({ "tenders": effects }), sentences))
}

fn edition(place: &Path) -> Result<Engine, Refusal> {
    if place == Path::new(EMBEDDED) { Ok(Engine::embedded()) } else { engine_with(Some(place), None) }
}
