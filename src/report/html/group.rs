//! One group on the page: where it came from, its tree, its figures, its passages side by side.

use super::moments;
use super::page::{link, outlet};
use super::tree::Tree;
use crate::drift::{DriftRow, Severity};
use crate::provenance::Role;
use crate::report::excerpt::{excerpt, shorten};
use crate::report::marks::{self, Mark};
use crate::report::texts::{Texts, texts};
use crate::report::verdict;
use crate::report::view::{GroupView, View, sentence};
use crate::report::words;
use crate::reuse::{MatchKind, SentencePair};
use askama::Template;
use std::borrow::Cow;
use std::collections::BTreeSet;

// What is shown of a group at most; the tables have all.
const MOST_PAIRS: usize = 6;
const MOST_ROWS: usize = 12;
const MOST_MEMBERS: usize = 60;
const MOST_DRIFTS: usize = 12;
const MOST_ODDS: usize = 4;
/// Longest sentence that is shown whole, in characters; a "sentence" may be a page without a stop.
const LONGEST_SENTENCE: usize = 1_200;
/// So many groups are open when the page is.
const OPEN: usize = 3;

#[derive(Template)]
#[template(path = "group.html")]
pub(super) struct Group<'a> {
    t: &'static Texts,
    id: String,
    rank: usize,
    classes: String,
    badge: Option<(&'static str, String)>,
    counts: String,
    kinds: String,
    first_seen: String,
    language: &'a str,
    excerpt: String,
    verdict: String,
    evidence: &'a str,
    outside_source: String,
    odds: Vec<Odd<'a>>,
    compact: bool,
    open: bool,
    tree: Option<Tree>,
    lineage: Vec<LineageRow<'a>>,
    drifts: Vec<Drift<'a>>,
    drifts_left_out: usize,
    pairs: Vec<Pair<'a>>,
    pairs_left_out: usize,
    members: Vec<Member<'a>>,
    members_left_out: usize,
}

/// How likely it is that all others come from here.
struct Odd<'a> {
    name: Cow<'a, str>,
    percent: String,
    width: u32,
    outside: bool,
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
pub(super) struct Drift<'a> {
    /// The smaller, the earlier it is shown.
    pub(super) weight: (Severity, usize),
    pub(super) severity: &'static str,
    pub(super) badge: String,
    pub(super) group: String,
    pub(super) rank: usize,
    pub(super) reference: String,
    pub(super) reference_outlet: Cow<'a, str>,
    pub(super) reference_language: &'a str,
    pub(super) reference_sentence: String,
    pub(super) text: String,
    pub(super) outlet: Cow<'a, str>,
    pub(super) language: &'a str,
    pub(super) sentence: String,
    pub(super) explanation: &'a str,
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

impl<'a> Group<'a> {
    /// The group at place `rank` (from 1); `compact` leaves out what can be long.
    pub(super) fn new(
        view: &View<'_>,
        group: &'a GroupView<'a>,
        rank: usize,
        outlets: &[&str],
        compact: bool,
    ) -> Self {
        let t = texts(view.options.ui);
        let story = group.story;
        let count = story.group.passages.len();
        let kinds = kinds(group);
        let tree = Tree::draw(group, t).filter(|_| !compact);
        let others: Vec<usize> = (0..count)
            .filter(|&member| group.between(member, group.reference).is_some())
            .filter(|&member| member != group.reference)
            .collect();
        let shown = if compact { 0 } else { count };
        Self {
            t,
            id: story.group.id.to_string(),
            rank,
            classes: classes(group, &kinds, outlets),
            badge: badge(group, t),
            counts: format!(
                "{}, {}",
                t.ui.count(group.outlets, t.outlets),
                t.ui.count(count, t.articles)
            ),
            kinds: kinds.iter().map(|&kind| t.kind(kind)).collect::<Vec<_>>().join(", "),
            first_seen: group.first_seen().map_or_else(
                || t.unknown.to_owned(),
                |member| moments::line(&group.article(member).published, t),
            ),
            language: language(group, group.reference),
            excerpt: excerpt(&group.passage_text(group.reference)),
            verdict: capitalised(&verdict::in_words(group, t)),
            evidence: &story.verdict.evidence,
            outside_source: story.verdict.outside_source.join("; "),
            odds: odds(group, t),
            compact,
            open: rank <= OPEN,
            lineage: tree.as_ref().map_or_else(Vec::new, |_| lineage(group, t)),
            tree,
            drifts: group
                .drift
                .iter()
                .take(MOST_DRIFTS.min(shown * MOST_DRIFTS))
                .map(|row| Drift::new(group, row, rank, t))
                .collect(),
            drifts_left_out: group.drift.len().saturating_sub(MOST_DRIFTS),
            pairs: others
                .iter()
                .take(MOST_PAIRS.min(shown))
                .filter_map(|&member| Pair::new(group, member, t))
                .collect(),
            pairs_left_out: others.len().saturating_sub(MOST_PAIRS),
            members: (0..shown.min(MOST_MEMBERS))
                .map(|member| Member::new(group, member, t))
                .collect(),
            members_left_out: count.saturating_sub(MOST_MEMBERS),
        }
    }
}

