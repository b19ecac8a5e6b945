//! How a clause must look where it goes: the buyer's heading, body, list and table styles there.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use clausier_core::document::Block;

use super::additions::{Additions, table_style};
use super::body::{Body, Dialect, NodeId};
use super::document::Parts;
use super::headings::{Heading, is_bold, list_of};
use super::paragraph::Paragraph;
use super::properties::Properties;
use super::styles::Target;
use crate::docx::reading::is_inside;
use crate::xml::{escape, slice};

/// The properties of one kind of paragraph and of its text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    pub(crate) paragraph: Properties,
    pub(crate) text: Properties,
}

/// How a clause looks.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    /// One shape a heading level, from the title's.
    pub(crate) headings: Vec<Shape>,
    pub(crate) body: Shape,
    pub(crate) bullet: Shape,
    /// A numbered item, its list left out.
    pub(crate) number: Shape,
    /// The list whose definition new numbered lists are made from.
    pub(crate) number_model: Option<u32>,
    pub(crate) table_style: Option<String>,
    pub(crate) text_width: u32,
}

/// What looks are chosen from.
pub(crate) struct Looks<'d, 'a> {
    pub(crate) body: &'d Body<'a>,
    pub(crate) parts: &'d Parts,
    /// Headings that are not ours.
    pub(crate) headings: &'d [Heading],
    /// What is ours in the body: never a model.
    pub(crate) ours: &'d [Range<usize>],
    cache: HashMap<(Option<usize>, u8, Needs), Rc<Look>>,
    /// Headings by level, and whether they are faked ones.
    titles: HashMap<(u8, bool), Option<Shape>>,
    /// One a paragraph: whether it may be a model of plain text.
    plain: Vec<bool>,
    lists: Option<Lists>,
}

/// The lists of the buyer that ours follow; the same for the whole document.
#[derive(Debug, Clone)]
struct Lists {
    bullet: Option<Shape>,
    number: Option<(Shape, Option<u32>)>,
    table_style: Option<String>,
}

/// An item of a list: its paragraph, its list, its level there.
struct Item<'d, 'a> {
    paragraph: &'d Paragraph<'a>,
    list: u32,
    level: u8,
}

/// What blocks need of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Needs {
    /// Levels of headings, the title's included.
    levels: u8,
    bullets: bool,
}

impl Needs {
    /// Reads them.
    pub(crate) fn of(blocks: &[Block]) -> Self {
        let mut needs = Self { levels: 1, bullets: false };
        for block in blocks {
            match block {
                Block::Heading { level, .. } => needs.levels = needs.levels.max(*level),
                Block::Bullets { .. } => needs.bullets = true,
                Block::Paragraph { .. } | Block::Numbers { .. } | Block::Table { .. } => {}
            }
        }
        needs
    }
}

/// How properties are kept from a model.
type Keep = fn(Properties) -> Properties;

impl<'d, 'a> Looks<'d, 'a> {
    /// Prepares to choose.
    pub(crate) fn new(body: &'d Body<'a>, parts: &'d Parts, headings: &'d [Heading], ours: &'d [Range<usize>]) -> Self {
        let mut looks = Self { body, parts, headings, ours, cache: HashMap::new(), titles: HashMap::new(), plain: Vec::new(), lists: None };
        let mut plain: Vec<bool> = body.paragraphs.iter().map(|paragraph| looks.is_plain(paragraph)).collect();
        for heading in headings {
            if let Some(title) = plain.get_mut(heading.paragraph) {
                *title = false;
            }
        }
        looks.plain = plain;
        looks
    }

