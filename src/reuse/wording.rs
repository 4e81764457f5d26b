//! How the same words stand in two passages: aligned in order, and their longest common run.

use crate::text::WordHash;

/// Words that align in order, as index pairs rising on both sides.
///
/// A longest common subsequence, exact while the product of both lengths (after their common head
/// and tail) is at most [`EXACT_CELLS`]; beyond that, the longest rising chain over words that
/// stand once on each side, which long passages have plenty of (the idea of patience diff).
pub fn align(a: &[WordHash], b: &[WordHash]) -> Vec<(u32, u32)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail =
        a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (inner_a, inner_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut pairs: Vec<(u32, u32)> = (0..head as u32).map(|i| (i, i)).collect();
    let shift = |(i, j): (u32, u32)| (i + head as u32, j + head as u32);
    if inner_a.len().saturating_mul(inner_b.len()) <= EXACT_CELLS {
        pairs.extend(exact(inner_a, inner_b).into_iter().map(shift));
    } else {
        pairs.extend(unique_chain(inner_a, inner_b).into_iter().map(shift));
    }
    pairs.extend((0..tail).rev().map(|i| ((a.len() - 1 - i) as u32, (b.len() - 1 - i) as u32)));
    pairs
}

/// About a million cells of one byte: two passages of a thousand words.
const EXACT_CELLS: usize = 1 << 20;

fn exact(a: &[WordHash], b: &[WordHash]) -> Vec<(u32, u32)> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let width = b.len() + 1;
    let mut lengths = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i * width + j] = if a[i] == b[j] {
                lengths[(i + 1) * width + j + 1].saturating_add(1)
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i as u32, j as u32));
            i += 1;
            j += 1;
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn unique_chain(a: &[WordHash], b: &[WordHash]) -> Vec<(u32, u32)> {
    let unique = |words: &[WordHash]| {
        let mut sorted: Vec<(WordHash, u32)> =
            words.iter().enumerate().map(|(at, &word)| (word, at as u32)).collect();
        sorted.sort_unstable();
        sorted
            .chunk_by(|x, y| x.0 == y.0)
            .filter(|same| same.len() == 1)
            .map(|same| same[0])
            .collect::<Vec<_>>()
    };
    let (unique_a, unique_b) = (unique(a), unique(b));
    let mut common = Vec::new();
    let mut at = 0;
    for (word, i) in unique_a {
        at += unique_b[at..].partition_point(|&(other, _)| other < word);
        if let Some(&(other, j)) = unique_b.get(at)
            && other == word
        {
            common.push((i, j));
        }
    }
    common.sort_unstable();
    let anchors = longest_rising(&common);
    // Words beside an anchor that agree as well are taken along.
    let mut pairs = Vec::new();
    let (mut done_a, mut done_b) = (0_u32, 0_u32);
    for (index, &(i, j)) in anchors.iter().enumerate() {
        if i < done_a || j < done_b {
            continue;
        }
        let before = (0..(i - done_a).min(j - done_b))
            .take_while(|&back| a[(i - back - 1) as usize] == b[(j - back - 1) as usize])
            .count() as u32;
        pairs.extend((1..=before).rev().map(|back| (i - back, j - back)));
        let (end_a, end_b) =
            anchors.get(index + 1).map_or((a.len() as u32, b.len() as u32), |&next| next);
        let after = (0..(end_a - i).min(end_b - j))
            .take_while(|&on| a[(i + on) as usize] == b[(j + on) as usize])
            .count() as u32;
        pairs.extend((0..after).map(|on| (i + on, j + on)));
        (done_a, done_b) = (i + after, j + after);
    }
    pairs
}

/// Longest subsequence that rises in the second part; the first rises already.
fn longest_rising(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for (at, &(_, j)) in pairs.iter().enumerate() {
        let place = tails.partition_point(|&tail| pairs[tail].1 < j);
        if place > 0 {
            before[at] = tails[place - 1];
        }
        if place == tails.len() {
            tails.push(at);
        } else {
            tails[place] = at;
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(index) = at {
        chain.push(pairs[index]);
        at = (before[index] != usize::MAX).then(|| before[index]);
    }
    chain.reverse();
    chain
}

/// Length of the longest run of words that stands on both sides without a gap, given their
/// alignment. Runs that the alignment does not hold (moved text) are not seen.
pub fn longest_run(pairs: &[(u32, u32)]) -> u32 {
    let (mut longest, mut run) = (0, 0);
    let mut last = None;
    for &(i, j) in pairs {
        run = if last == Some((i.wrapping_sub(1), j.wrapping_sub(1))) { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some((i, j));
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<WordHash> {
        text.split(' ').map(crate::text::word::hash).collect()
    }

    #[test]
    fn words_align_around_changes() {
        let a = words("війська країни були відправлені до області ще вранці");
        let b = words("підрозділи країни вже були відправлені до області вчора вранці");
        let pairs = align(&a, &b);
        assert_eq!(pairs, [(1, 1), (2, 3), (3, 4), (4, 5), (5, 6), (7, 8)]);
        assert_eq!(longest_run(&pairs), 4);
    }

    proptest! {
        #[test]
        fn pairs_rise_and_agree(a in prop::collection::vec(0_u64..40, 0..80),
                                b in prop::collection::vec(0_u64..40, 0..80)) {
            for pairs in [align(&a, &b), unique_chain(&a, &b)] {
                prop_assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
                prop_assert!(pairs.iter().all(|&(i, j)| a[i as usize] == b[j as usize]));
            }
            prop_assert!(align(&a, &b).len() >= unique_chain(&a, &b).len());
            prop_assert_eq!(align(&a, &a).len(), a.len());
        }
    }
}
