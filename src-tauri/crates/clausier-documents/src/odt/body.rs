//! The text of a document as byte ranges: blocks, paragraphs, sections, our points. One pass over
//! `content.xml`; tables of contents, indexes and frames are passed over.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::dialect::Dialect;
use super::paragraph::Paragraph;
use super::tracked::Tracked;
use crate::anchors::ControlTag;
use crate::error::DocumentError;
pub(crate) use crate::view::NodeId;
use crate::xml::{Scanner, Space, Tag, Token};

const MOST_BLOCKS: usize = 1_000_000;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `office:text`.
    Root,
    /// `text:p` or `text:h`, with its place in [`Body::paragraphs`].
    Paragraph(usize),
    /// `text:list`.
    List,
    /// `text:list-item`, `text:list-header`.
    Item,
    /// `table:table`.
    Table,
    /// The rows repeated on each page.
    HeaderRows,
    /// `table:table-row`.
    Row,
    /// `table:table-cell`.
    Cell,
    /// `text:section`, with its place in [`Body::sections`].
    Section(usize),
    /// Something that blocks stand in without more.
    Wrapper,
    /// Something between blocks that shows nothing.
    Milestone,
    /// What we do not enter: indexes, frames.
    Foreign,
}

/// One block.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Range<usize>,
    pub(crate) parent: NodeId,
    /// The first node after this one's descendants.
    pub(crate) end: NodeId,
    /// Whether a tracked insertion goes on after it.
    pub(crate) open: bool,
}

/// A section.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) node: NodeId,
    /// What its name says, when it is ours.
    pub(crate) tag: Option<ControlTag>,
    /// The value of its name in the file.
    pub(crate) name_value: Range<usize>,
    /// Whether it is protected, or filled from another file.
    pub(crate) closed: bool,
    /// What stands in it.
    pub(crate) content: Range<usize>,
}

/// A bookmark of ours.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(crate) name: String,
    /// The paragraph it stands in.
    pub(crate) node: NodeId,
    pub(crate) span: Range<usize>,
}

/// A note.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub(crate) node: NodeId,
    /// Whether it stands at the end of the text.
    pub(crate) at_end: bool,
    /// The number or the sign that calls it.
    pub(crate) citation: String,
}

/// Which texts of a part are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    /// The text itself.
    Main,
    /// The headers and footers.
    Margins,
    /// What hangs on paragraphs: notes, frames and shapes that hold text.
    Asides,
}

/// The indexed text.
#[derive(Debug)]
pub(crate) struct Body<'a> {
    pub(crate) text: &'a str,
    pub(crate) dialect: Dialect,
    pub(crate) nodes: Vec<Node>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sections: Vec<Section>,
    pub(crate) points: Vec<Point>,
    /// The styles of tables, rows and cells.
    pub(crate) styles: HashMap<NodeId, String>,
    /// Where the first block may stand.
    pub(crate) start: usize,
    pub(crate) has_contents: bool,
    /// Whether changes are recorded from now on.
    pub(crate) records_changes: bool,
    /// Whether it holds tracked changes.
    pub(crate) holds_changes: bool,
    /// The list of tracked changes, whole; empty when there is none.
    pub(crate) changes: Range<usize>,
    /// The notes, when what hangs on paragraphs is read.
    pub(crate) notes: Vec<Note>,
}

/// The pass itself.
pub(super) struct Index<'a> {
    pub(super) scanner: Scanner<'a>,
    pub(super) body: Body<'a>,
    pub(super) tracked: Tracked,
    /// The lists that are open: style and depth.
    pub(super) lists: Vec<(Option<String>, u8)>,
    /// Whether a block was met: declarations come before all of them.
    has_block: bool,
}

impl<'a> Body<'a> {
    /// Indexes a `content.xml`.
    pub(crate) fn read(text: &'a str, part: &'a str) -> Result<Self, DocumentError> {
        Self::read_some(text, part, Stream::Main)
    }

    /// Indexes some texts of a part, to read what they say.
    pub(crate) fn read_some(text: &'a str, part: &'a str, stream: Stream) -> Result<Self, DocumentError> {
        let mut scanner = Scanner::new(text, part);
        let is_content = |tag: &Tag<'_>| tag.space == Space::Office && tag.local == "document-content";
        let root = loop {
            match scanner.next()? {
                Some(Token::Open(tag)) if stream != Stream::Main || is_content(&tag) => break tag,
                Some(Token::Open(_)) | None => return Err(scanner.bad()),
                Some(_) => {}
            }
        };
        let body = Self::empty(text, Dialect::of(&root));
        let mut index = Index { scanner, body, tracked: Tracked::default(), lists: Vec::new(), has_block: false };
        match stream {
            Stream::Main => index.document()?,
            Stream::Margins => index.margins(&root)?,
            Stream::Asides => index.asides(&root)?,
        }
        (index.body.records_changes, index.body.holds_changes) = (index.tracked.records, index.tracked.is_any());
        Ok(index.body)
    }

