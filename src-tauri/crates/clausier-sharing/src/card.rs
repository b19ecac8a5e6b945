//! What a replica says of itself: a label chosen by the user, and which rows it reads and writes.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::row::{READER, SCHEMA};
use crate::strict;

const LONGEST_LABEL: usize = 60;

/// The card of this computer; never a name of a user or of a machine unless the user typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Chosen by the user, or absent.
    pub label: Option<String>,
    /// Version of the program.
    pub app: String,
}

impl Card {
    /// Returns the bytes of the card; `cle` is kept for signatures.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let label = self.label.as_ref().map(|label| label.chars().take(LONGEST_LABEL).collect::<String>());
        let value = json!({ "app": self.app, "cle": null, "lit": READER, "nom": label, "schema": SCHEMA });
        let mut bytes = strict::canonical(&value).into_bytes();
        bytes.push(b'\n');
        bytes
    }
}
