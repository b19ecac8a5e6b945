//! A window without a screen: the real commands, the real permissions, Tauri's mock runtime.
//!
//! What a person sees is tested in `e2e/`, in the real WebKitGTK window.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clausier_window::Host;
use serde_json::Value;
use tauri::test::{INVOKE_KEY, MockRuntime, mock_builder, mock_context, noop_assets};
use tauri::utils::acl::capability::Capability;
use tauri::utils::acl::manifest::Manifest;
use tauri::utils::acl::resolved::Resolved;
use tauri::utils::platform::Target;
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// Label of the window in the capability file.
pub const LABEL: &str = "principale";

/// Returns a folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map(Path::to_path_buf).expect("tests/window lives two folders below the root")
}

/// Reads a JSON file of the workspace.
pub fn json(path: &str) -> Value {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the names of `commands.list`.
pub fn listed_commands() -> Vec<String> {
    let text = fs::read_to_string(root().join("src-tauri/commands.list")).expect("commands.list is readable");
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The program on a folder of its own, without a screen.
pub struct Bench {
    app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    data: tempfile::TempDir,
}

impl Bench {
    /// Opens the program on an empty folder.
    pub fn new() -> Self {
        let data = tempfile::tempdir().expect("the system gives a temporary folder");
        let mut context = mock_context(noop_assets());
        *context.runtime_authority_mut() = authority();
        let host = Host::for_tests(data.path().to_path_buf());
        let app = clausier_window::build(mock_builder(), host).build(context).expect("the mock application is built");
        let window = open(&app, LABEL);
        Self { app, window, data }
    }

    /// Returns the folder of the base.
    pub fn data_dir(&self) -> &Path {
        self.data.path()
    }

    /// Ends the session as the real window does when it is closed.
    pub fn end(&self) {
        self.app.state::<Host>().end();
    }

    /// Calls a command as the interface does.
    pub fn ask(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call(&self.window, command, arguments)
    }

    /// Calls a command from a window that no capability names.
    pub fn ask_from_elsewhere(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call(&open(&self.app, "autre"), command, arguments)
    }
}

impl Default for Bench {
    fn default() -> Self {
        Self::new()
    }
}

fn open(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::default()).build().expect("the mock opens a window")
}

fn call(window: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    let url = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: tauri::ipc::CallbackFn(0),
        error: tauri::ipc::CallbackFn(1),
        url: url.parse().expect("the address of the window is an address"),
        body: tauri::ipc::InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    let answer = tauri::test::get_ipc_response(window, request)?;
    Ok(answer.deserialize().expect("a command answers JSON"))
}

/// The permissions that the real window gets, from what the build script of the host wrote.
fn authority() -> tauri::ipc::RuntimeAuthority {
    let (acl, resolved) = permissions();
    tauri::runtime_authority!(acl, resolved)
}

/// Resolves the capability file against the permissions that exist, as Tauri does when it builds.
pub fn permissions() -> (BTreeMap<String, Manifest>, Resolved) {
    let acl: BTreeMap<String, Manifest> =
        serde_json::from_value(json("src-tauri/gen/schemas/acl-manifests.json")).expect("Tauri wrote its manifests");
    let capability: Capability = serde_json::from_value(json("src-tauri/capabilities/fenetre.json")).expect("fenetre.json is a capability");
    let capabilities = BTreeMap::from([(capability.identifier.clone(), capability)]);
    let resolved = Resolved::resolve(&acl, capabilities, Target::current()).expect("each permission of fenetre.json exists");
    (acl, resolved)
}
