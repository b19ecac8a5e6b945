//! The shared folder in words, for the window and the command line.

use std::path::Path;

use clausier_core::french;
use clausier_sharing::{Ledger, Reason};

use crate::app::App;
use crate::error::UserResult;
use crate::files::name_of;
use crate::ledger::Book;
use crate::now::Now;
use crate::share::{self, DoctorReport, Fork, State, Status, SyncReport};
use crate::wire::{SetAsideFile, SharingView};

/// State of the shared folder.
pub fn state(app: &App, now: &Now) -> UserResult<SharingView> {
    let status = share::status(app, now)?;
    show(app, &status, state_sentence(&status))
}

/// Links a folder and says where it stands.
pub fn link(app: &App, directory: &Path, now: &Now) -> UserResult<SharingView> {
    share::link(app, directory, false, now)?;
    state(app, now)
}

/// Forgets the folder.
pub fn unlink(app: &App, now: &Now) -> UserResult<SharingView> {
    share::unlink(app, now)?;
    state(app, now)
}

/// Sends and receives.
pub fn sync(app: &App, now: &Now) -> UserResult<SharingView> {
    let report = share::sync(app, now)?;
    show(app, &report.status, sync_sentence(&report))
}

/// What the window shows when the base cannot be opened: nothing is known of the folder.
pub(crate) fn unknown() -> SharingView {
    SharingView {
        linked: false,
        folder: None,
        state: "none".to_owned(),
        sentence: "L’état du partage n’est pas connu.".to_owned(),
        pending: 0,
        replicas: 0,
        set_aside: Vec::new(),
        forks: Vec::new(),
        rows: 0,
    }
}

/// The state in one sentence.
pub fn state_sentence(status: &Status) -> String {
    if !status.linked {
        return "Aucun dossier partagé n’est relié à ce poste.".to_owned();
    }
    let waiting = french::count(status.pending as usize, "marché attend", "marchés attendent");
    let sentence = match status.state {
        State::UpToDate => "Tout est à jour dans le dossier partagé.".to_owned(),
        State::Pending => format!("{waiting} d’être envoyé au dossier partagé."),
        State::Away => "Le dossier partagé est inaccessible. Votre travail est enregistré sur ce poste. Le partage reprendra seul.".to_owned(),
        State::ReadOnly => "Le dossier partagé est en lecture seule. Vos envois sont gardés et partiront quand l’écriture sera possible.".to_owned(),
        State::Foreign => "Le dossier indiqué appartient à un autre partage : rien n’y est lu ni écrit.".to_owned(),
        State::NewerFormat => "Le dossier partagé utilise un format plus récent : mettez Clausier à jour.".to_owned(),
    };
    french::typography(&with_doubts(sentence, status))
}

fn with_doubts(mut sentence: String, status: &Status) -> String {
    if !status.set_aside.is_empty() {
        let files = french::count(status.set_aside.len(), "fichier n’a pas pu être utilisé", "fichiers n’ont pas pu être utilisés");
        sentence.push_str(&format!(" {files}."));
    }
    if !status.forks.is_empty() {
        let forks = french::count(status.forks.len(), "marché a été modifié", "marchés ont été modifiés");
        sentence.push_str(&format!(" {forks} sur deux postes : à trancher."));
    }
    sentence
}

/// What a synchronisation did, in one sentence.
pub fn sync_sentence(report: &SyncReport) -> String {
    let sent = french::count(report.published as usize, "fichier envoyé", "fichiers envoyés");
    let read = french::count(report.ingested as usize, "fichier lu", "fichiers lus");
    let mut sentence = format!("{sent}, {read}. {}", state_sentence(&report.status));
    if report.held > 0 {
        let held = french::count(report.held as usize, "suppression est retenue", "suppressions sont retenues");
        sentence.push_str(&format!(" {held} : un collègue a retiré beaucoup de marchés d’un coup."));
    }
    if report.unfit > 0 {
        let unfit = french::count(report.unfit as usize, "marché ne peut pas être partagé", "marchés ne peuvent pas être partagés");
        sentence.push_str(&format!(" {unfit}."));
    }
    french::typography(&sentence)
}

/// The diagnostic of a folder, a line a fact.
pub fn doctor_sentences(report: &DoctorReport) -> Vec<String> {
    let yes = |good: bool| if good { "oui" } else { "non" };
    let milliseconds = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{} ms", french::number(value)));
    let marker = match report.marker.as_str() {
        "share" => "dossier de partage Clausier",
        "newer" => "dossier d’une version plus récente",
        "unreadable" => "marque illisible",
        _ => "pas encore un dossier de partage",
    };
    let lines = [
        ("Dossier", marker.to_owned()),
        ("Écriture possible", yes(report.writes).to_owned()),
        ("Renommage possible", yes(report.renames).to_owned()),
        ("Un fichier existant est protégé", yes(report.keeps_existing).to_owned()),
        ("Relecture fidèle", yes(report.reads_back).to_owned()),
        ("Effacement possible", yes(report.removes).to_owned()),
        ("Aller-retour d’un petit fichier", milliseconds(report.round_trip_ms)),
        ("Liste du dossier", milliseconds(report.listing_ms)),
        ("Postes", report.replicas.to_string()),
        ("Fichiers de résumés", report.segments.to_string()),
        ("Restes d’écritures interrompues", report.leftovers.to_string()),
        ("Fichiers étrangers, ignorés", report.ignored.to_string()),
    ];
    lines.into_iter().map(|(label, value)| french::typography(&format!("{label} : {value}"))).collect()
}

fn show(app: &App, status: &Status, sentence: String) -> UserResult<SharingView> {
    let folder = share::folder_path(app)?.filter(|_| status.linked);
    Ok(SharingView {
        linked: status.linked,
        folder: folder.map(|path| name_of(&path)),
        state: if status.linked { state_word(status.state) } else { "none" }.to_owned(),
        sentence,
        pending: status.pending,
        replicas: status.replicas,
        set_aside: status.set_aside.iter().map(|aside| SetAsideFile { file: aside.file.clone(), reason: reason(aside.reason).to_owned() }).collect(),
        forks: status.forks.iter().map(fork_title).collect(),
        rows: Book(app).heads()?.iter().filter(|head| !head.sup).count().try_into().unwrap_or(u32::MAX),
    })
}

/// Returns the contract's word.
fn state_word(state: State) -> &'static str {
    match state {
        State::UpToDate => "up_to_date",
        State::Pending => "pending",
        State::Away => "away",
        State::ReadOnly => "read_only",
        State::Foreign => "foreign",
        State::NewerFormat => "newer_format",
    }
}

fn fork_title(fork: &Fork) -> String {
    let title = fork.versions.iter().find_map(|version| version.get("objet")?.as_str());
    title.map_or_else(|| fork.id.to_string(), str::to_owned)
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Incomplete => "incomplet : il est en cours d’arrivée, ou abîmé",
        Reason::Unreadable => "illisible pour l’instant",
        Reason::Placeholder => "resté en ligne : il n’est pas encore sur ce poste",
        Reason::TooLarge => "trop gros pour être un résumé",
        Reason::NotAFile => "n’est pas un fichier ordinaire",
        Reason::InvalidRows => "contient des lignes qui ne suivent pas les règles",
        Reason::NewerRows => "contient des lignes d’une version plus récente",
        Reason::HeldRemovals => "retire beaucoup de marchés d’un coup : à confirmer",
    }
}
