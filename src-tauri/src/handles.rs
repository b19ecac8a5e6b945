//! Files that the user chose. The webview holds a handle and a name; the path stays here.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clausier_app::UserError;
use clausier_app::wire::FileHandle;

/// The chosen files of this session.
#[derive(Debug, Default)]
pub struct Handles(Mutex<HashMap<String, PathBuf>>);

impl Handles {
    /// Remembers a path and returns what the webview may know of it.
    pub fn add(&self, path: &Path) -> FileHandle {
        let handle = format!("f-{}", uuid_like());
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Ok(mut known) = self.0.lock() {
            known.insert(handle.clone(), path.to_path_buf());
        }
        FileHandle { handle, name }
    }

    /// Returns the path of a handle given by [`Handles::add`]; any other text is refused.
    pub fn path(&self, handle: &str) -> Result<PathBuf, UserError> {
        let known = self.0.lock().ok().and_then(|known| known.get(handle).cloned());
        known.ok_or_else(|| UserError::new("fichier-absent", &[("fichier", "choisi")]))
    }
}

/// A name that cannot be guessed from the one before.
fn uuid_like() -> String {
    clausier_app::new_id().to_string()
}
