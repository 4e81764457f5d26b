//! Phrases of a table, found in a stream of folded words: each word whole, or the beginning of any
//! form of it (`*`).

use crate::text::Words;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// Shortest beginning that a table may have, in characters.
pub(super) const SHORTEST_STEM: usize = 2;

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    folded: String,
    open: bool,
}

impl Pattern {
    fn new(form: &str) -> Self {
        let open = form.ends_with('*');
        Self { folded: fold(form.trim_end_matches('*')), open }
    }

    fn fits(&self, folded: &[u8]) -> bool {
        let own = self.folded.as_bytes();
        if self.open { folded.starts_with(own) } else { folded == own }
    }
}

/// A phrase and what it means.
#[derive(Clone, Debug)]
struct Phrase<T> {
    /// The first eight bytes of its first word, and a mask of those that it has: one comparison
    /// turns nearly all words away.
    head: (u64, u64),
    first: Pattern,
    rest: Vec<Pattern>,
    meaning: T,
}

/// All phrases of a table, by the first two characters of the first word.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    by_head: FxHashMap<u64, Vec<Phrase<T>>>,
    /// One bit for each first two characters that begin a phrase, spread over [`BITS`].
    heads: Box<[u64; BITS / 64]>,
}

/// Bits of the filter before the table: enough that most pairs of letters have their own.
const BITS: usize = 4096;

/// Place of a key's bit.
const fn bit(key: u64) -> (usize, u64) {
    let place = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize;
    (place / 64, 1 << (place % 64))
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_head: FxHashMap::default(), heads: Box::new([0; BITS / 64]) }
    }
}

/// The first eight bytes of a word, noughts behind a shorter one.
fn head(folded: &[u8]) -> u64 {
    if let Some(head) = folded.first_chunk() {
        return u64::from_le_bytes(*head);
    }
    folded.iter().rev().fold(0, |head, &byte| head << 8 | u64::from(byte))
}

/// The first two characters of a word that begins with `head`, as a key.
const fn key(head: u64) -> u64 {
    let first = length(head as u8);
    let both = first + length((head >> (8 * first)) as u8);
    if both >= 8 { head } else { head & ((1 << (8 * both)) - 1) }
}

/// Bytes of a character that begins with `lead`.
const fn length(lead: u8) -> u32 {
    match lead {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase whose words are separated by white space; nothing comes of one that begins
    /// with a word shorter than [`SHORTEST_STEM`].
    pub(super) fn add(&mut self, phrase: &str, meaning: T) {
        let mut patterns = phrase.split_whitespace().map(Pattern::new);
        let Some(first) = patterns.next() else { return };
        if first.folded.chars().count() < SHORTEST_STEM {
            return;
        }
        let own = head(first.folded.as_bytes());
        let bits = 8 * first.folded.len().min(8);
        let mask = if bits == 64 { u64::MAX } else { (1 << bits) - 1 };
        let phrase = Phrase { head: (own, mask), first, rest: patterns.collect(), meaning };
        let (block, bit) = bit(key(own));
        self.heads[block] |= bit;
        self.by_head.entry(key(own)).or_default().push(phrase);
    }

    /// What the longest phrase that begins at word `index` means, and the word after it. Of two as
    /// long, the one with the longer first word, then the one added first.
    pub(super) fn at(&self, words: &Words, index: usize, end: usize) -> Option<(T, usize)> {
        let folded = words.folded_bytes(index);
        let own = head(folded);
        let key = key(own);
        let (block, bit) = bit(key);
        if self.heads[block] & bit == 0 {
            return None;
        }
        let phrases = self.by_head.get(&key)?;
        let mut best: Option<(T, usize, usize)> = None;
        for phrase in phrases.iter().filter(|phrase| own & phrase.head.1 == phrase.head.0) {
            let next = index + 1 + phrase.rest.len();
            let rank = (next, phrase.first.folded.len());
            let fits = next <= end
                && best.is_none_or(|(_, next, length)| rank > (next, length))
                && phrase.first.fits(folded)
                && phrase
                    .rest
                    .iter()
                    .zip(index + 1..)
                    .all(|(word, at)| word.fits(words.folded_bytes(at)));
            if fits {
                best = Some((phrase.meaning, next, rank.1));
            }
        }
        best.map(|(meaning, next, _)| (meaning, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::default();
        phrases.add("північн*", 1);
        phrases.add("північн* коре*", 2);
        phrases.add("пів", 3);
        let at = |text: &str| {
            let words = Words::new(text);
            phrases.at(&words, 0, words.len())
        };
        assert_eq!(at("північний вітер"), Some((1, 1)));
        assert_eq!(at("Північної Кореї немає"), Some((2, 2)));
        assert_eq!(at("пів на другу"), Some((3, 1)));
        assert_eq!(at("півень"), None);
        assert_eq!(at("п"), None);
    }
}
