use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::clauses::ClauseLibrary;
use crate::tender::Tender;

fn tender(json: serde_json::Value) -> Tender {
    let mut whole = serde_json::json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11" });
    for (key, value) in json.as_object().expect("the test writes an object") {
        whole[key] = value.clone();
    }
    serde_json::from_value(whole).expect("the test writes a tender")
}

fn usual() -> Tender {
    tender(serde_json::json!({
        "criteria": [
            { "label": "Prix", "kind": "price", "weight": 60 },
            { "label": "Environnement", "kind": "environmental", "weight": 40, "sub": [
                { "label": "Déchets", "weight": 25, "what_bidders_provide": "Un schéma de tri." },
                { "label": "Transport", "weight": 15 }
            ] }
        ],
        "selections": [{ "clause": "own-1", "title": "Tri des déchets", "text": "Trier.\n\n**Preuve.** Un bordereau." }]
    }))
}

fn with_lots() -> Tender {
    tender(serde_json::json!({
        "lots": [{ "number": 1, "title": "Gros œuvre" }, { "number": 2, "criteria": [{ "label": "Coût", "kind": "cost", "weight": 100 }] }],
        "criteria": [{ "label": "Prix", "kind": "price", "weight": 100 }]
    }))
}

fn frame_of(tender: &Tender) -> Frame {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    frame(&ClauseLibrary::default(), tender, day).expect("own clauses carry their text")
}

fn headers() -> Headers {
    let text = str::to_owned;
    Headers {
        id: text("Repère"),
        asked: text("Ce qui est demandé"),
        answer: text("Votre réponse"),
        details: text("Précisions"),
        document: text("Document joint"),
        others: vec![text("Poids")],
        sheets: vec![text("Mode d’emploi")],
        yes: text("Oui"),
        no: text("Non"),
    }
}

fn text_of(item: &Item) -> String {
    format!("{:?} {} {:?} {}", item.group, item.label, item.lots, item.id)
}

/// One row of a filled frame.
#[derive(Debug, Clone)]
struct Filled {
    id: String,
    asked: String,
    answer: SheetCell,
    details: String,
    document: String,
}

/// A frame in which everything is answered.
fn filled(frame: &Frame) -> Vec<Filled> {
    let answer = |item: &Item| match item.expects {
        Expects::Text => SheetCell::Text("Réponse".to_owned()),
        Expects::Amount => SheetCell::Number(1250.5),
        Expects::YesNo => SheetCell::Text("Oui".to_owned()),
    };
    let row = |item: &Item| Filled {
        id: item.id.clone(),
        asked: text_of(item),
        answer: answer(item),
        details: String::new(),
        document: if item.document { "mémoire.pdf".to_owned() } else { String::new() },
    };
    let mut rows: Vec<Filled> = frame.items.iter().map(row).collect();
    rows[0].answer = SheetCell::Text("Entreprise Exemple".to_owned());
    rows[1].answer = SheetCell::Text("200 054 807 00017".to_owned());
    rows
}

fn table(rows: &[Filled]) -> SheetTable {
    let head = headers();
    let text = |text: &str| SheetCell::Text(text.to_owned());
    let header = [&head.id, &head.asked, &head.answer, &head.details, &head.document];
    let mut out = vec![SheetRow { cells: vec![(0, text("Cadre de réponse"))] }];
    out.push(SheetRow { cells: header.iter().zip(0..).map(|(cell, at)| (at, text(cell))).collect() });
    for row in rows {
        let cells = [text(&row.id), text(&row.asked), row.answer.clone(), text(&row.details), text(&row.document)];
        out.push(SheetRow { cells: cells.into_iter().zip(0..).map(|(cell, at)| (at, cell)).collect() });
    }
    SheetTable { name: "Cadre".to_owned(), rows: out }
}

fn read_back(frame: &Frame, rows: &[Filled]) -> Returned {
    read(frame, &[table(rows)], &headers(), &text_of).expect("a frame of this tender")
}

