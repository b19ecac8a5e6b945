//! What differs from what a case expects, all of it at once.

use chrono::NaiveDate;
use clausier_core::law::{Assessment, Confidence, Coverage, Line, Obligation, Outcome, ReferenceDate};

use super::CATALOGUE;
use super::case::{Case, day};
use super::given::tender;

/// History is kept from there on; an earlier or equal first day is the beginning of our files, not a change of law.
const HISTORY: [&str; 3] = ["2019-04-01", "2020-01-01", "2021-01-01"];

/// Returns every difference between the answer of the law and what the case expects.
pub fn faults(case: &Case) -> Vec<String> {
    let today = case.aujourd_hui.map_or_else(|| "2026-11-24".parse().expect("a day"), day);
    let assessment = CATALOGUE.law.assess(&tender(&CATALOGUE, &case.marche), &CATALOGUE.library, today);
    let mut faults = outcomes(case, &assessment);
    faults.extend(coverage(case, &assessment));
    faults.extend(checks(case, &assessment));
    faults.extend(asked(case, &assessment));
    faults.extend(figures(case, &assessment));
    faults.extend(marks(case, &assessment));
    faults.extend(exceptions(case, &assessment));
    faults.extend(words(case, &assessment));
    faults
}

fn outcomes(case: &Case, assessment: &Assessment) -> Vec<String> {
    let wanted = &case.attendu;
    let lists = [
        (&wanted.s_applique, Outcome::Applies),
        (&wanted.levier, Outcome::Lever),
        (&wanted.a_verifier, Outcome::ToVerify),
        (&wanted.indetermine, Outcome::Undetermined),
        (&wanted.sans_objet, Outcome::NotApplicable),
    ];
    let mut faults = Vec::new();
    for (ids, outcome) in lists {
        for line in lines(assessment, ids, &mut faults) {
            if line.outcome != outcome {
                faults.push(format!("{} : attendu {outcome:?}, obtenu {:?} ({}) {:?}", line.obligation, line.outcome, line.because, line.ask));
            }
        }
    }
    faults
}

fn coverage(case: &Case, assessment: &Assessment) -> Vec<String> {
    let wanted = &case.attendu;
    let lists = [
        (&wanted.couvertes, Coverage::Yes),
        (&wanted.en_partie, Coverage::Partly),
        (&wanted.non_couvertes, Coverage::No),
        (&wanted.motivees, Coverage::Waived),
    ];
    let mut faults = Vec::new();
    for (ids, satisfied) in lists {
        for line in lines(assessment, ids, &mut faults) {
            if line.satisfied != satisfied {
                faults.push(format!("{} : couverture attendue {satisfied:?}, obtenue {:?} ({})", line.obligation, line.satisfied, line.coverage));
            }
        }
    }
    faults
}

fn checks(case: &Case, assessment: &Assessment) -> Vec<String> {
    let known = |id: &str| CATALOGUE.law.checks.iter().any(|check| check.id == id);
    let speaks = |id: &str| assessment.checks.iter().any(|line| line.obligation == id);
    let mut faults = Vec::new();
    for (ids, wanted) in [(&case.attendu.controles, true), (&case.attendu.controles_muets, false)] {
        for id in ids {
            if !known(id) {
                faults.push(format!("le contrôle « {id} » n’existe pas"));
            } else if speaks(id) != wanted {
                faults.push(format!("le contrôle « {id} » {}", if wanted { "se tait" } else { "parle" }));
            }
        }
    }
    faults
}

fn asked(case: &Case, assessment: &Assessment) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, words) in &case.attendu.a_demander {
        for line in lines(assessment, std::slice::from_ref(id), &mut faults) {
            for word in words {
                let field = CATALOGUE.law.facts.iter().find(|fact| fact.word == *word).map(|fact| fact.field.name().to_owned());
                let field = field.unwrap_or_else(|| panic!("« {word} » n’est pas un fait de faits.toml"));
                if !line.ask.contains(&field) {
                    faults.push(format!("{id} : ne demande pas « {word} » mais {:?}", line.ask));
                }
            }
            if words.is_empty() && !line.ask.is_empty() {
                faults.push(format!("{id} : demande {:?}", line.ask));
            }
        }
    }
    faults
}

