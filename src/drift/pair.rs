//! Which figure of one sentence stands for which of the other: by what they count, never by their
//! order alone.

use super::class::{self, Said};
use super::context::{self, Context, Relation};
use super::subject::Synonyms;
use super::{DriftClass, FigureSet};
use crate::article::{FieldFrom, Span};
use crate::figures::{Figure, Kind};
use crate::reuse::{Group, Match, MatchKind, SentencePair};
use crate::witness::Witness;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Least score of a pair whose numbers are the same.
const LEAST_EQUAL: f32 = 2.0;
/// Least score of a pair whose numbers differ: a shared noun and half of the words around, or the
/// same neighbourhood.
const LEAST_DIFFERENT: f32 = 2.0;
/// Figures of two sentences that are compared at most; more stand in tables and lists.
const MOST_FIGURES: usize = 40;
/// Paired numbers from which on most of them differing means another day's report.
const TEMPLATE_FIGURES: usize = 3;
/// News is copied within hours: a number that changed and came so much later, in seconds, is an
/// update.
const UPDATE_LAG: i64 = 20 * 3600;

/// Two figures that stand for one another, or a figure and the sentence that lacks it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) a: Place,
    pub(super) b: Place,
    score: f32,
    class: Option<DriftClass>,
}

/// Sentence and figure of a member's witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) member: usize,
    pub(super) sentence: u32,
    pub(super) figure: Option<u32>,
}

/// One side of an aligned sentence pair.
struct Side<'w> {
    member: usize,
    witness: &'w Witness,
    sentences: Range<u32>,
    figures: Vec<u32>,
    contexts: Vec<Context>,
}

impl<'w> Side<'w> {
    fn new(
        member: usize,
        witness: &'w Witness,
        sentences: Range<u32>,
        span: Span,
        synonyms: &Synonyms,
    ) -> Self {
        let figures: Vec<u32> = witness
            .figures
            .iter()
            .enumerate()
            .filter(|(_, figure)| {
                sentences.contains(&figure.sentence)
                    && span.overlaps(figure.span)
                    && figure.kind != Kind::Label
            })
            .map(|(index, _)| index as u32)
            .take(MOST_FIGURES)
            .collect();
        let contexts = figures
            .iter()
            .map(|&index| Context::new(witness, &witness.figures[index as usize], synonyms))
            .collect();
        Self { member, witness, sentences, figures, contexts }
    }

    fn said(&self, at: usize) -> Said<'_> {
        Said {
            figure: &self.witness.figures[self.figures[at] as usize],
            text: self.witness.text(),
            context: &self.contexts[at],
        }
    }

    fn place(&self, at: usize) -> Place {
        let figure = self.figures[at];
        Place {
            member: self.member,
            sentence: self.witness.figures[figure as usize].sentence,
            figure: Some(figure),
        }
    }

    fn only_of_kind(&self, at: usize) -> bool {
        let kind = self.said(at).figure.kind;
        (0..self.figures.len()).filter(|&other| self.said(other).figure.kind == kind).count() == 1
    }
}

/// All figures of a group's members that stand for one another.
pub(super) fn sets(group: &Group, witnesses: &[Witness], synonyms: &Synonyms) -> Vec<FigureSet> {
    let mut pairs: Vec<Pair> =
        group.matches.iter().flat_map(|m| of_match(group, m, witnesses, synonyms)).collect();
    // The surest first; then by place, so that the result does not hang on the order of matches.
    pairs.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut sets: Vec<Vec<Place>> = Vec::new();
    let mut changed: Vec<bool> = Vec::new();
    let mut owner: FxHashMap<Place, usize> = FxHashMap::default();
    for pair in &pairs {
        let mut own = |place: Place| {
            *owner.entry(place).or_insert_with(|| {
                sets.push(vec![place]);
                changed.push(false);
                sets.len() - 1
            })
        };
        let (one, other) = (own(pair.a), own(pair.b));
        if one != other {
            // One figure for each member: a second one is another figure.
            let shares = |place: &Place| sets[one].iter().any(|own| own.member == place.member);
            if sets[other].iter().any(shares) {
                continue;
            }
            let moved = std::mem::take(&mut sets[other]);
            for place in &moved {
                owner.insert(*place, one);
            }
            sets[one].extend(moved);
            changed[one] |= changed[other];
        }
        changed[one] |= pair.class.is_some();
    }
    let mut found: Vec<(bool, Vec<Place>)> = sets
        .into_iter()
        .zip(changed)
        .filter(|(set, _)| set.len() > 1)
        .map(|(mut set, changed)| {
            set.sort_unstable();
            (!changed, set)
        })
        .collect();
    found.sort();
    found
        .into_iter()
        .map(|(_, set)| FigureSet {
            figures: set
                .into_iter()
                .map(|place| (place.member, place.sentence, place.figure))
                .collect(),
        })
        .collect()
}

