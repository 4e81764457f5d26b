//! Plain text: a file is one article, as a person pasted it, with whatever stood above it.

use super::fields::Fields;
use super::format::{Chunk, Chunks, Fault, Format, Harvest, Reading};
use super::record::Record;
use super::{decode, decompress, limits};
use std::io::Read;
use std::sync::Arc;

/// `.txt`
pub(super) struct PlainText;

impl Format for PlainText {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn chunks(&self, input: Box<dyn Read + Send>, _: &Arc<Fields>) -> Chunks {
        Box::new(std::iter::once_with(|| {
            whole(input, limits::RECORD).map(|bytes| Box::new(Pasted(bytes)) as Box<dyn Chunk>)
        }))
    }
}

/// All bytes of a file that is one record, if they are not more than `most`.
pub(super) fn whole(input: Box<dyn Read + Send>, most: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    match input.take(most as u64 + 1).read_to_end(&mut bytes) {
        Err(error) => Err(Fault::at(1, bytes.len() as u64, decompress::explain(&error))),
        Ok(read) if read > most => Err(Fault::at(
            1,
            0,
            format!("longer than {} MiB: split it into its articles", most >> 20),
        )),
        Ok(_) => Ok(bytes),
    }
}

struct Pasted(Vec<u8>);

impl Chunk for Pasted {
    fn bytes(&self) -> usize {
        self.0.len()
    }

    fn read(self: Box<Self>, reading: &Reading<'_>, harvest: &mut Harvest) {
        match decode::decode(self.0, None) {
            Err((byte, reason)) => harvest.faults.push(Fault::at(1, byte as u64, reason)),
            Ok(text) => Record::of_text(text).into_article(1, 0, reading, harvest),
        }
    }
}
