//! What a second reading finds in the tender itself: what the assessment, the checks, the criteria and the
//! proportion already know, and what its clauses still miss.

use clausier_core::clauses::{parameter_fields, used_parameters};
use clausier_core::french;
use clausier_core::law::{Coverage, Line, ObligationLevel};
use clausier_core::passage::Passage;
use clausier_core::review::{FigureLook, Finding, Gravity, Look, ReviewRule, ReviewSource};
use clausier_core::tender::{Criterion, DocumentKind, Selection, Tender};
use clausier_core::text_rules::Expression;
use clausier_review::missing;

use super::Named;
use crate::criteria_view;
use crate::engine::Engine;
use crate::now::Now;
use crate::wire::Severity;

/// The rule that compares files; the figures of the tender are added to it.
const FIGURES: &str = "deux-chiffres";

/// Lists what is to be seen in a tender.
pub(super) fn findings(engine: &Engine, named: Named<'_>, now: &Now) -> Vec<Finding> {
    let assessment = engine.assess(named.tender, now.today);
    let open = assessment.lines.iter().filter(|line| binds(line)).map(|line| unmet(named.name, line));
    let checks = assessment.checks.iter().map(|line| check(named.name, line));
    let criteria = criteria_view::of(named.tender, &assessment).advice.into_iter().map(|one| {
        let severity = if one.severity == Severity::ToFix { Gravity::Error } else { Gravity::Warning };
        plain(named.name, "criteres", severity, one.sentence)
    });
    let heavy = engine.proportion(named.tender).into_iter().map(|sentence| plain(named.name, "disproportion", Gravity::Advice, sentence));
    let clauses = named.tender.selections.iter().flat_map(|selection| of_clause(engine, named, selection, now));
    checks.chain(open).chain(criteria).chain(clauses).chain(heavy).collect()
}

fn binds(line: &Line) -> bool {
    line.is_open() && line.satisfied != Coverage::NotAssessed && line.level == ObligationLevel::Mandatory
}

fn plain(file: &str, rule: &str, severity: Gravity, message: String) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity,
        file: file.to_owned(),
        part: String::new(),
        paragraph: None,
        place: None,
        heading: None,
        excerpt: String::new(),
        message,
        why: String::new(),
        hint: String::new(),
        fix: None,
        fix_id: None,
        source: Vec::new(),
    }
}

fn unmet(file: &str, line: &Line) -> Finding {
    let state = if line.satisfied == Coverage::Partly { "partiellement couverte" } else { "non couverte à ce stade" };
    let needs = line.needs.as_deref().map(|needs| french::typography(&format!("Il manque : {needs}."))).unwrap_or_default();
    let finding = plain(file, "obligation-non-couverte", Gravity::Warning, french::typography(&format!("Obligation {state} : {}", line.title)));
    Finding { excerpt: line.coverage.clone(), why: line.because.clone(), hint: needs, source: sources(line), ..finding }
}

fn check(file: &str, line: &Line) -> Finding {
    let needs = line.needs.as_deref().map(|needs| french::typography(&format!("Il faudrait : {needs}."))).unwrap_or_default();
    let finding = plain(file, &line.obligation, Gravity::Warning, line.title.clone());
    Finding { why: line.note.clone().unwrap_or_else(|| line.because.clone()), hint: needs, source: sources(line), ..finding }
}

fn sources(line: &Line) -> Vec<ReviewSource> {
    line.sources.iter().map(|source| ReviewSource { text: source.text.clone(), article: source.article.clone() }).collect()
}

fn of_clause(engine: &Engine, named: Named<'_>, selection: &Selection, now: &Now) -> Vec<Finding> {
    let title = engine.clause_titles(named.tender).remove(&selection.clause).unwrap_or_else(|| selection.clause.clone());
    let mut found = own_text(engine, named.name, selection, &title);
    let day = named.tender.consultation_on.unwrap_or(now.today);
    let library = engine.library_of(named.tender);
    let Some((clause, version)) = library.selected(selection, day) else { return found };
    let level = version.level_or_below(selection.level.unwrap_or_else(|| version.lowest_level()));
    let empty: Vec<String> = parameter_fields(version, level, &selection.parameters)
        .into_iter()
        .filter(|field| field.value.is_none() && used_parameters(version, level).iter().any(|used| used.name == field.name))
        .map(|field| format!("« {} »", field.label))
        .collect();
    if !empty.is_empty() && (selection.text.is_none() || clause.is_own()) {
        let message = french::typography(&format!("La clause « {title} » attend encore {}", french::and(&empty)));
        found.push(Finding {
            hint: "Donnez ces valeurs dans l’écran des clauses : sans elles, le texte garde un blanc.".to_owned(),
            ..plain(named.name, "parametre-vide", Gravity::Error, message)
        });
    }
    let kept = selection.document.filter(|document| !clause.documents().contains(document) && !holds_everything(*document));
    found.extend(kept.map(|document| misplaced(named.name, &title, document, &clause.documents())));
    found
}

