//! What a parent that changed means for the levels and the parameters of an own clause; its texts are compared
//! passage by passage elsewhere.

use std::collections::BTreeSet;

use super::{OwnContent, OwnLevel, Part, parent_level, taken};
use crate::clauses::{ClauseVersion, parameter_names};
use crate::tender::{Level, Parameter};

/// A level that one side added or took away.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct LevelTurn {
    pub level: Level,
    /// The level of the parent's version that the organisation started from.
    pub base: Option<OwnLevel>,
    pub mine: Option<OwnLevel>,
    pub library: Option<OwnLevel>,
    /// True when both sides changed it: somebody must choose. Else it is taken as the catalogue has it now.
    pub conflict: bool,
}

/// Lists the levels that the catalogue added, took away, or changed after the organisation took them away.
/// Without the version that the organisation started from, whatever differs is a question.
pub fn level_turns(content: &OwnContent, old: Option<&ClauseVersion>, new: &ClauseVersion) -> Vec<LevelTurn> {
    let of = |version: &ClauseVersion, level| version.levels.contains_key(&level).then(|| parent_level(content, version, level));
    let turn = |level: Level| {
        let base = old.and_then(|old| of(old, level));
        let mine = content.levels.iter().find(|one| one.level == level).cloned();
        let library = of(new, level);
        let moved = match (&base, &mine, &library) {
            // Both have it, or neither: its parts are compared, or there is nothing to say.
            (_, Some(_), Some(_)) | (_, None, None) => None,
            // The organisation added it.
            (None, Some(_), None) => old.is_none().then_some(true),
            // The catalogue added it.
            (None, None, Some(_)) => Some(old.is_none()),
            // The organisation took it away, and the catalogue changed it since or not.
            (Some(base), None, Some(library)) => (base != library).then_some(true),
            // The catalogue took it away, and the organisation changed it or not.
            (Some(base), Some(mine), None) => Some(base != mine),
        };
        moved.map(|conflict| LevelTurn { level, base, mine, library, conflict })
    };
    [Level::Basic, Level::Advanced, Level::Exemplary].into_iter().filter_map(turn).collect()
}

