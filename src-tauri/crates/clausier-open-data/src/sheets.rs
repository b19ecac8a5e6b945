//! Tables that other services hand over.
