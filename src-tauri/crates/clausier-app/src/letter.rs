//! The letter of a small purchase and the record of the quotes. Their
//! sentences are in `letter.toml`; here they are put together.

mod words;

use std::path::Path;

use chrono::{Days, NaiveDate};
use clausier_core::clauses::{Rendered, render_selection};
use clausier_core::document::{Block, Run, to_plain_text};
use clausier_core::french;
use clausier_core::paper::Paper;
use clausier_core::tender::{Criterion, Quote, Scalar, Selection, Tender};

use crate::clauses::{day, proposed};
use crate::create::{self, FileFormat, Made, NewKind};
use crate::document_errors;
use crate::engine::Engine;
use crate::error::{UserError, UserResult, fill};
use crate::now::Now;
use crate::wire::Letter;
use words::WORDS;

/// Answer of the needs interview that says quantities, place and dates.
const DETAILS: &str = "lettre-precisions";

/// Makes the letter of a small purchase. The clauses are those kept; while none is kept or set aside,
/// the three that Clausier proposes stand in, so that the letter is useful at once.
pub fn letter(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Letter> {
    let clauses = rendered(engine, tender, &letter_selections(engine, tender, now), now)?;
    let words = &*WORDS;
    let facts = Facts::of(tender);
    let blocks: Vec<Block> =
        [opening(tender, &facts), need(engine, tender, &facts), demands(&clauses), answer(tender, &facts)].into_iter().flatten().collect();
    Ok(Letter {
        title: typed(&words.titre),
        text: message(&blocks),
        blocks,
        clauses: clauses.iter().map(|clause| clause.clause.clone()).collect(),
        missing: missing(&facts, &clauses),
    })
}

/// Writes the letter as a Word document, and returns its clauses.
pub fn write(engine: &Engine, tender: &Tender, out: &Path, replace: bool, now: &Now) -> UserResult<Vec<String>> {
    create::write(engine, tender, NewKind::SmallPurchaseLetter, FileFormat::Docx, out, replace, now)
}

/// Makes a paper of blocks.
pub(crate) fn paper(title: String, blocks: Vec<Block>, clauses: Vec<String>) -> Made {
    let mut paper = Paper::new(title, "");
    paper.blocks(&blocks);
    Made { paper, clauses }
}

/// Makes the record of the quotes: it stays in the file of the buyer.
pub(crate) fn record_paper(tender: &Tender) -> UserResult<Made> {
    if tender.quotes.is_empty() {
        return Err(UserError::new("devis-aucun", &[]));
    }
    Ok(paper(typed(&WORDS.trace.titre), record(tender), Vec::new()))
}

/// The clauses of a letter: those kept, else those proposed.
fn letter_selections(engine: &Engine, tender: &Tender, now: &Now) -> Vec<Selection> {
    if !tender.selections.is_empty() || !tender.set_aside.is_empty() {
        return tender.selections.clone();
    }
    let assessment = engine.assess(tender, now.today);
    let choice = engine.small_purchase(tender, &assessment, now.today);
    choice.into_iter().map(|one| Selection { version: Some(one.version), level: Some(one.level), ..proposed(&one.clause) }).collect()
}

fn rendered(engine: &Engine, tender: &Tender, selections: &[Selection], now: &Now) -> UserResult<Vec<Rendered>> {
    let library = engine.library_of(tender);
    let render = |selection| render_selection(&library, selection, day(tender, now)).map_err(document_errors::selection);
    selections.iter().map(render).collect()
}

/// Facts of the letter; a blank stands where one is not known.
struct Facts {
    object: String,
    buyer: String,
    details: String,
    deadline: String,
    /// Names of the blanks.
    blanks: Vec<String>,
}

impl Facts {
    fn of(tender: &Tender) -> Self {
        let words = &*WORDS;
        let mut blanks = Vec::new();
        let mut known = |value: Option<String>, blank: &str, name: &str| {
            value.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| {
                blanks.push(typed(name));
                typed(blank)
            })
        };
        let buyer = tender.buyer.as_ref().and_then(|buyer| buyer.name.clone());
        let details = tender.needs.as_ref().and_then(|needs| needs.answers.get(DETAILS)).map(Scalar::as_text);
        Self {
            object: known(tender.title.clone(), &words.blancs.objet, &words.manques.objet),
            buyer: known(buyer, &words.blancs.acheteur, &words.manques.acheteur),
            details: known(details, &words.blancs.precisions, &words.manques.precisions),
            deadline: known(deadline(tender).map(french::day), &words.blancs.date, &words.manques.date),
            blanks,
        }
    }
}

