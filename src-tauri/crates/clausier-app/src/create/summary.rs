//! One page for the elected official: the purchase, what it asks, how offers are judged, what the law wants.

use clausier_core::french;
use clausier_core::law::{Assessment, Coverage, Line, ObligationLevel, Outcome};
use clausier_core::paper::Paper;
use clausier_core::tender::{Criterion, Tender, Theme};

use super::words::{WORDS, typed, word_of};
use super::{Made, rendered, subject, to_complete};
use crate::engine::Engine;
use crate::error::{UserResult, fill};
use crate::now::Now;

/// Obligations named: beyond, they are counted. A page holds no more.
const NAMED: usize = 6;
/// Clauses named in one theme.
const CLAUSES: usize = 4;

/// Makes the page.
pub(super) fn page(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Made> {
    let words = &WORDS.synthese;
    let assessment = engine.assess(tender, now.today);
    let mut paper = Paper::new(typed(&words.titre), subject(tender));
    paper.paragraph(typed(&WORDS.interne));
    paper.heading(2, typed(&words.achat));
    paper.bullets(purchase(engine, tender, &assessment));
    paper.heading(2, typed(&words.engagements));
    let demands = demands(engine, tender, now)?;
    if demands.is_empty() {
        paper.paragraph(typed(&words.aucun_engagement));
    }
    paper.bullets(demands);
    paper.heading(2, typed(&words.criteres));
    let criteria: Vec<String> = tender.criteria.iter().map(criterion).collect();
    if criteria.is_empty() {
        paper.paragraph(typed(&words.aucun_critere));
    }
    paper.bullets(criteria);
    paper.heading(2, typed(&words.droit));
    paper.bullets(law(tender, &assessment));
    Ok(Made { paper, clauses: tender.selections.iter().map(|selection| selection.clause.clone()).collect() })
}

fn purchase(engine: &Engine, tender: &Tender, assessment: &Assessment) -> Vec<String> {
    let words = &WORDS.synthese;
    let said = |sentence: &str, name: &str, value: String| fill(&typed(sentence), &[(name, &value)]);
    let months = |months: u32| format!("{}{}mois", french::integer(i64::from(months)), french::NBSP);
    let mut lines = vec![said(&words.montant, "montant", tender.value_of_need().map_or_else(to_complete, french::euros_ht))];
    lines.push(match tender.lots.len() {
        0 => typed(&words.sans_lots),
        count => said(&words.lots, "lots", french::count(count, "lot", "lots")),
    });
    lines.push(said(&words.duree, "duree", tender.duration_months.map_or_else(to_complete, months)));
    lines.extend(tender.procedure.map(|procedure| said(&words.procedure, "procedure", word_of(&words.procedures, procedure))));
    lines.extend(tender.consultation_on.map(|date| said(&words.date, "date", french::day(date))));
    let open = engine.catalogue.law.questions(assessment);
    let named = open.iter().take(3).filter_map(|question| engine.catalogue.law.facts.iter().find(|fact| fact.field.name() == question.field));
    let named: Vec<String> = named.map(|fact| typed(&fact.named)).collect();
    if !named.is_empty() {
        lines.push(said(&words.a_savoir, "faits", french::and(&named)));
    }
    lines
}

/// The clauses of each theme, then the hours of insertion.
fn demands(engine: &Engine, tender: &Tender, now: &Now) -> UserResult<Vec<String>> {
    let words = &WORDS.synthese;
    let clauses = rendered(engine, tender, now)?;
    let library = engine.library_of(tender);
    let theme_of = |id: &str| library.find(id).map(|clause| clause.theme);
    let mut lines = Vec::new();
    for theme in Theme::ALL.into_iter().map(Some).chain([None]) {
        let titles: Vec<String> =
            clauses.iter().filter(|(selection, _)| theme_of(&selection.clause) == theme).map(|(_, one)| one.title.clone()).collect();
        if !titles.is_empty() {
            let name = theme.map_or_else(|| typed(&WORDS.annexe.sans_theme), |theme| word_of(&WORDS.themes, theme));
            lines.push(fill(&typed(&words.theme), &[("theme", &name), ("clauses", &shortened(&titles, CLAUSES))]));
        }
    }
    let hours: f64 = tender.lots.iter().filter_map(|lot| lot.insertion.as_ref()?.hours).sum();
    if hours > 0.0 {
        lines.push(fill(&typed(&words.heures), &[("heures", &format!("{}{}heures", french::number(hours), french::NBSP))]));
    }
    Ok(lines)
}

/// Names the first ones and counts the others.
fn shortened(titles: &[String], most: usize) -> String {
    let mut named: Vec<String> = titles.iter().take(most).cloned().collect();
    let beyond = titles.len().saturating_sub(most);
    if beyond > 0 {
        named.push(french::count(beyond, "autre", "autres"));
    }
    french::and(&named)
}

fn criterion(criterion: &Criterion) -> String {
    let kind = || criterion.kind.map(|kind| word_of(&WORDS.genres_de_critere, kind));
    let label = criterion.label.clone().filter(|label| !label.trim().is_empty()).or_else(kind).unwrap_or_else(to_complete);
    let weight = criterion.weight.map_or_else(to_complete, french::number);
    fill(&typed(&WORDS.synthese.critere), &[("critere", &label), ("poids", &weight)])
}

fn law(tender: &Tender, assessment: &Assessment) -> Vec<String> {
    let words = &WORDS.synthese;
    let binding: Vec<&Line> = assessment.lines.iter().filter(|line| is_binding(line)).collect();
    let open: Vec<String> = binding.iter().filter(|line| line.is_open()).map(|line| typed(&line.title)).collect();
    let (total, covered) = (binding.len(), binding.len() - open.len());
    let mut lines = vec![fill(&typed(&words.couvertes), &[("couvertes", &covered.to_string()), ("total", &total.to_string())])];
    if !open.is_empty() {
        lines.push(fill(&typed(&words.restent), &[("obligations", &shortened(&open, NAMED))]));
    }
    let invoked = assessment.lines.iter().flat_map(|line| &line.exceptions).filter(|exception| exception.invoked).count();
    let counted = |sentence: &str, count: usize| (count > 0).then(|| fill(&typed(sentence), &[("nombre", &count.to_string())]));
    lines.extend(counted(&words.derogations, invoked));
    lines.extend(counted(&words.ecartees, tender.set_aside.len()));
    lines
}

/// A duty of this tender that the file can cover.
fn is_binding(line: &Line) -> bool {
    line.level == ObligationLevel::Mandatory && line.outcome == Outcome::Applies && line.satisfied != Coverage::NotAssessed
}
