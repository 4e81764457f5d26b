//! The first stage: every article goes from the inputs into a log, and gets its number.

use super::log::{self, Log, Packer, Writer};
use super::options::Options;
use super::store::Store;
use crate::article::{Article, FieldFrom};
use crate::error::{Error, ErrorKind, Result};
use crate::ingest::{self, Batch, Rejected, Summary};
use crate::outlet::host_of;
use crate::progress::Watch;
use crate::reuse::candidate;
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Name of the stage.
const STAGE: &str = "reading";
const LOG: &str = "articles.log";
const FACTS: &str = "intake.bin";

/// All but the log, as it is saved.
#[derive(Serialize, Deserialize)]
struct Facts {
    order: Vec<u32>,
    summary: Summary,
    rejected: Vec<Rejected>,
    latest: Option<(i16, i8, i8)>,
    publishers: Vec<(String, String, usize)>,
}

/// Where articles come from.
#[derive(Debug)]
pub enum Source {
    /// The inputs that the options name.
    Inputs,
    /// Articles at hand, their ids all different.
    Articles(Vec<Article>),
}

/// All articles in a log, and what only the whole input shows.
#[derive(Debug)]
pub struct Intake {
    log: Log,
    /// Numbers of the articles in the log, by rising id: an article's place here is its index from
    /// now on.
    order: Vec<u32>,
    /// The other way round: the index of each record of the log.
    index: Vec<u32>,
    /// What reading found beside articles.
    pub summary: Summary,
    /// Records that could not be read, by path and record.
    pub rejected: Vec<Rejected>,
    /// The latest day that metadata or headers name.
    pub latest: Option<Date>,
    /// Outlets that records name as their publishers: name, host, and how often; none where there
    /// are too many to be outlets.
    publishers: Vec<(String, String, usize)>,
}

/// Publishers that are told apart at most.
const MOST_PUBLISHERS: usize = 100_000;

impl Intake {
    fn open(store: &Store) -> Result<Self> {
        let log = Log::open(store.path(LOG))?;
        log.check()?;
        let Facts { order, summary, rejected, latest, publishers } = store.load(FACTS)?;
        let latest = latest.and_then(|(year, month, day)| Date::new(year, month, day).ok());
        Ok(Self { log, index: inverse(&order), order, summary, rejected, latest, publishers })
    }

    fn save(&self, store: &mut Store) -> Result<()> {
        let facts = Facts {
            order: self.order.clone(),
            summary: self.summary.clone(),
            rejected: self.rejected.clone(),
            latest: self.latest.map(|day| (day.year(), day.month(), day.day())),
            publishers: self.publishers.clone(),
        };
        store.save(FACTS, &facts)?;
        store.done(STAGE)
    }

    /// The options with what the whole input tells: outlets that publish in it join the table, and
    /// its latest day is the one that weekdays count back from.
    pub fn informed(&self, options: &Options) -> Options {
        let mut options = options.clone();
        options.completion.as_of = options.completion.as_of.or(self.latest);
        let publishers = self.publishers.iter();
        options.outlets.add_publishers(
            publishers.map(|(name, host, count)| (name.as_str(), host.as_str(), *count)),
        );
        options
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Number of blocks of the log.
    pub fn blocks(&self) -> usize {
        self.log.blocks()
    }

    /// Articles before a block of the log.
    pub fn first(&self, block: usize) -> u64 {
        self.log.first(block)
    }

    /// Place in the log of the article `index`.
    pub fn place(&self, index: u32) -> u64 {
        self.order[index as usize].into()
    }

    /// Index of the article at a place in the log.
    pub fn index_of(&self, place: u64) -> u32 {
        self.index[place as usize]
    }

    /// The articles of a block of the log, with their indices.
    ///
    /// # Errors
    /// As [`Log::read`].
    pub fn block(&self, block: usize) -> Result<Vec<(u32, Article)>> {
        let first = self.log.first(block);
        let records = self.log.read(block)?;
        (first..).zip(records.iter()).map(|(place, bytes)| self.article(place, bytes)).collect()
    }

    /// The article `index`.
    ///
    /// # Errors
    /// As [`Log::read`].
    pub fn get(&self, index: u32) -> Result<Article> {
        let place = self.place(index);
        Ok(self.log.with(place, |bytes| self.article(place, bytes))??.1)
    }

    fn article(&self, place: u64, bytes: &[u8]) -> Result<(u32, Article)> {
        let mut article: Article = postcard::from_bytes(bytes).map_err(|_| self.log.damaged())?;
        self.summary.settle(place, &mut article);
        Ok((self.index_of(place), article))
    }
}

/// Reads all of `source`.
///
/// # Errors
/// Those of [`ingest::for_each`] and of writing the log.
pub fn take_in(
    source: Source,
    options: &Options,
    store: &mut Store,
    watch: &Watch<'_>,
) -> Result<Intake> {
    if let Some(intake) = store.resume(STAGE, Intake::open)? {
        return Ok(intake);
    }
    let mut taken = Taken::new(store)?;
    let summary = match source {
        Source::Inputs => {
            watch.stage("reading", None);
            ingest::for_each(&options.ingest, &options.outlets, watch, &mut |batch| {
                taken.add(batch)
            })?
        }
        Source::Articles(articles) => {
            let count = articles.len() as u64;
            taken.add(Batch { articles, rejected: Vec::new() })?;
            let mut summary = Summary::default();
            summary.articles = count;
            summary
        }
    };
    let intake = taken.finish(summary)?;
    if store.is_kept() {
        intake.save(store)?;
    }
    Ok(intake)
}

/// The index of each place, from the place of each index.
fn inverse(order: &[u32]) -> Vec<u32> {
    let mut index = vec![0; order.len()];
    for (at, &place) in (0..).zip(order) {
        index[place as usize] = at;
    }
    index
}

struct Taken {
    writer: Writer,
    ids: Vec<Box<str>>,
    rejected: Vec<Rejected>,
    /// The latest second that metadata or headers name: as read, and with midnights as whole days.
    latest: [Option<i64>; 2],
    publishers: FxHashMap<(String, String), usize>,
}

/// Articles that one task packs.
const TASK: usize = 64;

impl Taken {
    fn new(store: &Store) -> Result<Self> {
        let writer = Writer::create(store.path(LOG))?;
        Ok(Self {
            writer,
            ids: Vec::new(),
            rejected: Vec::new(),
            latest: [None; 2],
            publishers: FxHashMap::default(),
        })
    }

