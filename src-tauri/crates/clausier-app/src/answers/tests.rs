use clausier_core::paper::{Cell, Entry, Paper, Part};
use clausier_documents::{NewFormat, write_new};
use proptest::prelude::*;

use super::*;
use crate::create::{NewKind, make};

const FORMATS: [(NewFormat, &str); 4] = [(NewFormat::Xlsx, "xlsx"), (NewFormat::Ods, "ods"), (NewFormat::Docx, "docx"), (NewFormat::Odt, "odt")];

fn tender() -> Tender {
    serde_json::from_value(serde_json::json!({
        "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "title": "Groupe scolaire", "consultation_on": "2026-11-24",
        "lots": [{ "number": 1, "title": "Gros œuvre" }, { "number": 2, "title": "Espaces verts" }],
        "criteria": [
            { "label": "Prix", "kind": "price", "weight": 60 },
            { "label": "Déchets", "kind": "environmental", "weight": 40, "what_bidders_provide": "Le schéma de tri." }
        ],
        "selections": [{ "clause": "env-08", "lots": [1] }]
    }))
    .expect("the test writes a tender")
}

fn now() -> Now {
    Now { today: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"), at: chrono::DateTime::UNIX_EPOCH }
}

/// The frame of the tender with its cells to fill in given by `answer`, from their number in the frame.
fn filled(tender: &Tender, answer: &dyn Fn(usize, &Entry) -> Cell) -> Paper {
    let mut paper = make(&Engine::embedded(), tender, NewKind::AnswerFrame, &now()).expect("a frame").paper;
    let mut number = 0;
    for part in &mut paper.parts {
        let Part::Grid(grid) = part else { continue };
        for cell in grid.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let Cell::Entry(entry) = cell {
                let given = answer(number, &entry.clone());
                number += 1;
                *cell = given;
            }
        }
    }
    paper
}

/// A bidder for the first lot that gives everything.
fn whole(number: usize, entry: &Entry) -> Cell {
    match (number, entry) {
        (0, _) => Cell::text("Entreprise Exemple"),
        (3, _) => Cell::text("20005480700017"),
        (9, _) => Cell::text("Non"),
        (_, Entry::Choice(words)) => Cell::text(words[0].clone()),
        (_, Entry::Amount) => Cell::Number(1_250_000.5),
        (_, Entry::Text) => Cell::text("Mémoire, page 3"),
    }
}

fn read_back(tender: &Tender, papers: &[(&str, Vec<u8>)]) -> (Vec<Offer>, Vec<UnreadAnswers>, ComparisonView) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = papers
        .iter()
        .map(|(name, bytes)| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("the test writes a file");
            path
        })
        .collect();
    let returns = read(&Engine::embedded(), tender, &paths, &now()).expect("the tender has a frame");
    (returns.offers(), returns.unread.clone(), returns.view())
}

#[test]
fn a_frame_filled_in_any_format_is_read_the_same() {
    let tender = tender();
    let paper = filled(&tender, &whole);
    let files: Vec<(String, Vec<u8>)> =
        FORMATS.iter().map(|(format, name)| (format!("offre.{name}"), write_new(&paper, *format).expect("a file"))).collect();
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let (offers, unread, _) = read_back(&tender, &files);
    assert_eq!(unread, []);
    for offer in &offers {
        assert_eq!(offer.bidder.as_deref(), Some("Entreprise Exemple"), "{}", offer.file);
        assert_eq!((offer.lots.as_slice(), offer.warnings.as_slice()), (&[1][..], &[][..]), "{}", offer.file);
        assert_eq!(offer.missing, [], "{}", offer.file);
        let price = offer.answers.iter().find(|answer| answer.label == "Prix" && answer.lots == [1]).expect("the price of lot 1");
        assert_eq!(price.amount, Some(1_250_000.5), "{}", offer.file);
    }
}

#[test]
fn an_empty_frame_lacks_everything_that_it_can_lack_and_says_it() {
    let tender = tender();
    for (format, name) in FORMATS {
        let paper = make(&Engine::embedded(), &tender, NewKind::AnswerFrame, &now()).expect("a frame").paper;
        let (offers, unread, _) = read_back(&tender, &[(&format!("vide.{name}"), write_new(&paper, format).expect("a file"))]);
        assert_eq!(unread, [], "{name}");
        let messages: Vec<String> = offers[0].missing.iter().map(|one| one.message.replace('\u{a0}', " ")).collect();
        assert!(messages.contains(&"« Nom de l’entreprise ou du groupement » : la réponse manque.".to_owned()), "{name}: {messages:?}");
        assert!(messages.iter().any(|message| message.contains("lot 2")), "{name}: {messages:?}");
        assert_eq!(offers[0].answers, [], "{name}: an invitation is no answer");
    }
}

