//! Every sentence that a rule writes, word for word and space for space, on one page that a jurist can read. What
//! makes an assessment quicker changes none of them; what changes the law changes those that it means to.

use std::fmt::Write;
use std::path::Path;

use chrono::NaiveDate;
use clausier_core::law::{Assessment, Line, Outcome};
use clausier_core::tender::{Euros, Nature, Tender};

use crate::cas::CATALOGUE;

/// Set to write the page anew.
const WRITE: &str = "CLAUSIER_WRITE_SENTENCES";
const HEAD: &str = "Ce que chaque règle écrit, mot à mot : la première phrase rencontrée pour chaque issue, dans les deux marchés d’exemple et leurs variantes.\n\
Page écrite par le test `sentences`, qui la compare ensuite au programme. `CLAUSIER_WRITE_SENTENCES=1 cargo test -p clausier-tests sentences` la récrit : lisez la différence.\n";

#[test]
fn every_rule_writes_the_sentences_of_the_page_word_for_word() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("phrases.txt");
    let page = page();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &page).expect("the page is written");
    }
    let kept = std::fs::read_to_string(&path).expect("the page is committed");
    let differing: Vec<String> = differences(&kept, &page).into_iter().take(20).collect();
    assert!(differing.is_empty(), "{}\nIf the law changed so: {WRITE}=1, and read the difference", differing.join("\n"));
    assert!(kept == page, "the pages differ by their length alone");
}

fn differences(kept: &str, page: &str) -> Vec<String> {
    let pairs = kept.lines().zip(page.lines()).filter(|(kept, now)| kept != now);
    pairs.map(|(kept, now)| format!("attendu : {kept:?}\nécrit   : {now:?}")).collect()
}

fn page() -> String {
    let assessments: Vec<Assessment> = tenders().iter().map(|tender| CATALOGUE.law.assess(tender, &CATALOGUE.library, day("2026-11-24"))).collect();
    let mut page = HEAD.to_owned();
    for rule in CATALOGUE.law.obligations.iter().chain(&CATALOGUE.law.checks) {
        let lines = || assessments.iter().flat_map(|one| one.lines.iter().chain(&one.checks)).filter(|line| line.obligation == rule.id);
        let _ = write!(page, "\n# {} : {}\n", rule.id, rule.title);
        for (outcome, named) in OUTCOMES {
            if let Some(line) = lines().find(|line| line.outcome == outcome) {
                write_line(&mut page, named, line);
            }
        }
        // How a rule is covered is said otherwise from one file to the next.
        let mut said: Vec<&str> = Vec::new();
        for text in lines().map(|line| line.coverage.as_str()).filter(|text| !text.is_empty()) {
            if !said.contains(&text) {
                said.push(text);
            }
        }
        said.iter().take(3).for_each(|text| {
            let _ = writeln!(page, "couverture : {text}");
        });
    }
    page
}

const OUTCOMES: [(Outcome, &str); 5] = [
    (Outcome::Applies, "s’applique"),
    (Outcome::Lever, "possible"),
    (Outcome::ToVerify, "à vérifier"),
    (Outcome::Undetermined, "à préciser"),
    (Outcome::NotApplicable, "ne s’applique pas"),
];

fn write_line(page: &mut String, outcome: &str, line: &Line) {
    let open = line.open_values.iter().map(|open| ("chiffre ouvert", open.because.as_str()));
    let told = [(outcome, line.because.as_str())].into_iter().chain(open).chain(line.note.as_deref().map(|note| ("note", note)));
    for (head, text) in told {
        let _ = writeln!(page, "{head} : {text}");
    }
    let grounds = serde_json::to_string(&line.grounds).expect("grounds are plain data");
    let _ = writeln!(page, "relations : {grounds}");
}

/// The two samples, bare and whole, at small and large amounts, before and after the law of August 2026, in each
/// nature; and a tender of which nothing is known.
fn tenders() -> Vec<Tender> {
    let mut tenders = Vec::new();
    for sample in ["groupe-scolaire", "espaces-verts"] {
        let whole = read(&std::fs::read_to_string(sample_file(sample)).expect("the sample is committed"));
        let bare = Tender { selections: Vec::new(), criteria: Vec::new(), exceptions: Vec::new(), ..whole.clone() };
        for (euros, on) in [(6_000_000, "2026-09-15"), (230_000, "2024-06-01"), (95_000, "2027-02-01"), (20_000, "2028-03-01")] {
            tenders.extend([&whole, &bare].map(|tender| at(tender, euros, on)));
        }
        let natures = [Nature::Supplies, Nature::Services, Nature::SpecialServices, Nature::ServicesConcession];
        tenders.extend(natures.map(|nature| Tender { nature: Some(nature), ..at(&bare, 6_000_000, "2026-09-15") }));
    }
    tenders.push(read(r#"{ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11" }"#));
    tenders
}

fn at(tender: &Tender, euros: i64, on: &str) -> Tender {
    Tender { estimated_value_eur: Some(Euros::whole(euros)), consultation_on: Some(day(on)), ..tender.clone() }
}

fn sample_file(sample: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/samples").join(sample).join("marche.json")
}

fn read(text: &str) -> Tender {
    serde_json::from_str(text).expect("the tender follows the contract")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}
