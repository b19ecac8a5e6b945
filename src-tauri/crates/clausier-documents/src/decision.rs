//! What an export does with each clause, decided before anything is written.
//!
//! Three texts meet: the base (last written), the buyer's (in the file), the library's (to be
//! written). A text of the buyer is never written over without a yes.

use crate::anchors::ControlTag;
use crate::error::DocumentError;
use crate::merge::{self, Change, Hunk, Pick};
use crate::place::{Finder, Proposal};
use crate::report::{Because, Place, State};
use crate::request::{Clause, KnownBase, OnEdited, Request};
use crate::same_text::Index;
use crate::text;
use crate::view::{Found, View};

/// What is done with a clause that is asked for.
#[derive(Debug, Clone)]
pub(crate) enum Action {
    /// Writes it at a place.
    Insert(Proposal),
    /// Leaves it as it stands.
    Leave,
    /// The buyer wrote the very text that is asked: only our marks follow.
    Adopt,
    /// Writes it over what stands there.
    Rewrite,
    /// Edited by the buyer, and nothing new to write.
    KeepEdited,
    /// Edited on both sides: the buyer's text stays, and the library's counts as declined.
    Decline,
    /// Edited on both sides: the buyer's text becomes ordinary text, the library's is written below.
    WriteBelow,
    /// Edited on both sides: this clause is made of the two texts.
    Merge(Box<Clause>),
    /// Edited on both sides, and nobody chose.
    Conflict,
    /// The buyer took it out.
    Removed,
    /// Nothing names a place for it.
    Unplaced,
}

/// What is done with a clause of ours that is no longer asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Departure {
    /// Unedited, or its loss accepted: taken out.
    Withdraw,
    /// Edited: it becomes ordinary text.
    Release,
    /// Edited, and nobody chose.
    Conflict,
}

/// What is known of the text last written.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    pub(crate) version: String,
    pub(crate) text: String,
    /// Stands for blocks and bold; empty when unknown.
    pub(crate) structure: String,
    pub(crate) look: String,
    pub(crate) kept: bool,
}

/// A clause that is asked for, with what was found of it.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'r> {
    pub(crate) clause: &'r Clause,
    pub(crate) found: Option<Found>,
    pub(crate) base: Option<Base>,
    pub(crate) action: Action,
    /// Whether the very text stands elsewhere in the file, without our marks.
    pub(crate) copied: bool,
    /// Whether the buyer's edit is a tracked change not accepted yet.
    pub(crate) tracked: bool,
    /// Whether it was recognised by its text alone, with nothing to say that we wrote it.
    pub(crate) guessed: bool,
    /// Whether the file itself remembers it.
    pub(crate) remembered: bool,
    /// Whether a former file says that the buyer took it out.
    pub(crate) left_out: bool,
    /// The clause in the words that the buyer gave it in a former file.
    pub(crate) reworded: Option<Clause>,
    /// Whether such words cannot be written.
    pub(crate) lost_words: bool,
}

/// A clause of ours that is not asked for.
#[derive(Debug, Clone)]
pub(crate) struct Unwanted<'r> {
    pub(crate) found: &'r Found,
    pub(crate) key: String,
    pub(crate) instance: String,
    pub(crate) base: Option<Base>,
    pub(crate) departure: Departure,
    pub(crate) tracked: bool,
}

/// All decisions of one export.
pub(crate) struct Decisions<'r> {
    pub(crate) wanted: Vec<Wanted<'r>>,
    pub(crate) unwanted: Vec<Unwanted<'r>>,
    /// Keys of placeholders met in the file.
    pub(crate) placeholders: Vec<String>,
}

/// Decides.
pub(crate) fn decide<'r>(view: &'r dyn View, request: &'r Request) -> Decisions<'r> {
    let finder = Finder::new(view);
    let judge = Judge { view, request, finder: &finder, index: Index::new(view) };
    let wanted: Vec<Wanted<'r>> = request.clauses.iter().map(|clause| judge.wanted(clause)).collect();
    let asked: Vec<String> = request.clauses.iter().map(Clause::stem).collect();
    let left = view.findings().found.iter().filter(|found| !asked.contains(&found.stem));
    let unwanted = left.map(|found| judge.unwanted(found)).collect();
    let placeholders = finder.placeholders.iter().map(|placeholder| placeholder.key.clone()).collect();
    Decisions { wanted, unwanted, placeholders }
}

