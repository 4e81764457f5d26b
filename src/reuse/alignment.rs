//! From chosen sentence pairs to a [`Match`]: exact spans, kinds, similarity.

use super::chain;
use super::evidence::{self, Evidence, Weighted};
use super::matched::{Match, MatchKind, SentencePair, Shared};
use super::wording;
use crate::article::{Language, Span};
use crate::fingerprint::Simhash;
use crate::text::{Word, WordHash};
use crate::witness::Witness;
use std::ops::Range;

/// Share of both sides' words that align in order in a `near` match (CONTRACT.md).
const NEAR: f32 = 0.8;

/// Terms that [`SentencePair::shared`] names at most.
const MOST_SHARED: usize = 8;

/// Words below which a SimHash says nothing.
const LEAST_HASHED: usize = 3;

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'w> {
    /// Index of the article among the witnesses.
    pub index: u32,
    /// The article.
    pub witness: &'w Witness,
    /// Its terms.
    pub weighted: &'w Weighted,
}

/// Compares two articles; `None` if they share no passage. `a`'s id sorts before `b`'s.
pub fn compare(a: Side<'_>, b: Side<'_>) -> Option<Match> {
    let chosen = chain::choose(a.weighted, b.weighted);
    if chosen.is_empty() {
        return None;
    }
    let pairs: Vec<(SentencePair, Wording)> =
        blocks(&chosen).into_iter().map(|block| sentence_pair(a, b, &block)).collect();
    let words = pairs.iter().fold((0, 0), |sum, (_, w)| (sum.0 + w.words.0, sum.1 + w.words.1));
    let aligned: u32 = pairs.iter().map(|(_, wording)| wording.aligned).sum();
    let in_order = pairs.windows(2).all(|w| w[0].0.b.end <= w[1].0.b.start);
    let all = |kind| pairs.iter().all(|(pair, _)| pair.kind == kind);
    let kind = if pairs.iter().any(|(pair, _)| pair.kind == MatchKind::Translated) {
        MatchKind::Translated
    } else if all(MatchKind::Verbatim) && in_order {
        MatchKind::Verbatim
    } else if is_near(aligned, words) {
        MatchKind::Near
    } else {
        MatchKind::Reworded
    };
    let passage_words = |side: Side<'_>, spans: &dyn Fn(&SentencePair) -> Span| {
        let mut spans: Vec<Span> = pairs.iter().map(|(pair, _)| spans(pair)).collect();
        spans.sort_unstable();
        spans.iter().flat_map(|&span| words_of(side, span).iter().copied()).collect::<Vec<Word>>()
    };
    let (words_a, words_b) = (passage_words(a, &|p| p.span_a), passage_words(b, &|p| p.span_b));
    let hashed = words_a.len().min(words_b.len()) >= LEAST_HASHED && kind != MatchKind::Translated;
    Some(Match {
        a: a.index,
        b: b.index,
        kind,
        similarity: similarity(a, b, &chosen),
        hamming: hashed.then(|| Simhash::of_words(&words_a).distance(Simhash::of_words(&words_b))),
        longest_run: pairs.iter().map(|(_, wording)| wording.longest_run).max().unwrap_or(0),
        words,
        aligned_words: aligned,
        pairs: pairs.into_iter().map(|(pair, _)| pair).collect(),
    })
}

/// Pairs that have a sentence in common and whose other sentences are neighbours, joined: a sentence
/// and the two it was split into.
fn blocks(chosen: &[Evidence]) -> Vec<Vec<Evidence>> {
    let mut blocks: Vec<Vec<Evidence>> = Vec::new();
    for &evidence in chosen {
        let block = blocks.iter_mut().find(|block| {
            block.iter().any(|held| {
                held.a == evidence.a && held.b.abs_diff(evidence.b) == 1
                    || held.b == evidence.b && held.a.abs_diff(evidence.a) == 1
            })
        });
        match block {
            Some(block) => block.push(evidence),
            None => blocks.push(vec![evidence]),
        }
    }
    blocks
}

struct Wording {
    words: (u32, u32),
    aligned: u32,
    longest_run: u32,
}

