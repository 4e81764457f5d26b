#![no_main]
//! Any text: figures in order, within the text, their bounds in order, and no panic.

use rodovid::article::Article;
use rodovid::{figures, text::Document};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let article =
        Article { text: String::from_utf8_lossy(bytes).into_owned(), ..Article::default() };
    let mut end = 0;
    for figure in figures::read(&article.text, &Document::new(&article)) {
        assert!(figure.span.start >= end);
        end = figure.span.end;
        assert!(article.text.get(figure.span.range()).is_some());
        assert!(figure.low.zip(figure.high).is_none_or(|(low, high)| low <= high));
    }
});
