//! What the documents refuse, as a person reads it.

use std::collections::BTreeMap;

use clausier_core::clauses::SelectionProblem;
use clausier_documents::DocumentError;

use crate::error::UserError;

/// Returns the sentence of a refusal; `titles` names the clauses.
pub fn sentence(error: &DocumentError, file: &str, titles: &BTreeMap<String, String>) -> UserError {
    let told = |code: &str| UserError::new(code, &[("fichier", file)]);
    let suspect = |detail: &str| UserError::new("document-suspect", &[("fichier", file), ("detail", detail)]);
    let damaged = |part: &str| UserError::new("document-abime", &[("fichier", file), ("partie", part)]);
    match error {
        // An empty file is one whose writing stopped at once, whatever its name says.
        DocumentError::Truncated { .. } | DocumentError::NotAZip { looks_like: Some("empty") } => told("document-tronque"),
        DocumentError::NotAZip { .. } | DocumentError::OtherOle | DocumentError::NotADocument { .. } => told("document-pas-office"),
        DocumentError::Encrypted => told("document-chiffre"),
        DocumentError::LegacyDoc => told("document-ancien"),
        DocumentError::MultiDisk => suspect("il est coupé en plusieurs volumes"),
        DocumentError::TooManyMembers { .. } => suspect("il contient beaucoup trop d’éléments"),
        DocumentError::BombRatio { .. } => suspect("l’un de ses éléments devient démesuré une fois ouvert"),
        DocumentError::DuplicateName { .. } => suspect("deux de ses éléments portent le même nom"),
        DocumentError::BadName { .. } => suspect("l’un de ses éléments porte un nom interdit"),
        DocumentError::OverlappingMembers { .. } => suspect("deux de ses éléments se recouvrent"),
        DocumentError::HeaderMismatch { .. } => suspect("sa table des matières interne se contredit"),
        DocumentError::UnsupportedCompression { .. } => suspect("il est compressé d’une façon que Word n’emploie pas"),
        DocumentError::Doctype { .. } => suspect("il contient une déclaration que Word n’écrit jamais"),
        DocumentError::TooDeep { .. } => suspect("ses éléments sont imbriqués sans fin"),
        DocumentError::TooManyBlocks { .. } => suspect("il contient beaucoup trop de paragraphes"),
        DocumentError::Damaged { name } => damaged(name),
        DocumentError::MissingPart { part } | DocumentError::BadXml { part, .. } => damaged(part),
        DocumentError::Utf16 { .. } | DocumentError::UnsupportedEncoding { .. } => told("document-encodage"),
        DocumentError::Signed => told("document-signe"),
        DocumentError::Protected => told("document-protege"),
        DocumentError::NeedsPlaces { places, unplaced } => {
            let titled = |key: &str| format!("« {} »", titles.get(key).map_or(key, String::as_str));
            let uncertain = places.iter().map(|place| format!("{} à l’endroit « {} »", titled(&place.key), place.at));
            let lost = unplaced.iter().map(|key| format!("{} sans place trouvée", titled(key)));
            let clauses: Vec<String> = uncertain.chain(lost).collect();
            UserError::new("places-a-confirmer", &[("clauses", &clauses.join(" ; "))])
        }
        DocumentError::BadKey { key, .. } => UserError::new("clause-en-double", &[("clause", key)]),
        // The enum is non-exhaustive: a reason that has no sentence yet is still told.
        _ => UserError::new("inattendu", &[("detail", "ce document n’a pas pu être traité")]),
    }
}

/// Returns the sentence of a selection that cannot be written.
pub fn selection(problem: SelectionProblem) -> UserError {
    match problem {
        SelectionProblem::UnknownClause { clause } => UserError::new("clause-inconnue", &[("clause", &clause)]),
        SelectionProblem::UnknownVersion { clause, version } => UserError::new("clause-version", &[("clause", &clause), ("version", &version)]),
        SelectionProblem::UnknownLevel { clause, .. } => UserError::new("clause-niveau", &[("clause", &clause)]),
    }
}
