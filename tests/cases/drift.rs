//! Cases about drift: two or more texts that are held to be aligned as a whole, and the rows
//! expected of `figures.csv`. Columns: `drift`, `severity`, `reference` (text of the reference's
//! figure), `figure` (text of the one that differs).
//!
//! Settings: `kind` of the match (`verbatim`, `near`, `reworded`, `translated`; `reworded` unless
//! said), `times` (one RFC 3339 time a text, separated by commas), `parents` (`-` for outside, else
//! the number of the text it was had from, from 1).

use super::{Case, compare_rows};
use rodovid::article::{Article, FieldFrom, Moment, OutletField, Published, Span};
use rodovid::drift::{self, Direction, DriftClass, Severity, Synonyms};
use rodovid::figures;
use rodovid::reuse::{Group, GroupId, Match, MatchKind, Passage, SentencePair};
use rodovid::text::Document;
use rodovid::ui::Ui;
use rodovid::witness::Witness;
use std::path::Path;

fn published(time: &str) -> Published {
    let seconds = time.parse::<jiff::Timestamp>().expect("an RFC 3339 time").as_second();
    Published {
        moment: Moment::Instant { seconds, offset: 0, to_the_second: true },
        from: FieldFrom::Metadata,
        ..Published::default()
    }
}

fn witness(index: usize, text: &str, time: Option<&str>) -> Witness {
    let letter = char::from(b'A' + index as u8).to_string();
    let article = Article {
        id: letter.clone(),
        text: text.to_owned(),
        outlet: OutletField { as_read: letter.clone(), name: letter, from: FieldFrom::Metadata },
        published: time.map(published).unwrap_or_default(),
        ..Article::default()
    };
    let document = Document::new(&article);
    let figures = figures::read(&article.text, &document);
    Witness { article, document, figures, ..Witness::default() }
}

fn group(witnesses: &[Witness], kind: MatchKind) -> Group {
    let whole = |witness: &Witness| Span::new(0, witness.text().len() as u32);
    let sentences = |witness: &Witness| 0..witness.document.sentences.len() as u32;
    let mut matches = Vec::new();
    for a in 0..witnesses.len() {
        for b in a + 1..witnesses.len() {
            matches.push(Match {
                a: a as u32,
                b: b as u32,
                pairs: vec![SentencePair {
                    a: sentences(&witnesses[a]),
                    b: sentences(&witnesses[b]),
                    span_a: whole(&witnesses[a]),
                    span_b: whole(&witnesses[b]),
                    kind,
                    score: 0.7,
                    shared: Vec::new(),
                }],
                kind,
                similarity: 0.7,
                hamming: None,
                longest_run: 3,
                words: (10, 10),
                aligned_words: 8,
            });
        }
    }
    let passages = witnesses
        .iter()
        .enumerate()
        .map(|(index, witness)| Passage {
            article: index as u32,
            pieces: vec![whole(witness)],
            sentences: sentences(witness).collect(),
        })
        .collect();
    Group { id: GroupId(1), passages, matches }
}

const fn class(class: DriftClass) -> &'static str {
    match class {
        DriftClass::Scale => "scale",
        DriftClass::Unit => "unit",
        DriftClass::Subject => "subject",
        DriftClass::Range => "range",
        DriftClass::Rounding => "rounding",
        DriftClass::Value => "value",
        DriftClass::Qualifier => "qualifier",
        DriftClass::Missing => "missing",
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
    }
}

pub(crate) fn check(_: &Path, case: &Case) -> Vec<(usize, String)> {
    let times: Vec<&str> =
        case.setting("times").map_or(Vec::new(), |times| times.split(", ").collect());
    let witnesses: Vec<Witness> = case
        .texts
        .iter()
        .enumerate()
        .map(|(index, text)| witness(index, text, times.get(index).copied()))
        .collect();
    let kind = match case.setting("kind") {
        Some("verbatim") => MatchKind::Verbatim,
        Some("near") => MatchKind::Near,
        Some("translated") => MatchKind::Translated,
        _ => MatchKind::Reworded,
    };
    let parents = case.setting("parents").map_or(vec![None; witnesses.len()], |parents| {
        parents.split(", ").map(|parent| Some(parent.parse::<usize>().ok()? - 1)).collect()
    });
    let group = group(&witnesses, kind);
    let synonyms = Synonyms::default();
    let direction = Direction { origin: None, parents };
    let sets = drift::figure_sets(&group, &witnesses, &synonyms);
    let text = |(member, figure): (usize, Option<u32>)| {
        let witness = &witnesses[member];
        figure.map_or(String::new(), |at| {
            witness.figures[at as usize].span.of(witness.text()).to_owned()
        })
    };
    let mut rows = Vec::new();
    for set in &sets {
        for ui in [Ui::En, Ui::Uk] {
            for row in drift::turn(set, &group, &witnesses, &direction, &synonyms, ui) {
                assert!(!row.explanation.is_empty() && !row.explanation.contains('\n'));
                if ui == Ui::En {
                    rows.push(vec![
                        class(row.class).to_owned(),
                        severity(row.severity).to_owned(),
                        text(row.reference),
                        text(row.figure),
                        witnesses[row.introduced_by].article.id.clone(),
                        if row.inherited { "yes" } else { "no" }.to_owned(),
                    ]);
                }
            }
        }
    }
    compare_rows(
        case,
        &["drift", "severity", "reference", "figure", "introduced", "inherited"],
        &rows,
    )
}
