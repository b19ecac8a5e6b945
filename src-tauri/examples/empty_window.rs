//! The least that a Tauri window costs: one word, no program behind it. `cargo xtask bench` compares
//! Clausier's own start with it, in the same run.

use tauri::http::Response;
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// Tells that it is painted after two frames, as Clausier's own page does.
const PAGE: &str = "<!doctype html><html lang=fr><title>Vide</title><p>Vide</p>\
    <script>requestAnimationFrame(() => requestAnimationFrame(() => fetch('/peinte')))</script>";

fn main() {
    tauri::Builder::default()
        .register_uri_scheme_protocol("vide", |_, request| {
            if request.uri().path() == "/peinte" {
                clausier_window::note_painted();
            }
            Response::builder().header("content-type", "text/html; charset=utf-8").body(PAGE.as_bytes().to_vec()).unwrap_or_default()
        })
        .setup(|app| {
            let url = "vide://localhost/".parse().expect("a fixed address");
            WebviewWindowBuilder::new(app, "vide", WebviewUrl::CustomProtocol(url)).inner_size(1366.0, 768.0).build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .expect("the system opens a window");
}
