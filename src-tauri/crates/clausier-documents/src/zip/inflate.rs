//! One member inflated, never beyond what its compressed size justifies.

use std::borrow::Cow;
use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::Member;
use crate::error::DocumentError;

const LARGEST: u64 = 512 << 20;
const HARMLESS: u64 = 64 << 20;
const RATIO: u64 = 300;

pub(super) fn member<'a>(bytes: &'a [u8], member: &Member) -> Result<Cow<'a, [u8]>, DocumentError> {
    let damaged = || DocumentError::Damaged { name: member.name.clone() };
    let packed = bytes.get(member.data.clone()).ok_or_else(damaged)?;
    let plain = if member.method == 0 { Cow::Borrowed(packed) } else { Cow::Owned(inflate(packed, member)?) };
    let mut crc = Crc::new();
    crc.update(&plain);
    if crc.sum() != member.crc || plain.len() as u64 != member.inflated {
        return Err(damaged());
    }
    Ok(plain)
}

fn inflate(packed: &[u8], member: &Member) -> Result<Vec<u8>, DocumentError> {
    let limit = LARGEST.min(HARMLESS.max(RATIO.saturating_mul(packed.len() as u64)));
    let expected = member.inflated.min(RATIO.saturating_mul(packed.len() as u64)).min(limit);
    let mut out = Vec::with_capacity(usize::try_from(expected).unwrap_or_default() + 1);
    let read = DeflateDecoder::new(packed).take(limit + 1).read_to_end(&mut out);
    if out.len() as u64 > limit {
        return Err(DocumentError::BombRatio { part: member.name.clone(), limit });
    }
    read.map_err(|_| DocumentError::Damaged { name: member.name.clone() })?;
    Ok(out)
}
