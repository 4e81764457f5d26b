//! Figures that drifted: rows found against changes known.
//!
//! A row is right where its two figures stand for one another in the truth and differ; it is of the
//! right class where the truth has that class. A change between a copy and its parent is found
//! where a row names the changed figure (as the one that differs or as the reference).

use crate::archive::{Known, share};
use crate::record::Score;
use rodovid::analysis::{Analysis, Options, Story};
use rodovid::article::Span;
use rodovid::drift::{self, Direction, DriftClass, DriftRow};
use rodovid_generator::scenario::Half;
use rodovid_generator::{Drift, Figure};
use std::collections::{BTreeMap, BTreeSet};

/// A figure of the truth: which sentence of which family's root, which of its figures, what.
struct Place {
    family: u32,
    root: u16,
    slot: usize,
    figure: Figure,
}

#[derive(Default)]
struct Tally {
    rows: usize,
    right: usize,
    class_right: usize,
    changes: usize,
    found: usize,
}

/// Rows by half, and recall by class and half.
pub(crate) fn measure(
    analysis: &Analysis,
    known: &Known,
    options: &Options,
    mut shown: usize,
) -> Vec<Score> {
    let articles = known.of_witnesses(analysis);
    let mut halves: [Tally; 2] = Default::default();
    let mut by_class: BTreeMap<(u8, Drift), Tally> = BTreeMap::new();
    let mut named: BTreeSet<(usize, u16, usize)> = BTreeSet::new();
    let mut together: BTreeSet<(usize, usize)> = BTreeSet::new();
    for story in &analysis.stories {
        let members: Vec<usize> =
            story.group.passages.iter().map(|p| articles[p.article as usize]).collect();
        for &a in &members {
            together.extend(members.iter().map(|&b| (a, b)));
        }
        let half = known.truth(members[0]).half as usize;
        for row in rows(story, analysis, options) {
            let placed = |(member, figure): (usize, Option<u32>)| {
                let witness = &analysis.witnesses[story.group.passages[member].article as usize];
                place(known, members[member], witness.figures[figure? as usize].span)
            };
            let (reference, figure) = (placed(row.reference), placed(row.figure));
            for (place, member) in [(&reference, row.reference.0), (&figure, row.figure.0)] {
                named.extend(place.iter().map(|place| (members[member], place.root, place.slot)));
            }
            let tally = &mut halves[half];
            tally.rows += 1;
            let change = reference.zip(figure).and_then(|(reference, figure)| {
                let same = (reference.family, reference.root, reference.slot)
                    == (figure.family, figure.root, figure.slot);
                figure.figure.drift_from(reference.figure).filter(|_| same)
            });
            let Some(change) = change else {
                if shown > 0 {
                    shown -= 1;
                    show(story, analysis, &row, known.truth(members[0]).half);
                }
                continue;
            };
            tally.right += 1;
            let entry = by_class.entry((half as u8, change)).or_default();
            entry.rows += 1;
            if class(change) == row.class {
                tally.class_right += 1;
                entry.class_right += 1;
            }
        }
    }
    for index in 0..known.len() {
        let truth = known.truth(index);
        for reused in &truth.reused {
            // Drift is judged in groups: what reuse did not find is counted there.
            let parent = reused.parent as usize;
            if !together.contains(&(index, parent)) {
                continue;
            }
            for change in &reused.changes {
                let slot = place(known, index, crate::archive::span(change.figure.0));
                let Some(slot) = slot.map(|place| place.slot) else { continue };
                let found = named.contains(&(index, reused.root, slot))
                    || named.contains(&(parent, reused.root, slot));
                let entry = by_class.entry((truth.half as u8, change.drift)).or_default();
                for tally in [&mut halves[truth.half as usize], entry] {
                    tally.changes += 1;
                    tally.found += usize::from(found);
                }
            }
        }
    }
    let row = |half: Half, kind: String, tally: &Tally, precision: bool| Score {
        table: "drift",
        half: Some(half),
        kind,
        language: String::new(),
        cases: tally.changes,
        measures: vec![
            ("found", tally.rows as f64),
            (
                "precision",
                if precision { share(tally.right as f64, tally.rows as f64) } else { f64::NAN },
            ),
            ("recall", share(tally.found as f64, tally.changes as f64)),
            (
                "class_right",
                if precision {
                    share(tally.class_right as f64, tally.right as f64)
                } else {
                    share(tally.class_right as f64, tally.rows as f64)
                },
            ),
        ],
    };
    let mut scores = Vec::new();
    for half in [Half::Tuned, Half::HeldBack] {
        scores.push(row(half, "all".into(), &halves[half as usize], true));
        for ((_, class), tally) in by_class.iter().filter(|(key, _)| key.0 == half as u8) {
            scores.push(row(half, format!("{class:?}").to_lowercase(), tally, false));
        }
    }
    scores
}

/// Prints a row that the truth does not have, with both sentences.
fn show(story: &Story, analysis: &Analysis, row: &DriftRow, half: Half) {
    println!("{half:?} {:?}: {}", row.class, row.explanation);
    for (member, sentence) in
        [(row.reference.0, row.reference_sentence), (row.figure.0, row.sentence)]
    {
        let witness = &analysis.witnesses[story.group.passages[member].article as usize];
        let sentence = witness.document.sentences[sentence as usize].span;
        println!("    {}", sentence.of(witness.text()));
    }
}

fn rows(story: &Story, analysis: &Analysis, options: &Options) -> Vec<DriftRow> {
    let direction = Direction {
        origin: story.verdict.origin,
        parents: story.verdict.lineage.iter().map(|edge| edge.parent).collect(),
    };
    let turn = |set| {
        let (group, witnesses) = (&story.group, &analysis.witnesses);
        drift::turn(set, group, witnesses, &direction, &options.synonyms, options.ui)
    };
    story.figures.iter().flat_map(turn).collect()
}

/// The figure of the truth that overlaps `span` of an article.
fn place(known: &Known, index: usize, span: Span) -> Option<Place> {
    let truth = known.truth(index);
    let family = truth.family?;
    truth.carried.iter().find_map(|carried| {
        let slot =
            carried.figures.iter().position(|(at, _)| crate::archive::span(*at).overlaps(span))?;
        Some(Place { family, root: carried.root, slot, figure: carried.figures[slot].1 })
    })
}

const fn class(drift: Drift) -> DriftClass {
    match drift {
        Drift::Scale => DriftClass::Scale,
        Drift::Unit => DriftClass::Unit,
        Drift::Subject => DriftClass::Subject,
        Drift::Rounding => DriftClass::Rounding,
        Drift::Value => DriftClass::Value,
        Drift::Qualifier => DriftClass::Qualifier,
    }
}
