//! What the organisation writes for itself, one document an item, with everything that was done to it.
//!
//! A change is whole: a pack of forty clauses is one change, and one undo takes it back. Undo is a change like
//! another, so that undoing it does it again; it is refused once an item of it was edited since.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _};

use crate::digest::{Sha, sha, verified};
use crate::errors::{Result, StoreError};
use crate::open::Store;
use crate::tenders::MAX_BODY;
use crate::time::{instant, stamp};
use crate::write::Write;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum OwnKind {
    Clause,
    Target,
}

impl OwnKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Target => "target",
        }
    }

    fn of_word(word: &str) -> Result<Self> {
        match word {
            "clause" => Ok(Self::Clause),
            "target" => Ok(Self::Target),
            _ => Err(StoreError::damaged()),
        }
    }
}

/// A change of one item; `before` is the body that the caller saw.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct OwnStep {
    pub kind: OwnKind,
    pub name: String,
    /// None = the item is not there.
    pub before: Option<String>,
    /// None = the item goes.
    pub after: Option<String>,
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnChange {
    /// Its number, in order.
    pub id: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// What it was about.
    pub operation: String,
    /// The change that it took back.
    pub undoes: Option<i64>,
    /// True when a later change took it back.
    pub undone: bool,
    /// True when every item still stands as it left them: it may be taken back.
    pub can_undo: bool,
    /// The items that it changed.
    pub items: Vec<(OwnKind, String)>,
}

impl Store {
    /// Returns the items of a kind by name, each with its body.
    pub fn own_items(&self, kind: OwnKind) -> Result<Vec<(String, String)>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT name, body, sha FROM own_item WHERE kind = ?1 ORDER BY name")?;
            let mut rows = statement.query([kind.word()])?;
            let mut items = Vec::new();
            while let Some(row) = rows.next()? {
                items.push((row.get(0)?, verified(row.get(1)?, &row.get(2)?)?));
            }
            Ok(items)
        })
    }

    /// Returns the body of an item, if it is there.
    pub fn own_item(&self, kind: OwnKind, name: &str) -> Result<Option<String>> {
        self.read(|conn| body_of(conn, kind, name))
    }

    /// Makes one change of several items, and returns its number; steps that change nothing make none.
    /// Another body than the one that the caller saw is [`StoreError::ChangedElsewhere`], and nothing is written.
    pub fn change_own(&mut self, operation: &str, steps: &[OwnStep], now: DateTime<Utc>) -> Result<Option<i64>> {
        if let Some(bytes) = steps.iter().filter_map(|step| step.after.as_deref()).map(str::len).find(|bytes| *bytes > MAX_BODY) {
            return Err(StoreError::BodyTooLarge { bytes, limit: MAX_BODY });
        }
        let steps: Vec<&OwnStep> = steps.iter().filter(|step| step.before != step.after).collect();
        if steps.is_empty() {
            return Ok(None);
        }
        self.with_second_try(|store| store.transact(operation, now, |write| write.change_own(&steps, None))).map(Some)
    }

    /// Takes a change back, as a new change; returns its number.
    pub fn undo_own(&mut self, change: i64, now: DateTime<Utc>) -> Result<i64> {
        self.with_second_try(|store| {
            store.transact("undo", now, |write| {
                let undone: bool = write.query_row("SELECT EXISTS (SELECT 1 FROM own_change WHERE undoes = ?1)", [change], |row| row.get(0))?;
                let back: Vec<OwnStep> = steps_of(write, change)?.into_iter().map(reversed).collect();
                if undone || back.is_empty() {
                    return Err(StoreError::NothingToUndo);
                }
                write.change_own(&back.iter().collect::<Vec<_>>(), Some(change))
            })
        })
    }

    /// Lists what was done, last first.
    pub fn own_history(&self, limit: usize) -> Result<Vec<OwnChange>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT id, at, operation, undoes, EXISTS (SELECT 1 FROM own_change AS later WHERE later.undoes = own_change.id)
                 FROM own_change ORDER BY id DESC LIMIT ?1",
            )?;
            let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                let id = row.get(0)?;
                let steps = steps_of(conn, id)?;
                let undone: bool = row.get(4)?;
                let can_undo = !undone && stands(conn, &steps)?;
                let items = steps.into_iter().map(|step| (step.kind, step.name)).collect();
                let at = instant(&row.get::<_, String>(1)?)?;
                list.push(OwnChange { id, at, operation: row.get(2)?, undoes: row.get(3)?, undone, can_undo, items });
            }
            Ok(list)
        })
    }
}

