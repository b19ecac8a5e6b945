//! Opens the window. Everything else is in the library, so that tests never depend on the built interface.
#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

fn main() {
    clausier_window::run(tauri::generate_context!());
}
