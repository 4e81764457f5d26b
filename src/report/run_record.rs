//! `run.json`: which program, command, parameters and inputs made a report, and what it cost. The
//! only file of a report that differs from run to run.

use super::Settings;
use super::folder::Folder;
use super::sheet::Format;
use super::view::View;
use crate::analysis::{Analysis, Options};
use crate::fingerprint;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::time::Instant;
use xxhash_rust::xxh3::Xxh3;

/// Name of the file.
pub const NAME: &str = "run.json";

/// Most inputs that are listed one by one; a larger archive has one digest of everything.
const MOST_INPUTS: usize = 1_000;

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
    /// XXH3 (128 bits) of ids and texts, in order of ids.
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

/// Writes the record of a run whose other files stand in `folder`, where writing began at `begun`.
pub fn write(
    out: &mut dyn Write,
    view: &View<'_>,
    settings: &Settings,
    command: &Command,
    (folder, begun): (&Folder, Instant),
) -> io::Result<()> {
    let View { analysis, options, .. } = *view;
    let record = RunRecord {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        fingerprint_version: fingerprint::VERSION,
        command: &command.line,
        parameters: parameters(options, settings),
        digest: digest(analysis, 0..analysis.witnesses.len()),
        inputs: inputs(analysis),
        counts: Counts {
            articles: analysis.witnesses.len(),
            repeated: analysis.counts.repeated,
            skipped: analysis.counts.skipped,
            rejected: analysis.rejected.len(),
            groups: analysis.stories.len(),
            passages: analysis.stories.iter().map(|story| story.group.passages.len()).sum(),
            claims: analysis.claims.iter().map(Vec::len).sum(),
        },
        stages: stages(analysis, begun, folder.bytes()),
        bytes_read: analysis.counts.bytes,
        bytes_written: folder.bytes(),
        peak_memory_bytes: peak_memory(),
        outputs: folder.names(),
    };
    serde_json::to_writer_pretty(&mut *out, &record)?;
    out.write_all(b"\n")
}

/// The stages of the analysis, and the writing of the report so far.
fn stages(analysis: &Analysis, begun: Instant, bytes_written: u64) -> Vec<Stage> {
    let texts = || analysis.witnesses.iter().map(|witness| witness.text().len() as u64).sum();
    let bytes = |stage| match stage {
        "ingest" => Some(analysis.counts.bytes),
        "read" => Some(texts()),
        _ => None,
    };
    let report = Stage {
        stage: "report",
        seconds: begun.elapsed().as_secs_f64(),
        bytes: Some(bytes_written),
    };
    analysis
        .seconds
        .iter()
        .map(|&(stage, seconds)| Stage { stage, seconds, bytes: bytes(stage) })
        .chain([report])
        .collect()
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

/// The files that articles came from, in order of their articles' ids.
fn inputs(analysis: &Analysis) -> Vec<Input<'_>> {
    let mut inputs = Vec::new();
    let mut from = 0;
    let file = |index: usize| {
        let source = analysis.witnesses[index].article.source.as_str();
        source.rsplit_once('#').map_or(source, |(path, _)| path)
    };
    for at in 1..=analysis.witnesses.len() {
        if at == analysis.witnesses.len() || file(at) != file(from) {
            if inputs.len() == MOST_INPUTS {
                return Vec::new();
            }
            inputs.push(Input {
                source: file(from),
                articles: at - from,
                digest: digest(analysis, from..at),
            });
            from = at;
        }
    }
    inputs
}

fn digest(analysis: &Analysis, articles: std::ops::Range<usize>) -> String {
    let mut hasher = Xxh3::new();
    for witness in &analysis.witnesses[articles] {
        for part in [&witness.article.id, &witness.article.text] {
            // Lengths keep two texts from running into one another.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    format!("{:032x}", hasher.digest128())
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

    #[test]
    fn the_digest_tells_texts_apart() {
        use crate::witness::Witness;
        let with = |texts: &[&str]| {
            let mut analysis = Analysis::default();
            for text in texts {
                let mut witness = Witness::default();
                witness.article.text = (*text).to_owned();
                analysis.witnesses.push(witness);
            }
            digest(&analysis, 0..texts.len())
        };
        assert_eq!(with(&["ab", "c"]), with(&["ab", "c"]));
        assert_ne!(with(&["ab", "c"]), with(&["a", "bc"]));
    }
}
