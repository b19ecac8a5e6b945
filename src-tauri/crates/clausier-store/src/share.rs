//! What this computer remembers of the shared folder, as plain data: the rules of the protocol belong
//! to the sharing, which is handed these tables by the app.

use chrono::{DateTime, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use crate::errors::{Result, StoreError};
use crate::open::Store;
use crate::write::Write;

/// SHA-256 of a row.
pub type RowHash = [u8; 32];

/// A row to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ShareRow {
    pub hash: RowHash,
    pub tender: Uuid,
    pub v: u32,
    pub rep: String,
    pub base: Option<[u8; 16]>,
    pub year: i32,
    /// A tombstone.
    pub removed: bool,
    /// Part of a mass removal that nobody confirmed.
    pub held: bool,
    /// The row itself, without its end of line.
    pub line: String,
}

/// A row that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct KeptRow {
    pub line: String,
    pub authored: bool,
    pub held: bool,
    pub sent: bool,
}

/// The place of a row, without its line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ShareHead {
    pub tender: Uuid,
    pub v: u32,
    pub rep: String,
    pub hash: RowHash,
    pub year: i32,
    pub removed: bool,
}

/// A row of a file, and the computer that publishes that file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ShareCover {
    pub head: ShareHead,
    pub by: String,
}

/// Since when a row is in no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ShareWait {
    pub hash: RowHash,
    pub since: NaiveDate,
    pub sessions: u32,
}

/// A file, or rows of it, that do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ShareSetAside {
    pub file: String,
    pub reason: String,
    pub rows: u32,
    pub since: NaiveDate,
    pub sessions: u32,
}

/// A file that was about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ShareIntention {
    pub path: String,
    pub rep: String,
    pub directory: String,
    pub generation: u32,
    pub planned_on: NaiveDate,
    pub published: bool,
    /// Rows of the file, marked as sent; not kept.
    pub rows: Vec<RowHash>,
}

/// A segment, to be taken whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ShareSegment<'a> {
    pub path: &'a str,
    pub rep: &'a str,
    pub verified_on: NaiveDate,
    pub rows: &'a [ShareRow],
}

const ROW: &str = "line, authored, held, sent";
const HEAD: &str = "tender, v, rep, hash, year, removed";
/// Rows of a tender above which no other counted row of it stands.
const GREATEST: &str = "held = 0 AND NOT EXISTS (SELECT 1 FROM share_row AS higher WHERE higher.tender = share_row.tender
    AND higher.held = 0 AND (higher.v, higher.rep, higher.hash) > (share_row.v, share_row.rep, share_row.hash))";

impl Store {
    /// Returns a fact of the sharing: its identity, its link.
    pub fn share_fact(&self, key: &str) -> Result<Option<String>> {
        self.read(|conn| Ok(conn.query_row("SELECT value FROM share_fact WHERE key = ?1", [key], |row| row.get(0)).optional()?))
    }

    /// Keeps a fact of the sharing; `None` forgets it.
    pub fn set_share_fact(&mut self, key: &str, value: Option<&str>) -> Result<()> {
        self.share(|write| {
            match value {
                Some(value) => write.execute("INSERT OR REPLACE INTO share_fact (key, value) VALUES (?1, ?2)", [key, value])?,
                None => write.execute("DELETE FROM share_fact WHERE key = ?1", [key])?,
            };
            Ok(())
        })
    }

    /// Forgets everything that came from others: rows, files read, waits. What this computer wrote stays.
    pub fn forget_shared_by_others(&mut self) -> Result<()> {
        self.share(|write| {
            write.execute_batch(
                "DELETE FROM share_row WHERE authored = 0; DELETE FROM share_cover; DELETE FROM share_segment;
                 DELETE FROM share_wait; DELETE FROM share_set_aside;",
            )?;
            Ok(())
        })
    }

    /// Returns the fingerprint of what this computer last said of a tender.
    pub fn share_content(&self, tender: Uuid) -> Result<Option<RowHash>> {
        self.read(|conn| Ok(conn.query_row("SELECT sha FROM share_content WHERE tender = ?1", [tender.as_bytes()], |row| row.get(0)).optional()?))
    }

