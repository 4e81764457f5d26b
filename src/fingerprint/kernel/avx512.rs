//! AVX-512 (BW, DQ, VL, VBMI2, VPOPCNTDQ): a block is one vector, and its classes are mask registers.

use crate::fingerprint::batch::{self, Batch, Lists, Places};
use crate::fingerprint::sketch::Sketch;
use crate::fingerprint::{Simhash, tile};
use crate::text::word::block::{Around, BLOCK, Classes, Classify, ROOM};
use crate::text::word::scan::WORDS;
use crate::text::{Word, Words};
// Thirty intrinsics by name would say less than the code below.
#[allow(clippy::wildcard_imports)]
use std::arch::x86_64::*;
use std::cell::Cell;
use std::ops::Range;

thread_local! {
    static BATCH: Cell<Option<Box<Batch<Blocks, LANES>>>> = const { Cell::new(None) };
}

/// Lanes of the counters: one vector.
const LANES: usize = 8;

/// Proof that the CPU has what this kernel needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Avx512(());

impl Avx512 {
    pub(super) fn new() -> Option<Self> {
        let has = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vbmi2")
            && is_x86_feature_detected!("avx512vpopcntdq")
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

#[target_feature(
    enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx512vpopcntdq,bmi1,bmi2,lzcnt,popcnt"
)]
fn of_text(text: &str) -> Simhash {
    let mut batch = BATCH.take().unwrap_or_else(Batch::new);
    let simhash = batch.of_text(text);
    BATCH.set(Some(batch));
    simhash
}

#[target_feature(
    enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx512vpopcntdq,bmi1,bmi2,lzcnt,popcnt"
)]
fn words(text: &str) -> Words {
    Words::scanned::<Blocks>(text)
}

#[target_feature(
    enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx512vpopcntdq,bmi1,bmi2,lzcnt,popcnt"
)]
fn of_words(words: &[Word]) -> Simhash {
    let mut sketch = Sketch::<LANES>::new();
    sketch.extend(words.iter().map(|word| word.hash));
    sketch.finish()
}

#[target_feature(
    enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx512vpopcntdq,bmi1,bmi2,lzcnt,popcnt"
)]
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

/// [`tile::near_paired`]: a ternary operation, a count and a minimum for sixteen comparisons.
#[inline]
#[target_feature(enable = "avx512f,avx512vpopcntdq")]
fn near_paired(rows: &[u64; tile::ROWS], columns: &[u64; tile::COLUMNS], radius: u64) -> bool {
    /// For the bits a, b, c of three operands: (a ^ c) & (b ^ c).
    const BOTH_DIFFER: i32 = 0b0100_0010;
    // SAFETY: the columns have the 64 bytes that are read, and need not be aligned.
    let columns = unsafe { _mm512_loadu_si512(columns.as_ptr().cast::<__m512i>()) };
    let mut least = _mm512_set1_epi64(64);
    for [one, other] in rows.as_chunks().0 {
        let [one, other] = [one, other].map(|row| _mm512_set1_epi64(row.cast_signed()));
        let both = _mm512_ternarylogic_epi64::<BOTH_DIFFER>(one, other, columns);
        least = _mm512_min_epu32(least, _mm512_popcnt_epi64(both));
    }
    reaches(least, radius)
}

/// [`tile::near`]: an exclusive or, a count and a minimum for eight comparisons.
#[inline]
#[target_feature(enable = "avx512f,avx512vpopcntdq")]
fn near(rows: &[u64; tile::ROWS], columns: &[u64; tile::COLUMNS], radius: u64) -> bool {
    // SAFETY: the columns have the 64 bytes that are read, and need not be aligned.
    let columns = unsafe { _mm512_loadu_si512(columns.as_ptr().cast::<__m512i>()) };
    let mut least = _mm512_set1_epi64(64);
    for row in rows {
        let differ = _mm512_xor_si512(columns, _mm512_set1_epi64(row.cast_signed()));
        least = _mm512_min_epu32(least, _mm512_popcnt_epi64(differ));
    }
    reaches(least, radius)
}

