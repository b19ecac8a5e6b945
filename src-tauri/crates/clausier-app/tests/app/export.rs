//! The window's export: preview, chosen places, memory of what was written.

use clausier_app::wire::{ChosenPlace, FileHandle, PlaceView};
use clausier_app::{edit, export, files, sample, tenders};
use serde_json::json;

use crate::support::{Desk, at, now};

fn handle() -> FileHandle {
    FileHandle { handle: "f-1".to_owned(), name: "CCAP.docx".to_owned() }
}

#[test]
fn clauses_go_to_the_places_shown_then_nothing_changes() {
    let desk = Desk::new();
    sample::write(&desk.folder.path().join("exemples")).expect("the samples are written");
    let source = desk.folder.path().join("exemples/groupe-scolaire/CCAP.docx");
    let own = |id: &str| json!({ "clause": id, "document": "ccap", "title": format!("Clause {id}"), "text": "Le titulaire trie." });
    let view = desk.tender(&json!({ "selections": [own("un"), own("deux")] }));
    let plan = export::plan_view(&desk.app, &view.tender, "ccap", &source, handle()).expect("a preview");
    assert_eq!(plan.places.len(), 2, "each clause is on the screen: {:?}", plan.places);
    let heading = plan.headings.last().expect("a heading").text.clone();
    let places = [ChosenPlace { clause: "un".to_owned(), at: Some(heading) }, ChosenPlace { clause: "deux".to_owned(), at: None }];
    let write = |from: &std::path::Path, out: &std::path::Path, places: &[ChosenPlace]| {
        export::write_from_window(&desk.app, &view.tender, "ccap", from, out, places, &[], &now()).expect("written")
    };
    let (one, two) = (desk.folder.path().join("un.docx"), desk.folder.path().join("deux.docx"));
    let report = write(&source, &one, &places);
    let names = |entries: &[clausier_app::wire::ExportEntry]| entries.iter().map(|entry| entry.clause.clone()).collect::<Vec<_>>();
    assert_eq!(names(&report.inserted), ["un"], "a clause left out is not written");
    assert_eq!(report.written.as_deref(), Some("un.docx"), "a name, never a path");
    let again = write(&one, &two, &places);
    assert_eq!(names(&again.unchanged), ["un"], "{again:?}");
    assert_eq!(files::read_document(&one).ok(), files::read_document(&two).ok());
    let task = desk.get(view.id).tasks.into_iter().find(|task| task.screen == "export").expect("the task");
    assert_eq!(task.state, clausier_app::wire::TaskState::Done, "{task:?}");
}

#[test]
fn a_tender_file_goes_out_and_comes_back() {
    let desk = Desk::new();
    let view = desk.tender(&json!({ "title": "Un", "estimated_value_eur": 12.5 }));
    let file = desk.folder.path().join("marche.json");
    files::write_tender(&view.tender, &file, false).expect("written");
    edit::patch(&desk.app, view.id, view.rev, "title", &json!({ "title": "Deux" }), &at(10)).expect("an edit");
    let read = files::read_tender(&file).expect("read");
    assert_eq!(read, view.tender);
    let imported = tenders::import(&desk.app, &read, &at(20)).expect("imported");
    assert_eq!((imported.id, imported.created), (view.id, false));
    assert_eq!(desk.get(view.id).tender.title.as_deref(), Some("Un"));
}

#[test]
fn two_writings_of_one_clause_are_two_lines_of_the_screen() {
    let desk = Desk::new();
    sample::write(&desk.folder.path().join("exemples")).expect("the samples are written");
    let source = desk.folder.path().join("exemples/groupe-scolaire/CCAP.docx");
    let own = |lot: u32| json!({ "clause": "tri", "document": "ccap", "title": "Tri", "text": format!("Lot {lot}."), "lots": [lot], "at": "#end" });
    let view = desk.tender(&json!({ "lots": [{ "number": 1 }, { "number": 2 }], "selections": [own(1), own(2)] }));
    let plan = export::plan_view(&desk.app, &view.tender, "ccap", &source, handle()).expect("a preview");
    let names: Vec<&str> = plan.places.iter().map(|place| place.clause.as_str()).collect();
    assert_eq!(names, ["tri#lot-1", "tri#lot-2"]);
    let places = [ChosenPlace { clause: names[0].to_owned(), at: Some("#end".to_owned()) }, ChosenPlace { clause: names[1].to_owned(), at: None }];
    let out = desk.folder.path().join("un.docx");
    let report = export::write_from_window(&desk.app, &view.tender, "ccap", &source, &out, &places, &[], &now()).expect("written");
    assert_eq!(report.inserted.iter().map(|entry| entry.clause.as_str()).collect::<Vec<_>>(), ["tri#lot-1"]);
}

/// What the screen shows of each clause: its place, and whether that needs no yes.
fn shown(places: &[PlaceView]) -> Vec<(&str, Option<&str>, bool)> {
    places.iter().map(|place| (place.clause.as_str(), place.at.as_deref(), place.certain)).collect()
}

#[test]
fn a_fresh_file_gets_the_clauses_where_the_former_one_had_them() {
    let desk = Desk::new();
    sample::write(&desk.folder.path().join("exemples")).expect("the samples are written");
    let source = desk.folder.path().join("exemples/groupe-scolaire/CCAP.docx");
    let own = |id: &str| json!({ "clause": id, "document": "ccap", "title": format!("Clause {id}"), "text": "Le titulaire trie." });
    let view = desk.tender(&json!({ "selections": [own("un"), own("deux"), own("trois")] }));
    let before = export::plan_view(&desk.app, &view.tender, "ccap", &source, handle()).expect("a preview");
    assert!(before.places.iter().all(|place| !place.certain), "nothing is known yet: {:?}", before.places);
    let heading = before.headings[1].text.clone();
    let choose = |clause: &str, at: Option<&str>| ChosenPlace { clause: clause.to_owned(), at: at.map(str::to_owned) };
    let places = [choose("un", Some(&heading)), choose("deux", Some("#end")), choose("trois", None)];
    let out = desk.folder.path().join("un.docx");
    export::write_from_window(&desk.app, &view.tender, "ccap", &source, &out, &places, &[], &now()).expect("written");

    let fresh = desk.folder.path().join("frais.docx");
    std::fs::copy(&source, &fresh).expect("the drafting software makes the file again");
    let after = export::plan_view(&desk.app, &view.tender, "ccap", &fresh, handle()).expect("a preview");
    assert_eq!(shown(&after.places), [("un", Some(heading.as_str()), true), ("deux", Some("#end"), true), ("trois", None, true)]);
    let other = export::plan_view(&desk.app, &view.tender, "cctp", &fresh, handle()).expect("a preview");
    assert!(other.places.is_empty(), "places are those of one document: {:?}", other.places);

    let target = export::Target { kind: Some("ccap".to_owned()), ..export::Target::default() };
    let again = desk.folder.path().join("deux.docx");
    let report =
        export::write_remembering(&desk.app, &view.tender, &target, &fresh, &again, &export::Options::default(), &now()).expect("one command");
    let at: Vec<(&str, Option<&str>)> = report.inserted.iter().map(|entry| (entry.clause.as_str(), entry.at.as_deref())).collect();
    assert_eq!(at, [("un", Some(heading.as_str())), ("deux", Some("#end"))], "no yes is asked again");
    assert_eq!(report.removed.iter().map(|entry| entry.clause.as_str()).collect::<Vec<_>>(), ["trois"]);
}
