//! Calls programs and shows what is called; the first that fails stops everything.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Result of a step: the sentence that says what failed.
pub type Done = Result<(), String>;

/// Returns the folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map(Path::to_path_buf).expect("xtask lives two folders below the root")
}

/// Returns the folder in which cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Announces a step.
pub fn title(text: &str) {
    println!("\n=== {text} ===");
}

/// Runs a command of the workspace from its root.
pub fn call(program: &str, arguments: &[&str]) -> Done {
    run(Command::new(program).args(arguments).current_dir(root()), &line(program, arguments))
}

/// Runs cargo, the one that called us.
pub fn cargo(arguments: &[&str]) -> Done {
    cargo_with(arguments, &[])
}

/// Runs cargo with more environment.
pub fn cargo_with(arguments: &[&str], environment: &[(&str, &str)]) -> Done {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(root()).envs(environment.iter().copied());
    run(&mut command, &line("cargo", arguments))
}

/// Runs npm in one of our folders.
pub fn npm(folder: &str, arguments: &[&str]) -> Done {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(arguments).current_dir(root().join(folder));
    run(&mut command, &format!("({folder}) {}", line("npm", arguments)))
}

/// Runs a program by its path.
pub fn program(path: &Path, arguments: &[&str]) -> Done {
    run(Command::new(path).args(arguments).current_dir(root()), &path.display().to_string())
}

/// Runs a prepared command, named in the failure by `what`.
pub fn run(command: &mut Command, what: &str) -> Done {
    println!("$ {what}");
    let status = command.status().map_err(|error| format!("« {what} » ne se lance pas : {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("« {what} » a échoué ({status}).")) }
}

/// Returns what a program prints, or `None` if it cannot be run or fails.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn line(program: &str, arguments: &[&str]) -> String {
    std::iter::once(program).chain(arguments.iter().copied()).collect::<Vec<_>>().join(" ")
}
