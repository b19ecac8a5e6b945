//! A parent that changed with a new edition: what it says now is proposed beside what the organisation made of
//! it, passage by passage. Nothing is taken without a yes.

use clausier_core::clauses::{
    ClauseVersion, LevelTurn, OwnClause, OwnContent, OwnLevel, OwnParent, Part, level_turns, merged_parameters, own_text, parent_text,
};
use clausier_core::document::{parse, to_markdown};
use clausier_core::tender::Level;
use clausier_documents::merge::{Change, Hunk, three_way};
use serde::{Deserialize, Serialize};

use super::{OwnSheet, checked, get, refused, sheet, step, write};
use crate::app::App;
use crate::error::UserResult;
use crate::export::{Passage, Pick};
use crate::now::Now;

/// What the parent's present wording would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MergeProposal {
    /// The clause of the catalogue.
    pub parent: String,
    /// The version that the organisation started from.
    pub from: String,
    /// The version in force.
    pub to: String,
    /// The parts that the catalogue changed.
    pub parts: Vec<MergePart>,
    /// Passages that somebody must choose.
    pub conflicts: u32,
    /// What is said of the parameters, a sentence each.
    pub parameters: Vec<String>,
}

/// One part of one level; no part = the whole level, which one side added or took away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct MergePart {
    pub level: Level,
    pub part: Option<Part>,
    pub passages: Vec<Passage>,
}

/// A choice about one passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct MergePick {
    pub level: Level,
    pub part: Option<Part>,
    /// Place of the passage in the part.
    pub at: u32,
    pub pick: Pick,
}

/// Returns what the parent proposes; none when it says what it said.
pub fn proposal(app: &App, id: &str, now: &Now) -> UserResult<Option<MergeProposal>> {
    let (clause, _) = get(app, id)?;
    let Some(sides) = Sides::of(app, &clause, now) else { return Ok(None) };
    let content = &clause.current.content;
    let parts = sides.parts(content).into_iter().map(|(level, part, hunks)| shown(level, Some(part), &hunks));
    let levels = level_turns(content, sides.old, sides.new).into_iter().map(|turn| shown(turn.level, None, &[whole(&turn)]));
    let parts: Vec<MergePart> = levels.chain(parts).collect();
    let conflicts = parts.iter().flat_map(|part| &part.passages).filter(|passage| passage.change == Change::Conflict.as_str()).count();
    Ok(Some(MergeProposal {
        parent: sides.parent.clause.clone(),
        from: sides.parent.version.clone(),
        to: sides.new.version.clone(),
        parts,
        conflicts: u32::try_from(conflicts).unwrap_or(u32::MAX),
        parameters: sides.parameter_sentences(content),
    }))
}

/// Takes the proposal: what one side alone changed is taken, what both changed is what `picks` says.
pub fn apply(app: &App, id: &str, seen: &str, picks: &[MergePick], now: &Now) -> UserResult<OwnSheet> {
    let (clause, body) = get(app, id)?;
    let Some(sides) = Sides::of(app, &clause, now).filter(|_| clause.current.version == seen) else {
        return Err(crate::UserError::new("clause-propre-changee", &[]));
    };
    let merged = clause.clone().rewritten(sides.merged(&clause.current.content, picks)?);
    checked(app, &merged)?;
    write(app, "reunion", vec![step(&merged, Some(body))], now)?;
    sheet(app, id, now)
}

/// The parent as it was and as it is.
struct Sides<'a> {
    parent: OwnParent,
    /// None when the catalogue has this version no more: then whatever differs is a question.
    old: Option<&'a ClauseVersion>,
    new: &'a ClauseVersion,
}

type Parted = (Level, Part, Vec<Hunk>);

impl<'a> Sides<'a> {
    fn of(app: &'a App, clause: &OwnClause, now: &Now) -> Option<Self> {
        let parent = clause.current.content.parent.clone()?;
        let found = app.engine.catalogue.library.find(&parent.clause)?;
        let new = found.versions.in_force_on(now.today);
        let old = found.versions.get(&parent.version);
        (new.version != parent.version).then_some(Self { parent, old, new })
    }

    /// The parts that the catalogue changed, of the levels that the organisation has.
    fn parts(&self, content: &OwnContent) -> Vec<Parted> {
        let each = content.levels.iter().flat_map(|level| Part::ALL.into_iter().map(move |part| (level, part)));
        each.filter_map(|(level, part)| {
            let library = lines(&parent_text(content, self.new, level.level, part));
            let base = self.old.map(|old| lines(&parent_text(content, old, level.level, part)));
            let mine = lines(level.part(part));
            let has_level = self.new.levels.contains_key(&level.level);
            let same = base.as_ref() == Some(&library) || mine == library;
            (has_level && !same).then(|| (level.level, part, hunks(base, &mine, &library)))
        })
        .collect()
    }

    fn merged(&self, content: &OwnContent, picks: &[MergePick]) -> UserResult<OwnContent> {
        let mut merged = content.clone();
        merged.parent = Some(OwnParent { version: self.new.version.clone(), ..self.parent.clone() });
        for (level, part, hunks) in self.parts(content) {
            let text = joined(&hunks, |at| chosen(picks, level, Some(part), at))?;
            if let Some(own) = merged.levels.iter_mut().find(|own| own.level == level) {
                *own.part_mut(part) = text;
            }
        }
        for turn in level_turns(content, self.old, self.new) {
            let level = turn.level;
            let kept = side_of(turn, chosen(picks, level, None, 0))?;
            merged.levels.retain(|one| one.level != level);
            merged.levels.extend(kept);
        }
        merged.levels.sort_by_key(|one| one.level);
        if !content.parameters.is_empty() {
            merged.parameters = merged_parameters(&merged, self.old, self.new).0;
        }
        Ok(merged)
    }

