//! What a figure says in its sentence: the thing counted, whose, what happened to it, and the
//! words around.

use super::subject::{ConceptKind, Synonyms, stem};
use crate::article::Span;
use crate::figures::{Figure, Kind};
use crate::text::Words;
use crate::witness::Witness;
use std::ops::Range;

/// Words on each side of a figure that can tell what happened to what it counts.
const STATE_REACH: usize = 6;
/// Words on each side that make a figure's neighbourhood.
const NEAR_REACH: usize = 4;
/// Shortest word of a neighbourhood, in letters; shorter ones mostly have no meaning of their own.
const SHORTEST_NEIGHBOUR: usize = 4;

/// The context of one figure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// Concepts of the thing counted.
    pub(crate) things: Vec<u32>,
    /// Stem of the head noun where no concept is known.
    pub(crate) head: Option<u64>,
    /// What happened to it.
    pub(crate) states: Vec<u32>,
    /// Whose it is.
    pub(crate) places: Vec<u32>,
    /// Stems of the words around, unit included.
    pub(crate) near: Vec<u64>,
    /// Where in its sentence it stands, 0 to 1.
    pub(crate) position: f32,
}

impl Context {
    pub(crate) fn new(witness: &Witness, figure: &Figure, synonyms: &Synonyms) -> Self {
        let words = &witness.document.words;
        let sentence = sentence_words(witness, figure);
        let own = words.touching(figure.span);
        let own = own.start.clamp(sentence.start, sentence.end)
            ..own.end.clamp(sentence.start, sentence.end);
        let mut context = Self {
            position: (own.start - sentence.start) as f32 / sentence.len().max(1) as f32,
            ..Self::default()
        };
        if matches!(figure.kind, Kind::Count | Kind::Ordinal)
            && let Some(unit) = figure.unit
        {
            context.read_unit(words, words.within(unit), synonyms);
        }
        context.read_after(words, &(own.end..sentence.end), synonyms);
        context.read_states(witness.text(), words, &own, &sentence, synonyms);
        let before = own.start.saturating_sub(NEAR_REACH).max(sentence.start)..own.start;
        let after = own.end..(own.end + NEAR_REACH).min(sentence.end);
        let unit = figure.unit.map_or(0..0, |unit| words.within(unit));
        for at in before.chain(unit).chain(after) {
            let folded = words.folded(at);
            if folded.chars().count() >= SHORTEST_NEIGHBOUR && !words[at].traits.has_digit() {
                context.near.push(stem(folded));
            }
        }
        context.near.sort_unstable();
        context.near.dedup();
        context
    }

    /// Adjectives and head of the counted phrase.
    fn read_unit(&mut self, words: &Words, unit: Range<usize>, synonyms: &Synonyms) {
        let mut at = unit.start;
        while at < unit.end {
            let Some((concept, next)) = synonyms.at(words, at, unit.end) else {
                at += 1;
                continue;
            };
            match synonyms.concept(concept).kind {
                ConceptKind::Thing => self.things.push(concept),
                ConceptKind::State => self.states.push(concept),
                ConceptKind::Place => self.places.push(concept),
            }
            at = next;
        }
        if self.things.is_empty() && self.states.is_empty() && !unit.is_empty() {
            self.head = Some(stem(words.folded(unit.end - 1)));
        }
    }

    /// «солдатів КНДР», «військових із Північної Кореї», "of North Korea".
    fn read_after(&mut self, words: &Words, after: &Range<usize>, synonyms: &Synonyms) {
        // One preposition may stand between.
        for at in after.clone().take(2) {
            if let Some((concept, _)) = synonyms.at(words, at, after.end) {
                if synonyms.concept(concept).kind == ConceptKind::Place {
                    self.places.push(concept);
                }
                return;
            }
        }
    }

