//! Writes a generated archive: `articles.jsonl`, `truth.jsonl` and `outlets.tsv` into a folder.

use rodovid_generator::{Archive, Config, outlet, write_jsonl};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str =
    "rodovid-generator [--articles N] [--seed N] [--mix copies|accuracy|trees] -o DIR";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rodovid-generator: {error}\nusage: {USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let (mut articles, mut seed, mut mix, mut directory) = (1_000, 1, String::from("copies"), None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--articles" => articles = value()?.parse()?,
            "--seed" => seed = value()?.parse()?,
            "--mix" => mix = value()?,
            "-o" => directory = Some(PathBuf::from(value()?)),
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    let directory = directory.ok_or("-o DIR is missing")?;
    let config = match mix.as_str() {
        "copies" => Config::copies(articles, seed),
        "accuracy" => Config::accuracy(articles, seed),
        "trees" => Config::trees(articles, seed),
        other => return Err(format!("unknown mix {other}").into()),
    };
    let archive = Archive::new(config);
    fs::create_dir_all(&directory)?;
    let mut texts = BufWriter::new(File::create(directory.join("articles.jsonl"))?);
    let mut truths = BufWriter::new(File::create(directory.join("truth.jsonl"))?);
    let parent_text = |position| archive.article(position).0.text;
    for (article, truth) in archive.articles() {
        write_jsonl(&article, &truth, parent_text, &mut texts, &mut truths)?;
    }
    texts.flush()?;
    truths.flush()?;
    fs::write(directory.join("outlets.tsv"), outlet::table())?;
    Ok(())
}
