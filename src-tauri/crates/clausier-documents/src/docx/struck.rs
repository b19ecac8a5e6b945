//! A text struck out as a tracked change: it stays in the file until somebody accepts its loss.

use super::additions::{AUTHOR, Additions};
use super::body::Body;
use super::found::Found;
use super::kept;
use crate::xml::{Scanner, Splice, Tag, Token, slice};

/// Whether a clause is a tracked insertion of ours that nobody accepted: it may be written again freely.
pub(crate) fn is_pending(body: &Body<'_>, found: &Found) -> bool {
    let ours = format!("author=\"{AUTHOR}\"");
    found.rejected.is_empty() && slice(body.text, found.span.clone()).contains(&ours)
}

/// Strikes out the text of a clause, our marks taken off it.
pub(crate) fn out(body: &Body<'_>, found: &Found, additions: &Additions) -> Vec<Splice> {
    let prefix = body.dialect.prefix.as_str();
    let mut strike = Strike { p: prefix, base: found.span.start, additions, splices: kept::release(body, found) };
    let xml = slice(body.text, found.span.clone());
    let mut scanner = Scanner::fragment(xml, prefix.trim_end_matches(':'));
    strike.read(&mut scanner);
    strike.splices
}

struct Strike<'s> {
    p: &'s str,
    /// Where the text begins in the part.
    base: usize,
    additions: &'s Additions,
    splices: Vec<Splice>,
}

