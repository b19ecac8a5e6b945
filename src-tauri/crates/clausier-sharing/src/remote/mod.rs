//! A share on a WebDAV server or in a bucket, through Apache OpenDAL. Callers see the same blocking
//! [`Folder`] as a local one; each call has a deadline, after which it is given up.
//!
//! OpenDAL retries what may pass and signs; it is not trusted for atomicity (its rename replaces): what
//! leaves goes through [`wire`], which forbids it. No password is written anywhere.

mod explain;
mod wire;

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use futures_util::TryStreamExt as _;
use opendal::layers::{HttpClientLayer, RetryLayer, TimeoutLayer};
use opendal::raw::HttpClient;
use opendal::services::{S3, Webdav};
use opendal::{EntryMode, Operator};
use tokio::runtime::{Builder, Runtime};

use self::explain::explain;
use self::wire::Wire;
use crate::folder::{Entry, Folder, FolderError, Kind, Stat, is_safe};
use crate::place::Place;
use crate::trouble::Trouble;

/// Longest wait for one call, its retries included: a segment of four megabytes over a bad line.
const PATIENCE: Duration = Duration::from_secs(60);
/// Longest wait for one exchange, and for one part of a body.
const EXCHANGE: Duration = Duration::from_secs(20);
/// Longest listing that is looked at; beyond, the folder needs its administrator.
const LONGEST_LISTING: usize = 250_000;

/// One thread for every place: requests of this program never compete with each other.
static RUNTIME: LazyLock<Option<Runtime>> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).thread_name("partage").enable_all().build().ok());

/// Who asks. Held in memory only, and never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Credentials {
    /// Account, or identifier of an access key.
    pub user: String,
    /// Password, or secret key.
    pub secret: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Credentials")
    }
}

/// A folder of a server.
#[derive(Clone)]
pub struct RemoteFolder {
    operator: Operator,
    wire: Wire,
    /// Below the root of the server, with its last slash; empty for the root itself.
    base: String,
    webdav: bool,
    patience: Duration,
    trouble: Arc<Mutex<Option<Trouble>>>,
    /// False once the service said that it knows no condition: existence is then looked up first.
    conditions: Arc<AtomicBool>,
}

impl std::fmt::Debug for RemoteFolder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "RemoteFolder({})", self.base)
    }
}

impl RemoteFolder {
    /// Prepares a place of a server; nothing is sent. `None` for a folder of this computer, or when this
    /// system has no thread or no certificate store to give.
    pub fn new(place: &Place, credentials: &Credentials) -> Option<Self> {
        let (server, folder, webdav) = match place {
            Place::Local(_) => return None,
            Place::WebDav { server, folder } => (server, folder, true),
            Place::S3 { endpoint, folder, .. } => (endpoint, folder, false),
        };
        let loopback = ["//127.", "//localhost", "//[::1]"].iter().any(|host| server.contains(host));
        let wire = Wire::new(webdav, loopback)?;
        let operator = operator(place, credentials, &wire)?;
        let base = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let conditions = Arc::new(AtomicBool::new(true));
        Some(Self { operator, wire, base, webdav, patience: PATIENCE, trouble: Arc::default(), conditions })
    }

    /// Gives up each call after another while.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    fn path(&self, relative: &str) -> Result<String, FolderError> {
        if is_safe(relative) { Ok(format!("{}{relative}", self.base)) } else { Err(FolderError::BadName) }
    }

    fn directory(&self, relative: &str) -> Result<String, FolderError> {
        let path = self.path(relative)?;
        Ok(if path.is_empty() || path.ends_with('/') { path } else { format!("{path}/") })
    }

    /// Waits for a call, not beyond the deadline.
    fn ask<T, F>(&self, call: impl FnOnce(Operator) -> F) -> Result<T, FolderError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, opendal::Error>> + Send + 'static,
    {
        self.wire.start(false);
        self.wait_for(call(self.operator.clone()))
    }

    fn wait_for<T: Send + 'static>(&self, call: impl Future<Output = Result<T, opendal::Error>> + Send + 'static) -> Result<T, FolderError> {
        let Some(runtime) = RUNTIME.as_ref() else { return Err(FolderError::NoAnswer) };
        let (answer, answers) = mpsc::channel();
        let task = runtime.spawn(async move {
            // Nobody may wait any more.
            let _ = answer.send(call.await);
        });
        let (outcome, trouble) = match answers.recv_timeout(self.patience) {
            Ok(Ok(done)) => (Ok(done), None),
            Ok(Err(error)) => {
                let (refusal, trouble) = explain(&error, self.wire.seen());
                (Err(refusal), trouble)
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                task.abort();
                (Err(FolderError::NoAnswer), Some(Trouble::Slow))
            }
        };
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        outcome
    }

    fn exists(&self, path: &str) -> Result<bool, FolderError> {
        let path = path.to_owned();
        self.ask(|operator| async move { operator.exists(&path).await })
    }

    /// Writes what must not exist. WebDAV servers are known to overlook the condition: the name is looked up
    /// first, and a race is then between two files of one name, hence of one content.
    fn put(&self, path: &str, bytes: &[u8], looked_up: bool) -> Result<(), FolderError> {
        if looked_up && self.exists(path)? {
            return Err(FolderError::AlreadyExists);
        }
        let (path, bytes) = (path.to_owned(), bytes.to_vec());
        let condition = !self.webdav && self.conditions.load(Ordering::Relaxed);
        self.ask(|operator| async move { operator.write_with(&path, bytes).if_not_exists(condition).await.map(|_| ()) })
    }
}

