//! The identity of a share. Without it nothing is written: an unmounted folder looks like an empty one.

use serde::{Deserialize, Serialize};

use crate::clock::Chance;
use crate::folder::{Folder, FolderError};
use crate::names::MARKER;

const FORMAT: &str = "clausier-partage";
/// The version of the layout that this program reads and writes.
const VERSION: u64 = 1;
const LARGEST: u64 = 4096;

#[derive(Debug, Serialize, Deserialize)]
struct File {
    format: String,
    v: u64,
    id: Option<String>,
}

/// What the root of a folder says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marker {
    /// No marker, or no folder.
    Absent,
    /// Something stands there that cannot be read now, or that is not a marker.
    Unreadable,
    /// A layout of a later program: nothing of it may be read.
    Newer {
        /// The version found.
        version: u64,
    },
    /// A share.
    Share(String),
}

impl Marker {
    /// Reads the marker of a folder. A folder that does not answer is as good as absent.
    pub fn read(folder: &dyn Folder) -> Self {
        match folder.read(MARKER, LARGEST) {
            Ok(bytes) => Self::parse(&bytes),
            Err(FolderError::Absent) => Self::Absent,
            Err(_) => Self::Unreadable,
        }
    }

    fn parse(bytes: &[u8]) -> Self {
        let Ok(file) = serde_json::from_slice::<File>(bytes) else { return Self::Unreadable };
        if file.format != FORMAT {
            return Self::Unreadable;
        }
        if file.v > VERSION {
            return Self::Newer { version: file.v };
        }
        match file.id {
            Some(id) if is_id(&id) => Self::Share(id),
            Some(_) | None => Self::Unreadable,
        }
    }
}

/// Draws the identity of a new share, and returns it with the bytes of its marker.
pub(crate) fn new_marker(chance: &mut dyn Chance) -> (String, Vec<u8>) {
    let id = format!("{:016x}{:016x}", chance.next(), chance.next());
    let bytes = marker_of(&id);
    (id, bytes)
}

/// Returns the bytes of the marker of a share.
pub(crate) fn marker_of(id: &str) -> Vec<u8> {
    let file = File { format: FORMAT.to_owned(), v: VERSION, id: Some(id.to_owned()) };
    let mut bytes = serde_json::to_vec(&file).expect("a marker is plain data");
    bytes.push(b'\n');
    bytes
}

fn is_id(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_read_or_refused_for_its_own_reason() {
        let share = Marker::Share("00112233445566778899aabbccddeeff".to_owned());
        let cases: [(&str, Marker); 8] = [
            (r#"{"format":"clausier-partage","v":1,"id":"00112233445566778899aabbccddeeff"}"#, share),
            (r#"{"format":"clausier-partage","v":2,"id":"x","more":1}"#, Marker::Newer { version: 2 }),
            (r#"{"format":"clausier-partage","v":3}"#, Marker::Newer { version: 3 }),
            (r#"{"format":"clausier-partage","v":1}"#, Marker::Unreadable),
            (r#"{"format":"clausier-partage","v":1,"id":"../../etc"}"#, Marker::Unreadable),
            (r#"{"format":"autre","v":1,"id":"00112233445566778899aabbccddeeff"}"#, Marker::Unreadable),
            ("", Marker::Unreadable),
            ("[1", Marker::Unreadable),
        ];
        for (bytes, expected) in cases {
            assert_eq!(Marker::parse(bytes.as_bytes()), expected, "marker: {bytes}");
        }
    }
}
