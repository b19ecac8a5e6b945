//! The body of a document as byte ranges: blocks, paragraphs, content controls, our points.
//!
//! One pass over `document.xml`. Nothing is kept of a paragraph but its text and what placing and
//! comparing need; everything else stays in the buyer's bytes.

use std::borrow::Cow;
use std::ops::Range;

use super::fields::Fields;
use super::paragraph::{Paragraph, Scope};
use crate::error::DocumentError;
use crate::xml::{Attributes, Scanner, Space, Tag, Token};

const MOST_BLOCKS: usize = 1_000_000;

pub(crate) use crate::view::NodeId;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `w:body`.
    Body,
    /// `w:p`, with its place in [`Body::paragraphs`].
    Paragraph(usize),
    /// `w:tbl`.
    Table,
    /// `w:tr`.
    Row,
    /// `w:tc`.
    Cell,
    /// A block `w:sdt`, with its place in [`Body::controls`].
    Control(usize),
    /// Something that blocks stand in without more: `w:customXml`, `w:ins`, `mc:Choice`…
    Wrapper,
    /// Something between blocks that shows nothing.
    Milestone,
    /// The last `w:sectPr`.
    Section,
    /// What we do not enter.
    Foreign,
}

/// A tracked change of a whole block or of a paragraph mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// None.
    Plain,
    /// Inserted or moved here.
    Inserted,
    /// Deleted or moved away.
    Deleted,
}

/// One block.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Range<usize>,
    pub(crate) parent: NodeId,
    /// The first node after this one's descendants.
    pub(crate) end: NodeId,
    pub(crate) change: Change,
}

/// A content control.
#[derive(Debug, Clone)]
pub(crate) struct Control {
    /// Its own node, or its paragraph's when it stands among runs.
    pub(crate) node: NodeId,
    pub(crate) inline: bool,
    pub(crate) tag: String,
    /// The value of the tag attribute in the file.
    pub(crate) tag_value: Range<usize>,
    pub(crate) id: Option<u32>,
    /// Whether it holds a table of contents.
    pub(crate) contents: bool,
    /// Whether its content is locked, or follows data elsewhere.
    pub(crate) closed: bool,
    /// What stands in `w:sdtContent`.
    pub(crate) content: Range<usize>,
}

/// A bookmark of ours.
#[derive(Debug, Clone)]
pub(crate) struct Point<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) id: Option<u32>,
    /// The paragraph it stands in, or its own node between blocks.
    pub(crate) node: NodeId,
    pub(crate) deleted: bool,
    pub(crate) span: Range<usize>,
}

/// How this document writes WordprocessingML.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dialect {
    /// The prefix of elements and attributes, colon included.
    pub(crate) prefix: String,
    /// A declaration to add on our outer elements, when the document has no prefix to offer.
    pub(crate) declare: String,
    pub(crate) strict: bool,
    /// The prefix of Word 2012 when declared and ignorable.
    pub(crate) word15: Option<String>,
}

/// Width of the text and the table styles met, for new tables.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tables {
    pub(crate) styles: Vec<(NodeId, String)>,
    pub(crate) text_width: Option<u32>,
}

/// The indexed body.
#[derive(Debug)]
pub(crate) struct Body<'a> {
    pub(crate) text: &'a str,
    pub(crate) dialect: Dialect,
    pub(crate) nodes: Vec<Node>,
    pub(crate) paragraphs: Vec<Paragraph<'a>>,
    pub(crate) controls: Vec<Control>,
    pub(crate) points: Vec<Point<'a>>,
    pub(crate) tables: Tables,
    pub(crate) highest_bookmark: u32,
    /// The highest number of a tracked change.
    pub(crate) highest_change: u32,
}

/// Which texts of a part are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    /// The body of the main part.
    Main,
    /// A part beside the main one: a header, a footer, notes.
    Aside,
    /// The text boxes of a part.
    Boxes,
}

/// The pass itself.
pub(super) struct Reading<'a> {
    pub(super) scanner: Scanner<'a>,
    pub(super) body: Body<'a>,
    pub(super) fields: Fields,
    /// Where the text of a paragraph is gathered, so that each is then kept in the room that it needs.
    pub(super) gathered: String,
    /// The inline elements open in the paragraph being read: none between two, whose room serves again.
    pub(super) scopes: Vec<Scope>,
}

