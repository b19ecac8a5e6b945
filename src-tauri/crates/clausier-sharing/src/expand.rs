//! Compressed segments: their bytes are checked first, then expanded up to a limit counted on what comes out.

use std::io::Read as _;

use ruzstd::decoding::StreamingDecoder;

use crate::ledger::Reason;

/// Most bytes that come out of a compressed segment; beyond, it is a trap or a mistake.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Expands a segment.
pub(crate) fn expanded(bytes: &[u8]) -> Result<Vec<u8>, Reason> {
    let decoder = StreamingDecoder::new(bytes).map_err(|_| Reason::Unreadable)?;
    let mut plain = Vec::new();
    decoder.take(LARGEST + 1).read_to_end(&mut plain).map_err(|_| Reason::Unreadable)?;
    if plain.len() as u64 > LARGEST { Err(Reason::TooLarge) } else { Ok(plain) }
}

#[cfg(test)]
mod tests {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    /// A frame of blocks that each say « one byte, 131,072 times » (RFC 8878).
    fn repeated(blocks: u32) -> Vec<u8> {
        let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
        for left in (0..blocks).rev() {
            let header = 131_072 << 3 | 1 << 1 | u32::from(left == 0);
            frame.extend_from_slice(&header.to_le_bytes()[..3]);
            frame.push(b'x');
        }
        frame
    }

    #[test]
    fn what_was_compressed_comes_back_and_a_bomb_is_stopped() {
        let small = compress_to_vec(&b"une ligne\n"[..], CompressionLevel::Fastest);
        assert_eq!(expanded(&small).as_deref(), Ok(&b"une ligne\n"[..]));
        assert_eq!(expanded(&repeated(8)).map(|plain| plain.len()), Ok(1024 * 1024));
        assert_eq!(expanded(&repeated(8 * 65)), Err(Reason::TooLarge), "two thousand bytes that would make 65 MB");
        let cut = small.get(..small.len() - 3).expect("it is longer");
        for broken in [&b""[..], b"{}", b"\x28\xb5\x2f\xfd", cut] {
            assert_eq!(expanded(broken), Err(Reason::Unreadable), "{broken:?}");
        }
    }
}
