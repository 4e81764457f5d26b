//! `rodovid` finds passages that news outlets repeat, guesses who had them from whom, and shows
//! the figures that drifted on the way.
//!
//! Data flows one way, a folder for each box; no box imports from a box on its right:
//!
//! [`ingest`] → [`text`] → [`figures`] → [`attribution`] → [`fingerprint`] → [`reuse`] →
//! [`drift`] → [`provenance`] → [`report`]
//!
//! [`article`], [`outlet`], [`error`], [`progress`] and [`ui`] are nouns that all share; a [`witness`] is an
//! article as the boxes up to `fingerprint` have read it; [`archive`] takes archives of any size through
//! the boxes, and [`analysis`] is the whole way in a page.

pub mod analysis;
pub mod archive;
pub mod article;
pub mod attribution;
pub mod drift;
pub mod error;
pub mod figures;
pub mod fingerprint;
pub mod ingest;
pub mod outlet;
pub mod progress;
pub mod provenance;
pub mod report;
pub mod reuse;
pub mod text;
pub mod ui;
pub mod witness;
