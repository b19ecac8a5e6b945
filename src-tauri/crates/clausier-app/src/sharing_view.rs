//! The shared folder in words, for the window and the command line.

use std::path::Path;

use clausier_core::french;
use clausier_core::tender::TenderId;
use clausier_sharing::{Ledger, Reason};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::doctor_view;
use crate::error::{UserError, UserResult};
use crate::forks_view::{self, ForkView};
use crate::ledger::Book;
use crate::now::Now;
use crate::places::{self, Credentials, Place, Trouble};
use crate::share::{self, Fork, State, Status, SyncReport};
use crate::share_log::{self, ShareLogEntry};
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

/// What the form of a place holds.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct PlaceForm {
    /// `webdav+https://…` or `s3://…`.
    pub address: String,
    /// Account or key; empty for none.
    pub user: String,
    /// Password or secret, held in memory until the program stops.
    pub secret: String,
    /// The yes to an address in clear.
    pub plain: bool,
}

/// Links a place on the network and says where it stands.
pub fn link_place(app: &App, form: &PlaceForm, now: &Now) -> UserResult<SharingView> {
    let place = places::parse(&form.address, form.plain)?;
    places::remember(&place, &Credentials { user: form.user.trim().to_owned(), secret: form.secret.clone() });
    share::link_place(app, &place, false, now)?;
    state(app, now)
}

/// Takes the password of the linked place, which no file holds, and says where it stands.
pub fn unlock(app: &App, user: &str, secret: &str, now: &Now) -> UserResult<SharingView> {
    if let Some(place) = share::place(app)? {
        places::remember(&place, &Credentials { user: user.trim().to_owned(), secret: secret.to_owned() });
    }
    state(app, now)
}

/// What the sharing screen shows below the state.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SharingDetails {
    /// Double edits, field by field.
    pub forks: Vec<ForkView>,
    /// What was sent and received, the newest first.
    pub log: Vec<ShareLogEntry>,
}

/// Returns the double edits and the log.
pub fn details(app: &App) -> UserResult<SharingDetails> {
    Ok(SharingDetails { forks: forks_view::list(app)?, log: share_log::entries(app)? })
}

/// Which version of a double edit goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum KeepChoice {
    Mine,
    Theirs,
    Both,
}

/// Decides a double edit and returns those that are left.
pub fn resolve(app: &App, id: TenderId, keep: KeepChoice, now: &Now) -> UserResult<Vec<ForkView>> {
    let keep = match keep {
        KeepChoice::Mine => share::Keep::Mine,
        KeepChoice::Theirs => share::Keep::Theirs,
        KeepChoice::Both => share::Keep::Both,
    };
    share::resolve(app, id, keep, now)?;
    forks_view::list(app)
}

/// Tries the linked place and returns the report of one page.
pub fn doctor(app: &App) -> UserResult<Vec<String>> {
    let place = share::place(app)?.ok_or_else(|| UserError::new("partage-aucun", &[]))?;
    Ok(doctor_view::page(&place, &share::doctor(&place)?))
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

/// The same in the background: none when there is nothing to exchange, found out by one listing.
pub fn poll(app: &App, now: &Now) -> UserResult<Option<SharingView>> {
    if share::is_idle(app, now)? { Ok(None) } else { sync(app, now).map(Some) }
}

/// What the window shows when the base cannot be opened: nothing is known of the folder.
pub(crate) fn unknown() -> SharingView {
    SharingView {
        linked: false,
        folder: None,
        remote: false,
        locked: false,
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
        State::Away => away_sentence(status),
        State::ReadOnly => "Le dossier partagé est en lecture seule. Vos envois sont gardés et partiront quand l’écriture sera possible.".to_owned(),
        State::Foreign => "Le dossier indiqué appartient à un autre partage : rien n’y est lu ni écrit.".to_owned(),
        State::NewerFormat => "Le dossier partagé utilise un format plus récent : mettez Clausier à jour.".to_owned(),
    };
    french::typography(&with_doubts(sentence, status))
}

fn away_sentence(status: &Status) -> String {
    let error = places::away(status.trouble);
    let kept = if status.pending > 0 {
        format!(" {} d’être envoyé.", french::count(status.pending as usize, "marché attend", "marchés attendent"))
    } else {
        String::new()
    };
    match status.trouble {
        None => format!("Le dossier partagé est inaccessible. Votre travail est enregistré sur ce poste.{kept} Le partage reprendra seul."),
        Some(_) => format!("{}{kept}", error.message),
    }
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

fn show(app: &App, status: &Status, sentence: String) -> UserResult<SharingView> {
    let place = share::place(app)?.filter(|_| status.linked);
    Ok(SharingView {
        linked: status.linked,
        folder: place.as_ref().map(Place::name),
        remote: place.as_ref().is_some_and(Place::is_remote),
        locked: status.trouble == Some(Trouble::Credentials),
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
