//! Words: the one token stream that every box shares, and the word half of the fingerprint's
//! definition.
//!
//! # Definition (version 1)
//!
//! - A **word character** is one that Unicode 14.0 assigns and counts as a letter or number
//!   (`Alphabetic`, or general category `Nd`, `Nl`, `No`) and that is no apostrophe. The table
//!   `data/word-characters.tsv` has them all, so that a new version of Unicode changes nothing.
//! - A word is a longest run that begins with a word character and goes on with word characters,
//!   marks ([`fold::is_mark`]), ignorable characters ([`fold::is_ignorable`]) and **joiners**: one
//!   apostrophe ([`fold::is_apostrophe`]) or hyphen ([`fold::is_hyphen`]) directly between two
//!   word characters, marks and ignorable characters aside. A hyphen does not join two ASCII
//!   digits, an apostrophe joins no ASCII digit to anything. Where a joiner does not join, the
//!   word ends before it. Trailing marks belong to the word (but not those after a joiner that does
//!   not join), trailing ignorable characters do not.
//! - Its **folded form** is given by [`fold::fold_into`], and its **hash** is `XXH3_64bits` of the
//!   folded form in UTF-8 with seed 0.
//!
//! [`plain`] has this definition as code. [`scan`] finds the same words faster: it takes a text in
//! blocks of 64 bytes, knows the common characters there by masks, and leaves every run of letters
//! with any other character in it to [`plain`].

// Generic code that is to be compiled for the vectors of its caller must become part of it.
#![allow(clippy::inline_always)]

pub(crate) mod block;
mod character;
pub(crate) mod plain;
pub(crate) mod portable;
pub(crate) mod scan;
pub(crate) mod xxh3;

use super::fold;
use crate::article::Span;
use block::{Classify, ROOM};
use portable::Portable;
use scan::{Block, Sink};
use std::cell::Cell;
use xxhash_rust::xxh3::xxh3_64;

/// Hash of a word's folded form; equal for words that read the same.
pub type WordHash = u64;

/// Hash of the folded form of `word`, to look a word of a table up in a token stream.
pub fn hash(word: &str) -> WordHash {
    xxh3_64(fold::fold(word).as_bytes())
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u8);

impl Traits {
    const DIGIT: u8 = 1;
    const CYRILLIC: u8 = 2;
    const LATIN: u8 = 4;
    const UPPER_FIRST: u8 = 8;
    const LOWER: u8 = 16;
    const JOINED: u8 = 32;
    const LETTER: u8 = 64;
    const UPPER_MORE: u8 = 128;

    fn join(&mut self) {
        self.0 |= Self::JOINED;
    }

    /// Those of a word of common characters: the bytes `word` of `block`.
    #[inline(always)]
    fn of(block: &Block<'_>, word: u64) -> Self {
        let classes = &block.classes;
        let letters = classes.latin | classes.cyrillic;
        let capitals = classes.capital | (classes.capital & classes.cyrillic) << 1;
        let more = word & (word << 1);
        let bit = |mask: u64, traits: u8| if mask & word == 0 { 0 } else { traits };
        Self(
            bit(classes.digit, Self::DIGIT)
                | bit(classes.cyrillic, Self::CYRILLIC)
                | bit(classes.latin, Self::LATIN)
                | bit(classes.capital & !more, Self::UPPER_FIRST)
                | bit(letters & !capitals, Self::LOWER)
                | bit(block.cut.joiners, Self::JOINED)
                | bit(letters, Self::LETTER)
                | bit(classes.capital & more, Self::UPPER_MORE),
        )
    }

    fn add(&mut self, c: char, first: bool) {
        if c.is_numeric() {
            self.0 |= Self::DIGIT;
            return;
        }
        if !c.is_alphabetic() {
            return;
        }
        self.0 |= Self::LETTER;
        if fold::is_cyrillic(c) {
            self.0 |= Self::CYRILLIC;
        } else if fold::is_latin(c) {
            self.0 |= Self::LATIN;
        }
        if c.is_uppercase() {
            self.0 |= if first { Self::UPPER_FIRST } else { Self::UPPER_MORE };
        } else {
            self.0 |= Self::LOWER;
        }
    }