/// Whether one of eight counts is at most `radius`. They are compared by their lower halves alone,
/// as they were brought to the least: that takes half of what whole ones take, and no count has an
/// upper half.
#[inline]
#[target_feature(enable = "avx512f")]
fn reaches(counts: __m512i, radius: u64) -> bool {
    const LOWER_HALVES: u16 = 0x5555;
    let radius = _mm512_set1_epi32((radius as u32).cast_signed());
    _mm512_mask_cmple_epu32_mask(LOWER_HALVES, counts, radius) != 0
}

/// Only ever named by [`of_text`] and [`words`].
struct Blocks;

impl Classify for Blocks {
    #[inline(always)]
    fn classify(around: &Around, small: &mut [u8; ROOM]) -> Classes {
        // SAFETY: only code compiled for AVX-512 names this type.
        unsafe { classify(around, small) }
    }
}

impl batch::Kernel for Blocks {
    #[inline(always)]
    fn places(mask: u64, base: usize, places: &mut Places, from: usize) {
        // SAFETY: only code compiled for AVX-512 names this type.
        unsafe { self::places(mask, base, places, from) }
    }

    #[inline(always)]
    fn by_length(starts: &Places, ends: &Places, words: usize, lists: &mut Lists) {
        // SAFETY: only code compiled for AVX-512 names this type.
        unsafe { self::by_length(starts, ends, words, lists) }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2")]
fn places(mask: u64, base: usize, places: &mut Places, from: usize) {
    let Some(to) = places[from..].first_chunk_mut::<{ WORDS }>() else { return };
    // SAFETY: the table has the 64 bytes that are read, and need not be aligned.
    let numbers = unsafe { _mm512_loadu_si512(NUMBERS.as_ptr().cast::<__m512i>()) };
    let set = _mm512_castsi512_si256(_mm512_maskz_compress_epi8(mask, numbers));
    let set =
        _mm512_add_epi16(_mm512_cvtepu8_epi16(set), _mm512_set1_epi16((base as u16).cast_signed()));
    // SAFETY: the 32 places that are written have 64 bytes, and need not be aligned.
    unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast::<__m512i>(), set) };
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
fn by_length(starts: &Places, ends: &Places, words: usize, lists: &mut Lists) {
    const STEP: usize = 32;
    let mut lengths = [0_usize; Lists::COUNT];
    // SAFETY: the table has the 64 bytes that are read, and need not be aligned.
    let numbers = unsafe { _mm512_loadu_si512(NUMBERS.as_ptr().cast::<__m512i>()) };
    let mut numbers = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(numbers));
    for from in (0..words).step_by(STEP) {
        let (Some(starts), Some(ends)) =
            (starts[from..].first_chunk::<STEP>(), ends[from..].first_chunk::<STEP>())
        else {
            break;
        };
        // SAFETY: both have the 64 bytes that are read, and need not be aligned.
        let (starts, ends) = unsafe {
            (
                _mm512_loadu_si512(starts.as_ptr().cast::<__m512i>()),
                _mm512_loadu_si512(ends.as_ptr().cast::<__m512i>()),
            )
        };
        let length = _mm512_sub_epi16(ends, starts);
        let there = if words - from < STEP { (1_u32 << (words - from)) - 1 } else { u32::MAX };
        let mut longer = there & _mm512_test_epi16_mask(length, length);
        for (list, longest) in Lists::LONGEST.into_iter().enumerate() {
            let too_long =
                _mm512_cmpgt_epu16_mask(length, _mm512_set1_epi16(longest.cast_signed()));
            let fits = longer & !too_long;
            longer &= too_long;
            let slots = &mut lists.words[list];
            if let Some(to) = slots[lengths[list]..].first_chunk_mut::<STEP>() {
                let fitting = _mm512_maskz_compress_epi16(fits, numbers);
                // SAFETY: the 32 slots that are written have 64 bytes, and need not be aligned.
                unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast::<__m512i>(), fitting) };
            }
            lengths[list] += fits.count_ones() as usize;
        }
        numbers = _mm512_add_epi16(numbers, _mm512_set1_epi16((STEP as u16).cast_signed()));
    }
    lists.lengths = lengths;
}

