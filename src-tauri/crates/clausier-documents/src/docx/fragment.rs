//! A clause as WordprocessingML, in the dialect of the document and the look of its place.

use clausier_core::document::{Block, Line};

use super::additions::Additions;
use super::body::Dialect;
use super::document::Parts;
use super::kept::Kept;
use super::look::{Look, Shape, numbering_xml};
use super::properties::Properties;
use super::styles::is_foreign;
use crate::anchors::{ControlTag, Names, alias};
use crate::report::Anchor;
use crate::request::Clause;
use crate::xml::escape;

/// What a clause is wrapped in.
pub(crate) struct Holder {
    pub(crate) anchor: Anchor,
    /// The first of two free bookmark numbers.
    pub(crate) bookmark: u32,
    /// A free control number.
    pub(crate) control: u32,
    /// What colleagues tied to the former text, and which stays: comments, bookmarks, sections.
    pub(crate) kept: Kept,
}

/// Writes blocks.
pub(crate) struct Writer<'w> {
    pub(crate) dialect: &'w Dialect,
    pub(crate) look: &'w Look,
    pub(crate) parts: &'w Parts,
    pub(crate) additions: &'w mut Additions,
}

/// One block being written: its opening, and what goes inside a paragraph.
enum Piece {
    Paragraph { properties: String, content: String },
    Table(String),
}

