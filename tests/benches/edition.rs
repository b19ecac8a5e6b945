//! What a new edition of the catalogue says of every tender that a large organisation keeps.
//!
//! On its own, without the counter of allocations of the other figures: a person waits for this one whole.
//! `cargo bench --package clausier-tests --bench edition`
#![allow(clippy::print_stdout, reason = "a measure talks on its output")]

mod common;

use std::time::Instant;

use clausier_app::{Engine, edition_effect};
use clausier_core::tender::{Euros, Tender};

use common::{now, school};

/// How many tenders a large organisation keeps.
const MANY: usize = 35_000;
/// Seconds, on two cores.
const GOAL: f64 = 5.0;

fn main() {
    let bodies: Vec<String> = bodies().into_iter().cycle().take(MANY).collect();
    let (old, new) = (older_edition(), Engine::embedded());
    let start = Instant::now();
    let effects = edition_effect::of_bodies(&old, &new, &bodies, now().today);
    let took = start.elapsed().as_secs_f64();
    let touched = effects.iter().flatten().filter(|effect| !effect.changes.is_empty()).count();
    println!("Nouvelle édition sur 35 000 marchés ({touched} touchés) : {took:.2} s, objectif {GOAL} s, rapport {:.2}", took / GOAL);
    let start = Instant::now();
    let lines = assessed(&new, &bodies);
    let took = start.elapsed().as_secs_f64();
    println!("35 000 marchés relus et évalués, {lines} lignes et leurs phrases : {took:.2} s, objectif {GOAL} s, rapport {:.2}", took / GOAL);
}

/// Assesses every tender from its text, on two cores, every sentence written; counts the lines.
fn assessed(engine: &Engine, bodies: &[String]) -> usize {
    let lines = |body: &String| {
        let tender: Tender = serde_json::from_str(body).expect("the tender was written by us");
        engine.assess(&tender, now().today).lines.len()
    };
    std::thread::scope(|scope| {
        let halves: Vec<_> = bodies.chunks(MANY.div_ceil(2)).map(|half| scope.spawn(move || half.iter().map(lines).sum::<usize>())).collect();
        halves.into_iter().map(|half| half.join().expect("no assessment fails")).sum()
    })
}

/// The edition that the program carries, but for one threshold: that of the buyer profile.
fn older_edition() -> Engine {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = clausier_catalogue::Files::embedded(&clausier_catalogue::Faults::default());
    for (path, text) in files.iter() {
        let text = if path.ends_with("seuil-profil-acheteur.toml") { text.replace("valeur = 60000", "valeur = 240000") } else { text.to_owned() };
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder is made");
        std::fs::write(path, text).expect("the copy is written");
    }
    Engine::load(folder.path()).expect("the copy has no fault")
}

/// Tenders of every size, from the bare need to the one whose clauses are chosen, at several amounts and days.
fn bodies() -> Vec<String> {
    let school = school();
    let bare = Tender { selections: Vec::new(), lots: Vec::new(), criteria: Vec::new(), ..school.clone() };
    let amounts = [20_000_i64, 95_000, 230_000, 6_000_000];
    let days = ["2024-06-01", "2026-03-31", "2026-09-15", "2027-02-01"];
    let with = |tender: &Tender, euros: i64, day: &str| {
        let tender = Tender { estimated_value_eur: Some(Euros::whole(euros)), consultation_on: day.parse().ok(), ..tender.clone() };
        serde_json::to_string(&tender).expect("a tender is plain data")
    };
    let mut bodies = Vec::new();
    for tender in [&school, &bare] {
        for euros in amounts {
            bodies.extend(days.iter().map(|day| with(tender, euros, day)));
        }
    }
    bodies
}
