//! The values of a closed list, asked from its own type.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, Error, IntoDeserializer};

/// A word that no list holds.
const NO_WORD: &str = "\u{0}";

/// Returns every value of an enumeration, as they are written in JSON.
pub(super) fn values<T: DeserializeOwned>() -> &'static [&'static str] {
    let none: StrDeserializer<'_, Probe> = NO_WORD.into_deserializer();
    T::deserialize(none).err().map(|probe| probe.0).unwrap_or_default()
}

/// The list that a type gives when it refuses a word.
#[derive(Debug)]
struct Probe(&'static [&'static str]);

impl fmt::Display for Probe {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no such word")
    }
}

impl std::error::Error for Probe {}

impl Error for Probe {
    fn custom<M: fmt::Display>(_: M) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}
