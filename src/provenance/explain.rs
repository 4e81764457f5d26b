//! Why, in a sentence that a person can check: the two or three reasons that weigh most, as facts
//! of the texts.

use super::Answer;
use super::edmonds::Tree;
use super::evidence::{Evidence, SHORT_RUN};
use super::feature::{Feature, Topic, Vector};
use super::phrase::{Fact, say};
use super::timing::Order;
use super::weight::Weights;
use crate::reuse::Group;
use crate::ui::Ui;
use crate::witness::Witness;

/// Most reasons in a sentence.
const MOST_REASONS: usize = 3;

/// Members that are looked at pair by pair for a reason; of a larger group a reason that needs all of
/// them is not given.
const MOST_COMPARED: usize = 48;

/// A reason is given where it changes the log weight by at least this: below, it would not move a
/// reader either.
const LEAST_STRENGTH: f64 = 0.25;

/// Shares of the texts from which they are all but the same.
const ALL_BUT_THE_SAME: f64 = 0.9;

/// What sentences are made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Explainer<'g> {
    /// The group.
    pub(super) group: &'g Group,
    /// All witnesses.
    pub(super) witnesses: &'g [Witness],
    /// Evidence for its edges.
    pub(super) evidence: &'g Evidence<'g>,
    /// How much each feature weighs.
    pub(super) weights: &'g Weights,
    /// Language of the sentences.
    pub(super) ui: Ui,
}

/// A reason: how strong, and a phrase with its facts. It is put into words only if it is given.
#[derive(Clone, Copy)]
struct Reason<'g> {
    strength: f64,
    phrase: &'static str,
    facts: [Fact<'g>; 2],
}

#[derive(Default)]
struct Reasons<'g>(Vec<Reason<'g>>);

impl<'g> Reasons<'g> {
    fn add(&mut self, strength: f64, phrase: &'static str) {
        self.add_with(strength, phrase, [Fact::None; 2]);
    }

    fn add_fact(&mut self, strength: f64, phrase: &'static str, fact: Fact<'g>) {
        self.add_with(strength, phrase, [fact, Fact::None]);
    }

    fn add_with(&mut self, strength: f64, phrase: &'static str, facts: [Fact<'g>; 2]) {
        if strength >= LEAST_STRENGTH {
            self.0.push(Reason { strength, phrase, facts });
        }
    }

    /// The strongest, or `otherwise`.
    fn join(mut self, ui: Ui, otherwise: &str) -> String {
        self.0.sort_by(|a, b| b.strength.total_cmp(&a.strength));
        let mut said = String::new();
        for reason in self.0.iter().take(MOST_REASONS) {
            if !said.is_empty() {
                said.push_str("; ");
            }
            say(ui, reason.phrase, &reason.facts, &mut said);
        }
        if said.is_empty() {
            say(ui, otherwise, &[], &mut said);
        }
        said
    }
}

impl<'g> Explainer<'g> {
    /// Sentence for the whole group. `alone` are the confidences.
    pub(super) fn verdict(
        &self,
        answer: Answer,
        alone: &[f64],
        outside: f64,
        tree: &Tree,
    ) -> String {
        let mut ranked: Vec<usize> = (0..alone.len()).collect();
        ranked.sort_by(|&a, &b| alone[b].total_cmp(&alone[a]).then(a.cmp(&b)));
        match (answer, &ranked[..]) {
            (Answer::Member(origin), [_, runner_up, ..]) => {
                let reasons = self.origin_reasons(origin, *runner_up);
                let facts = [self.name(origin), Fact::Percent(alone[origin]), Fact::Text(&reasons)];
                self.say("origin", &facts)
            }
            (Answer::Outside, _) => {
                let reasons = self.outside_reasons(tree);
                self.say("outside", &[Fact::Percent(outside), Fact::Text(&reasons)])
            }
            (Answer::Unknown, [likeliest, ..]) => {
                let reasons = self.unknown_reasons();
                if outside >= alone[*likeliest] {
                    let facts = [Fact::Percent(outside), Fact::Text(&reasons)];
                    return self.say("unknown-outside", &facts);
                }
                let share = Fact::Percent(alone[*likeliest]);
                self.say("unknown", &[self.name(*likeliest), share, Fact::Text(&reasons)])
            }
            _ => self.say("single", &[]),
        }
    }

    /// Sentence for one edge of the tree.
    pub(super) fn edge(&self, tree: &Tree, child: usize) -> String {
        match tree[child] {
            Some(parent) => self.inside_edge(parent, child),
            None => self.entry(tree, child),
        }
    }

