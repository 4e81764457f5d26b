//! One group on the page: where it came from and what its card says before it is opened.

use super::details::{Details, Drift, language};
use super::moments;
use super::page::outlet;
use crate::drift::Severity;
use crate::report::excerpt::excerpt;
use crate::report::texts::{Texts, texts};
use crate::report::verdict;
use crate::report::view::GroupView;
use crate::report::words;
use crate::reuse::MatchKind;
use crate::ui::Ui;
use askama::Template;
use std::collections::BTreeSet;

const MOST_ODDS: usize = 4;
/// So many groups are open when the page is.
const OPEN: usize = 3;
/// Most drifted figures of one group in the list of all, those that others took over left out: one
/// group of many members must not fill the list.
const MOST_OF_ONE: usize = 3;

/// A group as the page shows it: it stands by itself, the articles it was made of are not needed
/// any more.
#[derive(Clone, Debug)]
pub(in crate::report) struct Card {
    t: &'static Texts,
    /// Id of the group.
    id: String,
    /// Names of its outlets.
    pub(super) outlets: BTreeSet<String>,
    /// Kinds of the matches shown.
    pub(super) kinds: BTreeSet<MatchKind>,
    worst: Option<Severity>,
    /// Figures for the list of all.
    pub(super) drifts: Vec<Drift>,
    badge: Option<(&'static str, String)>,
    counts: String,
    first_seen: String,
    language: String,
    excerpt: String,
    verdict: String,
    evidence: String,
    outside_source: String,
    odds: Vec<Odd>,
    details: String,
}

#[derive(Template)]
#[template(path = "group.html")]
struct Shown<'a> {
    t: &'static Texts,
    id: &'a str,
    rank: usize,
    classes: String,
    badge: &'a Option<(&'static str, String)>,
    counts: &'a str,
    kinds: String,
    first_seen: &'a str,
    language: &'a str,
    excerpt: &'a str,
    verdict: &'a str,
    evidence: &'a str,
    outside_source: &'a str,
    odds: &'a [Odd],
    compact: bool,
    open: bool,
    body: &'a str,
}

/// How likely it is that all others come from here.
#[derive(Clone, Debug)]
struct Odd {
    name: String,
    percent: String,
    width: u32,
    outside: bool,
}

impl Card {
    /// The card of `group`.
    pub(in crate::report) fn new(group: &GroupView<'_>, ui: Ui) -> askama::Result<Self> {
        let t = texts(ui);
        let story = group.story;
        let count = story.group.passages.len();
        let introduced = group.drift.iter().filter(|row| !row.inherited);
        Ok(Self {
            t,
            id: story.group.id.to_string(),
            outlets: (0..count).map(|member| group.article(member).outlet.name.clone()).collect(),
            kinds: kinds(group),
            worst: group.worst(),
            drifts: introduced.take(MOST_OF_ONE).map(|row| Drift::new(group, row, t)).collect(),
            badge: badge(group, t),
            counts: format!(
                "{}, {}",
                t.ui.count(group.outlets, t.outlets),
                t.ui.count(count, t.articles)
            ),
            first_seen: group.first_seen().map_or_else(
                || t.unknown.to_owned(),
                |member| moments::line(&group.article(member).published, t),
            ),
            language: language(group, group.reference).to_owned(),
            excerpt: excerpt(&group.passage_text(group.reference)),
            verdict: capitalised(&verdict::in_words(group, t)),
            evidence: story.verdict.evidence.clone(),
            outside_source: story.verdict.outside_source.join("; "),
            odds: odds(group, t),
            details: Details::new(group, t).render()?,
        })
    }

    /// The card as HTML at place `rank` (from 1), for filters by the outlets `filter`; `compact`
    /// leaves its details out.
    pub(super) fn render(
        &self,
        rank: usize,
        filter: &[&str],
        compact: bool,
    ) -> askama::Result<String> {
        let kinds: Vec<&str> = self.kinds.iter().map(|&kind| self.t.kind(kind)).collect();
        Shown {
            t: self.t,
            id: &self.id,
            rank,
            classes: self.classes(filter),
            badge: &self.badge,
            counts: &self.counts,
            kinds: kinds.join(", "),
            first_seen: &self.first_seen,
            language: &self.language,
            excerpt: &self.excerpt,
            verdict: &self.verdict,
            evidence: &self.evidence,
            outside_source: &self.outside_source,
            odds: &self.odds,
            compact,
            open: rank <= OPEN,
            body: &self.details,
        }
        .render()
    }

    /// What the filters look for.
    fn classes(&self, filter: &[&str]) -> String {
        let mut classes: Vec<String> =
            self.kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
        let places = filter.iter().enumerate().filter(|(_, name)| self.outlets.contains(**name));
        classes.extend(places.map(|(at, _)| format!("o{}", at + 1)));
        match self.worst {
            None => classes.push("steady".to_owned()),
            Some(worst) => {
                classes.push("drifted".to_owned());
                if worst == Severity::High {
                    classes.push("high".to_owned());
                }
            }
        }
        classes.join(" ")
    }
}

/// Kinds of the matches shown.
fn kinds(group: &GroupView<'_>) -> BTreeSet<MatchKind> {
    group.shown.iter().filter_map(|&(a, b)| Some(group.between(a, b)?.0.kind)).collect()
}

fn badge(group: &GroupView<'_>, t: &Texts) -> Option<(&'static str, String)> {
    let worst = group.drift.first()?;
    Some((words::severity(worst.severity), t.drift_badge(worst.severity, worst.class)))
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn odds(group: &GroupView<'_>, t: &'static Texts) -> Vec<Odd> {
    let verdict = &group.story.verdict;
    if verdict.confidence.is_empty() {
        return Vec::new();
    }
    let odd = |name: &str, probability: f64, outside| Odd {
        name: name.to_owned(),
        percent: verdict::percent(probability),
        width: (probability.clamp(0.0, 1.0) * 100.0).round() as u32,
        outside,
    };
    let mut odds: Vec<(f64, Odd)> = group
        .likeliest()
        .into_iter()
        .take(MOST_ODDS)
        .map(|member| (verdict.confidence[member], member))
        .map(|(probability, member)| {
            (probability, odd(&outlet(group, member, t), probability, false))
        })
        .collect();
    let outside = verdict.outside_probability;
    odds.push((outside, odd(t.outside_separately, outside, true)));
    odds.sort_by(|a, b| b.0.total_cmp(&a.0));
    odds.into_iter().map(|(_, odd)| odd).collect()
}