    /// Keeps a row written here, in place of what this computer published of that tender.
    pub fn author_share_row(&mut self, row: &ShareRow, content: Option<RowHash>) -> Result<()> {
        self.share(|write| {
            let tender = row.tender.as_bytes();
            write.execute("DELETE FROM share_row WHERE tender = ?1 AND own = 1 AND authored = 1 AND sent = 0", [tender])?;
            write.execute("UPDATE share_row SET own = 0 WHERE tender = ?1 AND own = 1", [tender])?;
            insert(write, row, Origin::Here)?;
            match content {
                Some(sha) => write.execute("INSERT OR REPLACE INTO share_content (tender, sha) VALUES (?1, ?2)", (tender, sha))?,
                None => write.execute("DELETE FROM share_content WHERE tender = ?1", [tender])?,
            };
            purge(write, row.tender)
        })
    }

    /// Returns the rows that this computer publishes.
    pub fn own_share_rows(&self) -> Result<Vec<KeptRow>> {
        self.kept(&format!("SELECT {ROW} FROM share_row WHERE own = 1 ORDER BY id"), &[])
    }

    /// Starts and stops publishing rows of others.
    pub fn carry_share_rows(&mut self, start: &[RowHash], stop: &[RowHash]) -> Result<()> {
        self.share(|write| {
            for (hashes, own) in [(start, true), (stop, false)] {
                for hash in hashes {
                    write.prepare_cached("UPDATE share_row SET own = ?2 WHERE hash = ?1")?.execute((hash, own))?;
                }
            }
            Ok(())
        })
    }

    /// Returns every row known of a tender.
    pub fn share_rows_of(&self, tender: Uuid) -> Result<Vec<KeptRow>> {
        self.kept(&format!("SELECT {ROW} FROM share_row WHERE tender = ?1 ORDER BY v, rep, hash"), &[&tender.as_bytes()])
    }

    /// Returns the greatest row of each tender, held ones left out.
    pub fn share_heads(&self) -> Result<Vec<ShareHead>> {
        self.read(|conn| heads(conn, &format!("SELECT {HEAD} FROM share_row WHERE {GREATEST} ORDER BY tender")))
    }

    /// Returns a mark of the rows known now.
    pub fn share_mark(&self) -> Result<i64> {
        self.read(|conn| Ok(conn.query_row("SELECT coalesce(max(id), 0) FROM share_row", [], |row| row.get(0))?))
    }

    /// Returns the greatest rows of their tender that came since a mark.
    pub fn share_heads_since(&self, mark: i64) -> Result<Vec<ShareHead>> {
        self.read(|conn| heads(conn, &format!("SELECT {HEAD} FROM share_row WHERE id > {mark} AND {GREATEST} ORDER BY tender")))
    }

