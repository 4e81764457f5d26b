//! How far a long run is: a bar on a terminal, a line now and then into a log, nothing when quiet.

use super::exit::message;
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use rodovid::progress::Progress;
use std::io::{IsTerminal as _, stderr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Seconds between two lines in a log; shorter runs write none.
const LOG_EVERY: Duration = Duration::from_secs(10);

/// Steps between two looks at the clock: `step` is called for every pair.
const STEPS_BETWEEN: u64 = 256;

/// Tells the user how far the work is.
pub(crate) struct Meter {
    bar: Option<ProgressBar>,
    state: Mutex<State>,
    steps: AtomicU64,
}

struct State {
    stage: &'static str,
    all: Option<u64>,
    articles: u64,
    bytes: u64,
    began: Instant,
    told: Instant,
}

impl Meter {
    /// A meter on standard error; none when `quiet`.
    pub(crate) fn new(quiet: bool) -> Option<Self> {
        if quiet {
            return None;
        }
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        let now = Instant::now();
        let state = State { stage: "", all: None, articles: 0, bytes: 0, began: now, told: now };
        Some(Self { bar, state: Mutex::new(state), steps: AtomicU64::new(0) })
    }

    /// Clears the bar, so that what follows stands on clean lines.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn with_state(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Writes a line into a log when it is time.
    fn log(&self, state: &mut State) {
        if self.bar.is_some() || state.told.elapsed() < LOG_EVERY {
            return;
        }
        state.told = Instant::now();
        let steps = self.steps.load(Ordering::Relaxed);
        let done = match state.all {
            Some(all) => format!("{} of {}", HumanCount(steps), HumanCount(all)),
            None => read(state),
        };
        message(&format!("rodovid: {}: {done}", state.stage));
    }
}

/// Articles, bytes and rate of reading.
fn read(state: &State) -> String {
    let seconds = state.began.elapsed().as_secs_f64().max(0.001);
    let rate = (state.articles as f64 / seconds) as u64;
    format!(
        "{} articles, {}, {} articles/s",
        HumanCount(state.articles),
        HumanBytes(state.bytes),
        HumanCount(rate)
    )
}

impl Progress for Meter {
    fn stage(&self, name: &'static str, steps: Option<u64>) {
        self.steps.store(0, Ordering::Relaxed);
        self.with_state(|state| {
            (state.stage, state.all, state.began) = (name, steps, Instant::now());
        });
        let Some(bar) = &self.bar else { return };
        bar.reset();
        bar.set_message("");
        bar.set_prefix(name);
        let template = match steps {
            Some(steps) => {
                bar.set_length(steps);
                "{prefix:>22} {bar:28} {human_pos} of {human_len}, {eta} left"
            }
            None => "{prefix:>22} {spinner} {msg}",
        };
        // The templates are constants; a wrong one shows at the first run.
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
    }

    fn step(&self, steps: u64) {
        let before = self.steps.fetch_add(steps, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.inc(steps);
        } else if before / STEPS_BETWEEN != (before + steps) / STEPS_BETWEEN {
            self.with_state(|state| self.log(state));
        }
    }

    fn advance(&self, bytes: u64, articles: u64) {
        self.with_state(|state| {
            state.bytes += bytes;
            state.articles += articles;
            match &self.bar {
                Some(bar) => bar.set_message(read(state)),
                None => self.log(state),
            }
        });
    }
}
