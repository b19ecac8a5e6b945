//! Rules that read a text word by word: words that it must not hold, or must hold with others. The
//! catalogue gives the rules; they read its own clauses, and those that a buyer writes.

mod cut;
mod expression;
mod parts;
mod rule;
mod tokens;

pub use cut::{paragraphs, sentences};
pub use expression::Expression;
pub use parts::{LazyParts, Part, Parts};
pub use rule::{TextRule, TextScope};
pub use tokens::{Token, tokens};
