//! The texts of an own clause, read again by the rules of the catalogue's own. It is advice: nothing is refused.

mod draft;

use clausier_core::clauses::{OwnContent, Part};
use clausier_core::tender::{ClauseKind, Level};
use draft::Draft;

use crate::clauses::check_own;
use crate::diagnostic::Faults;
use crate::files::Files;
use crate::lint::Rules;
use crate::reader::{Sources, Value};
use crate::words::Words;

const TITLE: &str = "intitule";
const FILE: &str = "clause.toml";

/// What a rule says of an own clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRemark {
    /// The level; none for the title and for a parameter.
    pub level: Option<Level>,
    /// The part; none for the title, for a parameter, and for a level as a whole.
    pub part: Option<Part>,
    /// The name of the parameter that it is about.
    pub parameter: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

/// The rules of the catalogue that the program carries, ready to read own texts.
pub struct OwnRules(Rules, Words);

impl OwnRules {
    /// Reads the rules of the embedded catalogue.
    pub fn embedded() -> Self {
        let faults = Faults::default();
        let whole = Files::embedded(&faults);
        let mut files = Files::default();
        for name in ["mots.toml", "relecture.toml"] {
            files.add(name, whole.get(name).unwrap_or_default().as_bytes(), &faults);
        }
        let sources = Sources::parse(&files, &faults);
        let words = Words::load(&sources);
        Self(Rules::load(&sources, &words), words)
    }

    /// Reads the texts of an own clause again.
    pub fn remarks(&self, content: &OwnContent) -> Vec<OwnRemark> {
        let title = said(TITLE, &content.title, |value, text| self.0.check_title(value, text, Some(content.kind)));
        let remark = |level, part| move |(message, hint)| OwnRemark { level, part, parameter: None, message, hint };
        let mut remarks: Vec<OwnRemark> = title.into_iter().map(remark(None, None)).collect();
        for level in &content.levels {
            for part in Part::ALL {
                let found = self.of_part(part, level.part(part), content.kind);
                remarks.extend(found.into_iter().map(remark(Some(level.level), Some(part))));
            }
        }
        remarks.extend(self.of_parameters(content));
        remarks
    }

    /// What the rules of the catalogue say of the parameters, and of the texts that use them.
    fn of_parameters(&self, content: &OwnContent) -> Vec<OwnRemark> {
        let draft = Draft::of(content, &self.1);
        let faults = Faults::default();
        let mut files = Files::default();
        files.add(FILE, draft.text().as_bytes(), &faults);
        let sources = Sources::parse(&files, &faults);
        if let Some(file) = sources.optional(FILE) {
            check_own(&file, &self.1);
        }
        drop(sources);
        faults.into_sorted().into_iter().map(|fault| draft.remark(fault)).collect()
    }

    fn of_part(&self, part: Part, text: &str, kind: ClauseKind) -> Vec<(String, Option<String>)> {
        if text.trim().is_empty() {
            return missing(part, kind);
        }
        said(key(part), text, |value, text| {
            self.0.check(value, text, Some(kind));
            self.0.check_wanted(value, text, Some(kind));
        })
    }
}

/// No requirement without its proof and its control; what binds the holder has a penalty, a criterion its method.
fn missing(part: Part, kind: ClauseKind) -> Vec<(String, Option<String>)> {
    let is_criterion = kind == ClauseKind::AwardCriterion;
    let (wanted, what, hint) = match part {
        Part::Requirement => (true, "l’exigence est vide", "dites ce que le titulaire fait, au présent"),
        Part::Proof => (true, "aucune preuve n’est demandée", "dites quel document, quand et à qui"),
        Part::Control => (true, "aucun contrôle n’est prévu", "dites qui contrôle, et comment"),
        Part::Penalty => (kind.binds(), "aucune pénalité n’est prévue", "dites le montant, après mise en demeure, et son plafond"),
        Part::Method => (is_criterion, "la méthode de notation manque", "donnez les sous-critères et leurs points"),
        Part::BiddersProvide => (is_criterion, "ce que le candidat remet n’est pas dit", "nommez la pièce à remettre"),
    };
    if wanted { vec![(what.to_owned(), Some(hint.to_owned()))] } else { Vec::new() }
}

const fn key(part: Part) -> &'static str {
    match part {
        Part::Requirement => "exigence",
        Part::Method => "methode",
        Part::BiddersProvide => "a_fournir",
        Part::Proof => "preuve",
        Part::Control => "controle",
        Part::Penalty => "penalite",
    }
}

