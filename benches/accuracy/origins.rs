//! Origins and parents against the known trees, beside three simple rules.
//!
//! What a group's true origin is depends on who is in it: where exactly one member has no parent
//! among the others, it is that one; where several have none, the source is outside.
//!
//! A group is answered where an origin is named or outside passes its threshold. The simple rules
//! always answer, and never "outside".

use crate::archive::{Known, share};
use crate::record::Score;
use rodovid::analysis::{Analysis, Story};
use rodovid::provenance::Answer;
use rodovid_generator::Role;
use rodovid_generator::scenario::Half;

/// Bins of the calibration error.
const BINS: usize = 10;

/// A group with what is known of it.
struct Traced<'a> {
    story: &'a Story,
    /// Members as articles of the archive.
    members: Vec<usize>,
    /// For each member, its parents among the others.
    parents: Vec<Vec<usize>>,
    /// The member that all come from; none: outside.
    origin: Option<usize>,
}

/// Rows by half and method.
pub(crate) fn measure(analysis: &Analysis, known: &Known) -> Vec<Score> {
    let articles = known.of_witnesses(analysis);
    let mut scores = Vec::new();
    for half in [Half::Tuned, Half::HeldBack] {
        let groups: Vec<Traced<'_>> = analysis
            .stories
            .iter()
            .filter_map(|story| known_group(story, &articles, known))
            .filter(|group| known.truth(group.members[0]).half == half)
            .collect();
        scores.push(program(half, &groups));
        for (name, rule) in RULES {
            scores.push(simple(half, name, rule, &groups, analysis));
        }
    }
    scores
}

fn known_group<'a>(story: &'a Story, articles: &[usize], known: &Known) -> Option<Traced<'a>> {
    let members: Vec<usize> =
        story.group.passages.iter().map(|p| articles[p.article as usize]).collect();
    // Groups of articles that share nothing in truth are an error of reuse, counted there.
    let family = known.truth(members[0]).family?;
    let whole = members.iter().all(|&member| {
        let truth = known.truth(member);
        truth.family == Some(family) && truth.role != Role::Alone
    });
    if !whole {
        return None;
    }
    let parents: Vec<Vec<usize>> = members
        .iter()
        .map(|&member| {
            let parents = &known.truth(member).parents;
            (0..members.len()).filter(|&other| parents.contains(&(members[other] as u64))).collect()
        })
        .collect();
    let mut entering = (0..members.len()).filter(|&member| parents[member].is_empty());
    let origin = entering.next().filter(|_| entering.next().is_none());
    Some(Traced { story, members, parents, origin })
}

fn program(half: Half, groups: &[Traced<'_>]) -> Score {
    let (mut answered, mut right, mut brier) = (0, 0, 0.0);
    let mut bins = [(0, 0.0, 0.0); BINS];
    let (mut edges, mut edges_right) = (0, 0);
    let (mut outside, mut outside_named) = (0, 0);
    let mut ranked: Vec<(f64, bool)> = Vec::new();
    for group in groups {
        let verdict = &group.story.verdict;
        let is_right = match verdict.answer {
            Answer::Member(member) => Some(group.origin == Some(member)),
            Answer::Outside => Some(group.origin.is_none()),
            Answer::Unknown => None,
        };
        if let Some(is_right) = is_right {
            let said = match verdict.answer {
                Answer::Member(member) => verdict.confidence[member],
                _ => verdict.outside_probability,
            };
            answered += 1;
            right += usize::from(is_right);
            let bin = &mut bins[((said * BINS as f64) as usize).min(BINS - 1)];
            *bin = (bin.0 + 1, bin.1 + said, bin.2 + f64::from(u8::from(is_right)));
        }
        for (member, &confidence) in verdict.confidence.iter().enumerate() {
            let truth = f64::from(u8::from(group.origin == Some(member)));
            brier += (confidence - truth).powi(2);
        }
        let truth = f64::from(u8::from(group.origin.is_none()));
        brier += (verdict.outside_probability - truth).powi(2);
        ranked.push((verdict.outside_probability, group.origin.is_none()));
        if group.origin.is_none() {
            outside += 1;
            outside_named += usize::from(verdict.answer == Answer::Outside);
        }
        for (member, parents) in group.parents.iter().enumerate() {
            if !parents.is_empty() {
                edges += 1;
                let found = verdict.lineage[member].parent;
                edges_right += usize::from(found.is_some_and(|parent| parents.contains(&parent)));
            }
        }
    }
    let calibration: f64 = bins.iter().map(|(_, said, right)| (said - right).abs()).sum();
    let count = groups.len() as f64;
    score(
        half,
        "rodovid",
        groups.len(),
        [
            share(right as f64, f64::from(answered)),
            share(f64::from(answered), count),
            share(brier, count),
            share(calibration, f64::from(answered)),
            share(edges_right as f64, f64::from(edges)),
            share(outside_named as f64, f64::from(outside)),
            auc(&mut ranked),
        ],
    )
}

fn score(half: Half, kind: &str, cases: usize, values: [f64; 7]) -> Score {
    let names = ["origin", "answered", "brier", "calibration", "parents", "outside", "outside_auc"];
    Score {
        table: "origins",
        half: Some(half),
        kind: kind.to_owned(),
        language: String::new(),
        cases,
        measures: names.into_iter().zip(values).collect(),
    }
}

/// Chance that a group from outside is ranked above one from inside.
fn auc(ranked: &mut [(f64, bool)]) -> f64 {
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut rank_sum, mut at) = (0.0, 0);
    while at < ranked.len() {
        let tied =
            ranked[at..].iter().take_while(|one| one.0.total_cmp(&ranked[at].0).is_eq()).count();
        let rank = (2 * at + tied + 1) as f64 / 2.0;
        rank_sum += rank * ranked[at..at + tied].iter().filter(|one| one.1).count() as f64;
        at += tied;
    }
    let outside = ranked.iter().filter(|one| one.1).count() as f64;
    let inside = ranked.len() as f64 - outside;
    share(rank_sum - outside * (outside + 1.0) / 2.0, outside * inside)
}

