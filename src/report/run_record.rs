//! `run.json`: which program, command, parameters and inputs made a report, and what it cost. The
//! only file of a report that differs from run to run.

use super::Settings;
use super::folder::Folder;
use super::overview::Overview;
use super::sheet::Format;
use crate::analysis::{Options, Outcome};
use crate::fingerprint;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::time::Instant;

/// Name of the file.
pub const NAME: &str = "run.json";

/// How the program was called.
#[derive(Clone, Debug, Default)]
pub struct Command {
    /// The words of the command line, the program's name first.
    pub line: Vec<String>,
}

#[derive(Serialize)]
struct RunRecord<'a> {
    program: &'static str,
    version: &'static str,
    fingerprint_version: u32,
    command: &'a [String],
    parameters: Parameters<'a>,
    /// Sum of the XXH3 (128 bits) of all articles' ids and texts.
    digest: String,
    inputs: Vec<Input<'a>>,
    counts: Counts,
    stages: Vec<Stage>,
    bytes_read: u64,
    bytes_written: u64,
    peak_memory_bytes: Option<u64>,
    outputs: &'a [String],
}

#[expect(clippy::struct_excessive_bools, reason = "independent switches of the command line")]
#[derive(Serialize)]
struct Parameters<'a> {
    ui: &'static str,
    format: &'static str,
    html: bool,
    texts: bool,
    all_pairs: bool,
    graph: bool,
    same_outlet: bool,
    window_days: Option<u32>,
    timezone: Option<&'a str>,
    as_of: Option<String>,
    fields: Vec<[&'a str; 2]>,
    threads: usize,
}

#[derive(Serialize)]
struct Input<'a> {
    source: &'a str,
    articles: usize,
    digest: String,
}

#[derive(Serialize)]
struct Counts {
    articles: usize,
    repeated: u64,
    skipped: u64,
    rejected: usize,
    groups: usize,
    passages: usize,
    claims: usize,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of the keys")]
struct Stage {
    stage: &'static str,
    seconds: f64,
    /// What it read or wrote, where that is counted.
    bytes: Option<u64>,
}

/// What a run came to, as its record tells it.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) options: &'a Options,
    pub(super) settings: &'a Settings,
    pub(super) command: &'a Command,
    pub(super) overview: &'a Overview,
    pub(super) outcome: &'a Outcome,
    /// Groups, and passages in them.
    pub(super) groups: usize,
    pub(super) passages: usize,
    /// Rows of the table of claims.
    pub(super) claims: usize,
    pub(super) folder: &'a Folder,
    /// When writing the tables began.
    pub(super) begun: Instant,
}

impl Run<'_> {
    /// Writes the record.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { overview, outcome, folder, .. } = *self;
        let record = RunRecord {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            fingerprint_version: fingerprint::VERSION,
            command: &self.command.line,
            parameters: parameters(self.options, self.settings),
            digest: overview.digest.to_string(),
            inputs: overview
                .inputs()
                .map(|(source, articles, digest)| Input {
                    source,
                    articles,
                    digest: digest.to_string(),
                })
                .collect(),
            counts: Counts {
                articles: outcome.articles,
                repeated: outcome.counts.repeated,
                skipped: outcome.counts.skipped,
                rejected: outcome.rejected.len(),
                groups: self.groups,
                passages: self.passages,
                claims: self.claims,
            },
            stages: self.stages(),
            bytes_read: outcome.counts.bytes,
            bytes_written: folder.bytes(),
            peak_memory_bytes: peak_memory(),
            outputs: folder.names(),
        };
        serde_json::to_writer_pretty(&mut *out, &record)?;
        out.write_all(b"\n")
    }

    /// The stages of the analysis, and the writing of the report so far.
    fn stages(&self) -> Vec<Stage> {
        let bytes = |stage| match stage {
            "ingest" => Some(self.outcome.counts.bytes),
            "read" => Some(self.overview.bytes),
            _ => None,
        };
        let report = Stage {
            stage: "report",
            seconds: self.begun.elapsed().as_secs_f64(),
            bytes: Some(self.folder.bytes()),
        };
        self.outcome
            .seconds
            .iter()
            .map(|&(stage, seconds)| Stage { stage, seconds, bytes: bytes(stage) })
            .chain([report])
            .collect()
    }
}

/// Names of the files that the earlier run recorded in `json` wrote; none when it is no such record.
pub fn outputs_of(json: &[u8]) -> Vec<String> {
    #[derive(Deserialize)]
    struct Earlier {
        program: String,
        outputs: Vec<String>,
    }
    serde_json::from_slice::<Earlier>(json)
        .ok()
        .filter(|earlier| earlier.program == env!("CARGO_PKG_NAME"))
        .map_or_else(Vec::new, |earlier| earlier.outputs)
}

fn parameters<'a>(options: &'a Options, settings: &Settings) -> Parameters<'a> {
    Parameters {
        ui: options.ui.code(),
        format: match settings.format {
            Format::Csv => "csv",
            Format::Excel => "csv for spreadsheets",
            Format::Jsonl => "jsonl",
        },
        html: !settings.no_html,
        texts: settings.texts,
        all_pairs: settings.all_pairs,
        graph: settings.graph,
        same_outlet: options.same_outlet,
        window_days: options.window_days,
        timezone: options.completion.timezone.as_deref(),
        as_of: options.completion.as_of.map(|day| day.to_string()),
        fields: options
            .ingest
            .fields
            .iter()
            .map(|(ours, theirs)| [ours.as_str(), theirs.as_str()])
            .collect(),
        threads: rayon::current_num_threads(),
    }
}

/// Most memory the process has held, in bytes; known on Linux only.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_own_record_names_outputs() {
        let own = br#"{"program": "rodovid", "outputs": ["articles.csv"], "more": 1}"#;
        assert_eq!(outputs_of(own), ["articles.csv"]);
        assert!(outputs_of(br#"{"program": "x", "outputs": ["a"]}"#).is_empty());
        assert!(outputs_of(b"\xFF").is_empty());
    }
}
