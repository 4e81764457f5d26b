//! Tables and `report.html`: what a run leaves behind for people and scripts.
//!
//! In: what an analysis finds, through [`crate::analysis::Sink`]. Out: files in one
//! folder, which appear there whole or not at all. Names, columns and their order are fixed by the
//! project's contract; [`tables`] has one file for each table, [`sheet`] one for each format,
//! [`html`] the report that a person opens.

pub mod cell;
pub mod compare;
pub mod diff;
pub mod excerpt;
pub mod folder;
pub mod graph;
pub mod html;
pub mod inspect;
pub mod marks;
pub mod overview;
pub mod row;
pub mod run_record;
pub mod sheet;
mod shelf;
pub mod summary;
pub mod tables;
mod texts;
mod verdict;
pub mod view;
mod words;

use crate::analysis::{Entry, Options, Outcome, Sink, Story};
use crate::archive::store::Store;
use crate::error::{Error, ErrorKind, Result};
use folder::Folder;
use html::{Card, Page};
use overview::Overview;
use sheet::{Format, Sheet};
use shelf::{ArticleRows, GroupRows, Shelf};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use summary::{Headline, Summary};
use tables::{REJECTED, TABLES, Table};
use view::{GroupView, Importance};

pub use run_record::Command;

/// What was read, as a kept work folder has it.
const OVERVIEW: &str = "overview.bin";

/// The report that a person opens.
pub const HTML: &str = "report.html";

/// What is written, and where.
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the command line")]
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Folder of the report; made when missing.
    pub folder: PathBuf,
    /// Format of the tables.
    pub format: Format,
    /// No `report.html`.
    pub no_html: bool,
    /// Also `texts.jsonl`, the texts that all offsets refer to.
    pub texts: bool,
    /// `matches` and `alignments` with every pair of passages, not only those on the family tree
    /// and with the reference.
    pub all_pairs: bool,
    /// Also the family trees as `lineage.dot` and `lineage.graphml`.
    pub graph: bool,
}

/// A report whose files are open and not yet written.
///
/// Opening comes before the analysis, so that a folder that cannot be written is known at once and
/// not after an hour. Dropped unfinished, it leaves the folder as it was.
///
/// It hears what an analysis finds, article by article and story by story, and keeps no article:
/// each becomes rows, which wait on a [`shelf`] until all are sorted, and a card for the page.
#[derive(Debug)]
pub struct Report<'o> {
    folder: Folder,
    settings: Settings,
    options: &'o Options,
    shelf: Shelf,
    overview: Overview,
    /// The weightiest groups.
    cards: BTreeMap<Importance, (Card, Headline)>,
    groups: usize,
    passages: usize,
    drifts: usize,
    /// Rows of the table of claims, once it is written.
    claims: usize,
    outcome: Outcome,
}

impl<'o> Report<'o> {
    /// Opens a report in `settings.folder` of an analysis with `options`, whose inputs must not be
    /// overwritten.
    pub fn open(settings: Settings, options: &'o Options) -> Result<Self> {
        let mut names: Vec<String> = TABLES.iter().map(|table| settings.file_of(table)).collect();
        names.extend(settings.extras().map(str::to_owned));
        names.push(run_record::NAME.to_owned());
        let folder = Folder::open(&settings.folder, names, &options.ingest.inputs)?;
        Ok(Self {
            folder,
            shelf: Shelf::default(),
            settings,
            options,
            overview: Overview::default(),
            cards: BTreeMap::new(),
            groups: 0,
            passages: 0,
            drifts: 0,
            claims: 0,
            outcome: Outcome::default(),
        })
    }

    /// Lets rows wait in `store` where they are too many for memory.
    pub fn shelve(&mut self, store: &Store) {
        self.shelf = Shelf::new(store, self.options.memory.table());
    }

    /// A folder that goes when the report is published, on the disk where the report will lie.
    pub fn place(&self) -> &Path {
        self.folder.staging()
    }

    /// What to remove, in order, when the process ends before [`Self::publish`] without unwinding
    /// (a signal handler).
    pub fn unfinished(&self) -> Vec<PathBuf> {
        self.folder.unfinished()
    }

    /// Makes a leaf of a group.
    pub fn leaf_of(&self, group: &GroupView<'_>) -> Leaf {
        let mut rows = GroupRows::default();
        // Rows go to memory, where writing cannot fail.
        let _ = rows.add(group, &self.settings, self.options.ui);
        let importance = group.importance();
        // A group that cannot be among those shown any more needs no card.
        let shown = self.cards.len() < html::MOST_GROUPS
            || self.cards.last_key_value().is_none_or(|(least, _)| importance < *least);
        let card = (shown && !self.settings.no_html)
            .then(|| Card::new(group, self.options.ui).ok())
            .flatten();
        Leaf {
            rows,
            importance,
            card,
            headline: Headline::new(group, self.options.ui),
            outlets: (0..group.story.group.passages.len())
                .map(|member| group.article(member).outlet.name.clone())
                .collect(),
            drifts: group.drift.len(),
        }
    }

