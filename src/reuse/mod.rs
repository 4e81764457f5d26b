//! Passages that stand in more than one article: candidates, alignment, groups.
//!
//! In: [`Witness`]es. Out: [`Group`]s of passages, with the [`Match`]es (aligned sentence pairs)
//! that hold them together.
//!
//! A sentence is a set of [`term`]s weighed by [`rarity`]; [`candidate`]s are pairs of articles that
//! share rare features; [`evidence`] is what two sentences share, a [`chain`] the sentence pairs
//! that hold one another, an [`alignment`] the exact [`Match`] made of them, and a [`group`] all
//! that hangs together.

mod advice;
pub mod alignment;
pub mod background;
pub mod candidate;
pub mod chain;
mod cluster;
mod concept;
pub mod evidence;
mod facts;
mod form;
mod gather;
pub mod group;
pub mod matched;
mod passage;
pub mod phrase;
pub mod rarity;
pub mod repeated;
mod run;
pub mod share;
pub mod sketch;
pub mod term;
mod token;
pub mod wording;

pub use group::{Group, GroupId, Passage, groups};
pub use matched::{Match, MatchKind, SentencePair, Shared};
pub use sketch::Sketch;

use crate::article::Language;
use crate::witness::Witness;
use background::Background;
use evidence::Weighted;
use phrase::Phrases;
use rarity::Rarities;
use term::Space;

/// A sketch with weights, ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    language: Language,
    spaces: Vec<(Space, Weighted)>,
}

impl Weighed {
    /// Weighs `sketch` in all of its spaces.
    pub fn new(sketch: Sketch, rarities: &Rarities, phrases: &Phrases) -> Self {
        let weigh = |(space, terms)| {
            let rarity = rarities.of(space);
            (space, Weighted::new(terms, rarity, phrases, Background::shipped()))
        };
        Self { language: sketch.language, spaces: sketch.spaces.into_iter().map(weigh).collect() }
    }

    /// How firmly two articles hang together: the support of the passage that they share, by terms
    /// alone; none if they share none.
    pub fn link(&self, other: &Self) -> Option<f32> {
        let (a, b) = self.with(other)?;
        chain::link(a, b)
    }

    /// Both sides in the space in which they are compared.
    fn with<'a>(&'a self, other: &'a Self) -> Option<(&'a Weighted, &'a Weighted)> {
        let space = Space::between(self.language, other.language);
        Some((self.of(space)?, other.of(space)?))
    }

    fn of(&self, space: Space) -> Option<&Weighted> {
        self.spaces.iter().find(|(known, _)| *known == space).map(|(_, weighted)| weighted)
    }
}

/// Compares some articles with one another.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'w> {
    /// The articles, by id.
    pub witnesses: &'w [Witness],
    /// Beside them.
    pub weighed: &'w [Weighed],
}

impl Comparison<'_> {
    /// The passage that two articles share, if there is one; `a` below `b`.
    pub fn compare(&self, a: u32, b: u32) -> Option<Match> {
        let (a, b) = (a.min(b), a.max(b));
        let (of_a, of_b) = self.weighed[a as usize].with(&self.weighed[b as usize])?;
        let side = |index: u32, weighted| alignment::Side {
            index,
            witness: &self.witnesses[index as usize],
            weighted,
        };
        alignment::compare(side(a, of_a), side(b, of_b))
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
