//! What an own clause must be to be kept, shared and written; what is only advice is said by the linter.

use serde::{Deserialize, Serialize};

use super::{OwnClause, OwnContent, OwnVersion, Pack, Part, is_own_id};
use crate::clauses::{check_parameter, parameter_names};
use crate::figures::Target;
use crate::law::Hundredths;
use crate::tender::{Parameter, ParameterKind};

/// Longest text of a part, in bytes.
pub const LONGEST_PART: usize = 20_000;
const LONGEST_TITLE: usize = 300;
const LONGEST_ID: usize = 40;
const MOST_CAUTIONS: usize = 20;
/// Parameters, obligations, codes, documents: each list of a record.
const MOST_LISTED: usize = 100;
const EFFORTS: std::ops::RangeInclusive<u8> = 1..=3;
const MOST_VERSIONS: usize = 500;
const MOST_ITEMS: usize = 2_000;
/// How the targets of an organisation are named.
const TARGET_PREFIX: &str = "org-";

/// Why a clause or a target cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum OwnFault {
    /// Letters without accent, digits and hyphens, 24 at most.
    #[error("identifier")]
    Identifier,
    /// A clause of the catalogue bears this name.
    #[error("national name")]
    National,
    /// No title, or one of several lines, or too long.
    #[error("title")]
    Title,
    /// No level, or the same one twice, or out of order.
    #[error("levels")]
    Levels,
    /// A level asks nothing.
    #[error("requirement")]
    Requirement,
    /// A parameter without a plain name or a label, twice the same, with bounds or choices that make no sense,
    /// or whose proposal does not fit.
    #[error("parameter")]
    Parameter,
    /// An effort that is not 1, 2 or 3, or a code that is not made of digits.
    #[error("record")]
    Record,
    /// A text longer than a clause can be.
    #[error("length")]
    Length,
    /// Versions that bear one number, or too many of them.
    #[error("versions")]
    Versions,
    /// A target without a name of an organisation, or a share beyond 100.
    #[error("target")]
    Target,
    /// Two clauses, or two targets, of one name.
    #[error("twice")]
    Twice,
}

/// Checks a clause, whatever it comes from; `is_national` knows the names of the catalogue.
pub fn check_own(clause: &OwnClause, is_national: &dyn Fn(&str) -> bool) -> Result<(), OwnFault> {
    if !is_own_id(&clause.id) {
        return Err(OwnFault::Identifier);
    }
    if is_national(&clause.id) {
        return Err(OwnFault::National);
    }
    let versions: Vec<&OwnVersion> = clause.versions().collect();
    let twice = versions.iter().enumerate().any(|(at, one)| versions.iter().skip(at + 1).any(|other| other.version == one.version));
    if twice || versions.len() > MOST_VERSIONS || versions.iter().any(|one| !is_number(&one.version)) {
        return Err(OwnFault::Versions);
    }
    versions.into_iter().try_for_each(|version| check_content(&version.content))
}

/// Checks a target of an organisation.
pub fn check_target(target: &Target) -> Result<(), OwnFault> {
    let plain = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let named = target.id.strip_prefix(TARGET_PREFIX).is_some_and(|rest| !rest.is_empty() && rest.len() <= 60 && plain(rest));
    let said = [&target.label, &target.scheme].into_iter().all(|text| !text.trim().is_empty() && text.len() <= LONGEST_TITLE);
    let is_share = target.percent >= Hundredths::whole(0) && target.percent <= Hundredths::whole(100);
    if named && said && is_share { Ok(()) } else { Err(OwnFault::Target) }
}

