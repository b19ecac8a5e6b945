//! Zip files as other programs write them: descriptors, zip64, stored members, extra fields, comments.

use std::io::Write as _;

use flate2::Crc;
use flate2::write::DeflateEncoder;

use crate::archive::Entry;

/// How an archive is laid out.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Sizes and checksum after the data, none before it.
    pub descriptors: bool,
    /// Every size and offset in a field of eight bytes, and the longer end record.
    pub zip64: bool,
    /// Nothing compressed.
    pub stored: bool,
    /// A field of an unknown kind in both headers.
    pub extras: bool,
    /// Zeros between the records.
    pub padding: usize,
    /// A comment after the end record.
    pub comment: &'static [u8],
    /// The directory in another order than the records.
    pub shuffled: bool,
}

/// One record written: where it is, and what the directory says of it.
struct Record {
    offset: u64,
    central: Vec<u8>,
}

/// Writes an archive.
pub fn write(entries: &[Entry], layout: &Layout) -> Vec<u8> {
    let mut out = Vec::new();
    let mut records: Vec<Record> = entries.iter().map(|entry| append(entry, layout, &mut out)).collect();
    if layout.shuffled {
        records.reverse();
    }
    let start = out.len() as u64;
    for record in &records {
        assert!(record.offset < start);
        out.extend(&record.central);
    }
    close(&mut out, start, records.len() as u64, layout);
    out
}

fn append(entry: &Entry, layout: &Layout, out: &mut Vec<u8>) -> Record {
    out.resize(out.len() + layout.padding, 0);
    let offset = out.len() as u64;
    let is_stored = layout.stored || entry.name == "mimetype" || entry.name.ends_with('/');
    let data = if is_stored { entry.bytes.clone() } else { deflated(&entry.bytes) };
    let mut crc = Crc::new();
    crc.update(&entry.bytes);
    let sizes = (data.len() as u64, entry.bytes.len() as u64);
    let head = |hidden: bool, wide: bool| header(entry, is_stored, layout, if hidden { 0 } else { crc.sum() }, sizes, hidden, wide);
    let known = if layout.extras { b"\x55\x55\x04\x00clau".to_vec() } else { Vec::new() };
    let local_extra = [if layout.zip64 { wide(&[sizes.1, sizes.0]) } else { Vec::new() }, known.clone()].concat();
    out.extend(b"PK\x03\x04\x2d\x00");
    out.extend(head(layout.descriptors, layout.zip64));
    out.extend((entry.name.len() as u16).to_le_bytes());
    out.extend((local_extra.len() as u16).to_le_bytes());
    out.extend(entry.name.as_bytes());
    out.extend(&local_extra);
    out.extend(&data);
    if layout.descriptors {
        out.extend(b"PK\x07\x08");
        out.extend(crc.sum().to_le_bytes());
        out.extend(if layout.zip64 { sizes.0.to_le_bytes().to_vec() } else { (sizes.0 as u32).to_le_bytes().to_vec() });
        out.extend(if layout.zip64 { sizes.1.to_le_bytes().to_vec() } else { (sizes.1 as u32).to_le_bytes().to_vec() });
    }
    let extra = [if layout.zip64 { wide(&[sizes.1, sizes.0, offset]) } else { Vec::new() }, known].concat();
    let mut central = b"PK\x01\x02\x2d\x00\x2d\x00".to_vec();
    central.extend(head(false, layout.zip64));
    central.extend((entry.name.len() as u16).to_le_bytes());
    central.extend((extra.len() as u16).to_le_bytes());
    central.extend([0; 10]);
    central.extend(if layout.zip64 { u32::MAX } else { offset as u32 }.to_le_bytes());
    central.extend(entry.name.as_bytes());
    central.extend(extra);
    Record { offset, central }
}

/// Flags, method, date, checksum, sizes.
fn header(entry: &Entry, is_stored: bool, layout: &Layout, crc: u32, sizes: (u64, u64), hidden: bool, wide: bool) -> Vec<u8> {
    let flags = u16::from(layout.descriptors) << 3 | if entry.name.is_ascii() { 0 } else { 1 << 11 };
    let size = |size: u64| {
        if wide {
            u32::MAX
        } else if hidden {
            0
        } else {
            size as u32
        }
    };
    let mut header = Vec::new();
    header.extend(flags.to_le_bytes());
    header.extend(if is_stored { 0u16 } else { 8 }.to_le_bytes());
    header.extend(0x5b62_6c34_u32.to_le_bytes());
    header.extend(crc.to_le_bytes());
    header.extend(size(sizes.0).to_le_bytes());
    header.extend(size(sizes.1).to_le_bytes());
    header
}

fn wide(values: &[u64]) -> Vec<u8> {
    let mut field = b"\x01\x00".to_vec();
    field.extend((values.len() as u16 * 8).to_le_bytes());
    field.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    field
}

fn close(out: &mut Vec<u8>, start: u64, count: u64, layout: &Layout) {
    let size = out.len() as u64 - start;
    if layout.zip64 {
        let record = out.len() as u64;
        out.extend(b"PK\x06\x06");
        out.extend(44u64.to_le_bytes());
        out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for value in [count, count, size, start] {
            out.extend(value.to_le_bytes());
        }
        out.extend(b"PK\x06\x07\0\0\0\0");
        out.extend(record.to_le_bytes());
        out.extend(1u32.to_le_bytes());
    }
    out.extend(b"PK\x05\x06\0\0\0\0");
    let (count, size, start) = if layout.zip64 { (u16::MAX, u32::MAX, u32::MAX) } else { (count as u16, size as u32, start as u32) };
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend((layout.comment.len() as u16).to_le_bytes());
    out.extend(layout.comment);
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Every layout, by name.
pub fn layouts() -> [(&'static str, Layout); 9] {
    let usual = Layout::default;
    [
        ("as usual", usual()),
        ("descriptors", Layout { descriptors: true, ..usual() }),
        ("zip64", Layout { zip64: true, ..usual() }),
        ("zip64 and descriptors", Layout { zip64: true, descriptors: true, ..usual() }),
        ("stored", Layout { stored: true, ..usual() }),
        ("extra fields", Layout { extras: true, ..usual() }),
        ("padding", Layout { padding: 7, ..usual() }),
        ("a comment", Layout { comment: b"archive de la mairie PK\x05\x06 !", ..usual() }),
        ("another order", Layout { shuffled: true, extras: true, descriptors: true, ..usual() }),
    ]
}
