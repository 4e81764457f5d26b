//! Tables and `report.html`: what a run leaves behind for people and scripts.
//!
//! In: an [`crate::analysis::Analysis`] and the options that made it. Out: files in one
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
pub mod run_record;
pub mod sheet;
pub mod summary;
pub mod tables;
mod texts;
mod verdict;
pub mod view;
mod words;

use crate::error::{Error, ErrorKind, Result};
use folder::Folder;
use rayon::prelude::*;
use sheet::{Format, Sheet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use tables::{REJECTED, TABLES, Table};
use view::View;

pub use run_record::Command;

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
#[derive(Debug)]
pub struct Report {
    folder: Folder,
    settings: Settings,
}

impl Report {
    /// Opens a report in `settings.folder`; `inputs` are the files and folders that the run will
    /// read, none of which may be overwritten.
    pub fn open(settings: Settings, inputs: &[PathBuf]) -> Result<Self> {
        let mut names: Vec<String> = TABLES.iter().map(|table| settings.file_of(table)).collect();
        names.extend(settings.extras().map(|(name, _)| name.to_owned()));
        names.push(run_record::NAME.to_owned());
        let folder = Folder::open(&settings.folder, names, inputs)?;
        Ok(Self { folder, settings })
    }

    /// What to remove, in order, when the process ends before [`Self::publish`] without unwinding
    /// (a signal handler).
    pub fn unfinished(&self) -> Vec<PathBuf> {
        self.folder.unfinished()
    }

    /// Writes all files, out of sight.
    pub fn write(&mut self, view: &View<'_>, command: &Command) -> Result<()> {
        let begun = Instant::now();
        let analysis = view.analysis;
        if !analysis.rejected.is_empty() {
            self.folder.add(self.settings.file_of(&REJECTED))?;
        }
        let staged: Vec<_> = TABLES
            .iter()
            .chain((!analysis.rejected.is_empty()).then_some(&REJECTED))
            .map(|table| Ok((table, self.folder.create(&self.settings.file_of(table))?)))
            .collect::<Result<_>>()?;
        staged.into_par_iter().try_for_each(|(table, file)| {
            let path = self.folder.path(&self.settings.file_of(table));
            let mut sheet = self.settings.format.open(file, table.columns);
            write_table(table, view, &mut *sheet).map_err(|error| unwritten(&path, error))
        })?;
        for (name, write) in self.settings.extras() {
            let mut file = self.folder.create(name)?;
            write(view, &mut file)
                .and_then(|()| file.flush())
                .map_err(|error| unwritten(&self.folder.path(name), error))?;
        }
        let mut file = self.folder.create(run_record::NAME)?;
        run_record::write(&mut file, view, &self.settings, command, (&self.folder, begun))
            .and_then(|()| file.flush())
            .map_err(|error| unwritten(&self.folder.path(run_record::NAME), error))?;
        Ok(())
    }

    /// Moves all files into place. Returns their names, in order.
    pub fn publish(self) -> Result<Vec<String>> {
        self.folder.finish()
    }
}

/// Writes a file that is no table.
type Writer = fn(&View<'_>, &mut dyn Write) -> io::Result<()>;

impl Settings {
    /// The files beside the tables, but for the record of the run.
    fn extras(&self) -> impl Iterator<Item = (&'static str, Writer)> + use<> {
        let extras: [(bool, &str, Writer); 4] = [
            (!self.no_html, HTML, html::write),
            (self.texts, tables::TEXTS, tables::write_texts),
            (self.graph, graph::DOT, graph::write_dot),
            (self.graph, graph::GRAPHML, graph::write_graphml),
        ];
        extras.into_iter().filter(|extra| extra.0).map(|(_, name, writer)| (name, writer))
    }

    fn file_of(&self, table: &Table) -> String {
        format!("{}.{}", table.name, self.format.extension())
    }
}

fn write_table(table: &Table, view: &View<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    (table.rows)(view, sheet)?;
    sheet.finish()
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
