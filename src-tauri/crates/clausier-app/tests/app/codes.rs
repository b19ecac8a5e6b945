//! Every error that the code tells has its sentence, and every sentence is told by some code.

use std::collections::BTreeSet;
use std::path::Path;

use clausier_app::UserError;

/// String literals of the sources that are spelt like a code.
fn literals(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            literals(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            let code =
                |word: &&str| word.contains('-') && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            found.extend(text.split('"').filter(code).map(str::to_owned));
        }
    }
}

/// Words of the contract that begin as codes do and are none: kinds of documents, a reason of the answer frames, and
/// rules of the review.
const NO_CODES: [&str; 8] = [
    "clause-annex",
    "clause-sans-penalite",
    "clause-sans-preuve",
    "execution-plan",
    "insertion-annex",
    "obligation-non-couverte",
    "parametre-vide",
    "question-changed",
];

#[test]
fn codes_and_sentences_match_both_ways() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crates");
    let mut written = BTreeSet::new();
    for name in ["clausier-app/src", "clausier-cli/src"] {
        literals(&crates.join(name), &mut written);
    }
    let host = crates.parent().expect("the sources of the window").join("src");
    literals(&host, &mut written);
    let known: BTreeSet<String> = UserError::known_codes().into_iter().map(str::to_owned).collect();
    let orphans: Vec<&String> = known.iter().filter(|code| *code != "inattendu" && !written.contains(*code)).collect();
    assert!(orphans.is_empty(), "sentences that nothing tells: {orphans:?}");
    let families: BTreeSet<&str> = known.iter().filter_map(|code| code.split_once('-')).map(|(family, _)| family).collect();
    let mute: Vec<&String> = written
        .iter()
        .filter(|word| !NO_CODES.contains(&word.as_str()))
        .filter(|word| families.contains(word.split('-').next().unwrap_or_default()) && !known.contains(*word))
        .collect();
    assert!(mute.is_empty(), "codes without a sentence: {mute:?}");
}
