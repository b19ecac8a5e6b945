//! Indicators: what is counted, over what, said as data and worked out from summaries alone.
//!
//! A contract is a lot, or a consultation without lots. A contract of which the fact is not known is in
//! neither count: it lowers the coverage, it is never a zero.

use serde::Serialize;

use super::contracts::SummaryContract;
use super::summary::Summary;
use crate::tender::{Euros, Nature, Theme};

/// How contracts are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// One each.
    Count,
    /// Their notified amounts, in euros.
    Value,
}

/// Which contracts are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Population {
    /// Contracts, concessions left out.
    Contracts,
    /// Concessions: always counted apart.
    Concessions,
    /// No contract: what was paid in the year, from the finance extract.
    Spend,
}

/// What makes a contract count in the numerator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// It declares one of these considerations, in the words of DECP.
    Consideration(Vec<String>),
    /// It is reserved.
    Reserved,
    /// Its holder is a small or medium enterprise.
    Sme,
    /// Its holder is an approved social enterprise, a structure of insertion or an adapted enterprise.
    SocialEnterprise,
    /// Its consultation carries clauses of that many themes at least.
    Themes(usize),
    /// Its consultation is in several lots.
    Allotted,
    /// Hours of insertion done, out of those planned: hours are added up, not contracts.
    Hours,
}

impl Measure {
    /// A holder is told to be a social enterprise when it is one, and seldom told not to be: over the known ones alone the
    /// share would be near everything. The coverage says how many are not known.
    fn counts_the_unknown(&self) -> bool {
        match self {
            Self::SocialEnterprise => true,
            Self::Consideration(_) | Self::Reserved | Self::Sme | Self::Themes(_) | Self::Allotted | Self::Hours => false,
        }
    }
}

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Unit {
    Contracts,
    Euros,
    Hours,
}

/// An indicator, as the catalogue defines it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Indicator {
    pub id: String,
    pub label: String,
    pub definition: String,
    pub by: By,
    pub population: Population,
    pub measure: Measure,
}

impl Indicator {
    /// Returns what its numerator and its denominator are made of.
    pub fn unit(&self) -> Unit {
        match (&self.measure, self.by) {
            (Measure::Hours, _) => Unit::Hours,
            (_, By::Count) => Unit::Contracts,
            (_, By::Value) => Unit::Euros,
        }
    }
}

/// The figure of an indicator for a year. Euros when it is by value.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Figure {
    pub numerator: f64,
    pub denominator: f64,
    /// `None` when nothing can be divided.
    pub percent: Option<f64>,
    /// Contracts of the year of which the fact is known.
    pub known: usize,
    /// Contracts of the year.
    pub all: usize,
}

impl Figure {
    /// Share of the contracts of which the fact is known, in percent; `None` without any contract.
    #[allow(clippy::cast_precision_loss, reason = "counts of contracts are small")]
    pub fn coverage(&self) -> Option<f64> {
        (self.all > 0).then(|| rounded(self.known as f64 * 100.0 / self.all as f64))
    }
}

/// Works an indicator out for the contracts notified in a year.
pub fn figure(indicator: &Indicator, summaries: &[Summary], year: i32) -> Figure {
    let contracts: Vec<Contract<'_>> = notified(summaries, year)
        .filter(|summary| is_in(indicator.population, summary))
        .flat_map(|summary| contracts_of(summary, indicator.by))
        .collect();
    let mut sum = Sum::default();
    contracts.iter().for_each(|contract| sum.add(contract, indicator));
    sum.figure(contracts.len())
}

/// What was added up so far, in hundredths: cents, or hundredths of a contract.
#[derive(Default)]
struct Sum {
    numerator: i64,
    denominator: i64,
    known: usize,
}

impl Sum {
    fn add(&mut self, contract: &Contract<'_>, indicator: &Indicator) {
        let Some(weight) = contract.weight(indicator.by) else { return };
        let counted = contract.counted(&indicator.measure, indicator.by);
        if counted.is_some() || indicator.measure.counts_the_unknown() {
            self.denominator = self.denominator.saturating_add(weight.cents());
            self.numerator = self.numerator.saturating_add(counted.unwrap_or_default().cents());
        }
        self.known += usize::from(counted.is_some());
    }

