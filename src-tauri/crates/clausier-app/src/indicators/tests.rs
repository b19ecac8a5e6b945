//! The sentences of `figures.toml`, and the words of a figure.

use clausier_core::figures::{By, Unit};

use super::words::WORDS;
use super::{Counted, IndicatorFigure, shown};

fn figure(value: Option<f64>, partial: bool) -> IndicatorFigure {
    IndicatorFigure {
        id: "essai".into(),
        label: "Essai".into(),
        numerator: 17.0,
        denominator: 40.0,
        percent: value,
        by: By::Count,
        unit: Unit::Percent,
        value,
        all: 41,
        known: 40,
        known_percent: Some(97.56),
        partial,
        target: None,
        target_percent: Some(50.0),
        definition: "Essai.".into(),
        headline: true,
        counted: Counted::Contracts,
    }
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn the_sentences_are_all_there() {
    assert_eq!(WORDS.colonnes.len(), 5, "a cell for each column of the report");
    assert_eq!(WORDS.decoupe.len(), WORDS.sans_partie.len());
}

#[test]
fn a_figure_is_told_with_its_doubt_and_no_data_is_never_zero() {
    let table = [(Some(42.5), false, "42,5 %"), (Some(0.0), false, "0 %"), (Some(42.5), true, "42,5 % (partiel)"), (None, false, "Pas de donnée")];
    for (value, partial, expected) in table {
        assert_eq!(plain(&shown::figure(&figure(value, partial))), expected);
    }
    assert_eq!(plain(&shown::basis(&figure(Some(1.0), false))), "Calculé sur 40 marchés sur 41");
}

#[test]
fn a_move_and_a_gap_are_told_only_of_whole_figures() {
    let now = figure(Some(42.5), false);
    let told = |before: Option<f64>, partial| shown::trend(&now, &figure(before, partial), 2027).map(|text| plain(&text));
    assert_eq!(told(Some(38.0), false).as_deref(), Some("En hausse de 4,5 points par rapport à 2026"));
    assert_eq!(told(Some(45.0), false).as_deref(), Some("En baisse de 2,5 points par rapport à 2026"));
    assert_eq!(told(Some(42.5), false).as_deref(), Some("Stable par rapport à 2026"));
    assert_eq!((told(None, false), told(Some(38.0), true)), (None, None));
    assert_eq!(shown::gap(&now).map(|text| plain(&text)).as_deref(), Some("Il manque 7,5 points"));
    assert_eq!(shown::gap(&figure(Some(42.5), true)), None, "a partial figure is compared with nothing");
}
