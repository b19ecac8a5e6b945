//! The coverage of the library as a page: theme × family × level, obligation × clauses, plan and label ×
//! clauses, each with its holes in words.

use clausier_catalogue::Word;
use clausier_core::clauses::{ALL_FAMILIES, Clause, by_family, serving};
use clausier_core::law::{Condition, FileTest, Obligation, ObligationLevel};
use clausier_core::tender::{Family, Level, Theme};
use serde::Serialize;

use crate::engine::Engine;

/// Fewer clauses than this leave a buyer little to choose from.
const FEW: usize = 3;

/// The page, and what is missing, a sentence a hole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoveragePage {
    /// Clauses of the library.
    pub clauses: usize,
    /// Levels, all clauses together.
    pub levels: usize,
    /// What is missing.
    pub holes: Vec<String>,
    /// The whole page, in Markdown.
    #[serde(skip)]
    pub markdown: String,
}

/// Writes the page of a catalogue.
pub fn page(engine: &Engine) -> CoveragePage {
    let library = &engine.catalogue.library;
    let levels = library.list().filter_map(|clause| clause.versions.all().last()).map(|version| version.levels.len()).sum();
    let sections = [families(engine), obligations(engine), plans(engine), labels(engine)];
    let holes: Vec<String> = sections.iter().flat_map(|section| section.holes.clone()).collect();
    let head = format!(
        "# Ce que couvre la bibliothèque\n\nPage écrite par `clausier-cli catalogue coverage --out src-tauri/docs/COUVERTURE.md` ; un test la compare au catalogue.\n\nÉdition {} : {} clauses, {levels} niveaux. Un rappel répète la loi et n’est pas compté dans le premier tableau.\n",
        engine.edition(),
        library.len()
    );
    let body: Vec<String> = sections.iter().map(Section::markdown).collect();
    CoveragePage { clauses: library.len(), levels, holes, markdown: format!("{head}\n{}", body.join("\n")) }
}

/// One table of the page.
struct Section {
    title: &'static str,
    intro: &'static str,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    holes: Vec<String>,
}

impl Section {
    fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule: Vec<String> = self.header.iter().map(|_| "---".to_owned()).collect();
        let rows: String = [self.header.clone(), rule].iter().chain(&self.rows).map(|row| line(row)).collect();
        let holes: String =
            if self.holes.is_empty() { "Aucun trou.\n".to_owned() } else { self.holes.iter().map(|hole| format!("- {hole}\n")).collect() };
        format!("## {}\n\n{}\n\n{rows}\n### Ce qui manque\n\n{holes}", self.title, self.intro)
    }
}

fn families(engine: &Engine) -> Section {
    let cells = by_family(&engine.catalogue.library);
    let mut section = Section {
        title: "Thème × famille × niveau",
        intro: "Dans chaque case : clauses proposables (de base / renforcé / exemplaire).",
        header: std::iter::once("famille".to_owned()).chain(Theme::ALL.iter().map(|theme| theme_word(engine, *theme))).collect(),
        rows: Vec::new(),
        holes: Vec::new(),
    };
    for family in ALL_FAMILIES {
        let name = family_name(engine, family);
        let mut row = vec![name.clone()];
        for theme in Theme::ALL {
            let cell = cells.get(&(family, theme)).cloned().unwrap_or_default();
            let levels = [Level::Basic, Level::Advanced, Level::Exemplary].map(|level| cell.at(level));
            row.push(format!("{} ({}/{}/{})", cell.clauses, levels[0], levels[1], levels[2]));
            let why = engine.catalogue.families.find(family).and_then(|record| record.why_unserved(theme));
            section.holes.extend(hole(&name, &theme_word(engine, theme), (cell.clauses, why), levels));
        }
        section.rows.push(row);
    }
    section
}

fn hole(family: &str, theme: &str, (clauses, why): (usize, Option<&str>), [_, advanced, exemplary]: [usize; 3]) -> Option<String> {
    let place = format!("« {family} », thème « {theme} »");
    match (clauses, advanced, exemplary) {
        (0, ..) => Some(why.map_or_else(|| format!("{place} : aucune clause."), |why| format!("{place} : aucune clause. {why}"))),
        (few, ..) if few < FEW => Some(format!("{place} : {few} clause{} seulement.", if few > 1 { "s" } else { "" })),
        (_, 0, 0) => Some(format!("{place} : rien au-dessus du niveau de base.")),
        (_, _, 0) => Some(format!("{place} : aucun niveau exemplaire.")),
        _ => None,
    }
}

