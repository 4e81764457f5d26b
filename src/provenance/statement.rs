//! Which sentences of a group's members are aligned with each other, and what stands between them.

use crate::article::Span;
use crate::attribution::CitedKind;
use crate::reuse::Group;
use crate::text::Role;
use crate::witness::Witness;
use std::ops::Range;

/// Which sentences of each member are aligned with which member of the core.
#[derive(Clone, Debug)]
pub struct Statements {
    /// Place of each member in the core.
    places: Vec<Option<u32>>,
    core: usize,
    /// Sentences of a passage as bits, in its order (of a passage of more than 64, several share a
    /// bit), at `member * core + place`.
    sets: Vec<u64>,
    /// Sentences between the aligned ones that are not aligned and name no source, likewise.
    inserted: Vec<u16>,
}

/// Longest sentence, in words, that is taken to do nothing but name a source.
const LONGEST_CREDIT: u32 = 16;

impl Statements {
    /// Reads the alignments of `group`; `core` are the members that may be parents.
    pub fn new(group: &Group, witnesses: &[Witness], core: &[usize]) -> Self {
        let members = group.passages.len();
        let mut places = vec![None; members];
        for (place, &member) in core.iter().enumerate() {
            places[member] = Some(place as u32);
        }
        let mut articles: Vec<(u32, usize)> = group
            .passages
            .iter()
            .enumerate()
            .map(|(member, passage)| (passage.article, member))
            .collect();
        articles.sort_unstable();
        let member = |article: u32| {
            let at = articles.binary_search_by_key(&article, |&(article, _)| article).ok()?;
            Some(articles[at].1)
        };
        let pairs = members * core.len();
        let mut statements =
            Self { places, core: core.len(), sets: vec![0; pairs], inserted: vec![0; pairs] };
        for m in &group.matches {
            let (Some(a), Some(b)) = (member(m.a), member(m.b)) else { continue };
            for pair in &m.pairs {
                statements.add(group, a, b, &pair.a);
                statements.add(group, b, a, &pair.b);
            }
            let of = |member: usize| &witnesses[group.passages[member].article as usize];
            statements.insertions(of(a), a, b, m.pairs.iter().map(|pair| &pair.a));
            statements.insertions(of(b), b, a, m.pairs.iter().map(|pair| &pair.b));
        }
        statements
    }

    fn add(&mut self, group: &Group, member: usize, other: usize, aligned: &Range<u32>) {
        let Some(place) = self.places[other] else { return };
        let sentences = &group.passages[member].sentences;
        let set = &mut self.sets[member * self.core + place as usize];
        for sentence in aligned.clone() {
            if let Ok(at) = sentences.binary_search(&sentence) {
                *set |= 1 << (at * 64 / sentences.len().max(64));
            }
        }
    }

    fn insertions<'m>(
        &mut self,
        witness: &Witness,
        member: usize,
        other: usize,
        aligned: impl Iterator<Item = &'m Range<u32>>,
    ) {
        let Some(place) = self.places[other] else { return };
        let mut ranges: Vec<&Range<u32>> = aligned.collect();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        let mut count = 0;
        let mut done = ranges.first().map_or(0, |range| range.start);
        for range in ranges {
            count += (done..range.start).filter(|&at| is_statement(witness, at)).count();
            done = done.max(range.end);
        }
        self.inserted[member * self.core + place as usize] =
            count.min(usize::from(u16::MAX)) as u16;
    }

    /// Sentences of `member` between those aligned with `other`'s that are not.
    pub fn inserted(&self, member: usize, other: usize) -> u16 {
        self.places[other].map_or(0, |place| self.inserted[member * self.core + place as usize])
    }

    /// Sentences of `member` that are aligned with some of `other`'s; none for a leaf.
    pub fn aligned(&self, member: usize, other: usize) -> u64 {
        self.places[other].map_or(0, |place| self.sets[member * self.core + place as usize])
    }
}

/// Whether a sentence is running text and more than the name of a source.
fn is_statement(witness: &Witness, sentence: u32) -> bool {
    let Some(sentence) = witness.document.sentences.get(sentence as usize) else { return false };
    let names_source = || {
        sentence.words.len() as u32 <= LONGEST_CREDIT
            && credits(witness).any(|credit| credit.overlaps(sentence.span))
    };
    sentence.role == Role::Body && !names_source()
}

/// Clauses that name an outlet or agency as a source, in the order of the text.
pub(super) fn credits(witness: &Witness) -> impl Iterator<Item = Span> {
    let channels = witness.attributions.iter().filter(|of| of.kind <= CitedKind::Agency);
    channels.map(|attribution| attribution.span)
}
