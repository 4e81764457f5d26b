//! The table of outlets: who publishes and is cited, under which names and domains, and where.
//!
//! A shared noun like [`crate::article`]: ingest asks it whether a line of a pasted header names
//! an outlet, attribution resolves citations with it. `data/outlets.tsv` ships with the program;
//! `--outlets FILE` adds the user's own.
//!
//! [`table`] reads such files, [`names`] finds a name, inflected or not, in a stream of words.
//! Both use `text`'s words and folding, because a name must be split and folded as texts are.

mod ending;
mod names;
mod table;

pub use names::Mention;

use crate::article::Language;
use crate::error::Result;
use crate::text::Words;
use names::Names;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// What kind of source an entry of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutletKind {
    /// Publishes to readers.
    Outlet,
    /// Supplies other outlets.
    Agency,
    /// A ministry, staff, company, organisation: cited, but no news outlet.
    Institution,
}

/// Most words in the name of an outlet that an archive adds: more is no name.
const LONGEST_PUBLISHER: usize = 6;

/// Most outlets that an archive adds, those with most articles first: an archive of a social
/// network has as many publishers as authors.
const MOST_PUBLISHERS: usize = 4096;

/// Index of an entry in [`Outlets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutletId(pub u32);

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The name that tables show.
    pub name: String,
    /// All other names and abbreviations, in any language, nominative.
    pub aliases: Vec<String>,
    /// Names that are common words too («Факти», "Time"): in running text they count only in
    /// quotation marks or beside a word such as "newspaper". May repeat `name`.
    pub guarded: Vec<String>,
    /// Hosts without `www.`.
    pub domains: Vec<String>,
    /// Country as ISO 3166 alpha-2, when known; gives the time zone that a bare time is read in.
    pub country: Option<[u8; 2]>,
    /// Languages it publishes in; empty when not known.
    pub languages: Vec<Language>,
    /// What it is.
    pub kind: OutletKind,
    /// An office that every country has (a foreign ministry): its full name goes on with whose it
    /// is, and two mentions need not be the same body.
    pub generic: bool,
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    entries: Vec<Outlet>,
    names: Names,
    hosts: FxHashMap<String, OutletId>,
}

static SHIPPED: LazyLock<Outlets> = LazyLock::new(|| {
    let rows = table::read(include_str!("data/outlets.tsv"), Path::new("outlets.tsv"))
        .expect("a test reads the shipped table");
    let mut outlets = Outlets::default();
    outlets.add(rows);
    outlets
});

impl Outlets {
    /// The table that ships with the program.
    pub fn shipped() -> Self {
        SHIPPED.clone()
    }

    /// Adds the entries of `--outlets FILE`: UTF-8, a header row, columns separated by tabs or
    /// commas as in `data/outlets.tsv`, of which only `name` is required. An entry with the name
    /// of a known one replaces it, and a name or domain that stands in both is the user's.
    ///
    /// # Errors
    /// The file cannot be read, or a row cannot be understood: the message names file, line and
    /// remedy.
    pub fn extend_from(&mut self, path: &Path) -> Result<()> {
        self.add(table::read_file(path)?);
        Ok(())
    }

    /// The entry.
    pub fn get(&self, id: OutletId) -> &Outlet {
        &self.entries[id.0 as usize]
    }

    /// All entries, shipped ones first.
    pub fn entries(&self) -> &[Outlet] {
        &self.entries
    }

    /// Who bears exactly this name (folded; nominative), or publishes at this host.
    pub fn by_name(&self, name: &str) -> Option<OutletId> {
        let name = name.trim();
        self.names.exact(name).or_else(|| {
            let is_host = name.contains('.') && !name.contains(char::is_whitespace);
            if is_host { self.by_host(name) } else { None }
        })
    }

