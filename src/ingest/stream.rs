//! The reading of all sources as a stream of batches: one thread cuts, all threads read, and the
//! order is kept.

use super::fields::Fields;
use super::format::{Chunk, Chunks, Fault, Harvest, Reading};
use super::identity::Identities;
use super::walk::{self, Origin, Source, Walked};
use super::{Options, Rejected, decompress, limits};
use crate::article::{Article, FieldFrom, Moment, Published};
use crate::error::{Error, ErrorKind, Place, Result};
use crate::outlet::Outlets;
use crate::progress::Watch;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// Some articles and rejected records, as they follow each other in the input.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Articles. Their ids and midnights are final only when [`Summary::settle`] has seen them.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub rejected: Vec<Rejected>,
}

/// What only the whole input shows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Articles given in batches.
    pub articles: u64,
    /// Records rejected.
    pub rejected: u64,
    /// Records that stood twice and were given once.
    pub repeated: u64,
    /// Files passed over.
    pub skipped: u64,
    /// Bytes read, after decompression.
    pub bytes: u64,
    /// Warnings for the user, in order.
    pub warnings: Vec<String>,
    renamed: FxHashMap<u64, String>,
    midnights_are_days: bool,
}

/// The least share of exact midnights among metadata times at which they mean a day without a
/// time. True times fall on the first minute of a day in 1 of 1,440 cases; an archive that fills
/// dates up with zeros has whole outlets of them.
const MIDNIGHT_SHARE: f64 = 0.02;
/// One midnight can be true in however small an archive.
const MIDNIGHTS: u64 = 2;

impl Summary {
    /// Gives the `ordinal`th article of the run (from 0, over all batches) its final id, and its
    /// time the final precision.
    pub fn settle(&self, ordinal: u64, article: &mut Article) {
        if let Some(id) = self.renamed.get(&ordinal) {
            article.id.clone_from(id);
        }
        if let (true, Some(day)) = (self.midnights_are_days, midnight_as_day(article)) {
            article.published = day;
        }
    }

    /// Whether exact midnights mean days without a time.
    pub const fn midnights_are_days(&self) -> bool {
        self.midnights_are_days
    }

    /// Articles that were given another id, by ordinal.
    pub fn renamed(&self) -> impl Iterator<Item = (u64, &str)> {
        let mut renamed: Vec<_> = self.renamed.iter().map(|(&at, id)| (at, id.as_str())).collect();
        renamed.sort_unstable();
        renamed.into_iter()
    }
}

/// When an article whose metadata names an exact midnight was published, if that means a day.
pub fn midnight_as_day(article: &Article) -> Option<Published> {
    let (year, month, day, offset) = midnight(article)?;
    let moment = Moment::Day { year: Some(year), month, day, offset };
    Some(Published { moment, ..article.published })
}

/// The day whose first second is the metadata time of `article`.
fn midnight(article: &Article) -> Option<(i16, i8, i8, i32)> {
    match (article.published.from, article.published.moment) {
        (FieldFrom::Metadata, Moment::Instant { seconds, offset, .. }) => {
            let local = seconds + i64::from(offset);
            if local.rem_euclid(86_400) != 0 {
                return None;
            }
            let date =
                jiff::Timestamp::from_second(local).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
            Some((date.year(), date.month(), date.day(), offset))
        }
        _ => None,
    }
}

/// Reads all inputs and gives `sink` what they hold, batch by batch, in an order that depends only
/// on the names and contents of the files. Memory holds two rounds of about 16 MiB of input (or
/// two records, when those are longer) and at most 57 bytes for each record read.
///
/// # Errors
/// [`ErrorKind::Usage`] for a `--field` that cannot be, [`ErrorKind::Read`] when not one article
/// could be read, [`ErrorKind::Interrupted`], and whatever `sink` returns.
pub fn for_each(
    options: &Options,
    outlets: &Outlets,
    watch: &Watch<'_>,
    sink: &mut dyn FnMut(Batch) -> Result<()>,
) -> Result<Summary> {
    let fields = Arc::new(Fields::new(&options.fields)?);
    each(walk::walk(&options.inputs)?, &fields, outlets, watch, sink)
}

