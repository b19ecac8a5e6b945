//! The questions of the interview, theme by theme, for the checklist.

use super::answers::answer_of;
use super::interview::{InterviewInput, asked};
use super::record::{Interview, Question};
use crate::clauses::{Checklist, ClauseLibrary, NeedQuestion};
use crate::french;
use crate::tender::Theme;

/// Puts the questions asked of a tender before those of the clauses, in each theme that they help.
pub fn add_questions(checklist: &mut Checklist, input: &InterviewInput<'_>, library: &ClauseLibrary) {
    for theme in &mut checklist.themes {
        let of_theme = questions(input.interview).filter(|(_, question)| helps(question, theme.theme, library) && asked(input, question));
        let mut asked: Vec<NeedQuestion> = of_theme.map(|(topic, question)| written(topic, question, input)).collect();
        asked.append(&mut theme.questions);
        theme.questions = asked;
    }
}

fn questions(interview: &Interview) -> impl Iterator<Item = (&str, &Question)> {
    interview.topics.iter().flat_map(|topic| topic.questions.iter().map(|question| (topic.title.as_str(), question)))
}

fn helps(question: &Question, theme: Theme, library: &ClauseLibrary) -> bool {
    let named = question.effects.iter().flat_map(|effect| effect.calls.iter().chain(&effect.aside));
    question.themes.contains(&theme) || named.filter_map(|id| library.find(id)).any(|clause| clause.theme == theme)
}

fn written(topic: &str, question: &Question, input: &InterviewInput<'_>) -> NeedQuestion {
    NeedQuestion {
        id: question.id.clone(),
        text: french::typography(&question.text),
        clause: None,
        topic: Some(french::typography(topic)),
        answer: answer_of(question, input.tender).map(|answer| answer.scalar()),
    }
}
