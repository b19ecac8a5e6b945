//! The second reading: whatever a file says, it is read or refused, and each finding stands somewhere in it.

use std::sync::LazyLock;

use clausier_catalogue::Catalogue;
use clausier_documents::passages;
use clausier_review::{FileText, Reading, review};

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
    let Ok(passages) = passages(bytes, "") else { return };
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
