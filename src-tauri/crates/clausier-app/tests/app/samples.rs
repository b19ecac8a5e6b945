//! The sample tenders.

use clausier_app::{edit, sample, tenders};
use serde_json::json;

use crate::support::{Desk, at, code, now};

#[test]
fn a_sample_opens_keeps_its_edits_and_is_new_again_once_removed() {
    let desk = Desk::new();
    let view = sample::open(&desk.app, "groupe-scolaire", &now()).expect("opened");
    assert_eq!(view.tender.sample, Some(true));
    assert!(!view.small && !view.assessment.lines.is_empty());
    let title = view.tender.title.clone();
    edit::patch(&desk.app, view.id, view.rev, "title", &json!({ "title": "À moi" }), &at(10)).expect("an edit");
    assert_eq!(sample::open(&desk.app, "groupe-scolaire", &at(20)).expect("opened").tender.title.as_deref(), Some("À moi"));
    tenders::remove(&desk.app, view.id, &at(30)).expect("removed");
    assert_eq!(sample::open(&desk.app, "groupe-scolaire", &at(40)).expect("opened").tender.title, title);
    assert_eq!(code(sample::open(&desk.app, "autre", &now())), "exemple-inconnu");
}

#[test]
fn the_documents_of_a_sample_are_beside_the_base() {
    let desk = Desk::new();
    for name in ["groupe-scolaire", "espaces-verts"] {
        let view = sample::open(&desk.app, name, &now()).expect("opened");
        for document in &view.tender.documents {
            let path = sample::document(&desk.app, view.id, &document.id).expect("the file is there");
            assert!(path.starts_with(desk.app.data_dir()) && path.is_file(), "{}", path.display());
        }
    }
    let own = desk.tender(&json!({ "title": "Un" }));
    assert_eq!(sample::document(&desk.app, own.id, "ccap"), None);
}

#[test]
fn a_sample_is_never_shared_even_when_published() {
    let desk = Desk::new();
    let view = sample::open(&desk.app, "espaces-verts", &now()).expect("opened");
    edit::patch(&desk.app, view.id, view.rev, "stage", &json!({ "stage": "published" }), &at(10)).expect("published");
    assert_eq!(clausier_app::share::status(&desk.app, &now()).expect("a status").pending, 0);
}
