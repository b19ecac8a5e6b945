//! Paragraph and run properties copied from the buyer's own, in the order of the schema.

use crate::xml::{Scanner, Token, slice};

const PARAGRAPH: [&str; 34] = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
];
const RUN: [&str; 39] = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];
/// What a paragraph of ours never takes from a paragraph of the buyer.
const NEVER_PARAGRAPH: [&str; 13] = [
    "sectPr",
    "framePr",
    "pageBreakBefore",
    "pPrChange",
    "rPr",
    "cnfStyle",
    "divId",
    "outlineLvl",
    "textboxTightWrap",
    "suppressLineNumbers",
    "keepNext",
    "keepLines",
    "numPr",
];
const NEVER_RUN: [&str; 18] = [
    "rStyle",
    "rPrChange",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "highlight",
    "strike",
    "dstrike",
    "vanish",
    "webHidden",
    "vertAlign",
    "shd",
    "bdr",
    "effect",
    "em",
    "fitText",
    "specVanish",
];
const EMPHASIS: [&str; 7] = ["b", "bCs", "i", "iCs", "u", "caps", "smallCaps"];

/// Properties as a list of elements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Properties {
    children: Vec<(String, String)>,
}

impl Properties {
    /// Reads the children of a `w:pPr` or `w:rPr`; the last of two of one name counts.
    pub(crate) fn read(xml: &str, prefix: &str) -> Self {
        let mut scanner = Scanner::fragment(xml, prefix);
        let mut properties = Self::default();
        let Ok(Some(Token::Open(root))) = scanner.next() else { return properties };
        if root.empty {
            return properties;
        }
        while let Ok(Some(Token::Open(child))) = scanner.next() {
            let start = child.span.start;
            let Ok(end) = scanner.skip(&child) else { break };
            properties.put(child.local, slice(xml, start..end));
        }
        properties
    }

    fn put(&mut self, local: &str, xml: &str) {
        self.children.retain(|(name, _)| name != local);
        self.children.push((local.to_owned(), xml.to_owned()));
    }

    fn without(mut self, names: &[&str]) -> Self {
        self.children.retain(|(name, _)| !names.contains(&name.as_str()));
        self
    }

    /// Keeps what a body paragraph may take.
    pub(crate) fn for_body(self) -> Self {
        self.without(&NEVER_PARAGRAPH)
    }

    /// Keeps what a heading or a list item may take: its numbering goes on.
    pub(crate) fn for_numbered(self) -> Self {
        let numbering = self.get("numPr").map(str::to_owned);
        let mut kept = self.without(&NEVER_PARAGRAPH);
        if let Some(numbering) = numbering {
            kept.put("numPr", &numbering);
        }
        kept
    }

    /// Keeps what plain text may take.
    pub(crate) fn for_plain_text(self) -> Self {
        self.without(&NEVER_RUN).without(&EMPHASIS)
    }

    /// Keeps what a heading's text may take.
    pub(crate) fn for_heading_text(self) -> Self {
        self.without(&NEVER_RUN)
    }

    /// Returns an attribute of an element.
    pub(crate) fn value(xml: &str, name: &str) -> Option<String> {
        match Scanner::new(xml, "").next() {
            Ok(Some(Token::Open(tag))) => tag.get(name).map(std::borrow::Cow::into_owned),
            Ok(_) | Err(_) => None,
        }
    }

    /// Returns an element by local name.
    pub(crate) fn get(&self, local: &str) -> Option<&str> {
        self.children.iter().find(|(name, _)| name == local).map(|(_, xml)| xml.as_str())
    }

    /// Sets an element; its place in the schema's order is found when written.
    pub(crate) fn with(mut self, local: &str, xml: &str) -> Self {
        self.put(local, xml);
        self
    }

    /// Takes an element out.
    pub(crate) fn drop(self, local: &str) -> Self {
        self.without(&[local])
    }

    /// Writes paragraph properties, without their outer element.
    pub(crate) fn paragraph_xml(&self) -> String {
        self.ordered(&PARAGRAPH)
    }

    /// Writes run properties, without their outer element.
    pub(crate) fn run_xml(&self) -> String {
        self.ordered(&RUN)
    }

    /// Elements that the schema does not name are extensions: they come last.
    fn ordered(&self, order: &[&str]) -> String {
        let rank = |name: &str| order.iter().position(|known| *known == name).unwrap_or(order.len());
        let mut sorted: Vec<&(String, String)> = self.children.iter().collect();
        sorted.sort_by_key(|(name, _)| rank(name));
        sorted.into_iter().map(|(_, xml)| xml.as_str()).collect()
    }
}
