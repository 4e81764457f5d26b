//! The members of a group as the pairing of their figures needs them: contexts are read once,
//! however many matches a member has; and which of a large family's matches are looked at.

use super::class::Said;
use super::context::Context;
use super::notes::Notes;
use super::subject::Synonyms;
use crate::article::Span;
use crate::figures::{Figure, Kind};
use crate::reuse::{Group, Match};
use crate::witness::Witness;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::ops::Range;

/// Figures of two sentences that are compared at most; more stand in tables and lists.
const MOST_FIGURES: usize = 40;

/// One member of a group.
pub(super) struct Member<'w> {
    pub(super) notes: Notes<'w>,
    contexts: Vec<OnceCell<Context>>,
}

impl<'w> Member<'w> {
    pub(super) fn new(witness: &'w Witness, synonyms: &'w Synonyms) -> Self {
        let contexts = std::iter::repeat_with(OnceCell::new).take(witness.figures.len()).collect();
        Self { notes: Notes::new(witness, synonyms), contexts }
    }

    /// All of a group's members.
    pub(super) fn all(
        group: &Group,
        witnesses: &'w [Witness],
        synonyms: &'w Synonyms,
    ) -> Vec<Self> {
        let witness = |article: u32| &witnesses[article as usize];
        group.passages.iter().map(|passage| Self::new(witness(passage.article), synonyms)).collect()
    }

    pub(super) fn witness(&self) -> &'w Witness {
        self.notes.witness
    }

    pub(super) fn figure(&self, figure: u32) -> &'w Figure {
        &self.witness().figures[figure as usize]
    }

    pub(super) fn said(&self, figure: u32) -> Said<'_> {
        let context = self.contexts[figure as usize]
            .get_or_init(|| Context::new(&self.notes, self.figure(figure)));
        Said { figure: self.figure(figure), text: self.witness().text(), context }
    }

    /// Figures of a run of sentences.
    pub(super) fn of_sentences(&self, sentences: &Range<u32>) -> Range<u32> {
        let figures = &self.witness().figures;
        let before = |sentence| figures.partition_point(|figure| figure.sentence < sentence) as u32;
        before(sentences.start)..before(sentences.end)
    }

    /// Those that stand in `span` and are no names.
    pub(super) fn figures(&self, sentences: &Range<u32>, span: Span) -> Vec<u32> {
        self.of_sentences(sentences)
            .filter(|&index| {
                let figure = self.figure(index);
                span.overlaps(figure.span) && figure.kind != Kind::Label
            })
            .take(MOST_FIGURES)
            .collect()
    }
}

/// Matches of a group up to which all are looked at.
const ALL_MATCHES: usize = 300;
/// Matches of each member that are looked at in a larger group, beside those that hold it together.
const NEAREST: u32 = 4;

/// The matches whose figures are paired: all of a small group's; of a large family's those that
/// hold it together (a maximum spanning tree) and the closest few of each member, so that the work
/// grows with its members and not with their pairs.
pub(super) fn matches(group: &Group) -> Vec<(usize, usize, &Match)> {
    let members: FxHashMap<u32, usize> = group
        .passages
        .iter()
        .enumerate()
        .map(|(index, passage)| (passage.article, index))
        .collect();
    let placed =
        group.matches.iter().filter_map(|m| Some((*members.get(&m.a)?, *members.get(&m.b)?, m)));
    let mut matches: Vec<(usize, usize, &Match)> = placed.collect();
    if matches.len() <= ALL_MATCHES {
        return matches;
    }
    matches.sort_by(|x, y| {
        y.2.similarity.total_cmp(&x.2.similarity).then((x.2.a, x.2.b).cmp(&(y.2.a, y.2.b)))
    });
    let mut root: Vec<usize> = (0..group.passages.len()).collect();
    let mut taken = vec![0; group.passages.len()];
    matches.retain(|&(a, b, _)| {
        let (one, other) = (find(&mut root, a), find(&mut root, b));
        root[one.max(other)] = one.min(other);
        let keep = one != other || taken[a] < NEAREST || taken[b] < NEAREST;
        taken[a] += u32::from(keep);
        taken[b] += u32::from(keep);
        keep
    });
    matches.sort_by_key(|(_, _, m)| (m.a, m.b));
    matches
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}
