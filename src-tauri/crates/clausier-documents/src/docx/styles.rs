//! The buyer's styles: resolved at each export, because programs rewrite their ids.

use std::collections::HashMap;

use crate::error::DocumentError;
use crate::xml::{Scanner, Space, Tag, Token};

/// What a style applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// Paragraphs.
    Paragraph,
    /// Tables.
    Table,
    /// Runs or lists.
    Other,
}

/// One style, as far as we need it.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    pub(crate) id: String,
    /// The built-in English name whatever the language, lower-cased.
    pub(crate) name: String,
    aliases: Vec<String>,
    pub(crate) target: Target,
    is_default: bool,
    based_on: Option<String>,
    outline: Option<u8>,
    /// List, and level in it.
    list: (Option<u32>, Option<u8>),
    bold: Option<bool>,
    size: Option<u32>,
}

/// The styles of a document; empty when it has no such part.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    all: Vec<Style>,
    by_id: HashMap<String, usize>,
    /// What each style comes to, with those it is based on.
    resolved: Vec<Resolved>,
    /// The same for paragraphs that name no style.
    default: Resolved,
    /// The language of what names none, when the document says one.
    language: Option<String>,
}

/// What a paragraph takes from its style.
#[derive(Debug, Clone, Copy, Default)]
struct Resolved {
    /// 1 to 9.
    heading: Option<u8>,
    list: Option<(u32, u8)>,
    bold: bool,
}

impl Styles {
    /// Reads a styles part.
    pub(crate) fn read(text: &str, part: &str) -> Result<Self, DocumentError> {
        let mut scanner = Scanner::new(text, part);
        let (mut all, mut language) = (Vec::new(), None);
        while let Some(token) = scanner.next()? {
            match token {
                Token::Open(tag) if tag.is("style") => all.push(read_style(&mut scanner, &tag)?),
                // Outside a style, it stands in the defaults of the document.
                Token::Open(tag) if tag.is("lang") => language = tag.get("val").map(std::borrow::Cow::into_owned),
                Token::Open(_) | Token::Close(_) | Token::Text(_) => {}
            }
        }
        let by_id = all.iter().enumerate().map(|(at, style): (usize, &Style)| (style.id.clone(), at)).collect();
        let mut styles = Self { all, by_id, language, ..Self::default() };
        styles.resolved = styles.all.iter().map(|style| styles.resolve(Some(&style.id))).collect();
        styles.default = styles.resolve(None);
        Ok(styles)
    }

    /// Whether the document says that its text is in another language than French.
    pub(crate) fn is_foreign(&self) -> bool {
        self.language.as_deref().is_some_and(is_foreign)
    }

    /// Returns a style by id.
    pub(crate) fn get(&self, id: &str) -> Option<&Style> {
        self.by_id.get(id).and_then(|at| self.all.get(*at))
    }

    /// Returns the first style of a kind bearing one of the names, in the order of the names.
    pub(crate) fn named(&self, target: Target, names: &[&str]) -> Option<&Style> {
        let named = |name: &str| {
            self.all.iter().find(|style| style.target == target && (style.name == name || style.aliases.iter().any(|alias| alias == name)))
        };
        names.iter().find_map(|name| named(name))
    }

    /// Returns the style of paragraphs that name none.
    pub(crate) fn default_paragraph(&self) -> Option<&Style> {
        self.all.iter().find(|style| style.is_default && style.target == Target::Paragraph)
    }

