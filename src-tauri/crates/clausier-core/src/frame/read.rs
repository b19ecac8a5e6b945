//! A filled frame read back. Columns are found by their headers and rows by their identifiers, so that
//! sorting, moving, adding or saving with another program changes nothing to what is understood.

use super::items::{Expects, Frame, Group, Item, NAME, SIRET};
use super::returned::{Answer, Missing, MissingPart, Notice, Returned, SheetRow, SheetTable};
use crate::french::fold;
use crate::tender::{Euros, check_siret};

/// The headers of the columns, and the words of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    /// Identifier of the row.
    pub id: String,
    /// What is asked.
    pub asked: String,
    /// The answer.
    pub answer: String,
    /// What the bidder adds.
    pub details: String,
    /// The document named.
    pub document: String,
    /// Further columns of ours, that nothing is read from.
    pub others: Vec<String>,
    /// Sheets of ours that hold no answer.
    pub sheets: Vec<String>,
    /// « Oui ».
    pub yes: String,
    /// « Non ».
    pub no: String,
}

/// Why a file is no filled frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameProblem {
    /// No table of the file has the headers of a frame.
    NotAFrame,
    /// It is a frame, of another tender.
    OtherTender,
}

/// How far a header is looked for from the top of a table.
const DEEPEST_HEADER: usize = 60;

/// Reads the tables of a file. `text_of` gives the text of a question as the frame writes it.
pub fn read(frame: &Frame, tables: &[SheetTable], headers: &Headers, text_of: &dyn Fn(&Item) -> String) -> Result<Returned, FrameProblem> {
    let mut reading = Reading { frame, headers, text_of, found: Vec::new(), notices: Vec::new(), was_frame: false };
    for table in tables {
        reading.table(table);
    }
    if !reading.was_frame {
        return Err(FrameProblem::NotAFrame);
    }
    if reading.found.is_empty() {
        return Err(FrameProblem::OtherTender);
    }
    Ok(reading.finish())
}

/// Where the columns stand in one table.
struct Columns {
    id: Option<u32>,
    asked: Option<u32>,
    answer: u32,
    details: Option<u32>,
    document: Option<u32>,
}

/// A row that was recognised.
struct Found<'a> {
    item: &'a Item,
    at: usize,
    answer: String,
    number: Option<f64>,
    details: String,
    document: String,
}

impl Found<'_> {
    fn is_blank(&self) -> bool {
        self.answer.is_empty() && self.details.is_empty() && self.document.is_empty()
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.answer == other.answer && self.details == other.details && self.document == other.document
    }
}

struct Reading<'a> {
    frame: &'a Frame,
    headers: &'a Headers,
    text_of: &'a dyn Fn(&Item) -> String,
    found: Vec<Found<'a>>,
    notices: Vec<Notice>,
    was_frame: bool,
}

impl<'a> Reading<'a> {
    fn table(&mut self, table: &SheetTable) {
        let header = table.rows.iter().take(DEEPEST_HEADER).enumerate().find_map(|(at, row)| self.columns(row).map(|columns| (at, row, columns)));
        let Some((at, row, columns)) = header else {
            return self.other_sheet(table);
        };
        self.was_frame = true;
        self.column_notices(row, &columns);
        for row in table.rows.iter().skip(at + 1) {
            self.row(row, &columns);
        }
    }

    /// A sheet of the bidder's own may hold an answer that nobody would see.
    fn other_sheet(&mut self, table: &SheetTable) {
        let ours = self.headers.sheets.iter().any(|name| fold(name) == fold(&table.name));
        if !ours && !table.name.is_empty() && !table.rows.is_empty() {
            self.notices.push(Notice::OtherSheet { name: table.name.clone() });
        }
    }

