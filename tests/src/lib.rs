//! Tests of the whole, without a window.
