//! A small reader over the spanned TOML tree: it says faults in French, with line and column, and
//! never stops at the first one.
//!
//! How to use it, from the whole to the detail:
//!
//! ```text
//! let sources = Sources::parse(&files, &faults);              // syntax faults are said here, once
//! for table in sources.under("law/obligations/") {            // one `Table` a file, in the order of the paths
//!     table.keys(&["identifiant", "intitule", "versions"]);   // unknown keys are said, with the nearest one
//!     let id = table.text("identifiant");                     // Option: the fault is already said when None
//!     let title = table.text("intitule");
//!     for version in table.tables("versions", &["a_compter_du", "effet"]) {
//!         let from = version.day("a_compter_du");
//!         let effect = version.optional("effet").and_then(|value| words.read::<Effect>(value));
//!     }
//! }
//! ```
//!
//! * Read every field first, each as an `Option`, and give up the record only at the end (`Some(Record
//!   { id: id?, title: title? })`): all the faults of a record are then said together.
//! * `Table::text`, `day`, … want the key; `optional(key)` returns the `Value`, to be read by
//!   `Value::text`, `day`, `list`… A `Value` is also a place: `value.fault("phrase")`,
//!   `value.fault_hint("phrase", "piste")`.
//! * A table with free keys (a condition, parameters) is read by `Value::entries`, in the order in
//!   which its author wrote the keys.

mod document;
mod near;
mod position;
mod syntax;
mod table;
mod value;

pub use document::Sources;
pub use near::nearest;
pub use position::position;
pub use table::{Entry, Table};
pub use value::{Kind, Value};
