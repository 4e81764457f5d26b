//! The frame of the page: what was read, the figures that drifted, the filters.

use super::group::Drift;
use super::moments;
use crate::article::Published;
use crate::report::texts::{Texts, texts};
use crate::report::verdict;
use crate::report::view::{GroupView, View};
use crate::reuse::MatchKind;
use askama::Template;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Most outlets, rejected records and drifted figures that are listed before the groups.
const MOST_OUTLETS: usize = 200;
const MOST_REJECTED: usize = 50;
const MOST_DRIFTS: usize = 30;

/// Most drifted figures of one group among them, those that others took over left out: one group of
/// many members must not fill the list.
const MOST_OF_ONE: usize = 3;

/// Most outlets that the filter offers.
const MOST_FILTERED: usize = 150;

const CSS: &str = include_str!("../templates/style.css");

#[derive(Template)]
#[template(path = "head.html")]
pub(super) struct Head<'a> {
    t: &'static Texts,
    version: &'static str,
    css: &'static str,
    headline: String,
    tiles: Vec<Tile>,
    outlets: Vec<Outlet>,
    outlets_left_out: usize,
    rejected: Vec<Rejected<'a>>,
    rejected_left_out: usize,
    drifts: Vec<Drift<'a>>,
    drifts_left_out: usize,
    groups: usize,
    filter_outlets: &'a [&'a str],
    filter_kinds: Vec<(&'static str, &'static str)>,
    filter_drifts: [(&'static str, &'static str); 3],
}

/// A number that sums up the reading.
struct Tile {
    name: &'static str,
    value: String,
    class: &'static str,
}

/// An outlet's row.
struct Outlet {
    name: String,
    articles: String,
    languages: String,
    published: String,
    repeated: String,
}

/// A rejected record's row.
struct Rejected<'a> {
    place: String,
    reason: &'a str,
}

#[derive(Template)]
#[template(path = "foot.html")]
pub(super) struct Foot {
    t: &'static Texts,
    version: &'static str,
    left_out: usize,
}

impl Foot {
    pub(super) const fn new(view: &View<'_>, left_out: usize) -> Self {
        Self { t: texts(view.options.ui), version: env!("CARGO_PKG_VERSION"), left_out }
    }
}

impl<'a> Head<'a> {
    pub(super) fn new(
        view: &'a View<'a>,
        groups: &[&'a GroupView<'a>],
        filter_outlets: &'a [&'a str],
    ) -> Self {
        let t = texts(view.options.ui);
        let analysis = view.analysis;
        let mut outlets = outlets(view, t);
        let outlets_left_out = outlets.len().saturating_sub(MOST_OUTLETS);
        let known = outlets.iter().filter(|outlet| outlet.name != t.unknown_outlet).count();
        outlets.truncate(MOST_OUTLETS);
        let mut drifts: Vec<Drift<'_>> = groups
            .iter()
            .enumerate()
            .flat_map(|(at, group)| {
                let introduced = group.drift.iter().filter(|row| !row.inherited);
                introduced.take(MOST_OF_ONE).map(move |row| Drift::new(group, row, at + 1, t))
            })
            .collect();
        drifts.sort_by_key(|drift| drift.weight);
        let all: usize = view.groups.iter().map(|group| group.drift.len()).sum();
        drifts.truncate(MOST_DRIFTS);
        let drifts_left_out = all - drifts.len();
        let kinds: BTreeSet<MatchKind> =
            groups.iter().flat_map(|group| super::group::kinds(group)).collect();
        Self {
            t,
            version: env!("CARGO_PKG_VERSION"),
            css: CSS,
            headline: t.headline(analysis.witnesses.len(), view.groups.len(), all),
            tiles: tiles(view, known, t),
            outlets,
            outlets_left_out,
            rejected: analysis
                .rejected
                .iter()
                .take(MOST_REJECTED)
                .map(|rejected| Rejected {
                    place: rejected.place.to_string().trim_end_matches(": ").to_owned(),
                    reason: &rejected.reason,
                })
                .collect(),
            rejected_left_out: analysis.rejected.len().saturating_sub(MOST_REJECTED),
            drifts,
            drifts_left_out,
            groups: groups.len(),
            filter_outlets,
            filter_kinds: kinds.into_iter().map(|kind| (kind.as_str(), t.kind(kind))).collect(),
            filter_drifts: [
                ("drifted", t.with_drift),
                ("high", t.with_high_drift),
                ("steady", t.without_drift),
            ],
        }
    }
}

