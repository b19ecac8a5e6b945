//! The questions of a frame: who answers, for which lots, each criterion, each proof, each commitment.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::Ids;
use crate::clauses::{ClauseLibrary, Sections, SelectionProblem, render_selection, sections};
use crate::tender::{ClauseKind, Criterion, CriterionKind, Selection, Tender, TenderId};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Who answers.
    Bidder,
    /// Whether this lot is answered.
    Lot,
    /// An award criterion, or a part of one.
    Criterion,
    /// A proof to hand in with the offer.
    Proof,
    /// A clause that the bidder commits to.
    Commitment,
}

/// What an answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Expects {
    /// Words.
    Text,
    /// Euros excluding VAT.
    Amount,
    /// Yes or no.
    YesNo,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Stable identifier of its row.
    pub id: String,
    /// What it is about.
    pub group: Group,
    /// Lots; empty = all of them, or no lot at all.
    pub lots: Vec<u32>,
    /// Its title, of the buyer or of the catalogue; empty for the questions on the bidder.
    pub label: String,
    /// What is asked beyond the title; may be empty.
    pub asked: String,
    /// Weight of a criterion.
    pub weight: Option<f64>,
    /// Its answer.
    pub expects: Expects,
    /// Whether a document must be named.
    pub document: bool,
}

/// The questions put to the bidders.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The tender that they belong to.
    pub tender: TenderId,
    /// In the order of the rows.
    pub items: Vec<Item>,
}

impl Frame {
    /// Returns the question of an identifier.
    pub fn find(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id.eq_ignore_ascii_case(id.trim()))
    }

    /// Tells whether something but the bidder itself is asked.
    pub fn asks_something(&self) -> bool {
        self.items.iter().any(|item| matches!(item.group, Group::Criterion | Group::Proof | Group::Commitment))
    }
}

/// Key of the question on the bidder's name, and of the one on its SIRET.
pub(super) const NAME: &str = "bidder-name";
pub(super) const SIRET: &str = "bidder-siret";

/// Makes the frame of a tender.
pub fn frame(library: &ClauseLibrary, tender: &Tender, day: NaiveDate) -> Result<Frame, SelectionProblem> {
    let mut maker = Maker { ids: Ids::new(tender.id), items: Vec::new() };
    maker.bidder(tender);
    maker.all_criteria(tender);
    for selection in &tender.selections {
        let rendered = render_selection(library, selection, day)?;
        let kind = library.find(&selection.clause).map(|clause| clause.kind);
        maker.clause(tender, selection, kind, &rendered.title, &sections(&rendered.blocks));
    }
    maker.items.sort_by_key(|item| order(item.group));
    Ok(Frame { tender: tender.id, items: maker.items })
}

fn order(group: Group) -> u8 {
    match group {
        Group::Bidder => 0,
        Group::Lot => 1,
        Group::Criterion => 2,
        Group::Proof => 3,
        Group::Commitment => 4,
    }
}

struct Maker {
    ids: Ids,
    items: Vec<Item>,
}

impl Maker {
    fn bidder(&mut self, tender: &Tender) {
        for key in [NAME, SIRET] {
            let id = self.ids.give('E', key);
            let item = Item {
                id,
                group: Group::Bidder,
                lots: Vec::new(),
                label: String::new(),
                asked: String::new(),
                weight: None,
                expects: Expects::Text,
                document: false,
            };
            self.items.push(item);
        }
        for lot in &tender.lots {
            let id = self.ids.give('L', &format!("lot|{}", lot.number));
            let label = lot.title.clone().unwrap_or_default();
            let item = Item {
                id,
                group: Group::Lot,
                lots: vec![lot.number],
                label,
                asked: String::new(),
                weight: None,
                expects: Expects::YesNo,
                document: false,
            };
            self.items.push(item);
        }
    }

