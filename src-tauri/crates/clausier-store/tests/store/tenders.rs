//! Saving, listing, removing, undoing.

use chrono::Duration;
use clausier_core::tender::{Euros, Nature, Stage, Tender};
use clausier_store::{Export, KnownBase, KnownPlace, Steps, Store, StoreError};
use proptest::prelude::*;

use crate::tools::{id, minute, noon, open, tender};

fn memory() -> Store {
    Store::in_memory().expect("a base in memory opens")
}

fn title_of(store: &Store, number: u128) -> String {
    store.get(id(number)).expect("the tender is there").tender.title.unwrap_or_default()
}

#[test]
fn a_tender_is_found_again_in_a_second_session() {
    let dir = tempfile::tempdir().unwrap();
    let written = Tender { nature: Some(Nature::Works), estimated_value_eur: Some(Euros::whole(6_000_000)), ..tender(1, "École") };
    assert!(open(dir.path()).save(&written, None, "create", noon()).unwrap().created);
    let store = open(dir.path());
    let stored = store.get(id(1)).unwrap();
    assert_eq!((stored.tender, stored.rev), (written.clone(), 1));
    assert_eq!(store.body(id(1)).unwrap(), serde_json::to_string(&written).unwrap(), "the document is kept byte for byte");
}

#[test]
fn the_list_repeats_the_document_and_puts_the_last_edit_first() {
    let mut store = memory();
    let full = Tender {
        reference: Some("2026-014".into()),
        stage: Some(Stage::Published),
        nature: Some(Nature::SpecialServices),
        estimated_value_eur: Some(Euros::from_cents(12_345)),
        consultation_on: "2026-12-31".parse().ok(),
        notified_on: "2027-02-01".parse().ok(),
        sample: Some(true),
        ..tender(1, "Crèche")
    };
    store.save(&full, None, "create", minute(0)).unwrap();
    store.save(&tender(2, "Vide"), None, "create", minute(1)).unwrap();
    let rows = store.list().unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id(2), id(1)]);
    let row = &rows[1];
    assert_eq!((row.stage, row.nature, row.estimated_value_eur), (Stage::Published, full.nature, full.estimated_value_eur));
    assert_eq!((row.year, row.sample, row.consultation_on), (Some(2027), true, full.consultation_on), "the year is that of notification");
    assert_eq!((rows[0].stage, rows[0].year), (Stage::Need, None));
}

#[test]
fn an_edit_of_another_revision_than_the_current_one_writes_nothing() {
    let mut store = memory();
    store.save(&tender(1, "A"), None, "create", minute(0)).unwrap();
    store.save(&tender(1, "B"), Some(1), "title", minute(1)).unwrap();
    for seen in [None, Some(1), Some(3)] {
        let refused = store.save(&tender(1, "C"), seen, "title", minute(2));
        assert!(matches!(refused, Err(StoreError::ChangedElsewhere { current: 2 })), "{seen:?} gives {refused:?}");
    }
    assert_eq!(title_of(&store, 1), "B");
    assert!(matches!(store.save(&tender(9, "C"), Some(1), "title", minute(2)), Err(StoreError::NotFound)));
}

#[test]
fn a_body_that_is_already_there_writes_nothing() {
    let mut store = memory();
    store.save(&tender(1, "A"), None, "create", minute(0)).unwrap();
    assert_eq!(store.save(&tender(1, "A"), Some(1), "title", minute(1)).unwrap().rev, 1);
    assert_eq!(store.history(id(1)).unwrap().len(), 1);
}

#[test]
fn a_document_above_the_limit_is_refused() {
    let refused = memory().save(&tender(1, &"x".repeat(clausier_store::MAX_BODY)), None, "create", noon());
    assert!(matches!(refused, Err(StoreError::BodyTooLarge { .. })), "{refused:?}");
}

