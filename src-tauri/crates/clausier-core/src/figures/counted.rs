//! One contract of a summary, and what it adds to an indicator.

use super::considerations::{ENVIRONMENTAL, LOTS, SOCIAL, is_environmental};
use super::contracts::SummaryContract;
use super::indicator::{By, Indicator, Measure, Population};
use super::summary::Summary;
use crate::law::CodeMatch;
use crate::tender::{Euros, Nature, ReservedFor, Theme};

/// A lot of a summary, or the whole of it.
#[derive(Clone, Copy)]
pub(super) struct Contract<'a> {
    pub(super) summary: &'a Summary,
    pub(super) lot: Option<&'a SummaryContract>,
}

/// What a contract adds, in hundredths: cents, hundredths of a contract, of a clause, of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// The indicator is not about it.
    Outside,
    /// The fact is not known: it is in neither count, unless the measure keeps it in the denominator.
    Unknown { denominator: i64 },
    /// Its parts of the numerator and of the denominator.
    Known { numerator: i64, denominator: i64 },
}

/// Lists the contracts of a summary that an indicator looks at. By value, a consultation whose lots have no
/// amount of their own is taken whole: its award has one.
pub(super) fn contracts_of<'a>(summary: &'a Summary, indicator: &Indicator) -> Vec<Contract<'a>> {
    if !is_in(indicator, summary) {
        return Vec::new();
    }
    let no_amount = indicator.by == By::Value && summary.marches.iter().all(|lot| lot.montant.is_none());
    if summary.marches.is_empty() || no_amount || indicator.measure.looks_at_the_whole() {
        return vec![Contract { summary, lot: None }];
    }
    summary.marches.iter().map(|lot| Contract { summary, lot: Some(lot) }).collect()
}

fn is_in(indicator: &Indicator, summary: &Summary) -> bool {
    let concession = matches!(summary.nature, Some(Nature::WorksConcession | Nature::ServicesConcession));
    let codes = || summary.cpv.iter().map(String::as_str).collect::<Vec<_>>();
    let looked_at = match indicator.population {
        Population::Contracts => !concession,
        Population::Concessions => concession,
        Population::Spend => false,
    };
    looked_at && (indicator.among.is_empty() || indicator.among.iter().any(|list| matches!(list.find(&codes()), CodeMatch::Inside(_))))
}

