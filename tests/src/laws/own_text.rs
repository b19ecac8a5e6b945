//! A clause that the buyer types: any text is blocks, written back it reads the same, and a document holds it.

use clausier_core::document::{Block, parse, to_markdown, to_plain_text};
use clausier_documents::{fresh, outline};

/// Any text as a clause of the buyer's own.
pub fn text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let blocks = parse(text);
    let _ = to_plain_text(&blocks);
    for block in &blocks {
        if let Block::Table { header, rows } = block {
            assert!(rows.iter().all(|row| row.len() == header.len()), "a table is not rectangular");
        }
    }
    let written = to_markdown(&blocks);
    assert_eq!(parse(&written), blocks, "written {written:?}, it reads otherwise");
    let file = fresh("Clause", &blocks).unwrap_or_else(|error| panic!("no document holds it: {error}"));
    outline(&file).unwrap_or_else(|error| panic!("the document does not open: {error}"));
}

/// Each kind of block, and marks that are none.
pub fn texts() -> Vec<Vec<u8>> {
    let texts = [
        "Un **mot** fort\nsuite.\n\n- a\n  encore\n- b\n1. un\n2. deux\n\n| A | B |\n|---|---|\n| 1 |\n",
        "2**3 | x\n- **a** b\n|a|\n|:-:|\n|**b**|",
        "1. - a\n\n- 1. b\n\n{{taux}} % ; « fin »",
    ];
    texts.map(|text| text.as_bytes().to_vec()).into()
}
