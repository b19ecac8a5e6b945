//! A clause as OpenDocument, in the prefixes of the document and the look of its place.

use clausier_core::document::{Block, Line};

use super::additions::Additions;
use super::dialect::Dialect;
use super::kept::{Kept, point};
use super::look::{ListLook, Looks, StyleName, TableLook};
use crate::anchors::{ControlTag, Names};
use crate::report::Anchor;
use crate::request::Clause;
use crate::scribe::Standing;
use crate::xml::{escape, push_escaped};

/// Writes blocks.
pub(crate) struct Writer<'w, 'd> {
    pub(crate) dialect: &'d Dialect,
    pub(crate) looks: &'w mut Looks<'d>,
    pub(crate) additions: &'w mut Additions<'d>,
    pub(crate) standing: Standing,
}

/// One block: what goes before and after the content of its first or last paragraph.
struct Piece {
    open: String,
    content: String,
    close: String,
}

impl Writer<'_, '_> {
    /// Writes a clause with its points, in a section or not.
    pub(crate) fn clause(&mut self, clause: &Clause, anchor: Anchor, kept: &Kept) -> String {
        let mut pieces = vec![self.heading(1, &[(clause.title.as_str(), false)])];
        for block in &clause.blocks {
            pieces.extend(self.pieces(block));
        }
        // Points stand in paragraphs: a table is never the last block.
        if pieces.last().is_none_or(|piece| piece.content.is_empty() && piece.close.is_empty()) {
            pieces.push(self.plain(&Vec::new()));
        }
        let names = Names::of(&clause.key, &clause.instance);
        let text = &self.dialect.text;
        if let Some(first) = pieces.first_mut() {
            first.content.insert_str(0, &format!("{}{}", point(text, &names.begin), kept.starts));
        }
        if let Some(last) = pieces.last_mut() {
            last.content.push_str(&format!("{}{}", kept.ends, point(text, &names.end)));
        }
        let inner: String = pieces.into_iter().map(|piece| piece.open + &piece.content + &piece.close).collect();
        if anchor == Anchor::Section { self.section(clause, &inner) } else { inner.replace('\u{0}', &self.dialect.declare) }
    }

    fn section(&mut self, clause: &Clause, inner: &str) -> String {
        let (t, declare) = (&self.dialect.text, &self.dialect.declare);
        let name = ControlTag::of(clause).write();
        let style = self.additions.section();
        format!("<{t}section{declare} {t}style-name=\"{style}\" {t}name=\"{}\">{}</{t}section>", escape(&name), inner.replace('\u{0}', ""))
    }

    fn pieces(&mut self, block: &Block) -> Vec<Piece> {
        let under = self.standing.heading;
        match block {
            Block::Heading { level, line } => vec![self.heading(*level, &runs_of(line))],
            Block::Paragraph { line } => vec![self.plain(line)],
            Block::Bullets { items } => {
                let look = self.looks.bullets(under, self.additions);
                self.list(&look, items, false)
            }
            Block::Numbers { items } => {
                let look = self.looks.numbers(under, self.additions);
                self.list(&look, items, true)
            }
            Block::Table { header, rows } => {
                let look = self.looks.table(under, self.additions);
                vec![Piece { open: self.table(&look, header, rows), content: String::new(), close: String::new() }]
            }
        }
    }

    fn heading(&mut self, level: u8, runs: &[(&str, bool)]) -> Piece {
        let t = self.dialect.text.clone();
        let level = self.standing.level.saturating_add(level.max(1) - 1).min(9);
        let style = self.looks.heading(self.standing.heading, level, self.additions);
        let open = format!("<{t}h\u{0}{} {t}outline-level=\"{level}\">", named(&t, style.as_ref()));
        Piece { open, content: self.runs(runs), close: format!("</{t}h>") }
    }

    fn plain(&mut self, line: &Line) -> Piece {
        let style = self.looks.body(self.standing.heading);
        self.paragraph(&style, &runs_of(line), "\u{0}")
    }

    fn paragraph(&mut self, style: &StyleName, runs: &[(&str, bool)], declare: &str) -> Piece {
        let t = self.dialect.text.clone();
        Piece { open: format!("<{t}p{declare}{}>", named(&t, style.as_ref())), content: self.runs(runs), close: format!("</{t}p>") }
    }