    /// Criteria are asked lot by lot: a price is the price of one lot.
    fn all_criteria(&mut self, tender: &Tender) {
        if tender.lots.is_empty() {
            self.criteria(None, &tender.criteria, "");
        }
        for lot in &tender.lots {
            self.criteria(Some(lot.number), lot.criteria.as_deref().unwrap_or(&tender.criteria), "");
        }
    }

    /// A criterion with parts is asked part by part.
    fn criteria(&mut self, lot: Option<u32>, criteria: &[Criterion], above: &str) {
        for criterion in criteria {
            let own = criterion.label.clone().unwrap_or_default();
            let label = if above.is_empty() { own } else { format!("{above} – {own}") };
            if criterion.sub.is_empty() {
                self.criterion(lot, criterion, label);
            } else {
                self.criteria(lot, &criterion.sub, &label);
            }
        }
    }

    fn criterion(&mut self, lot: Option<u32>, criterion: &Criterion, label: String) {
        let lots: Vec<u32> = lot.into_iter().collect();
        let asked = criterion.what_bidders_provide.clone().unwrap_or_default().trim().to_owned();
        let id = self.ids.give('C', &format!("criterion|{lots:?}|{label}"));
        let expects = if is_money(criterion.kind) { Expects::Amount } else { Expects::Text };
        let document = !asked.is_empty();
        self.items.push(Item { id, group: Group::Criterion, lots, label, asked, weight: criterion.weight, expects, document });
    }

    fn clause(&mut self, tender: &Tender, selection: &Selection, kind: Option<ClauseKind>, title: &str, text: &Sections) {
        let Some((group, asked)) = asked(tender, selection, kind, text) else { return };
        let letter = if group == Group::Proof { 'P' } else { 'K' };
        let id = self.ids.give(letter, &format!("clause|{}|{:?}|{:?}", selection.clause, selection.lots, selection.document_id));
        let document = group == Group::Proof;
        self.items.push(Item {
            id,
            group,
            lots: selection.lots.clone(),
            label: title.to_owned(),
            asked,
            weight: None,
            expects: Expects::YesNo,
            document,
        });
    }
}

fn is_money(kind: Option<CriterionKind>) -> bool {
    match kind {
        Some(CriterionKind::Price | CriterionKind::Cost | CriterionKind::LifeCycleCost) => true,
        Some(CriterionKind::Quality | CriterionKind::Environmental | CriterionKind::Social | CriterionKind::Other) | None => false,
    }
}

/// What a clause asks of a bidder. A criterion of the catalogue that is a criterion of the tender is
/// asked there already; a rule of the procedure or a reminder asks nothing.
fn asked(tender: &Tender, selection: &Selection, kind: Option<ClauseKind>, text: &Sections) -> Option<(Group, String)> {
    let first = |texts: [&String; 3]| texts.into_iter().find(|text| !text.trim().is_empty()).cloned().unwrap_or_default();
    match kind {
        Some(ClauseKind::AwardCriterion) if is_criterion(tender, &selection.clause) => None,
        Some(ClauseKind::AwardCriterion | ClauseKind::Selection | ClauseKind::Reservation) => {
            Some((Group::Proof, first([&text.bidders_provide, &text.proof, &text.requirement])))
        }
        Some(ClauseKind::TechnicalSpecification | ClauseKind::PerformanceCondition) | None => {
            Some((Group::Commitment, first([&text.proof, &text.requirement, &text.requirement])))
        }
        Some(ClauseKind::Variant | ClauseKind::Organisation | ClauseKind::Reminder) => None,
    }
}

fn is_criterion(tender: &Tender, clause: &str) -> bool {
    fn names(criteria: &[Criterion], clause: &str) -> bool {
        criteria.iter().any(|criterion| criterion.clause.as_deref() == Some(clause) || names(&criterion.sub, clause))
    }
    let own = tender.lots.iter().filter_map(|lot| lot.criteria.as_deref());
    std::iter::once(tender.criteria.as_slice()).chain(own).any(|criteria| names(criteria, clause))
}
