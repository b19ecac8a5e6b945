//! What changes with time: dated steps, and stretches of days.

use chrono::{Days, NaiveDate};

/// A closed stretch of days. A date that is known is a stretch of one day; one that is not known yet
/// is a long stretch, never a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// First day.
    pub from: NaiveDate,
    /// Last day; never before the first.
    pub to: NaiveDate,
}

impl Stretch {
    /// Returns the stretch of one day.
    pub const fn day(day: NaiveDate) -> Self {
        Self { from: day, to: day }
    }

    /// Returns every day from that one on.
    pub const fn since(day: NaiveDate) -> Self {
        Self { from: day, to: NaiveDate::MAX }
    }

    /// Returns the day, when there is only one.
    pub fn known(self) -> Option<NaiveDate> {
        (self.from == self.to).then_some(self.from)
    }

    /// Returns the days that both stretches have.
    pub fn meet(self, other: Self) -> Option<Self> {
        let meeting = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (meeting.from <= meeting.to).then_some(meeting)
    }

    /// Returns the days before `day`.
    pub fn before(self, day: NaiveDate) -> Option<Self> {
        self.meet(Self { from: NaiveDate::MIN, to: previous(day)? })
    }

    /// Returns the days from `day` on.
    pub fn from(self, day: NaiveDate) -> Option<Self> {
        self.meet(Self::since(day))
    }
}

/// Returns the day before, unless time begins there.
fn previous(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(1))
}

/// One value and the first day on which it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<T> {
    /// Its first day.
    pub from: NaiveDate,
    /// The value.
    pub value: T,
}

/// Values that follow one another in time: at least one, in strictly increasing days. Each ends
/// where the next begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated<T>(Vec<Step<T>>);

/// Why a list of dated values is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DatedError {
    /// No value at all.
    #[error("no dated value")]
    Empty,
    /// The value at that place does not begin after the one before it.
    #[error("dated value {0} does not begin after the one before it")]
    NotIncreasing(usize),
}

impl<T> Dated<T> {
    /// Keeps the values in the order given; refuses none, or days that do not increase.
    pub fn new(steps: Vec<Step<T>>) -> Result<Self, DatedError> {
        if steps.is_empty() {
            return Err(DatedError::Empty);
        }
        let stands_still = |pair: &[Step<T>]| matches!(pair, [one, next] if next.from <= one.from);
        match steps.windows(2).position(stands_still) {
            Some(at) => Err(DatedError::NotIncreasing(at + 1)),
            None => Ok(Self(steps)),
        }
    }

    /// Returns every step, oldest first.
    pub fn steps(&self) -> &[Step<T>] {
        &self.0
    }

    /// Returns the first day of the first value.
    pub fn first_day(&self) -> NaiveDate {
        self.0.first().expect("Dated is never empty").from
    }

    /// Returns the step in force on `day`, or `None` before the first one.
    pub fn in_force_on(&self, day: NaiveDate) -> Option<&Step<T>> {
        self.0.iter().rev().find(|step| step.from <= day)
    }

    /// Lists the steps that meet a stretch, each with the days on which it is in force.
    pub fn meeting(&self, stretch: Stretch) -> impl Iterator<Item = (&Step<T>, Stretch)> {
        self.0.iter().enumerate().filter_map(move |(at, step)| {
            let until = self.0.get(at + 1).and_then(|next| previous(next.from));
            let own = Stretch { from: step.from, to: until.unwrap_or(NaiveDate::MAX) };
            own.meet(stretch).map(|days| (step, days))
        })
    }
}
