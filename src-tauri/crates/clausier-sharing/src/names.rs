//! The grammar of the folder. A name that does not follow it is never joined to a path nor opened:
//! conflicted copies, `desktop.ini`, temporary files of others and hostile names all end there.

use crate::hash::Sha32;
use crate::replica::ReplicaId;

/// The file that says that a folder is a share, and which one.
pub const MARKER: &str = "clausier-partage.json";
/// Where the cards of the replicas are.
pub const CARDS: &str = "replicas";
/// Where the segments are, one folder below.
pub const SEGMENTS: &str = "resumes";
/// Several cloud clients leave files of this extension alone.
pub(crate) const TEMPORARY: &str = ".tmp";

const LONGEST_DIRECTORY: usize = 40;
const COMPRESSED: &str = ".zst";
/// What the clients of Nextcloud and ownCloud put after the name of a file that they keep on the server, on systems where
/// they have no better way.
const KEPT_ELSEWHERE: [&str; 2] = [".nextcloud", ".owncloud"];

/// Returns the folder of the segments of a year.
pub fn year_directory(year: i32) -> String {
    format!("{SEGMENTS}/annee={year:04}")
}

/// Tells whether a folder under `resumes/` may be read: a year, or a service with rights of its own.
pub fn is_segment_directory(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'=' | b'-');
    !name.is_empty() && name.len() <= LONGEST_DIRECTORY && !name.starts_with('.') && !name.ends_with('.') && name.bytes().all(allowed)
}

/// `<replica>.<gen8>.<n>[.pK].<sha32>.ndjson[.zst]`: `n` rows of a generation of a replica. This program writes none that is
/// compressed, and reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub struct SegmentName {
    pub replica: ReplicaId,
    pub generation: u32,
    pub rows: u32,
    /// Present when a generation is above four megabytes.
    pub part: Option<u16>,
    pub sha: Sha32,
    /// The hash is that of the compressed bytes.
    pub compressed: bool,
}

/// `<replica>.<gen8>.<sha32>.json`: what a replica says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub struct CardName {
    pub replica: ReplicaId,
    pub generation: u32,
    pub sha: Sha32,
}

impl SegmentName {
    /// Reads a name; anything but the exact spelling that we write is refused.
    pub fn parse(name: &str) -> Option<Self> {
        let plain = name.strip_suffix(COMPRESSED);
        let parts: Vec<&str> = plain.unwrap_or(name).split('.').collect();
        let read = match parts.as_slice() {
            [replica, generation, rows, sha, "ndjson"] => Self::of(replica, generation, rows, None, sha),
            [replica, generation, rows, part, sha, "ndjson"] => Self::of(replica, generation, rows, Some(part.strip_prefix('p')?), sha),
            _ => None,
        }?;
        let parsed = Self { compressed: plain.is_some(), ..read };
        (parsed.to_string() == name).then_some(parsed)
    }

    fn of(replica: &str, generation: &str, rows: &str, part: Option<&str>, sha: &str) -> Option<Self> {
        Some(Self {
            replica: ReplicaId::parse(replica)?,
            generation: number(generation)?,
            rows: number(rows)?,
            part: part.map(|part| part.parse()).transpose().ok()?,
            sha: Sha32::parse(sha)?,
            compressed: false,
        })
    }
}

impl CardName {
    /// Reads a name; anything but the exact spelling that we write is refused.
    pub fn parse(name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.split('.').collect();
        let [replica, generation, sha, "json"] = parts.as_slice() else { return None };
        let parsed = Self { replica: ReplicaId::parse(replica)?, generation: number(generation)?, sha: Sha32::parse(sha)? };
        (parsed.to_string() == name).then_some(parsed)
    }
}

impl std::fmt::Display for SegmentName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{:08}.{}.", self.replica, self.generation, self.rows)?;
        if let Some(part) = self.part {
            write!(formatter, "p{part}.")?;
        }
        write!(formatter, "{}.ndjson{}", self.sha, if self.compressed { COMPRESSED } else { "" })
    }
}

