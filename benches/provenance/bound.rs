//! How well these archives can be judged at all: by a judge who is told more than any text tells.
//!
//! It knows the generator's rules for times, citations and cuts, which sentences each member took,
//! and, where copies change words, the whole history of the words without its direction: who stands
//! next to whom in the family. (Rewordings and outright copies leave no such history in these
//! archives: each rewording is made from the facts and not from the parent's words. Of these it
//! knows whether quotations were kept.) It does not know how often a desk changes a word, and so
//! cannot count changes to tell one step from two. What it cannot tell, nobody can be asked to.

use crate::case::Case;
use rodovid::article::Moment;
use rodovid::provenance::arborescence::{Graph, ln_sum};
use rodovid_generator::Truth;
use rodovid_generator::scenario::{Clock, Credit, Op, SCENARIOS, Scenario, Tree};

/// What the judge says: a probability for each member, and that of the outside.
pub(crate) struct Told {
    pub(crate) alone: Vec<f64>,
    pub(crate) outside: f64,
}

/// What cannot be, in log weight: far below all that can.
const NEVER: f64 = -40.0;

/// Shares of copies that name their source, by family, each as likely.
const NAMING: [f64; 4] = [0.0, 0.3, 0.6, 0.9];

/// Share of copies that name their grandparent, where the family names its sources at all.
const NAMING_GRANDPARENT: f64 = 0.1;

/// Hours within which members that have it from outside are published.
const WINDOW: f64 = 6.0;

/// Lags in hours: from two minutes on, e⁶ times as long at most, every doubling as likely.
const LAGS: (f64, f64) = (1.0 / 30.0, 13.45);

/// Share of members beyond the second that come from outside themselves in an outside family.
const ENTERS: f64 = 0.6;

struct Judge<'a> {
    scenario: &'static Scenario,
    truths: &'a [&'a Truth],
    outlets: Vec<&'a str>,
    /// For each member, the hours at which it may have been published, with their weights; empty
    /// where nothing is known.
    times: Vec<Vec<(f64, f64)>>,
    /// Share of copies that name their source.
    naming: f64,
}

/// Judges a family.
pub(crate) fn judge(case: &Case<'_>) -> Told {
    let members = case.parents.len();
    let entries = (0..members).filter(|&member| case.parents[member].is_none()).count();
    let certain = |outside: bool| Told {
        alone: vec![if outside { 0.0 } else { 1.0 / members as f64 }; members],
        outside: f64::from(u8::from(outside)),
    };
    let scenario = case.kind;
    let has_history = !matches!(scenario.op, Op::Edit(0) | Op::Reword | Op::RewordAnywhere);
    if scenario.tree == Tree::Merged && entries > 1 || has_history && entries > 2 {
        return certain(true);
    }
    let witness = |member: usize| &case.witnesses[case.group.passages[member].article as usize];
    let namings = if scenario.credit == Credit::Mixed { &NAMING[..] } else { &NAMING[..1] };
    // Logarithms of the weights of each member alone, and of the outside, under each naming.
    let mut logs: Vec<Vec<f64>> = vec![Vec::new(); members + 1];
    for &naming in namings {
        let judge = Judge {
            scenario,
            truths: &case.truths,
            outlets: (0..members).map(|at| &*witness(at).article.outlet.as_read).collect(),
            times: (0..members)
                .map(|at| times(&witness(at).article.published.moment, scenario.clock))
                .collect(),
            naming,
        };
        let found = if has_history { judge.by_history(&case.parents) } else { judge.by_rest() };
        logs.iter_mut().zip(found).for_each(|(all, log)| all.push(log));
    }
    let logs: Vec<f64> = logs.iter().map(|of| ln_sum(of)).collect();
    let sum = ln_sum(&logs);
    let mut alone: Vec<f64> = logs.iter().map(|log| (log - sum).exp()).collect();
    let mut outside = alone.pop().unwrap_or_default();
    if !has_history && quotes_tell(case) {
        let inside = if entries > 1 { 0.0 } else { 1.0 };
        let all: f64 = alone.iter().sum();
        for share in &mut alone {
            *share *= inside / all;
        }
        outside = 1.0 - inside;
    }
    Told { alone, outside }
}

/// Whether two members carry the same sentence with a quotation: its words are kept by those who
/// reword, and differ where each renders the statement by itself.
fn quotes_tell(case: &Case<'_>) -> bool {
    let quoted = |member: usize| {
        let text = case.witnesses[case.group.passages[member].article as usize].text();
        case.truths[member]
            .carried
            .iter()
            .filter(move |carried| carried.span.of(text).starts_with(['«', '“']))
            .map(|carried| carried.root)
    };
    let all: Vec<_> = (0..case.truths.len()).flat_map(quoted).collect();
    all.iter().enumerate().any(|(at, root)| all[at + 1..].contains(root))
}