    fn inside_edge(&self, parent: usize, child: usize) -> String {
        let values = self.evidence.edge(parent, child);
        let strength = |topic| self.strength(&values, topic);
        let has = |feature: Feature| values[feature as usize] > 0.0;
        let mut reasons = Reasons::default();
        let name = self.name(parent);
        if has(Feature::CitesParent) {
            reasons.add_fact(strength(Topic::Citation).max(1.0), "cites", name);
        } else if has(Feature::CitesThrough) {
            reasons.add_fact(strength(Topic::Citation).max(1.0), "cites-through", name);
        }
        let run = self.evidence.longest_run(parent, child);
        if run >= SHORT_RUN {
            reasons.add_fact(strength(Topic::Wording), "repeats", Fact::Number(run));
        } else if has(Feature::Covered) && !has(Feature::Translated) {
            let share = Fact::Percent(values[Feature::Covered as usize]);
            reasons.add_fact(strength(Topic::Wording), "covers", share);
        }
        if has(Feature::Translated) {
            reasons.add(strength(Topic::Language), "translated");
        }
        if values[Feature::SharedRare as usize] * self.weight(Feature::SharedRare) > LEAST_STRENGTH
        {
            reasons.add(strength(Topic::Inheritance), "rare-words");
        }
        if has(Feature::QuoteShared) {
            reasons.add(strength(Topic::Quotation), "quote-same");
        }
        if has(Feature::MagnitudeLost) {
            reasons.add(1.0, "lost-magnitude");
        } else if has(Feature::SameOddFigure) {
            reasons.add(strength(Topic::Figure), "same-figure");
        }
        if values[Feature::Fuller as usize] > 0.2 {
            reasons.add(strength(Topic::Fullness), "shorter");
        }
        if has(Feature::FromAgency) {
            reasons.add(strength(Topic::Outlet), "from-agency");
        }
        let clocks = &self.evidence.clocks;
        let order = clocks[parent].order(&clocks[child]);
        if let Order::Before(hours) = order {
            reasons.add_fact(strength(Topic::Time), "later", Fact::Hours(hours));
        }
        let mut said = reasons.join(self.ui, "few-shared");
        let although = match order {
            Order::After(hours) => self.say("although-earlier", &[Fact::Hours(hours)]),
            Order::Unknown => self.say("undated", &[]),
            _ => return said,
        };
        said.push_str("; ");
        said.push_str(&although);
        said
    }

    fn entry(&self, tree: &Tree, child: usize) -> String {
        let values = self.evidence.root(child);
        let mut reasons = Reasons::default();
        if let Some(cited) = self.evidence.citations.outside(child).next() {
            reasons.add_fact(2.0, "entry-cites", Fact::Text(cited));
        }
        let run = (tree.len() <= MOST_COMPARED)
            .then(|| (0..tree.len()).filter(|&other| other != child))
            .and_then(|others| others.map(|other| self.evidence.longest_run(child, other)).max());
        if let Some(run) = run.filter(|&run| run < SHORT_RUN) {
            reasons.add_fact(1.5, "own-words", Fact::Number(run));
        }
        if values[Feature::RootFirst as usize] > 0.9 {
            reasons.add(1.2, "entry-first");
        }
        if let Some(speaker) = self.evidence.citations.speakers(child).first() {
            reasons.add_fact(1.0, "entry-names", Fact::Text(speaker));
        }
        reasons.join(self.ui, "entry-weak")
    }

    /// What speaks for `origin` against the runner-up: their root edges, and the edge between the
    /// two against its reverse.
    fn origin_reasons(&self, origin: usize, rival: usize) -> String {
        let evidence = self.evidence;
        let difference = |a: Vector, b: Vector| -> Vector {
            std::array::from_fn(|feature| a[feature] - b[feature])
        };
        let roots = difference(evidence.root(origin), evidence.root(rival));
        let edges = difference(evidence.edge(origin, rival), evidence.edge(rival, origin));
        let strength = |topic| self.strength(&roots, topic) + self.strength(&edges, topic);
        let mut reasons = Reasons::default();
        self.time_reason(origin, rival, strength(Topic::Time), &mut reasons);
        let others: Vec<usize> =
            evidence.core.iter().copied().filter(|&other| other != origin).collect();
        let citing: Vec<usize> = others
            .iter()
            .copied()
            .filter(|&other| evidence.citations.cites(other, origin))
            .collect();
        match citing[..] {
            [] => {}
            [one] => {
                reasons.add_fact(
                    strength(Topic::Citation).max(1.0),
                    "cited-by-one",
                    self.name(one),
                );
            }
            _ => reasons.add_with(
                strength(Topic::Citation).max(1.0),
                "cited-by",
                [Fact::Number(citing.len() as u32), Fact::Number(others.len() as u32)],
            ),
        }
        let compared = others.iter().take(MOST_COMPARED);
        let run = compared.map(|&other| evidence.longest_run(origin, other)).max();
        if let Some(run) = run.filter(|&run| run >= SHORT_RUN) {
            // Why one of the members at all, and not separately from outside.
            let inside = self.strength(&evidence.edge(origin, rival), Topic::Wording);
            reasons.add_fact(inside / 4.0, "words-kept", Fact::Number(run));
        }
        reasons.add(strength(Topic::Inheritance), "wording-passed");
        let extents = &evidence.wording.members;
        let words = |at: usize| extents[at].words;
        if others.iter().all(|&other| words(other) < words(origin)) {
            reasons.add(strength(Topic::Fullness), "fullest");
        }
        if extents[origin].quoted_words > extents[rival].quoted_words {
            reasons.add(strength(Topic::Quotation), "quote-fuller");
        }
        if let Some(figure) = evidence.magnitude_kept(origin) {
            reasons.add_fact(1.0, "magnitude-kept", Fact::Text(figure));
        }
        if evidence.citations.is_agency(origin) && !evidence.citations.is_agency(rival) {
            reasons.add(strength(Topic::Outlet), "agency");
        }
        reasons.add(strength(Topic::Language), "language");
        reasons.join(self.ui, "unknown-mixed")
    }