/// Kinds of the matches shown.
pub(super) fn kinds(group: &GroupView<'_>) -> BTreeSet<MatchKind> {
    group.shown.iter().filter_map(|&(a, b)| Some(group.between(a, b)?.0.kind)).collect()
}

/// What the filters look for.
fn classes(group: &GroupView<'_>, kinds: &BTreeSet<MatchKind>, outlets: &[&str]) -> String {
    let mut classes: Vec<String> = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    let members: BTreeSet<&str> = (0..group.story.group.passages.len())
        .map(|member| group.article(member).outlet.name.as_str())
        .collect();
    let places = outlets.iter().enumerate().filter(|(_, name)| members.contains(**name));
    classes.extend(places.map(|(at, _)| format!("o{}", at + 1)));
    match group.worst() {
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

fn badge(group: &GroupView<'_>, t: &Texts) -> Option<(&'static str, String)> {
    let worst = group.drift.first()?;
    Some((words::severity(worst.severity), t.drift_badge(worst.severity, worst.class)))
}

fn language<'a>(group: &GroupView<'a>, member: usize) -> &'a str {
    group.witness(member).document.language.code()
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn odds<'a>(group: &GroupView<'a>, t: &'static Texts) -> Vec<Odd<'a>> {
    let verdict = &group.story.verdict;
    if verdict.confidence.is_empty() {
        return Vec::new();
    }
    let odd = |name, probability: f64, outside| Odd {
        name,
        percent: verdict::percent(probability),
        width: (probability.clamp(0.0, 1.0) * 100.0).round() as u32,
        outside,
    };
    let mut odds: Vec<(f64, Odd<'a>)> = group
        .likeliest()
        .into_iter()
        .take(MOST_ODDS)
        .map(|member| (verdict.confidence[member], member))
        .map(|(probability, member)| {
            (probability, odd(outlet(group, member, t), probability, false))
        })
        .collect();
    let outside = verdict.outside_probability;
    odds.push((outside, odd(t.outside_separately.into(), outside, true)));
    odds.sort_by(|a, b| b.0.total_cmp(&a.0));
    odds.into_iter().map(|(_, odd)| odd).collect()
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

impl<'a> Drift<'a> {
    pub(super) fn new(
        group: &GroupView<'a>,
        row: &'a DriftRow,
        rank: usize,
        t: &'static Texts,
    ) -> Self {
        let figure = |(member, figure): (usize, Option<u32>)| {
            let witness = group.witness(member);
            figure.and_then(|index| witness.figures.get(index as usize)).map_or_else(
                || t.no_figure.to_owned(),
                |figure| shorten(figure.span.of(witness.text()), 90),
            )
        };
        let sentence = |member, at| shorten(sentence(group.witness(member), at), LONGEST_SENTENCE);
        Self {
            weight: (row.severity, rank),
            severity: words::severity(row.severity),
            badge: t.drift_badge(row.severity, row.class),
            group: group.story.group.id.to_string(),
            rank,
            reference: figure(row.reference),
            reference_outlet: outlet(group, row.reference.0, t),
            reference_language: language(group, row.reference.0),
            reference_sentence: sentence(row.reference.0, row.reference_sentence),
            text: figure(row.figure),
            outlet: outlet(group, row.figure.0, t),
            language: language(group, row.figure.0),
            sentence: sentence(row.figure.0, row.sentence),
            explanation: &row.explanation,
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
