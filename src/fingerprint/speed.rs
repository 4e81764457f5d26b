//! How fast fingerprints are on this machine: the rows behind `rodovid bench`.

use super::{Kernel, Simhash};
use crate::text::Words;
use rayon::prelude::*;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// One measurement.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What was measured: `words` (text to words with spans and folded forms), `simhash` (words to
    /// a fingerprint) or `fingerprint` (text to a fingerprint in one pass).
    pub stage: &'static str,
    /// Kernel that did it.
    pub kernel: Kernel,
    /// Threads.
    pub threads: usize,
    /// Bytes of text a second: the best of all rounds, because everything else that runs on a
    /// machine only ever makes a round slower.
    pub bytes_per_second: f64,
    /// Seconds per text of that round.
    pub seconds_per_text: f64,
}

/// Measures every kernel that this machine can run on `texts` by one thread, and the one that is in
/// use by all; about `time` for each row. Nothing for texts without a byte.
pub fn rows(texts: &[String], time: Duration) -> Vec<Row> {
    let bytes: usize = texts.iter().map(String::len).sum();
    if bytes == 0 {
        return Vec::new();
    }
    let row = |stage, kernel, threads, seconds: f64| Row {
        stage,
        kernel,
        threads,
        bytes_per_second: bytes as f64 / seconds,
        seconds_per_text: seconds / texts.len() as f64,
    };
    let mut rows = Vec::new();
    let seconds = best(time, || {
        for text in texts {
            black_box(Words::new(text));
        }
    });
    rows.push(row("words", Kernel::Portable, 1, seconds));
    let words: Vec<Words> = texts.iter().map(|text| Words::new(text)).collect();
    for kernel in Kernel::available() {
        let seconds = best(time, || {
            for words in &words {
                black_box(kernel.of_words(words));
            }
        });
        rows.push(row("simhash", kernel, 1, seconds));
    }
    drop(words);
    for kernel in Kernel::available() {
        let seconds = best(time, || {
            for text in texts {
                black_box(kernel.of_text(text));
            }
        });
        rows.push(row("fingerprint", kernel, 1, seconds));
    }
    let threads = rayon::current_num_threads();
    if threads > 1 {
        let seconds = best(time, || {
            texts.par_iter().for_each(|text| {
                black_box(Simhash::of_text(text));
            });
        });
        rows.push(row("fingerprint", Kernel::current(), threads, seconds));
    }
    rows
}

/// Compares all `values` each with each on one thread; how many pairs are within `radius`.
pub fn scan(kernel: Kernel, values: &[u64], radius: u32) -> usize {
    let mut hits = Vec::new();
    kernel.scan(values, 0..values.len(), radius, &mut hits);
    hits.len()
}

/// Seconds of the fastest of as many rounds as fit into `time`, at least three.
fn best(time: Duration, mut round: impl FnMut()) -> f64 {
    let begin = Instant::now();
    let mut best = f64::INFINITY;
    let mut rounds = 0;
    while rounds < 3 || begin.elapsed() < time {
        let start = Instant::now();
        round();
        best = best.min(start.elapsed().as_secs_f64());
        rounds += 1;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kernel_has_its_rows() {
        let texts = ["Перше речення про щось.".to_owned(), "Друге, коротше.".to_owned()];
        let rows = rows(&texts, Duration::ZERO);
        for kernel in Kernel::available() {
            for stage in ["simhash", "fingerprint"] {
                assert!(rows.iter().any(|row| row.kernel == kernel && row.stage == stage));
            }
        }
        assert!(rows.iter().all(|row| row.bytes_per_second > 0.0 && row.seconds_per_text > 0.0));
        assert!(super::rows(&[], Duration::ZERO).is_empty());
    }
}
