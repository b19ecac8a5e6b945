//! Each sentence that the check may say is awaited by a test that writes the fault: one bad file for every
//! diagnostic. The sentences are read in the sources of this crate, and looked for in what its tests
//! await, so that a new one without its bad file fails here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What stands before a sentence in the sources.
const CALLS: [&str; 12] = [
    ".fault(",
    ".fault_hint(",
    ".fault_at(",
    "of_file(",
    "faults.file(",
    "let message =",
    "let shape =",
    "Err(format!(",
    "fault(self.key_at,",
    "return (",
    "Some((",
    "ParameterProblem::",
];

/// Sentences that no file can bring about where the tests run, and why.
const OUT_OF_REACH: [(&str, &str); 8] = [
    ("nom de fichier illisible", "a name that is not UTF-8 cannot be made on every system"),
    ("fichier illisible", "whoever may read everything reads it: rights are not the same on every computer"),
    ("clause mal rangée", "the theme that is compared is read from the key at which the fault would be said"),
    ("le défaut n’est pas un nombre", "TOML gives a number or something else, and something else is said before"),
    ("le défaut n’est pas une date", "TOML gives a day or something else"),
    ("le défaut n’est pas un texte", "TOML gives a text or something else"),
    ("le défaut n’est pas en ", "a default has no unit of its own: only what the buyer types may have one"),
    ("ligne illisible", "the parser has said nothing yet that we had no sentence for"),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && name != "diff" {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") && name != "diff" {
            found.push(path);
        }
    }
    found
}

/// Lists the string literals of a text, escapes read.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('"') {
        let mut literal = String::new();
        let mut characters = after.char_indices();
        let mut end = after.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => literal.extend(characters.next().map(|(_, escaped)| escaped)),
                '"' => {
                    end = at + 1;
                    break;
                }
                other => literal.push(other),
            }
        }
        found.push(literal);
        rest = after.get(end..).unwrap_or_default();
    }
    found
}

/// Lists the sentences of the sources: the first text with a space after each call, its places empty.
fn sentences() -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        if path.ends_with("law/tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for call in CALLS {
            for after in code.split(call).skip(1) {
                // The end of the statement, or of the arm.
                let end = [";\n", "},\n", ",\n        Param"].iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
                let sentence = literals(after.get(..end).unwrap_or(after)).into_iter().find(|literal| literal.contains(' '));
                found.extend(sentence.map(|sentence| fragments(&sentence)));
            }
        }
        if path.ends_with("reader/syntax.rs") {
            let table = code.split("SENTENCES").nth(1).and_then(|rest| rest.split("];").next()).unwrap_or_default();
            for row in table.lines().filter(|line| line.trim_start().starts_with('(')) {
                let cells = literals(row);
                let said = if cells.len() == 3 { cells.get(1) } else { cells.first() };
                found.extend(said.map(|said| fragments(said)));
            }
        }
    }
    found
}

/// Cuts a sentence at what the program fills in.
fn fragments(sentence: &str) -> Vec<String> {
    let plain = sentence.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut parts = Vec::new();
    let mut rest = plain.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        parts.push(before.to_owned());
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    parts.push(rest.to_owned());
    let back = |part: String| part.replace('\u{1}', "{").replace('\u{2}', "}");
    parts.into_iter().filter(|part| !part.trim().is_empty()).map(back).collect()
}

/// Tells whether a text holds these fragments, in order.
fn holds(text: &str, fragments: &[String]) -> bool {
    let mut rest = text;
    fragments.iter().all(|fragment| match rest.split_once(fragment.as_str()) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

fn awaited() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = sources(&root.join("tests"));
    files.retain(|path| !path.ends_with("every_diagnostic.rs"));
    files.push(root.join("src/law/tests.rs"));
    let texts = files.iter().map(|path| fs::read_to_string(path).expect("a test"));
    texts.flat_map(|text| literals(&text)).map(|literal| literal.replace('\u{a0}', " ")).collect()
}

#[test]
fn every_sentence_of_the_check_is_awaited_by_a_test_that_writes_the_fault() {
    let (sentences, awaited) = (sentences(), awaited());
    assert!(sentences.len() > 110, "only {} sentences were found: the test reads the sources wrongly", sentences.len());
    let is_reached = |fragments: &&Vec<String>| !OUT_OF_REACH.iter().any(|(sentence, _)| fragments.as_slice() == [(*sentence).to_owned()]);
    let never: Vec<String> = sentences
        .iter()
        .filter(is_reached)
        .filter(|fragments| !awaited.iter().any(|text| holds(text, fragments)))
        .map(|fragments| fragments.join("…"))
        .collect();
    assert!(never.is_empty(), "{} sentences of {} that no bad file brings about:\n{}", never.len(), sentences.len(), never.join("\n"));
}
