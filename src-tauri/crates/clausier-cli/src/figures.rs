//! Indicators of a year.

use std::path::Path;

use clausier_app::{Now, files, indicators};
use serde_json::json;

use crate::answer::Answer;
use crate::arguments::{Common, Indicators};
use crate::commands::{Outcome, open};

/// Runs `indicators`: prints the figures, or writes them in a file.
pub fn run(common: &Common, asked: &Indicators, now: &Now) -> Outcome {
    let figures = indicators::of_year(&open(common, now)?, asked.year, now)?;
    let Some(out) = &asked.out else { return Ok(Answer::of(&figures, indicators::sentences(&figures))) };
    files::write(out, indicators::csv(&figures).as_bytes(), asked.force)?;
    Ok(written(out))
}

fn written(out: &Path) -> Answer {
    let written = out.display().to_string();
    let sentence = format!("Écrit : {written}.");
    Answer::new(json!({ "written": written }), vec![sentence])
}
