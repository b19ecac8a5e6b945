//! Prints PDF files for the command line and the window: a paper as JSON on the input, the file on the output. It is a
//! program of this package so that it lies beside the command line after any build of it.

use std::process::ExitCode;

fn main() -> ExitCode {
    clausier_pdf::run()
}
