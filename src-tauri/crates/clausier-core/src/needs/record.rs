//! Topics and questions as the catalogue gives them.

use serde::{Deserialize, Serialize};

use crate::law::{Comparison, Condition, KnownField};
use crate::tender::{Family, Scalar, Theme};

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Yes, no, or not known.
    YesNo,
    /// One of a few answers, or not known.
    Choice,
    /// Any of a few answers.
    Several,
    /// A number, with a unit.
    Number,
    /// Free words.
    Text,
}

/// One answer that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerOption {
    /// What the tender file holds: `jardin`.
    pub word: String,
    /// What the prescriber reads.
    pub label: String,
}

/// When an effect takes place.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerTest {
    /// One of these words is chosen.
    OneOf(Vec<String>),
    /// The number passes every comparison.
    Compare(Vec<(Comparison, f64)>),
    /// Something is written.
    Filled,
}

/// What an answer does.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// When.
    pub when: AnswerTest,
    /// Why, in a full sentence.
    pub reason: String,
    /// Clauses called for.
    pub calls: Vec<String>,
    /// Clauses set aside.
    pub aside: Vec<String>,
    /// Values proposed: clause, parameter, value; no value = the answer itself.
    pub values: Vec<(String, String, Option<Scalar>)>,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Key in `needs.answers`.
    pub id: String,
    /// The question, in plain words.
    pub text: String,
    /// What helps to answer, shown beside it.
    pub help: Option<String>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Answers proposed, in order.
    pub options: Vec<AnswerOption>,
    /// Written after a number.
    pub unit: Option<String>,
    /// Families for which it is asked; empty = all.
    pub families: Vec<Family>,
    /// When it is asked, in the grammar of the law; it is asked unless this surely does not hold.
    pub condition: Option<Condition>,
    /// Answers to other questions that it waits for: question and words, all of them.
    pub after: Vec<(String, Vec<String>)>,
    /// The yes-or-no field of the tender that the answer is; the answer is then kept there.
    pub fact: Option<KnownField>,
    /// Themes it helps, beside those of the clauses that its answers call for.
    pub themes: Vec<Theme>,
    /// What its answers do.
    pub effects: Vec<Effect>,
}

/// A group of questions that are answered together.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Identifier.
    pub id: String,
    /// Its title, as the prescriber reads it.
    pub title: String,
    /// Why it matters, in a sentence or two.
    pub help: String,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

/// The whole interview, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Interview {
    /// The topics.
    pub topics: Vec<Topic>,
}

impl Interview {
    /// Returns the topic of that identifier.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// Returns the question of that identifier.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// Lists every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.topics.iter().flat_map(|topic| &topic.questions)
    }
}
