//! The interview on the need: plain questions, asked when they make sense, and what each answer does to
//! the clauses and to the facts of the tender. The questions themselves belong to the catalogue.
//!
//! Answers live in `needs.answers` of the tender file, by the identifier of their question. Several
//! answers to one question are written one after the other, parted by `;`. « Je ne sais pas » is the
//! word `inconnu`. Keys with a colon are reserved: `topic:<id>` holds the status chosen for a topic,
//! `topic:<id>:reason` why it is left out, `reason:<obligation>` why a duty stays uncovered.

mod answers;
mod changes;
mod effects;
mod interview;
mod questions;
mod record;
#[cfg(test)]
mod tests;

pub use answers::{Answer, UNKNOWN, answer_of, set_answer, set_topic, with_known_facts};
pub use changes::{AnswerChanges, Snapshot, changes};
pub use effects::{calls, propose_values};
pub use interview::{AskedQuestion, InterviewInput, NeedsView, OptionView, TopicStatus, TopicView, asked, interview};
pub use questions::add_questions;
pub use record::{AnswerOption, AnswerTest, Effect, Interview, Question, QuestionKind, Topic};
