//! Something moves on the terminal while the work lasts; nothing is drawn anywhere else.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::Common;

/// Does some work that may last, with a sign of life on the terminal.
pub fn waiting<T>(common: &Common, label: &'static str, work: impl FnOnce() -> T) -> T {
    if common.quiet {
        return work();
    }
    let sign = ProgressBar::new_spinner().with_message(label);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        sign.set_style(style);
    }
    sign.enable_steady_tick(Duration::from_millis(120));
    let done = work();
    sign.finish_and_clear();
    done
}
