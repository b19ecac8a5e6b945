//! Plans and reports in words, for the screen and the command line.

use clausier_core::french;
use clausier_documents::Clause;
use clausier_documents::report::{Because, Conflict, Entry, Place, Report, Traits, Warning, WarningCode};

use super::PlannedPlace;
use super::aim::word;
use super::all::AllReport;
use super::chosen::{Chosen, Written, screen_name};
use super::passages::Passage;
use super::past::Past;
use crate::error::UserError;
use crate::wire::{ExportConflict, ExportEntry, ExportReport, ExportWarning, PlaceView};

/// Returns the refusal of a report whose conflicts wait for a decision.
pub fn refusal(report: &ExportReport) -> Option<UserError> {
    if report.written.is_some() {
        return None;
    }
    let clauses: Vec<&str> = report.conflicts.iter().map(|conflict| conflict.clause.as_str()).collect();
    Some(UserError::new("edited-clauses", &[("clauses", &french::and(&clauses))]))
}

/// One place in one line.
pub fn place_sentence(place: &PlannedPlace) -> String {
    let at = place.at.as_deref().unwrap_or("sans place");
    let doubt = if place.certain { "" } else { " (à confirmer)" };
    french::typography(&format!("{} « {} » → {at}{doubt}. {}", place.clause, place.title, place.because))
}

/// The report in lines.
pub fn report_sentences(report: &ExportReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(written) = &report.written {
        lines.push(format!("Écrit : {written}"));
    }
    let groups = [
        ("ajoutée", "ajoutées", &report.inserted),
        ("mise à jour", "mises à jour", &report.updated),
        ("inchangée", "inchangées", &report.unchanged),
        ("retouchée dans le fichier, gardée", "retouchées dans le fichier, gardées", &report.kept_edited),
        ("supprimée dans le fichier, laissée de côté", "supprimées dans le fichier, laissées de côté", &report.removed),
        ("retirée", "retirées", &report.withdrawn),
    ];
    for (one, several, entries) in groups.into_iter().filter(|(_, _, entries)| !entries.is_empty()) {
        let names: Vec<&str> = entries.iter().map(|entry| entry.clause.as_str()).collect();
        let count = french::count(entries.len(), &format!("clause {one}"), &format!("clauses {several}"));
        lines.push(format!("{count} : {}", names.join(", ")));
    }
    lines.extend(report.warnings.iter().map(|warning| format!("À savoir : {}", warning.message)));
    lines.iter().map(|line| french::typography(line)).collect()
}

/// The report of all the documents in lines.
pub fn all_sentences(all: &AllReport) -> Vec<String> {
    let mut lines: Vec<String> =
        all.folder.iter().map(|folder| format!("Écrit dans le dossier « {folder} » : {}.", all.written.join(", "))).collect();
    for piece in &all.documents {
        lines.push(format!("— {} ({})", piece.file, piece.document));
        lines.extend(piece.report.iter().flat_map(report_sentences));
        lines.extend(piece.plan.iter().flat_map(|plan| plan.places.iter().map(place_sentence)));
        lines.extend(piece.error.iter().map(|error| error.message.clone()));
    }
    lines.extend(all.skipped.iter().map(|skipped| {
        let why = match skipped.why.as_str() {
            "missing" => "son fichier n’est pas dans le dossier",
            "no-clause" => "aucune clause à y écrire",
            _ => "le marché ne dit pas quel est son fichier",
        };
        format!("Laissée de côté : {} ({}), {why}", skipped.id, skipped.document)
    }));
    lines.extend(all.unplaced.iter().map(|lost| format!("Sans pièce : la clause {} n’est écrite nulle part", lost.clause)));
    lines.iter().map(|line| french::typography(line)).collect()
}

impl Chosen {
    /// Writes the report; `name` gives the identifier of a clause from its key and instance.
    pub(super) fn report(&self, report: &Report, written: Option<String>, name: fn(&str, &str) -> String) -> ExportReport {
        let entries = |entries: &[Entry]| entries.iter().map(|entry| self.entry(entry, name)).collect();
        let mut warnings: Vec<ExportWarning> = report.warnings.iter().map(warning).collect();
        warnings.extend(self.clauses.iter().filter_map(missing_parameters));
        ExportReport {
            written,
            document: word(self.kind).to_owned(),
            inserted: entries(&report.inserted),
            updated: entries(&report.updated),
            unchanged: entries(&report.unchanged),
            kept_edited: entries(&report.kept_edited),
            removed: entries(&report.removed),
            withdrawn: entries(&report.withdrawn),
            conflicts: report.conflicts.iter().map(|conflict| shown_conflict(conflict, name)).collect(),
            warnings,
        }
    }

