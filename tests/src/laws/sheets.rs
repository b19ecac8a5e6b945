//! Tables of other services, and the notice of any tender.

use std::sync::LazyLock;

use clausier_catalogue::Catalogue;
use clausier_open_data::eforms::{ClauseSaid, Inputs, write};
use clausier_open_data::sheets::{Sheet, hours, list, spend};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// Any bytes as a table: each line is taken or set aside, once, and what was taken is what was asked for.
pub fn table(bytes: &[u8]) {
    if let Ok(sheet) = spend(bytes) {
        accounted(&sheet, |row| row.line);
        assert!(sheet.rows.iter().all(|row| row.siret.len() == 14 && is_digits(&row.siret) && (2000..2100).contains(&row.year)));
        assert_eq!(spend(bytes).as_ref(), Ok(&sheet), "a table read twice reads the same");
    }
    if let Ok(sheet) = list(bytes) {
        accounted(&sheet, |row| row.line);
        assert!(sheet.rows.iter().all(|row| matches!(row.id.len(), 9 | 14) && is_digits(&row.id)));
    }
    if let Ok(sheet) = hours(bytes) {
        accounted(&sheet, |row| row.line);
        assert!(sheet.rows.iter().all(|row| row.hundredths >= 0));
        assert!(sheet.personal.iter().all(|column| sheet.ignored.contains(column)), "a column that holds people is never read");
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|one| one.is_ascii_digit())
}

fn accounted<T>(sheet: &Sheet<T>, line: impl Fn(&T) -> u64) {
    let mut lines: Vec<u64> = sheet.rows.iter().map(line).chain(sheet.set_aside.iter().map(|aside| aside.line)).collect();
    let all = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), all, "a line is taken or set aside, once");
}

/// A tender of any bytes has a notice: the same each time, in XML's own characters, and a draft names what it lacks.
pub fn notice(bytes: &[u8]) {
    let Ok(tender) = clausier_app::tender_file::parse_tender(bytes, "marché.json") else { return };
    let said = |id: &str| {
        let clause = CATALOGUE.library.find(id)?;
        let publication = &clause.guidance.publication;
        Some(ClauseSaid { title: clause.title.clone(), kind: clause.kind, values: publication.eforms.clone(), note: publication.note.clone() })
    };
    let inputs = Inputs { tender: &tender, rules: &CATALOGUE.notices, clause: &said, applying: &[], uncovered: &[] };
    let made = write(&inputs);
    assert_eq!(made, write(&inputs), "the same tender gives the same notice");
    assert_eq!(made.draft, !made.missing.is_empty());
    let text = String::from_utf8(made.xml).expect("a notice is UTF-8");
    assert!(text.chars().all(|one| !one.is_control() || matches!(one, '\n' | '\t')), "a character that XML cannot hold");
}

/// Files of finance, of lists and of facilitators.
pub fn tables() -> Vec<Vec<u8>> {
    let texts: [&[u8]; 6] = [
        "\u{feff}SIRET fournisseur;Montant HT;Exercice;Nature\r\n20005480700017;1 234,56;2026;6068\r\nTotal;;;\r\n".as_bytes(),
        b"siret,amount,year\n20005480700017,\"1,234.56\",2026-03-01\n",
        b"siret;montant;ann\xe9e\n200 054 807 00017;(12,00) \x80;31/12/2026\n",
        b"SIREN;Date de fin\n200054807;31/12/2027\n",
        "Référence;Lot;Nom;Heures;Période\n2026-014;Lot 2;X;12,5 h;2027-T1\n".as_bytes(),
        b"\xff\xfes\0i\0r\0e\0t\0",
    ];
    texts.map(<[u8]>::to_vec).into()
}
