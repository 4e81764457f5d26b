//! What outlets print under articles on different stories: subscription lines, slogans, contacts,
//! legal notes, also where several outlets share an owner or an engine. Only an archive can tell,
//! so it is marked here and not in `text`.

use crate::text::{Role, Sentence, Word};
use crate::witness::Witness;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

/// Unrelated articles that carry a sentence before it is furniture.
const LEAST_STORIES: usize = 4;

/// Paragraphs at the head and at the foot of an article in which furniture stands.
const HEAD: u32 = 1;
const FOOT: u32 = 3;

/// Of a sentence's occurrences, this share must stand at the edges of articles.
const AT_EDGES: f32 = 0.75;

/// Words of a run that two articles on one story have in common.
const RUN: usize = 5;
/// Runs kept of an article. Of two copies that differ in every fifth word, five are expected in
/// both.
const RUNS: usize = 24;
/// Runs in common that make one story: one can be a phrase of the language.
const SAME_STORY: usize = 2;

/// Occurrences of a sentence that are looked at; more say nothing new.
const MOST_SEEN: usize = 64;

/// Where a sentence stands.
#[derive(Default)]
struct Seen {
    articles: Vec<u32>,
    at_edges: u32,
    occurrences: u32,
}

/// Marks body sentences that stand at the edges of [`LEAST_STORIES`] articles or more that have
/// nothing else in common, as [`Role::Navigation`].
///
/// Copies of one story share other words too and count once, however many they are: what they
/// have in common is reuse.
pub fn mark(witnesses: &mut [Witness]) {
    let mut seen: FxHashMap<u64, Seen> = FxHashMap::default();
    for (index, witness) in witnesses.iter().enumerate() {
        for (_, hash, at_edge) in body(witness) {
            let seen = seen.entry(hash).or_default();
            seen.occurrences += 1;
            seen.at_edges += u32::from(at_edge);
            if seen.articles.len() < MOST_SEEN && seen.articles.last() != Some(&(index as u32)) {
                seen.articles.push(index as u32);
            }
        }
    }
    let mut signatures: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
    seen.retain(|_, seen| {
        seen.articles.len() >= LEAST_STORIES
            && seen.at_edges as f32 >= AT_EDGES * seen.occurrences as f32
    });
    // The runs of a repeated sentence itself make no story.
    let furniture = |hash: u64| seen.contains_key(&hash);
    for (index, witness) in witnesses.iter().enumerate() {
        if body(witness).any(|(_, hash, _)| furniture(hash)) {
            signatures.insert(index as u32, signature(witness, &furniture));
        }
    }
    let repeated: FxHashSet<u64> = {
        let several = |seen: &Seen| stories(&seen.articles, &signatures) >= LEAST_STORIES;
        let found = seen.iter().filter(|(_, seen)| several(seen)).map(|(&hash, _)| hash);
        found.collect()
    };
    for witness in witnesses {
        let marked: Vec<usize> = body(witness)
            .filter(|(_, hash, _)| repeated.contains(hash))
            .map(|(index, ..)| index)
            .collect();
        for index in marked {
            witness.document.sentences[index].role = Role::Navigation;
        }
    }
}

/// How many of these articles are on different stories: each is counted that has next to nothing in
/// common with those before.
fn stories(articles: &[u32], signatures: &FxHashMap<u32, Vec<u64>>) -> usize {
    let mut told: Vec<u64> = Vec::new();
    let mut stories = 0;
    for article in articles {
        let Some(signature) = signatures.get(article) else { continue };
        if signature.iter().filter(|run| told.contains(run)).count() < SAME_STORY {
            stories += 1;
        }
        told.extend(signature);
    }
    stories
}

/// The smallest hashes of an article's word runs: a sketch of its text (Broder 1997).
fn signature(witness: &Witness, furniture: &impl Fn(u64) -> bool) -> Vec<u64> {
    let mut runs: Vec<u64> = Vec::new();
    for (index, hash, _) in body(witness) {
        if !furniture(hash) {
            let words = words(witness, &witness.document.sentences[index]);
            runs.extend(words.windows(RUN).map(hash_of));
        }
    }
    runs.sort_unstable();
    runs.dedup();
    runs.truncate(RUNS);
    runs
}

/// Indices and hashes of the body sentences, and whether each stands at an edge of the article.
fn body(witness: &Witness) -> impl Iterator<Item = (usize, u64, bool)> + '_ {
    let sentences = &witness.document.sentences;
    let bodies = || sentences.iter().filter(|sentence| sentence.role == Role::Body);
    let first = bodies().next().map_or(0, |sentence| sentence.paragraph);
    let last = bodies().next_back().map_or(0, |sentence| sentence.paragraph);
    sentences.iter().enumerate().filter(|(_, sentence)| sentence.role == Role::Body).map(
        move |(index, sentence)| {
            let paragraph = sentence.paragraph;
            let at_edge = paragraph < first + HEAD || paragraph + FOOT > last;
            (index, wording(witness, sentence), at_edge)
        },
    )
}

/// Hash of a sentence without addresses (words that a dot joins) and numbers, in which the furniture
/// of outlets with one owner differs.
fn wording(witness: &Witness, sentence: &Sentence) -> u64 {
    let words = words(witness, sentence);
    let joined = |left: &Word, right: &Word| {
        &witness.text()[left.span.end as usize..right.span.start as usize] == "."
    };
    let mut hasher = Xxh3::new();
    for (at, word) in words.iter().enumerate() {
        let address = at > 0 && joined(&words[at - 1], word)
            || words.get(at + 1).is_some_and(|next| joined(word, next));
        if !address && !word.traits.has_digit() {
            hasher.update(&word.hash.to_le_bytes());
        }
    }
    hasher.digest()
}

fn words<'w>(witness: &'w Witness, sentence: &Sentence) -> &'w [Word] {
    &witness.document.words[sentence.words.start as usize..sentence.words.end as usize]
}

fn hash_of(words: &[Word]) -> u64 {
    let mut hasher = Xxh3::new();
    for word in words {
        hasher.update(&word.hash.to_le_bytes());
    }
    hasher.digest()
}
