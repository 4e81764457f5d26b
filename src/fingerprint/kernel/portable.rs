//! Safe code for every machine; what the compiler makes of it uses the vectors that the target is
//! sure to have.

use crate::fingerprint::Simhash;
use crate::fingerprint::sketch::Sketch;
use crate::text::Word;
use crate::text::word::portable::Portable;
use crate::text::word::scan;

/// Lanes of the counters: four keep the adders busy without spilling.
const LANES: usize = 4;

pub(super) fn of_text(text: &str) -> Simhash {
    let mut sketch = Sketch::<LANES>::new();
    scan::scan::<Portable>(text, &mut sketch);
    sketch.finish()
}

pub(super) fn of_words(words: &[Word]) -> Simhash {
    let mut sketch = Sketch::<LANES>::new();
    sketch.extend(words.iter().map(|word| word.hash));
    sketch.finish()
}
