//! How much of an article stands elsewhere, and of which article it is a whole copy.

use super::matched::{Match, MatchKind};
use crate::article::Span;
use crate::text::Role;
use crate::witness::Witness;

/// Share of both articles' body words that a whole copy or near-copy has in common.
const WHOLE: f32 = 0.8;

/// For each witness, the share (0 to 1) of its body's characters that stands in another outlet's
/// article too. An unknown outlet counts as its own.
pub fn reused(matches: &[Match], witnesses: &[Witness]) -> Vec<f32> {
    let outlet = |index: u32| &witnesses[index as usize].article.outlet.name;
    let mut spans: Vec<Vec<Span>> = vec![Vec::new(); witnesses.len()];
    for m in matches {
        if !outlet(m.a).is_empty() && outlet(m.a) == outlet(m.b) {
            continue;
        }
        spans[m.a as usize].extend(m.pairs.iter().map(|pair| pair.span_a));
        spans[m.b as usize].extend(m.pairs.iter().map(|pair| pair.span_b));
    }
    spans
        .into_iter()
        .zip(witnesses)
        .map(|(mut spans, witness)| {
            spans.sort_unstable();
            let mut end = 0;
            let mut covered = 0;
            for span in spans {
                let start = span.start.max(end);
                if start < span.end {
                    covered += characters(&witness.text()[start as usize..span.end as usize]);
                    end = span.end;
                }
            }
            let body: usize = witness
                .document
                .sentences
                .iter()
                .filter(|sentence| !sentence.role.is_boilerplate())
                .map(|sentence| characters(sentence.span.of(witness.text())))
                .sum();
            if body == 0 { 0.0 } else { (covered as f32 / body as f32).min(1.0) }
        })
        .collect()
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// For each witness, the article of which it is a whole copy or near-copy: the earliest of those
/// that are, ties by id. The earliest itself is nobody's.
pub fn duplicates(matches: &[Match], witnesses: &[Witness]) -> Vec<Option<u32>> {
    let age = |index: u32| {
        let article = &witnesses[index as usize].article;
        (article.published.interval().map_or(i64::MAX, |(from, _)| from), &article.id)
    };
    let mut duplicate_of: Vec<Option<u32>> = vec![None; witnesses.len()];
    for m in matches.iter().filter(|m| matches!(m.kind, MatchKind::Verbatim | MatchKind::Near)) {
        let whole = |index: u32| {
            let body = body_words(&witnesses[index as usize]);
            m.aligned_words as f32 >= WHOLE * body as f32
        };
        if !(whole(m.a) && whole(m.b)) {
            continue;
        }
        let (earlier, later) = if age(m.a) <= age(m.b) { (m.a, m.b) } else { (m.b, m.a) };
        let held = &mut duplicate_of[later as usize];
        if held.is_none_or(|other| age(earlier) < age(other)) {
            *held = Some(earlier);
        }
    }
    duplicate_of
}

fn body_words(witness: &Witness) -> u32 {
    let sentences = witness.document.sentences.iter();
    sentences.filter(|s| s.role == Role::Body).map(|s| s.words.end - s.words.start).sum()
}
