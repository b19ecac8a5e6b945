//! Where a clause goes the first time: a placeholder, the buyer's choice, a heading that its words name.

use clausier_core::french;

use crate::matching::{score, tokens, without_number};
use crate::report::{Because, Place};
use crate::request::{self, Clause};
use crate::view::{Heading, Placeholder, Site, View};

/// Below this, a heading is not proposed.
const ENOUGH: f64 = 0.45;

/// A place found for a clause.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    pub(crate) site: Site,
    /// The level of the title there.
    pub(crate) level: u8,
    pub(crate) because: Because,
    pub(crate) certain: bool,
}

impl Proposal {
    /// Tells it to the app.
    pub(crate) fn place(&self, view: &dyn View, clause: &Clause) -> Place {
        Place {
            key: clause.key.clone(),
            instance: clause.instance.clone(),
            at: view.heading_text(self.site.heading),
            heading: self.site.heading,
            because: self.because.clone(),
            certain: self.certain,
        }
    }
}

/// The words of a heading, read once for all clauses.
struct Words {
    /// As written, case and spaces aside.
    plain: String,
    /// Folded, without its number.
    folded: String,
    telling: Vec<String>,
    in_table: bool,
}

/// Looks for places in one file.
pub(crate) struct Finder<'r> {
    view: &'r dyn View,
    headings: Vec<Words>,
    pub(crate) placeholders: Vec<Placeholder>,
    end: Proposal,
}

impl<'r> Finder<'r> {
    /// Reads the words of the headings, and the placeholders.
    pub(crate) fn new(view: &'r dyn View) -> Self {
        let words = |heading: &Heading| Words {
            plain: plain(&heading.text),
            folded: folded(&heading.text),
            telling: tokens(&heading.text),
            in_table: view.in_table(heading.node),
        };
        let headings = view.headings().iter().map(words).collect();
        let site = outside_ours(view, view.end_site());
        let end = Proposal { site, level: article_level(view), because: Because::End, certain: true };
        Self { view, headings, placeholders: view.placeholders(), end }
    }

    /// Finds a place, by the order of trust; `former` is where the clause stood in a former file.
    pub(crate) fn find(&self, clause: &Clause, former: Option<&str>) -> Option<Proposal> {
        let asked = clause.at.as_deref().and_then(|at| self.asked(at));
        let former = || former.and_then(|at| self.former(at));
        asked.or_else(|| self.placeholder(&clause.key)).or_else(former).or_else(|| self.by_words(clause))
    }

    /// The heading of a former file, if this one has it: by its whole text only, its number aside.
    fn former(&self, at: &str) -> Option<Proposal> {
        if at == "#end" {
            return Some(self.end());
        }
        self.by_name(at).map(|place| Proposal { because: Because::Remembered, ..place })
    }

    fn asked(&self, at: &str) -> Option<Proposal> {
        let at = at.trim();
        if at == "#end" {
            return Some(self.end());
        }
        if let Some(key) = request::placeholder_key(at) {
            return self.placeholder(key);
        }
        self.by_name(at).or_else(|| self.placeholder(at)).or_else(|| self.by_part_of_name(at))
    }

    /// The end of the document: an article of its own.
    pub(crate) fn end(&self) -> Proposal {
        self.end.clone()
    }

    fn placeholder(&self, key: &str) -> Option<Proposal> {
        let found = self.placeholders.iter().find(|placeholder| placeholder.key == key)?;
        let mut site = self.view.at_placeholder(found.node, key)?;
        site.heading = self.view.heading_before(site.at);
        let level = self.below(site.heading);
        Some(Proposal { site, level, because: Because::Placeholder, certain: true })
    }

    fn below(&self, heading: Option<usize>) -> u8 {
        heading.and_then(|at| self.view.headings().get(at)).map_or(1, |heading| (heading.level + 1).min(9))
    }

    /// The end of the article that a heading opens.
    fn under(&self, heading: usize, because: Because, certain: bool) -> Option<Proposal> {
        let site = self.view.end_of_article(heading)?;
        Some(Proposal { site: outside_ours(self.view, site), level: self.below(Some(heading)), because, certain })
    }

    /// A heading named as it is written, or by its words without its number; certain when there is one.
    fn by_name(&self, name: &str) -> Option<Proposal> {
        let (written, words) = (plain(name), folded(name));
        let all = |fits: &dyn Fn(&Words) -> bool| -> Vec<usize> {
            self.headings.iter().enumerate().filter(|(_, heading)| fits(heading)).map(|(at, _)| at).collect()
        };
        let exact = all(&|heading| heading.plain == written);
        let found = if exact.is_empty() { all(&|heading| !words.is_empty() && heading.folded == words) } else { exact };
        self.under(*found.first()?, Because::Asked, found.len() == 1)
    }

    /// A heading that holds all the words asked: never certain.
    fn by_part_of_name(&self, name: &str) -> Option<Proposal> {
        let wanted = tokens(name);
        let holds = |heading: &Words| !wanted.is_empty() && wanted.iter().all(|word| heading.telling.contains(word));
        let found = self.headings.iter().position(|heading| !heading.in_table && holds(heading))?;
        self.under(found, Because::Asked, false)
    }

    /// The heading that the clause's words name best; always to be confirmed.
    fn by_words(&self, clause: &Clause) -> Option<Proposal> {
        let title = std::iter::once((&clause.title, 0.6));
        let hints = clause.hints.iter().zip(0u8..).map(|(hint, rank)| (hint, (1.0 - 0.04 * f64::from(rank)).max(0.4)));
        let hints: Vec<(&String, Vec<String>, f64)> = hints.chain(title).map(|(hint, weight)| (hint, tokens(hint), weight)).collect();
        let mut best: Option<(f64, usize, &String)> = None;
        for (at, heading) in self.headings.iter().enumerate().filter(|(_, heading)| !heading.in_table) {
            for (hint, hinted, weight) in &hints {
                let value = score(&heading.telling, hinted) * weight;
                if value >= ENOUGH && best.is_none_or(|(most, _, _)| value > most + 1e-9) {
                    best = Some((value, at, hint));
                }
            }
        }
        let (_, heading, hint) = best?;
        self.under(heading, Because::Heading { hint: hint.clone() }, false)
    }
}

/// The level of articles: the highest that several headings share, else the highest.
fn article_level(view: &dyn View) -> u8 {
    let headings = view.headings();
    let shared = (1..=9).find(|level| headings.iter().filter(|heading| heading.level == *level).count() > 1);
    shared.or_else(|| headings.iter().map(|heading| heading.level).min()).unwrap_or(1)
}

/// Moves a place that falls inside a clause of ours after it: an empty last line may be ours.
fn outside_ours(view: &dyn View, mut site: Site) -> Site {
    let around = view.ours().iter().find(|own| own.start < site.at && site.at < own.end);
    site.at = around.map_or(site.at, |own| own.end);
    site
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn folded(text: &str) -> String {
    french::words(&without_number(text)).join(" ")
}
