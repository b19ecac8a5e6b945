//! The arithmetic in words: a buyer checks it by reading it.

use super::lot::{HoursState, LotHours, MissingFigure, Parts, in_bounds};
use super::rules::InsertionRules;
use crate::french;
use crate::tender::InsertionBasis;

/// Says the whole table.
pub(super) fn table(lots: &[LotHours], total: u32) -> String {
    let carrying = lots.iter().filter(|lot| lot.state.carries()).count();
    let without = lots.len() - carrying;
    if lots.iter().all(|lot| lot.lot.is_none()) {
        return french::typography(&lots.iter().map(|lot| lot.sentence.as_str()).collect::<Vec<_>>().join(" "));
    }
    let mut parts = vec![match carrying {
        0 => "Aucun lot ne porte encore d’heures d’insertion.".to_owned(),
        1 => "Un lot porte une clause d’insertion.".to_owned(),
        several => format!("{} lots portent une clause d’insertion.", french::integer(as_i64(several))),
    }];
    if total > 0 {
        parts.push(format!("Volume d’heures : {} au total.", hours(total)));
    }
    let unsettled = lots.iter().filter(|lot| !lot.state.carries() && lot.reason.is_none()).count();
    match (without, unsettled) {
        (0, _) => {}
        (_, 0) => parts.push("Chaque lot sans clause a son motif.".to_owned()),
        (_, 1) => parts.push("Pour un lot, complétez les chiffres ou indiquez un motif.".to_owned()),
        (_, several) => parts.push(format!("Pour {several} lots, complétez les chiffres ou indiquez un motif.")),
    }
    french::typography(&parts.join(" "))
}

/// Says one lot.
pub(super) fn of_lot(
    basis: InsertionBasis,
    parts: &Parts<'_>,
    state: HoursState,
    (kept, computed): (Option<u32>, Option<u32>),
    reason: Option<&str>,
    missing: &[MissingFigure],
    rules: &InsertionRules,
) -> String {
    let said = match state {
        HoursState::Hours => in_hours(parts, kept, computed, rules),
        HoursState::PercentOfOrders => {
            format!("{} des heures travaillées sur les bons de commande, comptées période par période.", percent(parts.rate))
        }
        HoursState::PercentOfHires => {
            format!("{} des heures des embauches et des remplacements faits pour le marché : le personnel en place est repris.", percent(parts.rate))
        }
        HoursState::None => reason.map_or_else(|| "Pas de clause d’insertion : indiquez un motif.".to_owned(), full_stop),
        HoursState::Reserved | HoursState::TooSmall => too_small(parts, computed, reason, rules),
        HoursState::Unknown => waits_for(basis, missing),
        HoursState::OutOfBounds => out_of_bounds(parts),
    };
    french::typography(&said)
}

/// Why a lot carries no clause when the buyer wrote nothing.
pub(super) fn own_reason(state: HoursState, computed: Option<u32>, months: Option<u32>, rules: &InsertionRules) -> Option<String> {
    let said = match state {
        HoursState::Reserved => "Le lot est réservé : les personnes concernées en réalisent déjà une large part.".to_owned(),
        HoursState::TooSmall => match months.filter(|months| *months < rules.floor_months) {
            Some(months) => format!("Le lot dure {months} mois, moins que les {} mois de l’usage.", rules.floor_months),
            None => format!("Le calcul donne {}, moins que les {} de l’usage.", hours(computed.unwrap_or(0)), hours(rules.floor_hours)),
        },
        HoursState::Hours
        | HoursState::PercentOfOrders
        | HoursState::PercentOfHires
        | HoursState::None
        | HoursState::Unknown
        | HoursState::OutOfBounds => return None,
    };
    Some(french::typography(&said))
}

