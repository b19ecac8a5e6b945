//! The memory of the sharing, in the base of this computer. It carries only: each call is one
//! transaction, and the base is never held while the folder is being waited for.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use clausier_sharing::{Cover, Hash, Head, Ingest, Intention, Key, KnownRow, Ledger, Link, OwnRow, Reason, ReplicaId, Row, SetAside, Wait};
use clausier_store::{KeptRow, RowHash, ShareHead, ShareIntention, ShareRow, ShareSegment, ShareSetAside, ShareWait, Store, StoreError};
use uuid::Uuid;

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::store_errors::sentence;

const IDENTITY: &str = "identity";
const LINK: &str = "link";

/// A way to the base, taken again for each call.
pub(crate) trait Access {
    /// Runs one call.
    fn with<T>(&self, work: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> UserResult<T>;
}

impl Access for &App {
    fn with<T>(&self, work: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> UserResult<T> {
        self.with_store(|store| work(store).map_err(|error| sentence(&error)))
    }
}

/// The base already in hand: for a row made beside an edit, without any folder.
pub(crate) struct InHand<'a>(pub(crate) RefCell<&'a mut Store>);

impl Access for InHand<'_> {
    fn with<T>(&self, work: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> UserResult<T> {
        let mut store = self.0.try_borrow_mut().map_err(|_| UserError::new("base-occupee", &[]))?;
        work(&mut store).map_err(|error| sentence(&error))
    }
}

/// The ledger of the sharing over the base.
pub(crate) struct Book<A>(pub(crate) A);

impl<A: Access> Ledger for Book<A> {
    type Error = UserError;

    fn identity(&self) -> UserResult<Option<ReplicaId>> {
        let text = self.0.with(|store| store.share_fact(IDENTITY))?;
        text.map(|text| ReplicaId::parse(&text).ok_or_else(damaged)).transpose()
    }

    fn set_identity(&mut self, replica: ReplicaId) -> UserResult<()> {
        self.0.with(|store| store.set_share_fact(IDENTITY, Some(replica.as_str())))
    }

    fn link(&self) -> UserResult<Option<Link>> {
        let text = self.0.with(|store| store.share_fact(LINK))?;
        text.map(|text| serde_json::from_str(&text).map_err(|_| damaged())).transpose()
    }

    fn set_link(&mut self, link: Option<&Link>) -> UserResult<()> {
        let text = link.map(|link| serde_json::to_string(link).expect("a link is plain data"));
        self.0.with(|store| store.set_share_fact(LINK, text.as_deref()))
    }

    fn forget_others(&mut self) -> UserResult<()> {
        self.0.with(Store::forget_shared_by_others)
    }

    fn content_of(&self, id: Uuid) -> UserResult<Option<Hash>> {
        Ok(self.0.with(|store| store.share_content(id))?.map(Hash))
    }

    fn author(&mut self, row: &Row, content: Option<Hash>) -> UserResult<()> {
        self.0.with(|store| store.author_share_row(&kept(row, false), content.map(|hash| hash.0)))
    }

    fn own_rows(&self) -> UserResult<Vec<OwnRow>> {
        let rows = self.0.with(|store| store.own_share_rows())?;
        rows.iter().map(|kept| Ok(OwnRow { row: row(kept)?, authored: kept.authored })).collect()
    }

    fn carry(&mut self, start: &[Hash], stop: &[Hash]) -> UserResult<()> {
        if start.is_empty() && stop.is_empty() {
            return Ok(());
        }
        self.0.with(|store| store.carry_share_rows(&hashes(start), &hashes(stop)))
    }

    fn rows_of(&self, id: Uuid) -> UserResult<Vec<KnownRow>> {
        let rows = self.0.with(|store| store.share_rows_of(id))?;
        rows.iter().map(|kept| Ok(KnownRow { row: row(kept)?, authored: kept.authored, held: kept.held, sent: kept.sent })).collect()
    }

    fn heads(&self) -> UserResult<Vec<Head>> {
        let heads = self.0.with(|store| store.share_heads())?;
        heads.iter().map(|head| Ok(Head { id: head.tender, key: key(head)?, annee: head.year, sup: head.removed })).collect()
    }

