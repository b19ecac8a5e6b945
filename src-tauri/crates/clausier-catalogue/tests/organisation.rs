//! The rules that an organisation adds in a folder of its own, beside the national ones.

use std::fs;

use clausier_catalogue::{Catalogue, check_with};
use clausier_core::law::{ObligationLevel, Outcome};

const RULE: &str = r#"identifiant = "org-velo"
intitule = "Livrer à vélo dans le centre"
niveau = "option"
date_de_reference = "consultation"
relu_le = 2026-11-24
[si]
cpv = "org-colis"
montant_estime = { moins_de = "org-petit" }
[[versions]]
a_compter_du = 2026-01-01
source = { texte = "Délibération de notre conseil" }
"#;
const SCALE: &str = r#"identifiant = "org-petit"
intitule = "notre seuil"
unite = "euros"
relu_le = 2026-11-24
source = { texte = "Délibération de notre conseil" }
[[lignes]]
valeurs = [{ a_compter_du = 2026-01-01, valeur = 20000 }]
"#;
const LIST: &str = "[org-colis]\nnomme = \"colis\"\ncodes = [\"641\"]\n";
const CHECK: &str = r#"identifiant = "org-lots"
intitule = "Pas plus d’un lot"
niveau = "controle"
date_de_reference = "consultation"
relu_le = 2026-11-24
[si]
lots = { au_moins = 2 }
[[versions]]
a_compter_du = 2026-01-01
source = { texte = "Délibération de notre conseil" }
"#;
const FILES: [(&str, &str); 4] =
    [("law/obligations/org-velo.toml", RULE), ("law/thresholds/org-petit.toml", SCALE), ("checks/org-lots.toml", CHECK), ("listes.toml", LIST)];

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder is made");
        fs::write(path, text).expect("the file is written");
    }
    folder
}

fn faults(files: &[(&str, &str)]) -> Vec<String> {
    let folder = folder(files);
    let found = Catalogue::load_with(None, Some(folder.path())).err().unwrap_or_default();
    found.iter().map(|fault| fault.to_string().replace('\u{a0}', " ")).collect()
}

#[test]
fn the_rules_of_an_organisation_stand_beside_the_national_ones() {
    let (folder, national) = (folder(&FILES), Catalogue::embedded());
    let whole = Catalogue::load_with(None, Some(folder.path())).expect("no fault");
    assert_eq!(whole.law.obligations.len(), national.law.obligations.len() + 1);
    assert_eq!(whole.law.checks.len(), national.law.checks.len() + 1);
    for rule in &national.law.obligations {
        assert_eq!(whole.law.obligation(&rule.id), Some(rule), "a national rule is what it was");
    }
    let own = whole.law.obligation("org-velo").expect("the rule of the organisation is there");
    assert_eq!(own.level, ObligationLevel::Option, "its level is the one written");
    let tender = serde_json::from_value(serde_json::json!({
        "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11",
        "nature": "services", "estimated_value_eur": 19_999, "cpv": ["64121200"], "consultation_on": "2026-09-15"
    }))
    .expect("the tender follows the contract");
    let assessment = whole.law.assess(&tender, &clausier_core::law::NoClauses, "2026-11-24".parse().expect("a day"));
    let line = assessment.line("org-velo").expect("it is assessed as any other");
    assert_eq!(line.outcome, Outcome::Lever, "{}", line.because);
    assert!(line.because.contains("notre seuil"), "{}", line.because);
    assert_eq!(line.sources.first().map(|source| source.text.as_str()), Some("Délibération de notre conseil"));
}

