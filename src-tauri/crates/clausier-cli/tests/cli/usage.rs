//! What was typed, and what the program says of it.

use crate::support::{Desk, program, works};

#[test]
fn a_usage_fault_is_said_in_french_and_gives_2() {
    let desk = Desk::new();
    let cases: [(&[&str], &str); 6] = [
        (&[], "Il manque une commande"),
        (&["evaluer"], "La commande « evaluer » n’existe pas"),
        (&["assess"], "Il manque"),
        (&["assess", "x.json", "--force"], "--force"),
        (&["create", "x.json", "--kind", "poeme", "--out", "y"], "choisissez parmi"),
        (&["clause", "list", "--today", "demain"], "--today"),
    ];
    for (arguments, sentence) in cases {
        let answer = desk.run(arguments);
        assert_eq!(answer.code, Some(2), "{arguments:?}: {}", answer.err);
        assert!(answer.err.contains(sentence), "{arguments:?}: {}", answer.err);
        assert!(answer.out.is_empty(), "nothing on the output: {}", answer.out);
    }
}

#[test]
fn an_export_asks_for_a_document_and_an_output() {
    let desk = Desk::new();
    for arguments in [&["export", "x.json", "--into", "y.docx", "--out", "z.docx"][..], &["export", "x.json", "--into", "y.docx", "--as", "ccap"]] {
        assert_eq!(desk.run(arguments).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_answers() {
    for arguments in [&["--help"][..], &["--version"], &["export", "--help"], &["share", "link", "-h"]] {
        let output = program().args(arguments).output().expect("the program runs");
        assert!(output.status.success() && !output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn common_options_are_read_before_and_after_the_command() {
    let desk = Desk::new();
    let tender = desk.tender("marche.json", &works());
    let tender = tender.to_string_lossy();
    let before = desk.run(&["--json", "assess", &tender]).done();
    let after = desk.run(&["assess", &tender, "--json"]).done();
    assert_eq!(before, after);
    assert!(desk.run(&["assess", &tender, "--quiet"]).out.is_empty(), "quiet says nothing");
}

#[test]
fn a_reader_that_leaves_early_breaks_nothing() {
    let Ok(true) = std::process::Command::new("sh").args(["-c", "command -v head >/dev/null"]).status().map(|status| status.success()) else {
        println!("skipped: no shell with `head` here");
        return;
    };
    let line = format!("'{}' clause list --json | head -c 10; true", crate::support::PROGRAM);
    let output = std::process::Command::new("sh").args(["-c", &line]).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("panicked"), "{said}");
}
