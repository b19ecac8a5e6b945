//! Amounts that were once a threshold, and are one no more.

use chrono::NaiveDate;
use clausier_core::french;
use clausier_core::law::{Published, Scale, ScaleValue, Step};
use clausier_core::review::{ReviewRule, ThresholdLook};
use clausier_core::text_rules::Part;

use crate::Reading;
use crate::amounts::euros;
use crate::places::{Place, Spot, place};
use crate::units::Read;
use crate::words::{holds, offset};

/// A value that a scale had.
struct Former {
    value: i64,
    said: String,
}

/// Finds former values of the scales in sentences that speak of them.
pub(crate) fn old(rule: &ReviewRule, look: &ThresholdLook, files: &[Read<'_>], reading: &Reading<'_>) -> Vec<Place> {
    let scales: Vec<&Scale> = reading.scales.iter().filter(|scale| look.scales.contains(&scale.id)).collect();
    let former = former(&scales, reading.today);
    let each = files.iter().enumerate();
    each.flat_map(|(file, read)| in_file(rule, look, (file, read), &former)).collect()
}

fn in_file(rule: &ReviewRule, look: &ThresholdLook, (file, read): (usize, &Read<'_>), former: &[Former]) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, unit, parts) in read.some(&look.near) {
        for part in parts.sentences.iter().filter(|part| holds(part, &look.near) && !holds(part, &look.except)) {
            places.extend(in_sentence(part, former).and_then(|(range, said)| {
                let start = offset(&unit.text, part.text)? + range.start;
                let spot = Spot { file, unit: at, words: start..start + range.len(), sentence: part.text };
                place(rule, read, spot, said)
            }));
        }
    }
    places
}

fn in_sentence<'f>(part: &Part<'_>, former: &'f [Former]) -> Option<(std::ops::Range<usize>, &'f str)> {
    euros(part).into_iter().find_map(|(value, range)| former.iter().find(|one| one.value == value).map(|one| (range, one.said.as_str())))
}

/// The values that are over, each with what took its place; a value still in force somewhere is left out.
fn former(scales: &[&Scale], today: NaiveDate) -> Vec<Former> {
    let rows = || scales.iter().flat_map(|scale| scale.rows.iter().map(move |row| (*scale, row)));
    let current: Vec<i64> = rows().filter_map(|(_, row)| whole(row.values.in_force_on(today)?)).collect();
    let mut former: Vec<Former> = Vec::new();
    for (scale, row) in rows() {
        let Some(now) = row.values.in_force_on(today) else { continue };
        let Published::Known(is) = now.value.value else { continue };
        for step in row.values.steps().iter().filter(|step| step.from < now.from) {
            let Some(value) = whole(step).filter(|value| !current.contains(value)) else { continue };
            let said = format!("{} est de {} depuis le {}", row.named, scale.unit.write(is), french::day(now.from));
            match former.iter_mut().find(|one| one.value == value) {
                Some(one) => one.said = format!("{} ; {said}", one.said),
                None => former.push(Former { value, said }),
            }
        }
    }
    former
}

fn whole(step: &Step<ScaleValue>) -> Option<i64> {
    match step.value.value {
        Published::Known(value) => Some(value.hundredths() / 100),
        Published::NotYet => None,
    }
}
