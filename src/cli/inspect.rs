//! `rodovid inspect`.

use super::exit::{Status, message};
use super::reading::Reading;
use clap::Args;
use rodovid::analysis::{self, Analysis};
use rodovid::progress::Watch;
use rodovid::report::inspect;
use rodovid::ui::Ui;
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

/// Shows how each article was read, as one JSON object a line
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rodovid inspect article.txt | jq '{outlet, outlet_from, published_at, published_from}'
  rodovid inspect archive.jsonl | jq -c '.figures[] | [.text, .value]'")]
pub(crate) struct Inspect {
    /// Files, folders, or - for JSON Lines on standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    reading: Reading,
}

impl Inspect {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let options = self.reading.options(self.inputs, Ui::default())?;
        let Analysis { witnesses, outcome, .. } = analysis::read(&options, &Watch::default())?;
        let mut out = BufWriter::new(io::stdout().lock());
        for witness in witnesses.iter() {
            inspect::write(witness, &mut out)?;
        }
        out.flush()?;
        for warning in &outcome.warnings {
            message(&format!("rodovid: {warning}"));
        }
        for rejected in &outcome.rejected {
            message(&format!("rodovid: {}{}", rejected.place, rejected.reason));
        }
        Ok(Status::of(witnesses.len(), outcome.rejected.len()))
    }
}
