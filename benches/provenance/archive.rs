//! Families of the generator's archives, found and read by the whole program.

use crate::case::Case;
use rodovid::analysis::{self, Analysis, Options};
use rodovid::ingest;
use rodovid::outlet::Outlets;
use rodovid::progress::Watch;
use rodovid::reuse::Group;
use rodovid::witness::Witness;
use rodovid_generator::scenario::{Half, SCENARIOS};
use rodovid_generator::{Archive, Config, Truth};
use rustc_hash::FxHashMap;
use std::io::{BufWriter, Write};

/// Bytes of an article: half of the usual, for time.
const BYTES: usize = 1_600;

/// An archive with what the program made of it.
pub(crate) struct Read {
    analysis: Analysis,
    truths: FxHashMap<String, Truth>,
    /// Ids of the articles by their place.
    ids: FxHashMap<u64, String>,
}

impl Read {
    /// Makes an archive of `articles` articles in families and runs the program on it.
    pub(crate) fn new(articles: u64, seed: u64) -> anyhow::Result<Self> {
        let archive = Archive::new(Config { bytes: BYTES, ..Config::trees(articles, seed) });
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("archive.jsonl");
        let mut file = BufWriter::new(std::fs::File::create(&path)?);
        let mut truths = FxHashMap::default();
        let mut ids = FxHashMap::default();
        for (article, truth) in archive.articles() {
            serde_json::to_writer(&mut file, &article)?;
            file.write_all(b"\n")?;
            ids.insert(truth.position, truth.id.clone());
            truths.insert(truth.id.clone(), truth);
        }
        file.flush()?;
        let options = Options {
            ingest: ingest::Options { inputs: vec![path], ..ingest::Options::default() },
            outlets: Outlets::shipped(),
            ..Options::default()
        };
        let analysis = analysis::run(&options, &Watch::default())?;
        Ok(Self { analysis, truths, ids })
    }

    /// Groups whose members are of one family; how many are not is told on the terminal.
    pub(crate) fn cases(&self) -> Vec<Case<'_>> {
        let stories = &self.analysis.stories;
        let cases: Vec<Case<'_>> = stories
            .iter()
            .filter_map(|story| {
                let parents = self.parents(&story.group)?;
                let all_parents = self.all_parents(&story.group, &parents);
                let scenario = self.truth(&story.group, 0).scenario;
                let known = SCENARIOS.iter().find(|known| known.name == scenario)?;
                Some(Case {
                    scenario,
                    held_back: known.half == Half::HeldBack,
                    kind: known,
                    truths: (0..parents.len()).map(|at| self.truth(&story.group, at)).collect(),
                    witnesses: &self.analysis.witnesses,
                    group: &story.group,
                    figures: &story.figures,
                    parents,
                    all_parents,
                })
            })
            .collect();
        eprintln!("{} groups, {} of one family", stories.len(), cases.len());
        for (stage, seconds) in &self.analysis.outcome.seconds {
            eprintln!("  {stage} {seconds:.1} s");
        }
        cases
    }

    /// All articles as the program read them.
    pub(crate) fn witnesses(&self) -> &[Witness] {
        &self.analysis.witnesses
    }

    /// The table of outlets that the program read with.
    pub(crate) fn outlets(&self) -> &Outlets {
        &self.analysis.outcome.outlets
    }

    fn truth(&self, group: &Group, member: usize) -> &Truth {
        let article = group.passages[member].article as usize;
        &self.truths[&self.analysis.witnesses[article].article.id]
    }

    /// True parent of each member, climbing over ancestors that the group does not have.
    fn parents(&self, group: &Group) -> Option<Vec<Option<usize>>> {
        let members = group.passages.len();
        let family = self.truth(group, 0).family?;
        if (0..members).any(|member| self.truth(group, member).family != Some(family)) {
            return None;
        }
        let place = |position: u64| {
            (0..members).find(|&member| self.truth(group, member).position == position)
        };
        let parent = |member: usize| {
            let mut above = self.parent_of_passage(group, member);
            while let Some(position) = above {
                if let Some(found) = place(position) {
                    return Some(found);
                }
                above = self.truths[&self.ids[&position]].parents.first().copied();
            }
            None
        };
        Some((0..members).map(parent).collect())
    }

    /// The parents of each member that are in the group, with the one that it is given.
    fn all_parents(&self, group: &Group, given: &[Option<usize>]) -> Vec<Vec<usize>> {
        let members = group.passages.len();
        let of = |member: usize| {
            let parents = &self.truth(group, member).parents;
            let is_parent = |&other: &usize| parents.contains(&self.truth(group, other).position);
            let mut all: Vec<usize> = (0..members).filter(is_parent).collect();
            if let Some(parent) = given[member].filter(|parent| !all.contains(parent)) {
                all.push(parent);
            }
            all
        };
        (0..members).map(of).collect()
    }

    /// From where most of the passage's sentences are.
    fn parent_of_passage(&self, group: &Group, member: usize) -> Option<u64> {
        let truth = self.truth(group, member);
        let pieces = &group.passages[member].pieces;
        let in_passage = |span: rodovid_generator::Span| {
            pieces.iter().any(|piece| piece.start < span.end && span.start < piece.end)
        };
        let sentences = |parent: u64| {
            truth.reused.iter().filter(|of| of.parent == parent && in_passage(of.span)).count()
        };
        truth.parents.iter().copied().rev().max_by_key(|&parent| sentences(parent))
    }
}