    /// Who publishes at this host, with or without `www.` and further subdomains. Accepts a whole
    /// address too.
    pub fn by_host(&self, host: &str) -> Option<OutletId> {
        let host = host_of(host).to_ascii_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(&id) = self.hosts.get(rest) {
                return Some(id);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The longest name of the table that begins with word `at` of `text`, in any case form.
    pub fn mention(&self, text: &str, words: &Words, at: usize) -> Option<Mention> {
        self.names.at(text, words, at)
    }

    /// Adds the outlets that publish an archive and that the table lacks, given as name, address and
    /// number of articles: others cite them by name too. In running text a name of one plain word
    /// counts as a guarded one.
    pub fn add_publishers<'a>(
        &mut self,
        published: impl Iterator<Item = (&'a str, &'a str, usize)>,
    ) {
        let mut hosts_of: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
        let mut names_at: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (name, address, articles) in published {
            let name = name.trim();
            let words = name.split_whitespace().count();
            if name.is_empty() || words > LONGEST_PUBLISHER || self.by_name(name).is_some() {
                continue;
            }
            let (count, hosts) = hosts_of.entry(name).or_default();
            *count += articles;
            let host = host_of(address);
            if host.contains('.') && self.by_host(host).is_none() {
                hosts.insert(host);
                names_at.entry(host).or_default().insert(name);
            }
        }
        let mut found: Vec<_> = hosts_of.into_iter().collect();
        found.sort_by_key(|(name, (count, _))| (Reverse(*count), *name));
        found.truncate(MOST_PUBLISHERS);
        let rows = found.into_iter().map(|(name, (_, hosts))| {
            // A host under which several outlets publish names none of them.
            let own = hosts.into_iter().filter(|host| names_at[host].len() == 1);
            let plain = name.chars().all(char::is_alphabetic);
            Outlet {
                name: name.to_owned(),
                aliases: Vec::new(),
                guarded: if plain { vec![name.to_owned()] } else { Vec::new() },
                domains: own.map(str::to_ascii_lowercase).collect(),
                country: None,
                languages: Vec::new(),
                kind: OutletKind::Outlet,
                generic: false,
            }
        });
        self.add(rows.collect());
    }

    fn add(&mut self, rows: Vec<Outlet>) {
        for row in rows {
            let known = self.names.exact(&row.name).filter(|&id| self.get(id).name == row.name);
            let id = known.unwrap_or(OutletId(self.entries.len() as u32));
            if known.is_some() {
                self.entries[id.0 as usize] = row;
            } else {
                self.entries.push(row);
            }
            let entry = &self.entries[id.0 as usize];
            for domain in &entry.domains {
                self.hosts.insert(domain.clone(), id);
            }
            self.names.insert(entry, id);
        }
    }
}

/// The host of an address, without scheme, port, path and `www.`.
pub fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("").trim_end_matches('.');
    let host = host.rsplit('@').next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'o>(outlets: &'o Outlets, name: &str) -> Option<&'o str> {
        outlets.by_name(name).map(|id| outlets.get(id).name.as_str())
    }

    #[test]
    fn the_shipped_table_is_sound() {
        let outlets = Outlets::shipped();
        let news = outlets.entries().iter().filter(|e| e.kind != OutletKind::Institution).count();
        assert!(news >= 300, "{news} outlets and agencies");
        for (index, entry) in outlets.entries().iter().enumerate() {
            assert_eq!(
                outlets.by_name(&entry.name),
                Some(OutletId(index as u32)),
                "{} loses its name to another entry",
                entry.name
            );
            for domain in &entry.domains {
                assert_eq!(outlets.by_host(domain), Some(OutletId(index as u32)), "{domain}");
            }
            for alias in &entry.aliases {
                assert_eq!(
                    outlets.by_name(alias),
                    Some(OutletId(index as u32)),
                    "{alias} of {} stands twice",
                    entry.name
                );
            }
        }
    }

    #[test]
    fn an_archive_adds_its_own_outlets_and_changes_no_known_one() {
        let mut outlets = Outlets::shipped();
        let known = outlets.entries().len();
        outlets.add_publishers(
            [
                ("Вечірній Степ", "https://step.example/1", 1),
                ("Вечірній Степ", "https://step.example/2", 1),
                ("Укринформ", "https://ukrinform.net/1", 1),
                ("Маяк", "https://shared.example/3", 1),
                ("Маяк-2", "https://shared.example/4", 1),
                ("a line that somebody pasted into the wrong field", "", 1),
            ]
            .into_iter(),
        );
        let added: Vec<&str> =
            outlets.entries()[known..].iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(added, ["Вечірній Степ", "Маяк", "Маяк-2"]);
        assert_eq!(named(&outlets, "step.example"), Some("Вечірній Степ"));
        assert_eq!(outlets.by_host("shared.example"), None);
        assert_eq!(outlets.entries()[known + 1].guarded, ["Маяк"]);
        let words = Words::new("пише Вечірній Степ");
        assert!(outlets.mention("пише Вечірній Степ", &words, 1).is_some());
    }

    #[test]
    fn names_hosts_and_addresses_resolve() {
        let outlets = Outlets::shipped();
        assert_eq!(named(&outlets, "Украинская правда"), Some("Українська правда"));
        assert_eq!(named(&outlets, "«Інтерфакс-Україна»"), Some("Інтерфакс-Україна"));
        assert_eq!(named(&outlets, "Guardian"), Some("The Guardian"));
        assert_eq!(named(&outlets, "www.pravda.com.ua"), Some("Українська правда"));
        assert_eq!(named(&outlets, "Невідома газета"), None);
        let at = |host| outlets.by_host(host).map(|id| outlets.get(id).name.as_str());
        assert_eq!(at("https://www.eurointegration.com.ua/news/1/"), Some("Європейська правда"));
        assert_eq!(at("biz.censor.net"), Some("Бізнес Цензор"));
        assert_eq!(at("m.censor.net"), Some("Цензор.НЕТ"));
        assert_eq!(at("notcensor.net"), None);
        assert_eq!(at("net"), None);
    }
}