/// A rule names the origin (a member) and each member's parent.
type Rule = fn(&Traced<'_>, &Analysis) -> (usize, Vec<Option<usize>>);

const RULES: [(&str, Rule); 3] =
    [("earliest", earliest), ("longest", longest), ("most similar earlier", most_similar_earlier)];

fn simple(half: Half, name: &str, rule: Rule, groups: &[Traced<'_>], analysis: &Analysis) -> Score {
    let (mut right, mut edges, mut edges_right) = (0, 0, 0);
    for group in groups {
        let (origin, parents) = rule(group, analysis);
        right += usize::from(group.origin == Some(origin));
        for (member, truth) in group.parents.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
            edges += 1;
            edges_right +=
                usize::from(parents[member].is_some_and(|parent| truth.contains(&parent)));
        }
    }
    let count = groups.len() as f64;
    let none = f64::NAN;
    let accuracy = share(right as f64, count);
    let parents = share(edges_right as f64, f64::from(edges));
    score(half, name, groups.len(), [accuracy, 1.0, none, none, parents, none, none])
}

/// Start of the time in which a member can have been published; unknown ones last. Members of
/// equal time stand in the order of their ids.
fn time(group: &Traced<'_>, member: usize, analysis: &Analysis) -> (i64, usize) {
    let witness = group.story.group.passages[member].article as usize;
    let published = analysis.witnesses[witness].article.published.interval();
    (published.map_or(i64::MAX, |interval| interval.0), member)
}

fn earliest(group: &Traced<'_>, analysis: &Analysis) -> (usize, Vec<Option<usize>>) {
    let origin = (0..group.members.len())
        .min_by_key(|&member| time(group, member, analysis))
        .unwrap_or_default();
    (origin, star(group, origin))
}

fn longest(group: &Traced<'_>, analysis: &Analysis) -> (usize, Vec<Option<usize>>) {
    let length = |&member: &usize| {
        let witness = group.story.group.passages[member].article as usize;
        analysis.witnesses[witness].text().len()
    };
    let origin = (0..group.members.len()).max_by_key(length).unwrap_or_default();
    (origin, star(group, origin))
}

fn star(group: &Traced<'_>, origin: usize) -> Vec<Option<usize>> {
    (0..group.members.len()).map(|member| (member != origin).then_some(origin)).collect()
}

fn most_similar_earlier(group: &Traced<'_>, analysis: &Analysis) -> (usize, Vec<Option<usize>>) {
    let (origin, _) = earliest(group, analysis);
    let parents = (0..group.members.len()).map(|member| {
        (0..group.members.len())
            .filter(|&other| time(group, other, analysis) < time(group, member, analysis))
            .max_by(|&a, &b| {
                let similarity = |other| {
                    group.story.group.between(other, member).map_or(0.0, |(m, _)| m.similarity)
                };
                similarity(a).total_cmp(&similarity(b))
            })
    });
    (origin, parents.collect())
}
