//! The numbers of notes, as the page shows them: by the order in which the text refers to them.

use std::collections::HashMap;

use crate::error::DocumentError;
use crate::xml::{Scanner, Space, Tag, Token};

/// What a text says of its notes.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// By kind and identifier: the number of a note; none where the text shows something else.
    numbers: HashMap<(bool, String), Option<usize>>,
    /// How many were counted: at the foot of a page, at the end.
    counted: [usize; 2],
    /// Whether they are counted otherwise than from 1 to the last.
    uncertain: bool,
}

/// What a note is to its text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It bears a number, when that is certain.
    Shown(Option<usize>),
    /// A tracked change deletes the reference to it.
    Struck,
}

impl Notes {
    /// Reads the references of a text.
    pub(crate) fn read(text: &str, part: &str) -> Result<Self, DocumentError> {
        let mut scanner = Scanner::new(text, part);
        let mut notes = Self::default();
        let (mut depth, mut struck): (usize, Option<usize>) = (0, None);
        while let Some(token) = scanner.next()? {
            match token {
                Token::Open(tag) => {
                    notes.note(&tag, struck.is_some());
                    if !tag.empty {
                        depth += 1;
                        let strikes = tag.space == Space::Word && matches!(tag.local, "del" | "moveFrom");
                        struck = struck.or(strikes.then_some(depth));
                    }
                }
                Token::Close(_) => {
                    struck = struck.filter(|from| *from != depth);
                    depth = depth.saturating_sub(1);
                }
                Token::Text(_) => {}
            }
        }
        Ok(notes)
    }

    fn note(&mut self, tag: &Tag<'_>, is_struck: bool) {
        let at_end = match tag.local {
            "footnoteReference" => false,
            "endnoteReference" => true,
            "numRestart" => {
                self.uncertain |= tag.get("val").is_some_and(|when| when != "continuous");
                return;
            }
            "numStart" => {
                self.uncertain |= tag.get("val").is_some_and(|first| first != "1");
                return;
            }
            _ => return,
        };
        let key = (at_end, tag.get("id").unwrap_or_default().into_owned());
        if is_struck {
            self.numbers.entry(key).or_insert(None);
            return;
        }
        let is_marked = tag.get("customMarkFollows").is_some_and(|on| !matches!(&*on, "0" | "false" | "off"));
        let number = (!is_marked).then(|| self.next(at_end));
        self.numbers.insert(key, Some(number.unwrap_or_default()));
    }

    fn next(&mut self, at_end: bool) -> usize {
        let [foot, end] = &mut self.counted;
        let counted = if at_end { end } else { foot };
        *counted += 1;
        *counted
    }

    /// Returns what a note is to the text; one that nothing refers to bears no number.
    pub(crate) fn standing(&self, at_end: bool, id: &str) -> Standing {
        match self.numbers.get(&(at_end, id.to_owned())) {
            Some(None) => Standing::Struck,
            Some(Some(number)) => Standing::Shown(Some(*number).filter(|number| *number > 0 && !self.uncertain)),
            None => Standing::Shown(None),
        }
    }
}
