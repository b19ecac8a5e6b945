//! A clause cut at its bold lead-ins: what is asked, then proof, control, penalty. It works on what is
//! written, so that the buyer's own wording is cut like the catalogue's.

use super::wording::lead;
use crate::document::{Block, Line, line_text, to_plain_text};

/// The parts of a clause, as plain text; a part that the clause does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sections {
    /// What is asked.
    pub requirement: String,
    /// For a criterion: how an offer is scored.
    pub method: String,
    /// For a criterion: what the bidder hands in.
    pub bidders_provide: String,
    /// How it is proved.
    pub proof: String,
    /// How it is checked.
    pub control: String,
    /// What a failure costs.
    pub penalty: String,
}

/// Cuts the blocks of a clause; what comes before the first lead-in is what is asked.
pub fn sections(blocks: &[Block]) -> Sections {
    let mut cut: Vec<(Option<&'static str>, Vec<Block>)> = vec![(None, Vec::new())];
    for block in blocks {
        match led(block) {
            Some((lead, rest)) => cut.push((Some(lead), rest.into_iter().collect())),
            None => {
                if let Some((_, own)) = cut.last_mut() {
                    own.push(block.clone());
                }
            }
        }
    }
    let mut sections = Sections::default();
    for (lead, blocks) in cut {
        let text = to_plain_text(&blocks);
        let part = sections.part(lead);
        *part = if part.is_empty() { text } else { format!("{part}\n\n{text}") };
    }
    sections
}

impl Sections {
    fn part(&mut self, lead: Option<&'static str>) -> &mut String {
        match lead {
            Some(lead::METHOD) => &mut self.method,
            Some(lead::BIDDERS_PROVIDE) => &mut self.bidders_provide,
            Some(lead::PROOF) => &mut self.proof,
            Some(lead::CONTROL) => &mut self.control,
            Some(lead::PENALTY) => &mut self.penalty,
            Some(_) | None => &mut self.requirement,
        }
    }
}

/// Returns the lead-in of a block and what follows it there.
fn led(block: &Block) -> Option<(&'static str, Option<Block>)> {
    let Block::Paragraph { line } = block else { return None };
    let (first, rest) = line.split_first()?;
    let known = [lead::METHOD, lead::BIDDERS_PROVIDE, lead::PROOF, lead::CONTROL, lead::PENALTY];
    let lead = known.into_iter().find(|lead| first.bold && first.text.trim() == *lead)?;
    Some((lead, left(rest)))
}

fn left(rest: &[crate::document::Run]) -> Option<Block> {
    let mut line: Line = rest.to_vec();
    if let Some(first) = line.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    (!line_text(&line).trim().is_empty()).then_some(Block::Paragraph { line })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;

    #[test]
    fn a_clause_is_cut_at_its_bold_words_and_lists_follow_their_lead() {
        let blocks = parse(
            "Le titulaire trie.\n\n- acier ;\n- bois.\n\n**Preuve.**\n\n- un bordereau.\n\n**Contrôle.** L’acheteur pèse.\n\n**Pénalité.** 300 €.\n\nPlafond : 10 %.",
        );
        let cut = sections(&blocks);
        assert_eq!(cut.requirement, "Le titulaire trie.\n\n- acier ;\n- bois.");
        assert_eq!((cut.proof.as_str(), cut.control.as_str()), ("- un bordereau.", "L’acheteur pèse."));
        assert_eq!(cut.penalty, "300 €.\n\nPlafond : 10 %.");
        assert_eq!(cut.method, "");
    }

    #[test]
    fn a_bold_word_that_is_no_lead_stays_in_the_text() {
        let cut = sections(&parse("**Important.** Rien à prouver."));
        assert_eq!((cut.requirement.as_str(), cut.proof.as_str()), ("Important. Rien à prouver.", ""));
    }
}