/// Outlets of the groups shown, those of most groups first, then by name.
pub(super) fn filter_outlets<'a>(groups: &[&'a GroupView<'a>]) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for group in groups {
        let names: BTreeSet<&str> = (0..group.story.group.passages.len())
            .map(|member| group.article(member).outlet.name.as_str())
            .filter(|name| !name.is_empty())
            .collect();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    counts.truncate(MOST_FILTERED);
    counts.into_iter().map(|(name, _)| name).collect()
}

fn tiles(view: &View<'_>, outlets: usize, t: &'static Texts) -> Vec<Tile> {
    let analysis = view.analysis;
    let tile = |name, value: usize| Tile { name, value: t.ui.number(value), class: "" };
    let undated = analysis
        .witnesses
        .iter()
        .filter(|witness| witness.article.published.interval().is_none())
        .count();
    let mut tiles = vec![
        tile(t.articles_column, analysis.witnesses.len()),
        tile(t.outlets_heading, outlets),
        Tile { name: t.published, value: period(view, t), class: "long" },
    ];
    if undated > 0 {
        tiles.push(tile(t.undated_heading, undated));
    }
    if analysis.counts.repeated > 0 {
        tiles.push(tile(t.read_twice, analysis.counts.repeated as usize));
    }
    if !analysis.rejected.is_empty() {
        tiles.push(Tile { class: "bad", ..tile(t.rejected_heading, analysis.rejected.len()) });
    }
    tiles
}

/// From the first to the last day on which an article is known to have been published.
fn period(view: &View<'_>, t: &Texts) -> String {
    let dated = view.analysis.witnesses.iter().map(|witness| &witness.article.published);
    span_of_days(dated, t).unwrap_or_else(|| "—".to_owned())
}

fn span_of_days<'a>(all: impl Iterator<Item = &'a Published>, t: &Texts) -> Option<String> {
    let dated: Vec<(i64, &Published)> = all
        .filter(|published| !moments::is_not_before(published))
        .filter_map(|published| Some((published.interval()?.0, published)))
        .collect();
    let first = dated.iter().min_by_key(|(start, _)| *start)?.1;
    let last = dated.iter().max_by_key(|(start, _)| *start)?.1;
    let (first, last) = (moments::when(first, t).day, moments::when(last, t).day);
    Some(if first == last { first } else { format!("{first} – {last}") })
}

fn outlets(view: &View<'_>, t: &'static Texts) -> Vec<Outlet> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, witness) in view.analysis.witnesses.iter().enumerate() {
        by_name.entry(&witness.article.outlet.name).or_default().push(index);
    }
    let mut repeated: BTreeMap<u32, usize> = BTreeMap::new();
    for passage in view.groups.iter().flat_map(|group| &group.story.group.passages) {
        *repeated.entry(passage.article).or_default() += 1;
    }
    let mut rows: Vec<(&str, Vec<usize>)> = by_name.into_iter().collect();
    rows.sort_by_key(|(name, articles)| (std::cmp::Reverse(articles.len()), *name));
    rows.into_iter()
        .map(|(name, articles)| {
            let witness = |&index: &usize| &view.analysis.witnesses[index];
            let languages: BTreeSet<&str> = articles
                .iter()
                .map(|index| t.language_name(witness(index).document.language.code()))
                .collect();
            let dates = articles.iter().map(|index| &witness(index).article.published);
            let only = articles.first().filter(|_| articles.len() == 1);
            Outlet {
                name: verdict::named(name, t).into_owned(),
                articles: t.ui.number(articles.len()),
                languages: languages.into_iter().collect::<Vec<_>>().join(", "),
                published: only
                    .map(|index| moments::line(&witness(index).article.published, t))
                    .or_else(|| span_of_days(dates, t))
                    .unwrap_or_else(|| t.undated.to_owned()),
                repeated: t.ui.number(
                    articles
                        .iter()
                        .map(|&index| repeated.get(&(index as u32)).copied().unwrap_or(0))
                        .sum(),
                ),
            }
        })
        .collect()
}

/// A link that a browser may follow: only the web's own schemes, else nothing.
pub(super) fn link(url: &str) -> &str {
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if is_web { url } else { "" }
}

/// The outlet of a member, or that it is not known.
pub(super) fn outlet<'a>(group: &GroupView<'a>, member: usize, t: &Texts) -> Cow<'a, str> {
    verdict::outlet(group.article(member), t)
}
