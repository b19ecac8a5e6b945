//! The whole catalogue, read at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clausier_core::clauses::{ClauseLibrary, Families, ProportionScale, TargetCall};
use clausier_core::figures::{Indicator, Target, Uncounted};
use clausier_core::insertion::InsertionRules;
use clausier_core::law::{Condition, Law};
use clausier_core::needs::Interview;
use clausier_core::notices::NoticeRules;
use clausier_core::review::ReviewRule;

use crate::clauses::{self, ClauseContext};
use crate::cpv::Cpv;
use crate::diagnostic::{Diagnostic, Faults};
use crate::eforms;
use crate::families;
use crate::files::Files;
use crate::indicators::{self, IndicatorContext};
use crate::insertion;
use crate::law::{self, LoadedLaw};
use crate::lint::{self, Rules};
use crate::needs::{self, NeedContext};
use crate::organisation;
use crate::places::Places;
use crate::proportion;
use crate::reader::Sources;
use crate::review;
use crate::synonyms::{self, SynonymGroup};
use crate::tables::Tables;
use crate::targets;
use crate::words::Words;

/// The folder of the obligations.
const LAW: &str = "law/obligations/";
/// Files and folders that the program reads; another `.toml` would be silently ignored, so it is said.
const READ: [&str; 24] = [
    "edition.toml",
    eforms::FILE,
    "faits.toml",
    "mots.toml",
    "phrases.toml",
    "listes.toml",
    "families.toml",
    "places.toml",
    "targets.toml",
    "indicateurs.toml",
    "relecture.toml",
    "labels.toml",
    "plans.toml",
    "publication.toml",
    "synonymes.toml",
    "law/thresholds/",
    LAW,
    "checks/",
    clauses::FOLDER,
    needs::FOLDER,
    needs::REASONS,
    insertion::FILE,
    proportion::FILE,
    review::FOLDER,
];

/// What Clausier knows of law and clauses.
#[derive(Debug)]
pub struct Catalogue {
    /// The rules, scales, facts and sentences of the law.
    pub law: Law,
    /// The clauses.
    pub library: ClauseLibrary,
    /// The purchase families.
    pub families: Families,
    /// The `[si]` of the clauses that have one, by identifier.
    pub conditions: BTreeMap<String, Condition>,
    /// Headings under which clauses go.
    pub places: Places,
    /// What an organisation counts.
    pub indicators: Vec<Indicator>,
    /// Codes and required fields of a European notice.
    pub notices: NoticeRules,
    /// What schemes ask for and tenders cannot tell, with the reason.
    pub uncounted: Vec<Uncounted>,
    /// The targets of schemes, national files first, then those of the organisation.
    pub targets: Vec<Target>,
    /// Labels, plans and subjects of publication.
    pub tables: Tables,
    /// Words that search takes for one another.
    pub synonyms: Vec<SynonymGroup>,
    /// The CPV nomenclature.
    pub cpv: Cpv,
    /// French words of the files.
    pub words: Words,
    /// The interview on the need.
    pub interview: Interview,
    /// Usage of insertion hours.
    pub insertion: InsertionRules,
    /// What a purchase of some value can bear.
    pub proportion: ProportionScale,
    /// What a second reading of files looks for.
    pub review: Vec<ReviewRule>,
    /// Reasons proposed for leaving a clause out.
    pub reasons: Vec<String>,
    /// Targets that a contract may serve.
    pub target_calls: Vec<TargetCall>,
}

impl Catalogue {
    /// Returns the catalogue that the program carries. Its texts are not read again: that is most of
    /// the time of a check, and the program starts with it.
    ///
    /// # Panics
    /// When it is faulty: a test reads it, so a program that was tested never does.
    pub fn embedded() -> Self {
        let faults = Faults::default();
        let files = Files::embedded(&faults);
        let catalogue = Self::assemble(&files, &faults, |_, _| Rules::default());
        let faults = faults.into_sorted();
        assert!(faults.is_empty(), "the embedded catalogue is faulty:\n{}", lines(&faults));
        catalogue
    }

    /// Reads a catalogue from a folder, or returns all its faults.
    pub fn load(directory: &Path) -> Result<Self, Vec<Diagnostic>> {
        let faults = Faults::default();
        let files = Files::read(directory, &faults);
        Self::read(&files, faults)
    }

    /// Reads the catalogue of a folder, or the one that the program carries, with the rules that an
    /// organisation adds from a folder of its own; or returns all the faults of both. The texts that the
    /// program carries are not read again.
    pub fn load_with(directory: Option<&Path>, organisation: Option<&Path>) -> Result<Self, Vec<Diagnostic>> {
        let faults = Faults::default();
        let files = files(directory, organisation, &faults);
        if directory.is_some() {
            return Self::read(&files, faults);
        }
        let catalogue = Self::assemble(&files, &faults, |_, _| Rules::default());
        let found = faults.into_sorted();
        if found.is_empty() { Ok(catalogue) } else { Err(found) }
    }

