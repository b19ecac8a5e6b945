//! Base, mine, library: the table of decisions, and the two texts made one.

use std::collections::BTreeMap;

use clausier_documents::merge::{Change, Pick};
use clausier_documents::report::{Report, State};
use clausier_documents::{Clause, KnownBase, OnEdited, Request, export};

use crate::archive;
use crate::builder::*;
use crate::odt_builder;

const BASE: &str = "Le titulaire trie les déchets de chantier.\n\n- bois\n- métaux\n\nLe taux est de **70 %** en masse.\n\n| Flux | Taux |\n|---|---|\n| Bois | 80 % |\n\nLe bilan est remis à la réception.";

fn base() -> Clause {
    written("env-08", "Valorisation des déchets", BASE)
}

/// The library's new version, with one change.
fn changed(from: &str, to: &str) -> Clause {
    assert!(BASE.contains(from));
    Clause { version: "1.1.0".to_owned(), ..written("env-08", "Valorisation des déchets", &BASE.replace(from, to)) }
}

/// A format: its file, how a person edits it, its text.
struct Format {
    name: &'static str,
    file: fn() -> Vec<u8>,
    part: &'static str,
}

const FORMATS: [Format; 2] =
    [Format { name: "docx", file: usual, part: "word/document.xml" }, Format { name: "odt", file: odt_builder::usual, part: "content.xml" }];

impl Format {
    /// The file with the clause, then an edit of the buyer, and what the store remembers.
    fn edited(&self, edits: &[(&str, &str)]) -> (Vec<u8>, Vec<KnownBase>) {
        let (file, done) = exported(&(self.file)(), &request(&[base()]));
        let file = edits.iter().fold(file, |file, (from, to)| {
            archive::changed(&file, self.part, |text| {
                assert!(text.contains(from), "{}: « {from} »", self.name);
                text.replacen(from, to, 1)
            })
        });
        (file, done.bases)
    }

    fn text(&self, file: &[u8]) -> String {
        archive::text(file, self.part)
    }
}

fn asked(clause: &Clause, on_edited: OnEdited, known: &[KnownBase]) -> Request {
    Request { on_edited, known: known.to_vec(), ..request(std::slice::from_ref(clause)) }
}

/// Which list of the report a clause is in.
fn outcome(report: &Report) -> &'static str {
    let lists = [
        ("inserted", &report.inserted),
        ("updated", &report.updated),
        ("unchanged", &report.unchanged),
        ("kept_edited", &report.kept_edited),
        ("removed", &report.removed),
        ("withdrawn", &report.withdrawn),
    ];
    if !report.conflicts.is_empty() {
        return "conflict";
    }
    lists.into_iter().find(|(_, list)| !list.is_empty()).map_or("nothing", |(name, _)| name)
}

#[test]
fn the_table_of_decisions_holds_in_both_formats() {
    let (same, new) = (base(), changed("70 %", "80 %"));
    let edit: &[(&str, &str)] = &[("Le bilan est remis à la réception.", "Le bilan est mensuel.")];
    let typed: &[(&str, &str)] = &[("70 %", "80 %")];
    let folded: &[(&str, &str)] = &[("70 %", "70\u{202f}%")];
    // What the buyer did, what is to be written, the choice: what happens.
    type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c Clause, OnEdited, &'c str);
    let cases: [Case<'_>; 11] = [
        ("d = b = n", &[], &same, OnEdited::Fail, "unchanged"),
        ("d = b, n ≠ b", &[], &new, OnEdited::Fail, "updated"),
        ("d ≠ b, n = b", edit, &same, OnEdited::Fail, "kept_edited"),
        ("d = n ≠ b", typed, &new, OnEdited::Fail, "unchanged"),
        ("typography alone", folded, &same, OnEdited::Fail, "unchanged"),
        ("typography alone, n ≠ b", folded, &new, OnEdited::Fail, "updated"),
        ("d ≠ b, n ≠ b", edit, &new, OnEdited::Fail, "conflict"),
        ("keep", edit, &new, OnEdited::Keep, "kept_edited"),
        ("replace", edit, &new, OnEdited::Replace, "updated"),
        ("both", edit, &new, OnEdited::Both, "updated"),
        ("merge", edit, &new, OnEdited::Merge, "updated"),
    ];
    for format in FORMATS {
        for (name, edits, clause, choice, expected) in &cases {
            let (file, known) = format.edited(edits);
            let done = export(&file, &asked(clause, *choice, &known)).unwrap();
            assert_eq!(outcome(&done.report), *expected, "{}: {name}: {:?}", format.name, done.report);
            assert_eq!(done.bytes.is_none(), *expected == "conflict", "{}: {name}", format.name);
            if let Some(bytes) = done.bytes {
                let settled = export(&bytes, &asked(clause, OnEdited::Fail, &done.bases)).unwrap();
                assert!(settled.bytes.as_deref() == Some(bytes.as_slice()), "{}: {name}: twice is once: {:?}", format.name, settled.report);
            }
        }
    }
}