fn obligations(engine: &Engine) -> Section {
    let law = &engine.catalogue.law;
    let mut section = Section {
        title: "Obligation × clauses",
        intro: "Les clauses qui aident à couvrir chaque obligation, puis les rappels qui la répètent. Une obligation que le contenu du dossier ne peut pas couvrir (un calcul, une procédure, une publication) n’attend pas de clause.",
        header: ["obligation", "attend une clause", "clauses", "rappels"].map(str::to_owned).to_vec(),
        rows: Vec::new(),
        holes: Vec::new(),
    };
    for obligation in &law.obligations {
        let (serves, repeats) = serving(&engine.catalogue.library, &obligation.id);
        let awaited = awaits_a_clause(obligation);
        if !awaited && serves.is_empty() && repeats.is_empty() {
            continue;
        }
        section.rows.push(vec![
            format!("{} ({})", obligation.title, obligation.id),
            if awaited { "oui" } else { "non" }.to_owned(),
            ids(&serves),
            ids(&repeats),
        ]);
        if awaited && serves.is_empty() {
            section.holes.push(format!("« {} » ({}) attend une clause, et aucune ne la sert.", obligation.title, obligation.id));
        }
        let binds = matches!(obligation.level, ObligationLevel::Mandatory | ObligationLevel::MandatoryAnnual);
        if awaited && binds && serves.len() == 1 {
            section.holes.push(format!("« {} » ({}) : une seule clause la sert.", obligation.title, obligation.id));
        }
    }
    section
}

/// Tells whether what covers an obligation is a clause that says that it serves it.
pub(crate) fn awaits_a_clause(obligation: &Obligation) -> bool {
    obligation.satisfied_when.iter().chain(&obligation.partly_when).any(reads_a_clause)
}

fn reads_a_clause(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(reads_a_clause),
        Condition::Not(part) => reads_a_clause(part),
        Condition::File(FileTest::Clause { serves_this, .. }) => *serves_this,
        Condition::File(
            FileTest::Criterion { .. }
            | FileTest::Lots { .. }
            | FileTest::Reserved { .. }
            | FileTest::Text { .. }
            | FileTest::Declared { .. }
            | FileTest::Reasoned { .. }
            | FileTest::Elsewhere,
        )
        | Condition::Fact { .. }
        | Condition::SmallLots { .. } => false,
    }
}

fn plans(engine: &Engine) -> Section {
    let library = &engine.catalogue.library;
    let of = |id: &str| library.list().filter(|clause| clause.guidance.plans.iter().any(|plan| plan.id == id)).collect::<Vec<_>>();
    let plans = engine.catalogue.tables.plans();
    Section {
        title: "Plan public × clauses",
        intro: "Un plan justifie le lien avec l’objet du marché ; il n’est pas, à lui seul, une obligation.",
        header: ["plan", "texte lu", "clauses"].map(str::to_owned).to_vec(),
        rows: plans
            .iter()
            .map(|plan| vec![plan.name.clone(), plan.source.clone().unwrap_or_else(|| "non relu".to_owned()), ids(&of(&plan.id))])
            .collect(),
        holes: plans
            .iter()
            .filter(|plan| of(&plan.id).is_empty())
            .map(|plan| format!("« {} » : aucune clause ne le sert. {}", plan.name, plan.covers))
            .collect(),
    }
}

fn labels(engine: &Engine) -> Section {
    let library = &engine.catalogue.library;
    let of = |id: &str| library.list().filter(|clause| clause.guidance.labels.iter().any(|label| label.id == id)).collect::<Vec<_>>();
    let labels: Vec<_> = engine.catalogue.tables.labels().collect();
    Section {
        title: "Label × clauses",
        intro: "Un label est une preuve parmi d’autres : toute preuve équivalente est admise.",
        header: ["label", "organisme", "couvre", "clauses"].map(str::to_owned).to_vec(),
        rows: labels.iter().map(|label| vec![label.name.clone(), label.body.clone(), label.covers.clone(), ids(&of(&label.id))]).collect(),
        holes: labels
            .iter()
            .filter(|label| of(&label.id).is_empty())
            .map(|label| format!("« {} » : aucune clause ne l’admet encore.", label.name))
            .collect(),
    }
}

fn ids(clauses: &[&Clause]) -> String {
    if clauses.is_empty() { "–".to_owned() } else { clauses.iter().map(|clause| clause.id.as_str()).collect::<Vec<_>>().join(" ") }
}

fn family_name(engine: &Engine, family: Family) -> String {
    engine.catalogue.families.find(family).map(|record| record.name.clone()).unwrap_or_default()
}

fn theme_word(engine: &Engine, theme: Theme) -> String {
    engine.catalogue.words.french(Theme::GROUP, theme.word()).unwrap_or(theme.word()).replace('_', " ")
}
