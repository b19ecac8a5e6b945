//! A segment: rows, one a line, under a name that carries their SHA-256.

use std::collections::BTreeSet;

use crate::hash::Hash;
use crate::row::{Row, RowFault};

/// Largest file that is read.
pub const LARGEST: u64 = 16 * 1024 * 1024;
/// A generation above this size is cut into parts.
const PART: usize = 4 * 1024 * 1024;

/// The lines of an intact segment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Lines {
    pub rows: Vec<Row>,
    /// Lines that are not rows, by reason.
    pub set_aside: Vec<RowFault>,
}

/// Reads the lines of a segment; an invalid one never costs the others.
pub fn parse(bytes: &[u8]) -> Lines {
    let mut lines = Lines::default();
    let mut seen = BTreeSet::new();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match Row::parse(line) {
            Ok(row) => {
                if seen.insert(row.hash) {
                    lines.rows.push(row);
                }
            }
            Err(fault) => lines.set_aside.push(fault),
        }
    }
    lines
}

/// One file of a generation, ready to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) bytes: Vec<u8>,
    pub(crate) rows: Vec<Hash>,
    pub(crate) sha: Hash,
}

/// Writes rows in the order of their tenders; the same rows always give the same bytes.
pub(crate) fn serialise(mut rows: Vec<&Row>) -> Vec<Part> {
    rows.sort_by_key(|row| (row.id, row.key()));
    let mut parts = Vec::new();
    let (mut bytes, mut hashes) = (Vec::new(), Vec::new());
    for row in rows {
        if !bytes.is_empty() && bytes.len() + row.raw.len() + 1 > PART {
            parts.push(sealed(std::mem::take(&mut bytes), std::mem::take(&mut hashes)));
        }
        bytes.extend_from_slice(row.raw.as_bytes());
        bytes.push(b'\n');
        hashes.push(row.hash);
    }
    parts.push(sealed(bytes, hashes));
    parts
}

fn sealed(bytes: Vec<u8>, rows: Vec<Hash>) -> Part {
    let sha = Hash::of(&bytes);
    Part { bytes, rows, sha }
}