fn operator(place: &Place, credentials: &Credentials, wire: &Wire) -> Option<Operator> {
    let client = HttpClientLayer::new(HttpClient::with(wire.clone()));
    let timeout = TimeoutLayer::new().with_timeout(EXCHANGE).with_io_timeout(EXCHANGE);
    let retry = RetryLayer::new().with_max_times(2).with_min_delay(Duration::from_millis(150)).with_max_delay(Duration::from_secs(2)).with_jitter();
    let Credentials { user, secret } = credentials;
    let operator = match place {
        Place::Local(_) => return None,
        Place::WebDav { server, .. } => {
            let service = Webdav::default().endpoint(server).username(user).password(secret).disable_create_dir(true);
            Operator::new(service).ok()?.layer(client).layer(timeout).layer(retry).finish()
        }
        Place::S3 { endpoint, region, bucket, .. } => {
            let service = S3::default().endpoint(endpoint).region(region).bucket(bucket).disable_config_load().disable_ec2_metadata();
            let service = if user.is_empty() { service.skip_signature() } else { service.access_key_id(user).secret_access_key(secret) };
            Operator::new(service).ok()?.layer(client).layer(timeout).layer(retry).finish()
        }
    };
    Some(operator)
}

impl Folder for RemoteFolder {
    fn list(&self, directory: &str) -> Result<Vec<Entry>, FolderError> {
        let path = self.directory(directory)?;
        let asked = path.clone();
        let found = self.ask(|operator| async move {
            let mut lister = operator.lister(&asked).await?;
            let mut found = Vec::new();
            while let Some(entry) = lister.try_next().await? {
                found.push((entry.path().to_owned(), entry.metadata().mode()));
                if found.len() > LONGEST_LISTING {
                    break;
                }
            }
            Ok(found)
        })?;
        // A folder of WebDAV lists itself at least; one of S3 exists by its files alone.
        if self.webdav && found.is_empty() {
            return Err(FolderError::Absent);
        }
        Ok(found.iter().filter_map(|(entry, mode)| entry_of(entry.strip_prefix(&path)?, *mode)).collect())
    }

    fn stat(&self, path: &str) -> Result<Stat, FolderError> {
        let path = self.path(path)?;
        let metadata = self.ask(|operator| async move { operator.stat(&path).await })?;
        Ok(Stat { kind: kind(metadata.mode()), size: metadata.content_length(), placeholder: false })
    }

    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, FolderError> {
        let path = self.path(path)?;
        let bytes = self.ask(|operator| async move {
            let mut stream = operator.reader(&path).await?.into_bytes_stream(..).await?;
            let mut bytes = Vec::new();
            while let Some(chunk) = stream.try_next().await.map_err(lost)? {
                bytes.extend_from_slice(&chunk);
                if bytes.len() as u64 > cap {
                    break;
                }
            }
            Ok(bytes)
        })?;
        if bytes.len() as u64 > cap { Err(FolderError::TooLarge) } else { Ok(bytes) }
    }

    fn create_new(&self, path: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let path = self.path(path)?;
        let looked_up = self.webdav || !self.conditions.load(Ordering::Relaxed);
        match self.put(&path, bytes, looked_up) {
            Err(FolderError::Unsupported) if !self.webdav && !looked_up => {
                self.conditions.store(false, Ordering::Relaxed);
                self.put(&path, bytes, true)
            }
            // Some servers say so too of a name whose folder is absent.
            Err(FolderError::AlreadyExists) if looked_up && !self.exists(&path)? => Err(FolderError::Absent),
            outcome => outcome,
        }
    }

    fn rename_no_replace(&self, from: &str, to: &str) -> Result<(), FolderError> {
        let (from, to) = (self.path(from)?, self.path(to)?);
        if !self.webdav {
            return Err(FolderError::Unsupported);
        }
        if self.exists(&to)? {
            return Err(FolderError::AlreadyExists);
        }
        self.ask(|operator| async move { operator.rename(&from, &to).await })
    }

    fn remove(&self, path: &str) -> Result<(), FolderError> {
        let path = self.path(path)?;
        self.ask(|operator| async move { operator.delete(&path).await })
    }

    fn make_directory(&self, path: &str) -> Result<(), FolderError> {
        let path = self.directory(path)?;
        if !self.webdav {
            return Ok(());
        }
        let parent = path.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
        if !parent.is_empty() && !self.exists(&format!("{parent}/"))? {
            return Err(FolderError::Absent);
        }
        if self.exists(&path)? {
            return Err(FolderError::AlreadyExists);
        }
        self.wire.start(true);
        let operator = self.operator.clone();
        self.wait_for(async move { operator.create_dir(&path).await })
    }

    fn sync_directory(&self, _: &str) -> Result<(), FolderError> {
        Ok(())
    }

    fn trouble(&self) -> Option<Trouble> {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refuses_to_replace(&self, path: &str, bytes: &[u8]) -> Option<bool> {
        let outcome = self.path(path).and_then(|path| self.put(&path, bytes, false));
        Some(outcome == Err(FolderError::AlreadyExists))
    }
}

/// Returns the line of a listing; the folder itself is none.
fn entry_of(rest: &str, mode: EntryMode) -> Option<Entry> {
    let name = rest.trim_end_matches('/');
    let plain = !name.is_empty() && !name.contains('/');
    plain.then(|| Entry { name: name.to_owned(), kind: kind(mode) })
}

fn kind(mode: EntryMode) -> Kind {
    match mode {
        EntryMode::FILE => Kind::File,
        EntryMode::DIR => Kind::Directory,
        EntryMode::Unknown => Kind::Other,
    }
}

/// A stream of bytes speaks of its errors in the words of the system.
fn lost(error: std::io::Error) -> opendal::Error {
    error.downcast::<opendal::Error>().unwrap_or_else(|error| opendal::Error::new(opendal::ErrorKind::Unexpected, error.to_string()))
}
