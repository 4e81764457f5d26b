//! Encodings, byte order marks, line ends, lone surrogates.

use crate::fixture::{RUSSIAN, UKRAINIAN, gzip, page, read_one, record};

#[test]
fn legacy_encodings_are_detected_in_every_format() {
    // KOI8-R has no letters of its own for Ukrainian, ISO-8859-5 and IBM866 no typographic
    // apostrophe.
    let ukrainian = UKRAINIAN.replace('’', "'");
    let plain = ukrainian.replace(['Ґ', 'ґ'], "Г");
    for (label, text) in [
        ("windows-1251", ukrainian.as_str()),
        ("windows-1251", RUSSIAN),
        ("koi8-u", &ukrainian),
        ("koi8-r", RUSSIAN),
        ("iso-8859-5", &plain),
        ("iso-8859-5", RUSSIAN),
        ("ibm866", RUSSIAN),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let encode = |text: &str| {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{label}");
            bytes.into_owned()
        };
        assert_eq!(read_one("a.txt", &encode(text)).text, text, "{label}");
        assert_eq!(read_one("a.txt.gz", &gzip(&encode(text))).text, text, "{label}");
        let json = encode(&record("1", text));
        assert_eq!(read_one("a.jsonl", &json).text, text, "{label}");
        let csv = encode(&format!("id;text\n1;\"{text}\"\n"));
        assert_eq!(read_one("a.csv", &csv).text, text, "{label}");
        let html = encode(&page("", text));
        assert!(read_one("a.html", &html).text.contains(text), "{label}");
        let declared = encode(&page(&format!("<meta charset=\"{label}\">"), text));
        assert!(read_one("a.html", &declared).text.contains(text), "{label}");
    }
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    for text in [UKRAINIAN, "The council passed the budget — at an extraordinary sitting."] {
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(read_one("a.txt", &little).text, text);
        assert_eq!(read_one("a.txt", &big).text, text);
        assert_eq!(read_one("a.txt", &[&[0xFF, 0xFE], &little[..]].concat()).text, text);
        assert_eq!(read_one("a.txt", &[&[0xFE, 0xFF], &big[..]].concat()).text, text);
    }
}

#[test]
fn a_file_is_its_text_with_its_line_ends() {
    let text = "\r\nМіст закрили на ремонт до кінця року, повідомила рада.\r\n\r\nКінець.\r\n";
    assert_eq!(read_one("a.txt", text.as_bytes()).text, text);
    assert_eq!(read_one("a.txt", &[b"\xEF\xBB\xBF", text.as_bytes()].concat()).text, text);
}

#[test]
fn lone_surrogates_read_as_the_replacement_character() {
    let json = br#"{"text": "a \ud83d\ude00 b \ud800 c \udc00\n \ud800\u0041 end", "\ud800": 1}"#;
    assert_eq!(read_one("a.jsonl", json).text, "a 😀 b \u{FFFD} c \u{FFFD}\n \u{FFFD}A end");
}
