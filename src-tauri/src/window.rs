//! The one window: created hidden, shown when its first screen is painted, closed to any other address.

use tauri::{AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder};

use crate::desktop::Native;
use crate::dialogs::{self, FromFile};
use crate::environment::Environment;
use crate::state::Host;

/// Name of the window in the capability file.
pub const LABEL: &str = "principale";

/// Opens the window, hidden until the interface says that it is ready.
pub fn open<R: Runtime>(app: &tauri::App<R>, environment: &Environment) -> tauri::Result<()> {
    let host = app.state::<Host>();
    match &environment.answers {
        Some(file) => host.set_dialogs(Box::new(FromFile::new(file.clone()))),
        None => host.set_dialogs(Box::new(dialogs::Native(app.handle().clone()))),
    }
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Clausier")
        .inner_size(1366.0, 768.0)
        .min_inner_size(320.0, 400.0)
        .visible(environment.automated)
        .on_navigation(is_ours)
        .build()?;
    host.set_desktop(Box::new(Native(app.handle().clone())));
    Ok(())
}

/// Only the application's own pages: a link never takes the window elsewhere.
fn is_ours(url: &tauri::Url) -> bool {
    matches!(url.scheme(), "tauri") || matches!(url.host_str(), Some("tauri.localhost")) || is_development(url)
}

fn is_development(url: &tauri::Url) -> bool {
    cfg!(debug_assertions) && url.host_str() == Some("localhost")
}

/// Brings the window forward when the program is started a second time.
pub fn focus<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
