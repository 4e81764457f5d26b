//! Which figure of one sentence stands for which of the other: by what they count, never by their
//! order alone.

use super::alike::Alike;
use super::class::{self, Said};
use super::context::{self, Relation};
use super::member::{self, Member};
use super::notes::Notes;
use super::subject::{ConceptKind, Synonyms};
use super::{DriftClass, FigureSet};
use crate::article::{FieldFrom, Span};
use crate::figures::{Figure, Kind};
use crate::reuse::{Group, Match, MatchKind, SentencePair};
use crate::witness::Witness;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::LazyCell;
use std::ops::Range;

/// Least score of a pair whose numbers are the same.
const LEAST_EQUAL: f32 = 2.0;
/// Least score of a pair whose numbers differ: a shared noun and half of the words around, or the
/// same neighbourhood.
const LEAST_DIFFERENT: f32 = 2.0;
/// Paired numbers from which on most of them differing means another day's report.
const TEMPLATE_FIGURES: usize = 3;
/// News is copied within hours: a number that changed and came so much later, in seconds, is an
/// update.
const UPDATE_LAG: i64 = 20 * 3600;
/// Seconds of a day.
const DAY: i64 = 86_400;

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
struct Side<'m, 'w> {
    index: usize,
    member: &'m Member<'w>,
    sentences: Range<u32>,
    figures: Vec<u32>,
}

impl<'m, 'w> Side<'m, 'w> {
    fn new(index: usize, member: &'m Member<'w>, sentences: &Range<u32>, span: Span) -> Self {
        let figures = member.figures(sentences, span);
        Self { index, member, sentences: sentences.clone(), figures }
    }

    fn said(&self, at: usize) -> Said<'_> {
        self.member.said(self.figures[at])
    }

    fn place(&self, at: usize) -> Place {
        let figure = self.figures[at];
        let sentence = self.member.figure(figure).sentence;
        Place { member: self.index, sentence, figure: Some(figure) }
    }

    fn only_of_kind(&self, at: usize) -> bool {
        let kind = |at: usize| self.member.figure(self.figures[at]).kind;
        (0..self.figures.len()).filter(|&other| kind(other) == kind(at)).count() == 1
    }
}

/// All figures of a group's members that stand for one another.
pub(super) fn sets(group: &Group, witnesses: &[Witness], synonyms: &Synonyms) -> Vec<FigureSet> {
    let members = Member::all(group, witnesses, synonyms);
    let mut pairs: Vec<Pair> = Vec::new();
    for (a, b, m) in member::matches(group) {
        of_match((a, &members[a]), (b, &members[b]), m, synonyms, &mut pairs);
    }
    // The surest first; then by place, so that the result does not hang on the order of matches.
    pairs.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut sets: Vec<Set> = Vec::new();
    let mut owner: FxHashMap<Place, usize> = FxHashMap::default();
    for pair in &pairs {
        let mut own = |place: Place| {
            *owner.entry(place).or_insert_with(|| {
                sets.push(Set::new(place));
                sets.len() - 1
            })
        };
        let (one, other) = (own(pair.a), own(pair.b));
        if one == other {
            sets[one].changed |= pair.class.is_some();
            continue;
        }
        let (small, large) = if sets[one].places.len() < sets[other].places.len() {
            (one, other)
        } else {
            (other, one)
        };
        // One figure for each member: a second one is another figure.
        if sets[small].places.iter().any(|place| sets[large].members.contains(&place.member)) {
            continue;
        }
        let moved = std::mem::take(&mut sets[small]);
        for place in &moved.places {
            owner.insert(*place, large);
        }
        sets[large].take(moved);
        sets[large].changed |= pair.class.is_some();
    }
    let mut found: Vec<(bool, Vec<Place>)> = sets
        .into_iter()
        .filter(|set| set.places.len() > 1)
        .map(|mut set| {
            set.places.sort_unstable();
            (!set.changed, set.places)
        })
        .collect();
    found.sort();
    let place = |place: Place| (place.member, place.sentence, place.figure);
    found
        .into_iter()
        .map(|(_, set)| FigureSet { figures: set.into_iter().map(place).collect() })
        .collect()
}