fn of_match(group: &Group, m: &Match, witnesses: &[Witness], synonyms: &Synonyms) -> Vec<Pair> {
    let (Some(a), Some(b)) = (group.member(m.a), group.member(m.b)) else { return Vec::new() };
    let (one, other) = (&witnesses[m.a as usize], &witnesses[m.b as usize]);
    let mut pairs = Vec::new();
    for aligned in &m.pairs {
        let x = Side::new(a, one, aligned.a.clone(), aligned.span_a, synonyms);
        let y = Side::new(b, other, aligned.b.clone(), aligned.span_b, synonyms);
        let from = pairs.len();
        of_sentences(&x, &y, aligned, synonyms, &mut pairs);
        let dated = another_day(&pairs[from..], one, other);
        let mut at = from;
        while at < pairs.len() {
            let keep = pairs[at]
                .class
                .is_none_or(|_| !dated && !is_update(&pairs[at], aligned, one, other));
            if keep {
                at += 1;
            } else {
                pairs.remove(at);
            }
        }
    }
    if is_template(&pairs, one, other) {
        let number = |class| matches!(class, DriftClass::Value | DriftClass::Rounding);
        pairs.retain(|pair| !pair.class.is_some_and(number));
    }
    pairs
}

fn figure_of(pair: &Pair, one: bool, witness: &Witness) -> Option<Figure> {
    let place = if one { pair.a } else { pair.b };
    place.figure.map(|figure| witness.figures[figure as usize].clone())
}

const fn is_changed_number(pair: &Pair) -> bool {
    matches!(pair.class, Some(DriftClass::Value))
}

/// Whether the sentences name different days and different numbers: two reports, and no drift.
fn another_day(pairs: &[Pair], one: &Witness, other: &Witness) -> bool {
    let kind =
        |pair: &Pair| figure_of(pair, true, one).or(figure_of(pair, false, other)).map(|f| f.kind);
    let dates = pairs
        .iter()
        .any(|pair| is_changed_number(pair) && matches!(kind(pair), Some(Kind::Date | Kind::Time)));
    let numbers = pairs.iter().any(|pair| {
        is_changed_number(pair) && !matches!(kind(pair), Some(Kind::Date | Kind::Time))
    });
    dates && numbers
}

/// Whether most numbers of two passages differ: exchange rates, weather and loss reports of two
/// days stand in the same words.
fn is_template(pairs: &[Pair], one: &Witness, other: &Witness) -> bool {
    let compared = pairs.iter().filter(|pair| pair.a.figure.is_some() && pair.b.figure.is_some());
    let (mut all, mut changed) = (0, 0);
    for pair in compared {
        all += 1;
        changed += usize::from(is_changed_number(pair));
    }
    let other_day = lag(one, other).is_none_or(|lag| lag >= UPDATE_LAG);
    all >= TEMPLATE_FIGURES && changed * 2 > all || all == 2 && changed == 2 && other_day
}

