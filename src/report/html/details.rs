//! The details of a group: its figures, its tree, its passages side by side, its articles.

use super::moments;
use super::page::{link, outlet};
use super::tree::Tree;
use crate::drift::{DriftRow, Severity};
use crate::provenance::Role;
use crate::report::excerpt::shorten;
use crate::report::marks::{self, Mark};
use crate::report::texts::Texts;
use crate::report::verdict;
use crate::report::view::{GroupView, sentence};
use crate::report::words;
use crate::reuse::{MatchKind, SentencePair};
use askama::Template;
use std::borrow::Cow;

// What is shown of a group at most; the tables have all.
const MOST_PAIRS: usize = 6;
const MOST_ROWS: usize = 12;
const MOST_MEMBERS: usize = 60;
const MOST_DRIFTS: usize = 12;
/// Longest sentence that is shown whole, in characters; a "sentence" may be a page without a stop.
const LONGEST_SENTENCE: usize = 1_200;

/// What can be long of a group: shown when it is opened.
#[derive(Template)]
#[template(path = "details.html")]
pub(super) struct Details<'a> {
    t: &'static Texts,
    id: String,
    tree: Option<Tree>,
    lineage: Vec<LineageRow<'a>>,
    drifts: Vec<Drift>,
    drifts_left_out: usize,
    pairs: Vec<Pair<'a>>,
    pairs_left_out: usize,
    members: Vec<Member<'a>>,
    members_left_out: usize,
}

struct LineageRow<'a> {
    child: Cow<'a, str>,
    parent: Cow<'a, str>,
    percent: String,
    relation: &'static str,
    lag: String,
    evidence: &'a str,
}

/// A figure that drifted.
#[derive(Clone, Debug)]
pub(in crate::report) struct Drift {
    pub(super) worst: Severity,
    pub(super) severity: &'static str,
    pub(super) badge: String,
    pub(super) group: String,
    pub(super) reference: String,
    pub(super) reference_outlet: String,
    pub(super) reference_language: String,
    pub(super) reference_sentence: String,
    pub(super) text: String,
    pub(super) outlet: String,
    pub(super) language: String,
    pub(super) sentence: String,
    pub(super) explanation: String,
    pub(super) inherited: String,
}

/// Two members side by side.
struct Pair<'a> {
    kind: &'static str,
    similarity: String,
    outlets: [Cow<'a, str>; 2],
    heads: [SideHead<'a>; 2],
    rows: Vec<Row<'a>>,
    left_out: usize,
}

struct SideHead<'a> {
    outlet: Cow<'a, str>,
    published: String,
}

/// An aligned sentence pair.
struct Row<'a> {
    class: &'static str,
    kind: &'static str,
    score: String,
    shared: String,
    sides: [Side<'a>; 2],
}

struct Side<'a> {
    outlet: Cow<'a, str>,
    language: &'a str,
    pieces: Vec<Piece>,
}

/// A run of text in its markup.
struct Piece {
    open: &'static str,
    text: String,
    close: &'static str,
}

struct Member<'a> {
    outlet: Cow<'a, str>,
    published: String,
    language: &'static str,
    role: &'static str,
    title: String,
    url: &'a str,
    id: &'a str,
}

impl<'a> Details<'a> {
    pub(super) fn new(group: &'a GroupView<'a>, t: &'static Texts) -> Self {
        let count = group.story.group.passages.len();
        let tree = Tree::draw(group, t);
        let others: Vec<usize> = (0..count)
            .filter(|&member| group.between(member, group.reference).is_some())
            .filter(|&member| member != group.reference)
            .collect();
        Self {
            t,
            id: group.story.group.id.to_string(),
            lineage: tree.as_ref().map_or_else(Vec::new, |_| lineage(group, t)),
            tree,
            drifts: group
                .drift
                .iter()
                .take(MOST_DRIFTS)
                .map(|row| Drift::new(group, row, t))
                .collect(),
            drifts_left_out: group.drift.len().saturating_sub(MOST_DRIFTS),
            pairs: others
                .iter()
                .take(MOST_PAIRS)
                .filter_map(|&member| Pair::new(group, member, t))
                .collect(),
            pairs_left_out: others.len().saturating_sub(MOST_PAIRS),
            members: (0..count.min(MOST_MEMBERS))
                .map(|member| Member::new(group, member, t))
                .collect(),
            members_left_out: count.saturating_sub(MOST_MEMBERS),
        }
    }
}

pub(super) fn language<'a>(group: &GroupView<'a>, member: usize) -> &'a str {
    group.witness(member).document.language.code()
}

fn lineage<'a>(group: &GroupView<'a>, t: &'static Texts) -> Vec<LineageRow<'a>> {
    let edges = group.story.verdict.lineage.iter().enumerate().take(MOST_MEMBERS);
    edges
        .map(|(child, edge)| LineageRow {
            child: outlet(group, child, t),
            parent: edge.parent.map_or(t.outside.into(), |parent| outlet(group, parent, t)),
            percent: verdict::percent(edge.probability),
            relation: if edge.parent.is_some() { t.relation(edge.relation) } else { "" },
            lag: edge.lag_seconds.map_or_else(String::new, |lag| moments::lag(lag, t)),
            evidence: &edge.evidence,
        })
        .collect()
}

