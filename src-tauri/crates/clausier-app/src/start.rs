//! What the window needs to draw itself.

use clausier_core::french;

use crate::app::App;
use crate::now::Now;
use crate::wire::StartView;
use crate::{news, settings, sharing_view, tenders};

/// Gathers the first screen. A base that cannot be opened is told, and the rest still works.
pub fn start(app: &App, now: &Now) -> StartView {
    StartView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        edition: edition_words(app.engine.edition()),
        tenders: tenders::list(app).unwrap_or_default(),
        store_problem: app.store_problem(),
        sharing: sharing_view::state(app, now).unwrap_or_else(|_| sharing_view::unknown()),
        settings: settings::load(app),
        titles: app.engine.titles(),
        news: news::note(app),
        organisation_problem: app.organisation_problem().cloned(),
    }
}

/// « novembre 2026 » for `2026-11`.
pub(crate) fn edition_words(edition: &str) -> String {
    let first_day = format!("{edition}-01").parse().ok();
    first_day.map_or_else(
        || edition.to_owned(),
        |day| french::day(day).split_once([' ', french::NBSP]).map_or_else(String::new, |(_, month)| month.to_owned()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_named_by_its_month() {
        assert_eq!(edition_words("2026-11").replace('\u{a0}', " "), "novembre 2026");
        assert_eq!(edition_words("essai"), "essai");
    }
}