/// Checks everything that a pack carries; the first fault, and the name that it is about.
pub fn check_pack(pack: &Pack) -> Result<(), (String, OwnFault)> {
    let names = pack.clauses.iter().map(|clause| ("c", clause.id.as_str())).chain(pack.targets.iter().map(|target| ("t", target.id.as_str())));
    let names: Vec<_> = names.collect();
    let mut seen = std::collections::BTreeSet::new();
    if names.len() > MOST_ITEMS {
        return Err((String::new(), OwnFault::Length));
    }
    if let Some((_, twice)) = names.iter().find(|name| !seen.insert(**name)) {
        return Err(((*twice).to_owned(), OwnFault::Twice));
    }
    for clause in &pack.clauses {
        // A name that the catalogue takes later is no fault of the pack: it is told by its effect.
        check_own(clause, &|_| false).map_err(|fault| (clause.id.clone(), fault))?;
    }
    pack.targets.iter().try_for_each(|target| check_target(target).map_err(|fault| (target.id.clone(), fault)))
}

fn check_content(content: &OwnContent) -> Result<(), OwnFault> {
    let title = content.title.trim();
    if title.is_empty() || title.len() > LONGEST_TITLE || title.contains(['\n', '\r']) {
        return Err(OwnFault::Title);
    }
    let rising = content.levels.windows(2).all(|pair| matches!(pair, [low, high] if low.level < high.level));
    if content.levels.is_empty() || !rising {
        return Err(OwnFault::Levels);
    }
    if content.levels.iter().any(|level| level.requirement.trim().is_empty()) {
        return Err(OwnFault::Requirement);
    }
    check_record(content)?;
    check_parameters(&content.parameters)?;
    let too_long = content.levels.iter().any(|level| Part::ALL.into_iter().any(|part| level.part(part).len() > LONGEST_PART));
    let cautions = content.cautions.len() > MOST_CAUTIONS || content.cautions.iter().any(|caution| caution.len() > LONGEST_PART);
    if too_long || cautions { Err(OwnFault::Length) } else { Ok(()) }
}

