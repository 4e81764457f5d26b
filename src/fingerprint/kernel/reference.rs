//! The definition, written to be read: no tables, no bit tricks.

use crate::fingerprint::{Simhash, shingle};
use crate::text::{Word, Words};

pub(super) fn of_text(text: &str) -> Simhash {
    of_words(&Words::new(text))
}

pub(super) fn of_words(words: &[Word]) -> Simhash {
    of_features(shingle::shingles(words))
}

/// SimHash of features that are already hashed, each of weight 1.
pub(crate) fn of_features(features: impl Iterator<Item = u64>) -> Simhash {
    let mut balance = [0_i64; 64];
    for feature in features {
        for (bit, balance) in balance.iter_mut().enumerate() {
            *balance += if feature >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    let bits = balance.iter().enumerate().filter(|(_, balance)| **balance > 0);
    Simhash(bits.fold(0, |simhash, (bit, _)| simhash | 1 << bit))
}
