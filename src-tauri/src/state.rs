//! What the commands share.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};

use clausier_app::{App, Now};

use crate::desktop::Desktop;
use crate::dialogs::{Dialogs, FileKind};
use crate::environment::Environment;
use crate::handles::Handles;

/// The use cases, opened beside the window: the catalogue is read while the engine draws its first frame.
type Opening = LazyLock<App, Box<dyn FnOnce() -> App + Send>>;

/// State managed by Tauri.
pub struct Host {
    /// The use cases; the first command waits until they are open. The thread that draws never does: the
    /// page is read meanwhile.
    pub app: Arc<Opening>,
    /// Files chosen in this session.
    pub files: Handles,
    environment: Environment,
    dialogs: OnceLock<Box<dyn Dialogs>>,
    desktop: OnceLock<Box<dyn Desktop>>,
}

impl Host {
    /// Opens the base. A base that cannot be opened is told on the first screen, never a closed window.
    pub fn open(environment: &Environment) -> Self {
        Self {
            app: opening(environment.clone()),
            files: Handles::default(),
            environment: environment.clone(),
            dialogs: OnceLock::new(),
            desktop: OnceLock::new(),
        }
    }

    /// Opens a host on a given folder, for tests on the mock runtime.
    pub fn for_tests(data_dir: PathBuf) -> Self {
        Self::open(&Environment { data_dir, ..Environment::read() })
    }

    /// Gives the dialogs, once.
    pub fn set_dialogs(&self, dialogs: Box<dyn Dialogs>) {
        let _ = self.dialogs.set(dialogs);
    }

    /// Gives the system, once; without it, what is asked of the system does nothing.
    pub fn set_desktop(&self, desktop: Box<dyn Desktop>) {
        let _ = self.desktop.set(desktop);
    }

    /// Ends the session with a verified backup. One that cannot be made leaves the earlier ones, and
    /// nobody is there any more to be told.
    pub fn end(&self) {
        let _ = clausier_app::backups::make(&self.app, &self.now());
    }

    /// Shows the window.
    pub fn show(&self) {
        if let Some(desktop) = self.desktop.get() {
            desktop.show();
        }
    }

    /// Sets the size of the display, in per cent.
    pub fn zoom(&self, percent: u32) {
        if let Some(desktop) = self.desktop.get() {
            desktop.zoom(percent);
        }
    }

    /// Opens a file in the program that the system prefers.
    pub fn open_file(&self, path: &Path) -> bool {
        self.desktop.get().is_some_and(|desktop| desktop.open(path))
    }

    /// Shows a file in its folder.
    pub fn reveal(&self, path: &Path) -> bool {
        self.desktop.get().is_some_and(|desktop| desktop.reveal(path))
    }

    /// Opens an address in the browser of the system; a driven window only notes which.
    pub fn browse(&self, address: &str) -> bool {
        if self.environment.automated {
            return self.environment.note_browsed(address);
        }
        self.desktop.get().is_some_and(|desktop| desktop.browse(address))
    }

    /// Returns the day and the instant.
    pub fn now(&self) -> Now {
        self.environment.now()
    }

    /// Asks the user for something that exists.
    pub fn choose(&self, kind: FileKind) -> Option<PathBuf> {
        self.dialogs.get()?.choose(kind)
    }

    /// Asks the user for one or several things that exist.
    pub fn choose_several(&self, kind: FileKind) -> Vec<PathBuf> {
        self.dialogs.get().map(|dialogs| dialogs.choose_several(kind)).unwrap_or_default()
    }

    /// Asks the user where to write.
    pub fn save_as(&self, proposal: &str, beside: Option<PathBuf>) -> Option<PathBuf> {
        self.dialogs.get()?.save_as(proposal, beside)
    }
}

/// Starts to open the base and the catalogue at once, and returns without waiting.
fn opening(environment: Environment) -> Arc<Opening> {
    let open: Box<dyn FnOnce() -> App + Send> = Box::new(move || App::open(&environment.data_dir, &environment.now()));
    let app = Arc::new(LazyLock::new(open));
    let ahead = Arc::clone(&app);
    std::thread::spawn(move || {
        LazyLock::force(&ahead);
    });
    app
}
