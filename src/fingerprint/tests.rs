//! Every kernel against the reference.

use super::*;
use crate::text::Words;
use proptest::prelude::*;

fn assert_kernels_agree(text: &str) {
    let words = Words::new(text);
    let expected = Kernel::Reference.of_words(&words);
    for kernel in Kernel::available() {
        assert_eq!(kernel.of_text(text), expected, "{kernel}: {text:?}");
        assert_eq!(kernel.of_words(&words), expected, "{kernel}: {text:?}");
        assert_eq!(kernel.words(text), words, "{kernel}: {text:?}");
    }
}

/// Pieces of text as they occur, and what stands between them.
fn news_like() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[А-ЯІЇЄҐа-яіїєґё]{1,12}",
        2 => "[A-Za-z]{1,10}",
        1 => "[0-9]{1,5}",
        1 => "[а-яіїєґ]{1,5}['’ʼ‘`-][а-яіїєґ]{1,6}",
        1 => "[а-яa-zA-ZА-Я0-9]{2,9}",
        1 => "[а-яіїєґ\u{301}\u{306}\u{AD}é]{1,70}",
    ];
    let gap = prop_oneof![
        12 => Just(" ".to_owned()),
        4 => "[,.:;!?»«“”„…—–\u{A0}()№°€\u{2009}\n-]{1,3}",
        1 => "[\u{301}\u{200B}\u{FEFF}²😀 '’-]{0,66}",
    ];
    prop::collection::vec((word, gap), 0..150)
        .prop_map(|pieces| pieces.into_iter().map(|(word, gap)| word + &gap).collect())
}

proptest! {
    #[test]
    fn kernels_agree_on_anything(text in ".{0,300}") {
        assert_kernels_agree(&text);
    }

    #[test]
    fn kernels_agree_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        assert_kernels_agree(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn kernels_agree_on_what_is_like_news(text in news_like()) {
        assert_kernels_agree(&text);
    }
}

#[test]
fn kernels_agree_on_every_character() {
    // Each between letters, alone, and at every place of a block.
    let mut text = String::new();
    for (i, c) in ('\0'..=char::MAX).enumerate() {
        text.extend(['а', c, 'б', ' ', c, ' ']);
        text.push_str(&"x"[..i % 2]);
        if text.len() > 1 << 16 {
            assert_kernels_agree(&text);
            text.clear();
        }
    }
    assert_kernels_agree(&text);
}

#[test]
fn kernels_agree_on_enormous_words() {
    for letter in ["а", "Z", "7", "й", "漢", "e\u{301}", "а-", "а’"] {
        for length in [31, 32, 63, 64, 65, 2_047, 2_048, 2_049, 100_000] {
            assert_kernels_agree(&format!("раз {} два три", letter.repeat(length)));
        }
    }
}

/// The vectors were computed by another program, written from the definition in another language.
#[test]
fn vectors_of_version_1() {
    assert_eq!(VERSION, 1, "a new version has new vectors");
    let vectors = include_str!("data/vectors-1.tsv");
    assert!(vectors.lines().count() > 20);
    for line in vectors.lines() {
        let mut fields = line.splitn(3, '\t');
        let mut field = || fields.next().unwrap();
        let (simhash, words): (_, usize) = (field(), field().parse().unwrap());
        let text: String = serde_json::from_str(field()).unwrap();
        assert_eq!(Words::new(&text).len(), words, "{text:?}");
        for kernel in Kernel::available() {
            assert_eq!(kernel.of_text(&text).to_string(), simhash, "{kernel}: {text:?}");
        }
    }
}

#[test]
fn kernels_are_named() {
    for kernel in Kernel::ALL {
        match Kernel::named(kernel.name()) {
            Ok(named) => assert!(named == kernel && kernel.is_available()),
            Err(error) => {
                assert!(!kernel.is_available());
                assert_eq!(error.kind(), crate::error::ErrorKind::Usage);
            }
        }
    }
    let error = Kernel::named("avx1024").unwrap_err();
    assert!(error.message().contains("portable"), "{error}");
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
        assert_eq!(bit_sliced::<1>(features()), expected);
        assert_eq!(bit_sliced::<4>(features()), expected);
        assert_eq!(bit_sliced::<8>(features()), expected);
    }
}

/// The counters of the kernels, fed with features as they are.
fn bit_sliced<const LANES: usize>(features: impl Iterator<Item = u64>) -> u64 {
    let features: Vec<u64> = features.collect();
    let mut counters = counters::Counters::<LANES>::new();
    for group in features.chunks(LANES * counters::GROUP) {
        let mut vectors = [[0; LANES]; counters::GROUP];
        for (i, feature) in group.iter().enumerate() {
            vectors[i / LANES][i % LANES] = *feature;
        }
        counters.add_group(&vectors);
    }
    counters.more_than(features.len() as u64 / 2)
}