    fn entry(&self, entry: &Entry, name: fn(&str, &str) -> String) -> ExportEntry {
        ExportEntry {
            clause: name(&entry.key, &entry.instance),
            title: self.title_of(&entry.key, &entry.instance),
            version: Some(entry.version.clone()).filter(|version| !version.is_empty()),
            at: Some(entry.at.clone()).filter(|at| !at.is_empty()),
            anchor: Some(entry.anchor.as_str().to_owned()),
            state: entry.state.as_str().to_owned(),
        }
    }

    /// Returns the title of one writing of a clause: with its lots when there are several.
    pub(super) fn title_of(&self, key: &str, instance: &str) -> String {
        let written = self.clauses.iter().find(|written| written.clause.key == key && written.clause.instance == instance);
        let lots: Vec<String> = written.map(|written| written.selection.lots.iter().map(ToString::to_string).collect()).unwrap_or_default();
        let title = self.title(key);
        if instance.is_empty() || lots.is_empty() { title } else { format!("{title} (lots {})", lots.join(", ")) }
    }
}

pub(super) fn planned(place: &Place, chosen: &Chosen) -> PlannedPlace {
    let view = place_view(place, chosen);
    PlannedPlace { clause: place.key.clone(), title: view.title, at: view.at, because: view.because, certain: view.certain }
}

pub(super) fn place_view(place: &Place, chosen: &Chosen) -> PlaceView {
    PlaceView {
        clause: screen_name(&place.key, &place.instance),
        title: chosen.title_of(&place.key, &place.instance),
        at: Some(place.at.clone()).filter(|at| !at.is_empty()).or_else(|| (place.because == Because::End).then(|| "#end".to_owned())),
        because: because(&place.because),
        certain: place.certain,
    }
}

/// A place on the screen; a clause left out last time is shown so, unless it stands in the file.
pub(super) fn proposed(place: &Place, chosen: &Chosen, past: &Past) -> PlaceView {
    let view = place_view(place, chosen);
    let stands = matches!(place.because, Because::Anchor | Because::SameText | Because::Placeholder | Because::Asked);
    if stands || !past.leaves_out(&place.key, &place.instance) { view } else { left_out(view) }
}

fn left_out(view: PlaceView) -> PlaceView {
    PlaceView { at: None, because: french::typography("Elle n’était pas dans cette pièce la dernière fois."), certain: true, ..view }
}

pub(super) fn unplaced_view(written: &Written, chosen: &Chosen, past: &Past) -> PlaceView {
    let view = without_heading(written, chosen);
    if past.leaves_out(&written.clause.key, &written.clause.instance) { left_out(view) } else { view }
}

fn without_heading(written: &Written, chosen: &Chosen) -> PlaceView {
    let Clause { key, instance, .. } = &written.clause;
    PlaceView {
        clause: screen_name(key, instance),
        title: chosen.title_of(key, instance),
        at: None,
        because: "Aucun titre de votre document ne correspond : choisissez une place.".to_owned(),
        certain: false,
    }
}

fn because(because: &Because) -> String {
    let sentence = match because {
        Because::Anchor => "La clause est déjà là.".to_owned(),
        Because::Placeholder => "Votre document réserve cette place à la clause.".to_owned(),
        Because::Asked => "Vous avez indiqué cette place.".to_owned(),
        Because::End => "À la fin du document, comme demandé.".to_owned(),
        Because::Remembered => "C’est sa place de la dernière fois.".to_owned(),
        Because::Heading { hint } => format!("Le titre parle de « {hint} »."),
        Because::SameText => "Le texte de la clause est déjà là, sans notre repère.".to_owned(),
    };
    french::typography(&sentence)
}

