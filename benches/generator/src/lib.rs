//! Archives of news articles with known truth: which sentences are whose, how they were changed,
//! who copied whom, which figures drifted.
//!
//! Deterministic, and made one article after another: an article is a function of the archive's
//! seed and its place alone, so that a million take no more memory than one. The vocabulary is the
//! generator's own and Zipf-shaped; nothing in it is shared with the program that it tests.
//!
//! ```
//! use rodovid_generator::{Archive, Config};
//!
//! let archive = Archive::new(Config::accuracy(100, 1));
//! let copies = archive.articles().filter(|(_, truth)| !truth.parents.is_empty()).count();
//! assert!(copies > 20);
//! ```

mod archive;
mod draft;
mod edit;
mod fact;
mod figure;
mod inflection;
mod lexicon;
mod made;
pub mod outlet;
mod random;
pub mod scenario;
mod syllable;
mod truth;

pub use archive::{Archive, Config, Mix};
pub use figure::{Drift, Figure, Hedge, Kind};
pub use truth::{Article, Carried, FigureChange, Kinship, Reused, Role, Truth, write_jsonl};

use serde::Serialize;

/// The three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Ukrainian.
    Uk,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// Half-open range of bytes of an article's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl Span {
    /// The part of `text` that it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}