#[test]
fn a_removed_tender_is_hidden_and_comes_back_with_its_history() {
    let mut store = memory();
    store.save(&tender(1, "A"), None, "create", minute(0)).unwrap();
    store.save(&tender(1, "B"), Some(1), "title", minute(1)).unwrap();
    assert_eq!(store.remove(id(1), Some(2), minute(2)).unwrap().rev, 3, "sharing sees the removal as an edit");
    assert!(store.list().unwrap().is_empty());
    assert!(matches!(store.get(id(1)), Err(StoreError::NotFound)));
    assert!(matches!(store.undo(id(1), 3, minute(3)), Err(StoreError::NotFound)));
    assert_eq!(store.removed().unwrap()[0].removed_on, noon().date_naive());
    store.restore(id(1), minute(4)).unwrap();
    assert_eq!((title_of(&store, 1), store.history(id(1)).unwrap().len()), ("B".into(), 2));
}

#[test]
fn a_removed_tender_that_is_imported_again_counts_as_created() {
    let mut store = memory();
    store.save(&tender(1, "A"), None, "import", minute(0)).unwrap();
    store.remove(id(1), None, minute(1)).unwrap();
    let saved = store.save(&tender(1, "A"), None, "import", minute(2)).unwrap();
    assert!(saved.created && saved.rev == 3, "{saved:?}");
}

#[test]
fn edits_of_one_field_within_three_seconds_are_undone_together() {
    let mut store = memory();
    let at = |milliseconds: i64| minute(10) + Duration::milliseconds(milliseconds);
    store.save(&tender(1, ""), None, "create", noon()).unwrap();
    store.save(&tender(1, "É"), Some(1), "title", at(0)).unwrap();
    store.save(&tender(1, "Éc"), Some(2), "title", at(2_900)).unwrap();
    store.save(&tender(1, "École"), Some(3), "title", at(5_900)).unwrap();
    store.save(&tender(1, "École !"), Some(4), "title", at(8_901)).unwrap();
    assert_eq!(store.steps(id(1)).unwrap(), Steps { undo: Some("title".into()), redo: None });
    store.undo(id(1), 5, at(9_000)).unwrap();
    assert_eq!(title_of(&store, 1), "École");
    store.undo(id(1), 6, at(9_000)).unwrap();
    assert_eq!(title_of(&store, 1), "");
}

#[test]
fn two_imports_in_one_second_are_two_steps() {
    let mut store = memory();
    for (number, title) in ["A", "B", "C"].into_iter().enumerate() {
        let seen = (number > 0).then_some(number as i64);
        store.save(&tender(1, title), seen, "import", noon()).unwrap();
    }
    store.undo(id(1), 3, noon()).unwrap();
    assert_eq!(title_of(&store, 1), "B");
}

#[test]
fn any_kept_revision_can_be_put_back_and_that_is_undone_too() {
    let mut store = memory();
    for (number, title) in ["A", "B", "C"].into_iter().enumerate() {
        store.save(&tender(1, title), (number > 0).then_some(number as i64), "title", minute(number as i64)).unwrap();
    }
    assert_eq!(store.revision(id(1), 1).unwrap().title.as_deref(), Some("A"));
    store.put_back(id(1), 3, 1, minute(4)).unwrap();
    assert_eq!(title_of(&store, 1), "A");
    store.undo(id(1), 4, minute(5)).unwrap();
    assert_eq!(title_of(&store, 1), "C");
}

#[test]
fn two_hundred_revisions_and_the_first_of_each_day_are_kept() {
    let mut store = memory();
    store.save(&tender(1, "0"), None, "create", noon()).unwrap();
    for number in 1..=600_i64 {
        // Six a day over a hundred days.
        let at = noon() + Duration::hours(4 * number);
        store.save(&tender(1, &number.to_string()), Some(number), "title", at).unwrap();
    }
    let kept = store.history(id(1)).unwrap();
    let days = kept.iter().map(|revision| revision.at.date_naive()).collect::<std::collections::BTreeSet<_>>();
    assert!((90..=92).contains(&days.len()), "{} days are kept", days.len());
    assert!((200 + 55..=200 + 60).contains(&kept.len()), "{} revisions are kept", kept.len());
    assert_eq!(kept.iter().take(201).map(|revision| revision.rev).collect::<Vec<_>>(), (401..=601).rev().collect::<Vec<_>>());
}

