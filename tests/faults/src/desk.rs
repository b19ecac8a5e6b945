//! The built program, in a folder of its own, as a script calls it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// Why a fault is not handled as promised.
pub type Broken = String;

const TODAY: &str = "2026-11-24";

/// A folder with its base, a tender with a clause, and a document of the buyer's.
pub struct Desk {
    program: PathBuf,
    folder: tempfile::TempDir,
}

/// What the program answered.
pub struct Answer {
    /// Exit code; `None` when it was killed.
    pub code: Option<i32>,
    /// Its JSON, or null.
    pub json: Value,
    heard: String,
}

impl Desk {
    /// Lays the desk; the samples come from the program itself.
    pub fn new(program: &Path) -> Result<Self, Broken> {
        let desk = Self { program: program.to_owned(), folder: tempfile::tempdir().map_err(|error| error.to_string())? };
        desk.json(&["sample", "exemples"]).done()?;
        desk.tender("drafting", "Travaux")?;
        Ok(desk)
    }

    /// Writes the tender of the desk at some stage of its life.
    pub fn tender(&self, stage: &str, title: &str) -> Result<(), Broken> {
        let own = json!({ "clause": "own-1", "version": "1.0.0", "document": "ccap", "title": "Clause de la maison", "text": "Le titulaire trie." });
        let tender = json!({
            "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "title": title, "nature": "works",
            "estimated_value_eur": 6_000_000, "cpv": ["45214200"], "consultation_on": "2026-09-15", "stage": stage, "selections": [own],
            "documents": [ { "id": "ccap-commun", "kind": "ccap" } ]
        });
        std::fs::write(self.path("marche.json"), tender.to_string()).map_err(|error| error.to_string())
    }

    /// A path of the desk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program on the base of the desk.
    pub fn json(&self, arguments: &[&str]) -> Answer {
        self.json_on(&self.path("donnees"), arguments)
    }

    /// Runs the program on another base.
    pub fn json_on(&self, base: &Path, arguments: &[&str]) -> Answer {
        match self.command(base, arguments).output() {
            Ok(output) => Answer::of(&output),
            Err(error) => Answer { code: None, json: Value::Null, heard: error.to_string() },
        }
    }

    /// Starts the program and does not wait for it.
    pub fn start(&self, arguments: &[&str]) -> Result<Child, Broken> {
        let mut command = self.command(&self.path("donnees"), arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| error.to_string())
    }

    /// Starts the program, and kills it after a while; true when it was still at work.
    pub fn killed(&self, arguments: &[&str], after: Duration) -> Result<bool, Broken> {
        let mut child =
            self.command(&self.path("donnees"), arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|e| e.to_string())?;
        std::thread::sleep(after);
        let at_work = child.try_wait().map_err(|error| error.to_string())?.is_none();
        let _ = child.kill();
        child.wait().map_err(|error| error.to_string())?;
        Ok(at_work)
    }

    /// Exports the clause of the desk into its document.
    pub fn export(&self, out: &Path) -> Answer {
        self.json(&Self::export_arguments(&out.to_string_lossy()))
    }

    /// The arguments of [`Self::export`].
    pub fn export_arguments(out: &str) -> [&str; 9] {
        ["export", "marche.json", "--into", "exemples/groupe-scolaire/CCAP.docx", "--as", "ccap", "--accept-places", "--out", out]
    }

    fn command(&self, base: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(self.folder.path()).arg("--data-dir").arg(base).args(["--today", TODAY]).args(arguments).arg("--json");
        command
    }
}

impl Answer {
    /// Reads what the program said.
    pub fn of(output: &Output) -> Self {
        let heard = String::from_utf8_lossy(&output.stderr).into_owned();
        Self { code: output.status.code(), json: serde_json::from_slice(&output.stdout).unwrap_or_default(), heard }
    }

    /// The command was done.
    pub fn done(&self) -> Result<&Value, Broken> {
        if self.code == Some(0) { Ok(&self.json) } else { Err(format!("attendu : fait ; reçu : {:?} {} {}", self.code, self.json, self.heard)) }
    }

    /// The command was refused as promised: exit code 1, what happened, what is safe, what to do, in French.
    pub fn told(&self) -> Result<&str, Broken> {
        let error = &self.json["error"];
        let (message, code) = (error["message"].as_str().unwrap_or_default(), error["code"].as_str().unwrap_or_default());
        let says = message.matches(['.', '?']).count() >= 2 && error["hints"].as_array().is_some_and(|hints| !hints.is_empty());
        let is_internal = code.is_empty() || self.heard.contains("panicked");
        if self.code == Some(1) && says && !is_internal {
            Ok(code)
        } else {
            Err(format!("attendu : dit ; reçu : {:?} {} {}", self.code, self.json, self.heard))
        }
    }
}
