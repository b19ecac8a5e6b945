//! A long document and its clauses, for the measures: 40 articles, some 8,800 paragraphs, well over 300
//! pages, 200 clauses. Its words mean nothing. And the parts of a file, for campaigns that start from real ones.

pub mod peers;

use clausier_core::document::{Block, Line, Run, parse};

use crate::package::Package;
use crate::{Clause, DocumentError, fresh};

const ARTICLES: usize = 40;
const SECTIONS: usize = 5;
const PARAGRAPHS: usize = 40;
const SYLLABLES: [&str; 24] = [
    "ba", "cor", "du", "fen", "gli", "ha", "jo", "lu", "mar", "nec", "ou", "pri", "qua", "ron", "su", "ta", "ur", "ve", "xi", "zo", "tal", "ser",
    "din", "pont",
];

/// Makes the long document.
pub fn document() -> Result<Vec<u8>, DocumentError> {
    let blocks: Vec<Block> = (1..=ARTICLES).flat_map(article).collect();
    fresh("Cahier de mesure", &blocks)
}

/// Makes its clauses, five under each article.
pub fn clauses() -> Vec<Clause> {
    (0..ARTICLES * 5).map(clause).collect()
}

/// Returns a part of a file, inflated.
pub fn part(file: &[u8], name: &str) -> Result<Vec<u8>, DocumentError> {
    let package = Package::read(file)?;
    let bytes = package.bytes(name)?.ok_or_else(|| DocumentError::MissingPart { part: name.to_owned() })?;
    Ok(bytes.into_owned())
}

fn article(number: usize) -> Vec<Block> {
    let mut blocks = vec![heading(1, article_title(number))];
    for section in 1..=SECTIONS {
        blocks.push(heading(2, format!("{number}.{section}. {}", words(number * 7 + section, 3))));
        blocks.extend((0..PARAGRAPHS).map(|at| paragraph(number * 1_009 + section * 101 + at)));
        blocks.push(Block::Bullets { items: (0..3).map(|at| vec![Run::plain(words(number + section + at, 6))]).collect() });
    }
    blocks
}

fn article_title(number: usize) -> String {
    format!("Article {number} – {}", words(number * 3, 4))
}

fn heading(level: u8, text: String) -> Block {
    Block::Heading { level, line: vec![Run::plain(text)] }
}

fn paragraph(seed: usize) -> Block {
    let line: Line = vec![Run::plain(words(seed, 14) + " "), Run::bold(words(seed + 5, 2)), Run::plain(format!(" {}.", words(seed * 3, 12)))];
    Block::Paragraph { line }
}

/// Words that follow from a number alone, as varied as those of a real text: a document that
/// compresses too well would flatter the measures.
fn words(seed: usize, count: usize) -> String {
    let mut state = seed as u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default()
    };
    let mut word = || {
        let length = 1 + next() % 3;
        (0..length).map(|_| SYLLABLES.get(next() % SYLLABLES.len()).copied().unwrap_or_default()).collect::<String>()
    };
    (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
}

fn clause(at: usize) -> Clause {
    let table = if at.is_multiple_of(5) { "\n\n| Étape | Valeur |\n|---|---|\n| Un | 1 |\n| Deux | 2 |" } else { "" };
    let markdown = format!(
        "{}.\n\n{} **{}**.\n\n- {}\n- {}\n\n1. {}\n2. {}{table}",
        words(at + 3, 30),
        words(at + 11, 20),
        words(at, 3),
        words(at + 1, 6),
        words(at + 2, 6),
        words(at + 4, 8),
        words(at + 6, 8)
    );
    Clause {
        key: format!("mes-{at:03}"),
        instance: String::new(),
        version: "1.0.0".to_owned(),
        title: format!("Clause de mesure {at}"),
        blocks: parse(&markdown),
        at: Some(article_title(at / 5 + 1)),
        hints: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Request, export, outline};

    #[test]
    fn the_long_document_receives_every_clause_and_settles() {
        let file = document().unwrap();
        assert_eq!(outline(&file).unwrap().headings.len(), ARTICLES * (1 + SECTIONS));
        let request = Request { clauses: clauses(), ..Request::default() };
        let done = export(&file, &request).unwrap();
        assert_eq!(done.report.inserted.len(), 200);
        let bytes = done.bytes.unwrap();
        assert!(export(&bytes, &request).unwrap().bytes.unwrap() == bytes);
    }
}
