//! Groups against families, and the share of a text that is reused.

use crate::archive::{Known, common, share, size, span};
use crate::record::Score;
use rodovid::analysis::Analysis;
use rodovid_generator::scenario::Half;
use std::collections::BTreeMap;

/// What a true group is: a family, and which of its root texts.
type Root = (u32, bool);

/// Purity and completeness of groups by half, and the error of `reused_share`.
pub(crate) fn measure(analysis: &Analysis, known: &Known) -> Vec<Score> {
    let articles = known.of_witnesses(analysis);
    let roots_of = |index: usize| -> Vec<Root> {
        let truth = known.truth(index);
        let Some(family) = truth.family else { return Vec::new() };
        let mut roots: Vec<Root> =
            truth.carried.iter().map(|carried| (family, carried.root >= 1_000)).collect();
        roots.dedup();
        roots
    };
    let mut scores = Vec::new();
    for half in [Half::Tuned, Half::HeldBack] {
        let mut truth: BTreeMap<Root, Vec<usize>> = BTreeMap::new();
        for index in (0..known.len()).filter(|&index| known.truth(index).half == half) {
            for root in roots_of(index) {
                truth.entry(root).or_default().push(index);
            }
        }
        truth.retain(|_, members| members.len() > 1);
        let groups: Vec<Vec<usize>> = analysis
            .stories
            .iter()
            .map(|story| {
                story.group.passages.iter().map(|p| articles[p.article as usize]).collect()
            })
            .filter(|members: &Vec<usize>| known.truth(members[0]).half == half)
            .collect();

        let (mut pure, mut seated) = (0, 0);
        let mut best: BTreeMap<Root, usize> = BTreeMap::new();
        let mut pieces: BTreeMap<Root, usize> = BTreeMap::new();
        for group in &groups {
            let mut counts: BTreeMap<Root, usize> = BTreeMap::new();
            for root in group.iter().flat_map(|&index| roots_of(index)) {
                *counts.entry(root).or_default() += 1;
            }
            pure += counts.values().max().copied().unwrap_or(0);
            seated += group.len();
            for (root, count) in counts.into_iter().filter(|&(_, count)| count > 1) {
                let most = best.entry(root).or_default();
                *most = count.max(*most);
                *pieces.entry(root).or_default() += 1;
            }
        }
        let members: usize = truth.values().map(Vec::len).sum();
        let together: usize =
            best.iter().filter(|(root, _)| truth.contains_key(root)).map(|b| b.1).sum();
        scores.push(Score {
            table: "groups",
            half: Some(half),
            kind: "all".into(),
            language: String::new(),
            cases: truth.len(),
            measures: vec![
                ("groups", groups.len() as f64),
                ("purity", share(pure as f64, seated as f64)),
                ("complete", share(together as f64, members as f64)),
                ("per_family", share(pieces.values().sum::<usize>() as f64, pieces.len() as f64)),
            ],
        });
    }
    scores.extend(reused_share(analysis, known, &articles));
    scores
}

fn reused_share(analysis: &Analysis, known: &Known, articles: &[usize]) -> Vec<Score> {
    let mut scores = Vec::new();
    for half in [Half::Tuned, Half::HeldBack] {
        let (mut copies, mut error, mut signed) = (0, 0.0, 0.0);
        let (mut others, mut stray) = (0, 0.0);
        for (witness, &index) in articles.iter().enumerate() {
            let truth = known.truth(index);
            if truth.half != half {
                continue;
            }
            let found = f64::from(
                analysis.outcome.shares.reused.get(&(witness as u32)).copied().unwrap_or(0.0),
            );
            let family =
                truth.family.map_or(&[][..], |family| known.families[family as usize].as_slice());
            let elsewhere = |root| {
                family.iter().any(|&other| {
                    known.article(other).outlet != known.article(index).outlet
                        && known.truth(other).carried.iter().any(|carried| carried.root == root)
                })
            };
            let spans: Vec<_> = truth
                .carried
                .iter()
                .filter(|carried| elsewhere(carried.root))
                .map(|carried| span(carried.span))
                .collect();
            if spans.is_empty() {
                others += 1;
                stray += found;
                continue;
            }
            let spans = known.characters(index, spans);
            let characters = known.article(index).text.chars().count() as u32;
            let expected = f64::from(size(&spans)) / f64::from(characters);
            debug_assert!(common(&spans, &[(0, characters)]) == size(&spans));
            copies += 1;
            error += (found - expected).abs();
            signed += found - expected;
        }
        scores.push(Score {
            table: "reused_share",
            half: Some(half),
            kind: "all".into(),
            language: String::new(),
            cases: copies,
            measures: vec![
                ("mean_error", share(error, f64::from(copies as u32))),
                ("bias", share(signed, f64::from(copies as u32))),
                ("where_none", share(stray, f64::from(others))),
            ],
        });
    }
    scores
}
