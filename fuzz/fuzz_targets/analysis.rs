#![no_main]
//! Texts with NULs between them, each of an outlet of its own, the whole way to the tables' input.

use rodovid::analysis::{self, Options};
use rodovid::article::Article;
use rodovid::progress::Watch;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let article = |(at, text): (usize, &[u8])| {
        let text = String::from_utf8_lossy(text).into_owned();
        let mut article = Article { id: at.to_string(), text, ..Article::default() };
        article.outlet.name = format!("O{at}");
        article
    };
    let mut articles: Vec<Article> =
        bytes.split(|byte| *byte == 0).take(12).enumerate().map(article).collect();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    let options = Options::default();
    let witnesses = analysis::witnesses(articles, &options);
    let found = analysis::conclude(witnesses, &options, &Watch::default()).unwrap();
    for story in &found.stories {
        let verdict = &story.verdict;
        let all: f64 = verdict.confidence.iter().sum::<f64>() + verdict.outside_probability;
        assert!((all - 1.0).abs() < 1e-6, "{all}");
    }
});
