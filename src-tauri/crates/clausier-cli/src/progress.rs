//! Something moves on the terminal while the work lasts; nothing is drawn anywhere else.

use std::sync::atomic::{AtomicBool, Ordering};
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

/// The same, with how far the work is: what is done, and what there is to do once it is known.
pub fn counting<T>(common: &Common, label: &'static str, far: impl Fn() -> (u64, u64) + Sync, work: impl FnOnce() -> T) -> T {
    let sign = ProgressBar::new_spinner();
    if common.quiet || sign.is_hidden() {
        return work();
    }
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        sign.set_style(style);
    }
    let over = AtomicBool::new(false);
    let done = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                sign.set_message(told(label, far()));
                sign.tick();
                std::thread::sleep(Duration::from_millis(120));
            }
        });
        // Dropped even when the work panics: the terminal is never left waiting.
        let _end = End(&over);
        work()
    });
    sign.finish_and_clear();
    done
}

fn told(label: &str, (done, all): (u64, u64)) -> String {
    if all == 0 { label.to_owned() } else { format!("{label} {done} / {}", all.max(done)) }
}

struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_the_work_is_shows_once_there_is_something_to_count() {
        let table = [((0, 0), "Échange"), ((3, 10), "Échange 3 / 10"), ((12, 10), "Échange 12 / 12")];
        for (far, expected) in table {
            assert_eq!(told("Échange", far), expected);
        }
    }
}