    /// Whether a digit stands in it.
    pub const fn has_digit(self) -> bool {
        self.0 & Self::DIGIT != 0
    }
    /// Whether a letter stands in it.
    pub const fn has_letter(self) -> bool {
        self.0 & Self::LETTER != 0
    }
    /// Digits and nothing else.
    pub const fn is_number(self) -> bool {
        self.has_digit() && !self.has_letter()
    }
    /// Whether a Cyrillic letter stands in it.
    pub const fn has_cyrillic(self) -> bool {
        self.0 & Self::CYRILLIC != 0
    }
    /// Whether a Latin letter stands in it.
    pub const fn has_latin(self) -> bool {
        self.0 & Self::LATIN != 0
    }
    /// Whether it begins with a capital.
    pub const fn is_capitalised(self) -> bool {
        self.0 & Self::UPPER_FIRST != 0
    }
    /// Two or more capitals and no small letter: НАТО, ООН, G7.
    pub const fn is_acronym(self) -> bool {
        self.0 & (Self::UPPER_FIRST | Self::UPPER_MORE | Self::LOWER)
            == Self::UPPER_FIRST | Self::UPPER_MORE
    }
    /// Whether an apostrophe or hyphen was dropped inside.
    pub const fn is_joined(self) -> bool {
        self.0 & Self::JOINED != 0
    }
}

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Hash of its folded form.
    pub hash: WordHash,
    /// Where it stands in the text, in bytes.
    pub span: Span,
    folded: u32,
    /// What it is made of.
    pub traits: Traits,
}

const _: () = assert!(size_of::<Word>() == 24);

/// All words of a text, in order, with their folded forms in one string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    words: Vec<Word>,
    /// Folded forms, each followed by one space.
    folded: String,
}

impl std::ops::Deref for Words {
    type Target = [Word];
    fn deref(&self) -> &[Word] {
        &self.words
    }
}

impl Words {
    /// Splits `text` into words. `text` must not be longer than [`Span::LONGEST_TEXT`].
    pub fn new(text: &str) -> Self {
        Self::scanned::<Portable>(text)
    }

    /// The same with other vectors.
    #[inline(always)]
    pub(crate) fn scanned<C: Classify>(text: &str) -> Self {
        let mut writer = WRITER.take().unwrap_or_default();
        writer.words.clear();
        writer.filled = 0;
        writer.make_room(text.len());
        scan::scan::<C>(text, &mut 0, &mut *writer);
        // Whole characters only get in, so that nothing is ever lost here.
        let folded = simdutf8::basic::from_utf8(&writer.folded[..writer.filled]);
        let words =
            Self { words: writer.words.clone(), folded: folded.unwrap_or_default().to_owned() };
        if writer.folded.len() <= KEPT {
            WRITER.set(Some(writer));
        }
        words
    }

    /// Folded form of word `index`.
    pub fn folded(&self, index: usize) -> &str {
        self.folded_range(index..index + 1)
    }

    /// The bytes of [`Self::folded`].
    pub fn folded_bytes(&self, index: usize) -> &[u8] {
        self.folded(index).as_bytes()
    }

    /// Folded forms of the words `range`, joined by single spaces.
    pub fn folded_range(&self, range: std::ops::Range<usize>) -> &str {
        if range.is_empty() {
            return "";
        }
        let start = self.words[range.start].folded as usize;
        let end =
            self.words.get(range.end).map_or(self.folded.len(), |next| next.folded as usize) - 1;
        &self.folded[start..end]
    }

    /// Indices of the words that share at least a byte with `span`: none only if it holds no word.
    pub fn touching(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }

    /// Indices of the words that lie wholly in `span`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.words.partition_point(|word| word.span.start < span.start);
        let end = self.words.partition_point(|word| word.span.end <= span.end);
        start..end.max(start)
    }
}

thread_local! {
    /// Room to write the words of one text after another into.
    static WRITER: Cell<Option<Box<Writer>>> = const { Cell::new(None) };
}

/// Bytes of folded forms for which room is kept.
const KEPT: usize = 1 << 20;

/// Writes words down.
struct Writer {
    words: Vec<Word>,
    /// Folded forms and room for more.
    folded: Vec<u8>,
    filled: usize,
    small: [u8; ROOM],
    scratch: String,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            folded: Vec::new(),
            filled: 0,
            small: [0; ROOM],
            scratch: String::new(),
        }
    }
}

impl Writer {
    #[inline(always)]
    fn add(&mut self, length: usize, hash: WordHash, span: Span, traits: Traits) {
        let folded = self.filled;
        self.folded[folded + length] = b' ';
        self.filled += length + 1;
        self.words.push(Word { hash, span, folded: folded as u32, traits });
    }

    /// Makes room for a block's words or one of `length` bytes.
    fn make_room(&mut self, length: usize) {
        let needed = self.filled + length + 2 * ROOM;
        if self.folded.len() < needed {
            self.folded.resize(needed + needed / 8, 0);
        }
    }
}

impl Sink for Writer {
    #[inline(always)]
    fn has_room(&mut self) -> bool {
        true
    }

    fn room(&mut self) -> &mut [u8; ROOM] {
        &mut self.small
    }