fn sentence_pair(a: Side<'_>, b: Side<'_>, block: &[Evidence]) -> (SentencePair, Wording) {
    let sentences_a = sentences(a, block.iter().map(|evidence| evidence.a));
    let sentences_b = sentences(b, block.iter().map(|evidence| evidence.b));
    let (mut span_a, mut span_b) = (cover(a, &sentences_a), cover(b, &sentences_b));
    let languages = (language(a, &sentences_a), language(b, &sentences_b));
    let mut wording = word_alignment(a, span_a, b, span_b);
    let translated = languages.0 != languages.1
        && languages.0 != Language::Unknown
        && languages.1 != Language::Unknown;
    let least = wording.0.words.0.min(wording.0.words.1);
    if !translated && wording.0.aligned as f32 >= NEAR * least as f32 {
        // The shorter side stands in the longer one nearly word for word: what the longer has
        // before and after is its own.
        let trimmed = (trim(a, span_a, &wording.1, |p| p.0), trim(b, span_b, &wording.1, |p| p.1));
        if trimmed != (span_a, span_b) {
            (span_a, span_b) = trimmed;
            wording = word_alignment(a, span_a, b, span_b);
        }
    }
    let wording = wording.0;
    let kind = if translated {
        MatchKind::Translated
    } else if wording.aligned == wording.words.0 && wording.aligned == wording.words.1 {
        MatchKind::Verbatim
    } else if is_near(wording.aligned, wording.words) {
        MatchKind::Near
    } else {
        MatchKind::Reworded
    };
    let pair = SentencePair {
        a: sentences_a,
        b: sentences_b,
        span_a,
        span_b,
        kind,
        score: block_score(a, b, block),
        shared: shared(a, b, block),
    };
    (pair, wording)
}

fn is_near(aligned: u32, words: (u32, u32)) -> bool {
    aligned as f32 >= NEAR * words.0.max(words.1) as f32
}

/// Document sentences from the first to the last of `indices`.
fn sentences(side: Side<'_>, indices: impl Iterator<Item = u32>) -> Range<u32> {
    let (mut first, mut last) = (u32::MAX, 0);
    for index in indices {
        let sentence = side.weighted.terms.sentences[index as usize].sentence;
        first = first.min(sentence);
        last = last.max(sentence);
    }
    first..last + 1
}

fn cover(side: Side<'_>, sentences: &Range<u32>) -> Span {
    let all = &side.witness.document.sentences;
    all[sentences.start as usize].span.cover(all[sentences.end as usize - 1].span)
}

fn language(side: Side<'_>, sentences: &Range<u32>) -> Language {
    side.witness.document.sentences[sentences.start as usize].language
}

fn words_of(side: Side<'_>, span: Span) -> &[Word] {
    let words = &side.witness.document.words;
    &words[words.within(span)]
}

fn word_alignment(
    a: Side<'_>,
    span_a: Span,
    b: Side<'_>,
    span_b: Span,
) -> (Wording, Vec<(u32, u32)>) {
    let hashes = |words: &[Word]| words.iter().map(|word| word.hash).collect::<Vec<WordHash>>();
    let (words_a, words_b) = (hashes(words_of(a, span_a)), hashes(words_of(b, span_b)));
    let pairs = wording::align(&words_a, &words_b);
    let wording = Wording {
        words: (words_a.len() as u32, words_b.len() as u32),
        aligned: pairs.len() as u32,
        longest_run: wording::longest_run(&pairs),
    };
    (wording, pairs)
}

/// Words at an end that are left with the passage although they do not align: an edit, not an
/// addition.
const EDITED_END: usize = 3;

/// `span` without the words before the first and after the last aligned run, if these are many.
fn trim(side: Side<'_>, span: Span, pairs: &[(u32, u32)], of: impl Fn(&(u32, u32)) -> u32) -> Span {
    let words = words_of(side, span);
    // Lone words align by chance; a run of two holds.
    let holds = |at: usize| {
        let next =
            |x: usize, y: usize| pairs[x].0 + 1 == pairs[y].0 && pairs[x].1 + 1 == pairs[y].1;
        (at > 0 && next(at - 1, at)) || (at + 1 < pairs.len() && next(at, at + 1))
    };
    let first = (0..pairs.len()).find(|&at| holds(at)).map_or(0, |at| of(&pairs[at]) as usize);
    let last = (0..pairs.len())
        .rev()
        .find(|&at| holds(at))
        .map_or(words.len(), |at| of(&pairs[at]) as usize + 1);
    // A mark at the edge (a closed quotation, a comma before who says it) ends the passage too.
    let marked = |at: usize| {
        let between =
            &side.witness.text()[words[at - 1].span.end as usize..words[at].span.start as usize];
        between.chars().any(|c| !c.is_whitespace())
    };
    let cut = |count: usize, at: usize| count > EDITED_END || count > 0 && marked(at);
    let start = if cut(first, first) { words[first].span.start } else { span.start };
    let end = if cut(words.len() - last, last) { words[last - 1].span.end } else { span.end };
    Span::new(start, end)
}

/// Score of a block: its shared weight, each term counted once, over the geometric mean of both
/// sides.
fn block_score(a: Side<'_>, b: Side<'_>, block: &[Evidence]) -> f32 {
    if let [only] = block {
        return only.score;
    }
    let weight: f32 = block.iter().map(|evidence| evidence.weight).sum();
    let total = |of: &dyn Fn(&Evidence) -> u32, weighted: &Weighted| {
        let mut indices: Vec<u32> = block.iter().map(of).collect();
        indices.sort_unstable();
        indices.dedup();
        indices.iter().map(|&index| weighted.total(index)).sum::<f32>()
    };
    let both = total(&|e| e.a, a.weighted) * total(&|e| e.b, b.weighted);
    if both > 0.0 { (weight / libm::sqrtf(both)).min(1.0) } else { 0.0 }
}

