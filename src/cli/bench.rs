//! `rodovid bench`.

use super::exit::Status;
use super::reading::Reading;
use anyhow::bail;
use clap::Args;
use rodovid::analysis::{self, Outcome};
use rodovid::article::Article;
use rodovid::fingerprint::sample::{SampleLanguage, sample};
use rodovid::fingerprint::speed;
use rodovid::progress::Watch;
use rodovid::ui::Ui;
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::time::Duration;

/// Generated articles: enough text to leave every cache, and their average length in the news.
const ARTICLES: usize = 4_000;
const BYTES: usize = 3_000;

/// Measures how fast fingerprints and the whole pipeline are on this machine
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rodovid bench                    on generated articles, two thirds Ukrainian
  rodovid bench archive.jsonl      on your own
  RODOVID_KERNEL=portable rodovid bench

Fingerprints are measured on one thread, the best of many rounds; the pipeline runs once on all.")]
pub(crate) struct Bench {
    /// Files, folders, or - for JSON Lines on standard input [default: generated articles]
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Seconds for each fingerprint row
    #[arg(long, value_name = "SECONDS", default_value_t = 0.5)]
    seconds: f64,

    #[command(flatten)]
    reading: Reading,
}

impl Bench {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        if !(0.0..=3600.0).contains(&self.seconds) {
            bail!("--seconds {}: write a number from 0 to 3600", self.seconds);
        }
        let watch = Watch::default();
        let options = self.reading.options(self.inputs.clone(), Ui::default())?;
        let analysis = if self.inputs.is_empty() {
            analysis::of_articles(generated(), &options, &watch)?
        } else {
            analysis::run(&options, &watch)?
        };
        let outcome = &analysis.outcome;
        let texts: Vec<String> =
            analysis.witnesses.iter().map(|witness| witness.text().to_owned()).collect();
        let bytes: usize = texts.iter().map(String::len).sum();
        let mut out = BufWriter::new(io::stdout().lock());
        writeln!(out, "{} articles, {:.1} MB\n", texts.len(), bytes as f64 / 1e6)?;
        writeln!(out, "{:12} {:10} {:>10} {:>12}", "one thread", "kernel", "MB/s", "µs/article")?;
        for row in speed::rows(&texts, Duration::from_secs_f64(self.seconds)) {
            let (rate, each) = (row.bytes_per_second / 1e6, row.seconds_per_text * 1e6);
            writeln!(out, "{:12} {:10} {rate:>10.1} {each:>12.2}", row.stage, row.kernel.name())?;
        }
        out.flush()?;
        pipeline(outcome, &mut out)?;
        out.flush()?;
        Ok(Status::of(outcome.articles, outcome.rejected.len()))
    }
}

/// Writes what each stage took.
fn pipeline(outcome: &Outcome, out: &mut dyn io::Write) -> anyhow::Result<()> {
    let count = outcome.articles as f64;
    let threads = rayon::current_num_threads();
    writeln!(out, "\n{:>22} {:>10} {:>12}   {threads} threads", "pipeline", "s", "µs/article")?;
    for &(stage, seconds) in &outcome.seconds {
        writeln!(out, "{stage:>22} {seconds:>10.3} {:>12.2}", seconds / count * 1e6)?;
    }
    let all: f64 = outcome.seconds.iter().map(|(_, seconds)| seconds).sum();
    writeln!(out, "{:>22} {all:>10.3} {:>12.2}", "all", all / count * 1e6)?;
    writeln!(out, "{:>22} {:>10.0}", "articles/s", count / all)?;
    Ok(())
}

fn generated() -> Vec<Article> {
    let texts = sample(SampleLanguage::Mixed, ARTICLES, BYTES, 1);
    let article = |(number, text)| {
        let mut article = Article { id: format!("{number:06}"), text, ..Article::default() };
        article.outlet.name = format!("Outlet {}", number % 40);
        article
    };
    texts.into_iter().enumerate().map(article).collect()
}
