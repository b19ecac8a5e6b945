//! Sentences and paragraphs of a clause text, and the length of the former.

use clausier_core::clauses::parameter_names;

use crate::reader::Value;

/// Splits a text into paragraphs: an empty line separates them; a list is one.
pub(super) fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Splits a text into sentences: a full stop, a line of a list, a cell of a table.
pub(super) fn sentences(text: &str) -> Vec<&str> {
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

/// Says the sentences that are too long; a parameter counts as one word.
pub(super) fn check_length(value: Value<'_>, text: &str, longest: usize) {
    for sentence in sentences(text) {
        let count = count_words(sentence);
        if count > longest {
            let opening: Vec<&str> = sentence.split_whitespace().take(4).collect();
            let hint = format!("coupez-la : {longest} mots au plus, vingt de préférence");
            value.fault_at(sentence, format!("phrase de {count} mots, qui commence par « {} »", opening.join(" ")), hint);
        }
    }
}

fn count_words(sentence: &str) -> usize {
    let names = parameter_names(sentence).len();
    let words = sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric) && !word.contains("{{"));
    words.count() + names
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
        assert_eq!(count_words("Le titulaire remet {{taux}} : 3 % – soit"), 6);
    }
}
