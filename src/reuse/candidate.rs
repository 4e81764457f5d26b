//! Which pairs of articles are worth comparing.
//!
//! Three kinds of feature propose, each for what it is good at: sampled runs of words for what was
//! copied, pairs of rare terms in one sentence for what was reworded, near fingerprints for whole
//! copies. Exact comparison decides afterwards, so a proposal costs time and never precision.
//!
//! # How much is proposed
//!
//! A pair of terms proposes only if it is so rare that of all sentences of the archive fewer than
//! one is expected to hold it by chance: its two terms carry at least the bits that single one
//! sentence out. So the proposals of a sentence stay few however large the archive is, where a
//! fixed weight would propose more with every article. A term that stands in one sentence only can
//! meet no other, and proposes nothing.

use super::background::Background;
use super::rarity::Rarity;
use super::term::{Space, Terms};
use crate::fingerprint::{Simhash, near};
use rayon::prelude::*;

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

/// Rarest terms of a sentence that are paired.
const RAREST: usize = 7;
/// Votes that propose two articles: those of three rare terms that one sentence of each holds. Two
/// pairs of terms, or two runs, are met by chance so often that on 67,000 articles two of three
/// proposals were idle, and found nothing more.
const LEAST_VOTES: u64 = 6;
/// Votes of a sampled run that few articles share.
const RARE_RUN: u64 = 2;
/// Votes of a run that more than [`ALL_PAIRED`] articles share. It is as likely a phrase of the
/// language as a passage of a large family, whose members share many of them: on 67,000 articles,
/// nine of ten pairs that were compared came from single such runs.
const FREQUENT_RUN: u64 = 1;
/// Votes of a pair of rare terms.
const TERM_PAIR: u64 = 2;
/// Articles sharing a feature that are all paired. Of more, each is paired with the first and with
/// the next, so that a family of thousands costs no square; members of a group meet later.
const ALL_PAIRED: usize = 8;
/// Bits in which whole articles' fingerprints may differ.
const ARTICLE_RADIUS: u32 = 3;
/// Bits of a feature's hash that say which part it falls into.
const PART_BITS: u32 = 8;

/// Parts into which features fall by their hash.
pub const PARTS: usize = 1 << PART_BITS;

/// Bits of a hash, beside those of the part, that a feature keeps at least.
const LEAST_HASH: u32 = 27;

/// How the features of an archive are packed into numbers, so that many are sorted quickly and take
/// little room: some bits of the hash, whether it is a run, the article. Two different features
/// that agree in all these bits propose in vain: of a hundred million one in a hundred, and a pair
/// needs two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing {
    article_bits: u32,
    hash_bits: u32,
}

impl Packing {
    /// For so many articles.
    pub const fn new(articles: usize) -> Self {
        let article_bits = usize::BITS - articles.leading_zeros();
        let short = article_bits + 1 + LEAST_HASH <= 48;
        let hash_bits = if short { 48 } else { 64 } - 1 - article_bits;
        Self { article_bits, hash_bits }
    }

    /// Bytes of a number; those above are zero.
    pub const fn bytes(self) -> usize {
        (self.article_bits + 1 + self.hash_bits) as usize / 8
    }

    /// A feature of an article: the part it falls into, and its number.
    pub const fn feature(self, hash: u64, is_run: bool, article: u32) -> (usize, u64) {
        let rest = hash << PART_BITS >> (64 - self.hash_bits);
        let number = (rest << 1 | is_run as u64) << self.article_bits | article as u64;
        ((hash >> (64 - PART_BITS)) as usize, number)
    }

    /// What numbers of one feature share.
    const fn feature_of(self, number: u64) -> u64 {
        number >> self.article_bits
    }

    const fn article_of(self, number: u64) -> u32 {
        (number & ((1 << self.article_bits) - 1)) as u32
    }
}

/// Appends the hashes of the pairs of rare terms of an article.
pub fn pairs(
    terms: &Terms,
    space: Space,
    rarity: &Rarity,
    background: &Background,
    out: &mut Vec<u64>,
) {
    let needed = rarity.sentence_bits();
    let rarer = |x: (f32, u64), y: (f32, u64)| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).is_lt();
    let mut counts = Vec::with_capacity(terms.terms.len());
    rarity.counts(&terms.terms, &mut counts);
    for sentence in &terms.sentences {
        let range = sentence.terms.start as usize..sentence.terms.end as usize;
        // The rarest first.
        let (mut held, mut count) = ([(0.0_f32, 0_u64); RAREST], 0);
        for (term, &count_of) in terms.terms[range.clone()].iter().zip(&counts[range]) {
            let Some(bits) = rarity.bits(term.key, count_of, background) else { continue };
            let entry = (bits, term.key);
            let mut at = count.min(RAREST - 1);
            if count == RAREST && !rarer(entry, held[at]) {
                continue;
            }
            while at > 0 && rarer(entry, held[at - 1]) {
                held[at] = held[at - 1];
                at -= 1;
            }
            held[at] = entry;
            count = (count + 1).min(RAREST);
        }
        let rarest = &held[..count];
        for (at, &(bits, one)) in rarest.iter().enumerate() {
            for &(_, other) in rarest[at + 1..].iter().take_while(|o| bits + o.0 >= needed) {
                let (low, high) = (one.min(other), one.max(other));
                out.push(mix(mix(space as u64, low), high));
            }
        }
    }
}

