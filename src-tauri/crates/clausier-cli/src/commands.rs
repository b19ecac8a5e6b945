//! One function a command: reads its arguments, calls one use case, says what was done.

use std::path::{Path, PathBuf};

use chrono::{Local, Utc};
use clausier_app::{self as app, App, Engine, Now, UserError};
use serde_json::json;

use crate::answer::{Answer, Refusal, say};
use crate::arguments::{Arguments, Catalogue, Clause, Command, Common, Keep, SchemaName, Search, Share, Store, Tender};
use crate::export_desk::Desk;
use crate::progress::{counting, waiting};
use crate::{answers, audit, calendar, create, criteria, editions, exporting, figures, intake, library_commands, needs, open_data, packs};

pub(crate) type Outcome = Result<Answer, Refusal>;

/// Runs the command typed.
pub fn run(arguments: Arguments) -> Outcome {
    let common = &arguments.common;
    let now = now(common);
    match arguments.command {
        Command::Assess { tender, calendar: false } => assess(&engine(common)?, &tender, &now),
        Command::Assess { tender, calendar: true } => calendar::show(&engine(common)?, &tender, &now),
        Command::Checklist { tender } => checklist(&engine(common)?, &tender, &now),
        Command::Insertion { tender } => needs::insertion(&engine(common)?, &tender),
        Command::Justification { tender } => needs::justification(&engine(common)?, &tender, &now),
        Command::Search(search) => search_clauses(&engine(common)?, search),
        Command::Clause(clause) => show_clauses(&engine(common)?, &clause, &now),
        Command::Export(export) => {
            let engine = engine(common)?;
            let desk = if export.remember { Desk::remembering(engine, &data_dir(common), &now)? } else { Desk::forgetful(engine) };
            waiting(common, "Écriture des clauses…", || exporting::write_into(&desk, &export, &now))
        }
        Command::Create(create) => create::write(&engine(common)?, &create, &now),
        Command::Criteria(criteria) => criteria::run(&criteria),
        Command::Answers(answers) => answers::run(&engine(common)?, &answers, &now),
        Command::Audit(asked) => {
            let engine = engine(common)?;
            waiting(common, "Relecture…", || audit::run(&engine, &asked, &now))
        }
        Command::Sample { directory } => sample(&directory),
        Command::Tender(tender) => tenders(&open(common, &now)?, tender, &now),
        Command::Share(share) => counting(common, "Échange avec le dossier partagé…", exchanged, || sharing(common, share, &now)),
        Command::Catalogue(Catalogue::Check { directory }) => check_catalogue(common, directory),
        Command::Catalogue(Catalogue::Coverage { out, force }) => library_commands::coverage(common, out.as_deref(), force),
        Command::Catalogue(Catalogue::Diff { old, new }) => editions::diff(common, &old, new.as_deref()),
        Command::Catalogue(Catalogue::Effect { old, new, tenders }) => editions::effect((&old, &new), &tenders, &now),
        Command::Indicators(asked) => figures::run(common, &asked, &now),
        Command::OpenData(data) => open_data::run(common, &data, &now),
        Command::Spend(spend) => waiting(common, "Lecture du tableau…", || intake::spend(common, &spend, &now)),
        Command::Hours(hours) => waiting(common, "Lecture du tableau…", || intake::hours(common, &hours, &now)),
        Command::Pack(pack) => waiting(common, "Paquet de clauses…", || packs::run(&open(common, &now)?, &pack, &now)),
        Command::Store(store) => stored(common, &store, &now),
        Command::Schema { document } => Ok(schema(document)),
    }
}

fn now(common: &Common) -> Now {
    Now { today: common.today.unwrap_or_else(|| Local::now().date_naive()), at: Utc::now() }
}

pub(crate) fn engine(common: &Common) -> Result<Engine, Refusal> {
    engine_with(common.catalogue.as_deref(), common.organisation.as_deref())
}

/// Reads a catalogue with what an organisation adds to it, or refuses them with all their faults.
pub(crate) fn engine_with(directory: Option<&Path>, organisation: Option<&Path>) -> Result<Engine, Refusal> {
    if let Some(absent) = organisation.filter(|folder| !folder.is_dir()) {
        return Err(UserError::new("dossier-organisation-absent", &[("dossier", &app::files::name_of(absent))]).into());
    }
    Engine::load_with(directory, organisation).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let error = UserError::new("catalogue-fautif", &[("nombre", &lines.len().to_string())]);
        Refusal::with(error, "diagnostics", json!(lines))
    })
}

