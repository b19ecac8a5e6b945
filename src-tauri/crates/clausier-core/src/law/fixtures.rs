//! A small law for the tests beside: facts, scales and rules, only what each test shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::*;
use crate::tender::{ClauseKind, DocumentKind, Tender, Theme};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("the test writes a day")
}

pub(super) const AMOUNT: FactId = FactId(0);
pub(super) const NATURE: FactId = FactId(1);
pub(super) const DEFENCE: FactId = FactId(2);
pub(super) const CPV: FactId = FactId(3);
pub(super) const BUYER: FactId = FactId(4);
pub(super) const DURATION: FactId = FactId(8);
pub(super) const SME: FactId = FactId(9);
pub(super) const ENERGY: FactId = FactId(10);
pub(super) const LOTS: FactId = FactId(11);
pub(super) const MEALS: FactId = FactId(12);
pub(super) const ACTS_AS: FactId = FactId(13);
pub(super) const EU: ScaleId = ScaleId(0);
pub(super) const RETENTION: ScaleId = ScaleId(1);
pub(super) const SCHOOLS: ListId = ListId(0);

fn fact(word: &str, path: &str, kind: FactKind, says: &str) -> FactRecord {
    FactRecord {
        word: word.to_owned(),
        field: Field::parse(path).expect("the test names a field"),
        kind,
        unit: None,
        question: format!("{word} ?"),
        named: format!("le fait {word}"),
        says: says.to_owned(),
        denies: (kind == FactKind::YesNo).then(|| format!("non {says}")),
        words: Vec::new(),
        default: None,
        counts_only_if_known: false,
    }
}

fn words(fact: FactRecord, words: &[(&str, &str)]) -> FactRecord {
    let word = |(value, named): &(&str, &str)| WordRecord { value: (*value).into(), word: (*value).into(), named: (*named).into() };
    FactRecord { words: words.iter().map(word).collect(), ..fact }
}

fn facts() -> Vec<FactRecord> {
    use FactKind::{Amount, Codes, Day, Number, Word, YesNo};
    let natures = [("works", "des travaux"), ("supplies", "des fournitures"), ("services", "des services")];
    let buyers = [("state", "l'État"), ("local_authority", "une collectivité"), ("hospital", "un hôpital")];
    vec![
        fact("montant", "estimated_value_eur", Amount, "le besoin est estimé à {valeur} HT"),
        words(fact("nature", "nature", Word, "le contrat porte sur {valeur}"), &natures),
        fact("defense", "defence", YesNo, "un marché de défense"),
        fact("cpv", "cpv", Codes, "les codes"),
        words(fact("acheteur", "buyer.kind", Word, "l'acheteur est {valeur}"), &buyers),
        fact("consultation", "consultation_on", Day, "la consultation"),
        fact("notification", "notified_on", Day, "la notification"),
        fact("permis", "building_permit_on", Day, "le permis"),
        FactRecord { unit: Some("mois".into()), ..fact("duree", "duration_months", Number, "le marché dure {valeur}") },
        FactRecord { counts_only_if_known: true, ..fact("pme", "holder_is_sme", YesNo, "le titulaire est une PME") },
        fact("energie", "energy_performance_in_scope", YesNo, "un produit de la liste énergie"),
        fact("lots", "lots", Number, "le marché a {valeur} lots"),
        fact("repas", "needs.answers.repas", Number, "le restaurant sert {valeur} repas"),
        FactRecord {
            default: Some(FactDefault::Word("contracting_authority".into())),
            ..fact("agit", "buyer.acts_as", Word, "l'acheteur agit comme {valeur}")
        },
    ]
}

pub(super) fn is(fact: FactId, wanted: bool) -> Condition {
    Condition::Fact { fact, test: Test::Is(wanted) }
}

pub(super) fn one_of(fact: FactId, words: &[&str]) -> Condition {
    Condition::Fact { fact, test: Test::OneOf(words.iter().map(|word| (*word).to_owned()).collect()) }
}

pub(super) fn compare(fact: FactId, comparison: Comparison, bound: Bound) -> Condition {
    Condition::Fact { fact, test: Test::Compare(comparison, bound) }
}

pub(super) fn number(whole: i64) -> Bound {
    Bound::Fixed(Hundredths::whole(whole))
}

pub(super) fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

