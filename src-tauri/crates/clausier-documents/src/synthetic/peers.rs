//! The same work for programs that fill templates, and the least that any program must do for it.

use clausier_core::document::{Block, Line, line_text};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{ARTICLES, clauses};
use crate::DocumentError;
use crate::package::Package;

/// Where the text of a file stands, and what ends a heading there.
struct Kind {
    part: &'static str,
    heading_end: &'static str,
}

const DOCX: Kind = Kind { part: "word/document.xml", heading_end: "</w:p>" };
const ODT: Kind = Kind { part: "content.xml", heading_end: "</text:h>" };

/// Returns what is inserted under each article, a text a paragraph: styles, lists and tables are left out, since no
/// template engine chooses them paragraph by paragraph.
pub fn paragraphs() -> Vec<Vec<String>> {
    let clauses = clauses();
    clauses.chunks(5).map(|five| five.iter().flat_map(|clause| texts(&clause.title, &clause.blocks)).collect()).collect()
}

/// Inflates the text of a file, reads it once, puts raw markup after the heading of each article, deflates it, and
/// copies every other member: less cannot be done. It is also how the templates of the peers are made.
pub fn splice(file: &[u8], raw: impl Fn(usize) -> String) -> Result<Vec<u8>, DocumentError> {
    let mut package = Package::read(file)?;
    let kind = if package.has(ODT.part) { ODT } else { DOCX };
    let text = package.text(kind.part)?.ok_or_else(|| DocumentError::MissingPart { part: kind.part.to_owned() })?;
    read_once(&text);
    let mut spliced = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text.as_str();
    for number in 1..=ARTICLES {
        let heading = format!("Article {number} – ");
        let Some((before, after)) = rest.split_once(&heading) else { break };
        let Some((inside, following)) = after.split_once(kind.heading_end) else { break };
        for part in [before, &heading, inside, kind.heading_end, &raw(number)] {
            spliced.push_str(part);
        }
        rest = following;
    }
    spliced.push_str(rest);
    package.put(kind.part, spliced);
    package.finish()
}

/// Whether a file is an OpenDocument text.
pub fn is_odt(file: &[u8]) -> Result<bool, DocumentError> {
    Ok(Package::read(file)?.has(ODT.part))
}

/// Writes a paragraph in the markup of a format.
pub fn paragraph(is_odt: bool, text: &str) -> String {
    let escaped = quick_xml::escape::escape(text);
    if is_odt { format!("<text:p>{escaped}</text:p>") } else { format!("<w:p><w:r><w:t xml:space=\"preserve\">{escaped}</w:t></w:r></w:p>") }
}

fn read_once(text: &str) {
    let mut reader = Reader::from_str(text);
    while !matches!(reader.read_event(), Ok(Event::Eof) | Err(_)) {}
}

fn texts(title: &str, blocks: &[Block]) -> Vec<String> {
    std::iter::once(title.to_owned()).chain(blocks.iter().flat_map(block_texts)).collect()
}

fn block_texts(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { line, .. } | Block::Paragraph { line } => vec![line_text(line)],
        Block::Bullets { items } | Block::Numbers { items } => items.iter().map(|item| line_text(item)).collect(),
        Block::Table { header, rows } => {
            let row = |cells: &Vec<Line>| cells.iter().map(|cell| line_text(cell)).collect::<Vec<_>>().join(" | ");
            std::iter::once(row(header)).chain(rows.iter().map(row)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic::document;

    #[test]
    fn the_least_work_puts_every_paragraph_and_keeps_the_document_readable() {
        let file = document().unwrap();
        let work = paragraphs();
        assert_eq!(work.len(), ARTICLES);
        let raw = |number: usize| work[number - 1].iter().map(|text| paragraph(false, text)).collect::<String>();
        let done = splice(&file, raw).unwrap();
        let headings = |bytes: &[u8]| crate::outline(bytes).unwrap().headings.len();
        assert_eq!(headings(&done), headings(&file));
        let text = String::from_utf8(crate::synthetic::part(&done, DOCX.part).unwrap()).unwrap();
        let missing = work.iter().flatten().filter(|one| !text.contains(quick_xml::escape::escape(one.as_str()).as_ref())).count();
        assert_eq!(missing, 0);
    }
}