    #[inline(always)]
    fn block(&mut self, block: &Block<'_>) {
        self.words.reserve(scan::WORDS);
        self.make_room(0);
        let may_be_mixed = block.may_be_mixed();
        let (mut starts, mut ends) = (block.starts(), block.ends());
        while starts != 0 {
            let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros());
            starts &= starts - 1;
            ends &= ends - 1;
            let word = scan::mask(start, end);
            if may_be_mixed && block.is_mixed(word) {
                self.rare(block.text, block.at + start as usize);
                continue;
            }
            let span = Span::new(block.at as u32 + start, block.at as u32 + end);
            let (start, mut end) = (start as usize, end as usize);
            if block.cut.joiners & word != 0 {
                end = scan::close_up(&mut self.small, 0, start, end, block.cut.joiners);
            }
            // Sixteen bytes at a time, which is one move; what is too much will be overwritten.
            for i in (0..end - start).step_by(16) {
                self.folded[self.filled + i..][..16]
                    .copy_from_slice(&self.small[start + i..][..16]);
            }
            let hash = xxh3::hash(&self.small, start, end - start);
            self.add(end - start, hash, span, Traits::of(block, word));
        }
    }

    fn rare(&mut self, text: &str, from: usize) -> Option<usize> {
        let (span, traits) = plain::read(text, from, &mut self.scratch)?;
        let length = self.scratch.len();
        self.make_room(length);
        self.folded[self.filled..][..length].copy_from_slice(self.scratch.as_bytes());
        self.add(length, xxh3_64(self.scratch.as_bytes()), span, traits);
        Some(span.end as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        Words::new(text).iter().map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn joiners_join_between_letters() {
        assert_eq!(
            split("зв’язок Індо-Тихоокеанський 11-ї Т-72Б3"),
            ["зв’язок", "Індо-Тихоокеанський", "11-ї", "Т-72Б3"]
        );
        assert_eq!(
            split("10-12 тис. - це 10–12 'слово' дві--три"),
            ["10", "12", "тис", "це", "10", "12", "слово", "дві", "три"]
        );
        assert_eq!(split("1'000 3,5 13:20 -5"), ["1", "000", "3", "5", "13", "20", "5"]);
    }

    #[test]
    fn folded_forms_stand_side_by_side() {
        let text = "Зв’язок — НАТО, 11-ї";
        let words = Words::new(text);
        assert_eq!(words.folded(0), "звязок");
        assert_eq!(words.folded_range(0..3), "звязок нато 11ї");
        assert_eq!(words[0].hash, hash("звʼязок"));
        assert!(words[1].traits.is_acronym());
        assert!(words[2].traits.has_digit() && words[2].traits.is_joined());
        assert_eq!(words.within(Span::new(0, words[1].span.end)), 0..2);
    }

    /// The words of `text` by the plain definition.
    fn plainly(text: &str) -> Vec<(Span, Traits, String)> {
        let mut words = Vec::new();
        let mut at = 0;
        while let Some((span, traits)) = plain::next_word(text, at) {
            words.push((span, traits, fold::fold(span.of(text))));
            at = span.end as usize;
        }
        words
    }

    fn assert_plain(text: &str) {
        let (words, expected) = (Words::new(text), plainly(text));
        assert_eq!(words.len(), expected.len(), "{text:?}");
        for (i, (span, traits, folded)) in expected.iter().enumerate() {
            assert_eq!((words[i].span, words[i].traits), (*span, *traits), "{text:?}");
            assert_eq!(words.folded(i), folded, "{text:?}");
            assert_eq!(words[i].hash, xxh3_64(folded.as_bytes()));
        }
    }

    proptest! {
        #[test]
        fn blocks_find_the_words_of_the_definition(text in ".{0,200}") {
            assert_plain(&text);
        }

        #[test]
        fn also_where_everything_is_near_the_rule(
            text in "[абвАЯёїҐґЁѠѡЀѐa-cA-C0-9 \u{301}\u{306}\u{AD}\u{200B}\u{FEFF}'’ʼ‘`´＇\u{2010}\u{2011}–—« €№²éİſ\u{1F600}-]{0,160}",
        ) {
            assert_plain(&text);
        }
    }

    #[test]
    fn long_words_and_long_gaps() {
        for length in [1, 30, 31, 32, 33, 62, 63, 64, 65, 127, 128, 129, 1_000] {
            for letter in ["а", "b", "7", "-", "’", "ʼ", " ", "é", "\u{301}", "—", "😀", "Ґ"]
            {
                assert_plain(&letter.repeat(length));
                assert_plain(&format!("а{}б", letter.repeat(length)));
                assert_plain(&format!("{}’я слово-{} ", "я".repeat(length), letter));
                assert_plain(&format!("{}x{letter} і", " ".repeat(length)));
            }
        }
    }
}
