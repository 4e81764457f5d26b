//! How far a long run is: a bar on a terminal, a line now and then into a log, nothing when quiet.

use super::exit::message;
use indicatif::{FormattedDuration, HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use rodovid::progress::Progress;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, stderr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Seconds between two lines in a log; shorter runs write none.
const LOG_EVERY: Duration = Duration::from_secs(10);

/// Tells the user how far the work is.
pub(crate) struct Meter {
    to: Output,
    state: Arc<Mutex<State>>,
    /// Steps of the stage that are done: told by all threads, so not behind the lock.
    steps: Arc<AtomicU64>,
}

enum Output {
    Terminal(ProgressBar),
    /// A thread that writes a line when it is time, whether or not the stage tells of its steps.
    Log(Sender<()>, JoinHandle<()>),
}

/// How far the stage is.
struct State {
    stage: &'static str,
    all_steps: Option<u64>,
    articles: u64,
    /// Bytes read, and to be read in all.
    bytes: u64,
    all_bytes: Option<u64>,
    began: Instant,
}

impl State {
    fn begin(&mut self, stage: &'static str, steps: Option<u64>) {
        *self = Self { stage, all_steps: steps, began: Instant::now(), ..Self::new() };
    }

    fn new() -> Self {
        Self {
            stage: "",
            all_steps: None,
            articles: 0,
            bytes: 0,
            all_bytes: None,
            began: Instant::now(),
        }
    }

    /// What is done, at which rate.
    fn done(&self, steps: u64) -> String {
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        match self.all_steps {
            Some(all) => format!("{} of {}", HumanCount(steps), HumanCount(all)),
            None if self.articles > 0 => format!(
                "{} articles, {}, {} articles/s",
                HumanCount(self.articles),
                HumanBytes(self.bytes),
                HumanCount((self.articles as f64 / seconds) as u64)
            ),
            None => {
                FormattedDuration(Duration::from_secs(self.began.elapsed().as_secs())).to_string()
            }
        }
    }

    /// Share of the stage that is done, where that is known.
    fn share(&self, steps: u64) -> Option<f64> {
        let share = |done: u64, all: Option<u64>| {
            all.filter(|all| *all > 0).map(|all| done.min(all) as f64 / all as f64)
        };
        share(steps, self.all_steps).or_else(|| share(self.bytes, self.all_bytes))
    }

    /// A line for a log.
    fn line(&self, steps: u64) -> String {
        let mut line = format!("rodovid: {}: {}", self.stage, self.done(steps));
        if let Some(share) = self.share(steps).filter(|share| *share > 0.0) {
            let left = self.began.elapsed().as_secs_f64() * (1.0 / share - 1.0);
            let left = FormattedDuration(Duration::from_secs(left as u64));
            // Writing to a string cannot fail.
            let _ = write!(line, ", {:.0} %, {left} left", share * 100.0);
        }
        line
    }
}

impl Meter {
    /// A meter on standard error; none when `quiet`.
    pub(crate) fn new(quiet: bool) -> Option<Self> {
        if quiet {
            return None;
        }
        let state = Arc::new(Mutex::new(State::new()));
        let steps = Arc::new(AtomicU64::new(0));
        let to = if stderr().is_terminal() {
            let bar = ProgressBar::new_spinner();
            bar.enable_steady_tick(Duration::from_millis(120));
            Output::Terminal(bar)
        } else {
            let (end, ended) = mpsc::channel();
            let watched = (Arc::clone(&state), Arc::clone(&steps));
            let log = thread::spawn(move || {
                while ended.recv_timeout(LOG_EVERY) == Err(RecvTimeoutError::Timeout) {
                    let state = watched.0.lock().unwrap_or_else(PoisonError::into_inner);
                    message(&state.line(watched.1.load(Ordering::Relaxed)));
                }
            });
            Output::Log(end, log)
        };
        Some(Self { to, state, steps })
    }

    /// Clears the bar, so that what follows stands on clean lines, or ends the log.
    pub(crate) fn finish(self) {
        match self.to {
            Output::Terminal(bar) => bar.finish_and_clear(),
            Output::Log(end, log) => {
                drop(end);
                // A thread that writes lines has nothing to tell when it fails.
                drop(log.join());
            }
        }
    }

    fn with_state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The form of the bar, and its length.
    fn show(&self, template: &str, length: Option<u64>) {
        let Output::Terminal(bar) = &self.to else { return };
        if let Some(length) = length {
            bar.set_length(length);
        }
        // The templates are constants; a wrong one shows at the first run.
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    }
}

impl Progress for Meter {
    fn stage(&self, name: &'static str, steps: Option<u64>) {
        self.with_state(|state| state.begin(name, steps));
        self.steps.store(0, Ordering::Relaxed);
        if let Output::Terminal(bar) = &self.to {
            bar.reset();
            bar.set_message("");
            bar.set_prefix(name);
        }
        match steps {
            Some(_) => {
                self.show("{prefix:>22} {bar:28} {human_pos} of {human_len}, {eta} left", steps);
            }
            None => self.show("{prefix:>22} {spinner} {msg}", None),
        }
    }

    fn expect(&self, bytes: u64) {
        self.with_state(|state| state.all_bytes = Some(bytes));
        self.show("{prefix:>22} {bar:28} {msg}, {eta} left", Some(bytes));
    }

    fn step(&self, steps: u64) {
        match &self.to {
            Output::Terminal(bar) => bar.inc(steps),
            Output::Log(..) => {
                self.steps.fetch_add(steps, Ordering::Relaxed);
            }
        }
    }

    fn advance(&self, bytes: u64, articles: u64) {
        let done = self.with_state(|state| {
            state.bytes += bytes;
            state.articles += articles;
            state.done(0)
        });
        if let Output::Terminal(bar) = &self.to {
            bar.set_message(done);
            bar.inc(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_what_is_known() {
        let mut state = State::new();
        state.begin("reading", None);
        (state.bytes, state.articles) = (3 << 20, 1_000);
        assert!(state.line(0).starts_with("rodovid: reading: 1,000 articles, 3.00 MiB, "));
        assert!(!state.line(0).contains("left"));
        state.all_bytes = Some(6 << 20);
        assert!(state.line(0).contains(" 50 %, ") && state.line(0).ends_with(" left"));
        state.begin("aligning", Some(8));
        assert!(state.line(2).starts_with("rodovid: aligning: 2 of 8, 25 %, "));
        state.begin("understanding", None);
        assert_eq!(state.line(0), "rodovid: understanding: 00:00:00");
    }
}
