//! `matches`: pairs of passages, on the family tree or with the reference.

use super::Table;
use crate::article::Span;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::GroupView;
use crate::reuse::Match;
use std::io;

pub(in crate::report) const TABLE: Table = Table {
    name: "matches",
    columns: &[
        "group_id",
        "passage_a",
        "article_a",
        "start_a",
        "end_a",
        "passage_b",
        "article_b",
        "start_b",
        "end_b",
        "kind",
        "similarity",
        "hamming",
    ],
};

pub(in crate::report) fn rows(group: &GroupView<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    {
        let id = group.story.group.id.to_string();
        for &(a, b) in &group.shown {
            let Some((found, reversed)) = group.between(a, b) else { continue };
            let (span_a, span_b) = extent(found);
            let (span_a, span_b) = if reversed { (span_b, span_a) } else { (span_a, span_b) };
            let (start_a, end_a) = group.characters(a, span_a);
            let (start_b, end_b) = group.characters(b, span_b);
            sheet.row(&[
                Cell::text(&id),
                Cell::text(group.passage_id(a)),
                Cell::text(&group.article(a).id),
                Cell::offset(start_a),
                Cell::offset(end_a),
                Cell::text(group.passage_id(b)),
                Cell::text(&group.article(b).id),
                Cell::offset(start_b),
                Cell::offset(end_b),
                Cell::text(found.kind.as_str()),
                Cell::share(found.similarity),
                found.hamming.map_or(Cell::Empty, Cell::offset),
            ])?;
        }
    }
    Ok(())
}

/// From the first to the last aligned sentence on either side.
fn extent(found: &Match) -> (Span, Span) {
    let mut pairs = found.pairs.iter();
    let Some(first) = pairs.next() else { return Default::default() };
    pairs.fold((first.span_a, first.span_b), |(a, b), pair| {
        (a.cover(pair.span_a), b.cover(pair.span_b))
    })
}
