//! Shingles: three words in a row as one 64-bit hash.

use crate::text::Word;

/// Odd, with its ones spread evenly: the golden ratio's fraction in 64 bits.
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of three words in a row.
///
/// `x = rotl(first, 40) + rotl(second, 16) + third; (x ^ (x >> 32)) * 0x9E3779B97F4A7C15`, all
/// modulo 2⁶⁴. The word hashes are already as good as random, so that a sum of them is too, and the
/// rotations tell their order. The last step is there for runs that share words: without it the
/// shingles of a b c, A b c, a B c, A B c would add up to nothing. Rotations by whole bytes are one
/// instruction also where vectors cannot rotate.
#[inline(always)]
pub(super) const fn mix(first: u64, second: u64, third: u64) -> u64 {
    let x = first.rotate_left(40).wrapping_add(second.rotate_left(16)).wrapping_add(third);
    (x ^ (x >> 32)).wrapping_mul(MULTIPLIER)
}

/// The shingle of a text of one or two words: the missing ones, in front, count as 0.
pub(super) const fn mix_short(hashes: &[u64]) -> u64 {
    match *hashes {
        [] => mix(0, 0, 0),
        [only] => mix(0, 0, only),
        [first, second, ..] => mix(0, first, second),
    }
}

/// The shingle hashes of a run of words, in order: one for each three words in a row; a single one
/// for a run of one or two words; none for none. Allocates nothing.
pub fn shingles(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    let short = match *words {
        [only] => Some(mix_short(&[only.hash])),
        [first, second] => Some(mix_short(&[first.hash, second.hash])),
        _ => None,
    };
    let full = words.windows(3).map(|three| mix(three[0].hash, three[1].hash, three[2].hash));
    short.into_iter().chain(full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Words;

    /// Shingles of made-up words, many of them repeated, as in a text.
    fn sample() -> Vec<u64> {
        let hashes: Vec<u64> = (0..40_000_u64)
            .map(|i| crate::text::word::hash(&format!("w{}", i * i % 977)))
            .collect();
        hashes.windows(3).map(|h| mix(h[0], h[1], h[2])).collect()
    }

    #[test]
    fn every_bit_is_balanced() {
        let mut shingles = sample();
        shingles.sort_unstable();
        shingles.dedup();
        let n = shingles.len() as f64;
        for bit in 0..64 {
            let ones = shingles.iter().filter(|s| *s >> bit & 1 == 1).count() as f64;
            // Five standard deviations of a fair coin.
            assert!((ones - n / 2.0).abs() < 2.5 * n.sqrt(), "bit {bit}: {ones} of {n}");
        }
    }

    #[test]
    fn bits_are_pairwise_independent() {
        let mut shingles = sample();
        shingles.sort_unstable();
        shingles.dedup();
        let n = shingles.len() as f64;
        for first in 0..64 {
            for second in 0..first {
                let equal =
                    shingles.iter().filter(|s| (*s >> first ^ *s >> second) & 1 == 0).count();
                // 2,016 pairs: six standard deviations.
                assert!((equal as f64 - n / 2.0).abs() < 3.0 * n.sqrt(), "{first} {second}");
            }
        }
    }

    #[test]
    fn another_word_or_order_flips_half_of_the_bits() {
        let hashes: Vec<u64> =
            (0..3_000).map(|i| crate::text::word::hash(&format!("слово{i}"))).collect();
        let mut flipped = [0_u32; 5];
        for h in hashes.chunks_exact(4) {
            let s = mix(h[0], h[1], h[2]);
            let others = [
                mix(h[3], h[1], h[2]),
                mix(h[0], h[3], h[2]),
                mix(h[0], h[1], h[3]),
                mix(h[1], h[0], h[2]),
                mix(h[0], h[2], h[1]),
            ];
            for (sum, other) in flipped.iter_mut().zip(others) {
                *sum += (s ^ other).count_ones();
            }
        }
        for sum in flipped {
            let mean = f64::from(sum) / (hashes.len() / 4) as f64;
            assert!((mean - 32.0).abs() < 0.8, "{mean} bits flip");
        }
    }

    #[test]
    fn short_runs_are_one_shingle() {
        let words = Words::new("один два три чотири");
        assert_eq!(shingles(&words[..0]).count(), 0);
        assert_eq!(shingles(&words[..1]).collect::<Vec<_>>(), [mix(0, 0, words[0].hash)]);
        assert_eq!(
            shingles(&words[..2]).collect::<Vec<_>>(),
            [mix(0, words[0].hash, words[1].hash)]
        );
        assert_eq!(shingles(&words[..3]).count(), 1);
        assert_eq!(shingles(&words).count(), 2);
    }
}