fn shared(a: Side<'_>, b: Side<'_>, block: &[Evidence]) -> Vec<Shared> {
    let total: f32 = block.iter().map(|evidence| evidence.weight).sum();
    let mut shared: Vec<Shared> = block
        .iter()
        .flat_map(|held| {
            evidence::shared(a.weighted, held.a, b.weighted, held.b).map(|(x, y)| {
                let span = |side: Side<'_>, at: usize| {
                    side.witness.document.words[side.weighted.terms.terms[at].word as usize].span
                };
                Shared {
                    a: span(a, x),
                    b: span(b, y),
                    weight: a.weighted.weights[x].min(b.weighted.weights[y]) / total.max(1e-6),
                }
            })
        })
        .collect();
    shared.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.a.cmp(&y.a)).then(x.b.cmp(&y.b)));
    shared.dedup_by_key(|shared| shared.a);
    shared.truncate(MOST_SHARED);
    shared
}

fn similarity(a: Side<'_>, b: Side<'_>, chosen: &[Evidence]) -> f32 {
    let weight: f32 = chosen.iter().map(|evidence| evidence.weight).sum();
    let total = |mut indices: Vec<u32>, weighted: &Weighted| {
        indices.sort_unstable();
        indices.dedup();
        indices.iter().map(|&index| weighted.total(index)).sum::<f32>()
    };
    let shorter = total(chosen.iter().map(|e| e.a).collect(), a.weighted)
        .min(total(chosen.iter().map(|e| e.b).collect(), b.weighted));
    if shorter > 0.0 { (weight / shorter).min(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::outlet::Outlets;
    use crate::reuse::phrase::Phrases;
    use crate::reuse::rarity::Rarities;
    use crate::reuse::{Comparison, Match, MatchKind, Sketch, Weighed};
    use crate::witness::Witness;

    fn compared(a: &str, b: &str) -> Match {
        let witnesses = [a, b].map(|text| {
            Witness::new(Article { text: text.into(), ..Article::default() }, &Outlets::default())
        });
        let sketches = witnesses.each_ref().map(Sketch::new);
        let rarities = Rarities::default();
        for sketch in &sketches {
            rarities.count(sketch);
        }
        let weighed = sketches.map(|one| Weighed::new(one, &rarities, &Phrases::default()));
        let comparison = Comparison { witnesses: &witnesses, weighed: &weighed };
        comparison.compare(0, 1).expect("a passage")
    }

    const TEN: &str = "Реставратори знайшли під шаром вапна портрет гетьмана Сірка з шаблею.";

    #[test]
    fn verbatim_is_the_same_words_in_order() {
        let shouted = "Реставратори знайшли, під шаром вапна, портрет Гетьмана СІРКА – з шаблею!";
        let found = compared(TEN, shouted);
        assert_eq!(
            (found.kind, found.words, found.aligned_words),
            (MatchKind::Verbatim, (10, 10), 10)
        );
        let one_more =
            "Реставратори знайшли під товстим шаром вапна портрет гетьмана Сірка з шаблею.";
        assert_eq!(compared(TEN, one_more).kind, MatchKind::Near);
    }

    #[test]
    fn near_begins_at_four_words_of_five_of_the_longer_side() {
        // Ten words, of which eight and seven stay.
        let eight = "Майстри знайшли під шаром фарби портрет гетьмана Сірка з шаблею.";
        let found = compared(TEN, eight);
        assert_eq!((found.kind, found.words, found.aligned_words), (MatchKind::Near, (10, 10), 8));
        let seven = "Майстри знайшли під шаром фарби портрет гетьмана Сірка з булавою.";
        let found = compared(TEN, seven);
        assert_eq!((found.kind, found.aligned_words), (MatchKind::Reworded, 7));
    }

    #[test]
    fn translated_is_another_language() {
        let russian = "Реставраторы нашли под слоем извести портрет гетмана Сирко с саблей. \
                       Эту находку уже называют лучшей за всё десятилетие.";
        let ukrainian = "Реставратори знайшли під шаром вапна портрет гетьмана Сірка з шаблею. \
                         Цю знахідку вже називають найкращою за все десятиліття.";
        let found = compared(ukrainian, russian);
        assert_eq!((found.kind, found.hamming), (MatchKind::Translated, None));
    }

    #[test]
    fn a_passage_ends_where_the_reuse_does() {
        let quoted =
            "«Портрет гетьмана Сірка лежав під вапном триста років», – сказав реставратор.";
        let alone =
            "Нагадаємо слова майстра: «Портрет гетьмана Сірка лежав під вапном триста років».";
        let found = compared(quoted, alone);
        let text = found.pairs[0].span_b.of(alone);
        assert_eq!(
            text.trim_end_matches(['»', '.']),
            "Портрет гетьмана Сірка лежав під вапном триста років"
        );
    }
}
