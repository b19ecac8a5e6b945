//! What the answers of a tender ask of the clauses.

use super::TopicStatus;
use super::answers::{Answer, answer_of, topic_status};
use super::interview::{InterviewInput, asked};
use super::record::{AnswerTest, Effect, Question};
use crate::clauses::{Call, Calls, ProposedValue};
use crate::tender::{Scalar, Tender};

/// Gathers what the answers ask, in the order of the questions. A question that is not asked, or whose
/// topic is left out, asks nothing.
pub fn calls(input: &InterviewInput<'_>) -> Calls {
    let mut calls = Calls::default();
    let counts = |id: &str| topic_status(input.tender, id).0 != Some(TopicStatus::NotApplicable);
    for question in input.interview.topics.iter().filter(|topic| counts(&topic.id)).flat_map(|topic| &topic.questions) {
        if asked(input, question)
            && let Some(answer) = answer_of(question, input.tender)
        {
            question.effects.iter().filter(|effect| effect.when.holds(&answer)).for_each(|effect| add(&mut calls, effect, question, &answer));
        }
    }
    calls
}

impl AnswerTest {
    fn holds(&self, answer: &Answer) -> bool {
        match self {
            Self::OneOf(words) => answer.is_one_of(words),
            Self::Compare(comparisons) => answer.passes(comparisons),
            Self::Filled => *answer != Answer::Unknown,
        }
    }
}

fn add(calls: &mut Calls, effect: &Effect, question: &Question, answer: &Answer) {
    let call = |clause: &String| Call { clause: clause.clone(), reason: effect.reason.clone() };
    calls.called.extend(effect.calls.iter().map(call));
    calls.aside.extend(effect.aside.iter().map(call));
    debug_assert!(!question.effects.is_empty(), "the effect belongs to the question");
    calls.values.extend(effect.values.iter().map(|(clause, parameter, value)| ProposedValue {
        clause: clause.clone(),
        parameter: parameter.clone(),
        value: value.clone().unwrap_or_else(|| answer.scalar()),
    }));
}

/// Puts the values that the answers propose into the kept clauses, where the field is blank or still
/// holds what an earlier answer proposed: what the buyer typed is never changed.
pub fn propose_values(tender: &mut Tender, before: &Calls, after: &Calls) {
    for selection in &mut tender.selections {
        let (old, new) = (before.values_of(&selection.clause), after.values_of(&selection.clause));
        for (name, value) in &old {
            if !new.contains_key(name) && selection.parameters.get(name) == Some(value) {
                selection.parameters.remove(name);
            }
        }
        for (name, value) in new {
            let current = selection.parameters.get(&name);
            if current.is_none_or(Scalar::is_blank) || current == old.get(&name) {
                selection.parameters.insert(name, value);
            }
        }
    }
}
