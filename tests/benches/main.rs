//! Figures of what a person waits for. Each prints beside its goal; none of them passes or fails:
//! speed is measured, never tested.
//!
//! `cargo bench --package clausier-tests`
#![allow(clippy::print_stdout, reason = "a measure talks on its output")]

mod common;

use std::sync::Arc;

use clausier_app::search::{Question, search};
use clausier_app::{App, Engine, edit, sample};
use clausier_core::clauses::search_rows;
use clausier_documents::{Request, synthetic};
use clausier_store::{SearchQuery, SearchRow, Store, Synonyms};
use divan::{AllocProfiler, Bencher};
use serde_json::json;

use common::{now, school};

/// Counts what is allocated beside what is waited for.
#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    println!("Objectifs : évaluer ≤ 1 ms · chercher ≤ 2 ms · exporter 300 pages ≤ 250 ms et ≤ 64 Mio · enregistrer ≤ 20 ms");
    divan::main();
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

/// A library of a size that ours may reach: 1,500 clauses of ten versions, of which the newest is indexed.
fn large_library() -> Store {
    let rows = search_rows(&Engine::embedded().catalogue.library, now().today);
    let mut store = Store::in_memory().expect("a base in memory");
    let rows: Vec<SearchRow> = rows
        .iter()
        .cycle()
        .zip(0..1_500)
        .map(|(row, at)| SearchRow {
            id: format!("{}-{at}", row.clause),
            version: "10.0.0".to_owned(),
            title: row.title.clone(),
            keywords: row.keywords.clone(),
            summary: row.summary.clone(),
            body: row.body.clone(),
            theme: row.theme,
            families: row.families.clone(),
            documents: row.documents.clone(),
            levels: row.levels.clone(),
        })
        .collect();
    store.index_clauses(&rows, now().at).expect("the index is made");
    store
}

/// Goal: 2 ms among 1,500 clauses.
#[divan::bench(args = ["insertion", "dechets chantier", "harcellement", "CO2 em"])]
fn search_1500_clauses(bencher: Bencher, words: &str) {
    let store = large_library();
    let groups = Engine::embedded().catalogue.synonyms.clone();
    let synonyms = Arc::new(Synonyms::new(groups.iter().map(|group| (group.words.as_slice(), group.towards.as_slice()))));
    let query = SearchQuery { text: words.to_owned(), limit: 20, synonyms, ..SearchQuery::default() };
    bencher.bench_local(|| store.search_clauses(&query));
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
