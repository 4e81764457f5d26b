//! To UTF-8 from whatever the bytes are in: byte order mark, declared charset, valid UTF-8, then
//! detection (windows-1251, KOI8-U, KOI8-R, ISO-8859-5, IBM866, UTF-16 without a mark).

use super::limits;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Cursor, Read};

/// The encoding of bytes that begin with `sample`, and the length of their byte order mark.
///
/// `declared` is a label from a header or a `meta` element; it yields to a byte order mark and to
/// text that is valid UTF-8 beyond ASCII, which no other encoding is by chance. `whole` says that
/// `sample` is all there is.
pub(super) fn encoding_of(
    sample: &[u8],
    declared: Option<&[u8]>,
    whole: bool,
) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(sample) {
        return (encoding, mark);
    }
    let valid = match std::str::from_utf8(sample) {
        Ok(_) => true,
        // The sample can end inside a character.
        Err(error) => !whole && error.error_len().is_none(),
    };
    if valid && (!sample.is_ascii() || declared.is_none()) && !sample.contains(&0) {
        return (UTF_8, 0);
    }
    if let Some(encoding) = utf16_without_mark(sample) {
        return (encoding, 0);
    }
    if valid && sample.contains(&0) {
        return (UTF_8, 0);
    }
    if let Some(encoding) = declared.and_then(Encoding::for_label) {
        // A page that can be read up to its `meta` element is not in UTF-16.
        if encoding != UTF_16LE && encoding != UTF_16BE {
            return (encoding, 0);
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, whole);
    (detector.guess(None, Utf8Detection::Deny), 0)
}

/// UTF-16 shows itself in every second byte: 0 for ASCII and 4 for Cyrillic.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    const CONSIDERED: usize = 4096;
    let sample = &sample[..sample.len().min(CONSIDERED)];
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let high_at =
        |offset: usize| sample.chunks_exact(2).filter(|pair| matches!(pair[offset], 0 | 4)).count();
    let blank = sample.chunks_exact(2).any(|pair| pair[0] == 0 || pair[1] == 0);
    // Nearly all characters of a text in our languages stand in these two blocks; the rest are
    // dashes and quotation marks.
    let nearly_all = pairs * 9 / 10;
    match (high_at(1), high_at(0)) {
        _ if !blank => None,
        (little, big) if little >= nearly_all && little > big => Some(UTF_16LE),
        (little, big) if big >= nearly_all && big > little => Some(UTF_16BE),
        _ => None,
    }
}

/// All of `bytes` as text, without a byte order mark.
///
/// # Errors
/// Says which byte shows that this is no text.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&[u8]>) -> Result<String, (usize, String)> {
    let (encoding, mark) = encoding_of(&bytes, declared, true);
    let text = if encoding == UTF_8 && mark == 0 {
        // Only declared UTF-8 can be invalid here: a page with a stray byte.
        String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    } else {
        encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
    };
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        return Err((at, format!("a NUL byte at byte {at}: this is no text file")));
    }
    let mut controls = text.bytes().enumerate().filter(|(_, byte)| is_control(*byte));
    if let Some((at, _)) = controls.next()
        && (controls.count() + 1) * MOST_CONTROLS > text.len()
    {
        return Err((at, format!("control characters from byte {at} on: this is no text file")));
    }
    Ok(text)
}

/// One control character in so many bytes makes a file no text: of random bytes one in ten is one,
/// and an old text file has a stray one on a page.
const MOST_CONTROLS: usize = 50;

/// Whether no text needs the ASCII character `byte`: not a line or page end, nor the end of file or
/// the escape of old systems.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0E..=0x19 | 0x1C..=0x1F)
}

/// The remedy for an encoding that cannot be told.
pub(super) const CONVERT: &str = "save it as UTF-8";

/// A stream of UTF-8 from `input`, whose encoding is told from its first [`limits::SAMPLE`] bytes.
pub(super) fn utf8_stream(mut input: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
    let mut sample = Vec::new();
    let read = input.by_ref().take(limits::SAMPLE as u64).read_to_end(&mut sample);
    // What was read before a fault is still given; the fault shows itself again, or is told here.
    let fault = read.as_ref().err().map(|error| io::Error::new(error.kind(), error.to_string()));
    let whole = sample.len() < limits::SAMPLE;
    let (encoding, mark) = encoding_of(&sample, None, whole);
    let mut start = Cursor::new(sample);
    start.set_position(mark as u64);
    let rest: Box<dyn Read + Send> = match fault {
        Some(error) => Box::new(Broken(Some(error))),
        None => input,
    };
    let whole = start.chain(rest);
    if encoding == UTF_8 {
        return Box::new(whole);
    }
    Box::new(Transcoder {
        inner: Box::new(whole),
        decoder: encoding.new_decoder_without_bom_handling(),
        raw: vec![0; 64 << 10],
        text: Vec::new(),
        given: 0,
        ended: false,
    })
}

/// A stream that ends in the error that was met.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Turns another encoding into UTF-8 while it is read.
struct Transcoder {
    inner: Box<dyn Read + Send>,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl Read for Transcoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if self.ended {
                return Ok(0);
            }
            let read = self.inner.read(&mut self.raw)?;
            self.ended = read == 0;
            let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(read * 3 + 16);
            self.text.resize(room, 0);
            let (_, _, written, _) =
                self.decoder.decode_to_utf8(&self.raw[..read], &mut self.text, self.ended);
            self.text.truncate(written);
            self.given = 0;
        }
        let length = buffer.len().min(self.text.len() - self.given);
        buffer[..length].copy_from_slice(&self.text[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}