fn in_hours(parts: &Parts<'_>, kept: Option<u32>, computed: Option<u32>, rules: &InsertionRules) -> String {
    let arithmetic = arithmetic(parts, computed, rules);
    match (arithmetic, parts.insertion.hours, kept) {
        (Some(arithmetic), Some(_), Some(kept)) if Some(kept) != computed => {
            let beyond = parts.labour_hours().is_some_and(|all| f64::from(kept) > all);
            let warning = if beyond { " C’est plus que toute la main-d’œuvre du lot." } else { "" };
            format!("Vous avez fixé {}. Le calcul donne : {arithmetic}.{warning}", hours(kept))
        }
        (Some(arithmetic), _, _) => format!("{arithmetic}."),
        (None, _, Some(kept)) => format!("Vous avez fixé {}.", hours(kept)),
        (None, _, None) => String::new(),
    }
}

/// « 2 100 000 € HT × 45 % × 5 % ÷ 38 €/h = 1 243 heures, arrondies à 1 225 heures ».
fn arithmetic(parts: &Parts<'_>, computed: Option<u32>, rules: &InsertionRules) -> Option<String> {
    let (raw, computed, amount) = (parts.raw()?, computed?, parts.amount?);
    let cost = french::number(parts.hourly_cost?);
    let start = format!("{} × {} × {} ÷ {cost} € par heure", french::euros_ht(amount), percent(parts.labour_share), percent(parts.rate));
    let exact = french::number((raw * 10.0).round() / 10.0);
    if (raw - f64::from(computed)).abs() < 0.05 {
        return Some(format!("{start} = {}", hours(computed)));
    }
    Some(format!("{start} = {exact} heures, arrondies à {} par tranches de {}", hours(computed), hours(rules.step.max(1))))
}

fn too_small(parts: &Parts<'_>, computed: Option<u32>, reason: Option<&str>, rules: &InsertionRules) -> String {
    let arithmetic = arithmetic(parts, computed, rules).map(|arithmetic| format!("{arithmetic}. ")).unwrap_or_default();
    format!("{arithmetic}{}", reason.map(full_stop).unwrap_or_default())
}

fn waits_for(basis: InsertionBasis, missing: &[MissingFigure]) -> String {
    let names: Vec<&str> = missing.iter().map(|figure| name(*figure)).collect();
    match basis {
        InsertionBasis::Amount => format!("Il manque {} pour calculer les heures.", french::and(&names)),
        InsertionBasis::Orders | InsertionBasis::Hires => format!("Il manque {}.", french::and(&names)),
    }
}

fn out_of_bounds(parts: &Parts<'_>) -> String {
    debug_assert!(!in_bounds(parts), "only said of figures out of bounds");
    let percent = |value: Option<f64>| value.is_some_and(|value| !(0.0..=100.0).contains(&value));
    let what = if percent(parts.labour_share) {
        "La part de main-d’œuvre va de 0 à 100 %."
    } else if percent(parts.rate) {
        "Le taux va de 0 à 100 %."
    } else if parts.hourly_cost.is_some_and(|cost| cost <= 0.0) {
        "Le coût d’une heure est supérieur à zéro."
    } else {
        "Le nombre d’heures n’est pas négatif."
    };
    what.to_owned()
}

fn name(figure: MissingFigure) -> &'static str {
    match figure {
        MissingFigure::Amount => "le montant",
        MissingFigure::LabourShare => "la part de main-d’œuvre",
        MissingFigure::Rate => "le taux",
        MissingFigure::HourlyCost => "le coût d’une heure",
    }
}

fn hours(count: u32) -> String {
    let noun = if count < 2 { "heure" } else { "heures" };
    format!("{} {noun}", french::integer(i64::from(count)))
}

fn percent(value: Option<f64>) -> String {
    value.map(|value| format!("{} %", french::number(value))).unwrap_or_default()
}

fn full_stop(reason: &str) -> String {
    let reason = reason.trim();
    if reason.ends_with(['.', '!', '?']) { reason.to_owned() } else { format!("{reason}.") }
}

fn as_i64(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
