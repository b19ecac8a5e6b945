//! The pair of keys of this computer, and the keys of others that were compared and trusted.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clausier_catalogue::pack::PackSigner;
use serde_json::json;

use crate::app::App;
use crate::error::{UserError, UserResult};
use crate::now::Now;
use crate::store_errors::sentence;

/// The secret key, in the folder of the base: whoever may read the base may sign.
const FILE: &str = "cle-paquets.key";
/// Setting that holds the keys of others.
const TRUSTED: &str = "paquets.cles";
/// A key is two lines.
const LARGEST: u64 = 4096;

/// The keys that this computer knows.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Its own, once it has one.
    own: Option<String>,
    trusted: Vec<String>,
}

impl Known {
    pub(super) fn trusts(&self, key: &str) -> bool {
        self.is_own(key) || self.trusted.iter().any(|known| known == key)
    }

    pub(super) fn is_own(&self, key: &str) -> bool {
        self.own.as_deref() == Some(key)
    }
}

/// Returns what signs, drawn and written the first time. A key that cannot be read is never replaced: those who
/// trust it would be asked again for no reason of theirs.
pub(super) fn signer(app: &App) -> UserResult<PackSigner> {
    let path = path(app);
    if path.exists() {
        return read(&path);
    }
    let signer = PackSigner::generate().ok_or_else(not_written)?;
    let text = signer.to_text().ok_or_else(not_written)?;
    match write_new(&path, text.as_bytes()) {
        Ok(()) => Ok(signer),
        // The command line was faster.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => read(&path),
        Err(_) => Err(not_written()),
    }
}

pub(super) fn known(app: &App) -> UserResult<Known> {
    let path = path(app);
    let own = if path.exists() { Some(read(&path)?.public()) } else { None };
    Ok(Known { own, trusted: trusted(app)? })
}

/// Trusts a key from now on.
pub(super) fn trust(app: &App, key: &str, now: &Now) -> UserResult<()> {
    let mut keys = trusted(app)?;
    if keys.iter().any(|known| known == key) {
        return Ok(());
    }
    keys.push(key.to_owned());
    app.with_store(|store| store.set_setting(TRUSTED, &json!(keys), now.at).map_err(|error| sentence(&error)))
}

fn trusted(app: &App) -> UserResult<Vec<String>> {
    let value = app.with_store(|store| store.setting(TRUSTED).map_err(|error| sentence(&error)))?;
    Ok(value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

fn path(app: &App) -> PathBuf {
    app.data_dir().join(FILE)
}

fn read(path: &Path) -> UserResult<PackSigner> {
    let bytes = crate::files::read(path, LARGEST, "paquet-cle-illisible")?;
    let signer = std::str::from_utf8(&bytes).ok().and_then(PackSigner::from_text);
    signer.ok_or_else(|| UserError::new("paquet-cle-illisible", &[]))
}

/// Writes a file that only its owner reads, whole under another name first.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = private(&temporary).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    let placed = written.and_then(|()| place(&temporary, path));
    let _ = fs::remove_file(&temporary);
    placed
}

/// A link never replaces a key that is there; a disk without links gets a plain renaming.
fn place(temporary: &Path, path: &Path) -> std::io::Result<()> {
    match fs::hard_link(temporary, path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists && !path.exists() => fs::rename(temporary, path),
        outcome => outcome,
    }
}

fn private(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

fn not_written() -> UserError {
    UserError::new("paquet-cle-non-ecrite", &[])
}
