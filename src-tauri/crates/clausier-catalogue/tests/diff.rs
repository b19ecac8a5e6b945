//! Two editions of the catalogue, and what a jurist reads of their differences.

use std::sync::LazyLock;

use clausier_catalogue::{Catalogue, Change, Faults, Files, diff};

const RULE: &str = r#"identifiant = "essai"
intitule = "Trier les déchets"
niveau = "obligatoire"
date_de_reference = "consultation"
relu_le = 2026-11-24
[si]
nature = "travaux"
montant_estime = { au_moins = "essai-seuil" }
[[versions]]
a_compter_du = 2024-01-01
source = { texte = "Code", article = "L1" }
[satisfait_si]
clause = { genres = ["condition_execution"], repond = true }
[[exceptions]]
id = 1
intitule = "le marché est petit"
[[chiffres]]
cle = "share"
intitule = "la part"
bareme = "part-pme"
"#;
const SCALE: &str = r#"identifiant = "essai-seuil"
intitule = "le seuil d’essai"
unite = "euros"
relu_le = 2026-11-24
source = { texte = "Code", article = "R1" }
[[lignes]]
nomme = "le seuil d’essai des travaux"
si = { nature = "travaux" }
valeurs = [{ a_compter_du = 2024-01-01, valeur = 40000 }]
[[lignes]]
valeurs = [{ a_compter_du = 2024-01-01, valeur = 90000 }]
"#;
const CLAUSE: &str = r#"identifiant = "env-99"
intitule = "Tri des déchets"
theme = "environnement"
familles = ["travaux"]
genre = "condition_execution"
piece = "cctp"
repond = ["essai"]
effort = 2
temps_controle = 180
qui_controle = "conduite d'opération"
objet = "Trier les déchets."
vigilance = ["Dites qui fournit les bennes."]
besoin = "Quels déchets le chantier produit-il ?"
confiance = "elevee"
relu_le = 2026-11-24
sources = [{ texte = "Code de l'environnement", article = "L541-21-2" }]
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
const RULE_AT: &str = "law/obligations/essai.toml";
const SCALE_AT: &str = "law/thresholds/essai-seuil.toml";
const CLAUSE_AT: &str = "clauses/environment/env-99.toml";

/// The edition before: the law of the repository, with a rule, a scale and a clause of our own; no other clause.
static BEFORE: LazyLock<Catalogue> = LazyLock::new(|| edition(&[]));

/// Returns the edition before, with these files in place of its own; an empty text takes a file away.
fn edition(changed: &[(&str, &str)]) -> Catalogue {
    let faults = Faults::default();
    let embedded = Files::embedded(&faults);
    let ours = [(RULE_AT, RULE), (SCALE_AT, SCALE), (CLAUSE_AT, CLAUSE)];
    let mut files = Files::default();
    // The interview, the insertion hours and the indicators name clauses that this small edition leaves out.
    let named = |path: &str| path.starts_with("clauses/") || path.starts_with("questions/") || ["insertion.toml", "indicateurs.toml"].contains(&path);
    let kept = embedded.iter().filter(|(path, _)| !named(path)).chain(ours);
    let kept = kept.filter(|(path, _)| changed.iter().all(|(other, _)| other != path));
    for (path, text) in kept.chain(changed.iter().copied().filter(|(_, text)| !text.is_empty())) {
        files.add(path, without_priorities(path, text).as_bytes(), &faults);
    }
    Catalogue::read(&files, faults).unwrap_or_else(|faults| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

/// The short lists name clauses that this small edition leaves out.
fn without_priorities(path: &str, text: &str) -> String {
    let is_priority = |line: &&str| path == "families.toml" && line.starts_with("  { clause = \"") && !line.contains("env-99");
    text.lines().filter(|line| !is_priority(line)).map(|line| format!("{line}\n")).collect()
}

/// Writes a file of ours with each `from` written `to`.
fn with(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the test changes a line that is there: {from}");
        text.replacen(from, to, 1)
    })
}

fn ours(path: &str, changes: &[(&str, &str)]) -> String {
    let files = Files::embedded(&Faults::default());
    with(files.get(path).expect("the repository has it"), changes)
}

fn told(changes: &[Change]) -> Vec<String> {
    changes.iter().map(|change| format!("{} | {}", change.what, change.sentence.replace(['\u{a0}', '\u{202f}'], " "))).collect()
}

