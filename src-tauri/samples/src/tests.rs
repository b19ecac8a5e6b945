//! What the built files must be, whoever wrote them last.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::{CompressionMethod, ZipArchive};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every document: its name and its bytes.
fn rendered() -> Vec<(String, Vec<u8>)> {
    let texts = super::texts(&root().join("texts")).expect("the texts can be listed");
    texts.iter().map(|text| super::render(text).expect("each text can be written")).collect()
}

/// The members of a package, in order.
fn members(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(package)).expect("the package opens");
    (0..archive.len())
        .map(|at| {
            let mut member = archive.by_index(at).expect("the member opens");
            let mut content = Vec::new();
            member.read_to_end(&mut content).expect("the member inflates");
            (member.name().expect("the name can be read").into_owned(), content)
        })
        .collect()
}

fn member(package: &[u8], name: &str) -> String {
    let found = members(package).into_iter().find(|(member, _)| member == name);
    let (_, content) = found.unwrap_or_else(|| panic!("no member {name}"));
    String::from_utf8(content).expect("XML is UTF-8")
}

/// Calls `see` with each opening tag; fails on the first fault of well-formedness.
fn each_element(name: &str, xml: &str, mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().enable_all_checks(true);
    let mut depth = 0_u32;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                see(&element);
            }
            Ok(Event::Empty(element)) => see(&element),
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(fault) => panic!("{name}: {fault} at byte {}", reader.error_position()),
        }
    }
    assert_eq!(depth, 0, "{name} closes every element");
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .map(|attribute| attribute.expect("attributes are well-formed and given once"))
        .find(|attribute| attribute.key.as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

/// Collects an attribute over the elements whose name is listed; an empty list means any element.
fn collect(xml: &str, elements: &[&str], name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each_element(name, xml, |element| {
        let wanted = elements.is_empty() || elements.iter().any(|wanted| *wanted == element.name().as_ref());
        if wanted {
            found.extend(attribute(element, name));
        }
    });
    found
}

fn is(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == extension)
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert!(rendered() == rendered(), "nothing in a package may depend on the moment or on the machine");
}

#[test]
fn the_committed_files_are_those_the_generator_writes() {
    for (name, bytes) in rendered() {
        let committed = std::fs::read(root().join(&name)).unwrap_or_else(|_| panic!("{name}: run « cargo xtask samples »"));
        // Members are compared, not archives: another release of the compressor may pack them otherwise.
        assert!(members(&committed) == members(&bytes), "{name} is out of date: run « cargo xtask samples »");
    }
}

#[test]
fn every_part_is_well_formed_and_no_attribute_is_given_twice() {
    for (name, bytes) in rendered() {
        for (part, content) in members(&bytes).into_iter().filter(|(part, _)| part != "mimetype") {
            let xml = String::from_utf8(content).expect("parts are UTF-8");
            each_element(&format!("{name} {part}"), &xml, |element| {
                attribute(element, "");
            });
        }
    }
}

#[test]
fn every_word_style_that_is_used_is_defined() {
    for (name, bytes) in rendered().into_iter().filter(|(name, _)| is(name, "docx")) {
        let styles = member(&bytes, "word/styles.xml");
        let defined = collect(&styles, &["w:style"], "w:styleId");
        let uses = ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"];
        for (part, content) in members(&bytes).into_iter().filter(|(part, _)| part.starts_with("word/") && is(part, "xml")) {
            let xml = String::from_utf8(content).expect("parts are UTF-8");
            let used = collect(&xml, &uses, "w:val");
            let missing: Vec<_> = used.difference(&defined).collect();
            assert!(missing.is_empty(), "{name} {part} uses {missing:?}");
        }
    }
}

#[test]
fn every_word_list_that_is_used_is_defined() {
    for (name, bytes) in rendered().into_iter().filter(|(name, _)| is(name, "docx")) {
        let mut defined = collect(&member(&bytes, "word/numbering.xml"), &["w:num"], "w:numId");
        defined.insert("0".to_owned());
        for part in ["word/document.xml", "word/styles.xml"] {
            let used = collect(&member(&bytes, part), &["w:numId"], "w:val");
            assert!(used.is_subset(&defined), "{name} {part} uses lists {used:?}, {defined:?} exist");
        }
    }
}

#[test]
fn every_link_of_a_word_document_leads_to_a_bookmark() {
    for (name, bytes) in rendered().into_iter().filter(|(name, _)| is(name, "docx")) {
        let document = member(&bytes, "word/document.xml");
        let bookmarks = collect(&document, &["w:bookmarkStart"], "w:name");
        let links = collect(&document, &["w:hyperlink"], "w:anchor");
        assert!(links.is_subset(&bookmarks), "{name}: the table of contents points nowhere");
        let identifiers = document.matches("<w:bookmarkStart").count();
        assert_eq!(collect(&document, &["w:bookmarkStart"], "w:id").len(), identifiers, "{name}: bookmark identifiers are unique");
    }
}

#[test]
fn every_opendocument_style_that_is_used_is_defined() {
    for (name, bytes) in rendered().into_iter().filter(|(name, _)| is(name, "odt")) {
        let (content, styles) = (member(&bytes, "content.xml"), member(&bytes, "styles.xml"));
        let mut defined = collect(&styles, &[], "style:name");
        for xml in [&styles, &content] {
            defined.extend(collect(xml, &[], "style:name"));
            for by in [
                "text:style-name",
                "table:style-name",
                "style:parent-style-name",
                "style:list-style-name",
                "style:master-page-name",
                "style:next-style-name",
            ] {
                let used = collect(xml, &[], by);
                let missing: Vec<_> = used.difference(&defined).collect();
                assert!(missing.is_empty(), "{name}: {by} uses {missing:?}");
            }
        }
    }
}

#[test]
fn an_opendocument_package_starts_with_its_readable_type() {
    for (name, bytes) in rendered().into_iter().filter(|(name, _)| is(name, "odt")) {
        let mut archive = ZipArchive::new(Cursor::new(&bytes)).expect("the package opens");
        let first = archive.by_index(0).expect("there is a first member");
        assert_eq!(first.name().ok().as_deref(), Some("mimetype"), "{name}");
        assert_eq!(first.compression(), CompressionMethod::Stored, "{name}");
        assert_eq!(bytes.get(38..46), Some(b"applicat".as_slice()), "{name}: no extra field before the type");
    }
}

#[test]
fn the_tables_of_contents_remember_a_page_for_each_heading() {
    for text in super::texts(&root().join("texts")).expect("the texts can be listed") {
        let content = std::fs::read_to_string(&text).expect("the text can be read");
        let source = super::Source::parse(&content).expect("the text can be parsed");
        for entry in super::outline::outline(&source) {
            assert!(entry.page > 3, "{}: « {} » has no page", text.display(), entry.title);
        }
    }
}