/// 0 to 63.
const NUMBERS: [u8; BLOCK] = {
    let mut numbers = [0; BLOCK];
    let mut i = 0;
    while i < BLOCK {
        numbers[i] = i as u8;
        i += 1;
    }
    numbers
};

/// What makes a letter small, by the upper half of its byte: ASCII capitals are 4x and 5x; after
/// D0, capitals are 8x, 9x and Ax, and D0 itself becomes D1 before 8x and Ax.
const SHIFT: [u8; 16] = [0, 0, 0, 0, 0x20, 0x20, 0, 0, 0x10, 0x20, 0xE0, 0, 0, 1, 0, 0];

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
fn classify(around: &Around, small: &mut [u8; ROOM]) -> Classes {
    let splat = |byte: u8| _mm512_set1_epi8(byte.cast_signed());
    // SAFETY: a block of 64 bytes begins at the second of 66, and need not be aligned.
    let bytes = unsafe { _mm512_loadu_si512(around[1..=BLOCK].as_ptr().cast::<__m512i>()) };
    let equal = |byte: u8| _mm512_cmpeq_epi8_mask(bytes, splat(byte));
    let below = |first: u8, count: u8| {
        _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, splat(first)), splat(count))
    };

    let folded = _mm512_sub_epi8(_mm512_or_si512(bytes, splat(0x20)), splat(b'a'));
    let latin = _mm512_cmplt_epu8_mask(folded, splat(26));
    let latin_capital = _mm512_mask_testn_epi8_mask(latin, bytes, splat(0x20));
    let (d0, d1) = (equal(0xD0), equal(0xD1));
    let old = (d1 << 1) & _mm512_cmpge_epu8_mask(bytes, splat(0xA0));
    let unknown = old | old >> 1;
    let lead = d0 | d1;
    let capital_second = (d0 << 1) & _mm512_cmplt_epu8_mask(bytes, splat(0xB0));
    let crosses = (capital_second & _mm512_testn_epi8_mask(bytes, splat(0x10))) >> 1;

    // SAFETY: the table has the 16 bytes that are read, and need not be aligned.
    let shift = unsafe { _mm_loadu_si128(SHIFT.as_ptr().cast::<__m128i>()) };
    let upper_half = _mm512_and_si512(_mm512_srli_epi16::<4>(bytes), splat(0x0F));
    let shift = _mm512_shuffle_epi8(_mm512_broadcast_i32x4(shift), upper_half);
    let shifted = latin_capital | capital_second | crosses;
    let lower = _mm512_mask_add_epi8(bytes, shifted, bytes, shift);
    // SAFETY: the room has more than the 64 bytes that are written, and need not be aligned.
    unsafe { _mm512_storeu_si512(small.as_mut_ptr().cast::<__m512i>(), lower) };

    // What `Classes::settle` would find one by one, for the most frequent.
    let mut rare = _mm512_cmpge_epu8_mask(bytes, splat(0xC0)) & !lead;
    let mut apostrophe_3 = 0;
    if rare != 0 {
        let space_or_quote = equal(0xA0) | equal(0xAB) | equal(0xBB);
        let general = equal(0xE2) & (equal(0x80) >> 1);
        let single = _mm512_cmpeq_epi8_mask(_mm512_or_si512(bytes, splat(1)), splat(0x99));
        let dash_or_quote = _mm512_cmpge_epu8_mask(bytes, splat(0x92)) & !single;
        apostrophe_3 = general & (single >> 2);
        let nothing = (equal(0xC2) & (space_or_quote >> 1)) | (general & (dash_or_quote >> 2));
        rare &= !(nothing | apostrophe_3);
    }

    Classes {
        latin,
        cyrillic: (lead | lead << 1) & !unknown,
        digit: below(b'0', 10),
        hyphen: equal(b'-'),
        apostrophe: equal(b'\'') | equal(b'`'),
        capital: latin_capital | capital_second >> 1,
        rare,
        unknown,
        space: _mm512_cmple_epu8_mask(bytes, splat(b' ')),
        apostrophe_2: 0,
        apostrophe_3,
    }
}
