//! The figure of an indicator, worked out from summaries alone.
//!
//! A contract is a lot, or a consultation without lots. A contract of which the fact is not known is in
//! neither count: it lowers the coverage, it is never a zero.

use super::counted::{Share, contracts_of};
use super::indicator::{Indicator, Unit};
use super::summary::Summary;
use crate::tender::Euros;

/// The figure of an indicator for a year. Euros when it is by value.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Figure {
    pub numerator: f64,
    pub denominator: f64,
    /// `None` when nothing can be divided, or when it is no share.
    pub percent: Option<f64>,
    /// The figure in its own unit; `None` when nothing is known.
    pub value: Option<f64>,
    /// Contracts of the year of which the fact is known.
    pub known: usize,
    /// Contracts of the year that the indicator is about.
    pub all: usize,
}

impl Figure {
    /// Share of the contracts of which the fact is known, in percent; `None` without any contract.
    #[allow(clippy::cast_precision_loss, reason = "counts of contracts are small")]
    pub fn coverage(&self) -> Option<f64> {
        (self.all > 0).then(|| rounded(self.known as f64 * 100.0 / self.all as f64))
    }

    /// Tells whether the coverage is below a share in percent, before any rounding; never without any contract.
    #[allow(clippy::cast_precision_loss, reason = "counts of contracts are small")]
    pub fn is_known_below(&self, percent: f64) -> bool {
        self.all > 0 && (self.known as f64) * 100.0 < percent * self.all as f64
    }
}

/// Works an indicator out for the contracts notified in a year.
pub fn figure(indicator: &Indicator, summaries: &[Summary], year: i32) -> Figure {
    let mut sum = Sum::default();
    for contract in notified(summaries, year).flat_map(|summary| contracts_of(summary, indicator)) {
        sum.add(contract.share(indicator));
    }
    sum.figure(indicator.measure.unit())
}

/// Returns the summaries of tenders notified in a year.
pub fn notified(summaries: &[Summary], year: i32) -> impl Iterator<Item = &Summary> {
    summaries.iter().filter(move |summary| summary.annee == year && matches!(summary.statut.as_str(), "notifie" | "en_cours" | "clos"))
}

/// What was added up so far, in hundredths.
#[derive(Default)]
pub(super) struct Sum {
    numerator: i64,
    denominator: i64,
    known: usize,
    all: usize,
}

impl Sum {
    pub(super) fn add(&mut self, share: Share) {
        match share {
            Share::Outside => return,
            Share::Unknown { denominator } => self.denominator = self.denominator.saturating_add(denominator),
            Share::Known { numerator, denominator } => {
                self.numerator = self.numerator.saturating_add(numerator);
                self.denominator = self.denominator.saturating_add(denominator);
                self.known += 1;
            }
        }
        self.all += 1;
    }

    /// Nothing is worked out of nothing known.
    pub(super) fn figure(&self, unit: Unit) -> Figure {
        let (numerator, denominator) = (Euros::from_cents(self.numerator).as_f64(), Euros::from_cents(self.denominator).as_f64());
        let divided = |scale: f64| (denominator > 0.0 && self.known > 0).then(|| rounded(numerator * scale / denominator));
        let value = match unit {
            Unit::Percent => divided(100.0),
            Unit::PerContract => divided(1.0),
            Unit::Hours => (self.known > 0).then_some(numerator),
            Unit::HoursPerMillion => divided(1_000_000.0),
        };
        let percent = value.filter(|_| unit == Unit::Percent);
        Figure { numerator, denominator, percent, value, known: self.known, all: self.all }
    }
}

