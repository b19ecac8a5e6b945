//! What only the buyer can say in the European notice, as a form: drawn from what the notice of this very tender asks,
//! so that no field is shown that it would not read.

use clausier_core::french;
use clausier_core::notices::NoticeRules;
use clausier_core::tender::{Tender, TenderId};
use clausier_open_data::eforms::{Asked, AskedKind, Concern, Export, french_instant, typed_instant};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::now::Now;
use crate::wire::TenderView;
use crate::{edit, eforms, tenders};

/// What the names of the fields of the body for appeals begin with.
const APPEALS: &str = "recours.";

/// The form of a notice.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct NoticeForm {
    pub fields: Vec<NoticeField>,
    /// Fields of the notice that are still missing, those of the file included.
    pub missing: u32,
}

/// One field of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct NoticeField {
    /// Its name in `publication.notice`.
    pub key: String,
    /// « Adresse de soumission (BT-18) ».
    pub label: String,
    pub help: Option<String>,
    pub kind: NoticeKind,
    pub part: NoticePart,
    /// Codes that it takes; for a text, proposals only.
    pub words: Vec<NoticeWord>,
    /// What was given, as one types it.
    pub value: Option<String>,
    /// Why what was given is left out of the notice.
    pub fault: Option<String>,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Free text.
    Text,
    /// One code of a list.
    Code,
    /// Several codes of a list, separated by commas.
    Codes,
    /// A yes or a no.
    YesNo,
    /// A whole number.
    Number,
    /// A day and an hour.
    Instant,
}

/// Where a field stands in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum NoticePart {
    /// The notice cannot be sent without it.
    Required,
    /// The body for appeals.
    Appeals,
    /// What may be added.
    Optional,
}

/// A code and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct NoticeWord {
    pub value: String,
    pub label: String,
}

/// Draws the form of a tender of the base.
pub fn of(app: &App, id: TenderId, now: &Now) -> UserResult<NoticeForm> {
    let tender = tenders::get(app, id)?;
    let export = eforms::export(&app.engine, &tender, now)?;
    let rules = &app.engine.catalogue.notices;
    let fields = export.asked.iter().filter(|asked| is_shown(asked, rules)).map(|asked| field(asked, rules, &export)).collect();
    Ok(NoticeForm { fields, missing: u32::try_from(export.missing.len()).unwrap_or(u32::MAX) })
}

/// Keeps what was typed in a field; nothing typed takes it back. An instant that cannot be read is refused, and nothing changes.
pub fn set(app: &App, id: TenderId, rev: i64, key: &str, typed: &str, now: &Now) -> UserResult<TenderView> {
    let asked = eforms::export(&app.engine, &tenders::get(app, id)?, now)?.asked;
    let kind = asked.iter().find(|asked| asked.key == key).map(|asked| asked.kind);
    let value = kept(key, kind, typed)?;
    edit::change(app, id, rev, &format!("avis {key}"), now, |tender| {
        put(tender, key, value);
        Ok(())
    })
}

fn kept(key: &str, kind: Option<AskedKind>, typed: &str) -> UserResult<Option<String>> {
    let typed = typed.trim();
    let refused = |code| Err(UserError::new(code, &[("champ", key), ("valeur", typed)]));
    match kind {
        _ if typed.is_empty() => Ok(None),
        None => refused("avis-champ-inconnu"),
        Some(AskedKind::Instant) => typed_instant(typed).map_or_else(|| refused("avis-instant-illisible"), |instant| Ok(Some(instant))),
        Some(AskedKind::Number) if !typed.bytes().all(|one| one.is_ascii_digit()) || typed.len() > 9 => refused("avis-nombre-illisible"),
        Some(AskedKind::Number | AskedKind::Text | AskedKind::Code | AskedKind::Codes | AskedKind::YesNo) => Ok(Some(typed.to_owned())),
    }
}

