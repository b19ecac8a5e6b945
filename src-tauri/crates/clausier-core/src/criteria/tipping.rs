//! From which weight of the environment another offer takes the lead: where straight lines cross at the top.

use serde::{Deserialize, Serialize};

/// The points of an offer as its environmental weight grows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// Points out of 100 when the environment weighs nothing.
    pub(super) without: f64,
    /// Points out of 100 when it weighs everything.
    pub(super) alone: f64,
}

impl Line {
    /// Returns the points at a weight in per cent.
    pub(super) fn at(self, weight: f64) -> f64 {
        self.without + self.slope() * weight
    }

    fn slope(self) -> f64 {
        (self.alone - self.without) / 100.0
    }
}

/// A change of leader.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Tipping {
    /// The weight at which both have the same points, in per cent; above it, `to` is first.
    #[cfg_attr(feature = "specta", specta(type = i32))]
    pub weight: f64,
    /// The offer that leads up to there, counted from 0.
    pub from: u32,
    /// The offer that leads beyond.
    pub to: u32,
}

/// Follows the leader from 0 to `highest` per cent, starting with `leader`.
pub(super) fn tippings(lines: &[Line], leader: usize, highest: f64) -> Vec<Tipping> {
    let mut found = Vec::new();
    let (mut leader, mut weight) = (leader, 0.0);
    // Each leader gains faster than the one before: no more changes than offers.
    for _ in 0..lines.len() {
        let Some((at, next)) = overtaken(lines, leader, weight).filter(|(at, _)| *at < highest) else { break };
        found.push(Tipping { weight: at, from: counted(leader), to: counted(next) });
        (leader, weight) = (next, at);
    }
    found
}

/// Where the leader is next caught up, and by whom: among those that meet it at one place, the one that gains fastest.
fn overtaken(lines: &[Line], leader: usize, from: f64) -> Option<(f64, usize)> {
    let led = lines.get(leader)?;
    let faster = lines.iter().enumerate().filter(|(_, line)| line.slope() > led.slope());
    let met = faster.map(|(at, line)| (crossing(*led, *line).max(from), at, line.slope()));
    met.min_by(|(one, _, slow), (other, _, fast)| one.total_cmp(other).then(fast.total_cmp(slow))).map(|(weight, at, _)| (weight, at))
}

fn crossing(led: Line, line: Line) -> f64 {
    (led.without - line.without) / (line.slope() - led.slope())
}

fn counted(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
