//! Laws: nothing panics, what is written is read back, twice is once.

use clausier_core::document::{Block, Line, Run};
use clausier_documents::{Clause, OnEdited, Request, export, outline, plan};
use proptest::prelude::*;

use crate::builder::*;

pub fn cases(usual: u32) -> u32 {
    if std::env::var_os("CLAUSIER_LONG").is_some() { usual * 50 } else { usual }
}

fn line() -> impl Strategy<Value = Line> {
    prop::collection::vec(("\\PC{1,30}", any::<bool>()).prop_map(|(text, bold)| Run { text, bold }), 1..4)
}

fn block() -> impl Strategy<Value = Block> {
    let lines = || prop::collection::vec(line(), 1..4);
    prop_oneof![
        (2..4_u8, line()).prop_map(|(level, line)| Block::Heading { level, line }),
        line().prop_map(|line| Block::Paragraph { line }),
        lines().prop_map(|items| Block::Bullets { items }),
        lines().prop_map(|items| Block::Numbers { items }),
        (1..4_usize).prop_flat_map(|width| {
            let row = || prop::collection::vec(line(), width);
            (row(), prop::collection::vec(row(), 0..3)).prop_map(|(header, rows)| Block::Table { header, rows })
        }),
    ]
}

pub fn any_clause() -> impl Strategy<Value = Clause> {
    ("[a-z]{1,8}-[0-9]{2}", "\\PC{1,40}", prop::collection::vec(block(), 0..5)).prop_map(|(key, title, blocks)| Clause {
        blocks,
        title,
        ..clause(&key)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(48), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_back_as_written(mut any in any_clause()) {
        any.title.insert(0, 'T');
        let asked = request(std::slice::from_ref(&any));
        let (file, done) = exported(&usual(), &asked);
        prop_assert_eq!(done.report.inserted.len(), 1);
        let (again, report) = exported(&file, &asked);
        prop_assert!(again == file, "twice is once");
        prop_assert_eq!(report.report.unchanged.len(), 1);
        let main = main_part(&file);
        prop_assert_eq!(main.replacen(&control(&main), "", 1), main_part(&usual()));
        let (gone, _) = exported(&file, &Request::default());
        prop_assert_eq!(main_part(&gone), main_part(&usual()), "withdrawn, the buyer's text is as before");
    }

    #[test]
    fn an_edit_anywhere_in_a_clause_is_never_lost(at in any::<prop::sample::Index>(), letter in "[a-z]") {
        let file = usual_with(&clause("env-08"));
        let main = main_part(&file);
        let framed = control(&main);
        let starts: Vec<usize> = framed.match_indices("preserve\">").map(|(at, mark)| at + mark.len()).collect();
        let place = starts[at.index(starts.len())];
        let edited = format!("{}{letter}zz{}", &framed[..place], &framed[place..]);
        let file = retyped(&file, &framed, &edited);
        let done = export(&file, &request(&[newer(&clause("env-08"))])).unwrap();
        prop_assert!(done.bytes.is_none() && done.report.conflicts.len() == 1);
        let (kept, _) = exported(&file, &Request { on_edited: OnEdited::Keep, ..request(&[newer(&clause("env-08"))]) });
        let needle = format!("{letter}zz");
        prop_assert!(main_part(&kept).contains(&needle));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(96), ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = outline(&bytes);
        let _ = outline(&[b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    #[test]
    fn a_damaged_file_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut file = usual_with(&clause("env-08"));
        let at = at.index(file.len());
        file[at] = byte;
        let _ = outline(&file);
        let _ = export(&file, &request(&[newer(&clause("env-08"))]));
    }

    #[test]
    fn a_mutilated_main_part_never_panics(at in any::<prop::sample::Index>(), length in 0..60_usize, other in "[<>/a-z&;\" ]{0,6}") {
        let file = usual_with(&clause("env-08"));
        let file = crate::archive::changed(&file, "word/document.xml", |main| {
            let at = main.char_indices().nth(at.index(main.chars().count())).map_or(0, |(at, _)| at);
            let rest: String = main[at..].chars().skip(length).collect();
            format!("{}{other}{rest}", &main[..at])
        });
        let _ = plan(&file, &request(&[newer(&clause("env-08"))]));
        for on_edited in [OnEdited::Keep, OnEdited::Replace, OnEdited::Both] {
            if let Ok(done) = export(&file, &Request { on_edited, accept_places: true, ..request(&[newer(&clause("env-08"))]) }) {
                let again = done.bytes.expect("every conflict is decided");
                prop_assert!(outline(&again).is_ok(), "what is written can be read");
            }
        }
    }
}
