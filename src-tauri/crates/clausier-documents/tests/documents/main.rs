//! The documents crate seen from outside: files in, files and reports out.

mod archive;
mod builder;
mod edits;
mod foreign;
mod hostile;
mod insertion;
mod libreoffice;
mod new_documents;
mod odt;
mod odt_builder;
mod papers;
mod places;
mod properties;
mod real_files;
mod tracked;