    fn empty(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            nodes: Vec::new(),
            paragraphs: Vec::new(),
            sections: Vec::new(),
            points: Vec::new(),
            styles: HashMap::new(),
            start: 0,
            has_contents: false,
            records_changes: false,
            holds_changes: false,
            changes: 0..0,
            notes: Vec::new(),
        }
    }

    /// Returns a node; ids come from this body, so it is always there.
    pub(crate) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// Returns the blocks that stand directly in a node.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.siblings(id + 1, self.node(id).map_or(0, |node| node.end))
    }

    /// Returns the blocks that follow a block in what it stands in.
    pub(crate) fn siblings_after(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).and_then(|node| self.node(node.parent)).map_or(0, |parent| parent.end);
        self.siblings(self.node(id).map_or(end, |node| node.end), end)
    }

    fn siblings(&self, first: NodeId, end: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = first;
        std::iter::from_fn(move || {
            let sibling = next;
            next = self.node(sibling).filter(|_| sibling < end)?.end;
            Some(sibling)
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
    pub(crate) fn paragraph_of(&self, id: NodeId) -> Option<&Paragraph> {
        self.paragraphs.get(self.paragraphs.partition_point(|paragraph| paragraph.node < id)).filter(|paragraph| paragraph.node == id)
    }

    /// Returns the section of a node.
    pub(crate) fn section_of(&self, id: NodeId) -> Option<&Section> {
        self.sections.get(self.sections.partition_point(|section| section.node < id)).filter(|section| section.node == id)
    }

    /// Whether a node is of a kind.
    pub(crate) fn is(&self, id: NodeId, kind: Kind) -> bool {
        self.node(id).is_some_and(|node| node.kind == kind)
    }

    /// Whether the node stands in something of a kind.
    pub(crate) fn is_in(&self, id: NodeId, kind: Kind) -> bool {
        self.lineage(id).any(|up| self.is(up, kind))
    }

    /// Where a node stands.
    pub(crate) fn span(&self, id: NodeId) -> Range<usize> {
        self.node(id).map_or(0..0, |node| node.span.clone())
    }
}

impl<'a> Index<'a> {
    fn document(&mut self) -> Result<(), DocumentError> {
        while let Some(token) = self.scanner.next()? {
            match token {
                Token::Open(tag) if tag.space == Space::Office && tag.local == "body" => {}
                Token::Open(tag) if is_text(&tag) && self.body.nodes.is_empty() && !tag.empty => {
                    self.body.start = tag.span.end;
                    self.container(0, Kind::Root, &tag)?;
                }
                Token::Open(tag) => {
                    self.scanner.skip(&tag)?;
                }
                Token::Close(_) | Token::Text(_) => {}
            }
        }
        if self.body.nodes.is_empty() { Err(self.scanner.bad()) } else { Ok(()) }
    }

    /// Reads the headers and footers of a `styles.xml`.
    fn margins(&mut self, root: &Tag<'a>) -> Result<(), DocumentError> {
        self.push(0, Kind::Root, root.span.clone())?;
        while let Some(token) = self.scanner.next()? {
            match token {
                Token::Open(tag) if is_margin(&tag) => self.container(0, Kind::Wrapper, &tag).map(drop)?,
                Token::Open(_) | Token::Close(_) | Token::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Adds a node; its end is known once it closes.
    pub(super) fn push(&mut self, parent: NodeId, kind: Kind, span: Range<usize>) -> Result<NodeId, DocumentError> {
        let id = self.body.nodes.len();
        if id >= MOST_BLOCKS {
            return Err(DocumentError::TooManyBlocks { limit: MOST_BLOCKS });
        }
        self.has_block |= !matches!(kind, Kind::Root | Kind::Milestone);
        self.body.nodes.push(Node { kind, span, parent, end: id + 1, open: false });
        Ok(id)
    }

    /// Closes a node at an offset.
    pub(super) fn close(&mut self, id: NodeId, at: usize) {
        let (end, open) = (self.body.nodes.len(), self.tracked.is_inserting());
        if let Some(node) = self.body.nodes.get_mut(id) {
            node.span.end = at;
            (node.end, node.open) = (end, open);
        }
    }

    pub(super) fn container(&mut self, parent: NodeId, kind: Kind, tag: &Tag<'a>) -> Result<NodeId, DocumentError> {
        let id = self.push(parent, kind, tag.span.clone())?;
        if let Some(style) = tag.get("style-name") {
            self.body.styles.insert(id, style.into_owned());
        }
        if !tag.empty {
            let closed = self.blocks(id)?;
            self.close(id, closed.end);
        }
        Ok(id)
    }

    /// Reads blocks up to the closing tag of what they stand in.
    pub(super) fn blocks(&mut self, parent: NodeId) -> Result<Range<usize>, DocumentError> {
        loop {
            match self.scanner.next()? {
                Some(Token::Open(tag)) => self.block(parent, &tag)?,
                Some(Token::Close(span)) => return Ok(span),
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }

    fn block(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        match (tag.space, tag.local) {
            (Space::Text, "p" | "h") => self.paragraph(parent, tag),
            (Space::Text, "list") => self.list(parent, tag),
            (Space::Text, "list-item" | "list-header") => self.container(parent, Kind::Item, tag).map(drop),
            (Space::Text, "numbered-paragraph") => self.container(parent, Kind::Wrapper, tag).map(drop),
            (Space::Text, "section") => self.section(parent, tag),
            (Space::Text, "tracked-changes") => self.tracked_changes(parent, tag),
            (Space::Text, "change-start" | "change-end" | "change") => {
                self.tracked.pass(tag);
                self.passive(parent, Kind::Milestone, tag)
            }
            (Space::Text, local) if local.ends_with("-index") || matches!(local, "table-of-content" | "bibliography") => {
                self.body.has_contents |= local == "table-of-content";
                self.passive(parent, Kind::Foreign, tag)
            }
            (Space::Table, "table") => self.container(parent, Kind::Table, tag).map(drop),
            (Space::Table, "table-header-rows") => self.container(parent, Kind::HeaderRows, tag).map(drop),
            (Space::Table, "table-rows" | "table-row-group") => self.container(parent, Kind::Wrapper, tag).map(drop),
            (Space::Table, "table-row") => self.container(parent, Kind::Row, tag).map(drop),
            (Space::Table, "table-cell") => self.container(parent, Kind::Cell, tag).map(drop),
            (Space::Other, _) => self.passive(parent, Kind::Foreign, tag),
            _ => self.passive(parent, Kind::Milestone, tag),
        }
    }

    fn passive(&mut self, parent: NodeId, kind: Kind, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let id = self.push(parent, kind, tag.span.clone())?;
        let end = self.scanner.skip(tag)?;
        self.close(id, end);
        self.note_prelude(parent, end);
        Ok(())
    }

    fn tracked_changes(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let id = self.push(parent, Kind::Milestone, tag.span.clone())?;
        let end = self.tracked.read(&mut self.scanner, tag)?;
        self.body.changes = tag.span.start..end;
        self.close(id, end);
        self.note_prelude(parent, end);
        Ok(())
    }

    /// Declarations come before all blocks: the first block stands after them.
    fn note_prelude(&mut self, parent: NodeId, end: usize) {
        if parent == 0 && !self.has_block {
            self.body.start = end;
        }
    }

    fn list(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let outer = self.lists.last().cloned();
        let style = tag.get("style-name").map(Cow::into_owned).or_else(|| outer.as_ref().and_then(|(style, _)| style.clone()));
        let depth = outer.map_or(1, |(_, depth)| depth.saturating_add(1));
        self.lists.push((style, depth));
        let read = self.container(parent, Kind::List, tag);
        self.lists.pop();
        read.map(drop)
    }

    fn section(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let at = self.body.sections.len();
        let node = self.push(parent, Kind::Section(at), tag.span.clone())?;
        let closed = tag.get("protected").is_some_and(|on| on == "true");
        self.body.sections.push(Section {
            node,
            tag: tag.get("name").and_then(|name| ControlTag::read(&name)),
            name_value: tag.value_span(self.body.text, "name"),
            closed,
            content: tag.span.end..tag.span.end,
        });
        if tag.empty {
            return Ok(());
        }
        let end = self.section_blocks(node, at)?;
        self.close(node, end.end);
        if let Some(section) = self.body.sections.get_mut(at) {
            section.content.end = end.start;
        }
        Ok(())
    }

    fn section_blocks(&mut self, node: NodeId, at: usize) -> Result<Range<usize>, DocumentError> {
        loop {
            match self.scanner.next()? {
                Some(Token::Open(tag)) => {
                    if let Some(section) = self.body.sections.get_mut(at) {
                        section.closed |= matches!(tag.local, "section-source" | "dde-source");
                    }
                    self.block(node, &tag)?;
                }
                Some(Token::Close(span)) => return Ok(span),
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }
}

fn is_text(tag: &Tag<'_>) -> bool {
    tag.space == Space::Office && tag.local == "text"
}

/// Whether an element holds what stands in a margin of the page.
fn is_margin(tag: &Tag<'_>) -> bool {
    tag.space == Space::Style
        && !tag.empty
        && matches!(tag.local, "header" | "footer" | "header-first" | "footer-first" | "header-left" | "footer-left")
}
