//! The shared folder, seen from the window.

use clausier_app::{edit, share, sharing_view, tenders};
use serde_json::json;

use crate::support::{Desk, at, code, now};

#[test]
fn the_state_is_said_in_words_at_each_step() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(sharing_view::state(&desk.app, &now()).expect("a state").state, "none");
    assert_eq!(code(sharing_view::sync(&desk.app, &now())), "partage-aucun");
    let linked = sharing_view::link(&desk.app, folder.path(), &now()).expect("linked");
    assert_eq!((linked.state.as_str(), linked.linked), ("up_to_date", true));
    let view = desk.tender(&json!({ "title": "Un", "consultation_on": "2026-10-01" }));
    assert_eq!(sharing_view::state(&desk.app, &now()).expect("a state").pending, 0, "a draft is not shared");
    edit::patch(&desk.app, view.id, view.rev, "stage", &json!({ "stage": "published" }), &at(10)).expect("published");
    let pending = sharing_view::state(&desk.app, &now()).expect("a state");
    assert_eq!((pending.state.as_str(), pending.pending), ("pending", 1));
    assert!(pending.sentence.contains("attend d’être envoyé"), "{}", pending.sentence);
    let sent = sharing_view::sync(&desk.app, &now()).expect("sent");
    assert_eq!((sent.state.as_str(), sent.rows, sent.replicas), ("up_to_date", 1, 1));
    assert_eq!(sent.folder.as_deref(), folder.path().file_name().and_then(|name| name.to_str()), "a name, never a path");
    assert_eq!(sharing_view::unlink(&desk.app, &now()).expect("unlinked").state, "none");
}

#[test]
fn removing_a_shared_tender_makes_a_tombstone_and_restoring_it_a_row_above() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().expect("a folder");
    share::link(&desk.app, folder.path(), false, &now()).expect("linked");
    let view = desk.tender(&json!({ "title": "Un", "consultation_on": "2026-10-01", "stage": "published" }));
    share::sync(&desk.app, &now()).expect("sent");
    tenders::remove(&desk.app, view.id, &at(10)).expect("removed");
    assert_eq!(share::status(&desk.app, &now()).expect("a status").pending, 1);
    share::sync(&desk.app, &now()).expect("sent");
    assert_eq!(sharing_view::state(&desk.app, &now()).expect("a state").rows, 0);
    tenders::restore(&desk.app, view.id, &at(20)).expect("restored");
    share::sync(&desk.app, &now()).expect("sent");
    assert_eq!(sharing_view::state(&desk.app, &now()).expect("a state").rows, 1);
}

#[test]
fn i18_with_nothing_new_the_background_only_lists_and_anything_new_wakes_it() {
    let (anne, benoit, folder) = (Desk::new(), Desk::new(), tempfile::tempdir().expect("a folder"));
    for desk in [&anne, &benoit] {
        share::link(&desk.app, folder.path(), false, &now()).expect("linked");
    }
    assert!(!share::is_idle(&anne.app, &now()).expect("asked"), "nothing was exchanged yet");
    let poll = |desk: &Desk, at: &clausier_app::Now| sharing_view::poll(&desk.app, at).expect("the folder is there");
    assert!(poll(&anne, &now()).is_some());
    assert_eq!(poll(&anne, &at(300)), None, "nothing is new");
    // A segment that cannot be opened is not even tried.
    let view = benoit.tender(&json!({ "title": "Un", "consultation_on": "2026-10-01", "stage": "published" }));
    assert!(poll(&benoit, &at(310)).is_some());
    assert_eq!(poll(&anne, &at(320)).map(|sharing| sharing.rows), Some(1), "a file of a colleague");
    assert_eq!(poll(&anne, &at(330)), None);
    edit::patch(&benoit.app, view.id, view.rev, "title", &json!({ "title": "Deux" }), &at(340)).expect("an edit");
    assert_eq!(poll(&benoit, &at(350)).map(|sharing| sharing.pending), Some(0), "an edit of this computer");
    let tomorrow = clausier_app::Now { today: now().today.succ_opt().expect("a day"), at: now().at + chrono::Duration::days(1) };
    assert_eq!(poll(&benoit, &at(360)), None);
    assert!(poll(&benoit, &tomorrow).is_some(), "once a day the files of others are opened again");
    std::fs::remove_dir_all(folder.path()).expect("taken away");
    assert_eq!(code(sharing_view::poll(&anne.app, &at(370))), "partage-absent");
}
