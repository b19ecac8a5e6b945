//! A disk without room: told, nothing half written, nothing lost.

use std::path::Path;
use std::process::Command;

use crate::bad_input::works_with_a_clause;
use crate::support::{Answer, Desk, PROGRAM, names};

/// Runs a shell line in a small disk of its own, mounted where `place` is. `None` when this computer does
/// not let us.
fn in_small_disk(place: &Path, size: &str, line: &str) -> Option<Answer> {
    let script = format!("mount -t tmpfs -o size={size} tmpfs '{}' && {line}", place.display());
    let tries: [&[&str]; 2] = [&["unshare", "--mount"], &["unshare", "--user", "--map-root-user", "--mount"]];
    for wrapper in tries {
        let (program, arguments) = wrapper.split_first()?;
        let probe = Command::new(program).args(arguments).args(["sh", "-c", &format!("mount -t tmpfs tmpfs '{}'", place.display())]).output();
        if probe.is_ok_and(|output| output.status.success()) {
            let output = Command::new(program).args(arguments).args(["sh", "-c", &script]).output().ok()?;
            return Some(Answer::of(&output));
        }
    }
    println!("skipped: no small disk can be mounted here");
    None
}

#[test]
fn an_export_on_a_full_disk_is_told_and_leaves_nothing() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works_with_a_clause());
    let source = desk.sample("groupe-scolaire/CCAP.docx");
    let small = desk.path("petit");
    std::fs::create_dir(&small).expect("a folder");
    let line = format!(
        "'{PROGRAM}' export '{}' --into '{}' --as ccap --out '{}/sortie.docx' --accept-places --json; code=$?; ls -A '{}' >&2; exit $code",
        tender.display(),
        source.display(),
        small.display(),
        small.display()
    );
    let Some(answer) = in_small_disk(&small, "8k", &line) else { return };
    answer.refused("disque-plein");
    assert!(!answer.err.contains("sortie") || !answer.err.contains(".tmp"), "nothing is left: {}", answer.err);
}

#[test]
fn a_base_on_a_full_disk_is_told() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works_with_a_clause());
    let small = desk.path("petit");
    std::fs::create_dir(&small).expect("a folder");
    let line = format!("'{PROGRAM}' tender import '{}' --data-dir '{}' --json", tender.display(), small.display());
    let Some(answer) = in_small_disk(&small, "64k", &line) else { return };
    answer.refused("base-pleine");
}

#[test]
fn an_export_beyond_the_size_allowed_leaves_nothing() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works_with_a_clause());
    let source = desk.sample("groupe-scolaire/CCAP.docx");
    let out = desk.path("ecrit");
    std::fs::create_dir(&out).expect("a folder");
    // The signal is ignored, so that the write itself is refused.
    let line = format!(
        "trap '' XFSZ; ulimit -f 8; exec '{PROGRAM}' export '{}' --into '{}' --as ccap --out '{}/sortie.docx' --accept-places --json",
        tender.display(),
        source.display(),
        out.display()
    );
    let Ok(output) = Command::new("sh").args(["-c", &line]).output() else {
        println!("skipped: no shell here");
        return;
    };
    Answer::of(&output).refused("fichier-non-ecrit");
    assert!(names(&out).is_empty(), "nothing is left: {:?}", names(&out));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        println!("skipped: no /dev/full here");
        return;
    };
    let output = Command::new(PROGRAM).args(["schema", "tender", "--json"]).stdout(full).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("n’a pas pu être écrite"));
}
