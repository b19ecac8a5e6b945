//! What the type system cannot refuse in a tender file.

use super::{Criterion, Lot, Selection, Tender};

#[allow(missing_docs)] // Fields say a place and what was found there.
/// A fault in a tender file: its place, as a JSON path, and what is wrong. The file is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A CPV code is eight digits, with or without its check digit.
    CpvShape { path: String, found: String },
    /// Two lots bear one number.
    LotTwice { path: String, number: u32 },
    /// Two documents bear one identifier.
    DocumentTwice { path: String, id: String },
    /// An own clause identifier outside `[A-Za-z0-9-]{1,24}`.
    ClauseId { path: String, found: String },
    /// A weight outside 0 to 100.
    Weight { path: String },
    /// A number that is not one, or below zero.
    Number { path: String },
}

#[allow(missing_docs)] // Fields say a place and what was found there.
/// Two parts of a tender that do not agree yet. It is said and never refused: the list of lots may come later, a date may be a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A lot number that no lot of the tender has.
    UnknownLot { path: String, number: u32 },
    /// Notified before the consultation was launched.
    NotifiedBeforeConsultation,
}

impl Tender {
    /// Lists every fault, in the order of the file. An empty list means that the file can be used.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = cpv_faults("cpv", &self.cpv);
        faults.extend(self.lot_faults());
        faults.extend(self.document_faults());
        faults.extend(criteria_faults("criteria", &self.criteria));
        for (at, selection) in self.selections.iter().enumerate() {
            faults.extend(selection_fault(at, selection));
        }
        if self.floor_area_m2.is_some_and(|area| !area.is_finite() || area < 0.0) {
            faults.push(Fault::Number { path: "floor_area_m2".to_owned() });
        }
        faults
    }

    /// Lists what does not agree yet, in the order of the file.
    pub fn doubts(&self) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        if let (Some(launched), Some(notified)) = (self.consultation_on, self.notified_on)
            && notified < launched
        {
            doubts.push(Doubt::NotifiedBeforeConsultation);
        }
        for (at, document) in self.documents.iter().enumerate() {
            doubts.extend(self.unknown_lots(&format!("documents[{at}].lots"), &document.lots));
        }
        for (at, exception) in self.exceptions.iter().enumerate() {
            doubts.extend(self.unknown_lots(&format!("exceptions[{at}].lots"), &exception.lots));
        }
        for (at, selection) in self.selections.iter().enumerate() {
            doubts.extend(self.unknown_lots(&format!("selections[{at}].lots"), &selection.lots));
        }
        doubts
    }

    fn lot_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (at, lot) in self.lots.iter().enumerate() {
            let earlier = self.lots.iter().take(at);
            if earlier.into_iter().any(|other: &Lot| other.number == lot.number) {
                faults.push(Fault::LotTwice { path: format!("lots[{at}].number"), number: lot.number });
            }
            faults.extend(cpv_faults(&format!("lots[{at}].cpv"), &lot.cpv));
            if let Some(criteria) = &lot.criteria {
                faults.extend(criteria_faults(&format!("lots[{at}].criteria"), criteria));
            }
        }
        faults
    }

    fn document_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (at, document) in self.documents.iter().enumerate() {
            if self.documents.iter().take(at).any(|other| other.id == document.id) {
                faults.push(Fault::DocumentTwice { path: format!("documents[{at}].id"), id: document.id.clone() });
            }
        }
        faults
    }

    /// A tender that does not list its lots yet contradicts nothing.
    fn unknown_lots(&self, path: &str, lots: &[u32]) -> Vec<Doubt> {
        if self.lots.is_empty() {
            return Vec::new();
        }
        let known = |number: &u32| self.lots.iter().any(|lot| lot.number == *number);
        lots.iter().filter(|number| !known(number)).map(|number| Doubt::UnknownLot { path: path.to_owned(), number: *number }).collect()
    }
}

fn selection_fault(at: usize, selection: &Selection) -> Option<Fault> {
    (!is_clause_id(&selection.clause)).then(|| Fault::ClauseId { path: format!("selections[{at}].clause"), found: selection.clause.clone() })
}

/// Tells whether a text can be the identifier of a clause.
fn is_clause_id(text: &str) -> bool {
    (1..=24).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn cpv_faults(path: &str, codes: &[String]) -> Vec<Fault> {
    codes
        .iter()
        .enumerate()
        .filter(|(_, code)| !is_cpv(code))
        .map(|(at, code)| Fault::CpvShape { path: format!("{path}[{at}]"), found: code.clone() })
        .collect()
}

/// Eight digits, or eight digits, a hyphen and the check digit.
fn is_cpv(code: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    match code.split_once('-') {
        None => digits(code, 8),
        Some((main, key)) => digits(main, 8) && digits(key, 1),
    }
}

fn criteria_faults(path: &str, criteria: &[Criterion]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, criterion) in criteria.iter().enumerate() {
        let here = format!("{path}[{at}]");
        if criterion.weight.is_some_and(|weight| !(0.0..=100.0).contains(&weight)) {
            faults.push(Fault::Weight { path: format!("{here}.weight") });
        }
        faults.extend(criteria_faults(&format!("{here}.sub"), &criterion.sub));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tender::TenderId;

    fn tender(json: &str) -> Tender {
        serde_json::from_str(json).expect("the test writes a tender that can be read")
    }

    #[test]
    fn every_fault_of_a_file_is_told_at_once() {
        let id = TenderId(uuid::Uuid::nil());
        let faulty = tender(&format!(
            r#"{{"schema":"clausier/tender/1","id":"{id}","cpv":["45"],
                "lots":[{{"number":1}},{{"number":1,"cpv":["45214200-2"]}}],
                "selections":[{{"clause":"a b","lots":[3]}}],
                "criteria":[{{"weight":120}}]}}"#
        ));
        assert_eq!(faulty.faults().len(), 4, "{:?}", faulty.faults());
    }

    #[test]
    fn what_does_not_agree_yet_is_a_doubt_and_never_a_refusal() {
        let id = TenderId(uuid::Uuid::nil());
        let doubtful = tender(&format!(
            r#"{{"schema":"clausier/tender/1","id":"{id}","consultation_on":"2026-09-15","notified_on":"2026-09-14","lots":[{{"number":1}}],
                "documents":[{{"id":"c","kind":"cctp","lots":[2]}}],"exceptions":[{{"obligation":"exec-social","exception":3,"lots":[7,8]}}],
                "selections":[{{"clause":"env-08","lots":[1,3]}}]}}"#
        ));
        assert_eq!(doubtful.faults(), []);
        assert_eq!(doubtful.doubts().len(), 5, "{:?}", doubtful.doubts());
    }

    #[test]
    fn lots_named_before_they_are_listed_raise_no_doubt() {
        let id = TenderId(uuid::Uuid::nil());
        let early = tender(&format!(r#"{{"schema":"clausier/tender/1","id":"{id}","selections":[{{"clause":"env-08","lots":[1]}}]}}"#));
        assert_eq!((early.faults(), early.doubts()), (Vec::new(), Vec::new()));
    }

    #[test]
    fn an_empty_tender_has_no_fault() {
        assert_eq!(Tender::new(TenderId(uuid::Uuid::nil())).faults(), []);
    }
}
