//! Builds the crate again when a file of the catalogue is added, changed or removed: it is embedded.

fn main() {
    println!("cargo:rerun-if-changed=../../catalogue");
}
