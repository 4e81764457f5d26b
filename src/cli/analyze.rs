//! `rodovid analyze`.

use super::exit::{Status, message};
use super::interrupt;
use super::progress::Meter;
use super::reading::Reading;
use anyhow::bail;
use clap::{Args, ValueEnum};
use rodovid::analysis;
use rodovid::archive::intake::Source;
use rodovid::archive::memory::Memory;
use rodovid::archive::store::Store;
use rodovid::progress::{Progress, Watch};
use rodovid::report::sheet::Format;
use rodovid::report::{self, Report};
use rodovid::ui::Ui;
use std::path::PathBuf;

/// Finds repeated passages, their likely origins and drifted figures; writes tables and report.html
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rodovid analyze articles/
  rodovid analyze monday.jsonl tuesday.jsonl -o out --ui uk
  zcat archive.jsonl.gz | rodovid analyze - --format jsonl
  rodovid analyze export.jsonl --field text=body_plain --field outlet=site
  rodovid analyze pasted/ --timezone Europe/Kyiv --as-of 2024-11-05

Open DIR/report.html in a browser, or DIR/origins.csv and DIR/figures.csv in a spreadsheet.")]
pub(crate) struct Analyze {
    /// Files, folders (read with all they hold), or - for JSON Lines on standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    reading: Reading,

    /// A table of names for the same counted thing, which drift and claims go by: a name and its
    /// synonyms a line, separated by tabs; `*` after a word stands for any ending
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    synonyms: Option<PathBuf>,

    /// Articles further apart than this many days do not match
    #[arg(long, value_name = "DAYS", help_heading = "Matching")]
    window: Option<u32>,

    /// Also shows passages that repeat within one outlet only
    #[arg(long, help_heading = "Matching")]
    same_outlet: bool,

    #[command(flatten)]
    running: Running,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
struct Output {
    /// Folder of the report; its own earlier files are replaced
    #[arg(short = 'o', long = "output", value_name = "DIR", default_value = "rodovid-report")]
    folder: PathBuf,

    /// Format of the tables
    #[arg(long, value_enum, default_value_t = TableFormat::Csv)]
    format: TableFormat,

    /// CSV that spreadsheets open rightly: byte order mark, semicolon, decimal comma
    #[arg(long, conflicts_with = "format")]
    excel: bool,

    /// Also one workbook with all tables (not in this version)
    #[arg(long, hide = true)]
    xlsx: bool,

    /// No report.html
    #[arg(long)]
    no_html: bool,

    /// Also texts.jsonl, the texts that all offsets refer to
    #[arg(long)]
    texts: bool,

    /// Every pair of passages in matches and alignments, not only those on the family tree and
    /// with the reference
    #[arg(long)]
    all_pairs: bool,

    /// Also the family trees as lineage.dot and lineage.graphml
    #[arg(long)]
    graph: bool,

    /// Language of the report and of the sentences in the tables
    #[arg(long, value_name = "uk|en", default_value = "en")]
    ui: Ui,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TableFormat {
    Csv,
    Jsonl,
    #[value(hide = true)]
    Parquet,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Running")]
struct Running {
    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// Memory to stay within, such as 512M or 4G; what is more lies in files for a while
    /// [default: half of the machine's, at most 8G]
    #[arg(long, value_name = "SIZE")]
    memory: Option<Memory>,

    /// Folder that keeps what is done, so that a run that was stopped goes on where it was
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,

    /// Says nothing but errors
    #[arg(short, long)]
    quiet: bool,

    /// Also tells the seconds of each stage
    #[arg(short, long, conflicts_with = "quiet")]
    verbose: bool,
}

impl Analyze {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        self.refuse_what_is_to_come()?;
        if let Some(threads) = self.running.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
        }
        let mut options = self.reading.options(self.inputs.clone(), self.output.ui)?;
        options.window_days = self.window;
        options.same_outlet = self.same_outlet;
        options.memory = self.running.memory.unwrap_or_default();
        if let Some(table) = &self.synonyms {
            options.synonyms.extend_from(table)?;
        }

        let mut report = Report::open(self.output.settings(), &options)?;
        interrupt::watch(report.unfinished());
        let (mut store, note) = match &self.running.work {
            Some(folder) => {
                let report = format!("texts {}", self.output.texts);
                Store::kept(folder, options.purpose(&report)?)?
            }
            None => (Store::temporary(Some(report.place()))?, None),
        };
        report.shelve(&store);
        if let Some(note) = note.filter(|_| !self.running.quiet) {
            message(&format!("rodovid: {note}"));
        }
        let meter = Meter::new(self.running.quiet);
        let progress = meter.as_ref().map(|meter| meter as &dyn Progress);
        let watch = Watch { progress, interrupted: None };
        let outcome = analysis::run_into(Source::Inputs, &options, &mut store, &mut report, &watch);
        if let Some(meter) = meter {
            meter.finish();
        }
        let outcome = outcome?;
        let status = Status::of(outcome.articles, outcome.rejected.len());
        let (warnings, seconds) = (outcome.warnings.clone(), outcome.seconds.clone());
        report.write(outcome, &report::Command { line: std::env::args().collect() })?;
        interrupt::hold(|| report.publish())?;
        if !self.running.quiet {
            for warning in &warnings {
                message(&format!("rodovid: {warning}"));
            }
            message(report.summary().to_string().trim_end());
        }
        if self.running.verbose {
            for (stage, seconds) in &seconds {
                message(&format!("{stage:>22} {seconds:9.3} s"));
            }
        }
        Ok(status)
    }

    /// What the contract names and this version cannot do is refused, not ignored.
    fn refuse_what_is_to_come(&self) -> anyhow::Result<()> {
        let asked = [
            (
                self.output.format == TableFormat::Parquet,
                "--format parquet is not in this version: write --format jsonl, which keeps \
                 numbers and nulls, and convert it",
            ),
            (
                self.output.xlsx,
                "--xlsx is not in this version: write --excel, for CSV tables that spreadsheets \
                 open rightly",
            ),
        ];
        match asked.iter().find(|(asked, _)| *asked) {
            Some((_, message)) => bail!("{message}"),
            None => Ok(()),
        }
    }
}

impl Output {
    fn settings(&self) -> report::Settings {
        report::Settings {
            folder: self.folder.clone(),
            format: match (self.format, self.excel) {
                (TableFormat::Jsonl, _) => Format::Jsonl,
                (_, true) => Format::Excel,
                (_, false) => Format::Csv,
            },
            no_html: self.no_html,
            texts: self.texts,
            all_pairs: self.all_pairs,
            graph: self.graph,
        }
    }
}
