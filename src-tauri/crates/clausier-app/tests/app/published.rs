//! Published contracts taken in from a file, and taken back.

use std::path::PathBuf;

use clausier_app::{edit, indicators, open_data, published_import, share, tenders};
use serde_json::{Value, json};

use crate::support::{Desk, at, code, now};

fn contract(id: &str) -> Value {
    json!({ "id": id, "acheteur": { "id": "20005480700017" }, "objet": "Entretien des parcs", "codeCPV": "77310000", "dateNotification": "2024-03-01",
        "montant": 50_000, "considerationsSociales": { "considerationSociale": ["Clause sociale"] } })
}

fn file(desk: &Desk, contracts: &[Value]) -> PathBuf {
    let path = desk.folder.path().join("contrats.json");
    std::fs::write(&path, json!({ "marches": { "marche": contracts } }).to_string()).expect("a file");
    path
}

#[test]
fn a_past_year_counts_once_its_contracts_are_taken_in_and_no_more_once_they_are_taken_back() {
    let desk = Desk::new();
    assert_eq!(code(published_import::undo(&desk.app, &now())), "aucun-import-a-annuler");
    let broken = json!({ "id": "3", "acheteur": { "id": "20005480700017" }, "objet": "Sans date" });
    let done =
        published_import::import(&desk.app, &file(&desk, &[contract("1"), contract("2"), broken]), Some("200054807"), &now()).expect("taken in");
    assert!(done.sentences.join(" ").contains("3 : la date de notification manque"), "{:?}", done.sentences);
    assert!(done.last.as_deref().is_some_and(|last| last.starts_with("contrats.json")), "{:?}", done.last);
    let count = || indicators::of_year(&desk.app, 2024).expect("figures").coverage.contracts;
    assert_eq!((count(), published_import::progress().running), (2, false));
    let back = published_import::undo(&desk.app, &at(10)).expect("taken back");
    assert_eq!((count(), back.last, tenders::list(&desk.app).expect("a list").len()), (0, None, 0));
}

#[test]
fn a_tender_updated_by_the_file_goes_back_to_what_it_was() {
    let desk = Desk::new();
    let own = desk.tender(&json!({ "title": "Parcs", "buyer": { "siret": "20005480700017" }, "award": { "decp_id": "7" } }));
    published_import::import(&desk.app, &file(&desk, &[contract("7")]), None, &at(10)).expect("taken in");
    let amount = |desk: &Desk| desk.get(own.id).tender.award.and_then(|award| award.amount_eur);
    assert!(amount(&desk).is_some());
    published_import::undo(&desk.app, &at(20)).expect("taken back");
    assert_eq!((amount(&desk), desk.get(own.id).tender.title.as_deref()), (None, Some("Parcs")));
}

#[test]
fn the_lots_published_from_here_come_back_to_their_consultation_and_count_once() {
    let desk = Desk::new();
    let holder = json!({ "lot": 1, "id_type": "SIRET", "id": "20005480700017", "size": "small" });
    let own = desk.tender(&json!({ "title": "Parcs", "buyer": { "siret": "20005480700017" }, "notified_on": "2024-03-01", "stage": "notified",
        "lots": [{ "number": 1 }, { "number": 2 }], "award": { "decp_id": "7", "holders": [holder] } }));
    let of = |lot: &str, siret: &str| {
        let mut contract = contract(lot);
        contract["titulaires"] = json!([{ "titulaire": { "typeIdentifiant": "SIRET", "id": siret } }]);
        contract
    };
    let lots = file(&desk, &[of("7-01", "20005480700017"), of("7-02", "11111111100029"), contract("8")]);
    let report = open_data::import_decp(&desk.app, &lots, None, &at(10)).expect("taken in");
    assert_eq!((report.imported, report.updated), (1, 2));
    let figures = indicators::of_year(&desk.app, 2024).expect("figures");
    assert_eq!((figures.coverage.tenders, figures.coverage.contracts), (2, 3), "two lots and one more");
    let holders = |desk: &Desk| desk.get(own.id).tender.award.map(|award| award.holders).unwrap_or_default();
    let told: Vec<(Option<u32>, bool, Option<bool>)> = holders(&desk).iter().map(|one| (one.lot, one.amount_eur.is_some(), one.is_sme())).collect();
    assert_eq!(told, [(Some(1), true, Some(true)), (Some(2), true, None)]);
    let again = open_data::import_decp(&desk.app, &lots, None, &at(15)).expect("taken in");
    assert_eq!((again.imported, again.updated, again.unchanged), (0, 3, 3));
    published_import::undo(&desk.app, &at(20)).expect("taken back");
    assert_eq!((holders(&desk).len(), tenders::list(&desk.app).expect("a list").len()), (1, 1), "both lots at once");
}

