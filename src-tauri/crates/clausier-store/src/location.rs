//! Whether a folder is on a local disk. Locks and shared memory of SQLite are not to be trusted over
//! a network, and a base there is lost sooner or later.

use std::path::{Path, PathBuf};

use crate::errors::{Result, StoreError};

/// File systems on the network, by the name that Linux gives them.
const REMOTE: [&str; 15] =
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs", "davfs2", "beegfs", "coda"];

/// FUSE file systems that keep their files on a local disk; every other one may be a cloud client.
const LOCAL_FUSE: [&str; 7] = ["fuseblk", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "fuse.mergerfs", "fuse.fuse-overlayfs", "fuse.bindfs"];

/// Refuses a folder on the network, where it can tell; what it cannot tell passes.
pub(crate) fn refuse_network(dir: &Path) -> Result<()> {
    let remote = if cfg!(windows) { unc(&dir.to_string_lossy()) } else { mounted_remotely(dir) };
    match remote {
        Some(file_system) => Err(StoreError::NetworkLocation { path: dir.to_owned(), file_system }),
        None => Ok(()),
    }
}

/// Returns `UNC` when a Windows path names a share.
fn unc(path: &str) -> Option<String> {
    let path = path.replace('/', "\\");
    let upper = path.to_uppercase();
    let verbatim = upper.starts_with("\\\\?\\") || upper.starts_with("\\\\.\\");
    let share = upper.starts_with("\\\\?\\UNC\\") || (path.starts_with("\\\\") && !verbatim);
    share.then(|| "UNC".to_owned())
}

fn mounted_remotely(dir: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/mounts").ok()?;
    let file_system = file_system_of(&mounts, &nearest_existing(dir)?)?;
    is_remote(&file_system).then_some(file_system)
}

/// The folder itself may not exist yet: its nearest ancestor is where it will be.
fn nearest_existing(dir: &Path) -> Option<PathBuf> {
    let dir = std::path::absolute(dir).ok()?;
    dir.ancestors().find_map(|ancestor| ancestor.canonicalize().ok())
}

/// Returns the file system of the deepest mount point above `path`; of two at one place the last
/// mounted hides the first.
fn file_system_of(mounts: &str, path: &Path) -> Option<String> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            Some((unescape(fields.next()?), fields.next()?))
        })
        .filter(|(point, _)| path.starts_with(point))
        .max_by_key(|(point, _)| Path::new(point).components().count())
        .map(|(_, file_system)| file_system.to_owned())
}

/// `/proc/mounts` writes spaces, tabs, line ends and backslashes in octal.
fn unescape(field: &str) -> String {
    field.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
}

fn is_remote(file_system: &str) -> bool {
    let fuse = file_system == "fuse" || file_system.starts_with("fuse.");
    REMOTE.contains(&file_system) || (fuse && !LOCAL_FUSE.contains(&file_system))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda / ext4 rw 0 0\n//srv/commun /mnt/Achats\\040publics cifs rw 0 0\n\
                          dav /mnt/nuage fuse.rclone rw 0 0\n/dev/sdb /mnt/nuage/local fuseblk rw 0 0\n";

    #[test]
    fn the_deepest_mount_point_decides() {
        for (path, remote) in [
            ("/home/a", false),
            ("/mnt/Achats publics/base", true),
            ("/mnt/nuage/base", true),
            ("/mnt/nuage/local/base", false),
            ("/mnt/nuageux", false),
        ] {
            let file_system = file_system_of(MOUNTS, Path::new(path)).expect("the root is mounted");
            assert_eq!(is_remote(&file_system), remote, "{path} is on {file_system}");
        }
    }

    #[test]
    fn a_windows_share_is_told_by_its_path() {
        for path in [r"\\srv\achats", r"\\?\UNC\srv\achats", "//srv/achats"] {
            assert!(unc(path).is_some(), "{path} is a share");
        }
        for path in [r"C:\Users\a", r"\\?\C:\Users\a", r"\\.\C:\Users"] {
            assert!(unc(path).is_none(), "{path} is local");
        }
    }
}
