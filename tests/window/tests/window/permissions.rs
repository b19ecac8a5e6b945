//! The window can call our commands, and nothing else of the system.

use std::collections::BTreeSet;

use clausier_window_tests::{Bench, json, listed_commands, permissions, root};
use serde_json::json;

const CORE: [&str; 3] = ["core:event:allow-listen", "core:event:allow-unlisten", "core:window:allow-set-title"];

fn granted() -> Vec<String> {
    let capability = json("src-tauri/capabilities/fenetre.json");
    let permissions = capability["permissions"].as_array().expect("permissions is a list");
    permissions.iter().map(|one| one.as_str().expect("a permission without a scope of its own is a name").to_owned()).collect()
}

/// Returns the names that `commands.rs` registers, read from its source: the type gives no list.
fn registered() -> Vec<String> {
    let source = std::fs::read_to_string(root().join("src-tauri/src/commands.rs")).expect("commands.rs is readable");
    let (_, list) = source.split_once("collect_commands![").expect("commands.rs collects its commands");
    let (list, _) = list.split_once(']').expect("the list is closed");
    // A command of another file is written with its path, which is not part of its name.
    let name = |path: &str| path.trim().trim_end_matches("::<R>").rsplit("::").next().unwrap_or_default().to_owned();
    let names = list.split(',').map(name);
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_list_of_the_build_script_is_the_list_of_the_host() {
    assert_eq!(listed_commands(), registered(), "a command missing from commands.list would be open to any window");
}

#[test]
fn the_capability_grants_each_command_and_three_permissions_of_the_core() {
    let ours = listed_commands().into_iter().map(|command| format!("allow-{}", command.replace('_', "-")));
    let expected: BTreeSet<String> = ours.chain(CORE.map(str::to_owned)).collect();
    let granted = granted();
    assert_eq!(granted.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(granted.len(), expected.len(), "no permission is written twice");
}

#[test]
fn no_permission_reaches_files_programs_the_network_or_the_clipboard() {
    for permission in granted() {
        for forbidden in ["fs", "shell", "http", "process", "clipboard", "opener", "dialog", "upload", "websocket", "sql"] {
            assert!(!permission.starts_with(&format!("{forbidden}:")), "{permission} is not for the webview");
        }
    }
}

#[test]
fn what_the_permissions_allow_is_what_they_say() {
    let (_, resolved) = permissions();
    let allowed: BTreeSet<&str> = resolved.allowed_commands.keys().map(String::as_str).collect();
    let ours = listed_commands();
    let core = ["plugin:event|listen", "plugin:event|unlisten", "plugin:window|set_title"];
    let expected: BTreeSet<&str> = ours.iter().map(String::as_str).chain(core).collect();
    assert!(resolved.has_app_acl, "our own commands are checked too");
    assert_eq!(allowed, expected);
}

#[test]
fn the_content_policy_has_no_unsafe_word_and_no_remote_address() {
    let configuration = json("src-tauri/tauri.conf.json");
    let security = &configuration["app"]["security"];
    let policy = security["csp"].as_str().expect("the policy is one string");
    assert!(!policy.contains("unsafe-"), "{policy}");
    assert!(policy.starts_with("default-src 'none';"), "what is not listed is refused: {policy}");
    for word in policy.split_whitespace().filter(|word| word.contains("://") || word.contains('*')) {
        assert_eq!(word.trim_end_matches(';'), "http://ipc.localhost", "only the commands have an address");
    }
    assert_eq!(security["freezePrototype"], json!(true));
    assert_eq!(security["capabilities"], json!(["fenetre"]), "no other capability file counts");
    assert_eq!(configuration["app"]["withGlobalTauri"], json!(false));
}

#[test]
fn a_command_that_is_not_granted_is_refused() {
    let bench = Bench::new();
    let refused =
        ["plugin:fs|read_text_file", "plugin:window|close", "plugin:webview|create_webview_window", "plugin:opener|open_path", "autre_commande"];
    for command in refused {
        let refusal = bench.ask(command, json!({ "path": "/etc/passwd" })).expect_err("the command is not granted");
        assert!(refusal.to_string().contains("not allowed"), "{command}: {refusal}");
    }
}

#[test]
fn another_window_gets_no_command_at_all() {
    let refusal = Bench::new().ask_from_elsewhere("list_tenders", json!({})).expect_err("only « principale » is granted");
    assert!(refusal.to_string().contains("not allowed"), "{refusal}");
}
