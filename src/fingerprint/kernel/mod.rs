//! Kernels: ways to compute the same 64 bits, chosen at run time by what the CPU has.
//!
//! The only folder with `unsafe`: loads and stores of vectors, and calls of code that is compiled
//! for more than the target is sure to have. Such code is reached through a value that proves that
//! the CPU has it (`self`, though nothing is read from it), and all its loads may be unaligned.

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, clippy::cast_ptr_alignment, clippy::unused_self)]
mod avx2;
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, clippy::cast_ptr_alignment, clippy::unused_self)]
mod avx512;
mod portable;
pub(crate) mod reference;

use super::{Simhash, tile};
use crate::error::{Error, ErrorKind, Result};
use crate::text::{Word, Words};
use std::fmt;
use std::ops::Range;
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
    /// x86-64 with AVX2, BMI and LZCNT (2013 and later).
    Avx2,
    /// x86-64 with AVX-512 F, BW, DQ, VL, VBMI2 and VPOPCNTDQ (Ice Lake, Zen 4 and later).
    Avx512,
}

impl Kernel {
    /// All kernels, slowest first.
    pub const ALL: [Self; 4] = [Self::Reference, Self::Portable, Self::Avx2, Self::Avx512];

    /// Name, as in [`VARIABLE`] and in the ids of the benches.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Portable => "portable",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }

    /// Whether this machine can run it.
    pub fn is_available(self) -> bool {
        match self {
            Self::Reference | Self::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::Avx2::new().is_some(),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::Avx512::new().is_some(),
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => false,
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

    pub(super) fn named(name: &str) -> Result<Self> {
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
    pub(crate) fn current() -> Self {
        static CURRENT: LazyLock<Kernel> =
            LazyLock::new(|| Kernel::chosen().unwrap_or(Kernel::Portable));
        *CURRENT
    }

    /// SimHash of a text by this kernel; by the portable one where the machine cannot run it.
    pub fn of_text(self, text: &str) -> Simhash {
        let special = match self {
            Self::Reference => Some(reference::of_text(text)),
            Self::Portable => None,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::Avx2::new().map(|avx2| avx2.of_text(text)),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::Avx512::new().map(|avx512| avx512.of_text(text)),
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => None,
        };
        special.unwrap_or_else(|| portable::of_text(text))
    }

    /// The words of a text, with the vectors of this kernel where the machine has them.
    pub fn words(self, text: &str) -> Words {
        let special = match self {
            Self::Reference | Self::Portable => None,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::Avx2::new().map(|avx2| avx2.words(text)),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::Avx512::new().map(|avx512| avx512.words(text)),
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => None,
        };
        special.unwrap_or_else(|| Words::new(text))
    }

    /// SimHash of a run of words by this kernel; by the portable one where the machine cannot run
    /// it.
    pub fn of_words(self, words: &[Word]) -> Simhash {
        let special = match self {
            Self::Reference => Some(reference::of_words(words)),
            Self::Portable => None,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::Avx2::new().map(|avx2| avx2.of_words(words)),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::Avx512::new().map(|avx512| avx512.of_words(words)),
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => None,
        };
        special.unwrap_or_else(|| portable::of_words(words))
    }
}

impl Kernel {
    /// Appends all pairs of places (row, later column) in `values` with the row in `rows` that
    /// differ in at most `radius` bits, in no fixed order; by the portable code where the machine
    /// cannot run this kernel.
    pub(super) fn scan(
        self,
        values: &[u64],
        rows: Range<usize>,
        radius: u32,
        hits: &mut Vec<[u32; 2]>,
    ) {
        #[cfg(target_arch = "x86_64")]
        match self {
            Self::Avx2 => {
                if let Some(avx2) = avx2::Avx2::new() {
                    return avx2.scan(values, rows, radius, hits);
                }
            }
            Self::Avx512 => {
                if let Some(avx512) = avx512::Avx512::new() {
                    return avx512.scan(values, rows, radius, hits);
                }
            }
            Self::Reference | Self::Portable => {}
        }
        tile::scan(values, rows, radius, hits, tile::near_paired, tile::near);
    }
}

/// Its name.
impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