#[test]
fn an_edit_after_undoing_to_the_oldest_revision_can_still_be_undone() {
    let mut store = memory();
    store.save(&tender(1, "0"), None, "create", noon()).unwrap();
    for number in 1..=210_i64 {
        store.save(&tender(1, &number.to_string()), Some(number), "title", minute(number)).unwrap();
    }
    let mut rev = 211;
    while let Ok(saved) = store.undo(id(1), rev, minute(500)) {
        rev = saved.rev;
    }
    let oldest = title_of(&store, 1);
    // Late enough that no day protects it.
    let late = noon() + Duration::days(200);
    rev = store.save(&tender(1, "autre"), Some(rev), "title", late).unwrap().rev;
    store.undo(id(1), rev, late).unwrap();
    assert_eq!(title_of(&store, 1), oldest);
}

#[test]
fn settings_and_recent_files_are_remembered() {
    let mut store = memory();
    assert_eq!(store.setting("theme").unwrap(), None);
    store.set_setting("theme", &serde_json::json!({"sombre": true}), noon()).unwrap();
    store.set_setting("vide", &serde_json::Value::Null, noon()).unwrap();
    assert_eq!(store.setting("theme").unwrap(), Some(serde_json::json!({"sombre": true})));
    assert_eq!(store.setting("vide").unwrap(), Some(serde_json::Value::Null));
    for number in 0..20 {
        store.remember_file(&format!("/marchés/{number}.docx"), minute(number)).unwrap();
    }
    store.remember_file("/marchés/10.docx", minute(30)).unwrap();
    let files = store.recent_files().unwrap();
    assert_eq!((files.len(), files[0].path.as_str(), files[1].path.as_str()), (12, "/marchés/10.docx", "/marchés/19.docx"));
    store.forget_file("/marchés/10.docx", noon()).unwrap();
    assert_eq!(store.recent_files().unwrap().len(), 11);
}

#[test]
fn the_texts_written_into_a_document_are_known_after_a_detour() {
    let mut store = memory();
    let base = |clause: &str, text: &str| KnownBase { clause: clause.into(), instance: "3f2a".into(), version: "1.0.0".into(), text: text.into() };
    let mut export = |bases: &[KnownBase], minutes| {
        let export = Export { tender: id(1), document: "CCTP.docx", path: Some("/marchés/CCTP.docx"), doc_id: "guid", bases };
        store.remember_export(&export, minute(minutes)).unwrap();
    };
    export(&[base("env-08", "avant"), base("ins-01", "insertion")], 0);
    export(&[base("env-08", "après")], 1);
    let expected = [base("env-08", "après"), base("ins-01", "insertion")];
    assert_eq!(store.known_bases("guid").unwrap(), expected, "a clause left out of the last export stays known");
    assert_eq!(store.known_bases_at("/marchés/CCTP.docx").unwrap(), expected);
    assert_eq!(store.known_bases("autre").unwrap(), []);
}

/// What a user does to one tender.
#[derive(Debug, Clone)]
enum Gesture {
    Edit { title: u8, field: u8, seconds: i64 },
    Undo,
    Redo,
}

fn gesture() -> impl Strategy<Value = Gesture> {
    prop_oneof![
        4 => (any::<u8>(), 0..3_u8, 0..8_i64).prop_map(|(title, field, seconds)| Gesture::Edit { title, field, seconds }),
        3 => Just(Gesture::Undo),
        2 => Just(Gesture::Redo),
    ]
}

/// The two stacks as anyone would write them.
#[derive(Default)]
struct Model {
    now: String,
    undo: Vec<String>,
    redo: Vec<String>,
    burst: Option<(u8, i64)>,
}

