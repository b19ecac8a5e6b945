//! What the document lacks and our clauses need: a heading style, lists. Added once, at the end of
//! the parts they belong to; parts are created when there are none.

use std::cell::Cell;

use super::body::Dialect;
use super::document::Parts;
use super::styles::Target;
use crate::error::DocumentError;
use crate::package::{DECLARATION, Package, relative};
use crate::text;
use crate::xml::{Scanner, Splice, Token, append_child, apply, escape, slice};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const WORD_STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// Who signs our tracked changes.
pub(crate) const AUTHOR: &str = "Clausier";

/// Styles and lists being added.
#[derive(Debug)]
pub(crate) struct Additions {
    /// How the styles and the numbering parts write WordprocessingML.
    styles_dialect: Dialect,
    lists_dialect: Dialect,
    strict: bool,
    numbering_text: String,
    styles: Vec<(u8, String, String)>,
    definitions: String,
    lists: String,
    marks: Vec<(String, u32)>,
    next: (u32, u32),
    /// The next number of a tracked change, when what is written is to be tracked.
    revision: Option<Cell<u32>>,
}

/// The markup of a new list.
enum Source<'a> {
    Bullets,
    Numbers,
    /// A definition of the buyer.
    Clone(&'a str),
}

impl Additions {
    /// Starts with nothing added.
    pub(crate) fn new(parts: &Parts, package: &Package<'_>, dialect: &Dialect) -> Result<Self, DocumentError> {
        let styles_text = parts.styles_part.as_deref().map(|part| package.text(part)).transpose()?.flatten().unwrap_or_default();
        let numbering_text = parts.numbering_part.as_deref().map(|part| package.text(part)).transpose()?.flatten().unwrap_or_default();
        Ok(Self {
            styles_dialect: Dialect::of(&styles_text),
            lists_dialect: Dialect::of(&numbering_text),
            strict: dialect.strict,
            numbering_text,
            styles: Vec::new(),
            definitions: String::new(),
            lists: String::new(),
            marks: Vec::new(),
            next: parts.numbering.free(),
            revision: None,
        })
    }

    /// Has what is written from now on tracked, from this number.
    pub(crate) fn track_from(&mut self, number: u32) {
        self.revision = Some(Cell::new(number));
    }

    /// The attributes of one more tracked change; `None` when nothing is tracked. It bears no date: the
    /// same choices give the same file whatever the day.
    pub(crate) fn revision(&self, p: &str) -> Option<String> {
        let next = self.revision.as_ref()?;
        let number = next.replace(next.get().saturating_add(1));
        Some(format!(" {p}id=\"{number}\" {p}author=\"{AUTHOR}\""))
    }

    /// Returns the style of headings of a level, making it from the level above when there is none.
    pub(crate) fn heading(&mut self, parts: &Parts, level: u8) -> String {
        if let Some((_, id, _)) = self.styles.iter().find(|(known, _, _)| *known == level) {
            return id.clone();
        }
        let styles = &parts.styles;
        if let Some(style) = styles.heading(level) {
            return style.id.clone();
        }
        let french = (1..=9).filter_map(|level| styles.heading(level)).any(|style| style.id.starts_with("Titre"));
        let id = styles.free_id(&format!("{}{level}", if french { "Titre" } else { "Heading" }));
        let xml = self.heading_style(parts, level, &id);
        self.styles.push((level, id.clone(), xml));
        id
    }

    /// Returns the name of a style being added.
    pub(crate) fn style_name(&self, id: &str) -> Option<String> {
        self.styles.iter().find(|(_, known, _)| known == id).map(|(level, _, _)| format!("heading {level}"))
    }

