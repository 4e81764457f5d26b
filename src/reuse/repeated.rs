//! What outlets print under articles on different stories: subscription lines, slogans, contacts,
//! legal notes, also where several outlets share an owner or an engine. Only an archive can tell,
//! so it is found here and not in `text`.
//!
//! Copies of one story share more than a line and count once, however many they are: what they
//! have in common is reuse.

use super::candidate::mix;
use super::run::Runs;
use super::sketch::Line;
use crate::text::{Role, Sentence, Word};
use crate::witness::Witness;

/// Unrelated articles that carry a sentence before it is furniture.
pub const LEAST_STORIES: usize = 4;

/// Paragraphs at the head and at the foot of an article in which furniture stands.
const HEAD: u32 = 1;
const FOOT: u32 = 3;

/// Of a sentence's occurrences, this share must stand at the edges of articles.
const AT_EDGES: f32 = 0.75;

/// Articles with a sentence that are looked at; more say nothing new.
pub const MOST_SEEN: usize = 48;

/// Share of the shorter article's words that repeated lines make up where both are one story. What
/// an outlet adds is less.
const SHORT_ITEM: f32 = 0.5;

/// Other sentences that two articles on one story share, at least by their [`Line::least_run`]: one
/// can be a phrase of the language.
const SAME_STORY: usize = 2;

/// Whether a sentence with so many occurrences, so many of them at edges, can be furniture.
pub fn is_suspect(occurrences: usize, at_edges: usize) -> bool {
    occurrences >= LEAST_STORIES && at_edges as f32 >= AT_EDGES * occurrences as f32
}

/// An article that carries suspect sentences.
#[derive(Clone, Debug)]
pub struct Carrier {
    /// Wordings and words of its suspect sentences, by wording.
    suspect: Vec<(u64, u32)>,
    /// Least runs of the others, rising.
    others: Vec<u32>,
    /// Words of all body sentences.
    words: u32,
}

impl Carrier {
    /// The article with these lines, of which `is_suspect` names the suspect wordings.
    pub fn new(lines: &[Line], is_suspect: impl Fn(u64) -> bool) -> Self {
        let suspect = |line: &&Line| is_suspect(line.wording);
        let mut carrier = Self {
            suspect: lines.iter().filter(suspect).map(|line| (line.wording, line.words)).collect(),
            others: lines.iter().filter(|line| !suspect(line)).map(|line| line.least_run).collect(),
            words: lines.iter().map(|line| line.words).sum(),
        };
        carrier.suspect.sort_unstable();
        carrier.others.sort_unstable();
        carrier
    }

    /// Whether two articles tell one story: they share sentences besides their suspect ones, or most
    /// of the shorter one is suspect and stands in the other too (a short item copied).
    fn same_story(&self, other: &Self) -> bool {
        let shared: u32 = self
            .suspect
            .iter()
            .filter(|line| other.suspect.binary_search_by_key(&line.0, |held| held.0).is_ok())
            .map(|line| line.1)
            .sum();
        let runs = self.others.iter().filter(|run| other.others.binary_search(run).is_ok());
        shared as f32 >= SHORT_ITEM * self.words.min(other.words) as f32
            || runs.count() >= SAME_STORY
    }
}

/// Whether these articles, which have a sentence in common, are on [`LEAST_STORIES`] different
/// stories.
pub fn on_many_stories<'c>(carriers: impl Iterator<Item = &'c Carrier>) -> bool {
    let mut stories: Vec<&Carrier> = Vec::new();
    for carrier in carriers {
        if !stories.iter().any(|story| story.same_story(carrier)) {
            stories.push(carrier);
            if stories.len() == LEAST_STORIES {
                return true;
            }
        }
    }
    false
}

/// The body sentences of an article, of which `runs` are the runs of words.
pub(super) fn lines(witness: &Witness, runs: &Runs) -> Vec<Line> {
    let sentences = &witness.document.sentences;
    let bodies = || sentences.iter().filter(|sentence| sentence.role == Role::Body);
    let first = bodies().next().map_or(0, |sentence| sentence.paragraph);
    let last = bodies().next_back().map_or(0, |sentence| sentence.paragraph);
    let mut word = 0;
    (0..)
        .zip(sentences)
        .filter(|(_, sentence)| sentence.role == Role::Body)
        .map(|(index, sentence)| {
            let words = sentence.words.end - sentence.words.start;
            word += words as usize;
            Line {
                sentence: index,
                words,
                wording: wording(witness, sentence),
                least_run: runs.least(word - words as usize, words as usize),
                at_edge: sentence.paragraph < first + HEAD || sentence.paragraph + FOOT > last,
            }
        })
        .collect()
}

/// Hash of a sentence without addresses (words that a dot joins) and numbers, in which the furniture
/// of outlets with one owner differs.
fn wording(witness: &Witness, sentence: &Sentence) -> u64 {
    let words = words(witness, sentence);
    let joined = |left: &Word, right: &Word| {
        &witness.text()[left.span.end as usize..right.span.start as usize] == "."
    };
    let mut wording = 0;
    for (at, word) in words.iter().enumerate() {
        let address = at > 0 && joined(&words[at - 1], word)
            || words.get(at + 1).is_some_and(|next| joined(word, next));
        if !address && !word.traits.has_digit() {
            wording = mix(wording, word.hash);
        }
    }
    wording
}

fn words<'w>(witness: &'w Witness, sentence: &Sentence) -> &'w [Word] {
    &witness.document.words[sentence.words.start as usize..sentence.words.end as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An article of sentences, each of them told by a number; ten words each.
    fn carrier(sentences: &[u32], suspect: &[u32]) -> Carrier {
        let lines: Vec<Line> = sentences
            .iter()
            .map(|&told| Line {
                sentence: told,
                words: 10,
                wording: told.into(),
                least_run: told,
                at_edge: true,
            })
            .collect();
        Carrier::new(&lines, |wording| suspect.contains(&(wording as u32)))
    }

    #[test]
    fn a_line_under_different_stories_is_furniture() {
        let articles: Vec<Carrier> =
            (1..=4).map(|n| carrier(&[10 * n, 10 * n + 1, 10 * n + 2, 99], &[99])).collect();
        assert!(on_many_stories(articles.iter()));
        assert!(!on_many_stories(articles[..3].iter()));
    }

    #[test]
    fn copies_of_one_story_count_once() {
        let articles: Vec<Carrier> =
            (1..=9).map(|n| carrier(&[1, 2, 3, 4, 50 + n, 99], &[1, 99])).collect();
        assert!(!on_many_stories(articles.iter()));
    }

    #[test]
    fn a_short_item_that_all_copied_whole_is_one_story() {
        let suspect = [1, 2, 3];
        let articles: Vec<Carrier> =
            (1..=6).map(|n| carrier(&[1, 2, 3, 50 + n], &suspect)).collect();
        assert!(!on_many_stories(articles.iter()));
    }
}
