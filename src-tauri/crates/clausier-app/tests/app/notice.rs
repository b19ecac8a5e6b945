//! What only the buyer can say in the European notice.

use clausier_app::notice_form::{self, NoticeField, NoticeForm, NoticeKind, NoticePart};
use serde_json::json;

use crate::support::{Desk, code, now};

fn field<'f>(form: &'f NoticeForm, key: &str) -> &'f NoticeField {
    form.fields.iter().find(|field| field.key == key).unwrap_or_else(|| panic!("{key} is not in the form"))
}

#[test]
fn each_answer_is_kept_as_typed_and_one_field_less_is_missing() {
    let desk = Desk::new();
    let mut view =
        desk.tender(&json!({ "title": "École", "nature": "works", "consultation_on": "2026-12-01", "publication": { "procedure_type": "open" } }));
    let before = notice_form::of(&desk.app, view.id, &now()).expect("a form");
    assert!(field(&before, "BT-17").label.starts_with("Soumission par voie électronique"));
    assert_eq!((field(&before, "BT-131").kind, field(&before, "BT-131").part), (NoticeKind::Instant, NoticePart::Required));
    assert_eq!(field(&before, "recours.BT-513").part, NoticePart::Appeals);
    for (key, typed, shown) in [
        ("BT-17", "required", "required"),
        ("BT-131", " 20/10/2026 12h30", "20/10/2026 12:30"),
        ("BT-98", "6", "6"),
        ("BT-774", "circ-econ,clim-mitig", "circ-econ,clim-mitig"),
    ] {
        view = notice_form::set(&desk.app, view.id, view.rev, key, typed, &now()).expect("kept");
        let form = notice_form::of(&desk.app, view.id, &now()).expect("a form");
        assert_eq!((field(&form, key).value.as_deref(), field(&form, key).fault.as_deref()), (Some(shown), None), "{key}");
    }
    let after = notice_form::of(&desk.app, view.id, &now()).expect("a form");
    assert_eq!(field(&after, "BT-18").part, NoticePart::Required, "an address is due once offers come by the network");
    assert_eq!(before.missing - after.missing, 2, "three are told, and one of them calls for another");
    view = notice_form::set(&desk.app, view.id, view.rev, "BT-131", "", &now()).expect("taken back");
    assert_eq!(field(&notice_form::of(&desk.app, view.id, &now()).expect("a form"), "BT-131").value, None);
}

#[test]
fn what_cannot_be_read_is_refused_beside_its_field_and_changes_nothing() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "École", "nature": "works" }));
    for (key, typed, refusal) in [
        ("BT-131", "demain midi", "avis-instant-illisible"),
        ("BT-131", "31/02/2026 12:00", "avis-instant-illisible"),
        ("BT-98", "six", "avis-nombre-illisible"),
        ("BT-9999", "x", "avis-champ-inconnu"),
    ] {
        assert_eq!(code(notice_form::set(&desk.app, view.id, view.rev, key, typed, &now())), refusal, "{key} {typed}");
    }
    assert_eq!(desk.get(view.id).rev, view.rev);
    let kept = notice_form::set(&desk.app, view.id, view.rev, "BT-11", "mairie", &now()).expect("kept");
    let form = notice_form::of(&desk.app, kept.id, &now()).expect("a form");
    assert!(field(&form, "BT-11").fault.as_deref().is_some_and(|fault| fault.contains("mairie")), "a code that its list does not have is said");
}

#[test]
fn what_the_file_tells_is_not_asked_and_every_code_has_its_name() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "École", "nature": "works", "buyer": { "name": "Ville", "siret": "20005480700017" } }));
    let form = notice_form::of(&desk.app, view.id, &now()).expect("a form");
    for told in ["BT-500", "BT-501", "BT-23", "BT-701"] {
        assert!(form.fields.iter().all(|field| field.key != told), "{told} is told by the file");
    }
    let coded = form.fields.iter().filter(|field| matches!(field.kind, NoticeKind::Code | NoticeKind::Codes));
    for field in coded {
        assert!(!field.words.is_empty() && field.words.iter().all(|word| word.label != word.value), "{}: {:?}", field.key, field.words);
    }
    assert!(form.fields.iter().all(|field| !field.label.starts_with('(')), "each field has its official name");
}