pub(super) fn in_codes(list: ListId) -> Condition {
    Condition::Fact { fact: CPV, test: Test::InCodes(vec![list]) }
}

pub(super) fn above_eu() -> Condition {
    compare(AMOUNT, Comparison::AtLeast, Bound::Scale(EU))
}

pub(super) fn value(whole: i64, confidence: Confidence) -> ScaleValue {
    ScaleValue { value: Published::Known(Hundredths::whole(whole)), confidence, sources: Vec::new() }
}

pub(super) fn row(id: &str, when: Condition, values: &[(&str, Option<i64>)]) -> Row {
    let step = |(from, known): &(&str, Option<i64>)| Step {
        from: day(from),
        value: match known {
            Some(whole) => value(*whole, Confidence::High),
            None => ScaleValue { value: Published::NotYet, ..value(0, Confidence::High) },
        },
    };
    let values = Dated::new(values.iter().map(step).collect()).expect("the test writes increasing days");
    Row { id: Some(id.to_owned()), when, named: format!("le seuil {id}"), values }
}

pub(super) fn scale(id: &str, unit: Unit, rows: Vec<Row>) -> Scale {
    Scale { id: id.to_owned(), named: format!("le barème {id}"), unit, clock: None, reviewed_on: day("2026-11-24"), rows }
}

fn scales() -> Vec<Scale> {
    let always = || Condition::All(Vec::new());
    let works =
        row("eu-works", one_of(NATURE, &["works"]), &[("2020-01-01", Some(5_538_000)), ("2026-01-01", Some(5_404_000)), ("2028-01-01", None)]);
    let state = row("eu-state", one_of(BUYER, &["state"]), &[("2020-01-01", Some(143_000)), ("2026-01-01", Some(140_000)), ("2028-01-01", None)]);
    let others = row("eu-others", always(), &[("2020-01-01", Some(221_000)), ("2026-01-01", Some(216_000)), ("2028-01-01", None)]);
    let small = row("retention-sme", Condition::All(vec![is(SME, true), one_of(BUYER, &["local_authority"])]), &[("2025-01-01", Some(3))]);
    let plain = row("retention", always(), &[("2019-04-01", Some(5))]);
    vec![scale("eu", Unit::Euros, vec![works, state, others]), scale("retention", Unit::Percent, vec![small, plain])]
}

pub(super) fn version(from: &str, effect: Effect) -> Step<Version> {
    let source = Source { text: "Code".into(), article: Some("L1".into()), url: None, from: Some(day(from)), published_on: None };
    let value = Version {
        effect,
        when: None,
        doubtful_when: None,
        lever_when: None,
        confidence: Confidence::High,
        dated: true,
        sources: Arc::new([source]),
        note: None,
    };
    Step { from: day(from), value }
}

pub(super) fn rule(id: &str, when: Option<Condition>, versions: Vec<Step<Version>>) -> Obligation {
    Obligation {
        id: id.to_owned(),
        title: format!("Règle {id}"),
        level: ObligationLevel::Mandatory,
        clock: ReferenceDate::Consultation,
        when,
        versions: Dated::new(versions).expect("the test writes increasing days"),
        repealed_on: None,
        reviewed_on: day("2026-11-24"),
        needs: None,
        note: None,
        figures: Vec::new(),
        satisfied_when: None,
        partly_when: None,
        per_lot: false,
        exceptions: Vec::new(),
    }
}

pub(super) fn law(obligations: Vec<Obligation>) -> Law {
    let schools = CodeList { id: "ecoles".into(), named: "écoles".into(), prefixes: vec!["45214".into()], except: Vec::new() };
    Law {
        edition: "essai".into(),
        first_day: day("2020-01-01"),
        marks: Marks { eu: Some(EU), dispense: None, publicity: None },
        facts: facts(),
        lists: vec![schools],
        scales: scales(),
        obligations,
        checks: Vec::new(),
        text_rules: Vec::new(),
        phrases: phrases(),
    }
}

fn dates(noun: &str) -> DatePhrases {
    DatePhrases {
        since: format!("{noun} est du {{jour}}, à compter du {{debut}}"),
        before: format!("{noun} est du {{jour}}, avant le {{debut}}"),
        after: format!("{noun} est du {{jour}}, après le {{fin}}"),
    }
}

