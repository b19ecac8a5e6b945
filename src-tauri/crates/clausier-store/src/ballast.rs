//! Five megabytes kept in reserve: given back when the disk is full, so that the edit under way can
//! still be saved and the trouble explained.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

const NAME: &str = "ballast";
const SIZE: u64 = 5 * 1024 * 1024;
const CHUNK: usize = 64 * 1024;

fn path(dir: &Path) -> PathBuf {
    dir.join(NAME)
}

pub(crate) fn is_there(dir: &Path) -> bool {
    path(dir).metadata().is_ok_and(|file| file.len() == SIZE)
}

/// Puts the ballast in place, unless the disk is so full that it would itself be the trouble: twice
/// its size must fit. Failing is no error, the base works without.
pub(crate) fn load(dir: &Path) -> bool {
    let loaded = is_there(dir) || write(&path(dir)).is_ok();
    if !loaded {
        release(dir);
    }
    loaded
}

/// Gives the space back; tells whether there was any to give.
pub(crate) fn release(dir: &Path) -> bool {
    std::fs::remove_file(path(dir)).is_ok()
}

fn write(path: &Path) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    let chunk = noise();
    for _ in 0..(2 * SIZE / CHUNK as u64) {
        file.write_all(&chunk)?;
    }
    file.set_len(SIZE)
}

/// Bytes that no file system compresses away.
fn noise() -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..CHUNK / 8).flat_map(next).collect()
}

/// Tells whether a small file can still be written: SQLite reports a missing inode, a quota or a full
/// disk under a dozen codes, the file system under one.
pub(crate) fn probe(dir: &Path) -> std::io::Result<()> {
    let path = dir.join(format!("probe-{}", std::process::id()));
    let outcome = OpenOptions::new().write(true).create(true).truncate(true).open(&path).and_then(|mut file| {
        file.write_all(&noise())?;
        file.sync_all()
    });
    let _ = std::fs::remove_file(&path);
    outcome
}
