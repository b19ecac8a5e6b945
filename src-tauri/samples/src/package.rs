//! The zip packages: fixed date, fixed order, no extra field, so that two runs give the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A package under construction.
pub struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    pub fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a compressed member.
    pub fn add(&mut self, name: &str, content: &str) -> zip::result::ZipResult<()> {
        self.member(name, content, CompressionMethod::Deflated)
    }

    /// Adds a member as it is: OpenDocument wants its `mimetype` readable at a fixed place.
    pub fn add_stored(&mut self, name: &str, content: &str) -> zip::result::ZipResult<()> {
        self.member(name, content, CompressionMethod::Stored)
    }

    /// Closes the package and returns its bytes.
    pub fn finish(self) -> zip::result::ZipResult<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }

    fn member(&mut self, name: &str, content: &str, method: CompressionMethod) -> zip::result::ZipResult<()> {
        // Word dates every member 1 January 1980; so do we.
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.0.start_file(name, options)?;
        self.0.write_all(content.as_bytes())?;
        Ok(())
    }
}
