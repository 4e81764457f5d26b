//! Hamming search: comparisons a second by kernel, and all pairs by number of fingerprints and
//! radius. How to read it: `benches/README.md`.
//!
//! ```sh
//! cargo bench --bench hamming [-- FILTER]
//! ```

#[allow(dead_code)]
#[path = "fingerprint/record.rs"]
mod record;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use rodovid::fingerprint::{Kernel, Simhash, near, speed};
use std::hint::black_box;
use std::time::Duration;

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .sample_size(200)
        .configure_from_args();
    scan(&mut criterion);
    pairs(&mut criterion);
    criterion.final_summary();
    record::write("fingerprint-hamming", "hamming");
}

/// Hashes of numbers, and for one in sixteen a second with two bits changed.
fn fingerprints(count: u64) -> Vec<Simhash> {
    let hash = |i: u64| xxhash_rust::xxh3::xxh3_64(&i.to_le_bytes());
    (0..count)
        .map(|i| Simhash(if i % 16 == 1 { hash(i - 1) ^ 1 << (i % 61) ^ 8 } else { hash(i) }))
        .collect()
}

/// Each with each, one thread; a throughput of elements is one of comparisons.
fn scan(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("hamming-scan");
    group.sampling_mode(SamplingMode::Flat);
    for count in [1_000_u64, 4_000] {
        let values: Vec<u64> =
            fingerprints(count).iter().map(|fingerprint| fingerprint.0).collect();
        group.throughput(Throughput::Elements(count * (count - 1) / 2));
        for kernel in Kernel::available().filter(|&kernel| kernel != Kernel::Reference) {
            for radius in [3, 6] {
                let id = BenchmarkId::new(format!("{kernel}-radius-{radius}"), count);
                group.bench_function(id, |bench| {
                    bench.iter(|| black_box(speed::scan(kernel, &values, radius)));
                });
            }
        }
    }
    group.finish();
}

/// All pairs, all threads; a throughput of elements is one of fingerprints.
fn pairs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("hamming-pairs");
    group.sample_size(10);
    for count in [10_000, 100_000, 1_000_000] {
        let fingerprints = fingerprints(count);
        group.throughput(Throughput::Elements(count));
        for radius in [1, 3, 6] {
            group.bench_function(BenchmarkId::new(format!("radius-{radius}"), count), |bench| {
                bench.iter(|| black_box(near::pairs(&fingerprints, radius)));
            });
        }
    }
    group.finish();
}
