//! The second stage: every article is read once; what comparison needs of it is kept.

use super::intake::Intake;
use super::log::{self, Log, Packed, Packer, Writer};
use super::options::Options;
use super::sink::{Entry, Sink};
use super::spool::{Pieces, Spool};
use super::store::Store;
use crate::article::Language;
use crate::drift;
use crate::error::Result;
use crate::fingerprint::Simhash;
use crate::progress::Watch;
use crate::reuse::candidate::{self, Packing};
use crate::reuse::phrase::{self, Phrases};
use crate::reuse::rarity::Rarities;
use crate::reuse::sketch::Sketch;
use crate::reuse::term::{Space, Terms};
use crate::witness::Witness;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Name of the stage.
const STAGE: &str = "understanding";
const LOG: &str = "sketches.log";
const RUNS: &str = "runs.spool";
const WORDS: &str = "wordings.spool";
const FACTS: &str = "readings.bin";
const RARITIES: &str = "rarities.bin";

/// All but logs and tables of numbers, as it is saved.
#[derive(Serialize, Deserialize)]
struct Facts {
    runs: Pieces,
    wordings: Pieces,
    languages: Vec<Language>,
    fingerprints: Vec<u64>,
    language_of: Vec<Language>,
    published: Vec<Option<(i64, i64)>>,
    sentences: Vec<u64>,
}

/// Parts of the spool of wordings.
pub(super) const WORDINGS: usize = 256;

/// What all articles left behind.
#[derive(Debug)]
pub struct Readings {
    /// Sketches, in the order of the log of articles.
    sketches: Log,
    /// How rare each term is.
    pub rarities: Rarities,
    /// What the archive says over and over.
    pub phrases: Phrases,
    /// Sampled runs of words, as [`Packing`] makes numbers of them.
    pub runs: Spool,
    /// Wordings of body sentences by their first byte: the other seven, then whether it stood at
    /// an edge.
    pub wordings: Spool,
    /// Languages of the archive.
    pub languages: Vec<Language>,
    /// By index.
    pub fingerprints: Vec<Simhash>,
    /// The language of each article, by index.
    pub language_of: Vec<Language>,
    /// Earliest and latest second of publication by index, where a window asks for it.
    pub published: Vec<Option<(i64, i64)>>,
}

impl Readings {
    fn open(store: &Store, memory: usize, packing: Packing) -> Result<Self> {
        let sketches = Log::open(store.path(LOG))?;
        sketches.check()?;
        let facts: Facts = store.load(FACTS)?;
        let mut rarities =
            Rarities::from_parts(&store.load::<Vec<Vec<u32>>>(RARITIES)?, &facts.sentences);
        rarities.settle();
        Ok(Self {
            sketches,
            rarities,
            phrases: Phrases::default(),
            runs: Spool::open(store.path(RUNS), packing.bytes(), memory, facts.runs)?,
            wordings: Spool::open(store.path(WORDS), size_of::<u64>(), memory / 4, facts.wordings)?,
            languages: facts.languages,
            fingerprints: facts.fingerprints.into_iter().map(Simhash).collect(),
            language_of: facts.language_of,
            published: facts.published,
        })
    }

    fn save(&mut self, store: &mut Store) -> Result<()> {
        let (bins, sentences) = self.rarities.to_parts();
        let facts = Facts {
            runs: self.runs.persist()?,
            wordings: self.wordings.persist()?,
            languages: self.languages.clone(),
            fingerprints: self.fingerprints.iter().map(|fingerprint| fingerprint.0).collect(),
            language_of: self.language_of.clone(),
            published: self.published.clone(),
            sentences,
        };
        store.save(FACTS, &facts)?;
        store.save(RARITIES, &bins)?;
        store.done(STAGE)
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
    let memory = options.memory.features();
    let packing = Packing::new(intake.len());
    let open = |store: &Store| {
        let readings = Readings::open(store, memory, packing)?;
        sink.restore(store)?;
        Ok(readings)
    };
    if let Some(mut readings) = store.resume(STAGE, open)? {
        readings.phrases = phrases(intake, &readings)?;
        return Ok(readings);
    }
    watch.stage("understanding", Some(intake.len() as u64));
    let mut writer = Writer::create(store.path(LOG))?;
    let mut rarities = Rarities::default();
    let mut runs = Spool::new(store.path(RUNS), candidate::PARTS, packing.bytes(), memory);
    let mut wordings = Spool::new(store.path(WORDS), WORDINGS, size_of::<u64>(), memory / 4);
    let mut languages: Vec<Language> = Vec::new();
    let mut fingerprints = vec![Simhash::default(); intake.len()];
    let mut language_of = vec![Language::Unknown; intake.len()];
    let windowed = if options.window_days.is_some() { intake.len() } else { 0 };
    let mut published = vec![None; windowed];
    let (mut run_parts, mut wording_parts) =
        (vec![Vec::new(); candidate::PARTS], vec![Vec::new(); WORDINGS]);
    for round in (0..intake.blocks()).step_by(ROUND) {
        watch.check()?;
        let blocks: Vec<Block<S::Page>> = (round..intake.blocks().min(round + ROUND))
            .into_par_iter()
            .map(|block| Block::read(block, intake, options, &rarities, &*sink, watch))
            .collect::<Result<_>>()?;
        for block in blocks {
            writer.append(&block.sketches)?;
            for (part, number) in block.runs {
                run_parts[part].push(number);
            }
            for (part, number) in block.wordings {
                wording_parts[part].push(number);
            }
            for (index, language, fingerprint, time) in block.articles {
                fingerprints[index as usize] = fingerprint;
                language_of[index as usize] = language;
                if !languages.contains(&language) {
                    languages.push(language);
                }
                if windowed > 0 {
                    published[index as usize] = time;
                }
            }
            sink.add_page(block.page)?;
        }
        runs.add(&mut run_parts)?;
        wordings.add(&mut wording_parts)?;
    }
    languages.sort_unstable();
    rarities.settle();
    let sketches = writer.finish()?;
    let mut readings = Readings {
        sketches,
        rarities,
        phrases: Phrases::default(),
        runs,
        wordings,
        languages,
        fingerprints,
        language_of,
        published,
    };
    if store.is_kept() {
        sink.save(store)?;
        readings.save(store)?;
    }
    readings.phrases = phrases(intake, &readings)?;
    Ok(readings)
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

/// What is kept of an article beside its sketch: its index, language, fingerprint, and when it was
/// published.
type Noted = (u32, Language, Simhash, Option<(i64, i64)>);

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
        let mut sketches = Packer::new(log::Packing::Plain);
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
