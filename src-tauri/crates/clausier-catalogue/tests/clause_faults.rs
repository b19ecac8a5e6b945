//! A right clause, one thing changed, and what the check says of it.

mod common;

use common::faults_of;

const PATH: &str = "clauses/environment/env-99.toml";

const CLAUSE: &str = r#"identifiant = "env-99"
intitule = "Tri des déchets"
theme = "environnement"
familles = ["travaux", "voirie"]
cpv = ["45"]
genre = "condition_execution"
piece = "cctp"
autres_pieces = ["ccap"]
repond = []
effort = 2
temps_controle = 180
qui_controle = "conduite d'opération"
montant_minimal = 90000
duree_minimale_mois = 3
deroge_ccag = []
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
exigence = "Le titulaire valorise au moins {{taux}} des déchets."
preuve = "Le titulaire remet les bordereaux chaque mois."
controle = "L'acheteur lit les bordereaux."
penalite = "Chaque bordereau manquant coûte {{penalite}}, après mise en demeure, dans la limite de 5 % du montant."

[[versions.niveaux]]
niveau = "renforce"
difference = "Le taux passe à 85 %."
exigence = "Le titulaire valorise au moins {{taux}} des déchets."
preuve = "Le titulaire remet les bordereaux chaque mois."
controle = "L'acheteur lit les bordereaux."
penalite = "Chaque bordereau manquant coûte {{penalite}}, après mise en demeure, dans la limite de 5 % du montant."

[versions.parametres.taux]
libelle = "Taux de valorisation"
type = "pourcentage"
defaut = { de_base = 70, renforce = 85 }
minimum = 0
maximum = 100
origine = "Usage"

[versions.parametres.penalite]
libelle = "Pénalité"
type = "montant"
defaut = 300
origine = "Proposition de Clausier"
"#;

/// Changes the first `from`, and checks what is said, in order.
#[track_caller]
fn changed(from: &str, to: &str, expected: &[&str]) {
    assert!(CLAUSE.contains(from), "the clause holds « {from} »");
    let found = faults_of(PATH, CLAUSE.replacen(from, to, 1).as_bytes());
    assert_eq!(found, expected, "« {from} » written « {to} »");
}

#[test]
fn the_clause_that_the_cases_change_is_right() {
    assert_eq!(faults_of(PATH, CLAUSE.as_bytes()), Vec::<String>::new());
}

#[test]
fn a_key_or_a_word_that_is_not_known_is_said_with_the_nearest() {
    changed(
        "intitule",
        "intitulé",
        &["2:8: nom de clé avec un accent, un espace ou un signe ; des minuscules sans accent, des chiffres, des traits bas"],
    );
    changed("intitule", "intitul", &["2:1: clé inconnue « intitul » ; vouliez-vous dire « intitule » ?"]);
    changed("besoin =", "couleur =", &["1:1: clé « besoin » absente", "18:1: clé inconnue « couleur »"]);
    changed(
        "\"condition_execution\"",
        "\"condition_d_execution\"",
        &["6:9: le mot « condition_d_execution » n’est pas connu ici ; vouliez-vous dire « condition_execution » ?"],
    );
    changed("\"elevee\"", "\"certaine\"", &["19:13: le mot « certaine » n’est pas connu ici ; mots admis : faible, moyenne, elevee"]);
    changed("\"voirie\"", "\"voiries\"", &["4:24: le mot « voiries » n’est pas connu ici ; vouliez-vous dire « voirie » ?"]);
    changed("libelle", "label", &["44:1: clé « libelle » absente", "45:1: clé inconnue « label »"]);
    changed("article = \"L541-21-2\"", "lieu = \"ici\"", &["21:49: clé inconnue « lieu » ; vouliez-vous dire « lien » ?"]);
}

