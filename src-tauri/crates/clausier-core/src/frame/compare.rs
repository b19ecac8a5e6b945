//! Offers side by side: rows are questions, columns are bidders. Figures and words, never a rank.

use super::returned::{MissingPart, Returned};
use super::{Frame, Item};

/// What one bidder says to one question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ComparedOffer {
    /// Whether the question concerns this bidder: a lot that it does not answer asks it nothing.
    pub asked: bool,
    /// The answer as typed.
    pub answer: String,
    /// The amount read.
    pub amount: Option<f64>,
    /// What the bidder adds.
    pub details: String,
    /// The document named.
    pub document: String,
    /// What is missing.
    pub missing: Vec<MissingPart>,
}

/// One question and its answers, in the order of the offers.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedItem {
    /// The question.
    pub item: Item,
    /// Its answers.
    pub offers: Vec<ComparedOffer>,
}

/// The comparison of offers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The questions, in the order of the frame.
    pub items: Vec<ComparedItem>,
}

/// Puts offers side by side.
pub fn compare(frame: &Frame, offers: &[&Returned]) -> Comparison {
    let of = |item: &Item| offers.iter().map(|offer| compared(item, offer)).collect();
    Comparison { items: frame.items.iter().map(|item| ComparedItem { item: item.clone(), offers: of(item) }).collect() }
}

fn compared(item: &Item, offer: &Returned) -> ComparedOffer {
    let missing = offer.missing.iter().filter(|missing| missing.item == item.id).map(|missing| missing.part).collect();
    let answer = offer.answers.iter().find(|answer| answer.item == item.id);
    let asked = offer.is_asked(item);
    answer
        .map_or_else(
            || ComparedOffer { asked, ..ComparedOffer::default() },
            |answer| ComparedOffer {
                asked,
                answer: answer.answer.clone(),
                amount: answer.amount,
                details: answer.details.clone(),
                document: answer.document.clone(),
                missing: Vec::new(),
            },
        )
        .with(missing)
}

impl ComparedOffer {
    fn with(self, missing: Vec<MissingPart>) -> Self {
        Self { missing, ..self }
    }
}
