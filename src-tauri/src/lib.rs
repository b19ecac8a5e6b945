//! Window host.