/// Hours at which an article may have been published that says this time.
fn times(moment: &Moment, clock: Clock) -> Vec<(f64, f64)> {
    let day =
        |start: f64| (0..48).map(|half| (start + f64::from(half) / 2.0, 1.0 / 48.0)).collect();
    match *moment {
        Moment::Instant { seconds, .. } => {
            let at = seconds as f64 / 3600.0;
            let (early, late, most) = match clock {
                Clock::Wrong => (0.20, 0.13, 8),
                Clock::Press => (0.04, 0.04, 3),
                _ => (0.0, 0.0, 1),
            };
            if (seconds + 7200) % 86_400 == 0 && early > 0.0 {
                return day(at);
            }
            let mut all = vec![(at, 1.0 - early - late)];
            for hours in 1..=most {
                all.push((at + f64::from(hours), early / f64::from(most)));
                all.push((at - f64::from(hours), late / f64::from(most)));
            }
            all
        }
        Moment::Day { year: Some(_), month, day: number, .. } => {
            // Days of one year are enough: families last for hours.
            day(f64::from(month) * 31.0 * 24.0 + f64::from(number) * 24.0)
        }
        _ => Vec::new(),
    }
}

impl Judge<'_> {
    fn members(&self) -> usize {
        self.truths.len()
    }

    /// Logarithm of the density of two times, an hour apart by `of`.
    fn lag(&self, a: usize, b: usize, of: impl Fn(f64) -> f64) -> f64 {
        let mut sum = 0.0;
        for &(from, weight) in &self.times[a] {
            for &(to, other) in &self.times[b] {
                sum += weight * other * of(to - from);
            }
        }
        let known = !self.times[a].is_empty() && !self.times[b].is_empty();
        if known { (sum + 1e-6).ln() } else { 0.0 }
    }

    fn carries(&self, member: usize, sentence: u16) -> bool {
        self.truths[member].carried.iter().any(|carried| carried.root == sentence)
    }

    /// Log likelihood of `child` as a copy of `parent`, whose own parent is `above` where known.
    fn copy(&self, parent: usize, child: usize, above: Option<usize>) -> f64 {
        let time = self.lag(parent, child, |lag| {
            let within = lag >= LAGS.0 && lag <= LAGS.1;
            if within { 1.0 / (lag * (LAGS.1 / LAGS.0).ln()) } else { 0.0 }
        });
        let taken = &self.truths[child].carried;
        let had = taken.iter().all(|carried| self.carries(parent, carried.root));
        let named = self.truths[child].cites.as_deref();
        let is = |member: usize| named == Some(self.outlets[member]);
        let grandparent = above.unwrap_or(parent);
        let named = match (self.scenario.credit, named) {
            (Credit::Parent, _) => f64::from(u8::from(is(parent))),
            (Credit::Absent, _) => f64::from(u8::from(named.is_none())),
            (Credit::Grandparent, _) => f64::from(u8::from(is(grandparent) || is(parent))),
            (Credit::Mixed, None) => 1.0 - self.naming,
            (Credit::Mixed, Some(_)) if self.naming == 0.0 => 0.0,
            (Credit::Mixed, Some(_)) if is(parent) && grandparent == parent => self.naming,
            (Credit::Mixed, Some(_)) if is(parent) => self.naming - NAMING_GRANDPARENT,
            (Credit::Mixed, Some(_)) if (0..self.members()).any(is) => NAMING_GRANDPARENT,
            (Credit::Mixed, Some(_)) => 0.0,
        };
        let had = if had { 0.0 } else { NEVER };
        time + had + named.ln().max(NEVER)
    }

    /// Log likelihood of what `member` cites where it is the origin.
    fn origin(&self, member: usize) -> f64 {
        if self.truths[member].cites.is_none() { 0.0 } else { NEVER }
    }

    /// Log likelihood of what `member` cites where it comes from outside.
    fn entry(&self, member: usize) -> f64 {
        let naming = match self.scenario.credit {
            Credit::Mixed => self.naming,
            Credit::Absent => 0.0,
            _ => 1.0,
        };
        let named = match self.truths[member].cites.as_deref() {
            None => 1.0 - naming,
            Some(name) if self.outlets.contains(&name) => 0.0,
            Some(_) => naming,
        };
        named.ln().max(NEVER)
    }

    /// Where it is known who stands next to whom.
    fn by_history(&self, parents: &[Option<usize>]) -> Vec<f64> {
        let members = self.members();
        let mut edges: Vec<(usize, usize)> = parents
            .iter()
            .enumerate()
            .filter_map(|(child, &parent)| Some((parent?, child)))
            .collect();
        let entries: Vec<usize> = (0..members).filter(|&at| parents[at].is_none()).collect();
        if let [a, b] = entries[..] {
            edges.push((a, b));
        }
        let mut logs: Vec<f64> =
            (0..members).map(|root| self.origin(root) + self.rooted(&edges, &[root])).collect();
        let split: Vec<f64> = edges
            .iter()
            .map(|&(a, b)| {
                let rest: Vec<_> = edges.iter().copied().filter(|&edge| edge != (a, b)).collect();
                let together = self.lag(a, b, |lag| (WINDOW - lag.abs()).max(0.0) / WINDOW.powi(2));
                together + self.entry(a) + self.entry(b) + self.rooted(&rest, &[a, b])
            })
            .collect();
        logs.push(ln_sum(&split));
        logs
    }

    /// Log weight of the forest of `edges` when it grows from `roots`, with its prior.
    fn rooted(&self, edges: &[(usize, usize)], roots: &[usize]) -> f64 {
        let members = self.members();
        let mut parent = vec![None; members];
        let mut order = roots.to_vec();
        let mut at = 0;
        while at < order.len() {
            let here = order[at];
            for &(a, b) in edges {
                for (from, to) in [(a, b), (b, a)] {
                    if from == here && !order.contains(&to) {
                        parent[to] = Some(here);
                        order.push(to);
                    }
                }
            }
            at += 1;
        }
        let mut sizes = vec![1.0_f64; members];
        let mut log = 0.0;
        for &member in order.iter().rev() {
            if let Some(above) = parent[member] {
                sizes[above] += sizes[member];
                log += self.copy(above, member, parent[above]);
            }
        }
        log + prior(&parent, &sizes, roots)
    }

    /// Where only times, citations and cuts are known: all trees within, or all from outside.
    fn by_rest(&self) -> Vec<f64> {
        let members = self.members();
        let mut graph = Graph::new(members);
        for child in 0..members {
            graph.root[child] = self.origin(child);
            for parent in (0..members).filter(|&parent| parent != child) {
                graph.edges[parent * members + child] = self.copy(parent, child, None);
            }
        }
        let shares = graph.with_one_entry().shares();
        // Undo what made one entry count alone.
        let all = shares.log_sum - graph.with_one_entry().root[0] + graph.root[0];
        let trees = members as f64 * (members as f64).powf(members as f64 - 2.0);
        let outside = share_of(
            |tree| matches!(tree, Tree::Outside | Tree::Renderings),
            |op| matches!(op, Op::Reword | Op::RewordAnywhere),
        );
        let mut logs: Vec<f64> = shares
            .ln_alone
            .iter()
            .map(|alone| alone + all - trees.ln() + (1.0 - outside).ln())
            .collect();
        let known: Vec<f64> = self
            .times
            .iter()
            .filter(|times| times.len() < 48)
            .filter_map(|times| Some(times.first()?.0))
            .collect();
        let range = known.iter().copied().fold(f64::NEG_INFINITY, f64::max)
            - known.iter().copied().fold(f64::INFINITY, f64::min);
        let within = if known.len() < 2 {
            0.0
        } else {
            ((WINDOW - range).max(0.0) / WINDOW.powf(known.len() as f64) + 1e-9).ln()
        };
        let entries: f64 = (0..members).map(|member| self.entry(member)).sum();
        logs.push(within + entries + outside.ln());
        logs
    }
}

