//! Where each thing stands in the file of a pack.

use super::PackFault;

/// First word of the file.
const FORMAT: &str = "clausier-paquet";
/// The layout that this program reads and writes.
const VERSION: u32 = 1;
/// Lines between the first one and the empty one: two of the key, four of the signature.
const HEAD: usize = 6;

/// A file cut in its parts; nothing of it is believed yet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout<'a> {
    /// Public key, in base 64.
    pub key: &'a str,
    /// The four lines of the signature.
    pub signature: String,
    pub content: &'a str,
}

/// Cuts a file.
pub(super) fn cut(text: &str) -> Result<Layout<'_>, PackFault> {
    let (first, rest) =
        text.split_once('\n').ok_or(if FORMAT.starts_with(text) && !text.is_empty() { PackFault::Truncated } else { PackFault::NotAPack })?;
    let length = declared(first)?;
    let mut lines = Vec::with_capacity(HEAD);
    let mut rest = rest;
    for _ in 0..HEAD {
        let (line, left) = rest.split_once('\n').ok_or(PackFault::Truncated)?;
        lines.push(line.strip_suffix('\r').unwrap_or(line));
        rest = left;
    }
    let (empty, content) = rest.split_once('\n').ok_or(PackFault::Truncated)?;
    if !empty.trim().is_empty() {
        return Err(PackFault::NotAPack);
    }
    if content.len() < length {
        return Err(PackFault::Truncated);
    }
    let [_, key, signature @ ..] = lines.as_slice() else { return Err(PackFault::NotAPack) };
    Ok(Layout { key, signature: signature.join("\n"), content })
}

/// Joins the parts.
pub(super) fn join(key: &str, signature: &str, content: &str) -> String {
    let signature = signature.trim_end();
    format!("{FORMAT} {VERSION} {}\nuntrusted comment: minisign public key\n{key}\n{signature}\n\n{content}", content.len())
}

/// Reads the first line: the format, its version, the length of the content in bytes.
fn declared(line: &str) -> Result<usize, PackFault> {
    let words: Vec<&str> = line.trim_end().split(' ').collect();
    let [FORMAT, version, rest @ ..] = words.as_slice() else { return Err(PackFault::NotAPack) };
    let version: u32 = version.parse().map_err(|_| PackFault::NotAPack)?;
    if version > VERSION {
        return Err(PackFault::Newer { version });
    }
    match rest {
        [length] if version == VERSION => length.parse().map_err(|_| PackFault::NotAPack),
        _ => Err(PackFault::NotAPack),
    }
}
