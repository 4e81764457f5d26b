//! Safe code for every machine; what the compiler makes of it uses the vectors that the target is
//! sure to have.

use crate::fingerprint::Simhash;
use crate::fingerprint::batch::{self, Batch, Lists, Places};
use crate::fingerprint::sketch::Sketch;
use crate::text::Word;
use crate::text::word::portable::Portable;
use std::cell::Cell;

thread_local! {
    static BATCH: Cell<Option<Box<Batch<Portable, LANES>>>> = const { Cell::new(None) };
}

/// Lanes of the counters: four keep the adders busy without spilling.
const LANES: usize = 4;

pub(super) fn of_text(text: &str) -> Simhash {
    let mut batch = BATCH.take().unwrap_or_else(Batch::new);
    let simhash = batch.of_text(text);
    BATCH.set(Some(batch));
    simhash
}

impl batch::Kernel for Portable {
    #[inline(always)]
    fn places(mask: u64, base: usize, places: &mut Places, from: usize) {
        batch::places(mask, base, places, from);
    }

    #[inline(always)]
    fn by_length(starts: &Places, ends: &Places, words: usize, lists: &mut Lists) {
        batch::by_length(starts, ends, words, lists);
    }
}

pub(super) fn of_words(words: &[Word]) -> Simhash {
    let mut sketch = Sketch::<LANES>::new();
    sketch.extend(words.iter().map(|word| word.hash));
    sketch.finish()
}
