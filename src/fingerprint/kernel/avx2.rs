//! AVX2: the portable code compiled for 32-byte vectors, and the classes of a block by comparisons
//! whose results are gathered to masks, which compilers do not find by themselves.

use crate::fingerprint::batch::{self, Batch, Lists, Places};
use crate::fingerprint::sketch::Sketch;
use crate::fingerprint::{Simhash, tile};
use crate::text::word::block::{Around, Classes, Classify, ROOM};
use crate::text::{Word, Words};
// Twenty intrinsics by name would say less than the code below.
#[allow(clippy::wildcard_imports)]
use std::arch::x86_64::*;
use std::cell::Cell;
use std::ops::Range;

thread_local! {
    static BATCH: Cell<Option<Box<Batch<Blocks, LANES>>>> = const { Cell::new(None) };
}

/// Lanes of the counters: one vector.
const LANES: usize = 4;

/// Proof that the CPU has what this kernel needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Avx2(());

impl Avx2 {
    pub(super) fn new() -> Option<Self> {
        let has = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("popcnt");
        has.then_some(Self(()))
    }

    pub(super) fn of_text(self, text: &str) -> Simhash {
        // SAFETY: `self` proves that the CPU has these features.
        unsafe { of_text(text) }
    }

    pub(super) fn words(self, text: &str) -> Words {
        // SAFETY: `self` proves that the CPU has these features.
        unsafe { words(text) }
    }

    pub(super) fn of_words(self, words: &[Word]) -> Simhash {
        // SAFETY: `self` proves that the CPU has these features.
        unsafe { of_words(words) }
    }

