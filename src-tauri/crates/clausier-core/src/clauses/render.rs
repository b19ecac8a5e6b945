//! A clause as it is written: for the document, and for the screen with its parameters as chips.
//!
//! Parameters are put in after the Markdown is read: a value never becomes markup.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::screen::{Piece, ScreenBlock, document_blocks, screen_block};
use super::wording::{next_token, wording};
use super::{Clause, ClauseLibrary, ClauseVersion, Parameter, ParameterDefault, write_value};
use crate::document::{Block, Run, parse, to_markdown, to_plain_text};
use crate::french;
use crate::tender::{Level, Scalar, Selection};

/// A clause ready to be shown and written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Rendered {
    /// Identifier of the clause.
    pub clause: String,
    /// Version; none for an own clause that names none.
    pub version: Option<String>,
    /// Level of the catalogue's text; none for an own clause.
    pub level: Option<Level>,
    /// Title, alone in its heading paragraph.
    pub title: String,
    /// Whether the words are the buyer's: then they are written character for character.
    pub reworded: bool,
    /// What the document gets, below the title.
    pub blocks: Vec<Block>,
    /// The same for the screen: each parameter is a chip.
    pub screen: Vec<ScreenBlock>,
    /// Parameters without a value, in the order of the text.
    pub missing: Vec<String>,
}

/// Why a selection cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // Fields say what was asked for.
pub enum SelectionProblem {
    /// Neither the library nor the selection holds the text of this clause.
    #[error("clause {clause} is unknown and carries no text")]
    UnknownClause { clause: String },
    /// The library knows the clause, not this version of it.
    #[error("clause {clause} has no version {version}")]
    UnknownVersion { clause: String, version: String },
    /// The version has no such level.
    #[error("clause {clause} {version} has no such level")]
    UnknownLevel { clause: String, version: String, level: Level },
}

/// Renders a clause of the library at one level.
pub fn render(clause: &Clause, version: &ClauseVersion, level: Level, parameters: &BTreeMap<String, Scalar>) -> Rendered {
    let chips = Chips { version: Some(version), level, given: parameters };
    let text = wording(version, level);
    let title = if version.verbatim { clause.title.clone() } else { french::typography(&clause.title) };
    let rendered = finish(clause.id.clone(), Some(version.version.clone()), Some(level), title, &text, &chips);
    Rendered { reworded: version.verbatim, ..rendered }
}

/// Renders a selection: the library's clause, the buyer's wording of it, or an own clause. `day`
/// selects the version when the selection names none.
pub fn render_selection(library: &ClauseLibrary, selection: &Selection, day: NaiveDate) -> Result<Rendered, SelectionProblem> {
    match (library.find(&selection.clause), &selection.text) {
        (_, Some(text)) => Ok(render_own(library, selection, day, text)),
        (None, None) => Err(SelectionProblem::UnknownClause { clause: selection.clause.clone() }),
        (Some(clause), None) => render_kept(library, clause, selection, day),
    }
}

/// Writes a part of a level as plain text, with the values proposed by the catalogue.
pub fn render_text(version: &ClauseVersion, level: Level, text: &str) -> String {
    let given = BTreeMap::new();
    let chips = Chips { version: Some(version), level, given: &given };
    let rendered = finish(String::new(), None, None, String::new(), &french::typography(text), &chips);
    to_plain_text(&rendered.blocks)
}

/// Writes a part of a level in the Markdown subset, with the values proposed by the catalogue: what an own
/// clause starts from.
pub fn render_markdown(version: &ClauseVersion, level: Level, text: &str) -> String {
    let given = BTreeMap::new();
    let chips = Chips { version: Some(version), level, given: &given };
    let rendered = finish(String::new(), None, None, String::new(), &french::typography(text), &chips);
    to_markdown(&rendered.blocks)
}

fn render_kept(library: &ClauseLibrary, clause: &Clause, selection: &Selection, day: NaiveDate) -> Result<Rendered, SelectionProblem> {
    let Some((_, version)) = library.selected(selection, day) else {
        let version = selection.version.clone().unwrap_or_default();
        return Err(SelectionProblem::UnknownVersion { clause: clause.id.clone(), version });
    };
    let level = selection.level.unwrap_or_else(|| version.lowest_level());
    if !version.levels.contains_key(&level) {
        return Err(SelectionProblem::UnknownLevel { clause: clause.id.clone(), version: version.version.clone(), level });
    }
    let mut rendered = render(clause, version, level, &selection.parameters);
    if let Some(title) = &selection.title {
        rendered.title.clone_from(title);
    }
    Ok(rendered)
}

