//! What the day of the consultation changes for a tender file.

use std::path::Path;

use clausier_app::{Engine, Now, calendar, files};

use crate::answer::Answer;
use crate::commands::Outcome;

/// Lists the days on which something changes, and what.
pub fn show(engine: &Engine, file: &Path, now: &Now) -> Outcome {
    let tender = files::read_tender(file)?;
    let found = calendar::of_tender(engine, &tender, now);
    let sentences = calendar::sentences(&found);
    Ok(Answer::of(&found, sentences))
}
