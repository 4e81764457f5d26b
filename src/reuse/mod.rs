//! Passages that stand in more than one article: candidates, alignment, groups.
//!
//! In: [`Witness`]es. Out: [`Group`]s of passages, with the [`Match`]es (aligned sentence pairs)
//! that hold them together.
//!
//! A sentence is a set of [`term`]s weighed by [`rarity`]; [`candidate`]s are pairs of articles that
//! share rare features; [`evidence`] is what two sentences share, a [`chain`] the sentence pairs
//! that hold one another, an [`alignment`] the exact [`Match`] made of them, and a [`group`] all
//! that hangs together.

pub mod alignment;
pub mod background;
pub mod candidate;
pub mod chain;
pub mod evidence;
pub mod group;
pub mod matched;
pub mod rarity;
pub mod repeated;
pub mod share;
pub mod term;
pub mod wording;

pub use group::{Group, GroupId, Passage, groups};
pub use matched::{Match, MatchKind, SentencePair, Shared};

use crate::witness::Witness;
use background::Background;
use evidence::Weighted;
use rarity::Rarity;
use rayon::prelude::*;
use term::{Keys, Terms};

/// Compares articles of one archive.
#[derive(Debug)]
pub struct Comparison<'w> {
    witnesses: &'w [Witness],
    weighted: Vec<Weighted<'w>>,
}

/// Articles that share a table of term keys.
const BATCH: usize = 256;

/// Terms of all articles, and how rare they are.
pub fn terms(witnesses: &[Witness]) -> (Vec<Terms>, Rarity) {
    let background = Background::shipped();
    let terms: Vec<Terms> = witnesses
        .par_chunks(BATCH)
        .flat_map_iter(|batch| {
            let mut keys = Keys::default();
            batch.iter().map(move |witness| Terms::new(witness, background, &mut keys))
        })
        .collect();
    let mut rarity = Rarity::default();
    for terms in &terms {
        rarity.count(terms);
    }
    (terms, rarity)
}

impl<'w> Comparison<'w> {
    /// Weighs the terms of all articles.
    pub fn new(witnesses: &'w [Witness], terms: &'w [Terms], rarity: &Rarity) -> Self {
        let background = Background::shipped();
        let weighted =
            terms.par_iter().map(|terms| Weighted::new(terms, rarity, background)).collect();
        Self { witnesses, weighted }
    }

    /// Pairs of articles worth comparing.
    pub fn candidates(&self) -> Vec<candidate::Candidate> {
        let features = (0..self.witnesses.len())
            .into_par_iter()
            .fold(Vec::new, |mut features, index| {
                candidate::features(
                    index as u32,
                    &self.witnesses[index],
                    &self.weighted[index],
                    &mut features,
                );
                features
            })
            .reduce(Vec::new, |mut all, more| {
                all.extend(more);
                all
            });
        candidate::candidates(features, self.witnesses)
    }

    /// The passage that two articles share, if there is one; `a` below `b`.
    pub fn compare(&self, a: u32, b: u32) -> Option<Match> {
        let side = |index: u32| alignment::Side {
            index,
            witness: &self.witnesses[index as usize],
            weighted: &self.weighted[index as usize],
        };
        alignment::compare(side(a.min(b)), side(a.max(b)))
    }

    /// Compares the members of a group that have not been compared, so that every pair of them
    /// that shares anything has its match.
    pub fn complete(&self, group: &mut Group) {
        let mut known: Vec<(u32, u32)> = group.matches.iter().map(|m| (m.a, m.b)).collect();
        known.sort_unstable();
        let articles: Vec<u32> = group.passages.iter().map(|passage| passage.article).collect();
        for (at, &a) in articles.iter().enumerate() {
            for &b in &articles[at + 1..] {
                let pair = (a.min(b), a.max(b));
                if known.binary_search(&pair).is_err() {
                    group.matches.extend(self.compare(pair.0, pair.1));
                }
            }
        }
        group.matches.sort_by_key(|m| (m.a, m.b));
    }
}