#[test]
fn a_value_of_the_wrong_kind_says_what_is_awaited() {
    changed("effort = 2", "effort = \"2\"", &["10:10: « effort » attend un nombre ; écrivez le nombre sans guillemets"]);
    changed("effort = 2", "effort = 4", &["10:10: « effort » vaut 4 ; de 1 à 3"]);
    changed("effort = 2", "effort = 1.5", &["10:10: « effort » attend un nombre entier"]);
    changed(
        "relu_le = 2026-11-24",
        "relu_le = 2026",
        &["20:11: « relu_le » attend une date comme 2026-08-22 ; une date va jusqu’au jour : 2026-08-22"],
    );
    changed(
        "relu_le = 2026-11-24",
        "relu_le = \"2026-11-24\"",
        &["20:11: « relu_le » attend une date comme 2026-08-22 ; écrivez la date sans guillemets : 2026-08-22"],
    );
    changed("relu_le = 2026-11-24", "relu_le = 2026-13-24", &["20:11: date impossible ; une date s’écrit année-mois-jour : 2026-08-22"]);
    changed("relu_le = 2026-11-24", "relu_le = 2026-11-24T10:00:00", &["20:11: « relu_le » attend une date comme 2026-08-22"]);
    changed("\"Trier les déchets.\"", "\" \"", &["16:9: « objet » est vide"]);
    changed("[\"45\"]", "\"45\"", &["5:7: « cpv » attend une liste entre crochets ; entourez-le de crochets"]);
    changed("[\"45\"]", "[\"45*\"]", &["5:8: « 45* » n’est pas un début de code CPV ; deux à huit chiffres, sans étoile"]);
    changed(
        "montant_minimal = 90000",
        "montant_minimal = 90 000",
        &["13:19: valeur illisible ; un texte a des guillemets droits, un nombre n’a pas d’espace"],
    );
    changed(
        "montant_minimal = 90000",
        "montant_minimal = -3",
        &["13:19: « montant_minimal » n’est pas un montant ; en euros, deux décimales au plus"],
    );
}

#[test]
fn a_clause_stands_where_its_theme_and_its_name_say() {
    changed("\"env-99\"", "\"env-98\"", &["1:15: l’identifiant « env-98 » n’est pas le nom du fichier ; renommez le fichier, ou écrivez « env-99 »"]);
    changed("\"env-99\"", "\"Env 99\"", &["1:15: l’identifiant « Env 99 » a d’autres signes que a-z, 0-9 et - ; vingt-quatre signes au plus"]);
    changed(
        "\"environnement\"",
        "\"air\"",
        &["3:9: la clause est rangée dans « environment », qui n’est pas son thème ; rangez-la dans clauses/air-quality/"],
    );
    changed(
        "[\"travaux\", \"voirie\"]",
        "[\"travaux\", \"toutes\"]",
        &["4:24: « toutes » accompagne d’autres familles ; gardez « toutes » seul, ou retirez-le"],
    );
    changed("[\"travaux\", \"voirie\"]", "[\"travaux\", \"travaux\"]", &["4:24: la famille « travaux » est écrite deux fois"]);
    changed("[\"travaux\", \"voirie\"]", "[]", &["4:12: aucune famille ; écrivez [\"toutes\"] pour une clause qui convient à tous les achats"]);
    changed("[\"ccap\"]", "[\"cctp\"]", &["8:18: la pièce « cctp » est déjà dite"]);
}

#[test]
fn a_reminder_repeats_an_obligation_and_covers_none() {
    changed("\"condition_execution\"", "\"rappel\"", &["1:1: un rappel répète une obligation ; ajoutez « socle_legal »"]);
    changed(
        "repond = []",
        "socle_legal = \"exec-env\"",
        &["9:15: seul un rappel a un socle légal ; écrivez genre = \"rappel\", ou retirez « socle_legal »"],
    );
}

#[test]
fn a_source_is_a_text_and_a_safe_address() {
    changed(
        "sources = [{ texte = \"Code de l'environnement\", article = \"L541-21-2\" }]",
        "sources = []",
        &["21:11: aucune source ; dites le texte, ou l’usage, sur lequel la clause repose"],
    );
    changed(
        "article = \"L541-21-2\"",
        "lien = \"http://exemple.fr\"",
        &["21:56: ce lien n’est pas une adresse sûre ; une adresse commence par https://"],
    );
}

