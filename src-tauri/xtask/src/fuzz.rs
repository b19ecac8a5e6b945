//! The guided campaign: libFuzzer on the laws of `tests/src/laws`, with the toolchain that users have.
//!
//! What guides it are counters that the compiler puts at each branch; stable rustc can, without a sanitizer.
//! Nothing of it is built by `cargo test`: it has a folder of its own under `target/`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{self, Done};

/// As `laws::TARGETS`; the program refuses a word that it does not know.
const TARGETS: [&str; 18] = [
    "zip",
    "docx",
    "odt",
    "audit-docx",
    "audit-odt",
    "tender",
    "rule",
    "clause",
    "segment",
    "row",
    "marker",
    "name",
    "text",
    "sheet",
    "notice",
    "pack",
    "pack-content",
    "cpv",
];
/// Seconds given to each target when nothing is said.
const SECONDS: u32 = 180;
const COUNTERS: [&str; 8] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions",
    "-Ccodegen-units=1",
];

/// `cargo xtask fuzz [target] [seconds]`.
pub fn asked(arguments: &[String]) -> Done {
    let seconds = arguments.iter().find_map(|argument| argument.parse().ok());
    let named: Vec<&str> = arguments.iter().map(String::as_str).filter(|argument| argument.parse::<u32>().is_err()).collect();
    if let Some(unknown) = named.iter().find(|name| !TARGETS.contains(name)) {
        return Err(format!("« {unknown} » n'est pas une cible. Cibles : {}.", TARGETS.join(", ")));
    }
    campaign(if named.is_empty() { &TARGETS } else { &named }, seconds.unwrap_or(SECONDS))
}

/// Every target, `CLAUSIER_FUZZ_SECONDS` each.
pub fn all() -> Done {
    let seconds = std::env::var("CLAUSIER_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    campaign(&TARGETS, seconds.unwrap_or(SECONDS))
}

/// Tries each target, and fails at the end if one law was broken.
fn campaign(targets: &[&str], seconds: u32) -> Done {
    shell::title("Fuzz guidé par la couverture");
    if cfg!(windows) {
        println!("Passé : libFuzzer n'est pas construit ici sous Windows.");
        return Ok(());
    }
    let program = built()?;
    let mut broken = Vec::new();
    for target in targets {
        if let Err(found) = tried(&program, target, seconds) {
            println!("{found}");
            broken.push(*target);
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(format!("Fuzz : une loi ne tient pas pour {}.", broken.join(", "))) }
}

fn folder() -> PathBuf {
    shell::target().join("fuzz")
}

/// Builds the program; `--target` keeps the counters out of build scripts.
fn built() -> Result<PathBuf, String> {
    let version = shell::output("rustc", &["-vV"]).unwrap_or_default();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc ne dit pas pour quel système il construit.")?;
    let folder = folder();
    let place = folder.to_string_lossy();
    shell::cargo_with(
        &["build", "--profile", "fuzz", "--package", "clausier-fuzz", "--target", host, "--target-dir", &place],
        &[("CARGO_ENCODED_RUSTFLAGS", &COUNTERS.join("\u{1f}"))],
    )?;
    Ok(folder.join(host).join("fuzz/clausier-fuzz"))
}

/// One target: its seeds, what earlier campaigns found, and the inputs that once broke it.
fn tried(program: &Path, target: &str, seconds: u32) -> Done {
    let corpus = folder().join("corpus").join(target);
    let found = folder().join("trouvé").join(target);
    for made in [&corpus, &found] {
        std::fs::create_dir_all(made).map_err(|error| format!("{} : {error}", made.display()))?;
    }
    let seeds = Command::new(program).env("CLAUSIER_FUZZ", target).env("CLAUSIER_FUZZ_SEEDS", &corpus).stderr(Stdio::null()).status();
    if !seeds.is_ok_and(|status| status.success()) {
        return Err(format!("{target} : les graines ne s'écrivent pas."));
    }
    let mut command = Command::new(program);
    command.env("CLAUSIER_FUZZ", target).arg(&corpus).args(regressions(target)).args(options(target, seconds, &found));
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output().map_err(|error| format!("{target} : {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        return guided(target, &said);
    }
    let tail: Vec<&str> = said.lines().rev().take(40).collect();
    let tail: Vec<&str> = tail.into_iter().rev().collect();
    Err(format!(
        "{}\n{target} : loi rompue. L'entrée est dans {} ; réduite et corrigée, elle va dans tests/regressions/{target}/.",
        tail.join("\n"),
        found.display()
    ))
}

fn regressions(target: &str) -> Option<PathBuf> {
    Some(shell::root().join("tests/regressions").join(target)).filter(|folder| folder.is_dir())
}

fn options(target: &str, seconds: u32, found: &Path) -> Vec<String> {
    let dictionary = shell::root().join(format!("tests/fuzz/dictionaries/{}.dict", dictionary(target)));
    let mut options = vec![
        format!("-max_total_time={seconds}"),
        format!("-artifact_prefix={}/", found.display()),
        "-rss_limit_mb=2048".to_owned(),
        "-timeout=20".to_owned(),
        "-reload=0".to_owned(),
        format!("-max_len={}", longest(target)),
    ];
    if dictionary.exists() {
        options.push(format!("-dict={}", dictionary.display()));
    }
    options
}

/// Several targets speak the same language.
fn dictionary(target: &str) -> &str {
    match target {
        "rule" | "clause" => "toml",
        "segment" | "marker" => "row",
        other => other,
    }
}

/// Longest input, in bytes: longer than the seeds, short enough to be tried often.
fn longest(target: &str) -> u32 {
    match target {
        "zip" => 16_384,
        "row" => 4_096,
        "text" => 2_048,
        "marker" => 512,
        "name" | "cpv" => 160,
        _ => 8_192,
    }
}

/// Says what was tried, and refuses a campaign that was blind: without counters libFuzzer runs all the same.
fn guided(target: &str, said: &str) -> Done {
    let covered = |line: &str| number_after(line, "cov: ");
    let from = said.lines().find(|line| line.contains("INITED")).and_then(covered).unwrap_or(0);
    let last = said.lines().rev().find(|line| line.contains("cov: ")).unwrap_or_default();
    let (to, kept) = (covered(last).unwrap_or(0), number_after(last, "corp: ").unwrap_or(0));
    let tries = said.lines().rev().find_map(|line| line.strip_prefix("Done ")).and_then(|line| line.split(' ').next()).unwrap_or("0");
    println!("{target:<8} {tries:>9} essais, branches couvertes {from} → {to}, {kept} entrées gardées");
    if to < 100 { Err(format!("{target} : {to} branches seulement, la campagne n'est pas guidée.")) } else { Ok(()) }
}

fn number_after(line: &str, word: &str) -> Option<u32> {
    let after = line.split_once(word)?.1;
    after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
