//! `passages`: where each group stands, one row for each piece of each passage.

use super::Table;
use crate::article::Span;
use crate::provenance::Role;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::GroupView;
use crate::report::words;
use crate::witness::Witness;
use std::io;

pub(in crate::report) const TABLE: Table = Table {
    name: "passages",
    columns: &[
        "group_id",
        "passage_id",
        "piece",
        "article_id",
        "outlet",
        "published_at",
        "language",
        "start",
        "end",
        "role",
        "similarity",
        "quoted",
        "speaker",
        "title",
        "url",
        "text",
    ],
};

pub(in crate::report) fn rows(group: &GroupView<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    {
        let id = group.story.group.id.to_string();
        for (member, passage) in group.story.group.passages.iter().enumerate() {
            let witness = group.witness(member);
            let article = &witness.article;
            let passage_id = group.passage_id(member);
            let role = group.story.verdict.roles.get(member).copied().unwrap_or(Role::Unsure);
            for (piece, &span) in passage.pieces.iter().enumerate() {
                let (start, end) = group.characters(member, span);
                let (quoted, speakers) = quotation(witness, span);
                sheet.row(&[
                    Cell::text(&id),
                    Cell::text(&passage_id),
                    Cell::count(piece + 1),
                    Cell::text(&article.id),
                    Cell::text(&article.outlet.name),
                    Cell::published(&article.published),
                    Cell::text(witness.document.language.code()),
                    Cell::offset(start),
                    Cell::offset(end),
                    Cell::text(words::role(role)),
                    group.similarity(member).map_or(Cell::Empty, Cell::share),
                    Cell::text(quoted),
                    Cell::list(&speakers),
                    Cell::text(&article.title),
                    Cell::text(&article.url),
                    Cell::text(span.of(witness.text())),
                ])?;
            }
        }
    }
    Ok(())
}

/// Whether the words of `span` stand in quotations (`yes`, `no`, `part`), and whose.
fn quotation(witness: &Witness, span: Span) -> (&'static str, Vec<&str>) {
    let document = &witness.document;
    let first = document.quotes.partition_point(|quote| quote.span.end <= span.start);
    let quotes = || document.quotes[first..].iter().take_while(|quote| quote.span.start < span.end);
    let mut speakers: Vec<&str> = Vec::new();
    for quote in quotes() {
        if let Some(speaker) = quote.speaker.map(|speaker| speaker.of(witness.text()))
            && !speakers.contains(&speaker)
        {
            speakers.push(speaker);
        }
    }
    let words = document.words.within(span);
    let words_quoted: usize = quotes()
        .map(|quote| {
            let inside = document.words.within(quote.span);
            inside.end.min(words.end).saturating_sub(inside.start.max(words.start))
        })
        .sum();
    let answer = match words_quoted {
        0 => "no",
        all if all >= words.len() => "yes",
        _ => "part",
    };
    (answer, speakers)
}
