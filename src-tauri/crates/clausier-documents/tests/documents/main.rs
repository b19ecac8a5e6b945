//! The documents crate seen from outside: files in, files and reports out.

mod again;
mod archive;
mod builder;
mod constructs;
mod corrections;
mod edits;
mod foreign;
mod hostile;
mod insertion;
mod judges;
mod libreoffice;
mod merges;
mod new_documents;
mod odt;
mod odt_builder;
mod papers;
mod passages;
mod places;
mod properties;
mod real_files;
mod tracked;
mod unusual_zip;
