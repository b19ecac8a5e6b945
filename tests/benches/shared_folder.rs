//! The shared folder of a large organisation: two hundred replicas, and tenders by the thousand. Each figure prints beside
//! its goal; none passes or fails.
//!
//! `cargo bench --package clausier-tests --bench shared_folder` ; a million with CLAUSIER_LONG.
#![allow(clippy::print_stdout, reason = "a measure talks on its output")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeZone, Utc};
use clausier_app::{App, Now, indicators, share};
use clausier_core::figures::Summary;
use clausier_sharing::{Chance, Entry, Envelope, Folder, FolderError, Hash, LocalFolder, ReplicaId, Row, SegmentName, Stat, parse_segment};
use clausier_store::{ShareRow, ShareSegment, Store};
use serde_json::json;
use uuid::Uuid;

const REPLICAS: u64 = 200;
/// Segments that the program takes in one write.
const TOGETHER: usize = 64;
const ROUND_TRIP: Duration = Duration::from_millis(20);
const YEARS: std::ops::RangeInclusive<i32> = 2022..=2026;

fn main() {
    let usual = if std::env::var_os("CLAUSIER_LONG").is_some() { "1000,10000,100000,1000000" } else { "1000,10000,100000" };
    let sizes = std::env::var("CLAUSIER_SIZES").unwrap_or_else(|_| usual.to_owned());
    println!("Dossier partagé, {REPLICAS} postes. Objectifs à 100 000 marchés : premier rafraîchissement ≤ 5 s et ≤ 1,6 × la somme des parties ;");
    println!("5 postes changés ≤ 1 s ; rien de neuf ≤ 0,2 s ; indicateurs ≤ 0,3 s ; mémoire ≤ 150 Mo.");
    for size in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        measure(size);
    }
}

