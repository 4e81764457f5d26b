//! Terms: what matching sees of each word besides its hash. A column beside [`Words`], made when
//! it is asked for, because only articles that are candidates for a match need it.

use super::skeleton::{name_key_into, skeleton_into};
use super::stem::stem;
use super::word::Words;
use super::{Document, Sentence};
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

/// The terms of all words of `document`, in order. About 40 ns a word.
pub fn terms(text: &str, document: &Document) -> Vec<Term> {
    let words = &document.words;
    let mut terms = Vec::with_capacity(words.len());
    let mut key = Vec::with_capacity(64);
    for Sentence { words: range, .. } in &document.sentences {
        for index in range.start as usize..range.end as usize {
            let opens = index == range.start as usize || follows_mark(text, words, index);
            terms.push(term(words, index, opens, &mut key));
        }
    }
    terms
}

/// The term of a word on its own, as a table has it.
pub fn term_of(word: &str) -> Term {
    let words = Words::new(word);
    if words.is_empty() { Term::default() } else { term(&words, 0, true, &mut Vec::new()) }
}

fn term(words: &Words, index: usize, opens: bool, key: &mut Vec<u8>) -> Term {
    let word = &words[index];
    let folded = words.folded(index);
    if word.traits.is_number() {
        let stem = word.hash as u32;
        return Term { stem, skeleton: stem, name: 0, kind: TermKind::Number };
    }
    let stem = stem(folded);
    let mut term = Term { stem: xxh3_64(stem.as_bytes()) as u32, ..Term::default() };
    key.clear();
    skeleton_into(stem, key);
    term.skeleton = xxh3_64(key) as u32;
    if word.traits.is_capitalised() {
        term.kind = if opens { TermKind::Opening } else { TermKind::Name };
        key.clear();
        name_key_into(folded, key);
        term.name = (xxh3_64(key) as u32).max(1);
    }
    term
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
