//! The whole way, from inputs to what the report shows. Reads like the picture in the README.

use crate::archive::clock::Clock;
use crate::archive::intake::{self, Intake, Source};
use crate::archive::matching::{self, Furniture};
use crate::archive::reading;
use crate::archive::store::Store;
use crate::archive::stories::{self, Shares};
use crate::article::Article;
use crate::drift::Claim;
use crate::error::Result;
use crate::ingest::{self, Rejected};
use crate::outlet::Outlets;
use crate::progress::Watch;
use crate::witness::Witness;
use std::sync::Arc;

pub use crate::archive::options::Options;
pub use crate::archive::sink::{Entry, Sink, Story};

/// What only the end of a run shows.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Number of articles.
    pub articles: usize,
    /// Records that could not be read.
    pub rejected: Vec<Rejected>,
    /// What the user should know about the input, in order.
    pub warnings: Vec<String>,
    /// Counts of reading.
    pub counts: Counts,
    /// How much of articles stands elsewhere.
    pub shares: Shares,
    /// Sentences that outlets repeat under different stories.
    pub furniture: Furniture,
    /// The table of outlets, with those of the archive.
    pub outlets: Outlets,
    /// Seconds by stage, in order.
    pub seconds: Vec<(&'static str, f64)>,
}

/// The result of a run, all of it in memory.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// All articles, by id.
    pub witnesses: Arc<Vec<Witness>>,
    /// Comparable figures of each witness.
    pub claims: Vec<Vec<Claim>>,
    /// All stories, by the ids of their groups; they index [`Self::witnesses`].
    pub stories: Vec<Story>,
    /// What only the end showed.
    pub outcome: Outcome,
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

/// Runs the whole way and tells `sink` what is found; what is too large for memory goes to `store`.
pub fn run_into<S: Sink>(
    source: Source,
    options: &Options,
    store: &mut Store,
    sink: &mut S,
    watch: &Watch<'_>,
) -> Result<Outcome> {
    let mut clock = Clock::start();
    let intake = intake::take_in(source, options, store, watch)?;
    clock.lap("ingest");
    let options = &intake.informed(options);
    let mut readings = reading::read(&intake, options, store, sink, watch)?;
    clock.lap("read");
    let matching = matching::find(&intake, &mut readings, options, store, watch, &mut clock)?;
    let shares = stories::tell(&intake, &readings, &matching, options, sink, watch)?;
    clock.lap("stories");
    let outlets = options.outlets.clone();
    drop(readings);
    let outcome = outcome(intake, shares, matching.furniture, outlets, clock);
    store.shed_logs();
    Ok(outcome)
}

fn outcome(
    intake: Intake,
    shares: Shares,
    furniture: Furniture,
    outlets: Outlets,
    clock: Clock,
) -> Outcome {
    let articles = intake.len();
    let ingest::Summary { repeated, skipped, bytes, warnings, .. } = intake.summary;
    Outcome {
        articles,
        rejected: intake.rejected,
        warnings,
        counts: Counts { repeated, skipped, bytes },
        shares,
        furniture,
        outlets,
        seconds: clock.laps,
    }
}

/// Runs the whole way in memory.
pub fn run(options: &Options, watch: &Watch<'_>) -> Result<Analysis> {
    collect(Source::Inputs, options, watch)
}

/// Analyses articles at hand, whose ids are all different.
pub fn of_articles(
    articles: Vec<Article>,
    options: &Options,
    watch: &Watch<'_>,
) -> Result<Analysis> {
    collect(Source::Articles(articles), options, watch)
}

fn collect(source: Source, options: &Options, watch: &Watch<'_>) -> Result<Analysis> {
    let mut found = Collected::default();
    let mut store = Store::temporary(None)?;
    let outcome = run_into(source, options, &mut store, &mut found, watch)?;
    Ok(found.finish(outcome))
}

/// Keeps everything in memory.
#[derive(Default)]
struct Collected {
    entries: Vec<Entry>,
    stories: Vec<Story>,
}

impl Sink for Collected {
    type Page = Vec<Entry>;
    type Leaf = Story;

    fn page(&self, entries: Vec<Entry>) -> Vec<Entry> {
        entries
    }

    fn add_page(&mut self, page: Vec<Entry>) -> Result<()> {
        self.entries.extend(page);
        Ok(())
    }

    /// Never asked: its store is not kept.
    fn save(&mut self, _: &mut Store) -> Result<()> {
        Ok(())
    }

    fn restore(&mut self, _: &Store) -> Result<()> {
        Ok(())
    }

    fn leaf(&self, story: Story) -> Story {
        story
    }

    fn add_leaf(&mut self, leaf: Story) -> Result<()> {
        self.stories.push(leaf);
        Ok(())
    }
}

impl Collected {
    /// Brings all stories to one numbering of articles, and takes the furniture out.
    fn finish(mut self, outcome: Outcome) -> Analysis {
        self.entries.sort_unstable_by_key(|entry| entry.index);
        let (mut witnesses, mut claims) = (Vec::new(), Vec::new());
        for Entry { index, mut witness, claims: mut own } in self.entries {
            own.retain(|claim| {
                let sentence = witness.figures[claim.figure as usize].sentence;
                !outcome.furniture.holds(index, sentence)
            });
            outcome.furniture.mark(index, &mut witness);
            witnesses.push(witness);
            claims.push(own);
        }
        let witnesses = Arc::new(witnesses);
        let all: Arc<[u32]> = (0..witnesses.len() as u32).collect();
        for story in &mut self.stories {
            let place = |article: &mut u32| *article = story.articles[*article as usize];
            story.group.passages.iter_mut().for_each(|passage| place(&mut passage.article));
            story.group.matches.iter_mut().for_each(|m| {
                place(&mut m.a);
                place(&mut m.b);
            });
            story.witnesses = Arc::clone(&witnesses);
            story.articles = Arc::clone(&all);
        }
        self.stories.sort_by_key(|story| story.group.id);
        Analysis { witnesses, claims, stories: self.stories, outcome }
    }
}

impl Analysis {
    /// Tells `sink` all of it again.
    pub fn tell<S: Sink>(&self, sink: &mut S) -> Result<()> {
        let entries = self.witnesses.iter().zip(&self.claims).zip(0..);
        let page = sink.page(
            entries
                .map(|((witness, claims), index)| Entry {
                    index,
                    witness: witness.clone(),
                    claims: claims.clone(),
                })
                .collect(),
        );
        sink.add_page(page)?;
        for story in &self.stories {
            let leaf = sink.leaf(story.clone());
            sink.add_leaf(leaf)?;
        }
        Ok(())
    }
}

/// Reads the inputs in memory, and compares nothing but what outlets repeat.
pub fn read(options: &Options, watch: &Watch<'_>) -> Result<Analysis> {
    let mut found = Collected::default();
    let mut store = Store::temporary(None)?;
    let intake = intake::take_in(Source::Inputs, options, &mut store, watch)?;
    let options = &intake.informed(options);
    let readings = reading::read(&intake, options, &mut store, &mut found, watch)?;
    let furniture = matching::furniture(&intake, &readings, watch)?;
    let outlets = options.outlets.clone();
    let outcome = outcome(intake, Shares::default(), furniture, outlets, Clock::start());
    Ok(found.finish(outcome))
}
