//! From an article's raw text to a [`Document`]: words, sentences, quotations, language, and what
//! of it is boilerplate.
//!
//! In: an [`Article`]. Out: a [`Document`], whose spans refer to the article's own text.
//! The text is never rewritten: words carry a folded form beside their span, so no map between a
//! clean and a raw text is needed, and every offset in a table is exact.

pub mod fold;
mod furniture;
mod gap;
mod language;
mod lexicon;
mod sentence;
pub mod word;

pub use word::{Word, WordHash, Words};

use crate::article::{Article, Language, Span};
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
    /// Language of the article.
    pub language: Language,
}

impl Document {
    /// Reads `article`.
    pub fn new(article: &Article) -> Self {
        let words = Words::new(&article.text);
        let lexemes = lexicon::look_up(&words);
        let header: Vec<Span> = article.header.iter().map(|part| part.0).collect();
        let (mut sentences, _marks) = sentence::split(&article.text, &words, &lexemes, &header);
        furniture::assign(article, &words, &lexemes, &mut sentences);
        let language = language::detect(&words, &lexemes, &mut sentences, article.language);
        Self { words, sentences, quotes: Vec::new(), language }
    }

    /// Index of the sentence that holds byte `byte`, or the nearest one before.
    pub fn sentence_at(&self, byte: u32) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)
    }

    /// The quotation that covers the whole of `span`.
    pub fn quote_around(&self, span: Span) -> Option<&Quote> {
        let next = self.quotes.partition_point(|quote| quote.span.start <= span.start);
        self.quotes[..next].last().filter(|quote| quote.span.contains(span))
    }
}
