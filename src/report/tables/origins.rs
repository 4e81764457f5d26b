//! `origins`: where each group came from, and how sure that is.

use super::Table;
use crate::report::cell::Cell;
use crate::report::excerpt::excerpt;
use crate::report::sheet::Sheet;
use crate::report::view::GroupView;
use std::io;

pub(in crate::report) const TABLE: Table = Table {
    name: "origins",
    columns: &[
        "group_id",
        "articles",
        "outlets",
        "first_seen",
        "origin_article",
        "origin_outlet",
        "origin_published_at",
        "origin_url",
        "confidence",
        "outside_probability",
        "outside_source",
        "runner_up_article",
        "runner_up_confidence",
        "evidence",
        "excerpt",
    ],
};

/// Groups in most outlets first, then those of most articles.
pub(in crate::report) fn key(group: &GroupView<'_>) -> [u8; 16] {
    let mut key = [0; 16];
    key[..4].copy_from_slice(&(!(group.outlets as u32)).to_be_bytes());
    key[4..8].copy_from_slice(&(!(group.story.group.passages.len() as u32)).to_be_bytes());
    key[8..].copy_from_slice(&group.story.group.id.0.to_be_bytes());
    key
}

pub(in crate::report) fn rows(group: &GroupView<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    {
        let verdict = &group.story.verdict;
        let told = group.told();
        let runner_up = group.likeliest().into_iter().find(|&member| Some(member) != told);
        let confidence = |member: Option<usize>| {
            member.map_or(Cell::Empty, |member| Cell::probability(verdict.confidence[member]))
        };
        let origin = verdict.origin.map(|member| group.article(member));
        sheet.row(&[
            Cell::text(group.story.group.id.to_string()),
            Cell::count(group.story.group.passages.len()),
            Cell::count(group.outlets),
            group
                .first_seen()
                .map_or(Cell::Empty, |member| Cell::published(&group.article(member).published)),
            origin.map_or(Cell::Empty, |article| Cell::text(&article.id)),
            origin.map_or(Cell::Empty, |article| Cell::text(&article.outlet.name)),
            origin.map_or(Cell::Empty, |article| Cell::published(&article.published)),
            origin.map_or(Cell::Empty, |article| Cell::text(&article.url)),
            confidence(told),
            if verdict.confidence.is_empty() {
                Cell::Empty
            } else {
                Cell::probability(verdict.outside_probability)
            },
            Cell::list(&verdict.outside_source),
            runner_up.map_or(Cell::Empty, |member| Cell::text(&group.article(member).id)),
            confidence(runner_up),
            Cell::text(&verdict.evidence),
            Cell::text(excerpt(&group.passage_text(group.reference))),
        ])?;
    }
    Ok(())
}