impl Drift {
    pub(in crate::report) fn new(group: &GroupView<'_>, row: &DriftRow, t: &'static Texts) -> Self {
        let figure = |(member, figure): (usize, Option<u32>)| {
            let witness = group.witness(member);
            figure.and_then(|index| witness.figures.get(index as usize)).map_or_else(
                || t.no_figure.to_owned(),
                |figure| shorten(figure.span.of(witness.text()), 90),
            )
        };
        let sentence = |member, at| shorten(sentence(group.witness(member), at), LONGEST_SENTENCE);
        Self {
            worst: row.severity,
            severity: words::severity(row.severity),
            badge: t.drift_badge(row.severity, row.class),
            group: group.story.group.id.to_string(),
            reference: figure(row.reference),
            reference_outlet: outlet(group, row.reference.0, t).into_owned(),
            reference_language: language(group, row.reference.0).to_owned(),
            reference_sentence: sentence(row.reference.0, row.reference_sentence),
            text: figure(row.figure),
            outlet: outlet(group, row.figure.0, t).into_owned(),
            language: language(group, row.figure.0).to_owned(),
            sentence: sentence(row.figure.0, row.sentence),
            explanation: row.explanation.clone(),
            inherited: if row.inherited {
                format!("{} {}", t.inherited_from, outlet(group, row.introduced_by, t))
            } else {
                String::new()
            },
        }
    }
}

impl<'a> Pair<'a> {
    /// The group's reference on the left, `member` on the right.
    fn new(group: &GroupView<'a>, member: usize, t: &'static Texts) -> Option<Self> {
        let (found, reversed) = group.between(group.reference, member)?;
        let sides = [group.reference, member];
        let mut pairs: Vec<&SentencePair> = found.pairs.iter().collect();
        pairs.sort_by_key(|pair| if reversed { pair.span_b } else { pair.span_a });
        let outlets = sides.map(|side| outlet(group, side, t));
        Some(Self {
            kind: t.kind(found.kind),
            similarity: format!("{:.2}", found.similarity),
            outlets,
            heads: sides.map(|side| SideHead {
                outlet: outlet(group, side, t),
                published: moments::line(&group.article(side).published, t),
            }),
            rows: pairs
                .iter()
                .take(MOST_ROWS)
                .map(|pair| Row::new(group, sides, pair, reversed, t))
                .collect(),
            left_out: found.pairs.len().saturating_sub(MOST_ROWS),
        })
    }
}

impl<'a> Row<'a> {
    fn new(
        group: &GroupView<'a>,
        sides: [usize; 2],
        pair: &SentencePair,
        reversed: bool,
        t: &'static Texts,
    ) -> Self {
        let [left, right] = marks::runs(group, (sides[0], sides[1]), pair, reversed);
        let text = group.witness(sides[0]).text();
        let shared: Vec<&str> = pair
            .shared
            .iter()
            .map(|shared| if reversed { shared.b } else { shared.a }.of(text))
            .collect();
        let side = |member, runs: &[marks::Run<'_>]| Side {
            outlet: outlet(group, member, t),
            language: language(group, member),
            pieces: pieces(runs),
        };
        Self {
            class: match pair.kind {
                MatchKind::Verbatim | MatchKind::Near => "near",
                MatchKind::Reworded | MatchKind::Translated => "reworded",
            },
            kind: t.kind(pair.kind),
            score: format!("{:.2}", pair.score),
            shared: shared.join(", "),
            sides: [side(sides[0], &left), side(sides[1], &right)],
        }
    }
}

/// Runs in their markup, no longer than [`LONGEST_SENTENCE`].
fn pieces(runs: &[marks::Run<'_>]) -> Vec<Piece> {
    let mut room = LONGEST_SENTENCE;
    let mut pieces = Vec::with_capacity(runs.len());
    for run in runs {
        if room == 0 {
            break;
        }
        let (open, close) = match run.mark {
            Mark::Same => ("", ""),
            Mark::Removed => ("<del>", "</del>"),
            Mark::Added => ("<ins>", "</ins>"),
            Mark::Shared => ("<mark class=\"shared\">", "</mark>"),
            Mark::Figure => ("<mark class=\"figure\">", "</mark>"),
            Mark::Drifted => ("<mark class=\"drifted\">", "</mark>"),
        };
        let length = run.text.chars().count();
        let text = if length <= room {
            room -= length;
            run.text.to_owned()
        } else {
            let cut = run.text.chars().take(room).chain(['…']).collect();
            room = 0;
            cut
        };
        pieces.push(Piece { open, text, close });
    }
    pieces
}

impl<'a> Member<'a> {
    fn new(group: &GroupView<'a>, member: usize, t: &'static Texts) -> Self {
        let article = group.article(member);
        let role = group.story.verdict.roles.get(member).copied().unwrap_or(Role::Unsure);
        Self {
            outlet: outlet(group, member, t),
            published: moments::line(&article.published, t),
            language: t.language_name(language(group, member)),
            role: t.role(role),
            title: if article.title.is_empty() {
                t.untitled.to_owned()
            } else {
                shorten(&article.title, 160)
            },
            url: link(&article.url),
            id: &article.id,
        }
    }
}
