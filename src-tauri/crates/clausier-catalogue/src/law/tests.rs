//! Faults of the law files, each said once, at its place; and the law that the program carries.

use clausier_core::law::{Assessment, NoClauses, Outcome};
use clausier_core::tender::Tender;

use super::load;
use crate::cpv::Cpv;
use crate::diagnostic::Faults;
use crate::files::Files;
use crate::reader::Sources;
use crate::words::Words;

/// Reads the law of the repository with one file in place of another, or beside them.
fn faults_with(path: &str, text: &str) -> Vec<String> {
    let faults = Faults::default();
    let mut files = Files::embedded(&faults);
    files.add(path, text.as_bytes(), &faults);
    let sources = Sources::parse(&files, &faults);
    let words = Words::load(&sources);
    let cpv = Cpv::load(&files, &faults);
    load(&sources, &words, &cpv);
    drop(sources);
    let said = faults.into_sorted().into_iter().filter(|fault| fault.file == path);
    said.map(|fault| fault.to_string().replace(['\u{a0}', '\u{202f}'], " ")).collect()
}

/// A rule without a fault, in which each test writes one.
const RULE: &str = r#"identifiant = "essai"
intitule = "Essai"
niveau = "obligatoire"
date_de_reference = "consultation"
relu_le = 2026-11-24
[si]
nature = "travaux"
[[versions]]
a_compter_du = 2024-01-01
source = { texte = "Code", article = "L1" }
[satisfait_si]
clause = { genres = ["condition_execution"], repond = true }
[[exceptions]]
id = 1
intitule = "un cas"
[[chiffres]]
cle = "share"
intitule = "la part"
bareme = "part-pme"
"#;

fn rule_with(from: &str, to: &str) -> Vec<String> {
    assert!(RULE.contains(from), "the test changes a line that is there: {from}");
    faults_with("law/obligations/essai.toml", &RULE.replacen(from, to, 1))
}

#[test]
fn a_rule_without_fault_is_read_in_silence() {
    assert_eq!(rule_with("Essai", "Essai"), Vec::<String>::new());
}

