#![no_main]
//! Any bytes behind the magic numbers of gzip and Zstandard: bounded, and no panic.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let outlets = rodovid::outlet::Outlets::default();
    for magic in [&[0x1F, 0x8B, 0x08][..], &[0x28, 0xB5, 0x2F, 0xFD]] {
        let _ = rodovid::ingest::read_bytes("fuzz.jsonl.gz", [magic, bytes].concat(), &outlets);
    }
});
