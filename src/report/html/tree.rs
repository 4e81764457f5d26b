//! The family tree of a group as a drawing: time runs downwards, each member is a row, and a line
//! leads to it from its parent. Members without a known time stand below, on rows of their own.

use super::moments::{self, When};
use crate::provenance::{Edge, Relation, Role};
use crate::report::excerpt::shorten;
use crate::report::texts::Texts;
use crate::report::verdict;
use crate::report::view::GroupView;

/// Most members drawn; the lineage table has all.
const MOST: usize = 40;

// Measures of the drawing, in CSS pixels.
const ROW: f64 = 50.0;
const TOP: f64 = 34.0;
/// Width of a character of a day, in bold and in the widest of the usual fonts.
const CHARACTER: f64 = 8.4;
/// From the end of the times to the axis, and from it to the first lane.
const BESIDE_AXIS: f64 = 10.0;
const TO_LANES: f64 = 18.0;
const LANE: f64 = 17.0;
/// Height that is shared out by time, for each row: what makes a long pause look long.
const STRETCH: f64 = 26.0;
/// Longest label, in characters: what a phone has room for.
const LABEL: usize = 30;

/// A drawing.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) axis_x: f64,
    pub(super) axis_top: f64,
    pub(super) axis_bottom: f64,
    /// Where the members without a time begin.
    pub(super) undated_y: Option<f64>,
    pub(super) lines: Vec<Line>,
    pub(super) nodes: Vec<Node>,
    /// Members that are not drawn.
    pub(super) left_out: usize,
}

/// A line from a parent to a child.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) path: String,
    pub(super) class: &'static str,
}

/// A member, or the outside.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) label_x: f64,
    /// Shape: `outside`, `origin`, `copy`, `rendering`, `unsure`.
    pub(super) shape: &'static str,
    pub(super) label: String,
    pub(super) detail: String,
    pub(super) day: String,
    pub(super) hour: String,
    pub(super) dated: bool,
}

impl Tree {
    /// Draws the tree of `group`; none where there is no tree.
    pub(super) fn draw(group: &GroupView<'_>, texts: &Texts) -> Option<Self> {
        let verdict = &group.story.verdict;
        let all = verdict.lineage.len();
        if all == 0 {
            return None;
        }
        let order = from_root(&verdict.lineage);
        let times = times(group, &order);
        let rows = rows(order, &times);
        let drawn = rows.len();
        let row_of = |member: usize| rows.iter().position(|&row| row == member);
        // The row of each drawn member's parent; row 0 is the outside.
        let parents: Vec<usize> = rows
            .iter()
            .map(|&member| verdict.lineage[member].parent.and_then(row_of).map_or(0, |row| row + 1))
            .collect();
        let lane_of = lanes(&parents);
        let ys = heights(&rows, &times);
        let whens = whens(group, &rows, texts);
        let widest = whens.iter().flat_map(|when| [&when.day, &when.hour]);
        let widest = widest.map(|text| text.chars().count()).max().unwrap_or(0);
        let axis_x = (widest as f64 * CHARACTER).ceil() + BESIDE_AXIS;
        let lanes_x = axis_x + TO_LANES;
        let x = |row: usize| lanes_x + LANE * lane_of[row] as f64;
        let label_x = lanes_x + LANE * (lane_of.iter().copied().max().unwrap_or(0) as f64 + 0.85);

        let mut nodes = vec![Node {
            x: x(0),
            y: ys[0],
            label_x,
            shape: "outside",
            label: texts.outside.to_owned(),
            detail: shorten(&verdict.outside_source.join(", "), LABEL + 6),
            day: String::new(),
            hour: String::new(),
            dated: false,
        }];
        for ((at, &member), when) in rows.iter().enumerate().zip(whens) {
            let edge = &verdict.lineage[member];
            let article = group.article(member);
            let relation = match (edge.parent, verdict.origin == Some(member)) {
                (None, true) => texts.role(Role::Origin),
                (None, false) => texts.entered,
                (Some(_), _) => texts.relation(edge.relation),
            };
            let mut detail = format!("{relation} · {}", verdict::percent(edge.probability));
            if edge.cites_parent && edge.parent.is_some() {
                detail.push_str(" · ");
                detail.push_str(texts.cites);
            }
            nodes.push(Node {
                x: x(at + 1),
                y: ys[at + 1],
                label_x,
                shape: shape(verdict.roles.get(member).copied().unwrap_or(Role::Unsure)),
                label: shorten(&verdict::outlet(article, texts), LABEL),
                detail,
                day: when.day,
                hour: when.hour,
                dated: times[member].is_some(),
            });
        }
        let lines = (1..=drawn)
            .map(|row| {
                let from = (x(parents[row - 1]), ys[parents[row - 1]]);
                Line {
                    path: elbow(from, (x(row), ys[row])),
                    class: match verdict.lineage[rows[row - 1]].relation {
                        Relation::Copied => "copied",
                        Relation::Rendered => "rendered",
                        Relation::Unsure => "unsure",
                    },
                }
            })
            .collect();
        let dated = rows.iter().filter(|&&member| times[member].is_some()).count();
        let bottom = ys[drawn] + 30.0;
        Some(Self {
            width: (label_x + 250.0) as u32,
            height: bottom as u32,
            axis_x,
            axis_top: ys[0] + ROW / 2.0,
            axis_bottom: ys[dated] + 14.0,
            undated_y: (dated < drawn).then(|| ys[dated + 1] - ROW / 2.0 - 4.0),
            lines,
            nodes,
            left_out: all - drawn,
        })
    }
}