    fn heading_style(&self, parts: &Parts, level: u8, id: &str) -> String {
        let (p, declare, styles) = (&self.styles_dialect.prefix, &self.styles_dialect.declare, &parts.styles);
        let above = (1..level).rev().find_map(|level| styles.heading(level)).map(|style| style.id.as_str());
        let normal = styles.default_paragraph().map_or("Normal", |style| style.id.as_str());
        let list = above.and_then(|above| styles.list(Some(above)));
        let numbering = list.map_or_else(String::new, |(list, at)| {
            let next = at + 1;
            let fits = parts.numbering.level(list, next).is_some_and(|found| !found.tied && found.format != "none" && found.format != "bullet");
            let (list, next) = if fits { (list, next) } else { (0, 0) };
            format!("<{p}numPr><{p}ilvl {p}val=\"{next}\"/><{p}numId {p}val=\"{list}\"/></{p}numPr>")
        });
        let size = match above.and_then(|above| styles.size(Some(above))) {
            Some(size) => size.saturating_sub(2).max(20),
            None => 30u32.saturating_sub(2 * u32::from(level)).max(20),
        };
        let bold = if above.is_some() { String::new() } else { format!("<{p}b {p}val=\"1\"/>") };
        let (outline, based) = (level - 1, escape(above.unwrap_or(normal)));
        format!(
            "<{p}style{declare} {p}type=\"paragraph\" {p}styleId=\"{}\"><{p}name {p}val=\"heading {level}\"/><{p}basedOn {p}val=\"{based}\"/><{p}next {p}val=\"{}\"/><{p}qFormat/><{p}pPr><{p}keepNext/>{numbering}<{p}spacing {p}before=\"200\" {p}after=\"100\"/><{p}outlineLvl {p}val=\"{outline}\"/></{p}pPr><{p}rPr>{bold}<{p}sz {p}val=\"{size}\"/></{p}rPr></{p}style>",
            escape(id),
            escape(normal)
        )
    }

    /// Returns a list of bullets of ours.
    pub(crate) fn bullets(&mut self, parts: &Parts) -> u32 {
        let mark = text::fingerprint("clausier bullets", 8).to_uppercase();
        self.list(parts, &mark, &Source::Bullets)
    }

    /// Returns a numbered list for one list of one clause; it starts at 1 whatever stands before.
    pub(crate) fn numbers(&mut self, parts: &Parts, identity: &str, model: Option<u32>) -> u32 {
        let mark = text::fingerprint(&format!("clausier numbers {identity}"), 8).to_uppercase();
        let definition = model.filter(|_| self.lists_dialect.declare.is_empty()).and_then(|list| parts.numbering.definition(list));
        let text = std::mem::take(&mut self.numbering_text);
        let source = definition.map_or(Source::Numbers, |definition| Source::Clone(slice(&text, definition.span.clone())));
        let list = self.list(parts, &mark, &source);
        self.numbering_text = text;
        list
    }

    fn list(&mut self, parts: &Parts, mark: &str, source: &Source<'_>) -> u32 {
        let known = self.marks.iter().find(|(known, _)| known == mark).map(|(_, list)| *list);
        if let Some(list) = known.or_else(|| parts.numbering.list_marked(mark)) {
            return list;
        }
        let (definition, list) = self.next;
        self.next = (definition.saturating_add(1), list.saturating_add(1));
        let Dialect { prefix: p, declare, .. } = &self.lists_dialect;
        let xml = match source {
            Source::Clone(model) => cloned(model, p, definition, mark),
            Source::Bullets => self.definition(definition, mark, "bullet", ["•", "–", "•"]),
            Source::Numbers => self.definition(definition, mark, "decimal", ["%1.", "%2.", "%3."]),
        };
        self.definitions.push_str(&xml);
        self.lists.push_str(&format!("<{p}num{declare} {p}numId=\"{list}\"><{p}abstractNumId {p}val=\"{definition}\"/></{p}num>"));
        self.marks.push((mark.to_owned(), list));
        list
    }

    fn definition(&self, id: u32, mark: &str, format: &str, texts: [&str; 3]) -> String {
        let Dialect { prefix: p, declare, .. } = &self.lists_dialect;
        // Strict spells the side of a number its own way, and the default is that side: it goes without saying.
        let (left, side) = if self.strict { ("start", String::new()) } else { ("left", format!("<{p}lvlJc {p}val=\"left\"/>")) };
        let levels: String = (0..).zip(texts).map(|(at, text)| {
            let indent = 720 + at * 360;
            format!("<{p}lvl {p}ilvl=\"{at}\"><{p}start {p}val=\"1\"/><{p}numFmt {p}val=\"{format}\"/><{p}lvlText {p}val=\"{text}\"/>{side}<{p}pPr><{p}ind {p}{left}=\"{indent}\" {p}hanging=\"360\"/></{p}pPr></{p}lvl>")
        }).collect();
        format!(
            "<{p}abstractNum{declare} {p}abstractNumId=\"{id}\"><{p}nsid {p}val=\"{mark}\"/><{p}multiLevelType {p}val=\"hybridMultilevel\"/><{p}tmpl {p}val=\"{mark}\"/>{levels}</{p}abstractNum>"
        )
    }

