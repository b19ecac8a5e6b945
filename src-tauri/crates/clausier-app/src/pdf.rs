//! PDF files are printed by a program of their own, `clausier-pdf`: it is heavy, and nothing else needs what it carries.
//!
//! It lies beside the program that runs (window or command line), or where `CLAUSIER_PDF` says. A paper goes in as JSON,
//! the file comes out; it opens no file and asks for no network.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clausier_core::paper::Paper;

use crate::error::{UserError, UserResult};

/// Names the program when it does not lie beside ours.
const VARIABLE: &str = "CLAUSIER_PDF";

/// Finds the program that prints, if it is there.
pub fn program() -> Option<PathBuf> {
    let name = format!("clausier-pdf{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok().and_then(|own| own.parent().map(|folder| folder.join(name)));
    beside.into_iter().chain(std::env::var_os(VARIABLE).map(PathBuf::from)).find(|path| path.is_file())
}

/// Prints a paper, or says why there is no PDF and what to choose instead.
pub fn print(paper: &Paper) -> UserResult<Vec<u8>> {
    let program = program().ok_or_else(|| UserError::new("pdf-absent", &[]))?;
    print_with(&program, paper)
}

/// Prints a paper with a program; what it wrote counts only when it ended well.
fn print_with(program: &Path, paper: &Paper) -> UserResult<Vec<u8>> {
    let failed = || UserError::new("pdf-echec", &[]);
    let paper = serde_json::to_vec(paper).map_err(|_| failed())?;
    let output = called(program, paper).map_err(|_| failed())?;
    if output.status.success() && output.stdout.starts_with(b"%PDF-") { Ok(output.stdout) } else { Err(failed()) }
}

/// Feeds the program from a thread of its own: it may write before it has read everything.
fn called(program: &Path, paper: Vec<u8>) -> std::io::Result<Output> {
    let mut command = Command::new(program);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    without_console(&mut command);
    let mut child = command.spawn()?;
    let input = child.stdin.take();
    let feed = std::thread::spawn(move || input.map_or(Ok(()), |mut input| input.write_all(&paper)));
    let output = child.wait_with_output()?;
    // A program that stopped reading says why by its exit code.
    let _ = feed.join();
    Ok(output)
}

/// Windows opens a console for a program of this kind unless it is told not to.
#[cfg(windows)]
fn without_console(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_console(_: &mut Command) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(program: &str) -> Option<String> {
        print_with(Path::new(program), &Paper::new("Essai", "")).err().map(|error| error.code)
    }

    #[test]
    fn a_program_that_is_no_printer_is_told_and_gives_no_file() {
        assert_eq!(refusal("/no/such/program").as_deref(), Some("pdf-echec"), "it cannot be started");
        assert_eq!(refusal(env!("CARGO")).as_deref(), Some("pdf-echec"), "it prints its help, and no PDF");
    }

    #[test]
    fn without_the_program_the_sentence_says_what_to_choose() {
        let error = UserError::new("pdf-absent", &[]);
        assert!(error.hints.iter().any(|hint| hint.contains(".docx")), "{error:?}");
    }
}