/// Returns the parameters after an update, and the names of those that both sides changed: there the
/// organisation's stays. Only what the texts still use is kept of the catalogue's.
pub fn merged_parameters(content: &OwnContent, old: Option<&ClauseVersion>, new: &ClauseVersion) -> (Vec<Parameter>, Vec<String>) {
    let used: BTreeSet<&str> =
        content.levels.iter().flat_map(|level| Part::ALL.map(|part| level.part(part))).flat_map(|text| parameter_names(text)).collect();
    let before = |name: &str| old.and_then(|old| old.parameter(name)).map(taken);
    let now = |name: &str| new.parameter(name).map(taken);
    let mut kept = Vec::new();
    let mut both = Vec::new();
    for mine in &content.parameters {
        let (base, library) = (before(&mine.name), now(&mine.name));
        match library {
            Some(library) if base.as_ref() == Some(mine) => kept.push(library),
            Some(library) => {
                if base.as_ref() != Some(&library) && library != *mine {
                    both.push(mine.name.clone());
                }
                kept.push(mine.clone());
            }
            // The catalogue has it no more: it stays as long as a text uses it, or if it never was the catalogue's.
            None if base.is_none() || used.contains(mine.name.as_str()) => kept.push(mine.clone()),
            None => {}
        }
    }
    let known = |kept: &[Parameter], name: &str| kept.iter().any(|one| one.name == name);
    let mut names: Vec<&str> = new.parameters.iter().map(|one| one.name.as_str()).collect();
    names.extend(old.iter().flat_map(|old| &old.parameters).map(|one| one.name.as_str()));
    for name in names.into_iter().filter(|name| used.contains(name)) {
        if !known(&kept, name) {
            kept.extend(now(name).or_else(|| before(name)));
        }
    }
    (kept, both)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::fixtures::{clause, version};
    use crate::clauses::{LevelText, start_from};
    use crate::tender::{ParameterDefault, Scalar, Theme};

    fn without(mut version: ClauseVersion, level: Level) -> ClauseVersion {
        version.levels.remove(&level);
        version
    }

    fn with(mut version: ClauseVersion, level: Level, requirement: &str) -> ClauseVersion {
        let text = LevelText { requirement: requirement.to_owned(), ..version.levels[&Level::Basic].clone() };
        version.levels.insert(level, text);
        version
    }

    fn own(old: &ClauseVersion, change: impl FnOnce(&mut OwnContent)) -> OwnContent {
        let mut content = start_from(&clause("env-08", Theme::Environment), old);
        change(&mut content);
        content
    }

    fn turns(content: &OwnContent, old: Option<&ClauseVersion>, new: &ClauseVersion) -> Vec<(Level, bool)> {
        level_turns(content, old, new).into_iter().map(|turn| (turn.level, turn.conflict)).collect()
    }

    #[test]
    fn a_level_that_one_side_adds_or_takes_away_follows_the_three_ways() {
        let old = version("1.0.0", "2026-11-01");
        let same = version("1.1.0", "2027-01-01");
        let exemplary = with(same.clone(), Level::Exemplary, "Le titulaire valorise tout, soit {{taux}}.");
        let fewer = without(same.clone(), Level::Advanced);
        let other = with(same.clone(), Level::Advanced, "Autre chose, soit {{taux}}.");
        let as_it_was = own(&old, |_| {});
        let reworded = own(&old, |content| content.levels[1].proof = "Rien.".to_owned());
        let less = own(&old, |content| drop(content.levels.pop()));
        let added = own(&old, |content| content.levels.push(OwnLevel { requirement: "Tout.".to_owned(), ..OwnLevel::empty(Level::Exemplary) }));
        type Case<'a> = (&'a str, &'a OwnContent, &'a ClauseVersion, Vec<(Level, bool)>);
        let cases: [Case<'_>; 9] = [
            ("nothing moved", &as_it_was, &same, vec![]),
            ("the catalogue adds one", &as_it_was, &exemplary, vec![(Level::Exemplary, false)]),
            ("the catalogue takes away one that was left as it was", &as_it_was, &fewer, vec![(Level::Advanced, false)]),
            ("the catalogue takes away one that was reworded", &reworded, &fewer, vec![(Level::Advanced, true)]),
            ("the organisation took one away", &less, &same, vec![]),
            ("both took it away", &less, &fewer, vec![]),
            ("the organisation took away one that the catalogue changes", &less, &other, vec![(Level::Advanced, true)]),
            ("the organisation added one", &added, &same, vec![]),
            ("both added one: its parts are compared", &added, &exemplary, vec![]),
        ];
        for (name, content, new, expected) in cases {
            assert_eq!(turns(content, Some(&old), new), expected, "{name}");
        }
        assert_eq!(turns(&added, None, &same), [(Level::Exemplary, true)], "without the old version, what differs is a question");
        assert_eq!(turns(&less, None, &same), [(Level::Advanced, true)]);
    }

    #[test]
    fn parameters_follow_the_three_ways_and_ours_stay_where_both_changed() {
        let old = version("1.0.0", "2026-11-01");
        let mut new = version("1.1.0", "2027-01-01");
        new.parameters[1].default = ParameterDefault::Same(Scalar::Number(30.0));
        let default = |parameters: &[Parameter]| parameters.iter().find(|one| one.name == "delai").expect("it is there").default.clone();
        let (kept, both) = merged_parameters(&own(&old, |_| {}), Some(&old), &new);
        assert_eq!((default(&kept), both.len()), (ParameterDefault::Same(Scalar::Number(30.0)), 0), "left as it was, it follows");
        let mine = own(&old, |content| content.parameters[1].default = ParameterDefault::Same(Scalar::Number(8.0)));
        let (kept, both) = merged_parameters(&mine, Some(&old), &new);
        assert_eq!((default(&kept), both), (ParameterDefault::Same(Scalar::Number(8.0)), vec!["delai".to_owned()]));
        let (kept, both) = merged_parameters(&mine, Some(&old), &old);
        assert_eq!((default(&kept), both.len()), (ParameterDefault::Same(Scalar::Number(8.0)), 0), "the catalogue did not move");
    }

    #[test]
    fn a_parameter_stays_as_long_as_a_text_uses_it() {
        let old = version("1.0.0", "2026-11-01");
        let mut new = version("1.1.0", "2027-01-01");
        new.parameters.retain(|one| one.name != "delai");
        let names = |content: &OwnContent| merged_parameters(content, Some(&old), &new).0.into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(&own(&old, |_| {})), ["taux", "delai", "penalite"], "our text still says it");
        let dropped = own(&old, |content| content.levels.iter_mut().for_each(|level| level.proof = "Un état.".to_owned()));
        assert_eq!(names(&dropped), ["taux", "penalite"]);
        let forgotten = own(&old, |content| content.parameters.retain(|one| one.name != "taux"));
        assert_eq!(names(&forgotten), ["delai", "penalite", "taux"], "what a text uses is declared");
    }
}
