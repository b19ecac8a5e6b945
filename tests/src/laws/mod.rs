//! Laws of everything that reads bytes from outside: whatever they are, no panic; a refusal is an error of
//! ours; what was accepted keeps its promises. One law a target.
//!
//! The guided campaign (`tests/fuzz`) tries them on what it invents, from the seeds given here; the ordinary
//! tests try them on the seeds and on every input that once broke one (`tests/regressions`).

mod audit;
mod catalogue;
mod cpv;
mod documents;
mod own_text;
mod packed;
mod packs;
mod sharing;
mod sheets;
mod tender;

/// A kind of bytes, and what must hold of them.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its word on the command line, and the name of its folders.
    pub name: &'static str,
    /// Panics when the law is broken.
    pub law: fn(&[u8]),
    /// Inputs worth starting from.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words of its language, for the mutations: a file of `tests/fuzz/dictionaries`.
    pub dictionary: Option<&'static str>,
    /// Longest input that the campaign invents, in bytes.
    pub longest: usize,
}

/// Every target.
pub const TARGETS: [Target; 18] = [
    Target { name: "zip", law: documents::file, seeds: documents::files, dictionary: Some("zip"), longest: 16_384 },
    Target { name: "docx", law: documents::docx, seeds: documents::docx_bodies, dictionary: Some("docx"), longest: 8_192 },
    Target { name: "odt", law: documents::odt, seeds: documents::odt_bodies, dictionary: Some("odt"), longest: 8_192 },
    Target { name: "audit-docx", law: audit::docx, seeds: audit::docx_bodies, dictionary: Some("docx"), longest: 8_192 },
    Target { name: "audit-odt", law: audit::odt, seeds: audit::odt_bodies, dictionary: Some("odt"), longest: 8_192 },
    Target { name: "tender", law: tender::file, seeds: tender::files, dictionary: Some("tender"), longest: 8_192 },
    Target { name: "rule", law: catalogue::rule, seeds: catalogue::rules, dictionary: Some("toml"), longest: 8_192 },
    Target { name: "clause", law: catalogue::clause, seeds: catalogue::clauses, dictionary: Some("toml"), longest: 8_192 },
    Target { name: "segment", law: sharing::segment, seeds: sharing::segments, dictionary: Some("row"), longest: 8_192 },
    Target { name: "row", law: sharing::row, seeds: sharing::rows, dictionary: Some("row"), longest: 4_096 },
    Target { name: "marker", law: sharing::marker, seeds: sharing::markers, dictionary: Some("row"), longest: 512 },
    Target { name: "name", law: sharing::name, seeds: sharing::names, dictionary: None, longest: 160 },
    Target { name: "text", law: own_text::text, seeds: own_text::texts, dictionary: Some("text"), longest: 2_048 },
    Target { name: "sheet", law: sheets::table, seeds: sheets::tables, dictionary: Some("sheet"), longest: 4_096 },
    Target { name: "notice", law: sheets::notice, seeds: tender::files, dictionary: Some("tender"), longest: 8_192 },
    Target { name: "pack", law: packs::file, seeds: packs::files, dictionary: Some("pack"), longest: 8_192 },
    Target { name: "pack-content", law: packs::content, seeds: packs::contents, dictionary: Some("pack"), longest: 8_192 },
    Target { name: "cpv", law: cpv::typed, seeds: cpv::searches, dictionary: None, longest: 128 },
];

/// Finds a target by its word.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Reads a file of the repository, from its root.
fn repository(path: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