/// [`for_each`] over what a walk found.
pub(super) fn each(
    walked: Walked,
    fields: &Arc<Fields>,
    outlets: &Outlets,
    watch: &Watch<'_>,
    sink: &mut dyn FnMut(Batch) -> Result<()>,
) -> Result<Summary> {
    if let Some(bytes) = walked.bytes() {
        watch.expect(bytes);
    }
    let mut run = Run {
        summary: Summary {
            skipped: walked.skipped,
            warnings: walked.warnings,
            ..Summary::default()
        },
        ..Run::default()
    };
    let none_found = walked.sources.is_empty() && walked.faults.is_empty();
    let faults = walked.faults.into_iter().map(|(path, fault)| located(&path, fault)).collect();
    run.give(Batch { articles: Vec::new(), rejected: faults }, sink)?;

    let mut rounds =
        Rounds { sources: walked.sources.into_iter(), open: None, fields: Arc::clone(fields) };
    let mut round = rounds.next_round();
    while !round.is_empty() {
        watch.check()?;
        let bytes = round.iter().map(Piece::bytes).sum::<usize>() as u64;
        let (harvests, next) =
            rayon::join(|| read_round(round, fields, outlets), || rounds.next_round());
        round = next;
        let before = run.summary.articles;
        let batch = run.settle(harvests);
        run.summary.bytes += bytes;
        watch.advance(bytes, run.summary.articles - before);
        run.give(batch, sink)?;
    }
    watch.check()?;
    run.finish(fields, none_found)
}

/// The running totals.
#[derive(Default)]
struct Run {
    summary: Summary,
    identities: Identities,
    fields_seen: u64,
    named_fields: bool,
    unread_dates: u64,
    unread_date: Option<String>,
    long_texts: u64,
    long_text: Option<String>,
    instants: u64,
    midnights: u64,
    first_rejected: Option<Rejected>,
}

impl Run {
    /// Leaves out repeated records and adds up the rest, in order.
    fn settle(&mut self, harvests: Vec<(Arc<Source>, Harvest)>) -> Batch {
        let mut batch = Batch::default();
        for (source, harvest) in harvests {
            for (article, key) in harvest.articles {
                if self.identities.admit(self.summary.articles, key, &article.id) {
                    self.summary.articles += 1;
                    if article.text.len() > limits::LONG_TEXT {
                        self.long_texts += 1;
                        self.long_text.get_or_insert_with(|| article.source.clone());
                    }
                    if article.published.from == FieldFrom::Metadata
                        && matches!(article.published.moment, Moment::Instant { .. })
                    {
                        self.instants += 1;
                        self.midnights += u64::from(midnight(&article).is_some());
                    }
                    batch.articles.push(article);
                }
            }
            let faults = harvest.faults.into_iter().map(|fault| located(&source.name, fault));
            batch.rejected.extend(faults);
            self.fields_seen |= harvest.fields_seen;
            self.named_fields |= harvest.named_fields;
            self.unread_dates += harvest.unread_dates;
            if self.unread_date.is_none() {
                self.unread_date =
                    harvest.unread_date.map(|date| format!("{:?} in {}", date, source.name));
            }
        }
        batch
    }

    fn give(&mut self, batch: Batch, sink: &mut dyn FnMut(Batch) -> Result<()>) -> Result<()> {
        self.summary.rejected += batch.rejected.len() as u64;
        if self.first_rejected.is_none() {
            self.first_rejected = batch.rejected.first().cloned();
        }
        if batch.articles.is_empty() && batch.rejected.is_empty() {
            return Ok(());
        }
        sink(batch)
    }

    fn finish(mut self, fields: &Fields, none_found: bool) -> Result<Summary> {
        let mut summary = self.summary;
        if summary.articles == 0 {
            return Err(nothing(&summary, self.first_rejected, none_found));
        }
        summary.repeated = self.identities.repeated;
        summary.renamed = self.identities.renamed().into_iter().collect();
        summary.midnights_are_days = self.midnights >= MIDNIGHTS
            && self.midnights as f64 >= MIDNIGHT_SHARE * self.instants as f64;
        if !summary.renamed.is_empty() {
            summary.warnings.push(match summary.renamed.len() {
                1 => "a record has the id of another: ~ and 8 digits are added to it".to_owned(),
                more => format!(
                    "{more} records have the id of another: ~ and 8 digits are added to theirs"
                ),
            });
        }
        for (index, (our, their)) in fields.mapped.iter().enumerate().take(63) {
            if self.named_fields && self.fields_seen >> index & 1 == 0 {
                summary.warnings.push(format!(
                    "--field {our}={their}: no record has a field {their:?}: check its spelling"
                ));
            }
        }
        if let Some(record) = self.long_text.take() {
            let more = match self.long_texts {
                1 => String::new(),
                all => format!(" (and {} more)", all - 1),
            };
            summary.warnings.push(format!(
                "{record}{more} is longer than {} MiB: if it holds several articles, give each a \
                 record of its own",
                limits::LONG_TEXT >> 20
            ));
        }
        if let Some(date) = self.unread_date.take() {
            let more = match self.unread_dates {
                1 => String::new(),
                all => format!(" (and {} more)", all - 1),
            };
            summary.warnings.push(format!(
                "{date}{more} is no date that can be read: its time counts as unknown; write \
                 YEAR-MONTH-DAY"
            ));
        }
        Ok(summary)
    }
}

