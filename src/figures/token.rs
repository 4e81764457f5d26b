//! The words of one sentence as the grammar sees them: split at the hyphens and seams that matter
//! to numbers («11-ї», «600тис», "twenty-five"), each with what the tables say of it; and what
//! stands between them.

use super::lexicon::{Entry, Lexicon, Unit, column, extend, flag};
use crate::article::{Language, Span};
use crate::text::fold;
use crate::text::word::{self, Traits, Word, WordHash, Words};
use std::borrow::Cow;
use std::num::NonZeroU32;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// A word or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) hash: WordHash,
    pub(super) span: Span,
    pub(super) traits: Traits,
    /// Only ASCII digits.
    pub(super) digits: bool,
    entry: u16,
    /// Goes on with the same word as the token before.
    pub(super) inside: bool,
    /// Index of the word, from 1; none of a part of one.
    word: Option<NonZeroU32>,
    /// What stands before it.
    gap: Gap,
}

/// What stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: two parts of a word.
    None,
    Space,
    /// A line end and no blank line.
    Line,
    Dot,
    DotSpace,
    Comma,
    CommaSpace,
    Colon,
    Hyphen,
    /// A dash of any kind, or dots between two numbers.
    Dash,
    Slash,
    Apostrophe,
    /// An opening quotation mark after a space.
    Quote,
    /// Signs at a number and nothing else: «5 % виборців», «(15 осіб».
    Sign,
    Other,
}

