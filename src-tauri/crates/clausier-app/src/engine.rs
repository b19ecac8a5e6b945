//! Law and clauses of a catalogue, and what is computed from them; no base is needed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError, RwLock};

use chrono::NaiveDate;
use clausier_catalogue::{Catalogue, Diagnostic};
use clausier_core::clauses::{
    Checklist, ChecklistInput, Clause, ClauseLibrary, OpenDuty, OwnClause, Suggestion, as_clause, checklist, small_purchase_choice, with_carried,
};
use clausier_core::french;
use clausier_core::law::{Assessment, Coverage, Hundredths, Line, Outcome, Standing};
use clausier_core::tender::{ActsAs, Buyer, BuyerKind, Nature, Procedure, Selection, Tender};
use clausier_store::{Store, Synonyms};

use crate::audit;
use crate::error::{UserError, UserResult};
use crate::search;

/// A catalogue, ready to answer. Cloning it costs nothing.
#[derive(Clone)]
pub struct Engine {
    /// What the catalogue says.
    pub catalogue: Arc<Catalogue>,
    /// Its clauses, and the organisation's own.
    library: Arc<RwLock<Arc<ClauseLibrary>>>,
    index: Arc<OnceLock<UserResult<Mutex<Store>>>>,
    synonyms: Arc<OnceLock<Arc<Synonyms>>>,
}

static EMBEDDED: LazyLock<Engine> = LazyLock::new(|| Engine::of(Catalogue::embedded()));

impl Engine {
    /// Returns the catalogue that the program carries, read once.
    pub fn embedded() -> Self {
        EMBEDDED.clone()
    }

    /// Reads the catalogue of a folder, or returns all its faults.
    pub fn load(directory: &Path) -> Result<Self, Vec<Diagnostic>> {
        Catalogue::load(directory).map(Self::of)
    }

    /// Reads the catalogue of a folder, or takes the one that the program carries, with the rules that an
    /// organisation adds from a folder of its own; or returns all the faults of both.
    pub fn load_with(directory: Option<&Path>, organisation: Option<&Path>) -> Result<Self, Vec<Diagnostic>> {
        match organisation.filter(|folder| folder.exists()) {
            Some(organisation) => Catalogue::load_with(directory, Some(organisation)).map(Self::of),
            None => directory.map_or_else(|| Ok(Self::embedded()), Self::load),
        }
    }

    /// Says every fault of a catalogue and of what an organisation adds to it, a line each.
    pub fn check_with(directory: Option<&Path>, organisation: Option<&Path>) -> Vec<String> {
        let faults = clausier_catalogue::check_with(directory, organisation);
        match Self::load_with(directory, organisation) {
            Ok(engine) if faults.is_empty() => audit::contradicted_examples(&engine),
            Ok(_) | Err(_) => faults.iter().map(ToString::to_string).collect(),
        }
    }

    /// Says every fault of a catalogue, a line each; `None` = the one that the program carries.
    pub fn check(directory: Option<&Path>) -> Vec<String> {
        Self::check_with(directory, None)
    }

    fn of(catalogue: Catalogue) -> Self {
        let library = Arc::new(RwLock::new(Arc::new(catalogue.library.clone())));
        Self { catalogue: Arc::new(catalogue), library, index: Arc::default(), synonyms: Arc::default() }
    }

    /// Returns the same catalogue, with own clauses that are nobody else's.
    pub(crate) fn apart(self) -> Self {
        Self { library: Arc::new(RwLock::new(Arc::new(self.catalogue.library.clone()))), ..self }
    }

    /// Says which clauses the organisation has now.
    pub(crate) fn set_own(&self, own: &[OwnClause]) {
        let mut library = self.catalogue.library.clone();
        own.iter().filter_map(as_clause).for_each(|clause| library.put_own(clause));
        *self.library.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(library);
    }

