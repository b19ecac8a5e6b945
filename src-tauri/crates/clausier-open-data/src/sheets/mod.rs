//! Tables that other services hand over: the finance extract, dated lists of approvals, hours of insertion.
//!
//! Separators, alphabets and amounts are read as French offices write them. A line that cannot be read is set
//! aside with its number and the reason; columns that are not needed are never kept, least of all names.

mod columns;
mod hours;
mod list;
mod spend;
mod table;

pub use columns::Column;
pub(crate) use table::decode;

pub use hours::{HoursRow, hours};
pub use list::{ListRow, list};
pub use spend::{SpendRow, spend};
pub use table::{Aside, Fault, Sheet, SheetError};
