//! One bad file for each sentence that no other test awaits: what a jurist typed, and what is said of it.
//! `every_diagnostic.rs` checks that together they leave no sentence out.

mod common;

use clausier_catalogue::{Catalogue, Faults, Files, check};
use common::plain;

const RULE: &str = r#"identifiant = "essai"
intitule = "Essai"
niveau = "obligatoire"
date_de_reference = "consultation"
relu_le = 2026-11-24
[si]
nature = "travaux"
[[versions]]
a_compter_du = 2024-01-01
source = { texte = "Code" }
[[exceptions]]
id = 1
intitule = "un cas"
[[chiffres]]
cle = "share"
intitule = "la part"
bareme = "part-pme"
"#;
const CLAUSE: &str = r#"identifiant = "env-99"
intitule = "Tri des déchets"
theme = "environnement"
familles = ["travaux"]
cpv = ["45"]
genre = "condition_execution"
piece = "cctp"
repond = ["exec-env"]
effort = 2
temps_controle = 180
qui_controle = "conduite d'opération"
objet = "Trier les déchets."
vigilance = ["Dites qui fournit les bennes."]
besoin = "Quels déchets le chantier produit-il ?"
confiance = "elevee"
relu_le = 2026-11-24
sources = [{ texte = "Code de l'environnement" }]
portee = "Les déchets du chantier."
sujet = "circulaire"
[[versions]]
version = "1.0.0"
a_compter_du = 2026-11-01
[[versions.niveaux]]
niveau = "de_base"
exigence = "Le titulaire trie les déchets."
preuve = "Le titulaire remet les bordereaux chaque mois."
controle = "L'acheteur lit les bordereaux."
penalite = "Après mise en demeure, chaque bordereau manquant coûte {{penalite}}, dans la limite de 5 % du montant."
[versions.parametres.penalite]
libelle = "Pénalité"
type = "montant"
defaut = 300
origine = "Proposition de Clausier"
"#;
const FACT: &str =
    "[essai]\nchamp = \"defence\"\ngenre = \"oui_non\"\nquestion = \"Quoi ?\"\nnomme = \"le fait\"\ndit = \"oui\"\ndit_non = \"non\"\n";

/// Returns the sentences said of one file put among those of the repository, clauses left out but two.
fn said_of(path: &str, text: &str) -> Vec<String> {
    let ours = Files::embedded(&Faults::default());
    let faults = Faults::default();
    let mut files = Files::default();
    let kept = |path: &str| !path.starts_with("clauses/") || path.ends_with("/ins-01.toml");
    for (other, text) in ours.iter().filter(|(path, _)| kept(path)) {
        files.add(other, text.as_bytes(), &faults);
    }
    files.add(path, text.as_bytes(), &faults);
    let found = Catalogue::read(&files, faults).err().unwrap_or_default();
    found.iter().filter(|fault| fault.file == path).map(|fault| plain(&fault.message)).collect()
}

