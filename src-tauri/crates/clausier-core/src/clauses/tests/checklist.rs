use super::super::fixtures::{clause, day, duty, families, library, make, selection, suggested, tender};
use super::super::*;
use crate::tender::{ClauseKind, DocumentKind, Euros, Family, Level, Scalar, SetAside, Theme};
use proptest::prelude::*;

fn environment(checklist: &Checklist) -> &ThemeChecklist {
    checklist.themes.first().expect("the six themes are always there")
}

fn serving(id: &str, obligation: &str) -> Clause {
    Clause { serves: vec![obligation.to_owned()], ..clause(id, Theme::Environment) }
}

#[test]
fn clauses_for_an_open_duty_come_first_then_the_short_list_then_the_closest() {
    let mut roads = clause("env-3", Theme::Environment);
    roads.cpv = vec!["4523".to_owned()];
    let library = library(vec![clause("env-1", Theme::Environment), clause("env-2", Theme::Environment), roads, serving("env-4", "exec-env")]);
    let list = make(&library, &families(&["env-2"]), &[duty("exec-env", false)], &tender(&["45233120"]));
    assert_eq!(suggested(environment(&list)), ["env-4", "env-2", "env-3", "env-1"]);
    let because: Vec<&str> = environment(&list).suggestions.iter().map(|one| one.because.as_str()).collect();
    assert_eq!(
        because,
        [
            "Cette clause répond à une obligation de ce marché qui n’est pas encore couverte\u{a0}: «\u{a0}Titre exec-env\u{a0}». Cette clause convient à tous les achats.",
            "Pour la famille «\u{a0}Travaux\u{a0}», le chantier produit des déchets.",
            "Le code CPV 45233120 de ce marché fait partie de ceux que vise cette clause.",
            "Cette clause convient à tous les achats.",
        ]
    );
    let flags: Vec<(bool, u32)> = environment(&list).suggestions.iter().map(|one| (one.mandatory, one.rank)).collect();
    assert_eq!(flags, [(true, 1), (false, 2), (false, 3), (false, 4)]);
}

#[test]
fn a_covered_duty_asks_for_nothing_more_but_keeps_the_clause_that_covers_it() {
    let library = library(vec![serving("env-1", "exec-env"), serving("env-2", "exec-env"), serving("env-3", "critere-env")]);
    let mut file = tender(&["45000000"]);
    file.selections = vec![selection("env-2")];
    let covered = OpenDuty { satisfied_by: vec!["env-2".to_owned()], ..duty("exec-env", true) };
    let list = make(&library, &families(&[]), &[covered, duty("critere-env", false)], &file);
    let flags: Vec<(&str, bool)> = environment(&list).suggestions.iter().map(|one| (one.clause.as_str(), one.mandatory)).collect();
    assert_eq!(flags, [("env-2", true), ("env-3", true), ("env-1", false)], "the other clause for the same duty comes after what is still due");
    let because = environment(&list).suggestions.last().map(|one| one.because.replace('\u{a0}', " "));
    let said = "L’obligation « Titre exec-env » est déjà couverte par « Clause env-2 ». Cette clause convient à tous les achats.";
    assert_eq!(because.as_deref(), Some(said));
}

