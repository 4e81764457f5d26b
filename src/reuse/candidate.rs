//! Which pairs of articles are worth comparing.
//!
//! Three kinds of feature propose, each for what it is good at: sampled runs of words for what was
//! copied, pairs of rare terms in one sentence for what was reworded, equal fingerprints of
//! sentences and near ones of articles for whole copies. Exact comparison decides afterwards, so a
//! proposal costs time and never precision.

use super::evidence::Weighted;
use super::term::Space;
use crate::fingerprint::near;
use crate::text::{Role, WordHash};
use crate::witness::Witness;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Two articles worth comparing, by index, the first below the second, and what proposed them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// First article.
    pub a: u32,
    /// Second article.
    pub b: u32,
    /// Who proposed it.
    pub proposed_by: ProposedBy,
}

/// What proposed a candidate; several can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProposedBy {
    /// Near SimHash fingerprints.
    pub simhash: bool,
    /// Runs of words or pairs of rare terms.
    pub features: bool,
}

/// Words in a sampled run.
const RUN: usize = 5;
/// Of this many neighbouring runs one is kept: a common run of 9 words is always found
/// (winnowing: Schleimer, Wilkerson, Aiken 2003).
const WINDOW: usize = 5;
/// Rarest terms of a sentence that are paired.
const RAREST: usize = 7;
/// Weight below which a term proposes nothing.
const LEAST_WEIGHT: f32 = 0.35;
/// Votes of term pairs that propose two articles; one sampled run does alone.
const LEAST_VOTES: u32 = 2;
/// Articles sharing a feature that are all paired; of more, each is paired with the first and with
/// its neighbours, so that a family of thousands costs no square.
const ALL_PAIRED: usize = 32;
/// Bits in which whole articles' fingerprints may differ.
const ARTICLE_RADIUS: u32 = 3;

/// A feature of an article, and how many votes it is worth.
type Feature = (u64, u32, u32);

/// Features of one article: its sampled runs, and the term pairs of each space it is read in.
pub fn features<'w>(
    index: u32,
    witness: &Witness,
    spaces: impl Iterator<Item = (Space, &'w Weighted)>,
    out: &mut Vec<Feature>,
) {
    let first = out.len();
    sampled_runs(index, witness, out);
    for (space, weighted) in spaces {
        term_pairs(index, weighted, space as u64, out);
    }
    out[first..].sort_unstable();
    out.dedup();
}

fn sampled_runs(index: u32, witness: &Witness, out: &mut Vec<Feature>) {
    let document = &witness.document;
    let words: Vec<WordHash> = document
        .sentences
        .iter()
        .filter(|sentence| sentence.role == Role::Body)
        .flat_map(|s| document.words[s.words.start as usize..s.words.end as usize].iter())
        .map(|word| word.hash)
        .collect();
    let runs: Vec<u64> = words
        .windows(RUN)
        .map(|run| {
            run.iter().fold(0, |mixed: u64, &word| {
                (mixed.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            })
        })
        .map(|mixed| mixed ^ (mixed >> 29))
        .collect();
    let windows = runs.windows(WINDOW.min(runs.len().max(1)));
    out.extend(
        windows.filter_map(|window| window.iter().min()).map(|&run| (run, index, LEAST_VOTES)),
    );
}

fn term_pairs(index: u32, weighted: &Weighted, seed: u64, out: &mut Vec<Feature>) {
    let mut rarest: Vec<(f32, u64)> = Vec::new();
    for sentence in &weighted.terms.sentences {
        rarest.clear();
        rarest.extend(
            (sentence.terms.start as usize..sentence.terms.end as usize)
                .map(|at| (weighted.weights[at], weighted.terms.terms[at].key))
                .filter(|&(weight, _)| weight >= LEAST_WEIGHT),
        );
        rarest.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        rarest.truncate(RAREST);
        for (at, &(_, one)) in rarest.iter().enumerate() {
            for &(_, other) in &rarest[at + 1..] {
                let (low, high) = (one.min(other), one.max(other));
                let pair = u128::from(low) << 64 | u128::from(high);
                out.push((xxh3_64_with_seed(&pair.to_le_bytes(), seed), index, 1));
            }
        }
    }
}

/// All candidates, by first and second article.
pub fn candidates(mut features: Vec<Feature>, witnesses: &[Witness]) -> Vec<Candidate> {
    features.sort_unstable();
    let mut votes: Vec<(u32, u32, u32)> = Vec::new();
    for same in features.chunk_by(|x, y| x.0 == y.0).filter(|same| same.len() > 1) {
        for (at, one) in same.iter().enumerate() {
            let others = if same.len() <= ALL_PAIRED {
                at + 1..same.len()
            } else {
                at + 1..(at + 3).min(same.len())
            };
            votes.extend(same[others].iter().map(|other| (one.1, other.1, one.2)));
            if same.len() > ALL_PAIRED && at > 2 {
                votes.push((same[0].1, one.1, one.2));
            }
        }
    }
    drop(features);
    votes.sort_unstable();
    let mut candidates: Vec<Candidate> = votes
        .chunk_by(|x, y| (x.0, x.1) == (y.0, y.1))
        .filter(|same| same.iter().map(|vote| vote.2).sum::<u32>() >= LEAST_VOTES)
        .map(|same| Candidate {
            a: same[0].0,
            b: same[0].1,
            proposed_by: ProposedBy { simhash: false, features: true },
        })
        .collect();
    let fingerprints: Vec<_> = witnesses.iter().map(|witness| witness.simhash).collect();
    candidates.extend(near::pairs(&fingerprints, ARTICLE_RADIUS).into_iter().map(|pair| {
        let proposed_by = ProposedBy { simhash: true, features: false };
        Candidate { a: pair.first, b: pair.second, proposed_by }
    }));
    candidates.sort_unstable();
    candidates.dedup_by(|next, kept| {
        let same = (next.a, next.b) == (kept.a, kept.b);
        if same {
            kept.proposed_by.simhash |= next.proposed_by.simhash;
            kept.proposed_by.features |= next.proposed_by.features;
        }
        same
    });
    candidates
}
