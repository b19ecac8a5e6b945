//! What hangs on a fact: the rules whose conditions read it, and the answers that may tell them apart.

use chrono::{Days, NaiveDate};

use super::{
    Amount, Bound, Condition, FactId, FactKind, FactRecord, GroundValue, Hundredths, KnownField, Law, Obligation, Published, ReferenceDate, Scale,
    ScaleId, Stretch, Test, Version,
};

/// An answer worth trying: it falls on one side of something that a rule says.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// The value, as the tender file holds it.
    pub value: GroundValue,
    /// The same for a person, when it can be named; a number only stands for its side.
    pub named: Option<String>,
}

impl Law {
    /// Lists the obligations that read the fact of a field: in their scope, their exceptions, their
    /// figures, or in the thresholds that they are compared with.
    pub fn hanging_on(&self, field: &str) -> Vec<&Obligation> {
        let facts = self.facts_of(field);
        let date = self.clocks(field);
        self.obligations.iter().filter(|rule| date.contains(&rule.clock) || self.reads(rule, &facts)).collect()
    }

    /// Lists the answers of a field that may tell rules apart; `from` and `to` bound the days.
    pub fn probes(&self, field: &str, days: Stretch) -> Vec<Probe> {
        let facts = self.facts_of(field);
        let Some(record) = facts.first().and_then(|id| self.facts.get(id.index())) else { return Vec::new() };
        match record.kind {
            FactKind::YesNo => [true, false].into_iter().map(|flag| Probe { value: GroundValue::Flag(flag), named: None }).collect(),
            FactKind::Word => record.words.iter().map(|word| named(GroundValue::Text(word.value.clone()), &word.named)).collect(),
            FactKind::Amount | FactKind::Number => self.sides(&facts).into_iter().map(|side| plain(GroundValue::Number(side))).collect(),
            FactKind::Day => self.days_around(days).into_iter().map(|day| plain(GroundValue::Text(day.to_string()))).collect(),
            FactKind::Codes => self.codes(),
        }
    }

    fn facts_of(&self, field: &str) -> Vec<FactId> {
        let is_it = |(_, fact): &(usize, &FactRecord)| fact.field.name() == field;
        self.facts.iter().enumerate().filter(is_it).filter_map(|(at, _)| u16::try_from(at).ok().map(FactId)).collect()
    }

    /// The dates of the tender that this field gives.
    fn clocks(&self, field: &str) -> Vec<ReferenceDate> {
        let is = |known: KnownField| known.path() == field;
        let mut clocks = Vec::new();
        if is(KnownField::ConsultationOn) {
            clocks.push(ReferenceDate::Consultation);
        }
        if is(KnownField::ConsultationOn) || is(KnownField::NotifiedOn) {
            clocks.push(ReferenceDate::Notification);
        }
        if is(KnownField::BuildingPermitOn) {
            clocks.push(ReferenceDate::Permit);
        }
        clocks
    }

    fn reads(&self, rule: &Obligation, facts: &[FactId]) -> bool {
        let of_version = |version: &Version| {
            [version.when.as_ref(), version.doubtful_when.as_ref()].into_iter().flatten().any(|one| self.condition_reads(one, facts))
        };
        let of_figure = |amount: Amount| match amount {
            Amount::Scale(scale) => self.scale_reads(scale, facts),
            Amount::Fact(fact) => facts.contains(&fact),
            Amount::Product(scale, fact) => facts.contains(&fact) || self.scale_reads(scale, facts),
        };
        rule.when.as_ref().is_some_and(|one| self.condition_reads(one, facts))
            || rule.versions.steps().iter().any(|step| of_version(&step.value))
            || rule.exceptions.iter().filter_map(|one| one.arguable_when.as_ref()).any(|one| self.condition_reads(one, facts))
            || rule.figures.iter().any(|figure| of_figure(figure.amount))
    }

