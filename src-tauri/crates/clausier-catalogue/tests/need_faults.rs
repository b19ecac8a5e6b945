//! Faults of the interview and of the insertion hours, each with its bad file.

mod common;

use clausier_catalogue::{Catalogue, Faults, Files};
use common::plain;

const TOPIC: &str = r#"identifiant = "essai"
titre = "Essai"
aide = "Un sujet d’essai."
ordre = 90
[[questions]]
identifiant = "essai-voisins"
texte = "Des logements sont-ils tout près ?"
genre = "oui_non"
familles = ["travaux"]
[[questions.effets]]
reponse = "oui"
raison = "Vous dites que des personnes vivent tout près."
clauses = ["air-05"]
[[questions]]
identifiant = "essai-delai"
texte = "Au bout de combien d’heures une panne gêne-t-elle ?"
genre = "nombre"
unite = "heures"
apres = [{ question = "essai-voisins", reponse = "oui" }]
[[questions.effets]]
reponse = { au_plus = 48 }
raison = "Vous donnez un délai."
valeurs = [{ clause = "pme-18", parametre = "delai_intervention", valeur = 4 }]
[[questions]]
identifiant = "essai-matieres"
texte = "De quoi sera-ce fait ?"
genre = "plusieurs"
choix = [{ mot = "bois", texte = "Du bois" }, { mot = "beton", texte = "Du béton" }]
"#;

/// The clauses that the files below name; the others are left out, since reading them all takes seconds.
const NAMED: [&str; 3] = ["air-05", "pme-18", "ins-01"];

/// Says the faults of a file put in the catalogue of the repository, place and sentence.
fn said_of(path: &str, text: &str) -> Vec<String> {
    let ignored = Faults::default();
    let ours = Files::embedded(&ignored);
    let faults = Faults::default();
    let mut files = Files::default();
    let kept = |other: &str| {
        let asked = other.starts_with("clauses/") && !NAMED.iter().any(|id| other.ends_with(&format!("/{id}.toml")));
        other != path && !asked && !other.starts_with("questions/") && other != "insertion.toml"
    };
    for (other, text) in ours.iter().filter(|(other, _)| kept(other)) {
        files.add(other, text.as_bytes(), &faults);
    }
    files.add(path, text.as_bytes(), &faults);
    let found: Vec<String> = Catalogue::read(&files, faults).err().unwrap_or_default().iter().map(plain).collect();
    found.into_iter().filter(|fault| fault.starts_with(path)).collect()
}

#[track_caller]
fn each_says(path: &str, whole: &str, cases: &[(&str, &str, &str)]) {
    assert_eq!(said_of(path, whole), Vec::<String>::new(), "{path} is right before it is changed");
    for (from, to, expected) in cases {
        assert!(whole.contains(from), "« {from} » is in the file");
        let said = said_of(path, &whole.replacen(from, to, 1));
        assert_eq!(said, [format!("{path}:{expected}")], "{from} → {to}");
    }
}

