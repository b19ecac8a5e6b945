//! Tests of the whole, without a window.

pub mod laws;