    fn condition_reads(&self, condition: &Condition, facts: &[FactId]) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| self.condition_reads(part, facts)),
            Condition::Not(inner) => self.condition_reads(inner, facts),
            Condition::Fact { fact, test: Test::Compare(_, Bound::Scale(scale)) } => facts.contains(fact) || self.scale_reads(*scale, facts),
            Condition::Fact { fact, test: Test::Compare(_, Bound::Fixed(_)) | Test::Is(_) | Test::OneOf(_) | Test::InCodes(_) | Test::Missing } => {
                facts.contains(fact)
            }
            Condition::SmallLots { lots, whole, .. } => facts.contains(lots) || facts.contains(whole),
            Condition::File(_) => false,
        }
    }

    fn scale_reads(&self, scale: ScaleId, facts: &[FactId]) -> bool {
        self.scale(scale).is_some_and(|scale| scale.rows.iter().any(|row| self.condition_reads(&row.when, facts)))
    }

    /// Values on both sides of everything that these facts are compared with, in order.
    fn sides(&self, facts: &[FactId]) -> Vec<Hundredths> {
        let mut bounds = Vec::new();
        for condition in self.conditions() {
            self.bounds(condition, facts, &mut bounds);
        }
        let around = |bound: Hundredths| [-1, 0, 1].map(|step| Hundredths::new(bound.hundredths().saturating_add(step).max(0)));
        let mut sides: Vec<Hundredths> = bounds.into_iter().flat_map(around).collect();
        sides.sort();
        sides.dedup();
        sides
    }

    fn bounds(&self, condition: &Condition, facts: &[FactId], found: &mut Vec<Hundredths>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.bounds(part, facts, found)),
            Condition::Not(inner) => self.bounds(inner, facts, found),
            Condition::Fact { fact, test: Test::Compare(_, bound) } if facts.contains(fact) => match bound {
                Bound::Fixed(fixed) => found.push(*fixed),
                Bound::Scale(scale) => found.extend(self.scale(*scale).into_iter().flat_map(values)),
            },
            Condition::Fact { .. } | Condition::SmallLots { .. } | Condition::File(_) => {}
        }
    }

    /// Every condition that decides of a rule or of a row.
    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let rows = self.scales.iter().flat_map(|scale| scale.rows.iter().map(|row| &row.when));
        self.obligations.iter().flat_map(conditions_of).chain(rows)
    }

    /// Each change day and the day before.
    fn days_around(&self, span: Stretch) -> Vec<NaiveDate> {
        let mut days = vec![span.from];
        for day in self.change_days(span) {
            days.extend(day.checked_sub_days(Days::new(1)));
            days.push(day);
        }
        days.dedup();
        days
    }

    /// One code of each list.
    fn codes(&self) -> Vec<Probe> {
        let probe = |list: &super::CodeList| {
            let code = list.prefixes.first().map(|prefix| format!("{prefix:0<8}"))?;
            Some(named(GroundValue::List([code].into()), &list.named))
        };
        self.lists.iter().filter_map(probe).collect()
    }
}

fn conditions_of(rule: &Obligation) -> Vec<&Condition> {
    let versions = rule.versions.steps().iter().flat_map(|step| [step.value.when.as_ref(), step.value.doubtful_when.as_ref()]);
    let exceptions = rule.exceptions.iter().map(|one| one.arguable_when.as_ref());
    versions.chain(exceptions).chain([rule.when.as_ref()]).flatten().collect()
}

fn values(scale: &Scale) -> Vec<Hundredths> {
    let known = |value: Published| match value {
        Published::Known(value) => Some(value),
        Published::NotYet => None,
    };
    scale.rows.iter().flat_map(|row| row.values.steps()).filter_map(|step| known(step.value.value)).collect()
}

fn plain(value: GroundValue) -> Probe {
    Probe { value, named: None }
}

fn named(value: GroundValue, name: &str) -> Probe {
    Probe { value, named: Some(name.to_owned()) }
}
