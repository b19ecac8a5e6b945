//! The worked needs of `tests/besoins/`: what a prescriber answers, and the clauses that come first.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use clausier_app::Engine;
use clausier_core::clauses::{ALL_FAMILIES, Checklist, Suggestion, SuggestionState, ThemeChecklist};
use clausier_core::needs::set_answer;
use clausier_core::tender::{Family, Nature, Scalar, Tender, Theme};
use serde::Deserialize;

use crate::cas::given::{self, Given};

/// A worked need.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Need {
    nom: String,
    marche: Given,
    reponses: BTreeMap<String, Scalar>,
    attendu: Expected,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Expected {
    environnement: Vec<String>,
    discriminations: Vec<String>,
    insertion: Vec<String>,
    air: Vec<String>,
    biodiversite: Vec<String>,
    pme_innovation: Vec<String>,
    appelees: Vec<String>,
    ecartees: Vec<String>,
    demandees: Vec<String>,
    pas_demandees: Vec<String>,
}

impl Expected {
    fn themes(&self) -> [(Theme, &[String]); 6] {
        [
            (Theme::Environment, &self.environnement),
            (Theme::AntiDiscrimination, &self.discriminations),
            (Theme::Insertion, &self.insertion),
            (Theme::AirQuality, &self.air),
            (Theme::Biodiversity, &self.biodiversite),
            (Theme::SmeInnovation, &self.pme_innovation),
        ]
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
}

fn needs() -> Vec<(String, Need)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("besoins");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("tests/besoins exists").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("a need can be read");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let need = toml::from_str(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        (name, need)
    };
    paths.iter().map(read).collect()
}

/// Answers the questions one by one, as the window does.
fn tender(engine: &Engine, need: &Need) -> Tender {
    let mut tender = given::tender(&engine.catalogue, &need.marche);
    for (id, value) in &need.reponses {
        let question = engine.catalogue.interview.question(id).unwrap_or_else(|| panic!("« {id} » n’est pas une question"));
        assert!(set_answer(&mut tender, question, Some(value)), "« {id} » n’admet pas la réponse {value:?}");
    }
    tender
}

fn of_theme(checklist: &Checklist, theme: Theme) -> &ThemeChecklist {
    checklist.themes.iter().find(|one| one.theme == theme).expect("the six themes are always there")
}

fn ids(suggestions: &[Suggestion]) -> Vec<&str> {
    suggestions.iter().map(|one| one.clause.as_str()).collect()
}

#[test]
fn each_worked_need_gets_the_clauses_that_its_prescriber_expects_first() {
    let engine = Engine::embedded();
    let mut failures = Vec::new();
    let needs = needs();
    assert_eq!(needs.len(), 5, "école, nettoyage, restauration scolaire, flotte, espaces verts");
    for (file, need) in &needs {
        let tender = tender(&engine, need);
        let checklist = engine.checklist(&tender, today());
        let mut fail = |what: String| failures.push(format!("{file}: « {} » : {what}", need.nom));
        for (theme, expected) in need.attendu.themes() {
            assert!(!expected.is_empty(), "{file}: {theme:?} n’attend rien");
            let found = ids(&of_theme(&checklist, theme).suggestions);
            if !found.iter().zip(expected).all(|(found, expected)| found == expected) || found.len() < expected.len() {
                fail(format!("{theme:?} propose {found:?}, attendu d’abord {expected:?}"));
            }
        }
        let calls = engine.calls(&tender, today());
        let fitting: Vec<&str> = checklist
            .themes
            .iter()
            .flat_map(|theme| ids(&theme.suggestions).into_iter().chain(theme.rest.clauses.iter().map(String::as_str)))
            .collect();
        for clause in &need.attendu.appelees {
            if calls.reasons(clause).is_empty() || !fitting.contains(&clause.as_str()) {
                fail(format!("{clause} n’est pas appelée"));
            }
        }
        for clause in &need.attendu.ecartees {
            if calls.set_aside(clause).is_none() || fitting.contains(&clause.as_str()) {
                fail(format!("{clause} n’est pas écartée"));
            }
        }
        let view = engine.interview(&tender, today());
        let asked: Vec<&str> = view.topics.iter().flat_map(|topic| &topic.questions).map(|question| question.id.as_str()).collect();
        need.attendu.demandees.iter().filter(|id| !asked.contains(&id.as_str())).for_each(|id| fail(format!("{id} n’est pas demandée")));
        need.attendu.pas_demandees.iter().filter(|id| asked.contains(&id.as_str())).for_each(|id| fail(format!("{id} est demandée")));
    }
    assert!(failures.is_empty(), "{} écarts\n{}", failures.len(), failures.join("\n"));
}

