//! Commands on the need: insertion hours lot by lot, and what is left out with its reason.

use std::path::Path;

use clausier_app::{self as app, Engine, Now};
use serde_json::json;

use crate::answer::Answer;
use crate::commands::Outcome;

/// Works out the insertion hours of a tender.
pub(crate) fn insertion(engine: &Engine, file: &Path) -> Outcome {
    let tender = app::files::read_tender(file)?;
    let table = engine.insertion(&tender);
    let place = |number: Option<u32>| number.map(|number| format!("Lot {number} : ")).unwrap_or_default();
    let mut sentences: Vec<String> = table.lots.iter().map(|lot| format!("{}{}", place(lot.lot), lot.sentence)).collect();
    if table.lots.iter().any(|lot| lot.lot.is_some()) {
        sentences.push(table.sentence.clone());
    }
    Ok(Answer::of(&table, sentences))
}

/// Lists what is called for and left out.
pub(crate) fn justification(engine: &Engine, file: &Path, now: &Now) -> Outcome {
    let tender = app::files::read_tender(file)?;
    let rows = engine.justification(&tender, now.today);
    let sentences = rows.iter().map(|row| format!("{} — {}", row.what, row.reason.as_deref().unwrap_or("motif à indiquer"))).collect();
    Ok(Answer::new(json!({ "rows": rows }), sentences))
}