#[test]
fn each_fault_of_a_rule_is_said_at_its_place() {
    let cases = [
        (r#"identifiant = "essai""#, r#"identifiant = "essais""#, "1:15: l’identifiant « essais » n’est pas le nom du fichier"),
        (
            r#"niveau = "obligatoire""#,
            r#"niveau = "obligatoir""#,
            "3:10: le mot « obligatoir » n’est pas connu ici ; vouliez-vous dire « obligatoire » ?",
        ),
        (r#"niveau = "obligatoire""#, r#"niveau = "controle""#, "3:10: ce niveau n’est pas celui du dossier ; rangez les contrôles dans checks/"),
        ("relu_le = 2026-11-24", "relu_le = 2026", "5:11: « relu_le » attend une date comme 2026-08-22"),
        (r#"nature = "travaux""#, r#"nature = "travau""#, "7:10: le mot « travau » n’est pas connu ici ; vouliez-vous dire « travaux » ?"),
        (r#"nature = "travaux""#, r#"natur = "travaux""#, "7:1: clé inconnue « natur » ; vouliez-vous dire « nature » ?"),
        (r#"nature = "travaux""#, r#"nature = "inconnu""#, "7:10: « inconnu » n’est admis que dans « a_verifier_si »"),
        (r#"nature = "travaux""#, r#"montant_estime = 5"#, "7:18: « montant_estime » se compare ; écrivez par exemple { au_moins = 1000 }"),
        (r#"nature = "travaux""#, r#"montant_estime = { au_mois = 5 }"#, "7:20: clé inconnue « au_mois » ; vouliez-vous dire « au_moins » ?"),
        (
            r#"nature = "travaux""#,
            r#"montant_estime = { au_moins = "seuil-europeens" }"#,
            "7:31: aucun barème ne s’appelle « seuil-europeens » ; vouliez-vous dire « seuil-europeen » ?",
        ),
        (
            r#"nature = "travaux""#,
            r#"montant_estime = { au_moins = "part-pme" }"#,
            "7:31: le barème « part-pme » et « au_moins » ne comptent pas la même chose",
        ),
        (r#"nature = "travaux""#, r#"cpv = "route""#, "7:7: aucune liste de codes ne s’appelle « route » ; vouliez-vous dire « routes » ?"),
        (r#"nature = "travaux""#, r#"defense = "non""#, "7:11: « defense » attend true ou false ; écrivez true ou false sans guillemets"),
        (r#"nature = "travaux""#, r#"notification = 2026-01-01"#, "7:16: une date ne se compare pas dans une condition"),
        (r#"nature = "travaux""#, "sauf = { defense = true, nature = \"travaux\" }", "7:8: plusieurs faits dans une table sous « sauf »"),
        (r#"nature = "travaux""#, "une_de = []", "7:10: liste vide"),
        (r#"nature = "travaux""#, "", "6:1: condition vide"),
        (r#"source = { texte = "Code", article = "L1" }"#, "", "8:1: cette version n’a pas de source"),
        (
            r#"source = { texte = "Code", article = "L1" }"#,
            r#"source = { texte = "Code", lien = "http://a" }"#,
            "10:35: ce lien n’est pas une adresse sûre",
        ),
        ("a_compter_du = 2024-01-01", "a_compter_du = 2024-01-01\neffet = \"a_verifier\"", "8:1: « à vérifier » sans explication"),
        (
            "[satisfait_si]",
            "[[versions]]\na_compter_du = 2024-01-01\nsource = { texte = \"Code\" }\n[satisfait_si]",
            "11:1: ce jour n’est pas après le précédent",
        ),
        ("relu_le = 2026-11-24", "relu_le = 2026-11-24\nabroge_le = 2024-01-01", "6:13: la règle serait abrogée avant d’exister"),
        (r#"genres = ["condition_execution"], repond = true"#, r#"genres = ["rappel"]"#, "12:21: un rappel ne couvre jamais rien"),
        (r#"genres = ["condition_execution"], repond = true"#, "repond = false", "12:10: n’importe quelle clause suffirait"),
        ("[satisfait_si]", "[en_partie_si]", "11:1: « en_partie_si » sans « satisfait_si »"),
        ("id = 1", "id = 0", "14:6: « id » vaut 0 ; de 1 à 999"),
        (r#"intitule = "un cas""#, r#"intitule = "Un cas.""#, "15:12: ce texte entre dans une phrase ; sans majuscule ni point"),
        (r#"bareme = "part-pme""#, "", "16:1: rien à calculer"),
        (r#"bareme = "part-pme""#, r#"fait = "nature""#, "19:8: « nature » n’est ni un montant ni un nombre"),
    ];
    let mut wrong = Vec::new();
    for (from, to, expected) in cases {
        let said = rule_with(from, to);
        let place = format!("law/obligations/essai.toml:{expected}");
        if said.len() != 1 || said.iter().any(|fault| !fault.starts_with(&place)) {
            wrong.push(format!("{to}\nexpected {place}\nsaid {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_the_faults_of_a_rule_are_said_together() {
    let said = faults_with("law/obligations/essai.toml", "identifiant = \"essai\"\nniveau = \"rien\"\n[si]\nnature = \"bois\"\ncpv = \"rien\"\n");
    assert_eq!(said.len(), 7, "{said:#?}");
}

#[test]
fn each_fault_of_a_scale_is_said_at_its_place() {
    let scale = |rows: &str| {
        format!("identifiant = \"essai\"\nintitule = \"le barème\"\nunite = \"euros\"\nrelu_le = 2026-11-24\nsource = {{ texte = \"Code\" }}\n{rows}")
    };
    let row = |values: &str| scale(&format!("[[lignes]]\nvaleurs = [{values}]\n"));
    let cases = [
        (row("{ a_compter_du = 2024-01-01, valeur = 5 }"), None),
        (row("{ a_compter_du = 2024-01-01, valeur = \"non_publiee\" }"), None),
        (row("{ a_compter_du = 2024-01-01, valeur = \"non_publie\" }"), Some("7:50: le mot « non_publie » n’est pas connu ici")),
        (row("{ a_compter_du = 2024-01-01, valeur = 5.005 }"), Some("7:50: « valeur » a plus de deux décimales")),
        (row("{ a_compter_du = 2024-01-01, valeur = -5 }"), Some("7:50: « valeur » est un nombre hors limites")),
        (
            row("{ a_compter_du = 2024-01-01, valeur = 5 }, { a_compter_du = 2023-01-01, valeur = 5 }"),
            Some("7:55: ce jour n’est pas après le précédent"),
        ),
        (row(""), Some("6:1: aucune version ni valeur")),
        (
            row("{ a_compter_du = 2024-01-01, valeur = 5 }").replace("source = { texte = \"Code\" }\n", ""),
            Some("6:12: cette valeur n’a pas de source"),
        ),
        (scale("lignes = []"), Some("6:10: aucune ligne")),
        (
            row("{ a_compter_du = 2024-01-01, valeur = 5 }").replace("valeurs", "si = { montant_estime = { au_moins = \"petit-lot\" } }\nvaleurs"),
            Some("7:38: une ligne de barème ne lit pas un autre barème"),
        ),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let said = faults_with("law/thresholds/essai.toml", &text);
        let expected: Vec<String> = expected.into_iter().map(|one| format!("law/thresholds/essai.toml:{one}")).collect();
        let same = said.len() == expected.len() && said.iter().zip(&expected).all(|(fault, start)| fault.starts_with(start.as_str()));
        if !same {
            wrong.push(format!("{text}\nexpected {expected:#?}\nsaid {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn faults_of_facts_lists_and_phrases_are_said() {
    let fact = |rest: &str| format!("[essai]\nquestion = \"Quoi ?\"\nnomme = \"le fait\"\n{rest}");
    let cases = [
        ("faits.toml", fact("champ = \"defence\"\ngenre = \"oui_non\"\ndit = \"oui\""), "faits.toml:1:1: clé « dit_non » absente"),
        ("faits.toml", fact("champ = \"defense\"\ngenre = \"oui_non\"\ndit = \"oui\"\ndit_non = \"non\""), "faits.toml:4:9: le mot « defense » n’est pas connu ici ; vouliez-vous dire « defence » ?"),
        ("faits.toml", fact("champ = \"defence\"\ngenre = \"nombre\"\ndit = \"vaut {valeur}\""), "faits.toml:4:9: le champ « defence » est d’un autre genre ; écrivez genre = \"oui_non\""),
        ("faits.toml", fact("champ = \"cpv\"\ngenre = \"codes\"\ndit = \"les codes\"\npar_defaut = \"rien\""), "faits.toml:7:14: une absence n’est jamais une valeur par défaut"),
        ("faits.toml", fact("champ = \"duration_months\"\ngenre = \"nombre\"\ndit = \"dure {valeurs}\""), "faits.toml:6:7: « {valeurs} » ne sera pas rempli"),
        ("faits.toml", fact("champ = \"cpv\"\ngenre = \"codes\"\ndit = \"les codes\""), "faits.toml:1:1: aucun fait ne lit le champ « consultation_on »"),
        ("faits.toml", fact("champ = \"variants\"\ngenre = \"mot\"\ndit = \"les variantes sont {valeur}\"\n[essai.mots.oui]\nvaleur = \"allowed\"\nnomme = \"admises\""), "faits.toml:7:8: la valeur « not_allowed » n’a pas de mot"),
        ("listes.toml", "[essai]\nnomme = \"essai\"\ncodes = []\n".to_owned(), "listes.toml:3:9: aucun code"),
        ("listes.toml", "[essai]\nnomme = \"essai\"\ncodes = [\"45\"]\nsauf = [\"9091\"]\n".to_owned(), "listes.toml:4:9: « 9091 » n’est dans aucun code de la liste"),
        ("edition.toml", "edition = \"x\"\npremier_jour = 2020-01-01\n[seuils]\neuropeen = \"rien\"\ndispense = \"seuil-dispense\"\npublicite = \"seuil-publicite\"\n".to_owned(), "edition.toml:4:12: aucun barème ne s’appelle « rien »"),
        ("phrases.toml", "[mots]\nhors_champ = \"hors du champ : {mot}\"\nexclu = \"exclu\"\n".to_owned(), "phrases.toml:2:14: « {mot} » ne sera pas rempli"),
    ];
    for (path, text, expected) in cases {
        let said = faults_with(path, &text);
        assert!(said.iter().any(|fault| fault.starts_with(expected)), "{text}\nexpected {expected}\nsaid {said:#?}");
    }
}

/// Facts of a purchase, one world each; those that stand for an ordinary case while unknown, and what
/// is counted in the file, are left out: learning them is meant to change a line.
const WORLDS: &[(&str, &[&str])] = &[
    (
        "consultation_on",
        &["\"2021-03-01\"", "\"2024-06-30\"", "\"2026-03-31\"", "\"2026-08-21\"", "\"2026-08-22\"", "\"2027-01-01\"", "\"2028-06-01\""],
    ),
    ("building_permit_on", &["\"2021-12-31\"", "\"2026-05-01\""]),
    ("nature", &["\"works\"", "\"supplies\"", "\"services\"", "\"special_services\"", "\"works_concession\"", "\"services_concession\""]),
    ("estimated_value_eur", &["20000", "59999", "95000", "139999", "216000", "750000", "5404000"]),
    (
        "buyer",
        &["{\"kind\":\"state\"}", "{\"kind\":\"local_authority\",\"population\":60000}", "{\"kind\":\"hospital\",\"annual_purchases_eur\":50000001}"],
    ),
    (
        "cpv",
        &["[\"45214200\"]", "[\"45000000\"]", "[\"34110000\"]", "[\"55523100\"]", "[\"90910000\"]", "[\"30213100\",\"39130000\"]", "[\"77310000\"]"],
    ),
    ("procedure", &["\"no_competition\"", "\"adapted\"", "\"formal\""]),
    ("defence", &["true", "false"]),
    ("duration_months", &["2", "14", "60"]),
    ("global_contract", &["true", "false"]),
    ("renewable_energy", &["true", "false"]),
    ("entrusts_public_service", &["true", "false"]),
    ("used_by_people", &["true", "false"]),
    ("collective_catering", &["true", "false"]),
    ("staff_transfer", &["true", "false"]),
    ("on_buyer_site", &["true", "false"]),
    ("energy_performance_in_scope", &["true", "false"]),
    ("variants", &["\"allowed\"", "\"not_allowed\""]),
];

fn tender(facts: &[String]) -> Tender {
    let facts: String = facts.iter().map(|fact| format!(",{fact}")).collect();
    let json = format!("{{\"schema\":\"clausier/tender/1\",\"id\":\"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11\"{facts}}}");
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("the test writes a tender: {error}\n{json}"))
}

/// A world: every fact with one of its values, in an order of its own.
fn world(seed: u64) -> Vec<String> {
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let mut facts: Vec<String> = WORLDS.iter().map(|(field, values)| format!("\"{field}\":{}", values[next(values.len())])).collect();
    for at in (1..facts.len()).rev() {
        facts.swap(at, next(at + 1));
    }
    facts
}

#[test]
fn in_the_law_that_we_ship_what_is_decided_stays_decided() {
    let law = crate::Catalogue::embedded().law;
    let today = "2026-11-24".parse().expect("a day");
    let look = |facts: &[String]| law.assess(&tender(facts), &NoClauses, today);
    for seed in 0..40 {
        let facts = world(seed);
        let mut before: Assessment = look(&[]);
        for known in 1..=facts.len() {
            let after = look(&facts[..known]);
            for (one, next) in before.lines.iter().zip(&after.lines) {
                let stays = match one.outcome {
                    Outcome::Applies | Outcome::Lever | Outcome::NotApplicable => one.outcome == next.outcome,
                    Outcome::ToVerify => next.outcome != Outcome::Undetermined,
                    Outcome::Undetermined => true,
                };
                assert!(stays, "{}: {:?} then {:?} once {} is known (world {seed})", one.obligation, one.outcome, next.outcome, facts[known - 1]);
            }
            before = after;
        }
    }
}

#[test]
fn every_line_of_the_law_that_we_ship_says_why_and_asks_only_when_undetermined_or_open() {
    let law = crate::Catalogue::embedded().law;
    let today = "2026-11-24".parse().expect("a day");
    for seed in 100..130 {
        let assessment = law.assess(&tender(&world(seed)), &NoClauses, today);
        assert_eq!(assessment.lines.len(), law.obligations.len(), "every obligation once");
        for line in &assessment.lines {
            assert!(line.because.ends_with('.') && !line.because.contains('{'), "{}: {}", line.obligation, line.because);
            assert!(!line.coverage.contains("conforme"), "{}: coverage is never a legal conclusion", line.obligation);
            assert!(line.outcome != Outcome::Undetermined || !line.ask.is_empty(), "{} asks nothing", line.obligation);
            // A line that is off asks only for what was held for ordinary, or for a more precise code.
            let ordinary = |field: &String| field == "cpv" || law.facts.iter().any(|fact| fact.counts_only_if_known && fact.field.name() == field);
            assert!(
                line.outcome != Outcome::NotApplicable || line.ask.iter().all(ordinary),
                "{} does not apply and asks {:?}",
                line.obligation,
                line.ask
            );
        }
    }
}
