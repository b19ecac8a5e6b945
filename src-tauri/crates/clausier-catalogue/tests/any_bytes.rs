//! Any bytes as any file: faults, never a panic.

mod common;

use clausier_catalogue::{Faults, Files};
use common::faults_of;
use proptest::prelude::*;

const FILES: [&str; 10] = [
    "mots.toml",
    "relecture.toml",
    "families.toml",
    "places.toml",
    "cpv.tsv",
    "faits.toml",
    "edition.toml",
    "law/obligations/x.toml",
    "law/thresholds/x.toml",
    "clauses/environment/env-99.toml",
];

/// Pieces of TOML that make files which nearly read.
const PIECES: [&str; 24] = [
    "identifiant",
    "versions",
    "niveaux",
    " = ",
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\"\"\"",
    "\n",
    "2026-08-22",
    "1",
    "-1e999",
    "9223372036854775808",
    "true",
    "é",
    "{{taux}}",
    ",",
    "'",
    ".",
    "\t",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_never_panic(file in prop::sample::select(&FILES[..]), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        faults_of(file, &bytes);
    }

    #[test]
    fn nearly_toml_never_panics(file in prop::sample::select(&FILES[..]), pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        faults_of(file, pieces.concat().as_bytes());
    }

    #[test]
    fn a_clause_cut_or_spoilt_never_panics(at in 0_usize..4000, spoilt in any::<u8>()) {
        let files = Files::embedded(&Faults::default());
        let text = files.get("clauses/insertion/ins-01.toml").expect("the repository has it");
        let mut bytes = text.as_bytes().to_vec();
        bytes.truncate(at.max(1));
        faults_of("clauses/insertion/ins-01.toml", &bytes);
        let mut bytes = text.as_bytes().to_vec();
        if let Some(byte) = bytes.get_mut(at) { *byte = spoilt; }
        faults_of("clauses/insertion/ins-01.toml", &bytes);
    }
}
