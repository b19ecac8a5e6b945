//! The answer frame: what each bidder is asked, row by row, and what a filled frame says when it comes
//! back. Nothing here ranks an offer: it only tells what is there and what is missing.

mod compare;
mod id;
mod items;
mod read;
mod returned;
#[cfg(test)]
mod tests;

pub use compare::{ComparedItem, ComparedOffer, Comparison, compare};
pub use items::{Expects, Frame, Group, Item, frame};
pub use read::{FrameProblem, Headers, read};
pub use returned::{Answer, Missing, MissingPart, Notice, Returned, SheetCell, SheetRow, SheetTable};