/// Share of the scenarios with such a way of copying whose trees are such.
fn share_of(tree: impl Fn(Tree) -> bool, op: impl Fn(Op) -> bool) -> f64 {
    let like = || SCENARIOS.iter().filter(|scenario| !scenario.is_negative() && op(scenario.op));
    like().filter(|scenario| tree(scenario.tree)).count() as f64 / like().count() as f64
}

/// Log probability of a tree, its members in any order.
fn prior(parent: &[Option<usize>], sizes: &[f64], roots: &[usize]) -> f64 {
    let members = parent.len();
    let ln_factorial = |n: usize| (2..=n).map(|k| (k as f64).ln()).sum::<f64>();
    let any = |_| true;
    let kind = |wanted: Tree| share_of(move |tree| tree == wanted, any).ln();
    let below_roots = |at: &usize| !roots.contains(at);
    let ln_sizes: f64 = (0..members).filter(below_roots).map(|at| sizes[at].ln()).sum();
    if let [root] = *roots {
        let children = |at: usize| parent.iter().filter(|&&above| above == Some(at)).count();
        let random = kind(Tree::Random) - ln_sizes - (members as f64).ln();
        let mut logs = vec![random - ln_factorial(members - 1)];
        if children(root) == members - 1 {
            logs.push(kind(Tree::Star) - (members as f64).ln());
        }
        if (0..members).all(|at| children(at) < 2) {
            logs.push(kind(Tree::Chain) - ln_factorial(members));
        }
        return ln_sum(&logs);
    }
    let others = members - 2;
    kind(Tree::Outside) + 2_f64.ln() + ln_factorial(others) - ln_sizes
        + others as f64 * (1.0 - ENTERS).ln()
        - ln_factorial(members - 1)
        - ln_factorial(members)
}
