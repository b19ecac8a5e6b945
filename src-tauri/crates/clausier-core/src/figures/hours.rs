//! Hours of insertion done, out of those planned, over the contracts notified in a year.

use super::indicator::{Figure, Population, is_in, notified, rounded};
use super::summary::Summary;

/// Adds the hours up. A contract of which one of the two is not known is in neither sum: it lowers the coverage.
pub fn hours_figure(population: Population, summaries: &[Summary], year: i32) -> Figure {
    let hours = notified(summaries, year).filter(|summary| is_in(population, summary)).filter_map(|summary| summary.heures.as_ref());
    let told: Vec<(Option<f64>, Option<f64>)> = hours.map(|hours| (hours.prevues, hours.faites)).filter(|pair| *pair != (None, None)).collect();
    let known: Vec<(f64, f64)> = told.iter().filter_map(|(planned, done)| Some(((*planned)?, (*done)?))).collect();
    let denominator: f64 = known.iter().map(|(planned, _)| planned).sum();
    let numerator: f64 = known.iter().map(|(_, done)| done).sum();
    let percent = (denominator > 0.0).then(|| rounded(numerator * 100.0 / denominator));
    Figure { numerator: rounded(numerator), denominator: rounded(denominator), percent, known: known.len(), all: told.len() }
}
