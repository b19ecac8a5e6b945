//! The window host: it knows Tauri and knows no law. Each command unwraps its arguments, calls one use
//! case of `clausier-app`, and gives back its answer or its sentence.

mod clause_commands;
pub mod commands;
mod criteria_commands;
mod desktop;
mod dialogs;
mod document_commands;
mod environment;
mod figures_commands;
mod handles;
mod link_commands;
mod needs_commands;
mod notice_commands;
mod own_commands;
mod publish_commands;
mod published_commands;
mod review_commands;
mod session_commands;
mod share_commands;
mod state;
mod tender_commands;
mod window;

pub use desktop::Desktop;
pub use dialogs::{Dialogs, FileKind};
pub use environment::note_painted;
pub use state::Host;

use tauri::{Context, Manager, RunEvent, Runtime};

/// Prepares a Tauri builder with the commands and the state; the real window and the mock share it.
pub fn build<R: Runtime>(builder: tauri::Builder<R>, host: Host) -> tauri::Builder<R> {
    let commands = commands::all::<R>();
    builder.manage(host).invoke_handler(commands.invoke_handler())
}

/// Opens the window and returns when it is closed.
///
/// # Panics
/// When the system gives no window at all: there is then nobody to tell it to.
pub fn run(context: Context<tauri::Wry>) {
    let environment = environment::Environment::read();
    let host = Host::open(&environment);
    let mut builder = build(tauri::Builder::default(), host).plugin(tauri_plugin_dialog::init()).plugin(tauri_plugin_opener::init());
    if !environment.automated {
        builder = builder
            .plugin(tauri_plugin_single_instance::init(|app, _, _| window::focus(app)))
            .plugin(tauri_plugin_window_state::Builder::default().build());
    }
    builder
        .setup(move |app| {
            window::open(app, &environment)?;
            Ok(())
        })
        .build(context)
        .expect("the system opens a window")
        .run(|app, event| {
            if matches!(event, RunEvent::Exit) {
                app.state::<Host>().end();
            }
        });
}
