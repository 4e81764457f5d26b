//! From a stream of word hashes to a SimHash, without allocation: shingles are mixed and counted
//! a few hundred words at a time.

use super::Simhash;
use super::counters::{Counters, GROUP, Vector};
use super::shingle::{mix, mix_short};

/// Words that come together at most.
pub(crate) const BATCH: usize = 256;

/// Word hashes that wait to be mixed: less than a group of shingles stays behind each time.
const CAPACITY: usize = BATCH + 8 * GROUP + 2;

/// The state of one SimHash; `LANES` shingles are mixed and counted side by side.
#[derive(Clone, Debug)]
pub(crate) struct Sketch<const LANES: usize> {
    hashes: [u64; CAPACITY],
    filled: usize,
    counters: Counters<LANES>,
    shingles: u64,
}

impl<const LANES: usize> Sketch<LANES> {
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        Self { hashes: [0; CAPACITY], filled: 0, counters: Counters::new(), shingles: 0 }
    }

    /// Where the hashes of the next [`BATCH`] words go.
    #[inline(always)]
    pub(crate) fn room(&mut self) -> &mut [u64] {
        &mut self.hashes[self.filled..]
    }

    /// Takes the first `words` hashes of [`Self::room`].
    #[inline(always)]
    pub(crate) fn advance(&mut self, words: usize) {
        self.filled += words;
        self.count_groups();
    }

    /// Appends many words.
    #[inline(always)]
    pub(crate) fn extend(&mut self, hashes: impl Iterator<Item = u64>) {
        for hash in hashes {
            if self.filled == CAPACITY {
                self.count_groups();
            }
            self.hashes[self.filled] = hash;
            self.filled += 1;
        }
    }

    /// Counts all whole groups of shingles that wait.
    #[inline(always)]
    fn count_groups(&mut self) {
        let ready = self.filled.saturating_sub(2) / (LANES * GROUP);
        for group in 0..ready {
            let mut vectors: [Vector<LANES>; GROUP] = [[0; LANES]; GROUP];
            let words = &self.hashes[group * LANES * GROUP..][..LANES * GROUP + 2];
            for (i, vector) in vectors.iter_mut().enumerate() {
                let words = &words[i * LANES..][..LANES + 2];
                for lane in 0..LANES {
                    vector[lane] = mix(words[lane], words[lane + 1], words[lane + 2]);
                }
            }
            self.counters.add_group(&vectors);
        }
        let done = ready * LANES * GROUP;
        self.hashes.copy_within(done..self.filled, 0);
        self.filled -= done;
        self.shingles += done as u64;
    }

    /// The SimHash of all words so far; the next word is the first of another text.
    #[inline(always)]
    pub(crate) fn finish(&mut self) -> Simhash {
        let simhash = self.conclude();
        (self.filled, self.shingles) = (0, 0);
        simhash
    }

    #[inline(always)]
    fn conclude(&mut self) -> Simhash {
        self.count_groups();
        if self.filled == 0 {
            return Simhash(0);
        }
        let mut vectors: [Vector<LANES>; GROUP] = [[0; LANES]; GROUP];
        let rest = self.filled.saturating_sub(2);
        if rest == 0 && self.shingles == 0 {
            return Simhash(mix_short(&self.hashes[..self.filled]));
        }
        for (i, words) in self.hashes[..self.filled].windows(3).enumerate() {
            vectors[i / LANES][i % LANES] = mix(words[0], words[1], words[2]);
        }
        self.counters.add_group(&vectors);
        self.shingles += rest as u64;
        Simhash(self.counters.more_than(self.shingles / 2))
    }
}
