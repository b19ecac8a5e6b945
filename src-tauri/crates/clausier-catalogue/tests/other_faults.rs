//! Faults of the files beside the clauses, and of the files as such.

mod common;

use clausier_catalogue::{Catalogue, Faults, Files, check};
use common::{faults_of, plain};

#[track_caller]
fn said(path: &str, text: &str, expected: &[&str]) {
    assert_eq!(faults_of(path, text.as_bytes()), expected, "{path}: {text}");
}

/// Returns a file of the repository, changed.
fn ours(path: &str, from: &str, to: &str) -> String {
    let files = Files::embedded(&Faults::default());
    let text = files.get(path).expect("the repository has it");
    assert!(text.contains(from), "{path} holds « {from} »");
    text.replacen(from, to, 1)
}

#[test]
fn syntax_faults_are_said_in_french() {
    let cases = [
        ("a = \"b", "1:7: texte mal fermé ; chaque texte commence et finit par un guillemet droit"),
        ("a = 1\na = 2", "2:1: clé écrite deux fois ; gardez-en une seule"),
        ("a = ", "1:5: clé sans valeur ; une ligne s’écrit clé = valeur"),
        ("a 1", "1:3: clé sans valeur ; une ligne s’écrit clé = valeur"),
        ("a = [\"x\" \"y\"]", "1:10: virgule oubliée ; séparez les éléments par des virgules"),
        ("a = [1", "1:7: crochet fermant oublié ; ajoutez ]"),
        ("[a", "1:3: crochet fermant oublié ; un titre s’écrit [titre] ou [[titre]]"),
        ("a = 2026-02-30", "1:5: date impossible ; une date s’écrit année-mois-jour : 2026-08-22"),
        ("a = oui", "1:5: valeur illisible ; un texte a des guillemets droits, un nombre n’a pas d’espace"),
        ("é = 1", "1:1: nom de clé avec un accent, un espace ou un signe ; des minuscules sans accent, des chiffres, des traits bas"),
        ("a = 1_", "1:6: nombre illisible ; un nombre s’écrit sans espace, avec un point : 1500 ou 12.5"),
    ];
    let found = cases.map(|(text, _)| (text, faults_of("families.toml", text.as_bytes()).join("\n")));
    assert_eq!(found, cases.map(|(text, expected)| (text, expected.to_owned())));
}

#[test]
fn a_word_has_one_value_and_a_value_one_word() {
    let changed = |from: &str, to: &str| faults_of("mots.toml", ours("mots.toml", from, to).as_bytes());
    assert_eq!(
        changed("de_base = \"basic\"", "de_base = \"basique\""),
        ["38:2: la valeur « basic » n’a pas de mot", "39:11: le mot « basique » n’est pas connu ici ; mots admis : basic, advanced, exemplary",]
    );
    assert_eq!(changed("de_base = \"basic\"", "de_base = \"basic\"\nsimple = \"basic\""), ["40:1: la valeur « basic » a déjà un mot : « de_base »"]);
    assert_eq!(changed("de_base = ", "\"de base\" = "), ["39:1: le mot « de base » a un accent, une majuscule ou un espace ; écrivez « de_base »"]);
    assert_eq!(
        changed("[niveau]", "[niveaux]"),
        ["1:1: section « niveau » absente", "38:2: clé inconnue « niveaux » ; vouliez-vous dire « niveau » ?"]
    );
}

#[test]
fn a_family_is_there_once_with_clauses_that_exist() {
    let text = "[[familles]]\nidentifiant = \"voirie\"\nnom = \"Voirie\"\ncpv = [\"45233\", \"45233\", \"4*\"]\npriorites = [{ clause = \"ins-01\", raison = \"Une phrase.\" }]\n[[familles]]\nidentifiant = \"voirie\"\nnom = \"\"\n";
    let found = faults_of("families.toml", text.as_bytes());
    let expected = [
        "4:17: le début de code « 45233 » est déjà pris par une famille",
        "4:26: « 4* » n’est pas un début de code CPV ; deux à huit chiffres, sans étoile",
        "5:25: aucune clause ne s’appelle « ins-01 » ; écrivez-la, ou retirez-la de la liste",
        "5:44: une raison finit la phrase « Pour cette famille, … » ; sans majuscule ni point",
        "6:1: la famille « voirie » est décrite deux fois",
        "8:7: « nom » est vide",
    ];
    let (missing, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|line| line.ends_with("» manque"));
    assert_eq!(rest, expected);
    assert_eq!(missing.len(), 19, "the nineteen other families");
}

#[test]
fn a_place_of_a_duty_names_a_duty_of_the_law() {
    let embedded = Files::embedded(&Faults::default());
    let faults = Faults::default();
    let mut files = Files::default();
    for (path, text) in embedded.iter().filter(|(path, _)| *path != "places.toml") {
        files.add(path, text.as_bytes(), &faults);
    }
    files.add("places.toml", ours("places.toml", "\"allotissement\"\nmots", "\"inventee\"\nmots").as_bytes(), &faults);
    let found: Vec<String> = Catalogue::read(&files, faults).err().unwrap_or_default().iter().map(plain).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found.iter().all(|line| line.ends_with("l’obligation « inventee » n’existe pas ; voyez law/obligations/")), "{found:?}");
}

