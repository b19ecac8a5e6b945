//! What the window asks of the system beside dialogs, behind a port: the commands know no runtime, and
//! on the mock one nothing happens.

use std::path::Path;

use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_opener::OpenerExt;

use crate::window::LABEL;

/// The port to the system.
pub trait Desktop: Send + Sync {
    /// Shows the window.
    fn show(&self);
    /// Sets the size of the display, in per cent.
    fn zoom(&self, percent: u32);
    /// Opens a file in the program that the system prefers; false when there is none.
    fn open(&self, path: &Path) -> bool;
    /// Shows a file in its folder; false when that cannot be done.
    fn reveal(&self, path: &Path) -> bool;
    /// Opens an address in the browser of the system; false when there is none.
    fn browse(&self, address: &str) -> bool;
}

/// The system itself.
pub struct Native<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> Desktop for Native<R> {
    fn show(&self) {
        if let Some(window) = self.0.get_webview_window(LABEL) {
            let _ = window.show();
        }
    }

    /// The page sees fewer pixels and lays itself out anew, as in a browser. A size that the engine
    /// refuses leaves the one before.
    fn zoom(&self, percent: u32) {
        if let Some(window) = self.0.get_webview_window(LABEL) {
            let _ = window.set_zoom(f64::from(percent) / 100.0);
        }
    }

    fn open(&self, path: &Path) -> bool {
        self.0.opener().open_path(path.to_string_lossy(), None::<&str>).is_ok()
    }

    fn reveal(&self, path: &Path) -> bool {
        self.0.opener().reveal_item_in_dir(path).is_ok()
    }

    fn browse(&self, address: &str) -> bool {
        self.0.opener().open_url(address, None::<&str>).is_ok()
    }
}