#[test]
fn versions_follow_one_another() {
    changed(
        "version = \"1.0.0\"",
        "version = \"1.0\"",
        &["26:11: « 1.0 » n’est pas un numéro de version ; trois nombres séparés par des points : 1.0.0"],
    );
    let again = "[[versions]]\nversion = \"1.0.0\"\na_compter_du = 2026-12-01\n[[versions.niveaux]]\nniveau = \"de_base\"\nexigence = \"E\"\npreuve = \"Chaque mois.\"\ncontrole = \"C\"\npenalite = \"Aucune pénalité.\"\n\n[[versions]]";
    changed(
        "[[versions]]",
        again,
        &[
            "35:1: la version commence le 2026-11-01, pas après la précédente (2026-12-01) ; écrivez les versions de la plus ancienne à la plus récente",
            "35:1: le numéro de version ne dépasse pas celui de la précédente",
        ],
    );
}

#[test]
fn a_level_rises_and_says_how() {
    changed(
        "niveau = \"renforce\"",
        "niveau = \"de_base\"",
        &[
            "36:1: les niveaux ne montent pas ; de_base, puis renforce, puis exemplaire, chacun une fois",
            "44:22: le défaut de « taux » vise un niveau que la clause n’a pas",
        ],
    );
    changed(
        "difference = \"Le taux passe à 85 %.\"\n",
        "",
        &["36:1: clé « difference » absente ; dites ce qui change depuis le niveau d’en dessous"],
    );
    changed(
        "niveau = \"de_base\"",
        "niveau = \"de_base\"\ndifference = \"Rien ne passe.\"",
        &["29:1: le niveau le plus bas n’a pas de « difference » : il ne se compare à rien"],
    );
    changed(
        "renforce = 85",
        "renforce = 70",
        &["36:1: ce niveau demande la même chose que celui d’en dessous ; changez le texte ou un défaut, ou retirez le niveau"],
    );
}

#[test]
fn no_requirement_goes_without_proof_control_and_penalty() {
    changed("preuve = \"Le titulaire remet les bordereaux chaque mois.\"\n", "", &["29:1: clé « preuve » absente"]);
    changed("controle = \"L'acheteur lit les bordereaux.\"", "controle = \"\"", &["33:12: « controle » est vide"]);
    changed(
        "penalite = \"Chaque bordereau manquant coûte {{penalite}}, après mise en demeure, dans la limite de 5 % du montant.\"\n",
        "",
        &["29:1: clé « penalite » absente"],
    );
    changed(
        "niveau = \"de_base\"",
        "niveau = \"de_base\"\nmethode = \"10 points.\"",
        &["31:11: « methode » n’a de sens que pour un critère ; écrivez genre = \"critere\", ou retirez cette clé"],
    );
}

#[test]
fn a_parameter_is_declared_used_and_fits_its_kind() {
    changed("{{taux}}", "{{tau}}", &["31:44: le paramètre « tau » n’est pas déclaré ; vouliez-vous dire {{taux}} ?"]);
    changed(
        "{{taux}}",
        "{{ Taux }}",
        &["31:44: accolades qui n’entourent pas un nom de paramètre ; écrivez {{nom}}, en minuscules, sans accent ni espace"],
    );
    changed(
        "[versions.parametres.penalite]",
        "[versions.parametres.amende]",
        &[
            "34:45: le paramètre « penalite » n’est pas déclaré ; ajoutez [versions.parametres.penalite]",
            "42:45: le paramètre « penalite » n’est pas déclaré ; ajoutez [versions.parametres.penalite]",
            "52:22: aucun texte n’utilise le paramètre « amende » ; écrivez {{amende}} dans un texte, ou retirez-le",
        ],
    );
    changed("minimum = 0", "minimum = 80", &["47:22: le défaut est plus petit que le minimum (80 %)"]);
    changed(
        "maximum = 100",
        "maximum = -1",
        &[
            "44:1: un pourcentage va de 0 à 100, rarement plus",
            "47:22: le défaut est plus grand que le maximum (-1 %)",
            "47:37: le défaut est plus grand que le maximum (-1 %)",
            "49:11: le maximum est plus petit que le minimum",
        ],
    );
    changed("defaut = 300", "defaut = \"300\"", &["55:10: « defaut » attend un nombre ; écrivez le nombre sans guillemets"]);
    changed("defaut = 300", "unite = \"euros\"", &["55:9: ce type n’a pas d’unité ; retirez « unite »"]);
    changed(
        "renforce = 85",
        "renforcé = 85",
        &["47:33: nom de clé avec un accent, un espace ou un signe ; des minuscules sans accent, des chiffres, des traits bas"],
    );
    changed(
        "type = \"montant\"\ndefaut = 300",
        "type = \"choix\"\nvaleurs = [\"a\", \"b\"]\ndefaut = \"c\"",
        &["56:10: le défaut n’est pas parmi les valeurs : a, b"],
    );
    changed("type = \"montant\"\ndefaut = 300", "type = \"choix\"\nvaleurs = [\"a\"]", &["55:11: un choix a au moins deux valeurs"]);
    changed("type = \"montant\"\ndefaut = 300", "type = \"duree\"\ndefaut = 300", &["52:1: clé « unite » absente"]);
    changed(
        "type = \"montant\"\ndefaut = 300",
        "type = \"duree\"\nunite = \"jour\"",
        &["55:9: le mot « jour » n’est pas connu ici ; vouliez-vous dire « jours » ?"],
    );
    changed("type = \"montant\"\ndefaut = 300", "type = \"date\"\nmaximum = 3", &["55:11: ce type n’a pas de bornes ; retirez « maximum »"]);
}