#[test]
fn a_place_has_words_and_each_theme_its_place() {
    let found = faults_of("places.toml", b"[[places]]\ntheme = \"air\"\nmots = []\n[[places]]\ntheme = \"aire\"\nmots = [\"x\"]\n");
    assert_eq!(
        found,
        [
            "1:1: aucun mot de titre",
            "1:1: le thème « biodiversite » n’a pas de place",
            "1:1: le thème « discriminations » n’a pas de place",
            "1:1: le thème « environnement » n’a pas de place",
            "1:1: le thème « insertion » n’a pas de place",
            "1:1: le thème « pme_innovation » n’a pas de place",
            "5:9: le mot « aire » n’est pas connu ici ; vouliez-vous dire « air » ?",
        ]
    );
}

#[test]
fn a_rule_that_its_examples_contradict_is_said() {
    let found = faults_of(
        "relecture.toml",
        ours("relecture.toml", "fautif = \"Les produits portent l’Écolabel européen.\"", "fautif = \"Rien.\"").as_bytes(),
    );
    assert_eq!(found, ["10:1: la règle laisse passer son exemple fautif ; « Rien. »"]);
}

#[test]
fn the_nomenclature_is_codes_keys_and_labels_in_order() {
    said(
        "cpv.tsv",
        "# titre\n03000000-1\tProduits\n03000000-1\tEncore\n0310-2\tX\n03100000-2 Y\n",
        &[
            "3:1: le code 03000000 n’est pas dans l’ordre",
            "4:1: une ligne s’écrit : huit chiffres, tiret, clé, tabulation, libellé",
            "5:1: une ligne s’écrit : huit chiffres, tiret, clé, tabulation, libellé",
        ],
    );
}

#[test]
fn a_file_that_cannot_be_read_is_said() {
    assert_eq!(
        faults_of("families.toml", b"a = 1\nb = \"\xe9t\xe9\""),
        ["1:1: fichier absent du catalogue", "2:6: ce caractère n’est pas écrit en UTF-8 ; enregistrez le fichier en UTF-8"]
    );
    assert_eq!(faults_of("clause/x.toml", b""), ["1:1: aucune partie du programme ne lit ce fichier ; vérifiez son nom et son dossier"]);
    assert_eq!(faults_of("places.toml", &vec![b'#'; 5_000_000]), ["1:1: fichier absent du catalogue", "1:1: fichier trop gros ; 4 Mo au plus"]);
}

#[test]
fn an_empty_folder_lacks_every_file_and_a_missing_one_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let found: Vec<String> = check(Some(folder.path())).iter().map(plain).collect();
    for file in ["cpv.tsv", "families.toml", "mots.toml", "places.toml", "relecture.toml"] {
        assert!(found.contains(&format!("{file}:1:1: fichier absent du catalogue")), "{file} in {found:#?}");
    }
    let gone = check(Some(&folder.path().join("ailleurs")));
    assert!(gone.iter().any(|fault| fault.message == "dossier illisible"), "{gone:?}");
    assert!(Catalogue::load(folder.path()).is_err());
}

#[test]
fn an_indicator_counts_one_thing_and_is_written_once() {
    let one = |measure: &str| {
        format!(
            "[[indicateurs]]\nidentifiant = \"essai\"\nintitule = \"Essai\"\ndefinition = \"Essai.\"\npopulation = \"marches\"\npar = \"nombre\"\nmesure = {measure}\n"
        )
    };
    let table = [
        (one("{ pme = true }") + &one("{ pme = true }"), "8:1: l’indicateur « essai » est écrit deux fois"),
        (
            one("{ pme = true, ess = true }"),
            "7:10: une mesure compte une seule chose ; gardez une clé parmi : considerations, reserve, reserve_pour, pme, ess, themes, niveau, repond_a, alloti, clauses, heures_prevues, heures_faites, heures_atteintes, heures_par_million",
        ),
        (one("{ pme = false }"), "7:18: « pme » ne se nie pas ; écrivez true, ou choisissez une autre mesure"),
        (one("{ repond_a = \"agec-59\" }"), "7:23: aucune obligation ne s’appelle « agec-59 »"),
        (
            one("{ pme = true }").replace("par =", "parmi = \"denrees\"\npar ="),
            "6:9: aucune liste de codes ne s’appelle « denrees » ; voyez listes.toml",
        ),
        (one("{ pme = true }").replace("marches", "lots"), "5:14: le mot « lots » n’est pas connu ici ; mots admis : marches, concessions, depenses"),
        (
            one("{ pme = true }").replace("marches", "depenses"),
            "1:1: les dépenses ne se mesurent qu’en montant, et par les entreprises solidaires ; par = \"montant\", mesure = { ess = true }",
        ),
    ];
    for (text, expected) in table {
        said("indicateurs.toml", &text, &[expected]);
    }
}
