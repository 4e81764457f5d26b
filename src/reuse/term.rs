//! Terms: what a sentence is compared by. Stems folded to the skeleton that Ukrainian and Russian
//! share, names, and figures by their significant digits.

use super::background::Background;
use crate::figures::Kind;
use crate::text::Role;
use crate::witness::Witness;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What a term is; a shared name or figure says more than a shared verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// An ordinary word.
    Word,
    /// A capitalised word inside a sentence, or an acronym.
    Name,
    /// A figure or another word with digits.
    Figure,
}

/// One term of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Equal for terms that mean the same.
    pub key: u64,
    /// Index of its word in the document.
    pub word: u32,
    /// What it is.
    pub class: Class,
}

/// The terms of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceTerms {
    /// Index of the sentence in its document.
    pub sentence: u32,
    /// Its terms, in [`Terms::terms`]: by key, each key once (its first word stays).
    pub terms: Range<u32>,
}

/// The terms of an article's body, sentence by sentence.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// All terms.
    pub terms: Vec<Term>,
    /// All body sentences that have any.
    pub sentences: Vec<SentenceTerms>,
}

impl Terms {
    /// Reads the body sentences of `witness`.
    pub fn new(witness: &Witness, background: &Background, keys: &mut Keys) -> Self {
        let document = &witness.document;
        let names = names(witness, keys);
        let mut terms = Self::default();
        let mut next_figure = 0;
        for (index, sentence) in document.sentences.iter().enumerate() {
            if sentence.role != Role::Body {
                continue;
            }
            let first = terms.terms.len();
            let words = sentence.words.start as usize..sentence.words.end as usize;
            let mut at = words.start;
            while at < words.end {
                let word = &document.words[at];
                while witness
                    .figures
                    .get(next_figure)
                    .is_some_and(|f| f.number.end <= word.span.start)
                {
                    next_figure += 1;
                }
                let figure = witness
                    .figures
                    .get(next_figure)
                    .filter(|f| f.number.overlaps(word.span) && f.kind != Kind::Label);
                if let Some((figure, key)) = figure.and_then(|f| Some((f, figure_key(f)?))) {
                    terms.terms.push(Term { key, word: at as u32, class: Class::Figure });
                    while at < words.end && document.words[at].span.start < figure.number.end {
                        at += 1;
                    }
                    continue;
                }
                if background.is_stop(word.hash) {
                    at += 1;
                    continue;
                }
                let folded = document.words.folded(at);
                let (key, class) = if word.traits.has_digit() {
                    (word.hash, Class::Figure)
                } else {
                    let key = keys.of(word.hash, folded);
                    (key, if names.contains(&key) { Class::Name } else { Class::Word })
                };
                terms.terms.push(Term { key, word: at as u32, class });
                at += 1;
            }
            terms.terms[first..].sort_unstable_by_key(|term| (term.key, term.word));
            let mut kept = first;
            for read in first..terms.terms.len() {
                if kept == first || terms.terms[kept - 1].key != terms.terms[read].key {
                    terms.terms[kept] = terms.terms[read];
                    kept += 1;
                }
            }
            terms.terms.truncate(kept);
            if kept > first {
                terms.sentences.push(SentenceTerms {
                    sentence: index as u32,
                    terms: first as u32..kept as u32,
                });
            }
        }
        terms
    }

    /// The terms of sentence `index` of [`Self::sentences`].
    pub fn of(&self, index: usize) -> &[Term] {
        let range = &self.sentences[index].terms;
        &self.terms[range.start as usize..range.end as usize]
    }
}

/// Keys of the words that stand capitalised inside a sentence somewhere in the article, so that
/// the same name counts as one at the head of a sentence too.
fn names(witness: &Witness, keys: &mut Keys) -> FxHashSet<u64> {
    let document = &witness.document;
    let mut names = FxHashSet::default();
    for sentence in document.sentences.iter().filter(|sentence| sentence.role == Role::Body) {
        for at in sentence.words.start as usize..sentence.words.end as usize {
            let traits = document.words[at].traits;
            let inside = at > sentence.words.start as usize;
            if (inside && traits.is_capitalised()) || traits.is_acronym() {
                names.insert(keys.of(document.words[at].hash, document.words.folded(at)));
            }
        }
    }
    names
}

/// Key of a figure: its significant digits, so that 600 and «600 тис.» meet and drift can be seen.
fn figure_key(figure: &crate::figures::Figure) -> Option<u64> {
    let value = figure.value.or(figure.low).or(figure.high)?;
    Some(xxhash_rust::xxh3::xxh3_64_with_seed(&value.significand().0.to_le_bytes(), FIGURE_SEED))
}

const FIGURE_SEED: u64 = 0xF160;

/// Term keys of words, remembered by word hash: each distinct word is stemmed once.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    known: FxHashMap<u64, u64>,
    skeleton: String,
}

impl Keys {
    /// Distinct words remembered before starting over; bounds memory on hostile archives.
    const MOST: usize = 1 << 20;

    /// Key of a word with this hash and folded form.
    pub fn of(&mut self, hash: u64, folded: &str) -> u64 {
        if let Some(&key) = self.known.get(&hash) {
            return key;
        }
        if self.known.len() >= Self::MOST {
            self.known.clear();
        }
        let key = key(folded, &mut self.skeleton);
        self.known.insert(hash, key);
        key
    }
}

/// Key of a folded word: the hash of its stem's skeleton.
pub fn key(folded: &str, skeleton: &mut String) -> u64 {
    skeleton.clear();
    skeleton.extend(folded.chars().take(6));
    xxhash_rust::xxh3::xxh3_64(skeleton.as_bytes())
}
