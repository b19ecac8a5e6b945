//! The three places that the battery runs on. Whatever the way in, what is kept lies in a temporary
//! folder, where a test looks and does harm.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::servers::{SECRET, Server, USER};
use crate::folder::Folder;
use crate::local::LocalFolder;
use crate::names::MARKER;
use crate::place::Place;
use crate::remote::{Credentials, RemoteFolder};

/// Where computers share.
pub(crate) trait Ground {
    type Way: Folder;

    fn new() -> Self;
    /// A way in, as one computer has it.
    fn way(&self) -> Self::Way;
    /// What the server keeps.
    fn tree(&self) -> &Path;

    /// Lists the files below the root of the share, sorted.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(self.tree(), self.tree(), &mut files);
        files.sort();
        files
    }

    fn segments(&self) -> Vec<String> {
        self.files().into_iter().filter(|path| path.ends_with(".ndjson")).collect()
    }

    /// What an administrator in a hurry does.
    fn lose_all_but_the_marker(&self) {
        for path in self.files().iter().filter(|path| *path != MARKER) {
            fs::remove_file(self.tree().join(path)).expect("a file that is there can be removed");
        }
    }

    fn harm(&self, path: &str, bytes: &[u8]) {
        fs::write(self.tree().join(path), bytes).expect("a file that is there can be written");
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(relative) = path.strip_prefix(root) {
            files.push(relative.to_string_lossy().replace('\\', "/"));
        }
    }
}

/// A folder of the file system.
pub(crate) struct OnDisk(TempDir);

impl Ground for OnDisk {
    type Way = LocalFolder;

    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn way(&self) -> LocalFolder {
        LocalFolder::new(self.0.path())
    }

    fn tree(&self) -> &Path {
        self.0.path()
    }
}

/// A collection of a WebDAV server, with a name that has to be encoded.
pub(crate) struct OnWebDav {
    _folder: TempDir,
    tree: PathBuf,
    pub(crate) server: Server,
}

impl OnWebDav {
    pub(crate) fn place(&self) -> Place {
        Place::parse(&format!("webdav+http://{}/dav/March%C3%A9s%20publics", self.server.address), false).expect("loopback may be in clear")
    }
}

impl Ground for OnWebDav {
    type Way = RemoteFolder;

    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let tree = folder.path().join("dav/Marchés publics");
        fs::create_dir_all(&tree).expect("a folder can be made");
        let server = Server::webdav(folder.path());
        Self { _folder: folder, tree, server }
    }

    fn way(&self) -> RemoteFolder {
        RemoteFolder::new(&self.place(), &anne()).expect("a place of a server")
    }

    fn tree(&self) -> &Path {
        &self.tree
    }
}

/// A prefix of a bucket.
pub(crate) struct OnS3 {
    _folder: TempDir,
    tree: PathBuf,
    pub(crate) server: Server,
}

impl OnS3 {
    pub(crate) fn place(&self) -> Place {
        let address = format!("s3://marches/spaser?endpoint=http://{}&region=gra", self.server.address);
        Place::parse(&address, false).expect("loopback may be in clear")
    }
}

impl Ground for OnS3 {
    type Way = RemoteFolder;

    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let tree = folder.path().join("marches/spaser");
        fs::create_dir_all(&tree).expect("a folder can be made");
        let server = Server::s3(folder.path());
        Self { _folder: folder, tree, server }
    }

    fn way(&self) -> RemoteFolder {
        RemoteFolder::new(&self.place(), &anne()).expect("a place of a server")
    }

    fn tree(&self) -> &Path {
        &self.tree
    }
}

pub(crate) fn anne() -> Credentials {
    Credentials { user: USER.to_owned(), secret: SECRET.to_owned() }
}
