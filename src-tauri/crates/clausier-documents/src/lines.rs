//! The lines of a clause as they are read in a file.

use crate::text;

/// Lines being read; a paragraph whose mark is gone goes on in the next one.
#[derive(Default)]
pub(crate) struct Lines {
    done: Vec<String>,
    open: String,
}

impl Lines {
    /// Adds a paragraph, which may go on in the next one.
    pub(crate) fn add(&mut self, text: &str, goes_on: bool) {
        self.open.push_str(text);
        if !goes_on {
            self.close();
        }
    }

    fn close(&mut self) {
        let line = std::mem::take(&mut self.open);
        self.done.push(text::one_line(&line));
    }

    /// Returns the lines that show something.
    pub(crate) fn finish(mut self) -> String {
        self.close();
        text::joined(&self.done)
    }
}
