//! Throughput of the figure reader over words and sentences that are there already, in bytes of
//! text: ordinary news of the generator, and text in which every fifth word is a figure.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rodovid::article::Article;
use rodovid::{figures, text::Document};
use rodovid_generator::{Archive, Config};
use std::hint::black_box;

/// Articles of ordinary news.
const ARTICLES: u64 = 200;

fn read(criterion: &mut Criterion) {
    let ordinary = Archive::new(Config::accuracy(ARTICLES, 5))
        .articles()
        .map(|(article, _)| article.text)
        .collect::<Vec<_>>()
        .join("\n\n");
    let dense = [
        include_str!("../tests/evaluation/figures-uk.txt"),
        include_str!("../tests/evaluation/figures-ru.txt"),
        include_str!("../tests/evaluation/figures-en.txt"),
    ]
    .map(unmarked)
    .join("\n")
    .repeat(20);
    let mut group = criterion.benchmark_group("figures");
    for (name, text) in [("ordinary", ordinary), ("dense", dense)] {
        let article = Article { text, ..Article::default() };
        let document = Document::new(&article);
        group.throughput(Throughput::Bytes(article.text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| figures::read(black_box(&article.text), black_box(&document)));
        });
    }
    group.finish();
}

/// The sentences of an evaluation file without their marks.
fn unmarked(marked: &str) -> String {
    let mut text = String::new();
    for (index, part) in marked.split(['{', '}']).enumerate() {
        text.push_str(if index % 2 == 0 { part } else { part.split('|').next().unwrap_or("") });
    }
    text
}

criterion_group!(benches, read);
criterion_main!(benches);
