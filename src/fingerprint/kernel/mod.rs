//! Kernels: ways to compute the same 64 bits, chosen at run time by what the CPU has.

mod portable;
pub(crate) mod reference;

use super::Simhash;
use crate::error::{Error, ErrorKind, Result};
use crate::text::Word;
use std::fmt;
use std::sync::LazyLock;

/// Environment variable that forces a kernel by its name.
pub const VARIABLE: &str = "RODOVID_KERNEL";

/// One way to compute fingerprints. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kernel {
    /// The definition, written to be read.
    Reference,
    /// Safe code for every machine.
    Portable,
}

impl Kernel {
    /// All kernels, slowest first.
    pub const ALL: [Self; 2] = [Self::Reference, Self::Portable];

    /// Name, as in [`VARIABLE`] and in the ids of the benches.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Portable => "portable",
        }
    }

    /// Whether this machine can run it.
    pub fn is_available(self) -> bool {
        match self {
            Self::Reference | Self::Portable => true,
        }
    }

    /// The kernels that this machine can run, slowest first.
    pub fn available() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|kernel| kernel.is_available())
    }

    /// The kernel that [`VARIABLE`] forces, else the fastest that this machine can run.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] when the forced kernel is unknown or the CPU lacks it.
    pub fn chosen() -> Result<Self> {
        let best = Self::available().last().unwrap_or(Self::Portable);
        match std::env::var(VARIABLE) {
            Ok(name) if !name.is_empty() => Self::named(&name),
            _ => Ok(best),
        }
    }

    fn named(name: &str) -> Result<Self> {
        let names = |kernels: &[Self]| {
            kernels.iter().map(|kernel| kernel.name()).collect::<Vec<_>>().join(", ")
        };
        let runs = || names(&Self::available().collect::<Vec<_>>());
        match Self::ALL.into_iter().find(|kernel| kernel.name() == name) {
            Some(kernel) if kernel.is_available() => Ok(kernel),
            Some(_) => Err(Error::new(
                ErrorKind::Usage,
                format!(
                    "{VARIABLE}={name}: this CPU cannot run that kernel; unset the variable or use one of {}",
                    runs()
                ),
            )),
            None => Err(Error::new(
                ErrorKind::Usage,
                format!("{VARIABLE}={name}: no such kernel; use one of {}", names(&Self::ALL)),
            )),
        }
    }

    /// The kernel of this process: [`Self::chosen`] once and for all. A wrong [`VARIABLE`] is the
    /// command line's to report before any work; here it counts as unset.
    pub(super) fn current() -> Self {
        static CURRENT: LazyLock<Kernel> =
            LazyLock::new(|| Kernel::chosen().unwrap_or(Kernel::Portable));
        *CURRENT
    }

    /// SimHash of a text by this kernel.
    pub fn of_text(self, text: &str) -> Simhash {
        match self {
            Self::Reference => reference::of_text(text),
            Self::Portable => portable::of_text(text),
        }
    }

    /// SimHash of a run of words by this kernel.
    pub fn of_words(self, words: &[Word]) -> Simhash {
        match self {
            Self::Reference => reference::of_words(words),
            Self::Portable => portable::of_words(words),
        }
    }
}

/// Its name.
impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
