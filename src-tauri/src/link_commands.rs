//! The texts that the catalogue cites, opened outside.

use clausier_app::UserResult;
use clausier_app::source_link::{no_browser, opened};
use tauri::State;

use crate::state::Host;

/// Opens the address of a text in the browser of the system; any other address is refused.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn open_source(host: State<'_, Host>, address: String) -> UserResult<()> {
    let address = opened(&address)?;
    if host.browse(address) { Ok(()) } else { Err(no_browser()) }
}
