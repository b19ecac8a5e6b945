//! The examples of the rules, read as files.

use clausier_core::law::Scale;
use clausier_core::passage::Passage;
use clausier_core::review::{Example, Look, ReviewRule};

use crate::{FileText, Reading, missing, review};

/// Lists the examples that a rule contradicts: the faulty ones that it lets pass, the right ones that it finds.
pub fn contradicted<'r>(rule: &'r ReviewRule, scales: &[Scale]) -> Vec<&'r Example> {
    rule.examples.iter().filter(|example| finds(rule, scales, &example.text) != example.is_faulty).collect()
}

fn finds(rule: &ReviewRule, scales: &[Scale], text: &str) -> bool {
    if matches!(rule.look, Look::Missing(_)) {
        return !missing(std::slice::from_ref(rule), text).is_empty();
    }
    let files: Vec<Vec<Passage>> = text.split("=====").map(passages).collect();
    let names: Vec<String> = (1..=files.len()).map(|at| format!("fichier {at}")).collect();
    let files: Vec<FileText<'_>> = names.iter().zip(&files).map(|(name, passages)| FileText { name, passages }).collect();
    let reading = Reading { rules: std::slice::from_ref(rule), scales, today: rule.reviewed_on };
    !review(&files, &reading).is_empty()
}

fn passages(text: &str) -> Vec<Passage> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.enumerate().flat_map(|(at, line)| of_line(at, line)).collect()
}

fn of_line(at: usize, line: &str) -> Vec<Passage> {
    let passage = |text: &str, heading: Option<u8>, row: Option<usize>| Passage {
        part: "exemple".to_owned(),
        paragraph: at + 1,
        text: text.to_owned(),
        heading,
        row,
        clause: None,
        aside: None,
    };
    let depth = line.chars().take_while(|character| *character == '#').count();
    if depth > 0 {
        return vec![passage(line.trim_start_matches('#').trim(), u8::try_from(depth).ok(), None)];
    }
    if line.contains(" | ") {
        return line.split(" | ").map(|cell| passage(cell, None, Some(at))).collect();
    }
    vec![passage(line, None, None)]
}
