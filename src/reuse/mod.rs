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
mod concept;
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

use crate::article::Language;
use crate::witness::Witness;
use background::Background;
use candidate::{Candidate, Features};
use evidence::Weighted;
use rarity::Rarity;
use rayon::prelude::*;
use term::{Space, Terms};

/// Compares articles of one archive.
#[derive(Debug)]
pub struct Comparison<'w> {
    witnesses: &'w [Witness],
    /// For each space that the archive's languages need, the terms of the articles it serves.
    spaces: Vec<Reading>,
}

/// The articles of an archive as one space reads them.
#[derive(Debug)]
struct Reading {
    space: Space,
    rarity: Rarity,
    articles: Vec<Option<Weighted>>,
}

impl<'w> Comparison<'w> {
    /// Reads and weighs the terms of all articles.
    pub fn new(witnesses: &'w [Witness]) -> Self {
        let mut languages: Vec<Language> =
            witnesses.iter().map(|witness| witness.document.language).collect();
        languages.sort_unstable();
        languages.dedup();
        let spaces = Space::ALL
            .into_iter()
            .filter(|space| languages.iter().any(|&one| space.serves(one, &languages)))
            .map(|space| weigh(witnesses, space, &languages))
            .collect();
        Self { witnesses, spaces }
    }

    /// Pairs of articles worth comparing.
    pub fn candidates(&self) -> Vec<Candidate> {
        let background = Background::shipped();
        let features = (0..self.witnesses.len())
            .into_par_iter()
            .fold(Features::default, |mut features, index| {
                features.add_runs(index as u32, &self.witnesses[index]);
                for Reading { space, rarity, articles } in &self.spaces {
                    if let Some(weighted) = &articles[index] {
                        let terms = &weighted.terms;
                        features.add_pairs(index as u32, terms, *space, rarity, background);
                    }
                }
                features
            })
            .reduce(Features::default, |mut all, mut more| {
                all.append(&mut more);
                all
            });
        candidate::candidates(features, self.witnesses)
    }

    /// The passage that two articles share, if there is one; `a` below `b`.
    pub fn compare(&self, a: u32, b: u32) -> Option<Match> {
        let language = |index: u32| self.witnesses[index as usize].document.language;
        let space = Space::between(language(a), language(b));
        let reading = self.spaces.iter().find(|reading| reading.space == space)?;
        let side = |index: u32| {
            Some(alignment::Side {
                index,
                witness: &self.witnesses[index as usize],
                weighted: reading.articles[index as usize].as_ref()?,
            })
        };
        alignment::compare(side(a.min(b))?, side(a.max(b))?)
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

/// Terms of the articles that `space` serves, weighed by how rare they are there.
fn weigh(witnesses: &[Witness], space: Space, languages: &[Language]) -> Reading {
    let background = Background::shipped();
    let terms: Vec<Option<Terms>> = witnesses
        .par_iter()
        .map(|witness| {
            let serves = space.serves(witness.document.language, languages);
            serves.then(|| Terms::new(witness, space, background))
        })
        .collect();
    let mut rarity = Rarity::new(space);
    for terms in terms.iter().flatten() {
        rarity.count(terms);
    }
    let articles = terms
        .into_par_iter()
        .map(|terms| Some(Weighted::new(terms?, &rarity, background)))
        .collect();
    Reading { space, rarity, articles }
}
