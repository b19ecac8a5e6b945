//! Open data of a tender, as the window offers them: the file, and what is to be completed, in words.

use std::path::Path;

use clausier_core::french;
use clausier_core::tender::TenderId;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::UserResult;
use crate::now::Now;
use crate::{eforms, open_data, tenders};

/// A format of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum OpenDataFormat {
    /// Essential data of the contract.
    Decp,
    /// The European notice.
    Eforms,
}

/// What was written, for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct OpenDataReport {
    /// A field is missing: the file is a draft.
    pub draft: bool,
    /// « BT-17 – Soumission par voie électronique ».
    pub missing: Vec<String>,
    pub warnings: Vec<String>,
}

/// The name proposed for the file.
pub fn proposed_name(app: &App, id: TenderId, format: OpenDataFormat) -> UserResult<String> {
    let tender = tenders::get(app, id)?;
    let what = tender.reference.or(tender.title).unwrap_or_default();
    let plain: String = what.chars().map(|one| if one.is_alphanumeric() || one == '-' { one } else { ' ' }).take(60).collect();
    let what = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(match format {
        OpenDataFormat::Decp => format!("{what} données essentielles.json"),
        OpenDataFormat::Eforms => format!("{what} avis européen.xml"),
    }
    .trim_start()
    .to_owned())
}

/// Writes the open data of a tender of the base.
pub fn save(app: &App, id: TenderId, format: OpenDataFormat, out: &Path, now: &Now) -> UserResult<OpenDataReport> {
    let tender = tenders::get(app, id)?;
    match format {
        OpenDataFormat::Decp => {
            let done = open_data::write_decp(&app.engine, &tender, out, true, now)?;
            let missing = done.missing.iter().map(|field| (*field).to_owned()).collect();
            Ok(OpenDataReport { draft: done.draft, missing, warnings: done.warnings })
        }
        OpenDataFormat::Eforms => {
            let done = eforms::write(&app.engine, &tender, out, true, now)?;
            let missing = done.missing.iter().map(|field| named(app, field)).collect();
            Ok(OpenDataReport { draft: done.draft, missing, warnings: done.warnings })
        }
    }
}

fn named(app: &App, field: &str) -> String {
    let label = app.engine.catalogue.notices.labels.get(field);
    french::typography(&label.map_or_else(|| field.to_owned(), |label| format!("{field} – {label}")))
}
