//! Sorts records by their keys in a stated memory.
//!
//! Records gather in memory until it is full, are sorted on all threads, and leave it as a sorted
//! run on the disk; at the end all runs are merged. What fits into memory never touches the disk.
//! Keys must differ, so that the order depends on nothing else.

use super::log::{self, Log, Packer, Records, Writer};
use crate::error::Result;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::path::{Path, PathBuf};

/// Records with keys, still to be sorted.
#[derive(Debug, Default)]
pub struct Batch {
    bytes: Vec<u8>,
    records: Vec<Entry>,
}

/// Where a record stands: its key, then its value.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// First 8 bytes of the key: most comparisons need no more.
    prefix: u64,
    start: u64,
    key: u32,
    value: u32,
}

impl Batch {
    /// Adds a record; `write` appends its value.
    pub fn push(&mut self, key: &[u8], write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(key);
        write(&mut self.bytes);
        let mut prefix = [0; 8];
        let known = key.len().min(8);
        prefix[..known].copy_from_slice(&key[..known]);
        self.records.push(Entry {
            prefix: u64::from_be_bytes(prefix),
            start: start as u64,
            key: key.len() as u32,
            value: (self.bytes.len() - start - key.len()) as u32,
        });
    }

    fn key(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start as usize..][..entry.key as usize]
    }

    fn value(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start as usize + entry.key as usize..][..entry.value as usize]
    }

    fn append(&mut self, other: &Self) {
        let shift = self.bytes.len() as u64;
        self.bytes.extend_from_slice(&other.bytes);
        let moved =
            other.records.iter().map(|entry| Entry { start: entry.start + shift, ..*entry });
        self.records.extend(moved);
    }

    fn size(&self) -> usize {
        self.bytes.len() + self.records.len() * size_of::<Entry>()
    }

    fn sort(&mut self) {
        let mut records = std::mem::take(&mut self.records);
        records.par_sort_unstable_by(|a, b| {
            a.prefix.cmp(&b.prefix).then_with(|| self.key(a).cmp(self.key(b)))
        });
        self.records = records;
    }
}

/// Takes records in any order.
#[derive(Debug, Default)]
pub struct Sorter {
    /// Path of the runs, without their number.
    stem: PathBuf,
    memory: usize,
    held: Batch,
    runs: Vec<Log>,
    /// So many runs are kept.
    kept: usize,
}

impl Sorter {
    /// Keeps up to `memory` bytes and writes runs beside `stem` beyond.
    pub fn new(stem: PathBuf, memory: usize) -> Self {
        Self { stem, memory, held: Batch::default(), runs: Vec::new(), kept: 0 }
    }

    /// Takes up a sorter that [`Self::persist`] wrote in `runs` runs.
    ///
    /// # Errors
    /// As [`Log::open`] and [`Log::check`].
    pub fn open(stem: PathBuf, memory: usize, runs: usize) -> Result<Self> {
        let mut sorter = Self::new(stem, memory);
        for number in 0..runs {
            let log = Log::open(run(&sorter.stem, number))?;
            log.check()?;
            sorter.runs.push(log);
        }
        sorter.kept = runs;
        Ok(sorter)
    }

    /// Adds records.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Write`].
    pub fn add(&mut self, batch: &Batch) -> Result<()> {
        self.held.append(batch);
        if self.held.size() > self.memory { self.spill() } else { Ok(()) }
    }

    /// Writes all that is held, so that [`Self::open`] finds everything; says in how many runs.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Write`].
    pub fn persist(&mut self) -> Result<usize> {
        if !self.held.records.is_empty() {
            self.spill()?;
        }
        self.kept = self.runs.len();
        Ok(self.kept)
    }

    fn spill(&mut self) -> Result<()> {
        let mut held = std::mem::take(&mut self.held);
        held.sort();
        let mut writer = Writer::create(run(&self.stem, self.runs.len()))?;
        // Some blocks for each thread at a time.
        for part in held.records.chunks(1 << 16) {
            let packed: Vec<_> = part
                .par_chunks(1 << 13)
                .map(|entries| {
                    let mut packer = Packer::new(log::Layout::Ordered);
                    for entry in entries {
                        packer.write(|bytes| {
                            bytes.extend(entry.key.to_le_bytes());
                            bytes.extend_from_slice(held.key(entry));
                            bytes.extend_from_slice(held.value(entry));
                        });
                    }
                    packer.finish()
                })
                .collect();
            packed.iter().try_for_each(|packed| writer.append(packed))?;
        }
        self.runs.push(writer.finish()?);
        Ok(())
    }

