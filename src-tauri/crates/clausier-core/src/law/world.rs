//! One tender seen by the law: the value of each fact, and each reference date as a stretch.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::value::Value;
use super::writing::{self, CriterionTexts};
use super::{ClauseFacts, FactDefault, FactId, FactRecord, Field, KnownField, Law, ReferenceDate, Stretch};
use crate::tender::Tender;

/// A tender, the law, and what is known.
pub(super) struct World<'a> {
    pub law: &'a Law,
    pub tender: &'a Tender,
    pub clauses: &'a dyn ClauseFacts,
    pub today: NaiveDate,
    values: Vec<Option<Value<'a>>>,
    criteria: OnceCell<Vec<CriterionTexts<'a>>>,
}

impl<'a> World<'a> {
    /// Reads every fact; one with a default holds it while nothing is said.
    pub fn new(law: &'a Law, tender: &'a Tender, clauses: &'a dyn ClauseFacts, today: NaiveDate) -> Self {
        let read = |fact: &'a FactRecord| fact.field.read(tender, fact).or_else(|| default(fact));
        let values = law.facts.iter().map(read).collect();
        Self { law, tender, clauses, today, values, criteria: OnceCell::new() }
    }

    /// Reads every fact without any default: only what is said counts.
    pub fn without_defaults(law: &'a Law, tender: &'a Tender, clauses: &'a dyn ClauseFacts, today: NaiveDate) -> Self {
        let values = law.facts.iter().map(|fact| fact.field.read(tender, fact)).collect();
        Self { law, tender, clauses, today, values, criteria: OnceCell::new() }
    }

    /// Lists what the criteria say, cut at the first rule that reads them.
    pub fn criteria(&self) -> &[CriterionTexts<'a>] {
        self.criteria.get_or_init(|| writing::criteria(self.tender))
    }

    /// Returns the value of a fact; `None` = not known yet.
    pub fn value(&self, fact: FactId) -> Option<&Value<'a>> {
        self.values.get(fact.index()).and_then(Option::as_ref)
    }

    /// Returns the value that a lot has of its own, a contract with its own duration; else nothing.
    pub fn value_of_lot(&self, fact: FactId, lot: Option<u32>) -> Option<Value<'a>> {
        let number = lot?;
        let months = self.tender.lots.iter().find(|one| one.number == number)?.duration_months?;
        (self.record(fact)?.field == Field::Known(KnownField::DurationMonths)).then(|| Value::Number(months.into()))
    }

    /// Returns the record of a fact.
    pub fn record(&self, fact: FactId) -> Option<&'a FactRecord> {
        self.law.facts.get(fact.index())
    }

    /// Returns the days on which a reference date may fall. A notification that is not made is
    /// judged on the day of the consultation, which stands in for it (contract.md §3).
    pub fn stretch(&self, clock: ReferenceDate) -> Stretch {
        let known = match clock {
            ReferenceDate::Consultation => self.tender.consultation_on,
            ReferenceDate::Notification => self.tender.notified_on.or(self.tender.consultation_on),
            ReferenceDate::Permit => self.tender.building_permit_on,
            ReferenceDate::Today => Some(self.today),
        };
        known.map_or_else(|| Stretch::since(self.law.first_day), Stretch::day)
    }

    /// Tells whether the consultation stands in for the notification.
    pub fn stands_in(&self, clock: ReferenceDate) -> bool {
        clock == ReferenceDate::Notification && self.tender.notified_on.is_none() && self.tender.consultation_on.is_some()
    }

    /// Returns the fact to ask for when a reference date is not known.
    pub fn date_fact(&self, clock: ReferenceDate) -> Option<FactId> {
        let field = match clock {
            ReferenceDate::Consultation => KnownField::ConsultationOn,
            ReferenceDate::Notification if self.tender.consultation_on.is_none() => KnownField::ConsultationOn,
            ReferenceDate::Notification => KnownField::NotifiedOn,
            ReferenceDate::Permit => KnownField::BuildingPermitOn,
            ReferenceDate::Today => return None,
        };
        self.law.fact_of(field)
    }

    /// Returns the fields of facts, once each, in order.
    pub fn fields(&self, facts: &[FactId]) -> Vec<String> {
        let mut names: Vec<String> = Vec::with_capacity(facts.len());
        for name in facts.iter().filter_map(|fact| self.record(*fact)).map(|fact| fact.field.name()) {
            if names.iter().all(|known| known != name) {
                names.push(name.to_owned());
            }
        }
        names
    }
}

fn default(fact: &FactRecord) -> Option<Value<'_>> {
    match fact.default.as_ref()? {
        FactDefault::Word(word) => Some(Value::Word(word)),
        FactDefault::Flag(flag) => Some(Value::Flag(*flag)),
    }
}