impl Writer<'_> {
    /// Writes a clause with its points, in a control or not.
    pub(crate) fn clause(&mut self, clause: &Clause, holder: &Holder) -> String {
        let mut pieces = vec![self.heading(1, &[(clause.title.as_str(), false)])];
        let identity = format!("{}\0{}", clause.key, clause.instance);
        pieces.extend(self.pieces(&clause.blocks, &identity));
        self.end_with_paragraph(&mut pieces);
        self.add_points(&mut pieces, clause, holder);
        let wrapped = holder.anchor == Anchor::ContentControl;
        let inner: String = pieces.iter().map(|piece| self.piece(piece, !wrapped)).collect();
        let written = if wrapped { self.control(clause, holder, &inner) } else { inner };
        written + &holder.kept.sections
    }

    fn pieces(&mut self, blocks: &[Block], identity: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading { level, line } => pieces.push(self.heading(*level, &runs_of(line))),
                Block::Paragraph { line } if matches!(pieces.last(), Some(Piece::Table(_))) => {
                    pieces.push(self.paragraph(&self.apart(), line));
                }
                Block::Paragraph { line } => pieces.push(self.paragraph(&self.look.body, line)),
                Block::Bullets { items } => pieces.extend(items.iter().map(|item| self.paragraph(&self.look.bullet, item))),
                Block::Numbers { items } => pieces.extend(self.numbers(items, &format!("{identity}\0{at}"))),
                Block::Table { header, rows } => {
                    if matches!(pieces.last(), Some(Piece::Table(_))) {
                        pieces.push(self.paragraph(&self.look.body, &Vec::new()));
                    }
                    pieces.push(Piece::Table(self.table(header, rows)));
                }
            }
        }
        pieces
    }

    /// Body text that does not touch the table above it, unless the buyer sets his own spacing.
    fn apart(&self) -> Shape {
        let (p, body) = (&self.dialect.prefix, &self.look.body);
        match body.paragraph.get("spacing") {
            Some(_) => body.clone(),
            None => Shape { paragraph: body.paragraph.clone().with("spacing", &format!("<{p}spacing {p}before=\"120\"/>")), ..body.clone() },
        }
    }

    /// A table is never the last block: Word asks for a paragraph after it, and so does our end point.
    fn end_with_paragraph(&self, pieces: &mut Vec<Piece>) {
        if !matches!(pieces.last(), Some(Piece::Paragraph { .. })) {
            pieces.push(self.paragraph(&self.look.body, &Vec::new()));
        }
    }

    fn heading(&self, level: u8, runs: &[(&str, bool)]) -> Piece {
        let at = usize::from(level.max(1) - 1);
        let shape = self.look.headings.get(at).or_else(|| self.look.headings.last()).unwrap_or(&self.look.body);
        Piece::Paragraph { properties: self.properties(shape), content: self.runs(shape, runs) }
    }

    fn paragraph(&self, shape: &Shape, line: &Line) -> Piece {
        Piece::Paragraph { properties: self.properties(shape), content: self.runs(shape, &runs_of(line)) }
    }

    fn numbers(&mut self, items: &[Line], identity: &str) -> Vec<Piece> {
        let list = self.additions.numbers(self.parts, identity, self.look.number_model);
        let numbering = numbering_xml(self.dialect, list);
        let shape = Shape { paragraph: self.look.number.paragraph.clone().with("numPr", &numbering), text: self.look.number.text.clone() };
        items.iter().map(|item| self.paragraph(&shape, item)).collect()
    }

    /// The mark of the paragraph looks like its text: the number of a list item takes its font from it.
    fn properties(&self, shape: &Shape) -> String {
        let p = &self.dialect.prefix;
        let mark = self.additions.revision(p).map(|who| format!("<{p}ins{who}/>")).unwrap_or_default();
        let text = mark + &shape.text.run_xml();
        let marked = || shape.paragraph.clone().with("rPr", &format!("<{p}rPr>{text}</{p}rPr>"));
        let xml = if text.is_empty() { shape.paragraph.paragraph_xml() } else { marked().paragraph_xml() };
        if xml.is_empty() { xml } else { format!("<{p}pPr>{xml}</{p}pPr>") }
    }

    fn runs(&self, shape: &Shape, runs: &[(&str, bool)]) -> String {
        let written: String = runs.iter().filter(|(text, _)| !text.is_empty()).map(|(text, bold)| self.run(&shape.text, text, *bold)).collect();
        let p = &self.dialect.prefix;
        match self.additions.revision(p).filter(|_| !written.is_empty()) {
            Some(who) => format!("<{p}ins{who}>{written}</{p}ins>"),
            None => written,
        }
    }

    fn run(&self, properties: &Properties, text: &str, bold: bool) -> String {
        let p = &self.dialect.prefix;
        let in_bold = || properties.clone().with("b", &format!("<{p}b/>")).with("bCs", &format!("<{p}bCs/>"));
        let xml = if bold { self.in_french(&in_bold()) } else { self.in_french(properties) };
        let xml = if xml.is_empty() { xml } else { format!("<{p}rPr>{xml}</{p}rPr>") };
        format!("<{p}r>{xml}{}</{p}r>", self.characters(text))
    }

    /// Our text is in French, whatever the language of a document made by a program set in another one.
    fn in_french(&self, properties: &Properties) -> String {
        let p = &self.dialect.prefix;
        let own = properties.get("lang").map(|lang| Properties::value(lang, "val"));
        let is_foreign = own.flatten().map_or_else(|| self.parts.styles.is_foreign(), |language| is_foreign(&language));
        if is_foreign { properties.clone().with("lang", &format!("<{p}lang {p}val=\"fr-FR\"/>")).run_xml() } else { properties.run_xml() }
    }

    /// Tabs and line ends are elements; everything else is text, spaces kept.
    fn characters(&self, text: &str) -> String {
        let p = &self.dialect.prefix;
        let mut out = String::new();
        for (at, line) in text.replace("\r\n", "\n").replace('\r', "\n").split('\n').enumerate() {
            if at > 0 {
                out.push_str(&format!("<{p}br/>"));
            }
            for (at, part) in line.split('\t').enumerate() {
                if at > 0 {
                    out.push_str(&format!("<{p}tab/>"));
                }
                if !part.is_empty() {
                    out.push_str(&format!("<{p}t xml:space=\"preserve\">{}</{p}t>", escape(part)));
                }
            }
        }
        out
    }

    fn table(&self, header: &[Line], rows: &[Vec<Line>]) -> String {
        let (p, columns) = (&self.dialect.prefix, u32::try_from(header.len()).unwrap_or(1).max(1));
        let width = self.look.text_width / columns;
        let grid: String = (0..columns).map(|_| format!("<{p}gridCol {p}w=\"{width}\"/>")).collect();
        let head = self.row(header, width, true);
        let body: String = rows.iter().map(|row| self.row(row, width, false)).collect();
        format!("{}<{p}tblGrid>{grid}</{p}tblGrid>{head}{body}</{p}tbl>", self.table_properties())
    }

    fn table_properties(&self) -> String {
        let p = &self.dialect.prefix;
        let (style, borders) = match &self.look.table_style {
            Some(style) => (format!("<{p}tblStyle {p}val=\"{}\"/>", escape(style)), String::new()),
            None => (String::new(), self.borders()),
        };
        let width = if self.dialect.strict { "100%" } else { "5000" };
        // The attributes of the look are those of Word 2010; the older mask says the same to older readers.
        let look = format!(
            "<{p}tblLook {p}val=\"0420\" {p}firstRow=\"1\" {p}lastRow=\"0\" {p}firstColumn=\"0\" {p}lastColumn=\"0\" {p}noHBand=\"0\" {p}noVBand=\"1\"/>"
        );
        let look = if self.dialect.strict { look.replacen(&format!(" {p}val=\"0420\""), "", 1) } else { look };
        format!("<{p}tbl{}><{p}tblPr>{style}<{p}tblW {p}w=\"{width}\" {p}type=\"pct\"/>{borders}{look}</{p}tblPr>", "\u{0}")
    }

    fn borders(&self) -> String {
        let p = &self.dialect.prefix;
        let (left, right) = if self.dialect.strict { ("start", "end") } else { ("left", "right") };
        let sides = ["top", left, "bottom", right, "insideH", "insideV"];
        let each: String = sides.iter().map(|side| format!("<{p}{side} {p}val=\"single\" {p}sz=\"4\" {p}space=\"0\" {p}color=\"auto\"/>")).collect();
        format!("<{p}tblBorders>{each}</{p}tblBorders>")
    }

    fn row(&self, cells: &[Line], width: u32, is_header: bool) -> String {
        let p = &self.dialect.prefix;
        let header = if is_header { format!("<{p}tblHeader/>") } else { String::new() };
        let shape = self.cell_shape();
        let cells: String = cells
            .iter()
            .map(|cell| {
                let runs: Vec<(&str, bool)> = runs_of(cell).into_iter().map(|(text, bold)| (text, bold || is_header)).collect();
                format!(
                    "<{p}tc><{p}tcPr><{p}tcW {p}w=\"{width}\" {p}type=\"dxa\"/></{p}tcPr><{p}p>{}{}</{p}p></{p}tc>",
                    self.properties(&shape),
                    self.runs(&shape, &runs)
                )
            })
            .collect();
        let mark = self.additions.revision(p).map(|who| format!("<{p}ins{who}/>")).unwrap_or_default();
        format!("<{p}tr><{p}trPr><{p}cantSplit/>{header}{mark}</{p}trPr>{cells}</{p}tr>")
    }

    /// Body text without what makes no sense in a cell: indents, justification, wide spacing.
    fn cell_shape(&self) -> Shape {
        let (p, body) = (&self.dialect.prefix, &self.look.body);
        let (left, start) = if self.dialect.strict { ("start", "start") } else { ("left", "left") };
        let paragraph = Properties::default();
        let paragraph = body.paragraph.get("pStyle").map_or(paragraph.clone(), |style| paragraph.clone().with("pStyle", style));
        let paragraph = paragraph
            .with("spacing", &format!("<{p}spacing {p}before=\"40\" {p}after=\"40\"/>"))
            .with("ind", &format!("<{p}ind {p}{left}=\"0\" {p}firstLine=\"0\"/>"))
            .with("jc", &format!("<{p}jc {p}val=\"{start}\"/>"));
        Shape { paragraph, text: body.text.clone() }
    }

    fn add_points(&self, pieces: &mut [Piece], clause: &Clause, holder: &Holder) {
        let p = &self.dialect.prefix;
        let names = Names::of(&clause.key, &clause.instance);
        let point = |id: u32, name: &str| format!("<{p}bookmarkStart {p}id=\"{id}\" {p}name=\"{name}\"/><{p}bookmarkEnd {p}id=\"{id}\"/>");
        if let Some(Piece::Paragraph { content, .. }) = pieces.first_mut() {
            content.insert_str(0, &format!("{}{}", point(holder.bookmark, &names.begin), holder.kept.starts));
        }
        if let Some(Piece::Paragraph { content, .. }) = pieces.last_mut() {
            content.push_str(&holder.kept.ends);
            content.push_str(&point(holder.bookmark + 1, &names.end));
        }
    }

    fn piece(&self, piece: &Piece, outermost: bool) -> String {
        let p = &self.dialect.prefix;
        let declare = if outermost { self.dialect.declare.as_str() } else { "" };
        match piece {
            Piece::Paragraph { properties, content } => format!("<{p}p{declare}>{properties}{content}</{p}p>"),
            Piece::Table(xml) => xml.replacen('\u{0}', declare, 1),
        }
    }

    fn control(&self, clause: &Clause, holder: &Holder, inner: &str) -> String {
        let (p, declare) = (&self.dialect.prefix, &self.dialect.declare);
        let tag = ControlTag::of(clause).write();
        let alias = alias(&clause.key, &clause.title, &clause.version);
        let colour = self.dialect.word15.as_ref().map(|w15| format!("<{w15}:color {p}val=\"1F6FB2\"/>")).unwrap_or_default();
        format!(
            "<{p}sdt{declare}><{p}sdtPr><{p}alias {p}val=\"{}\"/><{p}tag {p}val=\"{}\"/><{p}id {p}val=\"{}\"/>{colour}</{p}sdtPr><{p}sdtContent>{inner}</{p}sdtContent></{p}sdt>",
            escape(&alias),
            escape(&tag),
            holder.control
        )
    }
}

fn runs_of(line: &Line) -> Vec<(&str, bool)> {
    line.iter().map(|run| (run.text.as_str(), run.bold)).collect()
}
