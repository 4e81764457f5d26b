//! What each stage took.

use std::time::Instant;

/// Measures the stages.
#[derive(Debug)]
pub(crate) struct Clock {
    pub(crate) laps: Vec<(&'static str, f64)>,
    last: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { laps: Vec::new(), last: Instant::now() }
    }

    /// Ends a stage.
    pub(crate) fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.laps.push((stage, (now - self.last).as_secs_f64()));
        self.last = now;
    }
}
