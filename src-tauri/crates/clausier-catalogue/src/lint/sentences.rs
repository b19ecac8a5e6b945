//! The length of the sentences of a clause text.

use clausier_core::clauses::parameter_names;
use clausier_core::text_rules::sentences;

use crate::reader::Value;

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
    fn a_parameter_counts_as_one_word_and_a_sign_as_none() {
        assert_eq!(count_words("Le titulaire remet {{taux}} : 3 % – soit"), 6);
    }
}
