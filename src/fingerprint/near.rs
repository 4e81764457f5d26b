//! All pairs of fingerprints within a Hamming radius, exactly.
//!
//! Cut 64 bits into b blocks: two fingerprints that differ in at most r bits are equal in at least
//! b − r blocks. So for every choice of b − r blocks, fingerprints are sorted by these, and those
//! of a run with equal blocks are compared with each other (Manku, Jain, Das Sarma 2007; sorted in
//! place one choice after the other instead of kept in a table for each). More blocks mean longer
//! keys and shorter runs, but more choices: b is what costs least for the number of fingerprints;
//! b = r, a single run of all, is the plain scan and best up to some thousands.
//!
//! # Radius and cost
//!
//! Processor time on one core with AVX-512, measured on hashes of numbers (10 million by estimate of
//! [`Plan::nanoseconds`]):
//!
//! | fingerprints | radius 3 | radius 6 |
//! |---|---|---|
//! | 10 thousand | 5 ms | 6 ms |
//! | 1 million | 0.25 s | 0.9 s |
//! | 5 million | 1.8 s | |
//! | 10 million | 4 s | 20 s |
//!
//! The radius says how much may change. Fingerprints of unrelated texts differ in 32 bits on
//! average, and hardly ever in fewer than 10. A changed word changes three shingles: by simulation
//! that moves 3 bits (2 to 7) of a text of 300 shingles, 6 (2 to 12) of 60, and 12 (5 to 17) of 18,
//! a sentence. Small radii find whole copies, not rewording.
//!
//! Measured on whole articles of a generated archive (10,000 of 3,000 bytes; copies stand between
//! an outlet's own sentences), share of copies within a radius of their source:
//!
//! | copies | 3 | 4 | 5 | 6 | 8 | 10 |
//! |---|---|---|---|---|---|---|
//! | verbatim | 0.07 | 0.10 | 0.18 | 0.31 | 0.58 | 0.80 |
//! | 5 % of the words changed | 0.00 | 0.01 | 0.01 | 0.03 | 0.09 | 0.20 |
//! | 20 % changed | 0 | 0 | 0 | 0 | 0 | 0 |
//!
//! Among the 50 million pairs of these articles no two that share nothing are within 10. So up to 6
//! a wider radius costs time and no precision, and [`DEFAULT_RADIUS`] is the widest that the search
//! is made for; it still is a filter that finds the nearest copies, and never the only one.

use super::{Kernel, Simhash};
use rayon::prelude::*;

/// Radius within which two fingerprints count as copies of each other, where nothing else is said:
/// see the measurement above. Manku, Jain, Das Sarma (2007) took 3 for eight billion pages, among
/// which strangers are nearer.
pub const DEFAULT_RADIUS: u32 = 6;

/// Two fingerprints near each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// Index of the one.
    pub first: u32,
    /// Index of the other, which is greater.
    pub second: u32,
    /// Bits in which they differ.
    pub distance: u32,
}

/// All pairs of `fingerprints` that differ in at most `radius` bits, by indices rising.
///
/// Equal fingerprints are not compared each with each: all but the first are paired with the first,
/// at distance 0, and only the first of them with others.
pub fn pairs(fingerprints: &[Simhash], radius: u32) -> Vec<Pair> {
    let mut pairs = Vec::new();
    visit_pairs(fingerprints, radius, |found| pairs.extend_from_slice(found));
    pairs.par_sort_unstable();
    pairs
}

