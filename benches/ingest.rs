//! Reading alone: bytes a second from files to articles, by format, all threads. How to read it:
//! `benches/README.md`.
//!
//! ```sh
//! cargo bench --bench ingest [-- FILTER]
//! ```

#[allow(dead_code)]
#[path = "fingerprint/record.rs"]
mod record;

use criterion::{Criterion, SamplingMode, Throughput};
use rodovid::ingest::{self, Options};
use rodovid::outlet::Outlets;
use rodovid::progress::Watch;
use rodovid_generator::{Archive, Article, Config};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

/// Articles of the sample, 3,000 bytes each.
const ARTICLES: u64 = 4_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .sample_size(60)
        .configure_from_args();
    let folder = tempfile::tempdir()?;
    let archive = Archive::new(Config::copies(ARTICLES, 3));
    let articles: Vec<Article> = archive.articles().map(|(article, _)| article).collect();
    let outlets = Outlets::shipped();
    let mut group = criterion.benchmark_group("ingest");
    group.sampling_mode(SamplingMode::Flat);
    for (name, content) in [
        ("articles.jsonl", lines(&articles)),
        ("articles.json", array(&articles)),
        ("articles.csv", table(&articles)?),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, &content)?;
        group.throughput(Throughput::Bytes(content.len() as u64));
        group.bench_function(name.rsplit('.').next().unwrap_or(name), |bench| {
            bench.iter(|| read(&path, &outlets));
        });
    }
    let compressed = folder.path().join("articles.jsonl.zst");
    let content = lines(&articles);
    fs::write(&compressed, zstd::encode_all(content.as_bytes(), 3)?)?;
    group.throughput(Throughput::Bytes(content.len() as u64));
    group.bench_function("jsonl.zst", |bench| bench.iter(|| read(&compressed, &outlets)));
    group.finish();
    criterion.final_summary();
    record::write("ingest-throughput", "ingest");
    Ok(())
}

/// Reads a file, and keeps nothing.
fn read(path: &Path, outlets: &Outlets) {
    let options = Options { inputs: vec![path.to_owned()], ..Options::default() };
    let read = ingest::for_each(&options, outlets, &Watch::default(), &mut |batch| {
        black_box(&batch.articles);
        Ok(())
    });
    assert!(read.is_ok_and(|summary| summary.articles == ARTICLES));
}

fn record(article: &Article) -> serde_json::Value {
    serde_json::json!({
        "id": article.id,
        "outlet": article.outlet,
        "published_at": article.published_at,
        "title": article.title,
        "text": article.text,
    })
}

fn lines(articles: &[Article]) -> String {
    articles.iter().map(|article| record(article).to_string() + "\n").collect()
}

fn array(articles: &[Article]) -> String {
    serde_json::Value::from(articles.iter().map(record).collect::<Vec<_>>()).to_string()
}

fn table(articles: &[Article]) -> Result<String, Box<dyn std::error::Error>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["id", "outlet", "published_at", "title", "text"])?;
    for article in articles {
        let Article { id, outlet, published_at, title, text, .. } = article;
        let published = published_at.as_deref().unwrap_or_default();
        table.write_record([id, *outlet, published, title, text])?;
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}