#[track_caller]
fn says(changed: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(told(&diff(&BEFORE, &edition(changed))), expected);
}

#[test]
fn an_edition_is_the_same_as_itself() {
    assert_eq!(diff(&BEFORE, &BEFORE), []);
}

#[test]
fn a_rule_says_its_new_version_and_all_that_it_asks_otherwise() {
    let rule = with(
        RULE,
        &[
            ("Trier les déchets", "Trier tous les déchets"),
            ("\"travaux\"\n", "[\"travaux\", \"services\"]\n"),
            ("source = {", "effet = \"a_verifier\"\nconfiance = \"faible\"\nnote = \"À lire.\"\nsource = {"),
            (
                "article = \"L1\" }\n",
                "article = \"L2\" }\n[[versions]]\na_compter_du = 2027-03-01\nsi = { nature = \"services\" }\nsource = { texte = \"Loi\" }\n",
            ),
            ("le marché est petit", "le marché est court"),
            ("[[chiffres]]", "[[exceptions]]\nid = 2\nintitule = \"le marché est urgent\"\n[[chiffres]]"),
            ("repond = true", "themes = [\"environnement\"]"),
        ],
    );
    let subject = "Obligation « Trier tous les déchets »";
    let expected = [
        format!("title | {subject} : l’intitulé était « Trier les déchets », devient « Trier tous les déchets »."),
        format!(
            "condition | {subject} : le champ était « le contrat porte sur des travaux et le montant estimé du besoin : au moins le seuil d’essai », devient « le contrat porte sur des travaux ou des services et le montant estimé du besoin : au moins le seuil d’essai »."
        ),
        format!(
            "version_added | {subject} : version ajoutée à compter du 1er mars 2027 (effet : s’applique ; confiance élevée ; source : Loi), si le contrat porte sur des services."
        ),
        format!("effect | {subject} : version du 1er janvier 2024, l’effet était « s’applique », devient « à vérifier »."),
        format!("confidence | {subject} : version du 1er janvier 2024, la confiance était « élevée », devient « faible »."),
        format!("sources | {subject} : version du 1er janvier 2024, sources, ajouté : Code, article L2, retiré : Code, article L1."),
        format!("note | {subject} : version du 1er janvier 2024, la note apparaît : « À lire. »."),
        format!(
            "coverage | {subject} : ce qui couvre la règle était « une clause retenue (genre : condition_execution ; répond à cette règle) », devient « une clause retenue (thème : environnement ; genre : condition_execution) »."
        ),
        format!("exception_added | {subject} : exception 2 ajoutée (« le marché est urgent »)."),
        format!("exception | {subject} : l’exception 1 était « le marché est petit », devient « le marché est court »."),
    ];
    says(&[(RULE_AT, &rule)], &expected.each_ref().map(String::as_str));
}

#[test]
fn a_rule_that_comes_and_one_that_goes_are_said() {
    let other = with(RULE, &[("\"essai\"", "\"essai-nouveau\""), ("a_compter_du", "date_connue = false\na_compter_du"), ("obligatoire", "option")]);
    let clause = with(CLAUSE, &[("[\"essai\"]", "[]")]);
    says(
        &[(RULE_AT, ""), ("law/obligations/essai-nouveau.toml", &other), (CLAUSE_AT, &clause)],
        &[
            "removed | Obligation « Trier les déchets » : n’existe plus dans la nouvelle édition.",
            "added | Obligation « Trier les déchets » : nouvelle (possibilité), historique tenu depuis le 1er janvier 2024, jour d’entrée en vigueur non lu.",
            "serves | Clause « Tri des déchets » : obligations servies, retiré : « Trier les déchets ».",
        ],
    );
}

#[test]
fn a_scale_says_each_value_with_its_day() {
    let scale = with(
        SCALE,
        &[
            ("valeur = 40000 }]", "valeur = 45000 }, { a_compter_du = 2027-01-01, valeur = \"non_publiee\" }]"),
            (
                "[[lignes]]\nvaleurs",
                "[[lignes]]\nnomme = \"le seuil des services\"\nsi = { nature = \"services\" }\nvaleurs = [{ a_compter_du = 2025-01-01, valeur = 1 }]\n[[lignes]]\nvaleurs",
            ),
        ],
    );
    let subject = "Barème « le seuil d’essai »";
    let expected = [
        format!("row_added | {subject} : ligne ajoutée : le seuil des services."),
        format!("value_added | {subject} : le seuil des services, à compter du 1er janvier 2025 : 1 €."),
        format!("value_added | {subject} : le seuil d’essai des travaux, à compter du 1er janvier 2027 : pas encore publié."),
        format!(
            "value | {subject} : le seuil d’essai des travaux, la valeur à compter du 1er janvier 2024 était « 40 000 € », devient « 45 000 € »."
        ),
    ];
    says(&[(SCALE_AT, &scale)], &expected.each_ref().map(String::as_str));
}