/// A set that grows, smaller into larger.
#[derive(Default)]
struct Set {
    places: Vec<Place>,
    members: FxHashSet<usize>,
    changed: bool,
}

impl Set {
    fn new(place: Place) -> Self {
        let members = std::iter::once(place.member).collect();
        Self { places: vec![place], members, changed: false }
    }

    fn take(&mut self, other: Self) {
        self.members.extend(other.places.iter().map(|place| place.member));
        self.places.extend(other.places);
        self.changed |= other.changed;
    }
}

fn of_match(
    (a, one): (usize, &Member<'_>),
    (b, other): (usize, &Member<'_>),
    m: &Match,
    synonyms: &Synonyms,
    pairs: &mut Vec<Pair>,
) {
    let first = pairs.len();
    let mut found = Vec::new();
    for aligned in &m.pairs {
        let x = Side::new(a, one, &aligned.a, aligned.span_a);
        let y = Side::new(b, other, &aligned.b, aligned.span_b);
        if x.figures.is_empty() && y.figures.is_empty() {
            continue;
        }
        found.clear();
        of_sentences(&x, &y, aligned, m, synonyms, &mut found);
        let dated = another_day(&found, one, other);
        found
            .retain(|pair| pair.class.is_none() || !dated && !is_update(pair, aligned, one, other));
        pairs.append(&mut found);
    }
    if is_template(&pairs[first..], one, other) {
        let number = |class| matches!(class, DriftClass::Value | DriftClass::Rounding);
        let kept: Vec<Pair> =
            pairs.drain(first..).filter(|pair| !pair.class.is_some_and(number)).collect();
        pairs.extend(kept);
    }
}

fn figure_of<'w>(pair: &Pair, first: bool, member: &Member<'w>) -> Option<&'w Figure> {
    let place = if first { pair.a } else { pair.b };
    place.figure.map(|figure| member.figure(figure))
}

const fn is_changed_number(pair: &Pair) -> bool {
    matches!(pair.class, Some(DriftClass::Value))
}

/// Whether the sentences name different days (or quarters, or rounds) and different numbers: two
/// reports, and no drift.
fn another_day(pairs: &[Pair], one: &Member<'_>, other: &Member<'_>) -> bool {
    let point = |pair: &Pair| {
        let figure = figure_of(pair, true, one).or(figure_of(pair, false, other));
        figure.is_some_and(|figure| matches!(figure.kind, Kind::Date | Kind::Time | Kind::Ordinal))
    };
    let changed = || pairs.iter().filter(|pair| is_changed_number(pair));
    changed().any(point) && !changed().all(point)
}

/// Whether most numbers of two passages differ: exchange rates, weather and loss reports of two
/// days stand in the same words.
fn is_template(pairs: &[Pair], one: &Member<'_>, other: &Member<'_>) -> bool {
    if exchanges(pairs, one, other) {
        return false;
    }
    let compared = pairs.iter().filter(|pair| pair.a.figure.is_some() && pair.b.figure.is_some());
    let (mut all, mut changed) = (0, 0);
    for pair in compared {
        all += 1;
        changed += usize::from(is_changed_number(pair));
    }
    let other_day = || lag(one.witness(), other.witness()).is_none_or(|lag| lag >= UPDATE_LAG);
    all >= TEMPLATE_FIGURES && changed * 2 > all || all == 2 && changed == 2 && other_day()
}

