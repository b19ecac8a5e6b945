//! Files of other services: taken once, replaced whole, taken back.

use chrono::{DateTime, Utc};
use clausier_store::{Intake, IntakeRow, Store};
use proptest::prelude::*;

fn now() -> DateTime<Utc> {
    "2026-11-25T08:00:00Z".parse().expect("an instant")
}

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path(), now()).expect("a base");
    (folder, store)
}

fn spend(year: &str, rows: &[(&str, i64)]) -> Intake {
    let row = |(name, amount): &(&str, i64)| IntakeRow { name: (*name).to_owned(), amount: *amount, detail: String::new() };
    Intake { kind: "spend".to_owned(), scope: year.to_owned(), aside: 0, rows: rows.iter().map(row).collect() }
}

fn sums(store: &Store) -> Vec<(String, i64)> {
    store.intakes().expect("heads").into_iter().map(|head| (head.scope, head.sum)).collect()
}

#[test]
fn a_file_replaces_its_years_and_leaves_the_others() {
    let (_folder, mut store) = store();
    store.take_in("a.csv", &[spend("2025", &[("1", 100)]), spend("2026", &[("1", 200)])], now()).expect("taken");
    store.take_in("b.csv", &[spend("2026", &[("2", 50), ("3", 5)])], now()).expect("taken");
    assert_eq!(sums(&store), [("2025".to_owned(), 100), ("2026".to_owned(), 55)]);
    assert_eq!(store.intake_rows("spend", "2026").expect("rows").len(), 2);
}

#[test]
fn the_last_file_is_taken_back_and_what_stood_beneath_counts_again() {
    let (_folder, mut store) = store();
    store.take_in("a.csv", &[spend("2026", &[("1", 200)])], now()).expect("taken");
    store.take_in("b.csv", &[spend("2026", &[("2", 50)])], now()).expect("taken");
    assert_eq!(store.undo_intake(now()).expect("undone").len(), 1);
    assert_eq!(sums(&store), [("2026".to_owned(), 200)]);
    store.undo_intake(now()).expect("undone");
    assert_eq!((sums(&store), store.undo_intake(now()).expect("nothing left")), (Vec::new(), Vec::new()));
}

#[test]
fn a_base_of_the_former_format_receives_the_tables() {
    let (folder, store) = store();
    drop(store);
    let base = folder.path().join(clausier_store::BASE_NAME);
    let conn = rusqlite::Connection::open(&base).expect("the base");
    conn.execute_batch(
        "DROP TABLE place; DROP TABLE own_step; DROP TABLE own_change; DROP TABLE own_item; DROP TABLE intake_row; DROP TABLE intake; PRAGMA user_version = 2",
    )
    .expect("the former format");
    drop(conn);
    let mut store = Store::open(folder.path(), now()).expect("a base brought up to date");
    assert!(store.take_in("a.csv", &[spend("2026", &[("1", 200)])], now()).expect("taken"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn twice_is_once(rows in proptest::collection::vec(("[0-9]{1,3}", -1000_i64..1000), 0..8), turned in 0_usize..8) {
        let (_folder, mut store) = store();
        let rows: Vec<(&str, i64)> = rows.iter().map(|(name, amount)| (name.as_str(), *amount)).collect();
        let mut again = rows.clone();
        again.rotate_left(if rows.is_empty() { 0 } else { turned % rows.len() });
        prop_assert!(store.take_in("a.csv", &[spend("2026", &rows)], now()).expect("taken"));
        let once = sums(&store);
        prop_assert!(!store.take_in("b.csv", &[spend("2026", &again)], now()).expect("taken"), "the same lines in another order say the same");
        prop_assert_eq!(sums(&store), once);
        store.undo_intake(now()).expect("undone");
        prop_assert_eq!(sums(&store), Vec::new());
    }
}