    /// Returns the look of a clause whose title has this level, under this heading. What blocks do not
    /// need is not added to the document.
    pub(crate) fn at(&mut self, heading: Option<usize>, level: u8, needs: Needs, additions: &mut Additions) -> Rc<Look> {
        if let Some(known) = self.cache.get(&(heading, level, needs)) {
            return Rc::clone(known);
        }
        let body = self.body_shape(heading);
        let levels = (level..=9).take(needs.levels.into());
        let headings = levels.map(|level| self.heading_shape(heading, level, &body, additions)).collect();
        let lists = self.lists();
        let own_number = || (Shape { paragraph: self.list_paragraph(&body), text: body.text.clone() }, None);
        let (number, number_model) = lists.number.unwrap_or_else(own_number);
        let own_bullet = || if needs.bullets { self.new_bullets(&body, additions) } else { body.clone() };
        let look = Rc::new(Look {
            headings,
            bullet: lists.bullet.unwrap_or_else(own_bullet),
            number,
            number_model,
            table_style: lists.table_style,
            text_width: self.body.tables.text_width.unwrap_or(9_070),
            body,
        });
        self.cache.insert((heading, level, needs), Rc::clone(&look));
        look
    }

    fn is_ours(&self, node: NodeId) -> bool {
        is_inside(self.body, node, self.ours)
    }

    fn lists(&mut self) -> Lists {
        if let Some(known) = &self.lists {
            return known.clone();
        }
        let listed = self.listed();
        let lists = Lists { bullet: self.bullet_shape(&listed), number: self.number_shape(&listed), table_style: self.table_style() };
        self.lists = Some(lists.clone());
        lists
    }

    /// The paragraphs of the article that a heading opens.
    fn article(&self, heading: Option<usize>) -> Range<usize> {
        let all = 0..self.body.paragraphs.len();
        let Some((at, own)) = heading.and_then(|at| self.headings.get(at).map(|own| (at, own))) else { return all };
        let next = self.headings.iter().skip(at + 1).find(|next| next.level <= own.level);
        own.paragraph + 1..next.map_or(all.end, |next| next.paragraph)
    }

    /// The majority among plain paragraphs of the article, else of the document, else « Body Text ».
    fn body_shape(&self, heading: Option<usize>) -> Shape {
        let everywhere = || 0..self.body.paragraphs.len();
        let pools: [(Range<usize>, usize); 4] = [(self.article(heading), 40), (everywhere(), 40), (self.article(heading), 1), (everywhere(), 1)];
        let pool = pools.into_iter().map(|(range, shortest)| self.plain_in(range, shortest)).find(|pool| !pool.is_empty());
        pool.map_or_else(|| self.default_body(), |pool| self.majority(&pool, Properties::for_body, Properties::for_plain_text))
    }

    /// The plain paragraphs of a range that have so many characters.
    fn plain_in(&self, range: Range<usize>, shortest: usize) -> Vec<&'d Paragraph<'a>> {
        let each = range.filter(|at| self.plain.get(*at) == Some(&true)).filter_map(|at| self.body.paragraphs.get(at));
        each.filter(|paragraph| paragraph.text.trim().len() >= shortest).collect()
    }

    fn is_plain(&self, paragraph: &Paragraph<'_>) -> bool {
        let styles = &self.parts.styles;
        !paragraph.in_contents
            && list_of(paragraph, styles).is_none()
            && styles.heading_level(paragraph.properties.style.as_deref()).is_none()
            && !is_bold(paragraph, styles)
            && !self.body.in_table(paragraph.node)
            && !self.is_ours(paragraph.node)
    }

    fn default_body(&self) -> Shape {
        let style = self.parts.styles.named(Target::Paragraph, &["body text", "corps de texte"]);
        let mut shape = Shape::default();
        if let Some(style) = style {
            shape.paragraph = self.styled(&style.id);
        }
        shape
    }

    fn styled(&self, id: &str) -> Properties {
        let p = &self.body.dialect.prefix;
        Properties::default().with("pStyle", &format!("<{p}pStyle {p}val=\"{}\"/>", escape(id)))
    }