#[test]
fn what_a_jurist_may_get_wrong_in_a_question_is_said_at_its_place() {
    let effect = "reponse = \"oui\"\nraison";
    each_says(
        "questions/essai.toml",
        TOPIC,
        &[
            ("\"essai\"", "\"autre\"", "1:15: le fichier s’appelle « essai » ; même nom que « identifiant »"),
            ("ordre = 90", "ordre = 0", "4:9: « ordre » vaut 0 ; de 1 à 99"),
            (
                "\"essai-matieres\"",
                "\"Essai\"",
                "25:15: « Essai » ne peut pas nommer une question ; des minuscules sans accent, des chiffres, des traits",
            ),
            ("\"essai-matieres\"", "\"essai-voisins\"", "25:15: une autre question s’appelle déjà « essai-voisins »"),
            ("tout près ?\"", "tout près\"", "7:9: une question finit par un point d’interrogation ; écrivez ce que l’on demanderait à voix haute"),
            ("\"oui_non\"", "\"oui\"", "8:9: le mot « oui » n’est pas connu ici ; mots admis : oui_non, choix, plusieurs, nombre, texte"),
            (
                "familles = [\"travaux\"]",
                "fait = \"duree\"",
                "9:8: « duree » n’est pas un fait que cette question peut donner ; un fait oui_non du marché, et genre = \"oui_non\"",
            ),
            ("familles = [\"travaux\"]", "unite = \"mois\"", "9:9: seul un nombre a une unité ; retirez « unite »"),
            ("familles = [\"travaux\"]", "choix = []", "9:9: cette question n’a pas de choix ; genre = \"choix\" ou \"plusieurs\""),
            ("choix = [{ mot = \"bois\", texte = \"Du bois\" }, { mot = \"beton\", texte = \"Du béton\" }]", "", "24:1: clé « choix » absente"),
            ("mot = \"beton\"", "mot = \"bois\"", "28:9: deux choix portent le même mot"),
            ("mot = \"beton\"", "mot = \"a;b\"", "28:9: le mot d’un choix ne contient ni « ; » ni « : »"),
            (
                "question = \"essai-voisins\"",
                "question = \"essai-voisin\"",
                "19:23: aucune question ne s’appelle « essai-voisin » ; vouliez-vous dire « essai-voisins » ?",
            ),
            ("reponse = \"oui\" }", "reponse = \"peut-etre\" }", "19:50: le mot « peut-etre » n’est pas connu ici ; mots admis : oui, non, inconnu"),
            (effect, "reponse = \"oi\"\nraison", "11:11: le mot « oi » n’est pas connu ici ; vouliez-vous dire « oui » ?"),
            (effect, "reponse = { au_moins = 2 }\nraison", "11:11: seul un nombre se compare ; écrivez les mots de la réponse"),
            (
                "{ au_plus = 48 }",
                "\"oui\"",
                "21:11: cette question n’a pas de mots ; un nombre se compare : { au_moins = 10 } ; un texte est \"remplie\"",
            ),
            ("tout près.\"\n", "tout près\"\n", "12:10: une raison est une phrase entière ; une majuscule au début, un point à la fin"),
            ("clauses = [\"air-05\"]", "", "10:1: cet effet ne fait rien ; écrivez « clauses », « ecarte » ou « valeurs »"),
            ("\"air-05\"", "\"zzz-99\"", "13:12: aucune clause ne s’appelle « zzz-99 » ; écrivez-la, ou retirez-la de l’effet"),
            ("\"delai_intervention\"", "\"delai\"", "23:45: la clause « pme-18 » n’a pas ce paramètre ; voyez [versions.parametres] de la clause"),
            ("valeur = 4", "valeur = -4", "23:76: cette valeur ne convient pas au paramètre ; « Délai d’intervention »"),
        ],
    );
    let empty = said_of("questions/vide.toml", "identifiant = \"vide\"\ntitre = \"Vide\"\naide = \"Rien.\"\nordre = 91\n");
    assert_eq!(empty, ["questions/vide.toml:1:1: aucune question"]);
}

#[test]
fn what_may_be_wrong_in_the_insertion_hours_is_said_at_its_place() {
    let whole = "arrondi = { heures = 35, origine = \"Usage\" }\nplancher = { heures = 150, mois = 3, origine = \"Usage\" }\nsans_source = \"Rien.\"\n[[taux]]\nbase = \"montant\"\nvaleur = 5\norigine = \"Usage\"\n[[metiers]]\nnom = \"Peinture\"\ncpv = [\"4544\"]\npart = { valeur = 60, source = \"Une étude\" }\n[[clauses]]\nclause = \"ins-01\"\nbase = \"montant\"\nheures = \"heures\"\nrenvoi = \"le volume de l’annexe\"\n";
    each_says(
        "insertion.toml",
        whole,
        &[
            ("heures = 35", "heures = 0", "1:22: « heures » vaut 0 ; de 1 à 1820"),
            ("valeur = 5\n", "valeur = 150\n", "6:10: « valeur » est hors limites ; plus de 0, 100 au plus"),
            ("valeur = 60, source = \"Une étude\"", "valeur = 60", "11:8: clé « source » absente"),
            ("\"ins-01\"", "\"ins-99\"", "13:10: aucune clause ne s’appelle « ins-99 »"),
            ("heures = \"heures\"", "heures = \"heure\"", "15:10: la clause « ins-01 » n’a pas de paramètre « heure »"),
        ],
    );
    let scale = "[[paliers]]\nclauses = 3\neffort = 5\ncontrole_minutes = 60\norigine = \"Usage\"\n";
    each_says("proportion.toml", scale, &[("effort = 5", "effort = 0", "3:10: « effort » vaut 0 ; de 1 à 100000")]);
}