/// What stands beside the axis for each row: a day only where another begins.
fn whens(group: &GroupView<'_>, rows: &[usize], texts: &Texts) -> Vec<When> {
    let mut day_before = String::new();
    let when = |&member: &usize| {
        let published = &group.article(member).published;
        let mut when = moments::when(published, texts);
        if moments::is_not_before(published) {
            when.day = format!("≥\u{202F}{}", when.day);
        }
        if when.day == day_before && !when.hour.is_empty() {
            when.day.clear();
        } else {
            day_before.clone_from(&when.day);
        }
        when
    };
    rows.iter().map(when).collect()
}

const fn shape(role: Role) -> &'static str {
    match role {
        Role::Origin => "origin",
        Role::Copy => "copy",
        Role::Rendering => "rendering",
        Role::Unsure => "unsure",
    }
}

/// Members with parents before children, and the depth of each.
fn from_root(lineage: &[Edge]) -> Vec<(usize, usize)> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); lineage.len()];
    let mut order = Vec::with_capacity(lineage.len());
    for (member, edge) in lineage.iter().enumerate() {
        match edge.parent {
            Some(parent) => children[parent].push(member),
            None => order.push((member, 0)),
        }
    }
    let mut next = 0;
    while let Some(&(member, depth)) = order.get(next) {
        order.extend(children[member].iter().map(|&child| (child, depth + 1)));
        next += 1;
    }
    order
}

/// Second at which each member stands on the axis: the beginning of the time it can have been
/// published in, but not before its parent's where the two overlap.
fn times(group: &GroupView<'_>, order: &[(usize, usize)]) -> Vec<Option<i64>> {
    let lineage = &group.story.verdict.lineage;
    let mut times = vec![None; lineage.len()];
    for &(member, _) in order {
        let parent: Option<i64> = lineage[member].parent.and_then(|parent| times[parent]);
        times[member] = group
            .article(member)
            .published
            .interval()
            .map(|(start, end)| start.max(parent.unwrap_or(start)).min(end));
    }
    times
}

/// Members in the order of their rows: by time, parents before children at the same time; then
/// those without a time.
fn rows(mut order: Vec<(usize, usize)>, times: &[Option<i64>]) -> Vec<usize> {
    order.sort_by_key(|&(member, depth)| (times[member].is_none(), times[member], depth, member));
    order.truncate(MOST);
    order.into_iter().map(|(member, _)| member).collect()
}

/// A lane for each row (0 is the outside), so that no line runs through a member that it does not
/// lead to.
fn lanes(parents: &[usize]) -> Vec<usize> {
    let count = parents.len() + 1;
    // Rows that the line down from each row passes.
    let mut reach: Vec<(usize, usize)> = (0..count).map(|row| (row, row)).collect();
    for (at, &parent) in parents.iter().enumerate() {
        let row = at + 1;
        reach[parent] = (reach[parent].0.min(row), reach[parent].1.max(row));
    }
    let mut lanes: Vec<usize> = vec![0];
    for row in 1..count {
        let after_parent = lanes.get(parents[row - 1]).map_or(1, |lane| lane + 1);
        let is_free = |lane: &usize| {
            lanes.iter().enumerate().all(|(other, &taken)| {
                taken != *lane || reach[other].1 < reach[row].0 || reach[row].1 < reach[other].0
            })
        };
        // As many lanes as rows always suffice.
        lanes.push((after_parent..after_parent + count).find(is_free).unwrap_or(after_parent));
    }
    lanes
}

/// Height of each row (0 is the outside): as many steps as rows, and on top of them a share of the
/// time that passed.
fn heights(rows: &[usize], times: &[Option<i64>]) -> Vec<f64> {
    let known: Vec<i64> = rows.iter().filter_map(|&member| times[member]).collect();
    let span = match (known.first(), known.last()) {
        (Some(first), Some(last)) if last > first => (last - first) as f64,
        _ => 1.0,
    };
    let stretch = STRETCH * known.len() as f64;
    let mut ys = vec![TOP];
    let mut y = TOP;
    for at in 0..rows.len() {
        y += ROW;
        match (known.get(at), at.checked_sub(1).and_then(|before| known.get(before))) {
            (Some(time), Some(before)) => y += stretch * (time - before) as f64 / span,
            // The first row without a time stands apart from those with one.
            (None, _) if at == known.len() => y += 18.0,
            _ => {}
        }
        ys.push(y);
    }
    ys
}

/// A line down from the parent and, with a round corner, to the child.
fn elbow((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    const CORNER: f64 = 9.0;
    let down = if to_y >= y { 1.0 } else { -1.0 };
    let right = if to_x >= x { 1.0 } else { -1.0 };
    format!(
        "M{x:.1} {y:.1}V{:.1}Q{x:.1} {to_y:.1} {:.1} {to_y:.1}H{to_x:.1}",
        to_y - CORNER * down,
        x + CORNER * right,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_runs_through_a_stranger() {
        // 1 and 2 hang from the outside, 3 from 1, 4 from 2, 5 from 1.
        let parents = [0, 0, 1, 2, 1];
        let lane_of = lanes(&parents);
        for (at, &parent) in parents.iter().enumerate() {
            for between in parent + 1..=at {
                assert_ne!(
                    lane_of[between], lane_of[parent],
                    "{between} stands on the line of {parent}"
                );
            }
        }
    }

    #[test]
    fn heights_grow_with_time() {
        let ys = heights(&[0, 1, 2, 3], &[Some(0), Some(60), Some(6_000), None]);
        assert!(ys.is_sorted());
        assert!(ys[3] - ys[2] > ys[2] - ys[1]);
        assert_eq!(heights(&[0, 1], &[None, None]).len(), 3);
    }
}