    /// Writes all files, out of sight, once `outcome` tells that everything was heard.
    pub fn write(&mut self, outcome: Outcome, command: &Command) -> Result<()> {
        let begun = Instant::now();
        self.outcome = outcome;
        if !self.outcome.rejected.is_empty() {
            self.folder.add(self.settings.file_of(&REJECTED))?;
            self.table(&REJECTED, |sheet| tables::rejected::rows(&self.outcome.rejected, sheet))?;
        }
        let shelf = std::mem::take(&mut self.shelf);
        self.claims = shelf.write(self)?;
        if !self.settings.no_html {
            let page = Page {
                overview: &self.overview,
                outcome: &self.outcome,
                cards: self.cards.values().map(|(card, _)| card).collect(),
                groups: self.groups,
                drifts: self.drifts,
                ui: self.options.ui,
            };
            self.file(HTML, |out| page.write(out))?;
        }
        let run = run_record::Run {
            options: self.options,
            settings: &self.settings,
            command,
            overview: &self.overview,
            outcome: &self.outcome,
            groups: self.groups,
            passages: self.passages,
            claims: self.claims,
            folder: &self.folder,
            begun,
        };
        self.file(run_record::NAME, |out| run.write(out))
    }

    /// Moves all files into place. Returns what the terminal says.
    pub fn publish(&mut self) -> Result<()> {
        self.folder.finish()
    }

    /// What the terminal says of a run.
    pub fn summary(&self) -> Summary<'_> {
        let name = if self.settings.no_html { "" } else { HTML };
        Summary {
            overview: &self.overview,
            rejected: self.outcome.rejected.len(),
            headlines: self.cards.values().map(|(_, headline)| headline).collect(),
            groups: self.groups,
            drifts: self.drifts,
            place: self.settings.folder.join(name),
            ui: self.options.ui,
        }
    }

    /// Names of all files, in order.
    pub fn names(&self) -> &[String] {
        self.folder.names()
    }

    /// Writes the file `name`.
    fn file(&self, name: &str, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let mut file = self.folder.create(name)?;
        write(&mut file)
            .and_then(|()| file.flush())
            .map_err(|error| unwritten(&self.folder.path(name), error))
    }

    /// Writes a table.
    fn table(
        &self,
        table: &Table,
        write: impl FnOnce(&mut dyn Sheet) -> io::Result<()>,
    ) -> Result<()> {
        self.file(&self.settings.file_of(table), |out| {
            let mut sheet = self.settings.format.open(out, table.columns);
            write(&mut *sheet)?;
            sheet.finish()
        })
    }
}

/// What some articles become in a report.
#[derive(Debug)]
pub struct Leaves {
    rows: ArticleRows,
    overview: Overview,
}

/// What a story becomes in a report.
#[derive(Debug)]
pub struct Leaf {
    rows: GroupRows,
    importance: Importance,
    card: Option<Card>,
    headline: Headline,
    outlets: Vec<String>,
    drifts: usize,
}

impl Sink for Report<'_> {
    type Page = Leaves;
    type Leaf = Leaf;

    fn page(&self, entries: Vec<Entry>) -> Leaves {
        let mut leaves = Leaves { rows: ArticleRows::default(), overview: Overview::default() };
        for entry in &entries {
            // Rows go to memory, where writing cannot fail.
            let _ = leaves.rows.add(entry, &self.settings);
            leaves.overview.add(&entry.witness, entry.claims.len());
        }
        leaves
    }

    fn add_page(&mut self, page: Leaves) -> Result<()> {
        self.overview.merge(page.overview);
        self.shelf.add_articles(&page.rows)
    }

    fn save(&mut self, store: &mut Store) -> Result<()> {
        store.save(OVERVIEW, &self.overview)?;
        self.shelf.save(store)
    }

    fn restore(&mut self, store: &Store) -> Result<()> {
        // Nothing is taken up unless everything can be.
        let overview = store.load(OVERVIEW)?;
        self.shelf.restore(store, self.options.memory.table())?;
        self.overview = overview;
        Ok(())
    }

    fn leaf(&self, story: Story) -> Leaf {
        self.leaf_of(&GroupView::new(&story, self.options, self.settings.all_pairs))
    }

    fn add_leaf(&mut self, leaf: Leaf) -> Result<()> {
        self.groups += 1;
        self.passages += leaf.outlets.len();
        self.drifts += leaf.drifts;
        for name in leaf.outlets {
            self.overview.outlets.entry(name).or_default().repeated += 1;
        }
        self.shelf.add_group(&leaf.rows)?;
        if let Some(card) = leaf.card {
            self.cards.insert(leaf.importance, (card, leaf.headline));
            if self.cards.len() > html::MOST_GROUPS {
                self.cards.pop_last();
            }
        }
        Ok(())
    }
}

impl Settings {
    /// The files beside the tables, but for the record of the run.
    fn extras(&self) -> impl Iterator<Item = &'static str> + use<> {
        let extras = [
            (!self.no_html, HTML),
            (self.texts, tables::TEXTS),
            (self.graph, graph::DOT),
            (self.graph, graph::GRAPHML),
        ];
        extras.into_iter().filter(|extra| extra.0).map(|(_, name)| name)
    }

    fn file_of(&self, table: &Table) -> String {
        format!("{}.{}", table.name, self.format.extension())
    }
}

/// An error of writing `path`.
fn unwritten(path: &Path, error: io::Error) -> Error {
    Error::new(
        ErrorKind::Write,
        format!("cannot be written ({error}); make room or choose another folder with -o"),
    )
    .at(path)
    .because(error)
}
