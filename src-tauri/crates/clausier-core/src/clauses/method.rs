//! What the method of a criterion says, read from its own text: the sub-criteria with their points, and
//! the scale. They are written once, in the document, and never beside it.

use serde::{Deserialize, Serialize};

use crate::document::{Block, Line, line_text, parse};
use crate::french;

/// A part of the mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct SubCriterion {
    pub label: String,
    pub points: u32,
}

/// A step of the scale: what an answer holds, and the share of the points that it earns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ScaleStep {
    pub answer: String,
    pub share: String,
}

/// Lists the sub-criteria: the rows of the first table whose last cells are all whole numbers.
pub fn sub_criteria(method: &str) -> Vec<SubCriterion> {
    parse(method).iter().find_map(rows_of_points).unwrap_or_default()
}

/// Lists the steps of the scale: the items of the first list, cut at their colon.
pub fn scale(method: &str) -> Vec<ScaleStep> {
    let list = parse(method).into_iter().find_map(|block| match block {
        Block::Bullets { items } => Some(items),
        Block::Heading { .. } | Block::Paragraph { .. } | Block::Numbers { .. } | Block::Table { .. } => None,
    });
    list.unwrap_or_default().iter().filter_map(step).collect()
}

fn rows_of_points(block: &Block) -> Option<Vec<SubCriterion>> {
    match block {
        Block::Table { rows, .. } => rows.iter().map(|row| sub_criterion(row)).collect(),
        Block::Heading { .. } | Block::Paragraph { .. } | Block::Bullets { .. } | Block::Numbers { .. } => None,
    }
}

fn sub_criterion(row: &[Line]) -> Option<SubCriterion> {
    let (label, points) = (row.first()?, row.last()?);
    Some(SubCriterion { label: french::typography(&line_text(label)), points: line_text(points).trim().parse().ok()? })
}

fn step(item: &Line) -> Option<ScaleStep> {
    let text = line_text(item);
    let (answer, share) = text.rsplit_once(':')?;
    let trimmed = |part: &str| french::typography(part.trim().trim_end_matches([';', '.']).trim());
    Some(ScaleStep { answer: trimmed(answer), share: trimmed(share) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHOD: &str = "Calcul.\n\n| élément | points |\n| --- | --- |\n| tri | 60 |\n| réemploi | 40 |\n\nÉchelle :\n\n- rien : aucune part ;\n- moyen décrit : la totalité.";

    #[test]
    fn sub_criteria_and_scale_are_read_from_the_method() {
        let found: Vec<(String, u32)> = sub_criteria(METHOD).into_iter().map(|one| (one.label, one.points)).collect();
        assert_eq!(found, [("tri".to_owned(), 60), ("réemploi".to_owned(), 40)]);
        let steps: Vec<(String, String)> = scale(METHOD).into_iter().map(|step| (step.answer, step.share)).collect();
        assert_eq!(steps, [("rien".to_owned(), "aucune part".to_owned()), ("moyen décrit".to_owned(), "la totalité".to_owned())]);
    }

    #[test]
    fn a_table_of_formulas_holds_no_points() {
        let costs = "| ligne | calcul |\n| --- | --- |\n| achat | prix |\n| énergie | 3 |";
        assert_eq!(sub_criteria(costs), Vec::new());
        assert_eq!(scale("Une phrase."), Vec::new());
    }
}
