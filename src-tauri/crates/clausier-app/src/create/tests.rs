use clausier_core::document::{Block, line_text, to_plain_text};
use clausier_core::french::fold;
use clausier_core::paper::Part;

use super::*;
use crate::files::read_tender;

fn now() -> Now {
    Now { today: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"), at: chrono::DateTime::UNIX_EPOCH }
}

/// The works of the samples: ten lots, clauses, criteria.
fn sample() -> Tender {
    read_tender(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/groupe-scolaire/marche.json"))).expect("the sample is a tender")
}

fn with(changes: serde_json::Value) -> Tender {
    let mut tender = serde_json::to_value(sample()).expect("a tender is plain data");
    for (key, value) in changes.as_object().expect("the test writes an object") {
        tender[key] = value.clone();
    }
    serde_json::from_value(tender).expect("the test writes a tender")
}

fn text_of(paper: &Paper) -> String {
    let block = |block: &Block| match block {
        Block::Heading { line, .. } => line_text(line),
        Block::Paragraph { .. } | Block::Bullets { .. } | Block::Numbers { .. } | Block::Table { .. } => to_plain_text(std::slice::from_ref(block)),
    };
    let part = |part: &Part| match part {
        Part::Text(text) => block(text),
        Part::Grid(grid) => {
            let rows = grid.rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect::<Vec<_>>().join(" | "));
            rows.collect::<Vec<_>>().join("\n")
        }
    };
    paper.parts.iter().map(part).collect::<Vec<_>>().join("\n").replace(['\u{a0}', '\u{202f}'], " ")
}

fn made(tender: &Tender, kind: NewKind) -> Made {
    make(&Engine::embedded(), tender, kind, &now()).unwrap_or_else(|error| panic!("{kind:?}: {error}"))
}

#[test]
fn each_kind_has_a_word_and_a_format_to_work_in_before_the_pdf() {
    for kind in NewKind::EVERY {
        let word = serde_json::to_value(kind).expect("a word");
        assert_eq!(word, kind.word());
        assert!(kind.formats().len() > 1 && kind.formats().last() == Some(&FileFormat::Pdf), "{kind:?}");
    }
}

#[test]
fn every_kind_is_written_in_each_of_its_formats_and_refused_in_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let tender = with(serde_json::json!({ "staff_transfer": true, "quotes": [{ "supplier": "A" }] }));
    for kind in NewKind::EVERY {
        // PDF needs the program that prints: the command line tries it, where that program is built.
        for format in [FileFormat::Docx, FileFormat::Odt, FileFormat::Xlsx, FileFormat::Ods] {
            let out = folder.path().join(format!("{}.{}", kind.word(), format.extension()));
            let done = write(&Engine::embedded(), &tender, kind, format, &out, false, &now());
            if kind.formats().contains(&format) {
                assert!(done.is_ok() && out.is_file(), "{kind:?} {format:?}: {:?}", done.err());
            } else {
                assert_eq!(done.err().map(|error| error.code).as_deref(), Some("format-non-pris"), "{kind:?} {format:?}");
                assert!(!out.exists());
            }
        }
    }
}

#[test]
fn what_bidders_read_never_tells_the_estimate() {
    let mut tender = sample();
    tender.staff_transfer = Some(true);
    let secrets: Vec<String> = tender
        .lots
        .iter()
        .filter_map(|lot| lot.estimated_value_eur)
        .chain(tender.estimated_value_eur)
        .map(|amount| (amount.cents() / 100).to_string())
        .collect();
    assert!(secrets.len() > 5, "the sample has amounts");
    for kind in [
        NewKind::ClauseAnnex,
        NewKind::InsertionAnnex,
        NewKind::StaffAnnex,
        NewKind::CriteriaTable,
        NewKind::AnswerFrame,
        NewKind::SmallPurchaseLetter,
    ] {
        let text = text_of(&made(&tender, kind).paper).replace(' ', "");
        assert!(secrets.iter().all(|secret| !text.contains(secret)), "{kind:?} tells an amount");
    }
}

#[test]
fn an_empty_tender_gives_a_useful_document_or_a_sentence() {
    let empty = Tender::new(sample().id);
    let refused: Vec<(NewKind, String)> =
        NewKind::EVERY.into_iter().filter_map(|kind| make(&Engine::embedded(), &empty, kind, &now()).err().map(|error| (kind, error.code))).collect();
    let expected = [
        (NewKind::ClauseAnnex, "clause-aucune"),
        (NewKind::CriteriaTable, "criteres-aucun"),
        (NewKind::AnswerFrame, "cadre-rien"),
        (NewKind::InsertionAnnex, "insertion-rien"),
        (NewKind::Derogations, "clause-aucune"),
        (NewKind::ExecutionPlan, "execution-rien"),
        (NewKind::QuotesRecord, "devis-aucun"),
    ];
    assert_eq!(refused, expected.map(|(kind, code)| (kind, code.to_owned())));
    assert!(text_of(&made(&empty, NewKind::NeedsSheet).paper).contains("Rien n’est encore connu"));
    assert!(text_of(&made(&empty, NewKind::Summary).paper).contains("[à compléter]"));
    assert!(text_of(&made(&empty, NewKind::StaffAnnex).paper).contains("ne dit pas encore"));
}

