//! Commands about the library as a whole.

use std::path::Path;

use clausier_app::{coverage, files};

use crate::answer::Answer;
use crate::arguments::Common;
use crate::commands::{Outcome, engine_with};

/// Says what the library covers and where it stops; writes the page when a place is given.
pub fn coverage(common: &Common, out: Option<&Path>, force: bool) -> Outcome {
    let engine = engine_with(common.catalogue.as_deref(), common.organisation.as_deref())?;
    let page = coverage::page(&engine);
    if let Some(out) = out {
        files::write(out, page.markdown.as_bytes(), force)?;
    }
    let mut sentences = vec![format!("{} clauses, {} niveaux.", page.clauses, page.levels)];
    sentences.extend(page.holes.iter().map(|hole| format!("- {hole}")));
    Ok(Answer::of(&page, sentences))
}
