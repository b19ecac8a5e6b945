//! Why a file cannot be read or written: one variant a reason, with its data. Phrases are the app's.

use crate::report::Place;

/// A refusal. The file given was not touched, and nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The bytes are no zip archive; `looks_like` names what their first bytes say (`pdf`, `rtf`, `html`, `xml`).
    #[error("not a zip archive ({looks_like:?})")]
    NotAZip {
        /// A short name, when recognised.
        looks_like: Option<&'static str>,
    },
    /// The archive ends before its directory or one of its members does.
    #[error("archive cut short at byte {position}")]
    Truncated {
        /// Where bytes are missing.
        position: usize,
    },
    /// A password is asked at opening.
    #[error("encrypted")]
    Encrypted,
    /// A `.doc` of Word 97-2003.
    #[error("legacy .doc")]
    LegacyDoc,
    /// An OLE container that is no text document.
    #[error("OLE container without a document")]
    OtherOle,
    /// A zip that is no Word document; `kind` is its main content type or media type.
    #[error("not a text document: {kind}")]
    NotADocument {
        /// As declared in the file.
        kind: String,
    },
    /// A zip in several volumes.
    #[error("multi-volume archive")]
    MultiDisk,
    /// More members than any real document.
    #[error("{count} members")]
    TooManyMembers {
        /// As declared.
        count: u64,
    },
    /// A part that inflates beyond reason.
    #[error("{part} inflates beyond {limit} bytes")]
    BombRatio {
        /// The member.
        part: String,
        /// The limit that was met.
        limit: u64,
    },
    /// Two members of one name, letter case aside.
    #[error("duplicate member {name}")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// A member named to escape its folder, or not nameable.
    #[error("bad member name {name:?}")]
    BadName {
        /// The name.
        name: String,
    },
    /// Two members that share bytes.
    #[error("member {name} overlaps another")]
    OverlappingMembers {
        /// One of them.
        name: String,
    },
    /// The directory and the member's own header disagree.
    #[error("member {name} is not where the directory says")]
    HeaderMismatch {
        /// The name in the directory.
        name: String,
    },
    /// A member compressed by something else than deflate.
    #[error("member {name} uses method {method}")]
    UnsupportedCompression {
        /// The member.
        name: String,
        /// The method of the zip specification.
        method: u16,
    },
    /// A member whose bytes do not inflate, or not to what was declared.
    #[error("member {name} is damaged")]
    Damaged {
        /// The member.
        name: String,
    },
    /// A document type declaration, which office files never need.
    #[error("DOCTYPE in {part}")]
    Doctype {
        /// The part.
        part: String,
    },
    /// A part that must be there.
    #[error("missing part {part}")]
    MissingPart {
        /// Its name, or the kind of relationship that should lead to it.
        part: String,
    },
    /// Not well formed.
    #[error("bad XML in {part} at byte {position}")]
    BadXml {
        /// The part.
        part: String,
        /// Offset in the inflated part.
        position: usize,
    },
    /// Elements nested beyond a thousand levels, or with more than 512 attributes.
    #[error("{part} is nested too deep at byte {position}")]
    TooDeep {
        /// The part.
        part: String,
        /// Offset in the inflated part.
        position: usize,
    },
    /// More blocks than any real document.
    #[error("more than {limit} blocks")]
    TooManyBlocks {
        /// The limit.
        limit: usize,
    },
    /// A part in UTF-16.
    #[error("{part} is UTF-16")]
    Utf16 {
        /// The part.
        part: String,
    },
    /// A part in an encoding other than UTF-8.
    #[error("{part} is encoded as {encoding}")]
    UnsupportedEncoding {
        /// The part.
        part: String,
        /// As declared.
        encoding: String,
    },
    /// A digital signature would be lost; `accept_signature_loss` says yes to it.
    #[error("signed document")]
    Signed,
    /// The file is protected against changes.
    #[error("protected document")]
    Protected,
    /// Places that nobody confirmed; `accept_places` says yes to them.
    #[error("{} places to confirm, {} clauses without a place", places.len(), unplaced.len())]
    NeedsPlaces {
        /// The uncertain proposals.
        places: Vec<Place>,
        /// Clauses for which nothing was found.
        unplaced: Vec<String>,
    },
    /// One clause given twice for one place, or an id outside `[A-Za-z0-9-]{1,24}`.
    #[error("bad or repeated clause key {key:?} {instance:?}")]
    BadKey {
        /// The key.
        key: String,
        /// The instance.
        instance: String,
    },
}