/// An element that is open, and what its closing tag asks for.
enum Open {
    Plain,
    /// A text, renamed.
    Text(&'static str),
    /// A run, struck out.
    Run,
    /// The properties of a paragraph, of its mark or of a row: whether the change is marked already.
    Paragraph(bool),
    Row(bool),
    RowProperties(bool),
    Properties(bool),
}

impl Strike<'_> {
    fn read<'x>(&mut self, scanner: &mut Scanner<'x>) {
        let mut open: Vec<Open> = Vec::new();
        while let Ok(Some(token)) = scanner.next() {
            match token {
                Token::Open(tag) => {
                    self.precede(&mut open, &tag);
                    if matches!(tag.local, "del" | "moveFrom" | "sdtPr" | "tblPr" | "tblGrid" | "tcPr" | "pPrChange" | "drawing" | "pict") {
                        let _ = scanner.skip(&tag);
                    } else {
                        self.open(&mut open, &tag, scanner);
                    }
                }
                Token::Close(span) => self.close(open.pop(), span.start, span.end),
                Token::Text(_) => {}
            }
        }
    }

    fn who(&self) -> String {
        self.additions.revision(self.p).unwrap_or_default()
    }

    fn insert(&mut self, at: usize, text: String) {
        self.splices.push(Splice::insert(self.base + at, text));
    }

    fn mark(&self) -> String {
        format!("<{}del{}/>", self.p, self.who())
    }

    /// What must stand before an element: the mark of the paragraph or of the row that holds it.
    fn precede(&mut self, open: &mut [Open], tag: &Tag<'_>) {
        let (p, at) = (self.p.to_owned(), tag.span.start);
        match open.last_mut() {
            Some(Open::Paragraph(done @ false)) if tag.local != "pPr" => {
                *done = true;
                let mark = self.mark();
                self.insert(at, format!("<{p}pPr><{p}rPr>{mark}</{p}rPr></{p}pPr>"));
            }
            Some(Open::Properties(done @ false)) if matches!(tag.local, "sectPr" | "pPrChange") => {
                *done = true;
                let mark = self.mark();
                self.insert(at, format!("<{p}rPr>{mark}</{p}rPr>"));
            }
            Some(Open::Row(done @ false)) if !matches!(tag.local, "trPr" | "tblPrEx") => {
                *done = true;
                let mark = self.mark();
                self.insert(at, format!("<{p}trPr>{mark}</{p}trPr>"));
            }
            Some(Open::RowProperties(done @ false)) if tag.local == "trPrChange" => {
                *done = true;
                let mark = self.mark();
                self.insert(at, mark);
            }
            _ => {}
        }
    }

    fn open<'x>(&mut self, open: &mut Vec<Open>, tag: &Tag<'x>, scanner: &mut Scanner<'x>) {
        let (p, span) = (self.p.to_owned(), tag.span.clone());
        match (tag.local, tag.empty) {
            ("p", true) => {
                let (mark, raw) = (self.mark(), tag.raw.trim_end());
                let text = format!("<{p}p{raw}><{p}pPr><{p}rPr>{mark}</{p}rPr></{p}pPr></{p}p>");
                self.splices.push(Splice { range: self.base + span.start..self.base + span.end, text });
            }
            ("pPr", true) => {
                self.settle(open.last_mut());
                let mark = self.mark();
                let text = format!("<{p}pPr><{p}rPr>{mark}</{p}rPr></{p}pPr>");
                self.splices.push(Splice { range: self.base + span.start..self.base + span.end, text });
            }
            ("t" | "instrText", false) => {
                let name = if tag.local == "t" { "delText" } else { "delInstrText" };
                self.splices.push(Splice { range: self.base + span.start..self.base + span.end, text: format!("<{p}{name}{}>", tag.raw) });
                open.push(Open::Text(name));
            }
            (_, true) => {}
            ("p", false) => open.push(Open::Paragraph(false)),
            ("pPr", false) => {
                self.settle(open.last_mut());
                open.push(Open::Properties(false));
            }
            ("rPr", false) if matches!(open.last(), Some(Open::Properties(_))) => {
                if let Some(Open::Properties(done)) = open.last_mut() {
                    *done = true;
                }
                self.paragraph_mark(tag, scanner);
            }
            ("rPr", false) => {
                let _ = scanner.skip(tag);
            }
            ("tr", false) => open.push(Open::Row(false)),
            ("trPr", false) => {
                self.settle(open.last_mut());
                open.push(Open::RowProperties(false));
            }
            ("r", false) => {
                let who = self.who();
                self.insert(span.start, format!("<{p}del{who}>"));
                open.push(Open::Run);
            }
            _ => open.push(Open::Plain),
        }
    }

    /// Notes that the properties of what is open hold its mark.
    fn settle(&self, open: Option<&mut Open>) {
        if let Some(Open::Paragraph(done) | Open::Row(done)) = open {
            *done = true;
        }
    }

    /// Marks a paragraph whose mark has properties: after a tracked insertion, before everything else.
    fn paragraph_mark<'x>(&mut self, tag: &Tag<'x>, scanner: &mut Scanner<'x>) {
        let (mut at, mut struck, mut depth) = (tag.span.end, false, 1usize);
        while depth > 0 {
            match scanner.next() {
                Ok(Some(Token::Open(child))) => {
                    if depth == 1 && child.local == "ins" && child.empty {
                        at = child.span.end;
                    }
                    struck |= depth == 1 && child.local == "del";
                    depth += usize::from(!child.empty);
                }
                Ok(Some(Token::Close(_))) => depth -= 1,
                Ok(Some(Token::Text(_))) => {}
                Ok(None) | Err(_) => return,
            }
        }
        if !struck {
            let mark = self.mark();
            self.insert(at, mark);
        }
    }

    fn close(&mut self, open: Option<Open>, start: usize, end: usize) {
        let p = self.p.to_owned();
        match open {
            Some(Open::Text(name)) => self.splices.push(Splice { range: self.base + start..self.base + end, text: format!("</{p}{name}>") }),
            Some(Open::Run) => self.insert(end, format!("</{p}del>")),
            Some(Open::Paragraph(false)) => {
                let mark = self.mark();
                self.insert(start, format!("<{p}pPr><{p}rPr>{mark}</{p}rPr></{p}pPr>"));
            }
            Some(Open::Properties(false)) => {
                let mark = self.mark();
                self.insert(start, format!("<{p}rPr>{mark}</{p}rPr>"));
            }
            Some(Open::RowProperties(false)) => {
                let mark = self.mark();
                self.insert(start, mark);
            }
            Some(Open::Plain | Open::Paragraph(true) | Open::Properties(true) | Open::Row(_) | Open::RowProperties(true)) | None => {}
        }
    }
}
