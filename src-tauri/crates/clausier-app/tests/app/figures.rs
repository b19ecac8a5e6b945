//! The figures of the organisation, drawn from what the shared folder says.

use clausier_app::indicators::pages;
use clausier_app::{App, indicators, share, tenders};
use clausier_sharing::{Hash, ReplicaId, SegmentName};
use serde_json::{Value, json};

use crate::support::{Desk, at, now};

fn tender(number: u8, department: &str, clause: bool, amount: u32) -> Value {
    let selections = if clause { json!([{ "clause": "env-08", "level": "advanced", "document": "ccap" }]) } else { json!([]) };
    json!({
        "schema": "clausier/tender/1", "id": format!("0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a{number:02}"), "title": format!("Marché {number}"),
        "nature": "works", "department": department, "cpv": ["45214200"], "consultation_on": "2026-01-15", "notified_on": "2026-05-02",
        "stage": "notified", "selections": selections, "award": { "amount_eur": amount, "holders": [{ "sme": true }] },
        "execution": { "insertion_hours_planned": 100, "insertion_hours_done": if clause { json!(120) } else { Value::Null } }
    })
}

fn import(desk: &Desk, tender: Value) {
    tenders::import(&desk.app, &serde_json::from_value(tender).expect("a tender"), &now()).expect("taken in");
}

/// What an indicator says: all of it but what each computer alone knows.
fn told(app: &App) -> Value {
    let year = indicators::of_year(app, 2026).expect("figures");
    json!({ "indicators": year.indicators, "tenders": year.coverage.tenders, "contracts": year.coverage.contracts, "excluded": year.coverage.excluded_rows })
}

/// A row that only a later version may count, published by another replica.
fn from_a_later_version(folder: &std::path::Path) {
    struct Dice;
    impl clausier_sharing::Chance for Dice {
        fn next(&mut self) -> u64 {
            7
        }
        fn wait(&mut self, _: std::time::Duration) {}
    }
    let rep = ReplicaId::draw(&mut Dice);
    let line =
        json!({ "annee": 2026, "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a99", "lit_min": 9, "rep": rep.as_str(), "schema": 9, "sup": false, "v": 1 });
    let bytes = format!("{line}\n").into_bytes();
    let name = SegmentName { replica: rep, generation: 1, rows: 1, part: None, sha: Hash::of(&bytes).short(), compressed: false };
    let directory = folder.join("resumes/annee=2026");
    std::fs::create_dir_all(&directory).expect("a folder");
    std::fs::write(directory.join(name.to_string()), bytes).expect("a segment");
}

#[test]
fn i15_equal_rows_give_equal_figures_with_their_coverage_and_excluded_rows_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (anne, benoit) = (Desk::new(), Desk::new());
    for desk in [&anne, &benoit] {
        share::link(&desk.app, folder.path(), false, &now()).expect("linked");
    }
    import(&anne, tender(10, "Bâtiments", true, 300_000));
    import(&anne, tender(11, "Voirie", false, 100_000));
    import(&benoit, tender(12, "Voirie", true, 50_000));
    import(&benoit, tender(13, "Espaces verts", false, 10_000));
    from_a_later_version(folder.path());
    for desk in [&anne, &benoit, &anne] {
        share::sync(&desk.app, &at(60)).expect("the folder is there");
    }
    let (one, other) = (told(&anne.app), told(&benoit.app));
    assert_eq!(one, other, "the figures are those of the rows, not of the computer");
    assert_eq!((&one["tenders"], &one["excluded"]), (&json!(4), &json!(1)), "{one}");
    let newcomer = Desk::new();
    share::link(&newcomer.app, folder.path(), false, &now()).expect("linked");
    assert_eq!(told(&newcomer.app)["tenders"], json!(0), "nothing is known before the folder is read");
    share::sync(&newcomer.app, &at(90)).expect("the folder is there");
    assert_eq!(told(&newcomer.app), one, "and the same for who only reads the folder");
    for app in [&anne.app, &newcomer.app] {
        let overview = pages::overview(app, Some(2026), &now()).expect("the overview");
        assert!(!overview.coverage_sentences.is_empty() && overview.cards.iter().all(|card| !card.basis.is_empty()));
    }
    // An edit changes the figures at once, on the computer that made it, and on the others once they have read it.
    import(&anne, tender(11, "Voirie", true, 100_000));
    assert_ne!(told(&anne.app), one, "what was read before is not kept past an edit");
    share::sync(&anne.app, &at(120)).expect("the folder is there");
    share::sync(&benoit.app, &at(120)).expect("the folder is there");
    assert_eq!(told(&benoit.app), told(&anne.app));
}

#[test]
fn one_indicator_is_told_by_year_by_part_and_contract_by_contract_and_they_add_up() {
    let desk = Desk::new();
    for (number, department, clause, amount) in [(10, "Bâtiments", true, 300_000), (11, "Bâtiments", false, 100_000), (12, "Voirie", false, 7)] {
        import(&desk, tender(number, department, clause, amount));
    }
    let page = pages::indicator(&desk.app, 2026, "spaser-env").expect("the page");
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!((plain(&page.card.shown).as_str(), page.card.sum.as_str()), ("33,33 %", "1 / 3"));
    let years: Vec<(String, String)> = page.years.iter().map(|part| (part.label.clone(), plain(&part.shown))).collect();
    assert_eq!(years, [("2026".to_owned(), "33,33 %".to_owned())]);
    let departments: Vec<(String, String)> = page.cuts[0].parts.iter().map(|part| (part.label.clone(), part.sum.clone())).collect();
    assert_eq!(departments, [("Bâtiments".to_owned(), "1 / 2".to_owned()), ("Voirie".to_owned(), "0 / 1".to_owned())]);
    let words: Vec<&str> = page.contracts.iter().map(|one| one.standing_word.as_str()).collect();
    assert_eq!((words, page.more), (vec!["compte", "ne compte pas", "ne compte pas"], 0));
    assert!(page.contracts.iter().all(|one| one.id.is_some()), "each of them opens: they are on this computer");
    assert_eq!(pages::indicator(&desk.app, 2026, "autre").expect_err("refused").code, "indicateur-inconnu");
    let executed = pages::indicator(&desk.app, 2026, "clause-executee").expect("the page");
    assert!(executed.card.partial && executed.card.value == Some(100.0), "one consultation of three says its hours: {:?}", executed.card);
}

#[test]
fn a_year_of_which_only_the_payments_are_known_is_shown_too() {
    let desk = Desk::new();
    let file = desk.folder.path().join("finances.csv");
    std::fs::write(&file, "siret;montant;annee\n20005480700017;10;2023\n").expect("a file");
    clausier_app::intake::import_spend(&desk.app, &file, &now()).expect("taken in");
    let view = pages::overview(&desk.app, None, &now()).expect("a view");
    assert_eq!((view.year, view.years, view.coverage.contracts, view.coverage.spend.lines), (2023, vec![2023], 0, 1));
}
