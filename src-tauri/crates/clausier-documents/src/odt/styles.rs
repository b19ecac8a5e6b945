//! The styles of a document, common and automatic, for what looks are chosen by.

use std::collections::HashMap;

use crate::error::DocumentError;
use crate::xml::{Scanner, Tag, Token};

/// A style.
#[derive(Debug, Clone, Default)]
pub(crate) struct Style {
    pub(crate) name: String,
    pub(crate) parent: Option<String>,
    /// Whether it is one of those that programs make for direct formatting.
    pub(crate) automatic: bool,
    /// The level of headings in this style.
    pub(crate) outline: Option<u8>,
    /// Whether it breaks the page, or changes the page style.
    pub(crate) breaks: bool,
    /// The list that a style puts its paragraphs in.
    pub(crate) list: Option<String>,
    emphasis: Emphasis,
}

/// What is emphasised by a style; unknown where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Emphasis {
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) underlined: Option<bool>,
}

/// What a list shows at its first level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListKind {
    Bullets,
    /// 1, 2, 3.
    Numbers,
    Other,
}

/// All styles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Styles {
    /// By family, then by name.
    all: HashMap<String, HashMap<String, Style>>,
    lists: HashMap<String, ListKind>,
    /// Common styles of headings, by level.
    headings: HashMap<u8, String>,
}

impl Styles {
    /// Adds the styles of a part; the automatic ones of `styles.xml` are those of headers.
    pub(crate) fn add(&mut self, scanner: &mut Scanner<'_>, automatic: bool) -> Result<(), DocumentError> {
        let mut current: Option<(String, Style)> = None;
        let mut list: Option<String> = None;
        while let Some(token) = scanner.next()? {
            let Token::Open(tag) = token else { continue };
            match tag.local {
                "automatic-styles" | "body" | "master-styles" if !automatic => {
                    scanner.skip(&tag)?;
                }
                // No style stands after the text, which is read on its own.
                "body" => break,
                "style" => {
                    self.note(current.take());
                    current = Some(opened(&tag, automatic));
                }
                "default-style" => self.note(current.take()),
                "list-style" => {
                    self.note(current.take());
                    list = tag.get("name").map(std::borrow::Cow::into_owned);
                }
                "outline-style" => list = None,
                "list-level-style-bullet" | "list-level-style-number" | "list-level-style-image" => self.level(list.as_deref(), &tag),
                "paragraph-properties" | "text-properties" => {
                    if let Some((_, style)) = &mut current {
                        style.read(&tag);
                    }
                }
                _ => {}
            }
        }
        self.note(current);
        Ok(())
    }

    fn note(&mut self, style: Option<(String, Style)>) {
        let Some((family, style)) = style else { return };
        if let (Some(level), false) = (style.outline, style.automatic) {
            self.headings.entry(level).or_insert_with(|| style.name.clone());
        }
        self.all.entry(family).or_default().entry(style.name.clone()).or_insert(style);
    }

    fn level(&mut self, list: Option<&str>, tag: &Tag<'_>) {
        let Some(list) = list.filter(|_| tag.get("level").as_deref() == Some("1")) else { return };
        let kind = match tag.local {
            "list-level-style-number" if tag.get("num-format").as_deref() == Some("1") => ListKind::Numbers,
            "list-level-style-number" => ListKind::Other,
            _ => ListKind::Bullets,
        };
        self.lists.entry(list.to_owned()).or_insert(kind);
    }

    /// Returns a style of paragraphs.
    pub(crate) fn paragraph(&self, name: &str) -> Option<&Style> {
        self.all.get("paragraph")?.get(name)
    }

    /// Whether a name is taken, in whatever family.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.lists.contains_key(name) || self.all.values().any(|family| family.contains_key(name))
    }

    /// Returns what a list shows.
    pub(crate) fn list(&self, name: &str) -> Option<ListKind> {
        self.lists.get(name).copied()
    }

    /// Returns the common style of headings of a level.
    pub(crate) fn heading(&self, level: u8) -> Option<&str> {
        let usual = format!("Heading_20_{level}");
        let known = self.headings.get(&level).map(String::as_str);
        known.or_else(|| self.paragraph(&usual).map(|style| style.name.as_str()))
    }

    /// Returns the common style that a paragraph style is, or is made from.
    pub(crate) fn common(&self, name: Option<&str>) -> String {
        let mut name = name.unwrap_or("Standard");
        for _ in 0..8 {
            match self.paragraph(name) {
                Some(style) if style.automatic => name = style.parent.as_deref().unwrap_or("Standard"),
                Some(_) | None => break,
            }
        }
        name.to_owned()
    }

    /// Returns a style that may be used again: one that breaks the page gives way to what it is made from.
    pub(crate) fn reusable(&self, name: Option<&str>) -> Option<String> {
        let name = name?;
        match self.paragraph(name) {
            Some(style) if style.automatic && style.breaks => Some(self.common(Some(name))),
            Some(_) => Some(name.to_owned()),
            None => None,
        }
    }

    /// Whether paragraphs of this style are bold.
    pub(crate) fn is_bold(&self, name: Option<&str>) -> bool {
        let mut next = name;
        for _ in 0..16 {
            let Some(style) = next.and_then(|name| self.paragraph(name)) else { return false };
            if let Some(bold) = style.emphasis.bold {
                return bold;
            }
            next = style.parent.as_deref();
        }
        false
    }

    /// Returns what direct formatting emphasises in a whole paragraph.
    pub(crate) fn direct_emphasis(&self, name: Option<&str>) -> Emphasis {
        name.and_then(|name| self.paragraph(name)).filter(|style| style.automatic).map(|style| style.emphasis).unwrap_or_default()
    }

    /// Returns what a style of characters emphasises.
    pub(crate) fn emphasis(&self, name: &str) -> Emphasis {
        let mut emphasis = Emphasis::default();
        let mut next = Some(name);
        for _ in 0..8 {
            let Some(style) = next.and_then(|name| self.all.get("text")?.get(name)) else { break };
            emphasis.bold = emphasis.bold.or(style.emphasis.bold);
            emphasis.italic = emphasis.italic.or(style.emphasis.italic);
            emphasis.underlined = emphasis.underlined.or(style.emphasis.underlined);
            next = style.parent.as_deref();
        }
        emphasis
    }
}

fn opened(tag: &Tag<'_>, automatic: bool) -> (String, Style) {
    let get = |name: &str| tag.get(name).map(std::borrow::Cow::into_owned).filter(|value| !value.is_empty());
    let style = Style {
        name: get("name").unwrap_or_default(),
        parent: get("parent-style-name"),
        automatic,
        outline: tag.number("default-outline-level").and_then(|level| u8::try_from(level).ok()).filter(|level| (1..=9).contains(level)),
        breaks: get("master-page-name").is_some(),
        list: get("list-style-name"),
        emphasis: Emphasis::default(),
    };
    (get("family").unwrap_or_default(), style)
}

impl Style {
    fn read(&mut self, tag: &Tag<'_>) {
        let get = |name: &str| tag.get(name);
        if tag.local == "paragraph-properties" {
            let is_break = |name: &str| get(name).is_some_and(|value| value != "auto");
            self.breaks |= is_break("break-before") || is_break("break-after") || is_break("page-number");
            return;
        }
        self.emphasis.bold = get("font-weight").map(|weight| !matches!(&*weight, "normal" | "100" | "200" | "300" | "400" | "500"));
        self.emphasis.italic = get("font-style").map(|style| style != "normal");
        self.emphasis.underlined = get("text-underline-style").map(|style| style != "none");
    }
}