fn phrases() -> Phrases {
    let text = str::to_owned;
    Phrases {
        comparisons: ComparisonPhrases {
            link: text("soit"),
            at_least: text("au moins {contre}"),
            above: text("plus que {contre}"),
            at_most: text("au plus {contre}"),
            below: text("moins que {contre}"),
            scale: text("{nom} ({valeur})"),
            not_published: text("valeur non publiée ({nom})"),
            no_scale: text("sans référence ({nom})"),
        },
        words: WordPhrases { out_of_scope: text("hors du champ visé : {mots}"), excluded: text("cas exclu") },
        codes: CodePhrases {
            inside: text("le code {code} est dans « {liste} »"),
            outside: text("aucun code dans « {liste} »"),
            too_general: text("le code {code} est trop général pour « {liste} »"),
        },
        file: FilePhrases { kinds: BTreeMap::new(), ..FilePhrases::default() },
        consultation: dates("la consultation"),
        notification: dates("la notification"),
        permit: dates("le permis"),
        today: dates("aujourd'hui"),
        stand_in: dates("la consultation, faute de notification,"),
        outcomes: OutcomePhrases {
            always: text("pour tout achat"),
            never: text("pas ici"),
            missing: text("Il manque {faits}."),
            to_verify: text("À vérifier : {raisons}."),
            open_figure: text("Il manque {faits} pour le chiffre."),
            unpublished_figure: text("Chiffre non publié."),
            unknown: text("{fait} reste à préciser"),
            question: text("{nombre} règles en dépendent"),
            one_question: text("une règle en dépend"),
            before_history: text("l’historique commence le {debut} (ici, le {jour})"),
        },
        coverage: CoveragePhrases {
            covered: text("Couverte par {clauses}."),
            covered_unnamed: text("Couverte."),
            waived: text("Exception motivée."),
            partly: text("Partiellement couverte."),
            partly_by: text("Partiellement couverte par {clauses}."),
            not_covered: text("Non couverte à ce stade."),
            lot: text("le lot {numero}"),
            reserved_lot: text("le lot {numero}, réservé"),
            criterion: text("le critère « {nom} »"),
            criteria: text("la grille"),
            lots_count: text("{nombre} lots"),
            lots_done: text("{nombre} lots sur {total} portent une clause ou un motif."),
            one_lot_done: text("un lot sur {total} porte une clause ou un motif."),
            no_lot_done: text("Aucun lot sur {total}."),
            others: text("Pour les {nombre} autres, indiquez un motif ou ajoutez la clause."),
            other: text("Pour l’autre, indiquez un motif."),
            closed_exception: text("L’exception {numero} est fermée."),
            exception_without_reason: text("L’exception {numero} est sans motif."),
            open_exception: text("L’exception {numero} : il manque {faits}."),
        },
        numbers: ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"].map(str::to_owned).to_vec(),
    }
}

/// Reads a tender from the fields that a test shows.
pub(super) fn tender(fields: &str) -> Tender {
    let comma = if fields.is_empty() { "" } else { "," };
    let json = format!(r#"{{"schema":"clausier/tender/1","id":"0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11"{comma}{fields}}}"#);
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("the test writes a tender: {error}\n{json}"))
}

/// `env-*` is a performance condition, `ins-*` one on insertion, `rap-*` a reminder.
pub(super) struct Clauses;

const SERVES: &[&str] = &["sociale"];

impl ClauseFacts for Clauses {
    fn clause(&self, id: &str) -> Option<ClauseFact<'_>> {
        static SERVED: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| SERVES.iter().map(|id| (*id).to_owned()).collect());
        let (theme, kind) = match id.split('-').next()? {
            "env" => (Theme::Environment, ClauseKind::PerformanceCondition),
            "ins" => (Theme::Insertion, ClauseKind::PerformanceCondition),
            "rap" => (Theme::Insertion, ClauseKind::Reminder),
            _ => return None,
        };
        Some(ClauseFact { title: "Titre", theme, kind, document: DocumentKind::Ccap, also_documents: &[], serves: &SERVED })
    }
}

pub(super) fn assess_one(obligation: Obligation, fields: &str) -> Line {
    let law = law(vec![obligation]);
    let mut assessment = law.assess(&tender(fields), &Clauses, day("2026-11-24"));
    assessment.lines.pop().expect("one rule, one line")
}

/// Folds the spaces that typography makes special.
pub(super) fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
