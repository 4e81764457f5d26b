//! The words of one sentence as the grammar sees them, each with what the tables say of it; and
//! what stands between them.

use super::gap::Gap;
use super::lexicon::{Alone, Entry, LONGEST_PHRASE, Lexicon, Number, Rare, Unit, column, extend};
use super::roman;
use super::seam::part_hash;
use crate::article::{Language, Span};
use crate::text::fold;
use crate::text::word::{self, Traits, Word, WordHash, Words};
use std::borrow::Cow;
use std::cell::Cell;
use std::num::NonZeroU32;
use std::ops::Range;

/// A word or a part of one. What the tables say of it and what stands before it are read when the
/// grammar asks: most words of a sentence stand far from any number.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) hash: WordHash,
    pub(super) span: Span,
    pub(super) traits: Traits,
    /// Only ASCII digits.
    pub(super) digits: bool,
    /// The number that up to four digits write.
    pub(super) short: Option<i16>,
    /// Goes on with the same word as the token before.
    pub(super) inside: bool,
    /// Index of the word, from 1; none of a part of one.
    pub(super) word: Option<NonZeroU32>,
    /// What the tables say of it, once asked.
    entry: Cell<Option<u16>>,
    /// What stands before it, once asked.
    gap: Cell<Option<Gap>>,
}

impl Token {
    pub(super) fn new(hash: WordHash, span: Span, traits: Traits, written: &str) -> Self {
        let digits = traits.is_number() && written.bytes().all(|byte| byte.is_ascii_digit());
        let short = digits && written.len() <= 4;
        let value = |written: &str| {
            written.bytes().fold(0, |value, digit| value * 10 + i16::from(digit - b'0'))
        };
        Self {
            hash,
            span,
            traits,
            digits,
            short: short.then(|| value(written)),
            inside: false,
            word: None,
            entry: Cell::new(None),
            gap: Cell::new(None),
        }
    }
}

