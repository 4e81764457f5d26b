#![no_main]
//! Any text: every kernel gives the bits of the reference.

use rodovid::fingerprint::Kernel;
use rodovid::text::Words;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let expected = Kernel::Reference.of_words(&Words::new(&text));
    for kernel in Kernel::available() {
        assert_eq!(kernel.of_text(&text), expected, "{kernel}");
    }
});