/// A tender of a family, from the shortest of its CPV prefixes.
fn of_family(engine: &Engine, family: Family, nature: Nature) -> Tender {
    let record = engine.catalogue.families.find(family).expect("every family is there");
    let codes = record.cpv.iter().map(|prefix| format!("{prefix:0<8}"));
    let own = codes.filter(|code| engine.catalogue.families.of_code(code).is_some_and(|found| found.family == family)).collect::<Vec<_>>();
    let code = own.first().unwrap_or_else(|| panic!("{family:?} has a code of its own")).clone();
    let body = serde_json::json!({
        "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "nature": nature, "cpv": [code],
        "estimated_value_eur": 1_500_000, "duration_months": 36, "consultation_on": "2026-11-24", "defence": false,
        "buyer": { "kind": "local_authority" }
    });
    serde_json::from_value(body).expect("the test writes a tender")
}

#[test]
fn every_family_has_clauses_in_every_theme_and_every_reason_says_something() {
    let engine = Engine::embedded();
    let mut empty = Vec::new();
    for family in ALL_FAMILIES {
        for nature in [Nature::Works, Nature::Supplies, Nature::Services] {
            let checklist = engine.checklist(&of_family(&engine, family, nature), today());
            for theme in &checklist.themes {
                let shown = theme.suggestions.iter().chain(&theme.also_kept);
                for one in shown {
                    assert!(one.because.trim().len() > 20, "{family:?} {:?} {}: « {} »", theme.theme, one.clause, one.because);
                }
                assert!(theme.suggestions.len() <= 7, "{family:?} {:?}", theme.theme);
                if theme.suggestions.is_empty() && theme.empty_because.is_none() {
                    empty.push(format!("{family:?} {nature:?} {:?}", theme.theme));
                }
            }
        }
    }
    assert!(empty.is_empty(), "thèmes sans clause et sans raison :\n{}", empty.join("\n"));
}

#[test]
fn every_family_is_asked_general_questions_and_questions_of_its_own() {
    let engine = Engine::embedded();
    for family in ALL_FAMILIES {
        let tender = of_family(&engine, family, Nature::Services);
        let view = engine.interview(&tender, today());
        let asked = |topic: &str| view.topics.iter().find(|one| one.id == topic).map_or(0, |topic| topic.questions.len());
        assert!(asked("metier") >= 1, "{family:?} has no question of its trade");
        assert!(view.total >= 20, "{family:?} is asked {} questions", view.total);
        assert!(view.total <= 60, "{family:?} is asked {} questions: nobody ends them in fifteen minutes", view.total);
    }
}

/// What a prescriber reads holds no identifier and no word of the trade of the lawyer.
#[test]
fn no_question_names_a_rule_or_speaks_like_a_lawyer() {
    let engine = Engine::embedded();
    let refused = [
        "titulaire",
        "soumissionnaire",
        "ccap",
        "cctp",
        "clause",
        "exécution",
        "pénalité",
        "critère",
        "obligation",
        "article",
        "marché public",
        "réservé",
    ];
    for topic in &engine.catalogue.interview.topics {
        for question in &topic.questions {
            let labels = question.options.iter().map(|option| option.label.as_str());
            for text in labels.chain([question.text.as_str()]).chain(question.help.as_deref()) {
                let low = text.to_lowercase();
                let found: Vec<&str> = refused.iter().copied().filter(|word| low.contains(word)).collect();
                assert!(found.is_empty(), "{}: « {text} » dit {found:?}", question.id);
                assert!(!low.contains("env-") && !low.contains("exec-"), "{}: {text}", question.id);
            }
        }
    }
}

