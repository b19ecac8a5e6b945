//! The closed world that a paper is laid out in: one page of ours, three fonts, no file, no clock.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Value};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// Regular and bold of the text, then the signs that they lack.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../fonts/DejaVuSans.ttf"),
];

/// Reads the fonts of the program.
pub(crate) fn fonts() -> Vec<Font> {
    FONTS.into_iter().filter_map(|bytes| Font::new(Bytes::new(bytes), 0)).collect()
}

/// A world that holds nothing but the page, the fonts and the paper.
pub(crate) struct Closed {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    page: Source,
}

impl Closed {
    /// Returns the world of a paper.
    pub(crate) fn new(fonts: Vec<Font>, paper: Dict) -> Self {
        let inputs: Dict = std::iter::once(("paper".into(), Value::Dict(paper))).collect();
        // The description of a table is still an extra of typst.
        let library = Library::builder().with_inputs(inputs).with_features(std::iter::once(Feature::A11yExtras).collect()).build();
        Self {
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            page: Source::detached(include_str!("page.typ")),
        }
    }
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.page.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.page.id() { Ok(self.page.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
