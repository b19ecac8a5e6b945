//! The execution plan: one line a clause that binds the holder.

use chrono::NaiveDate;

use crate::clauses::{ClauseLibrary, Sections, SelectionProblem, render_selection, sections};
use crate::french::fold;
use crate::tender::{DocumentKind, Selection, Tender};

/// A moment of the calendar, and the words of a clause that tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cadence {
    /// As it is shown: « Chaque mois ».
    pub label: String,
    /// Words looked for, whatever their case and accents.
    pub words: Vec<String>,
}

/// What the holder owes under one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Identifier of the clause.
    pub clause: String,
    /// Its title.
    pub title: String,
    /// Lots; empty = all.
    pub lots: Vec<u32>,
    /// Document that it stands in; none for an own clause that names none.
    pub document: Option<DocumentKind>,
    /// Its parts.
    pub sections: Sections,
    /// Who controls; none for an own clause.
    pub controller: Option<String>,
    /// Minutes a year that the control costs.
    pub control_minutes: u32,
    /// Place in the list of cadences, when the proof names one.
    pub cadence: Option<usize>,
}

/// Lists what the holder owes, in the order of the cadences; a proof that names none comes last.
///
/// A clause that does not bind (criterion, reservation, rule of the procedure) is left out; an own
/// clause, of which nothing is known, is kept.
pub fn plan(library: &ClauseLibrary, tender: &Tender, day: NaiveDate, cadences: &[Cadence]) -> Result<Vec<Commitment>, SelectionProblem> {
    let binding = tender.selections.iter().filter(|selection| library.find(&selection.clause).is_none_or(|clause| clause.kind.binds()));
    let mut plan = binding.map(|selection| commitment(library, selection, day, cadences)).collect::<Result<Vec<_>, _>>()?;
    plan.sort_by_key(|commitment| commitment.cadence.unwrap_or(usize::MAX));
    Ok(plan)
}

fn commitment(library: &ClauseLibrary, selection: &Selection, day: NaiveDate, cadences: &[Cadence]) -> Result<Commitment, SelectionProblem> {
    let rendered = render_selection(library, selection, day)?;
    let clause = library.find(&selection.clause);
    let sections = sections(&rendered.blocks);
    Ok(Commitment {
        clause: selection.clause.clone(),
        title: rendered.title,
        lots: selection.lots.clone(),
        document: selection.document.or(clause.map(|clause| clause.document)),
        cadence: cadence_of(&sections.proof, cadences).or_else(|| cadence_of(&sections.requirement, cadences)),
        sections,
        controller: clause.map(|clause| clause.controller.clone()).filter(|who| !who.trim().is_empty()),
        control_minutes: clause.map_or(0, |clause| clause.control_minutes),
    })
}

/// Finds the cadence whose words come first in a text.
fn cadence_of(text: &str, cadences: &[Cadence]) -> Option<usize> {
    let text = fold(text);
    let place = |cadence: &Cadence| cadence.words.iter().filter_map(|word| text.find(&fold(word))).min();
    let found = cadences.iter().enumerate().filter_map(|(at, cadence)| place(cadence).map(|place| (place, at)));
    found.min().map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tender::TenderId;

    fn cadences() -> Vec<Cadence> {
        let cadence = |label: &str, words: &[&str]| Cadence { label: label.to_owned(), words: words.iter().map(|word| (*word).to_owned()).collect() };
        vec![
            cadence("Au démarrage", &["avant le début"]),
            cadence("Chaque mois", &["chaque mois", "mensuel"]),
            cadence("Chaque année", &["chaque année"]),
        ]
    }

    fn tender(texts: &[&str]) -> Tender {
        let mut tender = Tender::new(TenderId(uuid::Uuid::nil()));
        for (at, text) in texts.iter().enumerate() {
            let own = serde_json::json!({ "clause": format!("own-{at}"), "version": "1", "title": format!("Clause {at}"), "text": text });
            tender.selections.push(serde_json::from_value(own).expect("the test writes a selection"));
        }
        tender
    }

    #[test]
    fn the_agenda_follows_the_calendar_and_what_names_no_moment_comes_last() {
        let texts = [
            "Demande.\n\n**Preuve.** Une note.",
            "Demande.\n\n**Preuve.** Chaque année, un bilan.",
            "Demande.\n\n**Preuve.** Un relevé mensuel, puis chaque année un bilan.",
            "Avant le début des travaux, un schéma.",
        ];
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let plan = plan(&ClauseLibrary::default(), &tender(&texts), day, &cadences()).expect("own clauses carry their text");
        let order: Vec<(&str, Option<usize>)> = plan.iter().map(|one| (one.title.as_str(), one.cadence)).collect();
        assert_eq!(order, [("Clause 3", Some(0)), ("Clause 2", Some(1)), ("Clause 1", Some(2)), ("Clause 0", None)]);
    }
}
