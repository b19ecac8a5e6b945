//! The checklist of a file, with what weighs too much for its amount: the two that the window shows together.

use chrono::NaiveDate;
use clausier_core::clauses::Checklist;
use clausier_core::tender::Tender;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::view;

/// What `checklist` answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ChecklistAnswer {
    /// The themes and the families.
    #[serde(flatten)]
    pub checklist: Checklist,
    /// What is too much, or too heavy, for the amount, in sentences; empty when nothing is, or when the amount is
    /// not known.
    #[serde(default)]
    pub proportion: Vec<String>,
}

/// Proposes the clauses of a tender, and judges those that it keeps.
pub fn of(engine: &Engine, tender: &Tender, today: NaiveDate) -> ChecklistAnswer {
    ChecklistAnswer { checklist: engine.checklist(tender, today), proportion: engine.proportion(tender) }
}

impl ChecklistAnswer {
    /// Writes it in lines: the themes one after the other, then what weighs too much.
    pub fn sentences(&self) -> Vec<String> {
        let mut lines = view::checklist_sentences(&self.checklist);
        lines.extend(self.proportion.iter().cloned());
        lines
    }
}
