//! Tables and `report.html`.
//!
//! In: an [`crate::analysis::Analysis`]. Out: files.
