//! What a command gives back: JSON for programs, sentences for people.

use std::io::{self, Write};
use std::process::ExitCode;

use clausier_app::UserError;
use serde_json::{Value, json};

use crate::arguments::Common;

/// A result: its JSON document and its sentences.
pub struct Answer {
    json: Value,
    sentences: Vec<String>,
    refused: bool,
}

impl Answer {
    /// A result done.
    pub fn new(json: Value, sentences: Vec<String>) -> Self {
        Self { json, sentences, refused: false }
    }

    /// A result from any plain data, with its sentences.
    pub fn of(data: &impl serde::Serialize, sentences: Vec<String>) -> Self {
        Self::new(serde_json::to_value(data).expect("an answer is plain data"), sentences)
    }

    /// A result that is a refusal: exit code 1.
    pub fn refused(mut self) -> Self {
        self.refused = true;
        self
    }

    /// Prints and gives the exit code.
    pub fn print(self, common: &Common) -> ExitCode {
        let written = if common.json {
            print(&[self.json.to_string()])
        } else if common.quiet {
            Ok(())
        } else {
            print(&self.sentences)
        };
        match written {
            Ok(()) if self.refused => ExitCode::FAILURE,
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => lost(&error),
        }
    }
}

/// A refusal, with what belongs beside the error in its JSON.
pub struct Refusal {
    error: UserError,
    beside: Vec<(&'static str, Value)>,
}

impl Refusal {
    /// Adds a key beside `error`.
    pub fn with(error: UserError, key: &'static str, value: Value) -> Self {
        Self { error, beside: vec![(key, value)] }
    }

    /// Prints the sentence and, in JSON, the error.
    pub fn print(self, common: &Common) -> ExitCode {
        if common.json {
            let mut document = json!({ "error": self.error });
            for (key, value) in self.beside {
                document[key] = value;
            }
            if let Err(error) = print(&[document.to_string()]) {
                return lost(&error);
            }
        }
        if !common.quiet {
            say(&self.error.message);
            for hint in &self.error.hints {
                say(&format!("  → {hint}"));
            }
        }
        ExitCode::FAILURE
    }
}

impl From<UserError> for Refusal {
    fn from(error: UserError) -> Self {
        Self { error, beside: Vec::new() }
    }
}

/// Writes lines on the output.
fn print(lines: &[String]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in lines {
        writeln!(output, "{line}")?;
    }
    output.flush()
}

/// Writes a line for a person; nobody may be there to read it.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// An answer that could not be written is a failure, unless its reader had seen enough.
fn lost(error: &io::Error) -> ExitCode {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    say("La réponse n’a pas pu être écrite sur la sortie. Le travail demandé, lui, est fait.");
    ExitCode::FAILURE
}
