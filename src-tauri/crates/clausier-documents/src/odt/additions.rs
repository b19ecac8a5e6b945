//! The automatic styles that our clauses need, added to those of the document under free names.

use std::collections::BTreeMap;

use super::dialect::Dialect;
use super::document::Automatic;
use super::styles::Styles;
use crate::xml::{Scanner, Splice};

/// Styles being added.
pub(crate) struct Additions<'d> {
    dialect: &'d Dialect,
    automatic: &'d Automatic,
    /// The definitions that the document has already.
    known: &'d str,
    /// The styles of the document, and ours.
    pub(crate) styles: Styles,
    /// Definitions by name.
    added: BTreeMap<String, String>,
}

impl<'d> Additions<'d> {
    /// Starts with none.
    pub(crate) fn new(dialect: &'d Dialect, automatic: &'d Automatic, known: &'d str, styles: &Styles) -> Self {
        Self { dialect, automatic, known, styles: styles.clone(), added: BTreeMap::new() }
    }

    /// Returns the name of a style: that of the same definition when there is one, else a free name.
    fn add(&mut self, base: &str, define: impl Fn(&str) -> String) -> String {
        for number in 0..10_000 {
            let name = if number == 0 { base.to_owned() } else { format!("{base}{number}") };
            let definition = define(&name);
            if self.added.get(&name) == Some(&definition) || self.known.contains(&definition) {
                return name;
            }
            if !self.styles.is_taken(&name) && !self.added.contains_key(&name) {
                let mut scanner = Scanner::fragment(&definition, "clz");
                // What we write ourselves is well formed.
                let _ = self.styles.add(&mut scanner, true);
                self.added.insert(name.clone(), definition);
                return name;
            }
        }
        base.to_owned()
    }

    /// A style of a family, its attributes and its properties.
    fn style(&mut self, base: &str, family: &str, attributes: &str, properties: &str) -> String {
        let (s, declare) = (self.dialect.style.clone(), self.dialect.declare.clone());
        self.add(base, |name| format!("<{s}style{declare} {s}name=\"{name}\" {s}family=\"{family}\"{attributes}>{properties}</{s}style>"))
    }

    /// The look of the frame: none.
    pub(crate) fn section(&mut self) -> String {
        let s = &self.dialect.style;
        let properties = format!("<{s}section-properties {s}editable=\"false\"/>");
        self.style("ClzSect", "section", "", &properties)
    }

    /// Bold characters.
    pub(crate) fn bold(&mut self) -> String {
        let (s, fo) = (&self.dialect.style, &self.dialect.fo);
        let properties = format!("<{s}text-properties {fo}font-weight=\"bold\" {s}font-weight-asian=\"bold\" {s}font-weight-complex=\"bold\"/>");
        self.style("ClzGras", "text", "", &properties)
    }

    /// A title where the buyer has no style for it: body text in bold, kept with what follows.
    pub(crate) fn title(&mut self, parent: Option<&str>) -> String {
        let (s, fo) = (&self.dialect.style, &self.dialect.fo);
        let attributes = self.parent(parent);
        let properties = format!(
            "<{s}paragraph-properties {fo}keep-with-next=\"always\"/><{s}text-properties {fo}font-weight=\"bold\" {s}font-weight-asian=\"bold\" {s}font-weight-complex=\"bold\"/>"
        );
        self.style("ClzTitre", "paragraph", &attributes, &properties)
    }

    /// The paragraph of a cell where the buyer has no table.
    pub(crate) fn cell_text(&mut self, parent: Option<&str>) -> String {
        let (s, fo) = (&self.dialect.style, &self.dialect.fo);
        let attributes = self.parent(parent);
        let properties = format!(
            "<{s}paragraph-properties {fo}margin-left=\"0cm\" {fo}margin-right=\"0cm\" {fo}margin-top=\"0cm\" {fo}margin-bottom=\"0cm\" {fo}text-indent=\"0cm\" {fo}text-align=\"start\"/>"
        );
        self.style("ClzTexteCellule", "paragraph", &attributes, &properties)
    }

