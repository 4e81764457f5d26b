//! The second stage: every article is read once; what comparison needs of it is kept.

use super::disk;
use super::gathered::{Gathered, Noted};
use super::intake::Intake;
use super::log::{self, Log, Packed, Packer, Writer};
use super::options::Options;
use super::sink::{Entry, Sink};
use super::store::Store;
use crate::drift;
use crate::error::Result;
use crate::progress::Watch;
use crate::reuse::candidate::Packing;
use crate::reuse::phrase::{self, Phrases};
use crate::reuse::rarity::Rarities;
use crate::reuse::sketch::Sketch;
use crate::reuse::term::{Space, Terms};
use crate::witness::Witness;
use rayon::prelude::*;

/// Name of the stage.
const STAGE: &str = "understanding";
const LOG: &str = "sketches.log";

/// What all articles left behind.
#[derive(Debug)]
pub struct Readings {
    /// Sketches, in the order of the log of articles.
    sketches: Log,
    /// What the archive says over and over.
    pub phrases: Phrases,
    /// All that is no sketch.
    pub gathered: Gathered,
}

impl Readings {
    fn new(sketches: Log, mut gathered: Gathered, intake: &Intake) -> Result<Self> {
        gathered.settle();
        let mut readings = Self { sketches, phrases: Phrases::default(), gathered };
        readings.phrases = phrases(intake, &readings)?;
        Ok(readings)
    }

    /// Sketches of a block of the log, in the spaces that are `wanted`, with their places in the log
    /// of articles.
    ///
    /// # Errors
    /// As [`Log::read`].
    pub fn block(
        &self,
        block: usize,
        wanted: impl Fn(Space) -> bool,
    ) -> Result<Vec<(u64, Sketch)>> {
        let records = self.sketches.read(block)?;
        (self.sketches.first(block)..)
            .zip(records.iter())
            .map(|(place, bytes)| {
                let sketch = Sketch::decode(bytes, &wanted);
                Ok((place, sketch.ok_or_else(|| self.sketches.damaged())?))
            })
            .collect()
    }

    /// Number of blocks.
    pub fn blocks(&self) -> usize {
        self.sketches.blocks()
    }

    /// The sketch of the article at `place`, in the spaces that are `wanted`.
    ///
    /// # Errors
    /// As [`Log::read`].
    pub fn sketch(&self, place: u64, wanted: impl Fn(Space) -> bool) -> Result<Sketch> {
        let sketch = self.sketches.with(place, |bytes| Sketch::decode(bytes, wanted))?;
        sketch.ok_or_else(|| self.sketches.damaged())
    }
}

/// Blocks of the log of articles that are read at a time: some for each thread, so that none waits
/// long for the last.
const ROUND: usize = 256;

