//! Free renderings: texts that translators wrote independently of one another from one statement,
//! and traps, which tell the same kind of thing and share no text.
//!
//! `tests/evaluation/renderings-HALF.txt` holds articles, each under a heading `## NAME LANGUAGE`,
//! what comes from the statement in `[[ ]]`. Articles of one name render one statement. Those whose
//! names differ behind a `/` are traps for one another: another statement of that person, the same
//! kind of recipe. Every such pair is run as an archive of two articles, and all articles of a file
//! as one.

use crate::archive::{Characters, common, share, size};
use crate::record::Score;
use rodovid::analysis::{self, Analysis, Options};
use rodovid::article::{Article, CharOffsets, FieldFrom, Language, OutletField, Span};
use rodovid::progress::Watch;
use rodovid::reuse::Match;
use rodovid_generator::scenario::Half;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// One article of a file.
struct Text {
    family: String,
    name: String,
    language: String,
    body: String,
    rendered: Vec<Span>,
}

/// Reads a file.
fn parse(file: &str) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    for part in file.split("\n## ").skip(1) {
        let Some((heading, marked)) = part.split_once('\n') else { continue };
        let (name, language) = heading.rsplit_once(' ').unwrap_or((heading, ""));
        let family = name.split_once('/').map_or(name, |name| name.0).to_owned();
        let mut text = String::new();
        let mut rendered = Vec::new();
        for (at, piece) in marked.trim().split("[[").enumerate() {
            match piece.split_once("]]").filter(|_| at > 0) {
                Some((inside, after)) => {
                    let start = text.len() as u32;
                    text.push_str(inside);
                    rendered.push(Span::new(start, text.len() as u32));
                    text.push_str(after);
                }
                None => text.push_str(piece),
            }
        }
        texts.push(Text {
            family,
            name: name.into(),
            language: language.into(),
            body: text,
            rendered,
        });
    }
    texts
}

/// Runs `texts` as an archive, each article of its own outlet.
fn run(texts: &[&Text]) -> rodovid::error::Result<Analysis> {
    let articles = texts.iter().enumerate().map(|(at, text)| {
        let name = format!("Outlet {at:03}");
        let outlet =
            OutletField { as_read: name.clone(), name: name.clone(), from: FieldFrom::Metadata };
        let language = Language::from_code(&text.language);
        Article { id: name, text: text.body.clone(), outlet, language, ..Article::default() }
    });
    analysis::of_articles(articles.collect(), &Options::default(), &Watch::default())
}

