//! Clause packs in the shared folder: files of their own, in a folder of their own, which the reader of
//! summaries never opens. Each is written once under the hash of its content; what it holds, and whether to
//! believe it, is not for this crate to say.

use crate::clock::Chance;
use crate::deliver::{Courier, Undelivered};
use crate::folder::{Folder, FolderError, Kind};
use crate::hash::{Hash, Sha32};
use crate::ledger::Ledger;
use crate::sync::{SyncError, linked_share};

/// Where packs are.
const PACKS: &str = "paquets";
const SUFFIX: &str = ".paquet";
/// Largest pack that is read, in bytes.
const LARGEST: u64 = 8 * 1024 * 1024;
/// More packs than that are not looked at: the folder needs its administrator.
const MOST: usize = 500;

/// Why a pack could not be put in the folder, or read from it.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum PackError<E: std::error::Error + 'static> {
    #[error(transparent)]
    Share(#[from] SyncError<E>),
    #[error("folder: {0}")]
    Folder(FolderError),
    /// The bytes are not those that the name tells: still on their way, or changed by someone.
    #[error("torn")]
    Torn,
}

/// Puts a pack in the folder, and returns its name. The same pack twice is one file.
pub fn publish_pack<L: Ledger>(folder: &dyn Folder, ledger: &L, bytes: &[u8], chance: &mut dyn Chance) -> Result<String, PackError<L::Error>> {
    linked_share(folder, ledger)?;
    match folder.make_directory(PACKS) {
        Ok(()) | Err(FolderError::AlreadyExists) => {}
        // A place without folders, or one that is there already: the writing itself will tell.
        Err(FolderError::Unsupported | FolderError::Refused) => {}
        Err(error) => return Err(PackError::Folder(error)),
    }
    let name = name_of(bytes);
    let mut courier = Courier { folder, chance, direct: false };
    courier.deliver(&path_of(&name), bytes).map_err(|refusal| match refusal {
        Undelivered::Refused(error) => PackError::Folder(error),
        Undelivered::Torn => PackError::Torn,
    })?;
    Ok(name)
}

/// Lists the packs of the folder by name; anything else there is left alone.
pub fn list_packs<L: Ledger>(folder: &dyn Folder, ledger: &L) -> Result<Vec<String>, PackError<L::Error>> {
    linked_share(folder, ledger)?;
    let entries = match folder.list(PACKS) {
        Ok(entries) => entries,
        Err(FolderError::Absent | FolderError::NotRegular) => Vec::new(),
        Err(error) => return Err(PackError::Folder(error)),
    };
    let mut names: Vec<String> =
        entries.into_iter().filter(|entry| entry.kind == Kind::File && is_pack(&entry.name)).map(|entry| entry.name).collect();
    names.sort();
    names.truncate(MOST);
    Ok(names)
}

/// Reads a pack of the folder; its bytes are those that its name tells.
pub fn read_pack<L: Ledger>(folder: &dyn Folder, ledger: &L, name: &str) -> Result<Vec<u8>, PackError<L::Error>> {
    linked_share(folder, ledger)?;
    if !is_pack(name) {
        return Err(PackError::Folder(FolderError::BadName));
    }
    let bytes = folder.read(&path_of(name), LARGEST).map_err(PackError::Folder)?;
    if name_of(&bytes) == name { Ok(bytes) } else { Err(PackError::Torn) }
}

fn name_of(bytes: &[u8]) -> String {
    format!("{}{SUFFIX}", Hash::of(bytes).short())
}

fn path_of(name: &str) -> String {
    format!("{PACKS}/{name}")
}

fn is_pack(name: &str) -> bool {
    name.strip_suffix(SUFFIX).is_some_and(|hash| Sha32::parse(hash).is_some())
}
