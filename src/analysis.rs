//! The whole way, from inputs to what the report shows. Reads like the picture in the README.

use crate::article::{Article, FieldFrom};
use crate::attribution::Completion;
use crate::drift::{self, Claim, FigureSet, Synonyms};
use crate::error::Result;
use crate::ingest::{self, Ingested, Rejected};
use crate::outlet::Outlets;
use crate::progress::Watch;
use crate::provenance::{self, Verdict};
use crate::reuse::{self, Group, Match, repeated, share};
use crate::ui::Ui;
use crate::witness::Witness;
use rayon::prelude::*;
use std::time::Instant;

/// How an analysis runs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Inputs and how they are read.
    pub ingest: ingest::Options,
    /// How outlets and times are completed.
    pub completion: Completion,
    /// The table of outlets, with the user's.
    pub outlets: Outlets,
    /// Synonyms of subjects, with the user's.
    pub synonyms: Synonyms,
    /// Language of what people read.
    pub ui: Ui,
    /// Articles further apart in time than this many days do not match.
    pub window_days: Option<u32>,
    /// Also groups that stand in one outlet only.
    pub same_outlet: bool,
}

/// A group with what was concluded about it.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its passages and matches.
    pub group: Group,
    /// Its figures that stand for one another.
    pub figures: Vec<FigureSet>,
    /// Where it came from.
    pub verdict: Verdict,
}

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// All articles, by id.
    pub witnesses: Vec<Witness>,
    /// Comparable figures of each witness.
    pub claims: Vec<Vec<Claim>>,
    /// All groups, by id.
    pub stories: Vec<Story>,
    /// For each witness, the share (0 to 1) of its text that stands in another outlet's too.
    pub reused_share: Vec<f32>,
    /// For each witness, the article of which it is a whole copy.
    pub duplicate_of: Vec<Option<u32>>,
    /// The table of outlets, with those of the archive.
    pub outlets: Outlets,
    /// Records that could not be read.
    pub rejected: Vec<Rejected>,
    /// What the user should know about the input, in order.
    pub warnings: Vec<String>,
    /// Counts of reading.
    pub counts: Counts,
    /// Seconds by stage, in order.
    pub seconds: Vec<(&'static str, f64)>,
}

/// What reading counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records that stood twice.
    pub repeated: u64,
    /// Files passed over.
    pub skipped: u64,
    /// Bytes read.
    pub bytes: u64,
}

/// Runs the whole way.
pub fn run(options: &Options, watch: &Watch<'_>) -> Result<Analysis> {
    let mut clock = Clock::start();
    watch.stage("reading", None);
    let mut ingested = ingest::read_watched(&options.ingest, &options.outlets, watch)?;
    let counts =
        Counts { repeated: ingested.repeated, skipped: ingested.skipped, bytes: ingested.bytes };
    clock.lap("ingest");

    watch.stage("understanding", None);
    let articles = std::mem::take(&mut ingested.articles);
    let options = &with_publishers(options, &articles);
    let witnesses = witnesses(articles, options);
    watch.check()?;
    clock.lap("read");

    let mut analysis = conclude(witnesses, options, watch)?;
    analysis.outlets.clone_from(&options.outlets);
    analysis.seconds.splice(0..0, clock.laps);
    analysis.counts = counts;
    analysis.rejected = ingested.rejected;
    analysis.warnings = ingested.warnings;
    Ok(analysis)
}

/// All that comes after reading: what `witnesses` (by id) have in common.
pub fn conclude(witnesses: Vec<Witness>, options: &Options, watch: &Watch<'_>) -> Result<Analysis> {
    let mut clock = Clock::start();
    watch.stage("looking for candidates", None);

    let comparison = reuse::Comparison::new(&witnesses);
    clock.lap("terms");
    let candidates: Vec<_> = comparison
        .candidates()
        .into_iter()
        .filter(|pair| within_window(&witnesses, pair.a, pair.b, options.window_days))
        .collect();
    watch.check()?;
    clock.lap("candidates");
    watch.stage("aligning", Some(candidates.len() as u64));
    let matches: Vec<Match> = candidates
        .par_iter()
        .inspect(|_| watch.step(1))
        .filter_map(|pair| watch.check().ok().and_then(|()| comparison.compare(pair.a, pair.b)))
        .collect();
    watch.check()?;
    clock.lap("alignment");
    let groups = reuse::groups(&matches, &witnesses, options.same_outlet);
    clock.lap("groups");

    watch.stage("weighing family trees", Some(groups.len() as u64));
    let stories: Vec<Story> = groups
        .into_par_iter()
        .inspect(|_| watch.step(1))
        .map(|group| story(group, &witnesses, &comparison, options))
        .collect();
    clock.lap("drift and provenance");
    let claims: Vec<Vec<Claim>> = witnesses
        .par_iter()
        .map(|witness| drift::claims(witness, &options.synonyms, options.ui))
        .collect();
    clock.lap("claims");

    let reused_share = share::reused(&matches, &witnesses);
    let duplicate_of = share::duplicates(&matches, &witnesses);
    Ok(Analysis {
        claims,
        stories,
        reused_share,
        duplicate_of,
        seconds: clock.laps,
        witnesses,
        ..Analysis::default()
    })
}

