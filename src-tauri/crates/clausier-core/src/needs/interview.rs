//! Which questions are asked of a tender, and how far each topic is.

use serde::{Deserialize, Serialize};

use super::answers::{Answer, answer_of, topic_status};
use super::record::{Interview, Question, QuestionKind, Topic};
use crate::clauses::FamilyMatch;
use crate::french;
use crate::law::Condition;
use crate::tender::{Scalar, Tender};

/// How far a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TopicStatus {
    /// Nothing is answered.
    ToDo,
    /// Some answers are missing.
    InProgress,
    /// Everything is answered, but an answer is « je ne sais pas ».
    ToCheck,
    /// Everything is answered.
    Done,
    /// Left out, with a reason.
    NotApplicable,
}

impl TopicStatus {
    /// Every status, in the order of the screens.
    pub const ALL: [Self; 5] = [Self::ToDo, Self::InProgress, Self::ToCheck, Self::Done, Self::NotApplicable];

    /// Returns the word of the tender file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ToDo => "to_do",
            Self::InProgress => "in_progress",
            Self::ToCheck => "to_check",
            Self::Done => "done",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// What an interview is made from.
pub struct InterviewInput<'a> {
    /// Topics and questions.
    pub interview: &'a Interview,
    /// The tender.
    pub tender: &'a Tender,
    /// Its families.
    pub families: &'a [FamilyMatch],
    /// Whether a condition may hold: false only when it surely does not.
    pub may_hold: &'a dyn Fn(&Condition) -> bool,
}

/// Tells whether a question is asked of a tender.
pub fn asked(input: &InterviewInput<'_>, question: &Question) -> bool {
    let of_family = question.families.is_empty() || input.families.iter().any(|one| question.families.contains(&one.family));
    let follows = question.after.iter().all(|(other, words)| {
        let answer = input.interview.question(other).and_then(|other| answer_of(other, input.tender));
        answer.is_some_and(|answer| answer.is_one_of(words))
    });
    of_family && follows && question.condition.as_ref().is_none_or(|condition| (input.may_hold)(condition))
}

/// One answer that may be chosen, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OptionView {
    /// What the tender file holds.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// A question asked of this tender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AskedQuestion {
    /// Identifier, never shown.
    pub id: String,
    /// The question.
    pub text: String,
    /// What helps to answer.
    pub help: Option<String>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Answers proposed.
    pub options: Vec<OptionView>,
    /// Written after a number.
    pub unit: Option<String>,
    /// The answer of the tender.
    pub answer: Option<Scalar>,
    /// What that answer changes, in words; filled by whoever compares.
    pub changes: Option<String>,
}

/// A topic of this tender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TopicView {
    /// Identifier, never shown.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why it matters.
    pub help: String,
    /// How far it is: the status chosen, else the one that the answers give.
    pub status: TopicStatus,
    /// True when someone chose the status.
    pub chosen: bool,
    /// Why it is left out.
    pub reason: Option<String>,
    /// Questions answered.
    pub answered: u32,
    /// The questions asked.
    pub questions: Vec<AskedQuestion>,
}

/// The interview of a tender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NeedsView {
    /// The topics in which a question is asked, in order.
    pub topics: Vec<TopicView>,
    /// Questions answered, over the topics that count.
    pub answered: u32,
    /// Questions asked, over the topics that count.
    pub total: u32,
    /// Free notes.
    pub notes: Option<String>,
}

/// Makes the interview of a tender; a topic without a question for it is left out.
pub fn interview(input: &InterviewInput<'_>) -> NeedsView {
    let topics: Vec<TopicView> = input.interview.topics.iter().map(|topic| view(input, topic)).filter(|topic| !topic.questions.is_empty()).collect();
    let counted = || topics.iter().filter(|topic| topic.status != TopicStatus::NotApplicable);
    NeedsView {
        answered: counted().map(|topic| topic.answered).sum(),
        total: counted().map(|topic| count(topic.questions.len())).sum(),
        notes: input.tender.needs.as_ref().and_then(|needs| needs.notes.clone()),
        topics,
    }
}

fn view(input: &InterviewInput<'_>, topic: &Topic) -> TopicView {
    let questions: Vec<&Question> = topic.questions.iter().filter(|question| asked(input, question)).collect();
    let answers: Vec<Option<Answer>> = questions.iter().map(|question| answer_of(question, input.tender)).collect();
    let (chosen, reason) = topic_status(input.tender, &topic.id);
    TopicView {
        id: topic.id.clone(),
        title: french::typography(&topic.title),
        help: french::typography(&topic.help),
        status: chosen.unwrap_or_else(|| status(&answers)),
        chosen: chosen.is_some(),
        reason,
        answered: count(answers.iter().flatten().count()),
        questions: questions.iter().zip(answers).map(|(question, answer)| shown(question, answer)).collect(),
    }
}

fn status(answers: &[Option<Answer>]) -> TopicStatus {
    let known = answers.iter().flatten().count();
    let doubtful = answers.iter().flatten().any(|answer| *answer == Answer::Unknown);
    match (known, known == answers.len()) {
        (0, _) => TopicStatus::ToDo,
        (_, false) => TopicStatus::InProgress,
        (_, true) if doubtful => TopicStatus::ToCheck,
        (_, true) => TopicStatus::Done,
    }
}

fn shown(question: &Question, answer: Option<Answer>) -> AskedQuestion {
    AskedQuestion {
        id: question.id.clone(),
        text: french::typography(&question.text),
        help: question.help.as_deref().map(french::typography),
        kind: question.kind,
        options: question.options.iter().map(|one| OptionView { value: one.word.clone(), label: french::typography(&one.label) }).collect(),
        unit: question.unit.clone(),
        answer: answer.map(|answer| answer.scalar()),
        changes: None,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
