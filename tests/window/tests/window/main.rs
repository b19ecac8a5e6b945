//! The commands of the window, its generated types and its permissions, on the mock runtime.

mod bindings;
mod commands;
mod permissions;