/// Seconds between two publications at least; none when either is unknown.
fn lag(one: &Witness, other: &Witness) -> Option<i64> {
    let known = |witness: &Witness| {
        witness
            .article
            .published
            .interval()
            .filter(|_| witness.article.published.from != FieldFrom::Text)
    };
    let ((from, to), (other_from, other_to)) = (known(one)?, known(other)?);
    Some(from.saturating_sub(other_to).max(other_from.saturating_sub(to)).max(0))
}

/// Whether a changed number is a later count and not another version of the same one.
fn is_update(pair: &Pair, aligned: &SentencePair, one: &Witness, other: &Witness) -> bool {
    if !is_changed_number(pair) {
        return false;
    }
    let (Some(a), Some(b)) = (figure_of(pair, true, one), figure_of(pair, false, other)) else {
        return false;
    };
    if matches!(a.kind, Kind::Date | Kind::Time) {
        return false;
    }
    let (mark_a, mark_b) = (marks_update(one, &a), marks_update(other, &b));
    if mark_a != mark_b {
        return true;
    }
    let quoted = one.document.quote_around(a.span).is_some()
        && other.document.quote_around(b.span).is_some();
    let late = lag(one, other).is_some_and(|lag| lag >= UPDATE_LAG);
    late && !quoted && aligned.kind != MatchKind::Verbatim && !names_same_day(aligned, one, other)
}

/// Whether both sentences name the same day, and so mean one event.
fn names_same_day(aligned: &SentencePair, one: &Witness, other: &Witness) -> bool {
    let days = |witness: &Witness, sentences: &Range<u32>| -> Vec<(Option<i8>, Option<i8>)> {
        let inside = witness.figures.iter().filter(|figure| sentences.contains(&figure.sentence));
        inside.filter_map(|figure| figure.date).map(|date| (date.month, date.day)).collect()
    };
    let days_of_one = days(one, &aligned.a);
    days(other, &aligned.b).iter().any(|day| day.1.is_some() && days_of_one.contains(day))
}

/// Beginnings of words that say that a count goes on.
const UPDATE_WORDS: [&str; 22] = [
    "вже",
    "уже",
    "зрос",
    "зріс",
    "збільш",
    "оновл",
    "уточн",
    "вырос",
    "возрос",
    "увелич",
    "обновл",
    "already",
    "rise",
    "rose",
    "risen",
    "climb",
    "grew",
    "grown",
    "increas",
    "updat",
    "revis",
    "новими",
];
/// Words before a figure that can say so.
const UPDATE_REACH: usize = 6;

fn marks_update(witness: &Witness, figure: &Figure) -> bool {
    let words = &witness.document.words;
    let sentence = context::sentence_words(witness, figure);
    let first = words.touching(figure.span).start;
    (first.saturating_sub(UPDATE_REACH).max(sentence.start)..first)
        .any(|at| UPDATE_WORDS.iter().any(|stem| words.folded(at).starts_with(stem)))
}

fn of_sentences(
    x: &Side<'_>,
    y: &Side<'_>,
    aligned: &SentencePair,
    synonyms: &Synonyms,
    pairs: &mut Vec<Pair>,
) {
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    for i in 0..x.figures.len() {
        for j in 0..y.figures.len() {
            if let Some(score) = score(x, i, y, j, aligned, synonyms) {
                scored.push((score, i, j));
            }
        }
    }
    scored.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    let mut free = (vec![true; x.figures.len()], vec![true; y.figures.len()]);
    for &(score, i, j) in &scored {
        if !free.0[i] || !free.1[j] {
            continue;
        }
        let class = class::class(x.said(i), y.said(j), synonyms);
        (free.0[i], free.1[j]) = (false, false);
        if class.is_some() && stands_elsewhere(x, i, y, j, class) {
            continue;
        }
        pairs.push(Pair { a: x.place(i), b: y.place(j), score, class });
    }
    for (side, other, free) in [(x, y, &free.0), (y, x, &free.1)] {
        for at in (0..side.figures.len()).filter(|&at| free[at]) {
            if let Some(sentence) = lacks(side, at, other) {
                let gone = Place { member: other.member, sentence, figure: None };
                let class = Some(DriftClass::Missing);
                pairs.push(Pair { a: side.place(at), b: gone, score: 0.0, class });
            }
        }
    }
}

