//! What is missing or odd in a filled frame, in sentences.

use clausier_core::frame::{Frame, Missing, Notice};
use clausier_core::tender::Tender;

use super::AnswerWarning;
use crate::create::frame::{return_words, short};
use crate::create::{typed, word_of};
use crate::error::fill;

/// Says what is missing.
pub(super) fn missing(tender: &Tender, frame: &Frame, missing: &Missing) -> String {
    fill(&word_of(&return_words().manque_phrase, missing.part), &[("question", &named(tender, frame, &missing.item))])
}

fn named(tender: &Tender, frame: &Frame, item: &str) -> String {
    frame.find(item).map_or_else(|| item.to_owned(), |item| short(tender, frame, item))
}

/// Says what must be looked at.
pub(super) fn warning(tender: &Tender, frame: &Frame, notice: &Notice) -> AnswerWarning {
    let words = return_words();
    let (code, sentence, item, text) = match notice {
        Notice::IdAltered { item } => ("id-altered", &words.id_altered, Some(item), None),
        Notice::UnknownRow { text } => ("unknown-row", &words.unknown_row, None, Some(text)),
        Notice::TwoAnswers { item } => ("two-answers", &words.two_answers, Some(item), None),
        Notice::QuestionChanged { item } => ("question-changed", &words.question_changed, Some(item), None),
        Notice::WrongType { item, found } => ("wrong-type", &words.wrong_type, Some(item), Some(found)),
        Notice::DoubtfulSiret { found } => ("doubtful-siret", &words.doubtful_siret, None, Some(found)),
        Notice::Reordered => ("reordered", &words.reordered, None, None),
        Notice::ColumnAdded { header } => ("column-added", &words.column_added, None, Some(header)),
        Notice::ColumnMissing { header } => ("column-missing", &words.column_missing, None, Some(header)),
        Notice::OtherSheet { name } => ("other-sheet", &words.other_sheet, None, Some(name)),
    };
    let question = item.map(|item| named(tender, frame, item)).unwrap_or_default();
    let text = text.map(|text| text.chars().take(200).collect::<String>()).unwrap_or_default();
    let message = fill(&typed(sentence), &[("question", &question), ("texte", &text)]);
    AnswerWarning { code: code.to_owned(), item: item.cloned(), message }
}