/// Whether every changed number of one side stands at another place of the other: the numbers were
/// exchanged, and no day brought new ones.
fn exchanges(pairs: &[Pair], one: &Member<'_>, other: &Member<'_>) -> bool {
    let changed: Vec<_> = pairs
        .iter()
        .filter(|pair| is_changed_number(pair))
        .filter_map(|pair| figure_of(pair, true, one).zip(figure_of(pair, false, other)))
        .collect();
    let stands = |figure: &Figure| changed.iter().any(|(_, b)| class::same_number(figure, b));
    changed.len() > 1 && changed.iter().all(|(a, _)| stands(a))
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
fn is_update(pair: &Pair, aligned: &SentencePair, one: &Member<'_>, other: &Member<'_>) -> bool {
    if !is_changed_number(pair) {
        return false;
    }
    let (Some(a), Some(b)) = (figure_of(pair, true, one), figure_of(pair, false, other)) else {
        return false;
    };
    if matches!(a.kind, Kind::Date | Kind::Time) {
        return false;
    }
    if marks_update(&one.notes, a) != marks_update(&other.notes, b) {
        return true;
    }
    if of_its_day(one, a) && of_its_day(other, b) && other_day(one.witness(), other.witness()) {
        return true;
    }
    let quoted = |member: &Member<'_>, figure: &Figure| {
        member.witness().document.quote_around(figure.span).is_some()
    };
    let late = lag(one.witness(), other.witness()).is_some_and(|lag| lag >= UPDATE_LAG);
    late && !(quoted(one, a) && quoted(other, b))
        && aligned.kind != MatchKind::Verbatim
        && !names_same_day(aligned, one, other)
}

/// Whether a number is one that every day has its own of: what its sentence tells of the past day,
/// the price of a currency or of goods, and the weather.
fn of_its_day(member: &Member<'_>, figure: &Figure) -> bool {
    let notes = &member.notes;
    let sentence = notes.sentence(figure.sentence);
    let price = matches!(figure.kind, Kind::Money | Kind::Percent);
    sentence.clone().any(|at| {
        let concept = notes.concept(at, sentence.end);
        concept.is_some_and(|(concept, _)| match notes.synonyms.concept(concept).kind {
            ConceptKind::Daily => true,
            ConceptKind::About => price,
            ConceptKind::Weather => figure.kind == Kind::Measure,
            _ => false,
        })
    })
}

/// Whether two articles are of two days, as far as is known.
fn other_day(one: &Witness, other: &Witness) -> bool {
    let day = |witness: &Witness| {
        let published = &witness.article.published;
        let (from, _) = published.interval().filter(|_| published.from != FieldFrom::Text)?;
        Some(from.div_euclid(DAY))
    };
    day(one) != day(other)
}

