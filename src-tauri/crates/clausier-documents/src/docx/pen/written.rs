//! The markup of the words added: in the run that they follow, or as a tracked insertion after it.

use super::again::{Run, Words};
use crate::docx::additions::AUTHOR;
use crate::docx::body::Dialect;
use crate::xml::{Splice, escape, slice};

/// The words, in the very text that they follow.
pub(super) fn plainly(at: usize, added: &str) -> Splice {
    Splice::insert(at, escape(added))
}

/// Where words follow others.
pub(super) struct Place<'p> {
    pub(super) text: &'p str,
    pub(super) at: usize,
    pub(super) words: &'p Words,
    pub(super) run: &'p Run,
    pub(super) dialect: &'p Dialect,
}

impl Place<'_> {
    /// A tracked insertion. What follows in the run becomes a run of its own, in the same look; an insertion of
    /// somebody else is parted around ours. The numbers are those of the changes written.
    pub(super) fn tracked(&self, added: &str, numbers: [u32; 2]) -> Splice {
        let [ours, theirs] = numbers;
        let insertion = self.insertion(added, ours);
        let (at, before, after) = self.parted();
        let Some((closing, opening)) = self.others(theirs) else { return Splice::insert(at, format!("{before}{insertion}{after}")) };
        // Where their insertion ends here, nothing of it is left to open again.
        if after.is_empty() && slice(self.text, at..self.text.len()).starts_with(&closing) {
            return Splice::insert(at + closing.len(), insertion);
        }
        Splice::insert(at, format!("{before}{closing}{insertion}{opening}{after}"))
    }

    fn insertion(&self, added: &str, number: u32) -> String {
        let Dialect { prefix: p, declare, .. } = self.dialect;
        let look = self.run.look(self.text);
        let words = escape(added);
        format!("<{p}ins{declare} {p}id=\"{number}\" {p}author=\"{AUTHOR}\"><{p}r>{look}<{p}t xml:space=\"preserve\">{words}</{p}t></{p}r></{p}ins>")
    }

    /// Where the run is parted, what closes it there, and what opens it again; nothing at its end.
    fn parted(&self) -> (usize, String, String) {
        let (run, words) = (self.run, self.words);
        let again = format!("{}{}", slice(self.text, run.open.clone()), slice(self.text, run.properties.clone()));
        if self.at < words.content_end {
            let text = format!("<{} xml:space=\"preserve\">", words.name);
            return (self.at, format!("</{}></{}>", words.name, run.name), format!("{again}{text}"));
        }
        if words.end < run.content_end {
            return (words.end, format!("</{}>", run.name), again);
        }
        (run.end, String::new(), String::new())
    }

    /// What closes and opens again the insertion that the run stands in.
    fn others(&self, number: u32) -> Option<(String, String)> {
        let (open, name) = self.run.insertion.as_ref()?;
        let tag = slice(self.text, open.clone());
        let id = self.run.insertion_id.clone();
        let opening = slice(self.text, open.start..id.start).to_owned() + &number.to_string() + slice(self.text, id.end..open.end);
        Some((format!("</{name}>"), if id.is_empty() { tag.to_owned() } else { opening }))
    }
}
