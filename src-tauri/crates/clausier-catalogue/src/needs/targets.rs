//! The targets that one contract may serve, for the justification sheet.

use clausier_core::clauses::TargetCall;
use clausier_core::figures::{Indicator, Measure, Target};
use clausier_core::tender::{Considerations, Theme};

/// Returns the targets that are measured contract by contract, by what the contract declares, with the
/// themes of which one clause counts. The others (a spend, a size of holder) ask for no clause.
pub(crate) fn called(targets: &[Target], indicators: &[Indicator]) -> Vec<TargetCall> {
    targets.iter().filter_map(|target| call(target, indicators)).collect()
}

fn call(target: &Target, indicators: &[Indicator]) -> Option<TargetCall> {
    let indicator = indicators.iter().find(|indicator| indicator.id == target.indicator)?;
    let Measure::Consideration(words) = &indicator.measure else { return None };
    let environmental = words.iter().any(|word| Considerations::ENVIRONMENTAL.contains(&word.as_str()));
    let themes = Theme::ALL.into_iter().filter(|theme| if environmental { theme.is_environmental() } else { theme.is_social() });
    Some(TargetCall {
        id: target.id.clone(),
        title: target.label.clone(),
        scheme: target.scheme.clone(),
        until: Some(target.horizon),
        themes: themes.collect(),
    })
}