#[test]
fn an_organisation_never_replaces_a_national_rule() {
    let taken = RULE
        .replacen("org-velo", "exec-social", 1)
        .replace("cpv = \"org-colis\"\nmontant_estime = { moins_de = \"org-petit\" }", "nature = \"travaux\"");
    assert_eq!(
        faults(&[("law/obligations/exec-social.toml", &taken)]),
        [
            "organisation/law/obligations/exec-social.toml:1:15: « exec-social » est le nom d’une règle nationale : une organisation ajoute, elle ne remplace pas ; nommez-la « org-exec-social »"
        ]
    );
    let list = "[routes]\nnomme = \"routes\"\ncodes = [\"45\"]\n";
    let said = faults(&[("listes.toml", list)]);
    assert!(
        matches!(said.as_slice(), [one] if one.starts_with("organisation/listes.toml:1:2: « routes » est le nom d’une règle nationale")),
        "{said:?}"
    );
}

#[test]
fn a_national_file_never_takes_a_name_of_an_organisation() {
    let national = tempfile::tempdir().expect("a temporary folder");
    let path = national.path().join("law/thresholds");
    fs::create_dir_all(&path).expect("the folder is made");
    fs::write(path.join("org-petit.toml"), SCALE).expect("the file is written");
    let said: Vec<String> = check_with(Some(national.path()), None).iter().map(ToString::to_string).collect();
    let expected = "« org- » est réservé aux règles d’une organisation : « org-petit »".replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
    assert!(said.iter().any(|one| one.replace('\u{a0}', " ").contains(&expected.replace('\u{a0}', " "))), "{said:?}");
}

#[test]
fn what_an_organisation_may_not_write_is_said() {
    let said = faults(&[("clauses/x.toml", ""), ("faits.toml", "")]);
    let expected = ["clauses/x.toml", "faits.toml"]
        .map(|path| format!("organisation/{path}:1:1: aucune partie du programme ne lit ce fichier ; vérifiez son nom et son dossier"));
    assert_eq!(said, expected);
    let wrong = RULE.replace("org-colis", "org-coli");
    let said = faults(&[FILES[1], FILES[3], ("law/obligations/org-velo.toml", &wrong)]);
    assert!(said.iter().any(|one| one.contains("vouliez-vous dire « org-colis » ?")), "the names of the organisation are proposed too: {said:?}");
}

const TARGET: &str = "[[objectifs]]\nidentifiant = \"org-env\"\nintitule = \"Nos clauses environnementales\"\nindicateur = \"spaser-env\"\nbase = \"nombre\"\npourcent = 80.5\nhorizon = 2031-12-31\nschema = \"Notre schéma 2027-2031\"\nsource = { texte = \"Délibération de notre conseil\" }\n";

#[test]
fn an_organisation_sets_its_own_targets_beside_the_others_and_replaces_none() {
    let national = Catalogue::embedded().targets;
    let folder = folder(&[("targets.toml", TARGET)]);
    let whole = Catalogue::load_with(None, Some(folder.path())).expect("no fault").targets;
    assert_eq!(whole.get(..national.len()), Some(national.as_slice()), "those of the catalogue are what they were");
    let own = whole.last().expect("its target is there");
    assert_eq!((own.id.as_str(), own.percent.as_f64(), own.horizon.to_string().as_str()), ("org-env", 80.5, "2031-12-31"));
    let taken = TARGET.replace("org-env", "spaser-env");
    let said = faults(&[("targets.toml", &taken)]);
    assert!(said.iter().any(|one| one.starts_with("organisation/targets.toml:2:15: « spaser-env » est le nom d’une règle nationale")), "{said:?}");
}

#[test]
fn the_targets_of_the_scheme_2021_2026_are_seeded_each_with_its_horizon() {
    let seeded: Vec<(String, f64, String)> =
        Catalogue::embedded().targets.iter().map(|one| (one.id.clone(), one.percent.as_f64(), one.horizon.to_string())).collect();
    let expected = [("spaser-env", 100.0), ("spaser-social", 30.0), ("spaser-ess", 5.0), ("spend-ess", 5.0)];
    assert_eq!(seeded, expected.map(|(id, percent)| (id.to_owned(), percent, "2025-12-31".to_owned())));
}

#[test]
fn a_folder_that_is_absent_adds_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let whole = Catalogue::load_with(None, Some(&folder.path().join("ailleurs"))).expect("no fault");
    assert_eq!(whole.law, Catalogue::embedded().law);
}