/// That not one article was read, and why.
fn nothing(summary: &Summary, first: Option<Rejected>, none_found: bool) -> Error {
    match first {
        Some(rejected) => {
            let mut error = Error::new(
                ErrorKind::Read,
                if summary.rejected == 1 {
                    rejected.reason
                } else {
                    format!(
                        "{} (and {} more rejected: not one article could be read)",
                        rejected.reason,
                        summary.rejected - 1
                    )
                },
            );
            if let Some(path) = rejected.place.path {
                error = error.at(path);
            }
            match rejected.place.record {
                Some(record) => error.record(record, rejected.place.byte),
                None => error,
            }
        }
        None if none_found => Error::new(
            ErrorKind::Read,
            format!(
                "no input found ({} files passed over): articles are files of the kinds {}",
                summary.skipped,
                super::format::known_extensions()
            ),
        ),
        None => Error::new(ErrorKind::Read, "the input holds no article: it is empty"),
    }
}

fn located(name: &str, fault: Fault) -> Rejected {
    let place = Place { path: Some(PathBuf::from(name)), record: fault.record, byte: fault.byte };
    Rejected { place, reason: fault.reason }
}

/// A chunk with where it comes from.
struct Piece {
    source: Arc<Source>,
    chunk: Result<Box<dyn Chunk>, Fault>,
}

impl Piece {
    fn bytes(&self) -> usize {
        self.chunk.as_ref().map_or(0, |chunk| chunk.bytes())
    }
}

fn read_round(
    round: Vec<Piece>,
    fields: &Fields,
    outlets: &Outlets,
) -> Vec<(Arc<Source>, Harvest)> {
    round
        .into_par_iter()
        .map(|Piece { source, chunk }| {
            let mut harvest = Harvest::default();
            match chunk {
                Ok(chunk) => {
                    chunk.read(&Reading { name: &source.name, fields, outlets }, &mut harvest);
                }
                Err(fault) => harvest.faults.push(fault),
            }
            (source, harvest)
        })
        .collect()
}

/// Opens source after source and takes their chunks.
struct Rounds {
    sources: std::vec::IntoIter<Source>,
    open: Option<(Arc<Source>, Chunks)>,
    fields: Arc<Fields>,
}

impl Rounds {
    /// The next chunks, until they hold [`limits::ROUND`] bytes; none at the end of the input.
    fn next_round(&mut self) -> Vec<Piece> {
        let mut round = Vec::new();
        let mut bytes = 0;
        while bytes < limits::ROUND && round.len() < limits::ROUND_FILES {
            let Some((source, chunks)) = &mut self.open else {
                let Some(source) = self.sources.next() else { break };
                let source = Arc::new(source);
                match open(&source, &self.fields) {
                    Ok(chunks) => self.open = Some((source, chunks)),
                    Err(error) => {
                        let fault = Fault::of_file(decompress::explain(&error));
                        round.push(Piece { source, chunk: Err(fault) });
                    }
                }
                continue;
            };
            match chunks.next() {
                None => self.open = None,
                Some(chunk) => {
                    let piece = Piece { source: Arc::clone(source), chunk };
                    bytes += piece.bytes();
                    round.push(piece);
                }
            }
        }
        round
    }
}

fn open(source: &Source, fields: &Arc<Fields>) -> io::Result<Chunks> {
    let raw: Box<dyn Read + Send> = match &source.origin {
        Origin::StandardInput => Box::new(io::stdin()),
        Origin::File(path) => Box::new(File::open(path)?),
        Origin::Memory(bytes) => Box::new(io::Cursor::new(bytes.clone())),
    };
    Ok(source.format.chunks(decompress::decompressed(raw)?, fields))
}
