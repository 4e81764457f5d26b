//! Tokens: the words and figures of an article's body that comparison looks at, whatever the space.

use super::background::Background;
use super::term::{Class, DATE, DIGITS, SIGNIFICANT};
use crate::article::{Language, Span};
use crate::attribution::CitedKind;
use crate::figures::{Figure, Kind, PartialDate};
use crate::text::{self, Role, TermKind, Word};
use crate::witness::Witness;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// A word or figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Index of its (first) word in the document.
    pub(super) word: u32,
    /// What it is.
    pub(super) class: Class,
    /// Whether it belongs to a set phrase of the background table.
    pub(super) formula: bool,
    /// What it is compared by.
    pub(super) keys: Keys,
}

/// What a token is compared by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Keys {
    /// The keys of a word.
    Word(text::Term),
    /// The key of a figure, the same in every space.
    Figure(u64),
}

/// The tokens of one body sentence.
#[derive(Clone, Debug)]
pub(super) struct SentenceTokens {
    pub(super) sentence: u32,
    pub(super) language: Language,
    pub(super) tokens: Range<u32>,
}

/// The tokens of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<SentenceTokens>,
}

/// Tokens of a title, from where its clause begins to the name, at most.
const LONGEST_TITLE: usize = 6;

impl Tokens {
    /// Reads the body sentences of `witness`.
    pub(super) fn read(witness: &Witness, background: &Background) -> Self {
        let document = &witness.document;
        let words = text::terms(witness.text(), document);
        let mut names: Vec<u32> =
            words.iter().filter(|term| term.kind == TermKind::Name).map(|term| term.stem).collect();
        names.sort_unstable();
        // Who passes it on is no part of what is said: «про це пише X із посиланням на Y».
        let mut credits: Vec<Span> = witness
            .attributions
            .iter()
            .filter(|cited| matches!(cited.kind, CitedKind::Outlet | CitedKind::Agency))
            .map(|cited| cited.span)
            .collect();
        credits.sort_unstable();
        let mut tokens = Self { tokens: Vec::with_capacity(words.len()), ..Self::default() };
        let mut clause = Clause::default();
        let mut figures = witness.figures.iter().filter(|f| f.kind != Kind::Label).peekable();
        for (index, sentence) in document.sentences.iter().enumerate() {
            if sentence.role != Role::Body {
                continue;
            }
            let first = tokens.tokens.len();
            clause.open(first);
            let range = sentence.words.start as usize..sentence.words.end as usize;
            let mut at = range.start;
            while at < range.end {
                let word = &document.words[at];
                if at > range.start && is_parted(witness.text(), &document.words[at - 1], word) {
                    clause.open(tokens.tokens.len());
                }
                while figures.next_if(|figure| figure.number.end <= word.span.start).is_some() {}
                let figure = figures.peek().filter(|figure| figure.number.overlaps(word.span));
                if let Some((figure, key)) = figure.and_then(|f| Some((f, figure_key(f)?))) {
                    let date = matches!(figure.kind, Kind::Date | Kind::Time);
                    let class = if date { Class::Date } else { Class::Figure };
                    tokens.push(first, at, class, Keys::Figure(key), background);
                    while at < range.end && document.words[at].span.start < figure.number.end {
                        at += 1;
                    }
                    continue;
                }
                let next = credits.partition_point(|credit| credit.start <= word.span.start);
                let credited = credits[..next].last().is_some_and(|span| span.contains(word.span));
                if !credited && !background.is_stop(word.hash) {
                    let term = words[at];
                    // A capital at the beginning of a sentence says nothing, unless it is a name
                    // elsewhere or another name follows.
                    let opens_name = || {
                        names.binary_search(&term.stem).is_ok()
                            || words.get(at + 1).is_some_and(|next| next.kind == TermKind::Name)
                                && document.words[at + 1].span.start - word.span.end == 1
                    };
                    let is_name = term.kind == TermKind::Name
                        || term.kind == TermKind::Opening && opens_name()
                        || word.traits.is_acronym();
                    if word.traits.has_digit() {
                        let keys = Keys::Figure(u64::from(term.stem) | DIGITS);
                        // «F-16» and «COVID-19» are names.
                        let digit = word.span.of(witness.text()).starts_with(char::is_numeric);
                        let class = if digit { Class::Figure } else { Class::Name };
                        tokens.push(first, at, class, keys, background);
                    } else {
                        let class = if is_name { Class::Name } else { Class::Word };
                        tokens.push(first, at, class, Keys::Word(term), background);
                        clause.title(&mut tokens.tokens);
                    }
                }
                at += 1;
            }
            let (sentence, language) = (index as u32, sentence.language);
            let tokens_of = first as u32..tokens.tokens.len() as u32;
            tokens.sentences.push(SentenceTokens { sentence, language, tokens: tokens_of });
        }
        tokens
    }

