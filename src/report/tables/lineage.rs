//! `lineage`: the family tree of each group, one row for each member.

use super::Table;
use crate::report::cell::Cell;
use crate::report::sheet::Sheet;
use crate::report::view::GroupView;
use crate::report::words;
use std::io;

pub(in crate::report) const TABLE: Table = Table {
    name: "lineage",
    columns: &[
        "group_id",
        "child_article",
        "parent_article",
        "probability",
        "relation",
        "cites_parent",
        "lag_seconds",
        "evidence",
    ],
};

pub(in crate::report) fn rows(group: &GroupView<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    {
        let id = group.story.group.id.to_string();
        for (child, edge) in group.story.verdict.lineage.iter().enumerate() {
            sheet.row(&[
                Cell::text(&id),
                Cell::text(&group.article(child).id),
                edge.parent.map_or(Cell::Empty, |parent| Cell::text(&group.article(parent).id)),
                Cell::probability(edge.probability),
                Cell::text(words::relation(edge.relation)),
                Cell::yes_no(edge.cites_parent),
                edge.lag_seconds.map_or(Cell::Empty, Cell::Integer),
                Cell::text(&edge.evidence),
            ])?;
        }
    }
    Ok(())
}