#[test]
fn every_criterion_proof_and_commitment_has_a_row_of_its_own() {
    let frame = frame_of(&usual());
    let rows: Vec<(Group, &str, bool)> = frame.items.iter().map(|item| (item.group, item.label.as_str(), item.document)).collect();
    let expected = [
        (Group::Bidder, "", false),
        (Group::Bidder, "", false),
        (Group::Criterion, "Prix", false),
        (Group::Criterion, "Environnement – Déchets", true),
        (Group::Criterion, "Environnement – Transport", false),
        (Group::Commitment, "Tri des déchets", false),
    ];
    assert_eq!(rows, expected);
    assert_eq!(frame.items[5].asked, "Un bordereau.", "the proof of a clause is what the bidder commits to");
}

#[test]
fn a_lot_asks_its_own_criteria_else_the_common_ones() {
    let frame = frame_of(&with_lots());
    let criteria: Vec<(&[u32], &str)> =
        frame.items.iter().filter(|item| item.group == Group::Criterion).map(|item| (item.lots.as_slice(), item.label.as_str())).collect();
    assert_eq!(criteria, [(&[1][..], "Prix"), (&[2][..], "Coût")]);
}

#[test]
fn an_identifier_stays_when_criteria_move_and_changes_with_the_tender() {
    let mut moved = usual();
    moved.criteria.reverse();
    let ids = |tender: &Tender| frame_of(tender).items.into_iter().map(|item| item.id).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(ids(&usual()), ids(&moved));
    let mut other = usual();
    other.id = "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a12".parse().expect("an identifier");
    assert!(ids(&usual()).is_disjoint(&ids(&other)));
}

#[test]
fn twin_criteria_have_two_identifiers() {
    let twins = tender(serde_json::json!({ "criteria": [{ "label": "Délai", "weight": 50 }, { "label": "Délai", "weight": 50 }] }));
    let frame = frame_of(&twins);
    assert_ne!(frame.items[2].id, frame.items[3].id);
}

#[test]
fn a_whole_answer_lacks_nothing_and_is_not_remarked_upon() {
    let frame = frame_of(&usual());
    let back = read_back(&frame, &filled(&frame));
    assert_eq!((back.bidder.as_deref(), back.missing.as_slice(), back.notices.as_slice()), (Some("Entreprise Exemple"), &[][..], &[][..]));
    assert_eq!(back.answers.len(), frame.items.len());
    assert_eq!(back.answers[2].amount, Some(1250.5));
}

#[test]
fn what_a_bidder_does_to_its_file_is_told() {
    let frame = frame_of(&usual());
    type Change = fn(&mut Vec<Filled>);
    type Told = fn(&Notice) -> bool;
    let cases: [(&str, Change, Told); 7] = [
        ("rows moved", |rows| rows.swap(2, 3), |notice| matches!(notice, Notice::Reordered)),
        ("identifier wiped out", |rows| rows[3].id.clear(), |notice| matches!(notice, Notice::IdAltered { .. })),
        ("identifier altered", |rows| rows[3].id = "C-00000000".to_owned(), |notice| matches!(notice, Notice::IdAltered { .. })),
        ("question rewritten", |rows| rows[3].asked = "Autre chose".to_owned(), |notice| matches!(notice, Notice::QuestionChanged { .. })),
        (
            "amount in words",
            |rows| rows[2].answer = SheetCell::Text("à négocier".to_owned()),
            |notice| matches!(notice, Notice::WrongType { found, .. } if found == "à négocier"),
        ),
        (
            "a row added",
            |rows| {
                let mut own = rows[3].clone();
                own.id.clear();
                own.asked = "Option de notre cru".to_owned();
                rows.push(own);
            },
            |notice| matches!(notice, Notice::UnknownRow { text } if text.starts_with("Option")),
        ),
        (
            "a row twice",
            |rows| {
                let mut twin = rows[4].clone();
                twin.answer = SheetCell::Text("Autre réponse".to_owned());
                rows.push(twin);
            },
            |notice| matches!(notice, Notice::TwoAnswers { .. }),
        ),
    ];
    for (name, change, told) in cases {
        let mut rows = filled(&frame);
        change(&mut rows);
        let back = read_back(&frame, &rows);
        assert!(back.notices.iter().any(told), "{name}: {:?}", back.notices);
        assert_eq!(back.answers.len(), frame.items.len(), "{name}: no answer is lost");
        assert_eq!(back.missing, [], "{name}");
    }
}