impl Decisions<'_> {
    /// Returns the places, those already taken included.
    pub(crate) fn places(&self, view: &dyn View) -> Vec<Place> {
        self.wanted.iter().filter_map(|wanted| wanted.place(view)).collect()
    }

    /// Returns the clauses that nothing names a place for.
    pub(crate) fn unplaced(&self) -> Vec<String> {
        self.keys(|action| matches!(action, Action::Unplaced))
    }

    /// Returns the clauses that the buyer took out.
    pub(crate) fn removed(&self) -> Vec<String> {
        self.keys(|action| matches!(action, Action::Removed))
    }

    fn keys(&self, fits: fn(&Action) -> bool) -> Vec<String> {
        self.wanted.iter().filter(|wanted| fits(&wanted.action)).map(|wanted| wanted.clause.key.clone()).collect()
    }

    /// Refuses what needs a yes and has none.
    pub(crate) fn settle_places(&self, view: &dyn View, request: &Request) -> Result<(), DocumentError> {
        let places: Vec<Place> = self.places(view).into_iter().filter(|place| !place.certain).collect();
        let unplaced = self.unplaced();
        if request.accept_places || (places.is_empty() && unplaced.is_empty()) {
            return Ok(());
        }
        Err(DocumentError::NeedsPlaces { places, unplaced })
    }
}

impl Wanted<'_> {
    fn place(&self, view: &dyn View) -> Option<Place> {
        if let Action::Insert(proposal) = &self.action {
            return Some(proposal.place(view, self.clause));
        }
        let found = self.found.as_ref().filter(|_| !matches!(self.action, Action::Removed))?;
        let (heading, _) = view.standing(found);
        Some(Place {
            key: self.clause.key.clone(),
            instance: self.clause.instance.clone(),
            at: view.heading_text(heading),
            heading,
            because: if self.guessed { Because::SameText } else { Because::Anchor },
            certain: !self.guessed,
        })
    }
}

struct Judge<'j, 'r> {
    view: &'r dyn View,
    request: &'r Request,
    finder: &'j Finder<'r>,
    index: Index,
}

