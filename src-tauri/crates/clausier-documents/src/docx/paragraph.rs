//! One paragraph: its text as accepted and as rejected, and the properties that placing needs.

use std::borrow::Cow;
use std::ops::Range;

use super::body::{Change, Kind, NodeId, Reading};
use super::fields;
use crate::error::DocumentError;
use crate::xml::{Space, Tag, Token};

/// Stands for the result of a field that Word computes.
pub(super) const FIELD: char = '\u{fffc}';

/// How much of a text is bold by its runs, and how much leaves it to the style.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Boldness {
    pub(crate) yes: usize,
    pub(crate) no: usize,
    pub(crate) by_style: usize,
}

/// What a paragraph says of itself in its properties.
#[derive(Debug, Clone)]
pub(crate) struct Properties<'a> {
    /// The `w:pPr` element; empty when there is none.
    pub(crate) span: Range<usize>,
    pub(crate) style: Option<Cow<'a, str>>,
    /// Level and list.
    pub(crate) level: Option<u8>,
    pub(crate) list: Option<u32>,
    pub(crate) outline: Option<u8>,
    /// Whether a section ends with it.
    pub(crate) ends_section: bool,
    /// A tracked change of the paragraph mark.
    pub(crate) mark: Change,
}

/// One paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph<'a> {
    pub(crate) node: NodeId,
    pub(crate) properties: Properties<'a>,
    /// The text once every tracked change is accepted.
    pub(crate) text: String,
    /// The text once every tracked change is rejected; `None` when it is the same.
    pub(crate) rejected: Option<String>,
    pub(crate) bold: Boldness,
    /// The properties of the run with most text.
    pub(crate) run_properties: Range<usize>,
    /// Whether it shows something that is not text.
    pub(crate) object: bool,
    /// Whether it stands in a table of contents.
    pub(crate) in_contents: bool,
    /// Whether a field goes on after it.
    pub(crate) field_open: bool,
}

impl Paragraph<'_> {
    /// Whether it shows nothing.
    pub(crate) fn is_blank(&self) -> bool {
        !self.object && self.text.trim().is_empty()
    }
}

/// What is undone when an inline element closes.
pub(super) enum Scope {
    Plain,
    Inserted,
    Deleted,
    Run,
}

/// The inline state of the paragraph being read.
#[derive(Default)]
struct Inline {
    scopes: Vec<Scope>,
    inserted: usize,
    deleted: usize,
    run: Range<usize>,
    run_bold: Option<bool>,
    run_length: usize,
    longest: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn paragraph(&mut self, parent: NodeId, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let at = self.body.paragraphs.len();
        let node = self.push(parent, Kind::Paragraph(at), tag.span.clone())?;
        let mut paragraph = Paragraph {
            node,
            properties: no_properties(tag.span.end),
            text: std::mem::take(&mut self.gathered),
            rejected: None,
            bold: Boldness::default(),
            run_properties: 0..0,
            object: false,
            in_contents: self.fields.in_contents(),
            field_open: false,
        };
        let end = if tag.empty { tag.span.end } else { self.inline(&mut paragraph)? };
        paragraph.in_contents |= self.fields.in_contents();
        paragraph.field_open = self.fields.is_open();
        self.gathered = std::mem::take(&mut paragraph.text);
        paragraph.text = self.gathered.as_str().to_owned();
        self.gathered.clear();
        self.body.paragraphs.push(paragraph);
        self.close(node, end);
        Ok(())
    }

