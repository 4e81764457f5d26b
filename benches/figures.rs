//! Throughput of the figure reader over words and sentences that are there already, in bytes of
//! text: ordinary news of the generator, and text in which every fifth word is a figure. Then what
//! is made of figures: claims in articles a second, and the drift of families of 100 and 1,000
//! members in members a second, which must be about the same for both.
//!
//! Measured is processor time of the thread, so that what else a shared machine does counts less.

use criterion::measurement::{Measurement, ValueFormatter};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rodovid::article::{Article, Span};
use rodovid::drift::{self, Synonyms};
use rodovid::outlet::Outlets;
use rodovid::reuse::{Group, GroupId, Match, MatchKind, Passage, SentencePair};
use rodovid::ui::Ui;
use rodovid::witness::Witness;
use rodovid::{figures, text::Document};
use rodovid_generator::{Archive, Config};
use std::hint::black_box;
use std::time::Instant;

/// Processor time of the thread in nanoseconds, as Linux counts it; elsewhere the time of day.
struct ProcessorTime {
    start: Instant,
}

impl ProcessorTime {
    fn now(&self) -> f64 {
        let counted = std::fs::read_to_string("/proc/thread-self/schedstat");
        let spent = counted.ok().and_then(|line| line.split(' ').next()?.parse().ok());
        spent.unwrap_or_else(|| self.start.elapsed().as_secs_f64() * 1e9)
    }
}

impl Measurement for ProcessorTime {
    type Intermediate = f64;
    type Value = f64;

    fn start(&self) -> f64 {
        self.now()
    }
    fn end(&self, start: f64) -> f64 {
        self.now() - start
    }
    fn add(&self, one: &f64, other: &f64) -> f64 {
        one + other
    }
    fn zero(&self) -> f64 {
        0.0
    }
    fn to_f64(&self, value: &f64) -> f64 {
        *value
    }
    fn formatter(&self) -> &dyn ValueFormatter {
        self
    }
}

impl ValueFormatter for ProcessorTime {
    fn scale_values(&self, _: f64, values: &mut [f64]) -> &'static str {
        for value in values {
            *value /= 1e3;
        }
        "µs"
    }
    fn scale_throughputs(
        &self,
        _: f64,
        throughput: &Throughput,
        values: &mut [f64],
    ) -> &'static str {
        let (each, unit) = match throughput {
            Throughput::Bytes(bytes) => (*bytes as f64 * 1e3, "MB/s"),
            Throughput::Elements(elements) => (*elements as f64 * 1e9, "items/s"),
            _ => (1e9, "a second"),
        };
        for value in values {
            *value = each / *value;
        }
        unit
    }
    fn scale_for_machines(&self, _: &mut [f64]) -> &'static str {
        "ns"
    }
}

/// Articles of ordinary news.
const ARTICLES: u64 = 200;

fn read(criterion: &mut Criterion<ProcessorTime>) {
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

fn claims(criterion: &mut Criterion<ProcessorTime>) {
    let outlets = Outlets::default();
    let witnesses: Vec<Witness> = Archive::new(Config::accuracy(ARTICLES, 5))
        .articles()
        .map(|(article, _)| Article { text: article.text, ..Article::default() })
        .map(|article| Witness::new(article, &outlets))
        .collect();
    let synonyms = Synonyms::default();
    let made: usize = witnesses.iter().map(|w| drift::claims(w, &synonyms, Ui::En).len()).sum();
    eprintln!("{made} claims in {} articles", witnesses.len());
    let mut group = criterion.benchmark_group("drift");
    group.throughput(Throughput::Elements(witnesses.len() as u64));
    group.bench_function("claims", |bencher| {
        bencher.iter(|| {
            for witness in &witnesses {
                black_box(drift::claims(witness, &synonyms, Ui::En));
            }
        });
    });
    for members in [100, 1000] {
        let (family, witnesses) = family(members);
        group.throughput(Throughput::Elements(members as u64));
        group.bench_function(BenchmarkId::new("family", members), |bencher| {
            bencher.iter(|| black_box(drift::figure_sets(&family, &witnesses, &synonyms)));
        });
    }
    group.finish();
}

/// Matches of each member of the benched families with the members behind it.
const NEIGHBOURS: usize = 10;

/// A family of `members` copies, of which every ninth changed a figure.
fn family(members: usize) -> (Group, Vec<Witness>) {
    let witnesses: Vec<Witness> = (0..members)
        .map(|index| {
            let killed = if index % 9 == 0 { 31 } else { 13 };
            let text = format!(
                "Унаслідок повені загинули {killed} людей, ще 48 поранено. Пошкоджено понад \
                 1200 будинків у 17 селах. Збитки оцінили у 3,5 млн доларів."
            );
            Witness::new(Article { text, ..Article::default() }, &Outlets::default())
        })
        .collect();
    let span = |witness: &Witness, index: u32| witness.document.sentences[index as usize].span;
    let sentences = witnesses[0].document.sentences.len() as u32;
    let mut matches = Vec::new();
    for a in 0..members {
        for b in a + 1..members.min(a + 1 + NEIGHBOURS) {
            let pair = |index: u32| SentencePair {
                a: index..index + 1,
                b: index..index + 1,
                span_a: span(&witnesses[a], index),
                span_b: span(&witnesses[b], index),
                kind: MatchKind::Near,
                score: 0.9,
                shared: Vec::new(),
            };
            matches.push(Match {
                a: a as u32,
                b: b as u32,
                pairs: (0..sentences).map(pair).collect(),
                kind: MatchKind::Near,
                similarity: 0.9,
                hamming: None,
                longest_run: 6,
                words: (20, 20),
                aligned_words: 19,
            });
        }
    }
    let passage = |(index, witness): (usize, &Witness)| Passage {
        article: index as u32,
        pieces: vec![Span::new(0, witness.text().len() as u32)],
        sentences: (0..sentences).collect(),
    };
    let passages = witnesses.iter().enumerate().map(passage).collect();
    (Group { id: GroupId(1), passages, matches }, witnesses)
}

/// The sentences of an evaluation file without their marks.
fn unmarked(marked: &str) -> String {
    let mut text = String::new();
    for (index, part) in marked.split(['{', '}']).enumerate() {
        text.push_str(if index % 2 == 0 { part } else { part.split('|').next().unwrap_or("") });
    }
    text
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(ProcessorTime { start: Instant::now() });
    targets = read, claims
}
criterion_main!(benches);
