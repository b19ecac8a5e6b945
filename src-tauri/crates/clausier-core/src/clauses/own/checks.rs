//! What an own clause must be to be kept, shared and written; what is only advice is said by the linter.

use serde::{Deserialize, Serialize};

use super::{OwnClause, OwnContent, OwnVersion, Pack, Part, is_own_id};
use crate::figures::Target;
use crate::law::Hundredths;

/// Longest text of a part, in bytes.
pub const LONGEST_PART: usize = 20_000;
const LONGEST_TITLE: usize = 300;
const MOST_CAUTIONS: usize = 20;
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
    let too_long = content.levels.iter().any(|level| Part::ALL.into_iter().any(|part| level.part(part).len() > LONGEST_PART));
    let cautions = content.cautions.len() > MOST_CAUTIONS || content.cautions.iter().any(|caution| caution.len() > LONGEST_PART);
    if too_long || cautions { Err(OwnFault::Length) } else { Ok(()) }
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
    use crate::tender::{ClauseKind, DocumentKind, Level, Theme};

    fn clause(change: impl FnOnce(&mut OwnClause)) -> OwnClause {
        let mut clause = OwnClause::new(
            "verger",
            OwnContent {
                title: "Vergers".to_owned(),
                theme: Theme::Biodiversity,
                kind: ClauseKind::PerformanceCondition,
                document: DocumentKind::Cctp,
                families: Vec::new(),
                parent: None,
                levels: vec![OwnLevel { requirement: "Planter.".to_owned(), ..OwnLevel::empty(Level::Basic) }],
                cautions: Vec::new(),
            },
        );
        change(&mut clause);
        clause
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
