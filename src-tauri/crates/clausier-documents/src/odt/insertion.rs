//! A clause written as a tracked insertion: marks around it in the text, and what they mean in the list of
//! changes. The author is the program; the day is given, because OpenDocument asks for one.

use std::ops::Range;

use super::body::Body;
use crate::view::Found;
use crate::xml::{Splice, escape, slice};

/// The author of our changes.
const AUTHOR: &str = "Clausier";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// The tracked insertions being added.
pub(crate) struct Insertions {
    day: String,
    regions: String,
}

impl Insertions {
    /// Starts with none.
    pub(crate) fn on(day: &str) -> Self {
        Self { day: day.to_owned(), regions: String::new() }
    }

    /// Puts the marks of an insertion around blocks, and notes what they mean.
    pub(crate) fn wrap(&mut self, body: &Body<'_>, stem: &str, blocks: &str) -> String {
        let (t, declare) = (&body.dialect.text, &body.dialect.declare);
        let id = free_id(body, &self.regions, stem);
        self.regions.push_str(&self.region(body, &id));
        format!("<{t}change-start{declare} {t}change-id=\"{id}\"/>{blocks}<{t}change-end{declare} {t}change-id=\"{id}\"/>")
    }

    fn region(&self, body: &Body<'_>, id: &str) -> String {
        let (t, o, declare, day) = (&body.dialect.text, &body.dialect.office, &body.dialect.declare, escape(&self.day));
        let who = format!("<clzdc:creator xmlns:clzdc=\"{DUBLIN_CORE}\">{AUTHOR}</clzdc:creator>");
        let when = format!("<clzdc:date xmlns:clzdc=\"{DUBLIN_CORE}\">{day}T00:00:00</clzdc:date>");
        format!(
            "<{t}changed-region{declare} xml:id=\"{id}\" {t}id=\"{id}\"><{t}insertion><{o}change-info>{who}{when}</{o}change-info></{t}insertion></{t}changed-region>"
        )
    }

    /// Where the meanings go; nothing when there is none to add.
    pub(crate) fn splice(&self, body: &Body<'_>) -> Option<Splice> {
        if self.regions.is_empty() || body.changes.is_empty() {
            return None;
        }
        let xml = slice(body.text, body.changes.clone());
        let t = &body.dialect.text;
        Some(match xml.rfind("</") {
            Some(closing) => Splice::insert(body.changes.start + closing, self.regions.clone()),
            None => {
                let opening = xml.trim_end_matches('>').trim_end_matches('/');
                Splice { range: body.changes.clone(), text: format!("{opening}>{}</{t}tracked-changes>", self.regions) }
            }
        })
    }
}

/// Whether a clause is a tracked insertion that nobody accepted: it may be written again inside its marks.
pub(crate) fn is_pending(found: &Found) -> bool {
    found.rejected.is_empty()
}

/// The blocks of a pending insertion of ours with the marks right around them, and the meaning of these; `None`
/// when the marks went elsewhere, or when somebody else set them.
pub(crate) fn marked(body: &Body<'_>, found: &Found) -> Option<(Range<usize>, Range<usize>)> {
    let t = &body.dialect.text;
    let (before, after) = (slice(body.text, 0..found.span.start), slice(body.text, found.span.end..body.text.len()));
    let start = before.rfind('<').filter(|at| slice(before, *at..before.len()).starts_with(&format!("<{t}change-start")))?;
    let end = after.find('>').filter(|_| after.starts_with(&format!("<{t}change-end")))? + 1;
    let id = slice(before, start..before.len()).split("change-id=\"").nth(1)?.split('"').next()?;
    let list = slice(body.text, body.changes.clone());
    let opening = format!("<{t}changed-region");
    let named = list.find(&format!("{t}id=\"{id}\""))?;
    let from = slice(list, 0..named).rfind(&opening)?;
    let closing = format!("</{t}changed-region>");
    let to = named + slice(list, named..list.len()).find(&closing)? + closing.len();
    let is_ours = slice(list, from..to).contains(&format!(">{AUTHOR}<"));
    let ends_it = slice(after, 0..end).contains(&format!("\"{id}\""));
    (is_ours && ends_it).then(|| (start..found.span.end + end, body.changes.start + from..body.changes.start + to))
}

/// A name that nothing in the file bears.
fn free_id(body: &Body<'_>, ours: &str, stem: &str) -> String {
    let base = format!("clz_{stem}");
    let taken = |name: &str| {
        let quoted = format!("\"{name}\"");
        body.text.contains(&quoted) || ours.contains(&quoted)
    };
    let numbered = (1..10_000).map(|number| if number == 1 { base.clone() } else { format!("{base}_{number}") });
    numbered.into_iter().find(|name| !taken(name)).unwrap_or(base)
}