    /// Returns the lines that count for a year: the greatest of each tender, removed ones left out.
    pub fn share_lines(&self, year: i32) -> Result<Vec<String>> {
        self.read(|conn| {
            let query = format!("SELECT line FROM share_row WHERE year = ?1 AND removed = 0 AND {GREATEST} ORDER BY tender");
            let mut statement = conn.prepare_cached(&query)?;
            let lines = statement.query_map([year], |row| row.get(0))?;
            Ok(lines.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Returns the years of the rows that count, the earliest first.
    pub fn share_years(&self) -> Result<Vec<i32>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT DISTINCT year FROM share_row WHERE removed = 0 AND held = 0 ORDER BY year")?;
            let years = statement.query_map([], |row| row.get(0))?;
            Ok(years.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Counts the computers whose rows are here. Read from an index alone: the lines are not.
    pub fn share_authors(&self) -> Result<u32> {
        self.read(|conn| Ok(conn.query_row("SELECT count(DISTINCT rep) FROM share_row", [], |row| row.get(0))?))
    }

    /// Returns the day on which the file checked longest ago was found intact; `None` before any was read.
    pub fn oldest_share_check(&self) -> Result<Option<NaiveDate>> {
        let query = "SELECT min(verified_on) FROM share_segment";
        self.read(|conn| conn.query_row(query, [], |row| row.get::<_, Option<String>>(0))?.as_deref().map(day).transpose())
    }

    /// Returns the tenders of which a second row has the counter or the base of the greatest one.
    pub fn contested_tenders(&self) -> Result<Vec<Uuid>> {
        let query = format!(
            "SELECT DISTINCT tender FROM share_row WHERE {GREATEST} AND EXISTS (SELECT 1 FROM share_row AS twin
               WHERE twin.tender = share_row.tender AND twin.held = 0 AND twin.hash <> share_row.hash
               AND (twin.v = share_row.v OR twin.base = share_row.base)) ORDER BY tender"
        );
        self.read(|conn| {
            let mut statement = conn.prepare_cached(&query)?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(Uuid::from_bytes(row.get(0)?));
            }
            Ok(found)
        })
    }

    /// Counts again the rows that were held, and returns how many there were.
    pub fn release_held_rows(&mut self, reason: &str) -> Result<u32> {
        self.share(|write| {
            let tenders = {
                let mut statement = write.prepare("SELECT tender FROM share_row WHERE held = 1")?;
                let found: rusqlite::Result<Vec<[u8; 16]>> = statement.query_map([], |row| row.get(0))?.collect();
                found?
            };
            write.execute("UPDATE share_row SET held = 0 WHERE held = 1", [])?;
            for tender in &tenders {
                purge(write, Uuid::from_bytes(*tender))?;
            }
            write.execute("DELETE FROM share_set_aside WHERE reason = ?1", [reason])?;
            Ok(u32::try_from(tenders.len()).unwrap_or(u32::MAX))
        })
    }

    /// Returns the day on which a file was last checked.
    pub fn share_verified_on(&self, path: &str) -> Result<Option<NaiveDate>> {
        let query = "SELECT verified_on FROM share_segment WHERE path = ?1";
        self.read(|conn| conn.query_row(query, [path], |row| row.get::<_, String>(0)).optional()?.as_deref().map(day).transpose())
    }

    /// Notes that files were checked.
    pub fn set_share_verified(&mut self, paths: &[String], today: NaiveDate) -> Result<()> {
        if paths.is_empty() {
            return Ok(());
        }
        self.share(|write| {
            for path in paths {
                write.prepare_cached("UPDATE share_segment SET verified_on = ?2 WHERE path = ?1")?.execute((path, today.to_string()))?;
            }
            Ok(())
        })
    }

    /// Tells whether a file was ever taken.
    pub fn has_share_segments(&self) -> Result<bool> {
        self.read(|conn| Ok(conn.query_row("SELECT EXISTS (SELECT 1 FROM share_segment)", [], |row| row.get(0))?))
    }

    /// Takes segments, all of them or none; a row already known changes nothing.
    pub fn take_share_segments(&mut self, segments: &[ShareSegment<'_>]) -> Result<()> {
        self.share(|write| segments.iter().try_for_each(|segment| take(write, segment)))
    }

    /// Returns the counted rows that files hold.
    pub fn share_coverage(&self, paths: &[String]) -> Result<Vec<ShareCover>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT share_row.tender, share_row.v, share_row.rep, share_row.hash, share_row.year, share_row.removed, share_segment.rep
                 FROM share_segment JOIN share_cover ON share_cover.segment = share_segment.id JOIN share_row ON share_row.hash = share_cover.hash
                 WHERE share_segment.path = ?1 AND share_row.held = 0",
            )?;
            let mut covers = Vec::new();
            for path in paths {
                let mut rows = statement.query([path])?;
                while let Some(row) = rows.next()? {
                    covers.push(ShareCover { head: head(row)?, by: row.get(6)? });
                }
            }
            Ok(covers)
        })
    }

