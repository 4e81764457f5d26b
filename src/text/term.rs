//! Terms: what matching sees of each word besides its hash. A column beside [`Words`], made when
//! it is asked for, because only articles that are candidates for a match need it.

use super::skeleton::{name_key_into, skeleton_into};
use super::stem::stem;
use super::word::{Word, WordHash, Words};
use super::{Document, Sentence};
use std::borrow::Cow;
use std::cell::RefCell;
use xxhash_rust::xxh3::xxh3_64;

/// One word as matching sees it. Keys of 32 bits: of a million different stems some hundred pairs
/// share one, which alignment does not notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Of its stem: equal for the forms of one word in one language.
    pub stem: u32,
    /// Of its skeleton: equal for Ukrainian and Russian writings of one word too.
    pub skeleton: u32,
    /// Of its name key, equal for Cyrillic and Latin writings of one name; 0 if it is no name.
    pub name: u32,
    /// What kind of word it is.
    pub kind: TermKind,
}

const _: () = assert!(size_of::<Term>() == 16);

/// What kind of word a term is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TermKind {
    /// Neither of these.
    #[default]
    Word,
    /// Begins with a capital where no sentence or quotation begins: a name, most likely.
    Name,
    /// Begins with a capital as the first word of a sentence: perhaps a name.
    Opening,
    /// Digits and nothing else.
    Number,
}

/// The terms of all words of `document`, in order. About 6 ns a word: most words of a text were met
/// before, and their keys are remembered.
pub fn terms(text: &str, document: &Document) -> Vec<Term> {
    let words = &document.words;
    let mut terms = Vec::with_capacity(words.len());
    SEEN.with_borrow_mut(|seen| {
        for Sentence { words: range, .. } in &document.sentences {
            for index in range.start as usize..range.end as usize {
                let capital = words[index].traits.is_capitalised();
                let opens =
                    capital && (index == range.start as usize || follows_mark(text, words, index));
                let keys = seen.keys(words, index);
                terms.push(term(&words[index], keys, opens));
            }
        }
    });
    terms
}

/// The term of a word on its own, as a table has it.
pub fn term_of(word: &str) -> Term {
    let words = Words::new(word);
    if words.is_empty() {
        return Term::default();
    }
    term(&words[0], keys(&words, 0, &mut Vec::new()), true)
}

fn term(word: &Word, keys: Keys, opens: bool) -> Term {
    let Keys { stem, skeleton, name } = keys;
    if word.traits.is_number() {
        return Term { stem, skeleton, name: 0, kind: TermKind::Number };
    }
    if !word.traits.is_capitalised() {
        return Term { stem, skeleton, name: 0, kind: TermKind::Word };
    }
    Term { stem, skeleton, name, kind: if opens { TermKind::Opening } else { TermKind::Name } }
}

/// What the folded form of a word alone decides.
#[derive(Clone, Copy, Default)]
struct Keys {
    stem: u32,
    skeleton: u32,
    name: u32,
}

fn keys(words: &Words, index: usize, key: &mut Vec<u8>) -> Keys {
    if words[index].traits.is_number() {
        let stem = words[index].hash as u32;
        return Keys { stem, skeleton: stem, name: 0 };
    }
    let folded = words.folded(index);
    let stem = stem(folded);
    // Half of all texts write е for ё.
    // Its second byte stands in no other letter of these languages but ґ.
    let may_have = stem.as_bytes().contains(&0x91) && stem.contains('ё');
    let written = if may_have { Cow::from(stem.replace('ё', "е")) } else { stem.into() };
    key.clear();
    skeleton_into(stem, key);
    let skeleton = xxh3_64(key) as u32;
    let mut keys = Keys { stem: xxh3_64(written.as_bytes()) as u32, skeleton, name: 0 };
    if words[index].traits.is_capitalised() {
        key.clear();
        name_key_into(folded, key);
        keys.name = (xxh3_64(key) as u32).max(1);
    }
    keys
}

/// The keys of words met lately, each in the one place that its hash has: some ten thousand words
/// make up nearly all of a language's text.
struct Seen {
    places: Box<[(WordHash, Keys)]>,
    key: Vec<u8>,
}

/// 24 bytes each: most of it stays in the second cache, and to read it from beyond is still far
/// cheaper than to make keys.
const PLACES: usize = 1 << 15;

thread_local! {
    static SEEN: RefCell<Seen> = RefCell::new(Seen {
        places: vec![(0, Keys::default()); PLACES].into(),
        key: Vec::with_capacity(64),
    });
}

impl Seen {
    fn keys(&mut self, words: &Words, index: usize) -> Keys {
        let hash = words[index].hash;
        let place = &mut self.places[(hash >> 40) as usize % PLACES];
        // The name key is left out until the word stands with a capital.
        let known = place.1.name != 0 || !words[index].traits.is_capitalised();
        if place.0 != hash || !known {
            *place = (hash, keys(words, index, &mut self.key));
        }
        place.1
    }
}

/// Whether a quotation mark or colon stands right before the word, so that its capital says
/// nothing.
fn follows_mark(text: &str, words: &Words, index: usize) -> bool {
    let from = words[index - 1].span.end as usize;
    let between = &text[from..words[index].span.start as usize];
    between.len() > 1 && between.contains([':', '"', '«', '“', '„', '‘'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn read(text: &str) -> Vec<Term> {
        terms(text, &Document::new(&Article { text: text.into(), ..Article::default() }))
    }

    #[test]
    fn languages_meet_in_skeletons_and_names() {
        let uk = read("Учора президент Зеленський назвав рішення: 15.");
        let ru = read("Решения президента Зеленского, 15 раз.");
        let en = read("Yesterday Zelensky spoke.");
        assert_eq!(uk[3].kind, TermKind::Word);
        assert_eq!(uk[2].name, ru[2].name);
        assert_eq!(uk[2].name, en[1].name);
        assert_eq!(uk[1].skeleton, ru[1].skeleton);
        assert_eq!(uk[4].skeleton, ru[0].skeleton);
        assert_ne!(uk[4].stem, ru[0].stem);
        assert_eq!(uk[5], ru[3]);
        assert_eq!(
            (uk[0].kind, uk[2].kind, uk[5].kind),
            (TermKind::Opening, TermKind::Name, TermKind::Number)
        );
    }
}
