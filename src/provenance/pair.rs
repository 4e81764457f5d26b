//! What is found once for each pair of members, and asked often.

use super::wording::Wording;
use crate::reuse::Group;

/// A member and another that may be its parent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Index of their match in the group's; of a pair without one, beyond all.
    pub(super) matched: u32,
    /// Shingles that both have.
    pub(super) common: u32,
    /// Most of the member's shingles that a third member has and the other lacks.
    pub(super) contradicted: f64,
    /// The same of sentences.
    pub(super) contradicted_statements: f64,
}

/// All pairs of members with members of the core.
#[derive(Clone, Debug)]
pub(super) struct Pairs {
    /// Place of each member in the core; of a leaf, beyond it.
    places: Vec<usize>,
    core: usize,
    /// At `member * core + place`.
    all: Vec<Pair>,
}

impl Pairs {
    /// Finds the matches of `group`; `core` are the members that may be parents.
    pub(super) fn new(group: &Group, wording: &Wording, core: &[usize]) -> Self {
        let members = group.passages.len();
        let mut places = vec![usize::MAX; members];
        for (place, &member) in core.iter().enumerate() {
            places[member] = place;
        }
        let mut articles: Vec<(u32, usize)> =
            group.passages.iter().map(|passage| passage.article).zip(0..members).collect();
        articles.sort_unstable();
        let member = |article: u32| {
            let at = articles.binary_search_by_key(&article, |&(article, _)| article).ok()?;
            Some(articles[at].1)
        };
        let new = |member, other| Pair {
            matched: u32::MAX,
            common: wording.common(member, other) as u32,
            contradicted: 0.0,
            contradicted_statements: 0.0,
        };
        let all = (0..members).flat_map(|member| core.iter().map(move |&other| new(member, other)));
        let mut pairs = Self { all: all.collect(), places, core: core.len() };
        for (at, m) in group.matches.iter().enumerate() {
            let (Some(a), Some(b)) = (member(m.a), member(m.b)) else { continue };
            for (one, other) in [(a, b), (b, a)] {
                if pairs.places[other] < pairs.core {
                    pairs.at_mut(one, pairs.places[other]).matched = at as u32;
                }
            }
        }
        pairs
    }

    /// `member` and `other`; none where the other is a leaf.
    pub(super) fn of(&self, member: usize, other: usize) -> Option<&Pair> {
        let place = self.places[other];
        (place < self.core).then(|| &self.all[member * self.core + place])
    }

    /// `member` and the member of the core at `place`.
    pub(super) fn at_mut(&mut self, member: usize, place: usize) -> &mut Pair {
        &mut self.all[member * self.core + place]
    }
}
