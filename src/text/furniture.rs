//! The page's furniture, told by its shape: headers, links to other stories, navigation,
//! advertising. What an outlet repeats under many articles only an archive can tell; see
//! [`super::Document::mark`].

use super::word::WordHash;

pub(super) fn first_words() -> Vec<WordHash> {
    Vec::new()
}
