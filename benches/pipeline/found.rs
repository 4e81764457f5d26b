//! What a run found of what is known: which copies stand in one cluster with what they were copied
//! from.

use rodovid_generator::Truth;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Truth of an archive, as far as it is asked for.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Kind of reuse, and the places of parents, by id.
    articles: HashMap<String, Copied>,
    /// By place.
    ids: Vec<String>,
}

#[derive(Debug)]
struct Copied {
    reuse: &'static str,
    family: Option<u32>,
    parents: Vec<u64>,
}

/// By kind of reuse: copies whose parent was found, and all.
pub(crate) type Found = BTreeMap<&'static str, (usize, usize)>;

impl Known {
    /// Adds an article.
    pub(crate) fn add(&mut self, truth: Truth) {
        let Truth { id, reuse, family, parents, .. } = truth;
        self.ids.push(id.clone());
        self.articles.insert(id, Copied { reuse, family, parents });
    }

    /// Edges of the family trees that `together` holds, and the share of its pairs that are of one
    /// family.
    pub(crate) fn found(&self, together: &Together) -> (Found, f64) {
        let mut found = Found::new();
        for id in &self.ids {
            let Some(copied) = self.articles.get(id) else { continue };
            for &parent in &copied.parents {
                let count = found.entry(copied.reuse).or_default();
                count.0 += usize::from(together.holds(id, &self.ids[parent as usize]));
                count.1 += 1;
            }
        }
        let family = |id: &String| self.articles.get(id).and_then(|copied| copied.family);
        let is_right = |pair: &&(String, String)| {
            family(&pair.0).is_some() && family(&pair.0) == family(&pair.1)
        };
        let right = together.pairs.iter().filter(is_right).count();
        (found, right as f64 / together.pairs.len() as f64)
    }
}

/// Articles that a run put together.
#[derive(Debug, Default)]
pub(crate) struct Together {
    /// Numbers of clusters, by article: it can be in several.
    clusters: HashMap<String, Vec<usize>>,
    pairs: Vec<(String, String)>,
}

impl Together {
    /// Reads the tables of a report: each group is a cluster.
    pub(crate) fn in_report(report: &Path) -> Result<Self, Box<dyn Error>> {
        let mut together = Self::default();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for record in csv::Reader::from_path(report.join("passages.csv"))?.records() {
            let record = record?;
            let next = numbers.len();
            let number = *numbers.entry(record[0].to_owned()).or_insert(next);
            together.clusters.entry(record[3].to_owned()).or_default().push(number);
        }
        for record in csv::Reader::from_path(report.join("matches.csv"))?.records() {
            let record = record?;
            together.pairs.push((record[2].to_owned(), record[6].to_owned()));
        }
        Ok(together)
    }

    /// Reads pairs, an id, a tab and an id in each line: what hangs together is a cluster.
    pub(crate) fn in_pairs(path: &Path) -> Result<Self, Box<dyn Error>> {
        let text = fs::read_to_string(path)?;
        let mut together = Self::default();
        let mut neighbours: HashMap<&str, Vec<&str>> = HashMap::new();
        for (one, other) in text.lines().filter_map(|line| line.split_once('\t')) {
            neighbours.entry(one).or_default().push(other);
            neighbours.entry(other).or_default().push(one);
            together.pairs.push((one.to_owned(), other.to_owned()));
        }
        for (number, &first) in neighbours.keys().enumerate() {
            let mut open = vec![first];
            while let Some(id) = open.pop() {
                if !together.clusters.contains_key(id) {
                    together.clusters.insert(id.to_owned(), vec![number]);
                    open.extend(&neighbours[id]);
                }
            }
        }
        Ok(together)
    }

    fn holds(&self, one: &str, other: &str) -> bool {
        let of = |id| self.clusters.get(id).map_or(&[][..], Vec::as_slice);
        of(one).iter().any(|number| of(other).contains(number))
    }
}
