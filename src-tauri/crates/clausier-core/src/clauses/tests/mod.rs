//! Tests of the library, the rendering and the checklist.

mod checklist;
mod choice;
mod library;
mod render;
