//! Runs of words: what survives in a copy that was edited a little.

use super::candidate::mix;
use crate::text::{Role, Sentence, WordHash};
use crate::witness::Witness;

/// Words in a run.
pub(super) const RUN: usize = 5;
/// Of this many neighbouring runs one is sampled: a common run of 9 words is always found
/// (winnowing: Schleimer, Wilkerson, Aiken 2003).
const WINDOW: usize = 5;

/// Hashes of all runs of an article's body, sentence after sentence.
#[derive(Debug)]
pub(super) struct Runs {
    words: Vec<WordHash>,
    hashes: Vec<u64>,
}

impl Runs {
    pub(super) fn new(witness: &Witness) -> Self {
        let document = &witness.document;
        let mut words: Vec<WordHash> = Vec::with_capacity(document.words.len());
        let is_body = |sentence: &&Sentence| sentence.role == Role::Body;
        for sentence in document.sentences.iter().filter(is_body) {
            let range = sentence.words.start as usize..sentence.words.end as usize;
            words.extend(document.words[range].iter().map(|word| word.hash));
        }
        let hashes = words.windows(RUN).map(hash).collect();
        Self { words, hashes }
    }

    /// The sampled ones.
    pub(super) fn sampled(&self) -> Vec<u64> {
        let all = &self.hashes;
        let mut sampled: Vec<u64> = Vec::with_capacity(all.len() / 2 + 1);
        for window in all.windows(WINDOW.min(all.len().max(1))) {
            let least = window.iter().fold(u64::MAX, |least, &run| least.min(run));
            if sampled.last() != Some(&least) {
                sampled.push(least);
            }
        }
        sampled
    }

    /// The upper half of the least hash of the runs that lie within `count` words of the body from
    /// the word `first` on; of all these words where they are fewer than a run has.
    pub(super) fn least(&self, first: usize, count: usize) -> u32 {
        let least = if count < RUN {
            hash(&self.words[first..first + count])
        } else {
            let runs = &self.hashes[first..=first + count - RUN];
            runs.iter().fold(u64::MAX, |least, &run| least.min(run))
        };
        (least >> 32) as u32
    }
}

fn hash(run: &[WordHash]) -> u64 {
    run.iter().fold(0, |mixed, &word| mix(mixed, word))
}