fn data_dir(common: &Common) -> PathBuf {
    common.data_dir.clone().unwrap_or_else(|| {
        directories::ProjectDirs::from("fr", "Clausier", "Clausier")
            .map_or_else(|| PathBuf::from("clausier-donnees"), |dirs| dirs.data_local_dir().to_path_buf())
    })
}

pub(crate) fn open(common: &Common, now: &Now) -> Result<App, Refusal> {
    let data_dir = data_dir(common);
    let own = common.organisation.clone().or_else(|| Some(app::organisation::folder(&data_dir)).filter(|folder| folder.is_dir()));
    let app = App::with_engine(engine_with(common.catalogue.as_deref(), own.as_deref())?, &data_dir, now);
    match app.store_problem() {
        None => Ok(app),
        Some(problem) => Err(problem.into()),
    }
}

fn assess(engine: &Engine, file: &Path, now: &Now) -> Outcome {
    let tender = app::files::read_tender(file)?;
    let assessment = engine.assess(&tender, now.today);
    let mut sentences = app::tender_file::doubts(&tender);
    sentences.extend(assessment.checks.iter().map(app::view::check_sentence));
    sentences.extend(assessment.lines.iter().map(app::view::line_sentence));
    Ok(Answer::of(&assessment, sentences))
}

fn checklist(engine: &Engine, file: &Path, now: &Now) -> Outcome {
    let tender = app::files::read_tender(file)?;
    let checklist = app::checklist::of(engine, &tender, now.today);
    Ok(Answer::of(&checklist, checklist.sentences()))
}

fn search_clauses(engine: &Engine, search: Search) -> Outcome {
    let question = app::search::Question {
        text: search.words,
        theme: search.theme,
        family: search.family,
        document: search.document,
        level: search.level,
        limit: search.limit,
    };
    let found = app::search::search(engine, &question)?;
    let sentences = found.hits.iter().map(|hit| format!("{:<8} {}", hit.clause, hit.title)).collect();
    Ok(Answer::of(&found, sentences))
}

fn show_clauses(engine: &Engine, clause: &Clause, now: &Now) -> Outcome {
    match clause {
        Clause::List => {
            let rows = app::clauses::list(engine, now.today);
            let sentences = rows.iter().map(|row| format!("{:<8} {}", row.clause, row.title)).collect();
            Ok(Answer::new(json!({ "clauses": rows }), sentences))
        }
        Clause::Show { id, version, level } => {
            let asked = app::clause_page::Asked { id, version: version.as_deref(), level: level.as_deref() };
            let page = app::clause_page::show(engine, asked, now.today)?;
            Ok(Answer::of(&page.record, page.lines))
        }
    }
}

fn sample(directory: &Path) -> Outcome {
    let written = app::sample::write(directory)?;
    let sentences = written.iter().map(|name| format!("Écrit : {name}.")).collect();
    Ok(Answer::new(json!({ "written": written }), sentences))
}

fn tenders(app: &App, command: Tender, now: &Now) -> Outcome {
    match command {
        Tender::Import { file } => {
            let tender = app::files::read_tender(&file)?;
            let imported = app::tenders::import(app, &tender, now)?;
            let sentence = if imported.created { "Marché ajouté." } else { "Marché mis à jour." };
            Ok(Answer::of(&imported, vec![sentence.to_owned()]))
        }
        Tender::List => {
            let rows = app::tenders::list(app)?;
            let sentences = rows.iter().map(|row| format!("{}  {}", row.id, row.title.as_deref().unwrap_or("sans titre"))).collect();
            Ok(Answer::new(json!({ "tenders": rows }), sentences))
        }
        Tender::Show { id } => {
            let view = app::tenders::open(app, identifier(&id)?, now)?;
            let sentences = view.assessment.lines.iter().map(app::view::line_sentence).collect();
            Ok(Answer::of(&view, sentences))
        }
        Tender::Export { id } => {
            let tender = app::tenders::get(app, identifier(&id)?)?;
            let json = app::tender_file::to_json(&tender);
            let text = serde_json::to_string_pretty(&json).expect("a tender is plain data");
            Ok(Answer::new(json, vec![text]))
        }
        Tender::Remove { id } => {
            let id = identifier(&id)?;
            app::tenders::remove(app, id, now)?;
            Ok(Answer::new(json!({ "removed": id }), vec!["Marché retiré.".to_owned()]))
        }
    }
}

