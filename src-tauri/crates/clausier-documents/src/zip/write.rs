//! The archive written again: raw copies of what did not change, new records for what did.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use super::directory::{extra_field, extra_fields};
use super::{Archive, Member, u16_at, u32_at};
use crate::error::DocumentError;

/// 1 January 1980, the first day a zip knows: no real date is ever written.
const NO_DATE: u32 = 0x0021_0000;
const UTF8: u16 = 1 << 11;
const DESCRIPTOR: u16 = 1 << 3;

/// What a header says of one compressed member.
struct Packed {
    crc: u32,
    inflated: u32,
    data: Vec<u8>,
}

/// A directory being written.
struct Directory {
    records: Vec<u8>,
    count: usize,
}

pub(super) fn with_changes(archive: &Archive<'_>, changes: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, DocumentError> {
    if changes.is_empty() {
        return Ok(archive.bytes.to_vec());
    }
    let mut out = Vec::with_capacity(archive.bytes.len() + 65_536);
    let mut moved = copy_records(archive, changes, &mut out)?;
    let mut directory = Directory { records: Vec::new(), count: archive.members.len() };
    for (member, (offset, packed)) in archive.members.iter().zip(moved.iter_mut()) {
        write_central(archive, member, *offset, packed.as_ref(), &mut directory.records)?;
    }
    for (name, bytes) in changes.iter().filter(|(name, _)| archive.find(name).is_none()) {
        append(name, bytes, &mut out, &mut directory)?;
    }
    let tail = archive.bytes.get(archive.end..).unwrap_or_default();
    let comment = comment_of(tail, archive.zip64);
    finish(out, &directory, comment, archive.zip64)
}

/// Writes a new archive; the members stand in the order given.
pub(crate) fn fresh(members: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, DocumentError> {
    let mut out = Vec::new();
    let mut directory = Directory { records: Vec::new(), count: 0 };
    for (name, bytes) in members {
        append(name, bytes, &mut out, &mut directory)?;
    }
    finish(out, &directory, &[], false)
}

/// Writes a new OpenDocument archive: its media type first, stored as it is, then the members in the order given.
pub(crate) fn fresh_opendocument(kind: &str, members: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, DocumentError> {
    let mut out = Vec::new();
    let mut directory = Directory { records: Vec::new(), count: 0 };
    append_stored("mimetype", kind.as_bytes(), &mut out, &mut directory)?;
    for (name, bytes) in members {
        append(name, bytes, &mut out, &mut directory)?;
    }
    finish(out, &directory, &[], false)
}

/// Copies or rewrites every record in the order of the file; returns offsets in directory order.
fn copy_records(archive: &Archive<'_>, changes: &BTreeMap<String, Vec<u8>>, out: &mut Vec<u8>) -> Result<Vec<(u64, Option<Packed>)>, DocumentError> {
    let mut order: Vec<(usize, &Member)> = archive.members.iter().enumerate().collect();
    order.sort_by_key(|(_, member)| member.record.start);
    let preamble = order.first().map_or(archive.central.start, |(_, member)| member.record.start);
    out.extend_from_slice(archive.bytes.get(..preamble).unwrap_or_default());
    let mut moved: BTreeMap<usize, (u64, Option<Packed>)> = BTreeMap::new();
    for (at, member) in order {
        let offset = out.len() as u64;
        let packed = changes.get(&member.name).map(|bytes| pack(&member.name, bytes)).transpose()?;
        match &packed {
            None => out.extend_from_slice(archive.bytes.get(member.record.clone()).unwrap_or_default()),
            Some(packed) => rewrite_local(archive.bytes, member, packed, out),
        }
        moved.insert(at, (offset, packed));
    }
    Ok(moved.into_values().collect())
}

fn pack(name: &str, bytes: &[u8]) -> Result<Packed, DocumentError> {
    let damaged = || DocumentError::Damaged { name: name.to_owned() };
    let mut crc = Crc::new();
    crc.update(bytes);
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 6 + 64), Compression::new(6));
    encoder.write_all(bytes).map_err(|_| damaged())?;
    let data = encoder.finish().map_err(|_| damaged())?;
    let inflated = u32::try_from(bytes.len()).map_err(|_| damaged())?;
    Ok(Packed { crc: crc.sum(), inflated, data })
}