/// A single document takes any clause.
fn holds_everything(document: DocumentKind) -> bool {
    matches!(document, DocumentKind::Ccp | DocumentKind::LettreConsultation)
}

fn misplaced(file: &str, title: &str, document: DocumentKind, right: &[DocumentKind]) -> Finding {
    let expected: Vec<String> = right.iter().map(|kind| short(*kind)).collect();
    let message = french::typography(&format!("La clause « {title} » est rangée dans la pièce « {} »", short(document)));
    let hint = french::typography(&format!("Sa place est : {}.", french::join(&expected, "ou")));
    Finding {
        why: "Une exigence écrite dans la mauvaise pièce n’engage pas le titulaire comme il faut : un critère se lit dans le RC, une condition d’exécution dans le CCAP, une spécification dans le CCTP.".to_owned(),
        hint,
        ..plain(file, "mauvaise-piece", Gravity::Warning, message)
    }
}

fn short(kind: DocumentKind) -> String {
    let word = serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
    if word.contains('_') { word.replace('_', " ") } else { word.to_uppercase() }
}

/// What a wording of the buyer does not say.
fn own_text(engine: &Engine, file: &str, selection: &Selection, title: &str) -> Vec<Finding> {
    let Some(text) = selection.text.as_deref() else { return Vec::new() };
    let rules = missing(&engine.catalogue.review, text);
    rules.into_iter().map(|rule| lacking(file, rule, title, text)).collect()
}

fn lacking(file: &str, rule: &ReviewRule, title: &str, text: &str) -> Finding {
    let excerpt: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(240).collect();
    Finding {
        heading: Some(title.to_owned()),
        excerpt,
        why: french::typography(&rule.why),
        hint: french::typography(&rule.hint),
        source: rule.sources.clone(),
        ..plain(file, &rule.id, rule.gravity, french::typography(&format!("« {title} » : {}", rule.sentence)))
    }
}

/// The figures that the tender gives, as a text that the files are compared with; the weights of its
/// criteria become subjects of the rule.
pub(super) fn figures(tender: &Tender, rules: &mut [ReviewRule]) -> Vec<Passage> {
    let renewed = tender.renewals.as_ref().is_some_and(|renewals| renewals.count != Some(0));
    let duration = tender.duration_months.filter(|_| !renewed).map(|months| format!("La durée du marché est de {months} mois."));
    let weighed: Vec<(&str, String)> = tender.criteria.iter().filter_map(weight).collect();
    for rule in rules.iter_mut().filter(|rule| rule.id == FIGURES) {
        if let Look::TwoFigures(subjects) = &mut rule.look {
            subjects.extend(weighed.iter().map(|(label, _)| subject(label)));
        }
    }
    let sentences = duration.into_iter().chain(weighed.iter().map(|(label, weight)| format!("Critère {label} : {weight} %.")));
    sentences.map(|text| Passage { text, ..Passage::default() }).collect()
}

/// A criterion whose weight is whole: the only one that a file writes the same way.
fn weight(criterion: &Criterion) -> Option<(&str, String)> {
    let label = criterion.label.as_deref().filter(|label| label.split_whitespace().any(|word| word.chars().count() > 3))?;
    let weight = criterion.weight.filter(|weight| weight.fract() == 0.0)?;
    Some((label, french::number(weight)))
}

fn subject(label: &str) -> FigureLook {
    let words = [format!("{label} <pourcent>"), format!("{label} <suite> <pourcent>")];
    FigureLook {
        named: format!("le poids du critère « {label} »"),
        words: words.iter().map(|words| Expression::new(words, false)).collect(),
        except: Vec::new(),
    }
}