fn figures(case: &Case, assessment: &Assessment) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, values) in &case.attendu.chiffres {
        for line in lines(assessment, std::slice::from_ref(id), &mut faults) {
            for (key, wanted) in values {
                let found = line.values.get(key).map(|value| value.as_f64());
                if found != Some(*wanted) {
                    faults.push(format!("{id} : {key} attendu {wanted}, obtenu {found:?}"));
                }
            }
        }
    }
    for (id, keys) in &case.attendu.chiffres_ouverts {
        for line in lines(assessment, std::slice::from_ref(id), &mut faults) {
            for key in keys {
                if line.values.contains_key(key) || !line.open_values.iter().any(|open| open.key == *key) {
                    faults.push(format!("{id} : {key} devait rester ouvert"));
                }
            }
        }
    }
    faults
}

fn marks(case: &Case, assessment: &Assessment) -> Vec<String> {
    let thresholds = assessment.thresholds;
    let found = |name: &str| match name {
        "europeen" => thresholds.eu,
        "dispense" => thresholds.dispense,
        "publicite" => thresholds.publicity,
        other => panic!("« {other} » n’est pas un seuil montré"),
    };
    let differs = |(name, wanted): (&String, &f64)| {
        let found = found(name).map(|value| value.as_f64());
        (found != Some(*wanted)).then(|| format!("seuil {name} : attendu {wanted}, obtenu {found:?}"))
    };
    case.attendu.seuils.iter().filter_map(differs).collect()
}

fn exceptions(case: &Case, assessment: &Assessment) -> Vec<String> {
    let mut faults = Vec::new();
    for (lists, arguable) in [(&case.attendu.exceptions_plaidables, true), (&case.attendu.exceptions_fermees, false)] {
        for (id, numbers) in lists {
            for line in lines(assessment, std::slice::from_ref(id), &mut faults) {
                for number in numbers {
                    match line.exceptions.iter().find(|one| one.id == *number) {
                        Some(found) if found.arguable == arguable => {}
                        Some(_) => faults.push(format!("{id} : l’exception {number} devait être {}", if arguable { "ouverte" } else { "fermée" })),
                        None => faults.push(format!("{id} : pas d’exception {number}")),
                    }
                }
            }
        }
    }
    faults
}

fn words(case: &Case, assessment: &Assessment) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, wanted) in &case.attendu.raisons {
        for line in lines(assessment, std::slice::from_ref(id), &mut faults) {
            if !fold(&line.because).contains(&fold(wanted)) {
                faults.push(format!("{id} : « {} » ne dit pas « {wanted} »", line.because));
            }
        }
    }
    for (id, wanted) in &case.attendu.confiance {
        for line in lines(assessment, std::slice::from_ref(id), &mut faults) {
            let found = match line.confidence {
                Confidence::Low => "faible",
                Confidence::Medium => "moyenne",
                Confidence::High => "elevee",
            };
            if found != wanted {
                faults.push(format!("{id} : confiance attendue {wanted}, obtenue {found}"));
            }
        }
    }
    faults
}

/// Spaces of any width compare alike, apostrophes too.
fn fold(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ").replace('’', "'")
}

/// Finds the lines of rules; a rule that does not exist is a fault.
fn lines<'a>(assessment: &'a Assessment, ids: &[String], faults: &mut Vec<String>) -> Vec<&'a Line> {
    let mut found = Vec::new();
    for id in ids {
        match assessment.line(id) {
            Some(line) => found.push(line),
            None => faults.push(format!("la règle « {id} » n’existe pas")),
        }
    }
    found
}

/// Returns the days on which a rule changes: its versions and its end, the beginning of our history left out.
pub fn changes(rule: &Obligation) -> Vec<NaiveDate> {
    let starts = rule.versions.steps().iter().map(|step| step.from);
    let history: Vec<NaiveDate> = HISTORY.iter().map(|day| day.parse().expect("a day")).collect();
    let mut days: Vec<NaiveDate> = starts.chain(rule.repealed_on).filter(|day| *day >= CATALOGUE.law.first_day && !history.contains(day)).collect();
    days.dedup();
    days
}

/// Returns the day that a case gives for a rule: the date of the tender that selects its version.
pub fn day_of(case: &Case, rule: &Obligation) -> Option<NaiveDate> {
    let word = match rule.clock {
        ReferenceDate::Consultation => "engagement_consultation",
        ReferenceDate::Notification => "notification",
        ReferenceDate::Permit => "depot_permis",
        ReferenceDate::Today => return case.aujourd_hui.map(day),
    };
    let value = case.marche.get(word)?;
    value.as_datetime().map(|one| day(*one)).or_else(|| value.as_str()?.parse().ok())
}