#[test]
fn texts_are_read_again() {
    let requirement = "Le titulaire valorise au moins {{taux}} des déchets.";
    let cases = [
        ("Le titulaire valorise {{taux}} % des déchets.", "31:35: « % » suit {{taux}}, qui s’écrit déjà avec son unité ; retirez l’unité du texte"),
        ("Le titulaire valorise **{{taux}} des déchets.", "31:13: gras mal fermé ; entourez les mots de deux étoiles de chaque côté"),
        (
            "Les papiers portent un label. {{taux}}",
            "31:36: « label » est cité sans « ou équivalent » ; ajoutez « ou équivalent » dans le même paragraphe",
        ),
        (
            "Le titulaire livre à moins de 30 km {{taux}}.",
            "31:46: « km » fixe une distance ; une distance favorise des entreprises proches : demandez un délai, une fraîcheur ou un mode de transport",
        ),
        (
            "Le titulaire devra trier {{taux}}.",
            "31:26: « devra » n’oblige à rien de vérifiable ; écrivez au présent ce que le titulaire fait, et ce qui se contrôle",
        ),
        ("Le titulaire trie {{taux}} dès le 1 mars.", "31:47: « 1 mars » ; le premier du mois s’écrit « 1er »"),
    ];
    for (text, said) in cases {
        changed(requirement, text, &[said]);
    }
    changed(
        "coûte {{penalite}}",
        "coûte {{penalite}} €",
        &["34:45: « € » suit {{penalite}}, qui s’écrit déjà avec son unité ; retirez l’unité du texte"],
    );
    let long = format!("Le titulaire trie {} {{{{taux}}}}.", ["un déchet"; 20].join(" et "));
    changed(
        requirement,
        &long,
        &["31:13: phrase de 63 mots, qui commence par « Le titulaire trie un » ; coupez-la : 40 mots au plus, vingt de préférence"],
    );
}

#[test]
fn a_criterion_judges_the_offer() {
    let criterion = CLAUSE
        .replace("\"condition_execution\"", "\"critere\"")
        .replace(
            "niveau = \"de_base\"",
            "niveau = \"de_base\"\nmethode = \"La politique générale de l'entreprise vaut 10 points.\"\na_fournir = \"Une note.\"",
        )
        .replace("niveau = \"renforce\"", "niveau = \"renforce\"\nmethode = \"Le tri vaut 10 points.\"");
    let table = "la méthode n’a pas de tableau ; donnez les sous-critères et leurs points, ou les lignes du calcul";
    let expected = [
        &format!("31:11: {table}"),
        "31:15: « politique générale » juge l’entreprise ; un critère juge l’offre : dites ce que le candidat propose pour ce marché",
        "38:1: clé « a_fournir » absente",
        &format!("40:11: {table}"),
    ];
    assert_eq!(faults_of(PATH, criterion.as_bytes()), expected);
}

