//! The nearest known word, for the hint of a misspelt one.

use clausier_core::french::fold;

/// Returns the known word nearest to `word`, when it is near enough to be what was meant.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted = flat(word);
    let allowed = (wanted.chars().count() / 3).max(1);
    let measured = known.into_iter().map(|one| (distance(&wanted, &flat(one)), one));
    measured.filter(|(far, _)| *far <= allowed).min_by_key(|(far, _)| *far).map(|(_, one)| one)
}

/// Sets aside case, accents and separators: `Délai-demeure` is `delai_demeure` to its author.
fn flat(word: &str) -> String {
    fold(word).chars().take(64).map(|c| if c == '-' || c == ' ' { '_' } else { c }).collect()
}

/// Counts the letters to add, remove, change or swap between two words.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let change = last[j] + usize::from(a != b);
            let mut best = change.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_meant_is_found_and_a_stranger_is_not_guessed() {
        let known = ["intitule", "identifiant", "niveaux", "repond"];
        let cases = [
            ("intitulé", Some("intitule")),
            ("identifant", Some("identifiant")),
            ("idnetifiant", Some("identifiant")),
            ("niveau", Some("niveaux")),
            ("reponds", Some("repond")),
            ("couleur", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
