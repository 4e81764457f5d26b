//! What the tables of this box say of each word of an article, looked up once and only where a
//! figure stands near.

use super::Modality;
use super::subject::{Synonyms, stem};
use crate::figures;
use crate::witness::Witness;
use std::cell::Cell;
use std::ops::Range;

/// Shortest word of a neighbourhood, in letters.
const SHORTEST_NEIGHBOUR: usize = 4;
/// Shortest word that names what a figure is about, in letters.
const SHORTEST_NAME: usize = 5;

/// What is known of one word.
#[derive(Clone, Copy, Default)]
struct Note {
    read: bool,
    /// Words of the phrase that means the concept; 0 for none.
    length: u8,
    concept: u32,
    cue: Option<Modality>,
}

/// The notes of one article.
pub(super) struct Notes<'w> {
    pub(super) witness: &'w Witness,
    pub(super) synonyms: &'w Synonyms,
    list: Vec<Cell<Note>>,
}

impl<'w> Notes<'w> {
    pub(super) fn new(witness: &'w Witness, synonyms: &'w Synonyms) -> Self {
        let list = vec![Cell::default(); witness.document.words.len()];
        Self { witness, synonyms, list }
    }

    /// Words of the sentence `index`.
    pub(super) fn sentence(&self, index: u32) -> Range<usize> {
        let sentence = self.witness.document.sentences.get(index as usize);
        sentence.map_or(0..0, |sentence| sentence.words.start as usize..sentence.words.end as usize)
    }

    fn note(&self, at: usize, end: usize) -> Note {
        let Some(cell) = self.list.get(at) else { return Note::default() };
        let note = cell.get();
        if note.read {
            return note;
        }
        let words = &self.witness.document.words;
        let concept = self.synonyms.at(words, at, end);
        let (concept, length) = concept.map_or((0, 0), |(concept, next)| (concept, next - at));
        let cue = super::modality::cue(words, at, end);
        let note = Note { read: true, length: length as u8, concept, cue };
        cell.set(note);
        note
    }

    /// The concept that begins at word `at` of a sentence that ends at word `end`, and the word
    /// after it.
    pub(super) fn concept(&self, at: usize, end: usize) -> Option<(u32, usize)> {
        let note = self.note(at, end);
        (note.length > 0).then(|| (note.concept, at + usize::from(note.length)))
    }

    /// What word `at` says of whether a figure is a fact.
    pub(super) fn cue(&self, at: usize, end: usize) -> Option<Modality> {
        self.note(at, end).cue
    }

    /// The letters of word `at` that stay in all its forms.
    pub(super) fn stem(&self, at: usize) -> u64 {
        stem(self.witness.document.words.folded_bytes(at))
    }

    /// Whether word `at` is one of a neighbourhood: shorter ones mostly have no meaning of their
    /// own.
    pub(super) fn is_long(&self, at: usize) -> bool {
        self.has_letters(at, SHORTEST_NEIGHBOUR)
    }

    /// Whether word `at` has a meaning of its own. Prepositions, pronouns and most particles are
    /// shorter; English words that are not, too.
    pub(super) fn has_meaning(&self, at: usize) -> bool {
        let latin = self.witness.document.words[at].traits.has_latin();
        self.has_letters(at, if latin { SHORTEST_NEIGHBOUR } else { SHORTEST_NAME })
            && !figures::is_function_word(self.witness.document.words[at].hash)
    }

    fn has_letters(&self, at: usize, letters: usize) -> bool {
        let words = &self.witness.document.words;
        let word = &words[at];
        let is_letter = |byte: &&u8| **byte & 0xC0 != 0x80;
        word.span.len() >= letters
            && !word.traits.has_digit()
            && words.folded_bytes(at).iter().filter(is_letter).nth(letters - 1).is_some()
    }
}
