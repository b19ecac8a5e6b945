//! Figures in words: the same ones on the screen, in the report and on the command line.

use clausier_core::figures::{By, Unit};
use clausier_core::french;
use clausier_core::tender::Euros;

use super::words::WORDS;
use super::{Counted, IndicatorFigure, YearCoverage};
use crate::create::typed;
use crate::error::fill;

/// The figure in its unit, « partiel » when too little is known, « pas de donnée » when nothing is.
pub(super) fn figure(figure: &IndicatorFigure) -> String {
    let Some(value) = figure.value else { return typed(&WORDS.sans_donnee) };
    let number = french::number(value);
    let told = match figure.unit {
        Unit::Percent => format!("{number} %"),
        Unit::PerContract => fill(&WORDS.par_marche, &[("valeur", &number)]),
        Unit::Hours => fill(&WORDS.heures, &[("valeur", &number)]),
        Unit::HoursPerMillion => fill(&WORDS.heures_par_million, &[("valeur", &number)]),
    };
    typed(&if figure.partial { fill(&WORDS.partiel, &[("valeur", &told)]) } else { told })
}

/// What was divided by what.
pub(super) fn sum(figure: &IndicatorFigure) -> String {
    if figure.value.is_none() {
        return String::new();
    }
    let whole = |value: f64| french::number(value);
    let money = |value: f64| french::euros(euros(value));
    match (figure.unit, figure.by) {
        (Unit::Percent, By::Count) | (Unit::PerContract, _) => format!("{} / {}", whole(figure.numerator), whole(figure.denominator)),
        (Unit::Percent, By::Value) => format!("{} / {}", money(figure.numerator), money(figure.denominator)),
        (Unit::Hours, _) => String::new(),
        (Unit::HoursPerMillion, _) => format!("{} h / {}", whole(figure.numerator), money(figure.denominator)),
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a sum of amounts in euros is far below what a float holds exactly")]
fn euros(value: f64) -> Euros {
    Euros::from_cents((value * 100.0).round() as i64)
}

/// On how many contracts the figure rests.
pub(super) fn basis(figure: &IndicatorFigure) -> String {
    if figure.all == 0 {
        return typed(if figure.counted == Counted::Payments { &WORDS.rien_paye } else { &WORDS.rien });
    }
    let known = figure.known as usize;
    let counted = match figure.counted {
        Counted::Contracts => french::count(known, "marché", "marchés"),
        Counted::Consultations => french::count(known, "consultation", "consultations"),
        Counted::Payments => {
            french::count(known, "élément de l’extrait des finances et des listes", "éléments de l’extrait des finances et des listes")
        }
    };
    typed(&fill(&WORDS.calcule, &[("connus", &counted), ("tous", &french::integer(i64::from(figure.all)))]))
}

/// The coverage of a year, in sentences; always there.
pub(super) fn coverage(coverage: &YearCoverage) -> Vec<String> {
    let count = |number: u32, one: &str, several: &str| french::count(number as usize, one, several);
    let consultations = count(coverage.tenders, "consultation notifiée", "consultations notifiées");
    let contracts = count(coverage.contracts, "marché", "marchés");
    let replicas = count(coverage.replicas.max(1), "poste", "postes");
    let mut lines = vec![fill(&WORDS.couverture, &[("consultations", &consultations), ("marches", &contracts), ("postes", &replicas)])];
    let said =
        |sentence: &str, number: u32, one: &str, several: &str| (number > 0).then(|| fill(sentence, &[("nombre", &count(number, one, several))]));
    lines.extend(said(&WORDS.sans_montant, coverage.without_amount, "consultation", "consultations"));
    lines.extend(said(&WORDS.ecartes, coverage.set_aside, "fichier", "fichiers"));
    lines.extend(said(&WORDS.lignes_ecartees, coverage.excluded_rows, "ligne", "lignes"));
    let day = coverage.oldest_publication.as_deref().and_then(|day| day.parse().ok());
    lines.extend(day.map(|day| fill(&WORDS.publication, &[("date", &french::day(day))])));
    lines.iter().map(|line| typed(line)).collect()
}

/// Where the figure stands to its target; nothing without both, nor for a figure that is partial.
pub(super) fn gap(figure: &IndicatorFigure) -> Option<String> {
    let (percent, target) = (figure.percent.filter(|_| !figure.partial)?, figure.target_percent?);
    if percent >= target {
        return Some(typed(&WORDS.atteint));
    }
    Some(typed(&fill(&WORDS.reste, &[("ecart", &french::number(target - percent))])))
}

/// How the figure moved since the year before; nothing when one of the two is not known or partial.
pub(super) fn trend(figure: &IndicatorFigure, before: &IndicatorFigure, year: i32) -> Option<String> {
    let solid = |one: &IndicatorFigure| one.value.filter(|_| !one.partial);
    let change = solid(figure)? - solid(before)?;
    let unit = match figure.unit {
        Unit::Percent => " points",
        Unit::PerContract | Unit::Hours | Unit::HoursPerMillion => "",
    };
    let sentence = match change {
        change if change.abs() < 0.005 => &WORDS.stable,
        change if change > 0.0 => &WORDS.hausse,
        _ => &WORDS.baisse,
    };
    let size = format!("{}{unit}", french::number(change.abs()));
    Some(typed(&fill(sentence, &[("ecart", &size), ("annee", &(year - 1).to_string())])))
}
