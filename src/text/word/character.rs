//! Which characters are part of words: a table that stays the same whatever version of Unicode the
//! compiler knows, because fingerprints must.

use std::sync::LazyLock;

/// First and last code point of each range, in hexadecimal: what Unicode 14.0 assigns and counts as
/// alphabetic or as a number (`Alphabetic`, or general category `Nd`, `Nl`, `No`), without the
/// apostrophes of [`crate::text::fold::is_apostrophe`]. Later additions are never word characters.
const RANGES: &str = include_str!("../data/word-characters.tsv");

/// A bit for each code point below the last range's end.
static BITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = Vec::new();
    for (first, last) in RANGES.lines().filter_map(|line| line.split_once('\t')) {
        let (Ok(first), Ok(last)) =
            (usize::from_str_radix(first, 16), usize::from_str_radix(last, 16))
        else {
            continue;
        };
        bits.resize(last / 64 + 1, 0);
        for point in first..=last {
            bits[point / 64] |= 1 << (point % 64);
        }
    }
    bits
});

/// Whether a word can begin with `c`.
pub(crate) fn is_word_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let point = c as usize;
    BITS.get(point / 64).is_some_and(|bits| bits >> (point % 64) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn ranges_are_sorted_and_apart() {
        let mut end = None;
        for line in RANGES.lines() {
            let (first, last) = line.split_once('\t').unwrap();
            let first = u32::from_str_radix(first, 16).unwrap();
            let last = u32::from_str_radix(last, 16).unwrap();
            assert!(end.is_none_or(|end| end + 1 < first) && first <= last, "{line}");
            end = Some(last);
        }
    }

    /// The table holds nothing that Unicode does not call a letter or number, and all of it up to
    /// U+07FF (Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic), which was complete by then.
    #[test]
    fn table_agrees_with_unicode() {
        for c in '\0'..=char::MAX {
            let expected = c.is_alphanumeric() && !fold::is_apostrophe(c);
            if c < '\u{800}' {
                assert_eq!(is_word_character(c), expected, "{c:?}");
            } else {
                assert!(!is_word_character(c) || expected, "{c:?}");
            }
        }
    }

    /// Folded forms of all word characters, as one number: it moves if a new version of Unicode
    /// gives one of them another small letter or composition, and with it fingerprints.
    #[test]
    fn folding_is_pinned() {
        let mut folded = String::new();
        for c in ('\0'..=char::MAX).filter(|&c| is_word_character(c)) {
            fold::fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
            folded.push(' ');
        }
        assert_eq!(xxhash_rust::xxh3::xxh3_64(folded.as_bytes()), 9_835_066_545_685_934_699);
    }
}
