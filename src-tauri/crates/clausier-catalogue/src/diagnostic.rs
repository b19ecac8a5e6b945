//! What is wrong in a file, said as `fichier:ligne:colonne: phrase ; piste`, all of it at once.

use std::cell::RefCell;
use std::fmt;

use clausier_core::french;

/// One fault of one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Path inside the catalogue, with `/`.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, counted in characters.
    pub column: u32,
    /// What is wrong: a sentence without capital or full stop.
    pub message: String,
    /// What to do about it, when something near can be proposed.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// Returns a fault of a whole file.
    pub fn of_file(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self { file: file.into(), line: 1, column: 1, message: message.into(), hint: None }
    }

    /// Returns the same fault with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}: {}", self.file, self.line, self.column, french::typography(&self.message))?;
        match &self.hint {
            Some(hint) => write!(out, "{}", french::typography(&format!(" ; {hint}"))),
            None => Ok(()),
        }
    }
}

/// The faults found so far. Every reader shares one, so that a file is read to its end.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Diagnostic>>);

impl Faults {
    /// Adds one fault.
    pub fn push(&self, fault: Diagnostic) {
        self.0.borrow_mut().push(fault);
    }

    /// Adds a fault of a whole file.
    pub fn file(&self, file: &str, message: impl Into<String>) {
        self.push(Diagnostic::of_file(file, message));
    }

    /// Tells whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Returns the faults in the order of the files and lines, each once.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut faults = self.0.into_inner();
        faults.sort();
        faults.dedup();
        faults
    }
}
