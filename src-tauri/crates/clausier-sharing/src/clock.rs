//! Time and chance, handed from outside. No ordering decision ever looks at either.

use std::time::Duration;

use chrono::NaiveDate;

/// The day of a synchronisation: it delays carrying and cleaning, and decides nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Today.
    pub today: NaiveDate,
}

/// Random numbers, and waiting between two tries: tests give a seed and never wait.
pub trait Chance {
    /// Draws a number.
    fn next(&mut self) -> u64;
    /// Waits before another try.
    fn wait(&mut self, delay: Duration);
}
