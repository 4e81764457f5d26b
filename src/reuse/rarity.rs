//! How much a shared term says: the rarer, the more.

use super::background::Background;
use super::sketch::Sketch;
use super::term::{Class, Space, Term, Terms};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// Weights of terms, from the background table and the archive at hand. Counted from many threads;
/// sums do not depend on their order.
#[derive(Debug)]
pub struct Rarity {
    /// Sentences in which a term of this bin stands. Terms that share a bin count together: a
    /// fixed amount of memory, and a rare collision makes a term look a little less rare.
    bins: Vec<AtomicU32>,
    sentences: AtomicU64,
    space: Space,
    scale: Scale,
}

/// What the background table does not have, by how often it was counted: nearly all terms. Filled
/// when all is counted ([`Rarities::settle`]); logarithms are slow, and most counts are small.
#[derive(Debug, Default)]
struct Scale {
    information: Vec<f32>,
    bits: Vec<f32>,
}

/// Counts that a [`Scale`] holds.
const SCALE: u32 = 1 << 12;

/// Bins: 16 MiB, for vocabularies of a few million terms.
const BINS: usize = 1 << 22;

/// Sentences that the background counts for beside an archive's own: in a handful of articles it
/// decides, in a hundred thousand the archive does.
const BACKGROUND_SENTENCES: f32 = 2_000.0;

/// Share of sentences with a word that the background table does not have.
const UNKNOWN_SHARE: f32 = 1.0 / 5_000.0;

/// The least share of sentences that is told apart, so that weights do not grow with the archive.
const LEAST_SHARE: f32 = 1.0 / 20_000.0;

impl Rarity {
    /// Nothing counted yet.
    pub fn new(space: Space) -> Self {
        let bins = std::iter::repeat_with(|| AtomicU32::new(0)).take(BINS).collect();
        Self { bins, sentences: AtomicU64::new(0), space, scale: Scale::default() }
    }

    fn settle(&mut self) {
        let shares = || (0..SCALE).map(|count| self.expected(count, UNKNOWN_SHARE));
        self.scale = Scale {
            information: shares().map(information).collect(),
            bits: shares().map(|share| -libm::log2f(share)).collect(),
        };
    }

    /// Counts the sentences of an article.
    pub fn count(&self, terms: &Terms) {
        self.sentences.fetch_add(terms.sentences.len() as u64, Relaxed);
        for sentence in &terms.sentences {
            for term in &terms.terms[sentence.terms.start as usize..sentence.terms.end as usize] {
                self.bins[bin(term.key)].fetch_add(1, Relaxed);
            }
        }
    }

    /// Appends how often each of `terms` was counted. The bins are far from the processor: asked for
    /// one after another, with nothing in between, they come all at once.
    pub fn counts(&self, terms: &[Term], counts: &mut Vec<u32>) {
        counts.extend(terms.iter().map(|term| self.bins[bin(term.key)].load(Relaxed)));
    }

    /// Information of meeting a term that was counted so often in a sentence, in bits; none where it
    /// stands in one sentence only, and so can meet no other.
    pub fn bits(&self, key: u64, count: u32, background: &Background) -> Option<f32> {
        if count < 2 {
            return None;
        }
        let known = background.share(self.space, key);
        Some(match self.scale.bits.get(count as usize) {
            Some(&bits) if known <= UNKNOWN_SHARE => bits,
            _ => -libm::log2f(self.expected(count, known.max(UNKNOWN_SHARE))),
        })
    }

    /// Information that singles one sentence out of all that were counted, in bits.
    pub fn sentence_bits(&self) -> f32 {
        libm::log2f(self.sentences.load(Relaxed) as f32 + BACKGROUND_SENTENCES)
    }

    /// Share of sentences in which a term stands that was counted in so many, and that stands in the
    /// share `known` of other texts.
    fn expected(&self, count: u32, known: f32) -> f32 {
        ((count as f32 + BACKGROUND_SENTENCES * known)
            / (self.sentences.load(Relaxed) as f32 + BACKGROUND_SENTENCES))
            .min(1.0)
    }