    /// Says which parameters stay as the organisation set them although the catalogue changed them too.
    fn parameter_sentences(&self, content: &OwnContent) -> Vec<String> {
        let (_, both) = if content.parameters.is_empty() { Default::default() } else { merged_parameters(content, self.old, self.new) };
        let label = |name: &String| content.parameter(name).map_or_else(|| name.clone(), |one| one.label.clone());
        let said = |name: &String| format!("Le paramètre « {} » a changé des deux côtés : le vôtre reste.", label(name));
        both.iter().map(|name| clausier_core::french::typography(&said(name))).collect()
    }
}

fn chosen(picks: &[MergePick], level: Level, part: Option<Part>, at: usize) -> Option<Pick> {
    picks.iter().find(|pick| (pick.level, pick.part) == (level, part) && usize::try_from(pick.at) == Ok(at)).map(|pick| pick.pick)
}

/// Returns the level that stays; a choice of both sides keeps whichever there is, ours first.
fn side_of(turn: LevelTurn, pick: Option<Pick>) -> UserResult<Option<OwnLevel>> {
    use clausier_documents::merge::Pick as Side;
    let settled = if turn.conflict { None } else { Some(Side::Library) };
    match pick.map(Side::from).or(settled).ok_or_else(|| refused("un niveau attend encore votre choix"))? {
        Side::Mine => Ok(turn.mine),
        Side::Library => Ok(turn.library),
        Side::Both => Ok(turn.mine.or(turn.library)),
    }
}

/// Shows a whole level as one passage.
fn whole(turn: &LevelTurn) -> Hunk {
    let said = |level: &Option<OwnLevel>| -> Vec<String> {
        level.as_ref().map(|level| lines(&own_text(level)).lines().map(str::to_owned).collect()).unwrap_or_default()
    };
    let change = if turn.conflict { Change::Conflict } else { Change::Library };
    Hunk { change, base: said(&turn.base), mine: said(&turn.mine), library: said(&turn.library) }
}

/// A part that the organisation left as it was takes what the catalogue says, even where there was nothing.
fn hunks(base: Option<String>, mine: &str, library: &str) -> Vec<Hunk> {
    match base {
        Some(base) if base == mine => {
            let own = |text: &str| text.lines().map(str::to_owned).collect::<Vec<String>>();
            vec![Hunk { change: Change::Library, base: own(&base), mine: own(mine), library: own(library) }]
        }
        base => three_way(&base.unwrap_or_default(), mine, library),
    }
}

fn joined(hunks: &[Hunk], chosen: impl Fn(usize) -> Option<Pick>) -> UserResult<String> {
    use clausier_documents::merge::Pick as Side;
    let mut kept: Vec<&str> = Vec::new();
    for (at, hunk) in hunks.iter().enumerate() {
        let pick = chosen(at).map(Side::from).or_else(|| hunk.settled()).ok_or_else(|| refused("un passage attend encore votre choix"))?;
        let (mine, library) = match pick {
            Side::Mine => (true, false),
            Side::Library => (false, true),
            Side::Both => (true, true),
        };
        kept.extend(hunk.mine.iter().filter(|_| mine).map(String::as_str));
        kept.extend(hunk.library.iter().filter(|_| library).map(String::as_str));
    }
    Ok(markdown(&kept))
}

/// Returns a text one line a paragraph, item or row.
fn lines(text: &str) -> String {
    let markdown = to_markdown(&parse(text));
    markdown.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// Puts lines together again: items of one list and rows of one table touch, all else stands apart.
fn markdown(lines: &[&str]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| lines.get(at));
        let gap = match before {
            None => "",
            Some(before) if kind(before) == kind(line) && kind(line).is_some() => "\n",
            Some(_) => "\n\n",
        };
        text.push_str(gap);
        text.push_str(line);
    }
    text
}

/// What a line belongs to; none = a paragraph.
fn kind(line: &str) -> Option<char> {
    let numbered =
        line.split_once(". ").is_some_and(|(digits, _)| (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
    match line.chars().next() {
        Some('|') => Some('|'),
        Some('-') if line.starts_with("- ") => Some('-'),
        Some(_) if numbered => Some('1'),
        Some(_) | None => None,
    }
}

fn shown(level: Level, part: Option<Part>, hunks: &[Hunk]) -> MergePart {
    MergePart { level, part, passages: hunks.iter().map(Passage::of).collect() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_go_back_to_the_text_that_they_come_from() {
        let text = "Un.\n\n- a\n- b\n\n1. x\n2. y\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nFin.";
        let lines = lines(text);
        assert_eq!(markdown(&lines.lines().collect::<Vec<_>>()), text);
    }

    proptest! {
        #[test]
        fn a_part_left_as_it_was_takes_the_catalogue_word_for_word(base in "([a-c]{1,3}\n\n){0,4}", library in "([a-c]{1,3}\n\n){0,4}") {
            let (base, library) = (lines(&base), lines(&library));
            let merged = joined(&hunks(Some(base.clone()), &base, &library), |_| None).expect("nothing to choose");
            prop_assert_eq!(lines(&merged), library);
        }

        #[test]
        fn a_part_that_the_catalogue_left_keeps_the_words_of_the_organisation(base in "([a-c]{1,3}\n\n){1,4}", mine in "([a-c]{1,3}\n\n){0,4}") {
            let (base, mine) = (lines(&base), lines(&mine));
            let merged = joined(&hunks(Some(base.clone()), &mine, &base), |_| None).expect("nothing to choose");
            prop_assert_eq!(lines(&merged), mine);
        }
    }
}
