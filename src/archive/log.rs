//! A file of records in blocks, each with its checksum, read at any place.
//!
//! Records are gathered to blocks of some kilobytes, so that compression has something to
//! work on and a record in the middle is still cheap to reach. A log is written under another name
//! and renamed when it is whole; its last bytes are the index of its blocks. A reader holds the
//! index only, 16 bytes a block, and asks the disk for one block at a time: no memory map, which a
//! shortened file would turn into a crash.

use super::disk;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};
use zstd::bulk::{Compressor, Decompressor};

/// How records are laid out in blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Records that do not compress, in small blocks: nothing is lost by it, and a single record is
    /// read with little around it.
    Plain,
    /// Records that are read one by one, in blocks of a few: half as large ones would cost a tenth
    /// more disk.
    Single,
    /// Records that are read in order, in large blocks, which compress best.
    Ordered,
}

impl Layout {
    /// Bytes of a block, about, before compression.
    const fn block(self) -> usize {
        match self {
            Self::Plain => 8 << 10,
            Self::Single => 16 << 10,
            Self::Ordered => 64 << 10,
        }
    }
}

/// Ends every log; the number is the version of the format.
const MAGIC: [u8; 8] = *b"rodovid1";

/// Fast: what it saves of the disk it gives back in time.
const COMPRESSION: i32 = 1;

/// Bytes before the payload of a block: its length, its length once unpacked (0: it is plain), its
/// checksum.
const HEAD: usize = 16;

/// Records packed into blocks, not yet written. Layout takes most of the time and is done on all
/// threads; writing keeps the order.
#[derive(Debug, Default)]
pub struct Packed {
    bytes: Vec<u8>,
    /// End of each block in `bytes`, and how many records it holds.
    blocks: Vec<(usize, u32)>,
}

/// Gathers records to blocks.
#[derive(Debug)]
pub struct Packer {
    layout: Layout,
    packed: Packed,
    records: Vec<u8>,
    ends: Vec<u32>,
}

impl Packer {
    /// Nothing packed yet.
    pub fn new(layout: Layout) -> Self {
        Self { layout, packed: Packed::default(), records: Vec::new(), ends: Vec::new() }
    }

    /// Adds a record of any length.
    pub fn push(&mut self, record: &[u8]) {
        self.write(|bytes| bytes.extend_from_slice(record));
    }

    /// Adds what `write` appends as one record.
    pub fn write(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.records);
        self.ends.push(self.records.len() as u32);
        if self.records.len() >= self.layout.block() {
            self.close();
        }
    }

    /// All blocks.
    pub fn finish(mut self) -> Packed {
        self.close();
        self.packed
    }

    fn close(&mut self) {
        if self.ends.is_empty() {
            return;
        }
        let mut raw = Vec::with_capacity(4 + 4 * self.ends.len() + self.records.len());
        raw.extend((self.ends.len() as u32).to_le_bytes());
        for end in &self.ends {
            raw.extend(end.to_le_bytes());
        }
        raw.append(&mut self.records);
        let compressed = (self.layout != Layout::Plain).then(|| compress(&raw)).flatten();
        let (unpacked, payload) = match &compressed {
            Some(smaller) => (raw.len() as u32, smaller.as_slice()),
            None => (0, raw.as_slice()),
        };
        let bytes = &mut self.packed.bytes;
        bytes.extend((payload.len() as u32).to_le_bytes());
        bytes.extend(unpacked.to_le_bytes());
        bytes.extend(sum(payload, unpacked).to_le_bytes());
        bytes.extend_from_slice(payload);
        self.packed.blocks.push((bytes.len(), self.ends.len() as u32));
        self.ends.clear();
    }
}

thread_local! {
    /// To make them anew for each block would cost more than the block.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> =
        RefCell::new(Compressor::new(COMPRESSION).ok());
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> =
        RefCell::new(Decompressor::new().ok());
}

