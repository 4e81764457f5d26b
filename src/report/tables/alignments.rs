//! `alignments`: the aligned sentence pairs of the matches shown.

use super::Table;
use crate::article::Span;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::GroupView;
use crate::reuse::SentencePair;
use std::io;

pub(in crate::report) const TABLE: Table = Table {
    name: "alignments",
    columns: &[
        "group_id",
        "article_a",
        "start_a",
        "end_a",
        "article_b",
        "start_b",
        "end_b",
        "kind",
        "score",
        "shared",
    ],
};

/// Most shared words that a row names.
const MOST_SHARED: usize = 8;

pub(in crate::report) fn rows(group: &GroupView<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    {
        let id = group.story.group.id.to_string();
        for &(a, b) in &group.shown {
            let Some((found, reversed)) = group.between(a, b) else { continue };
            let text_a = group.witness(a).text();
            let sides = |pair: &SentencePair| -> (Span, Span) {
                if reversed { (pair.span_b, pair.span_a) } else { (pair.span_a, pair.span_b) }
            };
            let mut pairs: Vec<&SentencePair> = found.pairs.iter().collect();
            pairs.sort_by_key(|&pair| sides(pair));
            for pair in pairs {
                let (span_a, span_b) = sides(pair);
                let (start_a, end_a) = group.characters(a, span_a);
                let (start_b, end_b) = group.characters(b, span_b);
                let shared: Vec<&str> = pair
                    .shared
                    .iter()
                    .take(MOST_SHARED)
                    .map(|shared| if reversed { shared.b } else { shared.a }.of(text_a))
                    .collect();
                sheet.row(&[
                    Cell::text(&id),
                    Cell::text(&group.article(a).id),
                    Cell::offset(start_a),
                    Cell::offset(end_a),
                    Cell::text(&group.article(b).id),
                    Cell::offset(start_b),
                    Cell::offset(end_b),
                    Cell::text(pair.kind.as_str()),
                    Cell::share(pair.score),
                    Cell::list(&shared),
                ])?;
            }
        }
    }
    Ok(())
}
