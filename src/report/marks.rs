//! Two aligned sentences, cut into runs of words that stand on both sides, words that do not, and
//! figures: what `report.html` and `rodovid compare` show in colour.

use super::diff;
use super::view::GroupView;
use crate::article::Span;
use crate::figures::Kind;
use crate::reuse::{MatchKind, SentencePair};
use crate::text::WordHash;
use crate::witness::Witness;

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Stands on both sides, or is too different in language to say.
    Same,
    /// Of the first side: does not stand on the second in this order.
    Removed,
    /// Of the second side: does not stand on the first in this order.
    Added,
    /// Made the pair's score, in other words or another language.
    Shared,
    /// A figure that agrees or has no counterpart.
    Figure,
    /// A figure that drifted, or the one it drifted from.
    Drifted,
}

/// A run of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    /// What it is.
    pub mark: Mark,
    /// As written.
    pub text: &'t str,
}

/// The runs of both sides of `pair`, which aligns members `a` and `b` of `group`.
pub fn runs<'a>(
    group: &GroupView<'a>,
    (a, b): (usize, usize),
    pair: &SentencePair,
    reversed: bool,
) -> [Vec<Run<'a>>; 2] {
    let (span_a, span_b) =
        if reversed { (pair.span_b, pair.span_a) } else { (pair.span_a, pair.span_b) };
    let sides = [(a, span_a), (b, span_b)];
    let hashes = sides.map(|(member, span)| {
        let words = &group.witness(member).document.words;
        words[words.within(span)].iter().map(|word| word.hash).collect::<Vec<WordHash>>()
    });
    let mut changed = [vec![true; hashes[0].len()], vec![true; hashes[1].len()]];
    for (x, y) in diff::align(&hashes[0], &hashes[1]) {
        changed[0][x as usize] = false;
        changed[1][y as usize] = false;
    }
    let shows_changes = pair.kind != MatchKind::Translated;
    let shows_shared = matches!(pair.kind, MatchKind::Reworded | MatchKind::Translated);
    [0, 1].map(|side| {
        let (member, span) = sides[side];
        let witness = group.witness(member);
        let shared: Vec<Span> = pair
            .shared
            .iter()
            .filter(|_| shows_shared)
            .map(|shared| if (side == 0) == reversed { shared.b } else { shared.a })
            .collect();
        let words = witness.document.words.within(span);
        let mut marked: Vec<(Span, Mark)> = Vec::with_capacity(words.len());
        for (at, index) in words.enumerate() {
            let word = witness.document.words[index].span;
            let mark = if shared.iter().any(|shared| shared.overlaps(word)) {
                Mark::Shared
            } else if shows_changes && changed[side][at] {
                if side == 0 { Mark::Removed } else { Mark::Added }
            } else {
                Mark::Same
            };
            marked.push((word, mark));
        }
        overlay_figures(&mut marked, &figures(group, member, span));
        join(witness, span, &marked)
    })
}

/// Figures of `member` in `span`: those that drifted, and those that count something.
fn figures(group: &GroupView<'_>, member: usize, span: Span) -> Vec<(Span, Mark)> {
    let figures = &group.witness(member).figures;
    let first = figures.partition_point(|figure| figure.span.start < span.start);
    let inside = figures[first..].iter().take_while(|figure| figure.span.end <= span.end);
    inside
        .enumerate()
        .filter_map(|(at, figure)| {
            let place = (member, Some((first + at) as u32));
            let drifted =
                group.drift.iter().any(|row| row.figure == place || row.reference == place);
            let counts = matches!(
                figure.kind,
                Kind::Count | Kind::Money | Kind::Percent | Kind::Measure | Kind::Duration
            );
            let mark = if drifted { Mark::Drifted } else { Mark::Figure };
            (drifted || counts).then_some((figure.span, mark))
        })
        .collect()
}

/// Puts each figure in the place of the words it covers.
fn overlay_figures(marked: &mut Vec<(Span, Mark)>, figures: &[(Span, Mark)]) {
    for &(span, mark) in figures {
        let from = marked.partition_point(|(word, _)| word.end <= span.start);
        let to = marked.partition_point(|(word, _)| word.start < span.end);
        marked.splice(from..to.max(from), [(span, mark)]);
    }
}

/// Joins neighbours of one mark, and puts what stands between into runs of its own.
fn join<'t>(witness: &'t Witness, span: Span, marked: &[(Span, Mark)]) -> Vec<Run<'t>> {
    let mut joined: Vec<(Span, Mark)> = Vec::new();
    for &(word, mark) in marked {
        match joined.last_mut() {
            // Two figures side by side stay two.
            Some((last, same))
                if *same == mark && !matches!(mark, Mark::Figure | Mark::Drifted) =>
            {
                *last = last.cover(word);
            }
            _ => joined.push((word, mark)),
        }
    }
    let mut runs: Vec<Run<'t>> = Vec::new();
    let mut at = span.start;
    let mut push = |mark: Mark, from: u32, to: u32| {
        if from < to {
            runs.push(Run { mark, text: Span::new(from, to).of(witness.text()) });
        }
    };
    for (word, mark) in joined {
        push(Mark::Same, at, word.start);
        push(mark, word.start.max(at), word.end);
        at = word.end.max(at);
    }
    push(Mark::Same, at, span.end);
    runs
}
