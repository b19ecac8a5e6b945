//! The use cases, the same behind the window and the command line. One file per verb: it carries
//! (load, call core, save, return), it never computes.

pub mod answers;
mod app;
pub mod backups;
pub mod calendar;
pub mod catalogue_diff;
pub mod clauses;
pub mod coverage;
pub mod cpv;
pub mod create;
mod criteria_view;
pub mod doctor_view;
mod document_errors;
pub mod duties;
pub mod edit;
pub mod edition_effect;
pub mod engine;
mod error;
pub mod export;
mod facts_view;
pub mod files;
pub mod forks_view;
pub mod indicators;
mod ledger;
pub mod letter;
pub mod library;
pub mod needs;
pub mod news;
mod now;
pub mod open_data;
pub mod organisation;
pub mod places;
pub mod relations;
pub mod sample;
pub mod schema;
pub mod search;
pub mod settings;
pub mod share;
pub mod share_log;
pub mod share_progress;
pub mod sharing_view;
pub mod start;
mod store_errors;
mod tasks;
pub mod tender_file;
pub mod tenders;
pub mod view;
mod watched_folder;
pub mod why;
pub mod wire;

pub use app::App;
pub use engine::Engine;
pub use error::{ErrorKind, UserError, UserResult};
pub use now::{Now, new_id};

pub use clausier_core::tender::{Tender, TenderId};
