//! Which records are the same: ids, repeated records, and two records under one id.

use crate::article::{Article, Moment};
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What tells one record from another: hashes of its id and of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    id: u64,
    content: u64,
}

impl Key {
    /// The key of an article. Its source is no part of it: a record that stands in two files is
    /// one record.
    pub(super) fn of(article: &Article) -> Self {
        let mut content = Xxh3::new();
        for part in [
            article.text.as_str(),
            &article.outlet.as_read,
            &article.title,
            &article.url,
            article.language.code(),
        ] {
            content.update(&(part.len() as u64).to_le_bytes());
            content.update(part.as_bytes());
        }
        match article.published.moment {
            Moment::Unknown => {}
            Moment::Instant { seconds, offset, .. } => {
                content.update(&seconds.to_le_bytes());
                content.update(&offset.to_le_bytes());
            }
            Moment::Day { year, month, day, .. } => {
                content.update(&year.unwrap_or(0).to_le_bytes());
                content.update(&[month as u8, day as u8]);
            }
        }
        Self { id: xxh3_64(article.id.as_bytes()), content: content.digest() }
    }
}

/// A record whose id an earlier one had, with other content.
struct Clash {
    ordinal: u64,
    key: Key,
    id: String,
}

/// Remembers the records of a run: 29 to 57 bytes for each, by how full the table is.
#[derive(Default)]
pub(super) struct Identities {
    /// By the id's hash, the first record with it.
    first: FxHashMap<u64, (u64, u64)>,
    /// Further contents of ids that are taken.
    further: FxHashSet<(u64, u64)>,
    clashes: Vec<Clash>,
    /// Records that stood again.
    pub(super) repeated: u64,
}

impl Identities {
    /// Whether the record, `ordinal`th to be kept, is a new one.
    pub(super) fn admit(&mut self, ordinal: u64, key: Key, id: &str) -> bool {
        let &mut (content, _) = self.first.entry(key.id).or_insert((key.content, ordinal));
        if self.first[&key.id].1 == ordinal {
            return true;
        }
        if content == key.content || !self.further.insert((key.id, key.content)) {
            self.repeated += 1;
            return false;
        }
        self.clashes.push(Clash { ordinal, key, id: id.to_owned() });
        true
    }

    /// New ids for the records whose id others have too, by ordinal.
    ///
    /// Among several contents under one id, that with the smallest digest keeps it: so the ids do
    /// not depend on which was read first. The others become `ID~` and 8 hex digits of the digest,
    /// or all 16 where those 8 are taken.
    pub(super) fn renamed(self) -> Vec<(u64, String)> {
        let Self { first, mut clashes, .. } = self;
        let mut named: Vec<Clash> = Vec::new();
        clashes.sort_by(|a, b| a.id.cmp(&b.id));
        for clash in clashes {
            if named.last().is_none_or(|last| last.id != clash.id) {
                let (content, ordinal) = first[&clash.key.id];
                let key = Key { id: clash.key.id, content };
                named.push(Clash { ordinal, key, id: clash.id.clone() });
            }
            named.push(clash);
        }
        named.sort_by(|a, b| (&a.id, a.key.content).cmp(&(&b.id, b.key.content)));
        let mut renamed: Vec<(u64, String)> = Vec::new();
        let mut given = FxHashSet::default();
        let mut keeper: Option<&str> = None;
        for clash in &named {
            if keeper != Some(&clash.id) {
                keeper = Some(&clash.id);
                continue;
            }
            let mut id = format!("{}~{:08x}", clash.id, clash.key.content >> 32);
            let hash = xxh3_64(id.as_bytes());
            if first.contains_key(&hash) || !given.insert(hash) {
                id = format!("{}~{:016x}", clash.id, clash.key.content);
            }
            renamed.push((clash.ordinal, id));
        }
        renamed.sort_unstable();
        renamed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: &str, text: &str) -> Article {
        Article { id: id.into(), text: text.into(), ..Article::default() }
    }

    fn ids(records: &[(&str, &str)]) -> (Vec<(String, String)>, u64) {
        let mut identities = Identities::default();
        let mut kept = Vec::new();
        for (id, text) in records {
            let key = Key::of(&article(id, text));
            if identities.admit(kept.len() as u64, key, id) {
                kept.push(((*id).to_owned(), (*text).to_owned()));
            }
        }
        let repeated = identities.repeated;
        for (ordinal, id) in identities.renamed() {
            kept[ordinal as usize].0 = id;
        }
        kept.sort();
        (kept, repeated)
    }

    #[test]
    fn ids_do_not_depend_on_the_order_of_records() {
        let mut records =
            [("a", "one"), ("a", "two"), ("b", "one"), ("a", "one"), ("a", "three"), ("a", "two")];
        let (kept, repeated) = ids(&records);
        assert_eq!(repeated, 2);
        assert_eq!(kept.len(), 4);
        assert_eq!(kept.iter().filter(|(id, _)| id == "a").count(), 1);
        assert_eq!(kept.iter().filter(|(id, _)| id.starts_with("a~")).count(), 2);
        assert_eq!(kept.iter().find(|(id, _)| id.len() > 1).unwrap().0.len(), "a~".len() + 8);
        for turn in 0..records.len() {
            records.rotate_left(1);
            assert_eq!(ids(&records), (kept.clone(), repeated), "turned {turn}");
        }
    }

    #[test]
    fn where_a_record_stood_does_not_tell_it_apart() {
        let one = article("a", "text");
        let other = Article { source: "elsewhere#7".into(), ..one.clone() };
        assert_eq!(Key::of(&one), Key::of(&other));
        let retitled = Article { title: "t".into(), ..one.clone() };
        assert_ne!(Key::of(&one), Key::of(&retitled));
    }
}
