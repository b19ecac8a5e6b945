//! Tables of other services: read as French offices write them, nothing of a person kept.

use clausier_open_data::sheets::{Fault, SheetError, hours, list, spend};
use proptest::prelude::*;

#[test]
fn an_extract_is_read_whatever_its_separator_and_alphabet() {
    let expected = [("20005480700017", 123_456, 2026), ("20005480700017", -12_000, 2026)];
    let table: [&[u8]; 5] = [
        "\u{feff}SIRET fournisseur;Libellé;Montant HT;Exercice\r\n20005480700017;x;1 234,56;2026\r\n\r\n200 054 807 00017;y;-120,00;31/12/2026\r\n"
            .as_bytes(),
        b"siret;montant;ann\xe9e\n20005480700017;1\xa0234,56 \x80;2026\n20005480700017;(120);2026\n",
        b"siret,amount,year\n20005480700017,1234.56,2026\n20005480700017,-120.00,2026-03-01\n",
        b"siret,amount,year,nature\n20005480700017,\"1 234,56\",2026,6068\n20005480700017,\"-120\",2026,\n",
        b"20005480700017;1234,56;2026\n20005480700017;-120;2026\n",
    ];
    for bytes in table {
        let sheet = spend(bytes).expect("an extract");
        let rows: Vec<(&str, i64, i32)> = sheet.rows.iter().map(|row| (row.siret.as_str(), row.cents, row.year)).collect();
        assert_eq!((rows.as_slice(), sheet.set_aside.as_slice()), (&expected[..], &[][..]), "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_bad_line_is_set_aside_with_its_number_and_the_others_are_taken() {
    let file = "siret;montant;annee\n20005480700017;10;2026\nabc;10;2026\n2,00055E+13;10;2026\n20005480700017;dix;2026\n20005480700017;10;26\n;10;2026\nTotal;30;2026\n20005480700017;5;2026\n";
    let sheet = spend(file.as_bytes()).expect("an extract");
    assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 9]);
    let blank = spend(b"siret;montant;annee\r\r\r20005480700017;10;2026\r\r\r\rx;1;2026\r").expect("an extract");
    assert_eq!((blank.rows[0].line, blank.set_aside[0].line), (4, 8), "empty lines count, whatever ends them");
    let lines: Vec<u64> = sheet.set_aside.iter().map(|aside| aside.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8]);
    assert!(matches!(sheet.set_aside[1].fault, Fault::Rounded(_)) && matches!(sheet.set_aside[2].fault, Fault::Amount(_)));
}

#[test]
fn the_zero_that_a_spreadsheet_drops_is_told_back_by_the_key() {
    let sheet = spend(b"siret;montant;annee\n5580171203041;10;2026\n5580171203042;10;2026\n").expect("an extract");
    let read: Vec<&str> = sheet.rows.iter().map(|row| row.siret.as_str()).collect();
    assert_eq!((read.as_slice(), sheet.set_aside.len()), (&["05580171203041"][..], 1), "a wrong key is not guessed");
}

#[test]
fn a_file_without_the_columns_says_which() {
    assert!(matches!(spend(b"fournisseur;montant\nA;3\n"), Err(SheetError::NoColumn(columns)) if columns.len() == 2));
    assert_eq!(spend(b""), Err(SheetError::Empty));
    assert_eq!(spend(b"\n \n;;\n"), Err(SheetError::Empty));
}

#[test]
fn an_extract_is_found_below_its_title_whatever_its_heads_are_called() {
    let table = [
        "sep=;\nsiret;montant;annee\n20005480700017;10;2026\n",
        "Mandats, exercice 2026, budget principal;;\n\nsiret;montant;annee\n20005480700017;10;2026\n",
        "siret|montant|annee\n20005480700017|10|2026\n",
        "SIRET du tiers;Montant mandaté HT;Date de mandatement\n20005480700017;+10,00;03/02/2026\n",
        "N° SIRET fournisseur;Montant HT (€);Exercice comptable;Montant TVA\n20005480700017;10;2026;2\n",
        "Libellé, suite,siret,montant,annee\n\"a; b\",c,20005480700017,10,2026\n",
    ];
    for file in table {
        let sheet = spend(file.as_bytes()).unwrap_or_else(|error| panic!("{error}: {file}"));
        let rows: Vec<(i64, i32)> = sheet.rows.iter().map(|row| (row.cents, row.year)).collect();
        assert_eq!((rows.as_slice(), sheet.set_aside.len()), (&[(1_000, 2026)][..], 0), "{file}");
    }
    let own = spend("SIRET collectivité;Fournisseur;Montant;Exercice\n20005480700017;A;1;2026\n".as_bytes());
    assert!(matches!(own, Err(SheetError::NoColumn(_))), "the one who pays is not the one who is paid");
    let two = spend("siret;Montant A;Montant B;annee\n20005480700017;1;2;2026\n".as_bytes());
    assert!(matches!(two, Err(SheetError::NoColumn(_))), "between two heads that speak of amounts, none is guessed");
}

