//! The program: a paper as JSON in, a PDF out.

use std::io::{Read, Write};
use std::process::ExitCode;

use clausier_core::paper::Paper;

use crate::{PrintError, print};

/// Reads a paper on the standard input and writes its PDF on the standard output. On a refusal nothing is written there,
/// the reason goes to the standard error, and the exit code is 1.
pub fn run() -> ExitCode {
    match printed().and_then(|file| std::io::stdout().write_all(&file).map_err(|error| error.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("clausier-pdf: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn printed() -> Result<Vec<u8>, String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|error| error.to_string())?;
    let paper: Paper = serde_json::from_str(&text).map_err(|error| PrintError::from(error).to_string())?;
    print(&paper).map_err(|error| error.to_string())
}