/// The sentence being read.
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t Words,
    pub(super) lexicon: &'static Lexicon,
    pub(super) list: Vec<Token>,
    /// Tokens at which a figure can begin.
    pub(super) beginnings: Vec<u32>,
    /// Room to fold a part of a word in.
    pub(super) scratch: String,
    sentence: Span,
    /// Column of Cyrillic words.
    column: usize,
    /// Latin words only, or said to be English.
    pub(super) english: bool,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str, words: &'t Words) -> Self {
        Self {
            text,
            words,
            lexicon: Lexicon::shipped(),
            list: Vec::new(),
            beginnings: Vec::new(),
            scratch: String::new(),
            sentence: Span::default(),
            column: 0,
            english: false,
        }
    }

    /// Takes the words of a sentence, unless none of them can begin a figure.
    pub(super) fn take(&mut self, range: Range<u32>, sentence: Span, language: Language) -> bool {
        let words = &self.words[range.start as usize..range.end as usize];
        if !words.iter().any(|word| self.may_begin(word)) {
            return false;
        }
        self.sentence = sentence;
        self.column = match language {
            Language::Uk | Language::Ru => column(language),
            _ => self.guess(words),
        };
        self.english =
            language == Language::En || !words.iter().any(|word| word.traits.has_cyrillic());
        self.list.clear();
        self.beginnings.clear();
        for (index, word) in range.zip(words) {
            if word.traits.has_digit() || word.traits.is_joined() {
                self.push(index, word);
                continue;
            }
            let token = Token {
                hash: word.hash,
                span: word.span,
                traits: word.traits,
                digits: false,
                short: None,
                inside: false,
                word: NonZeroU32::new(index + 1),
                entry: Cell::new(None),
                gap: Cell::new(None),
            };
            self.add(token);
        }
        true
    }

    fn may_begin(&self, word: &Word) -> bool {
        word.traits.has_digit()
            || self.lexicon.starts(word.hash)
            || word.traits.is_capitalised() && roman::may_be(word.traits, word.span.of(self.text))
            || word.traits.is_joined() && self.first_part_starts(word.span)
    }

    fn first_part_starts(&self, span: Span) -> bool {
        let written = span.of(self.text);
        written
            .split(fold::is_hyphen)
            .take(2)
            .any(|part| part.len() < written.len() && self.lexicon.starts(part_hash(part)))
    }

    /// Column of a sentence whose language nobody knows: by the letters that only one has.
    fn guess(&self, words: &[Word]) -> usize {
        let (mut uk, mut ru) = (0, 0);
        for word in words.iter().filter(|word| word.traits.has_cyrillic()) {
            for c in word.span.of(self.text).chars() {
                match c {
                    'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => uk += 1,
                    'ы' | 'э' | 'ъ' | 'ё' | 'Ы' | 'Э' | 'Ё' => ru += 1,
                    _ => {}
                }
            }
        }
        usize::from(ru > uk)
    }

    /// Column of the tables that a word is looked up in.
    #[inline]
    pub(super) fn column_of(&self, traits: Traits) -> usize {
        if traits.has_cyrillic() { self.column } else { 2 }
    }

    /// Index of the entry of a word, 0 for none.
    pub(super) fn find(&self, hash: WordHash, traits: Traits) -> u16 {
        self.lexicon.find(hash, self.column_of(traits))
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    #[inline]
    pub(super) fn at(&self, index: usize) -> &Token {
        &self.list[index]
    }

    /// What the tables say of token `index`; nothing beyond the sentence.
    #[inline]
    pub(super) fn entry(&self, index: usize) -> &Entry {
        let Some(token) = self.list.get(index) else { return self.lexicon.entry(0) };
        let entry = token.entry.get().unwrap_or_else(|| {
            let found = self.find(token.hash, token.traits);
            token.entry.set(Some(found));
            found
        });
        self.lexicon.entry(entry)
    }

    /// What token `index` is in one word with a number.
    pub(super) fn rare(&self, index: usize) -> &Rare {
        self.lexicon.rare(self.entry(index))
    }

    /// Whether token `index` has one of the flags.
    #[inline]
    pub(super) fn is(&self, index: usize, flags: u32) -> bool {
        self.entry(index).is(flags)
    }

    /// Like [`Self::is`] of the token before `index`.
    pub(super) fn before_is(&self, index: usize, flags: u32) -> bool {
        index > 0 && self.is(index - 1, flags)
    }

    /// The text of token `index`.
    #[inline]
    pub(super) fn written(&self, index: usize) -> &'t str {
        self.list[index].span.of(self.text)
    }

    /// What stands before token `index`, back to the one before or the sentence's start.
    pub(super) fn space_before(&self, index: usize) -> &'t str {
        let start = match index.checked_sub(1) {
            Some(before) => self.list[before].span.end,
            None => self.sentence.start.min(self.list[0].span.start),
        };
        &self.text[start as usize..self.list[index].span.start as usize]
    }

    /// What stands after token `index`, up to the next one or the sentence's end.
    pub(super) fn space_after(&self, index: usize) -> &'t str {
        let end = match self.list.get(index + 1) {
            Some(next) => next.span.start,
            None => self.sentence.end.max(self.list[index].span.end),
        };
        &self.text[self.list[index].span.end as usize..end as usize]
    }

    /// What stands between token `index` and the one before.
    #[inline]
    pub(super) fn gap(&self, index: usize) -> Gap {
        let Some(token) = self.list.get(index) else { return Gap::Other };
        token.gap.get().unwrap_or_else(|| self.read_gap(index, token))
    }

    fn read_gap(&self, index: usize, token: &Token) -> Gap {
        let gap = match (index, token.inside) {
            (0, _) => Gap::Other,
            (_, true) => Gap::None,
            _ => {
                let (from, to) = (self.list[index - 1].span.end, token.span.start);
                // Most gaps are one byte, and need no string to be made of them.
                let known = match self.text.as_bytes()[from as usize..to as usize] {
                    [b' '] => Some(Gap::Space),
                    [b'.'] => Some(Gap::Dot),
                    [b','] => Some(Gap::Comma),
                    [b',', b' '] => Some(Gap::CommaSpace),
                    [b'-'] => Some(Gap::Hyphen),
                    _ => None,
                };
                known.unwrap_or_else(|| Gap::of(self.space_before(index)))
            }
        };
        token.gap.set(Some(gap));
        gap
    }

    /// Whether only spaces, and at most one line end, stand before token `index`; a dot too where
    /// the word before is an abbreviation.
    pub(super) fn follows(&self, index: usize) -> bool {
        match self.gap(index) {
            Gap::None | Gap::Space | Gap::Line => true,
            Gap::DotSpace | Gap::Dot => self.abbreviated(index - 1),
            _ => false,
        }
    }

    fn abbreviated(&self, index: usize) -> bool {
        let entry = self.entry(index);
        let short = matches!(entry.number, Some(Number::Magnitude { alone: Alone::Nothing, .. }));
        entry.dotted || short || self.unit_at(index).is_some_and(|(unit, ..)| unit.dotted)
    }

    /// The longest unit that begins at token `index`, and the token after it.
    pub(super) fn unit_at(&self, index: usize) -> Option<(Unit, usize)> {
        let first = self.list.get(index)?;
        let column = self.column_of(first.traits);
        let mut phrase = 0;
        let mut found = None;
        for next in index..self.list.len().min(index + LONGEST_PHRASE) {
            if next > index
                && !matches!(
                    self.gap(next),
                    Gap::None
                        | Gap::Space
                        | Gap::Line
                        | Gap::Dot
                        | Gap::DotSpace
                        | Gap::Slash
                        | Gap::Hyphen
                )
            {
                break;
            }
            phrase = extend(phrase, self.list[next].hash);
            let (is_unit, goes_on) = self.lexicon.may_be_unit(phrase);
            if is_unit && let Some(unit) = self.lexicon.unit(phrase, column) {
                found = Some((unit, next + 1));
            }
            if !goes_on {
                break;
            }
        }
        found
    }

    /// End of token `index` with the dot of an abbreviation.
    pub(super) fn end_with_dot(&self, index: usize, always: bool) -> u32 {
        let end = self.list[index].span.end;
        let after = &self.text[end as usize..];
        if !after.starts_with('.') || after.starts_with("...") {
            return end;
        }
        // Without a rule of spelling the dot is the abbreviation's only where the sentence goes on.
        let goes_on = || {
            after[1..].trim_start_matches([' ', '\u{A0}', '\u{202F}']).starts_with(|c: char| {
                c.is_lowercase() || matches!(c, ',' | ')' | ';' | '-' | '–' | '—' | '/')
            })
        };
        if always || goes_on() { end + 1 } else { end }
    }

    /// Bytes of token `index`, written as one word with its number, that name the unit.
    pub(super) fn unit_length(&self, index: usize) -> u32 {
        let written = self.written(index);
        // «пів», «пол», «полу» before the unit of a half.
        if self.rare(index).half.is_some() {
            let prefix = if written.to_lowercase().starts_with("полу") { 4 } else { 3 };
            let seam = written.char_indices().nth(prefix).map_or(written.len(), |(at, _)| at);
            return (written.len() - seam) as u32;
        }
        // The unit begins at its stem: «трирічний».
        let stems = [
            "річн",
            "летн",
            "денн",
            "дневн",
            "добов",
            "суточн",
            "тижнев",
            "недельн",
            "місячн",
            "месячн",
            "годинн",
            "часов",
            "хвилинн",
            "минутн",
            "метров",
            "кілометров",
            "километров",
            "відсотков",
            "процентн",
            "поверхов",
            "этажн",
        ];
        let lower = written.to_lowercase();
        let seam =
            stems.iter().filter_map(|stem| lower.find(stem)).min().filter(|&at| at < written.len());
        (written.len() - seam.filter(|&at| written.is_char_boundary(at)).unwrap_or(0)) as u32
    }

    /// Folded form of token `index`, to compare its beginning or end.
    pub(super) fn folded(&self, index: usize) -> Cow<'t, [u8]> {
        match self.list[index].word {
            Some(word) => Cow::Borrowed(self.words.folded_bytes(word.get() as usize - 1)),
            None => Cow::Owned(fold::fold(self.written(index)).into_bytes()),
        }
    }
}

/// See [`super::canonical_unit`].
pub(super) fn canonical_unit(written: &str) -> Option<&'static str> {
    let lexicon = Lexicon::shipped();
    match written.chars().next()? {
        '%' => return Some("percent"),
        '°' | 'º' | '˚' => return Some("degree"),
        sign => {
            if let Some(code) = lexicon.currency(sign) {
                return Some(code);
            }
        }
    }
    let words = Words::new(written);
    let phrase = words.iter().fold(0, |phrase, word| extend(phrase, word.hash));
    let column = usize::from(!words.first()?.traits.has_cyrillic()) * 2;
    lexicon.unit(phrase, column).map(|unit| unit.name).or_else(|| {
        // «45-річний», "year-old".
        let first = written.split(fold::is_hyphen).next()?;
        let entry = lexicon.entry(lexicon.find(word::hash(first), column));
        lexicon.rare(entry).joined.map(|unit| unit.name)
    })
}
