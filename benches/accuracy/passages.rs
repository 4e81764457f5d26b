//! Passages found against passages reused, by the measures of the PAN plagiarism detection tasks
//! (Potthast et al. 2010): precision and recall in characters averaged over detections and cases,
//! granularity (detections of one case), plagdet = F1 / log2(1 + granularity).
//!
//! A case is what a pair of articles shares, in however many pieces; a detection is a match, in
//! however many pieces. Pairs of a copy and its parent (or of two that entered from one outside
//! text) are `direct`; pairs of copies of one text are reported apart, as `KIND, indirect`: two
//! heavy edits of one sentence share a third of it.

use crate::archive::{Characters, Known, common, share, size, span};
use crate::record::Score;
use rodovid::analysis::Analysis;
use rodovid::article::Span;
use rodovid::reuse::MatchKind;
use rodovid_generator::scenario::Half;
use rodovid_generator::{Kinship, Language, Reused, Role, Truth};
use std::collections::BTreeMap;

/// What a pair of articles shares, or a match: characters of the one with the smaller index, and
/// of the other.
struct Part {
    a: Characters,
    b: Characters,
}

impl Part {
    fn size(&self) -> u32 {
        size(&self.a) + size(&self.b)
    }

    /// Characters in both; none where only one side meets.
    fn common(&self, other: &Self) -> u32 {
        let (a, b) = (common(&self.a, &other.a), common(&self.b, &other.b));
        if a == 0 || b == 0 { 0 } else { a + b }
    }
}

struct Detection {
    part: Part,
    kind: MatchKind,
}

#[derive(Default)]
struct Tally {
    cases: usize,
    recall: f64,
    found: usize,
    /// Detections of cases that were found at all.
    hits: usize,
    detections: usize,
    precision: f64,
    kinds: usize,
    kinds_right: usize,
}

impl Tally {
    fn score(&self, half: Option<Half>, kind: String, language: String) -> Score {
        let precision = share(self.precision, self.detections as f64);
        let recall = share(self.recall, self.cases as f64);
        let f1 = share(2.0 * precision * recall, precision + recall);
        let granularity = share(self.hits as f64, self.found as f64);
        Score {
            table: "passages",
            half,
            kind,
            language,
            cases: self.cases,
            measures: vec![
                ("found", self.detections as f64),
                ("precision", precision),
                ("recall", recall),
                ("f1", f1),
                ("granularity", granularity),
                ("plagdet", f1 / (1.0 + granularity).log2()),
                ("kind_right", share(self.kinds_right as f64, self.kinds as f64)),
            ],
        }
    }

    fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        self.recall += other.recall;
        self.found += other.found;
        self.hits += other.hits;
        self.detections += other.detections;
        self.precision += other.precision;
        self.kinds += other.kinds;
        self.kinds_right += other.kinds_right;
    }
}

/// Half, kind, languages.
type Key = (Half, String, String);

/// Rows by half and kind, by half and language, by half.
pub(crate) fn measure(analysis: &Analysis, known: &Known) -> Vec<Score> {
    let detections = detections(analysis, known);
    let cases = cases(known);
    let mut tallies: BTreeMap<(u8, String, String), Tally> = BTreeMap::new();
    let mut tally = |(half, kind, language): Key, part: Tally| {
        tallies.entry((half as u8, kind, language)).or_default().add(&part);
    };
    for (&pair, case) in &cases {
        let found = detections.get(&pair).map_or(&[][..], Vec::as_slice);
        let hits: Vec<u32> =
            found.iter().map(|found| case.common(&found.part)).filter(|&c| c > 0).collect();
        let covered: u32 = hits.iter().sum();
        tally(
            key(known, pair, true),
            Tally {
                cases: 1,
                recall: f64::from(covered.min(case.size())) / f64::from(case.size()),
                found: usize::from(!hits.is_empty()),
                hits: hits.len(),
                ..Tally::default()
            },
        );
    }
    for (&pair, found) in &detections {
        let case = cases.get(&pair);
        for Detection { part, kind } in found {
            let right = case.map_or(0, |case| case.common(part));
            let expected = case.and_then(|_| expected_kind(known, pair));
            let mut key = key(known, pair, case.is_some());
            if case.is_none() {
                key.1 = format!("stray: {}", stray(known, pair, part));
            }
            tally(
                key,
                Tally {
                    detections: 1,
                    precision: f64::from(right) / f64::from(part.size().max(1)),
                    kinds: usize::from(expected.is_some()),
                    kinds_right: usize::from(expected == Some(*kind)),
                    ..Tally::default()
                },
            );
        }
    }
    rows(&tallies)
}

