//! What every measure starts from.

use chrono::{NaiveDate, TimeZone, Utc};
use clausier_app::{App, Now, sample};
use clausier_core::tender::Tender;

/// The day of every measure.
pub fn now() -> Now {
    let at = Utc.with_ymd_and_hms(2026, 11, 24, 10, 0, 0).single().expect("an instant");
    Now { today: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"), at }
}

/// The sample of ten lots, its clauses chosen.
pub fn school() -> Tender {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = App::open(folder.path(), &now());
    sample::open(&app, "groupe-scolaire", &now()).expect("the sample opens").tender
}
