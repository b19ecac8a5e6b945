//! What other services hand over: the finance extract, dated lists of approved enterprises, hours of insertion.
//! It stays on this computer; the hours of a tender alone reach its summary, as the row allows.

mod hours;
mod said;
mod spend;

use std::path::Path;

use chrono::NaiveDate;
pub use clausier_core::figures::ApprovalKind;
use clausier_core::french;
use clausier_core::tender::Euros;
use clausier_open_data::sheets::{self, Column, Sheet, SheetError};
use clausier_store::{Intake, IntakeHead};
use serde::Serialize;

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::files;
use crate::now::Now;
use crate::store_errors::sentence;

pub use hours::import_hours;
pub use said::{sentences, undone};
pub(crate) use spend::{SpendOfYear, spend_of_year};

/// Largest table, in bytes: a year of payments of a large buyer is far below.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Kinds of the base.
const SPEND: &str = "spend";
const HOURS: &str = "hours";
const LIST: &str = "list-";

/// What was taken (contract §1), and what it replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct TakenIn {
    /// Lines taken.
    pub imported: u32,
    pub set_aside: Vec<LineAside>,
    /// What the file replaced: years, days of lists, periods.
    pub replaced: Vec<String>,
    /// `false` when the file says what was already known.
    pub changed: bool,
    /// Columns left unread.
    pub ignored: Vec<String>,
    /// Those among them that hold people: nothing of them was kept.
    pub personal: Vec<String>,
}

/// A line that was not taken, by its number in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct LineAside {
    pub line: u32,
    pub reason: String,
}

/// What counts now, in the words of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct IntakeLine {
    /// « Dépenses 2026 », « Liste ESUS au 1er janvier 2026 ».
    pub what: String,
    pub file: String,
    /// Day of the import.
    pub on: String,
    pub lines: u32,
    /// Lines that were set aside.
    pub aside: u32,
    /// « 12 lignes, 3 mises de côté ».
    pub said: String,
    /// Its sum, in euros or in hours.
    pub sum: Option<String>,
    /// It belongs to the last file, which can be taken back.
    pub last: bool,
}

/// What a file is, as the window asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum IntakeKind {
    Spend,
    Esus,
    Siae,
    Ea,
    Esat,
    Hours,
}

/// What an import or its undoing did, for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct IntakeShown {
    pub sentences: Vec<String>,
    /// What counts now.
    pub lines: Vec<IntakeLine>,
}

/// Takes a file of that kind; a list without a day is that of today.
pub fn import(app: &App, file: &Path, kind: IntakeKind, as_of: Option<NaiveDate>, now: &Now) -> UserResult<IntakeShown> {
    let list = |kind: ApprovalKind| import_list(app, file, kind, as_of.unwrap_or(now.today), now);
    let taken = match kind {
        IntakeKind::Spend => import_spend(app, file, now),
        IntakeKind::Hours => import_hours(app, file, now),
        IntakeKind::Esus => list(ApprovalKind::Esus),
        IntakeKind::Siae => list(ApprovalKind::Siae),
        IntakeKind::Ea => list(ApprovalKind::Ea),
        IntakeKind::Esat => list(ApprovalKind::Esat),
    }?;
    Ok(IntakeShown { sentences: sentences(&taken), lines: state(app)? })
}

/// Takes the last file back, for the screen.
pub fn undo_shown(app: &App, now: &Now) -> UserResult<IntakeShown> {
    let lines = undo(app, now)?;
    Ok(IntakeShown { sentences: undone(&lines), lines: state(app)? })
}

/// Takes a finance extract: the years that it holds replace what was known of them.
pub fn import_spend(app: &App, file: &Path, now: &Now) -> UserResult<TakenIn> {
    let sheet = read(file, sheets::spend, Column::head)?;
    let intakes = spend::intakes(&sheet);
    put(app, file, &sheet, &intakes, now)
}

