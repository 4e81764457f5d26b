//! From an article's raw text to a [`Document`]: words, sentences, quotations, language, and what
//! of it is boilerplate.
//!
//! In: an [`Article`]. Out: a [`Document`], whose spans refer to the article's own text.
//! The text is never rewritten: words carry a folded form beside their span, so no map between a
//! clean and a raw text is needed, and every offset in a table is exact.

#[cfg(test)]
mod cases;
mod clause;
pub(crate) mod filter;
pub mod fold;
mod furniture;
mod gap;
mod language;
mod lexicon;
mod quote;
mod sentence;
pub mod skeleton;
mod speech;
pub mod stem;
mod term;
pub mod word;

pub use speech::Speech;
pub use term::{Term, TermKind, term_of, terms};
pub use word::{Word, WordHash, Words};

use crate::article::{Article, Language, Span};
use clause::Clauses;
use std::ops::Range;

/// What a sentence is in the make-up of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Running text: the only role that can be matched.
    Body,
    /// The article's own headline or a subheading.
    Heading,
    /// Part of a pasted header: outlet, date, reading time.
    Header,
    /// A link to or the headline of another story ("Read also: …").
    Link,
    /// Navigation, subscription, advertising, copyright.
    Navigation,
}

impl Role {
    /// Whether text in this role is the page's furniture and no part of the story.
    pub const fn is_boilerplate(self) -> bool {
        matches!(self, Self::Header | Self::Link | Self::Navigation)
    }
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Without the white space around it.
    pub span: Span,
    /// Its words, as indices into [`Document::words`].
    pub words: Range<u32>,
    /// What it is on the page.
    pub role: Role,
    /// Its language; the article's where the sentence does not show one.
    pub language: Language,
    /// Counts from 0; sentences of one paragraph (block of text without a line break) share it.
    pub paragraph: u32,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// What stands between the quotation marks.
    pub span: Span,
    /// The words that name who says it («генсек НАТО», "Rutte"), when the text does. Where it says
    /// only "he", the words that named the person before.
    pub speaker: Option<Span>,
}

/// An article's text, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// All words.
    pub words: Words,
    /// All sentences in order, not overlapping.
    pub sentences: Vec<Sentence>,
    /// Quotations in order, not overlapping. A quotation can reach over several sentences, and a
    /// name in quotation marks («Європейська правда») is none.
    pub quotes: Vec<Quote>,
    /// Indirect speech in the order of its verbs. Of what is said by two («A, повідомив X із
    /// посиланням на Y») each has an entry.
    pub speech: Vec<Speech>,
    /// Language of the article.
    pub language: Language,
}

impl Document {
    /// Reads `article`.
    pub fn new(article: &Article) -> Self {
        Self::of_words(article, Words::new(&article.text))
    }

    /// Reads `article`, whose text has these `words`.
    pub fn of_words(article: &Article, words: Words) -> Self {
        let lexemes = lexicon::look_up(&words);
        let header: Vec<Span> = article.header.iter().map(|part| part.0).collect();
        let (mut sentences, marks) = sentence::split(&article.text, &words, &lexemes, &header);
        furniture::assign(article, &words, &lexemes, &mut sentences);
        let language = language::detect(&words, &lexemes, &mut sentences, article.language);
        let clauses = Clauses { text: &article.text, words: &words, lexemes: &lexemes };
        let mut quotes = quote::find(&clauses, &sentences, &marks);
        let speech = speech::read(&clauses, &sentences, &mut quotes);
        Self { words, sentences, quotes, speech, language }
    }