    fn columns(&self, row: &SheetRow) -> Option<Columns> {
        let column = |header: &str| row.cells.iter().find(|(_, cell)| fold(&cell.as_text()) == fold(header)).map(|(at, _)| *at);
        let (id, asked, answer) = (column(&self.headers.id), column(&self.headers.asked), column(&self.headers.answer)?);
        (id.is_some() || asked.is_some()).then(|| Columns {
            id,
            asked,
            answer,
            details: column(&self.headers.details),
            document: column(&self.headers.document),
        })
    }

    fn column_notices(&mut self, row: &SheetRow, columns: &Columns) {
        let headers = self.headers;
        let ours: Vec<String> = [&headers.id, &headers.asked, &headers.answer, &headers.details, &headers.document]
            .into_iter()
            .chain(&headers.others)
            .map(|header| fold(header))
            .collect();
        let added = row.cells.iter().map(|(_, cell)| cell.as_text()).filter(|text| !text.is_empty() && !ours.contains(&fold(text)));
        self.notices.extend(added.map(|header| Notice::ColumnAdded { header }));
        let kept =
            [(columns.id, &headers.id), (columns.asked, &headers.asked), (columns.details, &headers.details), (columns.document, &headers.document)];
        let gone = kept.into_iter().filter(|(at, _)| at.is_none());
        self.notices.extend(gone.map(|(_, header)| Notice::ColumnMissing { header: header.clone() }));
    }