    /// Follows a style, then what it is based on.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let mut next = id.map_or_else(|| self.default_paragraph(), |id| self.get(id));
        let mut left = 32;
        std::iter::from_fn(move || {
            let style = next?;
            left -= 1;
            next = style.based_on.as_deref().filter(|_| left > 0).and_then(|id| self.get(id));
            Some(style)
        })
    }

    fn resolve(&self, id: Option<&str>) -> Resolved {
        let level = |style: &Style| named_level(style).map(Some).or(style.outline.map(|outline| (outline < 9).then_some(outline + 1)));
        let level_in_list = self.chain(id).find_map(|style| style.list.1).unwrap_or(0);
        Resolved {
            heading: self.chain(id).find_map(level).flatten(),
            list: self.chain(id).find_map(|style| style.list.0).map(|list| (list, level_in_list)),
            bold: self.chain(id).find_map(|style| style.bold).unwrap_or(false),
        }
    }

    fn resolved(&self, id: Option<&str>) -> Resolved {
        let Some(id) = id else { return self.default };
        self.by_id.get(id).and_then(|at| self.resolved.get(*at)).copied().unwrap_or_default()
    }

    /// Returns the heading level that a style gives, 1 to 9.
    pub(crate) fn heading_level(&self, id: Option<&str>) -> Option<u8> {
        self.resolved(id).heading
    }

    /// Returns the list that a style puts its paragraphs in: list, level.
    pub(crate) fn list(&self, id: Option<&str>) -> Option<(u32, u8)> {
        self.resolved(id).list
    }

    /// Whether a style is bold.
    pub(crate) fn is_bold(&self, id: Option<&str>) -> bool {
        self.resolved(id).bold
    }

    /// Returns the size of a style, in half points.
    pub(crate) fn size(&self, id: Option<&str>) -> Option<u32> {
        self.chain(id).find_map(|style| style.size)
    }

    /// Whether a style writes a table of contents.
    pub(crate) fn is_contents(&self, id: Option<&str>) -> bool {
        let is_entry = |name: &str| {
            let level = name.strip_prefix("toc ").or_else(|| name.strip_prefix("tm "));
            level.is_some() || name.starts_with("contents ") || matches!(name, "table of figures" | "table des matières")
        };
        id.and_then(|id| self.get(id)).is_some_and(|style| is_entry(&style.name))
    }

    /// Returns the name of a style: ids change, names do not.
    pub(crate) fn name<'s>(&'s self, id: Option<&str>) -> &'s str {
        let style = id.map_or_else(|| self.default_paragraph(), |id| self.get(id));
        style.map_or("", |style| style.name.as_str())
    }

    /// Returns the style of headings of a level: by built-in name, then French name, then outline.
    pub(crate) fn heading(&self, level: u8) -> Option<&Style> {
        let (english, french) = (format!("heading {level}"), format!("titre {level}"));
        self.named(Target::Paragraph, &[&english, &french])
            .or_else(|| self.all.iter().find(|style| style.target == Target::Paragraph && style.outline.map(|outline| outline + 1) == Some(level)))
    }

    /// Returns an id that no style bears.
    pub(crate) fn free_id(&self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.by_id.contains_key(&id) {
            id.push('C');
        }
        id
    }
}

/// Whether the name of a language is not that of French.
pub(crate) fn is_foreign(language: &str) -> bool {
    !language.to_ascii_lowercase().starts_with("fr")
}

/// The level in « heading 2 » or « titre 2 ».
fn named_level(style: &Style) -> Option<u8> {
    std::iter::once(&style.name).chain(&style.aliases).find_map(|name| {
        let digits = name.strip_prefix("heading ").or_else(|| name.strip_prefix("titre "))?;
        digits.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level))
    })
}

fn read_style<'a>(scanner: &mut Scanner<'a>, tag: &Tag<'a>) -> Result<Style, DocumentError> {
    let mut style = new_style(tag);
    let mut depth = usize::from(!tag.empty);
    while depth > 0 {
        match scanner.next()? {
            Some(Token::Open(child)) if child.space == Space::Word && skipped(child.local) => {
                scanner.skip(&child)?;
            }
            Some(Token::Open(child)) => {
                depth += usize::from(!child.empty);
                read_property(&mut style, &child);
            }
            Some(Token::Close(_)) => depth -= 1,
            Some(Token::Text(_)) => {}
            None => return Err(scanner.bad()),
        }
    }
    Ok(style)
}

fn new_style(tag: &Tag<'_>) -> Style {
    let target = match tag.get("type").as_deref() {
        Some("paragraph") => Target::Paragraph,
        Some("table") => Target::Table,
        Some(_) | None => Target::Other,
    };
    Style {
        id: tag.get("styleId").unwrap_or_default().into_owned(),
        name: String::new(),
        aliases: Vec::new(),
        target,
        is_default: tag.get("default").is_some_and(|on| matches!(&*on, "1" | "true" | "on")),
        based_on: None,
        outline: None,
        list: (None, None),
        bold: None,
        size: None,
    }
}

/// What stands in a style without being said of its text: parts of tables, former properties.
fn skipped(local: &str) -> bool {
    matches!(local, "tblStylePr" | "pPrChange" | "rPrChange" | "tblPr")
}

fn read_property(style: &mut Style, tag: &Tag<'_>) {
    if tag.space != Space::Word {
        return;
    }
    let small = || tag.number("val").and_then(|value| u8::try_from(value).ok());
    match tag.local {
        "name" => style.name = tag.get("val").unwrap_or_default().to_lowercase(),
        "aliases" => {
            style.aliases = tag.get("val").unwrap_or_default().split(',').map(|alias| alias.trim().to_lowercase()).collect();
        }
        "basedOn" => style.based_on = tag.get("val").map(std::borrow::Cow::into_owned),
        "outlineLvl" => style.outline = small(),
        "numId" => style.list.0 = tag.number("val"),
        "ilvl" => style.list.1 = small(),
        "b" => style.bold = Some(tag.is_on()),
        "sz" => style.size = tag.number("val"),
        _ => {}
    }
}