    /// Index of the sentence that holds byte `byte`, or the nearest one before.
    pub fn sentence_at(&self, byte: u32) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)
    }

    /// The words that name who says `span`, in a quotation or in indirect speech; of several the
    /// closest around it.
    pub fn speaker_of(&self, span: Span) -> Option<Span> {
        if let Some(quote) = self.quote_around(span) {
            return quote.speaker;
        }
        let sentence = self.sentence_at(span.start)? as u32;
        let from = self.speech.partition_point(|speech| speech.sentence < sentence);
        self.speech[from..]
            .iter()
            .take_while(|speech| speech.sentence == sentence)
            .filter(|speech| speech.said.contains(span) && speech.speaker.is_some())
            .min_by_key(|speech| speech.said.len())
            .and_then(|speech| speech.speaker)
    }

    /// The quotation that covers the whole of `span`.
    pub fn quote_around(&self, span: Span) -> Option<&Quote> {
        let next = self.quotes.partition_point(|quote| quote.span.start <= span.start);
        self.quotes[..next].last().filter(|quote| quote.span.contains(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::cases::read;
    use proptest::prelude::*;

    /// Texts with all that the box looks at: stops, quotation marks, line breaks, words it knows.
    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            " ",
            " ",
            " ",
            "\n",
            "\r\n",
            "\n\n",
            "\t",
            "\u{a0}",
            ".",
            ".",
            "...",
            "…",
            "!",
            "?",
            ",",
            ":",
            "«",
            "»",
            "\"",
            "\"",
            "“",
            "”",
            "„",
            "‘",
            "’",
            "'",
            "(",
            ")",
            " – ",
            "-",
            "тис",
            "р",
            "В",
            "заявив",
            "сказала",
            "said",
            "він",
            "що",
            "за словами",
            "according to",
            "Рим",
            "президент",
            "Читайте також",
            "Останні новини",
            "5",
            "28.10",
            "слово",
            "Слово",
            "the",
            "\u{301}",
            "\u{200b}",
            "№",
            "😀",
            "г",
            "U.S.",
            "Ё",
        ]);
        let known = prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat());
        prop_oneof![known, any::<String>()]
    }

    proptest! {
        #[test]
        fn every_word_stands_in_one_sentence_and_spans_are_in_order(
            text in texts(),
            cut in any::<prop::sample::Index>(),
        ) {
            let cut = text.floor_char_boundary(cut.index(text.len() + 1)) as u32;
            let header = vec![(Span::new(0, cut), crate::article::HeaderPart::Date)];
            let article = Article { text: text.clone(), header, ..Article::default() };
            let document = Document::new(&article);
            let mut word = 0;
            let mut end = 0;
            for sentence in &document.sentences {
                prop_assert_eq!(sentence.words.start, word);
                word = sentence.words.end;
                prop_assert!(sentence.words.start < word);
                prop_assert!(sentence.span.start >= end);
                end = sentence.span.end;
                prop_assert_eq!(sentence.span.of(&text).trim(), sentence.span.of(&text));
                for inside in &document.words[sentence.words.start as usize..word as usize] {
                    prop_assert!(sentence.span.contains(inside.span));
                }
            }
            prop_assert_eq!(word as usize, document.words.len());
            let mut end = 0;
            for quote in &document.quotes {
                prop_assert!(quote.span.start >= end && !quote.span.is_empty());
                end = quote.span.end;
                let _ = quote.span.of(&text);
                let _ = quote.speaker.map(|span| span.of(&text));
            }
            for speech in &document.speech {
                let _ = (speech.said.of(&text), speech.verb.of(&text));
                let _ = speech.speaker.map(|span| span.of(&text));
            }
            prop_assert_eq!(terms(&text, &document).len(), document.words.len());
        }
    }

    #[test]
    fn a_line_without_stops_is_cut_and_read_in_linear_time() {
        let text = "слово \"так ".repeat(50_000);
        let document = read(&text);
        assert!(document.sentences.len() > 100);
        assert!(document.quotes.len() < 50_000);
    }

    #[test]
    fn who_said_a_figure_is_found_in_quotations_and_around_them() {
        let text = "Міністр освіти Олена Гай заявила, що відкрито 40 шкіл. \"Ще 15 шкіл ми \
                    відкриємо навесні\", – додала вона. Торік їх було 20.";
        let document = read(text);
        let speaker = |figure: &str| {
            let at = text.find(figure).unwrap() as u32;
            document.speaker_of(Span::new(at, at + 2)).map(|span| span.of(text))
        };
        assert_eq!(speaker("40"), Some("Міністр освіти Олена Гай"));
        assert_eq!(speaker("15"), Some("Міністр освіти Олена Гай"));
        assert_eq!(speaker("20"), None);
    }
}
