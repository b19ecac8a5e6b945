//! The real window, driven from outside: WebKitWebDriver, and a virtual display when there is none.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::shell::{self, Done};

/// A process that is ended with the step that needed it.
struct Helper(Child);

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs the end-to-end tests of `tests/window/e2e`; screenshots go to `artefacts/`.
pub fn end_to_end(environment: &[(&str, &str)]) -> Done {
    shell::title("Fenêtre réelle");
    let display = Display::start()?;
    let port = free_port()?;
    let _driver = driver(display.name(), port)?;
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-concurrency=1"])
        .args(stories()?)
        .current_dir(shell::root())
        .env("DISPLAY", display.name())
        .env("CLAUSIER_DRIVER", format!("http://127.0.0.1:{port}"))
        .envs(environment.iter().copied());
    shell::run(&mut command, "node --test tests/window/e2e/")
}

/// Lists the files of tests: how node takes a folder changes from one version to the next.
fn stories() -> Result<Vec<PathBuf>, String> {
    let folder = shell::root().join("tests/window/e2e");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{} : {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    files.sort();
    Ok(files)
}

/// A screen for the windows of a step; a virtual one ends with it.
pub struct Display {
    name: String,
    _server: Option<Helper>,
}

impl Display {
    /// Starts a virtual screen: tests never steal the user's own, which is used only when
    /// CLAUSIER_SHOW asks for it.
    pub fn start() -> Result<Self, String> {
        let own = std::env::var("DISPLAY").ok().filter(|display| !display.is_empty());
        if let (Some(name), true) = (own, std::env::var_os("CLAUSIER_SHOW").is_some()) {
            return Ok(Self { name, _server: None });
        }
        let number = (90..200).find(|number| !taken(*number)).ok_or("Aucun écran virtuel libre.")?;
        let name = format!(":{number}");
        let child = Command::new("Xvfb")
            .args([&name, "-screen", "0", "1400x900x24", "-nolisten", "tcp"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("L'écran virtuel (Xvfb) ne démarre pas : {error}"))?;
        let server = Helper(child);
        wait_for(|| socket(number).exists(), "l'écran virtuel")?;
        Ok(Self { name, _server: Some(server) })
    }

    /// Returns what DISPLAY must say.
    pub fn name(&self) -> &str {
        &self.name
    }
}

fn taken(number: u32) -> bool {
    PathBuf::from(format!("/tmp/.X{number}-lock")).exists() || socket(number).exists()
}

fn socket(number: u32) -> PathBuf {
    PathBuf::from(format!("/tmp/.X11-unix/X{number}"))
}

/// Starts the driver; the two variables are what makes Tauri accept to be driven. The renderer is the
/// ordinary one: without it (WEBKIT_DISABLE_DMABUF_RENDERER) a picture of the page never comes.
fn driver(display: &str, port: u16) -> Result<Helper, String> {
    let child = Command::new("WebKitWebDriver")
        .args(["--host=127.0.0.1", &format!("--port={port}")])
        .env("DISPLAY", display)
        .env("TAURI_AUTOMATION", "true")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("NO_AT_BRIDGE", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("WebKitWebDriver ne démarre pas : {error}"))?;
    let helper = Helper(child);
    wait_for(|| std::net::TcpStream::connect(("127.0.0.1", port)).is_ok(), "WebKitWebDriver")?;
    Ok(helper)
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("Aucun port local libre : {error}"))
}

fn wait_for(ready: impl Fn() -> bool, what: &str) -> Done {
    for _ in 0..150 {
        if ready() {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    Err(format!("{what} ne répond pas après quinze secondes."))
}
