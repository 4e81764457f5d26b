//! How a run goes.

use super::memory::Memory;
use super::store::Purpose;
use crate::attribution::Completion;
use crate::drift::Synonyms;
use crate::error::Result;
use crate::ingest;
use crate::outlet::Outlets;
use crate::ui::Ui;
use xxhash_rust::xxh3::xxh3_128;

/// How an analysis runs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Inputs and how they are read.
    pub ingest: ingest::Options,
    /// How outlets and times are completed.
    pub completion: Completion,
    /// The table of outlets, with the user's.
    pub outlets: Outlets,
    /// Synonyms of subjects, with the user's.
    pub synonyms: Synonyms,
    /// Language of what people read.
    pub ui: Ui,
    /// Articles further apart in time than this many days do not match.
    pub window_days: Option<u32>,
    /// Also groups that stand in one outlet only.
    pub same_outlet: bool,
    /// Memory that the run may take.
    pub memory: Memory,
    /// Articles after which a run with a kept work folder saves how far it is.
    pub checkpoint: Checkpoint,
}

/// A number of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint(pub usize);

impl Default for Checkpoint {
    /// Some ten seconds of work.
    fn default() -> Self {
        Self(100_000)
    }
}

impl Options {
    /// What the files of a work folder belong to; `report` tells what else changes them.
    ///
    /// # Errors
    /// As [`ingest::stamp`].
    pub fn purpose(&self, report: &str) -> Result<Purpose> {
        // These change where things lie, and nothing that is found.
        let asked = Self { memory: Memory(0), checkpoint: Checkpoint(0), ..self.clone() };
        let asked = format!("{asked:?} {report}");
        Ok(Purpose {
            parameters: format!("{:032x}", xxh3_128(asked.as_bytes())),
            inputs: ingest::stamp(&self.ingest)?,
        })
    }
}