/// Two decimals are more than any of these figures deserves.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::super::indicator::{By, Measure, Population};
    use super::super::{by_part, counted};
    use super::*;
    use crate::law::CodeList;
    use crate::tender::{Level, ReservedFor, Theme};
    use proptest::prelude::*;

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
        Indicator {
            id: "essai".into(),
            label: "Essai".into(),
            definition: "Essai".into(),
            by,
            population: Population::Contracts,
            among: Vec::new(),
            measure,
            headline: false,
        }
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
                "a contract that says nothing of the environment is in neither count",
                format!(r#"{with}|"considerations":["Clause sociale"],"inconnu":["considerationsEnvironnementales"]"#),
                env(),
                By::Count,
                (1.0, 1.0, Some(100.0)),
            ),
            (
                "contracts that say nothing at all have no share: it is no zero",
                r#""inconnu":["considerationsSociales","considerationsEnvironnementales"]"#.to_owned(),
                Measure::Reserved,
                By::Count,
                (0.0, 0.0, None),
            ),
            (
                "whether a published contract is one lot of several is not known",
                r#""inconnu":["lots"]"#.to_owned(),
                Measure::Allotted,
                By::Count,
                (0.0, 0.0, None),
            ),
            (
                "nor is their depth known",
                r#""inconnu":["considerationsSociales","considerationsEnvironnementales"]"#.to_owned(),
                Measure::Themes(3),
                By::Count,
                (0.0, 0.0, None),
            ),
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

    #[test]
    fn below_eighty_percent_is_judged_before_rounding() {
        let of = |known, all| Figure { numerator: 0.0, denominator: 0.0, percent: None, value: None, known, all };
        let table =
            [(799, 1000, true), (800, 1000, false), (19_999, 25_000, true), (20_000, 25_000, false), (4, 5, false), (0, 1, true), (0, 0, false)];
        for (known, all, below) in table {
            assert_eq!(of(known, all).is_known_below(80.0), below, "{known} of {all}");
        }
    }

    /// Summaries, what is measured, and the figure awaited: numerator, denominator, value in its own unit, coverage.
    type Told = (&'static str, &'static str, Measure, (f64, f64, Option<f64>, Option<f64>));

    #[test]
    fn hours_clauses_and_depth_are_told_in_their_own_unit() {
        let clauses =
            r#""clauses":[{"id":"env-08","theme":"environment","niveau":"basic"},{"id":"ins-01","theme":"insertion","niveau":"exemplary"}]"#;
        let declared = r#""considerations":["Clause environnementale"]"#;
        let two = format!("{clauses}|\"montant\":1");
        let unknown = format!("{clauses}|{declared}");
        let (two, unknown): (&'static str, &'static str) = (two.leak(), unknown.leak());
        let environment = || Measure::Clauses(vec![Theme::Environment, Theme::AirQuality, Theme::Biodiversity]);
        let hours = r#""heures":{"prevues":100,"faites":40},"montant":2000000|"heures":{"prevues":60,"faites":null}|"montant":5"#;
        let reserved = r#""considerations":["Marché réservé"],"reservation":["insertion"]|"considerations":["Marché réservé"]|"montant":1"#;
        let table: Vec<Told> = vec![
            ("clauses for one contract", two, environment(), (1.0, 2.0, Some(0.5), Some(100.0))),
            ("which clause is not known of a published contract", unknown, environment(), (1.0, 1.0, Some(1.0), Some(50.0))),
            ("a level is reached from there up", two, Measure::Level(Level::Advanced), (1.0, 2.0, Some(50.0), Some(100.0))),
            ("a clause that answers a duty", two, Measure::Clause(vec!["ins-01".into()]), (1.0, 2.0, Some(50.0), Some(100.0))),
            ("depth without the list is not known", unknown, Measure::Themes(2), (1.0, 1.0, Some(100.0), Some(50.0))),
            ("planned hours are added up", hours, Measure::HoursPlanned, (160.0, 2.0, Some(160.0), Some(100.0))),
            ("done over planned where both are known", hours, Measure::HoursDone, (40.0, 100.0, Some(40.0), Some(50.0))),
            ("written is not executed", hours, Measure::HoursReached, (0.0, 1.0, Some(0.0), Some(50.0))),
            ("hours for a million", hours, Measure::HoursPerMillion, (100.0, 2_000_000.0, Some(50.0), Some(50.0))),
            ("no hours at all is no figure", r#""montant":5"#, Measure::HoursDone, (0.0, 0.0, None, None)),
            (
                "reserved for whom is not always known",
                reserved,
                Measure::ReservedFor(vec![ReservedFor::Insertion]),
                (1.0, 2.0, Some(50.0), Some(66.67)),
            ),
        ];
        for (name, json, measure, expected) in table {
            let figure = figure(&indicator(measure, By::Count), &summaries(json), 2027);
            assert_eq!((figure.numerator, figure.denominator, figure.value, figure.coverage()), expected, "{name}");
        }
    }

    #[test]
    fn an_indicator_of_some_codes_leaves_the_others_out() {
        let list = CodeList { id: "denrees".into(), named: "denrées".into(), prefixes: vec!["15".into()], except: Vec::new() };
        let among = Indicator { among: vec![list], ..indicator(Measure::Allotted, By::Count) };
        let of = |json: &str| figure(&among, &summaries(json), 2027).all;
        assert_eq!(of(r#""objet":"pain"|"objet":"bancs""#), 0, "no code, no such contract");
        let json = r#""montant":1|"montant":2"#;
        let with = |summary: Summary| Summary { cpv: vec!["15810000".into()], ..summary };
        assert_eq!(figure(&among, &summaries(json).into_iter().map(with).collect::<Vec<_>>(), 2027).all, 2);
    }

    fn any_summaries() -> impl Strategy<Value = Vec<Summary>> {
        let one = (0..3_usize, any::<bool>(), prop::option::of(any::<bool>()), prop::option::of(1..9_i64), 0..3_u32);
        prop::collection::vec(one, 0..12).prop_map(|rows| {
            let row = |(department, clause, pme, amount, lots): (usize, bool, Option<bool>, Option<i64>, u32)| {
                let mut summary = summaries(r#""montant":null"#).remove(0);
                summary.direction = (department > 0).then(|| format!("Direction {department}"));
                summary.pme = pme;
                summary.montant = amount.map(Euros::whole);
                summary.considerations = if clause { vec!["Clause sociale".to_owned()] } else { Vec::new() };
                let lot = |lot| format!(r#"{{"lot":{lot},"pme":{}}}"#, pme.unwrap_or_default());
                summary.marches = (0..lots).map(|number| serde_json::from_str(&lot(number)).expect("a lot")).collect();
                summary
            };
            rows.into_iter().map(row).collect()
        })
    }

    proptest! {
        #[test]
        fn the_parts_and_the_list_add_up_to_the_figure(rows in any_summaries(), by in prop_oneof![Just(By::Count), Just(By::Value)]) {
            for measure in [Measure::Sme, Measure::SocialEnterprise, Measure::Consideration(vec!["Clause sociale".into()]), Measure::HoursPlanned] {
                let one = indicator(measure, by);
                let whole = figure(&one, &rows, 2027);
                let parts = by_part(&one, &rows, 2027, &|summary| summary.direction.iter().cloned().collect());
                let lines = counted(&one, &rows, 2027);
                prop_assert_eq!(parts.iter().map(|(_, part)| part.all).sum::<usize>(), whole.all);
                prop_assert_eq!(lines.len(), whole.all);
                prop_assert!((parts.iter().map(|(_, part)| part.numerator).sum::<f64>() - whole.numerator).abs() < 0.001);
                prop_assert!((lines.iter().map(|line| line.numerator).sum::<f64>() - whole.numerator).abs() < 0.001);
                prop_assert!((lines.iter().map(|line| line.denominator).sum::<f64>() - whole.denominator).abs() < 0.001);
            }
        }

        #[test]
        fn the_order_of_the_rows_changes_no_figure(mut rows in any_summaries()) {
            let one = indicator(Measure::Sme, By::Value);
            let before = figure(&one, &rows, 2027);
            rows.reverse();
            prop_assert_eq!(figure(&one, &rows, 2027), before);
        }
    }
}
