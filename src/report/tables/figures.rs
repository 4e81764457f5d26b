//! `figures`: each figure that differs from its group's reference, worst first.

use super::{Table, unit_of};
use crate::article::Span;
use crate::drift::Severity;
use crate::figures::Figure;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::{GroupView, sentence};
use crate::report::words;
use crate::witness::Witness;
use std::io;

pub(in crate::report) const TABLE: Table = Table {
    name: "figures",
    columns: &[
        "group_id",
        "figure_id",
        "drift",
        "severity",
        "subject",
        "kind",
        "unit",
        "reference_article",
        "reference_outlet",
        "reference_start",
        "reference_end",
        "reference_text",
        "reference_value",
        "article_id",
        "outlet",
        "url",
        "start",
        "end",
        "text",
        "value",
        "ratio",
        "introduced_by",
        "inherited",
        "explanation",
        "reference_sentence",
        "sentence",
    ],
};

/// Worst first, then by group.
pub(in crate::report) fn key(group: &GroupView<'_>, severity: Severity) -> [u8; 9] {
    let mut key = [severity as u8; 9];
    key[1..].copy_from_slice(&group.story.group.id.0.to_be_bytes());
    key
}

/// The figures of `group` of one severity.
pub(in crate::report) fn rows(
    group: &GroupView<'_>,
    severity: Severity,
    sheet: &mut dyn Sheet,
) -> io::Result<()> {
    let severe = group.drift.iter().enumerate().filter(|(_, row)| row.severity == severity);
    for (index, row) in severe {
        let reference = Side::of(group, row.reference, row.reference_sentence);
        let other = Side::of(group, row.figure, row.sentence);
        let (kind, unit) = of_either(&reference, &other);
        let [reference_start, reference_end] = reference.offsets();
        let [start, end] = other.offsets();
        sheet.row(&[
            Cell::text(group.story.group.id.to_string()),
            Cell::text(group.figure_id(index)),
            Cell::text(words::drift(row.class)),
            Cell::text(words::severity(row.severity)),
            Cell::text(&row.subject),
            Cell::text(kind),
            Cell::text(unit),
            Cell::text(&reference.witness.article.id),
            Cell::text(&reference.witness.article.outlet.name),
            reference_start,
            reference_end,
            reference.text(),
            reference.value(),
            Cell::text(&other.witness.article.id),
            Cell::text(&other.witness.article.outlet.name),
            Cell::text(&other.witness.article.url),
            start,
            end,
            other.text(),
            other.value(),
            Cell::ratio(row.ratio),
            Cell::text(&group.article(row.introduced_by).id),
            Cell::yes_no(row.inherited),
            Cell::text(&row.explanation),
            Cell::text(reference.sentence),
            Cell::text(other.sentence),
        ])?;
    }
    Ok(())
}

/// The figure on one side of a drift; there is none on one side of `missing`.
struct Side<'a> {
    group: &'a GroupView<'a>,
    member: usize,
    witness: &'a Witness,
    figure: Option<&'a Figure>,
    sentence: &'a str,
}

impl<'a> Side<'a> {
    fn of(group: &'a GroupView<'a>, place: (usize, Option<u32>), at: u32) -> Self {
        let witness = group.witness(place.0);
        let figure = place.1.and_then(|index| witness.figures.get(index as usize));
        Self { group, member: place.0, witness, figure, sentence: sentence(witness, at) }
    }

    fn span(&self) -> Option<Span> {
        self.figure.map(|figure| figure.span)
    }

    fn offsets(&self) -> [Cell<'a>; 2] {
        self.span().map_or([Cell::Empty, Cell::Empty], |span| {
            let (start, end) = self.group.characters(self.member, span);
            [Cell::offset(start), Cell::offset(end)]
        })
    }

    fn text(&self) -> Cell<'a> {
        self.span().map_or(Cell::Empty, |span| Cell::text(span.of(self.witness.text())))
    }

    fn value(&self) -> Cell<'a> {
        Cell::decimal(self.figure.and_then(|figure| figure.value))
    }
}

/// Kind and unit of the reference's figure, or of the other where the reference has none.
fn of_either<'a>(reference: &Side<'a>, other: &Side<'a>) -> (&'static str, &'a str) {
    [reference, other]
        .into_iter()
        .find_map(|side| side.figure.map(|figure| (side.witness, figure)))
        .map_or(("", ""), |(witness, figure)| {
            (figure.kind.as_str(), unit_of(figure, witness.text()))
        })
}