fn measure(tenders: u64) {
    let (folder, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let app = App::open(data.path(), &now());
    share::link(&app, folder.path(), false, &now()).expect("the folder is linked");
    let mut replicas: Vec<Replica> = (0..REPLICAS).map(|number| Replica::new(number, tenders)).collect();
    replicas.iter_mut().for_each(|replica| replica.publish(folder.path()));
    let rest = resident();
    let first = took(|| share::sync(&app, &now()).expect("the folder is read"));
    let memory = peak().saturating_sub(rest);
    let parts = parts(folder.path());
    let asked = took(|| share::sync(&app, &now()).expect("nothing is new"));
    let poll = took(|| assert!(share::is_idle(&app, &now()).expect("the folder is listed"), "nothing is new"));
    for replica in replicas.iter_mut().take(5) {
        replica.edit();
        replica.publish(folder.path());
    }
    let changed = took(|| share::sync(&app, &now()).expect("five have changed"));
    let one = took(|| drop(indicators::of_year(&app, 2026).expect("the figures")));
    let all = took(|| YEARS.for_each(|year| drop(indicators::of_year(&app, year).expect("the figures"))));
    let again = took(|| YEARS.for_each(|year| drop(indicators::of_year(&app, year).expect("the figures"))));
    let whole = |pick: fn(&Took) -> f64| parts.iter().map(|(_, took)| pick(took)).sum::<f64>();
    let ratio = |pick: fn(&Took) -> f64| pick(&first) / whole(pick);
    println!("\n{tenders} marchés                                 durée   processeur");
    parts.iter().for_each(|(part, took)| line(part, took, ""));
    let times = format!("{:.2} × la somme des parties ({:.2} × en processeur)", ratio(|took| took.wall), ratio(|took| took.processor));
    line("premier rafraîchissement", &first, &times);
    line("rien de neuf, en arrière-plan", &poll, "une liste, aucun fichier ouvert");
    line("rien de neuf, demandé", &asked, "");
    line("5 postes changés", &changed, "");
    line("indicateurs d’une année", &one, "");
    line("indicateurs de cinq années", &all, "dont une déjà lue");
    line("indicateurs de cinq années, relus", &again, "");
    println!("  mémoire de plus au plus haut           {:>8} Mo", memory / 1024);
    if tenders <= 10_000 {
        far(folder.path());
    }
}

/// The same folder where each call takes a round trip.
fn far(folder: &Path) {
    let data = tempfile::tempdir().expect("a folder");
    let app = App::open(data.path(), &now());
    share::link(&app, folder, false, &now()).expect("the folder is linked");
    let slow = || Box::new(Slow(LocalFolder::new(folder)));
    line("aller-retour de 20 ms, premier", &took(|| share::sync_through(&app, slow(), &now()).expect("the folder is read")), "");
    line("aller-retour de 20 ms, rien de neuf", &took(|| share::sync_through(&app, slow(), &now()).expect("nothing is new")), "");
}

fn line(what: &str, took: &Took, more: &str) {
    println!("  {what:<38} {:>8.3} s {:>8.3} s   {more}", took.wall, took.processor);
}

/// A folder at the other end of a network.
struct Slow(LocalFolder);

impl Slow {
    fn far<T>(&self, call: impl FnOnce(&LocalFolder) -> T) -> T {
        std::thread::sleep(ROUND_TRIP);
        call(&self.0)
    }
}

impl Folder for Slow {
    fn list(&self, directory: &str) -> Result<Vec<Entry>, FolderError> {
        self.far(|folder| folder.list(directory))
    }

    fn stat(&self, path: &str) -> Result<Stat, FolderError> {
        self.far(|folder| folder.stat(path))
    }

    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, FolderError> {
        self.far(|folder| folder.read(path, cap))
    }

    fn create_new(&self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        self.far(|folder| folder.create_new(path, bytes))
    }

    fn rename_no_replace(&self, from: &str, to: &str) -> Result<(), FolderError> {
        self.far(|folder| folder.rename_no_replace(from, to))
    }

    fn remove(&self, path: &str) -> Result<(), FolderError> {
        self.far(|folder| folder.remove(path))
    }

    fn make_directory(&self, path: &str) -> Result<(), FolderError> {
        self.far(|folder| folder.make_directory(path))
    }

    fn sync_directory(&self, path: &str) -> Result<(), FolderError> {
        self.far(|folder| folder.sync_directory(path))
    }
}

/// What a refresh is made of, each alone: listing, reading, hashing, parsing, keeping.
fn parts(folder: &Path) -> Vec<(&'static str, Took)> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let list = took(|| {
        for year in std::fs::read_dir(folder.join("resumes")).expect("the folder").flatten() {
            paths.extend(std::fs::read_dir(year.path()).expect("a year").flatten().map(|file| file.path()));
        }
    });
    let mut files: Vec<Vec<u8>> = Vec::new();
    let read = took(|| files = paths.iter().map(|path| std::fs::read(path).expect("a segment")).collect());
    let hash = took(|| files.iter().map(|file| u64::from(Hash::of(file).0[0])).sum::<u64>());
    let mut rows: Vec<Vec<Row>> = Vec::new();
    let parse = took(|| rows = files.iter().map(|file| parse_segment(file).rows).collect());
    drop(files);
    let base = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(base.path(), now().at).expect("a base");
    let kept: Vec<Vec<ShareRow>> = rows.into_iter().map(|rows| rows.into_iter().map(kept).collect()).collect();
    let insert = took(|| {
        let paths: Vec<String> = (0..kept.len()).map(|number| format!("resumes/{number}")).collect();
        let segment = |(path, rows)| ShareSegment { path, rep: "aaaaaaaaaaaaaaaaaaaaaaaaaa", verified_on: now().today, rows };
        let segments: Vec<ShareSegment<'_>> = paths.iter().map(String::as_str).zip(kept.iter().map(Vec::as_slice)).map(segment).collect();
        segments.chunks(TOGETHER).for_each(|together| store.take_share_segments(together).expect("kept"));
    });
    vec![("lister", list), ("lire", read), ("hacher", hash), ("analyser", parse), ("ranger dans SQLite", insert)]
}

fn kept(row: Row) -> ShareRow {
    ShareRow {
        hash: row.hash.0,
        tender: row.id,
        v: row.v,
        rep: row.rep.as_str().to_owned(),
        base: None,
        year: row.annee,
        removed: row.sup,
        held: false,
        line: row.raw,
    }
}

/// One replica and the rows that it publishes.
struct Replica {
    id: ReplicaId,
    generation: u32,
    rows: BTreeMap<i32, Vec<Row>>,
    left: Vec<PathBuf>,
}