#[test]
fn every_state_of_a_clause_is_told() {
    let state = |report: &Report| {
        let all = [&report.inserted, &report.updated, &report.unchanged, &report.kept_edited, &report.removed, &report.withdrawn];
        all.into_iter().flatten().next().map(|entry| entry.state)
    };
    for format in FORMATS {
        let (file, known) = format.edited(&[]);
        let of = |file: &[u8], known: &[KnownBase]| state(&export(file, &asked(&base(), OnEdited::Fail, known)).unwrap().report);
        assert_eq!(of(&(format.file)(), &[]), Some(State::New), "{}", format.name);
        assert_eq!(of(&file, &known), Some(State::Unchanged), "{}", format.name);
        assert_eq!(of(&format.edited(&[("remis à la réception", "mensuel")]).0, &known), Some(State::Edited), "{}", format.name);
        let written = known.iter().map(|known| KnownBase { written: true, ..known.clone() }).collect::<Vec<_>>();
        assert_eq!(of(&(format.file)(), &written), Some(State::NotFound), "{}: the store alone tells of it", format.name);
        let gone = match format.name {
            "docx" => retyped(&file, &control(&main_part(&file)), ""),
            _ => odt_builder::retyped(&file, &odt_builder::section(&odt_builder::body(&file)), ""),
        };
        assert_eq!(of(&gone, &known), Some(State::Removed), "{}", format.name);
    }
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Le bilan";
    let (file, known) = FORMATS[0].edited(&[("<w:r><w:t xml:space=\"preserve\">Le bilan", bold)]);
    let done = export(&file, &asked(&base(), OnEdited::Fail, &known)).unwrap();
    assert_eq!((state(&done.report), codes(&done).contains(&"reformatted-clause")), (Some(State::Reformatted), true));
    let change = "<w:ins w:id=\"9\" w:author=\"A\"><w:r><w:t>Nouveau.</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\">Le bilan";
    let (file, known) = FORMATS[0].edited(&[("<w:r><w:t xml:space=\"preserve\">Le bilan", change)]);
    let done = export(&file, &asked(&base(), OnEdited::Fail, &known)).unwrap();
    assert_eq!(state(&done.report), Some(State::EditedTracked));
}

#[test]
fn what_each_side_changed_alone_is_in_the_merged_clause() {
    for format in FORMATS {
        let (file, known) = format.edited(&[("Le bilan est remis à la réception.", "Le bilan est mensuel."), ("métaux", "métaux ferreux")]);
        let new = changed("70 %", "80 %");
        let (merged, done) = exported(&file, &asked(&new, OnEdited::Merge, &known));
        assert!(codes(&done).contains(&"merged-clause"), "{}", format.name);
        let text = format.text(&merged);
        for wanted in ["Le bilan est mensuel.", "métaux ferreux", "80 %"] {
            assert!(text.contains(wanted), "{}: {wanted}", format.name);
        }
        assert!(!text.contains("70 %") && !text.contains("réception."), "{}", format.name);
        let (_, later) = exported(&merged, &asked(&new, OnEdited::Fail, &done.bases));
        assert_eq!(outcome(&later.report), "kept_edited", "{}: nothing new", format.name);
        let newest = changed("80 %", "90 %");
        let newest = Clause { version: "1.2.0".to_owned(), blocks: clausier_core::document::parse(&BASE.replace("70 %", "85 %")), ..newest };
        let (again, last) = exported(&merged, &asked(&newest, OnEdited::Merge, &done.bases));
        assert_eq!(outcome(&last.report), "updated", "{}", format.name);
        let text = format.text(&again);
        assert!(text.contains("85 %") && text.contains("mensuel") && text.contains("métaux ferreux"), "{}: the edits go on living", format.name);
    }
}