impl<'a> Body<'a> {
    /// Indexes a main document part.
    pub(crate) fn read(text: &'a str, part: &'a str) -> Result<Self, DocumentError> {
        Self::read_some(text, part, Stream::Main)
    }

    /// Indexes some texts of a part, to read what they say.
    pub(crate) fn read_some(text: &'a str, part: &'a str, stream: Stream) -> Result<Self, DocumentError> {
        let (body, endless) = Self::read_with(text, part, stream, Fields::default())?;
        // A field whose end is missing would hold everything to the end of the part: it is none.
        if endless.is_empty() { Ok(body) } else { Self::read_with(text, part, stream, Fields::without(endless)).map(|(body, _)| body) }
    }

    /// Indexes some texts of a part, and tells which fields never end.
    fn read_with(text: &'a str, part: &'a str, stream: Stream, fields: Fields) -> Result<(Self, Vec<usize>), DocumentError> {
        let mut scanner = Scanner::new(text, part);
        let root = loop {
            match scanner.next()? {
                Some(Token::Open(tag)) if stream != Stream::Main || tag.is("document") => break tag,
                Some(Token::Open(_)) | None => return Err(scanner.bad()),
                Some(_) => {}
            }
        };
        let body = Body::empty(text, dialect_of(&root));
        let mut reading = Reading { scanner, body, fields, gathered: String::new(), scopes: Vec::new() };
        match stream {
            Stream::Main => reading.document()?,
            Stream::Aside => reading.container(0, Kind::Body, &root)?,
            Stream::Boxes => reading.text_boxes(&root)?,
        }
        Ok((reading.body, reading.fields.endless()))
    }

    fn empty(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            nodes: Vec::new(),
            paragraphs: Vec::new(),
            controls: Vec::new(),
            points: Vec::new(),
            tables: Tables::default(),
            highest_bookmark: 0,
            highest_change: 0,
        }
    }

    /// Returns a node; ids come from this body, so it is always there.
    pub(crate) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// Returns the blocks that stand directly in a node.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).map_or(0, |node| node.end);
        let mut next = id + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.node(child).filter(|_| child < end)?.end;
            Some(child)
        })
    }

    /// Returns a node, then what it stands in, outwards.
    pub(crate) fn lineage(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let current = next?;
            next = self.node(current).map(|node| node.parent).filter(|parent| *parent != current);
            Some(current)
        })
    }

    /// Returns the paragraph of a node.
    pub(crate) fn paragraph_of(&self, id: NodeId) -> Option<&Paragraph<'a>> {
        match self.node(id)?.kind {
            Kind::Paragraph(at) => self.paragraphs.get(at),
            Kind::Body | Kind::Table | Kind::Row | Kind::Cell | Kind::Control(_) => None,
            Kind::Wrapper | Kind::Milestone | Kind::Section | Kind::Foreign => None,
        }
    }

    /// Whether the node stands in a table.
    pub(crate) fn in_table(&self, id: NodeId) -> bool {
        self.lineage(id).any(|up| self.node(up).is_some_and(|node| node.kind == Kind::Table))
    }

    /// Whether there is a table of contents.
    pub(crate) fn has_contents(&self) -> bool {
        self.controls.iter().any(|control| control.contents) || self.paragraphs.iter().any(|paragraph| paragraph.in_contents)
    }

    /// Whether the node stands in a control that holds a table of contents.
    pub(crate) fn in_contents(&self, id: NodeId) -> bool {
        self.lineage(id).any(|up| matches!(self.node(up).map(|node| node.kind), Some(Kind::Control(at)) if self.controls.get(at).is_some_and(|control| control.contents)))
    }
}

impl Dialect {
    /// Reads the dialect of a part; that of Word when there is no part yet.
    pub(crate) fn of(text: &str) -> Self {
        let mut scanner = Scanner::new(text, "");
        match scanner.next() {
            Ok(Some(Token::Open(root))) => dialect_of(&root),
            Ok(_) | Err(_) => Self { prefix: "w:".to_owned(), ..Self::default() },
        }
    }
}