impl Replica {
    fn new(number: u64, tenders: u64) -> Self {
        let id = ReplicaId::draw(&mut Dice(number + 1));
        let mut rows: BTreeMap<i32, Vec<Row>> = BTreeMap::new();
        for tender in (number..tenders).step_by(usize::try_from(REPLICAS).expect("small")) {
            let summary = summary(tender);
            let envelope = Envelope { id: Uuid::from_u128(u128::from(tender)), v: 1, rep: id, base: None, annee: summary.annee };
            rows.entry(summary.annee).or_default().push(Row::of_summary(envelope, &summary).expect("a row of ours"));
        }
        Self { id, generation: 0, rows, left: Vec::new() }
    }

    /// Edits its first tender of the last year.
    fn edit(&mut self) {
        let Some(row) = self.rows.values_mut().next_back().and_then(|rows| rows.first_mut()) else { return };
        let envelope = Envelope { id: row.id, v: row.v + 1, rep: self.id, base: None, annee: row.annee };
        let edited = Summary { objet: Some("Marché repris".to_owned()), ..row.summary().expect("a row of ours") };
        *row = Row::of_summary(envelope, &edited).expect("a row of ours");
    }

    /// Writes a generation, as the program does: one file a year; the one before goes.
    fn publish(&mut self, folder: &Path) {
        self.generation += 1;
        let old = std::mem::take(&mut self.left);
        for (year, rows) in &self.rows {
            let mut sorted: Vec<&Row> = rows.iter().collect();
            sorted.sort_by_key(|row| row.id);
            let bytes: Vec<u8> = sorted.iter().flat_map(|row| row.raw.bytes().chain([b'\n'])).collect();
            let count = u32::try_from(sorted.len()).expect("few rows");
            let name = SegmentName {
                replica: self.id,
                generation: self.generation,
                rows: count,
                part: None,
                sha: Hash::of(&bytes).short(),
                compressed: false,
            };
            let directory = folder.join(format!("resumes/annee={year}"));
            std::fs::create_dir_all(&directory).expect("a folder");
            let path = directory.join(name.to_string());
            std::fs::write(&path, bytes).expect("a segment");
            self.left.push(path);
        }
        for path in old.into_iter().filter(|path| !self.left.contains(path)) {
            std::fs::remove_file(path).expect("an old segment goes");
        }
    }
}

/// A tender as an organisation publishes it: a title, clauses, considerations, an amount.
fn summary(tender: u64) -> Summary {
    let year = YEARS.start() + i32::try_from(tender % 5).expect("small");
    let clauses: Vec<_> = (0..tender % 6)
        .map(|clause| json!({ "id": format!("env-{clause:02}"), "version": "1.0.0", "theme": "environment", "niveau": "advanced" }))
        .collect();
    let environmental = if clauses.is_empty() { "Pas de considération environnementale" } else { "Clause environnementale" };
    let summary = json!({
        "id": Uuid::from_u128(u128::from(tender)), "annee": year, "statut": "notifie", "objet": format!("Entretien et travaux du secteur {tender}"),
        "nature": "works", "cpv": ["45214200", "45223220"], "siret": "20005480700017", "direction": format!("Direction {}", tender % 24),
        "notifie_le": format!("{year}-05-02"), "montant": 10_000 + tender % 900_000, "considerations": ["Pas de considération sociale", environmental],
        "clauses": clauses, "heures": null, "reservation": [], "pme": tender.is_multiple_of(3), "ess": null
    });
    serde_json::from_value(summary).expect("a summary")
}

struct Dice(u64);

impl Chance for Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 ^ (self.0 >> 29)
    }

    fn wait(&mut self, _: Duration) {}
}

fn now() -> Now {
    let at = Utc.with_ymd_and_hms(2026, 11, 25, 10, 0, 0).single().expect("an instant");
    Now { today: NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day"), at }
}

/// How long something lasts, and how much of it is work: on a busy machine only the second says something.
struct Took {
    wall: f64,
    processor: f64,
}

fn took<T>(work: impl FnOnce() -> T) -> Took {
    let (start, before) = (Instant::now(), processor());
    let done = work();
    let took = Took { wall: start.elapsed().as_secs_f64(), processor: processor() - before };
    drop(done);
    took
}

/// Time of the processors that this program has used, in seconds, to the hundredth; nothing outside Linux.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u32 = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u32>().ok()).sum();
    f64::from(ticks) / 100.0
}

/// Memory held now, in kibibytes, and the peak counted anew from here; nothing outside Linux.
fn resident() -> u64 {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    status("VmRSS:")
}

fn peak() -> u64 {
    status("VmHWM:")
}

fn status(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