impl<'r> Judge<'_, 'r> {
    fn wanted(&self, clause: &'r Clause) -> Wanted<'r> {
        let stem = clause.stem();
        let anchored = self.view.found(&stem).cloned();
        let copied = anchored.is_some() && self.index.holds_copy(&clause.base().text);
        let remembered = self.view.memory().find(&stem).is_some();
        let was_written = remembered || self.is_told(clause);
        let found = anchored.or_else(|| self.by_text(clause, &stem, was_written));
        let guessed = found.as_ref().is_some_and(Found::is_unmarked) && !was_written;
        let base = self.base(&clause.key, &clause.instance, found.as_ref());
        let action = self.action(clause, found.as_ref(), base.as_ref(), was_written);
        let tracked = found.as_ref().is_some_and(|found| is_tracked_edit(found, base.as_ref()));
        let left_out = self.request.leaves_out(clause);
        let reworded = self.request.reworded(clause);
        let lost_words = reworded.is_none() && self.request.is_reworded(clause);
        Wanted { clause, found, base, action, copied, tracked, guessed, remembered, left_out, reworded, lost_words }
    }

    /// Whether the store says that we wrote it here.
    fn is_told(&self, clause: &Clause) -> bool {
        let told = |known: &KnownBase| known.written && known.key == clause.key && known.instance == clause.instance;
        self.request.known.iter().any(told)
    }

    /// Looks for the text of a clause whose marks are gone. Where nothing says that we wrote it, only
    /// the whole text counts: a few lines in common are no clause.
    fn by_text(&self, clause: &Clause, stem: &str, was_written: bool) -> Option<Found> {
        let texts = self.known_texts(&clause.key, &clause.instance).chain([clause.base().text]);
        texts.into_iter().find_map(|text| {
            let counts = was_written || self.index.holds_copy(&text);
            counts.then(|| self.index.find(self.view, stem, &text)).flatten()
        })
    }

    /// The texts that may have been written for a clause, surest first.
    fn known_texts<'k>(&'k self, key: &'k str, instance: &'k str) -> impl Iterator<Item = String> + 'k {
        let remembered = self.view.memory().find(&crate::anchors::stem(key, instance)).map(|remembered| remembered.base.clone());
        let remembered = remembered.filter(|text| !text.is_empty());
        let known = self.request.known.iter().filter(move |known| known.key == key);
        remembered.into_iter().chain(known.map(|known| known.text.clone()))
    }

    fn base(&self, key: &str, instance: &str, found: Option<&Found>) -> Option<Base> {
        let remembered = self.view.memory().find(&crate::anchors::stem(key, instance));
        let (structure, look) = remembered.map(|remembered| (remembered.structure.clone(), remembered.look.clone())).unwrap_or_default();
        if let Some(remembered) = remembered.filter(|remembered| !remembered.base.is_empty()) {
            let (version, text) = (remembered.version.clone(), remembered.base.clone());
            return Some(Base { version, text, structure, look, kept: remembered.kept });
        }
        let known: Vec<&KnownBase> = self.request.known.iter().filter(|known| known.key == key).collect();
        let tag = found.and_then(|found| found.tag.as_ref());
        let hash = tag.map(|tag| &tag.hash).or(remembered.map(|remembered| &remembered.hash));
        let by_hash = || known.iter().find(|known| hash.is_some_and(|hash| *hash == text::short_hash(&known.text)));
        let by_text = || known.iter().find(|known| found.is_some_and(|found| text::folded(&found.text) == text::folded(&known.text)));
        let written = || known.iter().rfind(|known| known.written && known.instance == instance);
        // Where the file bears a hash, what the store last saw written is older than the file.
        let best = by_hash().or_else(by_text).or_else(|| if hash.is_none() { written() } else { None })?;
        let kept = tag.is_some_and(|tag| tag.kept);
        Some(Base { version: best.version.clone(), text: best.text.clone(), structure, look, kept })
    }

    fn action(&self, clause: &Clause, found: Option<&Found>, base: Option<&Base>, was_written: bool) -> Action {
        let wants_back = self.request.wants_back(&clause.key, &clause.instance);
        let Some(found) = found else {
            return if (was_written || self.request.leaves_out(clause)) && !wants_back { Action::Removed } else { self.first_place(clause) };
        };
        let library = clause.base().text;
        let (is_edited, is_new) = (is_edited(found, base, &library), is_new(found, base, &library));
        match () {
            () if wants_back && (is_edited || found.text.is_empty()) => Action::Rewrite,
            () if found.text.is_empty() => Action::Removed,
            () if !is_edited && found.is_unmarked() => Action::Rewrite,
            () if !is_edited => {
                if is_outdated(clause, found, base, &library) {
                    Action::Rewrite
                } else {
                    Action::Leave
                }
            }
            () if text::folded(&found.text) == text::folded(&library) => Action::Adopt,
            () if !is_new => Action::KeepEdited,
            () => self.settled(clause, found, base, &library),
        }
    }

    /// What a clause edited on both sides gets.
    fn settled(&self, clause: &Clause, found: &Found, base: Option<&Base>, library: &str) -> Action {
        let hunks = || merge::three_way(base.map_or("", |base| &base.text), &found.text, library);
        if let Some(picks) = self.request.picks(&clause.key, &clause.instance) {
            return merged(clause, &hunks(), picks);
        }
        match self.request.choice(&clause.key, &clause.instance) {
            OnEdited::Fail => Action::Conflict,
            OnEdited::Keep => Action::Decline,
            OnEdited::Replace => Action::Rewrite,
            OnEdited::Both => Action::WriteBelow,
            // A tracked change is the buyer's to accept or reject: merging would accept it for him.
            OnEdited::Merge if is_tracked_edit(found, base) => Action::Conflict,
            OnEdited::Merge => {
                let hunks = hunks();
                let picks: Option<Vec<Pick>> = hunks.iter().map(Hunk::settled).collect();
                picks.map_or(Action::Conflict, |picks| merged(clause, &hunks, &picks))
            }
        }
    }

    fn first_place(&self, clause: &Clause) -> Action {
        match self.finder.find(clause, self.request.former_place(clause)) {
            Some(proposal) => Action::Insert(proposal),
            None if self.request.accept_places => Action::Insert(Proposal { certain: false, ..self.finder.end() }),
            None => Action::Unplaced,
        }
    }

    fn unwanted(&self, found: &'r Found) -> Unwanted<'r> {
        let remembered = self.view.memory().find(&found.stem);
        let known = self.request.known.iter().find(|known| crate::anchors::stem(&known.key, &known.instance) == found.stem);
        let by_tag = found.tag.as_ref().map(|tag| (tag.key.clone(), String::new()));
        let identity = remembered.map(|remembered| (remembered.key.clone(), remembered.instance.clone()));
        let identity = identity.or_else(|| known.map(|known| (known.key.clone(), known.instance.clone()))).or(by_tag);
        let compact = || found.stem.rsplit_once('_').map_or_else(|| found.stem.clone(), |(key, _)| key.to_owned());
        let (key, instance) = identity.unwrap_or_else(|| (compact(), String::new()));
        let base = self.base(&key, &instance, Some(found));
        let is_edited = !found.text.is_empty() && is_edited(found, base.as_ref(), "");
        let departure = match self.request.choice(&key, &instance) {
            _ if !is_edited => Departure::Withdraw,
            OnEdited::Fail | OnEdited::Merge => Departure::Conflict,
            OnEdited::Keep | OnEdited::Both => Departure::Release,
            OnEdited::Replace => Departure::Withdraw,
        };
        Unwanted { found, key, instance, departure, tracked: is_tracked_edit(found, base.as_ref()), base }
    }
}

