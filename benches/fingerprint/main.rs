//! Speed of fingerprints: by kernel, stage, language, size of text and threads, beside the crates
//! `simhash` and `gaoya`. How to read it: `benches/README.md`.
//!
//! ```sh
//! cargo bench --bench fingerprint [-- FILTER]
//! ```

mod peer;
mod record;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, SamplingMode, Throughput};
use rayon::prelude::*;
use rodovid::fingerprint::sample::{SampleLanguage, sample};
use rodovid::fingerprint::{Kernel, Simhash};
use rodovid::text::Words;
use std::hint::black_box;
use std::time::Duration;

/// Bytes of an average article.
const ARTICLE: usize = 3_000;

/// Articles in the sample: few enough for the second cache, many enough that no branch is learnt
/// by heart.
const ARTICLES: usize = 100;

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .sample_size(200)
        .configure_from_args();
    let articles = sample(SampleLanguage::Mixed, ARTICLES, ARTICLE, 1);
    matched(&mut criterion, &articles);
    defaults(&mut criterion, &articles);
    stages(&mut criterion, &articles);
    languages(&mut criterion);
    sizes(&mut criterion);
    threads(&mut criterion, &articles);
    criterion.final_summary();
    let measured = record::write("fingerprint-throughput", "fingerprint");
    record::draw_peers(&measured);
}

/// Samples of equal length, as many and short as they can be: on a machine that others use too, the
/// best of many short samples is the nearest to what the code can do.
fn group<'c>(criterion: &'c mut Criterion, name: &str) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat);
    group
}

fn bytes(texts: &[String]) -> Throughput {
    Throughput::Bytes(texts.iter().map(String::len).sum::<usize>() as u64)
}

/// Calls `fingerprint` on every text.
fn each<R>(texts: &[String], mut fingerprint: impl FnMut(&str) -> R) {
    for text in texts {
        black_box(fingerprint(text));
    }
}

/// Everybody at the same setting: words, word 3-shingles, 64 bits.
fn matched(criterion: &mut Criterion, articles: &[String]) {
    let mut group = group(criterion, "fingerprint");
    group.throughput(bytes(articles));
    for kernel in Kernel::available() {
        group.bench_function(format!("rodovid-{kernel}"), |bench| {
            bench.iter(|| each(articles, |text| kernel.of_text(text)));
        });
    }
    group.bench_function("simhash", |bench| bench.iter(|| each(articles, peer::simhash_shingles)));
    group.bench_function("gaoya", |bench| bench.iter(|| each(articles, peer::gaoya_shingles)));
    group.finish();
}

/// The peers as they come: pieces between white space, as they are written.
fn defaults(criterion: &mut Criterion, articles: &[String]) {
    let mut group = group(criterion, "fingerprint-default");
    group.throughput(bytes(articles));
    group.bench_function("simhash", |bench| bench.iter(|| each(articles, simhash::simhash)));
    group.bench_function("gaoya", |bench| bench.iter(|| each(articles, peer::gaoya_words)));
    group.finish();
}

/// Reading words with everything that the pipeline wants of them, and fingerprinting such words.
fn stages(criterion: &mut Criterion, articles: &[String]) {
    let mut group = group(criterion, "fingerprint-stage");
    group.throughput(bytes(articles));
    group.bench_function("words", |bench| bench.iter(|| each(articles, Words::new)));
    group.bench_function("words-std", |bench| bench.iter(|| each(articles, peer::std_words)));
    let words: Vec<Words> = articles.iter().map(|text| Words::new(text)).collect();
    for kernel in Kernel::available() {
        group.bench_function(BenchmarkId::new("simhash-of-words", kernel), |bench| {
            bench.iter(|| {
                for words in &words {
                    black_box(kernel.of_words(words));
                }
            });
        });
    }
    group.finish();
}

fn languages(criterion: &mut Criterion) {
    let mut group = group(criterion, "fingerprint-language");
    for language in SampleLanguage::ALL {
        let articles = sample(language, ARTICLES, ARTICLE, 1);
        group.throughput(bytes(&articles));
        for kernel in Kernel::available() {
            group.bench_function(BenchmarkId::new(language.name(), kernel), |bench| {
                bench.iter(|| each(&articles, |text| kernel.of_text(text)));
            });
        }
    }
    group.finish();
}

fn sizes(criterion: &mut Criterion) {
    let mut group = group(criterion, "fingerprint-size");
    for (name, count, size) in
        [("sentence", 1_000, 150), ("article", 100, 3_000), ("book", 1, 600_000)]
    {
        let texts = sample(SampleLanguage::Mixed, count, size, 1);
        group.throughput(bytes(&texts));
        for kernel in Kernel::available() {
            group.bench_function(BenchmarkId::new(name, kernel), |bench| {
                bench.iter(|| each(&texts, |text| kernel.of_text(text)));
            });
        }
    }
    group.finish();
}

/// More articles, as many threads as the machine has and fewer.
fn threads(criterion: &mut Criterion, articles: &[String]) {
    let many: Vec<&String> = (0..40).flat_map(|_| articles).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut group = group(criterion, "fingerprint-threads");
    group.throughput(Throughput::Bytes(many.iter().map(|text| text.len() as u64).sum()));
    for threads in (0..).map(|power| 1 << power).take_while(|&threads| threads <= cores) {
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else { return };
        group.bench_function(threads.to_string(), |bench| {
            bench.iter(|| {
                pool.install(|| {
                    many.par_chunks(64).for_each(|texts| {
                        for text in texts {
                            black_box(Simhash::of_text(text));
                        }
                    });
                });
            });
        });
    }
    group.finish();
}
