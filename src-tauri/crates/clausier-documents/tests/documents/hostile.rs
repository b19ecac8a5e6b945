//! Files that are no documents, damaged, or made to harm: each refusal is seen.

use std::io::{Cursor, Write as _};

use clausier_documents::{DocumentError, detect, export, outline};

use crate::archive::{self, Entry};
use crate::builder::*;

fn refusal(file: &[u8]) -> DocumentError {
    let refused = outline(file).expect_err("the file is refused");
    let again = export(file, &request(&[clause("env-08")])).expect_err("and so is an export");
    assert_eq!(format!("{refused:?}"), format!("{again:?}"), "both for one reason");
    refused
}

macro_rules! assert_refused {
    ($file:expr, $pattern:pat, $why:expr) => {
        let error = refusal(&$file);
        assert!(matches!(error, $pattern), "{}: {error:?}", $why);
    };
}

fn entries() -> Vec<Entry> {
    Docx::of(&usual_body()).entries()
}

fn with(entry: Entry) -> Vec<u8> {
    let mut all = entries();
    all.push(entry);
    archive::write(&all)
}

fn compound(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(b"x").unwrap();
    file.into_inner().into_inner()
}

#[test]
fn what_is_no_zip_is_named() {
    for (bytes, kind) in [(&b"%PDF-1.7"[..], "pdf"), (b"{\\rtf1}", "rtf"), (b"  <HTML>", "html"), (b"<?xml version='1.0'?>", "xml"), (b"", "empty")] {
        let error = refusal(bytes);
        assert!(matches!(error, DocumentError::NotAZip { looks_like: Some(named) } if named == kind), "{kind}: {error:?}");
    }
    assert_refused!(*b"Bonjour", DocumentError::NotAZip { .. }, "plain text");
    assert!(matches!(detect(b"", "CCTP.docx"), Err(DocumentError::Truncated { .. })), "an empty .docx is a truncated one");
}

#[test]
fn what_old_and_encrypted_files_hold_is_named() {
    assert_refused!(compound("/EncryptedPackage"), DocumentError::Encrypted, "a password at opening");
    assert_refused!(compound("/WordDocument"), DocumentError::LegacyDoc, "an old .doc");
    assert_refused!(compound("/Workbook"), DocumentError::OtherOle, "an old .xls");
    assert_refused!(*b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", DocumentError::OtherOle, "a broken container");
    for (name, kind) in [("EncryptedPackage", DocumentError::Encrypted), ("WordDocument", DocumentError::LegacyDoc)] {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cut = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &[0; 600][..], &utf16].concat();
        assert_eq!(format!("{:?}", refusal(&cut)), format!("{kind:?}"), "a container cut short still says what it was: {name}");
    }
    let encrypted = [
        Entry::new("mimetype", "application/vnd.oasis.opendocument.text"),
        Entry::new("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"),
        Entry::new("content.xml", "x"),
    ];
    assert_refused!(archive::write(&encrypted), DocumentError::Encrypted, "an encrypted .odt");
}