/// Reads prefix, namespace and extensions from the root element.
fn dialect_of(root: &Tag<'_>) -> Dialect {
    let declared: Vec<(&str, &str)> =
        Attributes::new(root.raw).flatten().filter_map(|(name, uri)| name.strip_prefix("xmlns:").map(|prefix| (prefix, uri))).collect();
    let uri_of_root =
        |uri: &str| uri.contains("wordprocessingml") && (uri.ends_with("wordprocessingml/main") || uri.ends_with("wordprocessingml/2006/main"));
    let all = Attributes::new(root.raw).flatten().filter(|(name, uri)| name.starts_with("xmlns") && uri_of_root(uri));
    let strict = all.into_iter().any(|(_, uri)| uri.starts_with("http://purl.oclc.org"));
    let main = declared.iter().find(|(prefix, uri)| uri_of_root(uri) && (root.prefix.is_empty() || *prefix == root.prefix));
    let uri =
        if strict { "http://purl.oclc.org/ooxml/wordprocessingml/main" } else { "http://schemas.openxmlformats.org/wordprocessingml/2006/main" };
    let (prefix, declare) = match main {
        Some((prefix, _)) => (format!("{prefix}:"), String::new()),
        None => ("clzw:".to_owned(), format!(" xmlns:clzw=\"{uri}\"")),
    };
    let ignorable = root.get("Ignorable").unwrap_or_default().into_owned();
    let word15 = declared.iter().find(|(prefix, uri)| Space15::is(uri) && ignorable.split_whitespace().any(|ignored| ignored == *prefix));
    Dialect { prefix, declare, strict, word15: word15.map(|(prefix, _)| (*prefix).to_owned()) }
}

/// The namespace of Word 2012.
struct Space15;

impl Space15 {
    fn is(uri: &str) -> bool {
        uri == "http://schemas.microsoft.com/office/word/2012/wordml"
    }
}

impl<'a> Reading<'a> {
    fn document(&mut self) -> Result<(), DocumentError> {
        while let Some(token) = self.scanner.next()? {
            match token {
                Token::Open(tag) if tag.is("body") && self.body.nodes.is_empty() => self.container(0, Kind::Body, &tag)?,
                Token::Open(tag) => {
                    self.scanner.skip(&tag)?;
                }
                Token::Close(_) | Token::Text(_) => {}
            }
        }
        if self.body.nodes.is_empty() { Err(self.scanner.bad()) } else { Ok(()) }
    }

    /// Adds a node; its end is known once it closes.
    pub(super) fn push(&mut self, parent: NodeId, kind: Kind, span: Range<usize>) -> Result<NodeId, DocumentError> {
        let id = self.body.nodes.len();
        if id >= MOST_BLOCKS {
            return Err(DocumentError::TooManyBlocks { limit: MOST_BLOCKS });
        }
        self.body.nodes.push(Node { kind, span, parent, end: id + 1, change: Change::Plain });
        Ok(id)
    }

    /// Closes a node at an offset.
    pub(super) fn close(&mut self, id: NodeId, at: usize) {
        let end = self.body.nodes.len();
        if let Some(node) = self.body.nodes.get_mut(id) {
            node.span.end = at;
            node.end = end;
        }
    }

    pub(super) fn container(&mut self, parent: NodeId, kind: Kind, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let id = self.push(parent, kind, tag.span.clone())?;
        if tag.empty {
            return Ok(());
        }
        let closed = self.blocks(id)?;
        self.close(id, closed.end);
        Ok(())
    }