    /// No percentage is worked out of nothing known.
    fn figure(&self, all: usize) -> Figure {
        let (numerator, denominator) = (Euros::from_cents(self.numerator).as_f64(), Euros::from_cents(self.denominator).as_f64());
        let divides = denominator > 0.0 && self.known > 0;
        Figure { numerator, denominator, percent: divides.then(|| rounded(numerator * 100.0 / denominator)), known: self.known, all }
    }
}

/// Returns the summaries of tenders notified in a year.
pub fn notified(summaries: &[Summary], year: i32) -> impl Iterator<Item = &Summary> {
    summaries.iter().filter(move |summary| summary.annee == year && matches!(summary.statut.as_str(), "notifie" | "en_cours" | "clos"))
}

pub(super) fn is_in(population: Population, summary: &Summary) -> bool {
    let concession = matches!(summary.nature, Some(Nature::WorksConcession | Nature::ServicesConcession));
    match population {
        Population::Contracts => !concession,
        Population::Concessions => concession,
        Population::Spend => false,
    }
}

/// A lot of a summary, or the whole of it.
struct Contract<'a> {
    summary: &'a Summary,
    lot: Option<&'a SummaryContract>,
}

/// By value, a consultation whose lots have no amount of their own is taken whole: its award has one.
fn contracts_of(summary: &Summary, by: By) -> Vec<Contract<'_>> {
    let whole = by == By::Value && summary.marches.iter().all(|lot| lot.montant.is_none());
    if whole || summary.marches.is_empty() {
        return vec![Contract { summary, lot: None }];
    }
    summary.marches.iter().map(|lot| Contract { summary, lot: Some(lot) }).collect()
}

impl Contract<'_> {
    /// What it adds to the denominator.
    fn weight(&self, by: By) -> Option<Euros> {
        match by {
            By::Count => Some(Euros::whole(1)),
            By::Value => self.amount(),
        }
    }

    /// What it adds to the numerator, nothing included; `None` when the fact is not known.
    fn counted(&self, measure: &Measure, by: By) -> Option<Euros> {
        let holds = self.holds(measure)?;
        if !holds {
            return Some(Euros::default());
        }
        match (by, measure, self.lot, self.summary.montant_ess) {
            // Several holders share one amount: only the part of the social ones counts.
            (By::Value, Measure::SocialEnterprise, None, part @ Some(_)) => part,
            (_, _, _, _) => self.weight(by),
        }
    }

    fn holds(&self, measure: &Measure) -> Option<bool> {
        match measure {
            Measure::Consideration(words) => Some(self.considerations().iter().any(|one| words.contains(one))),
            Measure::Reserved => Some(self.is_reserved()),
            Measure::Sme => self.lot.map_or(self.summary.pme, |lot| lot.pme),
            Measure::SocialEnterprise => self.lot.map_or(self.summary.ess, |lot| lot.ess),
            Measure::Themes(least) => Some(self.themes() >= *least),
            Measure::Allotted => Some(self.summary.marches.len() > 1),
            // Worked out apart, from the sums (`hours_figure`).
            Measure::Hours => None,
        }
    }

    fn considerations(&self) -> &[String] {
        self.lot.map_or(&self.summary.considerations, |lot| &lot.considerations)
    }

    fn is_reserved(&self) -> bool {
        self.considerations().iter().any(|word| word.ends_with("réservé") || word.ends_with("réservée"))
    }

    fn amount(&self) -> Option<Euros> {
        match self.lot {
            Some(lot) => lot.montant,
            None => self.summary.montant,
        }
    }

    fn themes(&self) -> usize {
        let mut seen: Vec<Theme> = Vec::new();
        for theme in self.summary.clauses.iter().filter_map(|clause| clause.theme) {
            if !seen.contains(&theme) {
                seen.push(theme);
            }
        }
        seen.len()
    }
}

