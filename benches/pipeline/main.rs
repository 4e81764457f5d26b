//! The whole command on generated archives: time by stage, memory, disk, rows, what is found; beside
//! finders of near-duplicate articles on the same files in the same run.
//!
//! ```sh
//! cargo bench --bench pipeline [-- --articles N[,N…]] [--seed N] [--runs N] [--no-peers] [--no-record]
//! ```
//!
//! Runs the real binary (`analyze`, all tables and the report) and each peer in a process of its
//! own, one after another and round after round, so that other work on the machine meets all of
//! them; times are medians. The peers hold everything in memory and get no more than 100,000
//! articles; of an archive of more there is one run. The table goes to the terminal and to
//! `benches/record/pipeline.csv`.

mod found;
mod measure;
mod peers;
#[path = "../accuracy/record.rs"]
mod record;

use found::{Known, Together};
use measure::{Taken, measure};
use record::{Record, Score};
use rodovid_generator::{Archive, Config};
use serde_json::Value;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut sizes, mut seed, mut runs) = (vec![5_000, 20_000], 1, 3);
    let (mut recorded, mut with_peers) = (true, true);
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [first, articles, pairs] = &arguments[..]
        && first == "--gaoya"
    {
        return peers::gaoya(Path::new(articles), Path::new(pairs));
    }
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--articles" => {
                sizes = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            "--seed" => seed = value()?.parse()?,
            "--runs" => runs = value()?.parse::<usize>()?.max(1),
            "--no-peers" => with_peers = false,
            "--no-record" => recorded = false,
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    let mut scores = Vec::new();
    for articles in sizes {
        let is_small = articles <= LARGEST_FOR_PEERS;
        let runs = if is_small { runs } else { 1 };
        scores.extend(bench(articles, seed, runs, with_peers && is_small)?);
    }
    record::print(&scores);
    if recorded {
        let command = format!("cargo bench --bench pipeline -- {}", arguments.join(" "));
        let path = Record::new(command.trim_end_matches([' ', '-'])).write("pipeline", &scores)?;
        println!("written to {path}");
    }
    Ok(())
}

const MIB: f64 = 1_048_576.0;

/// Articles of which gaoya keeps a gigabyte, rensa four.
const LARGEST_FOR_PEERS: u64 = 100_000;

/// Runs everything on one archive.
fn bench(
    articles: u64,
    seed: u64,
    runs: usize,
    with_peers: bool,
) -> Result<Vec<Score>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let archive = folder.path().join("articles.jsonl");
    let (known, bytes) = write(&Archive::new(Config::copies(articles, seed)), &archive)?;
    let (report, pairs) = (folder.path().join("report"), folder.path().join("pairs.tsv"));
    let mut names = vec!["rodovid"];
    if with_peers {
        names.push("gaoya");
        if peers::rensa_command(&archive, &pairs).is_some() {
            names.push("rensa");
        }
    }
    let mut taken: Vec<Vec<Taken>> = vec![Vec::new(); names.len()];
    let mut together: Vec<Together> = Vec::new();
    for run in 0..runs {
        for (name, taken) in names.iter().zip(&mut taken) {
            let command = match *name {
                "rodovid" => analyze(&archive, &report),
                "gaoya" => peers::gaoya_command(&archive, &pairs)?,
                _ => peers::rensa_command(&archive, &pairs).ok_or("rensa is gone")?,
            };
            taken.push(measure(command, folder.path())?);
            if run == 0 && *name == "rodovid" {
                together.push(Together::in_report(&report)?);
            } else if run == 0 {
                together.push(Together::in_pairs(&pairs)?);
            }
        }
    }
    let score = |kind: &str, measures| Score {
        table: "pipeline",
        half: None,
        kind: kind.into(),
        language: String::new(),
        cases: articles as usize,
        measures,
    };
    let median = |of: &[Taken], by: fn(&Taken) -> f64| {
        let mut sorted: Vec<f64> = of.iter().map(by).collect();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    };

    let mut scores = Vec::new();
    for ((name, taken), together) in names.iter().zip(&taken).zip(&together) {
        let seconds = median(taken, |taken| taken.seconds);
        scores.push(score(
            name,
            vec![
                ("seconds", seconds),
                ("articles/s", articles as f64 / seconds),
                ("MB/s", bytes as f64 / seconds / 1e6),
                ("peak_MiB", median(taken, |taken| taken.memory) / MIB),
                ("disk/input", median(taken, |taken| taken.disk) / bytes as f64),
            ],
        ));
        let (found, precision) = known.found(together);
        let shares =
            found.into_iter().map(|(reuse, (found, all))| (reuse, found as f64 / all as f64));
        let measures = shares.chain([("precision", precision)]).collect();
        scores.push(score(&format!("{name} finds"), measures));
    }
    let said: Value = serde_json::from_reader(File::open(report.join("run.json"))?)?;
    for stage in said["stages"].as_array().into_iter().flatten() {
        let seconds = stage["seconds"].as_f64().unwrap_or(f64::NAN);
        let measures = vec![("seconds", seconds), ("µs/article", seconds * 1e6 / articles as f64)];
        scores.push(score(stage["stage"].as_str().unwrap_or_default(), measures));
    }
    for name in ["passages", "matches", "alignments", "origins", "lineage", "figures", "claims"] {
        let path = report.join(format!("{name}.csv"));
        let rows = csv::Reader::from_path(&path)?.into_byte_records().count();
        let bytes = fs::metadata(&path)?.len();
        let measures = vec![("rows", rows as f64), ("MiB", bytes as f64 / MIB)];
        scores.push(score(&format!("{name}.csv"), measures));
    }
    Ok(scores)
}

/// Writes an archive as JSON Lines; says what is known of it, and its size in bytes.
fn write(archive: &Archive, path: &Path) -> std::io::Result<(Known, u64)> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut known = Known::default();
    for (article, truth) in archive.articles() {
        serde_json::to_writer(&mut file, &article)?;
        file.write_all(b"\n")?;
        known.add(truth);
    }
    file.flush()?;
    Ok((known, path.metadata()?.len()))
}

/// The whole command.
fn analyze(archive: &Path, report: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rodovid"));
    command.args(["analyze", "--quiet", "-o"]).args([report, archive]);
    command
}
