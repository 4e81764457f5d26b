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
//!
//! # What it costs, and where it bends
//!
//! Time grows with the archive (`benches/record/pipeline.csv`): 0.2 milliseconds of two cores an
//! article from ten thousand to a million. Disk, for an article of 3,000 bytes and seven claims: 1.2
//! kilobytes in `articles.log`, 1.8 in `sketches.log`, 1.5 for 250 features of 6 bytes, 1.2 for the
//! rows of its claims, twice the input at the most. Memory: 40 bytes for its id, 8 for its place and
//! index, 8 for its fingerprint, 9 for its language, votes for the pairs that it is in; the rest is
//! bounded ([`memory`]).
//!
//! At a hundred million articles (300 GB) it would bend in four places. Ids and numbers of articles
//! alone take 6.5 GB. Features number 25 billion; with 27 bits for an article they take 8 bytes, and
//! each of 256 parts has 800 MB that are sorted at once: more parts would mend it. Four million bins
//! for the counts of terms are shared by tens of millions of words, so that rare ones look less rare
//! and propose less: recall of rewordings falls first. And the rows of claims would come in some
//! thousand sorted runs, a block of each in memory when they are merged: 100 MB, which is well.

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
