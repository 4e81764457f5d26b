//! The table of outlets: who publishes and is cited, under which names and domains, and where.
//!
//! A shared noun like [`crate::article`]: ingest asks it whether a line of a pasted header names
//! an outlet, attribution resolves citations with it. `data/outlets.tsv` ships with the program;
//! `--outlets FILE` adds the user's own.

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
    /// Hosts without `www.`.
    pub domains: Vec<String>,
    /// Country as ISO 3166 alpha-2, when known; gives the time zone that a bare time is read in.
    pub country: Option<[u8; 2]>,
    /// What it is.
    pub kind: OutletKind,
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    entries: Vec<Outlet>,
}

impl Outlets {
    /// The table that ships with the program.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// The entry.
    pub fn get(&self, id: OutletId) -> &Outlet {
        &self.entries[id.0 as usize]
    }

    /// Who bears exactly this name (folded; nominative).
    pub fn by_name(&self, _name: &str) -> Option<OutletId> {
        None
    }

    /// Who publishes at this host, with or without `www.` and further subdomains.
    pub fn by_host(&self, _host: &str) -> Option<OutletId> {
        None
    }
}
