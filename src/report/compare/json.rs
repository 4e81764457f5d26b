//! The comparison as one JSON object.

use super::{Found, Pair};
use crate::article::{CharOffsets, Span};
use crate::report::view::View;
use crate::report::words;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Comparison<'a> {
    a: Side<'a>,
    b: Side<'a>,
    matches: Vec<Matched<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    article_id: &'a str,
    outlet: Option<&'a str>,
    published_at: Option<String>,
    language: Option<&'a str>,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct Matched<'a> {
    kind: &'static str,
    similarity: Rounded,
    hamming: Option<u32>,
    longest_run_words: u32,
    pairs: Vec<Aligned<'a>>,
    drift: Vec<Drifted<'a>>,
}

#[derive(Serialize)]
struct Aligned<'a> {
    kind: &'static str,
    score: Rounded,
    a: Place<'a>,
    b: Place<'a>,
    shared: Vec<Shared<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Shared<'a> {
    a: &'a str,
    b: &'a str,
    weight: Rounded,
}

#[derive(Serialize)]
struct Drifted<'a> {
    drift: &'static str,
    severity: &'static str,
    reference_article: &'a str,
    article_id: &'a str,
    explanation: &'a str,
}

/// A share with 3 decimals, as in the tables.
struct Rounded(f32);

impl Serialize for Rounded {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64((f64::from(self.0) * 1000.0).round() / 1000.0)
    }
}

pub(super) fn write(pair: &Pair, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let known = |text| Some(text).filter(|text: &&str| !text.is_empty());
    let [a, b] = pair.order().map(|index| {
        let witness = &view.analysis.witnesses[index];
        let published = witness.article.published.to_string();
        Side {
            article_id: &witness.article.id,
            outlet: known(&witness.article.outlet.name),
            published_at: Some(published).filter(|time| !time.is_empty()),
            language: known(witness.document.language.code()),
            title: known(&witness.article.title),
        }
    });
    let found = pair.found(view);
    let matches = found.iter().map(matched).collect();
    serde_json::to_writer(&mut *out, &Comparison { a, b, matches })?;
    out.write_all(b"\n")
}

fn matched<'f>(found: &'f Found<'_, '_>) -> Matched<'f> {
    let group = found.group;
    let offsets = found
        .members
        .map(|member| (group.witness(member), CharOffsets::new(group.witness(member).text())));
    let place = |side: usize, span: Span| {
        let (witness, offsets) = &offsets[side];
        let (start, end) = offsets.span(span);
        Place { start, end, text: span.of(witness.text()) }
    };
    Matched {
        kind: found.matched.kind.as_str(),
        similarity: Rounded(found.matched.similarity),
        hamming: found.matched.hamming,
        longest_run_words: found.matched.longest_run,
        pairs: found
            .pairs
            .iter()
            .map(|&pair| {
                let (a, b) = if found.reversed {
                    (pair.span_b, pair.span_a)
                } else {
                    (pair.span_a, pair.span_b)
                };
                Aligned {
                    kind: pair.kind.as_str(),
                    score: Rounded(pair.score),
                    a: place(0, a),
                    b: place(1, b),
                    shared: found
                        .shared(pair)
                        .map(|([a, b], weight)| Shared { a, b, weight: Rounded(weight) })
                        .collect(),
                }
            })
            .collect(),
        drift: group
            .drift
            .iter()
            .map(|row| Drifted {
                drift: words::drift(row.class),
                severity: words::severity(row.severity),
                reference_article: &group.article(row.reference.0).id,
                article_id: &group.article(row.figure.0).id,
                explanation: &row.explanation,
            })
            .collect(),
    }
}