    fn row(&mut self, row: &SheetRow, columns: &Columns) {
        let cell = |at: Option<u32>| at.map(|at| row.text(at)).unwrap_or_default();
        let (id, asked) = (cell(columns.id), cell(columns.asked));
        let filled = (row.text(columns.answer), cell(columns.details), cell(columns.document));
        let Some((item, by_id)) = self.recognise(&id, &asked) else {
            if !(filled.0.is_empty() && filled.1.is_empty() && filled.2.is_empty()) {
                let said = [asked, filled.0, filled.1, filled.2].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" – ");
                self.notices.push(Notice::UnknownRow { text: said });
            }
            return;
        };
        if !by_id && columns.id.is_some() {
            self.notices.push(Notice::IdAltered { item: item.id.clone() });
        }
        if by_id && columns.asked.is_some() && !same_text(&asked, &(self.text_of)(item)) {
            self.notices.push(Notice::QuestionChanged { item: item.id.clone() });
        }
        let at = self.frame.items.iter().position(|one| one.id == item.id).unwrap_or_default();
        self.add(Found { item, at, answer: filled.0, number: row.number(columns.answer), details: filled.1, document: filled.2 });
    }

    /// Finds the question of a row, by its identifier, else by its text.
    fn recognise(&self, id: &str, asked: &str) -> Option<(&'a Item, bool)> {
        if let Some(item) = self.frame.find(id) {
            return Some((item, true));
        }
        let same = |item: &&Item| !asked.trim().is_empty() && same_text(asked, &(self.text_of)(item));
        let free = |item: &&Item| self.found.iter().all(|found| found.item.id != item.id);
        let mut named = self.frame.items.iter().filter(same);
        named.clone().find(free).or_else(|| named.next()).map(|item| (item, false))
    }

    /// A question that stands twice keeps its first answer; another one is told.
    fn add(&mut self, row: Found<'a>) {
        match self.found.iter_mut().find(|known| known.item.id == row.item.id) {
            None => self.found.push(row),
            Some(known) if row.is_blank() || known.says_the_same(&row) => {}
            Some(known) if known.is_blank() => *known = row,
            Some(_) => self.notices.push(Notice::TwoAnswers { item: row.item.id.clone() }),
        }
    }

    fn finish(mut self) -> Returned {
        if self.found.windows(2).any(|pair| matches!(pair, [one, next] if one.at > next.at)) {
            self.notices.push(Notice::Reordered);
        }
        self.found.sort_by_key(|found| found.at);
        let mut returned = Returned { bidder: self.bidder(), lots: self.lots(), ..Returned::default() };
        for item in &self.frame.items {
            self.judge(item, &mut returned);
        }
        returned.notices.splice(0..0, self.notices);
        returned
    }

    fn of_key(&self, key: &str) -> Option<&Found<'a>> {
        let bidder = |found: &&Found<'a>| found.item.group == Group::Bidder;
        let place = if key == NAME { 0 } else { 1 };
        let item = self.frame.items.iter().filter(|item| item.group == Group::Bidder).nth(place)?;
        self.found.iter().filter(bidder).find(|found| found.item.id == item.id)
    }

    fn bidder(&self) -> Option<String> {
        self.of_key(NAME).map(|found| found.answer.clone()).filter(|name| !name.is_empty())
    }

    /// A lot is answered when the bidder says so, or answers one of its questions without saying no.
    fn lots(&self) -> Vec<u32> {
        let of_lot = |item: &&Item| item.group == Group::Lot;
        let said = |item: &Item| self.found.iter().find(|found| found.item.id == item.id).map(|found| fold(&found.answer)).unwrap_or_default();
        let answers =
            |lot: u32| self.found.iter().any(|found| found.item.group != Group::Lot && found.item.lots.as_slice() == [lot] && !found.is_blank());
        let answered = self.frame.items.iter().filter(of_lot).filter(|item| {
            let (said, lot) = (said(item), item.lots.first().copied().unwrap_or_default());
            said == fold(&self.headers.yes) || (said != fold(&self.headers.no) && answers(lot))
        });
        answered.flat_map(|item| item.lots.iter().copied()).collect()
    }

    fn judge(&self, item: &Item, returned: &mut Returned) {
        let lacks = |part| Missing { item: item.id.clone(), part };
        let Some(found) = self.found.iter().find(|found| found.item.id == item.id) else {
            if returned.is_asked(item) || item.group == Group::Lot {
                returned.missing.push(lacks(MissingPart::Row));
            }
            return;
        };
        if !found.is_blank() {
            returned.answers.push(self.answer(found));
            returned.notices.extend(self.type_notice(found));
        }
        let no_lot = item.group == Group::Lot && returned.lots.is_empty();
        if !returned.is_asked(item) && !no_lot {
            return;
        }
        if found.answer.is_empty() {
            returned.missing.push(lacks(MissingPart::Answer));
        }
        let refused = item.group == Group::Proof && fold(&found.answer) == fold(&self.headers.no);
        if item.document && (refused || found.document.is_empty()) {
            returned.missing.push(lacks(MissingPart::Proof));
        }
    }

    fn answer(&self, found: &Found<'_>) -> Answer {
        let item = found.item;
        let amount = if item.expects == Expects::Amount { amount(found) } else { None };
        Answer {
            item: item.id.clone(),
            group: item.group,
            label: (self.text_of)(item),
            lots: item.lots.clone(),
            answer: found.answer.clone(),
            amount,
            details: found.details.clone(),
            document: found.document.clone(),
        }
    }

    fn type_notice(&self, found: &Found<'_>) -> Option<Notice> {
        let typed = fold(&found.answer);
        let wrong = match found.item.expects {
            Expects::Text => false,
            Expects::Amount => amount(found).is_none(),
            Expects::YesNo => typed != fold(&self.headers.yes) && typed != fold(&self.headers.no),
        };
        if typed.is_empty() {
            return None;
        }
        if wrong {
            return Some(Notice::WrongType { item: found.item.id.clone(), found: found.answer.clone() });
        }
        let is_siret = self.of_key(SIRET).is_some_and(|siret| siret.item.id == found.item.id);
        (is_siret && check_siret(&found.answer).is_err()).then(|| Notice::DoubtfulSiret { found: found.answer.clone() })
    }
}

/// Reads an amount: a number that is not negative, or words that a person takes for one.
fn amount(found: &Found<'_>) -> Option<f64> {
    match found.number {
        Some(number) => Some(number).filter(|number| number.is_finite() && *number >= 0.0),
        None => Euros::parse(&found.answer).ok().map(Euros::as_f64),
    }
}

/// Whether two texts say the same, blanks, case and accents aside.
fn same_text(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}
