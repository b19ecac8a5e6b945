//! A small tree of XML, written with quick-xml: names and attributes are ours, texts are cleaned first.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The root of a notice, with the names that the schemas give to their spaces.
const ROOT: &str = "ContractNotice";
const SPACES: [(&str, &str); 6] = [
    ("xmlns", "urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"),
    ("xmlns:cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    ("xmlns:cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
    ("xmlns:ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
    ("xmlns:efac", "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"),
    ("xmlns:efbc", "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"),
];
const EXTENSIONS: (&str, &str) = ("xmlns:efext", "http://data.europa.eu/p27/eforms-ubl-extensions/1");

/// An element: a text, or children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: &'static str,
    attribute: Option<(&'static str, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// An element that will have children.
    pub(super) fn group(name: &'static str) -> Self {
        Self { name, attribute: None, text: String::new(), children: Vec::new() }
    }

    /// An element that is a text.
    pub(super) fn leaf(name: &'static str, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::group(name) }
    }

    /// A code of a list.
    pub(super) fn code(name: &'static str, list: &'static str, code: impl Into<String>) -> Self {
        Self::leaf(name, code).saying("listName", list)
    }

    /// Adds the attribute.
    pub(super) fn saying(self, name: &'static str, value: impl Into<String>) -> Self {
        Self { attribute: Some((name, value.into())), ..self }
    }

    /// Adds children.
    pub(super) fn with(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// Tells whether a code of the strategic list stands in it.
    pub(super) fn holds(&self, code: &str) -> bool {
        let named = self.attribute.as_ref().is_some_and(|(_, value)| value == "strategic-procurement");
        (named && self.text == code) || self.children.iter().any(|child| child.holds(code))
    }

    /// Returns the element, unless nothing is in it.
    pub(super) fn filled(self) -> Option<Self> {
        (!self.children.is_empty() || !self.text.is_empty()).then_some(self)
    }
}

/// Wraps extension elements as UBL wants them; none when there is nothing to wrap.
pub(super) fn extension(inside: impl IntoIterator<Item = Element>) -> Option<Element> {
    let content = Element::group("efext:EformsExtension").with(inside).filled()?;
    let content = Element::group("ext:ExtensionContent").with([content]);
    Some(Element::group("ext:UBLExtensions").with([Element::group("ext:UBLExtension").with([content])]))
}

/// Writes the notice: UTF-8, indented, a line end at the end.
pub(super) fn document(children: &[Element]) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b'\t', 1);
    let mut root = BytesStart::new(ROOT);
    SPACES.iter().chain([&EXTENSIONS]).for_each(|space| root.push_attribute(*space));
    put(&mut writer, Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    put(&mut writer, Event::Start(root));
    children.iter().for_each(|child| element(&mut writer, child));
    put(&mut writer, Event::End(BytesEnd::new(ROOT)));
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn element(writer: &mut Writer<Vec<u8>>, one: &Element) {
    let mut start = BytesStart::new(one.name);
    if let Some((name, value)) = &one.attribute {
        start.push_attribute((*name, value.as_str()));
    }
    if one.text.is_empty() && one.children.is_empty() {
        return put(writer, Event::Empty(start));
    }
    put(writer, Event::Start(start));
    if !one.text.is_empty() {
        put(writer, Event::Text(BytesText::new(&one.text)));
    }
    one.children.iter().for_each(|child| element(writer, child));
    put(writer, Event::End(BytesEnd::new(one.name)));
}

fn put(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("memory takes every event");
}
