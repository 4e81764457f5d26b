//! Reading from real files: every format, encoding and compression, and every way in which input
//! can be bad.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "shorter, and fast enough")]

mod array;
mod compression;
mod encoding;
mod fault;
mod field;
mod fixture;
mod folder;
mod format;
mod page;
mod property;
