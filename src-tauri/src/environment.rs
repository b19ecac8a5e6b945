//! What the process is told from outside. When the window is not driven by a test, only the data folder counts.

use std::path::PathBuf;

use chrono::{Local, NaiveDate, Utc};
use clausier_app::Now;

/// The environment, read once at the start.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Folder of the base: `CLAUSIER_DATA_DIR`, else the platform's local folder.
    pub data_dir: PathBuf,
    /// True when a driver drives the window.
    pub automated: bool,
    /// Day shown by the tests; absent = the clock's.
    pub today: Option<NaiveDate>,
    /// File whose next line answers the next dialog, in tests.
    pub answers: Option<PathBuf>,
    /// File that takes the addresses that would be opened in a browser, in tests.
    pub browsed: Option<PathBuf>,
}

impl Environment {
    /// Reads the environment of the process.
    pub fn read() -> Self {
        Self {
            data_dir: std::env::var_os("CLAUSIER_DATA_DIR").map_or_else(default_data_dir, PathBuf::from),
            automated: is_automated(),
            today: in_tests("CLAUSIER_TODAY").and_then(|day| day.parse().ok()),
            answers: in_tests("CLAUSIER_ANSWERS").map(PathBuf::from),
            browsed: in_tests("CLAUSIER_BROWSED").map(PathBuf::from),
        }
    }

    /// Writes an address in the file of the test, a line each; false without such a file.
    pub fn note_browsed(&self, address: &str) -> bool {
        use std::io::Write;
        let file = self.browsed.as_ref().and_then(|file| std::fs::OpenOptions::new().append(true).create(true).open(file).ok());
        file.is_some_and(|mut file| writeln!(file, "{address}").is_ok())
    }

    /// Returns the day and the instant handed to the use cases: the only clock they see.
    pub fn now(&self) -> Now {
        Now { today: self.today.unwrap_or_else(|| Local::now().date_naive()), at: Utc::now() }
    }
}

/// Notes that the first screen is painted, in the file that a measure of the start names; nothing in
/// ordinary use.
pub fn note_painted() {
    if let Some(file) = in_tests("CLAUSIER_PAINTED") {
        let _ = std::fs::write(file, b"1");
    }
}

/// What only a driven window may be told.
fn in_tests(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|_| is_automated())
}

fn is_automated() -> bool {
    std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true")
}

/// The local folder of the platform: never the roaming one, which many organisations put on a network.
fn default_data_dir() -> PathBuf {
    directories::ProjectDirs::from("fr", "Clausier", "Clausier")
        .map_or_else(|| PathBuf::from("clausier-donnees"), |dirs| dirs.data_local_dir().to_path_buf())
}