    pub(super) fn scan(
        self,
        values: &[u64],
        rows: Range<usize>,
        radius: u32,
        hits: &mut Vec<[u32; 2]>,
    ) {
        // SAFETY: `self` proves that the CPU has these features.
        unsafe { scan(values, rows, radius, hits) }
    }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn of_text(text: &str) -> Simhash {
    let mut batch = BATCH.take().unwrap_or_else(Batch::new);
    let simhash = batch.of_text(text);
    BATCH.set(Some(batch));
    simhash
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn words(text: &str) -> Words {
    Words::scanned::<Blocks>(text)
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn of_words(words: &[Word]) -> Simhash {
    let mut sketch = Sketch::<LANES>::new();
    sketch.extend(words.iter().map(|word| word.hash));
    sketch.finish()
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn scan(values: &[u64], rows: Range<usize>, radius: u32, hits: &mut Vec<[u32; 2]>) {
    tile::scan(
        values,
        rows,
        radius,
        hits,
        |rows, columns, radius| near_paired(rows, columns, radius),
        |rows, columns, radius| near(rows, columns, radius),
    );
}

/// [`tile::near_paired`]: three operations, a count and a minimum for eight comparisons.
#[inline]
#[target_feature(enable = "avx2")]
fn near_paired(rows: &[u64; tile::ROWS], columns: &[u64; tile::COLUMNS], radius: u64) -> bool {
    let columns = vectors(columns);
    let mut least = splat(64);
    for [one, other] in rows.as_chunks().0 {
        let [one, other] = [one, other].map(|row| _mm256_set1_epi64x(row.cast_signed()));
        for column in columns {
            let differ = [one, other].map(|row| _mm256_xor_si256(row, column));
            least = _mm256_min_epu8(least, count(_mm256_and_si256(differ[0], differ[1])));
        }
    }
    reaches(least, radius)
}

/// [`tile::near`]: an exclusive or, a count and a minimum for four comparisons.
#[inline]
#[target_feature(enable = "avx2")]
fn near(rows: &[u64; tile::ROWS], columns: &[u64; tile::COLUMNS], radius: u64) -> bool {
    let columns = vectors(columns);
    let mut least = splat(64);
    for row in rows {
        let row = _mm256_set1_epi64x(row.cast_signed());
        for column in columns {
            least = _mm256_min_epu8(least, count(_mm256_xor_si256(row, column)));
        }
    }
    reaches(least, radius)
}

#[inline]
#[target_feature(enable = "avx2")]
fn vectors(columns: &[u64; tile::COLUMNS]) -> [__m256i; 2] {
    [0, 4].map(|from| {
        // SAFETY: four columns from 0 or 4 on have the 32 bytes that are read, and need not be
        // aligned.
        unsafe { _mm256_loadu_si256(columns[from..from + 4].as_ptr().cast::<__m256i>()) }
    })
}

/// The ones in each 64 bits, by a table of those in four bits (Muła, Kurz, Lemire 2016).
#[inline]
#[target_feature(enable = "avx2")]
fn count(bits: __m256i) -> __m256i {
    let ones = _mm256_setr_epi8(
        0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3,
        3, 4,
    );
    let lower = _mm256_shuffle_epi8(ones, _mm256_and_si256(bits, splat(15)));
    let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(bits), splat(15));
    let both = _mm256_add_epi8(lower, _mm256_shuffle_epi8(ones, upper));
    _mm256_sad_epu8(both, _mm256_setzero_si256())
}

/// Whether one of four counts, of which only the lowest byte is not zero, is at most `radius`.
#[inline]
#[target_feature(enable = "avx2")]
fn reaches(counts: __m256i, radius: u64) -> bool {
    /// The lowest byte of each 64 bits.
    const LOWEST: u32 = 0x0101_0101;
    let most = radius.min(u64::from(u8::MAX)) as u8;
    _mm256_movemask_epi8(at_most(counts, most)).cast_unsigned() & LOWEST != 0
}

/// Only ever named by [`of_text`] and [`words`].
struct Blocks;

impl Classify for Blocks {
    #[inline(always)]
    fn classify(around: &Around, small: &mut [u8; ROOM]) -> Classes {
        // SAFETY: only code compiled for AVX2 names this type.
        unsafe { classify(around, small) }
    }
}

impl batch::Kernel for Blocks {
    #[inline(always)]
    fn places(mask: u64, base: usize, places: &mut Places, from: usize) {
        batch::places(mask, base, places, from);
    }

    #[inline(always)]
    fn by_length(starts: &Places, ends: &Places, words: usize, lists: &mut Lists) {
        batch::by_length(starts, ends, words, lists);
    }
}

/// What makes a letter small, by the upper half of its byte: ASCII capitals are 4x and 5x; after
/// D0, capitals are 8x, 9x and Ax, and D0 itself becomes D1 before 8x and Ax.
const SHIFT: [u8; 16] = [0, 0, 0, 0, 0x20, 0x20, 0, 0, 0x10, 0x20, 0xE0, 0, 0, 1, 0, 0];

#[inline]
#[target_feature(enable = "avx2")]
fn splat(byte: u8) -> __m256i {
    _mm256_set1_epi8(byte.cast_signed())
}

#[inline]
#[target_feature(enable = "avx2")]
fn at_most(bytes: __m256i, most: u8) -> __m256i {
    _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, splat(most)), bytes)
}

#[inline]
#[target_feature(enable = "avx2")]
fn at_least(bytes: __m256i, least: u8) -> __m256i {
    _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, splat(least)), bytes)
}

/// The bits of two comparisons, those of the lower bytes first.
#[inline]
#[target_feature(enable = "avx2")]
fn mask(found: [__m256i; 2]) -> u64 {
    let [low, high] = found.map(|found| _mm256_movemask_epi8(found).cast_unsigned());
    u64::from(low) | u64::from(high) << 32
}

/// Half a block, with the bytes before and after each.
#[inline]
#[target_feature(enable = "avx2")]
fn halves(around: &Around, from: usize) -> [__m256i; 2] {
    [from, from + 32].map(|from| {
        // SAFETY: the slice has the 32 bytes that are read, and need not be aligned.
        unsafe { _mm256_loadu_si256(around[from..from + 32].as_ptr().cast::<__m256i>()) }
    })
}

