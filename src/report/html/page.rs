//! The frame of the page: what was read, the figures that drifted, the filters.

use super::details::Drift;
use super::{Card, Page, moments};
use crate::analysis::Outcome;
use crate::article::Published;
use crate::report::overview::{OutletFacts, Overview};
use crate::report::texts::{Texts, texts};
use crate::report::verdict;
use crate::report::view::GroupView;
use crate::reuse::MatchKind;
use askama::Template;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Most outlets, rejected records and drifted figures that are listed before the groups.
const MOST_OUTLETS: usize = 200;
const MOST_REJECTED: usize = 50;
const MOST_DRIFTS: usize = 30;

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
    drifts: Vec<(usize, &'a Drift)>,
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
    pub(super) const fn new(t: &'static Texts, left_out: usize) -> Self {
        Self { t, version: env!("CARGO_PKG_VERSION"), left_out }
    }
}

impl<'a> Head<'a> {
    pub(super) fn new(page: &'a Page<'a>, filter_outlets: &'a [&'a str]) -> Self {
        let t = texts(page.ui);
        let Page { overview, outcome, .. } = page;
        let mut outlets = outlets(overview, t);
        let outlets_left_out = outlets.len().saturating_sub(MOST_OUTLETS);
        outlets.truncate(MOST_OUTLETS);
        let ranked = page.cards.iter().zip(1..);
        let mut drifts: Vec<(usize, &Drift)> = ranked
            .flat_map(|(card, rank)| card.drifts.iter().map(move |drift| (rank, drift)))
            .collect();
        drifts.sort_by_key(|(rank, drift)| (drift.worst, *rank));
        drifts.truncate(MOST_DRIFTS);
        let drifts_left_out = page.drifts - drifts.len();
        let kinds: BTreeSet<MatchKind> =
            page.cards.iter().flat_map(|card| card.kinds.iter().copied()).collect();
        Self {
            t,
            version: env!("CARGO_PKG_VERSION"),
            css: CSS,
            headline: t.headline(overview.articles(), page.groups, page.drifts),
            tiles: tiles(overview, outcome, t),
            outlets,
            outlets_left_out,
            rejected: outcome
                .rejected
                .iter()
                .take(MOST_REJECTED)
                .map(|rejected| Rejected {
                    place: rejected.place.to_string().trim_end_matches(": ").to_owned(),
                    reason: &rejected.reason,
                })
                .collect(),
            rejected_left_out: outcome.rejected.len().saturating_sub(MOST_REJECTED),
            drifts,
            drifts_left_out,
            groups: page.cards.len(),
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
pub(super) fn filter_outlets<'a>(cards: &[&'a Card]) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in cards.iter().flat_map(|card| &card.outlets).filter(|name| !name.is_empty()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    counts.truncate(MOST_FILTERED);
    counts.into_iter().map(|(name, _)| name).collect()
}

fn tiles(overview: &Overview, outcome: &Outcome, t: &'static Texts) -> Vec<Tile> {
    let tile = |name, value: usize| Tile { name, value: t.ui.number(value), class: "" };
    let period = overview.period().map_or_else(|| "—".to_owned(), |period| days(&period, t));
    let mut tiles = vec![
        tile(t.articles_column, overview.articles()),
        tile(t.outlets_heading, overview.known_outlets()),
        Tile { name: t.published, value: period, class: "long" },
    ];
    if overview.undated > 0 {
        tiles.push(tile(t.undated_heading, overview.undated));
    }
    if outcome.counts.repeated > 0 {
        tiles.push(tile(t.read_twice, outcome.counts.repeated as usize));
    }
    if !outcome.rejected.is_empty() {
        tiles.push(Tile { class: "bad", ..tile(t.rejected_heading, outcome.rejected.len()) });
    }
    tiles
}

/// From the first to the last day.
fn days([first, last]: &[Published; 2], t: &Texts) -> String {
    let (first, last) = (moments::when(first, t).day, moments::when(last, t).day);
    if first == last { first } else { format!("{first} – {last}") }
}

fn outlets(overview: &Overview, t: &'static Texts) -> Vec<Outlet> {
    let mut rows: Vec<(&String, &OutletFacts)> = overview.outlets.iter().collect();
    rows.sort_by_key(|(name, facts)| (std::cmp::Reverse(facts.articles), *name));
    rows.into_iter()
        .map(|(name, facts)| {
            let languages: BTreeSet<&str> =
                facts.languages.iter().map(|language| t.language_name(language.code())).collect();
            let published = match &facts.period {
                _ if facts.articles == 1 => moments::line(&facts.only, t),
                Some([first, last]) => days(&[first.1, last.1], t),
                None => t.undated.to_owned(),
            };
            Outlet {
                name: verdict::named(name, t).into_owned(),
                articles: t.ui.number(facts.articles),
                languages: languages.into_iter().collect::<Vec<_>>().join(", "),
                published,
                repeated: t.ui.number(facts.repeated),
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
