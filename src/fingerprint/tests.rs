//! Every kernel against the reference.

use super::*;
use crate::text::Words;
use proptest::prelude::*;

proptest! {
    #[test]
    fn kernels_agree(text in ".{0,300}") {
        let words = Words::new(&text);
        for kernel in Kernel::available() {
            prop_assert_eq!(kernel.of_text(&text), Kernel::Reference.of_text(&text), "{}", kernel);
            prop_assert_eq!(kernel.of_words(&words), Kernel::Reference.of_text(&text), "{}", kernel);
        }
    }
}

#[test]
fn long_texts_count_right() {
    let text = (0..3_000_u64).map(|i| format!("слово{} ", i * i % 61)).collect::<Vec<_>>().concat();
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    // All short lengths, then some of every size: groups, batches and planes fill at each.
    for words in (1..80).chain((80..ends.len()).step_by(97)) {
        let text = &text[..ends[words - 1]];
        for kernel in Kernel::available() {
            assert_eq!(kernel.of_text(text), Kernel::Reference.of_text(text), "{kernel} {words}");
        }
    }
}

#[test]
fn empty_texts_have_zero() {
    for kernel in Kernel::available() {
        assert_eq!(kernel.of_text(""), Simhash(0));
        assert_eq!(kernel.of_text(" — … "), Simhash(0));
        assert_ne!(kernel.of_text("слово"), Simhash(0));
    }
}

/// The crate `simhash` fed with words, and ours fed with the same `SipHash` features.
#[test]
fn accumulation_is_that_of_the_simhash_crate() {
    #[allow(deprecated)]
    fn feature(word: &str) -> u64 {
        use std::hash::{Hash, Hasher, SipHasher};
        let mut hasher = SipHasher::new();
        word.hash(&mut hasher);
        hasher.finish()
    }
    for length in [1_usize, 2, 3, 7, 64, 255, 256, 257, 1000, 4096] {
        let words: Vec<String> = (0..length).map(|i| format!("слово{}", i * i % 83)).collect();
        let expected = simhash::simhash_stream(words.iter().map(String::as_str));
        let features = || words.iter().map(|word| feature(word));
        assert_eq!(kernel::reference::of_features(features()).0, expected);
    }
}
