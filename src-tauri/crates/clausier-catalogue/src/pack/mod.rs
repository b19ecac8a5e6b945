//! Packs: the organisation's clauses and targets as one signed file.
//!
//! The file is text. Its first line says what it is and how long its content is; then stand the public key
//! and the signature, both as the tool `minisign` writes them, an empty line, and the content, which is JSON:
//!
//! ```text
//! clausier-paquet 1 1234
//! untrusted comment: minisign public key …
//! RW…
//! untrusted comment: …
//! RU…
//! trusted comment: …
//! …
//!
//! {"serial":1,…}
//! ```
//!
//! Cut at the empty line, it is checked by `minisign -V` as well. A signature says that nothing was changed
//! since the key signed; whether that key is a colleague's is for a person to say, word by word ([`words`]).

mod content;
mod key;
mod layout;

pub use content::{LARGEST_PACK, OpenedPack, PackFault, open, seal};
pub use key::{PackSigner, words};