/// Bits of a packed vote that say how much it counts.
const VOTE_BITS: u32 = 4;

/// Articles that a packed vote can tell apart: a thousand million.
pub const MOST_ARTICLES: usize = 1 << ((64 - VOTE_BITS) / 2);

/// The votes that the features of one part cast for pairs of articles, in no order; each is packed
/// into a number, the smaller article first, its weight last.
pub fn votes(mut part: Vec<u64>, packing: Packing) -> Vec<u64> {
    part.sort_unstable();
    part.dedup();
    let mut votes = Vec::new();
    let feature = |number: u64| packing.feature_of(number);
    let groups = part.chunk_by(|x, y| feature(*x) == feature(*y));
    for same in groups.filter(|same| same.len() > 1) {
        let is_frequent = same.len() > ALL_PAIRED;
        let weight = match (feature(same[0]) & 1 == 1, is_frequent) {
            (false, _) => TERM_PAIR,
            (true, false) => RARE_RUN,
            (true, true) => FREQUENT_RUN,
        };
        for (at, &one) in same.iter().enumerate() {
            let next = if is_frequent { at + 2 } else { same.len() };
            let first = (is_frequent && at > 1).then_some(&same[0]);
            for &other in same[at + 1..next.min(same.len())].iter().chain(first) {
                votes.push(packed(packing.article_of(one), packing.article_of(other), weight));
            }
        }
    }
    // Neighbouring words make neighbouring runs: much of a part is said twice.
    votes.sort_unstable();
    count(&mut votes);
    votes
}

/// Makes one vote of all for the same pair; `votes` are sorted, and stay so.
fn count(votes: &mut Vec<u64>) {
    const WEIGHT: u64 = (1 << VOTE_BITS) - 1;
    votes.dedup_by(|next, held| {
        let same = *next >> VOTE_BITS == *held >> VOTE_BITS;
        if same {
            // More than enough is enough.
            let weight = (*held & WEIGHT) + (*next & WEIGHT);
            *held = *held & !WEIGHT | weight.min(WEIGHT);
        }
        same
    });
}

/// One step of a hash over words that are hashes themselves.
pub(super) fn mix(mixed: u64, word: u64) -> u64 {
    let mixed = (mixed.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

fn packed(one: u32, other: u32, weight: u64) -> u64 {
    const ARTICLE_BITS: u32 = (64 - VOTE_BITS) / 2;
    (u64::from(one.min(other)) << ARTICLE_BITS | u64::from(one.max(other))) << VOTE_BITS | weight
}

fn unpacked(vote: u64) -> (u32, u32) {
    const ARTICLE_BITS: u32 = (64 - VOTE_BITS) / 2;
    let pair = vote >> VOTE_BITS;
    ((pair >> ARTICLE_BITS) as u32, (pair & ((1 << ARTICLE_BITS) - 1)) as u32)
}

/// All candidates, by first and second article: those that enough `votes` are for, and articles
/// whose `fingerprints` are near.
pub fn candidates(mut votes: Vec<u64>, fingerprints: &[Simhash]) -> Vec<Candidate> {
    votes.par_sort_unstable();
    count(&mut votes);
    votes.retain(|vote| vote & ((1 << VOTE_BITS) - 1) >= LEAST_VOTES);
    let by_features = ProposedBy { simhash: false, features: true };
    let mut candidates: Vec<Candidate> = votes
        .into_iter()
        .map(|vote| {
            let (a, b) = unpacked(vote);
            Candidate { a, b, proposed_by: by_features }
        })
        .collect();
    candidates.extend(near::pairs(fingerprints, ARTICLE_RADIUS).into_iter().map(|pair| {
        let proposed_by = ProposedBy { simhash: true, features: false };
        Candidate { a: pair.first, b: pair.second, proposed_by }
    }));
    candidates.par_sort_unstable();
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