#[inline]
#[target_feature(enable = "avx2")]
fn classify(around: &Around, small: &mut [u8; ROOM]) -> Classes {
    let (before, bytes, after) = (halves(around, 0), halves(around, 1), halves(around, 2));
    let zero = _mm256_setzero_si256();
    // SAFETY: the table has the 16 bytes that are read, and need not be aligned.
    let shift = unsafe { _mm_loadu_si128(SHIFT.as_ptr().cast::<__m128i>()) };
    let shift = _mm256_broadcastsi128_si256(shift);

    let (mut latin, mut capital, mut old) = ([zero; 2], [zero; 2], [zero; 2]);
    for half in 0..2 {
        let (before, bytes, after) = (before[half], bytes[half], after[half]);
        let lower = _mm256_or_si256(bytes, splat(0x20));
        latin[half] = at_most(_mm256_sub_epi8(lower, splat(b'a')), 25);
        let latin_capital = _mm256_andnot_si256(_mm256_cmpeq_epi8(lower, bytes), latin[half]);
        let first = _mm256_and_si256(_mm256_cmpeq_epi8(bytes, splat(0xD0)), at_most(after, 0xAF));
        let second = _mm256_and_si256(_mm256_cmpeq_epi8(before, splat(0xD0)), at_most(bytes, 0xAF));
        let sixteen = _mm256_and_si256(after, splat(0x10));
        let crosses = _mm256_and_si256(first, _mm256_cmpeq_epi8(sixteen, zero));
        capital[half] = _mm256_or_si256(latin_capital, first);
        old[half] = _mm256_and_si256(_mm256_cmpeq_epi8(before, splat(0xD1)), at_least(bytes, 0xA0));

        let shifted = _mm256_or_si256(_mm256_or_si256(latin_capital, second), crosses);
        let upper_half = _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), splat(0x0F));
        let shift = _mm256_and_si256(_mm256_shuffle_epi8(shift, upper_half), shifted);
        let to = small[half * 32..half * 32 + 32].as_mut_ptr();
        // SAFETY: the slice has the 32 bytes that are written, and need not be aligned.
        unsafe { _mm256_storeu_si256(to.cast::<__m256i>(), _mm256_add_epi8(bytes, shift)) };
    }
    let equal = |byte: u8| mask(bytes.map(|bytes| _mm256_cmpeq_epi8(bytes, splat(byte))));
    let either = |common: u8, byte: u8| {
        mask(
            bytes
                .map(|bytes| _mm256_cmpeq_epi8(_mm256_or_si256(bytes, splat(common)), splat(byte))),
        )
    };
    let lead = either(1, 0xD1);
    let old = mask(old);
    let unknown = old | old >> 1;

    // What `Classes::settle` would find one by one, for the most frequent.
    let mut rare = mask(bytes.map(|bytes| at_least(bytes, 0xC0))) & !lead;
    let mut apostrophe_3 = 0;
    if rare != 0 {
        let space_or_quote = equal(0xA0) | either(0x10, 0xBB);
        let general = equal(0xE2) & (equal(0x80) >> 1);
        let single = either(1, 0x99);
        let dash_or_quote = mask(bytes.map(|bytes| at_least(bytes, 0x92))) & !single;
        apostrophe_3 = general & (single >> 2);
        let nothing = (equal(0xC2) & (space_or_quote >> 1)) | (general & (dash_or_quote >> 2));
        rare &= !(nothing | apostrophe_3);
    }

    let digit = |bytes| at_most(_mm256_sub_epi8(bytes, splat(b'0')), 9);
    Classes {
        latin: mask(latin),
        cyrillic: (lead | lead << 1) & !unknown,
        digit: mask(bytes.map(digit)),
        hyphen: equal(b'-'),
        apostrophe: equal(b'\'') | equal(b'`'),
        capital: mask(capital),
        rare,
        unknown,
        space: mask(bytes.map(|bytes| at_most(bytes, b' '))),
        apostrophe_2: 0,
        apostrophe_3,
    }
}