    /// Reads a catalogue from its files, or returns all its faults, those met so far included.
    pub fn read(files: &Files, faults: Faults) -> Result<Self, Vec<Diagnostic>> {
        let catalogue = Self::assemble(files, &faults, Rules::load);
        let found = faults.into_sorted();
        if found.is_empty() { Ok(catalogue) } else { Err(found) }
    }

    fn assemble(files: &Files, faults: &Faults, rules: impl Fn(&Sources<'_>, &Words) -> Rules) -> Self {
        let sources = Sources::parse(files, faults);
        check_names(files, faults);
        let words = Words::load(&sources);
        let rules = rules(&sources, &words);
        let tables = Tables::load(&sources, &words);
        let synonyms = synonyms::load(&sources);
        lint::check_table(&sources, &tables.labels, &rules);
        let cpv = Cpv::load(files, faults);
        let law = law::load(&sources, &words, &cpv);
        let context = ClauseContext { words: &words, rules: &rules, tables: &tables, cpv: &cpv, obligations: obligations(&law, files) };
        let loaded = clauses::load(&sources, &context);
        let read = |(clause, value)| Some((clause, law.condition(value, &words)?));
        let conditions = loaded.conditions.into_iter().filter_map(read).collect();
        let families = families::load(&sources, &words, &cpv, &loaded.library);
        let places = Places::load(&sources, &words, context.obligations.as_ref());
        let indicators = indicators::load(&sources, &IndicatorContext { words: &words, law: &law.law, library: &loaded.library });
        let targets = targets::load(&sources, &words);
        let interview = needs::load(&sources, &NeedContext { words: &words, law: &law, library: &loaded.library });
        let insertion = insertion::load(&sources, &words, &cpv, &loaded.library);
        let scales: Vec<&str> = law.law.scales.iter().map(|scale| scale.id.as_str()).collect();
        let review = review::load(&sources, &tables.labels, &scales);
        Self {
            review,
            interview,
            insertion,
            proportion: proportion::load(&sources),
            reasons: needs::reasons(&sources),
            target_calls: needs::targets::called(&targets, &indicators),
            law: law.law,
            library: loaded.library,
            families,
            conditions,
            places,
            indicators,
            notices: eforms::load(&sources, &tables.subjects),
            uncounted: indicators::uncounted(&sources),
            targets,
            tables,
            synonyms,
            cpv,
            words,
        }
    }
}

/// Lists the obligations that a clause may name: those that were read, and those whose file is faulty,
/// which is said there and nowhere else. None at all means that there is no law to compare with.
fn obligations<'a>(law: &'a LoadedLaw, files: &'a Files) -> Option<BTreeSet<&'a str>> {
    let named = files.under(LAW).filter_map(|(path, _)| path.rsplit('/').next()?.strip_suffix(".toml"));
    let known: BTreeSet<&str> = law.obligations().into_iter().chain(named).collect();
    (!known.is_empty()).then_some(known)
}

/// Says every fault of a catalogue: that of a folder, or the one that the program carries.
pub fn check(directory: Option<&Path>) -> Vec<Diagnostic> {
    check_with(directory, None)
}

/// Says every fault of a catalogue and of what an organisation adds to it.
pub fn check_with(directory: Option<&Path>, organisation: Option<&Path>) -> Vec<Diagnostic> {
    let faults = Faults::default();
    let files = files(directory, organisation, &faults);
    Catalogue::read(&files, faults).err().unwrap_or_default()
}

fn files(directory: Option<&Path>, organisation: Option<&Path>, faults: &Faults) -> Files {
    let mut files = match directory {
        Some(directory) => Files::read(directory, faults),
        None => Files::embedded(faults),
    };
    if let Some(organisation) = organisation {
        files.add_organisation(organisation, faults);
    }
    files
}

fn lines(faults: &[Diagnostic]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Says the files that nobody reads: a misspelt folder would hide a rule or a clause.
fn check_names(files: &Files, faults: &Faults) {
    let is_read =
        |path: &str| READ.iter().chain(&organisation::READ).any(|known| if known.ends_with('/') { path.starts_with(known) } else { path == *known });
    for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".toml") && !is_read(path)) {
        faults.push(Diagnostic::of_file(path, "aucune partie du programme ne lit ce fichier").hint("vérifiez son nom et son dossier"));
    }
}
