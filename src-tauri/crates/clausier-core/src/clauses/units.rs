//! Numbers written with their unit, in French: `1 jour`, `15 jours`, `1,5 fois`.

use crate::french::{NBSP, number};

/// Units that take no plural mark, beside those that end in no `s`.
const INVARIABLE: [&str; 8] = ["mois", "fois", "repas", "colis", "bois", "avis", "cas", "cours"];
/// Words after which a unit no longer agrees: « séances par semaine ».
const COMPLEMENT: [&str; 6] = ["par", "de", "à", "au", "en", "pour"];

/// Writes a number and its unit; below two the unit is singular.
pub(super) fn with_unit(value: f64, unit: &str) -> String {
    let unit = unit.trim();
    if unit.is_empty() {
        return number(value);
    }
    let agreed = if value.abs() < 2.0 { singular(unit) } else { unit.to_owned() };
    format!("{}{NBSP}{agreed}", number(value))
}

/// Returns the singular of a unit given in the plural.
pub(super) fn singular(unit: &str) -> String {
    let mut agrees = true;
    let words: Vec<String> = unit
        .split(' ')
        .map(|word| {
            agrees = agrees && !COMPLEMENT.contains(&word) && !word.starts_with("d’") && !word.starts_with("d'");
            if agrees { singular_word(word) } else { word.to_owned() }
        })
        .collect();
    words.join(" ")
}

fn singular_word(word: &str) -> String {
    if INVARIABLE.contains(&word) || word.chars().count() < 3 {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("eaux") {
        return format!("{stem}eau");
    }
    if let Some(stem) = word.strip_suffix("aux") {
        return format!("{stem}al");
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_agrees_with_its_number() {
        let cases = [
            (1.0, "jours", "1\u{a0}jour"),
            (0.0, "heures", "0\u{a0}heure"),
            (1.5, "ans", "1,5\u{a0}an"),
            (2.0, "jours ouvrés", "2\u{a0}jours ouvrés"),
            (1.0, "jours ouvrés", "1\u{a0}jour ouvré"),
            (1.0, "mois", "1\u{a0}mois"),
            (1.5, "fois", "1,5\u{a0}fois"),
            (1.0, "séances par mois", "1\u{a0}séance par mois"),
            (1.0, "heures d’insertion", "1\u{a0}heure d’insertion"),
            (1.0, "niveaux", "1\u{a0}niveau"),
            (1.0, "ms", "1\u{a0}ms"),
            (1200.0, "kg", "1\u{202f}200\u{a0}kg"),
            (3.0, "", "3"),
        ];
        for (value, unit, written) in cases {
            assert_eq!(with_unit(value, unit), written, "{value} {unit}");
        }
    }
}
