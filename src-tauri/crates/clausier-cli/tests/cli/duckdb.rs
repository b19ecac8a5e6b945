//! The shared folder read by another engine, as it stands: the query of the documentation, run by the real DuckDB.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::support::Desk;

const PAGE: &str = include_str!("../../../../docs/DOSSIER-PARTAGE-ET-ENTREPOT.md");

/// Installs DuckDB from PyPI in a place of ours, once; says why it cannot.
fn duckdb() -> Result<PathBuf, String> {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("duckdb");
    let python = place.join("bin/python");
    let run = |command: &mut Command| {
        let output = command.output().map_err(|error| error.to_string())?;
        let last = String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned();
        if output.status.success() { Ok(()) } else { Err(last) }
    };
    if run(Command::new(&python).args(["-c", "import duckdb"])).is_ok() {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(&place))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "duckdb"]))?;
    Ok(python)
}

/// Runs a query and returns its rows; the columns by name.
fn rows(python: &Path, query: &str) -> Value {
    let script =
        "import duckdb,json,sys\nr=duckdb.sql(sys.argv[1])\nprint(json.dumps([dict(zip(r.columns,row)) for row in r.fetchall()],default=str))";
    let output = Command::new(python).args(["-c", script, query]).output().expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The SQL blocks of the page, for this folder.
fn queries(folder: &Path) -> Vec<String> {
    let blocks = PAGE.split("```sql").skip(1).filter_map(|block| block.split("```").next());
    blocks.map(|block| block.replace("/partage/achats", &folder.to_string_lossy()).replace("/entrepot", &folder.to_string_lossy())).collect()
}

fn tender(number: u8, title: &str, themes: bool) -> Value {
    let clause = json!([{ "clause": "env-08", "version": null, "level": "advanced", "document": "ccap" }]);
    json!({
        "schema": "clausier/tender/1", "id": format!("0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a{number:02}"), "title": title, "nature": "works",
        "department": "Bâtiments", "cpv": ["45214200"], "consultation_on": "2026-01-15", "notified_on": "2026-05-02", "stage": "notified",
        "selections": if themes { clause } else { json!([]) }, "award": { "amount_eur": 1000 * u32::from(number) }
    })
}

#[test]
fn duckdb_reads_the_shared_folder_and_the_warehouse_as_they_stand() {
    let python = match duckdb() {
        Ok(python) => python,
        Err(reason) => return println!("skipped: DuckDB could not be installed from PyPI ({reason})"),
    };
    let (desk, folder) = (Desk::new(), tempfile::tempdir().expect("a folder"));
    desk.json(&["share", "link", &folder.path().to_string_lossy()]).done();
    let import = |number: u8, title: &str, themes: bool| {
        let file = desk.tender("marche.json", &tender(number, title, themes));
        desk.json(&["tender", "import", &file.display().to_string()]).done()["id"].clone()
    };
    import(10, "Écoles, première écriture", false);
    import(11, "Marché retiré", true);
    desk.json(&["share", "sync"]).done();
    import(10, "Écoles", true);
    desk.json(&["tender", "remove", "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11"]).done();
    import(12, "Voirie", false);
    desk.json(&["share", "sync"]).done();

    let asked = queries(folder.path());
    let [of_rows, of_year, ..] = asked.as_slice() else { panic!("the page holds its queries") };
    let read = rows(&python, of_rows);
    let titles: Vec<&Value> = read.as_array().expect("rows").iter().map(|row| &row["objet"]).collect();
    assert_eq!(titles, [&json!("Écoles"), &json!("Voirie")], "one row a tender, the removed one left out");
    let counted = rows(&python, of_year);
    let figures = desk.json(&["indicators", "--year", "2026"]).done();
    let own = figures["indicators"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "clause-env")).expect("the indicator");
    assert_eq!((&counted[0]["annee"], &counted[0]["part"]), (&json!(2026), &own["percent"]), "the same share as ours");

    let warehouse = tempfile::tempdir().expect("a folder");
    desk.json(&["share", "warehouse", &warehouse.path().to_string_lossy()]).done();
    let asked = queries(warehouse.path());
    let read = rows(&python, asked.last().expect("the query of the warehouse"));
    assert_eq!(read, json!([{ "annee": 2026, "marches": 2, "montant": 22000.0, "avec_clause": 1 }]));
}
