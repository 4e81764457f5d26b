//! The whole way at any size: five articles and five million go through the same stages.
//!
//! In: what [`crate::ingest`] reads. Out: articles and stories, handed to a [`sink`] one after the
//! other. Between them nothing grows with the archive but a few numbers for each article; what is
//! larger lies in a work folder and is read back where it is needed.
//!
//! | stage | reads | leaves in the work folder |
//! |---|---|---|
//! | [`intake`] | the inputs | `articles.log`: every article, compressed |
//! | [`reading`] | `articles.log` | `sketches.log`: what comparison needs of each; sampled runs |
//! | [`matching`] | `sketches.log` | nothing: which articles hang together, in memory |
//! | [`stories`] | the articles that hang together, read anew | nothing: each goes to the sink |
//!
//! [`log`], [`sorter`] and [`spool`] are the three kinds of files.

pub(crate) mod clock;
mod disk;
pub mod gathered;
pub mod intake;
pub mod log;
pub mod matching;
pub mod memory;
pub mod options;
pub mod reading;
pub mod sink;
pub mod sorter;
pub mod spool;
pub mod store;
pub mod stories;
