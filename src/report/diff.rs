//! Which words of two texts stand on both sides in the same order: what a report marks as changed
//! is everything else.
//!
//! The longest common subsequence (Wagner & Fischer 1974), by table for sentences and passages.
//! What would need too large a table is first cut at words that are unique on both sides, as
//! patience diff does; cost stays linear in the length of hostile texts.

use crate::text::WordHash;
use rustc_hash::FxHashMap;

/// Most cells of a table: two passages of 500 words.
const MOST_CELLS: usize = 250_000;

/// Pairs of indices (of `a`, of `b`) of words that align, both rising. A longest common
/// subsequence for up to [`MOST_CELLS`] pairs of words; beyond that a long one, and none where no
/// word is unique.
pub fn align(a: &[WordHash], b: &[WordHash]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[prefix..], &b[prefix..]);
    let suffix = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(x, y)| x == y).count();
    pairs.extend((0..prefix).map(|at| (at as u32, at as u32)));
    let middle_a = prefix..a.len() - suffix;
    let middle_b = prefix..b.len() - suffix;
    if middle_a.len().saturating_mul(middle_b.len()) <= MOST_CELLS {
        by_table(a, middle_a, b, middle_b, &mut pairs);
    } else {
        let (mut from_a, mut from_b) = (middle_a.start, middle_b.start);
        let end = (middle_a.end, middle_b.end);
        for (x, y) in anchors(a, middle_a, b, middle_b).into_iter().chain([end]) {
            if (x - from_a).saturating_mul(y - from_b) <= MOST_CELLS {
                by_table(a, from_a..x, b, from_b..y, &mut pairs);
            }
            if (x, y) != end {
                pairs.push((x as u32, y as u32));
                (from_a, from_b) = (x + 1, y + 1);
            }
        }
    }
    let tail = (0..suffix).rev().map(|back| (a.len() - 1 - back, b.len() - 1 - back));
    pairs.extend(tail.map(|(x, y)| (x as u32, y as u32)));
    pairs
}

type Range = std::ops::Range<usize>;

fn by_table(
    a: &[WordHash],
    range_a: Range,
    b: &[WordHash],
    range_b: Range,
    pairs: &mut Vec<(u32, u32)>,
) {
    let (a_words, b_words) = (&a[range_a.clone()], &b[range_b.clone()]);
    if a_words.is_empty() || b_words.is_empty() {
        return;
    }
    // length[i][j]: longest common subsequence of a[i..] and b[j..].
    let width = b_words.len() + 1;
    let mut length = vec![0_u32; (a_words.len() + 1) * width];
    for (i, x) in a_words.iter().enumerate().rev() {
        for (j, y) in b_words.iter().enumerate().rev() {
            length[i * width + j] = if x == y {
                length[(i + 1) * width + j + 1] + 1
            } else {
                length[(i + 1) * width + j].max(length[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a_words.len() && j < b_words.len() {
        if a_words[i] == b_words[j] {
            pairs.push(((range_a.start + i) as u32, (range_b.start + j) as u32));
            i += 1;
            j += 1;
        } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Words that stand once on either side, as many as rise together.
fn anchors(a: &[WordHash], range_a: Range, b: &[WordHash], range_b: Range) -> Vec<(usize, usize)> {
    // How often on either side, and where last.
    let mut seen: FxHashMap<WordHash, ([u32; 2], [usize; 2])> = FxHashMap::default();
    for (side, words, range) in [(0, a, range_a.clone()), (1, b, range_b)] {
        for at in range {
            let entry = seen.entry(words[at]).or_default();
            entry.0[side] += 1;
            entry.1[side] = at;
        }
    }
    // Longest rising run over b by patience: tops[k] is the smallest end of a run of k + 1.
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    let mut tops: Vec<usize> = Vec::new();
    for &word in &a[range_a] {
        let Some(&([1, 1], [x, y])) = seen.get(&word) else { continue };
        let pile = tops.partition_point(|&top| places[top].1 < y);
        let before = pile.checked_sub(1).map_or(usize::MAX, |under| tops[under]);
        places.push((x, y, before));
        if pile == tops.len() {
            tops.push(places.len() - 1);
        } else {
            tops[pile] = places.len() - 1;
        }
    }
    let mut chain = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied().unwrap_or(usize::MAX);
    while let Some(&(x, y, before)) = places.get(at) {
        chain.push((x, y));
        at = before;
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Length of a longest common subsequence, by the definition.
    fn longest(a: &[u64], b: &[u64]) -> usize {
        match (a, b) {
            ([], _) | (_, []) => 0,
            ([x, rest_a @ ..], [y, rest_b @ ..]) if x == y => 1 + longest(rest_a, rest_b),
            ([_, rest_a @ ..], [_, rest_b @ ..]) => longest(rest_a, b).max(longest(a, rest_b)),
        }
    }

    fn is_alignment(a: &[u64], b: &[u64], pairs: &[(u32, u32)]) {
        assert!(pairs.is_sorted_by(|p, q| p.0 < q.0 && p.1 < q.1));
        assert!(pairs.iter().all(|&(x, y)| a[x as usize] == b[y as usize]));
    }

    proptest! {
        #[test]
        fn the_table_finds_a_longest_one(
            a in prop::collection::vec(0_u64..4, 0..9),
            b in prop::collection::vec(0_u64..4, 0..9),
        ) {
            let pairs = align(&a, &b);
            is_alignment(&a, &b, &pairs);
            prop_assert_eq!(pairs.len(), longest(&a, &b));
        }
    }

    #[test]
    fn long_texts_are_cut_at_unique_words() {
        let a: Vec<u64> = (0..3_000).collect();
        let b: Vec<u64> =
            (0..3_000).map(|word| if word % 7 == 3 { word + 9_000 } else { word }).collect();
        let pairs = align(&a, &b);
        is_alignment(&a, &b, &pairs);
        assert_eq!(pairs.len(), b.iter().filter(|&&word| word < 3_000).count());
    }

    #[test]
    fn a_long_text_of_few_words_ends_soon() {
        let a = vec![1_u64; 200_000];
        let b: Vec<u64> = (0..200_000).map(|at| at % 2 + 2).collect();
        assert!(align(&a, &b).is_empty());
    }
}
