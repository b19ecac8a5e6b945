//! What a second reading looks for in the files of a tender, and what it finds: data alone. The catalogue
//! gives the rules, `clausier-review` applies them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::text_rules::Expression;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// A text forbids it.
    Error,
    /// It may be right, and is often wrong.
    Warning,
    /// It could be better.
    Advice,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReviewSource {
    /// The text.
    pub text: String,
    /// Its article.
    pub article: Option<String>,
}

/// One rule of `review/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRule {
    /// Its identifier.
    pub id: String,
    /// What it says, in a few words.
    pub title: String,
    /// How much it weighs.
    pub gravity: Gravity,
    /// It counts from that day on; absent = always.
    pub from: Option<NaiveDate>,
    /// What is said of a place; `{mot}` stands for the words found.
    pub sentence: String,
    /// Why it matters.
    pub why: String,
    /// What to write.
    pub hint: String,
    /// What makes the words found right when it follows them; nothing when no repair is safe.
    pub addition: Option<String>,
    /// Where it comes from.
    pub sources: Vec<ReviewSource>,
    /// What it looks for.
    pub look: Look,
    /// The day its examples are read on.
    pub reviewed_on: NaiveDate,
    /// Texts that it must find, and texts that it must let pass.
    pub examples: Vec<Example>,
}

/// A text that proves a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text: `# ` begins a heading, ` | ` parts the cells of a row, `=====` parts two files.
    pub text: String,
    /// Whether the rule must find something in it.
    pub is_faulty: bool,
}

/// What a rule looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Words in a sentence or a paragraph.
    Words(WordLook),
    /// Words that nothing in all the files excuses: the first place of each file.
    Unanswered(WordLook),
    /// An article that says nothing to check.
    Vague(VagueLook),
    /// An amount that was once a threshold.
    OldThreshold(ThresholdLook),
    /// A day that is over.
    PastDay(Vec<Expression>),
    /// One subject, two figures.
    TwoFigures(Vec<FigureLook>),
    /// Something that stands in the file already.
    Present(Vec<PresentLook>),
    /// Words of which a clause written by the buyer holds none; files are not read for that.
    Missing(Vec<Expression>),
}

/// How far an excuse is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// In the same sentence.
    Sentence,
    /// In the paragraph, the line that announces it, and the one that follows.
    Paragraph,
}

/// Words, what must stand beside them, and what excuses them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordLook {
    /// What is looked for.
    pub words: Vec<Expression>,
    /// One of these must stand in the same sentence or paragraph, or in the headings above.
    pub with: Vec<Expression>,
    /// One of these excuses.
    pub except: Vec<Expression>,
    /// One of these, anywhere in the files, excuses everything.
    pub except_anywhere: Vec<Expression>,
    /// How far.
    pub reach: Reach,
}

/// What makes an article empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VagueLook {
    /// Words of its heading.
    pub titles: Vec<Expression>,
    /// Words of a heading about something else.
    pub except: Vec<Expression>,
    /// Words that promise without measure; at least one must be there.
    pub vague: Vec<Expression>,
    /// Words that can be checked: one is enough to let it pass, and so is a number.
    pub measured: Vec<Expression>,
    /// Most words of such an article: a longer one says something.
    pub longest: usize,
}

/// Amounts of a scale that are over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdLook {
    /// The scales.
    pub scales: Vec<String>,
    /// One of these must stand in the same sentence.
    pub near: Vec<Expression>,
    /// One of these excuses.
    pub except: Vec<Expression>,
}

/// A figure that several files may give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLook {
    /// What it is, with its article: « la durée du marché ».
    pub named: String,
    /// The words before the figure, and the figure.
    pub words: Vec<Expression>,
    /// One of these excuses.
    pub except: Vec<Expression>,
}

/// A subject that an article may treat already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentLook {
    /// What it is, with its article: « l’insertion par l’activité économique ».
    pub named: String,
    /// Words of the heading.
    pub titles: Vec<Expression>,
    /// Words of the text under it; one is enough.
    pub words: Vec<Expression>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// How much it weighs.
    pub severity: Gravity,
    /// The file, by its name.
    pub file: String,
    /// The part of the file: `word/document.xml`, `content.xml`; empty for the tender itself.
    pub part: String,
    /// The rank of the paragraph in that part, from 1; absent for what is about the whole file.
    pub paragraph: Option<u32>,
    /// Where it stands, when that is not in the run of the text: « zone de texte », « note de bas de page 3 ».
    pub place: Option<String>,
    /// The heading that it stands under.
    pub heading: Option<String>,
    /// What is written there.
    pub excerpt: String,
    /// What is said of it.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub hint: String,
    /// The same place rewritten, where that is safe; to be copied.
    pub fix: Option<String>,
    /// The name under which the repair can be written into a copy of the file: the same as long as that paragraph
    /// stays as it is. Absent when there is no file to write into.
    pub fix_id: Option<String>,
    /// Where the rule comes from.
    pub source: Vec<ReviewSource>,
}
