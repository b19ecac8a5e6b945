//! Duties of the buyer itself, and those measured on a year of its purchases: how each stands to a
//! buyer of whom little more is known than who it is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Amount, Assessment, Condition, FactKind, FactRecord, Law, Line, ListId, Obligation, ObligationLevel, Outcome, Test};

/// How a duty stands to a buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum BuyerStanding {
    /// It concerns this buyer.
    Concerned,
    /// It concerns this buyer from the day it buys what the rule aims at.
    WhenBuying,
    /// What is known of the buyer does not tell.
    ToAnswer,
    /// It does not concern this buyer.
    NotConcerned,
}

/// Every fact of the buyer is a field of the tender file that begins so.
const BUYER: &str = "buyer.";

impl Law {
    /// Lists the duties of the buyer and those of a year, each with its line, in the order of the catalogue.
    pub fn duties<'a>(&'a self, assessment: &'a Assessment) -> impl Iterator<Item = (&'a Obligation, &'a Line, BuyerStanding)> {
        let is_of_buyer = |rule: &&Obligation| match rule.level {
            ObligationLevel::BuyerLevel | ObligationLevel::MandatoryAnnual => true,
            ObligationLevel::Mandatory | ObligationLevel::Option | ObligationLevel::External | ObligationLevel::Check => false,
        };
        let rules = self.obligations.iter().filter(is_of_buyer);
        rules.filter_map(|rule| assessment.line(&rule.id).map(|line| (rule, line, standing(line))))
    }

    /// Lists the facts that describe the buyer, in the order of the catalogue.
    pub fn buyer_facts(&self) -> impl Iterator<Item = &FactRecord> {
        self.facts.iter().filter(|fact| fact.field.name().starts_with(BUYER))
    }

    /// Lists what a rule aims at: the lists of codes of its scope.
    pub fn aimed_at(&self, rule: &Obligation) -> Vec<&super::CodeList> {
        let mut found = Vec::new();
        let conditions = rule.versions.steps().iter().filter_map(|step| step.value.when.as_ref()).chain(rule.when.as_ref());
        conditions.for_each(|condition| lists(condition, &mut found));
        found.dedup();
        found.into_iter().filter_map(|id| self.list(id)).collect()
    }

    /// Returns the first day after `today` on which the rule, or one of its figures, takes another value.
    pub fn next_step(&self, rule: &Obligation, today: NaiveDate) -> Option<NaiveDate> {
        let versions = rule.versions.steps().iter().map(|step| step.from).chain(rule.repealed_on);
        let scales = rule.figures.iter().filter_map(|figure| match figure.amount {
            Amount::Scale(scale) | Amount::Product(scale, _) => self.scale(scale),
            Amount::Fact(_) => None,
        });
        let values = scales.flat_map(|scale| scale.rows.iter().flat_map(|row| row.values.steps().iter().map(|step| step.from)));
        versions.chain(values).filter(|day| *day > today).min()
    }

    /// Returns the words of a closed fact, in the order of the catalogue.
    pub fn words_of(&self, field: &str) -> Vec<&str> {
        let record = self.fact_at(field).filter(|fact| fact.kind == FactKind::Word);
        record.map(|fact| fact.words.iter().map(|word| word.value.as_str()).collect()).unwrap_or_default()
    }
}

fn standing(line: &Line) -> BuyerStanding {
    match line.outcome {
        Outcome::Applies | Outcome::Lever | Outcome::ToVerify => BuyerStanding::Concerned,
        Outcome::NotApplicable => BuyerStanding::NotConcerned,
        Outcome::Undetermined if line.ask.iter().any(|field| field.starts_with(BUYER)) => BuyerStanding::ToAnswer,
        Outcome::Undetermined => BuyerStanding::WhenBuying,
    }
}

fn lists(condition: &Condition, found: &mut Vec<ListId>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| lists(part, found)),
        Condition::Fact { test: Test::InCodes(ids), .. } => found.extend(ids),
        Condition::Not(_) | Condition::Fact { .. } | Condition::SmallLots { .. } | Condition::File(_) => {}
    }
}