    fn contested(&self) -> UserResult<Vec<Uuid>> {
        self.0.with(|store| store.contested_tenders())
    }

    fn release_held(&mut self) -> UserResult<u32> {
        self.0.with(|store| store.release_held_rows(&word(Reason::HeldRemovals)))
    }

    fn verified_on(&self, path: &str) -> UserResult<Option<NaiveDate>> {
        self.0.with(|store| store.share_verified_on(path))
    }

    fn set_verified(&mut self, paths: &[String], today: NaiveDate) -> UserResult<()> {
        self.0.with(|store| store.set_share_verified(paths, today))
    }

    fn has_ingested(&self) -> UserResult<bool> {
        self.0.with(|store| store.has_share_segments())
    }

    fn ingest(&mut self, segments: &[Ingest<'_>]) -> UserResult<()> {
        let rows = |segment: &Ingest<'_>| segment.rows.iter().map(|row| kept(row, segment.held.contains(&row.hash))).collect::<Vec<_>>();
        let rows: Vec<Vec<ShareRow>> = segments.iter().map(rows).collect();
        let taken = segments.iter().zip(&rows).map(|(segment, rows)| ShareSegment {
            path: segment.path,
            rep: segment.replica.as_str(),
            verified_on: segment.today,
            rows,
        });
        let taken: Vec<ShareSegment<'_>> = taken.collect();
        self.0.with(|store| store.take_share_segments(&taken))
    }

    fn coverage(&self, paths: &[String]) -> UserResult<Vec<Cover>> {
        let covers = self.0.with(|store| store.share_coverage(paths))?;
        covers.iter().map(|cover| Ok(Cover { id: cover.head.tender, key: key(&cover.head)?, by: replica(&cover.by)? })).collect()
    }

    fn waits(&self) -> UserResult<BTreeMap<Hash, Wait>> {
        let waits = self.0.with(|store| store.share_waits())?;
        Ok(waits.into_iter().map(|wait| (Hash(wait.hash), Wait { since: wait.since, sessions: wait.sessions })).collect())
    }

    fn set_waits(&mut self, waits: &BTreeMap<Hash, Wait>) -> UserResult<()> {
        let waits: Vec<ShareWait> = waits.iter().map(|(hash, wait)| ShareWait { hash: hash.0, since: wait.since, sessions: wait.sessions }).collect();
        self.0.with(|store| store.set_share_waits(&waits))
    }

    fn set_aside(&self) -> UserResult<Vec<SetAside>> {
        let list = self.0.with(|store| store.share_set_aside())?;
        list.into_iter()
            .map(|aside| {
                let reason = serde_json::from_value(aside.reason.into()).map_err(|_| damaged())?;
                Ok(SetAside { file: aside.file, reason, rows: aside.rows, since: aside.since, sessions: aside.sessions })
            })
            .collect()
    }

    fn replace_set_aside(&mut self, set_aside: &[SetAside]) -> UserResult<()> {
        if set_aside.is_empty() && self.set_aside()?.is_empty() {
            return Ok(());
        }
        let list: Vec<ShareSetAside> = set_aside.iter().map(aside).collect();
        self.0.with(|store| store.replace_share_set_aside(&list))
    }

    fn intentions(&self, of: ReplicaId) -> UserResult<Vec<Intention>> {
        let list = self.0.with(|store| store.share_intentions(of.as_str()))?;
        list.into_iter()
            .map(|known| {
                Ok(Intention {
                    replica: replica(&known.rep)?,
                    path: known.path,
                    directory: known.directory,
                    generation: known.generation,
                    planned_on: known.planned_on,
                    published: known.published,
                    rows: Vec::new(),
                })
            })
            .collect()
    }

    fn intend(&mut self, files: &[Intention]) -> UserResult<bool> {
        let files: Vec<ShareIntention> = files.iter().map(intention).collect();
        self.0.with(|store| store.intend_to_share(&files))
    }

    fn set_published(&mut self, path: &str) -> UserResult<()> {
        self.0.with(|store| store.set_share_published(path))
    }
}

fn kept(row: &Row, held: bool) -> ShareRow {
    ShareRow {
        hash: row.hash.0,
        tender: row.id,
        v: row.v,
        rep: row.rep.to_string(),
        base: row.base.map(|base| base.0),
        year: row.annee,
        removed: row.sup,
        held,
        line: row.raw.clone(),
    }
}

/// Reads a line kept by this computer: it was a row when it was kept.
fn row(kept: &KeptRow) -> UserResult<Row> {
    Row::parse(kept.line.as_bytes()).map_err(|_| damaged())
}

fn key(head: &ShareHead) -> UserResult<Key> {
    Ok(Key { v: head.v, rep: replica(&head.rep)?, hash: Hash(head.hash) })
}

fn replica(text: &str) -> UserResult<ReplicaId> {
    ReplicaId::parse(text).ok_or_else(damaged)
}

fn aside(aside: &SetAside) -> ShareSetAside {
    ShareSetAside { file: aside.file.clone(), reason: word(aside.reason), rows: aside.rows, since: aside.since, sessions: aside.sessions }
}

fn intention(file: &Intention) -> ShareIntention {
    ShareIntention {
        path: file.path.clone(),
        rep: file.replica.to_string(),
        directory: file.directory.clone(),
        generation: file.generation,
        planned_on: file.planned_on,
        published: file.published,
        rows: hashes(&file.rows),
    }
}

fn hashes(hashes: &[Hash]) -> Vec<RowHash> {
    hashes.iter().map(|hash| hash.0).collect()
}

fn word(reason: Reason) -> String {
    serde_json::to_value(reason).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn damaged() -> UserError {
    sentence(&StoreError::Damaged { path: std::path::PathBuf::new(), backups: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clausier_sharing::merged;
    use serde_json::json;

    const ID: &str = "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11";
    const ME: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    const OTHER: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbb";

    fn row(v: u32, rep: &str, title: Option<&str>) -> Row {
        let mut line = json!({ "id": ID, "v": v, "rep": rep, "base": null, "annee": 2026, "sup": title.is_none() });
        if let Some(title) = title {
            let content = json!({ "schema": 1, "lit_min": 1, "statut": "publie", "objet": title, "avenir": "gardé" });
            line.as_object_mut().expect("an object").extend(content.as_object().cloned().expect("an object"));
        }
        Row::parse(line.to_string().as_bytes()).expect("the test writes a row")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("the test writes a day")
    }

    fn on_a_book(test: impl FnOnce(&mut Book<InHand<'_>>)) {
        let mut store = Store::in_memory().expect("a base in memory");
        test(&mut Book(InHand(RefCell::new(&mut store))));
    }

    fn take(book: &mut Book<InHand<'_>>, path: &str, rows: &[Row], held: &[Hash]) {
        let replica = ReplicaId::parse(OTHER).expect("a replica");
        book.ingest(&[Ingest { path, replica, today: day("2026-11-24"), rows, held }]).expect("taken");
    }

    fn titles(book: &Book<InHand<'_>>) -> Vec<Option<String>> {
        let id = ID.parse().expect("a uuid");
        let rows = book.rows_of(id).expect("rows");
        rows.into_iter().map(|known| known.row.to_json().get("objet").and_then(|title| title.as_str().map(str::to_owned))).collect()
    }

    #[test]
    fn the_head_is_the_greatest_row_and_lines_are_kept_byte_for_byte() {
        on_a_book(|book| {
            let rows = [row(1, ME, Some("un")), row(2, OTHER, Some("deux")), row(2, ME, Some("deux bis"))];
            take(book, "a", &rows, &[]);
            take(book, "a", &rows, &[]);
            let greatest = rows.iter().cloned().reduce(merged).expect("rows");
            assert_eq!(book.heads().expect("heads").iter().map(|head| head.key).collect::<Vec<_>>(), [greatest.key()]);
            assert_eq!(book.contested().expect("contested"), [greatest.id], "two rows with one counter");
            let kept = book.rows_of(greatest.id).expect("rows");
            assert!(rows.iter().all(|row| kept.iter().any(|known| known.row.raw == row.raw && known.sent && !known.authored)));
        });
    }

    #[test]
    fn a_tombstone_erases_what_is_below_it_once_it_counts() {
        on_a_book(|book| {
            let tombstone = row(5, OTHER, None);
            take(book, "a", &[row(1, ME, Some("un"))], &[]);
            take(book, "b", std::slice::from_ref(&tombstone), &[tombstone.hash]);
            assert_eq!(titles(book).len(), 2, "a held removal changes nothing");
            assert_eq!(book.heads().expect("heads").first().map(|head| head.sup), Some(false));
            assert_eq!(book.release_held().expect("released"), 1);
            assert_eq!(titles(book), [None], "nothing of the tender stays");
            take(book, "c", &[row(2, ME, Some("un"))], &[]);
            assert_eq!(titles(book), [None], "nor comes back from an older file");
        });
    }

    #[test]
    fn an_edit_replaces_what_never_left_and_keeps_what_did() {
        on_a_book(|book| {
            let (first, second, third) = (row(1, ME, Some("un")), row(2, ME, Some("deux")), row(3, ME, Some("trois")));
            book.author(&first, Some(Hash::of(b"1"))).expect("written");
            book.author(&second, Some(Hash::of(b"2"))).expect("written");
            assert_eq!(titles(book), [Some("deux".to_owned())], "the first one never left");
            let file = |generation: u32, rows: Vec<Hash>| Intention {
                path: format!("resumes/annee=2026/{generation}"),
                replica: ReplicaId::parse(ME).expect("a replica"),
                directory: "resumes/annee=2026".to_owned(),
                generation,
                planned_on: day("2026-11-24"),
                published: false,
                rows,
            };
            assert!(book.intend(&[file(1, vec![second.hash])]).expect("planned"));
            assert!(!book.intend(&[file(1, Vec::new())]).expect("refused"), "a generation has one content");
            book.author(&third, Some(Hash::of(b"3"))).expect("written");
            assert_eq!(titles(book).len(), 2, "what may have been seen is kept");
            assert_eq!(book.own_rows().expect("own").iter().map(|own| own.row.v).collect::<Vec<_>>(), [3]);
            assert_eq!(book.content_of(third.id).expect("content"), Some(Hash::of(b"3")));
            book.set_published("resumes/annee=2026/1").expect("noted");
            assert!(book.intentions(ReplicaId::parse(ME).expect("a replica")).expect("intentions").iter().all(|known| known.published));
        });
    }

    #[test]
    fn another_share_takes_nothing_from_the_former_one() {
        on_a_book(|book| {
            let mine = row(1, ME, Some("à moi"));
            let theirs = Row::parse(row(1, OTHER, Some("à eux")).raw.replace("0192f0c1", "0192f0c2").as_bytes()).expect("a row");
            book.author(&mine, None).expect("written");
            take(book, "a", std::slice::from_ref(&theirs), &[]);
            book.carry(&[theirs.hash], &[]).expect("carried");
            assert_eq!(book.own_rows().expect("own").len(), 2);
            book.forget_others().expect("forgotten");
            assert_eq!(book.own_rows().expect("own").iter().map(|own| own.row.hash).collect::<Vec<_>>(), [mine.hash]);
            assert!(!book.has_ingested().expect("asked"), "everything is read again");
            assert_eq!(book.verified_on("a").expect("asked"), None);
        });
    }

    #[test]
    fn waits_and_what_is_set_aside_are_kept_as_given() {
        on_a_book(|book| {
            let waits = BTreeMap::from([(Hash::of(b"1"), Wait { since: day("2026-11-20"), sessions: 2 })]);
            book.set_waits(&waits).expect("kept");
            assert_eq!(book.waits().expect("waits"), waits);
            let aside = SetAside { file: "x".to_owned(), reason: Reason::InvalidRows, rows: 3, since: day("2026-11-20"), sessions: 1 };
            book.replace_set_aside(std::slice::from_ref(&aside)).expect("kept");
            assert_eq!(book.set_aside().expect("list"), [aside]);
        });
    }
}