    /// Each list is one of its own; a numbered one says that it starts at 1.
    fn list(&mut self, look: &ListLook, items: &[Line], numbered: bool) -> Vec<Piece> {
        let t = self.dialect.text.clone();
        let (last, mut pieces) = (items.len().saturating_sub(1), Vec::new());
        for (at, item) in items.iter().enumerate() {
            let start = if numbered && at == 0 { format!(" {t}start-value=\"1\"") } else { String::new() };
            let mut piece = self.paragraph(&look.paragraph, &runs_of(item), "");
            piece.open.insert_str(0, &format!("<{t}list-item{start}>"));
            piece.close.push_str(&format!("</{t}list-item>"));
            if at == 0 {
                piece.open.insert_str(0, &format!("<{t}list\u{0} {t}style-name=\"{}\">", escape(&look.list)));
            }
            if at == last {
                piece.close.push_str(&format!("</{t}list>"));
            }
            pieces.push(piece);
        }
        pieces
    }

    fn table(&mut self, look: &TableLook, header: &[Line], rows: &[Vec<Line>]) -> String {
        let t = self.dialect.table.clone();
        let (table, column) = (self.additions.table(), self.additions.column());
        let columns = header.len().max(1);
        let head = self.row(header, &look.header, &look.header_text, !look.is_header_bold);
        let rows: String = rows.iter().map(|row| self.row(row, &look.rows, &look.text, false)).collect();
        format!(
            "<{t}table\u{0} {t}style-name=\"{table}\"><{t}table-column {t}style-name=\"{column}\" {t}number-columns-repeated=\"{columns}\"/><{t}table-header-rows>{head}</{t}table-header-rows>{rows}</{t}table>"
        )
    }

    fn row(&mut self, cells: &[Line], styles: &(String, String), text: &StyleName, bold: bool) -> String {
        let (t, o, row) = (self.dialect.table.clone(), self.dialect.office.clone(), self.additions.row());
        let mut written = String::new();
        for (at, cell) in cells.iter().enumerate() {
            let style = if at + 1 == cells.len() { &styles.1 } else { &styles.0 };
            let runs: Vec<(&str, bool)> = runs_of(cell).into_iter().map(|(text, own)| (text, own || bold)).collect();
            let piece = self.paragraph(text, &runs, "");
            written.push_str(&format!(
                "<{t}table-cell {t}style-name=\"{}\" {o}value-type=\"string\">{}{}{}</{t}table-cell>",
                escape(style),
                piece.open,
                piece.content,
                piece.close
            ));
        }
        format!("<{t}table-row {t}style-name=\"{row}\">{written}</{t}table-row>")
    }

    fn runs(&mut self, runs: &[(&str, bool)]) -> String {
        let t = self.dialect.text.clone();
        let (mut out, mut after_space) = (String::new(), true);
        for (text, bold) in runs.iter().filter(|(text, _)| !text.is_empty()) {
            let characters = characters(&t, text, &mut after_space);
            if *bold {
                out.push_str(&format!("<{t}span {t}style-name=\"{}\">{characters}</{t}span>", self.additions.bold()));
            } else {
                out.push_str(&characters);
            }
        }
        out
    }
}

fn named(text: &str, style: Option<&String>) -> String {
    style.map(|style| format!(" {text}style-name=\"{}\"", escape(style))).unwrap_or_default()
}

/// Tabs, line ends and spaces that follow a space are elements; everything else is text.
fn characters(t: &str, text: &str, after_space: &mut bool) -> String {
    let mut out = String::new();
    for character in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match character {
            '\n' => out.push_str(&format!("<{t}line-break/>")),
            '\t' => out.push_str(&format!("<{t}tab/>")),
            ' ' if *after_space => out.push_str(&format!("<{t}s/>")),
            _ => push_escaped(character, &mut out),
        }
        *after_space = matches!(character, ' ' | '\n' | '\t');
    }
    out
}

fn runs_of(line: &Line) -> Vec<(&str, bool)> {
    line.iter().map(|run| (run.text.as_str(), run.bold)).collect()
}
