//! The faults by number, what was run of them here, and where the others are.

use std::collections::BTreeMap;
use std::process::ExitCode;

/// What is not injected by this campaign, and why.
const ELSEWHERE: &[(u8, &str)] = &[
    (3, "tests ordinaires : clausier-store (disk.rs)"),
    (4, "tests ordinaires : clausier-cli (full_disk.rs)"),
    (7, "tests ordinaires : clausier-store (damage.rs, une copie prise sur le vif)"),
    (9, "tests ordinaires : clausier-store (damage.rs)"),
    (10, "tests ordinaires : clausier-store (damage.rs)"),
    (11, "tests ordinaires : clausier-store (damage.rs)"),
    (12, "tests ordinaires : clausier-store (kill.rs), pour la base"),
    (14, "tests ordinaires : clausier-store (disk.rs)"),
    (15, "tests ordinaires : clausier-store (backups.rs)"),
    (16, "tests ordinaires : clausier-sharing (history.rs)"),
    (17, "tests ordinaires : clausier-sharing (history.rs)"),
    (21, "tests ordinaires : clausier-cli (sharing.rs)"),
    (22, "tests ordinaires : clausier-sharing (marker.rs, pair.rs)"),
    (32, "non lancé : demande un serveur SMB"),
    (37, "sans objet : aucune date de fichier n'est lue"),
    (38, "tests ordinaires : clausier-sharing (history.rs)"),
    (39, "tests ordinaires : clausier-sharing (pair.rs)"),
    (40, "tests ordinaires : clausier-sharing (pair.rs)"),
    (41, "tests ordinaires : clausier-sharing (names.rs)"),
    (42, "tests ordinaires : clausier-sharing (pair.rs, .nextcloud et .owncloud) ; OneDrive non lancé : demande Windows"),
    (47, "tests ordinaires et fuzz « name »"),
    (49, "tests ordinaires et fuzz « row », « segment »"),
    (50, "tests ordinaires : clausier-sharing (expand.rs)"),
    (53, "tests ordinaires : clausier-sharing (pair.rs)"),
    (54, "tests ordinaires et fuzz « marker »"),
    (55, "tests ordinaires : clausier-sharing (pair.rs)"),
    (56, "tests ordinaires : clausier-sharing (l'heure n'entre pas dans l'ordre)"),
    (57, "tests ordinaires : clausier-sharing (remote.rs, un vrai serveur WebDAV)"),
    (58, "tests ordinaires : clausier-sharing (remote.rs, un vrai serveur S3)"),
    (59, "tests ordinaires : clausier-sharing (pair.rs)"),
    (63, "tests ordinaires : clausier-store (damage.rs, une copie prise sur le vif)"),
    (64, "tests ordinaires (hostile.rs) et fuzz « zip », « docx », « odt »"),
];

/// Faults of the matrix are numbered from 1 to this one.
pub const LAST: u8 = 64;

/// What was tried.
#[derive(Debug, Default)]
pub struct Journal {
    run: BTreeMap<u8, Vec<String>>,
    skipped: BTreeMap<u8, String>,
    broken: Vec<String>,
}

#[allow(dead_code, reason = "outside Linux nothing is injected")]
impl Journal {
    /// Notes one case of some faults.
    pub fn note(&mut self, numbers: &[u8], what: &str, outcome: Result<String, String>) {
        let numbered: Vec<String> = numbers.iter().map(u8::to_string).collect();
        let shown = numbered.join(", ");
        match outcome {
            Ok(said) => println!("  n° {shown:<8} {what} : {said}"),
            Err(broken) => {
                println!("  n° {shown:<8} {what} : ROMPU : {broken}");
                self.broken.push(format!("n° {shown} {what} : {broken}"));
            }
        }
        for number in numbers {
            self.run.entry(*number).or_default().push(what.to_owned());
        }
    }

    /// Notes faults that this machine does not let us inject.
    pub fn skip(&mut self, numbers: &[u8], reason: &str) {
        println!("  passé : {reason}");
        for number in numbers {
            self.skipped.insert(*number, reason.to_owned());
        }
    }

    /// Prints which faults were run and which were not, and fails when a promise was broken.
    pub fn close(mut self) -> ExitCode {
        println!("\nMatrice des pannes (reliability.md § 6)");
        for (number, cases) in &self.run {
            println!("  n° {number:<3} lancé : {} cas", cases.len());
        }
        let others = ELSEWHERE.iter().map(|(number, why)| (*number, (*why).to_owned())).chain(self.skipped.clone());
        let others: BTreeMap<u8, String> = others.filter(|(number, _)| !self.run.contains_key(number)).collect();
        for (number, why) in &others {
            println!("  n° {number:<3} {why}");
        }
        let told = |number: &u8| self.run.contains_key(number) || others.contains_key(number);
        self.broken.extend((1..=LAST).filter(|number| !told(number)).map(|number| format!("n° {number} : ni lancé, ni expliqué")));
        if self.broken.is_empty() {
            println!("Aucune promesse rompue.");
            return ExitCode::SUCCESS;
        }
        println!("\n{} promesse(s) rompue(s) :\n{}", self.broken.len(), self.broken.join("\n"));
        ExitCode::FAILURE
    }
}
