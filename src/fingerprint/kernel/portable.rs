//! Safe code for every machine; what the compiler makes of it uses the vectors that the target is
//! sure to have.

use crate::fingerprint::Simhash;
use crate::fingerprint::sketch::Sketch;
use crate::text::{Word, Words};

/// Lanes of the counters: four keep the adders busy without spilling.
const LANES: usize = 4;

pub(super) fn of_text(text: &str) -> Simhash {
    of_words(&Words::new(text))
}

pub(super) fn of_words(words: &[Word]) -> Simhash {
    let mut sketch = Sketch::<LANES>::new();
    sketch.extend(words.iter().map(|word| word.hash));
    sketch.finish()
}