/// Takes the list of approved enterprises of one kind, as it stood on a day.
pub fn import_list(app: &App, file: &Path, kind: ApprovalKind, as_of: NaiveDate, now: &Now) -> UserResult<TakenIn> {
    let sheet = read(file, sheets::list, Column::head)?;
    let intakes = spend::list_intakes(&sheet, kind, as_of);
    put(app, file, &sheet, &intakes, now)
}

/// Takes the last file back; what stood beneath it counts again.
pub fn undo(app: &App, now: &Now) -> UserResult<Vec<IntakeLine>> {
    let before = hours::before_last(app)?;
    let undone = app.with_store(|store| store.undo_intake(now.at).map_err(|error| sentence(&error)))?;
    if undone.is_empty() {
        return Err(UserError::new("aucun-import-a-annuler", &[]));
    }
    hours::after_undo(app, &undone, &before, now)?;
    Ok(lines(undone))
}

/// Lists what counts now.
pub fn state(app: &App) -> UserResult<Vec<IntakeLine>> {
    Ok(lines(heads(app)?))
}

pub(crate) fn heads(app: &App) -> UserResult<Vec<IntakeHead>> {
    app.with_store(|store| store.intakes().map_err(|error| sentence(&error)))
}

/// Lists the years of the finance extracts.
pub(crate) fn spend_years(app: &App) -> UserResult<Vec<i32>> {
    Ok(heads(app)?.into_iter().filter(|head| head.kind == SPEND).filter_map(|head| head.scope.parse().ok()).collect())
}

/// Reads a table, or says why it is none.
fn read<T>(file: &Path, parse: fn(&[u8]) -> Result<Sheet<T>, SheetError>, head: fn(Column) -> &'static str) -> UserResult<Sheet<T>> {
    let bytes = files::read(file, LARGEST, "tableau-trop-gros")?;
    let name = files::name_of(file);
    parse(&bytes).map_err(|error| match error {
        SheetError::Empty => UserError::new("tableau-vide", &[("fichier", &name)]),
        SheetError::NoColumn(columns) => {
            let names: Vec<String> = columns.into_iter().map(|column| format!("« {} »", head(column))).collect();
            UserError::new("tableau-sans-colonne", &[("fichier", &name), ("colonnes", &french::and(&names))])
        }
    })
}

fn put<T>(app: &App, file: &Path, sheet: &Sheet<T>, intakes: &[Intake], now: &Now) -> UserResult<TakenIn> {
    let name = files::name_of(file);
    let changed = app.with_store(|store| store.take_in(&name, intakes, now.at).map_err(|error| sentence(&error)))?;
    Ok(TakenIn {
        imported: u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX),
        set_aside: sheet.set_aside.iter().map(said::aside).collect(),
        replaced: intakes.iter().map(|intake| said::what(&intake.kind, &intake.scope)).collect(),
        changed,
        ignored: sheet.ignored.clone(),
        personal: sheet.personal.clone(),
    })
}

fn lines(heads: Vec<IntakeHead>) -> Vec<IntakeLine> {
    let last = heads.iter().map(|head| head.batch).max();
    heads.into_iter().map(|head| line(&head, last)).collect()
}

fn line(head: &IntakeHead, last: Option<i64>) -> IntakeLine {
    let sum = match head.kind.as_str() {
        SPEND => Some(spend::euros(head.sum)),
        HOURS => Some(hours::shown(head.sum)),
        _ => None,
    };
    IntakeLine {
        what: said::what(&head.kind, &head.scope),
        file: head.file.clone(),
        on: french::day(head.at.date_naive()),
        lines: head.rows,
        aside: head.aside,
        said: said::counted(head.rows, head.aside),
        sum,
        last: Some(head.batch) == last,
    }
}

/// Cents, shown even below zero.
fn signed(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    format!("{sign}{}", french::euros(Euros::from_cents(cents.saturating_abs())))
}
