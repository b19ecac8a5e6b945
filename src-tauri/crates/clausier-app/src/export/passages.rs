//! The three texts of an edited clause, passage by passage, with the words that differ.

use clausier_documents::merge::{self, Hunk, Side};
use serde::{Deserialize, Serialize};

/// Some paragraphs of each text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Passage {
    /// Who changed it: `same`, `mine`, `library`, `alike`, or `conflict` = both, and somebody must choose.
    pub change: String,
    pub base: Vec<String>,
    pub mine: Vec<String>,
    pub library: Vec<String>,
    /// From the base to the buyer's text; from the library's when the base is not known.
    pub mine_words: Vec<DiffWord>,
    /// From the base to the library's text; from the buyer's when the base is not known.
    pub library_words: Vec<DiffWord>,
}

/// Some characters of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct DiffWord {
    pub text: String,
    /// `out` = taken out, `both` = kept, `in` = put in.
    pub side: String,
}

/// What a passage gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Pick {
    Mine,
    Library,
    Both,
}

impl From<Pick> for merge::Pick {
    fn from(pick: Pick) -> Self {
        match pick {
            Pick::Mine => Self::Mine,
            Pick::Library => Self::Library,
            Pick::Both => Self::Both,
        }
    }
}

impl Passage {
    pub(crate) fn of(hunk: &Hunk) -> Self {
        let text = |lines: &[String]| shown(lines).join("\n");
        let (base, mine, library) = (text(&hunk.base), text(&hunk.mine), text(&hunk.library));
        let from = |other: &str| if base.is_empty() { other.to_owned() } else { base.clone() };
        Self {
            change: hunk.change.as_str().to_owned(),
            mine_words: words(&from(&library), &mine),
            library_words: words(&from(&mine), &library),
            base: shown(&hunk.base),
            mine: shown(&hunk.mine),
            library: shown(&hunk.library),
        }
    }
}

/// Lines as a person reads them: cells are set apart by a bar.
fn shown(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.replace('\u{1f}', " | ")).collect()
}

fn words(before: &str, after: &str) -> Vec<DiffWord> {
    let each = merge::words(before, after).into_iter();
    each.map(|word| {
        let side = match word.side {
            Side::Out => "out",
            Side::Both => "both",
            Side::In => "in",
        };
        DiffWord { text: word.text, side: side.to_owned() }
    })
    .collect()
}
