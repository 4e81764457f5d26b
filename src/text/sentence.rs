//! Where sentences end.
//!
//! By rules over tables of abbreviations: neither ICU nor the published splitters know that
//! «3 тис.», «млрд. грн», «м. Київ» and «В. О. Зеленський» end nothing. One pass over the gaps
//! between words; a gap of one space, which most are, costs one comparison.

use super::gap::{Gap, Mark, Stop, is_blank, is_dash};
use super::lexicon::Lexeme;
use super::word::{Word, Words};
use super::{Role, Sentence, fold, furniture};
use crate::article::{Language, Span};

/// Words after which a sentence is cut wherever it stands: text without stops (a table, a
/// vocabulary, a line of 100 MB) must not make a sentence that later stages cannot bear. No
/// sentence of prose comes near.
const LONGEST_SENTENCE: u32 = 400;

/// A sentence that would have fewer words than this does not end in an abbreviation that can also
/// stand in its middle: «У 2023 р. | Україна …» is none.
const SHORT_SENTENCE: u32 = 5;

/// Sentences of a text, all [`Role::Body`] and of unknown language, and its quotation marks.
pub(super) fn split(
    text: &str,
    words: &Words,
    lexemes: &[Lexeme],
    header: &[Span],
) -> (Vec<Sentence>, Vec<Mark>) {
    let mut splitter = Splitter {
        text,
        words,
        lexemes,
        sentences: Vec::with_capacity(words.len() / 16 + 1),
        marks: Vec::new(),
        first: 0,
        start: 0,
        paragraph: 0,
    };
    splitter.run(header);
    (splitter.sentences, splitter.marks)
}

struct Splitter<'t> {
    text: &'t str,
    words: &'t Words,
    lexemes: &'t [Lexeme],
    sentences: Vec<Sentence>,
    marks: Vec<Mark>,
    /// First word of the sentence that is open.
    first: u32,
    /// Its first byte.
    start: u32,
    paragraph: u32,
}