#[test]
fn a_list_holds_enterprises_and_establishments_with_their_days() {
    let sheet = list("Dénomination;SIREN;Date de fin\nA;200054807;31/12/2027\nB;200054807;demain\n".as_bytes()).expect("a list");
    assert_eq!((sheet.rows.len(), sheet.set_aside.len()), (1, 1));
    assert_eq!(sheet.rows[0].until.map(|day| day.to_string()).as_deref(), Some("2027-12-31"));
    assert_eq!(list(b"20005480700017\n200054807\n").expect("a list").rows.len(), 2, "a list may have no head");
}

#[test]
fn hours_are_found_under_the_heads_of_facilitators() {
    let table = [
        "N° de marché;Nom du bénéficiaire;Nombre d'heures réalisées\n2026-014;CANARI;7\n",
        "Référence du marché;Objet du marché;Heures prévues;Heures réalisées au 30/06\n2026-014;Voirie;400;7\n",
        "Bilan 2026\n\nRéférence du marché;Nom du salarié;Heures d'insertion réalisées\n2026-014;CANARI;7,00\n",
    ];
    for file in table {
        let sheet = hours(file.as_bytes()).unwrap_or_else(|error| panic!("{error}: {file}"));
        let rows: Vec<(&str, i64)> = sheet.rows.iter().map(|row| (row.tender.as_str(), row.hundredths)).collect();
        assert_eq!(rows, [("2026-014", 700)], "{file}");
        assert!(!format!("{:?}", sheet.rows).contains("CANARI"), "{file}");
    }
}

#[test]
fn hours_are_taken_and_people_are_not() {
    let file = "Référence;Lot;Nom du salarié;Prénom;Heures réalisées;Période\n2026-014;Lot 2;CANARI;CANARI;1 234,5;2027-T1\n2026-014;;CANARI;;12 h;2027-T1\n2026-014;x;;;12;\n2026-014;1;;;-3;\n";
    let sheet = hours(file.as_bytes()).expect("hours");
    let rows: Vec<(Option<u32>, i64)> = sheet.rows.iter().map(|row| (row.lot, row.hundredths)).collect();
    assert_eq!(rows, [(Some(2), 123_450), (None, 1_200)]);
    assert_eq!((sheet.personal.len(), sheet.set_aside.len()), (2, 2));
    assert!(!format!("{:?}", sheet.rows).contains("CANARI"), "nothing of a person is kept");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_and_every_line_is_accounted_for(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut file = b"siret;montant;annee\n".to_vec();
        file.extend(&bytes);
        for sheet in [spend(&bytes), spend(&file)].into_iter().flatten() {
            let lines = sheet.rows.iter().map(|row| row.line).chain(sheet.set_aside.iter().map(|aside| aside.line));
            let mut sorted: Vec<u64> = lines.collect();
            sorted.sort_unstable();
            let all = sorted.len();
            sorted.dedup();
            prop_assert_eq!(sorted.len(), all, "a line is taken or set aside, once");
        }
        let _ = (list(&bytes), hours(&bytes));
    }

    #[test]
    fn what_an_office_writes_is_read_back(cents in -99_999_999_i64..99_999_999, year in 2000_i32..2100) {
        let sign = if cents < 0 { "-" } else { "" };
        let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let file = format!("siret;montant;annee\n20005480700017;{sign}{whole},{rest:02};{year}\n");
        let sheet = spend(file.as_bytes()).expect("an extract");
        prop_assert_eq!((sheet.rows[0].cents, sheet.rows[0].year), (cents, year));
    }
}