fn compress(raw: &[u8]) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| compressor.as_mut()?.compress(raw).ok())
}

fn decompress(payload: &[u8], unpacked: usize) -> Option<Vec<u8>> {
    DECOMPRESSOR
        .with_borrow_mut(|decompressor| decompressor.as_mut()?.decompress(payload, unpacked).ok())
}

/// A block in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    offset: u64,
    /// Number of its first record.
    first: u64,
}

/// A log that grows.
#[derive(Debug)]
pub struct Writer {
    path: PathBuf,
    file: BufWriter<File>,
    blocks: Vec<Place>,
    end: Place,
}

impl Writer {
    /// Begins the log `path`.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Write`].
    pub fn create(path: PathBuf) -> Result<Self> {
        let part = disk::partial(&path);
        let file = File::create(&part).map_err(|error| disk::unwritten(&part, error))?;
        let file = BufWriter::with_capacity(1 << 20, file);
        Ok(Self { path, file, blocks: Vec::new(), end: Place { offset: 0, first: 0 } })
    }

    /// Adds blocks.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Write`]: the disk is full, most likely.
    pub fn append(&mut self, packed: &Packed) -> Result<()> {
        let mut start = 0;
        for &(end, records) in &packed.blocks {
            self.blocks.push(self.end);
            self.end.offset += (end - start) as u64;
            self.end.first += u64::from(records);
            start = end;
        }
        self.file.write_all(&packed.bytes).map_err(|error| disk::unwritten(&self.path, error))
    }

    /// Writes all that was added, so that [`Self::resume`] finds it.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Write`].
    pub fn save(&mut self) -> Result<Unfinished> {
        self.file.flush().map_err(|error| disk::unwritten(&self.path, error))?;
        let mut blocks = self.blocks.clone();
        blocks.push(self.end);
        Ok(Unfinished { blocks })
    }

    /// Takes up the log `path` where [`Self::save`] left it, and checks all that is there.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Read`] and [`crate::error::ErrorKind::Damaged`].
    pub fn resume(path: PathBuf, unfinished: Unfinished) -> Result<Self> {
        let part = disk::partial(&path);
        let unread = |error| disk::unread(&part, error);
        let open = || File::options().read(true).write(true).open(&part).map_err(unread);
        let held = Log { path: part.clone(), file: open()?, blocks: unfinished.blocks };
        held.check()?;
        let mut blocks = held.blocks;
        let end = blocks.pop().ok_or_else(|| disk::damaged(&part))?;
        let mut file = open()?;
        file.set_len(end.offset).map_err(unread)?;
        file.seek(SeekFrom::End(0)).map_err(unread)?;
        Ok(Self { path, file: BufWriter::with_capacity(1 << 20, file), blocks, end })
    }

    /// Ends the log, moves it into its place and opens it.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Write`].
    pub fn finish(mut self) -> Result<Log> {
        let mut index = Vec::with_capacity(16 * (self.blocks.len() + 1));
        for place in self.blocks.iter().chain([&self.end]) {
            index.extend(place.offset.to_le_bytes());
            index.extend(place.first.to_le_bytes());
        }
        let sum = xxh3_64(&index).to_le_bytes();
        let length = (index.len() as u64).to_le_bytes();
        let written = [&index[..], &sum, &length, &MAGIC]
            .iter()
            .try_for_each(|part| self.file.write_all(part))
            .and_then(|()| self.file.flush());
        written.map_err(|error| disk::unwritten(&self.path, error))?;
        disk::keep(&self.path)?;
        Log::open(self.path)
    }
}

/// How far a log had grown when it was saved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unfinished {
    /// All blocks, and where the last one ends.
    blocks: Vec<Place>,
}

/// A whole log.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    file: File,
    /// All blocks, and where the last one ends.
    blocks: Vec<Place>,
}

