//! The whole command on generated archives: articles a second, seconds by stage, peak memory.
//!
//! ```sh
//! cargo bench --bench pipeline [-- --articles N[,N…]] [--seed N] [--runs N] [--no-record]
//! ```
//!
//! Runs the real binary (`analyze`, all tables and the report), so that its memory is its own. The
//! best of the runs counts: other work on the machine only makes a run slower. The table goes to
//! the terminal and to `benches/record/pipeline.csv`.

#[path = "accuracy/record.rs"]
mod record;

use record::{Record, Score};
use rodovid_generator::{Archive, Config};
use serde_json::Value;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut sizes, mut seed, mut runs) = (vec![5_000, 20_000], 1, 2);
    let mut recorded = true;
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--articles" => {
                sizes = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            "--seed" => seed = value()?.parse()?,
            "--runs" => runs = value()?.parse()?,
            "--no-record" => recorded = false,
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    let mut scores = Vec::new();
    for articles in sizes {
        let folder = tempfile::tempdir()?;
        let archive = folder.path().join("articles.jsonl");
        let bytes = write(&Archive::new(Config::copies(articles, seed)), &archive)?;
        let mut best: Option<(f64, Value)> = None;
        for _ in 0..runs {
            let run = run(&archive, &folder.path().join("report"))?;
            if best.as_ref().is_none_or(|best| run.0 < best.0) {
                best = Some(run);
            }
        }
        let (seconds, said) = best.ok_or("--runs must be at least 1")?;
        scores.push(Score {
            table: "pipeline",
            half: None,
            kind: "analyze".into(),
            language: String::new(),
            cases: articles as usize,
            measures: vec![
                ("seconds", seconds),
                ("articles/s", articles as f64 / seconds),
                ("MB/s", bytes as f64 / seconds / 1e6),
                ("peak_MiB", said["peak_memory_bytes"].as_f64().unwrap_or(f64::NAN) / 1_048_576.0),
            ],
        });
        for stage in said["stages"].as_array().into_iter().flatten() {
            let seconds = stage["seconds"].as_f64().unwrap_or(f64::NAN);
            scores.push(Score {
                table: "pipeline",
                half: None,
                kind: stage["stage"].as_str().unwrap_or_default().to_owned(),
                language: String::new(),
                cases: articles as usize,
                measures: vec![
                    ("seconds", seconds),
                    ("µs/article", seconds * 1e6 / articles as f64),
                ],
            });
        }
    }
    record::print(&scores);
    if recorded {
        let command = format!("cargo bench --bench pipeline -- {}", arguments.join(" "));
        let path = Record::new(command.trim_end_matches([' ', '-'])).write("pipeline", &scores)?;
        println!("written to {path}");
    }
    Ok(())
}

/// Writes an archive as JSON Lines, and says its size in bytes.
fn write(archive: &Archive, path: &Path) -> std::io::Result<u64> {
    let mut file = BufWriter::new(File::create(path)?);
    for (article, _) in archive.articles() {
        serde_json::to_writer(&mut file, &article)?;
        file.write_all(b"\n")?;
    }
    file.flush()?;
    Ok(path.metadata()?.len())
}

/// Runs the binary once: wall seconds, and what its `run.json` says.
fn run(archive: &Path, report: &Path) -> Result<(f64, Value), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_rodovid"))
        .args(["analyze", "--quiet", "-o"])
        .args([report, archive])
        .status()?;
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("rodovid ended with {status}").into());
    }
    let said = serde_json::from_reader(File::open(report.join("run.json"))?)?;
    Ok((seconds, said))
}