/// The sentence being read.
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    words: &'t Words,
    pub(super) lexicon: &'static Lexicon,
    list: Vec<Token>,
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
            sentence: Span::default(),
            column: 0,
            english: false,
        }
    }

    /// Takes the words of a sentence, unless none of them can begin a figure.
    pub(super) fn take(&mut self, range: Range<u32>, sentence: Span, language: Language) -> bool {
        let words = &self.words[range.start as usize..range.end as usize];
        let begins = |word: &Word| {
            word.traits.has_digit()
                || self.lexicon.starts(word.hash)
                || (word.traits.is_joined() && self.first_part_starts(word.span))
        };
        if !words.iter().any(begins) {
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
        for (index, word) in range.zip(words) {
            self.push(index, word);
        }
        for index in 1..self.list.len() {
            let inside = self.list[index].inside;
            self.list[index].gap =
                if inside { Gap::None } else { classify(self.space_before(index)) };
        }
        true
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

    fn push(&mut self, index: u32, word: &Word) {
        let written = word.span.of(self.text);
        let first = written.as_bytes()[0];
        if first.is_ascii_digit() && word.traits.has_letter() {
            return self.push_digits_first(word, written);
        }
        if word.traits.is_joined() && written.contains(fold::is_hyphen) {
            let mut parts = written.split(fold::is_hyphen);
            let column = if word.traits.has_cyrillic() { self.column } else { 2 };
            let entry = |part: &str| self.lexicon.entry(self.lexicon.find(part_hash(part), column));
            let number = |part: &str| entry(part).begins();
            let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let is_month = |part: &str| entry(part).month > 0;
            // «два-три», "twenty-five", "mid-2024": a label stays whole (Су-34).
            let splits = match (parts.next(), parts.next()) {
                (Some(first), Some(second)) => {
                    number(first)
                        || (!word.traits.has_digit() && number(second))
                        || (is_digits(second) && (is_month(first) || self.is_time_prefix(first)))
                        || (is_month(first) && is_month(second))
                }
                _ => false,
            };
            if splits {
                return self.push_parts(word.span, false);
            }
        } else if word.traits.has_digit() && word.traits.has_latin() && first.is_ascii_uppercase() {
            // USD100
            if let Some(at) = written.find(|c: char| c.is_ascii_digit())
                && self.lexicon.unit(extend(0, word::hash(&written[..at])), 2).is_some()
                && written[at..].bytes().all(|byte| byte.is_ascii_digit())
            {
                let seam = word.span.start + at as u32;
                self.push_part(Span::new(word.span.start, seam), false);
                return self.push_part(Span::new(seam, word.span.end), true);
            }
        }
        let digits = word.traits.is_number() && written.bytes().all(|byte| byte.is_ascii_digit());
        self.list.push(Token {
            hash: word.hash,
            span: word.span,
            traits: word.traits,
            digits,
            entry: self.find(word.hash, word.traits),
            inside: false,
            word: NonZeroU32::new(index + 1),
            gap: Gap::Other,
        });
    }

    /// mid-2024, early-2022.
    fn is_time_prefix(&self, part: &str) -> bool {
        self.lexicon.entry(self.lexicon.find(part_hash(part), 2)).is(flag::YEAR_BEFORE)
    }

    fn find(&self, hash: WordHash, traits: Traits) -> u16 {
        self.lexicon.find(hash, if traits.has_cyrillic() { self.column } else { 2 })
    }

    /// «600тис», «11-ї», «25-річний», "5pm"; not «72Б3».
    fn push_digits_first(&mut self, word: &Word, written: &str) {
        let seam = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
        let start = word.span.start;
        let rest = written[seam..].trim_start_matches(fold::is_hyphen);
        // 5G and 3D are names; 10K and 5M amounts.
        let generation = matches!(rest, "G" | "D" | "X" | "A" | "C" | "E" | "F" | "H");
        if generation || rest.chars().any(char::is_numeric) {
            self.list.push(Token {
                hash: word.hash,
                span: word.span,
                traits: word.traits,
                digits: false,
                entry: 0,
                inside: false,
                word: None,
                gap: Gap::Other,
            });
            return;
        }
        self.push_part(Span::new(start, start + seam as u32), false);
        let rest_start = start + (written.len() - rest.len()) as u32;
        if !rest.is_empty() {
            self.push_parts(Span::new(rest_start, word.span.end), true);
        }
    }

    fn push_parts(&mut self, span: Span, mut inside: bool) {
        let written = span.of(self.text);
        let mut start = 0;
        for (at, hyphen) in written.match_indices(fold::is_hyphen).chain([(written.len(), "")]) {
            if at > start {
                self.push_part(
                    Span::new(span.start + start as u32, span.start + at as u32),
                    inside,
                );
                inside = true;
            }
            start = at + hyphen.len();
        }
    }

    fn push_part(&mut self, span: Span, inside: bool) {
        let words = Words::new(span.of(self.text));
        let Some(part) = words.first() else { return };
        let digits = span.of(self.text).bytes().all(|byte| byte.is_ascii_digit());
        let entry = self.find(part.hash, part.traits);
        let (hash, traits) = (part.hash, part.traits);
        self.list.push(Token {
            hash,
            span,
            traits,
            digits,
            entry,
            inside,
            word: None,
            gap: Gap::Other,
        });
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    pub(super) fn at(&self, index: usize) -> &Token {
        &self.list[index]
    }

    /// What the tables say of token `index`; nothing beyond the sentence.
    pub(super) fn entry(&self, index: usize) -> &Entry {
        self.lexicon.entry(self.list.get(index).map_or(0, |token| token.entry))
    }

    /// Whether token `index` has one of the flags.
    pub(super) fn is(&self, index: usize, flags: u32) -> bool {
        self.entry(index).is(flags)
    }

    /// Like [`Self::is`] of the token before `index`.
    pub(super) fn before_is(&self, index: usize, flags: u32) -> bool {
        index > 0 && self.is(index - 1, flags)
    }

    /// The text of token `index`.
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
    pub(super) fn gap(&self, index: usize) -> Gap {
        self.list.get(index).map_or(Gap::Other, |token| token.gap)
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
        let short = matches!(
            entry.number,
            Some(super::lexicon::Number::Magnitude { alone: super::lexicon::Alone::Nothing, .. })
        );
        entry.dotted || short || self.unit_at(index).is_some_and(|(unit, ..)| unit.dotted)
    }

    /// The longest unit that begins at token `index`, and the token after it.
    pub(super) fn unit_at(&self, index: usize) -> Option<(Unit, usize)> {
        let first = self.list.get(index)?;
        let column = if first.traits.has_cyrillic() { self.column } else { 2 };
        let mut phrase = 0;
        let mut found = None;
        for next in index..self.list.len().min(index + super::lexicon::LONGEST_PHRASE) {
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
            if let Some(unit) = self.lexicon.unit(phrase, column) {
                found = Some((unit, next + 1));
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
                c.is_lowercase() || matches!(c, ',' | ')' | ';' | '-' | '–' | '—')
            })
        };
        if always || goes_on() { end + 1 } else { end }
    }

    /// Bytes of token `index`, written as one word with its number, that name the unit.
    pub(super) fn unit_length(&self, index: usize) -> u32 {
        let written = self.written(index);
        // «пів», «пол», «полу» before the unit of a half.
        if self.entry(index).half.is_some() {
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
    pub(super) fn folded(&self, index: usize) -> Cow<'t, str> {
        match self.list[index].word {
            Some(word) => Cow::Borrowed(self.words.folded(word.get() as usize - 1)),
            None => Cow::Owned(fold::fold(self.written(index))),
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
        entry.joined.map(|unit| unit.name)
    })
}

/// [`word::hash`] of a part of a word, without its allocations where letters are plain.
fn part_hash(part: &str) -> WordHash {
    let mut folded = [0_u8; 48];
    let mut length = 0;
    for c in part.chars() {
        let lower = match c {
            'a'..='z' | '0'..='9' | 'а'..='џ' | 'ґ' => c,
            'A'..='Z' => c.to_ascii_lowercase(),
            'А'..='Я' => char::from_u32(c as u32 + 32).unwrap_or(c),
            'Ѐ'..='Џ' => char::from_u32(c as u32 + 80).unwrap_or(c),
            '\'' | '’' | 'ʼ' => continue,
            _ => return word::hash(part),
        };
        let mixed = length > 0 && lower.is_ascii_alphabetic() != folded[0].is_ascii_alphabetic();
        if mixed || length + 2 > folded.len() {
            return word::hash(part);
        }
        length += lower.encode_utf8(&mut folded[length..]).len();
    }
    xxh3_64(&folded[..length])
}

/// Signs that stand at a number itself and say nothing of what joins two of them.
const SIGNS: [char; 16] =
    ['%', '°', '$', '€', '£', '₴', '₽', '¥', '+', '~', '≈', '‰', '(', ')', '№', '\''];

fn classify(between: &str) -> Gap {
    match between {
        " " | "\u{A0}" => return Gap::Space,
        ", " => return Gap::CommaSpace,
        "-" | "\u{2010}" | "\u{2011}" => return Gap::Hyphen,
        "–" | "—" | " – " | " — " | " - " | "−" => return Gap::Dash,
        "." => return Gap::Dot,
        "," => return Gap::Comma,
        ":" => return Gap::Colon,
        "/" => return Gap::Slash,
        _ => {}
    }
    let mut lines = 0;
    let mut spaces = 0;
    let mut signs = 0;
    let mut core = [0 as char; 3];
    let mut length = 0;
    let mut space_after = false;
    for c in between.chars() {
        if c.is_whitespace() {
            lines += usize::from(c == '\n');
            spaces += 1;
            space_after = length > 0;
        } else if fold::is_ignorable(c) {
        } else if SIGNS.contains(&c) && !fold::is_apostrophe(c) {
            signs += 1;
        } else if length < core.len() {
            core[length] = c;
            length += 1;
        } else {
            return Gap::Other;
        }
    }
    match &core[..length] {
        [] if lines > 1 => Gap::Other,
        [] if lines == 1 => Gap::Line,
        [] if signs == 0 => Gap::Space,
        [] if !between.contains(['(', ')']) => Gap::Sign,
        ['.'] if lines < 2 && signs == 0 => {
            if space_after {
                Gap::DotSpace
            } else {
                Gap::Dot
            }
        }
        [','] if signs == 0 && lines == 0 => {
            if space_after {
                Gap::CommaSpace
            } else {
                Gap::Comma
            }
        }
        [':'] if spaces == 0 => Gap::Colon,
        ['/' | '·' | '⋅'] => Gap::Slash,
        [c] if fold::is_apostrophe(*c) && spaces == 0 && signs == 0 => Gap::Apostrophe,
        [c] if fold::is_hyphen(*c) => {
            if spaces == 0 && signs == 0 {
                Gap::Hyphen
            } else {
                Gap::Dash
            }
        }
        ['–' | '—' | '−' | '…' | '‒' | '÷']
        | ['.', '.', '.']
        | ['–' | '—' | '…', '-' | '–' | '−']
        | ['-', '-']
            if lines == 0 =>
        {
            Gap::Dash
        }
        ['«' | '"' | '“' | '„' | '”'] if spaces > 0 && lines == 0 && !space_after => {
            Gap::Quote
        }
        _ => Gap::Other,
    }
}
