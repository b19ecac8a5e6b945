//! The source text of a clause: requirement, then proof, control and penalty as led paragraphs.

use super::{ClauseVersion, LevelText};
use crate::document::{Block, parse};
use crate::french;
use crate::tender::Level;

/// The bold words that open a paragraph.
pub(in crate::clauses) mod lead {
    pub const METHOD: &str = "Notation.";
    pub const BIDDERS_PROVIDE: &str = "À remettre.";
    pub const PROOF: &str = "Preuve.";
    pub const CONTROL: &str = "Contrôle.";
    pub const PENALTY: &str = "Pénalité.";
}

/// Returns the whole text of a level in the Markdown subset, typographic rules applied and
/// `{{parameters}}` kept: what the buyer edits when rewording. Own clauses keep every character. Empty when
/// the level does not exist.
pub fn wording(version: &ClauseVersion, level: Level) -> String {
    let written = |text: &LevelText| if version.verbatim { join(parts(text)) } else { level_wording(text) };
    version.levels.get(&level).map(written).unwrap_or_default()
}

/// Lists the parts of a level in the order of the document, each with its bold lead-in.
pub(super) fn parts(text: &LevelText) -> Vec<Part<'_>> {
    [
        Some((None, text.requirement.as_str())),
        optional(lead::METHOD, text.method.as_deref()),
        optional(lead::BIDDERS_PROVIDE, text.bidders_provide.as_deref()),
        Some((Some(lead::PROOF), text.proof.as_str())),
        Some((Some(lead::CONTROL), text.control.as_str())),
        optional(lead::PENALTY, text.penalty.as_deref()),
    ]
    .into_iter()
    .flatten()
    .filter(|(_, part)| !part.trim().is_empty())
    .collect()
}

type Part<'a> = (Option<&'static str>, &'a str);

fn optional<'a>(lead: &'static str, part: Option<&'a str>) -> Option<Part<'a>> {
    part.map(|part| (Some(lead), part))
}

fn level_wording(text: &LevelText) -> String {
    french::typography(&join(parts(text)))
}

/// Joins parts, each with its bold lead-in.
pub(in crate::clauses) fn join<'a>(parts: impl IntoIterator<Item = Part<'a>>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|(lead, part)| led(lead, part.trim())).collect();
    parts.join("\n\n")
}

/// Puts the lead-in before a part; a part that opens with a list or a table keeps its own lines.
fn led(lead: Option<&str>, part: &str) -> String {
    let Some(lead) = lead else {
        return part.to_owned();
    };
    match parse(part).first() {
        Some(Block::Paragraph { .. }) | None => format!("**{lead}** {part}"),
        Some(Block::Heading { .. } | Block::Bullets { .. } | Block::Numbers { .. } | Block::Table { .. }) => format!("**{lead}**\n\n{part}"),
    }
}

/// Returns the names between double braces, in order, without repetition.
pub fn parameter_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, name, after)) = next_token(rest) {
        if !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    names
}

/// Splits a text at its first `{{name}}`; names are lower-case letters, digits and `_`.
pub(super) fn next_token(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(tail) = text.get(from..) {
        let open = from + tail.find("{{")?;
        let inside = text.get(open + 2..)?;
        let close = inside.find("}}")?;
        let name = inside.get(..close)?;
        if is_name(name) {
            return Some((text.get(..open)?, name, inside.get(close + 2..)?));
        }
        from = open + 1;
    }
    None
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_between_braces_are_found_in_order() {
        assert_eq!(parameter_names("{{a}} puis {{b_2}} et {{a}}, {{}} {{ c }} {{É}} {{{d}}"), ["a", "b_2", "d"]);
        assert_eq!(parameter_names("{{ouvert"), Vec::<&str>::new());
    }

    #[test]
    fn a_part_is_led_by_its_bold_word() {
        let text = LevelText {
            requirement: "Le titulaire trie l'acier : {{taux}}.\n".to_owned(),
            proof: "- un bordereau ;\n- une pesée.".to_owned(),
            control: "L'acheteur pèse.".to_owned(),
            ..LevelText::default()
        };
        let expected =
            "Le titulaire trie l’acier\u{a0}: {{taux}}.\n\n**Preuve.**\n\n- un bordereau\u{a0};\n- une pesée.\n\n**Contrôle.** L’acheteur pèse.";
        assert_eq!(level_wording(&text), expected);
    }
}