/// Writes a local header with the member's own date, name and extras, sizes in place of a descriptor.
fn rewrite_local(bytes: &[u8], member: &Member, packed: &Packed, out: &mut Vec<u8>) {
    let at = member.record.start;
    let name_length = usize::from(u16_at(bytes, at + 26).unwrap_or_default());
    let extra_length = usize::from(u16_at(bytes, at + 28).unwrap_or_default());
    let name = bytes.get(at + 30..at + 30 + name_length).unwrap_or_default();
    let extra = plain_extra(bytes.get(at + 30 + name_length..at + 30 + name_length + extra_length).unwrap_or_default());
    let flags = u16_at(bytes, at + 6).unwrap_or_default() & !DESCRIPTOR;
    let date = u32_at(bytes, at + 10).unwrap_or(NO_DATE);
    write_local(flags, date, packed, name, &extra, out);
}

fn write_local(flags: u16, date: u32, packed: &Packed, name: &[u8], extra: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(b"PK\x03\x04\x14\x00");
    out.extend_from_slice(&flags.to_le_bytes());
    out.extend_from_slice(&8u16.to_le_bytes());
    out.extend_from_slice(&date.to_le_bytes());
    write_sizes(packed, out);
    out.extend_from_slice(&length16(name).to_le_bytes());
    out.extend_from_slice(&length16(extra).to_le_bytes());
    out.extend_from_slice(name);
    out.extend_from_slice(extra);
    out.extend_from_slice(&packed.data);
}

fn write_sizes(packed: &Packed, out: &mut Vec<u8>) {
    out.extend_from_slice(&packed.crc.to_le_bytes());
    out.extend_from_slice(&length32(&packed.data).to_le_bytes());
    out.extend_from_slice(&packed.inflated.to_le_bytes());
}

/// Names and extras come from fields of two bytes.
fn length16(bytes: &[u8]) -> u16 {
    u16::try_from(bytes.len()).unwrap_or(u16::MAX)
}

