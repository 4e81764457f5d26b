//! The fields of a record, under our names, their aliases and the names that the user maps.

use crate::error::{Error, ErrorKind, Result};
use rustc_hash::FxHashMap;

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Text,
    Outlet,
    Published,
    Title,
    Url,
    Language,
}

impl Field {
    pub(super) const COUNT: usize = 7;
}

/// Our names and their aliases. Where a record has several, the first in this list that has a
/// value is taken; a name that `--field` maps comes before all of them.
const NAMES: [(Field, &[&str]); Field::COUNT] = [
    (Field::Id, &["id", "uid", "guid", "doc_id"]),
    (Field::Text, &["text", "body", "content", "maintext", "article"]),
    (
        Field::Outlet,
        &["outlet", "source", "source_domain", "domain", "series", "publisher", "channel"],
    ),
    (
        Field::Published,
        &["published_at", "date", "published", "date_publish", "datetime", "pub_date", "timestamp"],
    ),
    (Field::Title, &["title", "headline"]),
    (Field::Url, &["url", "link"]),
    (Field::Language, &["lang", "language"]),
];

/// Which field a name means and how much it is preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) field: Field,
    /// Smaller is preferred.
    pub(super) rank: u8,
    /// Number of the `--field` that maps it, as a bit; 0 for our own names.
    pub(super) mapped: u64,
}

/// The names in force.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    by_name: FxHashMap<String, Meaning>,
    /// Our names and theirs of `--field`, in order.
    pub(super) mapped: Vec<(String, String)>,
}

impl Fields {
    /// Adds the user's names to ours.
    pub(super) fn new(mapped: &[(String, String)]) -> Result<Self> {
        let mut by_name = FxHashMap::default();
        for (field, names) in NAMES {
            for (rank, name) in names.iter().enumerate() {
                let meaning = Meaning { field, rank: rank as u8 + 1, mapped: 0 };
                by_name.insert((*name).to_owned(), meaning);
            }
        }
        for (index, (our, their)) in mapped.iter().enumerate() {
            let Some(&(field, _)) =
                NAMES.iter().find(|(_, names)| names[0].eq_ignore_ascii_case(our.trim()))
            else {
                let ours: Vec<&str> = NAMES.iter().map(|(_, names)| names[0]).collect();
                return Err(Error::new(
                    ErrorKind::Usage,
                    format!(
                        "--field {our}={their}: there is no field {our:?}; the fields are {}",
                        ours.join(", ")
                    ),
                ));
            };
            if their.trim().is_empty() {
                return Err(Error::new(
                    ErrorKind::Usage,
                    format!("--field {our}=: name the input's field after the ="),
                ));
            }
            let meaning = Meaning { field, rank: 0, mapped: 1 << index.min(63) };
            by_name.insert(their.trim().to_lowercase(), meaning);
        }
        Ok(Self { by_name, mapped: mapped.to_vec() })
    }

    /// What a name in a record means, whatever its case; `None` for names that are not ours.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        let name = name.trim();
        if name.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            self.by_name.get(&name.to_lowercase()).copied()
        } else {
            self.by_name.get(name).copied()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_met_in_any_case_and_the_users_come_first() {
        let fields = Fields::new(&[("outlet".into(), "Джерело".into())]).unwrap();
        assert_eq!(fields.meaning("MainText").unwrap().field, Field::Text);
        let theirs = fields.meaning("джерело").unwrap();
        assert_eq!((theirs.field, theirs.rank, theirs.mapped), (Field::Outlet, 0, 1));
        assert!(fields.meaning("outlet").unwrap().rank > 0);
        assert_eq!(fields.meaning("texts"), None);
    }

    #[test]
    fn a_field_that_is_none_of_ours_lists_ours() {
        let error = Fields::new(&[("author".into(), "by".into())]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert!(error.message().contains("published_at"), "{error}");
    }
}