/// Whether both sentences name the same day, and so mean one event.
fn names_same_day(aligned: &SentencePair, one: &Member<'_>, other: &Member<'_>) -> bool {
    let days = |member: &Member<'_>, sentences: &Range<u32>| -> Vec<(Option<i8>, Option<i8>)> {
        let figures = member.of_sentences(sentences).map(|figure| member.figure(figure));
        figures.filter_map(|figure| figure.date).map(|date| (date.month, date.day)).collect()
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

fn marks_update(notes: &Notes<'_>, figure: &Figure) -> bool {
    let words = &notes.witness.document.words;
    let sentence = notes.sentence(figure.sentence);
    let first = words.touching(figure.span).start;
    (first.saturating_sub(UPDATE_REACH).max(sentence.start)..first)
        .any(|at| UPDATE_WORDS.iter().any(|stem| words.folded(at).starts_with(stem)))
}

fn of_sentences(
    x: &Side<'_, '_>,
    y: &Side<'_, '_>,
    aligned: &SentencePair,
    m: &Match,
    synonyms: &Synonyms,
    pairs: &mut Vec<Pair>,
) {
    let alike = LazyCell::new(|| Alike::new(x.member, y.member, aligned, m));
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    for i in 0..x.figures.len() {
        for j in 0..y.figures.len() {
            if let Some(score) = score(x, i, y, j, aligned, synonyms) {
                scored.push((score, i, j));
            }
        }
    }
    crossed(x, y, &mut scored);
    scored.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    let mut free = (vec![true; x.figures.len()], vec![true; y.figures.len()]);
    for &(score, i, j) in &scored {
        if !free.0[i] || !free.1[j] {
            continue;
        }
        let class = class::class(x.said(i), y.said(j), synonyms);
        (free.0[i], free.1[j]) = (false, false);
        let (a, b) = (x.said(i), y.said(j));
        let differ = class.is_some() || context::nouns_differ(a.context, b.context, synonyms);
        if differ && (stands_elsewhere(x, i, y, j, class) || !alike.holds(a, b, synonyms)) {
            continue;
        }
        pairs.push(Pair { a: x.place(i), b: y.place(j), score, class });
    }
    for (side, other, free) in [(x, y, &free.0), (y, x, &free.1)] {
        for at in (0..side.figures.len()).filter(|&at| free[at]) {
            if let Some(sentence) = lacks(side, at, other) {
                let gone = Place { member: other.index, sentence, figure: None };
                let class = Some(DriftClass::Missing);
                pairs.push(Pair { a: side.place(at), b: gone, score: 0.0, class });
            }
        }
    }
}

/// Weight that an equal number loses where it is told of two states, and each side has another
/// number of the right one: the numbers were exchanged.
const CROSSED: f32 = 2.0;

fn crossed(x: &Side<'_, '_>, y: &Side<'_, '_>, scored: &mut [(f32, usize, usize)]) {
    let states = |i: usize, j: usize| context::states(x.said(i).context, y.said(j).context);
    let pairs: Vec<(usize, usize)> = scored.iter().map(|&(_, i, j)| (i, j)).collect();
    for (score, i, j) in scored.iter_mut() {
        if states(*i, *j) != Relation::Different {
            continue;
        }
        let right = |(p, q): &(usize, usize)| states(*p, *q) == Relation::Same;
        if pairs.iter().any(|pair| pair.0 == *i && pair.1 != *j && right(pair))
            && pairs.iter().any(|pair| pair.1 == *j && pair.0 != *i && right(pair))
        {
            *score -= CROSSED;
        }
    }
}

/// How surely two figures stand for one another.
fn score(
    x: &Side<'_, '_>,
    i: usize,
    y: &Side<'_, '_>,
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
    if aligned.kind != MatchKind::Translated
        && context::nouns_differ(a.context, b.context, synonyms)
    {
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
    x: &Side<'_, '_>,
    i: usize,
    y: &Side<'_, '_>,
    j: usize,
    class: Option<DriftClass>,
) -> bool {
    if class != Some(DriftClass::Value) {
        return false;
    }
    // Said of another state it is no retelling: 12 dead and 30 wounded against 30 dead and 12
    // wounded.
    let within = |said: Said<'_>, member: &Member<'_>| {
        (0_u32..).zip(&member.witness().figures).any(|(index, other)| {
            other.kind == said.figure.kind
                && class::same_number(other, said.figure)
                && context::states(said.context, member.said(index).context) != Relation::Different
        })
    };
    within(x.said(i), y.member) && within(y.said(j), x.member)
}

/// The sentence of the other side that says the same around a figure, and lacks it.
fn lacks(side: &Side<'_, '_>, at: usize, other: &Side<'_, '_>) -> Option<u32> {
    let notes = &side.member.notes;
    let said = side.said(at).figure;
    let number = notes.witness.document.words.within(said.number);
    let around = context::edges(notes, &number, &notes.sentence(said.sentence))?;
    let notes = &other.member.notes;
    other.sentences.clone().find(|&index| {
        let sentence = notes.sentence(index);
        (sentence.start..sentence.end.saturating_sub(3))
            .any(|from| around.iter().zip(from..).all(|(&stem, at)| notes.stem(at) == stem))
    })
}