#[test]
fn a_clause_says_its_versions_levels_and_texts() {
    let level = "[[versions.niveaux]]\nniveau = \"renforce\"\ndifference = \"Aucun déchet n’est laissé.\"\nexigence = \"Le titulaire trie tout.\"\npreuve = \"Le titulaire remet une note avant le début.\"\ncontrole = \"L'acheteur lit la note.\"\npenalite = \"Après mise en demeure, chaque note manquante coûte {{penalite}}, dans la limite de 5 % du montant.\"\n";
    let added = "[[versions]]\nversion = \"1.1.0\"\na_compter_du = 2027-01-01\n[[versions.niveaux]]\nniveau = \"de_base\"\nexigence = \"Le titulaire trie.\"\npreuve = \"Le titulaire remet une note avant le début.\"\ncontrole = \"L'acheteur lit la note.\"\npenalite = \"Après mise en demeure, chaque note manquante coûte 300 €, dans la limite de 5 % du montant.\"\n";
    let clause = with(
        CLAUSE,
        &[
            ("trie les déchets.", "trie tous les déchets."),
            ("chaque mois", "chaque semaine"),
            ("[versions.parametres", &format!("{level}[versions.parametres")),
            ("defaut = 300", "defaut = 500"),
        ],
    );
    let subject = "Clause « Tri des déchets »";
    let expected = [
        format!("version_added | {subject} : version 1.1.0 ajoutée, à compter du 1er janvier 2027."),
        format!("levels | {subject} : version 1.0.0, niveaux, ajouté : renforce."),
        format!("texts | {subject} : version 1.0.0, niveau « de_base », texte changé : l’exigence et la preuve."),
        format!("parameters | {subject} : version 1.0.0, le paramètre « Pénalité » change."),
    ];
    says(&[(CLAUSE_AT, &format!("{clause}{added}"))], &expected.each_ref().map(String::as_str));
}

#[test]
fn a_family_says_its_codes_and_its_short_list() {
    let families = ours(
        "families.toml",
        &[
            ("identifiant = \"voirie\"\n", "identifiant = \"voirie\"\n"),
            ("nom = \"Voirie et espaces publics\"\ncpv = [\"3492\", ", "nom = \"Voirie et espaces publics\"\ncpv = ["),
        ],
    );
    let families = with(&families, &[("nom = \"Papier", "nom = \"Le papier")]);
    let clause = with(CLAUSE, &[("[\"travaux\"]", "[\"travaux\", \"voirie\"]")]);
    let (before, after) = families.split_once("nom = \"Voirie").expect("the family is there");
    let families = format!(
        "{before}nom = \"Voirie{}",
        with(after, &[("priorites = [", "priorites = [\n  { clause = \"env-99\", raison = \"les déchets sont triés\" },")])
    );
    let changes = told(&diff(&BEFORE, &edition(&[("families.toml", &families), (CLAUSE_AT, &clause)])));
    let told: Vec<&str> = changes.iter().map(String::as_str).collect();
    let expected = [
        "families | Clause « Tri des déchets » : familles, ajouté : voirie.",
        "cpv | Famille « Voirie et espaces publics » : codes CPV, retiré : 3492.",
        "priorities | Famille « Voirie et espaces publics » : liste courte, ajouté : « Tri des déchets ».",
    ];
    let (papers, rest): (Vec<&str>, Vec<&str>) = told.into_iter().partition(|one| one.starts_with("title | Famille « Le papier"));
    assert_eq!((papers.len(), rest), (1, expected.to_vec()));
}

#[test]
fn a_family_says_why_a_theme_is_left_without_a_clause() {
    let families = ours("families.toml", &[("raison = \"Un achat numérique agit", "raison = \"Une autre raison. Un achat numérique agit")]);
    let changes = told(&diff(&BEFORE, &edition(&[("families.toml", &families)])));
    let [change] = changes.as_slice() else { panic!("{changes:?}") };
    assert!(
        change.starts_with("unserved | Famille « Numérique et télécommunications » : thèmes sans clause, ajouté : Une autre raison."),
        "{change}"
    );
    assert!(change.contains("retiré : Un achat numérique"), "{change}");
}

