//! AVX2: the portable code compiled for 32-byte vectors, with the one instruction that compilers do
//! not find by themselves.

use crate::fingerprint::batch::{self, Batch, Lists, Places};
use crate::fingerprint::sketch::Sketch;
use crate::fingerprint::{Simhash, tile};
use crate::text::Word;
use crate::text::word::block::{Around, BLOCK, Classes, Classify, ROOM};
use crate::text::word::portable;
use std::arch::x86_64::{__m256i, _mm256_add_epi8, _mm256_loadu_si256, _mm256_movemask_epi8};
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
fn of_words(words: &[Word]) -> Simhash {
    let mut sketch = Sketch::<LANES>::new();
    sketch.extend(words.iter().map(|word| word.hash));
    sketch.finish()
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn scan(values: &[u64], rows: Range<usize>, radius: u32, hits: &mut Vec<[u32; 2]>) {
    tile::scan(values, rows, radius, hits, tile::least_paired, tile::least);
}

/// Only ever named by [`of_text`].
struct Blocks;

impl Classify for Blocks {
    #[inline(always)]
    fn classify(around: &Around, small: &mut [u8; ROOM]) -> Classes {
        // SAFETY: only code compiled for AVX2 names this type.
        portable::classify(around, small, |class| unsafe { masks(class) })
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

#[inline]
#[target_feature(enable = "avx2")]
fn masks(class: &[u8; BLOCK]) -> [u64; 8] {
    let load = |from: usize| {
        // SAFETY: 32 bytes from 0 or 32 on lie within the block, and need not be aligned.
        unsafe { _mm256_loadu_si256(class[from..from + 32].as_ptr().cast::<__m256i>()) }
    };
    let (mut low, mut high) = (load(0), load(32));
    let mut masks = [0_u64; 8];
    for mask in masks.iter_mut().rev() {
        let (below, above) = (_mm256_movemask_epi8(low), _mm256_movemask_epi8(high));
        *mask = u64::from(below.cast_unsigned()) | u64::from(above.cast_unsigned()) << 32;
        low = _mm256_add_epi8(low, low);
        high = _mm256_add_epi8(high, high);
    }
    masks
}
