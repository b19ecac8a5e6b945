//! Figures, on demand: `cargo test --release -p clausier-store -- --ignored --nocapture bench`.

use std::time::Instant;

use clausier_core::tender::{DocumentKind, Family, Level, Theme};
use clausier_store::{SearchQuery, SearchRow, Store};

use crate::tools::{id, minute, noon, open, tender};

const BODY: &str = "Le titulaire met en œuvre une gestion des déchets de chantier conforme à l’article L. 541-1 du code de l’environnement. \
    Les marchés de travaux prévoient le tri à la source, la traçabilité et la réduction des émissions de CO₂. ";

fn row(number: usize) -> SearchRow {
    SearchRow {
        id: format!("env-{number}"),
        version: "1.0.0".into(),
        title: format!("Gestion des déchets n° {number}, maîtrise d’œuvre"),
        keywords: String::new(),
        summary: String::new(),
        body: BODY.repeat(8),
        theme: Theme::Environment,
        families: vec![Family::Works, Family::Waste],
        documents: vec![DocumentKind::Cctp],
        levels: vec![Level::Basic],
    }
}

#[test]
#[ignore = "figures"]
fn bench_search() {
    let rows: Vec<SearchRow> = (0..400).map(row).collect();
    let mut store = Store::in_memory().unwrap();
    let start = Instant::now();
    store.index_clauses(&rows, noon()).unwrap();
    println!("index of 400 clauses of {} bytes: {:?}", rows[0].body.len(), start.elapsed());
    for text in ["oeuvre", "marche", "dechets chantier tri", "CO2 em", "l541", "introuvable partout", ""] {
        let query = SearchQuery { text: text.into(), limit: 20, ..SearchQuery::default() };
        store.search_clauses(&query).unwrap();
        let start = Instant::now();
        for _ in 0..100 {
            store.search_clauses(&query).unwrap();
        }
        println!("{text:24} {:?} a query, {} hits", start.elapsed() / 100, store.search_clauses(&query).unwrap().total);
    }
}

#[test]
#[ignore = "figures"]
fn bench_store() {
    let dir = tempfile::tempdir().unwrap();
    let start = Instant::now();
    let mut store = open(dir.path());
    println!("first opening: {:?}", start.elapsed());
    let mut times = Vec::new();
    let mut rev = None;
    for number in 0..500 {
        let start = Instant::now();
        rev = Some(store.save(&tender(0, &format!("{number} {}", BODY.repeat(20))), rev, "title", minute(number)).unwrap().rev);
        times.push(start.elapsed());
    }
    times.sort();
    println!("save of 5 kB with its snapshot: p50 {:?}, p99 {:?}", times[250], times[495]);
    for number in 1..5_000 {
        store.transact("fill", noon(), |write| write.save_tender(&tender(number, BODY), None)).unwrap();
    }
    for (what, run) in [
        ("list of 5,000", &mut |store: &mut Store| drop(store.list().unwrap())),
        ("get", &mut |store: &mut Store| drop(store.get(id(7)).unwrap())),
        ("backup", &mut |store: &mut Store| drop(store.backup(noon()).unwrap())),
        ("check", &mut |store: &mut Store| store.check().unwrap()),
    ] as [(&str, &mut dyn FnMut(&mut Store)); 4]
    {
        let start = Instant::now();
        run(&mut store);
        println!("{what}: {:?}", start.elapsed());
    }
    drop(store);
    for _ in 0..2 {
        let start = Instant::now();
        let store = open(dir.path());
        println!("opening of {} kB: {:?}", dir.path().join("clausier.db").metadata().unwrap().len() / 1024, start.elapsed());
        drop(store);
    }
}
