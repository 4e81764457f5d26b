//! Refuses pages that are built to cost time: elements without end or nested without end, and those
//! that are never closed and that a parser must open again in every paragraph.

/// Elements inside each other, where browsers stop too; a page of news nests 20 to 60. The cost of
/// finding the content grows with elements times depth: 4 s for 90,000 elements 900 deep.
const DEEPEST: usize = 512;

/// Formatting elements (`b`, `font`, …) open at once: an old page can forget a few dozen.
const MOST_FORMATTING: usize = 256;

/// Elements whose end tag may be left out, or that have none: they do not nest by themselves.
const FLAT: [&str; 34] = [
    "p", "li", "td", "tr", "th", "dd", "dt", "option", "optgroup", "tbody", "thead", "tfoot",
    "colgroup", "html", "head", "body", "br", "hr", "img", "input", "meta", "link", "area", "base",
    "col", "embed", "source", "track", "wbr", "param", "rp", "rt", "frame", "command",
];

const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Where the page goes beyond these bounds, and what to say.
pub(super) fn check(html: &str) -> Result<(), (u64, String)> {
    let bytes = html.as_bytes();
    let (mut depth, mut formatting, mut elements) = (0_usize, 0_usize, 0_usize);
    for at in memchr::memchr_iter(b'<', bytes) {
        let closing = bytes.get(at + 1) == Some(&b'/');
        let start = at + 1 + usize::from(closing);
        // No name of an element that counts is longer than `blockquote`.
        let name: Vec<u8> = bytes[start..]
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        let Ok(name) = std::str::from_utf8(&name) else { continue };
        elements += usize::from(!closing && !name.is_empty());
        if elements > super::MOST_ELEMENTS {
            return Err((at as u64, super::too_many_elements()));
        }
        if name.is_empty() || FLAT.contains(&name) {
            continue;
        }
        let counter = if FORMATTING.contains(&name) { &mut formatting } else { &mut depth };
        if closing {
            *counter = counter.saturating_sub(1);
        } else {
            *counter += 1;
        }
        if depth > DEEPEST || formatting > MOST_FORMATTING {
            return Err((
                at as u64,
                "elements are nested deeper than any article's: save the article's own page".into(),
            ));
        }
    }
    Ok(())
}