#[test]
fn what_a_past_year_did_not_publish_is_no_zero_on_any_screen() {
    let desk = Desk::new();
    let mut old = contract("1");
    old["considerationsSociales"] = Value::Null;
    old["dateNotification"] = json!("2024-03-01+01:00");
    open_data::import_decp(&desk.app, &file(&desk, &[old]), None, &now()).expect("taken in");
    let figures = indicators::of_year(&desk.app, 2024).expect("figures");
    for id in ["spaser-env", "spaser-social", "marches-reserves", "allotissement", "profondeur-themes"] {
        let one = figures.indicators.iter().find(|one| one.id == id).expect("the indicator is there");
        assert_eq!((one.percent, one.known, one.all, one.partial), (None, 0, 1, true), "{id}");
    }
}

#[test]
fn a_buyer_is_asked_for_by_its_number_and_nothing_else() {
    let desk = Desk::new();
    let file = file(&desk, &[contract("1")]);
    for (typed, taken) in
        [("200 054 807", Some(1)), ("20005480700017", Some(1)), ("111111111", Some(0)), ("abc", None), ("2000548", None), ("", None)]
    {
        let read = open_data::import_decp(&desk.app, &file, Some(typed), &at(5)).map(|report| report.imported + report.updated);
        assert_eq!(read.as_ref().ok().copied(), taken, "{typed}");
        if let Err(error) = read {
            assert_eq!(error.code, "siren-illisible", "{typed}");
        }
    }
}

#[test]
fn what_was_worked_on_since_is_left_and_named() {
    let desk = Desk::new();
    published_import::import(&desk.app, &file(&desk, &[contract("1"), contract("2")]), None, &now()).expect("taken in");
    let first = tenders::list(&desk.app).expect("a list").into_iter().next().expect("a tender");
    let view = desk.get(first.id);
    edit::patch(&desk.app, view.id, view.rev, "title", &json!({ "title": "Repris à la main" }), &at(10)).expect("an edit");
    let back = published_import::undo(&desk.app, &at(20)).expect("taken back");
    let titles: Vec<Option<String>> = tenders::list(&desk.app).expect("a list").into_iter().map(|row| row.title).collect();
    assert_eq!(titles, [Some("Repris à la main".to_owned())]);
    assert!(back.sentences.iter().any(|sentence| sentence.contains("Repris à la main")), "{:?}", back.sentences);
}

#[test]
fn stopped_on_the_way_it_says_so_and_what_it_took_can_be_taken_back() {
    let desk = Desk::new();
    let contracts: Vec<Value> = (0..5).map(|number| contract(&number.to_string())).collect();
    let report = open_data::import_watched(&desk.app, &file(&desk, &contracts), None, &now(), &mut |done, total| {
        assert_eq!(total, 5);
        done < 2
    });
    let report = report.expect("stopped");
    assert_eq!((report.imported, report.stopped), (2, true));
    let same = open_data::import_decp(&desk.app, &file(&desk, &contracts[..2]), None, &at(5)).expect("taken in");
    assert_eq!((same.imported, same.updated, same.unchanged), (0, 2, 2), "nothing is new: the import before can still be taken back");
    published_import::undo(&desk.app, &at(10)).expect("taken back");
    assert_eq!(tenders::list(&desk.app).expect("a list").len(), 0);
}

#[test]
fn an_import_taken_back_before_it_was_sent_leaves_nothing_in_the_shared_folder() {
    let (desk, folder) = (Desk::new(), tempfile::tempdir().expect("a folder"));
    share::link(&desk.app, folder.path(), false, &now()).expect("linked");
    published_import::import(&desk.app, &file(&desk, &[contract("1")]), None, &now()).expect("taken in");
    published_import::undo(&desk.app, &at(10)).expect("taken back");
    share::sync(&desk.app, &at(20)).expect("sent");
    let colleague = Desk::new();
    share::link(&colleague.app, folder.path(), false, &now()).expect("linked");
    share::sync(&colleague.app, &now()).expect("read");
    assert_eq!(indicators::of_year(&colleague.app, 2024).expect("figures").coverage.contracts, 0);
}
