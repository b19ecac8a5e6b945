//! The indicators of a year as a table, for a spreadsheet or a warehouse.

use clausier_core::figures::{By, Unit};
use clausier_open_data::columns::{Cells, Columns};

use super::{IndicatorFigure, YearFigures};

const HEAD: [&str; 13] = [
    "annee",
    "indicateur",
    "intitule",
    "par",
    "numerateur",
    "denominateur",
    "pourcentage",
    "connu_pourcentage",
    "partiel",
    "objectif",
    "definition",
    "unite",
    "valeur",
];

/// The figures as a table for a spreadsheet: semicolons, decimal commas, and the mark that tells Excel the alphabet.
pub fn csv(figures: &YearFigures) -> String {
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    table.write_record(HEAD).expect("memory takes every record");
    for one in &figures.indicators {
        table.write_record(row(figures.year, one)).expect("memory takes every record");
    }
    let bytes = table.into_inner().expect("memory takes every record");
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn row(year: i32, one: &IndicatorFigure) -> [String; 13] {
    let number = |value: f64| value.to_string().replace('.', ",");
    let optional = |value: Option<f64>| value.map(number).unwrap_or_default();
    [
        year.to_string(),
        one.id.clone(),
        neutral(&one.label),
        by(one.by).to_owned(),
        number(one.numerator),
        number(one.denominator),
        optional(one.percent),
        optional(one.known_percent),
        if one.partial { "oui" } else { "non" }.to_owned(),
        optional(one.target_percent),
        neutral(&one.definition),
        unit(one.unit).to_owned(),
        optional(one.value),
    ]
}

/// The figures as Parquet, the same columns; what is not known is null.
pub(super) fn parquet(figures: &YearFigures) -> Columns {
    let all = &figures.indicators;
    let text = |pick: fn(&IndicatorFigure) -> String| Cells::Text(all.iter().map(|one| Some(pick(one))).collect());
    let number = |pick: fn(&IndicatorFigure) -> Option<f64>| Cells::Number(all.iter().map(pick).collect());
    Columns::default()
        .with("annee", Cells::Whole(all.iter().map(|_| Some(i64::from(figures.year))).collect()))
        .with("indicateur", text(|one| one.id.clone()))
        .with("intitule", text(|one| one.label.clone()))
        .with("par", text(|one| by(one.by).to_owned()))
        .with("numerateur", number(|one| Some(one.numerator)))
        .with("denominateur", number(|one| Some(one.denominator)))
        .with("pourcentage", number(|one| one.percent))
        .with("connu_pourcentage", number(|one| one.known_percent))
        .with("partiel", Cells::Flag(all.iter().map(|one| Some(one.partial)).collect()))
        .with("objectif", number(|one| one.target_percent))
        .with("definition", text(|one| one.definition.clone()))
        .with("unite", text(|one| unit(one.unit).to_owned()))
        .with("valeur", number(|one| one.value))
}

/// Words that a spreadsheet would take for a formula are kept as words.
pub(super) fn neutral(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

/// The words of how a figure is added up and told.
pub(super) fn words(one: &IndicatorFigure) -> [&'static str; 2] {
    [by(one.by), unit(one.unit)]
}

const fn by(by: By) -> &'static str {
    match by {
        By::Count => "nombre",
        By::Value => "montant",
    }
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "pourcentage",
        Unit::PerContract => "par_marche",
        Unit::Hours => "heures",
        Unit::HoursPerMillion => "heures_par_million",
    }
}
