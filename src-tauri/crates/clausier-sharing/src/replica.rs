//! The name of an installation in the folder: 26 random characters, no host and no user in it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::Chance;

const LENGTH: usize = 26;
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// An installation, from the point of view of the folder.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplicaId([u8; LENGTH]);

impl ReplicaId {
    /// Draws a new one.
    pub fn draw(chance: &mut dyn Chance) -> Self {
        let mut number = u128::from(chance.next()) << 64 | u128::from(chance.next());
        let mut name = [b'a'; LENGTH];
        for character in &mut name {
            *character = ALPHABET.get((number & 31) as usize).copied().unwrap_or(b'a');
            number >>= 5;
        }
        Self(name)
    }

    /// Reads 26 lower-case letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; LENGTH] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).then_some(Self(bytes))
    }

    /// Returns its characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a replica is named in ASCII")
    }
}

impl std::fmt::Display for ReplicaId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl std::fmt::Debug for ReplicaId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for ReplicaId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ReplicaId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a replica"))
    }
}