    /// The most frequent style, then the most frequent properties in that style, the nearest one last.
    fn majority(&self, pool: &[&Paragraph<'a>], keep: Keep, keep_text: Keep) -> Shape {
        let style = most_frequent(pool.iter().map(|paragraph| style_of(paragraph))).unwrap_or_default();
        let mut shapes =
            Shapes { prefix: self.body.dialect.prefix.trim_end_matches(':'), keep, keep_text, known: Vec::new(), by_source: BTreeMap::new() };
        let in_style = pool.iter().filter(|paragraph| style_of(paragraph) == style);
        let met: Vec<usize> = in_style.map(|paragraph| shapes.of(self.body.text, paragraph)).collect();
        let written = |at: &usize| shapes.known.get(*at).map(|(written, _)| written.as_str());
        let wanted = most_frequent(met.iter().filter_map(written)).unwrap_or_default().to_owned();
        shapes.known.into_iter().find(|(written, _)| *written == wanted).map(|(_, shape)| shape).unwrap_or_default()
    }

    /// The buyer's headings of that level; where headings are faked, the look of those, made a heading.
    fn heading_shape(&mut self, heading: Option<usize>, level: u8, body: &Shape, additions: &mut Additions) -> Shape {
        let under_fake = heading.and_then(|at| self.headings.get(at)).is_some_and(|heading| heading.faked);
        let any_styled = self.headings.iter().any(|heading| !heading.faked);
        let fakes = under_fake || (heading.is_none() && !any_styled && !self.headings.is_empty());
        let model = match self.titles.get(&(level, fakes)) {
            Some(known) => known.clone(),
            None => {
                let model = self.title_model(level, fakes);
                self.titles.insert((level, fakes), model.clone());
                model
            }
        };
        match model {
            model if fakes => self.faked_shape(model, level, body),
            Some(model) => model,
            None => Shape { paragraph: self.styled(&additions.heading(self.parts, level)), text: Properties::default() },
        }
    }

    /// The majority among the buyer's headings of a level.
    fn title_model(&self, level: u8, fakes: bool) -> Option<Shape> {
        let same = self.headings.iter().filter(|heading| heading.level == level && heading.faked == fakes && !self.body.in_table(heading.node));
        let models: Vec<&Paragraph<'a>> = same.filter_map(|heading| self.body.paragraphs.get(heading.paragraph)).collect();
        (!models.is_empty()).then(|| self.majority(&models, Properties::for_numbered, Properties::for_heading_text))
    }

    fn faked_shape(&self, model: Option<Shape>, level: u8, body: &Shape) -> Shape {
        let p = &self.body.dialect.prefix;
        let on = |name: &str| format!("<{p}{name}/>");
        let bold = || Shape { paragraph: body.paragraph.clone(), text: body.text.clone().with("b", &on("b")).with("bCs", &on("bCs")) };
        let shape = model.unwrap_or_else(bold);
        let outline = format!("<{p}outlineLvl {p}val=\"{}\"/>", level - 1);
        Shape { paragraph: shape.paragraph.with("keepNext", &on("keepNext")).with("outlineLvl", &outline), text: shape.text }
    }

    /// Items of lists outside tables; most of the text is told apart by its having no list.
    fn listed(&self) -> Vec<Item<'d, 'a>> {
        let styles = &self.parts.styles;
        let each = self.body.paragraphs.iter();
        let listed = each.filter_map(|paragraph| list_of(paragraph, styles).map(|(list, level)| Item { paragraph, list, level }));
        let plain = listed.filter(|Item { paragraph, .. }| {
            styles.heading_level(paragraph.properties.style.as_deref()).is_none() && !is_bold(paragraph, styles) && !paragraph.is_blank()
        });
        plain.filter(|Item { paragraph, .. }| !self.is_ours(paragraph.node) && !self.body.in_table(paragraph.node)).collect()
    }

    /// The bullets most used in the document.
    fn bullet_shape(&self, listed: &[Item<'d, 'a>]) -> Option<Shape> {
        let numbering = &self.parts.numbering;
        let is_bullet = |item: &&Item<'_, '_>| numbering.level(item.list, item.level).is_some_and(|level| level.format == "bullet");
        let all: Vec<&Item<'d, 'a>> = listed.iter().filter(is_bullet).collect();
        let outer: Vec<&Item<'d, 'a>> = all.iter().filter(|item| item.level == 0).copied().collect();
        let pool = if outer.is_empty() { all } else { outer };
        let wanted = most_frequent(pool.iter().map(|item| (item.list, item.level)))?;
        let models: Vec<&Paragraph<'a>> = pool.iter().filter(|item| (item.list, item.level) == wanted).map(|item| item.paragraph).collect();
        Some(self.majority(&models, Properties::for_numbered, Properties::for_plain_text))
    }

    fn new_bullets(&self, body: &Shape, additions: &mut Additions) -> Shape {
        let list = additions.bullets(self.parts);
        let numbering = numbering_xml(&self.body.dialect, list);
        Shape { paragraph: self.list_paragraph(body).with("numPr", &numbering), text: body.text.clone() }
    }

    /// « List Paragraph » when the buyer has it, else the body without its indents.
    fn list_paragraph(&self, body: &Shape) -> Properties {
        let style = self.parts.styles.named(Target::Paragraph, &["list paragraph", "paragraphe de liste"]);
        style.map_or_else(
            || body.paragraph.clone().drop("ind"),
            |style| {
                let spacing = body.paragraph.get("jc").map(str::to_owned);
                let styled = self.styled(&style.id);
                spacing.map_or(styled.clone(), |jc| styled.with("jc", &jc))
            },
        )
    }

    /// The numbered lists most used in the document, and the list that ours are made from.
    fn number_shape(&self, listed: &[Item<'d, 'a>]) -> Option<(Shape, Option<u32>)> {
        let numbering = &self.parts.numbering;
        let is_number = |list: u32, level: u8| {
            let simple = numbering
                .level(list, level)
                .is_some_and(|found| found.format == "decimal" && found.text.starts_with("%1") && found.text.chars().count() <= 5 && !found.tied);
            level == 0 && simple && !numbering.definition(list).is_some_and(|definition| definition.linked)
        };
        let pool: Vec<&Item<'d, 'a>> = listed.iter().filter(|item| is_number(item.list, item.level)).collect();
        let wanted = most_frequent(pool.iter().map(|item| item.list))?;
        let models: Vec<&Paragraph<'a>> = pool.iter().filter(|item| item.list == wanted).map(|item| item.paragraph).collect();
        Some((self.majority(&models, Properties::for_body, Properties::for_plain_text), Some(wanted)))
    }

    fn table_style(&self) -> Option<String> {
        let foreign = self.body.tables.styles.iter().filter(|(node, _)| !self.is_ours(*node));
        let used: Vec<&str> = foreign.map(|(_, style)| style.as_str()).collect();
        table_style(self.parts, &used)
    }
}

fn style_of<'p>(paragraph: &'p Paragraph<'_>) -> &'p str {
    paragraph.properties.style.as_deref().unwrap_or_default()
}

/// The shapes met in a pool: paragraphs written alike are read once.
struct Shapes<'s> {
    prefix: &'s str,
    keep: Keep,
    keep_text: Keep,
    /// As they would be written.
    known: Vec<(String, Shape)>,
    /// By the properties of the paragraph and of its text: few, so that comparing them costs less than hashing each.
    by_source: BTreeMap<(&'s str, &'s str), usize>,
}