#[test]
fn other_documents_are_named() {
    let sheet = Docx::of("").edit("[Content_Types].xml", |types| types.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main")).build();
    assert_refused!(sheet, DocumentError::NotADocument { .. }, "a workbook");
    let others = ["oasis.opendocument.spreadsheet", "oasis.opendocument.text-master", "oasis.opendocument.text-web", "sun.xml.writer"];
    for other in others {
        let file = [Entry::new("mimetype", format!("application/vnd.{other}"))];
        assert_refused!(archive::write(&file), DocumentError::NotADocument { .. }, other);
    }
    let plain = [Entry::new("lisez-moi.txt", "bonjour")];
    assert_refused!(archive::write(&plain), DocumentError::NotADocument { .. }, "any zip");
    let without = archive::without(&usual(), |name| name == "[Content_Types].xml");
    assert_refused!(without, DocumentError::MissingPart { .. }, "no content types");
}

#[test]
fn a_lying_directory_is_refused() {
    for name in ["../evil", "/etc/passwd", "a\\b", "c:evil", "a/../b", "nul\0nul"] {
        assert_refused!(with(Entry::new(name, "x")), DocumentError::BadName { .. }, name);
    }
    for name in ["word/document.xml", "WORD/Document.XML"] {
        assert_refused!(with(Entry::new(name, "x")), DocumentError::DuplicateName { .. }, name);
    }
    let renamed = Entry { local_name: Some("word/autre.xml".to_owned()), ..Entry::new("word/media/a.png", "x") };
    assert_refused!(with(renamed), DocumentError::HeaderMismatch { .. }, "two names for one member");
    assert_refused!(
        with(Entry { method: 12, ..Entry::new("word/bzip2.xml", "x") }),
        DocumentError::UnsupportedCompression { method: 12, .. },
        "bzip2"
    );
    assert_refused!(with(Entry { flags: 1, ..Entry::new("word/secret.xml", "x") }), DocumentError::Encrypted, "an encrypted member");
    let many: Vec<Entry> = (0..20_001).map(|number| Entry { method: 0, ..Entry::new(&format!("m{number}"), "") }).collect();
    assert_refused!(archive::write(&many), DocumentError::TooManyMembers { count: 20_001 }, "twenty thousand members");
}

#[test]
fn members_that_share_bytes_are_refused() {
    let inner = archive::write(&[Entry { method: 0, ..Entry::new("b", "dedans") }]);
    let local = inner[..inner.windows(4).position(|four| four == b"PK\x01\x02").unwrap()].to_vec();
    let mut file = archive::write(&[Entry { method: 0, ..Entry::new("a", local) }, Entry { method: 0, ..Entry::new("b", "dedans") }]);
    let second = file.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    file[second + 42..second + 46].copy_from_slice(&31_u32.to_le_bytes());
    assert_refused!(file, DocumentError::OverlappingMembers { .. }, "a member inside another");
}

#[test]
fn several_volumes_are_refused() {
    let mut file = usual();
    let end = file.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    file[end + 4] = 1;
    assert_refused!(file, DocumentError::MultiDisk, "a second volume");
}

#[test]
fn a_bomb_is_refused_while_it_inflates_whatever_it_declares() {
    let bomb = archive::bomb(70);
    let told = |told| {
        let mut all = entries();
        all.retain(|entry| entry.name != "word/styles.xml");
        all.push(Entry { told, packed: Some(bomb.clone()), ..Entry::new("word/styles.xml", "") });
        archive::write(&all)
    };
    assert_refused!(told(Some(70 << 20)), DocumentError::BombRatio { .. }, "as declared");
    assert_refused!(told(Some(100)), DocumentError::BombRatio { .. }, "declared small");
}

#[test]
fn damaged_members_are_refused() {
    let lies = |told: u32| {
        let mut all = entries();
        all.iter_mut().find(|entry| entry.name == "word/styles.xml").unwrap().told = Some(told);
        archive::write(&all)
    };
    assert_refused!(lies(12), DocumentError::Damaged { .. }, "another size");
    let mut file = usual();
    let at = file.windows(17).position(|name| name == b"word/document.xml").unwrap() + 40;
    file[at] ^= 0xff;
    assert_refused!(file, DocumentError::Damaged { .. }, "a byte changed");
}

#[test]
fn harmful_xml_is_refused() {
    let main = |change: &dyn Fn(String) -> String| Docx::of(&usual_body()).edit("word/document.xml", change).build();
    let doctype = |text: String| text.replacen("<w:document", "<!DOCTYPE lolz [<!ENTITY a \"a\">]><w:document", 1);
    assert_refused!(main(&doctype), DocumentError::Doctype { .. }, "a DOCTYPE");
    let styles =
        Docx::of("").edit("word/styles.xml", |text| text.replacen("<w:styles", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><w:styles", 1)).build();
    assert_refused!(styles, DocumentError::Doctype { .. }, "in another part");
    let entity = |text: String| text.replacen("construction", "&xxe;", 1);
    assert_refused!(main(&entity), DocumentError::BadXml { .. }, "an entity of its own");
    for forbidden in ["\u{8}", "&#8;", "&#xFFFF;"] {
        let illegal = |text: String| text.replacen("construction", forbidden, 1);
        assert_refused!(main(&illegal), DocumentError::BadXml { .. }, "a character that no program reads");
    }
    let deep = |text: String| text.replacen("<w:body>", &format!("<w:body>{}", "<w:ins>".repeat(2_000)), 1);
    assert_refused!(main(&deep), DocumentError::TooDeep { .. }, "two thousand levels");
    let wide = |text: String| text.replacen("<w:body>", &format!("<w:body {}>", (0..600).map(|n| format!("a{n}=\"\" ")).collect::<String>()), 1);
    assert_refused!(main(&wide), DocumentError::TooDeep { .. }, "six hundred attributes");
    let long = |text: String| text.replacen("<w:body>", &format!("<w:body><{0}/>", "n".repeat(70_000)), 1);
    assert_refused!(main(&long), DocumentError::TooDeep { .. }, "a name without end");
    for part in ["word/numbering.xml", "word/settings.xml", "word/_rels/document.xml.rels", "_rels/.rels", "[Content_Types].xml"] {
        let declared = |text: String| {
            let at = text.find("?>").map_or(0, |at| at + 2);
            format!("{}<!DOCTYPE x>{}", &text[..at], &text[at..])
        };
        assert_refused!(Docx::of("").edit(part, declared).build(), DocumentError::Doctype { .. }, part);
    }
    let cut = |text: String| text.replacen("</w:document>", "", 1);
    assert_refused!(main(&cut), DocumentError::BadXml { .. }, "an element that never ends");
    let latin = |text: String| text.replacen("UTF-8", "ISO-8859-1", 1);
    assert_refused!(main(&latin), DocumentError::UnsupportedEncoding { .. }, "another encoding");
    let mut all = entries();
    let part = all.iter_mut().find(|entry| entry.name == "word/document.xml").unwrap();
    part.bytes = String::from_utf8(part.bytes.clone()).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_refused!(archive::write(&all), DocumentError::Utf16 { .. }, "UTF-16");
}

#[test]
fn a_file_cut_short_is_refused_wherever_it_is_cut() {
    let file = usual();
    for length in 0..file.len() {
        let cut = &file[..length];
        assert!(outline(cut).is_err(), "cut at {length}");
        assert!(length % 97 != 0 || export(cut, &request(&[clause("env-08")])).is_err(), "cut at {length}");
    }
}