    /// Writes what was added into the parts.
    pub(crate) fn write(self, package: &mut Package<'_>, parts: &Parts) -> Result<(), DocumentError> {
        self.write_styles(package, parts)?;
        self.write_lists(package, parts)
    }

    fn write_styles(&self, package: &mut Package<'_>, parts: &Parts) -> Result<(), DocumentError> {
        if self.styles.is_empty() {
            return Ok(());
        }
        let all: String = self.styles.iter().map(|(_, _, xml)| xml.as_str()).collect();
        match &parts.styles_part {
            Some(part) => {
                let text = package.text(part)?.unwrap_or_default();
                let changed = append_child(&text, part, &all)?;
                package.put(part, changed);
                Ok(())
            }
            None => {
                let normal = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>";
                self.create(package, parts, "styles", &format!("{normal}{all}"))
            }
        }
    }

    fn write_lists(&self, package: &mut Package<'_>, parts: &Parts) -> Result<(), DocumentError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let numbering = &parts.numbering;
        match (&parts.numbering_part, numbering.definitions_end, numbering.lists_end) {
            (Some(part), Some(definitions), Some(lists)) => {
                let splices = vec![Splice::insert(definitions, self.definitions.clone()), Splice::insert(lists, self.lists.clone())];
                let changed = apply(&self.numbering_text, splices);
                package.put(part, changed);
                Ok(())
            }
            (Some(part), _, _) => {
                let changed = append_child(&self.numbering_text, part, &format!("{}{}", self.definitions, self.lists))?;
                package.put(part, changed);
                Ok(())
            }
            (None, _, _) => self.create(package, parts, "numbering", &format!("{}{}", self.definitions, self.lists)),
        }
    }

    /// Creates a part beside the main one, with its relationship and content type.
    fn create(&self, package: &mut Package<'_>, parts: &Parts, root: &str, children: &str) -> Result<(), DocumentError> {
        let folder = parts.main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let usual = format!("{folder}{root}.xml");
        let name = if package.has(&usual) { package.free_name(&format!("{folder}{root}"), ".xml").1 } else { usual };
        let space = if self.strict { WORD_STRICT } else { WORD };
        package.put(&name, format!("{DECLARATION}<w:{root} xmlns:w=\"{space}\">{children}</w:{root}>"));
        package.declare(&name, &format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{root}+xml"))?;
        package.relate(&parts.main, root, &relative(&parts.main, &name))
    }
}

/// Returns the style that a document uses for tables: the one asked, or the grid of Word.
pub(crate) fn table_style(parts: &Parts, used: &[&str]) -> Option<String> {
    let mut best: Option<(&str, usize)> = None;
    for style in used {
        let count = used.iter().filter(|other| *other == style).count();
        if parts.styles.get(style).is_some() && best.is_none_or(|(_, most)| count > most) {
            best = Some((style, count));
        }
    }
    let grid = || parts.styles.named(Target::Table, &["table grid", "grille du tableau"]).map(|style| style.id.clone());
    best.map(|(style, _)| style.to_owned()).or_else(grid)
}

/// Copies a definition under a new number and new marks.
fn cloned(model: &str, p: &str, id: u32, mark: &str) -> String {
    let mut scanner = Scanner::fragment(model, p.trim_end_matches(':'));
    let mut splices = Vec::new();
    let mut marked = false;
    while let Ok(Some(token)) = scanner.next() {
        let Token::Open(tag) = token else { continue };
        let whole = |end: usize| tag.span.start..end;
        let text = match tag.local {
            "abstractNum" => format!("<{p}abstractNum {p}abstractNumId=\"{id}\">"),
            "nsid" => format!("<{p}nsid {p}val=\"{mark}\"/>"),
            "tmpl" => format!("<{p}tmpl {p}val=\"{mark}\"/>"),
            "name" | "styleLink" | "numStyleLink" | "pStyle" => String::new(),
            _ => continue,
        };
        marked |= tag.local == "nsid";
        let range = if tag.local == "abstractNum" { tag.span.clone() } else { whole(scanner.skip(&tag).unwrap_or(tag.span.end)) };
        splices.push(Splice { range, text });
    }
    if !marked && let Some(first) = splices.first_mut() {
        first.text.push_str(&format!("<{p}nsid {p}val=\"{mark}\"/>"));
    }
    apply(model, splices)
}
