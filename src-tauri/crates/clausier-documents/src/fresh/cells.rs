//! What every writer needs of a grid: widths, names of sheets, text as rows.

use clausier_core::document::{Block, line_text};
use clausier_core::paper::{Column, Grid, Paper, Part};

/// Longest name of a sheet.
const NAME: usize = 31;

/// Shares a width among columns; none is empty.
pub(super) fn widths(columns: &[Column], whole: u32) -> Vec<u32> {
    let total: u32 = columns.iter().map(|column| u32::from(column.share.max(1))).sum::<u32>().max(1);
    columns.iter().map(|column| (whole * u32::from(column.share.max(1)) / total).max(1)).collect()
}

/// Names the sheets of a paper as a workbook admits them, no two alike.
pub(super) fn sheet_names(grids: &[&Grid]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for grid in grids {
        let clean: String = grid.name.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
        let clean = if clean.trim().is_empty() { "Tableau".to_owned() } else { clean.trim().to_owned() };
        let cut = |suffix: &str| clean.chars().take(NAME - suffix.chars().count()).collect::<String>().trim_end().to_owned() + suffix;
        let free = |name: &String| names.iter().all(|known| known.to_lowercase() != name.to_lowercase());
        let numbered = (2..).map(|number| cut(&format!(" {number}")));
        let name = std::iter::once(cut("")).chain(numbered).find(free).unwrap_or_default();
        names.push(name);
    }
    names
}

/// The grids of a paper.
pub(super) fn grids(paper: &Paper) -> Vec<&Grid> {
    paper.parts.iter().filter_map(|part| if let Part::Grid(grid) = part { Some(grid) } else { None }).collect()
}

/// The text of a paper, a row each; the flag says that it is a heading.
pub(super) fn notes(paper: &Paper) -> Vec<(bool, String)> {
    let blocks = paper.parts.iter().filter_map(|part| if let Part::Text(block) = part { Some(block) } else { None });
    blocks.flat_map(note).collect()
}

fn note(block: &Block) -> Vec<(bool, String)> {
    let plain = |items: &[Vec<clausier_core::document::Run>], mark: &dyn Fn(usize) -> String| {
        items.iter().enumerate().map(|(at, item)| (false, format!("{}{}", mark(at), line_text(item)))).collect()
    };
    match block {
        Block::Heading { line, .. } => vec![(true, line_text(line))],
        Block::Paragraph { line } => vec![(false, line_text(line))],
        Block::Bullets { items } => plain(items, &|_| "– ".to_owned()),
        Block::Numbers { items } => plain(items, &|at| format!("{}. ", at + 1)),
        Block::Table { header, rows } => {
            std::iter::once(header).chain(rows).map(|row| (false, row.iter().map(|cell| line_text(cell)).collect::<Vec<_>>().join(" · "))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_bear_names_that_a_workbook_admits_and_no_two_alike() {
        let grid = |name: &str| Grid { name: name.to_owned(), ..Grid::default() };
        let long = "Critères du lot 12 : menuiseries extérieures et occultations";
        let all = [grid("Lot 1/2"), grid(long), grid(long), grid(""), grid("lot 1 2")];
        let names = sheet_names(&all.iter().collect::<Vec<_>>());
        assert!(names.iter().all(|name| (1..=31).contains(&name.chars().count()) && !name.contains(['/', ':'])), "{names:?}");
        let folded: std::collections::BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(folded.len(), all.len(), "{names:?}");
    }

    #[test]
    fn widths_never_exceed_the_page() {
        let columns = [Column::new("a", 1), Column::new("b", 30), Column::new("c", 0)];
        assert!(widths(&columns, 9298).iter().sum::<u32>() <= 9298);
    }
}