impl Contract<'_> {
    /// Returns what it adds to an indicator.
    pub(super) fn share(&self, indicator: &Indicator) -> Share {
        match &indicator.measure {
            Measure::Clauses(themes) => self.clauses(themes),
            Measure::HoursPlanned => self.hours(|planned, _| Share::Known { numerator: hundredths(planned), denominator: 100 }),
            Measure::HoursDone => self.hours(|planned, done| match done {
                Some(done) => Share::Known { numerator: hundredths(done), denominator: hundredths(planned) },
                None => Share::Unknown { denominator: 0 },
            }),
            Measure::HoursReached => self.hours(|planned, done| match done {
                Some(done) => Share::Known { numerator: if done >= planned { 100 } else { 0 }, denominator: 100 },
                None => Share::Unknown { denominator: 0 },
            }),
            Measure::HoursPerMillion => self.hours(|planned, _| match self.summary.montant {
                Some(amount) => Share::Known { numerator: hundredths(planned), denominator: amount.cents() },
                None => Share::Unknown { denominator: 0 },
            }),
            Measure::Consideration(_)
            | Measure::Reserved
            | Measure::ReservedFor(_)
            | Measure::Sme
            | Measure::SocialEnterprise
            | Measure::Themes(_)
            | Measure::Level(_)
            | Measure::Clause(_)
            | Measure::Allotted => self.part(&indicator.measure, indicator.by),
        }
    }

    /// A contract that holds the fact counts for its weight.
    fn part(&self, measure: &Measure, by: By) -> Share {
        let Some(weight) = self.weight(by) else { return Share::Unknown { denominator: 0 } };
        let denominator = weight.cents();
        match self.holds(measure) {
            None => Share::Unknown { denominator: if measure.counts_the_unknown() { denominator } else { 0 } },
            Some(false) => Share::Known { numerator: 0, denominator },
            Some(true) => Share::Known { numerator: self.held(measure, by, weight).cents(), denominator },
        }
    }

    /// What it adds to the denominator.
    fn weight(&self, by: By) -> Option<Euros> {
        match by {
            By::Count => Some(Euros::whole(1)),
            By::Value => self.amount(),
        }
    }

    /// Several holders share one amount: only the part of the social ones counts.
    fn held(&self, measure: &Measure, by: By, weight: Euros) -> Euros {
        match (by, measure, self.lot, self.summary.montant_ess) {
            (By::Value, Measure::SocialEnterprise, None, Some(part)) => part,
            (_, _, _, _) => weight,
        }
    }

    /// Tells whether the fact holds; measures that add something else than contracts hold nothing.
    fn holds(&self, measure: &Measure) -> Option<bool> {
        match measure {
            Measure::Consideration(words) => self.declares(words),
            Measure::Reserved => self.is_reserved_or_not_known(),
            Measure::ReservedFor(kinds) => self.is_reserved_for(kinds),
            Measure::Sme => self.lot.map_or(self.summary.pme, |lot| lot.pme),
            Measure::SocialEnterprise => self.lot.map_or(self.summary.ess, |lot| lot.ess),
            Measure::Themes(least) => self.clauses_known().then(|| self.themes() >= *least),
            Measure::Level(least) => self.clauses_known().then(|| self.summary.clauses.iter().any(|clause| clause.niveau >= Some(*least))),
            Measure::Clause(ids) => self.clauses_known().then(|| self.summary.clauses.iter().any(|clause| ids.contains(&clause.id))),
            Measure::Allotted => (!self.is_untold(LOTS)).then_some(self.summary.marches.len() > 1),
            Measure::Clauses(_) | Measure::HoursPlanned | Measure::HoursDone | Measure::HoursReached | Measure::HoursPerMillion => None,
        }
    }

    /// What is not found in a list of which nothing is known may be there.
    fn declares(&self, words: &[String]) -> Option<bool> {
        let found = self.considerations().iter().any(|one| words.contains(one));
        (found || !words.iter().any(|word| self.is_untold(if is_environmental(word) { ENVIRONMENTAL } else { SOCIAL }))).then_some(found)
    }

    fn is_untold(&self, list: &str) -> bool {
        self.summary.inconnu.iter().any(|untold| untold == list)
    }

    /// A published contract that was taken in says that it has a clause, not which one; or nothing at all.
    fn clauses_known(&self) -> bool {
        let told = !self.is_untold(SOCIAL) && !self.is_untold(ENVIRONMENTAL);
        !self.summary.clauses.is_empty() || told && !self.summary.considerations.iter().any(|word| word.starts_with("Clause"))
    }

    fn clauses(&self, themes: &[Theme]) -> Share {
        if !self.clauses_known() {
            return Share::Unknown { denominator: 0 };
        }
        let of_themes = self.summary.clauses.iter().filter(|clause| clause.theme.is_some_and(|theme| themes.contains(&theme)));
        Share::Known { numerator: i64::try_from(of_themes.count()).unwrap_or(i64::MAX / 200) * 100, denominator: 100 }
    }

    /// Only consultations that plan hours are looked at.
    fn hours(&self, share: impl Fn(f64, Option<f64>) -> Share) -> Share {
        let Some(hours) = &self.summary.heures else { return Share::Outside };
        hours.prevues.filter(|planned| *planned > 0.0).map_or(Share::Outside, |planned| share(planned, hours.faites))
    }

    fn considerations(&self) -> &[String] {
        self.lot.map_or(&self.summary.considerations, |lot| &lot.considerations)
    }

    fn is_reserved(&self) -> bool {
        self.considerations().iter().any(|word| word.ends_with("réservé") || word.ends_with("réservée"))
    }

    fn is_reserved_or_not_known(&self) -> Option<bool> {
        let reserved = self.is_reserved();
        (reserved || !self.is_untold(SOCIAL)).then_some(reserved)
    }

    /// A published contract that was taken in says that it is reserved, not for whom.
    fn is_reserved_for(&self, kinds: &[ReservedFor]) -> Option<bool> {
        if !self.is_reserved_or_not_known()? {
            return Some(false);
        }
        let known: Vec<ReservedFor> = self.lot.map_or_else(|| self.summary.reservation.clone(), |lot| lot.reservation.into_iter().collect());
        (!known.is_empty()).then(|| known.iter().any(|kind| kinds.contains(kind)))
    }

    pub(super) fn amount(&self) -> Option<Euros> {
        match self.lot {
            Some(lot) => lot.montant,
            None => self.summary.montant,
        }
    }

    fn themes(&self) -> usize {
        Theme::ALL.into_iter().filter(|theme| self.summary.clauses.iter().any(|clause| clause.theme == Some(*theme))).count()
    }
}

/// Hours beyond what anyone works are cut, never wrapped around.
#[allow(clippy::cast_possible_truncation, reason = "a cast from a float saturates")]
fn hundredths(hours: f64) -> i64 {
    (hours * 100.0).round().clamp(0.0, 1e15) as i64
}