fn check_record(content: &OwnContent) -> Result<(), OwnFault> {
    let is_code = |code: &String| (2..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    let plain = content.effort.is_none_or(|effort| EFFORTS.contains(&effort)) && content.cpv.iter().all(is_code);
    let lists = [content.serves.len(), content.cpv.len(), content.also_documents.len(), content.derogates_ccag.len(), content.parameters.len()];
    let texts = content.serves.iter().chain(&content.derogates_ccag).chain([&content.object]);
    if lists.into_iter().any(|many| many > MOST_LISTED) || texts.into_iter().any(|text| text.len() > LONGEST_PART) {
        return Err(OwnFault::Length);
    }
    if plain { Ok(()) } else { Err(OwnFault::Record) }
}

fn check_parameters(parameters: &[Parameter]) -> Result<(), OwnFault> {
    let named_twice = parameters.iter().enumerate().any(|(at, one)| parameters.iter().skip(at + 1).any(|other| other.name == one.name));
    if named_twice || !parameters.iter().all(is_sound) { Err(OwnFault::Parameter) } else { Ok(()) }
}

fn is_sound(parameter: &Parameter) -> bool {
    let braces = format!("{{{{{}}}}}", parameter.name);
    let is_named = parameter_names(&braces) == [parameter.name.as_str()] && parameter.name.len() <= LONGEST_ID;
    let is_labelled = !parameter.label.trim().is_empty() && [&parameter.label, &parameter.origin].iter().all(|text| text.len() <= LONGEST_TITLE);
    let is_ordered = !matches!((parameter.min, parameter.max), (Some(low), Some(high)) if low > high);
    let has_choices = parameter.kind != ParameterKind::Choice || parameter.choices.len() > 1;
    let fits = parameter.default.values().into_iter().all(|value| check_parameter(parameter, value).is_ok());
    let short = parameter.choices.len() <= MOST_LISTED && parameter.choices.iter().all(|choice| choice.len() <= LONGEST_TITLE);
    is_named && is_labelled && is_ordered && has_choices && fits && short
}

/// Three numbers: `1.2.0`.
fn is_number(version: &str) -> bool {
    let parts: Vec<&str> = version.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::own::OwnLevel;
    use crate::tender::{ClauseKind, DocumentKind, Level, ParameterDefault, Scalar, Theme};

    fn clause(change: impl FnOnce(&mut OwnClause)) -> OwnClause {
        let mut clause = OwnClause::new(
            "verger",
            OwnContent {
                title: "Vergers".to_owned(),
                levels: vec![OwnLevel { requirement: "Planter.".to_owned(), ..OwnLevel::empty(Level::Basic) }],
                ..OwnContent::blank(Theme::Biodiversity, ClauseKind::PerformanceCondition, DocumentKind::Cctp)
            },
        );
        change(&mut clause);
        clause
    }

    fn parameter(change: impl FnOnce(&mut Parameter)) -> OwnClause {
        let mut parameter = Parameter {
            name: "taux".to_owned(),
            label: "Taux".to_owned(),
            kind: ParameterKind::Percentage,
            unit: None,
            default: ParameterDefault::Same(Scalar::Number(30.0)),
            min: Some(10.0),
            max: Some(100.0),
            choices: Vec::new(),
            origin: String::new(),
        };
        change(&mut parameter);
        clause(|one| one.current.content.parameters = vec![parameter])
    }

    #[test]
    fn a_parameter_is_sound_or_refused() {
        assert_eq!(check_own(&parameter(|_| {}), &|_| false), Ok(()));
        let faulty = [
            parameter(|one| one.name = "Taux".to_owned()),
            parameter(|one| one.name = "a b".to_owned()),
            parameter(|one| one.label = " ".to_owned()),
            parameter(|one| one.min = Some(101.0)),
            parameter(|one| one.default = ParameterDefault::Same(Scalar::Number(5.0))),
            parameter(|one| one.default = ParameterDefault::Same(Scalar::Text("beaucoup".to_owned()))),
            parameter(|one| (one.kind, one.choices) = (ParameterKind::Choice, vec!["un".to_owned()])),
        ];
        for clause in faulty {
            assert_eq!(check_own(&clause, &|_| false), Err(OwnFault::Parameter), "{clause:?}");
        }
        let mut twice = parameter(|_| {});
        let one = twice.current.content.parameters[0].clone();
        twice.current.content.parameters.push(one);
        assert_eq!(check_own(&twice, &|_| false), Err(OwnFault::Parameter));
        assert_eq!(check_own(&clause(|one| one.current.content.effort = Some(4)), &|_| false), Err(OwnFault::Record));
        assert_eq!(check_own(&clause(|one| one.current.content.cpv = vec!["45x".to_owned()]), &|_| false), Err(OwnFault::Record));
    }

    #[test]
    fn each_fault_has_its_name() {
        let level = |level| OwnLevel { requirement: "x".to_owned(), ..OwnLevel::empty(level) };
        let cases: [(OwnClause, OwnFault); 10] = [
            (clause(|one| one.id = "é".to_owned()), OwnFault::Identifier),
            (clause(|one| one.id = "env-08".to_owned()), OwnFault::National),
            (clause(|one| one.current.content.title = " ".to_owned()), OwnFault::Title),
            (clause(|one| one.current.content.title = "a\nb".to_owned()), OwnFault::Title),
            (clause(|one| one.current.content.levels.clear()), OwnFault::Levels),
            (clause(|one| one.current.content.levels = vec![level(Level::Advanced), level(Level::Basic)]), OwnFault::Levels),
            (clause(|one| one.current.content.levels[0].requirement = " \n".to_owned()), OwnFault::Requirement),
            (clause(|one| one.current.content.levels[0].proof = "x".repeat(LONGEST_PART + 1)), OwnFault::Length),
            (clause(|one| one.earlier.push(one.current.clone())), OwnFault::Versions),
            (clause(|one| one.current.version = "v1".to_owned()), OwnFault::Versions),
        ];
        for (clause, fault) in cases {
            assert_eq!(check_own(&clause, &|id| id == "env-08"), Err(fault), "{clause:?}");
        }
        assert_eq!(check_own(&clause(|_| {}), &|_| false), Ok(()));
    }
}