/// A part is refused above 512 MiB.
fn length32(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// Leaves out the fields that a new size makes false: zip64 and the checksum of a unicode name.
fn plain_extra(extra: &[u8]) -> Vec<u8> {
    let kept = extra_fields(extra).filter(|(id, _)| *id != 0x0001 && *id != 0x7075);
    kept.flat_map(|(_, whole)| whole.iter().copied()).collect()
}

fn write_central(archive: &Archive<'_>, member: &Member, offset: u64, packed: Option<&Packed>, out: &mut Vec<u8>) -> Result<(), DocumentError> {
    let record = archive.bytes.get(member.central.clone()).unwrap_or_default();
    match packed {
        None => copy_central(record, offset, &member.name, out),
        Some(packed) => {
            rewrite_central(record, offset, packed, out);
            Ok(())
        }
    }
}

/// Copies a central record; only the offset is patched, in its zip64 field when it stands there.
fn copy_central(record: &[u8], offset: u64, name: &str, out: &mut Vec<u8>) -> Result<(), DocumentError> {
    let damaged = || DocumentError::Damaged { name: name.to_owned() };
    let start = out.len();
    out.extend_from_slice(record);
    let (at, bytes) = if u32_at(record, 42) == Some(u32::MAX) {
        (zip64_offset_at(record).ok_or_else(damaged)?, offset.to_le_bytes().to_vec())
    } else {
        (42, u32::try_from(offset).map_err(|_| damaged())?.to_le_bytes().to_vec())
    };
    let target = out.get_mut(start + at..start + at + bytes.len()).ok_or_else(damaged)?;
    target.copy_from_slice(&bytes);
    Ok(())
}

/// Where the eight bytes of the offset stand in a central record with a zip64 field.
fn zip64_offset_at(record: &[u8]) -> Option<usize> {
    let extra = record.get(46 + usize::from(u16_at(record, 28)?)..)?;
    let field = extra_field(extra, 1)?;
    let inside = (field.as_ptr() as usize).checked_sub(record.as_ptr() as usize)?;
    let before = [20, 24].into_iter().filter(|at| u32_at(record, *at) == Some(u32::MAX)).count();
    Some(inside + before * 8)
}

fn rewrite_central(record: &[u8], offset: u64, packed: &Packed, out: &mut Vec<u8>) {
    let name_length = usize::from(u16_at(record, 28).unwrap_or_default());
    let extra_length = usize::from(u16_at(record, 30).unwrap_or_default());
    let extra = plain_extra(record.get(46 + name_length..46 + name_length + extra_length).unwrap_or_default());
    let flags = u16_at(record, 8).unwrap_or_default() & !DESCRIPTOR;
    out.extend_from_slice(record.get(..6).unwrap_or_default());
    out.extend_from_slice(&20u16.to_le_bytes());
    out.extend_from_slice(&flags.to_le_bytes());
    out.extend_from_slice(&8u16.to_le_bytes());
    out.extend_from_slice(record.get(12..16).unwrap_or_default());
    write_sizes(packed, out);
    out.extend_from_slice(record.get(28..30).unwrap_or_default());
    out.extend_from_slice(&length16(&extra).to_le_bytes());
    out.extend_from_slice(record.get(32..42).unwrap_or_default());
    out.extend_from_slice(&u32::try_from(offset).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(record.get(46..46 + name_length).unwrap_or_default());
    out.extend_from_slice(&extra);
    out.extend_from_slice(record.get(46 + name_length + extra_length..).unwrap_or_default());
}

fn append(name: &str, bytes: &[u8], out: &mut Vec<u8>, directory: &mut Directory) -> Result<(), DocumentError> {
    let packed = pack(name, bytes)?;
    let offset = u32::try_from(out.len()).map_err(|_| DocumentError::Damaged { name: name.to_owned() })?;
    let flags = if name.is_ascii() { 0 } else { UTF8 };
    write_local(flags, NO_DATE, &packed, name.as_bytes(), &[], out);
    let record = &mut directory.records;
    record.extend_from_slice(b"PK\x01\x02\x14\x00\x14\x00");
    record.extend_from_slice(&flags.to_le_bytes());
    record.extend_from_slice(&8u16.to_le_bytes());
    record.extend_from_slice(&NO_DATE.to_le_bytes());
    write_sizes(&packed, record);
    record.extend_from_slice(&length16(name.as_bytes()).to_le_bytes());
    record.extend_from_slice(&[0; 12]);
    record.extend_from_slice(&offset.to_le_bytes());
    record.extend_from_slice(name.as_bytes());
    directory.count += 1;
    Ok(())
}

/// Adds a member without compressing it, as the media type of an OpenDocument must be.
fn append_stored(name: &str, bytes: &[u8], out: &mut Vec<u8>, directory: &mut Directory) -> Result<(), DocumentError> {
    let damaged = || DocumentError::Damaged { name: name.to_owned() };
    let offset = u32::try_from(out.len()).map_err(|_| damaged())?;
    let size = u32::try_from(bytes.len()).map_err(|_| damaged())?.to_le_bytes();
    let mut crc = Crc::new();
    crc.update(bytes);
    let mut common = vec![0x14, 0, 0, 0, 0, 0];
    common.extend_from_slice(&NO_DATE.to_le_bytes());
    common.extend_from_slice(&crc.sum().to_le_bytes());
    common.extend_from_slice(&size);
    common.extend_from_slice(&size);
    common.extend_from_slice(&length16(name.as_bytes()).to_le_bytes());
    out.extend_from_slice(b"PK\x03\x04");
    out.extend_from_slice(&common);
    out.extend_from_slice(&[0; 2]);
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(bytes);
    directory.records.extend_from_slice(b"PK\x01\x02\x14\x00");
    directory.records.extend_from_slice(&common);
    directory.records.extend_from_slice(&[0; 12]);
    directory.records.extend_from_slice(&offset.to_le_bytes());
    directory.records.extend_from_slice(name.as_bytes());
    directory.count += 1;
    Ok(())
}

/// Returns the archive comment of the tail of an archive.
fn comment_of(tail: &[u8], zip64: bool) -> &[u8] {
    let end = if zip64 { tail.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap_or(0) } else { 0 };
    tail.get(end + 22..).unwrap_or_default()
}

fn finish(mut out: Vec<u8>, directory: &Directory, comment: &[u8], zip64: bool) -> Result<Vec<u8>, DocumentError> {
    let too_large = || DocumentError::BombRatio { part: String::new(), limit: u32::MAX.into() };
    let offset = out.len() as u64;
    let size = directory.records.len() as u64;
    out.extend_from_slice(&directory.records);
    if zip64 {
        write_end64(offset, size, directory.count as u64, &mut out);
    }
    let count = u16::try_from(directory.count).map_err(|_| too_large())?;
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&u32::try_from(size).map_err(|_| too_large())?.to_le_bytes());
    out.extend_from_slice(&u32::try_from(offset).map_err(|_| too_large())?.to_le_bytes());
    out.extend_from_slice(&length16(comment).to_le_bytes());
    out.extend_from_slice(comment);
    Ok(out)
}

fn write_end64(offset: u64, size: u64, count: u64, out: &mut Vec<u8>) {
    let record = out.len() as u64;
    out.extend_from_slice(b"PK\x06\x06");
    out.extend_from_slice(&44u64.to_le_bytes());
    out.extend_from_slice(&[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for value in [count, count, size, offset] {
        out.extend_from_slice(&value.to_le_bytes());
    }
    out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
    out.extend_from_slice(&record.to_le_bytes());
    out.extend_from_slice(&1u32.to_le_bytes());
}