proptest! {
    #[test]
    fn any_sequence_of_edits_then_undos_returns_the_earlier_bodies(titles in prop::collection::vec("[a-zé]{0,6}", 1..25)) {
        let mut store = memory();
        let mut bodies = Vec::new();
        let mut rev = None;
        for (number, title) in titles.iter().enumerate() {
            let saved = store.save(&tender(1, title), rev, "title", minute(number as i64)).unwrap();
            if rev != Some(saved.rev) {
                bodies.push(store.body(id(1)).unwrap());
            }
            rev = Some(saved.rev);
        }
        let mut rev = rev.unwrap();
        for expected in bodies.iter().rev().skip(1) {
            rev = store.undo(id(1), rev, noon()).unwrap().rev;
            prop_assert_eq!(&store.body(id(1)).unwrap(), expected);
        }
        prop_assert!(matches!(store.undo(id(1), rev, noon()), Err(StoreError::NothingToUndo)));
        for expected in bodies.iter().skip(1) {
            rev = store.redo(id(1), rev, noon()).unwrap().rev;
            prop_assert_eq!(&store.body(id(1)).unwrap(), expected);
        }
        prop_assert!(matches!(store.redo(id(1), rev, noon()), Err(StoreError::NothingToRedo)));
    }

    #[test]
    fn undo_and_redo_behave_as_two_stacks(gestures in prop::collection::vec(gesture(), 0..60)) {
        let mut store = memory();
        let mut rev = store.save(&tender(1, ""), None, "create", noon()).unwrap().rev;
        let (mut model, mut clock) = (Model::default(), 100_i64);
        for gesture in gestures {
            let at = |seconds: i64| noon() + Duration::seconds(seconds);
            match gesture {
                Gesture::Edit { title, field, seconds } => {
                    clock += seconds;
                    rev = store.save(&tender(1, &title.to_string()), Some(rev), &field.to_string(), at(clock)).unwrap().rev;
                    model.edit(title.to_string(), field, clock);
                }
                Gesture::Undo => match store.undo(id(1), rev, at(clock)) {
                    Ok(saved) => { rev = saved.rev; prop_assert!(model.undo()); }
                    Err(error) => { prop_assert!(matches!(error, StoreError::NothingToUndo)); prop_assert!(!model.undo()); }
                },
                Gesture::Redo => match store.redo(id(1), rev, at(clock)) {
                    Ok(saved) => { rev = saved.rev; prop_assert!(model.redo()); }
                    Err(error) => { prop_assert!(matches!(error, StoreError::NothingToRedo)); prop_assert!(!model.redo()); }
                },
            }
            prop_assert_eq!(title_of(&store, 1), model.now.clone());
            let steps = store.steps(id(1)).unwrap();
            prop_assert_eq!((steps.undo.is_some(), steps.redo.is_some()), (!model.undo.is_empty(), !model.redo.is_empty()));
        }
    }
}

impl Model {
    fn edit(&mut self, title: String, field: u8, clock: i64) {
        if title == self.now {
            return;
        }
        let continues = self.burst.is_some_and(|(last, at)| last == field && clock - at <= 3);
        let before = std::mem::replace(&mut self.now, title);
        if !continues {
            self.undo.push(before);
        }
        self.redo.clear();
        self.burst = Some((field, clock));
    }

    fn undo(&mut self) -> bool {
        let Some(body) = self.undo.pop() else { return false };
        self.redo.push(std::mem::replace(&mut self.now, body));
        self.burst = None;
        true
    }

    fn redo(&mut self) -> bool {
        let Some(body) = self.redo.pop() else { return false };
        self.undo.push(std::mem::replace(&mut self.now, body));
        self.burst = None;
        true
    }
}

#[test]
fn the_places_of_a_tender_are_known_document_by_document() {
    let mut store = memory();
    let place =
        |clause: &str, heading: Option<&str>| KnownPlace { clause: clause.into(), instance: String::new(), heading: heading.map(str::to_owned) };
    store.remember_places(id(1), "ccap", &[place("env-08", Some("Article 5 – Déchets")), place("ins-01", Some("#end"))], minute(0)).unwrap();
    store.remember_places(id(1), "ccap", &[place("env-08", None)], minute(1)).unwrap();
    let expected = [place("env-08", None), place("ins-01", Some("#end"))];
    assert_eq!(store.known_places(id(1), "ccap").unwrap(), expected, "the last choice counts, and a clause not told keeps its place");
    assert_eq!(store.known_places(id(1), "cctp").unwrap(), [], "another document");
    assert_eq!(store.known_places(id(2), "ccap").unwrap(), [], "another tender");
}
