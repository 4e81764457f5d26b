//! Groups: passages of several outlets that say the same.

use super::cluster;
use super::matched::Match;
use crate::article::Span;
use crate::witness::Witness;
use std::fmt;
use xxhash_rust::xxh3::Xxh3;

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

impl Group {
    /// The passage that the others are compared with where no origin is named: the member with
    /// most aligned words, then the smallest id.
    pub fn reference(&self) -> usize {
        let mut aligned = vec![0_u64; self.passages.len()];
        for m in &self.matches {
            for article in [m.a, m.b] {
                if let Some(member) = self.member(article) {
                    aligned[member] += u64::from(m.aligned_words);
                }
            }
        }
        (0..aligned.len()).rev().max_by_key(|&member| aligned[member]).unwrap_or(0)
    }
}

/// Groups `matches`. Unless `same_outlet` is set, a group needs two outlets, an unknown outlet
/// counting as its own.
pub fn groups(matches: &[Match], witnesses: &[Witness], same_outlet: bool) -> Vec<Group> {
    let group_of = cluster::clusters(matches);
    let mut by_group: Vec<(u32, u32)> = group_of
        .iter()
        .enumerate()
        .filter_map(|(index, &group)| Some((group?, index as u32)))
        .collect();
    by_group.sort_unstable();
    let mut groups: Vec<Group> = by_group
        .chunk_by(|x, y| x.0 == y.0)
        .map(|same| same.iter().map(|&(_, index)| matches[index as usize].clone()).collect())
        .map(|matches| group(matches, witnesses))
        .filter(|group| same_outlet || crosses_outlets(group, witnesses))
        .collect();
    groups.sort_by_key(|group| group.id);
    groups
}

fn group(matches: Vec<Match>, witnesses: &[Witness]) -> Group {
    let mut pieces: Vec<(u32, u32, Span)> = Vec::new();
    for m in &matches {
        for pair in &m.pairs {
            pieces.extend(clip(m.a, &pair.a, pair.span_a, witnesses));
            pieces.extend(clip(m.b, &pair.b, pair.span_b, witnesses));
        }
    }
    pieces.sort_unstable();
    let passages: Vec<Passage> = pieces
        .chunk_by(|x, y| x.0 == y.0)
        .map(|of_article| {
            let mut passage =
                Passage { article: of_article[0].0, pieces: Vec::new(), sentences: Vec::new() };
            for &(_, sentence, span) in of_article {
                let follows = passage.sentences.last().is_some_and(|&last| sentence <= last + 1);
                match passage.pieces.last_mut() {
                    Some(piece) if follows => *piece = piece.cover(span),
                    _ => passage.pieces.push(span),
                }
                if passage.sentences.last() != Some(&sentence) {
                    passage.sentences.push(sentence);
                }
            }
            passage
        })
        .collect();
    let id = id(&passages, witnesses);
    Group { id, passages, matches }
}

/// The parts of an aligned span by sentence.
fn clip<'w>(
    article: u32,
    sentences: &std::ops::Range<u32>,
    span: Span,
    witnesses: &'w [Witness],
) -> impl Iterator<Item = (u32, u32, Span)> + use<'w> {
    let all = &witnesses[article as usize].document.sentences;
    sentences.clone().filter_map(move |index| {
        let sentence = all[index as usize].span;
        let start = sentence.start.max(span.start);
        let end = sentence.end.min(span.end);
        (start < end).then(|| (article, index, Span::new(start, end)))
    })
}

/// Made of the content: the folded passage, outlet and time of the earliest dated member (of the
/// first by id, if none is dated), so that later articles do not change it.
fn id(passages: &[Passage], witnesses: &[Witness]) -> GroupId {
    let earliest = passages.iter().min_by_key(|passage| {
        let article = &witnesses[passage.article as usize].article;
        let time = article.published.interval().map_or(i64::MAX, |(from, _)| from);
        (time, &article.id)
    });
    let mut hasher = Xxh3::new();
    if let Some(passage) = earliest {
        let witness = &witnesses[passage.article as usize];
        let words = &witness.document.words;
        for &piece in &passage.pieces {
            hasher.update(words.folded_range(words.within(piece)).as_bytes());
            hasher.update(b"\n");
        }
        hasher.update(witness.article.outlet.name.as_bytes());
        hasher.update(b"\n");
        hasher.update(witness.article.published.to_string().as_bytes());
    }
    GroupId(hasher.digest())
}

fn crosses_outlets(group: &Group, witnesses: &[Witness]) -> bool {
    let outlet = |passage: &Passage| &witnesses[passage.article as usize].article.outlet.name;
    let first = outlet(&group.passages[0]);
    first.is_empty() || group.passages.iter().any(|passage| outlet(passage) != first)
}
