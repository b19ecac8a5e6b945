//! How a clause must look where it goes: the buyer's heading, body, list and table styles there.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use super::additions::Additions;
use super::body::{Body, Kind, NodeId};
use super::paragraph::Paragraph;
use super::styles::{ListKind, Styles};
use crate::view::{Heading, is_within};

/// The style of a title, or of a paragraph; none is that of the program.
pub(crate) type StyleName = Option<String>;

/// A list, and the paragraphs in it.
#[derive(Debug, Clone)]
pub(crate) struct ListLook {
    pub(crate) list: String,
    pub(crate) paragraph: StyleName,
}

/// A table: the cells of its first column, and those of its last.
#[derive(Debug, Clone)]
pub(crate) struct TableLook {
    pub(crate) header: (String, String),
    pub(crate) rows: (String, String),
    pub(crate) header_text: StyleName,
    pub(crate) text: StyleName,
    /// Whether the style of its header is bold already.
    pub(crate) is_header_bold: bool,
}

/// What looks are chosen from.
pub(crate) struct Looks<'d> {
    body: &'d Body<'d>,
    styles: &'d Styles,
    /// Headings that are not ours.
    headings: &'d [Heading],
    /// What is ours: never a model.
    ours: &'d [Range<usize>],
    /// One a paragraph: whether it may be a model of plain text.
    plain: Vec<bool>,
    bodies: HashMap<Option<usize>, StyleName>,
    /// Titles by level, and whether they are typed as plain paragraphs.
    titles: HashMap<(u8, bool), StyleName>,
    /// Lists of one kind, once looked for.
    lists: HashMap<bool, Option<ListLook>>,
    table: Option<Option<TableLook>>,
}

impl<'d> Looks<'d> {
    /// Prepares to choose.
    pub(crate) fn new(body: &'d Body<'d>, styles: &'d Styles, headings: &'d [Heading], ours: &'d [Range<usize>]) -> Self {
        let mut looks = Self {
            body,
            styles,
            headings,
            ours,
            plain: Vec::new(),
            bodies: HashMap::new(),
            titles: HashMap::new(),
            lists: HashMap::new(),
            table: None,
        };
        let mut plain: Vec<bool> = body.paragraphs.iter().map(|paragraph| looks.is_plain(paragraph)).collect();
        for heading in headings {
            if let Some(title) = plain.get_mut(heading.paragraph) {
                *title = false;
            }
        }
        looks.plain = plain;
        looks
    }

    fn is_foreign(&self, paragraph: &Paragraph) -> bool {
        !paragraph.is_blank() && !self.body.is_in(paragraph.node, Kind::Table) && !is_within(&self.body.span(paragraph.node), self.ours)
    }

    fn is_plain(&self, paragraph: &Paragraph) -> bool {
        paragraph.outline.is_none() && paragraph.list.is_none() && self.is_foreign(paragraph) && !self.styles.is_bold(paragraph.style.as_deref())
    }

    /// The majority among plain paragraphs of the article, else of the document.
    pub(crate) fn body(&mut self, heading: Option<usize>) -> StyleName {
        if let Some(known) = self.bodies.get(&heading) {
            return known.clone();
        }
        let everywhere = || 0..self.body.paragraphs.len();
        let pools: [(Range<usize>, usize); 4] = [(self.article(heading), 40), (everywhere(), 40), (self.article(heading), 1), (everywhere(), 1)];
        let pool = pools.into_iter().map(|(range, shortest)| self.plain_in(range, shortest)).find(|pool| !pool.is_empty());
        let usual = || self.styles.paragraph("Text_20_body").map(|style| style.name.clone());
        let style = pool.map_or_else(usual, |pool| self.majority(&pool));
        self.bodies.insert(heading, style.clone());
        style
    }

    /// The paragraphs of the article that a heading opens.
    fn article(&self, heading: Option<usize>) -> Range<usize> {
        let all = 0..self.body.paragraphs.len();
        let Some((at, own)) = heading.and_then(|at| self.headings.get(at).map(|own| (at, own))) else { return all };
        let next = self.headings.iter().skip(at + 1).find(|next| next.level <= own.level);
        own.paragraph + 1..next.map_or(all.end, |next| next.paragraph)
    }