/// A new fact or list moves the places of all the others: conditions are compared by name.
#[test]
fn what_only_moved_is_no_change() {
    let facts = format!(
        "[essai_fait]\nchamp = \"needs.answers.essai_fait\"\ngenre = \"oui_non\"\nquestion = \"Essai ?\"\nnomme = \"l’essai\"\ndit = \"c’est un essai\"\ndit_non = \"ce n’est pas un essai\"\n{}",
        ours("faits.toml", &[])
    );
    let lists = format!("[essai]\nnomme = \"essai\"\ncodes = [\"45\"]\n{}", ours("listes.toml", &[]));
    says(
        &[("faits.toml", &facts), ("listes.toml", &lists)],
        &["added | Fait « l’essai » : fait demandé désormais : « Essai ? ».", "added | Liste de codes « essai » : nouvelle liste (45)."],
    );
}

#[test]
fn an_edition_says_its_name() {
    let edition = ours("edition.toml", &[("edition = \"", "edition = \"x")]);
    let changes = diff(&BEFORE, &self::edition(&[("edition.toml", &edition)]));
    assert_eq!(changes.iter().map(|change| change.what).collect::<Vec<_>>(), ["edition"]);
}

#[test]
fn a_target_that_moves_comes_or_goes_is_said() {
    let path = "targets.toml";
    let said = |changes: &[(&str, &str)]| -> Vec<String> {
        let found = diff(&BEFORE, &edition(&[(path, &ours(path, changes))]));
        found.into_iter().map(|change| change.sentence.replace('\u{a0}', " ")).collect()
    };
    let moved = said(&[("pourcent = 30", "pourcent = 35")]);
    assert_eq!(
        moved,
        ["Objectif « Part des marchés notifiés dans l’année qui portent une clause sociale » : la part visée était « 30 % », devient « 35 % »."]
    );
    let renamed = said(&[("identifiant = \"spaser-ess\"", "identifiant = \"spaser-autre\"")]);
    assert!(matches!(renamed.as_slice(), [gone, come] if gone.ends_with("» : retiré.") && come.contains("» : ajouté (5 %")), "{renamed:?}");
}

const TOPIC_AT: &str = "questions/essai.toml";
const TOPIC: &str = r#"identifiant = "essai"
titre = "L’essai"
aide = "Ce qui est essayé."
ordre = 90
[[questions]]
identifiant = "essai-bennes"
texte = "Qui fournit les bennes ?"
genre = "choix"
themes = ["environnement"]
choix = [{ mot = "nous", texte = "Nous" }, { mot = "titulaire", texte = "Le titulaire" }]
[[questions.effets]]
reponse = "titulaire"
raison = "Les bennes du titulaire se contrôlent."
clauses = ["env-99"]
[[questions]]
identifiant = "essai-duree"
texte = "Combien de temps ?"
genre = "oui_non"
themes = ["environnement"]
"#;

/// What a change of one file changes of an edition that already has our topic.
fn topic_says(changes: &[(&str, &str)], expected: &[&str]) {
    let (before, after) = (edition(&[(TOPIC_AT, TOPIC)]), edition(&[(TOPIC_AT, &with(TOPIC, changes))]));
    assert_eq!(told(&diff(&before, &after)), expected);
}

#[test]
fn a_question_says_that_it_comes_goes_or_no_longer_does_the_same() {
    says(
        &[(TOPIC_AT, TOPIC)],
        &[
            "added | Question « Qui fournit les bennes ? » : posée désormais, dans « L’essai ».",
            "added | Question « Combien de temps ? » : posée désormais, dans « L’essai ».",
        ],
    );
    topic_says(
        &[("Ce qui est essayé.", "Ce qu’on essaie."), ("Combien de temps ?", "Pendant longtemps ?")],
        &[
            "help | Sujet de l’entretien « L’essai » : l’explication était « Ce qui est essayé. », devient « Ce qu’on essaie. ».",
            "question | Question « Pendant longtemps ? » : la question était « Combien de temps ? », devient « Pendant longtemps ? ».",
        ],
    );
    topic_says(
        &[("{ mot = \"nous\", texte = \"Nous\" }, ", "{ mot = \"loueur\", texte = \"Un loueur\" }, "), ("\"Le titulaire\"", "\"L’entreprise\"")],
        &[
            "options | Question « Qui fournit les bennes ? » : réponses proposées, ajouté : « Un loueur », retiré : « Nous ».",
            "options | Question « Qui fournit les bennes ? » : une réponse était « Le titulaire », devient « L’entreprise ».",
        ],
    );
    topic_says(
        &[("clauses = [\"env-99\"]", "ecarte = [\"env-99\"]")],
        &[
            "effects | Question « Qui fournit les bennes ? » : clauses proposées, retiré : « Tri des déchets ».",
            "effects | Question « Qui fournit les bennes ? » : clauses écartées, ajouté : « Tri des déchets ».",
        ],
    );
    topic_says(
        &[("se contrôlent.", "se comptent.")],
        &["effects | Question « Qui fournit les bennes ? » : ce que ses réponses changent est écrit autrement (cas, raison ou valeur proposée)."],
    );
}