pub(super) fn notes(traits: &Traits, removed: &[String], chosen: &Chosen) -> Vec<String> {
    let told = [
        (traits.signed, "Ce document est signé : y écrire rendrait la signature invalide."),
        (traits.macros, "Ce document contient des macros : elles sont gardées et ne sont jamais exécutées."),
        (
            traits.tracked,
            "Ce document suit ou porte des modifications. S’il les suit, les clauses seront inscrites en suivi, au nom de « Clausier » ; dans un fichier LibreOffice, une clause déjà acceptée est mise à jour sans marque.",
        ),
        (traits.protected, "Ce document est protégé contre les modifications : la protection est gardée."),
        (traits.last_written_by_libreoffice, "Ce document a été enregistré par LibreOffice : les clauses y sont repérées par de simples signets."),
    ];
    let mut notes: Vec<String> = told.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| french::typography(note)).collect();
    notes.extend(removed.iter().map(|clause| {
        french::typography(&format!("La clause « {} » a été supprimée dans ce fichier : elle n’y est pas remise.", chosen.title(clause)))
    }));
    notes
}

fn shown_conflict(conflict: &Conflict, name: fn(&str, &str) -> String) -> ExportConflict {
    ExportConflict {
        clause: name(&conflict.key, &conflict.instance),
        mine: conflict.mine.clone(),
        base: conflict.base.clone(),
        library: conflict.library.clone(),
        passages: conflict.passages.iter().map(Passage::of).collect(),
        tracked: conflict.tracked,
    }
}

fn warning(warning: &Warning) -> ExportWarning {
    let data = &warning.data;
    let message = match warning.code {
        WarningCode::Copied => "Une copie de cette clause se trouve ailleurs dans le document : elle n’est pas mise à jour.".to_owned(),
        WarningCode::TracksChanges => "Le document suit les modifications : une clause déjà acceptée y est remplacée sans marque de révision. Relisez-la.".to_owned(),
        WarningCode::WrittenTracked => {
            "Le document suit les modifications : les clauses y sont inscrites en suivi, au nom de « Clausier ». Acceptez-les dans votre traitement de texte.".to_owned()
        }
        WarningCode::Protected => "Le document est protégé contre les modifications : la protection est gardée.".to_owned(),
        WarningCode::Macros => "Le document contient des macros : elles sont gardées et n’ont pas été exécutées.".to_owned(),
        WarningCode::SignatureLost => "La signature du document n’est plus valable dans le nouveau fichier.".to_owned(),
        WarningCode::TypedNumbers => format!("Les numéros d’articles sont tapés à la main : le suivant serait « {data} ». Vérifiez la numérotation."),
        WarningCode::ContentsToRefresh => "Le sommaire n’est pas encore à jour : dans Word, appuyez sur F9 dessus.".to_owned(),
        WarningCode::PlacedAtEnd => "Aucun titre ne correspondait : la clause est écrite à la fin du document.".to_owned(),
        WarningCode::TrackedEdit => "Cette clause porte des modifications suivies qui ne sont pas encore acceptées.".to_owned(),
        WarningCode::FormattingReplaced => "Seule la mise en forme de cette clause avait changé : le nouveau texte l’a remplacée.".to_owned(),
        WarningCode::Released => "Ce texte est maintenant le vôtre : Clausier n’y touchera plus.".to_owned(),
        WarningCode::PlaceholderLeft => format!("Un emplacement réservé reste dans le texte : « {data} »."),
        WarningCode::LibreOffice => "Le document a été enregistré par LibreOffice : les clauses y sont repérées par de simples signets.".to_owned(),
        WarningCode::Merged => "Votre texte et le nouveau texte de cette clause ont été réunis : relisez-la.".to_owned(),
        WarningCode::Reformatted => "Seule la mise en forme de cette clause a changé dans le fichier : elle est gardée.".to_owned(),
        WarningCode::EditCarried => "Les mots que vous aviez donnés à cette clause dans l’ancien fichier sont repris.".to_owned(),
        WarningCode::EditNotCarried => {
            "Votre retouche de cette clause dans l’ancien fichier n’a pas pu être reprise (image, note ou champ) : reportez-la à la main.".to_owned()
        }
    };
    ExportWarning { code: warning.code.as_str().to_owned(), clause: warning.key.clone(), message: french::typography(&message) }
}

fn missing_parameters(written: &Written) -> Option<ExportWarning> {
    let count = written.rendered.missing.len();
    let message = format!("{} dans « {} ».", french::count(count, "valeur reste à compléter", "valeurs restent à compléter"), written.rendered.title);
    (count > 0).then(|| ExportWarning {
        code: "missing-parameters".to_owned(),
        clause: Some(written.clause.key.clone()),
        message: french::typography(&message),
    })
}
