//! Whether a word ends in one of a list of endings, without a look at each of them as a string.

/// A list of endings, of eight bytes at most: four Cyrillic letters.
pub(super) struct Endings<const N: usize> {
    /// Mask of the last bytes of a word, and what they must be.
    ends: [(u64, u64); N],
}

impl<const N: usize> Endings<N> {
    /// To be called in constants only: an ending that is empty or too long does not compile.
    pub(super) const fn new(endings: [&str; N]) -> Self {
        let mut ends = [(0, 0); N];
        let mut at = 0;
        while at < N {
            let bytes = endings[at].as_bytes();
            assert!(!bytes.is_empty() && bytes.len() <= 8);
            ends[at] = (u64::MAX << (64 - 8 * bytes.len()), tail(bytes));
            at += 1;
        }
        Self { ends }
    }

    /// Whether `word` has one of them.
    pub(super) fn end(&self, word: &[u8]) -> bool {
        let tail = tail(word);
        self.ends.iter().any(|(mask, end)| tail & mask == *end)
    }
}

/// The last eight bytes, the last one uppermost; fewer leave the lower ones empty.
const fn tail(bytes: &[u8]) -> u64 {
    if let Some(last) = bytes.last_chunk() {
        return u64::from_le_bytes(*last);
    }
    let mut tail = 0;
    let mut at = 0;
    while at < bytes.len() {
        tail = tail >> 8 | (bytes[at] as u64) << 56;
        at += 1;
    }
    tail
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_as_strings(word in "[аськ]{0,6}") {
            const LIST: [&str; 4] = ["ська", "кс", "а", "аса"];
            let plain = LIST.iter().any(|ending| word.ends_with(ending));
            prop_assert_eq!(Endings::new(LIST).end(word.as_bytes()), plain);
        }
    }
}
