//! Declares the window's commands, so that everything not listed is refused.

fn main() {
    // One name a line in `commands.list`: the list that `lib.rs` exposes is compared with it by a test.
    let commands: Vec<&'static str> = include_str!("commands.list").lines().filter(|line| !line.is_empty()).collect();
    let commands: &'static [&'static str] = Vec::leak(commands);
    let manifest = tauri_build::AppManifest::new().commands(commands);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)).expect("the Tauri configuration is valid");
}