#[test]
fn the_reason_names_two_of_the_clauses_that_cover_and_says_when_only_a_part_is() {
    let serving_two = Clause { serves: vec!["exec-env".to_owned(), "spec-dd".to_owned()], ..clause("env-1", Theme::Environment) };
    let library = library(vec![serving_two, serving("env-2", "exec-env"), serving("env-3", "exec-env")]);
    let by = |names: &[&str], duty: OpenDuty| OpenDuty { satisfied_by: names.iter().map(|name| (*name).to_owned()).collect(), ..duty };
    let reason = |duties: &[OpenDuty]| {
        let list = make(&library, &families(&[]), duties, &tender(&["45000000"]));
        let first = environment(&list).suggestions.iter().find(|one| one.clause == "env-1").expect("it fits").because.replace('\u{a0}', " ");
        first.split(". ").next().unwrap_or_default().to_owned()
    };
    let covered = [by(&["env-2", "env-3"], duty("exec-env", true)), by(&["env-2", "Carbone"], duty("spec-dd", true))];
    assert_eq!(
        reason(&covered),
        "Les obligations « Titre exec-env » et « Titre spec-dd » sont déjà couvertes par « Clause env-2 », « Clause env-3 » et d’autres"
    );
    let begun = [by(&["env-2"], duty("exec-env", false))];
    assert_eq!(reason(&begun), "Cette clause répond à une obligation de ce marché qui n’est couverte qu’en partie : « Titre exec-env »");
    let unsaid = [duty("exec-env", true)];
    assert_eq!(reason(&unsaid), "Cette clause convient à tous les achats.", "a duty that no clause covers, waived for instance, is not told here");
}

#[test]
fn a_reminder_covers_nothing_and_leaves_with_the_duty_that_it_recalls() {
    let reminder = Clause { kind: ClauseKind::Reminder, legal_floor: Some("enr".to_owned()), ..serving("env-1", "exec-env") };
    let library = library(vec![reminder]);
    let file = tender(&["45000000"]);
    let list = make(&library, &families(&[]), &[duty("exec-env", false)], &file);
    assert_eq!(environment(&list).suggestions.first().map(|one| one.mandatory), Some(false));
    let asleep = OpenDuty { applies: false, ..duty("enr", false) };
    assert_eq!(suggested(environment(&make(&library, &families(&[]), &[asleep], &file))), Vec::<&str>::new());
}

#[test]
fn too_small_too_short_or_ruled_out_is_not_proposed() {
    let mut amount = clause("env-1", Theme::Environment);
    amount.min_amount = Some(Euros::whole(90_000));
    let mut duration = clause("env-2", Theme::Environment);
    duration.min_duration_months = Some(6);
    let library = library(vec![amount, duration, clause("env-3", Theme::Environment)]);
    let mut file = tender(&["45000000"]);
    let all = make(&library, &families(&[]), &[], &file);
    assert_eq!(suggested(environment(&all)).len(), 3, "what is not known excludes nothing");
    file.estimated_value_eur = Some(Euros::whole(89_999));
    file.duration_months = Some(5);
    let input = ChecklistInput {
        library: &library,
        families: &families(&[]),
        duties: &[],
        tender: &file,
        on: day("2026-11-24"),
        may_hold: &|clause| clause.id != "env-3",
        calls: &Calls::default(),
    };
    assert_eq!(suggested(environment(&checklist(&input))), Vec::<&str>::new());
}

#[test]
fn seven_are_shown_the_rest_waits_and_what_is_kept_is_never_lost() {
    let clauses: Vec<Clause> = (10..20).map(|n| clause(&format!("env-{n}"), Theme::Environment)).collect();
    let mut foreign = clause("env-99", Theme::Environment);
    foreign.families = vec![Family::Cleaning];
    let library = library(clauses.into_iter().chain([foreign]).collect());
    let mut file = tender(&["45000000"]);
    file.selections = vec![selection("env-19"), selection("env-99")];
    file.set_aside = vec![SetAside { clause: "env-10".to_owned(), reason: "sans objet".to_owned() }];
    let list = make(&library, &families(&[]), &[], &file);
    let theme = environment(&list);
    assert_eq!((theme.suggestions.len(), theme.rest.clauses.as_slice()), (SHOWN, ["env-17".to_owned(), "env-18".to_owned()].as_slice()));
    let kept: Vec<&str> = theme.also_kept.iter().map(|one| one.clause.as_str()).collect();
    assert_eq!(kept, ["env-19", "env-99"]);
    assert_eq!(theme.counters, ThemeCounters { suggested: 7, kept: 2, set_aside: 1, to_complete: 2 });
    assert_eq!(theme.suggestions.first().map(|one| one.state), Some(SuggestionState::SetAside));
    assert_eq!(theme.questions.len(), 6, "nothing is asked for a clause set aside");
}