    fn time_reason(&self, origin: usize, rival: usize, strength: f64, reasons: &mut Reasons<'g>) {
        let clocks = &self.evidence.clocks;
        let leads = (0..clocks.len()).filter(|&other| other != origin).map(|other| {
            match clocks[origin].order(&clocks[other]) {
                Order::Before(hours) => Some(hours),
                _ => None,
            }
        });
        let lead: Option<Vec<f64>> = leads.collect();
        if let Some(lead) = lead.and_then(|leads| leads.into_iter().reduce(f64::min)) {
            return reasons.add_fact(strength, "first-of-all", Fact::Hours(lead));
        }
        match clocks[origin].order(&clocks[rival]) {
            Order::Before(hours) => {
                let facts = [Fact::Hours(hours), self.name(rival)];
                reasons.add_with(strength, "first-of-runner-up", facts);
            }
            Order::After(_) => reasons.add_fact(-strength, "late", self.name(rival)),
            Order::Overlapping(_) | Order::Unknown => {}
        }
    }

    fn outside_reasons(&self, tree: &Tree) -> String {
        let evidence = self.evidence;
        let entering: Vec<usize> =
            (0..tree.len()).filter(|&at| tree[at].is_none()).take(MOST_COMPARED).collect();
        let mut reasons = Reasons::default();
        let mut longest = 0;
        let mut quotes_differ = false;
        let mut contradicted = false;
        let mut cited = false;
        for (at, &a) in entering.iter().enumerate() {
            for &b in &entering[at + 1..] {
                longest = longest.max(evidence.longest_run(a, b));
                let values = evidence.edge(a, b);
                quotes_differ |= values[Feature::QuoteDiffers as usize] > 0.5;
                contradicted |= values[Feature::ContradictedPlaces as usize] > 0.5;
                cited |= evidence.citations.cites(a, b) || evidence.citations.cites(b, a);
            }
        }
        if longest < 3 {
            reasons.add(3.0, "outside-no-runs");
        } else if longest < 2 * SHORT_RUN {
            reasons.add_fact(3.0, "outside-runs", Fact::Number(longest));
        }
        let citing = entering
            .iter()
            .find_map(|&at| evidence.citations.outside(at).next().map(|outlet| (at, outlet)));
        if let Some((at, outlet)) = citing {
            reasons.add_with(2.5, "outside-cited", [self.name(at), Fact::Text(outlet)]);
        }
        if quotes_differ {
            reasons.add(2.0, "outside-quotes");
        }
        if contradicted {
            reasons.add(1.8, "outside-third");
        }
        if !cited {
            reasons.add(1.0, "outside-uncited");
        }
        reasons.join(self.ui, "outside-order")
    }

    fn unknown_reasons(&self) -> String {
        let evidence = self.evidence;
        let members = evidence.members();
        let mut reasons = Reasons::default();
        let undated = evidence.clocks.iter().filter(|clock| clock.is_unknown()).count();
        if undated > 0 {
            let facts = [Fact::Number(undated as u32), Fact::Number(members as u32)];
            reasons.add_with(3.0, "unknown-time", facts);
        } else if evidence.clocks.iter().any(|clock| clock.instant().is_none()) {
            reasons.add(3.0, "unknown-day");
        }
        let pairs = || {
            let core = &evidence.core;
            core.iter()
                .flat_map(move |&a| core.iter().map(move |&b| (a, b)))
                .filter(|(a, b)| a != b)
        };
        if pairs().all(|(a, b)| evidence.covered(a, b) >= ALL_BUT_THE_SAME) {
            reasons.add(2.0, "unknown-copies");
        }
        if !pairs().any(|(a, b)| evidence.citations.cites(a, b)) {
            reasons.add(1.0, "unknown-uncited");
        }
        reasons.join(self.ui, "unknown-mixed")
    }

    /// How much the features of a topic change the log weight.
    fn strength(&self, values: &Vector, topic: Topic) -> f64 {
        let of_topic = Feature::ALL.iter().filter(|feature| feature.topic() == topic);
        of_topic.map(|&feature| self.weight(feature) * values[feature as usize]).sum()
    }

    fn weight(&self, feature: Feature) -> f64 {
        self.weights.0[feature as usize]
    }

    fn name(&self, member: usize) -> Fact<'g> {
        let article = &self.witnesses[self.group.passages[member].article as usize].article;
        let outlet = &article.outlet.name;
        Fact::Text(if outlet.is_empty() { &article.id } else { outlet })
    }

    fn say(&self, phrase: &str, facts: &[Fact<'_>]) -> String {
        let mut said = String::new();
        say(self.ui, phrase, facts, &mut said);
        said
    }
}