/// Reads the inputs into witnesses and compares nothing; what else reading found stands beside them,
/// its articles taken out.
pub fn read(options: &Options, watch: &Watch<'_>) -> Result<(Vec<Witness>, Ingested)> {
    let mut ingested = ingest::read_watched(&options.ingest, &options.outlets, watch)?;
    let articles = std::mem::take(&mut ingested.articles);
    let options = &with_publishers(options, &articles);
    Ok((witnesses(articles, options), ingested))
}

/// The settings, their table of outlets completed by those that the records name as publishers.
fn with_publishers(options: &Options, articles: &[Article]) -> Options {
    let mut options = options.clone();
    let published = articles
        .iter()
        .filter(|article| article.outlet.from == FieldFrom::Metadata)
        .map(|article| (article.outlet.as_read.as_str(), article.url.as_str()));
    options.outlets.add_publishers(published);
    options
}

/// Reads articles into witnesses: outlets and times completed, what an outlet repeats marked.
pub fn witnesses(articles: Vec<Article>, options: &Options) -> Vec<Witness> {
    let mut witnesses: Vec<Witness> =
        articles.into_par_iter().map(|article| Witness::new(article, &options.outlets)).collect();
    let as_of = options.completion.as_of.or_else(|| latest_date(&witnesses));
    let settings = Completion { as_of, ..options.completion.clone() };
    witnesses.par_iter_mut().for_each(|witness| witness.complete(&options.outlets, &settings));
    repeated::mark(&mut witnesses);
    witnesses.par_iter_mut().for_each(Witness::fingerprint);
    witnesses
}

/// The latest day that metadata or headers of the archive name.
fn latest_date(witnesses: &[Witness]) -> Option<jiff::civil::Date> {
    let latest = witnesses
        .iter()
        .filter(|witness| {
            matches!(witness.article.published.from, FieldFrom::Metadata | FieldFrom::Header)
        })
        .filter_map(|witness| witness.article.published.interval())
        .map(|(_, to)| to)
        .max()?;
    let at = jiff::Timestamp::from_second(latest).ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// Whether two articles can have been published at most `days` apart.
fn within_window(witnesses: &[Witness], a: u32, b: u32, days: Option<u32>) -> bool {
    let interval = |index: u32| witnesses[index as usize].article.published.interval();
    let (Some(days), Some(one), Some(other)) = (days, interval(a), interval(b)) else {
        return true;
    };
    let apart = one.0.saturating_sub(other.1).max(other.0.saturating_sub(one.1));
    apart <= i64::from(days) * 86_400
}

/// A group with what is concluded about it. Pairs that the family tree needs and that no candidate
/// proposed are compared now.
fn story(
    mut group: Group,
    witnesses: &[Witness],
    comparison: &reuse::Comparison<'_>,
    options: &Options,
) -> Story {
    if group.passages.len() <= ALL_COMPARED {
        comparison.complete(&mut group);
    }
    let figures = drift::figure_sets(&group, witnesses, &options.synonyms);
    let verdict = provenance::judge(&group, witnesses, &figures, &options.outlets, options.ui);
    Story { group, figures, verdict }
}

/// Members of a group that are all compared with one another.
const ALL_COMPARED: usize = 48;

/// Measures the stages.
struct Clock {
    laps: Vec<(&'static str, f64)>,
    last: Instant,
}

impl Clock {
    fn start() -> Self {
        Self { laps: Vec::new(), last: Instant::now() }
    }

    /// Ends a stage.
    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.laps.push((stage, (now - self.last).as_secs_f64()));
        self.last = now;
    }
}
