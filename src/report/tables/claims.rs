//! `claims`: figures that can be compared over the archive, the same counted thing side by side.

use super::Table;
use crate::drift::Claim;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::{View, numbered, sentence};
use crate::report::words;
use std::io;
use xxhash_rust::xxh3::xxh3_64;

pub(super) const TABLE: Table = Table {
    name: "claims",
    columns: &[
        "claim_id",
        "subject_id",
        "subject",
        "kind",
        "unit",
        "value",
        "low",
        "high",
        "qualifier",
        "modality",
        "as_of",
        "attributed_to",
        "article_id",
        "outlet",
        "published_at",
        "language",
        "start",
        "end",
        "text",
        "sentence",
        "url",
    ],
    rows,
};

fn rows(view: &View<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    let mut order: Vec<(u32, &Claim, usize)> = Vec::new();
    for (article, claims) in view.analysis.claims.iter().enumerate() {
        let numbered = claims.iter().map(|claim| (subject_number(claim), claim, article));
        order.extend(numbered);
    }
    let key = |&(number, claim, article): &(u32, &'_ Claim, usize)| {
        (number, claim.subject_id.clone(), article, claim.figure)
    };
    order.sort_by_cached_key(key);
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        for (index, &(number, claim, article)) in same.iter().enumerate() {
            let id = numbered(&format!("c{number:08x}"), "", index, same.len());
            row(sheet, &id, claim, article, view)?;
        }
    }
    Ok(())
}

/// First part of a claim's id: claims of one subject share it, and so stand together by id.
fn subject_number(claim: &Claim) -> u32 {
    (xxh3_64(claim.subject_id.as_bytes()) >> 32) as u32
}

fn row(
    sheet: &mut dyn Sheet,
    id: &str,
    claim: &Claim,
    article: usize,
    view: &View<'_>,
) -> io::Result<()> {
    let witness = &view.analysis.witnesses[article];
    let Some(figure) = witness.figures.get(claim.figure as usize) else { return Ok(()) };
    let (start, end) = view.offsets.span(article, figure.span);
    sheet.row(&[
        Cell::text(id),
        Cell::text(&claim.subject_id),
        Cell::text(&claim.subject),
        Cell::text(figure.kind.as_str()),
        Cell::text(&*claim.unit),
        Cell::decimal(claim.value),
        Cell::decimal(figure.low),
        Cell::decimal(figure.high),
        Cell::text(figure.qualifier.as_str()),
        Cell::text(words::modality(claim.modality)),
        Cell::time(claim.as_of(witness)),
        Cell::text(claim.attributed_to(witness)),
        Cell::text(&witness.article.id),
        Cell::text(&witness.article.outlet.name),
        Cell::published(&witness.article.published),
        Cell::text(witness.document.language.code()),
        Cell::offset(start),
        Cell::offset(end),
        Cell::text(figure.span.of(witness.text())),
        Cell::text(sentence(witness, figure.sentence)),
        Cell::text(&witness.article.url),
    ])
}