    /// The nearest words on both sides, within the clause, that say what happened.
    fn read_states(
        &mut self,
        text: &str,
        words: &Words,
        own: &Range<usize>,
        sentence: &Range<usize>,
        synonyms: &Synonyms,
    ) {
        if !self.states.is_empty() {
            return;
        }
        // A figure inside a word («10thousand») has no word of its own, and none behind it.
        let breaks = |left: usize, right: usize| {
            let (Some(left), Some(right)) = (words.get(left), words.get(right)) else {
                return true;
            };
            text[left.span.end as usize..right.span.start as usize]
                .contains([',', ';', ':', '(', ')', '–', '—'])
        };
        let state = |at: usize| {
            let (concept, _) = synonyms.at(words, at, sentence.end)?;
            (synonyms.concept(concept).kind == ConceptKind::State).then_some(concept)
        };
        // All of one side, since «вбиті або поранені» says two; the side whose first is nearer.
        let mut after: Vec<(usize, u32)> = Vec::new();
        for at in own.end..(own.end + STATE_REACH).min(sentence.end) {
            if at > 0 && breaks(at - 1, at) || words[at].traits.has_digit() {
                break;
            }
            after.extend(state(at).map(|found| (at - own.end, found)));
        }
        let mut before: Vec<(usize, u32)> = Vec::new();
        for at in (own.start.saturating_sub(STATE_REACH).max(sentence.start)..own.start).rev() {
            if breaks(at, at + 1) || words[at].traits.has_digit() {
                break;
            }
            before.extend(state(at).map(|found| (own.start - 1 - at, found)));
        }
        let nearest = |side: &[(usize, u32)]| side.first().map_or(usize::MAX, |first| first.0);
        let side = if nearest(&before) <= nearest(&after) { before } else { after };
        self.states.extend(side.into_iter().map(|(_, found)| found));
    }
}

/// Words of the sentence that holds `figure`.
pub(crate) fn sentence_words(witness: &Witness, figure: &Figure) -> Range<usize> {
    witness
        .document
        .sentences
        .get(figure.sentence as usize)
        .map_or(0..0, |sentence| sentence.words.start as usize..sentence.words.end as usize)
}

/// How two contexts relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Same,
    Unknown,
    Different,
}

/// Whether two figures count the same thing.
pub(crate) fn things(a: &Context, b: &Context, synonyms: &Synonyms) -> Relation {
    if !a.things.is_empty() && !b.things.is_empty() {
        let fits = a
            .things
            .iter()
            .any(|&x| b.things.iter().any(|&y| synonyms.concept(x).fits(synonyms.concept(y))));
        return if fits { Relation::Same } else { Relation::Different };
    }
    match (a.head, b.head) {
        (Some(x), Some(y)) if x == y => Relation::Same,
        // Words of another language or a synonym nobody knows prove nothing.
        _ => Relation::Unknown,
    }
}

/// Whether both name what they count, in words that nobody knows to be the same.
pub(crate) fn nouns_differ(a: &Context, b: &Context) -> bool {
    let named = |context: &Context| context.head.is_some() || !context.things.is_empty();
    named(a) && named(b) && a.head != b.head
}

/// Whether the same happened to what they count.
pub(crate) fn states(a: &Context, b: &Context) -> Relation {
    if a.states.is_empty() || b.states.is_empty() {
        Relation::Unknown
    } else if a.states.iter().any(|state| b.states.contains(state)) {
        Relation::Same
    } else {
        Relation::Different
    }
}

/// Whether they are the same country's.
pub(crate) fn places(a: &Context, b: &Context) -> Relation {
    if a.places.is_empty() || b.places.is_empty() {
        Relation::Unknown
    } else if a.places.iter().any(|place| b.places.contains(place)) {
        Relation::Same
    } else {
        Relation::Different
    }
}

/// Share of the smaller neighbourhood that stands in the other.
pub(crate) fn overlap(a: &Context, b: &Context) -> f32 {
    let shared = a.near.iter().filter(|&stem| b.near.binary_search(stem).is_ok()).count();
    shared as f32 / a.near.len().min(b.near.len()).max(1) as f32
}

/// The words directly before and after a span, as stems.
pub(crate) fn edges(
    witness: &Witness,
    span: Span,
    sentence: &Range<usize>,
) -> (Vec<u64>, Vec<u64>) {
    let words = &witness.document.words;
    let inside = words.within(span);
    let before = (sentence.start..inside.start).rev().take(2).map(|at| stem(words.folded(at)));
    let after = (inside.end..sentence.end).take(2).map(|at| stem(words.folded(at)));
    (before.collect(), after.collect())
}