/// Two decimals are more than any of these figures deserves.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summaries(json: &str) -> Vec<Summary> {
        let head = |n: usize| {
            format!(
                r#"{{"id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a{n:02}","annee":2027,"statut":"notifie","cpv":[],"considerations":[],"clauses":[],"reservation":[]"#
            )
        };
        json.split('|')
            .enumerate()
            .map(|(n, rest)| {
                // The last of two values of a field wins, so each case writes only what it is about.
                let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&format!("{{{rest}}}")).expect("a case is JSON");
                let mut whole: serde_json::Map<String, serde_json::Value> =
                    serde_json::from_str(&format!("{}}}", head(n))).expect("the head is JSON");
                whole.extend(fields);
                serde_json::from_value(serde_json::Value::Object(whole)).expect("a summary")
            })
            .collect()
    }

    fn indicator(measure: Measure, by: By) -> Indicator {
        Indicator { id: "essai".into(), label: "Essai".into(), definition: "Essai".into(), by, population: Population::Contracts, measure }
    }

    fn percent(json: &str, measure: Measure, by: By) -> (f64, f64, Option<f64>) {
        let figure = figure(&indicator(measure, by), &summaries(json), 2027);
        (figure.numerator, figure.denominator, figure.percent)
    }

    /// A name, summaries, what is measured, how, and the figure awaited.
    type Case = (&'static str, String, Measure, By, (f64, f64, Option<f64>));

    #[test]
    fn each_line_of_the_table_gives_its_figure() {
        let env = || Measure::Consideration(vec!["Clause environnementale".to_owned()]);
        let with = r#""considerations":["Clause environnementale"]"#;
        let without = r#""considerations":["Pas de considération environnementale"]"#;
        let lots =
            r#""marches":[{"lot":1,"considerations":["Clause environnementale"]},{"lot":2,"considerations":[]},{"lot":3,"considerations":[]}]"#;
        let table: Vec<Case> = vec![
            ("one of two", format!("{with}|{without}"), env(), By::Count, (1.0, 2.0, Some(50.0))),
            ("a consultation of three lots is three contracts", format!("{lots}|{with}"), env(), By::Count, (2.0, 4.0, Some(50.0))),
            ("by value", format!(r#"{with},"montant":300|{without},"montant":100.5"#), env(), By::Value, (300.0, 400.5, Some(74.91))),
            ("without an amount it weighs nothing", format!(r#"{with}|{without},"montant":100"#), env(), By::Value, (0.0, 100.0, Some(0.0))),
            ("a concession is counted apart", format!(r#"{with},"nature":"works_concession"|{without}"#), env(), By::Count, (0.0, 1.0, Some(0.0))),
            ("another year is left out", format!(r#"{with},"annee":2026|{without}"#), env(), By::Count, (0.0, 1.0, Some(0.0))),
            ("only published is not notified", format!(r#"{with},"statut":"publie"|{without}"#), env(), By::Count, (0.0, 1.0, Some(0.0))),
            (
                "a size not known is in neither count",
                r#""pme":true|"pme":false|"montant":3"#.to_owned(),
                Measure::Sme,
                By::Count,
                (1.0, 2.0, Some(50.0)),
            ),
            ("nothing known is not zero", r#""montant":3"#.to_owned(), Measure::SocialEnterprise, By::Value, (0.0, 3.0, None)),
            (
                "a social holder among all amounts",
                r#""ess":true,"montant":5|"montant":95"#.to_owned(),
                Measure::SocialEnterprise,
                By::Value,
                (5.0, 100.0, Some(5.0)),
            ),
            (
                "only the part of the social holders",
                r#""ess":true,"montant":100,"montant_ess":40"#.to_owned(),
                Measure::SocialEnterprise,
                By::Value,
                (40.0, 100.0, Some(40.0)),
            ),
            (
                "lots without amounts are taken whole",
                r#""ess":true,"montant":10,"marches":[{"lot":1},{"lot":2}]"#.to_owned(),
                Measure::SocialEnterprise,
                By::Value,
                (10.0, 10.0, Some(100.0)),
            ),
        ];
        for (name, json, measure, by, expected) in table {
            assert_eq!(percent(&json, measure, by), expected, "{name}");
        }
    }

    #[test]
    fn the_coverage_says_how_many_are_known() {
        let known = |json: &str| figure(&indicator(Measure::Sme, By::Count), &summaries(json), 2027).coverage();
        assert_eq!(known(r#""pme":true|"montant":1|"montant":2|"pme":false"#), Some(50.0));
        assert_eq!(figure(&indicator(Measure::Sme, By::Count), &[], 2027).coverage(), None, "no contract, no coverage");
    }
}
