//! Shingles and 64-bit SimHash fingerprints, and the search for near ones.
//!
//! In: words, or raw text. Out: [`Simhash`]es by passage and by article.
//!
//! # Definition (version 1)
//!
//! The words of a text and the 64-bit hash of each are those of [`crate::text::word`]. Three words
//! in a row make a shingle, hashed by [`shingles`] as written there; a text of one or two words is
//! one shingle. Bit i of the SimHash is 1 if more than half of all shingles (each occurrence
//! counts) have a 1 there, else 0; a text without words has 0.

// Generic code that is to be compiled for the vectors of its caller must become part of it.
#![allow(clippy::inline_always)]

mod batch;
mod counters;
pub mod kernel;
pub mod near;
pub mod sample;
mod shingle;
mod sketch;
pub mod speed;
mod tile;

pub use kernel::Kernel;
pub use shingle::shingles;

use crate::text::Word;
use std::fmt;

/// Version of the definition that all fingerprints of a run share.
pub const VERSION: u32 = 1;

/// A 64-bit SimHash (Charikar 2002) over word 3-shingles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Simhash(pub u64);

impl Simhash {
    /// SimHash of a run of words.
    pub fn of_words(words: &[Word]) -> Self {
        Kernel::current().of_words(words)
    }

    /// SimHash of a text: that of its words, in one pass and without keeping them.
    pub fn of_text(text: &str) -> Self {
        Kernel::current().of_text(text)
    }

    /// Bits in which two fingerprints differ, 0 to 64.
    pub fn distance(self, other: Self) -> u32 {
        simhash::hamming_distance(self.0, other.0)
    }
}

/// 16 hex digits.
impl fmt::Display for Simhash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests;