impl<'s> Shapes<'s> {
    /// Returns the rank of the shape of a paragraph.
    fn of(&mut self, text: &'s str, paragraph: &Paragraph<'_>) -> usize {
        let source = (slice(text, paragraph.properties.span.clone()), slice(text, paragraph.run_properties.clone()));
        *self.by_source.entry(source).or_insert_with(|| {
            let paragraph = (self.keep)(Properties::read(source.0, self.prefix));
            let text = (self.keep_text)(Properties::read(source.1, self.prefix));
            self.known.push((format!("{}\0{}", paragraph.paragraph_xml(), text.run_xml()), Shape { paragraph, text }));
            self.known.len() - 1
        })
    }
}

/// The numbering of an item of the first level.
pub(crate) fn numbering_xml(dialect: &Dialect, list: u32) -> String {
    let p = &dialect.prefix;
    format!("<{p}numPr><{p}ilvl {p}val=\"0\"/><{p}numId {p}val=\"{list}\"/></{p}numPr>")
}

/// The most frequent; the first met when several are.
fn most_frequent<T: Ord>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, (usize, usize)> = BTreeMap::new();
    for (at, one) in all.enumerate() {
        counts.entry(one).or_insert((0, at)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, (count, first))| (*count, usize::MAX - first)).map(|(one, _)| one)
}