/// How surely two figures stand for one another.
fn score(
    x: &Side<'_>,
    i: usize,
    y: &Side<'_>,
    j: usize,
    aligned: &SentencePair,
    synonyms: &Synonyms,
) -> Option<f32> {
    let (a, b) = (x.said(i), y.said(j));
    let equal = class::same_number(a.figure, b.figure);
    let point = |kind| matches!(kind, Kind::Date | Kind::Time | Kind::Ordinal);
    if a.figure.kind != b.figure.kind && (!equal || point(a.figure.kind) || point(b.figure.kind)) {
        return None;
    }
    // Money in two currencies is never one amount that changed.
    let units = (a.unit(), b.unit());
    let other_unit = matches!(units, (Some(p), Some(q)) if p != q);
    if other_unit && !equal {
        return None;
    }
    let overlap = context::overlap(a.context, b.context);
    let mut score = 3.0 * overlap;
    score -= 0.5 * (a.context.position - b.context.position).abs();
    score += match context::things(a.context, b.context, synonyms) {
        Relation::Same => 2.0,
        Relation::Unknown => 0.0,
        Relation::Different => -2.0,
    };
    score += match context::states(a.context, b.context) {
        Relation::Same => 1.0,
        Relation::Unknown => 0.0,
        Relation::Different => -2.0,
    };
    score += match context::places(a.context, b.context) {
        Relation::Same => 0.5,
        Relation::Unknown => 0.0,
        Relation::Different => -1.5,
    };
    if units.0.is_some() && units.0 == units.1 {
        score += 0.5;
    }
    if x.only_of_kind(i) && y.only_of_kind(j) {
        score += 1.0;
        if aligned.kind == MatchKind::Translated {
            // Words of two languages share no neighbourhood; dates and times count nothing either.
            score += if point(a.figure.kind) { 1.5 } else { 0.5 };
        }
    }
    if aligned.kind != MatchKind::Translated && context::nouns_differ(a.context, b.context) {
        score -= 1.0;
    }
    if equal {
        score += 3.0;
    } else if class::scale(a.figure, b.figure).is_some() {
        score += 1.0;
    }
    (score >= if equal { LEAST_EQUAL } else { LEAST_DIFFERENT }).then_some(score)
}

/// Whether the number of one side stands elsewhere in the other article too, said of the same
/// kind of thing: then both tell both numbers, and nothing drifted.
fn stands_elsewhere(
    x: &Side<'_>,
    i: usize,
    y: &Side<'_>,
    j: usize,
    class: Option<DriftClass>,
) -> bool {
    if class != Some(DriftClass::Value) {
        return false;
    }
    let (a, b) = (x.said(i).figure, y.said(j).figure);
    let within = |figure: &Figure, witness: &Witness| {
        witness
            .figures
            .iter()
            .any(|other| other.kind == figure.kind && class::same_number(other, figure))
    };
    within(a, y.witness) && within(b, x.witness)
}

/// The sentence of the other side that says the same around a figure, and lacks it.
fn lacks(side: &Side<'_>, at: usize, other: &Side<'_>) -> Option<u32> {
    let said = side.said(at).figure;
    let near =
        context::edges(side.witness, said.number, &context::sentence_words(side.witness, said));
    if near.0.len() < 2 || near.1.len() < 2 {
        return None;
    }
    let words = &other.witness.document.words;
    for index in other.sentences.clone() {
        let sentence = &other.witness.document.sentences[index as usize];
        let range = sentence.words.start as usize..sentence.words.end as usize;
        let stems: Vec<u64> = range.map(|at| super::subject::stem(words.folded(at))).collect();
        let found = stems.windows(4).any(|four| {
            four[1] == near.0[0]
                && four[0] == near.0[1]
                && four[2] == near.1[0]
                && four[3] == near.1[1]
        });
        if found {
            return Some(index);
        }
    }
    None
}