impl std::fmt::Display for CardName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{:08}.{}.json", self.replica, self.generation, self.sha)
    }
}

/// Returns the name of a temporary file: the final one, four random characters, `.tmp`.
pub(crate) fn temporary(path: &str, random: u64) -> String {
    format!("{path}.{:04x}{TEMPORARY}", random & 0xffff)
}

/// Returns the final name that a temporary file was made for.
pub(crate) fn final_of(name: &str) -> Option<&str> {
    name.strip_suffix(TEMPORARY)?.rsplit_once('.').map(|(path, _)| path)
}

/// Returns the segment that a placeholder stands for: its bytes are on the server, not on this disk.
pub(crate) fn kept_elsewhere(name: &str) -> Option<SegmentName> {
    KEPT_ELSEWHERE.iter().find_map(|suffix| SegmentName::parse(name.strip_suffix(suffix)?))
}

/// Digits only: `u32::from_str` would take a sign.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "abcdefghijklmnopqrstuvwxyz.00000012.500.0123456789abcdef0123456789abcdef.ndjson";

    #[test]
    fn a_name_is_read_as_it_is_written() {
        let name = SegmentName::parse(NAME).expect("the grammar accepts its own example");
        assert_eq!((name.generation, name.rows, name.part), (12, 500, None));
        assert_eq!(name.to_string(), NAME);
        let part = NAME.replace(".500.", ".500.p3.");
        assert_eq!(SegmentName::parse(&part).and_then(|name| name.part), Some(3));
        let compressed = SegmentName::parse(&format!("{NAME}.zst")).expect("a compressed segment has a name too");
        assert_eq!((compressed.compressed, name.compressed, compressed.to_string()), (true, false, format!("{NAME}.zst")));
    }

    #[test]
    fn names_stay_short_below_the_root() {
        assert!(format!("{}/{}", year_directory(2026), NAME.replace(".500.", ".30000.p3.")).len() <= 110, "room is left for the root under 260");
    }

    #[test]
    fn conflicted_copies_and_junk_are_not_names_of_ours() {
        let stem = NAME.trim_end_matches(".ndjson");
        let junk = [
            format!("{stem} (1).ndjson"),
            format!("{stem} (Copie en conflit de Marie 2026-11-24).ndjson"),
            format!("{stem}-PC-DE-JEAN.ndjson"),
            format!("{stem}.sync-conflict-20261124-101112-ABCDEF.ndjson"),
            format!("{stem}_conflict-20261124.ndjson"),
            format!("{NAME}.1a2b.tmp"),
            NAME.to_uppercase(),
            NAME.replace("00000012", "12"),
            NAME.replace("00000012", "+0000012"),
            NAME.replace(".500.", ".0500."),
            format!("../{NAME}"),
            "desktop.ini".to_owned(),
            "~$x.ndjson".to_owned(),
            "...".to_owned(),
            String::new(),
        ];
        for name in junk {
            assert_eq!(SegmentName::parse(&name), None, "name: {name}");
        }
    }

    #[test]
    fn a_placeholder_is_known_by_its_suffix_and_is_not_the_file() {
        for suffix in [".nextcloud", ".owncloud"] {
            let name = format!("{NAME}{suffix}");
            assert_eq!((SegmentName::parse(&name), kept_elsewhere(&name)), (None, SegmentName::parse(NAME)), "{name}");
        }
        for name in [NAME.to_owned(), format!("x{NAME}.nextcloud"), format!("{NAME}.nextcloud.nextcloud"), ".nextcloud".to_owned()] {
            assert_eq!(kept_elsewhere(&name), None, "{name}");
        }
    }

    #[test]
    fn a_directory_never_leads_out_of_the_root() {
        assert!(is_segment_directory("annee=2026") && is_segment_directory("voirie"));
        for name in ["..", ".", "", "a/b", "a\\b", "C:", "Annee", ".git", "a."] {
            assert!(!is_segment_directory(name), "directory: {name}");
        }
    }

    #[test]
    fn a_temporary_name_gives_back_its_final_name() {
        assert_eq!(final_of(&temporary(NAME, 7)), Some(NAME));
    }
}