const HOURS_AT: &str = "insertion.toml";
const HOURS: &str = r#"arrondi = { heures = 35, origine = "Usage" }
plancher = { heures = 150, mois = 3, origine = "Usage" }
sans_source = "Aucune source."
[[taux]]
base = "montant"
valeur = 5
origine = "Usage"
[[metiers]]
nom = "Gros œuvre"
cpv = ["4522"]
"#;

#[test]
fn insertion_hours_say_their_figures_with_their_origin() {
    let changed = with(
        HOURS,
        &[
            ("heures = 35", "heures = 7"),
            ("mois = 3", "mois = 4"),
            ("valeur = 5\n", "valeur = 7.5\n"),
            ("cpv = [\"4522\"]", "cpv = [\"4522\"]\npart = { valeur = 40, source = \"Étude\" }\n[[metiers]]\nnom = \"Peinture\"\ncpv = [\"4544\"]"),
        ],
    );
    let found = diff(&edition(&[(HOURS_AT, HOURS)]), &edition(&[(HOURS_AT, &changed)]));
    assert_eq!(
        told(&found),
        [
            "rounding | Heures d’insertion : l’arrondi était « 35 heures », devient « 7 heures ».",
            "floor | Heures d’insertion : le plancher d’un lot était « 150 heures et 3 mois », devient « 150 heures et 4 mois ».",
            "rate | Heures d’insertion : le taux de la base « montant » était « 5 % (Usage) », devient « 7,5 % (Usage) ».",
            "labour_share | Heures d’insertion, métier « Gros œuvre » : la part de main-d’œuvre apparaît : « 40 % (Étude) ».",
            "added | Heures d’insertion, métier « Peinture » : ajouté.",
        ]
    );
}

#[test]
fn proportion_reasons_and_labels_are_compared_too() {
    let proportion =
        ours("proportion.toml", &[("moins_de = 40000\nclauses = 3", "moins_de = 40000\nclauses = 4"), ("moins_de = 200000", "moins_de = 221000")]);
    says(
        &[("proportion.toml", &proportion)],
        &[
            "step_removed | Ce qu’un achat peut porter : palier retiré, moins de 200 000 € HT.",
            "step_added | Ce qu’un achat peut porter : palier ajouté, moins de 221 000 € HT : 10 clauses, effort 18, contrôle de 1500 minutes par an.",
            "step | Ce qu’un achat peut porter : moins de 40 000 € HT était « 3 clauses, effort 5, contrôle de 240 minutes par an », devient « 4 clauses, effort 5, contrôle de 240 minutes par an ».",
        ],
    );
    let reasons = ours("motifs.toml", &[("Le besoin sera traité dans un autre marché.", "Le besoin est déjà traité ailleurs.")]);
    says(
        &[("motifs.toml", &reasons)],
        &[
            "reasons | Motifs proposés pour écarter une clause : motifs, ajouté : « Le besoin est déjà traité ailleurs. », retiré : « Le besoin sera traité dans un autre marché. ».",
        ],
    );
    let labels = ours("labels.toml", &[("organisme = \"Label officiel allemand\"", "organisme = \"Agence allemande\""), (", \"Blue Angel\"", "")]);
    says(
        &[("labels.toml", &labels)],
        &[
            "body | Label « Ange bleu » : l’organisme était « Label officiel allemand », devient « Agence allemande ».",
            "words | Label « Ange bleu » : mots reconnus dans un texte, retiré : Blue Angel.",
        ],
    );
}
