//! `claims`: figures that can be compared over the archive, the same counted thing side by side.

use super::Table;
use crate::article::CharOffsets;
use crate::drift::Claim;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::{numbered, sentence};
use crate::report::words;
use crate::witness::Witness;
use std::io;
use xxhash_rust::xxh3::xxh3_64;

pub(in crate::report) const TABLE: Table = Table {
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
};

/// The sort key of a claim: its subject's number and id, then article and figure.
pub(in crate::report) fn key(claim: &Claim, article: u32) -> Vec<u8> {
    let mut key = subject_number(claim).to_be_bytes().to_vec();
    key.extend_from_slice(claim.subject_id.as_bytes());
    key.push(0);
    key.extend(article.to_be_bytes());
    key.extend(claim.figure.to_be_bytes());
    key
}

/// The subject's number in a key.
pub(in crate::report) fn subject_of(key: &[u8]) -> u32 {
    key.first_chunk().map_or(0, |number| u32::from_be_bytes(*number))
}

/// Id of the claim at `index` among `count` on one subject.
pub(in crate::report) fn id(subject: u32, index: usize, count: usize) -> String {
    numbered(&format!("c{subject:08x}"), "", index, count)
}

/// First part of a claim's id: claims of one subject share it, and so stand together by id.
pub(in crate::report) fn subject_number(claim: &Claim) -> u32 {
    (xxh3_64(claim.subject_id.as_bytes()) >> 32) as u32
}

/// The row of a claim, but for its id, which counts the claims of one subject over the archive.
pub(in crate::report) fn row(
    witness: &Witness,
    claim: &Claim,
    offsets: &CharOffsets<'_>,
    sheet: &mut dyn Sheet,
) -> io::Result<()> {
    let figure = &witness.figures[claim.figure as usize];
    let (start, end) = offsets.span(figure.span);
    sheet.row(&[
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