/// The records of one block.
#[derive(Debug)]
pub struct Records {
    raw: Vec<u8>,
    /// Where the count of records stands in `raw`, which the ends of all records and the records
    /// follow.
    start: usize,
    count: usize,
}

impl Log {
    /// Opens the log `path`.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Read`], also where its end is missing or damaged.
    pub fn open(path: PathBuf) -> Result<Self> {
        let file = File::open(&path).map_err(|error| disk::unread(&path, error))?;
        let size = file.metadata().map_err(|error| disk::unread(&path, error))?.len();
        let mut tail = [0; 24];
        let tail_at = size.checked_sub(24).ok_or_else(|| disk::damaged(&path))?;
        disk::read_at(&file, &mut tail, tail_at).map_err(|error| disk::unread(&path, error))?;
        let number =
            |bytes: &[u8]| bytes.first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
        let (sum, length) = (number(&tail), number(&tail[8..]));
        let index_at = tail_at.checked_sub(length).ok_or_else(|| disk::damaged(&path))?;
        if tail[16..] != MAGIC || length % 16 != 0 || length == 0 {
            return Err(disk::damaged(&path));
        }
        let mut index = vec![0; length as usize];
        disk::read_at(&file, &mut index, index_at).map_err(|error| disk::unread(&path, error))?;
        if xxh3_64(&index) != sum {
            return Err(disk::damaged(&path));
        }
        let blocks = index
            .chunks_exact(16)
            .map(|place| Place { offset: number(&place[..8]), first: number(&place[8..]) })
            .collect();
        Ok(Self { path, file, blocks })
    }

    /// Number of records.
    pub fn len(&self) -> u64 {
        self.blocks.last().map_or(0, |end| end.first)
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of blocks.
    pub fn blocks(&self) -> usize {
        self.blocks.len() - 1
    }

    /// Number of the first record of a block.
    pub fn first(&self, block: usize) -> u64 {
        self.blocks[block].first
    }

    /// The records of a block.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Read`], also where the block is damaged.
    pub fn read(&self, block: usize) -> Result<Records> {
        let (start, end) = (self.blocks[block], self.blocks[block + 1]);
        let mut bytes = vec![0; (end.offset - start.offset) as usize];
        disk::read_at(&self.file, &mut bytes, start.offset)
            .map_err(|error| disk::unread(&self.path, error))?;
        unpack(bytes)
            .filter(|records| records.count as u64 == end.first - start.first)
            .ok_or_else(|| disk::damaged(&self.path))
    }

    /// Record `number`, handed to `read`.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn with<T>(&self, number: u64, read: impl FnOnce(&[u8]) -> T) -> Result<T> {
        let block = self.blocks.partition_point(|place| place.first <= number).saturating_sub(1);
        let records = self.read(block)?;
        let index = (number - self.blocks[block].first) as usize;
        if index >= records.len() {
            return Err(disk::damaged(&self.path));
        }
        Ok(read(records.get(index)))
    }

    /// Reads it all once and checks every block.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn check(&self) -> Result<()> {
        use rayon::prelude::*;
        (0..self.blocks()).into_par_iter().try_for_each(|block| self.read(block).map(drop))
    }

    /// An error about the log itself.
    pub fn damaged(&self) -> Error {
        disk::damaged(&self.path)
    }
}

/// Checksum of a block, its head included.
fn sum(payload: &[u8], unpacked: u32) -> u64 {
    xxh3_64_with_seed(payload, u64::from(unpacked))
}

fn unpack(bytes: Vec<u8>) -> Option<Records> {
    let word = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let (length, unpacked) = (word(0)? as usize, word(4)?);
    let held = u64::from_le_bytes(bytes.get(8..HEAD)?.try_into().ok()?);
    let payload = bytes.get(HEAD..)?;
    if payload.len() != length || sum(payload, unpacked) != held {
        return None;
    }
    let (raw, start) =
        if unpacked == 0 { (bytes, HEAD) } else { (decompress(payload, unpacked as usize)?, 0) };
    let count = u32::from_le_bytes(raw.get(start..start + 4)?.try_into().ok()?) as usize;
    let records = Records { raw, start, count };
    (records.raw.len() == start + 4 + 4 * count + records.end(count)).then_some(records)
}

