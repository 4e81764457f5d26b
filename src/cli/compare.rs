//! `rodovid compare`.

use super::exit::Status;
use super::reading::Reading;
use clap::Args;
use rodovid::analysis;
use rodovid::progress::Watch;
use rodovid::report::compare::{self, Style};
use rodovid::report::view::View;
use rodovid::ui::Ui;
use std::env;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::PathBuf;

/// Columns of a terminal that does not say how wide it is, and of a file.
const COLUMNS: usize = 100;

/// Columns beyond which lines are no longer read but searched for their end.
const MOST_COLUMNS: usize = 240;

/// Shows two articles side by side: aligned sentences, what made their scores, what changed
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  rodovid compare wire.txt paper.txt
  rodovid compare wire.txt paper.txt --json | jq '.matches[].pairs[] | [.score, .a.text, .b.text]'

On a terminal, words that stand on one side only, figures and drifted figures are coloured; in a
file or with NO_COLOR they stand in [-…-] and {+…+}, *…* and **…**. Words of a rewording that made
the score stand in _…_.")]
pub(crate) struct Compare {
    /// File of one article
    #[arg(value_name = "A")]
    first: PathBuf,

    /// File of the other
    #[arg(value_name = "B")]
    second: PathBuf,

    /// One JSON object instead of text
    #[arg(long)]
    json: bool,

    /// Language of the words around the texts
    #[arg(long, value_name = "uk|en", default_value = "en")]
    ui: Ui,

    #[command(flatten)]
    reading: Reading,
}

impl Compare {
    pub(crate) fn run(self) -> anyhow::Result<Status> {
        let watch = Watch::default();
        let mut options = self.reading.options(Vec::new(), self.ui)?;
        let articles =
            [self.first, self.second].map(|path| compare::read_one(&options, path, &watch));
        let [first, second] = articles;
        options.same_outlet = true;
        let pair = compare::Pair::new(first?, second?);
        let analysis = analysis::of_articles(pair.articles(), &options, &watch)?;
        let view = View::new(&analysis, &options, true);
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            pair.write_json(&view, &mut out)?;
        } else {
            pair.write_text(&view, &style(), &mut out)?;
        }
        out.flush()?;
        Ok(Status::Done)
    }
}

/// Width and colour of standard output.
fn style() -> Style {
    let is_terminal = io::stdout().is_terminal();
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = asked
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(COLUMNS)
        .min(MOST_COLUMNS);
    // https://no-color.org: any value but an empty one.
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    Style { columns, color: is_terminal && !no_color && !dumb }
}
