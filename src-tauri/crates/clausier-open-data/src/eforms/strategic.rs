//! What a lot declares of strategic procurement, from what is really in the file: clauses kept, criteria,
//! reservation, innovation, and what the buyer added.

use std::collections::BTreeMap;

use clausier_core::clauses::PublishedValue;
use clausier_core::tender::{ClauseKind, Criterion, CriterionKind, Lot, ReservedFor, Tender};

use super::concerns::Concern;
use super::ledger::{LONG, Ledger};
use super::notice::{ClauseSaid, Inputs};
use super::text::clean;

/// Fields of the lot that clauses and reservations tell by code.
const TOLD: [&str; 7] = ["BT-774", "BT-775", "BT-776", "BT-805", "BT-754", "BT-71", "BT-736"];
/// The code that says « nothing » in BT-06 and BT-71.
const NONE: &str = "none";

/// What a lot declares.
#[derive(Default)]
pub(super) struct Strategic {
    /// BT-06 and its BT-777.
    pub(super) objectives: Vec<(String, Option<String>)>,
    /// The other fields, by name.
    pub(super) codes: BTreeMap<&'static str, Vec<String>>,
    /// BT-70.
    pub(super) conditions: Option<String>,
}

impl Strategic {
    pub(super) fn of(&self, field: &str) -> &[String] {
        self.codes.get(field).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Works out what a lot, or the whole without lots, declares.
pub(super) fn strategic(inputs: &Inputs<'_>, lot: Option<&Lot>, ledger: &mut Ledger<'_>) -> Strategic {
    let mut found = Found::default();
    found.clauses(inputs, lot, ledger);
    found.criteria(inputs, lot, ledger);
    found.reservation(lot.and_then(|lot| lot.reserved_for), ledger);
    if inputs.tender.innovative == Some(true) {
        found.objective(&inputs.rules.innovation, "innovation", "");
    }
    found.given(ledger);
    let prison = lot.and_then(|lot| lot.reserved_for) == Some(ReservedFor::Prison);
    found.nothing(is_told(inputs.tender), prison);
    found.close(inputs, lot.map(|lot| lot.number), ledger)
}

/// A file in which nothing was chosen yet says nothing, not « none ».
fn is_told(tender: &Tender) -> bool {
    !tender.selections.is_empty() || !tender.criteria.is_empty() || !tender.lots.is_empty()
}

/// Titles under one objective, by what they are (`clauses`, `criteres`…), in the order met.
type Titles = Vec<(&'static str, String)>;

#[derive(Default)]
struct Found {
    objectives: Vec<(String, Titles)>,
    codes: BTreeMap<&'static str, Vec<String>>,
    conditions: Vec<String>,
}

impl Found {
    fn clauses(&mut self, inputs: &Inputs<'_>, lot: Option<&Lot>, ledger: &mut Ledger<'_>) {
        let concerns = |lots: &[u32]| lot.is_none_or(|lot| lots.is_empty() || lots.contains(&lot.number));
        for selection in inputs.tender.selections.iter().filter(|selection| concerns(&selection.lots)) {
            let Some(said) = (inputs.clause)(&selection.clause) else { continue };
            let criterion = said.kind == ClauseKind::AwardCriterion;
            self.declare(&said.values, if criterion { "criteres" } else { "clauses" }, &said.title);
            self.look_at(&said, &selection.clause, inputs, lot, ledger);
        }
    }

    fn look_at(&mut self, said: &ClauseSaid, id: &str, inputs: &Inputs<'_>, lot: Option<&Lot>, ledger: &mut Ledger<'_>) {
        if said.kind == ClauseKind::PerformanceCondition && !self.conditions.contains(&said.title) {
            self.conditions.push(said.title.clone());
        }
        let carried = |criterion: &Criterion| criterion.clause.as_deref() == Some(id);
        if said.kind == ClauseKind::AwardCriterion && !all(criteria(inputs.tender, lot)).iter().any(|one| carried(one)) {
            ledger.concern(Concern::CriterionNotWeighted { title: said.title.clone() });
        }
        if let Some(note) = said.note.clone().filter(|_| !said.values.is_empty()) {
            ledger.concern(Concern::ToCheck { note });
        }
    }

    fn criteria(&mut self, inputs: &Inputs<'_>, lot: Option<&Lot>, ledger: &mut Ledger<'_>) {
        for criterion in all(criteria(inputs.tender, lot)) {
            let label = criterion.label.clone().unwrap_or_default();
            let objective = criterion.kind.and_then(|kind| ledger.rules.criterion_objectives.get(word(kind))).cloned();
            if let Some(objective) = objective {
                self.objective(&objective, "criteres", &label);
            }
            if let Some(said) = criterion.clause.as_deref().and_then(|id| (inputs.clause)(id)) {
                self.declare(&said.values, "criteres", &label);
            }
        }
    }

    fn reservation(&mut self, reserved: Option<ReservedFor>, ledger: &mut Ledger<'_>) {
        let Some(reserved) = reserved else { return };
        let Some(reservation) = ledger.rules.reservations.get(reserved_word(reserved)) else { return };
        self.declare(&reservation.values, "reserve", "");
        if let Some(note) = reservation.note.clone() {
            ledger.concern(Concern::ToCheck { note });
        }
    }

    /// Takes the codes of a clause, of a criterion or of a reservation.
    fn declare(&mut self, values: &[PublishedValue], what: &'static str, title: &str) {
        for value in values {
            if value.field == "BT-06" {
                self.objective(&value.value, what, title);
            } else if let Some(field) = TOLD.into_iter().find(|field| *field == value.field) {
                self.code(field, &value.value);
            }
        }
    }

    fn code(&mut self, field: &'static str, code: &str) {
        let codes = self.codes.entry(field).or_default();
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }

    fn objective(&mut self, code: &str, what: &'static str, title: &str) {
        let at = self.objectives.iter().position(|(known, _)| known == code).unwrap_or(self.objectives.len());
        if at == self.objectives.len() {
            self.objectives.push((code.to_owned(), Titles::new()));
        }
        let named = (what, title.trim().to_owned());
        if let Some((_, titles)) = self.objectives.get_mut(at).filter(|(_, titles)| !titles.contains(&named)) {
            titles.push(named);
        }
    }

    /// What the buyer gave is added to what the file says; a code that stands alone replaces it.
    fn given(&mut self, ledger: &mut Ledger<'_>) {
        for code in ledger.given_codes("BT-06") {
            self.objective(&code, "clauses", "");
        }
        for field in TOLD {
            let codes = ledger.given_codes(field);
            if !codes.is_empty() && matches!(field, "BT-71" | "BT-736" | "BT-754") {
                self.codes.remove(field);
            }
            codes.iter().for_each(|code| self.code(field, code));
        }
    }

    fn nothing(&mut self, told: bool, prison: bool) {
        if !told {
            return;
        }
        if self.objectives.is_empty() {
            self.objectives.push((NONE.to_owned(), Titles::new()));
        }
        if !prison {
            self.codes.entry("BT-71").or_insert_with(|| vec![NONE.to_owned()]);
            self.codes.entry("BT-736").or_insert_with(|| vec!["no".to_owned()]);
        }
    }

    fn close(mut self, inputs: &Inputs<'_>, lot: Option<u32>, ledger: &mut Ledger<'_>) -> Strategic {
        self.objectives.sort_by(|left, right| left.0.cmp(&right.0));
        self.codes.values_mut().for_each(|codes| codes.sort());
        self.coherence(lot, ledger);
        let given = ledger.given("BT-777");
        let objectives = self.objectives.iter().map(|(code, titles)| (code.clone(), description(code, titles, given.as_deref(), inputs))).collect();
        let strategic = Strategic { objectives, conditions: self.conditions(inputs, ledger), codes: self.codes };
        account(&strategic, ledger);
        strategic
    }

    fn conditions(&self, inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Option<String> {
        let titles = self.conditions.join(" ; ");
        let told = (!titles.is_empty()).then(|| clean(&format!("{} : {titles}.", inputs.rules.phrase("conditions")), LONG));
        ledger.take("BT-70", told)
    }

    /// The checks that the SDK does not make.
    fn coherence(&self, lot: Option<u32>, ledger: &mut Ledger<'_>) {
        let has = |objective: &str| self.objectives.iter().any(|(code, _)| code == objective);
        let pairs: Vec<(String, String)> = ledger.rules.precise.iter().map(|(objective, field)| (objective.clone(), field.clone())).collect();
        for (objective, field) in pairs {
            let precise = self.codes.get(field.as_str()).is_some_and(|codes| !codes.is_empty());
            if has(&objective) && !precise {
                ledger.concern(Concern::ObjectiveAlone { lot, objective, field });
            } else if precise && !has(&objective) {
                ledger.concern(Concern::CodeWithoutObjective { lot, field, objective });
            }
        }
        if has(NONE) && self.objectives.len() > 1 {
            ledger.concern(Concern::NoneBesideAnother { lot });
        }
    }
}

/// BT-777: the titles, by what they are; « none » has no description.
fn description(code: &str, titles: &Titles, given: Option<&str>, inputs: &Inputs<'_>) -> Option<String> {
    if code == NONE {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    for what in ["clauses", "criteres", "reserve", "innovation"] {
        let mine: Vec<&(&str, String)> = titles.iter().filter(|(kind, _)| *kind == what).collect();
        let named: Vec<&str> = mine.iter().map(|(_, title)| title.as_str()).filter(|title| !title.is_empty()).collect();
        match (named.is_empty(), mine.is_empty()) {
            (false, _) => parts.push(format!("{} : {}.", inputs.rules.phrase(what), named.join(" ; "))),
            (true, false) if matches!(what, "reserve" | "innovation") => parts.push(format!("{}.", inputs.rules.phrase(what))),
            (true, _) => {}
        }
    }
    let own = given.map(str::to_owned).filter(|text| !text.is_empty());
    let told = parts.into_iter().chain(own).collect::<Vec<_>>().join(" ");
    Some(clean(&told, LONG)).filter(|text| !text.is_empty())
}

/// Remembers what is known; what a notice may leave out is not missing.
fn account(strategic: &Strategic, ledger: &mut Ledger<'_>) {
    let objectives: Vec<String> = strategic.objectives.iter().map(|(code, _)| code.clone()).collect();
    ledger.note("BT-06", &objectives);
    for (code, text) in strategic.objectives.iter().filter(|(code, _)| code != NONE) {
        ledger.note("BT-777", text.as_ref().map(|_| code.clone()).as_slice());
    }
    TOLD.into_iter().for_each(|field| ledger.note(field, strategic.of(field)));
}

/// The criteria of a lot: its own, else those of the tender.
pub(super) fn criteria<'t>(tender: &'t Tender, lot: Option<&'t Lot>) -> &'t [Criterion] {
    lot.and_then(|lot| lot.criteria.as_deref()).unwrap_or(&tender.criteria)
}

/// The criteria and their sub-criteria.
fn all(criteria: &[Criterion]) -> Vec<&Criterion> {
    criteria.iter().flat_map(|one| std::iter::once(one).chain(all(&one.sub))).collect()
}

/// The word of the tender file for a kind of criterion.
pub(super) fn word(kind: CriterionKind) -> &'static str {
    match kind {
        CriterionKind::Price => "price",
        CriterionKind::Cost => "cost",
        CriterionKind::LifeCycleCost => "life_cycle_cost",
        CriterionKind::Quality => "quality",
        CriterionKind::Environmental => "environmental",
        CriterionKind::Social => "social",
        CriterionKind::Other => "other",
    }
}

fn reserved_word(reserved: ReservedFor) -> &'static str {
    match reserved {
        ReservedFor::Disability => "disability",
        ReservedFor::Insertion => "insertion",
        ReservedFor::DisabilityAndInsertion => "disability_and_insertion",
        ReservedFor::Prison => "prison",
        ReservedFor::SocialEconomy => "social_economy",
    }
}
