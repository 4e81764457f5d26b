//! The language that a report speaks to its reader.

/// Language of the report, of `evidence` and of `explanation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ui {
    /// English.
    #[default]
    En,
    /// Ukrainian.
    Uk,
}