fn deadline(tender: &Tender) -> Option<NaiveDate> {
    tender.consultation_on?.checked_add_days(Days::new(WORDS.delai_jours))
}

fn opening(tender: &Tender, facts: &Facts) -> Vec<Block> {
    let words = &*WORDS;
    let from = [Some(facts.buyer.clone()), tender.department.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let objects = [("objet", facts.object.as_str()), ("acheteur", facts.buyer.as_str())];
    vec![
        paragraph(from),
        Block::Paragraph { line: vec![Run::bold(fill(&typed(&words.objet), &objects))] },
        paragraph(typed(&words.salutation)),
        paragraph(fill(&typed(&words.invitation), &objects)),
    ]
}

fn need(engine: &Engine, tender: &Tender, facts: &Facts) -> Vec<Block> {
    let words = &*WORDS;
    let mut blocks = vec![heading(&words.titres.besoin, 1), paragraph(facts.details.clone())];
    let labels: Vec<String> = tender.all_cpv().into_iter().filter_map(|code| engine.catalogue.cpv.label(code)).map(lower).collect();
    if !labels.is_empty() {
        blocks.push(paragraph(typed(&fill(&words.besoin.codes, &[("codes", &labels.join(" ; "))]))));
    }
    if let Some(months) = tender.duration_months {
        let duration = format!("{}\u{a0}mois", french::integer(i64::from(months)));
        blocks.push(paragraph(typed(&fill(&words.besoin.duree, &[("duree", &duration)]))));
    }
    blocks
}

fn demands(clauses: &[Rendered]) -> Vec<Block> {
    if clauses.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(&WORDS.titres.exigences, 1), paragraph(typed(&WORDS.exigences.annonce))];
    blocks.extend(clauses.iter().flat_map(|clause| clause_blocks(clause, 2)));
    blocks
}

fn clause_blocks(clause: &Rendered, level: u8) -> Vec<Block> {
    let title = Block::Heading { level, line: vec![Run::plain(clause.title.clone())] };
    std::iter::once(title).chain(clause.blocks.iter().cloned()).collect()
}

fn answer(tender: &Tender, facts: &Facts) -> Vec<Block> {
    let words = &*WORDS;
    let points = words.devis.points.iter().map(|point| vec![Run::plain(typed(point))]).collect();
    let mut blocks = vec![heading(&words.titres.devis, 1), Block::Bullets { items: points }, heading(&words.titres.jugement, 1)];
    let criteria: Vec<String> = tender.criteria.iter().filter_map(criterion).collect();
    if criteria.is_empty() {
        blocks.push(paragraph(typed(&words.jugement.sans_critere)));
    } else {
        blocks.push(paragraph(typed(&words.jugement.avec_criteres)));
        blocks.push(Block::Bullets { items: criteria.into_iter().map(|line| vec![Run::plain(line)]).collect() });
    }
    blocks.push(heading(&words.titres.reponse, 1));
    blocks.push(paragraph(fill(&typed(&words.reponse.date), &[("date", &facts.deadline)])));
    blocks.push(paragraph(typed(&words.merci)));
    blocks.push(paragraph(facts.buyer.clone()));
    blocks
}

fn criterion(criterion: &Criterion) -> Option<String> {
    let (label, weight) = (criterion.label.as_deref()?, criterion.weight?);
    Some(fill(&typed(&WORDS.jugement.critere), &[("critere", label), ("poids", &french::number(weight))]))
}

fn missing(facts: &Facts, clauses: &[Rendered]) -> Vec<String> {
    let of_clause = |clause: &Rendered| {
        let values = french::count(clause.missing.len(), "valeur", "valeurs");
        (!clause.missing.is_empty()).then(|| typed(&fill(&WORDS.manques.clause, &[("clause", &clause.title), ("valeurs", &values)])))
    };
    facts.blanks.iter().cloned().chain(clauses.iter().filter_map(of_clause)).collect()
}

fn record(tender: &Tender) -> Vec<Block> {
    let words = &WORDS.trace;
    let facts = Facts::of(tender);
    let mut blocks = vec![paragraph(fill(&typed(&words.objet), &[("objet", &facts.object)]))];
    if let Some(date) = tender.consultation_on {
        blocks.push(paragraph(fill(&typed(&words.date), &[("date", &french::day(date))])));
    }
    let number = french::integer(i64::try_from(tender.quotes.len()).unwrap_or(i64::MAX));
    blocks.push(paragraph(fill(&typed(&words.nombre), &[("nombre", &number)])));
    blocks.push(Block::Table {
        header: words.colonnes.iter().map(|column| vec![Run::plain(typed(column))]).collect(),
        rows: tender.quotes.iter().map(quote_row).collect(),
    });
    let chosen: Vec<&Quote> = tender.quotes.iter().filter(|quote| quote.chosen == Some(true)).collect();
    if chosen.is_empty() {
        blocks.push(paragraph(typed(&words.aucun_choix)));
    }
    for quote in chosen {
        let (supplier, amount) = (quote.supplier.as_deref().unwrap_or("–"), amount(quote));
        blocks.push(paragraph(fill(&typed(&words.choix), &[("fournisseur", supplier), ("montant", &amount)])));
    }
    blocks.push(paragraph(typed(&words.rappel)));
    blocks
}