    /// Adds a token to the sentence whose tokens begin at `first`.
    fn push(
        &mut self,
        first: usize,
        word: usize,
        class: Class,
        keys: Keys,
        background: &Background,
    ) {
        let mut token = Token { word: word as u32, class, formula: false, keys };
        for (back, before) in self.tokens[first..].iter_mut().rev().take(2).enumerate() {
            let (Keys::Word(term), Keys::Word(own)) = (before.keys, keys) else {
                if let Keys::Word(term) = before.keys {
                    token.formula |=
                        back == 0 && class == Class::Figure && background.numbers_law(term.stem);
                }
                continue;
            };
            if background.is_phrase(term.stem, own.stem) {
                before.formula = true;
                token.formula = true;
            }
        }
        self.tokens.push(token);
    }
}

/// Whether a mark that parts clauses stands between two words: quotation marks do not.
fn is_parted(text: &str, before: &Word, word: &Word) -> bool {
    let between = &text[before.span.end as usize..word.span.start as usize];
    between.len() > 1 && between.contains([',', '.', ';', ':', '(', ')', '–', '—', '\n'])
}

/// A stretch of words without a mark between them, to find titles in: the words between its
/// beginning and two names side by side («міністерка юстиції Оксана Лисенко»), without a small word
/// among them.
#[derive(Default)]
struct Clause {
    first: usize,
    titled: bool,
}

impl Clause {
    fn open(&mut self, first: usize) {
        *self = Self { first, titled: false };
    }

    fn title(&mut self, tokens: &mut [Token]) {
        if self.titled || tokens.len() < self.first + 3 {
            return;
        }
        let [before @ .., given, family] = tokens else { return };
        if given.class != Class::Name || family.class != Class::Name {
            return;
        }
        self.titled = true;
        let title = &mut before[self.first..];
        let words = family.word - title.first().map_or(family.word, |first| first.word);
        if words as usize == title.len() + 1 && title.len() <= LONGEST_TITLE {
            for token in title.iter_mut().filter(|token| token.class == Class::Word) {
                token.class = Class::Title;
            }
        }
    }
}

/// Key of a figure: its significant digits, so that 600 and «600 тис.» meet and drift can be seen;
/// of a date its day and month, of a time its hour and minute.
fn figure_key(figure: &Figure) -> Option<u64> {
    if let Some(PartialDate { year, month, day, .. }) = figure.date {
        let day_of_year = month.zip(day).map(|(month, day)| month as u64 * 32 + day as u64);
        let other = month.map(|month| month as u64 * 32).or(year.map(|year| year as u64 | YEAR));
        return day_of_year.or(other).map(|key| key | DATE);
    }
    if let Some((hour, minute)) = figure.time {
        return Some((u64::from(hour) * 60 + u64::from(minute)) | TIME | DATE);
    }
    let value = figure.value.or(figure.low).or(figure.high)?;
    Some(significant(value.significand().0))
}

/// Key of significant digits.
pub(super) fn significant(digits: u64) -> u64 {
    xxh3_64_with_seed(&digits.to_le_bytes(), 0) >> 32 | SIGNIFICANT
}

/// Marks of years and times of day among the keys of dates.
const YEAR: u64 = 1 << 30;
const TIME: u64 = 1 << 31;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::outlet::Outlets;

    /// The words of each class that `text` has.
    fn read(text: &str) -> Vec<(Class, bool, String)> {
        let article = Article { text: text.into(), ..Article::default() };
        let witness = Witness::new(article, &Outlets::default());
        let tokens = Tokens::read(&witness, Background::shipped());
        let word = |token: &Token| {
            let word = witness.document.words[token.word as usize].span.of(text);
            (token.class, token.formula, word.to_owned())
        };
        tokens.tokens.iter().map(word).collect()
    }

    fn of(text: &str, class: Class) -> Vec<String> {
        read(text).into_iter().filter(|token| token.0 == class).map(|token| token.2).collect()
    }

    #[test]
    fn a_title_goes_with_its_name() {
        let text = "Міністерка юстиції Оксана Лисенко внесла законопроєкт про 12 посад.";
        assert_eq!(of(text, Class::Title), ["Міністерка", "юстиції"]);
        assert_eq!(of(text, Class::Name), ["Оксана", "Лисенко"]);
        assert_eq!(of(text, Class::Figure), ["12"]);
        assert!(of("Діти малювали біля Оксани Лисенко дельфінів.", Class::Title).is_empty());
    }

    #[test]
    fn dates_are_no_figures_of_the_story() {
        let text = "Завод виготовив 340 човнів до 15 травня, о 18:30 спустили перший.";
        assert_eq!(of(text, Class::Figure), ["340"]);
        assert_eq!(of(text, Class::Date), ["15", "18"]);
    }

    #[test]
    fn set_phrases_and_numbers_of_law_are_formulas() {
        let formulas = |text: &str| -> Vec<String> {
            read(text).into_iter().filter(|token| token.1).map(|token| token.2).collect()
        };
        let law =
            formulas("Слідчі повідомили їй про підозру за ч. 3 ст. 190 Кримінального кодексу.");
        assert!(law.contains(&"190".to_owned()) && law.contains(&"підозру".to_owned()), "{law:?}");
        assert!(formulas("Бджоли винесли з вулика підозру на кодекс.").is_empty());
    }
}
