//! Instants as the base writes them: RFC 3339, UTC, milliseconds, so that text order is time order.

use chrono::{DateTime, SecondsFormat, Utc};

use crate::errors::{Result, StoreError};

pub(crate) fn stamp(now: DateTime<Utc>) -> String {
    now.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(crate) fn instant(text: &str) -> Result<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc)).map_err(|_| StoreError::damaged())
}