fn identifier(text: &str) -> Result<clausier_app::TenderId, Refusal> {
    text.parse().map_err(|_| UserError::new("marche-inconnu", &[("id", text)]).into())
}

/// Files read of the shared folder, and those to read.
fn exchanged() -> (u64, u64) {
    let progress = app::share_progress::progress();
    (progress.read.into(), progress.seen.into())
}

fn sharing(common: &Common, command: Share, now: &Now) -> Outcome {
    if let Share::Doctor { directory, accept_plain_http } = &command {
        let place = app::places::parse(directory, *accept_plain_http)?;
        let report = app::share::doctor(&place)?;
        let page = app::doctor_view::page(&place, &report);
        if common.json && !common.quiet {
            page.iter().for_each(|line| say(line));
        }
        return Ok(Answer::of(&report, page));
    }
    let app = open(common, now)?;
    match command {
        Share::Link { directory, accept_plain_http, switch } => {
            let place = app::places::parse(&directory, accept_plain_http)?;
            let linked = app::share::link_place(&app, &place, switch, now)?;
            Ok(Answer::of(&linked, vec!["Dossier relié.".to_owned()]))
        }
        Share::Status => {
            let status = app::share::status(&app, now)?;
            let sentence = app::sharing_view::state_sentence(&status);
            Ok(Answer::of(&status, vec![sentence]))
        }
        Share::Sync => {
            let report = app::share::sync(&app, now)?;
            Ok(Answer::of(&report, vec![app::sharing_view::sync_sentence(&report)]))
        }
        Share::Resolve { id, keep } => {
            let keep = match keep {
                Keep::Mine => app::share::Keep::Mine,
                Keep::Theirs => app::share::Keep::Theirs,
                Keep::Both => app::share::Keep::Both,
            };
            let resolved = app::share::resolve(&app, identifier(&id)?, keep, now)?;
            Ok(Answer::of(&resolved, vec!["Double modification tranchée.".to_owned()]))
        }
        Share::Unlink => {
            app::share::unlink(&app, now)?;
            Ok(Answer::new(json!({ "linked": false }), vec!["Dossier oublié ; rien n’y a été touché.".to_owned()]))
        }
        Share::Warehouse { directory, force } => figures::warehouse(&app, &directory, force),
        Share::Doctor { .. } => unreachable!("answered above, without a base"),
    }
}

fn check_catalogue(common: &Common, directory: Option<PathBuf>) -> Outcome {
    let directory = directory.or_else(|| common.catalogue.clone());
    let lines = Engine::check_with(directory.as_deref(), common.organisation.as_deref());
    let faulty = !lines.is_empty();
    let sentences = if faulty { lines.clone() } else { vec!["Aucune faute dans le catalogue.".to_owned()] };
    let answer = Answer::new(json!({ "diagnostics": lines }), sentences);
    Ok(if faulty { answer.refused() } else { answer })
}

fn stored(common: &Common, command: &Store, now: &Now) -> Outcome {
    let app = App::with_engine(engine(common)?, &data_dir(common), now);
    match command {
        Store::Backups => {
            let rows = app::backups::list(&app)?;
            let sentences = rows.iter().map(|row| format!("{}  {}", row.name, row.taken)).collect();
            Ok(Answer::new(json!({ "backups": rows }), sentences))
        }
        Store::Repair => {
            let restored = app::backups::repair(&app, now)?;
            Ok(Answer::of(&restored, vec!["Base réparée ; le fichier abîmé est gardé à côté.".to_owned()]))
        }
    }
}

fn schema(document: SchemaName) -> Answer {
    let name = match document {
        SchemaName::Tender => app::schema::Document::Tender,
        SchemaName::Assessment => app::schema::Document::Assessment,
        SchemaName::Checklist => app::schema::Document::Checklist,
        SchemaName::Segment => app::schema::Document::Segment,
    };
    let schema = app::schema::of(name);
    let text = serde_json::to_string_pretty(&schema).expect("a schema is plain data");
    Answer::new(schema, vec![text])
}
