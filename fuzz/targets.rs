//! What each fuzz target does with its bytes; `tests/fuzz.rs` does it on stable Rust too.

use rodovid::analysis::{self, Options};
use rodovid::article::Article;
use rodovid::fingerprint::Kernel;
use rodovid::outlet::Outlets;
use rodovid::progress::Watch;
use rodovid::text::{Document, Words};
use rodovid::{figures, ingest};

/// Any bytes as a file of each format: articles or rejections, and no panic.
pub(crate) fn formats(bytes: &[u8], names: &[&str]) {
    let outlets = Outlets::default();
    for name in names {
        drop(ingest::read_bytes(name, bytes.to_vec(), &outlets));
    }
}

/// Any bytes behind the magic numbers of gzip and Zstandard: bounded, and no panic.
pub(crate) fn decompress(bytes: &[u8]) {
    for magic in [&[0x1F, 0x8B, 0x08][..], &[0x28, 0xB5, 0x2F, 0xFD]] {
        formats(&[magic, bytes].concat(), &["fuzz.jsonl.gz"]);
    }
}

/// Any text: figures in order, within the text, their bounds in order.
pub(crate) fn figures(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let article = Article { text, ..Article::default() };
    let mut end = 0;
    for figure in figures::read(&article.text, &Document::new(&article)) {
        assert!(figure.span.start >= end);
        end = figure.span.end;
        assert!(article.text.get(figure.span.range()).is_some());
        assert!(figure.low.zip(figure.high).is_none_or(|(low, high)| low <= high));
    }
}

/// Any text: every kernel gives the bits of the reference.
pub(crate) fn fingerprint(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let expected = Kernel::Reference.of_words(&Words::new(&text));
    for kernel in Kernel::available() {
        assert_eq!(kernel.of_text(&text), expected, "{kernel}");
    }
}

/// Texts with NULs between them, each of an outlet of its own, the whole way.
pub(crate) fn analysis(bytes: &[u8]) {
    let article = |(at, text): (usize, &[u8])| {
        let text = String::from_utf8_lossy(text).into_owned();
        let mut article = Article { id: format!("{at:02}"), text, ..Article::default() };
        article.outlet.name = format!("O{at}");
        article
    };
    let articles = bytes.split(|byte| *byte == 0).take(12).enumerate().map(article).collect();
    let found = analysis::of_articles(articles, &Options::default(), &Watch::default());
    for story in &found.expect("nothing interrupts").stories {
        let verdict = &story.verdict;
        let all: f64 = verdict.confidence.iter().sum::<f64>() + verdict.outside_probability;
        assert!((all - 1.0).abs() < 1e-6, "{all}");
    }
}