#[track_caller]
fn each_says(path: &str, cases: &[(String, &str)]) {
    let mut wrong = Vec::new();
    for (text, sentence) in cases {
        let said = said_of(path, text);
        if !said.iter().any(|one| one == sentence) {
            wrong.push(format!("{text}\nawaited: {sentence}\nsaid: {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Writes the first `from` of a text `to`.
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the test changes a line that is there: {from}");
    text.replacen(from, to, 1)
}

#[test]
fn toml_that_cannot_be_read() {
    let cases = [
        ("a = {b = 1", "accolade fermante oubliée"),
        ("a = \"\\q\"", "barre oblique inversée suivie d’un signe inattendu"),
        (" = 1", "nom de clé absent"),
        ("a = 012", "nombre qui commence par zéro"),
        ("a == 1", "signe égal de trop"),
        ("a = [1,,2]", "virgule de trop"),
        ("a = {b 1}", "signe égal oublié"),
    ];
    each_says("listes.toml", &cases.map(|(text, sentence)| (text.to_owned(), sentence)));
    let nested = format!("a = {}{}", "[".repeat(200), "]".repeat(200));
    each_says("listes.toml", &[(nested, "trop de crochets ou d’accolades imbriqués")]);
}

#[test]
fn rules_that_cannot_be_followed() {
    let figure = "[[chiffres]]\ncle = \"share\"\nintitule = \"la part\"\nbareme = \"part-pme\"\n";
    let rule = |from: &str, to: &str| with(RULE, from, to);
    each_says(
        "law/obligations/essai.toml",
        &[
            (rule("bareme = \"part-pme\"", "bareme = \"part-pme\"\nfait = \"duree\""), "calcul ambigu"),
            (rule("nature = \"travaux\"", "montant_estime = {}"), "comparaison vide"),
            (format!("{RULE}{figure}"), "le chiffre « share » est écrit deux fois"),
            (rule("[[chiffres]]", "[[exceptions]]\nid = 1\nintitule = \"un autre\"\n[[chiffres]]"), "l’exception 1 est écrite deux fois"),
            (rule("cle = \"share\"", "cle = \"Part !\""), "« Part ! » n’est pas une clé de l’évaluation"),
            (
                rule("source = { texte = \"Code\" }", "source = { texte = \"Code\" }\nsources = [{ texte = \"Loi\" }]"),
                "« source » et « sources » sont écrites toutes les deux",
            ),
        ],
    );
    let rows = "identifiant = \"essai\"\nintitule = \"le barème\"\nunite = \"euros\"\nrelu_le = 2026-11-24\nsource = { texte = \"Code\" }\n[[lignes]]\nvaleurs = [{ a_compter_du = 2024-01-01, valeur = 5 }]\n[[lignes]]\nvaleurs = [{ a_compter_du = 2024-01-01, valeur = 6 }]\n";
    each_says("law/thresholds/essai.toml", &[(rows.to_owned(), "cette ligne vaut toujours : les suivantes ne parlent qu’avant sa première valeur")]);
}

#[test]
fn checks_that_read_nothing_the_catalogue_knows() {
    let condition = |condition: &str| with(RULE, "nature = \"travaux\"", condition);
    each_says(
        "law/obligations/essai.toml",
        &[
            (condition("clause = { texte = \"aucun-lieux\" }"), "aucune règle de relecture ne s’appelle « aucun-lieux »"),
            (condition("critere = { texte = \"inconnue\" }"), "aucune règle de relecture ne s’appelle « inconnue »"),
            (condition("clause = { texte = \"aucun-lieu\", repond = true }"), "clé inconnue « repond »"),
            (condition("clause = { declaration = \"Clause social\" }"), "le mot « Clause social » n’est pas connu ici"),
            (condition("lots = { reserves_a = [\"handicape\"] }"), "le mot « handicape » n’est pas connu ici"),
            (condition("lots = { reserves_a = [\"handicap\"], au_moins = 2 }"), "clé inconnue « au_moins »"),
        ],
    );
}

const TARGET: &str = "[[objectifs]]\nidentifiant = \"essai\"\nintitule = \"Essai\"\nindicateur = \"spaser-env\"\nbase = \"nombre\"\npourcent = 50\nhorizon = 2030-12-31\nschema = \"Schéma\"\nsource = { texte = \"Délibération\" }\n";

#[test]
fn targets_that_cannot_be_measured() {
    let target = |from: &str, to: &str| with(TARGET, from, to);
    each_says(
        "targets.toml",
        &[
            (format!("{TARGET}{TARGET}"), "l’objectif « essai » est écrit deux fois"),
            (target("50", "150"), "un objectif est une part : de 0 à 100"),
            (target("identifiant = \"essai\"", "identifiant = \"Essai 1\""), "l’identifiant « Essai 1 » a d’autres signes que a-z, 0-9 et -"),
            (target("\"nombre\"", "\"nombres\""), "le mot « nombres » n’est pas connu ici"),
            (target("horizon = 2030-12-31\n", ""), "clé « horizon » absente"),
            (target("source = { texte = \"Délibération\" }\n", ""), "clé « source » absente"),
            (target("identifiant = \"essai\"", "identifiant = \"org-essai\""), "« org- » est réservé aux règles d’une organisation : « org-essai »"),
        ],
    );
}

#[test]
fn facts_and_lists_that_cannot_be_told_apart() {
    let fact = |from: &str, to: &str| with(FACT, from, to);
    let number = "champ = \"duration_months\"\ngenre = \"nombre\"";
    each_says(
        "faits.toml",
        &[
            (format!("{FACT}{}", fact("[essai]", "[encore]")), "deux faits lisent le champ « defence »"),
            (fact("champ = \"defence\"\ngenre = \"oui_non\"", number), "la phrase ne montre pas la valeur"),
            (fact("champ = \"defence\"\ngenre = \"oui_non\"", number), "« dit_non » ne va qu’avec genre = \"oui_non\""),
            (fact("dit = \"oui\"", "dit = \"vaut {valeur}\""), "un fait oui_non ne montre pas de valeur"),
            (fact("[essai]", "[sauf]"), "« sauf » ne peut pas nommer un fait"),
            (format!("{FACT}[essai.mots.oui]\nvaleur = \"yes\"\nnomme = \"oui\"\n"), "« mots » ne va qu’avec genre = \"mot\""),
        ],
    );
    each_says(
        "listes.toml",
        &[
            ("[\"Essai 1\"]\nnomme = \"essai\"\ncodes = [\"45\"]\n".to_owned(), "le nom « Essai 1 » a d’autres signes que a-z, 0-9 et -"),
            ("[essai]\nnomme = \"essai\"\ncodes = [\"00\"]\n".to_owned(), "aucun code CPV ne commence par « 00 »"),
        ],
    );
}

#[test]
fn clauses_that_cannot_be_proposed() {
    let clause = |from: &str, to: &str| with(CLAUSE, from, to);
    let no_level = &CLAUSE[..CLAUSE.find("[[versions.niveaux]]").expect("the clause has a level")];
    let choice = |values: &str| clause("type = \"montant\"\ndefaut = 300", &format!("type = \"choix\"\nvaleurs = [{values}]"));
    let reminder = clause("\"condition_execution\"", "\"rappel\"").replacen("effort", "socle_legal = \"exec-env\"\neffort", 1);
    each_says(
        "clauses/environment/env-99.toml",
        &[
            (format!("{no_level}niveaux = []\n"), "aucun niveau"),
            (clause("\"exec-env\"", "\"exec-envi\""), "aucune obligation ne s’appelle « exec-envi »"),
            (reminder, "un rappel ne couvre aucune obligation"),
            (clause("type = \"montant\"\ndefaut = 300", "type = \"texte\"\ndefaut = \" \""), "le défaut est vide"),
            (clause("defaut = 300", "defaut = 10.123"), "le défaut n’est pas un montant"),
            (clause("defaut = 300", "valeurs = [\"a\", \"b\"]"), "seul un choix a des valeurs"),
            (choice("\"a\", \"a\""), "une valeur est écrite deux fois"),
            (clause("parametres.penalite", "parametres.Penalite"), "« Penalite » n’est pas un nom de paramètre"),
            (clause("trie les déchets.\"", "trie.\\n\\n| a | b |\\n\""), "tableau sans ligne de titre"),
        ],
    );
    let again = with(CLAUSE, "\"env-99\"", "\"ins-01\"");
    let twice = said_of("clauses/zz/ins-01.toml", &again);
    assert!(twice.iter().any(|one| one == "une autre clause s’appelle déjà « ins-01 »"), "{twice:?}");
}

#[test]
fn families_places_and_reading_rules_that_contradict_themselves() {
    let family =
        |priorities: &str| format!("[[familles]]\nidentifiant = \"papier_impression\"\nnom = \"Papier\"\ncpv = []\npriorites = [{priorities}]\n");
    let entry = "{ clause = \"ins-01\", raison = \"elle sert\" },";
    each_says(
        "families.toml",
        &[
            (family(&entry.repeat(30)), "30 clauses dans la liste courte"),
            (family(&entry.repeat(2)), "la clause « ins-01 » est deux fois dans la liste courte"),
            (family(entry), "la clause « ins-01 » n’est pas écrite pour cette famille"),
            (family(""), "la famille « voirie » manque"),
        ],
    );
    let without = |reason: &str| {
        format!(
            "[[familles]]\nidentifiant = \"travaux\"\nnom = \"Travaux\"\ncpv = []\npriorites = []\nsans_clause = [{{ theme = \"insertion\", raison = \"{reason}\" }}]\n"
        )
    };
    each_says(
        "families.toml",
        &[
            (without("Rien ne convient."), "ce thème a une clause pour cette famille"),
            (without("rien ne convient"), "une raison est une phrase entière"),
        ],
    );
    let place = "[[places]]\ntheme = \"air\"\nmots = [\"air\"]\n";
    each_says("places.toml", &[(place.repeat(2), "cette place est décrite deux fois")]);
    let rule = "mots_par_phrase = 40\n[[regles]]\nidentifiant = \"essai\"\nmots = [\"vert\"]\nportee = \"phrase\"\nphrase = \"« {mot} » ne dit rien\"\npiste = \"dites quoi\"\nfautif = \"Un produit vert.\"\njuste = \"Un mur vert.\"\n";
    each_says("relecture.toml", &[(rule.to_owned(), "la règle refuse son exemple juste")]);
    let wanted = |wrong: &str, right: &str| {
        format!(
            "mots_par_phrase = 40\n[[exigences]]\nidentifiant = \"essai\"\nchamp = \"preuve\"\nun_de = [\"mois\"]\nnombre = false\nphrase = \"quand ?\"\npiste = \"dites-le\"\nfautif = \"{wrong}\"\njuste = \"{right}\"\n"
        )
    };
    each_says(
        "relecture.toml",
        &[
            (wanted("Chaque mois.", "Chaque mois."), "l’exigence laisse passer son exemple fautif"),
            (wanted("Un jour.", "Un jour."), "l’exigence refuse son exemple juste"),
        ],
    );
}

#[test]
fn tables_of_labels_plans_and_subjects_that_contradict_themselves() {
    let label = |name: &str| {
        format!(
            "[[labels]]\nidentifiant = \"essai\"\nnom = \"Essai\"\norganisme = \"Un organisme\"\ncouvre = \"Une matière.\"\nfamilles = []\nreference = \"Un référentiel\"\nmots = [\"{name}\"]\n"
        )
    };
    each_says(
        "labels.toml",
        &[
            (label("FSC").repeat(2), "l’identifiant « essai » est pris deux fois"),
            (label("Arbre vert"), "« Arbre vert » peut être cité sans « ou équivalent »"),
        ],
    );
    let plan = "[[plans]]\nidentifiant = \"pcaet\"\nnom = \"Plan\"\nportee = \"mondial\"\ncouvre = \"Tout.\"\n";
    each_says("plans.toml", &[(plan.to_owned(), "le mot « mondial » n’est pas connu ici")]);
    each_says("synonymes.toml", &[("[[groupes]]\nmots = [\"seul\"]\n".to_owned(), "un groupe a au moins deux mots")]);
    let subject = "[[sujets]]\nidentifiant = \"essai\"\nnom = \"essai\"\nliste = \"considerationsSociales\"\n";
    each_says("publication.toml", &[(subject.to_owned(), "ce sujet a une liste et aucune valeur")]);
    let indicator = "[[indicateurs]]\nidentifiant = \"essai\"\nintitule = \"Essai\"\ndefinition = \"Essai.\"\npopulation = \"marches\"\npar = \"nombre\"\nmesure = { repond_a = \"veh-legers\" }\n";
    each_says("indicateurs.toml", &[(indicator.to_owned(), "aucune clause ne répond à cette obligation : l’indicateur resterait à zéro")]);
    let files = Files::embedded(&Faults::default());
    let notice = with(files.get("eforms.toml").expect("the catalogue has it"), "BT-06 = [\"env-imp\", ", "BT-06 = [");
    each_says("eforms.toml", &[(notice, "le sujet « climat » de publication.toml donne à BT-06 le code « env-imp », que la liste n’a pas")]);
    let words = with(files.get("eforms.toml").expect("the catalogue has it"), "BT-23 = { services = ", "BT-23 = { service = ");
    each_says("eforms.toml", &[(words, "[mots] donne un nom au code « service » de BT-23, que la liste n’a pas")]);
}

#[test]
fn folders_that_go_too_deep() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir_all(folder.path().join("a/b/c/d/e/f/g/h/i/j")).expect("folders are made");
    let said: Vec<String> = check(Some(folder.path())).iter().map(|fault| fault.message.clone()).collect();
    assert!(said.iter().any(|one| one == "dossier trop profond"), "{said:?}");
}

#[test]
fn a_rule_of_the_second_reading() {
    let rule = "identifiant = \"essai\"\nintitule = \"Essai\"\ngenre = \"mots\"\ngravite = \"erreur\"\nportee = \"phrase\"\nrelu_le = 2026-11-25\nmots = [\"vert\"]\nphrase = \"« {mot} »\"\npourquoi = \"Parce que.\"\npiste = \"Dites quoi.\"\norigine = \"Usage\"\nfautifs = [\"Un produit vert.\"]\njustes = [\"Un mur.\"]\n";
    each_says(
        "review/essai.toml",
        &[
            (with(rule, "origine = \"Usage\"\n", ""), "la règle ne dit pas d’où elle vient"),
            (with(rule, "[\"vert\"]", "[\"…\"]"), "« … » ne contient aucun mot à chercher"),
            (with(rule, "mots = [\"vert\"]", "mots = []"), "« mots » est vide"),
            (with(rule, "justes = [\"Un mur.\"]", "justes = []"), "« justes » est vide"),
            (with(rule, "\"essai\"", "\"autre\""), "l’identifiant « autre » n’est pas le nom du fichier"),
        ],
    );
}
