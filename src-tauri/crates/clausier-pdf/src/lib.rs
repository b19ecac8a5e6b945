//! A [`Paper`] printed as an accessible PDF (PDF/UA-1): real headings, lists and header rows, a title, French.
//!
//! It opens no file and asks for no network: the layout, the fonts and the page are in the program, and the words of the
//! buyer come in as values, never as markup. The same paper gives the same bytes: no date, no name.

mod characters;
mod program;
mod view;
mod world;

use clausier_core::paper::Paper;
use typst::diag::{SourceDiagnostic, Warned};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::characters::Characters;
use crate::view::View;
use crate::world::Closed;

pub use program::run;

/// Why a paper could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The paper cannot be handed over to the page.
    #[error("paper: {0}")]
    Paper(#[from] serde_json::Error),
    /// The layout or the accessibility check refused it.
    #[error("layout: {0}")]
    Layout(String),
}

/// Prints a paper. Characters that no font holds are shown as « � ».
pub fn print(paper: &Paper) -> Result<Vec<u8>, PrintError> {
    let fonts = world::fonts();
    let characters = Characters::of(&fonts);
    let world = Closed::new(fonts, serde_json::from_value(serde_json::to_value(View::of(paper, &characters))?)?);
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&world);
    let pages = output.map_err(|refused| layout(&refused))?;
    typst_pdf::pdf(&pages, &accessible()?).map_err(|refused| layout(&refused))
}

/// PDF/UA-1 is asked for by name: without it, typst leaves the title out of the window and the mark out of the file.
fn accessible() -> Result<PdfOptions, PrintError> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|refused| PrintError::Layout(refused.message().to_string()))?;
    Ok(PdfOptions { standards, creator: typst::foundations::Smart::Custom(Some("Clausier".to_owned())), ..PdfOptions::default() })
}

fn layout(refused: &[SourceDiagnostic]) -> PrintError {
    let messages: Vec<String> = refused.iter().map(|one| one.message.to_string()).collect();
    PrintError::Layout(messages.join("; "))
}
