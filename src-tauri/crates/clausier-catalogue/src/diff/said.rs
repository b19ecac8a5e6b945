//! Writes changes down, each with its sentence.

use clausier_core::french::typography;

use super::texts::quoted;
use super::{Change, ChangeKind};

/// An identifier, and the title that stands for it in a sentence.
pub(super) type Keyed = (String, String);

/// What changes of one record.
pub(super) struct Said<'a> {
    changes: &'a mut Vec<Change>,
    kind: ChangeKind,
    id: &'a str,
    /// Beginning of each sentence: « Obligation « Titre » »; the identifier is in the data, not in what a buyer reads.
    subject: String,
}

impl<'a> Said<'a> {
    pub fn new(changes: &'a mut Vec<Change>, kind: ChangeKind, id: &'a str, subject: String) -> Self {
        Self { changes, kind, id, subject }
    }

    /// Writes a change; `tail` ends its sentence, without full stop.
    pub fn say(&mut self, what: &'static str, tail: &str) {
        let sentence = typography(&format!("{} : {tail}.", self.subject));
        self.changes.push(Change { kind: self.kind, id: self.id.to_owned(), what, sentence });
    }

    /// Writes that something is not what it was.
    pub fn turned(&mut self, what: &'static str, named: &str, old: &str, new: &str) {
        self.say(what, &format!("{named} était {}, devient {}", quoted(old), quoted(new)));
    }

    /// Writes the same of something that may be absent.
    pub fn text(&mut self, what: &'static str, named: &str, old: Option<&str>, new: Option<&str>) {
        match (old, new) {
            (Some(old), Some(new)) if old != new => self.turned(what, named, old, new),
            (None, Some(new)) => self.say(what, &format!("{named} apparaît : {}", quoted(new))),
            (Some(old), None) => self.say(what, &format!("{named} disparaît (c'était {})", quoted(old))),
            (Some(_), Some(_)) | (None, None) => {}
        }
    }

    /// Writes what a list gained and lost; the order is not looked at.
    pub fn list(&mut self, what: &'static str, named: &str, old: &[String], new: &[String]) {
        let own = |list: &[String]| list.iter().map(|one| (one.clone(), one.clone())).collect::<Vec<_>>();
        self.keyed(what, named, &own(old), &own(new));
    }

    /// Writes the same of records known by an identifier and told by a title.
    pub fn keyed(&mut self, what: &'static str, named: &str, old: &[Keyed], new: &[Keyed]) {
        let beyond = |some: &[Keyed], others: &[Keyed]| {
            let only = some.iter().filter(|(key, _)| others.iter().all(|(other, _)| other != key));
            only.map(|(_, title)| title.clone()).collect::<Vec<_>>().join(" ; ")
        };
        let (gone, come) = (beyond(old, new), beyond(new, old));
        let parts = [("ajouté", come), ("retiré", gone)];
        let told: Vec<String> = parts.iter().filter(|(_, list)| !list.is_empty()).map(|(verb, list)| format!("{verb} : {list}")).collect();
        if !told.is_empty() {
            self.say(what, &format!("{named}, {}", told.join(", ")));
        }
    }
}