/// Sends the pairs of [`pairs`] to `visit`, some at a time, always in the same order, which is none
/// of the pairs' own. Takes 28 bytes for each fingerprint, and what a part of them finds.
///
/// # Panics
/// If there are more than 2³² fingerprints.
pub fn visit_pairs(fingerprints: &[Simhash], radius: u32, mut visit: impl FnMut(&[Pair])) {
    assert!(u32::try_from(fingerprints.len()).is_ok(), "at most 2^32 fingerprints at once");
    let mut entries: Vec<(u64, u32)> =
        fingerprints.iter().zip(0..).map(|(fingerprint, index)| (fingerprint.0, index)).collect();
    entries.par_sort_unstable();
    let equal: Vec<Pair> = entries
        .chunk_by(|a, b| a.0 == b.0)
        .flat_map(|run| {
            run[1..].iter().map(|entry| Pair { first: run[0].1, second: entry.1, distance: 0 })
        })
        .collect();
    visit(&equal);
    drop(equal);
    entries.dedup_by_key(|entry| entry.0);

    let plan = Plan::new(entries.len(), radius);
    let mut values = Vec::with_capacity(entries.len());
    for key in plan.keys() {
        entries.par_sort_unstable_by_key(|&(value, _)| (value & key, value));
        values.clear();
        values.extend(entries.iter().map(|entry| entry.0));
        for part in (0..values.len()).step_by(PART) {
            let part = part..values.len().min(part + PART);
            let found: Vec<Vec<Pair>> = part
                .step_by(ROWS)
                .collect::<Vec<_>>()
                .into_par_iter()
                .map(|from| {
                    let mut hits = Vec::new();
                    scan_rows(&values, from..values.len().min(from + ROWS), key, radius, &mut hits);
                    hits.iter()
                        .filter_map(|&[a, b]| {
                            let ((a, i), (b, j)) = (entries[a as usize], entries[b as usize]);
                            (plan.first_key(a ^ b) == key).then(|| Pair {
                                first: i.min(j),
                                second: i.max(j),
                                distance: (a ^ b).count_ones(),
                            })
                        })
                        .collect()
                })
                .collect();
            for pairs in found.iter().filter(|pairs| !pairs.is_empty()) {
                visit(pairs);
            }
        }
    }
}

/// Rows of the sorted table that one task compares with what follows in their run.
const ROWS: usize = 1 << 10;

/// Rows after which what was found is handed over.
const PART: usize = ROWS << 8;

/// Pairs of places in `values`, sorted by what `key` masks: the first in `rows`, the second after
/// it in the same run.
fn scan_rows(
    values: &[u64],
    rows: std::ops::Range<usize>,
    key: u64,
    radius: u32,
    hits: &mut Vec<[u32; 2]>,
) {
    let kernel = Kernel::current();
    let mut start = rows.start;
    while start < rows.end {
        let end = start + values[start..].partition_point(|v| v & key <= values[start] & key);
        let last = end.min(rows.end);
        kernel.scan(&values[..end], start..last, radius, hits);
        start = last;
    }
}

/// How the bits are cut.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    /// A mask for each block.
    blocks: Vec<u64>,
    /// How many of them are surely equal in a pair.
    equal: usize,
}

/// Sorting one fingerprint once, from processor time at one million and five on one core.
const SORT_NANOSECONDS: f64 = 60.0;

/// One comparison, measured with AVX-512; twice to ten times as much without.
const COMPARE_NANOSECONDS: f64 = 0.06;

impl Plan {
    /// More blocks than that beyond the radius never paid.
    const MOST_EQUAL: u32 = 4;

    /// The cheapest plan for `count` fingerprints.
    fn new(count: usize, radius: u32) -> Self {
        let radius = radius.min(64);
        (radius.max(1)..=(radius + Self::MOST_EQUAL).min(64))
            .map(|blocks| Self::cut(blocks, radius))
            .min_by(|a, b| a.nanoseconds(count).total_cmp(&b.nanoseconds(count)))
            .unwrap_or(Self { blocks: Vec::new(), equal: 0 })
    }

    fn cut(count: u32, radius: u32) -> Self {
        let edge = |block: u32| 64 * block / count;
        let blocks = (0..count).map(|block| {
            let width = edge(block + 1) - edge(block);
            (u64::MAX >> (64 - width)) << edge(block)
        });
        Self { blocks: blocks.collect(), equal: count.saturating_sub(radius) as usize }
    }

    /// What it costs on one core, if the fingerprints are spread evenly.
    fn nanoseconds(&self, count: usize) -> f64 {
        let count = count as f64;
        self.keys()
            .iter()
            .map(|key| {
                let run = count / 2_f64.powi(key.count_ones().cast_signed());
                // A run of one still costs a look.
                count * (SORT_NANOSECONDS + (run / 2.0).max(16.0) * COMPARE_NANOSECONDS)
            })
            .sum()
    }

    /// The masks of all choices of equal blocks.
    fn keys(&self) -> Vec<u64> {
        let mut keys = vec![(0_u64, 0_usize, 0_usize)];
        let mut done = Vec::new();
        while let Some((key, chosen, next)) = keys.pop() {
            if chosen == self.equal {
                done.push(key);
                continue;
            }
            for block in next..self.blocks.len() {
                keys.push((key | self.blocks[block], chosen + 1, block + 1));
            }
        }
        done.sort_unstable();
        done
    }

