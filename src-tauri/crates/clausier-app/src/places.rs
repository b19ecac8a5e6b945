//! Where the shared place is, and the way to it. Passwords are held in the memory of the running program,
//! or come from its environment; they are never written in the base, in a file, or in an answer.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

pub use clausier_sharing::{Credentials, Place, Trouble};
use clausier_sharing::{Folder, PlaceFault, RemoteFolder};

use crate::error::{UserError, UserResult};
use crate::watched_folder::WatchedFolder;

/// Variables of the environment: account or key, then password or secret. The second pair is that of the
/// tools of S3.
const VARIABLES: [(&str, &str); 2] = [("CLAUSIER_PARTAGE_COMPTE", "CLAUSIER_PARTAGE_SECRET"), ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")];

/// Ways to the servers already met by this program: a way keeps its connections and its certificates.
static WAYS: LazyLock<Mutex<BTreeMap<Place, (Credentials, RemoteFolder)>>> = LazyLock::new(Mutex::default);

/// Reads what was typed: a folder, or an address. `plain` = the yes to an address in clear.
pub fn parse(address: &str, plain: bool) -> UserResult<Place> {
    let place = Place::parse(address, plain).map_err(fault_sentence)?;
    match place {
        Place::Local(path) => local(&path),
        Place::WebDav { .. } | Place::S3 { .. } => Ok(place),
    }
}

/// Returns a folder of this computer as a place.
pub fn local(directory: &Path) -> UserResult<Place> {
    std::path::absolute(directory).map(Place::Local).map_err(|_| UserError::new("partage-absent", &[]))
}

/// Holds the account and the password of a place until the program stops.
pub fn remember(place: &Place, credentials: &Credentials) {
    if let Some(folder) = RemoteFolder::new(place, credentials) {
        ways().insert(place.clone(), (credentials.clone(), folder));
    }
}

/// Returns the way to a place; nothing is asked of it.
pub(crate) fn open(place: &Place) -> UserResult<Box<dyn Folder>> {
    match place {
        Place::Local(path) => Ok(Box::new(WatchedFolder::new(path))),
        Place::WebDav { .. } | Place::S3 { .. } => {
            let known = ways().get(place).map(|(_, folder)| folder.clone());
            Ok(Box::new(known.or_else(|| from_environment(place)).ok_or_else(|| UserError::new("partage-absent", &[]))?))
        }
    }
}

fn from_environment(place: &Place) -> Option<RemoteFolder> {
    let given = |(user, secret): &(&str, &str)| Some(Credentials { user: std::env::var(user).ok()?, secret: std::env::var(secret).ok()? });
    let pairs = match place {
        Place::S3 { .. } => &VARIABLES[..],
        Place::Local(_) | Place::WebDav { .. } => &VARIABLES[..1],
    };
    let credentials = pairs.iter().find_map(given).unwrap_or_default();
    remember(place, &credentials);
    ways().get(place).map(|(_, folder)| folder.clone())
}

fn ways() -> MutexGuard<'static, BTreeMap<Place, (Credentials, RemoteFolder)>> {
    WAYS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn fault_sentence(fault: PlaceFault) -> UserError {
    let code = match fault {
        PlaceFault::Scheme | PlaceFault::Shape => "partage-adresse",
        PlaceFault::Endpoint => "partage-adresse-s3",
        PlaceFault::Secret => "partage-adresse-secret",
        PlaceFault::PlainHttp => "partage-en-clair",
    };
    UserError::new(code, &[])
}

/// Returns the error that says why a place is away.
pub(crate) fn away(trouble: Option<Trouble>) -> UserError {
    UserError::new(trouble.map_or("partage-absent", trouble_code), &[])
}

fn trouble_code(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Credentials => "partage-identifiants",
        Trouble::Unreachable => "partage-hote",
        Trouble::Tls => "partage-certificat",
        Trouble::Bucket => "partage-seau",
        Trouble::Rights => "partage-droits",
        Trouble::Full => "partage-plein",
        Trouble::Clock => "partage-horloge",
        Trouble::Moved => "partage-deplace",
        Trouble::Slow => "partage-lent",
        Trouble::Server => "partage-serveur",
    }
}
