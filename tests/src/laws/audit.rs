//! The second reading: whatever a file says, it is read or refused, each finding stands somewhere in it, and a repair
//! written into a copy adds its words and nothing else.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clausier_catalogue::Catalogue;
use clausier_core::passage::Passage;
use clausier_documents::{Agreement, Insertion, correct};
use clausier_review::{FileText, Reading, Repair, review, review_to_repair};

use super::documents::{docx_bodies as written, odt_bodies as composed, open_document, word};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// Sentences that the rules look for, put where the seeds say « Texte. ».
const SENTENCES: [&str; 6] = [
    "Les radiateurs sont de marque Thermalia 3000, certifiés NF.",
    "Les entreprises locales sont privilégiées dans un rayon de 50 km.",
    "Article 28 du code des marchés publics ; CCAG-Travaux de 2009.",
    "Le seuil de procédure formalisée est de 5 538 000 € HT.",
    "Date limite de remise des offres : le 1er mars 2019.",
    "La durée du marché est de 24 mois, avec une pénalité de 500 € par jour.",
];

/// Any bytes as the main part of a Word document.
pub fn docx(part: &[u8]) {
    file(&word(part));
}

/// Any bytes as the content of an OpenDocument text.
pub fn odt(part: &[u8]) {
    file(&open_document(part));
}

fn file(bytes: &[u8]) {
    let Ok(passages) = clausier_documents::passages(bytes, "") else { return };
    let read = FileText { name: "fichier", passages: &passages };
    let today = "2026-11-25".parse().expect("a day");
    let reading = Reading { rules: &CATALOGUE.review, scales: &CATALOGUE.law.scales, today };
    let found = review(&[read], &reading);
    for finding in &found {
        let here = passages.iter().any(|passage| passage.part == finding.part && Some(passage.paragraph) == finding.paragraph.map(|at| at as usize));
        assert!(here, "a finding without a place: {finding:?}");
        assert!(!finding.message.is_empty() && !finding.message.contains("{mot}"), "{finding:?}");
    }
    assert_eq!(review(&[read], &reading), found, "twice is not once");
    let repairs: Vec<Repair> = review_to_repair(&[read], &reading).into_iter().filter_map(|found| found.repair).collect();
    repaired(bytes, &passages, &repairs);
}

/// Writes all the repairs into a copy, which says what it said and their words.
fn repaired(bytes: &[u8], passages: &[Passage], repairs: &[Repair]) {
    let insertion = |one: &Repair| Insertion { passage: one.passage, at: one.at, words: one.words.clone() };
    let asked: Vec<Insertion> = repairs.iter().map(insertion).collect();
    let agreement = Agreement { day: "2026-11-25".to_owned(), accept_signature_loss: true };
    let Ok(done) = correct(bytes, "", &asked, &agreement) else { return };
    let Some(copy) = done.bytes else { return };
    let written = repairs.iter().zip(&done.places).filter(|(_, place)| place.is_ok());
    let places: BTreeSet<(usize, usize, &str)> = written.map(|(one, _)| (one.passage, one.at, one.words.as_str())).collect();
    let mut expected = passages.to_vec();
    for (passage, at, words) in places.into_iter().rev() {
        expected[passage].text.insert_str(at, &format!(" {words}"));
    }
    assert_eq!(self::passages(&copy), expected, "the copy says something else");
}

fn passages(bytes: &[u8]) -> Vec<Passage> {
    clausier_documents::passages(bytes, "").expect("the copy is read")
}

/// Main parts of Word documents that say something to find.
pub fn docx_bodies() -> Vec<Vec<u8>> {
    spoken(&written())
}

/// Contents of OpenDocument texts that say something to find.
pub fn odt_bodies() -> Vec<Vec<u8>> {
    spoken(&composed())
}

fn spoken(parts: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let texts = parts.iter().filter_map(|part| std::str::from_utf8(part).ok());
    texts.zip(SENTENCES.iter().cycle()).map(|(text, sentence)| text.replacen("Texte.", sentence, 1).into_bytes()).collect()
}