    /// Weight of a term that was counted so often: the information of meeting it in a sentence, 1 for a word that stands
    /// nowhere else, times what its class is worth.
    pub fn weight(&self, term: &Term, count: u32, background: &Background) -> f32 {
        let known = background.share(self.space, term.key);
        let (told, least) = match self.scale.information.get(count as usize) {
            Some(&told) if known <= UNKNOWN_SHARE => (told, LEAST_LEARNED),
            _ => {
                let known = known.max(UNKNOWN_SHARE);
                // What the table of the language does not know as frequent is so by this archive's
                // stories.
                let least = information(known).min(LEAST_LEARNED);
                (information(self.expected(count, known)), least)
            }
        };
        told.max(least)
            * match term.class {
                Class::Word | Class::Date => 1.0,
                Class::Title => TITLE_WORTH,
                Class::Name | Class::Figure => NAME_WORTH,
            }
    }
}

/// The rarity of terms in every space.
#[derive(Debug)]
pub struct Rarities(Vec<Rarity>);

impl Default for Rarities {
    fn default() -> Self {
        Self(Space::ALL.into_iter().map(Rarity::new).collect())
    }
}

impl Rarities {
    /// Counts the sentences of an article.
    pub fn count(&self, sketch: &Sketch) {
        for (space, terms) in &sketch.spaces {
            self.of(*space).count(terms);
        }
    }

    /// Makes weighing fast, now that all is counted; the weights are the same without.
    pub fn settle(&mut self) {
        self.0.iter_mut().for_each(Rarity::settle);
    }

    /// The counts as plain numbers, and the sentences counted, by space.
    pub fn to_parts(&self) -> (Vec<Vec<u32>>, Vec<u64>) {
        let plain = |rarity: &Rarity| rarity.bins.iter().map(|bin| bin.load(Relaxed)).collect();
        let sentences = self.0.iter().map(|rarity| rarity.sentences.load(Relaxed));
        (self.0.iter().map(plain).collect(), sentences.collect())
    }

    /// What [`Self::to_parts`] gave.
    pub fn from_parts(bins: &[Vec<u32>], sentences: &[u64]) -> Self {
        let rarities = Self::default();
        for ((rarity, bins), &sentences) in rarities.0.iter().zip(bins).zip(sentences) {
            rarity.sentences.store(sentences, Relaxed);
            for (bin, &count) in rarity.bins.iter().zip(bins) {
                bin.store(count, Relaxed);
            }
        }
        rarities
    }

    /// Those of one space.
    pub fn of(&self, space: Space) -> &Rarity {
        &self.0[space as usize]
    }
}

/// Information of meeting what stands in this share of sentences, 1 for the rarest.
pub(super) fn information(share: f32) -> f32 {
    libm::logf(share.clamp(LEAST_SHARE, 1.0)) * (1.0 / LEAST_LOG)
}

/// Logarithm of [`LEAST_SHARE`].
const LEAST_LOG: f32 = -9.903_487;

/// Weight that an archive cannot take away from a word, however often it stands there: an archive
/// may hold one story in ten thousand copies, whose every word is frequent.
const LEAST_LEARNED: f32 = 0.3;

/// A title goes with its name and says little beside it.
const TITLE_WORTH: f32 = 0.5;

/// A shared name or figure counts this much more than a word of the same rarity.
const NAME_WORTH: f32 = 1.25;

fn bin(key: u64) -> usize {
    // Keys differ in their low 32 bits by hashing, in the high ones by kind.
    (key ^ (key >> 32).wrapping_mul(0x9E37_79B1)) as usize % BINS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settling_changes_no_weight() {
        let background = Background::shipped();
        let mut rarity = Rarity::new(Space::Stems);
        rarity.sentences.store(70_000, Relaxed);
        let frequent = u64::from(crate::text::term_of("міністр").stem);
        let term = |key| Term { key, word: 0, class: Class::Name, formula: false };
        let told = |rarity: &Rarity| -> Vec<(Option<f32>, f32)> {
            let counts = [0, 1, 2, 3, 40, 700, SCALE - 1, SCALE, 60_000];
            let keys = [7, frequent];
            let all = keys.iter().flat_map(|&key| counts.map(|count| (key, count)));
            all.map(|(key, count)| {
                (rarity.bits(key, count, background), rarity.weight(&term(key), count, background))
            })
            .collect()
        };
        let before = told(&rarity);
        rarity.settle();
        assert_eq!(told(&rarity), before);
        assert!(before[0].1 > before[5].1, "the rarer, the more");
    }
}
