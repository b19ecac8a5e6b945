//! The weighting simulator, as a script asks for it.

use serde_json::{Value, json};

use crate::support::Desk;

fn tender() -> Value {
    json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11",
            "criteria": [{ "label": "Prix", "kind": "price", "weight": 80 }, { "label": "Environnement", "kind": "environmental", "weight": 20 }],
            "lots": [{ "number": 1, "criteria": [{ "label": "Prix", "kind": "price", "weight": 40 }, { "label": "Technique", "kind": "quality", "weight": 60 }] }] })
}

fn offers(formula: &str) -> Value {
    json!({ "formula": formula, "offers": [
        { "name": "Moins chère", "price": 80_000, "technical": 20, "environmental": 10 },
        { "name": "Plus verte", "price": 100_000.0, "technical": 20, "environmental": 20 }] })
}

#[test]
fn the_winner_changes_at_the_weight_that_hand_arithmetic_gives() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &tender());
    let offers = desk.write("offres.json", offers("inverse").to_string());
    let simulate = |more: &[&str]| {
        let (tender, offers) = (tender.to_string_lossy(), offers.to_string_lossy());
        let mut arguments = vec!["criteria", "simulate", &*tender, "--offers", &*offers];
        arguments.extend(more);
        let found = desk.json(&arguments);
        assert_eq!(found.code, Some(0), "{}", found.err);
        serde_json::from_str::<Value>(&found.out).expect("one JSON document")
    };
    let found = simulate(&[]);
    let turn = &found["simulation"]["tippings"][0];
    assert!((turn["weight"].as_f64().unwrap_or_default() - 200.0 / 7.0).abs() < 1e-9, "100 - 0.5 w = 80 + 0.2 w: {turn}");
    assert_eq!((&turn["from"], &turn["to"]), (&json!(0), &json!(1)));
    let weights: Vec<_> = found["simulation"]["steps"].as_array().into_iter().flatten().map(|step| step["weight"].clone()).collect();
    assert_eq!(json!(weights), json!([0, 5, 10, 15, 20, 25, 30, 35, 40]));
    assert_eq!(found["shares"], json!({ "price": 80.0, "technical": 0.0, "environmental": 20.0 }));
    assert_eq!(simulate(&["--formula", "squared"])["simulation"]["tippings"], json!([]), "what is typed wins over the file");
    assert_eq!(simulate(&["--lot", "1"])["shares"], json!({ "price": 40.0, "technical": 60.0, "environmental": 0.0 }));
}

#[test]
fn without_offers_typical_ones_are_compared_and_said_in_sentences() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &tender());
    let told = desk.run(&["criteria", "simulate", &tender.to_string_lossy()]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    for expected in ["passe en tête", "0 %", "40 %", "Proportionnelle inverse", "il ne prédit aucune offre"] {
        assert!(told.out.replace(['\u{a0}', '\u{202f}'], " ").contains(expected), "{expected}: {}", told.out);
    }
}

#[test]
fn offers_that_cannot_be_compared_are_refused_with_their_reason() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &tender());
    let one = |name: &str, price: f64, mark: f64| json!({ "name": name, "price": price, "technical": mark, "environmental": 1 });
    let cases = [
        ("offres-nombre", json!({ "offers": [one("A", 1.0, 1.0)] }).to_string()),
        ("offre-sans-nom", json!({ "offers": [one("A", 1.0, 1.0), one(" ", 1.0, 1.0)] }).to_string()),
        ("offre-meme-nom", json!({ "offers": [one("A", 1.0, 1.0), one("A", 1.0, 1.0)] }).to_string()),
        ("offre-prix", json!({ "offers": [one("A", 1.0, 1.0), one("B", -3.0, 1.0)] }).to_string()),
        ("offre-note", json!({ "offers": [one("A", 1.0, 1.0), one("B", 3.0, 20.5)] }).to_string()),
        ("offres-illisibles", "{\"offers\": [{\"nom\": \"A\"}]}".to_owned()),
        ("offres-trop-gros", " ".repeat(1024 * 1024 + 1)),
    ];
    for (code, text) in cases {
        let file = desk.write("offres.json", text);
        let told = desk.json(&["criteria", "simulate", &tender.to_string_lossy(), "--offers", &file.to_string_lossy()]);
        let answer: Value = serde_json::from_str(&told.out).expect("one JSON document");
        assert_eq!((told.code, answer["error"]["code"].as_str()), (Some(1), Some(code)), "{}", told.out);
    }
    let unknown = desk.json(&["criteria", "simulate", &tender.to_string_lossy(), "--lot", "9"]);
    assert!(unknown.out.contains("lot-inconnu"), "{}", unknown.out);
}