impl Write<'_> {
    fn change_own(&self, steps: &[&OwnStep], undoes: Option<i64>) -> Result<i64> {
        self.execute("INSERT INTO own_change (at, operation, undoes) VALUES (?1, ?2, ?3)", (stamp(self.now), self.operation, undoes))?;
        let change = self.last_insert_rowid();
        for step in steps {
            if body_of(self, step.kind, &step.name)? != step.before {
                return Err(StoreError::ChangedElsewhere { current: change });
            }
            self.put_own(step)?;
            self.execute(
                "INSERT INTO own_step (change, kind, name, before, after) VALUES (?1, ?2, ?3, ?4, ?5)",
                (change, step.kind.word(), &step.name, &step.before, &step.after),
            )?;
        }
        Ok(change)
    }

    fn put_own(&self, step: &OwnStep) -> Result<()> {
        let Some(body) = &step.after else {
            self.execute("DELETE FROM own_item WHERE kind = ?1 AND name = ?2", (step.kind.word(), &step.name))?;
            return Ok(());
        };
        self.execute(
            "INSERT INTO own_item (kind, name, updated_at, sha, body) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (kind, name) DO UPDATE SET updated_at = excluded.updated_at, sha = excluded.sha, body = excluded.body",
            (step.kind.word(), &step.name, stamp(self.now), sha(body.as_bytes()), body),
        )?;
        Ok(())
    }
}

fn body_of(conn: &Connection, kind: OwnKind, name: &str) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT body, sha FROM own_item WHERE kind = ?1 AND name = ?2")?;
    let found: Option<(String, Sha)> = statement.query_row((kind.word(), name), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    found.map(|(body, expected)| verified(body, &expected)).transpose()
}

fn steps_of(conn: &Connection, change: i64) -> Result<Vec<OwnStep>> {
    let mut statement = conn.prepare_cached("SELECT kind, name, before, after FROM own_step WHERE change = ?1 ORDER BY id")?;
    let mut rows = statement.query([change])?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = OwnKind::of_word(&row.get::<_, String>(0)?)?;
        steps.push(OwnStep { kind, name: row.get(1)?, before: row.get(2)?, after: row.get(3)? });
    }
    Ok(steps)
}

fn stands(conn: &Connection, steps: &[OwnStep]) -> Result<bool> {
    for step in steps {
        if body_of(conn, step.kind, &step.name)? != step.after {
            return Ok(false);
        }
    }
    Ok(!steps.is_empty())
}

fn reversed(step: OwnStep) -> OwnStep {
    OwnStep { before: step.after, after: step.before, ..step }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn step(name: &str, before: Option<&str>, after: Option<&str>) -> OwnStep {
        OwnStep { kind: OwnKind::Clause, name: name.to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
    }

    fn bodies(store: &Store) -> Vec<String> {
        store.own_items(OwnKind::Clause).expect("items are read").into_iter().map(|(name, body)| format!("{name}={body}")).collect()
    }

    #[test]
    fn a_change_of_several_items_is_taken_back_whole_and_done_again() {
        let mut store = Store::in_memory().expect("a base in memory");
        store.change_own("edition", &[step("a", None, Some("1"))], now()).expect("written");
        let pack = [step("a", Some("1"), Some("2")), step("b", None, Some("1"))];
        let change = store.change_own("paquet", &pack, now()).expect("written").expect("a change");
        let undo = store.undo_own(change, now()).expect("taken back");
        assert_eq!(bodies(&store), ["a=1"]);
        assert!(matches!(store.undo_own(change, now()), Err(StoreError::NothingToUndo)), "once is enough");
        store.undo_own(undo, now()).expect("done again");
        assert_eq!(bodies(&store), ["a=2", "b=1"]);
    }

    #[test]
    fn an_item_edited_since_keeps_the_whole_change_from_being_taken_back() {
        let mut store = Store::in_memory().expect("a base in memory");
        let pack = [step("a", None, Some("1")), step("b", None, Some("1"))];
        let change = store.change_own("paquet", &pack, now()).expect("written").expect("a change");
        store.change_own("edition", &[step("b", Some("1"), Some("2"))], now()).expect("written");
        assert!(matches!(store.undo_own(change, now()), Err(StoreError::ChangedElsewhere { .. })));
        assert_eq!(bodies(&store), ["a=1", "b=2"], "nothing was written");
        let told: Vec<bool> = store.own_history(9).expect("history").iter().map(|one| one.can_undo).collect();
        assert_eq!(told, [true, false], "the history says so before anyone asks");
    }

    #[test]
    fn a_body_that_the_caller_did_not_see_is_never_written_over() {
        let mut store = Store::in_memory().expect("a base in memory");
        store.change_own("edition", &[step("a", None, Some("1"))], now()).expect("written");
        let refused = store.change_own("edition", &[step("a", None, Some("2"))], now());
        assert!(matches!(refused, Err(StoreError::ChangedElsewhere { .. })));
        assert_eq!(store.change_own("edition", &[step("a", Some("1"), Some("1"))], now()).expect("nothing to do"), None);
        assert_eq!((bodies(&store), store.own_history(9).expect("history").len()), (vec!["a=1".to_owned()], 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn undoing_every_change_backwards_gives_an_empty_base(edits in prop::collection::vec(("[ab]", prop::option::of("[0-3]")), 1..12)) {
            let mut store = Store::in_memory().expect("a base in memory");
            let mut made = Vec::new();
            for (name, after) in edits {
                let before = store.own_item(OwnKind::Clause, &name).expect("read");
                made.extend(store.change_own("edition", &[step(&name, before.as_deref(), after.as_deref())], now()).expect("written"));
            }
            for change in made.into_iter().rev() {
                store.undo_own(change, now()).expect("the last change is always taken back");
            }
            prop_assert!(bodies(&store).is_empty());
        }
    }
}