    /// Returns the rows that wait to be carried.
    pub fn share_waits(&self) -> Result<Vec<ShareWait>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT hash, since, sessions FROM share_wait")?;
            let mut rows = statement.query([])?;
            let mut waits = Vec::new();
            while let Some(row) = rows.next()? {
                waits.push(ShareWait { hash: row.get(0)?, since: day(&row.get::<_, String>(1)?)?, sessions: row.get(2)? });
            }
            Ok(waits)
        })
    }

    /// Replaces the rows that wait to be carried.
    pub fn set_share_waits(&mut self, waits: &[ShareWait]) -> Result<()> {
        self.share(|write| {
            write.execute("DELETE FROM share_wait", [])?;
            for wait in waits {
                write.prepare_cached("INSERT INTO share_wait (hash, since, sessions) VALUES (?1, ?2, ?3)")?.execute((
                    wait.hash,
                    wait.since.to_string(),
                    wait.sessions,
                ))?;
            }
            Ok(())
        })
    }

    /// Returns what is set aside.
    pub fn share_set_aside(&self) -> Result<Vec<ShareSetAside>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT file, reason, rows, since, sessions FROM share_set_aside ORDER BY id")?;
            let mut rows = statement.query([])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(ShareSetAside {
                    file: row.get(0)?,
                    reason: row.get(1)?,
                    rows: row.get(2)?,
                    since: day(&row.get::<_, String>(3)?)?,
                    sessions: row.get(4)?,
                });
            }
            Ok(list)
        })
    }

    /// Replaces what is set aside.
    pub fn replace_share_set_aside(&mut self, list: &[ShareSetAside]) -> Result<()> {
        self.share(|write| {
            write.execute("DELETE FROM share_set_aside", [])?;
            for aside in list {
                write.prepare_cached("INSERT INTO share_set_aside (file, reason, rows, since, sessions) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute((
                    &aside.file,
                    &aside.reason,
                    aside.rows,
                    aside.since.to_string(),
                    aside.sessions,
                ))?;
            }
            Ok(())
        })
    }

    /// Returns what a computer was about to write, oldest first.
    pub fn share_intentions(&self, rep: &str) -> Result<Vec<ShareIntention>> {
        self.read(|conn| {
            let mut statement = conn
                .prepare_cached("SELECT path, rep, directory, generation, planned_on, published FROM share_intention WHERE rep = ?1 ORDER BY id")?;
            let mut rows = statement.query([rep])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(ShareIntention {
                    path: row.get(0)?,
                    rep: row.get(1)?,
                    directory: row.get(2)?,
                    generation: row.get(3)?,
                    planned_on: day(&row.get::<_, String>(4)?)?,
                    published: row.get(5)?,
                    rows: Vec::new(),
                });
            }
            Ok(list)
        })
    }

    /// Records what is about to be written and marks its rows as sent. False, and nothing recorded, if
    /// a generation is already taken: another process was faster.
    pub fn intend_to_share(&mut self, files: &[ShareIntention]) -> Result<bool> {
        self.share(|write| {
            for file in files {
                let taken = "SELECT EXISTS (SELECT 1 FROM share_intention WHERE rep = ?1 AND directory = ?2 AND generation = ?3)";
                if write.query_row(taken, (&file.rep, &file.directory, file.generation), |row| row.get(0))? {
                    return Ok(false);
                }
            }
            for file in files {
                record_intention(write, file)?;
            }
            Ok(true)
        })
    }

    /// Notes that a file was read back intact.
    pub fn set_share_published(&mut self, path: &str) -> Result<()> {
        self.share(|write| {
            write.execute("UPDATE share_intention SET published = 1 WHERE path = ?1 AND published = 0", [path])?;
            Ok(())
        })
    }

    /// These tables hold no instant, so the write has none.
    fn share<T>(&mut self, work: impl FnOnce(&Write<'_>) -> Result<T>) -> Result<T> {
        self.transact("share", DateTime::UNIX_EPOCH, work)
    }

    fn kept(&self, query: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<KeptRow>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(query)?;
            let mut rows = statement.query(parameters)?;
            let mut kept = Vec::new();
            while let Some(row) = rows.next()? {
                kept.push(KeptRow { line: row.get(0)?, authored: row.get(1)?, held: row.get(2)?, sent: row.get(3)? });
            }
            Ok(kept)
        })
    }
}

