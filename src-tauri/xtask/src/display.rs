//! The real window, driven from outside: WebKitWebDriver, and a virtual display when there is none.

use std::net::TcpListener;
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
    let (_screen, display) = screen()?;
    let port = free_port()?;
    let _driver = driver(&display, port)?;
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-concurrency=1", "tests/window/e2e/"])
        .current_dir(shell::root())
        .env("DISPLAY", &display)
        .env("CLAUSIER_DRIVER", format!("http://127.0.0.1:{port}"))
        .envs(environment.iter().copied());
    shell::run(&mut command, "node --test tests/window/e2e/")
}

/// Returns the display of the session, or starts a virtual one: tests never steal the user's screen,
/// so a session's own display is used only when CLAUSIER_SHOW asks for it.
fn screen() -> Result<(Option<Helper>, String), String> {
    let own = std::env::var("DISPLAY").ok().filter(|display| !display.is_empty());
    if let (Some(display), true) = (own, std::env::var_os("CLAUSIER_SHOW").is_some()) {
        return Ok((None, display));
    }
    let number = (90..200)
        .find(|number| !std::path::Path::new(&format!("/tmp/.X{number}-lock")).exists())
        .ok_or("Aucun écran virtuel libre.")?;
    let display = format!(":{number}");
    let child = Command::new("Xvfb")
        .args([&display, "-screen", "0", "1400x900x24", "-nolisten", "tcp"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("L'écran virtuel (Xvfb) ne démarre pas : {error}"))?;
    let helper = Helper(child);
    let socket = format!("/tmp/.X11-unix/X{number}");
    wait_for(|| std::path::Path::new(&socket).exists(), "l'écran virtuel")?;
    Ok((Some(helper), display))
}

/// Starts the driver; the two variables are what makes Tauri accept to be driven.
fn driver(display: &str, port: u16) -> Result<Helper, String> {
    let child = Command::new("WebKitWebDriver")
        .args(["--host=127.0.0.1", &format!("--port={port}")])
        .env("DISPLAY", display)
        .env("TAURI_AUTOMATION", "true")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
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
