//! The prefixes of one document.

use crate::xml::{Attributes, Tag};

/// The prefixes of a document, colon included, and what our outer elements must declare besides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dialect {
    pub(crate) text: String,
    pub(crate) table: String,
    pub(crate) style: String,
    pub(crate) fo: String,
    pub(crate) office: String,
    /// Declarations of the prefixes that the root does not offer.
    pub(crate) declare: String,
}

impl Dialect {
    /// Reads them from the root element.
    pub(crate) fn of(root: &Tag<'_>) -> Self {
        let mut declare = String::new();
        let mut prefix = |name: &str, uri: &str| {
            let declared = Attributes::new(root.raw).flatten().find(|(_, known)| *known == uri);
            match declared.and_then(|(attribute, _)| attribute.strip_prefix("xmlns:")) {
                Some(prefix) => format!("{prefix}:"),
                None => {
                    declare.push_str(&format!(" xmlns:clz{name}=\"{uri}\""));
                    format!("clz{name}:")
                }
            }
        };
        let (text, table) =
            (prefix("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"), prefix("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"));
        let (style, fo) = (
            prefix("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
            prefix("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        );
        let office = prefix("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0");
        Self { text, table, style, fo, office, declare }
    }
}
