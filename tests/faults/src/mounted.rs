//! A faulty folder, mounted for the time of a case.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fuser::{BackgroundSession, Config, MountOption};

use crate::desk::Broken;
use crate::fault::{Fault, Switch};
use crate::faulty::Faulty;

/// Faults that need a file system of ours.
pub const NUMBERS: &[u8] = &[1, 8, 13, 18, 19, 20, 23, 24, 25, 26, 27, 28, 29, 31, 33, 34, 35, 36, 43, 62];

/// A mounted folder; dropped, it is unmounted.
pub struct Mounted {
    switch: Arc<Switch>,
    backing: PathBuf,
    mount: PathBuf,
    session: Option<BackgroundSession>,
    _folder: tempfile::TempDir,
}

/// Says why nothing can be mounted here.
pub fn refusal() -> Option<String> {
    if !Path::new("/dev/fuse").exists() {
        return Some("/dev/fuse est absent : ce système ne monte pas de dossier FUSE".to_owned());
    }
    Mounted::new().err()
}

impl Mounted {
    /// Mounts a sound folder.
    pub fn new() -> Result<Self, Broken> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let (backing, mount) = (folder.path().join("vrai"), folder.path().join("monté"));
        for made in [&backing, &mount] {
            std::fs::create_dir(made).map_err(|error| error.to_string())?;
        }
        let switch = Arc::new(Switch::new());
        let mut options = Config::default();
        options.mount_options = vec![MountOption::FSName("clausier".to_owned()), MountOption::Subtype("pannes".to_owned())];
        let session = fuser::spawn_mount(Faulty::new(&backing, Arc::clone(&switch)), &mount, &options)
            .map_err(|error| format!("le montage FUSE est refusé ({error})"))?;
        Ok(Self { switch, backing, mount, session: Some(session), _folder: folder })
    }

    /// Where the program sees it.
    pub fn path(&self) -> &Path {
        &self.mount
    }

    /// Where its files are in truth.
    pub fn backing(&self) -> &Path {
        &self.backing
    }

    /// Turns the switch.
    pub fn set(&self, fault: Fault) {
        self.switch.set(fault);
    }

    /// Takes the folder away; an empty one is left in its place, as an unmounted share does.
    pub fn unmount(&mut self) {
        if let Some(session) = self.session.take() {
            let _ = session.umount_and_join();
        }
    }

    /// Lists every file in truth, with its bytes.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files(&self.backing)
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.unmount();
    }
}

/// Lists every file under a folder, with its bytes.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push((path.clone(), std::fs::read(&path).unwrap_or_default())) }
    }
    found.sort();
    found
}
