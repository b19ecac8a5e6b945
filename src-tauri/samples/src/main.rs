//! Writes the sample tenders that Clausier ships: `.docx` as Word (French) saves them, `.odt` as LibreOffice does.
//!
//! The texts live in `texts/*.md`; the output is the same, byte for byte, on every run: the packages are
//! committed, and a difference must always come from a change of text or of format. It never reads the clock.

mod docx;
mod french;
mod odt;
mod outline;
mod package;
mod source;
mod xml;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use source::{Model, Source};

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    for text in texts(&root.join("texts"))? {
        let written = write_sample(&root, &text)?;
        writeln!(std::io::stdout(), "{}", written.display())?;
    }
    Ok(())
}

/// Lists the source texts, sorted: the order in which a directory is read is not promised.
fn texts(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn write_sample(root: &Path, text: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let (name, bytes) = render(text)?;
    let target = root.join(name);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&target, bytes)?;
    Ok(target)
}

/// Returns the file that a source text becomes: its place under the samples' folder, and its bytes.
fn render(text: &Path) -> Result<(String, Vec<u8>), Box<dyn Error>> {
    let source = Source::parse(&fs::read_to_string(text)?).map_err(|fault| format!("{}: {fault}", text.display()))?;
    let bytes = match source.model {
        Model::Numbered | Model::Typed => docx::write(&source)?,
        Model::OpenDocument => odt::write(&source)?,
    };
    Ok((source.file().to_owned(), bytes))
}

#[cfg(test)]
mod tests;
