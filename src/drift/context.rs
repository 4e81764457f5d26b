//! What a figure says in its sentence: the thing counted, whose, what happened to it, and the
//! words around.

use super::notes::Notes;
use super::subject::{ConceptKind, Synonyms, beginning};
use crate::figures::{Figure, Kind};
use crate::text::Words;
use std::ops::Range;

/// Words on each side of a figure that can tell what happened to what it counts.
const STATE_REACH: usize = 6;
/// Words on each side that make a figure's neighbourhood.
const NEAR_REACH: usize = 4;

/// The context of one figure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// Concepts of the thing counted.
    pub(crate) things: Vec<u32>,
    /// Stem of the head noun where no concept is known.
    pub(crate) head: Option<u64>,
    /// Counted are the killed, wounded or missing, and no other noun: people.
    pub(crate) people: bool,
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
    /// All that is read of a figure.
    pub(crate) fn new(notes: &Notes<'_>, figure: &Figure) -> Self {
        let mut context = Self::counted(notes, figure);
        let words = &notes.witness.document.words;
        let sentence = notes.sentence(figure.sentence);
        let own = own_words(words, figure, &sentence);
        context.position = (own.start - sentence.start) as f32 / sentence.len().max(1) as f32;
        let before = own.start.saturating_sub(NEAR_REACH).max(sentence.start)..own.start;
        let after = own.end..(own.end + NEAR_REACH).min(sentence.end);
        let unit = figure.unit.map_or(0..0, |unit| words.within(unit));
        let near = before.chain(unit).chain(after);
        context.near.extend(near.filter(|&at| notes.is_long(at)).map(|at| notes.stem(at)));
        context.near.sort_unstable();
        context.near.dedup();
        context
    }

    /// What is counted, whose, and what happened to it, without the neighbourhood.
    pub(crate) fn counted(notes: &Notes<'_>, figure: &Figure) -> Self {
        let words = &notes.witness.document.words;
        let sentence = notes.sentence(figure.sentence);
        let own = own_words(words, figure, &sentence);
        let mut context = Self::default();
        if matches!(figure.kind, Kind::Count | Kind::Ordinal)
            && let Some(unit) = figure.unit
        {
            context.read_unit(notes, words.within(unit), sentence.end);
        }
        context.read_after(notes, &(own.end..sentence.end));
        context.read_states(notes, &own, &sentence);
        context
    }

    /// Adjectives and head of the counted phrase.
    fn read_unit(&mut self, notes: &Notes<'_>, unit: Range<usize>, end: usize) {
        let mut at = unit.start;
        while at < unit.end {
            let Some((concept, next)) = notes.concept(at, end) else {
                at += 1;
                continue;
            };
            match notes.synonyms.concept(concept).kind {
                ConceptKind::Thing => self.things.push(concept),
                ConceptKind::State => self.states.push(concept),
                ConceptKind::Place => self.places.push(concept),
                ConceptKind::About | ConceptKind::Daily | ConceptKind::Weather => {}
            }
            at = next;
        }
        self.people = self.things.is_empty() && !self.states.is_empty();
        if self.things.is_empty() && self.states.is_empty() && !unit.is_empty() {
            self.head = Some(notes.stem(unit.end - 1));
        }
    }

    /// «солдатів КНДР», «військових із Північної Кореї», "of North Korea".
    fn read_after(&mut self, notes: &Notes<'_>, after: &Range<usize>) {
        // One preposition may stand between.
        for at in after.clone().take(2) {
            if let Some((concept, _)) = notes.concept(at, after.end) {
                if notes.synonyms.concept(concept).kind == ConceptKind::Place {
                    self.places.push(concept);
                }
                return;
            }
        }
    }

    /// The nearest words on both sides, within the clause, that say what happened.
    fn read_states(&mut self, notes: &Notes<'_>, own: &Range<usize>, sentence: &Range<usize>) {
        if !self.states.is_empty() {
            return;
        }
        let (text, words) = (notes.witness.text(), &notes.witness.document.words);
        // A figure inside a word («10thousand») has no word of its own, and none behind it.
        let breaks = |left: usize, right: usize| {
            let (Some(left), Some(right)) = (words.get(left), words.get(right)) else {
                return true;
            };
            let between = &text[left.span.end as usize..right.span.start as usize];
            between != " " && between.contains([',', ';', ':', '(', ')', '–', '—'])
        };
        let state = |at: usize| {
            let (concept, _) = notes.concept(at, sentence.end)?;
            (notes.synonyms.concept(concept).kind == ConceptKind::State).then_some(concept)
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

/// Words of a figure inside its sentence.
fn own_words(words: &Words, figure: &Figure, sentence: &Range<usize>) -> Range<usize> {
    let own = words.touching(figure.span);
    own.start.clamp(sentence.start, sentence.end)..own.end.clamp(sentence.start, sentence.end)
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

/// Whether both name what they count, in words that nobody knows to be the same and that do not
/// begin alike, as the forms of one word do.
pub(crate) fn nouns_differ(a: &Context, b: &Context, synonyms: &Synonyms) -> bool {
    let named =
        |context: &Context| context.head.is_some() || !context.things.is_empty() || context.people;
    let people = |one: &Context, other: &Context| {
        one.people && other.things.iter().any(|&thing| synonyms.concept(thing).is_person())
    };
    match things(a, b, synonyms) {
        Relation::Same => false,
        Relation::Different => true,
        Relation::Unknown if a.people && b.people || people(a, b) || people(b, a) => false,
        Relation::Unknown => named(a) && named(b) && a.head.map(beginning) != b.head.map(beginning),
    }
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

/// The two words directly before and after a span in words, as stems.
pub(crate) fn edges(
    notes: &Notes<'_>,
    inside: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<[u64; 4]> {
    let before = inside.start.checked_sub(2).filter(|&at| at >= sentence.start)?;
    let after = (inside.end + 2 <= sentence.end).then_some(inside.end)?;
    Some([before, before + 1, after, after + 1].map(|at| notes.stem(at)))
}
