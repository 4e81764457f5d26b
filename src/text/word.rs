//! Words: the one token stream that every box shares, and the word half of the fingerprint's
//! definition.
//!
//! # Definition (version 1)
//!
//! - A **word character** is a letter or digit (Unicode `Alphabetic`, or general category `Nd`,
//!   `Nl`, `No`) that is not an apostrophe.
//! - A word is a longest run that begins with a word character and goes on with word characters,
//!   marks ([`fold::is_mark`]), ignorable characters ([`fold::is_ignorable`]) and **joiners**: one
//!   apostrophe ([`fold::is_apostrophe`]) or hyphen ([`fold::is_hyphen`]) directly between two
//!   word characters (marks and ignorable characters aside) that are not both digits. An
//!   apostrophe between a digit and anything does not join. Trailing marks belong to the word,
//!   trailing ignorable characters do not.
//! - Its **folded form** is given by [`fold::fold_into`], and its **hash** is `XXH3_64bits` of the
//!   folded form in UTF-8 with seed 0.

use super::fold;
use crate::article::Span;
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
        let mut words = Self {
            words: Vec::with_capacity(text.len() / 10),
            folded: String::with_capacity(text.len()),
        };
        let mut at = 0;
        while let Some((span, traits)) = next_word(text, at) {
            at = span.end as usize;
            let folded = words.folded.len();
            fold::fold_into(span.of(text), &mut words.folded);
            let hash = xxh3_64(&words.folded.as_bytes()[folded..]);
            words.folded.push(' ');
            words.words.push(Word { hash, span, folded: folded as u32, traits });
        }
        words
    }

    /// Folded form of word `index`.
    pub fn folded(&self, index: usize) -> &str {
        let start = self.words[index].folded as usize;
        let end =
            self.words.get(index + 1).map_or(self.folded.len(), |next| next.folded as usize) - 1;
        &self.folded[start..end]
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

    /// Indices of the words that lie wholly in `span`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.words.partition_point(|word| word.span.start < span.start);
        let end = self.words.partition_point(|word| word.span.end <= span.end);
        start..end.max(start)
    }
}

fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() && !fold::is_apostrophe(c)
}

/// The first word of `text` that begins at byte `from` or later.
fn next_word(text: &str, from: usize) -> Option<(Span, Traits)> {
    let start = from + text[from..].find(is_word_character)?;
    let mut traits = Traits::default();
    let mut end = start;
    // The last word character; marks and ignorable characters do not come between it and a joiner.
    let mut last = '\0';
    let mut joiner: Option<char> = None;
    for (offset, c) in text[start..].char_indices() {
        let after = start + offset + c.len_utf8();
        if is_word_character(c) {
            if let Some(joined_by) = joiner.take() {
                let digits = u8::from(last.is_numeric()) + u8::from(c.is_numeric());
                let joins = if fold::is_hyphen(joined_by) { digits < 2 } else { digits == 0 };
                if !joins {
                    break;
                }
                traits.0 |= Traits::JOINED;
            }
            traits.add(c, last == '\0');
            last = c;
            end = after;
        } else if fold::is_apostrophe(c) || fold::is_hyphen(c) {
            if joiner.is_some() {
                break;
            }
            joiner = Some(c);
        } else if fold::is_mark(c) {
            if joiner.is_none() {
                end = after;
            }
        } else if !fold::is_ignorable(c) {
            break;
        }
    }
    Some((Span::new(start as u32, end as u32), traits))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