fn characters(text: &str, spans: &[Span]) -> Characters {
    let offsets = CharOffsets::new(text);
    let mut merged: Characters = Vec::new();
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    for (start, end) in spans.into_iter().map(|span| offsets.span(span)) {
        match merged.last_mut() {
            Some(last) if last.1 >= start => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

/// Share of the shorter rendering's words that stand in the other one.
fn words_shared(one: &Text, other: &Text) -> f64 {
    let words = |text: &Text| {
        let mut counts: FxHashMap<String, i64> = FxHashMap::default();
        for span in &text.rendered {
            let words = span.of(&text.body).split(|c: char| !c.is_alphanumeric());
            for word in words.filter(|word| !word.is_empty()) {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        counts
    };
    let (one, other) = (words(one), words(other));
    let both: i64 = one.iter().map(|(word, n)| *n.min(other.get(word).unwrap_or(&0))).sum();
    let shorter = one.values().sum::<i64>().min(other.values().sum());
    share(both as f64, shorter as f64)
}

#[derive(Clone, Copy, Default)]
struct Tally {
    cases: usize,
    found: usize,
    recall: f64,
    precision: f64,
    traps: usize,
    caught: usize,
}

impl Tally {
    /// Counts a pair and its match.
    fn add(&mut self, one: &Text, other: &Text, found: Option<&Match>) {
        if one.name != other.name {
            self.traps += 1;
            self.caught += usize::from(found.is_some());
            return;
        }
        self.cases += 1;
        let Some(found) = found else { return };
        self.found += 1;
        let sides = [
            (one, found.pairs.iter().map(|pair| pair.span_a).collect::<Vec<Span>>()),
            (other, found.pairs.iter().map(|pair| pair.span_b).collect()),
        ];
        let (mut hit, mut held, mut all) = (0, 0, 0);
        for (text, spans) in sides {
            let (spans, truth) =
                (characters(&text.body, &spans), characters(&text.body, &text.rendered));
            hit += common(&spans, &truth);
            held += size(&spans);
            all += size(&truth);
        }
        self.recall += share(f64::from(hit), f64::from(all));
        self.precision += share(f64::from(hit), f64::from(held));
    }

    fn score(&self, half: Half, kind: &str, language: String) -> Score {
        // A trap that is taken for a rendering is a detection without any right character.
        let precision = share(self.precision, (self.found + self.caught) as f64);
        let recall = share(self.recall, self.cases as f64);
        Score {
            table: "renderings",
            half: Some(half),
            kind: kind.into(),
            language,
            cases: self.cases,
            measures: vec![
                ("found", self.found as f64),
                ("recall", recall),
                ("precision", precision),
                ("f1", share(2.0 * precision * recall, precision + recall)),
                ("traps", self.traps as f64),
                ("caught", self.caught as f64),
            ],
        }
    }
}

fn languages(one: &Text, other: &Text) -> String {
    if one.language == other.language {
        one.language.clone()
    } else {
        let (a, b) = (&one.language, &other.language);
        format!("{}-{}", a.min(b), a.max(b))
    }
}

fn first_match(analysis: &Analysis) -> Option<&Match> {
    analysis.stories.iter().flat_map(|story| &story.group.matches).next()
}

/// Measures both halves.
pub(crate) fn measure() -> rodovid::error::Result<Vec<Score>> {
    let files = [
        (Half::Tuned, include_str!("../../tests/evaluation/renderings-tuned.txt")),
        (Half::HeldBack, include_str!("../../tests/evaluation/renderings-held-back.txt")),
    ];
    let mut scores = Vec::new();
    for (half, file) in files {
        scores.extend(measure_file(half, file, false)?);
    }
    Ok(scores)
}

/// Measures one file; `shown` prints the pairs that went wrong.
pub(crate) fn measure_file(
    half: Half,
    file: &str,
    shown: bool,
) -> rodovid::error::Result<Vec<Score>> {
    let texts = parse(file);
    let mut tallies: BTreeMap<(&str, String), Tally> = BTreeMap::new();
    for (at, one) in texts.iter().enumerate() {
        for other in texts[at + 1..].iter().filter(|other| other.family == one.family) {
            let analysis = run(&[one, other])?;
            let found = first_match(&analysis);
            let free = one.name == other.name && words_shared(one, other) < 0.5;
            for kind in ["pairs", "pairs, few words shared"].into_iter().take(1 + usize::from(free))
            {
                let tally = tallies.entry((kind, languages(one, other))).or_default();
                tally.add(one, other, found);
            }
            if shown {
                show(one, other, found);
            }
        }
    }
    let together = run(&texts.iter().collect::<Vec<_>>())?;
    let of: FxHashMap<(u32, u32), &Match> = together
        .stories
        .iter()
        .flat_map(|story| &story.group.matches)
        .map(|found| ((found.a, found.b), found))
        .collect();
    for (at, one) in (0..).zip(&texts) {
        for (to, other) in (at + 1..).zip(&texts[at as usize + 1..]) {
            let found = of.get(&(at, to)).copied();
            let tally = tallies.entry(("in one archive", languages(one, other))).or_default();
            tally.add(one, other, found);
        }
    }
    let score = |((kind, language), tally): (&(&str, String), &Tally)| {
        tally.score(half, kind, language.clone())
    };
    Ok(tallies.iter().map(score).collect())
}

/// Prints a pair that went wrong, or whose passage is not what it should be.
fn show(one: &Text, other: &Text, found: Option<&Match>) {
    let is_same = one.name == other.name;
    let verdict = match (is_same, found) {
        (true, None) => "MISSED",
        (false, Some(_)) => "CAUGHT",
        (true, Some(_)) => "found",
        (false, None) => return,
    };
    println!("{verdict} {} {} / {} {}", one.name, one.language, other.name, other.language);
    if let Some(found) = found {
        let mut tally = Tally::default();
        tally.add(one, other, Some(found));
        if is_same {
            println!("  recall {:.2}, precision {:.2}", tally.recall, tally.precision);
        }
        for pair in &found.pairs {
            println!("  {:.2} {}", pair.score, pair.span_a.of(&one.body));
            println!("       {}", pair.span_b.of(&other.body));
            let shared = pair
                .shared
                .iter()
                .map(|shared| format!("{} {:.2}", shared.a.of(&one.body), shared.weight));
            println!("       [{}]", shared.collect::<Vec<_>>().join(", "));
        }
    }
}