impl Splitter<'_> {
    fn run(&mut self, header: &[Span]) {
        let Some(first) = self.words.first() else { return };
        let lead = Gap::read(self.text, 0, first.span.start, 0, &mut self.marks);
        let blank = self.text.len() - self.text.trim_start_matches(is_blank).len();
        self.start = if lead.line { lead.start } else { blank as u32 };
        let mut borders = header.iter().flat_map(|span| [span.start, span.end]).peekable();
        let bytes = self.text.as_bytes();
        for next in 1..self.words.len() {
            let (from, to) = (self.words[next - 1].span.end, self.words[next].span.start);
            let mut forced = next as u32 - self.first >= LONGEST_SENTENCE;
            while borders.next_if(|&border| border <= to).is_some_and(|border| {
                forced |= border >= from;
                true
            }) {}
            let between = &bytes[from as usize..to as usize];
            if matches!(between, b" " | b", ") && !forced {
                continue;
            }
            let gap = Gap::read(self.text, from, to, next as u32, &mut self.marks);
            if forced || self.ends(next, &gap) {
                self.close(next, gap.end);
                self.start = gap.start;
                self.paragraph += u32::from(gap.line);
            }
        }
        let (from, to) = (self.words[self.words.len() - 1].span.end, self.text.len() as u32);
        let end = Gap::read(self.text, from, to, self.words.len() as u32, &mut self.marks).end;
        self.close(self.words.len(), end);
    }

    /// Ends the open sentence before word `next`, at byte `end`.
    fn close(&mut self, next: usize, end: u32) {
        self.sentences.push(Sentence {
            span: Span::new(self.start, end),
            words: self.first..next as u32,
            role: Role::Body,
            language: Language::Unknown,
            paragraph: self.paragraph,
        });
        self.first = next as u32;
    }

    /// Whether a sentence ends in `gap`, before word `next`.
    fn ends(&self, next: usize, gap: &Gap) -> bool {
        let (before, after) = (&self.words[next - 1], &self.words[next]);
        if gap.line {
            return !self.goes_on_below(next, gap);
        }
        if gap.stop == Stop::None || gap.goes_on {
            return false;
        }
        // «!» — сказав він; "…!" — Рютте: what follows says who spoke.
        if gap.closed && gap.dash {
            return false;
        }
        if !gap.space && gap.start == after.span.start {
            return self.lacks_space(before, after, next);
        }
        // «+8…+13 градусів»
        if !gap.space && gap.stop == Stop::Ellipsis && after.traits.has_digit() {
            return false;
        }
        let first = after.span.of(self.text).chars().next().unwrap_or(' ');
        if first.is_lowercase() {
            return false;
        }
        if gap.stop != Stop::Dot || gap.closed {
            return true;
        }
        if first.is_numeric() {
            return !self.takes_number(next - 1);
        }
        // «В. О. Мельник»: an initial, though о is a preposition.
        let initial = after.span.of(self.text).chars().nth(1).is_none()
            && self.text[after.span.end as usize..].starts_with('.');
        !self.takes_name(next - 1, self.lexemes[next].is(Lexeme::FUNCTION) && !initial)
    }

    /// Whether a sentence that reaches a line break goes on in the next line: it has no stop, or
    /// only that of an abbreviation, and the next line begins with a small letter.
    fn goes_on_below(&self, next: usize, gap: &Gap) -> bool {
        let first = self.words[next].span.of(self.text).chars().next().unwrap_or(' ');
        let starts_at_word = gap.start == self.words[next].span.start;
        if self.is_address(next) || furniture::opens(self.text, self.words, self.lexemes, next) {
            return false;
        }
        if !first.is_lowercase() || !(starts_at_word || gap.comma && self.dashed(gap, next)) {
            return false;
        }
        match gap.stop {
            Stop::None => true,
            Stop::Dot => {
                gap.goes_on
                    || !gap.closed
                        && self.lexemes[next - 1]
                            .is(Lexeme::BEFORE.or(Lexeme::AFTER).or(Lexeme::EITHER))
            }
            _ => gap.goes_on,
        }
    }

    /// Whether word `index` begins the address of a site: glavcom.ua.
    fn is_address(&self, index: usize) -> bool {
        let end = self.words[index].span.end as usize;
        self.text[end..].starts_with('.')
            && self.words.get(index + 1).is_some_and(|next| next.span.start as usize == end + 1)
            && self.lexemes[index + 1].is(Lexeme::DOMAIN)
    }

    /// Whether nothing but a dash stands between the start of the line and word `next`.
    fn dashed(&self, gap: &Gap, next: usize) -> bool {
        let lead = &self.text[gap.start as usize..self.words[next].span.start as usize];
        lead.chars().all(|c| is_dash(c) || c.is_whitespace())
    }

    /// «…слово.Слово»: a space was lost. Names of sites and files look alike.
    fn lacks_space(&self, before: &Word, after: &Word, next: usize) -> bool {
        let ends_small =
            before.span.of(self.text).chars().next_back().is_some_and(char::is_lowercase);
        if !ends_small
            || !after.traits.is_capitalised()
            || after.traits.is_acronym()
            || self.lexemes[next].is(Lexeme::DOMAIN)
            || self.lexemes[next - 1].is(Lexeme::BEFORE)
        {
            return false;
        }
        let cyrillic = before.traits.has_cyrillic() && after.traits.has_cyrillic();
        cyrillic && before.span.len() > 2 && !before.traits.has_latin()
            || self.lexemes[next].is(Lexeme::EN)
    }

    /// Whether word `index`, a full stop behind it and a number next, does not end the sentence.
    fn takes_number(&self, index: usize) -> bool {
        let lexeme = self.lexemes[index];
        let abbreviation = Lexeme::BEFORE.or(Lexeme::AFTER).or(Lexeme::EITHER).or(Lexeme::NUMBER);
        // «28. 10. 2024», «1. 5 танків»: a date written wide, the number of a list.
        let short_number = self.words[index].traits.is_number()
            && (self.words[index].span.len() <= 2 || self.opens_line(index));
        lexeme.is(abbreviation) || short_number
    }

    /// Whether word `index`, a full stop behind it and a capital next, does not end the sentence.
    /// `function`: the next word is a frequent one that opens sentences and is no name.
    fn takes_name(&self, index: usize, function: bool) -> bool {
        let word = &self.words[index];
        let lexeme = self.lexemes[index];
        let long = index as u32 - self.first + 1 >= SHORT_SENTENCE;
        let mut letters = word.span.of(self.text).chars().filter(|&c| !fold::is_mark(c));
        let (letter, more) = (letters.next().unwrap_or(' '), letters.next());
        if more.is_none() && letter.is_uppercase() {
            // An initial, or the last letter of «U.S.».
            return !(function && (long || !self.follows_initial(index)));
        }
        if word.traits.is_number() || more.is_none() && letter.is_numeric() {
            return self.opens_line(index);
        }
        if lexeme.is(Lexeme::EITHER) {
            return if self.follows_number(index) || self.follows_letter(index) {
                !(function || long)
            } else {
                !function
            };
        }
        if lexeme.is(Lexeme::BEFORE) {
            return !function;
        }
        lexeme.is(Lexeme::AFTER) && !(function || long)
    }

    fn opens_line(&self, index: usize) -> bool {
        index as u32 == self.first
    }

    fn previous(&self, index: usize) -> Option<&Word> {
        (index as u32 > self.first).then(|| &self.words[index - 1])
    }

    fn follows_number(&self, index: usize) -> bool {
        self.previous(index).is_some_and(|word| {
            let written = word.span.of(self.text);
            word.traits.has_digit()
                || written.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'І' | 'Х'))
                || self.lexemes[index - 1].is(Lexeme::AFTER)
                || self.lexemes[index - 1].is(Lexeme::EITHER) && self.follows_number(index - 1)
        })
    }

    /// Whether a single small letter stands before: т. д., p.m., н. е.
    fn follows_letter(&self, index: usize) -> bool {
        self.previous(index).is_some_and(|word| {
            let mut letters = word.span.of(self.text).chars();
            letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
        })
    }

    fn follows_initial(&self, index: usize) -> bool {
        self.previous(index).is_some_and(|word| {
            let mut letters = word.span.of(self.text).chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    #[test]
    fn tricky_texts_split_where_the_list_says() {
        let mut wrong = Vec::new();
        let mut count = 0;
        for line in cases::lines(include_str!("cases/sentences.txt")) {
            let text = line.replace('¦', "");
            let expected: Vec<&str> = line.split('¦').map(str::trim).collect();
            let document = cases::read(&text);
            let found: Vec<&str> = document.sentences.iter().map(|s| s.span.of(&text)).collect();
            count += 1;
            if found != expected {
                wrong.push(format!("{found:?}"));
            }
        }
        // Those that remain are decided by sense alone: «1974 р. Він», "the U.S. The".
        assert!(wrong.len() * 50 <= count, "{} of {count} wrong: {wrong:#?}", wrong.len());
    }
}
