//! Turns a set of figures towards its reference.

use super::class::{self, Said};
use super::context::{self, Context};
use super::explain;
use super::notes::Notes;
use super::subject::Synonyms;
use super::{Direction, DriftClass, DriftRow, FigureSet, Severity};
use crate::figures::Figure;
use crate::reuse::Group;
use crate::ui::Ui;
use crate::witness::Witness;

/// One member's part in the set.
struct Part<'a> {
    member: usize,
    sentence: u32,
    index: Option<u32>,
    figure: Option<&'a Figure>,
    witness: &'a Witness,
    context: Context,
}

impl Part<'_> {
    fn said(&self) -> Option<Said<'_>> {
        Some(Said { figure: self.figure?, text: self.witness.text(), context: &self.context })
    }
}

pub(super) fn rows(
    set: &FigureSet,
    group: &Group,
    witnesses: &[Witness],
    direction: &Direction,
    synonyms: &Synonyms,
    ui: Ui,
) -> Vec<DriftRow> {
    let parts: Vec<Part<'_>> = set
        .figures
        .iter()
        .filter_map(|&(member, sentence, index)| {
            let witness = witnesses.get(group.passages.get(member)?.article as usize)?;
            let figure = index.and_then(|index| witness.figures.get(index as usize));
            let context = figure
                .map(|figure| Context::new(&Notes::new(witness, synonyms), figure))
                .unwrap_or_default();
            Some(Part { member, sentence, index, figure, witness, context })
        })
        .collect();
    let versions = versions(&parts, synonyms);
    let Some(reference) = reference(&parts, &versions, direction) else { return Vec::new() };
    // The version that each member has; nothing of members outside the set.
    let mut of_member = vec![None; group.passages.len()];
    for (part, &version) in parts.iter().zip(&versions) {
        of_member[part.member] = Some(version);
    }
    let own = versions[reference];
    let reference = &parts[reference];
    let mut rows = Vec::new();
    for (part, &version) in parts.iter().zip(&versions) {
        if part.member == reference.member || version == own {
            continue;
        }
        let Some((class, severity)) = differs(reference, part, synonyms) else { continue };
        let same = |member: usize| of_member[member] == Some(version);
        let path = path(part.member, direction);
        // From the root down: the first that has it. The member itself always does.
        let introduced_by = path.iter().rev().copied().find(|&at| same(at)).unwrap_or(part.member);
        let inherited = path.get(1).is_some_and(|&parent| same(parent));
        let unit = |part: &Part<'_>| {
            let text = part.witness.text();
            part.figure
                .and_then(|figure| figure.unit)
                .map(|unit| unit.of(text).replace(['\n', '\r'], " "))
        };
        let ratio = match (reference.figure, part.figure) {
            (Some(from), Some(to)) => class::ratio(from, to),
            _ => None,
        };
        rows.push(DriftRow {
            class,
            severity,
            reference: (reference.member, reference.index),
            reference_sentence: reference.sentence,
            figure: (part.member, part.index),
            sentence: part.sentence,
            subject: unit(reference).or_else(|| unit(part)).unwrap_or_default(),
            ratio,
            introduced_by,
            inherited,
            explanation: explain::line(
                class,
                reference.witness,
                reference.figure,
                part.witness,
                part.figure,
                ui,
            ),
        });
    }
    rows
}

/// Class and severity of a part against the reference.
fn differs(
    reference: &Part<'_>,
    part: &Part<'_>,
    synonyms: &Synonyms,
) -> Option<(DriftClass, Severity)> {
    match (reference.said(), part.said()) {
        (Some(from), Some(to)) => {
            let class = class::class(from, to, synonyms)?;
            // What others link is still two facts where another number counts another thing.
            let languages = [reference, part].map(|part| part.witness.document.language);
            let exchanged = languages[0] == languages[1]
                && context::nouns_differ(from.context, to.context, synonyms);
            let digits = class::same_number(from.figure, to.figure) || class == DriftClass::Scale;
            if exchanged && !digits {
                return None;
            }
            Some((class, class::severity(class, from, to, synonyms)))
        }
        (None, None) => None,
        _ => Some((DriftClass::Missing, Severity::Low)),
    }
}

/// For each part the first that says the same. Compared with the versions so far, which are few,
/// and not with all parts, which can be a thousand.
fn versions(parts: &[Part<'_>], synonyms: &Synonyms) -> Vec<usize> {
    let mut firsts: Vec<usize> = Vec::new();
    let mut versions = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        let known = firsts.iter().copied().find(|&first| alike(&parts[first], part, synonyms));
        versions.push(known.unwrap_or(at));
        if known.is_none() {
            firsts.push(at);
        }
    }
    versions
}

/// Whether two parts say the same.
fn alike(a: &Part<'_>, b: &Part<'_>, synonyms: &Synonyms) -> bool {
    match (a.said(), b.said()) {
        (Some(x), Some(y)) => {
            class::same_number(x.figure, y.figure) && class::class(x, y, synonyms).is_none()
        }
        (None, None) => true,
        _ => false,
    }
}

/// A member and its ancestors, nearest first.
fn path(member: usize, direction: &Direction) -> Vec<usize> {
    let mut path = vec![member];
    let mut at = member;
    // A tree has no longer path than members; a wrong one must not hang the report.
    while let Some(parent) = direction.parents.get(at).copied().flatten() {
        if path.len() > direction.parents.len() {
            break;
        }
        path.push(parent);
        at = parent;
    }
    path
}

/// Index of the part that the others are turned towards: the inside origin; else the majority of
/// separate entries; on a tie, for a scale drift the side with the magnitude word, then the
/// earliest, then the smallest id.
fn reference(parts: &[Part<'_>], versions: &[usize], direction: &Direction) -> Option<usize> {
    let origin = direction.origin;
    if let Some(at) =
        parts.iter().position(|part| Some(part.member) == origin && part.figure.is_some())
    {
        return Some(at);
    }
    let with_figure = || (0..parts.len()).filter(|&at| parts[at].figure.is_some());
    let enters = |at: usize| direction.parents.get(parts[at].member).copied().flatten().is_none();
    let any_enters = with_figure().any(enters);
    let entries: Vec<usize> = with_figure().filter(|&at| enters(at) || !any_enters).collect();
    let mut votes = vec![0_usize; parts.len()];
    for &at in &entries {
        votes[versions[at]] += 1;
    }
    let firsts = || (0..parts.len()).filter(|&at| votes[at] > 0);
    let scaled = firsts().any(|at| {
        firsts().any(|other| match (parts[at].figure, parts[other].figure) {
            (Some(a), Some(b)) => class::scale(a, b).is_some(),
            _ => false,
        })
    });
    entries.iter().copied().min_by_key(|&at| {
        let article = &parts[at].witness.article;
        let magnitude = parts[at].figure.is_some_and(|figure| figure.magnitude.is_some());
        (
            std::cmp::Reverse(votes[versions[at]]),
            scaled && !magnitude,
            article.published.interval().map_or(i64::MAX, |(from, _)| from),
            article.id.as_str(),
        )
    })
}