/// Prints up to `count` detections in pairs that share nothing.
pub(crate) fn show_strays(analysis: &Analysis, known: &Known, count: usize) {
    let cases = cases(known);
    let articles = known.of_witnesses(analysis);
    let matches = analysis.stories.iter().flat_map(|story| &story.group.matches);
    let strays = matches.filter_map(|m| {
        let (a, b) = (articles[m.a as usize], articles[m.b as usize]);
        (!cases.contains_key(&(a.min(b), a.max(b)))).then_some((m, a, b))
    });
    for (m, a, b) in strays.take(count) {
        let (one, other) = (known.truth(a).scenario, known.truth(b).scenario);
        println!("\nstray: {one}, {other}, {:?}, similarity {:.2}", m.kind, m.similarity);
        for pair in &m.pairs {
            println!("  {:.2} {}", pair.score, pair.span_a.of(&known.article(a).text));
            println!("       {}", pair.span_b.of(&known.article(b).text));
        }
    }
}

/// Prints up to `count` detections whose kind is not that of the truth.
pub(crate) fn show_kinds(analysis: &Analysis, known: &Known, count: usize) {
    let cases = cases(known);
    let articles = known.of_witnesses(analysis);
    let matches = analysis.stories.iter().flat_map(|story| &story.group.matches);
    let wrong = matches.filter_map(|m| {
        let (a, b) = (articles[m.a as usize], articles[m.b as usize]);
        let pair = (a.min(b), a.max(b));
        let expected = cases.get(&pair).and_then(|_| expected_kind(known, pair))?;
        (expected != m.kind).then_some((m, a, b, expected))
    });
    for (m, a, b, expected) in wrong.take(count) {
        println!("\n{} is {:?}, not {expected:?}", known.truth(a).reuse, m.kind);
        for pair in &m.pairs {
            println!("  {:?} {}", pair.kind, pair.span_a.of(&known.article(a).text));
            println!("       {}", pair.span_b.of(&known.article(b).text));
        }
    }
}

fn rows(tallies: &BTreeMap<(u8, String, String), Tally>) -> Vec<Score> {
    let mut rows = Vec::new();
    for half in [Half::Tuned, Half::HeldBack] {
        let mut by_kind: BTreeMap<&str, Tally> = BTreeMap::new();
        let mut by_language: BTreeMap<&str, Tally> = BTreeMap::new();
        let mut all = Tally::default();
        for ((of, kind, language), tally) in tallies {
            if *of != half as u8 {
                continue;
            }
            by_kind.entry(kind).or_default().add(tally);
            if !kind.ends_with("indirect") {
                by_language.entry(language).or_default().add(tally);
                all.add(tally);
            }
        }
        for (kind, tally) in by_kind {
            rows.push(tally.score(Some(half), kind.to_owned(), String::new()));
        }
        for (language, tally) in by_language {
            rows.push(tally.score(Some(half), "all".into(), language.to_owned()));
        }
        rows.push(all.score(Some(half), "all".into(), String::new()));
    }
    rows
}

/// All matches of all groups, by pair of articles.
fn detections(analysis: &Analysis, known: &Known) -> BTreeMap<(usize, usize), Vec<Detection>> {
    let articles = known.of_witnesses(analysis);
    let mut detections: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for m in analysis.stories.iter().flat_map(|story| &story.group.matches) {
        let (a, b) = (articles[m.a as usize], articles[m.b as usize]);
        let (one, other) = (&known.article(a).text, &known.article(b).text);
        // In recurring formats the sentences that are really the same may be found.
        let formats = [a, b].map(|index| known.truth(index).scenario == "formats") == [true; 2];
        let pairs: Vec<_> = m
            .pairs
            .iter()
            .filter(|pair| !formats || pair.span_a.of(one) != pair.span_b.of(other))
            .collect();
        if pairs.is_empty() {
            continue;
        }
        let a_part = known.characters(a, pairs.iter().map(|pair| pair.span_a).collect());
        let b_part = known.characters(b, pairs.iter().map(|pair| pair.span_b).collect());
        let (pair, part) = if a < b {
            ((a, b), Part { a: a_part, b: b_part })
        } else {
            ((b, a), Part { a: b_part, b: a_part })
        };
        detections.entry(pair).or_default().push(Detection { part, kind: m.kind });
    }
    detections
}