fn take(write: &Write<'_>, segment: &ShareSegment<'_>) -> Result<()> {
    for row in segment.rows {
        if !is_below_tombstone(write, row)? {
            insert(write, row, Origin::Elsewhere)?;
        }
        purge(write, row.tender)?;
    }
    write
        .prepare_cached(
            "INSERT INTO share_segment (path, rep, verified_on) VALUES (?1, ?2, ?3)
             ON CONFLICT (path) DO UPDATE SET rep = excluded.rep, verified_on = excluded.verified_on",
        )?
        .execute((segment.path, segment.rep, segment.verified_on.to_string()))?;
    let id: i64 = write.prepare_cached("SELECT id FROM share_segment WHERE path = ?1")?.query_row([segment.path], |row| row.get(0))?;
    for row in segment.rows {
        write.prepare_cached("INSERT OR IGNORE INTO share_cover (segment, hash) VALUES (?1, ?2)")?.execute((id, row.hash))?;
    }
    Ok(())
}

/// Where a row comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Here,
    Elsewhere,
}

fn insert(write: &Write<'_>, row: &ShareRow, origin: Origin) -> Result<()> {
    let known = match origin {
        Origin::Here => "DO UPDATE SET authored = 1, held = 0, sent = 0, own = 1",
        Origin::Elsewhere => "DO NOTHING",
    };
    let query = format!(
        "INSERT INTO share_row (hash, tender, v, rep, base, year, removed, authored, held, sent, own, line)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (hash) {known}"
    );
    let here = origin == Origin::Here;
    write.prepare_cached(&query)?.execute((
        row.hash,
        row.tender.as_bytes(),
        row.v,
        &row.rep,
        row.base,
        row.year,
        row.removed,
        here,
        row.held && !here,
        !here,
        here,
        &row.line,
    ))?;
    Ok(())
}

fn is_below_tombstone(conn: &Connection, row: &ShareRow) -> Result<bool> {
    let query = "SELECT EXISTS (SELECT 1 FROM share_row WHERE tender = ?1 AND removed = 1 AND held = 0 AND v > ?2)";
    Ok(conn.prepare_cached(query)?.query_row((row.tender.as_bytes(), row.v), |row| row.get(0))?)
}

/// Erases what a tombstone replaces: nothing of a removed tender stays.
fn purge(conn: &Connection, tender: Uuid) -> Result<()> {
    conn.prepare_cached(
        "DELETE FROM share_row WHERE tender = ?1 AND v < (SELECT max(v) FROM share_row WHERE tender = ?1 AND removed = 1 AND held = 0)",
    )?
    .execute([tender.as_bytes()])?;
    Ok(())
}

fn record_intention(write: &Write<'_>, file: &ShareIntention) -> Result<()> {
    for hash in &file.rows {
        write.prepare_cached("UPDATE share_row SET sent = 1 WHERE hash = ?1")?.execute([hash])?;
    }
    write
        .prepare_cached("INSERT INTO share_intention (path, rep, directory, generation, planned_on, published) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute((&file.path, &file.rep, &file.directory, file.generation, file.planned_on.to_string(), file.published))?;
    Ok(())
}

fn heads(conn: &Connection, query: &str) -> Result<Vec<ShareHead>> {
    let mut statement = conn.prepare_cached(query)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(head(row)?);
    }
    Ok(found)
}

fn head(row: &Row<'_>) -> Result<ShareHead> {
    Ok(ShareHead {
        tender: Uuid::from_bytes(row.get(0)?),
        v: row.get(1)?,
        rep: row.get(2)?,
        hash: row.get(3)?,
        year: row.get(4)?,
        removed: row.get(5)?,
    })
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| StoreError::damaged())
}
