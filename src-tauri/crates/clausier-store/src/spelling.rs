//! Values of the contract as the base spells them: their JSON word, without its quotes.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::errors::{Result, StoreError};

pub(crate) fn word<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value)?.trim_matches('"').to_owned())
}

/// Returns the value; a word that is not one of ours was not written by us.
pub(crate) fn of_word<T: DeserializeOwned>(word: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|_| StoreError::damaged())
}
