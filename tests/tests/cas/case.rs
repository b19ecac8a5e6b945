//! The shape of a case file: cases, and two short forms that unfold into pairs of cases.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml::Table;
use toml::value::Datetime;

/// A file of `tests/cas/`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Facts that every case of the file shares; a case may write `"inconnu"` to forget one.
    #[serde(default)]
    commun: Table,
    #[serde(default)]
    cas: Vec<Case>,
    #[serde(default)]
    charnieres: Vec<Hinge>,
    #[serde(default)]
    montants: Vec<Edge>,
}

/// One case.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub nom: String,
    /// The article that the case illustrates; for the reader.
    #[serde(default, rename = "article")]
    _article: Option<String>,
    /// The day of the assessment; the day of this edition when absent.
    #[serde(default)]
    pub aujourd_hui: Option<Datetime>,
    #[serde(default)]
    pub marche: Table,
    pub attendu: Expected,
}

impl Case {
    /// Tells whether the case gives a fact that number.
    pub fn gives(&self, word: &str, number: i64) -> bool {
        self.marche.get(word).and_then(toml::Value::as_integer) == Some(number)
    }
}

/// What is expected; what a case does not name is not looked at.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expected {
    pub s_applique: Vec<String>,
    pub levier: Vec<String>,
    pub a_verifier: Vec<String>,
    pub indetermine: Vec<String>,
    pub sans_objet: Vec<String>,
    pub couvertes: Vec<String>,
    pub en_partie: Vec<String>,
    pub non_couvertes: Vec<String>,
    pub motivees: Vec<String>,
    /// Checks that must speak, and checks that must not.
    pub controles: Vec<String>,
    pub controles_muets: Vec<String>,
    /// Facts that a rule must ask for.
    pub a_demander: BTreeMap<String, Vec<String>>,
    pub chiffres: BTreeMap<String, BTreeMap<String, f64>>,
    /// Figures that must not be printed: still open.
    pub chiffres_ouverts: BTreeMap<String, Vec<String>>,
    pub seuils: BTreeMap<String, f64>,
    pub exceptions_plaidables: BTreeMap<String, Vec<u32>>,
    pub exceptions_fermees: BTreeMap<String, Vec<u32>>,
    pub confiance: BTreeMap<String, String>,
    /// Words that the reason must hold.
    pub raisons: BTreeMap<String, String>,
}

impl Expected {
    /// Tells whether the case looks at the outcome of a rule.
    pub fn names(&self, rule: &str) -> bool {
        [&self.s_applique, &self.levier, &self.a_verifier, &self.indetermine, &self.sans_objet].into_iter().flatten().any(|one| one == rule)
    }
}

impl Expected {
    /// Tells whether the case looks at a rule in any way that a number may decide: its outcome, what a check says, an
    /// exception of it.
    pub fn looks_at(&self, rule: &str) -> bool {
        let checks = [&self.controles, &self.controles_muets].into_iter().flatten().any(|one| one == rule);
        self.names(rule) || checks || [&self.exceptions_plaidables, &self.exceptions_fermees].into_iter().any(|list| list.contains_key(rule))
    }
}

/// A dated change: the day before, the day itself.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Hinge {
    regle: String,
    jour: Datetime,
    /// The fact that carries the day.
    #[serde(default = "consultation")]
    date: String,
    #[serde(default)]
    marche: Table,
    veille: String,
    jour_meme: String,
    /// Figures of the day before, and of the day itself.
    #[serde(default)]
    chiffres_veille: BTreeMap<String, f64>,
    #[serde(default)]
    chiffres_jour_meme: BTreeMap<String, f64>,
}

/// An amount: one euro below, and the amount itself, or one euro above when `strict`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Edge {
    regle: String,
    montant: i64,
    /// The fact that carries the amount.
    #[serde(default = "estimate")]
    fait: String,
    #[serde(default)]
    marche: Table,
    #[serde(default)]
    un_euro_dessous: Option<String>,
    au_montant: String,
    #[serde(default)]
    un_euro_dessus: Option<String>,
}

fn consultation() -> String {
    "engagement_consultation".to_owned()
}

fn estimate() -> String {
    "montant_estime".to_owned()
}

impl CaseFile {
    /// Returns every case of the file, unfolded, with what they share.
    pub fn cases(self) -> Vec<Case> {
        let mut cases = self.cas;
        cases.extend(self.charnieres.iter().flat_map(Hinge::cases));
        cases.extend(self.montants.iter().flat_map(Edge::cases));
        for case in &mut cases {
            let own = std::mem::replace(&mut case.marche, self.commun.clone());
            case.marche.extend(own);
        }
        cases
    }
}

impl Hinge {
    fn cases(&self) -> [Case; 2] {
        let day = day(self.jour);
        let before = day.pred_opt().expect("no law is that old");
        [
            self.case("la veille", before, &self.veille, &self.chiffres_veille),
            self.case("le jour même", day, &self.jour_meme, &self.chiffres_jour_meme),
        ]
    }

    fn case(&self, which: &str, day: NaiveDate, outcome: &str, figures: &BTreeMap<String, f64>) -> Case {
        let mut marche = self.marche.clone();
        marche.insert(self.date.clone(), toml::Value::String(day.to_string()));
        let mut attendu = Expected::one(&self.regle, outcome);
        attendu.chiffres = BTreeMap::from([(self.regle.clone(), figures.clone())]);
        Case { nom: format!("{}, {which} ({day})", self.regle), _article: None, aujourd_hui: None, marche, attendu }
    }
}

impl Edge {
    fn cases(&self) -> Vec<Case> {
        let below = self.un_euro_dessous.iter().map(|outcome| (self.montant - 1, outcome));
        let above = self.un_euro_dessus.iter().map(|outcome| (self.montant + 1, outcome));
        below.chain([(self.montant, &self.au_montant)]).chain(above).map(|(amount, outcome)| self.case(amount, outcome)).collect()
    }

    fn case(&self, amount: i64, outcome: &str) -> Case {
        let mut marche = self.marche.clone();
        marche.insert(self.fait.clone(), toml::Value::Integer(amount));
        Case { nom: format!("{}, {amount} €", self.regle), _article: None, aujourd_hui: None, marche, attendu: Expected::one(&self.regle, outcome) }
    }
}

impl Expected {
    /// Expects one outcome of a rule; a check speaks or is silent.
    fn one(rule: &str, outcome: &str) -> Self {
        let mut expected = Self::default();
        let list = match outcome {
            "s_applique" => &mut expected.s_applique,
            "levier" => &mut expected.levier,
            "a_verifier" => &mut expected.a_verifier,
            "indetermine" => &mut expected.indetermine,
            "sans_objet" => &mut expected.sans_objet,
            "parle" => &mut expected.controles,
            "muet" => &mut expected.controles_muets,
            other => panic!("« {other} » n’est pas une issue"),
        };
        list.push(rule.to_owned());
        expected
    }
}

/// Reads a day of TOML.
pub fn day(value: Datetime) -> NaiveDate {
    value.to_string().parse().unwrap_or_else(|_| panic!("« {value} » n’est pas un jour"))
}
