//! Which sides of matches, in one article, are the same passage.

use super::matched::{Match, SentencePair};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A side of a match belongs to the passage that covers this share of its sentences.
const SAME_PASSAGE: f32 = 0.5;

/// A side is a small part of its passage when it covers less than this share of it. A match that is
/// a small part at both ends is a sentence that two stories have in common, and makes them no one
/// story; at one end it is an excerpt.
const SMALL_PART: f32 = 0.34;

/// One side of a match: sentences of one article.
struct Side {
    article: u32,
    of_match: u32,
    sentences: Vec<u32>,
}

/// The passages that matches connect.
pub(super) struct Ends {
    /// For each match, the numbers of the passages that its two sides belong to.
    pub(super) of: Vec<(u32, u32)>,
    /// For each match, whether it is a small part of both.
    pub(super) small: Vec<bool>,
    /// Number of passages.
    pub(super) count: usize,
}

impl Ends {
    /// Tells the passages of all `matches` apart.
    pub(super) fn of(matches: &[Match]) -> Self {
        let mut small = vec![0_u8; matches.len()];
        let mut of = vec![(0, 0); matches.len()];
        let sides = sides(matches, |_| true);
        let count = assign(matches, &sides, 0, &mut of, |of_match| small[of_match as usize] += 1);
        Self { of, small: small.iter().map(|&sides| sides == 2).collect(), count: count as usize }
    }

    /// Gives the sides of the matches that `which` names passages of their own.
    pub(super) fn part(&mut self, matches: &[Match], which: impl Fn(u32) -> bool) {
        let sides = sides(matches, which);
        self.count = assign(matches, &sides, self.count as u32, &mut self.of, |_| ()) as usize;
    }
}

/// The sides of the matches that `which` names, larger ones first within an article.
fn sides(matches: &[Match], which: impl Fn(u32) -> bool) -> Vec<Side> {
    let sentences = |m: &Match, of: &dyn Fn(&SentencePair) -> Range<u32>| {
        let mut all: Vec<u32> = m.pairs.iter().flat_map(of).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let mut sides: Vec<Side> = (0..matches.len() as u32)
        .filter(|&of_match| which(of_match))
        .flat_map(|of_match| {
            let m = &matches[of_match as usize];
            let (a, b) =
                (sentences(m, &|pair| pair.a.clone()), sentences(m, &|pair| pair.b.clone()));
            [
                Side { article: m.a, of_match, sentences: a },
                Side { article: m.b, of_match, sentences: b },
            ]
        })
        .collect();
    sides.sort_by(|x, y| {
        let by_size = y.sentences.len().cmp(&x.sentences.len());
        let rest = (&x.sentences, x.of_match).cmp(&(&y.sentences, y.of_match));
        x.article.cmp(&y.article).then(by_size).then(rest)
    });
    sides
}

/// Numbers the passages of `sides` from `first` on, notes them in `ends`, and calls `small` with
/// each match of which a side is a small part of its passage. The number after the last.
fn assign(
    matches: &[Match],
    sides: &[Side],
    first: u32,
    ends: &mut [(u32, u32)],
    mut small: impl FnMut(u32),
) -> u32 {
    let mut next = first;
    for of_article in sides.chunk_by(|x, y| x.article == y.article) {
        // Larger sides come first, so a passage is known by the largest one that opened it.
        let mut opened: Vec<FxHashSet<u32>> = Vec::new();
        for side in of_article {
            let covered = |passage: &FxHashSet<u32>| {
                side.sentences.iter().filter(|sentence| passage.contains(sentence)).count()
            };
            let best = (0..opened.len()).rev().max_by_key(|&at| covered(&opened[at]));
            let joins = best.filter(|&at| {
                covered(&opened[at]) as f32 >= SAME_PASSAGE * side.sentences.len() as f32
            });
            let at = joins.unwrap_or_else(|| {
                opened.push(side.sentences.iter().copied().collect());
                opened.len() - 1
            });
            if (covered(&opened[at]) as f32) < SMALL_PART * opened[at].len() as f32 {
                small(side.of_match);
            }
            let end = &mut ends[side.of_match as usize];
            if matches[side.of_match as usize].a == side.article {
                end.0 = next + at as u32;
            } else {
                end.1 = next + at as u32;
            }
        }
        next += opened.len() as u32;
    }
    next
}
