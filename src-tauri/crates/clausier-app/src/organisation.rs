//! The rules and targets that an organisation adds to the law for itself, in the folder of its data.

use std::path::{Path, PathBuf};

use clausier_catalogue::Diagnostic;

use crate::error::UserError;

/// The folder, inside that of the base; most organisations have none.
const FOLDER: &str = "catalogue-organisation/";

/// Returns where the rules of the organisation are looked for.
pub fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join(FOLDER)
}

/// Says that they cannot be read, with the first fault: the others are said by the check.
pub fn problem(faults: &[Diagnostic]) -> UserError {
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    UserError::new("organisation-fautive", &[("nombre", &faults.len().to_string()), ("faute", &first)])
}
