//! The central directory: found, read, and refused when it lies.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use super::{Archive, Member, u16_at, u32_at, u64_at};
use crate::error::DocumentError;

const MOST_MEMBERS: u64 = 20_000;
const END: u32 = 0x0605_4b50;
const END64: u32 = 0x0606_4b50;
const LOCATOR64: u32 = 0x0706_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const LOCAL: u32 = 0x0403_4b50;
const UNKNOWN: u32 = u32::MAX;

/// What the end record says.
struct End {
    at: usize,
    count: u64,
    size: u64,
    offset: u64,
    zip64: bool,
}

pub(super) fn read(bytes: &[u8]) -> Result<Archive<'_>, DocumentError> {
    let end = find_end(bytes)?;
    if end.count > MOST_MEMBERS {
        return Err(DocumentError::TooManyMembers { count: end.count });
    }
    let central = central_range(&end)?;
    let mut members = read_records(bytes, &central, end.count)?;
    close_records(&mut members, central.start)?;
    let names = index_names(&members)?;
    Ok(Archive { bytes, members, names, central, end: end.at, zip64: end.zip64, spent: Cell::new(0) })
}

/// Finds the end record from the end; a comment may follow it.
fn find_end(bytes: &[u8]) -> Result<End, DocumentError> {
    let last = bytes.len().checked_sub(22);
    let first = bytes.len().saturating_sub(22 + 65_535);
    let found = last.and_then(|last| {
        (first..=last)
            .rev()
            .find(|at| u32_at(bytes, *at) == Some(END) && u16_at(bytes, at + 20).is_some_and(|comment| at + 22 + usize::from(comment) <= bytes.len()))
    });
    match found {
        Some(at) => read_end(bytes, at),
        None if bytes.starts_with(b"PK\x03\x04") => Err(DocumentError::Truncated { position: bytes.len() }),
        None => Err(DocumentError::NotAZip { looks_like: None }),
    }
}

fn read_end(bytes: &[u8], at: usize) -> Result<End, DocumentError> {
    let cut = || DocumentError::Truncated { position: at };
    let small = |offset: usize| u16_at(bytes, at + offset).ok_or_else(cut);
    let large = |offset: usize| u32_at(bytes, at + offset).ok_or_else(cut);
    if let Some(end) = read_end64(bytes, at)? {
        return Ok(end);
    }
    if small(4)? != 0 || small(6)? != 0 {
        return Err(DocumentError::MultiDisk);
    }
    let (count, size, offset) = (small(10)?.into(), large(12)?.into(), large(16)?.into());
    Ok(End { at, count, size, offset, zip64: false })
}

fn read_end64(bytes: &[u8], at: usize) -> Result<Option<End>, DocumentError> {
    let Some(locator) = at.checked_sub(20).filter(|locator| u32_at(bytes, *locator) == Some(LOCATOR64)) else {
        return Ok(None);
    };
    let cut = || DocumentError::Truncated { position: locator };
    let record = u64_at(bytes, locator + 8).and_then(|record| usize::try_from(record).ok()).ok_or_else(cut)?;
    if u32_at(bytes, record) != Some(END64) {
        return Err(cut());
    }
    if u32_at(bytes, record + 16) != Some(0) || u32_at(bytes, record + 20) != Some(0) {
        return Err(DocumentError::MultiDisk);
    }
    let wide = |offset: usize| u64_at(bytes, record + offset).ok_or_else(cut);
    let (count, size, offset) = (wide(32)?, wide(40)?, wide(48)?);
    Ok(Some(End { at: record, count, size, offset, zip64: true }))
}

fn central_range(end: &End) -> Result<Range<usize>, DocumentError> {
    let cut = || DocumentError::Truncated { position: end.at };
    let start = usize::try_from(end.offset).map_err(|_| cut())?;
    let stop = end.offset.checked_add(end.size).and_then(|stop| usize::try_from(stop).ok()).ok_or_else(cut)?;
    if stop > end.at {
        return Err(cut());
    }
    Ok(start..stop)
}

fn read_records(bytes: &[u8], central: &Range<usize>, count: u64) -> Result<Vec<Member>, DocumentError> {
    let mut members = Vec::new();
    let mut at = central.start;
    while at < central.end {
        if members.len() as u64 >= MOST_MEMBERS {
            return Err(DocumentError::TooManyMembers { count: members.len() as u64 + 1 });
        }
        let member = read_record(bytes, at, central)?;
        at = member.central.end;
        members.push(member);
    }
    if members.len() as u64 != count {
        return Err(DocumentError::Truncated { position: central.end });
    }
    Ok(members)
}

/// Sizes and offset of a record, taken from the zip64 extra where the record says so.
struct Sizes {
    packed: u64,
    inflated: u64,
    offset: u64,
}

