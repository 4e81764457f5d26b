//! Passages that stand in more than one article: candidates, alignment, groups.
//!
//! In: [`crate::witness::Witness`]es. Out: [`Group`]s of passages, with the [`Match`]es (aligned
//! sentence pairs) that hold them together.

use crate::article::Span;
use std::fmt;
use std::ops::Range;

/// How alike two passages or sentences are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// The same folded words in order.
    Verbatim,
    /// At least 80 % of both sides' words align in order.
    Near,
    /// Less than that.
    Reworded,
    /// In another language.
    Translated,
}

impl MatchKind {
    /// The word that tables show.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Near => "near",
            Self::Reworded => "reworded",
            Self::Translated => "translated",
        }
    }
}

/// What made a sentence pair's score: a rare word, name or figure on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// Where in the first article's text.
    pub a: Span,
    /// Where in the second's.
    pub b: Span,
    /// Its share of the score, rarest first.
    pub weight: f32,
}

/// Two aligned sentences (or a sentence and the two it was split into).
#[derive(Clone, Debug, PartialEq)]
pub struct SentencePair {
    /// Sentences of the first article, as indices into its document.
    pub a: Range<u32>,
    /// Sentences of the second.
    pub b: Range<u32>,
    /// The aligned part of the first.
    pub span_a: Span,
    /// The aligned part of the second.
    pub span_b: Span,
    /// How alike they are written.
    pub kind: MatchKind,
    /// 0 to 1: rarity-weighted stems, names and figures shared.
    pub score: f32,
    /// What made the score, weightiest first, at most 8.
    pub shared: Vec<Shared>,
}

/// A passage pair: sentences of two articles that say the same, as a chain in which gaps and
/// another order are allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index of the first article among the witnesses; its id sorts before the second's.
    pub a: u32,
    /// Index of the second.
    pub b: u32,
    /// Aligned sentences, in the order of the first article.
    pub pairs: Vec<SentencePair>,
    /// Kind of the whole.
    pub kind: MatchKind,
    /// 0 to 1, over the shorter passage, gaps excluded.
    pub similarity: f32,
    /// Distance of the passages' fingerprints; none below 3 words and for translations.
    pub hamming: Option<u32>,
    /// Words of the longest run that stands verbatim on both sides.
    pub longest_run: u32,
    /// Words of `a`'s passage, and of `b`'s.
    pub words: (u32, u32),
    /// Words that align in order, counted once.
    pub aligned_words: u32,
}

/// One article's part in a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Index of the article among the witnesses.
    pub article: u32,
    /// Where it stands, in order: several where the outlet's own sentences lie between.
    pub pieces: Vec<Span>,
    /// Its sentences, as indices into the document.
    pub sentences: Vec<u32>,
}

/// Id of a group, made of its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub u64);

/// `g` and 16 hex digits.
impl fmt::Display for GroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "g{:016x}", self.0)
    }
}

/// Passages of two or more outlets that say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Made of its content.
    pub id: GroupId,
    /// One for each article, by article id.
    pub passages: Vec<Passage>,
    /// All pairs that hold it together; [`Match::a`] and [`Match::b`] are articles, not members.
    pub matches: Vec<Match>,
}

impl Group {
    /// Index in [`Self::passages`] of article `article`.
    pub fn member(&self, article: u32) -> Option<usize> {
        self.passages.iter().position(|passage| passage.article == article)
    }

    /// The match between two members, by their indices in [`Self::passages`], and whether it has
    /// to be read the other way round (`member_a` is the match's `b`).
    pub fn between(&self, member_a: usize, member_b: usize) -> Option<(&Match, bool)> {
        let (a, b) = (self.passages[member_a].article, self.passages[member_b].article);
        self.matches.iter().find_map(|m| {
            if (m.a, m.b) == (a, b) {
                Some((m, false))
            } else {
                ((m.a, m.b) == (b, a)).then_some((m, true))
            }
        })
    }
}