/// Makes one clause of two texts. Picks that leave one text whole are the plain choices.
fn merged(clause: &Clause, hunks: &[Hunk], picks: &[Pick]) -> Action {
    let wholly = |side: Pick| hunks.iter().zip(picks).all(|(hunk, pick)| *pick == side || hunk.change == Change::Same);
    match () {
        () if hunks.len() != picks.len() => Action::Conflict,
        () if wholly(Pick::Mine) => Action::Decline,
        () if wholly(Pick::Library) => Action::Rewrite,
        () => crate::merged::clause(clause, hunks, picks).map_or(Action::Conflict, |made| Action::Merge(Box::new(made))),
    }
}

/// Whether the buyer changed the text. When nothing tells what was written, it counts as edited
/// unless it is what is to be written.
fn is_edited(found: &Found, base: Option<&Base>, library: &str) -> bool {
    match (base, &found.tag) {
        (Some(base), _) => text::folded(&found.text) != text::folded(&base.text),
        (None, Some(tag)) => text::short_hash(&found.text) != tag.hash,
        (None, None) => text::folded(&found.text) != text::folded(library),
    }
}

/// Whether the library's text is not the one last written.
fn is_new(found: &Found, base: Option<&Base>, library: &str) -> bool {
    match (base, &found.tag) {
        (Some(base), _) => text::folded(library) != text::folded(&base.text),
        (None, Some(tag)) => text::short_hash(library) != tag.hash,
        (None, None) => true,
    }
}

/// Whether an unedited clause must be written again, be it for one character or a list become a table.
fn is_outdated(clause: &Clause, found: &Found, base: Option<&Base>, library: &str) -> bool {
    match base {
        Some(base) => {
            let restructured = !base.structure.is_empty() && base.structure != clause.structure();
            restructured || base.text != library || base.version != clause.version
        }
        // Nobody knows the text written, but the mark says that it stands there unedited.
        None => {
            is_new(found, base, library)
                || found
                    .tag
                    .as_ref()
                    .is_some_and(|tag| tag.write() != ControlTag { kept: tag.kept, suffix: tag.suffix.clone(), ..ControlTag::of(clause) }.write())
        }
    }
}

/// What the buyer did to the text of a clause.
pub(crate) fn edit_state(found: &Found, base: Option<&Base>, library: &str) -> State {
    match () {
        () if found.text.is_empty() => State::Removed,
        () if !is_edited(found, base, library) => State::Unchanged,
        () if is_tracked_edit(found, base) => State::EditedTracked,
        () => State::Edited,
    }
}

/// Whether rejecting the tracked changes gives the text last written, be it known by its hash alone.
fn is_tracked_edit(found: &Found, base: Option<&Base>) -> bool {
    let is_written = |said: &str| match (base, &found.tag) {
        (Some(base), _) => text::folded(said) == text::folded(&base.text),
        (None, Some(tag)) => text::short_hash(said) == tag.hash,
        (None, None) => false,
    };
    found.text != found.rejected && !is_written(&found.text) && is_written(&found.rejected)
}
