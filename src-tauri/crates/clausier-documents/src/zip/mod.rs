//! Zip surgery: reads an archive by its central directory, and writes it again with the records that
//! need no change copied byte for byte. Never scans local headers, never trusts a declared size.

mod directory;
mod inflate;
mod write;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::error::DocumentError;
pub(crate) use write::{fresh, fresh_opendocument};

/// One member as the directory describes it; ranges are into the archive's bytes.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// The central record, whole.
    central: Range<usize>,
    /// From the local header to the next record: extra fields, descriptor and padding included.
    record: Range<usize>,
    /// The compressed bytes.
    data: Range<usize>,
    method: u16,
    crc: u32,
    inflated: u64,
}

/// An archive whose directory was checked.
#[derive(Debug)]
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    members: Vec<Member>,
    /// Member positions by lower-cased name.
    names: HashMap<String, usize>,
    /// Where the central directory stands.
    central: Range<usize>,
    /// Where the end record stands.
    end: usize,
    zip64: bool,
    /// Bytes inflated so far, all members together.
    spent: Cell<u64>,
}

/// More than any document needs of all its parts, in bytes really inflated.
const MOST_INFLATED: u64 = 2 << 30;

impl<'a> Archive<'a> {
    /// Reads and checks the directory; inflates nothing.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        directory::read(bytes)
    }

    /// Returns the members in directory order.
    pub(crate) fn members(&self) -> &[Member] {
        &self.members
    }

    /// Returns a member by name, letter case aside as in a package.
    pub(crate) fn find(&self, name: &str) -> Option<&Member> {
        self.names.get(&name.to_lowercase()).and_then(|at| self.members.get(*at))
    }

    /// Inflates a member, counting as it goes; `None` when there is none of that name.
    pub(crate) fn inflate(&self, name: &str) -> Result<Option<Cow<'a, [u8]>>, DocumentError> {
        let Some(member) = self.find(name) else { return Ok(None) };
        let plain = inflate::member(self.bytes, member)?;
        self.spent.set(self.spent.get().saturating_add(plain.len() as u64));
        if self.spent.get() > MOST_INFLATED {
            return Err(DocumentError::BombRatio { part: member.name.clone(), limit: MOST_INFLATED });
        }
        Ok(Some(plain))
    }

    /// Writes the archive with some members replaced and the others added at the end, by name order.
    pub(crate) fn with(&self, changes: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, DocumentError> {
        write::with_changes(self, changes)
    }
}

/// Reads a little-endian number of two bytes.
fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

/// Reads a little-endian number of four bytes.
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Reads a little-endian number of eight bytes.
fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(eight.try_into().ok()?))
}