    /// Returns the clauses of the catalogue and of the organisation.
    pub fn library(&self) -> Arc<ClauseLibrary> {
        Arc::clone(&self.library.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the same, with the own clauses that a tender brought from elsewhere.
    pub fn library_of(&self, tender: &Tender) -> Arc<ClauseLibrary> {
        with_carried(&self.library(), tender)
    }

    /// Returns the words that search takes for one another.
    pub(crate) fn synonyms(&self) -> Arc<Synonyms> {
        let groups = || self.catalogue.synonyms.iter().map(|group| (group.words.as_slice(), group.towards.as_slice()));
        Arc::clone(self.synonyms.get_or_init(|| Arc::new(Synonyms::new(groups()))))
    }

    /// Returns the edition: `2026-11`.
    pub fn edition(&self) -> &str {
        &self.catalogue.law.edition
    }

    /// Says what the law asks of a tender, and whether the file covers it.
    pub fn assess(&self, tender: &Tender, today: NaiveDate) -> Assessment {
        let tender = self.with_known_facts(tender);
        self.catalogue.law.assess(&tender, &*self.library_of(&tender), today)
    }

    /// Says how each rule stands to a tender, without a sentence.
    pub fn standings(&self, tender: &Tender, today: NaiveDate) -> Vec<Standing<'_>> {
        self.catalogue.law.standings(&self.with_known_facts(tender), &*self.library_of(tender), today)
    }

    /// Says what the law asks of a tender, for some rules alone: obligations, then checks.
    pub fn lines_of(&self, rules: &[&str], tender: &Tender, today: NaiveDate) -> (Vec<Line>, Vec<Line>) {
        self.catalogue.law.lines_of(rules, &self.with_known_facts(tender), &*self.library_of(tender), today)
    }

    /// Proposes the clauses, theme by theme.
    pub fn checklist(&self, tender: &Tender, today: NaiveDate) -> Checklist {
        self.checklist_of(tender, &self.assess(tender, today), today)
    }

    /// Proposes the clauses for an assessment at hand.
    pub fn checklist_of(&self, tender: &Tender, assessment: &Assessment, today: NaiveDate) -> Checklist {
        let mut made = self.with_input(tender, assessment, today, checklist);
        self.add_need_questions(&mut made, tender, today);
        made
    }

    /// Chooses the three clauses of a small purchase.
    pub fn small_purchase(&self, tender: &Tender, assessment: &Assessment, today: NaiveDate) -> Vec<Suggestion> {
        self.with_input(tender, assessment, today, small_purchase_choice)
    }

    /// Tells whether a tender follows the path of a small purchase: without publicity, without lots,
    /// and, as soon as the amount is known, below the thresholds that allow it.
    pub fn is_small(&self, tender: &Tender, today: NaiveDate) -> bool {
        may_be_small(tender) && self.is_small_given(tender, &self.assess(tender, today), today)
    }

    /// Tells the same for an assessment at hand.
    pub(crate) fn is_small_given(&self, tender: &Tender, assessment: &Assessment, today: NaiveDate) -> bool {
        if !may_be_small(tender) {
            return false;
        }
        let Some(value) = tender.value_of_need() else { return true };
        let limit = assessment.thresholds.dispense.or_else(|| self.highest_dispense(tender, today));
        limit.is_none_or(|limit| Hundredths::from(value) < limit)
    }

    /// Returns the highest threshold that what is not known yet leaves possible: above it, a purchase is
    /// not small whatever it is.
    fn highest_dispense(&self, tender: &Tender, today: NaiveDate) -> Option<Hundredths> {
        let natures = tender.nature.map_or_else(|| vec![Nature::Works, Nature::Supplies, Nature::Services], |nature| vec![nature]);
        let known = |nature: Nature| Tender {
            nature: Some(nature),
            consultation_on: tender.consultation_on.or(Some(today)),
            defence: tender.defence.or(Some(false)),
            buyer: tender.buyer.clone().filter(|buyer| buyer.kind.is_some()).or_else(|| Some(any_buyer())),
            ..tender.clone()
        };
        natures.into_iter().filter_map(|nature| self.assess(&known(nature), today).thresholds.dispense).max()
    }

    /// Returns the titles of clauses and obligations, by identifier.
    pub fn titles(&self) -> BTreeMap<String, String> {
        let library = self.library();
        let clauses = library.list().map(|clause| (clause.id.clone(), french::typography(&clause.title)));
        let law = &self.catalogue.law;
        let rules = law.obligations.iter().chain(&law.checks).map(|rule| (rule.id.clone(), french::typography(&rule.title)));
        rules.chain(clauses).collect()
    }

    /// Returns the titles of the clauses, those that the tender names itself included.
    pub(crate) fn clause_titles(&self, tender: &Tender) -> BTreeMap<String, String> {
        let library = self.library();
        let library = library.list().map(|clause| (clause.id.clone(), french::typography(&clause.title)));
        let own = tender.selections.iter().filter_map(|selection| Some((selection.clause.clone(), selection.title.clone()?)));
        library.chain(own).collect()
    }

    /// Returns the words that name the right heading for a clause, the surest first.
    pub(crate) fn hints(&self, library: &ClauseLibrary, selection: &Selection) -> Vec<String> {
        let Some(clause) = library.find(&selection.clause) else { return Vec::new() };
        let places = &self.catalogue.places;
        let of_kind = places.for_kind(clause.kind);
        // A kind that has its own headings belongs there, whatever it is about.
        if !of_kind.is_empty() {
            return of_kind.to_vec();
        }
        let of_duties = clause.serves.iter().flat_map(|duty| places.for_duty(duty));
        of_duties.chain(places.for_theme(clause.theme)).cloned().collect()
    }

    /// Works on the search index, made at the first search.
    pub(crate) fn with_index<T>(&self, work: impl FnOnce(&Store) -> UserResult<T>) -> UserResult<T> {
        let index = self.index.get_or_init(|| search::index(&self.catalogue).map(Mutex::new));
        let index = index.as_ref().map_err(UserError::clone)?;
        work(&index.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn with_input<T>(&self, tender: &Tender, assessment: &Assessment, today: NaiveDate, make: impl FnOnce(&ChecklistInput<'_>) -> T) -> T {
        let duties: Vec<OpenDuty> = assessment.lines.iter().map(duty).collect();
        let (tender, calls) = (&*self.with_known_facts(tender), &self.calls(tender, today));
        let may_hold = |clause: &Clause| {
            let condition = clause.stands_for().find_map(|name| self.catalogue.conditions.get(name));
            condition.is_none_or(|condition| self.catalogue.law.may_hold(condition, tender, today))
        };
        make(&ChecklistInput {
            library: &self.library_of(tender),
            families: &self.catalogue.families,
            duties: &duties,
            tender,
            on: tender.consultation_on.unwrap_or(today),
            may_hold: &may_hold,
            calls,
        })
    }
}

/// Tells whether a tender may follow the small path, its amount aside.
fn may_be_small(tender: &Tender) -> bool {
    tender.procedure == Some(Procedure::NoCompetition) && tender.lots.is_empty()
}

/// A buyer like most: only to bound a threshold, never shown nor kept.
fn any_buyer() -> Buyer {
    Buyer { kind: Some(BuyerKind::LocalAuthority), acts_as: Some(ActsAs::ContractingAuthority), ..Buyer::default() }
}

fn duty(line: &Line) -> OpenDuty {
    OpenDuty {
        obligation: line.obligation.clone(),
        title: line.title.clone(),
        applies: line.outcome == Outcome::Applies,
        // A duty that the file cannot cover calls for no clause: nothing would ever close it.
        satisfied: matches!(line.satisfied, Coverage::Yes | Coverage::Waived | Coverage::NotAssessed),
        satisfied_by: line.satisfied_by.clone(),
    }
}
