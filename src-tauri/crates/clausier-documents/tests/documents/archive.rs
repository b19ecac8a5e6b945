//! Zip files written and read by the tests themselves, so that the crate is not its own judge.

use std::io::{Read as _, Write as _};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// One member to be written.
#[derive(Clone)]
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    /// Name in the local header, when it must differ.
    pub local_name: Option<String>,
    /// Inflated size told, when it must lie.
    pub told: Option<u32>,
    /// Compressed bytes, when they must not be those of `bytes`.
    pub packed: Option<Vec<u8>>,
}

impl Entry {
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.to_owned(), bytes: bytes.into(), method: 8, flags: 0, local_name: None, told: None, packed: None }
    }
}

/// Writes an archive, with dates, so that a lost date shows.
pub fn write(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        append(entry, &mut out, &mut directory);
    }
    close(out, &directory, entries.len() as u16)
}

fn append(entry: &Entry, out: &mut Vec<u8>, directory: &mut Vec<u8>) {
    let data = if let Some(packed) = &entry.packed {
        packed.clone()
    } else if entry.method == 8 {
        deflated(&entry.bytes)
    } else {
        entry.bytes.clone()
    };
    let mut crc = Crc::new();
    crc.update(&entry.bytes);
    let (offset, told) = (out.len() as u32, entry.told.unwrap_or(entry.bytes.len() as u32));
    let local_name = entry.local_name.as_ref().unwrap_or(&entry.name);
    let header = |name: &str| {
        let mut header = Vec::new();
        header.extend(entry.flags.to_le_bytes());
        header.extend(entry.method.to_le_bytes());
        header.extend(0x5b62_6c34_u32.to_le_bytes());
        header.extend(crc.sum().to_le_bytes());
        header.extend((data.len() as u32).to_le_bytes());
        header.extend(told.to_le_bytes());
        header.extend((name.len() as u16).to_le_bytes());
        header.extend([0, 0]);
        header
    };
    out.extend(b"PK\x03\x04\x14\x00");
    out.extend(header(local_name));
    out.extend(local_name.as_bytes());
    out.extend(&data);
    directory.extend(b"PK\x01\x02\x14\x00\x14\x00");
    directory.extend(header(&entry.name));
    directory.extend([0; 10]);
    directory.extend(offset.to_le_bytes());
    directory.extend(entry.name.as_bytes());
}

fn close(mut out: Vec<u8>, directory: &[u8], count: u16) -> Vec<u8> {
    let offset = out.len() as u32;
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(offset.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A stream that inflates to so many mebibytes of spaces, made by repeating one.
pub fn bomb(mebibytes: usize) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    let spaces = vec![b' '; 1 << 20];
    encoder.write_all(&spaces).unwrap();
    // A flush twice over forgets what came before: what follows can be repeated.
    encoder.flush().unwrap();
    let first = encoder.get_ref().len();
    encoder.write_all(&spaces).unwrap();
    encoder.flush().unwrap();
    let stream = encoder.get_ref().clone();
    let (head, again) = stream.split_at(first);
    [head.to_vec(), again.repeat(mebibytes - 1)].concat()
}

/// A member read back: its name, the bytes of its record as they stand, and its content.
pub struct Member {
    pub name: String,
    pub record: Vec<u8>,
    /// Time and date in the directory.
    pub date: Vec<u8>,
    pub content: Vec<u8>,
}

impl Member {
    pub fn text(&self) -> String {
        String::from_utf8(self.content.clone()).unwrap()
    }
}

/// Reads an archive by its directory.
pub fn read(bytes: &[u8]) -> Vec<Member> {
    let end = (0..bytes.len() - 21)
        .rev()
        .find(|at| bytes[*at..].starts_with(b"PK\x05\x06") && bytes.len() == at + 22 + usize::from(bytes[at + 20]))
        .unwrap();
    let u16_at = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let u32_at = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let u64_at = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    let is_wide = bytes[..end].len() > 20 && bytes[end - 20..].starts_with(b"PK\x06\x07");
    let wide_end = if is_wide { u64_at(end - 12) } else { 0 };
    let (count, mut at) = if is_wide { (u64_at(wide_end + 32), u64_at(wide_end + 48)) } else { (u16_at(end + 10), u32_at(end + 16)) };
    let mut members = Vec::new();
    for _ in 0..count {
        let names = u16_at(at + 28);
        let (mut packed, mut local) = (u32_at(at + 20), u32_at(at + 42));
        if packed == u32::MAX as usize {
            // Our own layouts write the three values in the first field: inflated, packed, offset.
            let field = at + 46 + names + 4;
            (packed, local) = (u64_at(field + 8), u64_at(field + 16));
        } else if local == u32::MAX as usize {
            local = u64_at(at + 46 + names + 4);
        }
        let name = bytes[at + 46..at + 46 + names].to_vec();
        let name = String::from_utf8(name.clone()).unwrap_or_else(|_| name.into_iter().map(char::from).collect());
        let data = local + 30 + u16_at(local + 26) + u16_at(local + 28);
        let mut content = bytes[data..data + packed].to_vec();
        if u16_at(at + 10) == 8 {
            content.clear();
            DeflateDecoder::new(&bytes[data..data + packed]).read_to_end(&mut content).unwrap();
        }
        let date = bytes[at + 12..at + 16].to_vec();
        members.push(Member { name, record: bytes[local..data + packed].to_vec(), date, content });
        at += 46 + names + u16_at(at + 30) + u16_at(at + 32);
    }
    members
}

/// Returns the text of a member.
pub fn text(bytes: &[u8], name: &str) -> String {
    read(bytes).iter().find(|member| member.name == name).unwrap_or_else(|| panic!("{name} is in the archive")).text()
}

/// Returns an archive with a member's text changed.
pub fn changed(bytes: &[u8], name: &str, change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut change = Some(change);
    let entries: Vec<Entry> = read(bytes)
        .into_iter()
        .map(|member| {
            let content = if member.name == name { change.take().unwrap()(member.text()).into_bytes() } else { member.content };
            Entry::new(&member.name, content)
        })
        .collect();
    assert!(change.is_none(), "{name} is in the archive");
    write(&entries)
}

/// Returns an archive without some members.
pub fn without(bytes: &[u8], leave_out: impl Fn(&str) -> bool) -> Vec<u8> {
    let kept = read(bytes).into_iter().filter(|member| !leave_out(&member.name));
    write(&kept.map(|member| Entry::new(&member.name, member.content)).collect::<Vec<_>>())
}
