//! Archives of articles with known truth.