/// An answer changes something for at least one tender: a question without effect would waste time.
#[test]
fn every_answer_with_an_effect_calls_only_clauses_that_may_fit_who_is_asked() {
    let engine = Engine::embedded();
    let mut misfits = Vec::new();
    for question in engine.catalogue.interview.questions() {
        for effect in &question.effects {
            for id in effect.calls.iter().chain(&effect.aside) {
                let clause = engine.catalogue.library.find(id).expect("the check of the catalogue says so");
                let asked = if question.families.is_empty() { ALL_FAMILIES.to_vec() } else { question.families.clone() };
                let fits = clause.fits_every_family() || asked.iter().any(|family| clause.families.contains(family));
                if !fits {
                    misfits.push(format!("{} nomme {id}, écrite pour aucune des familles de la question", question.id));
                }
            }
        }
    }
    assert!(misfits.is_empty(), "{}", misfits.join("\n"));
}

#[test]
fn what_an_answer_changes_is_counted_and_taking_it_back_changes_it_back() {
    let engine = Engine::embedded();
    let (_, need) = needs().into_iter().find(|(file, _)| file == "nettoyage.toml").expect("the cleaning need");
    let answered = tender(&engine, &need);
    let view = engine.interview(&answered, today());
    let changes =
        |id: &str| view.topics.iter().flat_map(|topic| &topic.questions).find(|question| question.id == id).and_then(|one| one.changes.clone());
    let said = |id: &str| changes(id).map(|text| text.replace('\u{a0}', " ")).unwrap_or_default();
    assert_eq!(said("nettoyage-journee"), "2 clauses appuyées", "hard hours call for the same two clauses");
    assert_eq!(said("produits-menagers"), "1 clause proposée, 1 clause appuyée");
    assert_eq!(said("contact-public"), "Noté ; rien d’autre ne change.");
    assert!(said("personnel-en-place").contains("obligation"), "{}", said("personnel-en-place"));
    let question = engine.catalogue.interview.question("nettoyage-journee").expect("it is there");
    let mut without = answered.clone();
    set_answer(&mut without, question, None);
    let before = engine.checklist(&without, today());
    set_answer(&mut without, question, need.reponses.get("nettoyage-journee"));
    assert_eq!(without, answered);
    assert_ne!(before, engine.checklist(&answered, today()));
}

#[test]
fn the_justification_sheet_names_who_called_and_puts_missing_reasons_first() {
    let engine = Engine::embedded();
    for (file, need) in needs() {
        let rows = engine.justification(&tender(&engine, &need), today());
        assert!(rows.iter().all(|row| !row.called_by.is_empty() && row.called_by.iter().all(|caller| !caller.trim().is_empty())), "{file}");
        assert!(rows.is_sorted_by_key(|row| row.status), "{file}: missing reasons first");
        let aside: Vec<&str> = rows.iter().filter(|row| row.reason.is_some()).map(|row| row.id.as_str()).collect();
        for clause in &need.attendu.ecartees {
            assert!(aside.contains(&clause.as_str()), "{file}: {clause} is set aside by an answer, with its reason");
        }
    }
}

#[test]
fn a_clause_kept_stays_kept_whatever_an_answer_sets_aside() {
    let engine = Engine::embedded();
    let (_, need) = needs().into_iter().find(|(file, _)| file == "espaces-verts.toml").expect("the green spaces");
    let mut tender = tender(&engine, &need);
    tender.selections.push(serde_json::from_value(serde_json::json!({ "clause": "bio-02" })).expect("a selection"));
    let question = engine.catalogue.interview.question("herbes-hautes").expect("it is there");
    set_answer(&mut tender, question, Some(&Scalar::Text("non".to_owned())));
    let checklist = engine.checklist(&tender, today());
    let theme = of_theme(&checklist, Theme::Biodiversity);
    let kept = theme.suggestions.iter().chain(&theme.also_kept).find(|one| one.clause == "bio-02").expect("it is still there");
    assert_eq!(kept.state, SuggestionState::Kept);
}
