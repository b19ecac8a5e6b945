//! What changed in the program itself, read from `CHANGELOG.md`: the same text as the repository's, with its dates.

use clausier_core::french;
use serde::{Deserialize, Serialize};

/// The journal, as it was when the program was built: newest version first.
const JOURNAL: &str = include_str!("../../../../CHANGELOG.md");
/// This version of the program.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// One version of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Release {
    /// « 0.1.0 ».
    pub version: String,
    /// « 24 novembre 2026 »; absent when the journal gives no day.
    pub day: Option<String>,
    /// What changed, a line each, in the order of the journal.
    pub changes: Vec<String>,
}

/// The program against the version last seen on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SoftwareNews {
    /// This version.
    pub version: String,
    /// The version seen before; absent on a first installation.
    pub previous: Option<String>,
    /// The versions since then, newest first; without a version before, the present one.
    pub releases: Vec<Release>,
}

/// Lists what came since a version.
pub(crate) fn since(previous: Option<&str>) -> SoftwareNews {
    let all = read(JOURNAL);
    let releases = match previous {
        Some(previous) => all.into_iter().take_while(|release| release.version != previous).collect(),
        None => all.into_iter().take(1).collect(),
    };
    SoftwareNews { version: VERSION.to_owned(), previous: previous.map(str::to_owned), releases }
}

/// Reads `## VERSION — DAY`, then the lines of each list; a line that is indented goes on with the one before.
fn read(journal: &str) -> Vec<Release> {
    let mut releases: Vec<Release> = Vec::new();
    for line in journal.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            releases.push(headed(heading));
        } else if let Some(release) = releases.last_mut() {
            add(release, line);
        }
    }
    releases
}

fn headed(heading: &str) -> Release {
    let (version, day) = heading.split_once('—').unwrap_or((heading, ""));
    let day = Some(day.trim()).filter(|day| !day.is_empty()).map(french::typography);
    Release { version: version.trim().to_owned(), day, changes: Vec::new() }
}

fn add(release: &mut Release, line: &str) {
    if let Some(change) = line.strip_prefix("- ") {
        release.changes.push(french::typography(change.trim()));
    } else if line.starts_with("  ")
        && let Some(change) = release.changes.last_mut()
    {
        change.push(' ');
        change.push_str(&french::typography(line.trim()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str =
        "# Nouveautés\n\n## 0.3.0 — 2 mars 2027\n\nUne phrase.\n\n- Lire : plus vite.\n- Écrire,\n  en deux lignes.\n\n## 0.2.0\n\n- Compter.\n";

    #[test]
    fn versions_days_and_lines_are_read_newest_first() {
        let release = |version: &str, day: Option<&str>, changes: &[&str]| Release {
            version: version.to_owned(),
            day: day.map(str::to_owned),
            changes: changes.iter().map(|change| (*change).to_owned()).collect(),
        };
        let newest = release("0.3.0", Some("2\u{a0}mars 2027"), &["Lire\u{a0}: plus vite.", "Écrire, en deux lignes."]);
        let found = read(SAMPLE);
        assert_eq!(found.iter().map(|one| one.version.as_str()).collect::<Vec<_>>(), ["0.3.0", "0.2.0"]);
        assert_eq!(found.first().map(|one| one.changes.clone()), Some(newest.changes));
        assert_eq!(found.first().and_then(|one| one.day.clone()).map(|day| day.replace('\u{a0}', " ")), Some("2 mars 2027".to_owned()));
        assert_eq!(found.last(), Some(&release("0.2.0", None, &["Compter."])));
    }

    #[test]
    fn the_journal_of_the_repository_tells_this_version_and_says_something() {
        let news = since(None);
        let newest = news.releases.first().expect("the journal has a version");
        assert_eq!((newest.version.as_str(), newest.day.is_some()), (VERSION, true), "CHANGELOG.md begins with the version of Cargo.toml");
        assert!(!newest.changes.is_empty());
        assert_eq!(since(Some(VERSION)).releases, [], "nothing is new to who has seen this version");
        assert_eq!(since(Some("0.0.0")).releases, read(JOURNAL), "a version that the journal does not know has seen none");
    }
}
