//! The addresses that the catalogue of the program cites.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::diagnostic::Faults;
use crate::files::Files;

static LINKS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let files: &'static Files = Box::leak(Box::new(Files::embedded(&Faults::default())));
    files.iter().filter(|(path, _)| path.ends_with(".toml")).flat_map(|(_, text)| quoted(text)).collect()
});

/// Lists every address over https that the files of the program cite; none of an organisation.
pub fn embedded_links() -> &'static BTreeSet<&'static str> {
    &LINKS
}

/// An address stands alone between quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|part| part.starts_with("https://") && !part.contains(char::is_whitespace))
}
