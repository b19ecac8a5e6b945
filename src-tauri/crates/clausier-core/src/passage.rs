//! A paragraph of a file as its reader sees it, whatever the format of the file.

/// One paragraph, with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The part of the file that holds it: `word/document.xml`, `content.xml`.
    pub part: String,
    /// Its rank among the paragraphs of that part, from 1; blank ones count.
    pub paragraph: usize,
    /// What it says once every tracked change is accepted.
    pub text: String,
    /// Its level, for a heading.
    pub heading: Option<u8>,
    /// Its row in a table: paragraphs of one row share a number that no other row of the part has.
    pub row: Option<usize>,
    /// The clause of ours that it belongs to: its key, or what its mark still says of it.
    pub clause: Option<String>,
    /// Where it stands when that is not in the run of the text. What stands in a text box bears the rank of the
    /// paragraph that the box hangs on.
    pub aside: Option<Aside>,
}

/// A place beside the run of the text. A note bears its number as the page shows it, where that is certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aside {
    /// The top margin.
    Header,
    /// The bottom margin.
    Footer,
    /// A text box, or a shape that holds text.
    TextBox,
    /// At the foot of the page.
    Footnote(Option<String>),
    /// At the end of the text.
    Endnote(Option<String>),
}

impl Aside {
    /// Says it to a person.
    pub fn told(&self) -> String {
        let note = |kind: &str, number: &Option<String>| number.as_ref().map_or_else(|| kind.to_owned(), |number| format!("{kind} {number}"));
        match self {
            Self::Header => "en-tête".to_owned(),
            Self::Footer => "pied de page".to_owned(),
            Self::TextBox => "zone de texte".to_owned(),
            Self::Footnote(number) => note("note de bas de page", number),
            Self::Endnote(number) => note("note de fin", number),
        }
    }
}