#[test]
fn a_paragraph_changed_on_both_sides_waits_for_a_choice() {
    for format in FORMATS {
        let (file, known) = format.edited(&[("70 %", "75 %")]);
        let new = changed("70 %", "80 %");
        let done = export(&file, &asked(&new, OnEdited::Merge, &known)).unwrap();
        assert!(done.bytes.is_none(), "{}", format.name);
        let passages = &done.report.conflicts[0].passages;
        let open: Vec<usize> = passages.iter().enumerate().filter(|(_, passage)| passage.change == Change::Conflict).map(|(at, _)| at).collect();
        assert_eq!(open.len(), 1, "{}: {passages:?}", format.name);
        let picked = |pick: Pick| {
            let picks = passages.iter().map(|passage| passage.settled().unwrap_or(pick)).collect();
            let request = Request { picks: BTreeMap::from([("env-08".to_owned(), picks)]), ..asked(&new, OnEdited::Fail, &known) };
            let (file, done) = exported(&file, &request);
            assert_settled(&file, &asked(&new, OnEdited::Fail, &done.bases));
            format.text(&file)
        };
        let has = |text: &str, figure: &str| text.contains(figure);
        let (mine, library, both) = (picked(Pick::Mine), picked(Pick::Library), picked(Pick::Both));
        assert!(has(&mine, "75 %") && mine.matches("80 %").count() == 1, "{}", format.name);
        assert!(!has(&library, "75 %") && library.matches("80 %").count() == 2, "{}", format.name);
        assert!(has(&both, "75 %") && both.matches("80 %").count() == 2, "{}", format.name);
        let short = Request { picks: BTreeMap::from([("env-08".to_owned(), vec![Pick::Mine])]), ..asked(&new, OnEdited::Fail, &known) };
        assert!(export(&file, &short).unwrap().bytes.is_none(), "{}: picks that do not fit decide nothing", format.name);
    }
}

#[test]
fn a_row_or_an_item_added_by_the_buyer_stays_one() {
    let row = "<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>Plâtre</w:t></w:r></w:p></w:tc><w:tc><w:tcPr/><w:p><w:r><w:t>60 %</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let (file, known) =
        FORMATS[0].edited(&[("</w:tbl>", row), ("métaux</w:t></w:r></w:p>", "métaux</w:t></w:r></w:p><w:p><w:r><w:t>plâtre</w:t></w:r></w:p>")]);
    let (merged, _) = exported(&file, &asked(&changed("70 %", "85 %"), OnEdited::Merge, &known));
    let main = main_part(&merged);
    let ours = control(&main);
    assert_eq!(ours.matches("<w:tr>").count(), 3, "three rows");
    assert_eq!(ours.matches("<w:numId w:val=\"1\"/>").count(), 3, "three bullets");
    assert!(ours.contains("Plâtre") && ours.contains(">plâtre<") && ours.contains("85 %"));
    assert_eq!(main.replacen(&ours, "", 1), main_part(&usual()));
}

#[test]
fn what_is_no_text_and_what_is_tracked_is_never_merged_by_itself() {
    let picture = "<w:r><w:drawing/></w:r><w:r><w:t xml:space=\"preserve\">Le bilan illustré";
    let tracked = "<w:ins w:id=\"9\" w:author=\"A\"><w:r><w:t>Nouveau.</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\">Le bilan";
    for edit in [picture, tracked] {
        let (file, known) = FORMATS[0].edited(&[("<w:r><w:t xml:space=\"preserve\">Le bilan", edit)]);
        let done = export(&file, &asked(&changed("70 %", "80 %"), OnEdited::Merge, &known)).unwrap();
        assert!(done.bytes.is_none(), "{edit}");
    }
}

#[test]
fn a_clause_at_the_end_says_so_at_every_export() {
    for (file, name) in [(usual(), "docx"), (odt_builder::usual(), "odt")] {
        let at_end = |clause: Clause| Clause { at: Some("#end".to_owned()), ..clause };
        let (file, done) = exported(&file, &request(&[at_end(base())]));
        assert_eq!(done.report.inserted[0].at, "#end", "{name}");
        let (_, same) = exported(&file, &request(&[at_end(base())]));
        assert_eq!(same.report.unchanged[0].at, "#end", "{name}");
        let (_, updated) = exported(&file, &request(&[at_end(changed("70 %", "80 %"))]));
        assert_eq!(updated.report.updated[0].at, "#end", "{name}");
    }
}
