//! Takes gzip and Zstandard off any input, told by its first bytes, with a bound on expansion.

use super::limits;
use flate2::read::MultiGzDecoder;
use std::io::{self, BufReader, Chain, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const GZIP: [u8; 2] = [0x1F, 0x8B];
const ZSTANDARD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// What `input` holds when it is compressed, else `input`. All members of a gzip file and all
/// frames of a Zstandard file are read.
///
/// # Errors
/// As reading `input`. The reader that is returned fails with [`io::ErrorKind::FileTooLarge`] on
/// what expands beyond [`limits::EXPANSION`].
pub(super) fn decompressed(mut input: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let mut head = Vec::with_capacity(ZSTANDARD.len());
    input.by_ref().take(ZSTANDARD.len() as u64).read_to_end(&mut head)?;
    let gzip = head.starts_with(&GZIP);
    let zstandard = head == ZSTANDARD;
    let whole: Chain<_, _> = Cursor::new(head).chain(input);
    if !gzip && !zstandard {
        return Ok(Box::new(whole));
    }
    let compressed = Arc::new(AtomicU64::new(0));
    let counted = BufReader::with_capacity(
        64 << 10,
        Counted { inner: whole, bytes: Arc::clone(&compressed) },
    );
    let inner: Box<dyn Read + Send> = if gzip {
        Box::new(MultiGzDecoder::new(counted))
    } else {
        Box::new(zstd::stream::read::Decoder::with_buffer(counted)?)
    };
    Ok(Box::new(Bounded { inner, compressed, expanded: 0 }))
}

struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

struct Bounded {
    inner: Box<dyn Read + Send>,
    compressed: Arc<AtomicU64>,
    expanded: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.expanded += read as u64;
        let allowed = self
            .compressed
            .load(Ordering::Relaxed)
            .saturating_mul(limits::EXPANSION)
            .saturating_add(limits::EXPANSION_FREE);
        if self.expanded > allowed {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!(
                    "expands to more than {} times its size, as a decompression bomb does: \
                     unpack it yourself if it is none",
                    limits::EXPANSION
                ),
            ));
        }
        Ok(read)
    }
}

/// Says what went wrong in reading, and the remedy.
pub(super) fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            "the compressed data end too early: fetch the file again".into()
        }
        io::ErrorKind::FileTooLarge => error.to_string(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::Other => {
            format!("the compressed data are damaged ({error}): fetch the file again")
        }
        io::ErrorKind::PermissionDenied => {
            "permission denied: make it readable for this user".into()
        }
        _ => format!("cannot be read ({error}): check the file and the disk"),
    }
}