#[test]
fn several_faults_are_said_in_one_pass() {
    let text =
        CLAUSE.replace("effort = 2", "effort = 9").replace("\"elevee\"", "\"haute\"").replace("{{taux}}", "{{tau}}").replace("besoin =", "besoins =");
    assert_eq!(faults_of(PATH, text.as_bytes()).len(), 6, "effort, confidence, two undeclared, one unused, one key");
}

#[test]
fn a_clause_says_its_scope_its_subject_and_what_it_is_tied_to() {
    changed("portee = \"Les déchets du chantier.\"\n", "", &["1:1: clé « portee » absente"]);
    changed("sujet = \"circulaire\"\n", "", &["1:1: clé « sujet » absente"]);
    changed("\"circulaire\"", "\"circulair\"", &["23:9: « circulair » n’est pas dans publication.toml ; vouliez-vous dire « circulaire » ?"]);
    let after = |added: &str| format!("sujet = \"circulaire\"\n{added}");
    let says = |added: &str, said: &[&str]| changed("sujet = \"circulaire\"", &after(added), said);
    says("labels = [\"ecolabel-europen\"]", &["24:11: « ecolabel-europen » n’est pas dans labels.toml ; vouliez-vous dire « ecolabel-europeen » ?"]);
    says("plans = [\"zzzz\"]", &["24:10: « zzzz » n’est pas dans plans.toml ; ajoutez « zzzz » à plans.toml"]);
    says("plans = [\"pcaet\", \"pcaet\"]", &["24:19: « pcaet » est écrit deux fois"]);
    says("delai_preparation_mois = 0", &["24:26: « delai_preparation_mois » vaut 0 ; de 1 à 60"]);
    says("liens = { necessite = [\"env-99\"] }", &["24:24: une clause ne se lie pas à elle-même"]);
    says(
        "liens = { accompagne = [\"xyz-1\"] }",
        &["24:25: aucune clause ne s’appelle « xyz-1 », citée dans « liens » ; écrivez-la, ou retirez le lien"],
    );
    says("liens = { besoin = [] }", &["24:11: clé inconnue « besoin »"]);
}

/// Checks the case beside another clause, whose record holds `other`.
#[track_caller]
fn beside(own: &str, other: &str, expected: &[&str]) {
    let of = |id: &str, links: &str| {
        CLAUSE.replace("\"env-99\"", &format!("\"{id}\"")).replace("sujet = \"circulaire\"", &format!("sujet = \"circulaire\"\nliens = {links}"))
    };
    let files = [
        (PATH, of("env-99", own)),
        ("clauses/environment/env-98.toml", of("env-98", other)),
        ("clauses/environment/env-97.toml", of("env-97", "{ necessite = [\"env-98\"] }")),
    ];
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    assert_eq!(common::faults_among(PATH, &bytes), expected);
}

#[test]
fn links_do_not_contradict_one_another() {
    beside("{ exclut = [\"env-98\"] }", "{ exclut = [\"env-99\"] }", &[]);
    beside("{ exclut = [\"env-98\"] }", "{ }", &["24:21: « env-98 » n’exclut pas « env-99 » en retour ; une exclusion se lit dans les deux fiches"]);
    beside(
        "{ necessite = [\"env-98\"], exclut = [\"env-98\"] }",
        "{ exclut = [\"env-99\"] }",
        &["24:45: « env-98 » est exclue ici, et demandée ou conseillée plus loin ; gardez un seul de ces liens"],
    );
    beside(
        "{ necessite = [\"env-97\"], exclut = [\"env-98\"] }",
        "{ exclut = [\"env-99\"] }",
        &["24:45: une clause nécessaire a besoin de « env-98 », exclue ici ; retirez l’exclusion ou le besoin"],
    );
    beside(
        "{ remplace = [\"env-98\"] }",
        "{ remplace = [\"env-99\"] }",
        &["24:23: « env-98 » et « env-99 » se remplacent l’une l’autre ; une seule dit plus que l’autre"],
    );
}

