//! A zip whose members are stored as they are, so that what a campaign invents reaches the XML untouched.

/// Packs members in their order.
pub fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let offset = length(&out);
        let described = description(name, bytes);
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(&described);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        directory.extend(&described);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let end = [length(&directory), length(&out)].map(u32::to_le_bytes).concat();
    let count = u16::try_from(members.len()).unwrap_or(u16::MAX).to_le_bytes();
    out.extend(&directory);
    out.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &end, &[0, 0]].concat());
    out
}

/// What both headers say: flags, method, date, checksum, sizes, length of the name, no extra field.
fn description(name: &str, bytes: &[u8]) -> Vec<u8> {
    let size = length(bytes).to_le_bytes();
    let name = u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes();
    [&[0, 0, 0, 0][..], &0x5b62_6c34_u32.to_le_bytes(), &checksum(bytes).to_le_bytes(), &size, &size, &name, &[0, 0]].concat()
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// The CRC-32 of the zip specification.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read_by_the_program() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926, "the check value of the specification");
        let file = packed(&[("a.txt", b"un"), ("b/c.xml", b"<deux/>")]);
        let part = |name| clausier_documents::synthetic::part(&file, name).ok();
        assert_eq!((part("a.txt").as_deref(), part("b/c.xml").as_deref()), (Some(&b"un"[..]), Some(&b"<deux/>"[..])));
    }
}
