//! The user's choices, applied at once and kept in the base.

use crate::app::App;
use crate::error::UserResult;
use crate::now::Now;
use crate::store_errors;
use crate::wire::Settings;

const KEY: &str = "reglages";

/// Reads the choices; what cannot be read gives the defaults.
pub fn load(app: &App) -> Settings {
    app.with_store(|store| store.setting(KEY).map_err(|error| store_errors::sentence(&error)))
        .ok()
        .flatten()
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_default()
}

/// Keeps the choices.
pub fn save(app: &App, settings: Settings, now: &Now) -> UserResult<Settings> {
    let value = serde_json::to_value(&settings).expect("settings are plain data");
    app.with_store(|store| store.set_setting(KEY, &value, now.at).map_err(|error| store_errors::sentence(&error)))?;
    Ok(settings)
}
