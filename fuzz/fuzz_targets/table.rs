#![no_main]
//! Any bytes as a `.csv` file and as a `.json` array: articles or rejections, and no panic.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let outlets = rodovid::outlet::Outlets::default();
    for name in ["fuzz.csv", "fuzz.json", "fuzz.txt"] {
        let _ = rodovid::ingest::read_bytes(name, bytes.to_vec(), &outlets);
    }
});