/// Renders the buyer's own words. Only parameters that the clause declares, or that the selection
/// fills in, are replaced; any other pair of braces is text.
fn render_own(library: &ClauseLibrary, selection: &Selection, day: NaiveDate, text: &str) -> Rendered {
    let known = library.selected(selection, day);
    let version = known.map(|(_, version)| version);
    let level = known.map(|(_, version)| selection.level.unwrap_or_else(|| version.lowest_level()));
    let title = selection.title.clone().or_else(|| library.find(&selection.clause).map(|clause| french::typography(&clause.title)));
    let chips = Chips { version, level: level.unwrap_or(Level::Basic), given: &selection.parameters };
    let number = selection.version.clone().or_else(|| version.map(|version| version.version.clone()));
    let title = title.unwrap_or_else(|| selection.clause.clone());
    let mut rendered = finish(selection.clause.clone(), number, level, title, text, &chips);
    rendered.reworded = true;
    rendered
}

fn finish(clause: String, version: Option<String>, level: Option<Level>, title: String, text: &str, chips: &Chips<'_>) -> Rendered {
    let mut missing = Vec::new();
    let screen: Vec<ScreenBlock> = parse(text)
        .iter()
        .map(|block| screen_block(block, &mut |line| line.iter().flat_map(|run| chips.pieces(run, &mut missing)).collect()))
        .collect();
    Rendered { clause, version, level, title, reworded: false, blocks: document_blocks(&screen), screen, missing }
}

/// What turns a token of the text into a chip.
struct Chips<'a> {
    version: Option<&'a ClauseVersion>,
    level: Level,
    given: &'a BTreeMap<String, Scalar>,
}

impl Chips<'_> {
    /// Cuts a run at its tokens.
    fn pieces(&self, run: &Run, missing: &mut Vec<String>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = run.text.as_str();
        while let Some((before, name, after)) = next_token(rest) {
            text.push_str(before);
            match self.chip(name, run.bold) {
                Some(chip) => {
                    push_text(&mut pieces, std::mem::take(&mut text), run.bold);
                    note_missing(&chip, missing);
                    pieces.push(chip);
                }
                None => text.push_str(&format!("{{{{{name}}}}}")),
            }
            rest = after;
        }
        text.push_str(rest);
        push_text(&mut pieces, text, run.bold);
        pieces
    }

    /// Returns the chip of a name, or `None` when nobody knows it.
    fn chip(&self, name: &str, bold: bool) -> Option<Piece> {
        let declared = self.version.and_then(|version| version.parameter(name));
        let filled = match declared {
            Some(parameter) => self.declared_value(parameter),
            None => Some(self.given.get(name)?.as_text()),
        };
        let label = declared.map_or(name, |parameter| parameter.label.as_str());
        Some(Piece::Chip { parameter: name.to_owned(), label: french::typography(label), filled, bold })
    }

    /// Writes the value of a parameter; typographic rules are for the catalogue's words alone.
    fn declared_value(&self, parameter: &Parameter) -> Option<String> {
        let value = parameter.value(self.level, self.given)?;
        let written = write_value(parameter, value);
        Some(if is_ours(parameter, value) { french::typography(&written) } else { written })
    }
}

/// Tells whether a value is one that the catalogue proposes.
fn is_ours(parameter: &Parameter, value: &Scalar) -> bool {
    let proposed = match &parameter.default {
        ParameterDefault::None => false,
        ParameterDefault::Same(default) => default == value,
        ParameterDefault::PerLevel(defaults) => defaults.values().any(|default| default == value),
    };
    proposed || matches!(value, Scalar::Text(text) if parameter.choices.contains(text))
}

fn push_text(pieces: &mut Vec<Piece>, text: String, bold: bool) {
    if !text.is_empty() {
        pieces.push(Piece::Text { text, bold });
    }
}

fn note_missing(piece: &Piece, missing: &mut Vec<String>) {
    if let Piece::Chip { parameter, filled: None, .. } = piece
        && !missing.contains(parameter)
    {
        missing.push(parameter.clone());
    }
}