    /// Hands all records to `each`, by key: the key, then the value.
    ///
    /// # Errors
    /// What reading the runs or `each` returns.
    pub fn finish(mut self, mut each: impl FnMut(&[u8], &[u8]) -> Result<()>) -> Result<()> {
        self.held.sort();
        if self.runs.is_empty() {
            let held = &self.held;
            return held
                .records
                .iter()
                .try_for_each(|entry| each(held.key(entry), held.value(entry)));
        }
        if !self.held.records.is_empty() {
            self.spill()?;
        }
        let mut heads = BinaryHeap::new();
        for log in &self.runs {
            heads.extend(Head::begin(log)?);
        }
        while let Some(mut head) = heads.pop() {
            each(head.key(), head.value())?;
            if head.advance()? {
                heads.push(head);
            }
        }
        drop(heads);
        // Runs that were persisted stay for a run that is taken up again.
        for number in self.kept..self.runs.len() {
            // Best effort: the folder goes in the end.
            let _ = std::fs::remove_file(run(&self.stem, number));
        }
        Ok(())
    }
}

fn run(stem: &Path, number: usize) -> PathBuf {
    let mut name = stem.as_os_str().to_owned();
    name.push(format!(".{number}.run"));
    name.into()
}

/// The next record of a run. The smallest key is the greatest head, as the heap wants it.
struct Head<'l> {
    log: &'l Log,
    block: usize,
    records: Records,
    index: usize,
}

impl<'l> Head<'l> {
    fn begin(log: &'l Log) -> Result<Option<Self>> {
        if log.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self { log, block: 0, records: log.read(0)?, index: 0 }))
    }

    fn parts(&self) -> (&[u8], &[u8]) {
        let record = self.records.get(self.index);
        let (length, rest) = record.split_at_checked(4).unwrap_or_default();
        let length = length.try_into().map_or(0, u32::from_le_bytes) as usize;
        rest.split_at_checked(length).unwrap_or_default()
    }

    fn key(&self) -> &[u8] {
        self.parts().0
    }

    fn value(&self) -> &[u8] {
        self.parts().1
    }

    fn advance(&mut self) -> Result<bool> {
        self.index += 1;
        if self.index == self.records.len() {
            self.block += 1;
            self.index = 0;
            if self.block == self.log.blocks() {
                return Ok(false);
            }
            self.records = self.log.read(self.block)?;
        }
        Ok(true)
    }
}

impl Ord for Head<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.key().cmp(self.key())
    }
}

impl PartialOrd for Head<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Head<'_> {}

impl PartialEq for Head<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn any_memory_gives_the_same_order(
            records in prop::collection::btree_map(
                prop::collection::vec(any::<u8>(), 0..12),
                prop::collection::vec(any::<u8>(), 0..40),
                0..60,
            ),
            memory in 0_usize..3_000,
            batch in 1_usize..20,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut sorter = Sorter::new(folder.path().join("s"), memory);
            let shuffled: Vec<_> = records.iter().rev().collect();
            for part in shuffled.chunks(batch) {
                let mut held = Batch::default();
                for (key, value) in part {
                    held.push(key, |bytes| bytes.extend_from_slice(value));
                }
                sorter.add(&held).unwrap();
            }
            if memory % 2 == 0 {
                let runs = sorter.persist().unwrap();
                sorter = Sorter::open(folder.path().join("s"), memory, runs).unwrap();
            }
            let mut sorted = Vec::new();
            sorter.finish(|key, value| {
                sorted.push((key.to_vec(), value.to_vec()));
                Ok(())
            }).unwrap();
            prop_assert!(sorted.is_sorted());
            prop_assert_eq!(sorted.into_iter().collect::<BTreeMap<_, _>>(), records);
        }
    }
}