    /// Reads runs up to the end of the paragraph.
    fn inline(&mut self, paragraph: &mut Paragraph<'a>) -> Result<usize, DocumentError> {
        let mut inline = Inline { scopes: std::mem::take(&mut self.scopes), ..Inline::default() };
        loop {
            match self.scanner.next()? {
                Some(Token::Open(tag)) => self.inline_open(paragraph, &mut inline, &tag)?,
                Some(Token::Close(span)) => match inline.scopes.pop() {
                    None => {
                        self.scopes = inline.scopes;
                        return Ok(span.end);
                    }
                    Some(scope) => inline.leave(&scope, paragraph),
                },
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }

    fn inline_open(&mut self, paragraph: &mut Paragraph<'a>, inline: &mut Inline, tag: &Tag<'a>) -> Result<(), DocumentError> {
        // One element in two or three: nothing else is to be looked at.
        if tag.is("r") {
            if !tag.empty {
                inline.enter(tag);
            }
            return Ok(());
        }
        if tag.space == Space::Word && matches!(tag.local, "ins" | "del" | "moveFrom" | "moveTo") {
            self.change(tag);
        }
        match (tag.space, tag.local) {
            (Space::Word, "pPr") => paragraph.properties = self.properties(tag)?,
            (Space::Word, "rPr") => inline.run = self.run_properties(tag, &mut inline.run_bold)?,
            (Space::Word | Space::Math, "t") | (Space::Word, "delText") => {
                let text = self.characters(tag)?;
                self.say(paragraph, inline, &text, tag.local == "delText");
            }
            (Space::Word, "tab") => self.say(paragraph, inline, "\t", false),
            (Space::Word, "br" | "cr") => self.say(paragraph, inline, "\n", false),
            (Space::Word, "noBreakHyphen") => self.say(paragraph, inline, "\u{2011}", false),
            (Space::Word, "sym") => self.say(paragraph, inline, &symbol(tag), false),
            (Space::Word, "drawing" | "pict" | "object") => {
                paragraph.object = true;
                self.scanner.skip(tag)?;
                return Ok(());
            }
            (Space::Word, "footnoteReference" | "endnoteReference") => paragraph.object = true,
            (Space::Word, "fldChar") => self.field(paragraph, inline, tag),
            (Space::Word, "instrText") => {
                let text = self.characters(tag)?;
                self.fields.instruct(&text);
            }
            (Space::Word, "fldSimple") if !fields::is_text(&tag.get("instr").unwrap_or_default()) => {
                self.say(paragraph, inline, &FIELD.to_string(), false);
                self.scanner.skip(tag)?;
                return Ok(());
            }
            (Space::Word, "bookmarkStart") => self.bookmark(paragraph.node, tag, inline.deleted > 0),
            (Space::Word, "sdtPr") => self.inline_control(paragraph.node, tag)?,
            (Space::Word, "rt" | "delInstrText" | "sdtEndPr" | "txbxContent") | (Space::Compatibility, "Fallback") => {
                self.scanner.skip(tag)?;
                return Ok(());
            }
            _ => {}
        }
        let consumed = matches!((tag.space, tag.local), (Space::Word, "pPr" | "rPr" | "t" | "delText" | "instrText" | "sdtPr") | (Space::Math, "t"));
        if !consumed && !tag.empty {
            inline.enter(tag);
        }
        Ok(())
    }

    /// Reads the characters of an element.
    fn characters(&mut self, tag: &Tag<'a>) -> Result<Cow<'a, str>, DocumentError> {
        let mut all = Cow::Borrowed("");
        if tag.empty {
            return Ok(all);
        }
        loop {
            match self.scanner.next()? {
                Some(Token::Text(text)) if all.is_empty() => all = text,
                Some(Token::Text(text)) => all.to_mut().push_str(&text),
                Some(Token::Open(inner)) => {
                    self.scanner.skip(&inner)?;
                }
                Some(Token::Close(_)) => return Ok(all),
                None => return Err(self.scanner.bad()),
            }
        }
    }

    /// Adds text, to the accepted reading, the rejected one, or both.
    fn say(&self, paragraph: &mut Paragraph<'a>, inline: &mut Inline, text: &str, struck: bool) {
        if self.fields.is_muted() {
            return;
        }
        let (inserted, deleted) = (inline.inserted > 0, struck || inline.deleted > 0);
        if inserted || deleted {
            let accepted = &paragraph.text;
            paragraph.rejected.get_or_insert_with(|| accepted.clone());
        }
        if let Some(rejected) = paragraph.rejected.as_mut().filter(|_| !inserted) {
            rejected.push_str(text);
        }
        if !deleted {
            paragraph.text.push_str(text);
            inline.run_length += text.trim().len();
        }
    }

    fn field(&mut self, paragraph: &mut Paragraph<'a>, inline: &mut Inline, tag: &Tag<'a>) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") if self.fields.separate() => self.mark(paragraph, inline),
            Some("end") => self.fields.end(),
            _ => {}
        }
    }

    /// Writes the mark of a field; the field itself mutes what follows.
    fn mark(&self, paragraph: &mut Paragraph<'a>, inline: &Inline) {
        if let Some(rejected) = paragraph.rejected.as_mut().filter(|_| inline.inserted == 0) {
            rejected.push(FIELD);
        }
        if inline.deleted == 0 {
            paragraph.text.push(FIELD);
        }
    }

    fn run_properties(&mut self, tag: &Tag<'a>, bold: &mut Option<bool>) -> Result<Range<usize>, DocumentError> {
        *bold = None;
        let end = self.children_of(tag, |child| {
            if child.is("b") {
                *bold = Some(child.is_on());
            }
        })?;
        Ok(tag.span.start..end)
    }

    fn properties(&mut self, tag: &Tag<'a>) -> Result<Properties<'a>, DocumentError> {
        let mut properties = no_properties(tag.span.start);
        properties.span.end = tag.span.end;
        if tag.empty {
            return Ok(properties);
        }
        loop {
            match self.scanner.next()? {
                Some(Token::Open(child)) => self.property(&mut properties, &child)?,
                Some(Token::Close(span)) => {
                    properties.span.end = span.end;
                    return Ok(properties);
                }
                Some(Token::Text(_)) => {}
                None => return Err(self.scanner.bad()),
            }
        }
    }

    fn property(&mut self, properties: &mut Properties<'a>, child: &Tag<'a>) -> Result<(), DocumentError> {
        let small = |tag: &Tag<'a>| tag.number("val").and_then(|value| u8::try_from(value).ok());
        match (child.space, child.local) {
            (Space::Word, "pStyle") => properties.style = child.get("val"),
            (Space::Word, "outlineLvl") => properties.outline = small(child),
            (Space::Word, "sectPr") => properties.ends_section = true,
            (Space::Word, "numPr") => {
                self.children_of(child, |number| match number.local {
                    "ilvl" => properties.level = small(number),
                    "numId" => properties.list = number.number("val"),
                    _ => {}
                })?;
                return Ok(());
            }
            (Space::Word, "rPr") => {
                self.children_of(child, |change| match (change.space, change.local) {
                    (Space::Word, "ins" | "moveTo") if properties.mark == Change::Plain => properties.mark = Change::Inserted,
                    (Space::Word, "del" | "moveFrom") => properties.mark = Change::Deleted,
                    _ => {}
                })?;
                return Ok(());
            }
            _ => {}
        }
        self.scanner.skip(child)?;
        Ok(())
    }
}

impl Inline {
    fn enter(&mut self, tag: &Tag<'_>) {
        let scope = match (tag.space, tag.local) {
            (Space::Word, "ins" | "moveTo") => Scope::Inserted,
            (Space::Word, "del" | "moveFrom") => Scope::Deleted,
            (Space::Word, "r") => Scope::Run,
            _ => Scope::Plain,
        };
        match scope {
            Scope::Inserted => self.inserted += 1,
            Scope::Deleted => self.deleted += 1,
            Scope::Run => (self.run, self.run_bold, self.run_length) = (0..0, None, 0),
            Scope::Plain => {}
        }
        self.scopes.push(scope);
    }

    fn leave(&mut self, scope: &Scope, paragraph: &mut Paragraph<'_>) {
        match scope {
            Scope::Inserted => self.inserted = self.inserted.saturating_sub(1),
            Scope::Deleted => self.deleted = self.deleted.saturating_sub(1),
            Scope::Run => self.count_run(paragraph),
            Scope::Plain => {}
        }
    }

    fn count_run(&mut self, paragraph: &mut Paragraph<'_>) {
        match self.run_bold {
            Some(true) => paragraph.bold.yes += self.run_length,
            Some(false) => paragraph.bold.no += self.run_length,
            None => paragraph.bold.by_style += self.run_length,
        }
        if self.run_length > self.longest {
            self.longest = self.run_length;
            paragraph.run_properties = self.run.clone();
        }
        self.run_length = 0;
    }
}

fn no_properties<'a>(at: usize) -> Properties<'a> {
    Properties { span: at..at, style: None, level: None, list: None, outline: None, ends_section: false, mark: Change::Plain }
}

/// The character of a symbol font, as its code point.
pub(super) fn symbol(tag: &Tag<'_>) -> String {
    let code = tag.get("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
    code.and_then(char::from_u32).map(String::from).unwrap_or_default()
}