    /// Reads blocks up to the closing tag of what they stand in.
    pub(super) fn blocks(&mut self, parent: NodeId) -> Result<Range<usize>, DocumentError> {
        loop {
            match self.scanner.next()? {
                Some(Token::Open(tag)) => self.block(parent, tag)?,
                Some(Token::Close(span)) => return Ok(span),
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }

    /// Notes the number of a tracked change.
    pub(super) fn change(&mut self, tag: &Tag<'a>) {
        let counted = tag.number("id").filter(|id| *id < 2_000_000_000).unwrap_or_default();
        self.body.highest_change = self.body.highest_change.max(counted);
    }

    fn block(&mut self, parent: NodeId, tag: Tag<'a>) -> Result<(), DocumentError> {
        if tag.space == Space::Word && matches!(tag.local, "ins" | "del" | "moveFrom" | "moveTo") {
            self.change(&tag);
        }
        match (tag.space, tag.local) {
            (Space::Word, "p") => self.paragraph(parent, &tag),
            (Space::Word, "sdt") => self.block_control(parent, &tag),
            (Space::Word, "tbl") => self.container(parent, Kind::Table, &tag),
            (Space::Word, "tr") => self.container(parent, Kind::Row, &tag),
            (Space::Word, "tc") => self.container(parent, Kind::Cell, &tag),
            (Space::Word, "customXml" | "ins" | "moveTo" | "smartTag" | "footnote" | "endnote") => self.container(parent, Kind::Wrapper, &tag),
            (Space::Compatibility, "AlternateContent" | "Choice") => self.container(parent, Kind::Wrapper, &tag),
            (Space::Word, "bookmarkStart") => self.between(parent, &tag),
            (Space::Word, "sectPr") => self.section(parent, &tag),
            (Space::Word, "tblPr") => self.table_properties(parent, &tag),
            (Space::Word, "trPr") => self.row_properties(parent, &tag),
            (Space::Word, "altChunk" | "del" | "moveFrom") | (Space::Compatibility, "Fallback") | (Space::Math, _) => {
                self.passive(parent, Kind::Foreign, &tag)
            }
            _ => self.passive(parent, Kind::Milestone, &tag),
        }
    }

    fn passive(&mut self, parent: NodeId, kind: Kind, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let id = self.push(parent, kind, tag.span.clone())?;
        let end = self.scanner.skip(tag)?;
        self.close(id, end);
        Ok(())
    }

    fn between(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let id = self.push(parent, Kind::Milestone, tag.span.clone())?;
        let end = self.scanner.skip(tag)?;
        self.close(id, end);
        self.bookmark(id, tag, false);
        Ok(())
    }

    /// Notes a bookmark: its number always, itself when it is ours.
    pub(super) fn bookmark(&mut self, node: NodeId, tag: &Tag<'a>, deleted: bool) {
        let id = tag.number("id");
        // Beyond two billion there would be no room above: such a number is left out of the count.
        let counted = id.filter(|id| *id < 2_000_000_000).unwrap_or_default();
        self.body.highest_bookmark = self.body.highest_bookmark.max(counted);
        let Some(name) = tag.get("name").filter(|name| name.starts_with("_clz_")) else { return };
        self.body.points.push(Point { name, id, node, deleted, span: tag.span.clone() });
    }

    fn section(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let id = self.push(parent, Kind::Section, tag.span.clone())?;
        let mut size = [None, None, None];
        let end = self.children_of(tag, |child| {
            let number = |name: &str, or: &str| child.number(name).or_else(|| child.number(or));
            match child.local {
                "pgSz" => size[0] = child.number("w"),
                "pgMar" => (size[1], size[2]) = (number("left", "start"), number("right", "end")),
                _ => {}
            }
        })?;
        self.close(id, end);
        if let [Some(page), Some(left), Some(right)] = size {
            self.body.tables.text_width = page.checked_sub(left.saturating_add(right)).filter(|width| *width > 1_000);
        }
        Ok(())
    }

    fn table_properties(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let mut style = None;
        self.children_of(tag, |child| {
            if child.is("tblStyle") {
                style = child.get("val").map(Cow::into_owned);
            }
        })?;
        self.body.tables.styles.extend(style.map(|style| (parent, style)));
        Ok(())
    }

    fn row_properties(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let mut change = Change::Plain;
        self.children_of(tag, |child| match child.local {
            "ins" => change = Change::Inserted,
            "del" => change = Change::Deleted,
            _ => {}
        })?;
        if let Some(row) = self.body.nodes.get_mut(parent) {
            row.change = change;
        }
        Ok(())
    }

    /// Hands the direct children of an element, passes over the rest; returns where it ends.
    pub(super) fn children_of(&mut self, tag: &Tag<'a>, mut each: impl FnMut(&Tag<'a>)) -> Result<usize, DocumentError> {
        if tag.empty {
            return Ok(tag.span.end);
        }
        loop {
            match self.scanner.next()? {
                Some(Token::Open(child)) => {
                    each(&child);
                    self.scanner.skip(&child)?;
                }
                Some(Token::Close(span)) => return Ok(span.end),
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }
}
