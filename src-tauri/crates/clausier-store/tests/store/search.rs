//! The traps of French search.

use clausier_core::tender::{DocumentKind, Family, Level, Theme};
use clausier_store::{Hits, SearchQuery, SearchRow, Store};
use proptest::prelude::*;

use crate::tools::noon;

fn row(id: &str, title: &str, body: &str) -> SearchRow {
    SearchRow {
        id: id.into(),
        version: "1.0.0".into(),
        title: title.into(),
        keywords: String::new(),
        summary: String::new(),
        body: body.into(),
        theme: Theme::Environment,
        families: vec![Family::Works],
        documents: vec![DocumentKind::Cctp],
        levels: vec![Level::Basic],
    }
}

fn rows() -> Vec<SearchRow> {
    vec![
        row("oeuvre", "Maîtrise d’œuvre", "Le maître d’ouvrage confie une mission complète."),
        row("co2", "Bilan des émissions de CO₂", "Le titulaire mesure les émissions des marchés publics."),
        row("bio", "Produits biologiques", "Les denrées sont issues de l’agriculture biologique, article L. 230-5-1."),
        row("dechet", "Gestion des déchets de chantier", "Le tri se fait à l’école ; la sous-traitance est déclarée (R2193-1)."),
        SearchRow {
            theme: Theme::Insertion,
            levels: vec![Level::Exemplary],
            ..row("insertion", "Heures d’insertion", "Le chantier réserve 5 % des heures aux déchets de parcours.")
        },
    ]
}

fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    assert!(store.index_clauses(&rows(), noon()).unwrap());
    store
}

fn search(store: &Store, text: &str) -> Hits {
    store.search_clauses(&SearchQuery { text: text.into(), limit: 20, ..SearchQuery::default() }).expect("no text is an error")
}

fn found(store: &Store, text: &str) -> Vec<String> {
    search(store, text).hits.into_iter().map(|hit| hit.clause).collect()
}

#[test]
fn words_are_found_however_they_are_written() {
    let store = store();
    for (text, clause) in [
        ("oeuvre", "oeuvre"),
        ("OEUVRE", "oeuvre"),
        ("œuvres", "oeuvre"),
        ("maitrise d'oeuvre", "oeuvre"),
        ("maîtrise d’œu", "oeuvre"),
        ("CO2", "co2"),
        ("co₂", "co2"),
        ("emission", "co2"),
        ("marche", "co2"),
        ("marchés", "co2"),
        ("marché public", "co2"),
        ("biologique", "bio"),
        ("BIOLOGIQUES", "bio"),
        ("bio", "bio"),
        ("L230-5-1", "bio"),
        ("L. 230-5-1", "bio"),
        ("230", "bio"),
        ("ecole", "dechet"),
        ("l'école", "dechet"),
        ("soustraitance", "dechet"),
        ("sous traitance", "dechet"),
        ("R. 2193-1", "dechet"),
        ("me\u{301}sure", "co2"),
        ("inser\u{ad}tion", "insertion"),
    ] {
        assert!(found(&store, text).iter().any(|hit| hit == clause), "{text} finds {:?}", found(&store, text));
    }
}

#[test]
fn a_word_of_the_title_comes_before_a_word_of_the_text() {
    let store = store();
    assert_eq!(found(&store, "déchets"), ["dechet", "insertion"]);
    assert_eq!(found(&store, "chantier"), ["dechet", "insertion"]);
    let scores: Vec<f64> = search(&store, "déchets").hits.iter().map(|hit| hit.score).collect();
    assert!(scores[0] > scores[1], "{scores:?}");
}

#[test]
fn every_word_must_be_there_unless_none_has_them_all() {
    let store = store();
    assert_eq!(found(&store, "chantier heures"), ["insertion"]);
    assert_eq!(found(&store, "œuvre heures").len(), 2, "no clause has both words, so each counts alone");
}

#[test]
fn filters_narrow_and_an_empty_text_lists_all() {
    let store = store();
    let count = |query: SearchQuery| store.search_clauses(&SearchQuery { limit: 1, ..query }).unwrap();
    assert_eq!(count(SearchQuery::default()).total, 5);
    assert_eq!(count(SearchQuery::default()).hits[0].title, "Bilan des émissions de CO₂", "by title");
    for query in [
        SearchQuery { theme: Some(Theme::Insertion), ..SearchQuery::default() },
        SearchQuery { level: Some(Level::Exemplary), text: "chantier".into(), ..SearchQuery::default() },
    ] {
        assert_eq!(count(query).hits[0].clause, "insertion");
    }
    assert_eq!(count(SearchQuery { family: Some(Family::It), ..SearchQuery::default() }).total, 0);
    assert_eq!(count(SearchQuery { document: Some(DocumentKind::Cctp), text: "chantier".into(), ..SearchQuery::default() }).total, 2);
}

#[test]
fn the_excerpt_shows_the_original_text() {
    let store = store();
    assert_eq!(search(&store, "ecole").hits[0].excerpt, "Le tri se fait à l’école ; la sous-traitance est déclarée (R2193-1).");
}

#[test]
fn the_index_is_made_again_only_when_the_rows_change() {
    let mut store = store();
    assert!(!store.index_clauses(&rows(), noon()).unwrap(), "the rows are the same");
    assert!(store.index_clauses(&rows()[..2], noon()).unwrap());
    assert_eq!(search(&store, "").total, 2);
    assert!(found(&store, "chantier").is_empty(), "nothing of the former rows is left");
    store.index_clauses(&[], noon()).unwrap();
    assert_eq!(search(&store, "oeuvre"), Hits::default());
}

#[test]
fn punctuation_alone_finds_nothing() {
    let store = store();
    for text in ["\"", "*", "( OR )*", "NEAR(", "'; DROP TABLE tender; --", "title_words:", "^", "-", "\0", "{title_words} : x"] {
        search(&store, text);
    }
    assert_eq!(search(&store, "\"*()").total, 0);
}

proptest! {
    #[test]
    fn nothing_that_is_typed_is_an_error(text in "\\PC{0,60}") {
        search(&store(), &text);
    }

    #[test]
    fn nothing_that_looks_like_syntax_is_an_error(text in "[\"'*()^:{}+\\-a-cé\0 ]{0,20}( AND | OR | NOT |NEAR)?[\"'*()a-c, 0-9²œ\u{301}\u{ad}]{0,20}") {
        search(&store(), &text);
    }

    #[test]
    fn a_clause_is_found_by_any_of_its_words(title in "[a-zéèêçœæ]{2,12}( [a-zéèêçœæ]{2,12}){0,3}") {
        let mut store = Store::in_memory().unwrap();
        store.index_clauses(&[row("x", &title, "")], noon()).unwrap();
        for word in title.split(' ') {
            prop_assert_eq!(found(&store, &word.to_uppercase()), ["x".to_owned()], "by {}", word);
        }
    }
}
