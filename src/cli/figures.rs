//! `rodovid figures`.

use super::exit::{Status, message};
use anyhow::Context as _;
use clap::Args;
use rodovid::article::Language;
use rodovid::report::inspect;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Shows the figures in a text, as JSON: what number, how sure, of what
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  echo 'понад 600 тис. солдатів' | rodovid figures
  rodovid figures --lines sentences.txt | jq '.figures[].value'
  rodovid figures --lang en notice.txt")]
pub(crate) struct Figures {
    /// Files of plain text in UTF-8, or - [default: standard input]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Takes each line as a text of its own
    #[arg(long)]
    lines: bool,

    /// Language of the texts, not to be detected
    #[arg(long, value_name = "uk|ru|en", value_parser = language)]
    lang: Option<Language>,
}

impl Figures {
    pub(crate) fn run(mut self) -> anyhow::Result<Status> {
        if self.files.is_empty() {
            self.files.push("-".into());
        }
        let mut out = BufWriter::new(io::stdout().lock());
        let mut unread = 0;
        for path in &self.files {
            match open(path) {
                Ok(input) => self.read(path, input, &mut out)?,
                Err(error) => {
                    unread += 1;
                    message(&format!("rodovid: {}: cannot be read ({error})", path.display()));
                }
            }
        }
        out.flush()?;
        Ok(Status::of(self.files.len() - unread, unread))
    }

    fn read(
        &self,
        path: &Path,
        input: Box<dyn BufRead>,
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let source = path.display().to_string();
        let language = self.lang.unwrap_or_default();
        let place = || format!("{source}: cannot be read");
        let mut write = |line, text: Vec<u8>| {
            // What is no UTF-8 reads as U+FFFD: a damaged word has no figure, its neighbours have.
            let text = String::from_utf8_lossy(&text);
            let text = if line == 1 { text.trim_start_matches('\u{FEFF}') } else { &text };
            inspect::write_figures(&source, line, text.to_owned(), language, out)
        };
        if self.lines {
            for (index, line) in input.split(b'\n').enumerate() {
                let mut line = line.with_context(place)?;
                line.pop_if(|byte| *byte == b'\r');
                write(index as u64 + 1, line)?;
            }
        } else {
            let mut text = Vec::new();
            { input }.read_to_end(&mut text).with_context(place)?;
            write(1, text)?;
        }
        Ok(())
    }
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin().lock())));
    }
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder; name its files"));
    }
    Ok(Box::new(BufReader::new(file)))
}

fn language(code: &str) -> anyhow::Result<Language> {
    match Language::from_code(code) {
        known @ (Language::Uk | Language::Ru | Language::En) => Ok(known),
        _ => anyhow::bail!("write uk, ru or en"),
    }
}