#[test]
fn the_comparison_says_in_words_what_is_missing_and_ranks_nobody() {
    let tender = tender();
    // Without the name of a document beside « Déchets ».
    let poor = |number: usize, entry: &Entry| if number == 17 { Cell::text("") } else { whole(number, entry) };
    let file = |answer: &dyn Fn(usize, &Entry) -> Cell| write_new(&filled(&tender, answer), NewFormat::Xlsx).expect("a file");
    let (offers, _, view) = read_back(&tender, &[("a.xlsx", file(&whole)), ("b.xlsx", file(&poor))]);
    assert_eq!(offers[1].missing.len(), 1, "{:?}", offers[1].missing);
    let row = view.rows.iter().find(|row| row.question.starts_with("Déchets") && row.lots == "Lot 1").expect("a row");
    assert_eq!((row.cells[0].missing.len(), row.cells[1].missing.as_slice()), (0, &["Manque\u{a0}: la preuve".to_owned()][..]));
    assert!(row.cells[0].lines.contains(&"Document\u{a0}: Mémoire, page 3".to_owned()), "{row:?}");
    let not_asked = view.rows.iter().find(|row| row.question == "Prix" && row.lots == "Lot 2").expect("a row");
    assert_eq!(not_asked.cells[0].lines.len(), 3, "an answer to a lot that is refused is shown all the same: {not_asked:?}");
    let all = serde_json::to_string(&view).expect("a view is plain data").to_lowercase();
    assert!(!all.contains("rang") && !all.contains("classement"));
}

#[test]
fn a_file_that_is_no_frame_keeps_nobody_from_reading_the_others() {
    let tender = tender();
    let file = write_new(&filled(&tender, &whole), NewFormat::Ods).expect("a file");
    let mut other = tender.clone();
    other.id = "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a12".parse().expect("an identifier");
    other.criteria[0].label = Some("Coût".to_owned());
    other.criteria[1].label = Some("Eau".to_owned());
    (other.lots, other.selections) = (Vec::new(), Vec::new());
    let foreign = write_new(&Paper::new("Vide", ""), NewFormat::Docx).expect("a file");
    let (offers, unread, _) = read_back(&tender, &[("a.pdf", b"%PDF-1.7".to_vec()), ("b.docx", foreign), ("c.ods", file)]);
    assert_eq!(offers.len(), 1);
    let codes: Vec<&str> = unread.iter().map(|one| one.error.code.as_str()).collect();
    assert_eq!(codes, ["cadre-illisible", "cadre-pas-un-cadre"]);
    assert!(unread.iter().all(|one| one.error.message.contains(&one.file)), "{unread:?}");
}

#[test]
fn the_comparison_is_written_as_a_workbook() {
    let tender = tender();
    let folder = tempfile::tempdir().expect("a folder");
    let (source, out) = (folder.path().join("offre.xlsx"), folder.path().join("comparaison.xlsx"));
    std::fs::write(&source, write_new(&filled(&tender, &whole), NewFormat::Xlsx).expect("a file")).expect("written");
    let returns = read(&Engine::embedded(), &tender, &[source], &now()).expect("a frame");
    returns.write(&out, false).expect("a workbook");
    assert_eq!(returns.write(&out, false).err().map(|error| error.code).as_deref(), Some("fichier-existe"));
    let tables = clausier_documents::read_tables(&std::fs::read(&out).expect("a file"), "comparaison.xlsx").expect("tables");
    let header = tables[0].rows.iter().find(|row| row.cells.iter().any(|(_, cell)| cell.as_text() == "Entreprise Exemple"));
    assert!(header.is_some(), "the bidder has a column: {:?}", tables[0].rows.first());
    let nobody = read(&Engine::embedded(), &tender, &[], &now()).expect("a frame");
    assert_eq!(nobody.write(&folder.path().join("rien.xlsx"), false).err().map(|error| error.code).as_deref(), Some("cadres-aucun-lu"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_a_bidder_types_is_what_is_read(words in prop::collection::vec("[a-zA-ZéèœÀ0-9 =+@.,;:'«»-]{0,24}", 40), format in 0_usize..4) {
        let tender = tender();
        let typed = |number: usize| words[number % words.len()].split_whitespace().collect::<Vec<_>>().join(" ");
        let answer = |number: usize, entry: &Entry| if *entry == Entry::Text { Cell::text(typed(number)) } else { whole(number, entry) };
        let (format, name) = FORMATS[format];
        let file = write_new(&filled(&tender, &answer), format).expect("a file");
        let (offers, unread, _) = read_back(&tender, &[(&format!("offre.{name}"), file)]);
        prop_assert_eq!(unread, Vec::new());
        let read: Vec<String> = offers[0].answers.iter().flat_map(|answer| [answer.details.clone(), answer.document.clone()]).filter(|text| !text.is_empty()).collect();
        let questions = questions(&Engine::embedded(), &tender, &now()).expect("questions").items.len();
        let sent: Vec<String> = (0..questions).flat_map(|row| [typed_in(&typed, row * 3 + 1), typed_in(&typed, row * 3 + 2)]).filter(|text| !text.is_empty()).collect();
        prop_assert_eq!(read, sent);
    }
}

/// A dash that opens a line is written as a dash of a list.
fn typed_in(typed: &dyn Fn(usize) -> String, number: usize) -> String {
    let text = typed(number);
    text.strip_prefix("- ").map_or(text.clone(), |rest| format!("– {rest}"))
}
