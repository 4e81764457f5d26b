//! Where rows wait until all of a table are there and can be sorted.

use super::Report;
use super::graph;
use super::row::{Rows, decode};
use super::sheet::{Format, Sheet};
use super::tables::{self, Table};
use super::view::GroupView;
use super::{Settings, unwritten};
use crate::analysis::Entry;
use crate::archive::sorter::{Batch, Sorter};
use crate::archive::store::Store;
use crate::article::CharOffsets;
use crate::drift::Severity;
use crate::error::Result;
use crate::report::cell::Cell;
use crate::ui::Ui;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// Makes a group's rows of a table.
type GroupTable = fn(&GroupView<'_>, &mut dyn Sheet) -> io::Result<()>;

/// Tables with rows for each group, and how a group's rows are made. Figures, which stand by
/// severity first, and origins have keys of their own.
const BY_GROUP: [(Table, GroupTable); 4] = [
    (tables::passages::TABLE, tables::passages::rows),
    (tables::matches::TABLE, tables::matches::rows),
    (tables::alignments::TABLE, tables::alignments::rows),
    (tables::lineage::TABLE, tables::lineage::rows),
];

/// The rows of articles, as a kept work folder has them.
const ARTICLES: &str = "rows.bin";

/// Rows of some articles.
#[derive(Debug, Default)]
pub(super) struct ArticleRows {
    articles: Batch,
    claims: Batch,
    /// Claims by the number of their subject.
    subjects: Vec<u32>,
    texts: Batch,
}

impl ArticleRows {
    pub(super) fn add(&mut self, entry: &Entry, settings: &Settings) -> io::Result<()> {
        let Entry { index, witness, claims } = entry;
        let key = index.to_be_bytes();
        push(&mut self.articles, &key, |bytes| {
            tables::articles::row(witness, &mut Rows::append(bytes))
        })?;
        let offsets = CharOffsets::new(witness.text());
        for claim in claims {
            let sentence = witness.figures[claim.figure as usize].sentence;
            self.subjects.push(tables::claims::subject_number(claim));
            push(&mut self.claims, &tables::claims::key(claim, *index), |bytes| {
                bytes.extend(index.to_le_bytes());
                bytes.extend(sentence.to_le_bytes());
                tables::claims::row(witness, claim, &offsets, &mut Rows::append(bytes))
            })?;
        }
        if settings.texts {
            #[derive(serde::Serialize)]
            struct Text<'a> {
                article_id: &'a str,
                text: &'a str,
            }
            let text = Text { article_id: &witness.article.id, text: witness.text() };
            push(&mut self.texts, &key, |bytes| {
                serde_json::to_writer(&mut *bytes, &text)?;
                bytes.push(b'\n');
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// Rows of a group.
#[derive(Debug, Default)]
pub(super) struct GroupRows {
    by_group: [Batch; BY_GROUP.len()],
    origins: Batch,
    figures: Batch,
    dot: Batch,
    graphml: Batch,
}

impl GroupRows {
    pub(super) fn add(
        &mut self,
        group: &GroupView<'_>,
        settings: &Settings,
        ui: Ui,
    ) -> io::Result<()> {
        let key = group.story.group.id.0.to_be_bytes();
        for (batch, (_, rows)) in self.by_group.iter_mut().zip(BY_GROUP) {
            push(batch, &key, |bytes| rows(group, &mut Rows::append(bytes)))?;
        }
        push(&mut self.origins, &tables::origins::key(group), |bytes| {
            tables::origins::rows(group, &mut Rows::append(bytes))
        })?;
        for severity in [Severity::High, Severity::Medium, Severity::Low] {
            push(&mut self.figures, &tables::figures::key(group, severity), |bytes| {
                tables::figures::rows(group, severity, &mut Rows::append(bytes))
            })?;
        }
        if settings.graph {
            push(&mut self.dot, &key, |bytes| graph::write_dot(group, ui, bytes))?;
            push(&mut self.graphml, &key, |bytes| graph::write_graphml(group, ui, bytes))?;
        }
        Ok(())
    }
}

fn push(
    batch: &mut Batch,
    key: &[u8],
    write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let mut written = Ok(());
    batch.push(key, |bytes| written = write(bytes));
    written
}

/// All rows of a report.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    articles: Sorter,
    claims: Sorter,
    subjects: FxHashMap<u32, u32>,
    texts: Sorter,
    by_group: [Sorter; BY_GROUP.len()],
    origins: Sorter,
    figures: Sorter,
    dot: Sorter,
    graphml: Sorter,
}

impl Shelf {
    /// A shelf that keeps `memory` bytes of each large table, and what is more in `store`.
    pub(super) fn new(store: &Store, memory: usize) -> Self {
        let sorter = |name| Sorter::new(store.path(name), memory);
        Self {
            articles: sorter("articles"),
            claims: Sorter::new(store.path("claims"), 2 * memory),
            subjects: FxHashMap::default(),
            texts: sorter("texts"),
            by_group: BY_GROUP.map(|(table, _)| sorter(table.name)),
            origins: sorter("origins"),
            figures: sorter("figures"),
            dot: sorter("dot"),
            graphml: sorter("graphml"),
        }
    }

    /// Saves the rows of all articles.
    pub(super) fn save(&mut self, store: &mut Store) -> Result<()> {
        let runs = [self.articles.persist()?, self.claims.persist()?, self.texts.persist()?];
        store.save(ARTICLES, &(runs, &self.subjects))
    }

    /// Takes up what [`Self::save`] saved.
    pub(super) fn restore(&mut self, store: &Store, memory: usize) -> Result<()> {
        let (runs, subjects): ([usize; 3], FxHashMap<u32, u32>) = store.load(ARTICLES)?;
        let articles = Sorter::open(store.path("articles"), memory, runs[0])?;
        let claims = Sorter::open(store.path("claims"), 2 * memory, runs[1])?;
        let texts = Sorter::open(store.path("texts"), memory, runs[2])?;
        (self.articles, self.claims, self.texts) = (articles, claims, texts);
        self.subjects = subjects;
        Ok(())
    }

    pub(super) fn add_articles(&mut self, rows: &ArticleRows) -> Result<()> {
        self.articles.add(&rows.articles)?;
        self.claims.add(&rows.claims)?;
        for &subject in &rows.subjects {
            *self.subjects.entry(subject).or_default() += 1;
        }
        self.texts.add(&rows.texts)
    }

    pub(super) fn add_group(&mut self, rows: &GroupRows) -> Result<()> {
        for (sorter, batch) in self.by_group.iter_mut().zip(&rows.by_group) {
            sorter.add(batch)?;
        }
        self.origins.add(&rows.origins)?;
        self.figures.add(&rows.figures)?;
        self.dot.add(&rows.dot)?;
        self.graphml.add(&rows.graphml)
    }

    /// Writes the files of `report`; says how many claims there are.
    pub(super) fn write(self, report: &Report<'_>) -> Result<usize> {
        let Self { articles, claims, subjects, texts, by_group, origins, figures, dot, graphml } =
            self;
        let mut jobs: Vec<Box<dyn FnOnce() -> Result<()> + Send + '_>> = Vec::new();
        let mut count = 0;
        let counted = &mut count;
        jobs.push(Box::new(move || {
            *counted = write_claims(claims, &subjects, report)?;
            Ok(())
        }));
        jobs.push(Box::new(move || write_articles(articles, report)));
        for (sorter, (table, _)) in by_group.into_iter().zip(BY_GROUP) {
            jobs.push(Box::new(move || write_rows(sorter, &table, report)));
        }
        jobs.push(Box::new(move || write_rows(origins, &tables::origins::TABLE, report)));
        jobs.push(Box::new(move || write_rows(figures, &tables::figures::TABLE, report)));
        if report.settings.texts {
            jobs.push(Box::new(move || write_plain(texts, tables::TEXTS, ["", ""], report)));
        }
        if report.settings.graph {
            jobs.push(Box::new(move || write_plain(dot, graph::DOT, graph::DOT_FRAME, report)));
            let frame = graph::graphml_frame();
            jobs.push(Box::new(move || {
                write_plain(graphml, graph::GRAPHML, frame.each_ref().map(String::as_str), report)
            }));
        }
        jobs.into_par_iter().try_for_each(|job| job())?;
        Ok(count)
    }
}

/// Bytes of rows that are formatted at a time, and by one task.
const ROUND: usize = 4 << 20;
const TASK: usize = 256 << 10;

/// Rows on their way into the file of a table: kept in order, formatted on all threads.
struct Writing<'r> {
    file: Box<dyn Write + 'r>,
    table: &'r Table,
    format: Format,
    /// Whole rows, as [`Rows`] has them; the last is still filled.
    tasks: Vec<Vec<u8>>,
}

impl Writing<'_> {
    /// Adds a row; `write` appends its cells.
    fn row(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        if self.tasks.last().is_none_or(|task| task.len() >= TASK) {
            if self.tasks.len() * TASK >= ROUND {
                self.flush()?;
            }
            self.tasks.push(Vec::with_capacity(TASK + TASK / 8));
        }
        if let Some(task) = self.tasks.last_mut() {
            write(task);
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let (table, format) = (self.table, self.format);
        let formatted: Vec<Vec<u8>> = std::mem::take(&mut self.tasks)
            .into_par_iter()
            .map(|task| {
                let mut out = Vec::with_capacity(task.len() + task.len() / 4);
                let mut sheet = format.open_body(&mut out, table.columns);
                let (mut rest, mut cells) = (task.as_slice(), Vec::new());
                while decode(&mut rest, table.columns.len(), &mut cells) {
                    sheet.row(&cells)?;
                }
                sheet.finish()?;
                drop(sheet);
                Ok(out)
            })
            .collect::<io::Result<_>>()?;
        formatted.iter().try_for_each(|bytes| self.file.write_all(bytes))
    }
}

/// Writes the rows of `sorter`, by key; `each` makes whole rows of them.
fn write_table(
    sorter: Sorter,
    table: &Table,
    report: &Report<'_>,
    mut each: impl FnMut(&[u8], &[u8], &mut Writing<'_>) -> io::Result<()>,
) -> Result<()> {
    let name = report.settings.file_of(table);
    let failed = |error| unwritten(&report.folder.path(&name), error);
    let format = report.settings.format;
    let mut file = report.folder.create(&name)?;
    format.open(&mut file, table.columns).finish().map_err(failed)?;
    let mut writing = Writing { file: Box::new(file), table, format, tasks: Vec::new() };
    sorter.finish(|key, value| each(key, value, &mut writing).map_err(failed))?;
    writing.flush().and_then(|()| writing.file.flush()).map_err(failed)
}

fn write_rows(sorter: Sorter, table: &Table, report: &Report<'_>) -> Result<()> {
    write_table(sorter, table, report, |_, value, writing| {
        writing.row(|bytes| bytes.extend_from_slice(value))
    })
}

fn write_articles(sorter: Sorter, report: &Report<'_>) -> Result<()> {
    write_table(sorter, &tables::articles::TABLE, report, |key, value, writing| {
        let index = key.try_into().map_or(0, u32::from_be_bytes);
        let later = tables::articles::later(index, &report.outcome.shares);
        writing.row(|bytes| {
            bytes.extend_from_slice(value);
            Rows::append(bytes).cells(&later);
        })
    })
}

/// Writes the claims, those in furniture left out; says how many there are.
fn write_claims(
    sorter: Sorter,
    subjects: &FxHashMap<u32, u32>,
    report: &Report<'_>,
) -> Result<usize> {
    let mut count = 0;
    let mut last = (None, 0);
    let table = &tables::claims::TABLE;
    write_table(sorter, table, report, |key, value, writing| {
        let number = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
        let (place, value) = value.split_at_checked(8).unwrap_or_default();
        let (article, sentence) = place.split_at_checked(4).unwrap_or_default();
        if report.outcome.furniture.holds(number(article), number(sentence)) {
            return Ok(());
        }
        let subject = tables::claims::subject_of(key);
        last = if last.0 == Some(subject) { (last.0, last.1 + 1) } else { (Some(subject), 0) };
        let of_subject = subjects.get(&subject).copied().unwrap_or(1) as usize;
        let id = tables::claims::id(subject, last.1, of_subject);
        count += 1;
        writing.row(|bytes| {
            Rows::append(bytes).cells(&[Cell::text(id)]);
            bytes.extend_from_slice(value);
        })
    })?;
    Ok(count)
}

fn write_plain(
    sorter: Sorter,
    name: &str,
    [before, after]: [&str; 2],
    report: &Report<'_>,
) -> Result<()> {
    let failed = |error| unwritten(&report.folder.path(name), error);
    let mut file = report.folder.create(name)?;
    file.write_all(before.as_bytes()).map_err(failed)?;
    sorter.finish(|_, value| file.write_all(value).map_err(failed))?;
    file.write_all(after.as_bytes()).and_then(|()| file.flush()).map_err(failed)
}
