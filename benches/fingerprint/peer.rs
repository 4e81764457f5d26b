//! The peers, set to what `rodovid` does, and as they come.

use gaoya::simhash::{SimHash, SimSipHasher64};

/// The keys that `gaoya` uses in its own documentation.
const KEYS: (u64, u64) = (1, 2);

/// The usual way to words: lower case by the standard library, cut at what is no letter or digit.
pub(crate) fn std_words(text: &str) -> (String, usize) {
    let lower = text.to_lowercase();
    let words = words(&lower).count();
    (lower, words)
}

fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// `simhash` on word 3-shingles. It takes strings, so that the words stand in one string with
/// single spaces between them, of which the shingles are parts.
pub(crate) fn simhash_shingles(text: &str) -> u64 {
    let lower = text.to_lowercase();
    let mut joined = String::with_capacity(lower.len());
    let mut starts = Vec::new();
    for word in words(&lower) {
        starts.push(joined.len());
        joined.push_str(word);
        joined.push(' ');
    }
    starts.push(joined.len());
    simhash::simhash_stream(starts.windows(4).map(|at| &joined[at[0]..at[3] - 1]))
}

/// `gaoya` on word 3-shingles. It takes whatever can be hashed: three strings side by side.
pub(crate) fn gaoya_shingles(text: &str) -> u64 {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words(&lower).collect();
    gaoya().create_signature(words.windows(3))
}

/// `gaoya` on the words of its own splitter.
pub(crate) fn gaoya_words(text: &str) -> u64 {
    gaoya().create_signature(gaoya::text::whitespace_split(text))
}

fn gaoya() -> SimHash<SimSipHasher64, u64, 64> {
    SimHash::new(SimSipHasher64::new(KEYS.0, KEYS.1))
}
