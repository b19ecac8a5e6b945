//! A file written whole or not at all: beside its place, flushed, then renamed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process;

/// Why a file was not written. Nothing is left behind, and an existing file is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// There is a file of that name, and it may not be replaced.
    #[error("the file exists")]
    Exists,
    /// Word or LibreOffice has it open: its lock file stands beside.
    #[error("open in another program")]
    OpenElsewhere,
    /// No room left.
    #[error("disk full")]
    DiskFull,
    /// The folder does not exist.
    #[error("no such folder")]
    NoFolder,
    /// The system refused.
    #[error("refused: {0}")]
    Refused(ErrorKind),
}

/// Writes a file beside its place, then gives it its name; an existing one stays unless `replace`.
pub fn write_beside(path: &Path, bytes: &[u8], replace: bool) -> Result<(), SaveError> {
    let (folder, name) = place_of(path)?;
    if is_open_elsewhere(&folder, &name) {
        return Err(SaveError::OpenElsewhere);
    }
    // Told early, so that nothing is written for nothing; decided again when the name is given.
    if !replace && path.symlink_metadata().is_ok() {
        return Err(SaveError::Exists);
    }
    // A folder, a device or a pipe is never replaced by a file, even on a yes.
    if path.metadata().is_ok_and(|there| !there.is_file()) {
        return Err(SaveError::Refused(ErrorKind::InvalidInput));
    }
    let (temporary, file) = temporary(&folder, &name).map_err(refused)?;
    let written = fill(file, bytes).and_then(|()| if replace { fs::rename(&temporary, path) } else { name_anew(&temporary, path) });
    if let Err(error) = written {
        // The first error is the one to tell: a file that cannot be removed either says no more.
        let _ = fs::remove_file(&temporary);
        return Err(refused(error));
    }
    flush_folder(&folder);
    Ok(())
}

fn place_of(path: &Path) -> Result<(PathBuf, String), SaveError> {
    let name = path.file_name().ok_or(SaveError::Refused(ErrorKind::InvalidInput))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(SaveError::NoFolder);
    }
    Ok((folder.to_owned(), name.to_string_lossy().into_owned()))
}

/// Whether the lock file of Word or of LibreOffice stands beside.
fn is_open_elsewhere(folder: &Path, name: &str) -> bool {
    let locks = [format!("~${}", shortened(name)), format!(".~lock.{name}#")];
    locks.iter().any(|lock| folder.join(lock).symlink_metadata().is_ok())
}

/// Word names its lock after the file, its first letters left out when the name is long enough.
fn shortened(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).chars().count();
    let dropped = stem.saturating_sub(6).min(2);
    name.chars().skip(dropped).collect()
}

fn temporary(folder: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    let stem: String = name.chars().take(40).collect();
    let mut rank = 0;
    loop {
        let path = folder.join(format!(".{stem}.{}-{rank}.tmp", process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && rank < 1_000 => rank += 1,
            Err(error) => return Err(error),
        }
    }
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives a name that must be free. A link fails where one exists, which a rename would replace; file
/// systems without links leave a check just before the rename.
fn name_anew(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, path) {
        Ok(()) => fs::remove_file(temporary),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        Err(_) if path.symlink_metadata().is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(temporary, path),
    }
}

/// Makes the name outlive a power cut, where the system knows how to.
fn flush_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        // The file itself is safe already; a folder that cannot be flushed loses its name at worst.
        let _ = folder.sync_all();
    }
}

fn refused(error: io::Error) -> SaveError {
    let kind = error.kind();
    if kind == ErrorKind::AlreadyExists {
        SaveError::Exists
    } else if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::WriteZero) {
        SaveError::DiskFull
    } else {
        SaveError::Refused(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn an_existing_file_is_replaced_only_on_a_yes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("CCTP.docx");
        assert_eq!(write_beside(&path, b"un", false), Ok(()));
        assert_eq!(write_beside(&path, b"deux", false), Err(SaveError::Exists));
        assert_eq!(fs::read(&path).unwrap(), b"un");
        assert_eq!(write_beside(&path, b"deux", true), Ok(()));
        assert_eq!(fs::read(&path).unwrap(), b"deux");
        assert_eq!(names_in(folder.path()), ["CCTP.docx"], "nothing else is left in the folder");
    }

    #[test]
    fn a_file_open_in_word_or_libreoffice_is_left_alone() {
        let cases =
            [("CCTP lot 1.docx", "~$TP lot 1.docx"), ("CCAP.docx", "~$CCAP.docx"), ("CCAP-12.docx", "~$CAP-12.docx"), ("RC.docx", ".~lock.RC.docx#")];
        for (name, lock) in cases {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(lock), b"").unwrap();
            assert_eq!(write_beside(&folder.path().join(name), b"x", true), Err(SaveError::OpenElsewhere), "{name}");
            assert_eq!(names_in(folder.path()), [lock]);
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(write_beside(&folder.path().join("absent/CCTP.docx"), b"x", false), Err(SaveError::NoFolder));
        assert_eq!(write_beside(Path::new("/"), b"x", false), Err(SaveError::Refused(ErrorKind::InvalidInput)));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_not_a_file_is_never_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("sortie.docx");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(write_beside(&socket, b"texte", true).is_err(), "a socket stands there");
        assert!(socket.metadata().unwrap().file_type().is_socket());
        assert_eq!(names_in(folder.path()), ["sortie.docx"]);
    }

    #[test]
    fn a_refusal_leaves_no_partial_file() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("dossier.docx");
        fs::create_dir(&taken).unwrap();
        assert!(matches!(write_beside(&taken, b"x", true), Err(SaveError::Refused(_))), "a folder bears that name");
        assert_eq!(names_in(folder.path()), ["dossier.docx"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_as_such() {
        // The device that is always full stands for one: the same error, without a disk to fill.
        let mut full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let error = full.write_all(b"x").and_then(|()| full.sync_all()).unwrap_err();
        assert_eq!(refused(error), SaveError::DiskFull);
    }
}