fn quote_row(quote: &Quote) -> Vec<Vec<Run>> {
    let cells = [
        quote.supplier.clone().unwrap_or_default(),
        quote.received_on.map(french::day).unwrap_or_default(),
        amount(quote),
        quote.note.clone().unwrap_or_default(),
        if quote.chosen == Some(true) { WORDS.trace.oui.clone() } else { String::new() },
    ];
    cells.into_iter().map(|cell| vec![Run::plain(cell)]).collect()
}

fn amount(quote: &Quote) -> String {
    quote.amount_eur.map_or_else(|| "–".to_owned(), french::euros_ht)
}

/// Writes the letter to be pasted in a message: titles stand on a line of their own, without a mark.
fn message(blocks: &[Block]) -> String {
    let text = |block: &Block| match block {
        Block::Heading { line, .. } => line.iter().map(|run| run.text.as_str()).collect(),
        Block::Paragraph { .. } | Block::Bullets { .. } | Block::Numbers { .. } | Block::Table { .. } => to_plain_text(std::slice::from_ref(block)),
    };
    blocks.iter().map(text).collect::<Vec<String>>().join("\n\n")
}

fn heading(text: &str, level: u8) -> Block {
    Block::Heading { level, line: vec![Run::plain(typed(text))] }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph { line: vec![Run::plain(text)] }
}

fn typed(text: &str) -> String {
    french::typography(text)
}

/// Labels stand in a sentence.
fn lower(label: &str) -> String {
    let mut characters = label.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tender() -> Tender {
        serde_json::from_value(serde_json::json!({
            "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11",
            "title": "Plants pour les massifs", "estimated_value_eur": 34567, "consultation_on": "2026-11-24",
            "buyer": { "name": "Ville d'Exemple" }, "procedure": "no_competition", "cpv": ["03450000"],
            "quotes": [
                { "supplier": "Pépinière A", "received_on": "2026-12-01", "amount_eur": 33000, "chosen": true },
                { "supplier": "Pépinière B", "amount_eur": 34000, "note": "sans preuve" }
            ]
        }))
        .expect("the test writes a tender")
    }

    fn now() -> Now {
        Now { today: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"), at: chrono::DateTime::UNIX_EPOCH }
    }

    #[test]
    fn the_letter_never_tells_the_estimate_nor_the_quotes() {
        let letter = letter(&Engine::embedded(), &tender(), &now()).expect("a letter");
        let plain = letter.text.replace(['\u{a0}', '\u{202f}'], "");
        for secret in ["34567", "33000", "Pépinière"] {
            assert!(!plain.contains(secret), "« {secret} » stays with the buyer");
        }
    }

    #[test]
    fn three_facts_give_a_letter_with_three_clauses_and_a_deadline() {
        let letter = letter(&Engine::embedded(), &tender(), &now()).expect("a letter");
        assert_eq!(letter.clauses.len(), 3, "{:?}", letter.clauses);
        assert!(letter.text.contains("9\u{a0}décembre\u{a0}2026"), "{}", letter.text);
        assert!(letter.text.contains("Plants pour les massifs") && letter.text.contains("Ville d'Exemple"), "the buyer's words stay as typed");
        assert_eq!(letter.missing.first().map(String::as_str), Some("les quantités, le lieu et les dates"));
    }

    #[test]
    fn a_clause_set_aside_is_a_decision_that_the_letter_follows() {
        let mut tender = tender();
        tender.set_aside.push(clausier_core::tender::SetAside { clause: "x".to_owned(), reason: "y".to_owned() });
        assert!(letter(&Engine::embedded(), &tender, &now()).expect("a letter").clauses.is_empty());
    }

    #[test]
    fn the_record_names_every_quote_and_the_one_chosen() {
        let text = to_plain_text(&record(&tender())).replace(['\u{a0}', '\u{202f}'], " ");
        assert!(text.contains("Pépinière B") && text.contains("Devis retenu : Pépinière A, 33 000 € HT."), "{text}");
    }
}