#[test]
fn a_text_holds_what_makes_it_hold_in_court() {
    changed(
        "Le titulaire remet les bordereaux chaque mois.",
        "Le titulaire remet les bordereaux.",
        &["32:10: la preuve ne dit pas quand elle est remise ; dites le document, le moment et à qui il est remis"],
    );
    changed(
        ", après mise en demeure, dans la limite de 5 % du montant.",
        ", après mise en demeure.",
        &["34:12: la pénalité n’a pas de plafond ; ajoutez « Le total est limité à {{plafond}} du montant du marché. »"],
    );
    changed(
        ", après mise en demeure, dans la limite de 5 % du montant.",
        ", dans la limite de 5 % du montant.",
        &[
            "34:12: la pénalité s’applique sans que le titulaire soit entendu ; une mise en demeure d’abord, ou un délai pour présenter ses observations quand le manquement ne se rattrape pas",
        ],
    );
    changed(
        "Le taux passe à 85 %.",
        "Le titulaire est plus attentif.",
        &["38:14: la différence entre les deux niveaux ne se mesure pas ; dites ce qui s’ajoute, ou de combien à combien le chiffre passe"],
    );
}

#[test]
fn a_higher_level_contains_the_lower_or_says_that_it_replaces_it() {
    let lost = CLAUSE.replacen("valorise au moins {{taux}} des déchets.\"\npreuve", "trie.\"\npreuve", 2).replacen(
        "Le titulaire trie.",
        "Le titulaire valorise {{taux}}.",
        1,
    );
    let expected = [
        "36:1: ce niveau perd {{taux}}, que demande celui d’en dessous ; un niveau plus haut contient le plus bas ; s’il le remplace, écrivez remplace = true",
    ];
    assert_eq!(faults_of(PATH, lost.as_bytes()), expected);
    let said = lost.replace("niveau = \"renforce\"", "niveau = \"renforce\"\nremplace = true");
    assert_eq!(faults_of(PATH, said.as_bytes()), Vec::<String>::new());
}

#[test]
fn a_label_is_in_the_table_and_in_the_record() {
    changed(
        "Le titulaire valorise au moins {{taux}} des déchets.",
        "Le titulaire valorise {{taux}}. Le papier est FSC ou équivalent.",
        &["31:59: « FSC » est cité et n’est pas dans « labels » ; ajoutez « fsc » aux labels de la clause"],
    );
}

#[test]
fn slips_of_typography_are_said_beside_the_texts_too() {
    for (object, said) in [
        ("Trier...", "16:15: trois points séparés ; écrivez « … », ou terminez la phrase"),
        ("Trier , peser.", "16:15: espace devant une virgule ; la virgule suit le mot"),
        ("Trier .", "16:15: espace devant un point ; le point suit le mot"),
        ("Trier ( tout).", "16:16: espace après une parenthèse ouvrante ; la parenthèse touche le mot"),
        ("Trier \\\"tout\\\".", "16:9: guillemets droits dans un texte ; écrivez « et »"),
        ("Trier: peser.", "16:10: « Trier: » : il manque une espace devant le signe double ; « ; », « : », « ! » et « ? » ont une espace avant"),
    ] {
        changed("Trier les déchets.", object, &[said]);
    }
}

#[test]
fn a_criterion_shares_a_hundred_points() {
    let with = |method: &str| {
        CLAUSE
            .replace("\"condition_execution\"", "\"critere\"")
            .replace("difference =", "a_fournir = \"Une note.\"\ndifference =")
            .replace("niveau = \"renforce\"", &format!("niveau = \"renforce\"\nmethode = \"{method}\""))
    };
    let base = |text: String| {
        text.replacen(
            "niveau = \"de_base\"",
            "niveau = \"de_base\"\na_fournir = \"Une note.\"\nmethode = \"| a | points |\\n| --- | --- |\\n| b | 100 |\"",
            1,
        )
    };
    let found = |method: &str| faults_of(PATH, base(with(method)).as_bytes());
    assert_eq!(found("| a | points |\\n| --- | --- |\\n| b | 60 |\\n| c | 40 |"), Vec::<String>::new());
    assert_eq!(
        found("| a | points |\\n| --- | --- |\\n| b | 60 |\\n| c | 30 |"),
        ["40:11: les sous-critères font 90 points ; ils en font 100 : la pondération du critère les ramène à sa part"]
    );
    assert_eq!(
        found("Le tri est noté."),
        ["40:11: la méthode n’a pas de tableau ; donnez les sous-critères et leurs points, ou les lignes du calcul"]
    );
}
