//! Why a place on the network did not do what it was asked, for the sentence that a person reads. The
//! protocol itself decides on [`crate::FolderError`] alone.

use serde::{Deserialize, Serialize};

/// The last trouble met with a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Wrong or missing user name, password or key.
    Credentials,
    /// No such host, or nobody answers there.
    Unreachable,
    /// The certificate is not one that this computer trusts, or there is no TLS at all.
    Tls,
    /// The bucket does not exist.
    Bucket,
    /// The rights of this account do not allow it.
    Rights,
    /// No room left.
    Full,
    /// The clock of this computer is too far from that of the service.
    Clock,
    /// The server sends to another address, which is not followed.
    Moved,
    /// The deadline passed.
    Slow,
    /// The server is in trouble itself.
    Server,
}
