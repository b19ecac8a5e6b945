//! Two wordings side by side, two versions or two levels: each part, its words marked where they differ.

use clausier_core::clauses::{Clause, ClauseVersion, LevelText, render_text};
use clausier_core::tender::Level;
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

use crate::clauses::{find, version_of};
use crate::engine::Engine;
use crate::error::{UserError, UserResult};
use crate::now::Now;

/// One wording of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Wording {
    /// Its version; none = the one in force.
    pub version: Option<String>,
    /// Its level.
    pub level: Level,
}

/// The wording that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct WordingHead {
    pub version: String,
    pub level: Level,
}

/// Two wordings, part by part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Comparison {
    pub left: WordingHead,
    pub right: WordingHead,
    pub parts: Vec<ComparedPart>,
}

/// One part of both: the same words, some of them marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ComparedPart {
    /// `requirement`, `method`, `bidders_provide`, `proof`, `control`, `penalty`.
    pub part: String,
    pub same: bool,
    pub left: Vec<Span>,
    pub right: Vec<Span>,
}

/// Words in a row that are on both sides, or on one only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Span {
    /// The characters, line ends included.
    pub text: String,
    /// Whether the other side lacks them.
    pub changed: bool,
}

/// Compares two wordings of a clause, with the values that the catalogue proposes.
pub fn compare(engine: &Engine, id: &str, left: &Wording, right: &Wording, now: &Now) -> UserResult<Comparison> {
    let clause = find(engine, id)?;
    let (one, other) = (side(&clause, left, now)?, side(&clause, right, now)?);
    let parts = one.parts.iter().zip(&other.parts).map(|((name, left), (_, right))| part(name, left, right));
    Ok(Comparison { parts: parts.filter(|part| !part.left.is_empty() || !part.right.is_empty()).collect(), left: one.head, right: other.head })
}

struct Side {
    head: WordingHead,
    parts: Vec<(&'static str, String)>,
}

fn side(clause: &Clause, wording: &Wording, now: &Now) -> UserResult<Side> {
    let version = version_of(clause, wording.version.as_deref(), now.today)?;
    let text = version.levels.get(&wording.level).ok_or_else(|| UserError::new("clause-niveau", &[("clause", &clause.id)]))?;
    Ok(Side { head: WordingHead { version: version.version.clone(), level: wording.level }, parts: parts(version, wording.level, text) })
}

fn parts(version: &ClauseVersion, level: Level, text: &LevelText) -> Vec<(&'static str, String)> {
    let filled = |part: Option<&str>| part.map(|part| render_text(version, level, part)).unwrap_or_default();
    vec![
        ("requirement", filled(Some(&text.requirement))),
        ("method", filled(text.method.as_deref())),
        ("bidders_provide", filled(text.bidders_provide.as_deref())),
        ("proof", filled(Some(&text.proof))),
        ("control", filled(Some(&text.control))),
        ("penalty", filled(text.penalty.as_deref())),
    ]
}

fn part(name: &str, left: &str, right: &str) -> ComparedPart {
    let (one, other) = side_by_side(left, right);
    ComparedPart { part: name.to_owned(), same: left == right, left: one, right: other }
}

/// Returns two texts, the words that only one of them has marked.
pub(crate) fn side_by_side(left: &str, right: &str) -> (Vec<Span>, Vec<Span>) {
    let diff = TextDiff::from_words(left, right);
    let (mut one, mut other) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut one, change.value(), false);
                push(&mut other, change.value(), false);
            }
            ChangeTag::Delete => push(&mut one, change.value(), true),
            ChangeTag::Insert => push(&mut other, change.value(), true),
        }
    }
    (one, other)
}

/// Adds words to the last span, or opens another. The space between two changed words is theirs.
fn push(spans: &mut Vec<Span>, text: &str, changed: bool) {
    match spans.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => spans.push(Span { text: text.to_owned(), changed }),
    }
}