fn put(tender: &mut Tender, key: &str, value: Option<String>) {
    let notice = &mut tender.publication.get_or_insert_default().notice;
    match value {
        Some(value) => notice.insert(key.to_owned(), value),
        None => notice.remove(key),
    };
}

/// What the file tells by itself is not asked; codes are, since the buyer may add some.
fn is_shown(asked: &Asked, rules: &NoticeRules) -> bool {
    rules.labels.contains_key(named(&asked.key)) && (!asked.told || asked.kind == AskedKind::Codes)
}

fn named(key: &str) -> &str {
    key.strip_prefix(APPEALS).unwrap_or(key)
}

fn field(asked: &Asked, rules: &NoticeRules, export: &Export) -> NoticeField {
    let name = named(&asked.key);
    let label = rules.labels.get(name).map_or("", String::as_str);
    NoticeField {
        key: asked.key.clone(),
        label: french::typography(&format!("{label} ({name})")),
        help: rules.help.get(name).map(|help| french::typography(help)),
        kind: kind(asked.kind),
        part: part(asked),
        words: words(name, rules),
        value: asked.value.as_ref().map(|value| shown(asked.kind, value)),
        fault: export.concerns.iter().find_map(|concern| fault(concern, &asked.key)),
    }
}

fn part(asked: &Asked) -> NoticePart {
    if asked.key.starts_with(APPEALS) {
        NoticePart::Appeals
    } else if asked.required && !asked.told {
        NoticePart::Required
    } else {
        NoticePart::Optional
    }
}

fn kind(kind: AskedKind) -> NoticeKind {
    match kind {
        AskedKind::Text => NoticeKind::Text,
        AskedKind::Code => NoticeKind::Code,
        AskedKind::Codes => NoticeKind::Codes,
        AskedKind::YesNo => NoticeKind::YesNo,
        AskedKind::Number => NoticeKind::Number,
        AskedKind::Instant => NoticeKind::Instant,
    }
}

/// The codes of the list with their names; where the list was not read, the codes met in the official examples.
fn words(name: &str, rules: &NoticeRules) -> Vec<NoticeWord> {
    let names = rules.words.get(name);
    let word = |value: &String| {
        let label = names.and_then(|names| names.get(value)).unwrap_or(value);
        NoticeWord { value: value.clone(), label: french::typography(label) }
    };
    let known = rules.lists.get(name).or_else(|| rules.examples.get(name));
    known.into_iter().flatten().map(word).collect()
}

/// What is kept, as one types it.
fn shown(kind: AskedKind, value: &str) -> String {
    let instant = (kind == AskedKind::Instant).then(|| french_instant(value)).flatten();
    instant.unwrap_or_else(|| value.to_owned())
}

fn fault(concern: &Concern, key: &str) -> Option<String> {
    let sentence = match concern {
        Concern::NotInList { field, value } if field == key => {
            format!("« {value} » n’est pas un code de la liste de ce champ : l’avis le laisse de côté.")
        }
        Concern::NotOfItsKind { field, value } if field == key => {
            format!("« {value} » n’a pas la forme attendue : l’avis le laisse de côté.")
        }
        Concern::NotInList { .. }
        | Concern::NotOfItsKind { .. }
        | Concern::NotWritten { .. }
        | Concern::ObjectiveAlone { .. }
        | Concern::CodeWithoutObjective { .. }
        | Concern::NoneBesideAnother { .. }
        | Concern::NoEnvironment { .. }
        | Concern::NoSocial { .. }
        | Concern::Weights { .. }
        | Concern::CriterionWithoutKind { .. }
        | Concern::CriterionNotWeighted { .. }
        | Concern::ProcedureWithoutCode { .. }
        | Concern::NoCompetition
        | Concern::Vehicles { .. }
        | Concern::Energy { .. }
        | Concern::WithoutScope { .. }
        | Concern::SameForAllLots { .. }
        | Concern::ToCheck { .. } => return None,
    };
    Some(french::typography(&sentence))
}
