//! What reading leaves behind beside sketches: while it grows, and as a kept work folder has it.

use super::intake::Intake;
use super::log::Unfinished;
use super::options::Options;
use super::spool::{Pieces, Spool};
use super::store::Store;
use crate::article::Language;
use crate::error::Result;
use crate::fingerprint::Simhash;
use crate::reuse::candidate::{self, Packing};
use crate::reuse::rarity::Rarities;
use serde::{Deserialize, Serialize};

const RUNS: &str = "runs.spool";
const WORDS: &str = "wordings.spool";
const FACTS: &str = "readings.bin";
const RARITIES: &str = "rarities.bin";

/// Parts of the spool of wordings.
pub(super) const WORDINGS: usize = 256;

/// All but spools and rarities, as it is saved.
#[derive(Serialize, Deserialize)]
struct Facts {
    runs: Pieces,
    wordings: Pieces,
    fingerprints: Vec<u64>,
    language_of: Vec<Language>,
    published: Vec<Option<(i64, i64)>>,
    sentences: Vec<u64>,
    unfinished: Option<(Unfinished, usize)>,
}

/// What is kept of an article beside its sketch: its index, language, fingerprint, and when it was
/// published.
pub(super) type Noted = (u32, Language, Simhash, Option<(i64, i64)>);

/// What all articles that were read left behind.
#[derive(Debug)]
pub struct Gathered {
    /// How rare each term is.
    pub rarities: Rarities,
    /// Sampled runs of words, as [`Packing`] makes numbers of them.
    pub runs: Spool,
    /// Wordings of body sentences by their first byte: the other seven, then whether it stood at
    /// an edge.
    pub wordings: Spool,
    /// By index.
    pub fingerprints: Vec<Simhash>,
    /// The language of each article, by index.
    pub language_of: Vec<Language>,
    /// Earliest and latest second of publication by index, where a window asks for it.
    pub published: Vec<Option<(i64, i64)>>,
    /// Numbers on their way into the spools.
    run_parts: Vec<Vec<u64>>,
    wording_parts: Vec<Vec<u64>>,
}

impl Gathered {
    /// Nothing yet.
    pub(super) fn new(intake: &Intake, options: &Options, store: &Store) -> Self {
        let (articles, memory) = (intake.len(), options.memory.features());
        let width = Packing::new(articles).bytes();
        let windowed = if options.window_days.is_some() { articles } else { 0 };
        Self {
            rarities: Rarities::default(),
            runs: Spool::new(store.path(RUNS), candidate::PARTS, width, memory),
            wordings: Spool::new(store.path(WORDS), WORDINGS, size_of::<u64>(), memory / 4),
            fingerprints: vec![Simhash::default(); articles],
            language_of: vec![Language::Unknown; articles],
            published: vec![None; windowed],
            run_parts: vec![Vec::new(); candidate::PARTS],
            wording_parts: vec![Vec::new(); WORDINGS],
        }
    }

    /// What [`Self::save`] saved.
    pub(super) fn open(
        intake: &Intake,
        options: &Options,
        store: &Store,
    ) -> Result<(Self, Option<(Unfinished, usize)>)> {
        let memory = options.memory.features();
        let width = Packing::new(intake.len()).bytes();
        let facts: Facts = store.load(FACTS)?;
        let bins: Vec<Vec<u32>> = store.load(RARITIES)?;
        let gathered = Self {
            rarities: Rarities::from_parts(&bins, &facts.sentences),
            runs: Spool::open(store.path(RUNS), width, memory, facts.runs)?,
            wordings: Spool::open(store.path(WORDS), size_of::<u64>(), memory / 4, facts.wordings)?,
            fingerprints: facts.fingerprints.into_iter().map(Simhash).collect(),
            language_of: facts.language_of,
            published: facts.published,
            run_parts: vec![Vec::new(); candidate::PARTS],
            wording_parts: vec![Vec::new(); WORDINGS],
        };
        Ok((gathered, facts.unfinished))
    }

    /// Saves it, with the log of sketches where that still grows, and how many blocks of articles
    /// are in it.
    pub(super) fn save(
        &mut self,
        unfinished: Option<(Unfinished, usize)>,
        store: &mut Store,
    ) -> Result<()> {
        let (bins, sentences) = self.rarities.to_parts();
        let facts = Facts {
            runs: self.runs.persist()?,
            wordings: self.wordings.persist()?,
            fingerprints: self.fingerprints.iter().map(|fingerprint| fingerprint.0).collect(),
            language_of: self.language_of.clone(),
            published: self.published.clone(),
            sentences,
            unfinished,
        };
        store.save(FACTS, &facts)?;
        store.save(RARITIES, &bins)
    }

    /// Adds what is left of some articles.
    pub(super) fn add(
        &mut self,
        runs: Vec<(usize, u64)>,
        wordings: Vec<(usize, u64)>,
        articles: Vec<Noted>,
    ) {
        for (part, number) in runs {
            self.run_parts[part].push(number);
        }
        for (part, number) in wordings {
            self.wording_parts[part].push(number);
        }
        for (index, language, fingerprint, published) in articles {
            let index = index as usize;
            self.fingerprints[index] = fingerprint;
            self.language_of[index] = language;
            if let Some(held) = self.published.get_mut(index) {
                *held = published;
            }
        }
    }

    /// Moves the numbers that were added into the spools.
    pub(super) fn flush(&mut self) -> Result<()> {
        self.runs.add(&mut self.run_parts)?;
        self.wordings.add(&mut self.wording_parts)
    }

    /// Makes it ready to be asked: everything was added.
    pub(super) fn settle(&mut self) {
        self.rarities.settle();
    }

    /// The languages of the archive.
    pub(super) fn languages(&self) -> Vec<Language> {
        let mut languages = self.language_of.clone();
        languages.sort_unstable();
        languages.dedup();
        languages
    }
}
