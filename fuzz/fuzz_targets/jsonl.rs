#![no_main]
//! Any bytes as a `.jsonl` file: articles or rejections, and no panic.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = rodovid::ingest::read_bytes(
        "fuzz.jsonl",
        bytes.to_vec(),
        &rodovid::outlet::Outlets::default(),
    );
});