/// Reads all articles of `intake` and hands them to `sink`.
///
/// # Errors
/// Those of the work folder and of `sink`, and [`crate::error::ErrorKind::Interrupted`].
pub fn read<S: Sink>(
    intake: &Intake,
    options: &Options,
    store: &mut Store,
    sink: &mut S,
    watch: &Watch<'_>,
) -> Result<Readings> {
    let done = store.resume(STAGE, |store| {
        let (gathered, _) = Gathered::open(intake, options, store)?;
        let log = Log::open(store.path(LOG))?;
        log.check()?;
        sink.restore(store)?;
        Ok((gathered, log))
    })?;
    if let Some((gathered, log)) = done {
        return Readings::new(log, gathered, intake);
    }
    let begun = store.resume_begun(STAGE, |store| {
        let (gathered, unfinished) = Gathered::open(intake, options, store)?;
        let (log, next) = unfinished.ok_or_else(|| disk::damaged(&store.path(LOG)))?;
        let writer = Writer::resume(store.path(LOG), log)?;
        sink.restore(store)?;
        Ok((gathered, writer, next))
    })?;
    let (mut gathered, mut writer, first) = match begun {
        Some(begun) => begun,
        None => (Gathered::new(intake, options, store), Writer::create(store.path(LOG))?, 0),
    };
    watch.stage("understanding", Some(intake.len() as u64));
    watch.step(intake.first(first));
    let mut saved = intake.first(first);
    let mut next = first;
    while next < intake.blocks() {
        watch.check()?;
        let round = next;
        let fits = |&end: &usize| (intake.first(end) - saved) as usize <= options.checkpoint.0;
        let ends = round + 1..=intake.blocks().min(round + ROUND);
        next = ends.take_while(fits).last().unwrap_or(round + 1);
        let rarities = &gathered.rarities;
        let blocks: Vec<Block<S::Page>> = (round..next)
            .into_par_iter()
            .map(|block| Block::read(block, intake, options, rarities, &*sink, watch))
            .collect::<Result<_>>()?;
        for block in blocks {
            writer.append(&block.sketches)?;
            gathered.add(block.runs, block.wordings, block.articles);
            sink.add_page(block.page)?;
        }
        gathered.flush()?;
        if fits(&(next + 1).min(intake.blocks())) {
            continue;
        }
        saved = intake.first(next);
        if store.is_kept() {
            sink.save(store)?;
            gathered.save(Some((writer.save()?, next)), store)?;
            store.begun(STAGE)?;
        }
    }
    let sketches = writer.finish()?;
    if store.is_kept() {
        sink.save(store)?;
        gathered.save(None, store)?;
        store.done(STAGE)?;
    }
    Readings::new(sketches, gathered, intake)
}

/// Learns phrases from articles all over the archive.
fn phrases(intake: &Intake, readings: &Readings) -> Result<Phrases> {
    let step = intake.len().div_ceil(phrase::MOST_ARTICLES).max(1);
    let indices: Vec<u32> = (0..intake.len() as u32).step_by(step).collect();
    let sample: Vec<Option<Terms>> = indices
        .into_par_iter()
        .map(|index| {
            let own = |space| space != Space::Concepts;
            let sketch = readings.sketch(intake.place(index), own)?;
            Ok(sketch.spaces.into_iter().next().map(|(_, terms)| terms))
        })
        .collect::<Result<_>>()?;
    Ok(Phrases::learn(sample.iter().flatten()))
}

/// What is left of a block of articles.
struct Block<P> {
    sketches: Packed,
    runs: Vec<(usize, u64)>,
    wordings: Vec<(usize, u64)>,
    articles: Vec<Noted>,
    page: P,
}

impl<P> Block<P> {
    fn read<S: Sink<Page = P>>(
        block: usize,
        intake: &Intake,
        options: &Options,
        rarities: &Rarities,
        sink: &S,
        watch: &Watch<'_>,
    ) -> Result<Self> {
        let articles = intake.block(block)?;
        let packing = Packing::new(intake.len());
        // Sketches hardly compress: they are hashes.
        let mut sketches = Packer::new(log::Layout::Plain);
        let (mut runs, mut wordings, mut facts) = (Vec::new(), Vec::new(), Vec::new());
        let entries: Vec<Entry> = articles
            .into_iter()
            .map(|(index, article)| {
                let mut witness = Witness::new(article, &options.outlets);
                witness.complete(&options.outlets, &options.completion);
                let (sketch, sampled) = Sketch::with_runs(&witness);
                rarities.count(&sketch);
                sketches.write(|bytes| sketch.encode(bytes));
                runs.extend(sampled.iter().map(|&run| packing.feature(run, true, index)));
                wordings.extend(sketch.lines.iter().map(|line| {
                    ((line.wording >> 56) as usize, line.wording << 8 | u64::from(line.at_edge))
                }));
                let published = witness.article.published.interval();
                facts.push((index, sketch.language, sketch.simhash, published));
                let claims = drift::claims(&witness, &options.synonyms, options.ui);
                watch.step(1);
                Entry { index, witness, claims }
            })
            .collect();
        let page = sink.page(entries);
        Ok(Self { sketches: sketches.finish(), runs, wordings, articles: facts, page })
    }
}