    /// The plain paragraphs of a range that have so many characters.
    fn plain_in(&self, range: Range<usize>, shortest: usize) -> Vec<&'d Paragraph> {
        let each = range.filter(|at| self.plain.get(*at) == Some(&true)).filter_map(|at| self.body.paragraphs.get(at));
        each.filter(|paragraph| paragraph.text.trim().len() >= shortest).collect()
    }

    fn majority(&self, pool: &[&Paragraph]) -> StyleName {
        most_frequent(pool.iter().map(|paragraph| self.styles.reusable(paragraph.style.as_deref()))).flatten()
    }

    /// The buyer's headings of that level; where articles are typed as plain paragraphs, body text in bold.
    pub(crate) fn heading(&mut self, heading: Option<usize>, level: u8, additions: &mut Additions<'_>) -> StyleName {
        let under_fake = heading.and_then(|at| self.headings.get(at)).is_some_and(|heading| heading.faked);
        let any_styled = self.headings.iter().any(|heading| !heading.faked);
        let fakes = under_fake || (heading.is_none() && !any_styled && !self.headings.is_empty());
        let model = self.title_model(level, fakes);
        let common = || self.styles.heading(level).filter(|_| !fakes).map(str::to_owned);
        model.or_else(common).or_else(|| {
            let body = self.body(heading);
            Some(additions.title(body.as_deref()))
        })
    }

    /// The majority among the buyer's headings of a level.
    fn title_model(&mut self, level: u8, fakes: bool) -> StyleName {
        if let Some(known) = self.titles.get(&(level, fakes)) {
            return known.clone();
        }
        let same = self.headings.iter().filter(|other| other.level == level && other.faked == fakes && !self.body.is_in(other.node, Kind::Table));
        let models: Vec<&Paragraph> = same.filter_map(|heading| self.body.paragraphs.get(heading.paragraph)).collect();
        let model = self.majority(&models).filter(|style| !fakes || self.styles.is_bold(Some(style)));
        self.titles.insert((level, fakes), model.clone());
        model
    }

    /// The bullets most used in the document.
    pub(crate) fn bullets(&mut self, heading: Option<usize>, additions: &mut Additions<'_>) -> ListLook {
        match self.list(ListKind::Bullets) {
            Some(known) => known,
            None => ListLook { list: additions.bullets(), paragraph: self.list_text(heading) },
        }
    }

    /// The numbers most used in the document.
    pub(crate) fn numbers(&mut self, heading: Option<usize>, additions: &mut Additions<'_>) -> ListLook {
        match self.list(ListKind::Numbers) {
            Some(known) => known,
            None => ListLook { list: additions.numbers(), paragraph: self.list_text(heading) },
        }
    }

    /// Body text in a list: the common style, whose indents the list replaces.
    fn list_text(&mut self, heading: Option<usize>) -> StyleName {
        let body = self.body(heading);
        Some(self.styles.common(body.as_deref()))
    }

    fn list(&mut self, kind: ListKind) -> Option<ListLook> {
        let is_bullets = kind == ListKind::Bullets;
        if let Some(known) = self.lists.get(&is_bullets) {
            return known.clone();
        }
        let listed = self.body.paragraphs.iter().filter(|paragraph| paragraph.outline.is_none() && self.is_foreign(paragraph));
        let outer = listed.filter_map(|paragraph| {
            let (list, _) = paragraph.list.as_ref().filter(|(_, depth)| *depth == 1)?;
            let list = list.clone().or_else(|| self.styles.paragraph(paragraph.style.as_deref()?)?.list.clone())?;
            (self.styles.list(&list) == Some(kind)).then(|| (list, self.styles.reusable(paragraph.style.as_deref())))
        });
        let found = most_frequent(outer).map(|(list, paragraph)| ListLook { list, paragraph });
        self.lists.insert(is_bullets, found.clone());
        found
    }

    /// The first of the buyer's tables that repeats its header, else plain borders.
    pub(crate) fn table(&mut self, heading: Option<usize>, additions: &mut Additions<'_>) -> TableLook {
        if self.table.is_none() {
            let tables = (0..self.body.nodes.len()).filter(|id| self.body.is(*id, Kind::Table) && !is_within(&self.body.span(*id), self.ours));
            self.table = Some(tables.filter_map(|table| self.table_model(table)).next());
        }
        if let Some(Some(known)) = &self.table {
            return known.clone();
        }
        let named = |name: &str| self.styles.paragraph(name).map(|style| style.name.clone());
        let (header, text) = (named("Table_20_Heading"), named("Table_20_Contents"));
        let text = text.or_else(|| {
            let body = self.body(heading);
            Some(additions.cell_text(body.as_deref()))
        });
        let header = header.or_else(|| text.clone());
        let cell = additions.cell();
        TableLook {
            header: (cell.clone(), cell.clone()),
            rows: (cell.clone(), cell),
            is_header_bold: self.styles.is_bold(header.as_deref()),
            header_text: header,
            text,
        }
    }

    fn table_model(&self, table: NodeId) -> Option<TableLook> {
        let own = self.body.children(table).collect::<Vec<_>>();
        let header = own.iter().find(|child| self.body.is(**child, Kind::HeaderRows))?;
        let rows: Vec<NodeId> = own
            .iter()
            .flat_map(|child| match self.body.node(*child).map(|node| node.kind) {
                Some(Kind::Row) => vec![*child],
                Some(Kind::Wrapper) => self.body.children(*child).collect(),
                Some(Kind::Root | Kind::Paragraph(_) | Kind::List | Kind::Item | Kind::Table | Kind::HeaderRows | Kind::Cell | Kind::Section(_)) => {
                    Vec::new()
                }
                Some(Kind::Milestone | Kind::Foreign) | None => Vec::new(),
            })
            .collect();
        let head = self.cells(self.body.children(*header).find(|row| self.body.is(*row, Kind::Row))?)?;
        let row = rows.iter().find_map(|row| self.cells(*row))?;
        let header_text = self.text_of(head.2);
        let is_header_bold = self.styles.is_bold(header_text.as_deref());
        Some(TableLook { header: (head.0, head.1), rows: (row.0, row.1), header_text, text: self.usual_text(&rows), is_header_bold })
    }

    /// The styles of the first and last cells of a row, and its first cell; rows of one cell are no model.
    fn cells(&self, row: NodeId) -> Option<(String, String, NodeId)> {
        let cells: Vec<NodeId> = self.body.children(row).filter(|cell| self.body.is(*cell, Kind::Cell)).collect();
        let (first, last) = (cells.first()?, cells.last()?);
        let style = |cell: &NodeId| self.body.styles.get(cell).cloned();
        (first != last).then_some((style(first)?, style(last)?, *first))
    }

    /// The style most used in the cells of rows.
    fn usual_text(&self, rows: &[NodeId]) -> StyleName {
        let cells = rows.iter().flat_map(|row| self.body.children(*row)).filter(|cell| self.body.is(*cell, Kind::Cell));
        most_frequent(cells.map(|cell| self.text_of(cell))).flatten()
    }

    fn text_of(&self, cell: NodeId) -> StyleName {
        let paragraph = self.body.children(cell).find_map(|child| self.body.paragraph_of(child))?;
        self.styles.reusable(paragraph.style.as_deref())
    }
}

/// The most frequent of a list; the first met when several are.
fn most_frequent<T: Clone + Eq + Hash>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    let mut order: Vec<T> = Vec::new();
    for one in all {
        let count = counts.entry(one.clone()).or_insert(0);
        if *count == 0 {
            order.push(one);
        }
        *count += 1;
    }
    let most = counts.values().max().copied()?;
    order.into_iter().find(|one| counts.get(one) == Some(&most))
}
