//! What to ask next: one answer may settle thirty lines.

use serde::{Deserialize, Serialize};

use super::phrases::{fill, sentence};
use super::{Assessment, Law, Line, Outcome};

/// A question of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Question {
    /// Field of the tender file.
    pub field: String,
    /// The question.
    pub question: String,
    /// Why it is asked, in a sentence.
    pub why: String,
    /// Obligations that wait for it.
    pub lines: Vec<String>,
}

/// Ranks the fields that undetermined lines ask for, the most asked one first; at equal rank, the
/// order of the facts in the catalogue.
pub(super) fn questions(law: &Law, assessment: &Assessment) -> Vec<Question> {
    let waiting: Vec<&Line> = assessment.lines.iter().filter(|line| line.outcome == Outcome::Undetermined).collect();
    let mut questions: Vec<Question> = Vec::new();
    for fact in &law.facts {
        let field = fact.field.name();
        let asks = |line: &&&Line| line.ask.iter().any(|one| one == field);
        let lines: Vec<String> = waiting.iter().filter(asks).map(|line| line.obligation.clone()).collect();
        if lines.is_empty() || questions.iter().any(|one| one.field == field) {
            continue;
        }
        let why = why(law, lines.len());
        questions.push(Question { field: field.to_owned(), question: fact.question.clone(), why, lines });
    }
    questions.sort_by_key(|question| std::cmp::Reverse(question.lines.len()));
    questions
}

fn why(law: &Law, count: usize) -> String {
    let phrases = &law.phrases.outcomes;
    let number = law.phrases.number(count);
    match count {
        1 => sentence(phrases.one_question.clone()),
        _ => sentence(fill(&phrases.question, &[("nombre", &number)])),
    }
}
