//! A program on a temporary folder, on a fixed day.

use chrono::{DateTime, NaiveDate, Utc};
use clausier_app::wire::TenderView;
use clausier_app::{App, Now, TenderId, UserError, tenders};
use serde_json::Value;

/// A folder with its own base.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub app: App,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let app = App::open(&folder.path().join("donnees"), &now());
        Self { folder, app }
    }

    /// Closes the base and opens it again, as after a restart.
    pub fn reopen(self) -> Self {
        let Self { folder, app } = self;
        drop(app);
        let app = App::open(&folder.path().join("donnees"), &now());
        Self { folder, app }
    }

    /// Creates a tender and gives it these fields.
    pub fn tender(&self, fields: &Value) -> TenderView {
        let view = tenders::create(&self.app, false, &now()).expect("a tender is created");
        clausier_app::edit::patch(&self.app, view.id, view.rev, "test", fields, &now()).expect("the fields are accepted")
    }

    pub fn get(&self, id: TenderId) -> TenderView {
        tenders::open(&self.app, id, &now()).expect("the tender is there")
    }
}

/// The day of the tests.
pub fn now() -> Now {
    at(0)
}

/// That many seconds later: edits of one field within three seconds are one step of the history.
pub fn at(seconds: i64) -> Now {
    let noon: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().expect("an instant");
    Now { today: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"), at: noon + chrono::Duration::seconds(seconds) }
}

pub fn code<T: std::fmt::Debug>(result: Result<T, UserError>) -> String {
    result.expect_err("refused").code
}
