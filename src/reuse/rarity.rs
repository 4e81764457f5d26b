//! How much a shared term says: the rarer, the more.

use super::background::Background;
use super::term::{Class, Space, Term, Terms};

/// Weights of terms, from the background table and the archive at hand.
#[derive(Clone, Debug)]
pub struct Rarity {
    /// Sentences in which a term of this bin stands. Terms that share a bin count together: a
    /// fixed amount of memory, and a rare collision makes a term look a little less rare.
    bins: Vec<u32>,
    sentences: u64,
    space: Space,
}

/// Bins: 16 MiB, for vocabularies of a few million terms.
const BINS: usize = 1 << 22;

/// Sentences that an archive is smoothed by: in a handful of articles a term in two of them is as
/// rare as can be known.
const SMOOTHING: f32 = 200.0;

/// The least share of sentences that is told apart, so that weights do not grow with the archive.
const LEAST_SHARE: f32 = 1.0 / 20_000.0;

impl Rarity {
    /// Nothing counted yet.
    pub fn new(space: Space) -> Self {
        Self { bins: vec![0; BINS], sentences: 0, space }
    }

    /// Counts the sentences of an article.
    pub fn count(&mut self, terms: &Terms) {
        self.sentences += terms.sentences.len() as u64;
        for term in &terms.terms {
            let bin = &mut self.bins[bin(term.key)];
            *bin = bin.saturating_add(1);
        }
    }

    /// Weight of a term: the information of meeting it in a sentence, 1 for a word that stands
    /// nowhere else, times what its class is worth.
    pub fn weight(&self, term: &Term, background: &Background) -> f32 {
        let counted = self.bins[bin(term.key)] as f32;
        let sentences = self.sentences as f32 + SMOOTHING;
        let least = (1.0 / sentences).max(LEAST_SHARE);
        let share =
            (counted / sentences).max(background.share(self.space, term.key)).clamp(least, 1.0);
        libm::logf(share) / libm::logf(least)
            * match term.class {
                Class::Word => 1.0,
                Class::Name | Class::Figure => NAME_WORTH,
            }
    }
}

/// A shared name or figure counts this much more than a word of the same rarity.
const NAME_WORTH: f32 = 1.25;

fn bin(key: u64) -> usize {
    // Keys differ in their low 32 bits by hashing, in the high ones by kind.
    (key ^ (key >> 32).wrapping_mul(0x9E37_79B1)) as usize % BINS
}