/// Puts a text where the rules find one, a file of the catalogue, and returns what they say of it.
fn said(key: &str, text: &str, check: impl Fn(Value<'_>, &str)) -> Vec<(String, Option<String>)> {
    let faults = Faults::default();
    let table = toml::Table::from_iter([(key.to_owned(), toml::Value::String(text.to_owned()))]);
    let mut files = Files::default();
    files.add(FILE, table.to_string().as_bytes(), &faults);
    let sources = Sources::parse(&files, &faults);
    if let Some(value) = sources.optional(FILE).as_ref().and_then(|file| file.optional(key)) {
        check(value, text);
    }
    drop(sources);
    faults.into_sorted().into_iter().map(|fault| (fault.message, fault.hint)).collect()
}

#[cfg(test)]
mod tests {
    use clausier_core::clauses::OwnLevel;
    use clausier_core::tender::{DocumentKind, Parameter, ParameterDefault, ParameterKind, Scalar, Theme};

    use super::*;

    fn content(requirement: &str) -> OwnContent {
        OwnContent {
            title: "Vergers".to_owned(),
            levels: vec![OwnLevel { requirement: requirement.to_owned(), ..OwnLevel::empty(Level::Basic) }],
            ..OwnContent::blank(Theme::Biodiversity, ClauseKind::PerformanceCondition, DocumentKind::Cctp)
        }
    }

    #[test]
    fn the_rules_of_the_catalogue_read_own_texts() {
        let rules = OwnRules::embedded();
        let remarks = rules.remarks(&content("Le titulaire plante dix arbres portant l'Ecolabel ... \"vite\"."));
        let of = |part| remarks.iter().filter(|one| one.part == Some(part)).count();
        assert!(of(Part::Requirement) >= 2, "straight quotes and three dots are told: {remarks:#?}");
        assert_eq!((of(Part::Proof), of(Part::Control), of(Part::Penalty), of(Part::Method)), (1, 1, 1, 0), "what is missing is told");
    }

    #[test]
    fn a_clause_of_the_catalogue_taken_as_it_is_gets_no_remark_on_its_requirement_nor_on_its_parameters() {
        let catalogue = crate::Catalogue::embedded();
        let rules = OwnRules::embedded();
        for clause in catalogue.library.list() {
            let version = clause.versions.all().last().expect("a version");
            let remarks = rules.remarks(&clausier_core::clauses::start_from(clause, version));
            let unfair = remarks.iter().find(|one| one.part == Some(Part::Requirement) || one.parameter.is_some());
            assert_eq!(unfair, None, "{}", clause.id);
        }
    }

    #[test]
    fn parameters_are_read_by_the_rules_of_the_catalogue() {
        let parameter = |name: &str| Parameter {
            name: name.to_owned(),
            label: "Taux".to_owned(),
            kind: ParameterKind::Percentage,
            unit: None,
            default: ParameterDefault::Same(Scalar::Number(30.0)),
            min: None,
            max: None,
            choices: Vec::new(),
            origin: "Délibération".to_owned(),
        };
        let rules = OwnRules::embedded();
        let said = |requirement: &str, parameters: Vec<Parameter>| -> Vec<(Option<Part>, Option<String>)> {
            let draft = OwnContent { parameters, ..content(requirement) };
            let found = rules.remarks(&draft).into_iter().filter(|one| one.message.contains("paramètre") || one.parameter.is_some());
            found.map(|one| (one.part, one.parameter)).collect()
        };
        let requirement = Some(Part::Requirement);
        assert_eq!(said("Le titulaire plante {{taux}} d’arbres.", vec![parameter("taux")]), []);
        assert_eq!(said("Le titulaire plante {{part}} d’arbres.", Vec::new()), [(requirement, None)], "used, not declared");
        assert_eq!(said("Le titulaire plante.", vec![parameter("taux")]), [(None, Some("taux".to_owned()))], "declared, not used");
        let silent = Parameter { origin: String::new(), ..parameter("taux") };
        assert_eq!(said("Le titulaire plante {{taux}} d’arbres.", vec![silent]), [(None, Some("taux".to_owned()))], "no origin");
        let without_unit = Parameter { kind: ParameterKind::Duration, ..parameter("taux") };
        assert_eq!(said("Le titulaire plante sous {{taux}}.", vec![without_unit]), [(None, Some("taux".to_owned()))], "a duration has a unit");
        let beyond = Parameter { max: Some(20.0), ..parameter("taux") };
        assert_eq!(said("Le titulaire plante {{taux}} d’arbres.", vec![beyond]), [(None, Some("taux".to_owned()))], "beyond its bound");
    }
}
