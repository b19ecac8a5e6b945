//! What an answer of a server means: for the protocol a [`FolderError`], for a person a [`Trouble`].

use opendal::{Error, ErrorKind};

use super::wire::Seen;
use crate::folder::FolderError;
use crate::trouble::Trouble;

/// Words of S3 for a key that is unknown or does not match.
const BAD_KEY: [&str; 5] = ["InvalidAccessKeyId", "NotSignedUp", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken"];

/// Explains a refusal.
pub(super) fn explain(error: &Error, seen: Seen) -> (FolderError, Option<Trouble>) {
    if let Some(trouble) = seen.trouble {
        return (FolderError::NoAnswer, Some(trouble));
    }
    let says = |word: &str| error.message().contains(word);
    match seen.status {
        _ if says("NoSuchBucket") => (FolderError::NoAnswer, Some(Trouble::Bucket)),
        _ if says("RequestTimeTooSkewed") => (FolderError::NoAnswer, Some(Trouble::Clock)),
        _ if BAD_KEY.iter().any(|word| says(word)) => (FolderError::NoAnswer, Some(Trouble::Credentials)),
        401 | 407 => (FolderError::NoAnswer, Some(Trouble::Credentials)),
        403 => (FolderError::Refused, Some(Trouble::Rights)),
        300..=399 => (FolderError::NoAnswer, Some(Trouble::Moved)),
        404 => (FolderError::Absent, None),
        // WebDAV says so of a file whose folder is absent; S3 of a condition that two writers ask for at once.
        409 if error.kind() == ErrorKind::ConditionNotMatch => (FolderError::Busy, None),
        409 => (FolderError::Absent, None),
        412 => (FolderError::AlreadyExists, None),
        405 | 501 => (FolderError::Unsupported, None),
        413 | 507 => (FolderError::Full, Some(Trouble::Full)),
        423 | 429 => (FolderError::Busy, None),
        500..=599 => (FolderError::Busy, Some(Trouble::Server)),
        _ => of_kind(error.kind()),
    }
}

/// Explains what was refused here, before or after the answer.
#[allow(clippy::wildcard_enum_match_arm)] // `ErrorKind` is non-exhaustive.
fn of_kind(kind: ErrorKind) -> (FolderError, Option<Trouble>) {
    match kind {
        ErrorKind::NotFound => (FolderError::Absent, None),
        ErrorKind::Unsupported => (FolderError::Unsupported, None),
        ErrorKind::ConditionNotMatch | ErrorKind::AlreadyExists => (FolderError::AlreadyExists, None),
        ErrorKind::IsADirectory | ErrorKind::NotADirectory => (FolderError::NotRegular, None),
        ErrorKind::PermissionDenied => (FolderError::Refused, Some(Trouble::Rights)),
        ErrorKind::RateLimited => (FolderError::Busy, None),
        // A body that stops before its announced length, or the deadline of one exchange.
        _ => (FolderError::NoAnswer, Some(Trouble::Slow)),
    }
}
