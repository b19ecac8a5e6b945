//! The clock and chance, handed from outside: the use cases read neither.

use chrono::{DateTime, NaiveDate, Utc};
use clausier_core::tender::TenderId;

/// The only clock the use cases see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The day, for law.
    pub today: NaiveDate,
    /// The instant, for history and display; it decides nothing.
    pub at: DateTime<Utc>,
}

/// Returns a new identifier, in order of creation (UUID version 7).
pub fn new_id() -> TenderId {
    TenderId(uuid::Uuid::now_v7())
}
