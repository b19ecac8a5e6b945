//! What a shared folder may hold: read by everyone the same, carried byte for byte, never trusted.

use clausier_sharing::{CardName, Entry, Envelope, Folder, FolderError, Marker, ReplicaId, Row, SegmentName, Stat, merged, parse_segment};
use uuid::Uuid;

const REPLICA: &str = "abcdefghijklmnopqrstuvwxyz";
const ROW: &str = r#"{"annee":2026,"base":null,"clauses":["env-08"],"considerations":["environnement"],"cpv":["45214200"],"direction":null,"ess":null,"heures":null,"id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11","lit_min":1,"montant":5900000,"nature":"travaux","notifie_le":"2026-11-20","objet":"École","pme":true,"rep":"abcdefghijklmnopqrstuvwxyz","reservation":[],"schema":1,"siret":null,"statut":"notifie","sup":false,"v":1}"#;
const TOMBSTONE: &str = r#"{"annee":2026,"base":"0123456789abcdef0123456789abcdef","id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11","rep":"abcdefghijklmnopqrstuvwxyz","sup":true,"v":2}"#;
const NEWER: &str =
    r#"{"annee":2027,"id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a12","lit_min":2,"rep":"abcdefghijklmnopqrstuvwxyz","v":3,"objet":{"fr":"École"}}"#;

/// Any bytes as a segment: each row is a line of it, once, and the greatest is the same from both ends.
pub fn segment(bytes: &[u8]) {
    let lines = parse_segment(bytes);
    for row in &lines.rows {
        assert!(bytes.split(|byte| *byte == b'\n').any(|line| line == row.raw.as_bytes()), "a row is a line of the file");
        kept(row);
    }
    let forwards = lines.rows.iter().cloned().reduce(merged).map(|row| row.hash);
    let backwards = lines.rows.iter().rev().cloned().reduce(merged).map(|row| row.hash);
    assert_eq!(forwards, backwards, "the order of arrival changes the merge");
    let again = parse_segment(&lines.rows.iter().map(|row| row.raw.clone() + "\n").collect::<String>().into_bytes());
    assert!(again.rows == lines.rows && again.set_aside.is_empty(), "the rows alone read otherwise");
}

/// Any bytes as a row.
pub fn row(bytes: &[u8]) {
    if let Ok(row) = Row::parse(bytes) {
        assert_eq!(row.raw.as_bytes(), bytes, "a row is not its line");
        kept(&row);
    }
}

/// Any bytes as the marker of a folder.
pub fn marker(bytes: &[u8]) {
    match Marker::read(&One(bytes)) {
        Marker::Share(id) => assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "an identity is plain: {id:?}"),
        Marker::Newer { version } => assert!(version > 1, "a version of ours is called newer"),
        Marker::Absent => panic!("a marker that is there is told absent"),
        Marker::Unreadable => {}
    }
}

/// Any text as a name: what the grammar takes is what we write, and never leads out of its folder.
pub fn name(bytes: &[u8]) {
    let Ok(name) = std::str::from_utf8(bytes) else { return };
    let spelt = [SegmentName::parse(name).map(|read| read.to_string()), CardName::parse(name).map(|read| read.to_string())];
    for spelt in spelt.into_iter().flatten() {
        assert_eq!(spelt, name, "a name is not spelt as it was read");
        assert!(!name.contains(['/', '\\', ':']) && !name.contains(".."), "a name leads elsewhere");
    }
}

/// A row alone, with others, with lines that are none.
pub fn segments() -> Vec<Vec<u8>> {
    [format!("{ROW}\n"), format!("{ROW}\n{TOMBSTONE}\n{NEWER}\n"), format!("{ROW}\n\n{{}}\n{ROW}\r\n")].map(String::into_bytes).into()
}

/// A row, a tombstone, a row of a later program.
pub fn rows() -> Vec<Vec<u8>> {
    [ROW, TOMBSTONE, NEWER].map(|row| row.as_bytes().to_vec()).into()
}

/// A marker of each version.
pub fn markers() -> Vec<Vec<u8>> {
    [r#"{"format":"clausier-partage","v":1,"id":"00112233445566778899aabbccddeeff"}"#, r#"{"format":"clausier-partage","v":2}"#]
        .map(|marker| marker.as_bytes().to_vec())
        .into()
}

/// Names of every kind.
pub fn names() -> Vec<Vec<u8>> {
    let sha = "0123456789abcdef0123456789abcdef";
    [format!("{REPLICA}.00000012.500.{sha}.ndjson"), format!("{REPLICA}.00000012.500.p3.{sha}.ndjson"), format!("{REPLICA}.00000012.{sha}.json")]
        .map(String::into_bytes)
        .into()
}

/// What is accepted can be shown, carried, and written again under another edit without losing a word.
fn kept(row: &Row) {
    assert!(row.to_json().is_object(), "a row is an object");
    assert!(row.summary().is_some() || row.sup || !row.is_readable(), "a readable row has a summary");
    let rep = ReplicaId::parse(REPLICA).expect("a replica of the grammar");
    let envelope = Envelope { id: Uuid::nil(), v: 1, rep, base: None, annee: row.annee };
    if let Ok(copy) = Row::of_content(envelope, row)
        && !row.sup
    {
        assert_eq!(copy.content(), row.content(), "a copy says something else than {}", row.raw);
    }
}

/// A folder that holds one file under every name.
struct One<'a>(&'a [u8]);

impl Folder for One<'_> {
    fn list(&self, _: &str) -> Result<Vec<Entry>, FolderError> {
        Ok(Vec::new())
    }

    fn stat(&self, _: &str) -> Result<Stat, FolderError> {
        Err(FolderError::Absent)
    }

    fn read(&self, _: &str, cap: u64) -> Result<Vec<u8>, FolderError> {
        if u64::try_from(self.0.len()).is_ok_and(|length| length <= cap) { Ok(self.0.to_vec()) } else { Err(FolderError::TooLarge) }
    }

    fn create_new(&self, _: &str, _: &[u8]) -> Result<(), FolderError> {
        Err(FolderError::ReadOnly)
    }

    fn rename_no_replace(&self, _: &str, _: &str) -> Result<(), FolderError> {
        Err(FolderError::ReadOnly)
    }

    fn remove(&self, _: &str) -> Result<(), FolderError> {
        Err(FolderError::ReadOnly)
    }

    fn make_directory(&self, _: &str) -> Result<(), FolderError> {
        Err(FolderError::ReadOnly)
    }

    fn sync_directory(&self, _: &str) -> Result<(), FolderError> {
        Ok(())
    }
}
