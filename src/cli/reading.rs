//! Options that say how inputs are read; `analyze`, `inspect`, `compare` and `bench` share them.

use anyhow::{Context as _, bail};
use clap::Args;
use rodovid::analysis::Options;
use rodovid::outlet::Outlets;
use rodovid::ui::Ui;
use std::path::PathBuf;

/// Fields of an article record that `--field` can map.
const FIELDS: [&str; 7] = ["id", "text", "outlet", "published_at", "title", "url", "lang"];

/// Letters in which a mistyped field can differ from its name.
const MISTYPED: usize = 2;

/// How inputs are read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// Reads our field OUR (id, text, outlet, published_at, title, url, lang) from the input's
    /// field THEIRS; can stand several times
    #[arg(long = "field", value_name = "OUR=THEIRS", value_parser = field)]
    fields: Vec<(String, String)>,

    /// Time zone of times that do not say theirs, such as Europe/Kyiv [default: that of the
    /// outlet's country]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    timezone: Option<String>,

    /// The day on which the archive ends: a date without a year is the latest one not after it
    /// [default: the latest date in the inputs]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<jiff::civil::Date>,

    /// A table of outlets (TSV or CSV) that adds to the program's own; its first row names the
    /// columns, of name, kind, country, languages, domains, aliases: several in a cell stand between ;
    #[arg(long, value_name = "FILE")]
    outlets: Option<PathBuf>,
}

impl Reading {
    /// The options of an analysis of `inputs`, all else as by default.
    pub(crate) fn options(&self, inputs: Vec<PathBuf>, ui: Ui) -> anyhow::Result<Options> {
        let mut options = Options { ui, outlets: Outlets::shipped(), ..Options::default() };
        if let Some(path) = &self.outlets {
            options.outlets.extend_from(path)?;
        }
        options.ingest.inputs = inputs;
        options.ingest.fields.clone_from(&self.fields);
        options.completion.timezone.clone_from(&self.timezone);
        options.completion.as_of = self.as_of;
        Ok(options)
    }
}

fn field(text: &str) -> anyhow::Result<(String, String)> {
    let (ours, theirs) = text.split_once('=').context("write OUR=THEIRS, such as text=body")?;
    if !FIELDS.contains(&ours) {
        let near = FIELDS.iter().min_by_key(|field| strsim::damerau_levenshtein(field, ours));
        match near.filter(|field| strsim::damerau_levenshtein(field, ours) <= MISTYPED) {
            Some(near) => bail!("there is no field `{ours}`; is `{near}` meant?"),
            None => bail!("there is no field `{ours}`; OUR is one of {}", FIELDS.join(", ")),
        }
    }
    if theirs.is_empty() {
        bail!("the name after `=` is missing");
    }
    Ok((ours.to_owned(), theirs.to_owned()))
}

fn zone(name: &str) -> anyhow::Result<String> {
    jiff::tz::TimeZone::get(name)
        .with_context(|| format!("there is no time zone `{name}`; write one like Europe/Kyiv"))?;
    Ok(name.to_owned())
}

fn day(text: &str) -> anyhow::Result<jiff::civil::Date> {
    text.parse().with_context(|| format!("`{text}` is no date; write YEAR-MONTH-DAY"))
}