    /// An automatic style is made from a common one only.
    fn parent(&self, parent: Option<&str>) -> String {
        let common = self.styles.common(parent);
        format!(" {}parent-style-name=\"{}\"", self.dialect.style, crate::xml::escape(&common))
    }

    /// A table as wide as the text.
    pub(crate) fn table(&mut self) -> String {
        let (s, t, fo) = (&self.dialect.style, &self.dialect.table, &self.dialect.fo);
        let properties = format!(
            "<{s}table-properties {s}rel-width=\"100%\" {fo}margin-top=\"0.1cm\" {fo}margin-bottom=\"0.2cm\" {t}align=\"margins\" {t}border-model=\"collapsing\"/>"
        );
        self.style("ClzTableau", "table", "", &properties)
    }

    /// Columns of one width.
    pub(crate) fn column(&mut self) -> String {
        let s = &self.dialect.style;
        let properties = format!("<{s}table-column-properties {s}rel-column-width=\"1000*\"/>");
        self.style("ClzColonne", "table-column", "", &properties)
    }

    /// A row that no page cuts.
    pub(crate) fn row(&mut self) -> String {
        let (s, fo) = (&self.dialect.style, &self.dialect.fo);
        let properties = format!("<{s}table-row-properties {fo}keep-together=\"always\"/>");
        self.style("ClzLigne", "table-row", "", &properties)
    }

    /// A cell with borders of its own.
    pub(crate) fn cell(&mut self) -> String {
        let (s, fo) = (&self.dialect.style, &self.dialect.fo);
        let properties = format!("<{s}table-cell-properties {fo}padding=\"0.1cm\" {fo}border=\"0.5pt solid #000000\"/>");
        self.style("ClzCellule", "table-cell", "", &properties)
    }

    /// Bullets, where the buyer has none.
    pub(crate) fn bullets(&mut self) -> String {
        let t = self.dialect.text.clone();
        self.list("ClzPuces", &|level| format!("<{t}list-level-style-bullet {t}level=\"{level}\" {t}bullet-char=\"–\">"), "bullet")
    }

    /// Numbers, where the buyer has none.
    pub(crate) fn numbers(&mut self) -> String {
        let (t, s) = (self.dialect.text.clone(), self.dialect.style.clone());
        let open = move |level: u8| format!("<{t}list-level-style-number {t}level=\"{level}\" {s}num-suffix=\".\" {s}num-format=\"1\">");
        self.list("ClzNumeros", &open, "number")
    }

    fn list(&mut self, base: &str, open: &dyn Fn(u8) -> String, kind: &str) -> String {
        let (t, s, fo, declare) = (self.dialect.text.clone(), self.dialect.style.clone(), self.dialect.fo.clone(), self.dialect.declare.clone());
        let level = |level: u8| {
            let margin = f32::from(level) * 0.635;
            format!(
                "{}<{s}list-level-properties {t}list-level-position-and-space-mode=\"label-alignment\"><{s}list-level-label-alignment {t}label-followed-by=\"listtab\" {fo}text-indent=\"-0.635cm\" {fo}margin-left=\"{margin:.3}cm\"/></{s}list-level-properties></{t}list-level-style-{kind}>",
                open(level)
            )
        };
        let levels = level(1) + &level(2);
        self.add(base, |name| format!("<{t}list-style{declare} {s}name=\"{name}\">{levels}</{t}list-style>"))
    }

    /// Where the definitions go; nothing when there is none to add.
    pub(crate) fn splice(&self) -> Option<Splice> {
        if self.added.is_empty() {
            return None;
        }
        let (o, definitions) = (&self.dialect.office, self.added.values().map(String::as_str).collect::<String>());
        Some(match self.automatic {
            Automatic::Filled { end, .. } => Splice::insert(*end, definitions),
            Automatic::Empty { span } => Splice { range: span.clone(), text: format!("<{o}automatic-styles>{definitions}</{o}automatic-styles>") },
            Automatic::Absent { body } => Splice::insert(*body, format!("<{o}automatic-styles>{definitions}</{o}automatic-styles>")),
        })
    }
}
