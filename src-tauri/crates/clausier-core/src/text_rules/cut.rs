//! Sentences and paragraphs of a text.

/// Splits a text into paragraphs: an empty line separates them; a list is one.
pub fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Splits a text into sentences: a full stop, a line of a list, a cell of a table.
pub fn sentences(text: &str) -> Vec<&str> {
    text.split(['\n', '|']).flat_map(of_line).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn of_line(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, character) in line.char_indices() {
        let ends = matches!(character, '.' | '!' | '?' | ';')
            && line.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        if ends {
            found.extend(line.get(start..=at));
            start = at + 1;
        }
    }
    found.extend(line.get(start..));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_inside_a_number_or_an_article_ends_nothing() {
        assert_eq!(
            sentences("Un. Deux 1.5 L.2112-2 trois ; quatre\n- cinq\n| six | sept |"),
            ["Un.", "Deux 1.5 L.2112-2 trois ;", "quatre", "- cinq", "six", "sept"]
        );
    }
}
