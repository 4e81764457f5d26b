//! Whether two aligned sentences say the same beside their figures. Formulas of news («у зустрічі
//! взяли участь N осіб», "a year added N % to …") align with figures of other stories: what they
//! share is the formula, and what they do not share is what the story is about.

use super::class::{self, Said};
use super::context::{self, Relation};
use super::member::Member;
use super::subject::{Synonyms, beginning};
use crate::article::Span;
use crate::figures;
use crate::reuse::{Match, MatchKind, SentencePair};
use std::ops::Range;

/// Share of the words with a meaning that both sides of a figure that changed must have in common,
/// the figures left out: more than half of them; fewer where they weigh more than the half in the
/// alignment, which the figures themselves are part of.
const HALF: f32 = 0.5;
/// The least share in any case.
const LEAST_SHARED: f32 = 0.45;
/// Share, and number, of the words that must be common before one counted noun is taken for another
/// that was exchanged: a formula has three.
const LEAST_EXCHANGED: f32 = 2.0 / 3.0;
const LEAST_WORDS: usize = 4;
/// Words in order that a match of one sentence must have in common: fewer are a formula.
const SHORTEST_MATCH: u32 = 6;

/// What two aligned sentences have in common beside their figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alike {
    /// Words with a meaning that both have.
    words: usize,
    /// Share of the side that has fewer, 0 to 1.
    share: f32,
    /// The sides can be the same statement.
    same: bool,
    /// Each side names a country, a currency, goods, a month, a town or a party that the other
    /// does not.
    elsewhere: bool,
    translated: bool,
}

impl Alike {
    pub(super) fn new(
        one: &Member<'_>,
        other: &Member<'_>,
        aligned: &SentencePair,
        m: &Match,
    ) -> Self {
        let language = |member: &Member<'_>| member.witness().document.language;
        let translated = aligned.kind == MatchKind::Translated || language(one) != language(other);
        let (a, b) = (Rest::new(one, &aligned.a), Rest::new(other, &aligned.b));
        let subjects = lacks_any(&a.subjects, &b.subjects) && lacks_any(&b.subjects, &a.subjects);
        let named = || !translated && names_another(&a, &b, other) && names_another(&b, &a, one);
        let elsewhere = subjects || named();
        let words = a.stems.iter().filter(|stem| b.stems.binary_search(stem).is_ok()).count();
        let share = words as f32 / a.stems.len().min(b.stems.len()).max(1) as f32;
        let long = m.pairs.len() > 1 || m.aligned_words >= SHORTEST_MATCH;
        let same = long && (share > HALF || share >= LEAST_SHARED && aligned.score > HALF);
        Self { words, share, same: same || translated, elsewhere, translated }
    }

    /// Whether a figure of one sentence can have become one of the other.
    pub(super) fn holds(&self, a: Said<'_>, b: Said<'_>, synonyms: &Synonyms) -> bool {
        let equal = class::same_number(a.figure, b.figure);
        if self.elsewhere && !equal {
            return false;
        }
        let digits = equal || class::scale(a.figure, b.figure).is_some();
        if self.translated {
            let things = context::things(a.context, b.context, synonyms);
            return digits || things != Relation::Different;
        }
        if !context::nouns_differ(a.context, b.context, synonyms) {
            return self.same;
        }
        // Another number of another thing is another fact.
        digits && self.same && self.words >= LEAST_WORDS && self.share >= LEAST_EXCHANGED
    }
}

/// Whether a word is of a source that the article cites, or stands outside what its sentence lets
/// somebody say: two outlets may name two sources of one statement.
fn cited(member: &Member<'_>, word: Span, sentence: u32) -> bool {
    let witness = member.witness();
    let speech = &witness.document.speech;
    let from = speech.partition_point(|speech| speech.sentence < sentence);
    speech[from..]
        .iter()
        .take_while(|speech| speech.sentence == sentence)
        .any(|speech| !speech.said.contains(word))
        || witness.attributions.iter().any(|attribution| attribution.span.contains(word))
        || witness
            .document
            .quotes
            .iter()
            .any(|quote| quote.speaker.is_some_and(|speaker| speaker.contains(word)))
}

/// Whether `of` has something that `other` lacks.
fn lacks_any(of: &[u32], other: &[u32]) -> bool {
    of.iter().any(|concept| !other.contains(concept))
}

/// Whether `of` names a month that `other` does not, or somebody or something whose name stands
/// nowhere in the other article.
fn names_another(of: &Rest, other: &Rest, article: &Member<'_>) -> bool {
    let lacks = |names: &[u64], name: &u64| !names.contains(name);
    of.months.iter().any(|month| lacks(&other.months, month))
        || of.names.iter().any(|name| {
            lacks(&other.names, name)
                && !(0..article.witness().document.words.len())
                    .any(|at| beginning(article.notes.stem(at)) == *name)
        })
}

/// What some sentences say beside their figures.
#[derive(Default)]
struct Rest {
    /// Stems of the words with a meaning, sorted.
    stems: Vec<u64>,
    /// Countries, currencies and goods.
    subjects: Vec<u32>,
    /// Beginnings of the words inside them with a capital, sources excepted: Львів and Львова
    /// begin alike.
    names: Vec<u64>,
    /// Months and weekdays.
    months: Vec<u64>,
}

impl Rest {
    fn new(member: &Member<'_>, sentences: &Range<u32>) -> Self {
        let notes = &member.notes;
        let words = &member.witness().document.words;
        let spans = member.of_sentences(sentences).map(|figure| member.figure(figure).span);
        let mut figures = spans.map(|span| words.touching(span)).peekable();
        let mut rest = Self::default();
        for sentence in sentences.clone() {
            let range = notes.sentence(sentence);
            for at in range.clone() {
                while figures.next_if(|figure| figure.end <= at).is_some() {}
                if figures.peek().is_some_and(|figure| figure.contains(&at)) {
                    continue;
                }
                if notes.has_meaning(at) {
                    rest.stems.push(notes.stem(at));
                }
                let word = &words[at];
                let calendar = figures::is_calendar_word(word.hash)
                    && (word.traits.has_cyrillic() || word.traits.is_capitalised());
                if calendar {
                    rest.months.push(beginning(notes.stem(at)));
                } else if at > range.start
                    && word.traits.is_capitalised()
                    && !word.traits.is_acronym()
                    && notes.is_long(at)
                    && !cited(member, word.span, sentence)
                {
                    rest.names.push(beginning(notes.stem(at)));
                }
                if let Some((concept, _)) = notes.concept(at, range.end)
                    && notes.synonyms.concept(concept).kind.is_subject()
                {
                    rest.subjects.push(concept);
                }
            }
        }
        rest.stems.sort_unstable();
        rest.stems.dedup();
        rest
    }
}