fn read_record(bytes: &[u8], at: usize, central: &Range<usize>) -> Result<Member, DocumentError> {
    let cut = || DocumentError::Truncated { position: at };
    let small = |offset: usize| u16_at(bytes, at + offset).ok_or_else(cut);
    if u32_at(bytes, at) != Some(CENTRAL) {
        return Err(cut());
    }
    let (name_length, extra_length, comment) = (usize::from(small(28)?), usize::from(small(30)?), usize::from(small(32)?));
    let stop = at + 46 + name_length + extra_length + comment;
    if stop > central.end {
        return Err(cut());
    }
    let raw_name = bytes.get(at + 46..at + 46 + name_length).ok_or_else(cut)?;
    let name = name_of(raw_name);
    check_name(&name)?;
    if small(8)? & 1 == 1 {
        return Err(DocumentError::Encrypted);
    }
    let method = small(10)?;
    if method != 0 && method != 8 {
        return Err(DocumentError::UnsupportedCompression { name, method });
    }
    let extra = bytes.get(at + 46 + name_length..at + 46 + name_length + extra_length).ok_or_else(cut)?;
    let sizes = read_sizes(bytes, at, extra).ok_or_else(cut)?;
    let crc = u32_at(bytes, at + 16).ok_or_else(cut)?;
    let (start, data) = locate(bytes, &sizes, raw_name, &name, central.start)?;
    Ok(Member { name, central: at..stop, record: start..data.end, data, method, crc, inflated: sizes.inflated })
}

fn read_sizes(bytes: &[u8], at: usize, extra: &[u8]) -> Option<Sizes> {
    let (packed, inflated, offset) = (u32_at(bytes, at + 20)?, u32_at(bytes, at + 24)?, u32_at(bytes, at + 42)?);
    let mut wide = extra_field(extra, 1).unwrap_or_default();
    let mut take = |small: u32| -> Option<u64> {
        if small != UNKNOWN {
            return Some(small.into());
        }
        let value = u64_at(wide, 0)?;
        wide = wide.get(8..)?;
        Some(value)
    };
    // The order of the zip64 extra: inflated, packed, offset.
    let inflated = take(inflated)?;
    let packed = take(packed)?;
    Some(Sizes { packed, inflated, offset: take(offset)? })
}

/// Returns the bytes of one extra field.
pub(super) fn extra_field(extra: &[u8], id: u16) -> Option<&[u8]> {
    extra_fields(extra).find(|(found, _)| *found == id).map(|(_, whole)| whole.get(4..).unwrap_or_default())
}

/// Splits an extra area in fields, each with its header.
pub(super) fn extra_fields(extra: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = extra;
    std::iter::from_fn(move || {
        let (id, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let whole = rest.get(..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((id, whole))
    })
}

/// Checks the local header, and returns where it starts and where the data lies.
fn locate(bytes: &[u8], sizes: &Sizes, raw_name: &[u8], name: &str, limit: usize) -> Result<(usize, Range<usize>), DocumentError> {
    let lies = || DocumentError::HeaderMismatch { name: name.to_owned() };
    let start = usize::try_from(sizes.offset).map_err(|_| lies())?;
    if start >= limit || u32_at(bytes, start) != Some(LOCAL) {
        return Err(lies());
    }
    let name_length = usize::from(u16_at(bytes, start + 26).ok_or_else(lies)?);
    let extra = usize::from(u16_at(bytes, start + 28).ok_or_else(lies)?);
    if bytes.get(start + 30..start + 30 + name_length) != Some(raw_name) {
        return Err(lies());
    }
    let from = start + 30 + name_length + extra;
    let packed = usize::try_from(sizes.packed).map_err(|_| lies())?;
    match from.checked_add(packed) {
        Some(stop) if stop <= limit => Ok((start, from..stop)),
        _ => Err(DocumentError::Truncated { position: start }),
    }
}

/// Reads a name. Old programs write theirs in the code page of the computer: such a name is told apart
/// from the others, and copied as it stands.
fn name_of(raw: &[u8]) -> String {
    std::str::from_utf8(raw).map_or_else(|_| raw.iter().map(|byte| char::from(*byte)).collect(), str::to_owned)
}

fn check_name(name: &str) -> Result<(), DocumentError> {
    let escapes = name.split('/').any(|step| step == ".." || step == ".");
    let bad = name.is_empty() || name.starts_with('/') || name.contains(['\\', '\0', '\u{fffd}']) || name.get(1..2) == Some(":");
    if bad || escapes {
        return Err(DocumentError::BadName { name: name.to_owned() });
    }
    Ok(())
}

/// Extends each record to the next one, and refuses records that share bytes.
fn close_records(members: &mut [Member], limit: usize) -> Result<(), DocumentError> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|at| members.get(*at).map_or(0, |member| member.record.start));
    let mut next = limit;
    for at in order.into_iter().rev() {
        let Some(member) = members.get_mut(at) else { continue };
        if member.data.end > next {
            return Err(DocumentError::OverlappingMembers { name: member.name.clone() });
        }
        member.record.end = next;
        next = member.record.start;
    }
    Ok(())
}

fn index_names(members: &[Member]) -> Result<HashMap<String, usize>, DocumentError> {
    let mut names = HashMap::with_capacity(members.len());
    for (at, member) in members.iter().enumerate() {
        if names.insert(member.name.to_lowercase(), at).is_some() {
            return Err(DocumentError::DuplicateName { name: member.name.clone() });
        }
    }
    Ok(names)
}