    /// The one key under which a pair that differs in the bits `difference` is handed over, of all
    /// under which it is found.
    fn first_key(&self, difference: u64) -> u64 {
        let equal = self.blocks.iter().filter(|block| difference & *block == 0);
        equal.take(self.equal).fold(0, |key, block| key | block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn brute(fingerprints: &[Simhash], radius: u32) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for second in 0..fingerprints.len() {
            let earlier = |i: usize| fingerprints[..i].contains(&fingerprints[i]);
            for first in 0..second {
                let distance = fingerprints[first].distance(fingerprints[second]);
                let wanted = if distance == 0 {
                    !earlier(first)
                } else {
                    distance <= radius && !earlier(first) && !earlier(second)
                };
                if wanted {
                    pairs.push(Pair { first: first as u32, second: second as u32, distance });
                }
            }
        }
        pairs.sort_unstable();
        pairs
    }

    /// Fingerprints around a few centres, some equal.
    fn clustered() -> impl Strategy<Value = Vec<Simhash>> {
        let flips = prop::collection::vec(0_u32..64, 0..8);
        prop::collection::vec((0_u64..6, flips), 0..120).prop_map(|points| {
            let point = |(centre, flips): (u64, Vec<u32>)| {
                let centre = centre.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                Simhash(flips.into_iter().fold(centre, |bits, flip| bits ^ 1 << flip))
            };
            points.into_iter().map(point).collect()
        })
    }

    proptest! {
        #[test]
        fn no_pair_is_missed_or_made_up(fingerprints in clustered(), radius in 0_u32..=8) {
            prop_assert_eq!(pairs(&fingerprints, radius), brute(&fingerprints, radius));
        }

        #[test]
        fn every_plan_finds_the_same(fingerprints in clustered(), radius in 0_u32..=6) {
            let mut values: Vec<u64> = fingerprints.iter().map(|f| f.0).collect();
            values.sort_unstable();
            values.dedup();
            let mut counts = Vec::new();
            for blocks in radius.max(1)..=radius + 4 {
                let plan = Plan::cut(blocks, radius);
                let mut count = 0;
                for key in plan.keys() {
                    values.sort_unstable_by_key(|value| (value & key, *value));
                    let mut hits = Vec::new();
                    scan_rows(&values, 0..values.len(), key, radius, &mut hits);
                    count += hits.iter().filter(|[a, b]| {
                        plan.first_key(values[*a as usize] ^ values[*b as usize]) == key
                    }).count();
                }
                counts.push(count);
            }
            prop_assert!(counts.windows(2).all(|two| two[0] == two[1]), "{:?}", counts);
        }
    }

    #[test]
    fn kernels_scan_alike() {
        let values: Vec<u64> = (0..500_u64)
            .map(|i| crate::text::word::hash(&(i / 7).to_string()) ^ 1 << (i % 7))
            .collect();
        for radius in [0, 2, 6, 31, 64] {
            for rows in [0..500, 3..4, 17..401, 499..500, 20..20] {
                let mut expected = Vec::new();
                for i in rows.clone() {
                    for j in i + 1..values.len() {
                        if (values[i] ^ values[j]).count_ones() <= radius {
                            expected.push([i as u32, j as u32]);
                        }
                    }
                }
                expected.sort_unstable();
                for kernel in Kernel::available() {
                    let mut hits = Vec::new();
                    kernel.scan(&values, rows.clone(), radius, &mut hits);
                    hits.sort_unstable();
                    assert_eq!(hits, expected, "{kernel} {radius} {rows:?}");
                }
            }
        }
    }

    #[test]
    fn threads_do_not_matter() {
        let fingerprints: Vec<Simhash> = (0..20_000_u64)
            .map(|i| Simhash(crate::text::word::hash(&(i / 3).to_string()) ^ 1 << (i % 64)))
            .collect();
        let of = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let mut visited = Vec::new();
                visit_pairs(&fingerprints, 3, |pairs| visited.extend_from_slice(pairs));
                visited
            })
        };
        assert_eq!(of(1), of(4));
        assert!(of(1).len() >= 20_000 - 20_000 / 3 - 2);
    }
}