impl Records {
    /// How many.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Record `index` of the block.
    pub fn get(&self, index: usize) -> &[u8] {
        let base = self.start + 4 + 4 * self.count;
        &self.raw[base + self.end(index)..base + self.end(index + 1)]
    }

    /// All records in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.count).map(|index| self.get(index))
    }

    /// Where the first `index` records end.
    fn end(&self, index: usize) -> usize {
        if index == 0 {
            return 0;
        }
        let at = self.start + 4 * index;
        let end = self.raw.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        end.map_or(0, |bytes| u32::from_le_bytes(bytes) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn packed(records: &[Vec<u8>], layout: Layout) -> Packed {
        let mut packer = Packer::new(layout);
        for record in records {
            packer.push(record);
        }
        packer.finish()
    }

    #[test]
    fn records_come_back_from_any_place() {
        let folder = tempfile::tempdir().unwrap();
        for layout in [Layout::Plain, Layout::Single, Layout::Ordered] {
            let records: Vec<Vec<u8>> =
                (0..5_000_usize).map(|n| vec![n as u8; n * 7 % 301]).collect();
            let mut writer = Writer::create(folder.path().join("a.log")).unwrap();
            for part in records.chunks(700) {
                writer.append(&packed(part, layout)).unwrap();
            }
            let log = writer.finish().unwrap();
            assert_eq!(log.len(), 5_000);
            assert!(log.blocks() > 3);
            for number in [0, 1, 699, 700, 4_999] {
                log.with(number, |found| assert_eq!(found, records[number as usize])).unwrap();
            }
            let mut all = Vec::new();
            for block in 0..log.blocks() {
                assert_eq!(log.first(block), all.len() as u64);
                all.extend(log.read(block).unwrap().iter().map(<[u8]>::to_vec));
            }
            assert_eq!(all, records);
            log.check().unwrap();
        }
    }

    #[test]
    fn a_log_is_taken_up_where_it_was_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.log");
        let records: Vec<Vec<u8>> = (0..3_000_usize).map(|n| vec![n as u8; n % 97]).collect();
        let mut writer = Writer::create(path.clone()).unwrap();
        writer.append(&packed(&records[..1_000], Layout::Plain)).unwrap();
        let saved = writer.save().unwrap();
        // What came after was lost, or half of it was.
        writer.append(&packed(&records[500..900], Layout::Plain)).unwrap();
        drop(writer);
        let mut writer = Writer::resume(path.clone(), saved.clone()).unwrap();
        writer.append(&packed(&records[1_000..], Layout::Plain)).unwrap();
        let log = writer.finish().unwrap();
        let read = (0..log.len()).map(|number| log.with(number, <[u8]>::to_vec).unwrap());
        assert!(read.eq(records.iter().cloned()));
        std::fs::write(disk::partial(&path), "no log").unwrap();
        assert_eq!(Writer::resume(path, saved).unwrap_err().kind(), ErrorKind::Damaged);
    }

    #[test]
    fn every_damaged_byte_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.log");
        let mut writer = Writer::create(path.clone()).unwrap();
        writer.append(&packed(&[b"one".to_vec(), b"two".to_vec()], Layout::Single)).unwrap();
        writer.finish().unwrap();
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x40;
            std::fs::write(&path, &bytes).unwrap();
            let read = Log::open(path.clone()).and_then(|log| log.check());
            assert_eq!(read.unwrap_err().kind(), ErrorKind::Damaged, "byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(Log::open(path.clone()).and_then(|log| log.check()).is_err(), "cut at {at}");
        }
    }
}