#[test]
fn what_is_not_given_is_missing_and_named() {
    let frame = frame_of(&usual());
    let mut rows = filled(&frame);
    rows[4].answer = SheetCell::Text(String::new());
    rows[3].document.clear();
    rows.remove(5);
    let missing: Vec<(String, MissingPart)> = read_back(&frame, &rows).missing.into_iter().map(|one| (one.item, one.part)).collect();
    let id = |at: usize| frame.items[at].id.clone();
    assert_eq!(missing, [(id(3), MissingPart::Proof), (id(4), MissingPart::Answer), (id(5), MissingPart::Row)]);
}

#[test]
fn only_the_lots_that_are_answered_ask_something() {
    let frame = frame_of(&with_lots());
    let row_of = |rows: &[Filled], label: &str| rows.iter().position(|row| row.asked.contains(label)).expect("the row is there");
    let mut rows = filled(&frame);
    let (second, cost) = (row_of(&rows, "Lot  [2]"), row_of(&rows, "Coût"));
    rows[second].answer = SheetCell::Text("Non".to_owned());
    rows[cost].answer = SheetCell::Text(String::new());
    let back = read_back(&frame, &rows);
    assert_eq!((back.lots.as_slice(), back.missing.as_slice()), (&[1][..], &[][..]));
    let empty: Vec<Filled> =
        rows.iter().map(|row| Filled { answer: SheetCell::Text(String::new()), document: String::new(), ..row.clone() }).collect();
    let back = read_back(&frame, &empty);
    assert_eq!(back.missing.len(), 4, "its name, its SIRET, and which lots: {:?}", back.missing);
}

#[test]
fn another_table_is_no_frame_and_another_tender_is_told() {
    let frame = frame_of(&usual());
    let problem = |tables: &[SheetTable]| read(&frame, tables, &headers(), &text_of).err();
    assert_eq!(problem(&[]), Some(FrameProblem::NotAFrame));
    assert_eq!(
        problem(&[SheetTable { name: "Prix".to_owned(), rows: vec![SheetRow { cells: vec![(0, SheetCell::Number(3.0))] }] }]),
        Some(FrameProblem::NotAFrame)
    );
    let foreign: Vec<Filled> =
        filled(&frame).into_iter().map(|row| Filled { id: "X-1".to_owned(), asked: format!("{} bis", row.asked), ..row }).collect();
    assert_eq!(problem(&[table(&foreign)]), Some(FrameProblem::OtherTender));
}

#[test]
fn the_comparison_puts_answers_and_gaps_side_by_side() {
    let frame = frame_of(&usual());
    let mut poor = filled(&frame);
    poor[3].document.clear();
    let (one, two) = (read_back(&frame, &filled(&frame)), read_back(&frame, &poor));
    let compared = compare(&frame, &[&one, &two]);
    let row = &compared.items[3];
    assert_eq!((row.offers[0].document.as_str(), row.offers[1].missing.as_slice()), ("mémoire.pdf", &[MissingPart::Proof][..]));
}

proptest! {
    #[test]
    fn any_order_of_rows_reads_the_same_answers(order in Just((0_usize..6).collect::<Vec<_>>()).prop_shuffle(), texts in prop::collection::vec("[a-zéœ0-9 .,;=+@-]{0,20}", 6)) {
        let frame = frame_of(&usual());
        let mut rows = filled(&frame);
        for (row, text) in rows.iter_mut().zip(&texts) {
            row.details = text.trim().to_owned();
        }
        let straight = read_back(&frame, &rows);
        let shuffled: Vec<Filled> = order.iter().map(|at| rows[*at].clone()).collect();
        let back = read_back(&frame, &shuffled);
        prop_assert_eq!(&back.answers, &straight.answers);
        prop_assert_eq!(&back.missing, &straight.missing);
        prop_assert_eq!(back.answers.iter().map(|answer| answer.details.clone()).collect::<Vec<_>>(), rows.iter().map(|row| row.details.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn any_table_is_read_without_a_fall(cells in prop::collection::vec(prop::collection::vec((0_u32..6, "[A-Za-zéÀ -]{0,18}|Votre réponse|Repère|Ce qui est demandé"), 0..6), 0..12)) {
        let rows = cells.into_iter().map(|row| SheetRow { cells: row.into_iter().map(|(at, text)| (at, SheetCell::Text(text))).collect() }).collect();
        let _ = read(&frame_of(&usual()), &[SheetTable { name: String::new(), rows }], &headers(), &text_of);
    }
}
