//! The number that a buyer who types his numbers would type next. Nothing is ever renumbered.

use crate::matching::typed_number;
use crate::view::Heading;

/// Returns the number of the `rank`-th new title of a level under a heading, when its neighbours
/// carry typed ones.
pub(crate) fn next_number(headings: &[Heading], under: Option<usize>, level: u8, rank: u32) -> Option<String> {
    let first = under.map_or(0, |at| at + 1);
    let floor = under.and_then(|at| headings.get(at)).map_or(0, |heading| heading.level);
    let inside = headings.iter().skip(first).take_while(|heading| heading.level > floor);
    let last = inside.filter(|heading| heading.level == level).last()?;
    let typed = typed_number(&last.text)?;
    let number = last.text.strip_suffix(&typed.rest)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    let before = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let value: u32 = number.strip_prefix(before)?.parse().ok()?;
    Some(format!("{before}{}", value.checked_add(rank)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, text: &str) -> Heading {
        Heading { paragraph: 0, node: 0, level, text: text.to_owned(), typed: true, faked: false }
    }

    #[test]
    fn the_next_number_follows_the_neighbours() {
        let headings = [heading(1, "ARTICLE 4 – Déchets"), heading(2, "4.1. Tri"), heading(2, "4.2. Suivi"), heading(1, "ARTICLE 5 – Prix")];
        assert_eq!(next_number(&headings, Some(0), 2, 1).as_deref(), Some("4.3"));
        assert_eq!(next_number(&headings, Some(0), 2, 2).as_deref(), Some("4.4"));
        assert_eq!(next_number(&headings, None, 1, 1).as_deref(), Some("ARTICLE 6"));
        assert_eq!(next_number(&headings, Some(3), 2, 1), None, "no neighbour, no number to offer");
    }
}
