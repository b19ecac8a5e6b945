//! Runs the program in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A day on which every version of the catalogue used here is in force.
pub const TODAY: &str = "2026-11-24";

/// A folder with its own base.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What the program answered.
pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn base(&self) -> PathBuf {
        self.path("donnees").join("clausier.db")
    }

    /// Writes a file of the desk and returns its path.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("the test writes its file");
        path
    }

    /// Writes a tender file.
    pub fn tender(&self, name: &str, tender: &Value) -> PathBuf {
        self.write(name, tender.to_string())
    }

    /// Runs the program on this desk, in JSON.
    pub fn json(&self, arguments: &[&str]) -> Answer {
        self.run(&[arguments, &["--json"]].concat())
    }

    /// Runs the program on this desk.
    pub fn run(&self, arguments: &[&str]) -> Answer {
        let mut command = program();
        command.current_dir(self.folder.path()).arg("--data-dir").arg(self.path("donnees")).args(["--today", TODAY]).args(arguments);
        Answer::of(&command.output().expect("the program runs"))
    }

    /// Writes the samples and returns the path of one of their files.
    pub fn sample(&self, name: &str) -> PathBuf {
        if !self.path("exemples").exists() {
            self.json(&["sample", "exemples"]).done();
        }
        self.path("exemples").join(name)
    }

    /// Lists the names of a folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        names(&self.path(folder))
    }
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    let mut names: Vec<String> = entries.into_iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The built program.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_clausier-cli"))
}

/// The path of the built program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_clausier-cli");

impl Answer {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The one JSON document of the output.
    pub fn document(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("one JSON document: {error}\n{}\n{}", self.out, self.err))
    }

    /// The answer of a command that was done.
    pub fn done(&self) -> Value {
        assert_eq!(self.code, Some(0), "done\n{}\n{}", self.out, self.err);
        self.document()
    }

    /// The refusal of that code, whose sentence says what happened, what is safe, what to do.
    pub fn refused(&self, code: &str) -> Value {
        assert_eq!(self.code, Some(1), "refused\n{}\n{}", self.out, self.err);
        let document = self.document();
        let error = document.get("error").cloned().unwrap_or_default();
        assert_eq!(error["code"], code, "{document}");
        assert!(error["kind"].is_string(), "a family of errors: {document}");
        let message = error["message"].as_str().unwrap_or_default();
        let sentences = message.matches(['.', '?']).count();
        assert!(sentences >= 2, "what happened, what is safe: {message}");
        assert!(error["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "what to do: {document}");
        assert!(self.err.contains(message), "the sentence is also for people: {}", self.err);
        document
    }
}

/// The identifier of the tender of these tests.
pub const ID: &str = "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11";

/// A tender of works, two lots, with one clause kept.
pub fn works() -> Value {
    json!({
        "schema": "clausier/tender/1", "id": ID, "reference": "2026-014", "title": "Construction d'un groupe scolaire",
        "buyer": { "name": "Métropole Exemple", "siret": "20005480700017", "kind": "local_authority", "acts_as": "contracting_authority" },
        "nature": "works", "estimated_value_eur": 6000000, "cpv": ["45214200"], "procedure": "formal",
        "consultation_on": "2026-09-15", "duration_months": 14, "defence": false,
        "lots": [ { "number": 1, "title": "Gros œuvre", "estimated_value_eur": 5000000 }, { "number": 2, "title": "Espaces verts", "estimated_value_eur": 1000000 } ],
        "documents": [ { "id": "ccap-commun", "kind": "ccap" }, { "id": "cctp-1", "kind": "cctp", "lots": [1] } ],
        "stage": "drafting"
    })
}

/// The same with other fields.
pub fn with(mut tender: Value, fields: Value) -> Value {
    let (Some(target), Value::Object(fields)) = (tender.as_object_mut(), fields) else { panic!("objects are merged") };
    target.extend(fields);
    tender
}
