//! Figures of what a person waits for. Each prints beside its goal; none of them passes or fails:
//! speed is measured, never tested.
//!
//! `cargo bench --package clausier-tests`
#![allow(clippy::print_stdout, reason = "a measure talks on its output")]

use chrono::{NaiveDate, TimeZone, Utc};
use clausier_app::search::{Question, search};
use clausier_app::{App, Engine, Now, edit, sample};
use clausier_core::tender::Tender;
use clausier_documents::{Request, synthetic};
use divan::{AllocProfiler, Bencher};
use serde_json::json;

/// Counts what is allocated beside what is waited for.
#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    println!("Objectifs : évaluer ≤ 1 ms · chercher ≤ 2 ms · exporter 300 pages ≤ 250 ms et ≤ 64 Mio · enregistrer ≤ 20 ms");
    divan::main();
}

fn now() -> Now {
    let at = Utc.with_ymd_and_hms(2026, 11, 24, 10, 0, 0).single().expect("an instant");
    Now { today: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"), at }
}

fn school() -> Tender {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = App::open(folder.path(), &now());
    sample::open(&app, "groupe-scolaire", &now()).expect("the sample opens").tender
}

/// Goal: 1 ms, every sentence written.
#[divan::bench]
fn assess(bencher: Bencher) {
    let (engine, tender) = (Engine::embedded(), school());
    bencher.bench(|| engine.assess(&tender, now().today));
}

/// What one keystroke costs beside the assessment.
#[divan::bench]
fn checklist(bencher: Bencher) {
    let (engine, tender) = (Engine::embedded(), school());
    let assessment = engine.assess(&tender, now().today);
    bencher.bench(|| engine.checklist_of(&tender, &assessment, now().today));
}

/// Goal: 2 ms.
#[divan::bench(args = ["insertion", "dechets chantier", "oeuvre", "CO2 em"])]
fn search_clauses(bencher: Bencher, words: &str) {
    let engine = Engine::embedded();
    let question = Question { text: words.to_owned(), limit: Some(20), ..Question::default() };
    search(&engine, &question).expect("the index is made once");
    bencher.bench(|| search(&engine, &question));
}

/// Goal: 2 ms over the 9,454 codes.
#[divan::bench(args = ["4521", "espaces verts", "construction ecole", "e"])]
fn search_cpv(bencher: Bencher, words: &str) {
    let engine = Engine::embedded();
    bencher.bench(|| clausier_app::cpv::search(&engine, words, 12));
}

/// Goal: 0.25 s of CPU and 64 MiB: 300 pages, 200 clauses at 40 places.
#[divan::bench(sample_count = 20)]
fn export_300_pages(bencher: Bencher) {
    let document = synthetic::document().expect("a document is made");
    let request = Request { clauses: synthetic::clauses(), accept_places: true, ..Request::default() };
    bencher.bench(|| clausier_documents::export(&document, &request));
}

/// Goal: 20 ms from the keystroke to the disk, everything on the screen computed anew.
#[divan::bench(sample_count = 200)]
fn save_an_edit(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = App::open(folder.path(), &now());
    let mut view = sample::open(&app, "groupe-scolaire", &now()).expect("the sample opens");
    let mut number = 0_u32;
    bencher.bench_local(|| {
        number += 1;
        let patch = json!({ "title": format!("Construction d’un groupe scolaire, essai {number}") });
        let saved = edit::patch(&app, view.id, view.rev, "title", &patch, &now()).expect("the edit is saved");
        view.rev = saved.rev;
    });
}
