//! A pack and its effect, as screens and the command line tell them.

use clausier_catalogue::pack::OpenedPack;
pub(super) use clausier_catalogue::pack::words;
use clausier_core::clauses::{Effect, Effects, OwnClause, Pack, PackItem, Parameter, own_text, write_value};
use clausier_core::figures::Target;
use clausier_core::french;
use serde::{Deserialize, Serialize};

use super::keys::{self, Known};
use crate::app::App;
use crate::error::UserResult;
use crate::own;

/// A pack, without what it carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PackSummary {
    /// Grows with each thing that its author says anew.
    pub serial: u32,
    /// The organisation that proposes it.
    pub issuer: Option<String>,
    /// The public key that signed it, in the format of minisign.
    pub key: String,
    /// The same as words, for two people to compare.
    pub words: Vec<String>,
    /// Made on this computer.
    pub own: bool,
    /// The key is this computer's, or was compared and trusted.
    pub trusted: bool,
    /// How many clauses it carries.
    pub clauses: u32,
    /// How many targets it carries.
    pub targets: u32,
}

/// What would happen to one item, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EffectRow {
    /// `clause`, `target`.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// What a person calls it.
    pub title: String,
    /// What would happen to it.
    pub effect: Effect,
    /// The version here, for a clause.
    pub from: Option<String>,
    /// The version in the pack, for a clause.
    pub to: Option<String>,
    /// What is here, as a person reads it.
    pub mine: Option<String>,
    /// What the pack says.
    pub theirs: String,
}

/// A pack and all that it would change, or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PackEffect {
    /// Where it comes from.
    pub pack: PackSummary,
    /// Item by item, in the order of the pack.
    pub effects: Vec<EffectRow>,
    /// Items that somebody must choose.
    pub conflicts: u32,
    /// Whether applying it would write something.
    pub writes: bool,
    /// Whether it was applied.
    pub applied: bool,
    /// The change that `pack undo` takes back; none when nothing was written.
    pub change: Option<i32>,
}

pub(super) fn summary(pack: &Pack, key: &str, known: &Known) -> PackSummary {
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    PackSummary {
        serial: pack.serial,
        issuer: pack.issuer.clone(),
        key: key.to_owned(),
        words: words(key),
        own: known.is_own(key),
        trusted: known.trusts(key),
        clauses: count(pack.clauses.len()),
        targets: count(pack.targets.len()),
    }
}

pub(super) fn shown(app: &App, opened: &OpenedPack, planned: &Effects) -> UserResult<PackEffect> {
    let (clauses, targets) = (own::all(app)?, own::all_targets(app)?);
    Ok(PackEffect {
        pack: summary(&opened.pack, &opened.key, &keys::known(app)?),
        effects: planned.all().map(|(item, effect)| row(item, effect, &clauses, &targets)).collect(),
        conflicts: u32::try_from(conflicts(planned)).unwrap_or(u32::MAX),
        writes: planned.would_write(),
        applied: false,
        change: None,
    })
}

pub(super) fn conflicts(planned: &Effects) -> usize {
    planned.all().filter(|(_, effect)| *effect == Effect::Conflict).count()
}

fn row(item: &PackItem, effect: Effect, clauses: &[OwnClause], targets: &[Target]) -> EffectRow {
    let (id, title) = (item.id().to_owned(), item.title().to_owned());
    match item {
        PackItem::Clause(theirs) => {
            let mine = clauses.iter().find(|mine| mine.id == theirs.id);
            EffectRow {
                kind: "clause".to_owned(),
                id,
                title,
                effect,
                from: mine.map(|mine| mine.current.version.clone()),
                to: Some(theirs.current.version.clone()),
                mine: mine.map(clause_words),
                theirs: clause_words(theirs),
            }
        }
        PackItem::Target(theirs) => {
            let mine = targets.iter().rfind(|mine| mine.id == theirs.id).map(target_words);
            EffectRow { kind: "target".to_owned(), id, title, effect, from: None, to: None, mine, theirs: target_words(theirs) }
        }
    }
}

fn clause_words(clause: &OwnClause) -> String {
    let content = &clause.current.content;
    let levels = content.levels.iter().map(own_text);
    let blanks = content.parameters.iter().map(blank_words);
    let serves = (!content.serves.is_empty()).then(|| french::typography(&format!("Obligations servies : {}.", content.serves.join(", "))));
    std::iter::once(content.title.clone()).chain(levels).chain(blanks).chain(serves).collect::<Vec<_>>().join("\n\n")
}

/// Says a blank and what it is filled with when nobody says otherwise.
fn blank_words(parameter: &Parameter) -> String {
    let values: Vec<String> = parameter.default.values().into_iter().map(|value| write_value(parameter, value)).collect();
    let values = if values.is_empty() { "à compléter".to_owned() } else { values.join(", ") };
    format!("{{{{{}}}}} {} : {values}", parameter.name, parameter.label)
}

fn target_words(target: &Target) -> String {
    let share = french::number(target.percent.as_f64());
    french::typography(&format!("{} : {share} %, d’ici le {} ({})", target.label, french::day(target.horizon), target.scheme))
}

/// Says a pack and its effect, a line each.
pub fn sentences(effect: &PackEffect) -> Vec<String> {
    let pack = &effect.pack;
    let from = issuer(pack);
    let clauses = french::count(pack.clauses as usize, "clause", "clauses");
    let targets = french::count(pack.targets as usize, "objectif", "objectifs");
    let mut lines = vec![format!("Paquet n° {}, proposé par {from} : {clauses}, {targets}.", pack.serial), key_sentence(pack)];
    lines.extend(effect.effects.iter().map(|row| format!("- {} ({}) : {}", row.title, row.id, said(row))));
    lines.push(if effect.applied { applied(effect) } else { "Rien n’a été écrit.".to_owned() });
    lines.iter().map(|line| french::typography(line)).collect()
}

/// Says who proposes a pack.
pub fn offer_sentence(pack: &PackSummary) -> String {
    let clauses = french::count(pack.clauses as usize, "clause", "clauses");
    let targets = french::count(pack.targets as usize, "objectif", "objectifs");
    french::typography(&format!("Un paquet de clauses est proposé par {} : {clauses}, {targets} (n° {}).", issuer(pack), pack.serial))
}

fn issuer(pack: &PackSummary) -> &str {
    pack.issuer.as_deref().unwrap_or("une organisation qui ne se nomme pas")
}

fn key_sentence(pack: &PackSummary) -> String {
    let standing = match (pack.own, pack.trusted) {
        (true, _) => "clé de ce poste",
        (false, true) => "clé déjà approuvée",
        (false, false) => "clé encore inconnue ici",
    };
    format!("Signature valable, {standing} : {}.", pack.words.join(" "))
}

fn applied(effect: &PackEffect) -> String {
    match effect.change {
        Some(change) => format!("Paquet appliqué. « pack undo {change} » annule tout."),
        None => "Tout y était déjà : rien n’a été écrit.".to_owned(),
    }
}

fn said(row: &EffectRow) -> String {
    let version = |version: &Option<String>| version.clone().unwrap_or_default();
    match row.effect {
        Effect::New => "nouveau".to_owned(),
        Effect::Updated => format!("mise à jour, de {} à {}", version(&row.from), version(&row.to)),
        Effect::Unchanged => "inchangé".to_owned(),
        Effect::Older => "ce poste a déjà une rédaction plus récente".to_owned(),
        Effect::Conflict => "modifié ici et dans le paquet : à trancher".to_owned(),
        Effect::Refused => "laissé de côté, ce nom est déjà pris ici".to_owned(),
    }
}
