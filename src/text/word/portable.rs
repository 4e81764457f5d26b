//! Classes of a block for every machine: loops over bytes that compilers turn into vectors, and
//! masks by transposing bits.

use super::block::{Around, BLOCK, Classes, Classify, ROOM};

/// Safe code for every machine.
pub(crate) struct Portable;

const LATIN: u8 = 1;
const LEAD: u8 = 2;
const DIGIT: u8 = 4;
const HYPHEN: u8 = 8;
const APOSTROPHE: u8 = 16;
const CAPITAL: u8 = 32;
const RARE: u8 = 64;
const UNKNOWN: u8 = 128;
/// There are but eight bits, and no letter is a digit.
const SPACE: u8 = LATIN | DIGIT;

impl Classify for Portable {
    #[inline(always)]
    fn classify(around: &Around, small: &mut [u8; ROOM]) -> Classes {
        classify(around, small)
    }
}

/// Classes by loops over bytes.
#[inline(always)]
fn classify(around: &Around, small: &mut [u8; ROOM]) -> Classes {
    let mut class = [0_u8; BLOCK];
    for i in 0..BLOCK {
        let (before, byte, after) = (around[i], around[i + 1], around[i + 2]);
        let is = |condition: bool, class: u8| if condition { class } else { 0 };
        let latin = (byte | 0x20).wrapping_sub(b'a') < 26;
        let latin_capital = byte.wrapping_sub(b'A') < 26;
        let lead = byte & 0xFE == 0xD0;
        let old = before == 0xD1 && byte >= 0xA0;
        // Capitals: D0 80 to D0 8F lie 50 letters before their small ones, D0 90 to D0 AF 32.
        let capital = byte == 0xD0 && after < 0xB0;
        let crosses = capital && after & 0x10 == 0;
        class[i] = is(latin, LATIN)
            | is(byte <= b' ', SPACE)
            | is(lead, LEAD)
            | is(byte.wrapping_sub(b'0') < 10, DIGIT)
            | is(byte == b'-', HYPHEN)
            | is(byte == b'\'' || byte == b'`', APOSTROPHE)
            | is(latin_capital || capital, CAPITAL)
            | is(byte >= 0xC0 && !lead, RARE)
            | is(old, UNKNOWN);
        let second = before == 0xD0 && byte < 0xB0;
        let shift = is(second && byte < 0x90, 0x10)
            | is(second && byte & 0x10 != 0, 0x20)
            | is(second && byte >= 0xA0, 0xE0);
        small[i] = byte
            .wrapping_add(is(latin_capital, 0x20))
            .wrapping_add(is(crosses, 1))
            .wrapping_add(shift);
    }
    let [latin, lead, digit, hyphen, apostrophe, capital, rare, unknown] = masks(&class);
    let (latin, digit, space) = (latin & !digit, digit & !latin, latin & digit);
    let cyrillic = lead | lead << 1;
    let unknown = unknown | unknown >> 1;
    let cyrillic = cyrillic & !unknown;
    Classes {
        latin,
        cyrillic,
        digit,
        hyphen,
        apostrophe,
        capital,
        rare,
        unknown,
        space,
        ..Classes::default()
    }
}

/// Bit k of byte i becomes bit i of mask k.
#[inline(always)]
fn masks(class: &[u8; BLOCK]) -> [u64; 8] {
    let mut rows = [0_u64; 8];
    for (row, bytes) in rows.iter_mut().zip(class.as_chunks::<8>().0) {
        *row = transpose(u64::from_le_bytes(*bytes));
    }
    // Byte k of row i becomes byte i of row k, by swapping halves, quarters, eighths.
    for (distance, shift, low) in
        [(4, 32, u64::MAX >> 32), (2, 16, 0x0000_FFFF_0000_FFFF), (1, 8, 0x00FF_00FF_00FF_00FF)]
    {
        for i in (0..8).filter(|i| i & distance == 0) {
            let swap = ((rows[i] >> shift) ^ rows[i + distance]) & low;
            rows[i] ^= swap << shift;
            rows[i + distance] ^= swap;
        }
    }
    rows
}

/// Transposes eight by eight bits (Warren, Hacker's Delight, 7-3).
#[inline(always)]
const fn transpose(mut x: u64) -> u64 {
    let t = (x ^ (x >> 7)) & 0x00AA_00AA_00AA_00AA;
    x ^= t ^ (t << 7);
    let t = (x ^ (x >> 14)) & 0x0000_CCCC_0000_CCCC;
    x ^= t ^ (t << 14);
    let t = (x ^ (x >> 28)) & 0x0000_0000_F0F0_F0F0;
    x ^ t ^ (t << 28)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_columns() {
        let class: [u8; BLOCK] = std::array::from_fn(|i| (i * 37 + 11) as u8);
        for (k, mask) in masks(&class).into_iter().enumerate() {
            for (i, byte) in class.iter().enumerate() {
                assert_eq!(mask >> i & 1, u64::from(byte >> k & 1));
            }
        }
    }
}
