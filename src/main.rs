//! The command line of `rodovid`.

fn main() {}