    fn add(&mut self, batch: Batch) -> Result<()> {
        let packed: Vec<_> = batch
            .articles
            .par_chunks(TASK)
            .map(|articles| {
                let mut packer = Packer::new(log::Layout::Single);
                let mut bytes = Vec::new();
                for article in articles {
                    bytes.clear();
                    // Writing into memory cannot fail.
                    bytes = postcard::to_extend(article, bytes).unwrap_or_default();
                    packer.push(&bytes);
                }
                packer.finish()
            })
            .collect();
        packed.iter().try_for_each(|packed| self.writer.append(packed))?;
        for article in batch.articles {
            let named = matches!(article.published.from, FieldFrom::Metadata | FieldFrom::Header);
            if named {
                let end = article.published.interval().map(|(_, end)| end);
                let as_day = ingest::midnight_as_day(&article).and_then(|day| day.interval());
                self.latest[0] = self.latest[0].max(end);
                self.latest[1] = self.latest[1].max(as_day.map_or(end, |(_, end)| Some(end)));
            }
            if article.outlet.from == FieldFrom::Metadata
                && self.publishers.len() <= MOST_PUBLISHERS
            {
                let host = host_of(&article.url).to_owned();
                *self.publishers.entry((article.outlet.as_read, host)).or_default() += 1;
            }
            self.ids.push(article.id.into());
        }
        self.rejected.extend(batch.rejected);
        Ok(())
    }

    fn finish(mut self, summary: Summary) -> Result<Intake> {
        if self.ids.len() > candidate::MOST_ARTICLES {
            return Err(Error::new(
                ErrorKind::Usage,
                format!(
                    "more than {} articles: analyse the archive in parts",
                    candidate::MOST_ARTICLES
                ),
            ));
        }
        for (place, id) in summary.renamed() {
            self.ids[place as usize] = id.into();
        }
        let ids = &self.ids;
        let mut order: Vec<u32> = (0..ids.len() as u32).collect();
        order.par_sort_unstable_by(|&a, &b| ids[a as usize].cmp(&ids[b as usize]));
        let index = inverse(&order);
        self.rejected.sort_by(ingest::by_place);
        let latest = self.latest[usize::from(summary.midnights_are_days())]
            .and_then(|second| jiff::Timestamp::from_second(second).ok())
            .map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
        let log = self.writer.finish()?;
        let many_publishers = self.publishers.len() > MOST_PUBLISHERS;
        let mut publishers: Vec<(String, String, usize)> = self
            .publishers
            .into_iter()
            .map(|((name, host), count)| (name, host, count))
            .filter(|_| !many_publishers)
            .collect();
        publishers.sort_unstable();
        Ok(Intake { log, order, index, summary, rejected: self.rejected, latest, publishers })
    }
}
