//! Indicators of a year, and the rows of the shared folder for a warehouse.

use std::path::Path;

use clausier_app::indicators::figures_file::{self, FiguresFormat as Format};
use clausier_app::indicators::report::Section;
use clausier_app::indicators::{self, warehouse as rows};
use clausier_app::{App, Now};
use serde_json::json;

use crate::answer::Answer;
use crate::arguments::{Common, FiguresFormat, Indicators};
use crate::commands::{Outcome, open};

/// Runs `indicators`: prints the figures, or writes them in a file.
pub fn run(common: &Common, asked: &Indicators, now: &Now) -> Outcome {
    let app = open(common, now)?;
    let (Some(out), Some(asked_format)) = (&asked.out, asked.format) else {
        let figures = indicators::of_year(&app, asked.year)?;
        return Ok(Answer::of(&figures, indicators::sentences(&figures)));
    };
    let sections: &[Section] = if asked.one_page { &[Section::Headlines] } else { &Section::EVERY };
    figures_file::write(&app, asked.year, format(asked_format), sections, out, asked.force)?;
    let written = out.display().to_string();
    let sentence = format!("Écrit : {written}.");
    Ok(Answer::new(json!({ "written": written }), vec![sentence]))
}

/// Runs `share warehouse`: one Parquet file a year.
pub fn warehouse(app: &App, folder: &Path, replace: bool) -> Outcome {
    let exported = rows::export(app, folder, replace)?;
    let mut sentences: Vec<String> = exported.written.iter().map(|path| format!("Écrit : {}.", path.display())).collect();
    if exported.written.is_empty() {
        sentences.push("Aucun marché publié : rien n’a été écrit.".to_owned());
    }
    Ok(Answer::of(&exported, sentences))
}

const fn format(format: FiguresFormat) -> Format {
    match format {
        FiguresFormat::Csv => Format::Csv,
        FiguresFormat::Xlsx => Format::Xlsx,
        FiguresFormat::Parquet => Format::Parquet,
        FiguresFormat::Docx => Format::Docx,
        FiguresFormat::Odt => Format::Odt,
        FiguresFormat::Pdf => Format::Pdf,
    }
}