#[test]
fn the_justification_keeps_each_reason_and_names_what_called_for_it() {
    let tender = with(serde_json::json!({ "set_aside": [
        { "clause": "ins-01", "reason": "Le lot dure trois semaines." }, { "clause": "env-08", "reason": "" }, { "clause": "inconnue", "reason": "x" }
    ], "selections": [] }));
    let text = text_of(&made(&tender, NewKind::Justification).paper);
    for wanted in [
        "Le lot dure trois semaines.",
        "Obligation : ",
        "Liste courte de la famille « ",
        "[à compléter]",
        "Clause écartée : inconnue",
        "Non couverte à ce stade",
    ] {
        assert!(text.contains(wanted), "{wanted} in:\n{text}");
    }
}

#[test]
fn a_target_that_no_clause_serves_is_justified_while_it_counts() {
    let sheet = |day: &str| text_of(&made(&with(serde_json::json!({ "consultation_on": day, "selections": [] })), NewKind::Justification).paper);
    assert!(sheet("2025-12-31").contains("Objectif non servi : "), "its last day");
    assert!(!sheet("2026-01-01").contains("Objectif non servi : "), "the day after");
}

#[test]
fn the_sheet_and_the_screen_of_what_is_left_out_say_the_same() {
    let tender =
        with(serde_json::json!({ "selections": [], "set_aside": [{ "clause": "ins-01", "reason": "Lot trop court." }], "needs": { "answers": {} } }));
    let engine = Engine::embedded();
    let text = text_of(&made(&tender, NewKind::Justification).paper);
    let open = |line: &&clausier_core::law::Line| line.is_open() && line.satisfied != clausier_core::law::Coverage::NotAssessed;
    let assessment = engine.assess(&tender, now().today);
    assert!(assessment.lines.iter().filter(open).count() > 0, "the sample has open duties");
    for row in engine.justification(&tender, now().today) {
        let is_counted = row.kind == clausier_core::clauses::JustifiedKind::Clause && row.reason.is_none();
        let what = row.what.replace(['\u{a0}', '\u{202f}'], " ");
        let is_lot = row.kind == clausier_core::clauses::JustifiedKind::Lot;
        assert!(is_counted || is_lot || text.contains(&what), "{what} in:\n{text}");
    }
    assert!(text.contains("Restent sans décision"), "{text}");
}

#[test]
fn the_execution_plan_is_an_agenda() {
    let tender = with(serde_json::json!({ "selections": [
        { "clause": "env-08" },
        { "clause": "o-1", "version": "1", "title": "Bruit", "text": "Rien.\n\n**Preuve.** Un relevé chaque semaine." }
    ] }));
    let Made { paper, clauses } = made(&tender, NewKind::ExecutionPlan);
    assert_eq!(clauses, ["o-1", "env-08"], "each week before each month");
    let text = text_of(&paper);
    assert!(text.contains("Chaque semaine | Bruit") && text.contains("Chaque mois | Valorisation"), "{text}");
    assert!(text.contains("Conduite d’opération") && text.contains("pénalité de 300 €"), "{text}");
}

#[test]
fn the_annex_says_the_hours_that_the_arithmetic_gives() {
    let figures = serde_json::json!({ "labour_share": 45, "rate": 5, "hourly_cost_eur": 38 });
    let lots = serde_json::json!([
        { "number": 1, "title": "Gros œuvre", "estimated_value_eur": 2_100_000, "insertion": figures },
        { "number": 2, "title": "Entretien", "insertion": { "basis": "orders", "rate": 7 } }
    ]);
    let tender = with(serde_json::json!({ "lots": lots, "duration_months": 14 }));
    let hours = Engine::embedded().insertion(&tender).lots[0].hours.expect("every figure is there");
    let text = text_of(&made(&tender, NewKind::InsertionAnnex).paper);
    assert!(
        text.contains(&format!("1 | Gros œuvre | {} | Volume fixe", french::integer(i64::from(hours)).replace(['\u{a0}', '\u{202f}'], " "))),
        "{text}"
    );
    assert!(text.contains("2 | Entretien | Selon les heures travaillées | Part des heures des commandes | 7 %"), "{text}");
    assert!(!text.contains("2 100 000") && !text.contains("38 "), "neither the estimate nor the cost of an hour: {text}");
}

#[test]
fn hours_that_are_not_known_are_to_be_completed_and_a_sum_waits_for_them() {
    let lots = serde_json::json!([
        { "number": 1, "insertion": { "hours": 1200, "basis": "amount" } }, { "number": 2, "insertion": { "reason_if_none": "Trop court" } }, { "number": 3 }
    ]);
    let text = text_of(&made(&with(serde_json::json!({ "lots": lots })), NewKind::InsertionAnnex).paper);
    assert!(
        text.contains("1 |  | 1 200 | Volume fixe d’heures")
            && text.contains("2 |  | Aucune heure sur ce lot")
            && text.contains("3 |  | [à compléter]"),
        "{text}"
    );
    assert!(!text.contains("Total |") && !text.contains("Trop court"), "the reason is for the file, not for bidders: {text}");
}

#[test]
fn names_of_files_hold_nothing_that_a_disk_refuses() {
    for kind in [NewKind::ClauseAnnex, NewKind::Summary, NewKind::Derogations] {
        let name = proposed_name(&made(&sample(), kind), FileFormat::Docx);
        assert!(!name.contains(['/', ':', '?', '"']) && name.ends_with(".docx") && name.len() > 10, "{name}");
    }
}

#[test]
fn cadences_are_found_however_they_are_typed() {
    for cadence in &WORDS.execution.cadences {
        assert!(cadence.mots.iter().all(|word| !fold(word).is_empty()), "{}", cadence.nom);
    }
}