#[test]
fn a_kept_clause_shows_its_own_level_document_and_gaps() {
    let library = library(vec![clause("env-1", Theme::Environment)]);
    let mut file = tender(&["45000000"]);
    let mut kept = selection("env-1");
    kept.level = Some(Level::Advanced);
    kept.document = Some(DocumentKind::Ccap);
    kept.parameters.insert("penalite".to_owned(), Scalar::Number(300.0));
    file.selections = vec![kept];
    let list = make(&library, &families(&[]), &[], &file);
    let shown = environment(&list).suggestions.first().expect("it fits");
    assert_eq!((shown.level, shown.document, shown.missing, shown.state), (Level::Advanced, DocumentKind::Ccap, 0, SuggestionState::Kept));
}

#[test]
fn without_a_code_only_general_clauses_and_those_for_a_duty_are_proposed() {
    let aimed = |id| Clause { families: vec![Family::Cleaning], ..serving(id, "exec-env") };
    let other = Clause { serves: Vec::new(), ..aimed("env-3") };
    let library = library(vec![clause("env-1", Theme::Environment), aimed("env-2"), other]);
    let list = make(&library, &families(&[]), &[duty("exec-env", false)], &tender(&[]));
    assert_eq!(suggested(environment(&list)), ["env-2", "env-1"]);
}

#[test]
fn a_checklist_reads_as_the_contract_says() {
    let library = library(vec![serving("env-1", "exec-env")]);
    let json = serde_json::to_value(make(&library, &families(&[]), &[duty("exec-env", false)], &tender(&["45000000"]))).expect("JSON");
    let first = json.pointer("/themes/0/suggestions/0").expect("one suggestion");
    assert_eq!(json.pointer("/themes/0/theme").and_then(|theme| theme.as_str()), Some("environment"));
    for field in ["clause", "version", "level", "rank", "mandatory", "because", "serves"] {
        assert!(first.get(field).is_some(), "{field} is in the contract");
    }
}

proptest! {
    #[test]
    fn no_clause_is_proposed_twice(picks in prop::collection::vec((0_usize..6, any::<bool>(), any::<bool>(), any::<bool>()), 1..40)) {
        let clauses = picks.iter().enumerate().map(|(at, (theme, serves, _, _))| {
            let theme = Theme::ALL.get(*theme).copied().unwrap_or(Theme::Insertion);
            let serves = if *serves { vec!["exec-env".to_owned()] } else { Vec::new() };
            Clause { serves, ..clause(&format!("c-{at}"), theme) }
        });
        let library = library(clauses.collect());
        let mut file = tender(&["45000000", "90910000"]);
        for (at, (_, _, kept, aside)) in picks.iter().enumerate() {
            if *kept { file.selections.push(selection(&format!("c-{at}"))); }
            if *aside { file.set_aside.push(SetAside { clause: format!("c-{at}"), reason: String::new() }); }
        }
        let list = make(&library, &families(&["c-1", "c-3"]), &[duty("exec-env", false)], &file);
        let mut ids: Vec<&str> = list.themes.iter().flat_map(|theme| {
            let shown = theme.suggestions.iter().chain(&theme.also_kept).map(|one| one.clause.as_str());
            shown.chain(theme.rest.clauses.iter().map(String::as_str))
        }).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
        prop_assert_eq!(count, library.len(), "every clause fits here and appears once");
        let mandatory_first = |theme: &ThemeChecklist| theme.suggestions.windows(2).all(|pair| !matches!(pair, [a, b] if !a.mandatory && b.mandatory));
        prop_assert!(list.themes.iter().all(|theme| theme.suggestions.len() <= SHOWN && mandatory_first(theme)));
    }
}