/// What the pairs of each family share.
fn cases(known: &Known) -> BTreeMap<(usize, usize), Part> {
    let mut cases = BTreeMap::new();
    for family in &known.families {
        for (at, &a) in family.iter().enumerate() {
            for &b in &family[at + 1..] {
                let (own, theirs) = (&known.truth(a).carried, &known.truth(b).carried);
                let (mut a_spans, mut b_spans): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
                for one in own {
                    if let Some(other) = theirs.iter().find(|other| other.root == one.root) {
                        a_spans.push(span(one.span));
                        b_spans.push(span(other.span));
                    }
                }
                if !a_spans.is_empty() {
                    let part =
                        Part { a: known.characters(a, a_spans), b: known.characters(b, b_spans) };
                    cases.insert((a, b), part);
                }
            }
        }
    }
    cases
}

fn is_direct(known: &Known, (a, b): (usize, usize)) -> bool {
    let (one, other) = (known.truth(a), known.truth(b));
    one.parents.contains(&other.position)
        || other.parents.contains(&one.position)
        || one.role == Role::Entrant && other.role == Role::Entrant
}

/// What a detection in a pair that shares nothing is about.
fn stray(known: &Known, pair: (usize, usize), part: &Part) -> &'static str {
    let (one, other) = (known.truth(pair.0), known.truth(pair.1));
    let inside = |spans: &dyn Fn(&Truth) -> Vec<Span>| {
        let sides = [(pair.0, &part.a), (pair.1, &part.b)];
        sides.into_iter().any(|(index, found)| {
            let spans = known.characters(index, spans(known.truth(index)));
            common(found, &spans) * 2 > size(found)
        })
    };
    if inside(&|truth| truth.boilerplate.iter().map(|&at| span(at)).collect()) {
        "boilerplate"
    } else if inside(&|truth| truth.credit.iter().map(|&at| span(at)).collect()) {
        "credit line"
    } else if one.scenario == "formats" && other.scenario == "formats" {
        "formats"
    } else if one.family.is_some() && one.family == other.family {
        one.scenario
    } else {
        "unrelated"
    }
}

fn key(known: &Known, pair: (usize, usize), shared: bool) -> Key {
    let one = known.truth(pair.0);
    let kind = if !shared {
        "stray".to_owned()
    } else if is_direct(known, pair) {
        one.reuse.to_owned()
    } else {
        format!("{}, indirect", one.reuse)
    };
    let code = |index: usize| match known.article(index).language {
        Language::Uk => "uk",
        Language::Ru => "ru",
        Language::En => "en",
    };
    let (mut a, mut b) = (code(pair.0), code(pair.1));
    if a > b {
        std::mem::swap(&mut a, &mut b);
    }
    (one.half, kind, if a == b { a.to_owned() } else { format!("{a}-{b}") })
}

/// Kind of the passage that an article has from its parent; none where the truth does not say:
/// for pairs that are not parent and child, and for rewordings, which can turn out alike.
fn expected_kind(known: &Known, (a, b): (usize, usize)) -> Option<MatchKind> {
    let (one, other) = (known.truth(a), known.truth(b));
    let (child, parent) =
        if one.parents.contains(&other.position) { (one, other) } else { (other, one) };
    let reused: Vec<_> =
        child.reused.iter().filter(|reused| reused.parent == parent.position).collect();
    let first = reused.first()?;
    if first.kind == Kinship::Translated {
        return Some(MatchKind::Translated);
    }
    if child.reuse.starts_with("reworded") {
        return None;
    }
    // Who passes it on, said behind a sentence, is no part of the passage.
    let is_same = |reused: &Reused| {
        let (kept, before, after) = reused.kept;
        reused.kind == Kinship::Verbatim
            || kept == before && before < after && reused.changes.is_empty()
    };
    if reused.iter().all(|reused| is_same(reused)) {
        return Some(MatchKind::Verbatim);
    }
    let (mut kept, mut before, mut after) = (0, 0, 0);
    for reused in reused {
        kept += reused.kept.0;
        before += reused.kept.1;
        after += reused.kept.2;
    }
    Some(if kept * 5 >= before.max(after) * 4 { MatchKind::Near } else { MatchKind::Reworded })
}
