//! The features of evidence: what is looked at to say that one member had it from another, or from
//! outside. Each has a weight in `data/weights.tsv`; the log weight of an edge is their product
//! summed.

/// Values of all features of one edge.
pub type Vector = [f64; Feature::COUNT];

/// What a feature speaks of, for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Nothing that a person could check.
    Prior,
    /// Times of publication.
    Time,
    /// Who cites whom.
    Citation,
    /// Shared words.
    Wording,
    /// Words shared with third members.
    Inheritance,
    /// Quoted words.
    Quotation,
    /// Which text is fuller.
    Fullness,
    /// Figures that agree, differ or lost a magnitude.
    Figure,
    /// Languages of the two.
    Language,
    /// What kind of outlet it is.
    Outlet,
}

macro_rules! features {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $topic:ident,)+) => {
        /// A feature of an edge parent → child or, where the name begins with `root`, of an edge
        /// from the root (the source outside the archive) to a member. Those that begin with `group` are
        /// no edge's: they say whether several members entered, or one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Feature {
            /// All features, in the order of a [`Vector`].
            pub const ALL: &[Self] = &[$(Self::$variant,)+];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// Its name in the table of weights.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What it speaks of.
            pub const fn topic(self) -> Topic {
                match self {
                    $(Self::$variant => Topic::$topic,)+
                }
            }
        }
    };
}

features! {
    /// 1 where the parent is surely earlier.
    Before "before" Time,
    /// ln(1 + lag / 5 minutes) that the child is surely later by, at most ln 2017 (a week).
    Lag "lag" Time,
    /// 1 where the parent is surely later: a wrong clock, or no parent.
    After "after" Time,
    /// ln(1 + hours) that the parent is surely later by, at most ln 169: a wrong clock is wrong by
    /// hours, seldom by days.
    AfterLag "after_lag" Time,
    /// Where the intervals overlap: twice the probability that the parent is earlier, less 1.
    Overlapping "overlapping" Time,
    /// 1 where either time is not known.
    Undated "undated" Time,
    /// 1 where the child cites the parent's outlet for the passage.
    CitesParent "cites_parent" Citation,
    /// 1 where it cites it only through another («X із посиланням на Y»: Y).
    CitesThrough "cites_through" Citation,
    /// 1 where it cites it elsewhere in the article only.
    CitesAside "cites_aside" Citation,
    /// 1 where the parent cites the child's outlet for the passage.
    ParentCitesChild "parent_cites_child" Citation,
    /// 1 where the child cites another member for the passage and not the parent.
    CitesOther "cites_other" Citation,
    /// 1 where the child cites an outlet for the passage that the parent cites too, in its words:
    /// the citation was copied with the rest.
    CitesAlike "cites_alike" Citation,
    /// 1 where it cites it in words or a place of its own.
    CitesApart "cites_apart" Citation,
    /// 1 where the child cites an outlet outside the group that the parent does not cite.
    CitesElsewhere "cites_elsewhere" Citation,
    /// Share of the child's word triples that the parent has.
    Covered "covered" Wording,
    /// Share of the child's words that stand in the parent's passage in the same order: what is kept
    /// where every third word is changed and no three in a row are the same.
    Kept "kept" Wording,
    /// Share of the child's passage, in words, whose sentences are aligned with the parent's,
    /// however worded.
    Matched "matched" Wording,
    /// 1 where no sentences are aligned.
    Unmatched "unmatched" Wording,
    /// Similarity of the pair as reuse found it, 0 to 1; 0 where it found none.
    Similarity "similarity" Wording,
    /// Share of the child's word triples that the parent has and few other members have.
    SharedRare "shared_rare" Inheritance,
    /// The same as a count, from 0 (none) to 1 (many): a handful of words passed on says much,
    /// however long the text.
    PassedOn "passed_on" Inheritance,
    /// Largest share of the child's word triples that some third member has and the parent lacks,
    /// where the third cannot have them from the child.
    Contradicted "contradicted" Inheritance,
    /// The same as a count, from 0 (none) to 1 (many).
    ContradictedPlaces "contradicted_places" Inheritance,
    /// The same, by how many words are kept: where most are, each that is not says more than where all
    /// are others.
    ContradictedKept "contradicted_kept" Inheritance,
    /// The same of statements, however worded or translated: sentences of the child that are
    /// aligned with a third member's and not with the parent's, as a count from 0 to 1.
    ContradictedStatements "contradicted_statements" Inheritance,
    /// Sentences of the child between those that are aligned with the parent's, which the parent
    /// lacks and which name no source, as a count from 0 to 1: a copy leaves out more than it puts in.
    Inserted "inserted" Inheritance,
    /// The same, by how few words are kept: who renders a statement sets it
    /// among own sentences, and so does who copies an excerpt, but the words tell them apart.
    InsertedReworded "inserted_reworded" Inheritance,
    /// Share of the parent's word triples that nobody else has: changes that were not passed on.
    ParentOwn "parent_own" Inheritance,
    /// Share of quoted word triples that stand quoted in both, of the side with fewer; 0 without
    /// quotations on both sides.
    QuoteShared "quote_shared" Quotation,
    /// The rest of that share, by how much of the child is aligned: both quote, in different words.
    QuoteDiffers "quote_differs" Quotation,
    /// ln of the ratio of quoted words, parent's over child's, within ±1.5.
    QuoteFuller "quote_fuller" Quotation,
    /// ln of the ratio of passage lengths, parent's over child's, within ±1.5.
    Fuller "fuller" Fullness,
    /// Aligned figures (at most 2) with a value that fewer than half of the members share, equal in
    /// both.
    SameOddFigure "same_odd_figure" Figure,
    /// Aligned figures (at most 2) that differ.
    FigureDiffers "figure_differs" Figure,
    /// Of these, where the parent has a magnitude word and the child none.
    MagnitudeLost "magnitude_lost" Figure,
    /// Of these, where the child has a magnitude word and the parent none.
    MagnitudeGained "magnitude_gained" Figure,
    /// 1 where both languages are known and differ.
    Translated "translated" Language,
    /// 1 where only the parent is English.
    FromEnglish "from_english" Language,
    /// 1 where only the child is English.
    IntoEnglish "into_english" Language,
    /// 1 where both are of one outlet.
    SameOutlet "same_outlet" Outlet,
    /// 1 where the parent is a news agency and the child none.
    FromAgency "from_agency" Outlet,
    /// 1: what it costs to come from outside.
    Root "root" Prior,
    /// ln of the number of members: with equal weights for all edges, more members would hang from
    /// the root the larger the group.
    RootSize "root_size" Prior,
    /// Probability that no other member is earlier, taken from the likeliest earlier one.
    RootFirst "root_first" Time,
    /// 1 where its own time is not known.
    RootUndated "root_undated" Time,
    /// 1 where it cites an outlet or agency outside the group for the passage.
    RootCitesOutside "root_cites_outside" Citation,
    /// 1 where it cites another member's outlet for the passage.
    RootCitesMember "root_cites_member" Citation,
    /// Share of the other members that cite it for the passage.
    RootIsCited "root_is_cited" Citation,
    /// 1 where it names a person or institution for the passage.
    RootNamesSpeaker "root_names_speaker" Citation,
    /// 1 less the largest share of its word triples that another member has.
    RootOwnWords "root_own_words" Wording,
    /// 1 less the largest share of its passage that is aligned with another member's, however worded.
    RootOwnStatements "root_own_statements" Wording,
    /// ln of the ratio of its passage length to the members' mean, within ±1.5.
    RootFuller "root_fuller" Fullness,
    /// 1 where it is a news agency.
    RootAgency "root_agency" Outlet,
    /// What the trees by themselves say of several entries against one: the logarithm of the ratio
    /// of their summed weights, flattened beyond ±6.
    GroupTrees "group_trees" Prior,
    /// 1: how often members enter separately at all.
    Group "group" Prior,
    /// ln of the number of members, at most ln 16: no larger families were fitted.
    GroupSize "group_size" Prior,
    /// 1 in a group of two: no third member could have shown anything.
    GroupPair "group_pair" Prior,
    /// The least contradiction by any parent, of the member of which it is second greatest: one
    /// member, the origin, has no parent here.
    GroupContradicted "group_contradicted" Inheritance,
    /// The same of counted places.
    GroupContradictedPlaces "group_contradicted_places" Inheritance,
    /// The same of statements.
    GroupContradictedStatements "group_contradicted_statements" Inheritance,
    /// The greatest insertion under any parent, of the member of which it is least: where one came
    /// first, it has the passage in one piece.
    GroupInserted "group_inserted" Inheritance,
    /// The same, by how few words are kept between members.
    GroupInsertedReworded "group_inserted_reworded" Inheritance,
    /// The same of counted places, by how many words in a row are kept between members: light copies
    /// of one text that is not here contradict each other, and rewordings contradict anybody.
    GroupContradictedKept "group_contradicted_kept" Inheritance,
    /// Whatever two copies of one text agree on was in that text; if no member has it all, the text
    /// is not among them. Sentences that two of some three members have aligned and the fullest member
    /// lacks, as a count from 0 to 1.
    GroupLackedStatements "group_lacked_statements" Inheritance,
    /// Mean over the group of the largest share of word triples that another member has.
    GroupCovered "group_covered" Wording,
    /// The same in a group of two.
    GroupPairCovered "group_pair_covered" Wording,
    /// Mean over the group of the largest share of words that stand in another member in order.
    GroupKept "group_kept" Wording,
    /// Mean over the group of the largest similarity to another member.
    GroupSimilarity "group_similarity" Wording,
    /// Mean, over the members whose quotations can be compared, of their least difference to another
    /// member's: a desk that takes another's text keeps what somebody said, two translators differ.
    GroupQuoteDiffers "group_quote_differs" Quotation,
    /// The rest of that mean, by how few words are kept between members: quotations left as they stand
    /// in a text that was put into other words. 0 too where no quotations can be compared.
    GroupQuoteKept "group_quote_kept" Quotation,
    /// 1 where its members are in more than one language.
    GroupLanguages "group_languages" Language,
    /// Share of the members without a time to the minute.
    GroupUndated "group_undated" Time,
    /// Mean, over the members that surely follow another, of ln(1 + lag / 5 minutes) to the last one
    /// before.
    GroupLag "group_lag" Time,
    /// Share of the members that cite another member for the passage.
    GroupCitesMembers "group_cites_members" Citation,
    /// Share of the members that cite an outlet outside the group for the passage.
    GroupCitesOutside "group_cites_outside" Citation,
    /// Share of the members that cite an outlet outside the group which another cites too, but nobody
    /// in the same words.
    GroupCitesApart "group_cites_apart" Citation,
    /// The least share, over all candidates for an origin, of the others that cite an outlet outside
    /// the group which the candidate does not cite.
    GroupCitesElsewhere "group_cites_elsewhere" Citation,
    /// Share of the members that name a person or institution for the passage.
    GroupNamesSpeaker "group_names_speaker" Citation,
}

/// Bound of features that are logarithms of a ratio of lengths.
const WIDEST_RATIO: f64 = 1.5;

/// A count, from 0 (none) towards 1; `some` is half way.
pub(super) fn saturated(count: f64, some: f64) -> f64 {
    count / (count + some)
}

pub(super) fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// ln of a length in words; ten words are added, so that a sentence more or less is little.
pub(super) fn ln_length(words: f64) -> f64 {
    libm::log(words + 10.0)
}

/// ln of a ratio of lengths, within [`WIDEST_RATIO`].
pub(super) fn ln_ratio(ln_length: f64, of_other: f64) -> f64 {
    (ln_length - of_other).clamp(-WIDEST_RATIO, WIDEST_RATIO)
}

/// Values in the making.
pub(super) struct Values(pub(super) Vector);

impl Default for Values {
    fn default() -> Self {
        Self([0.0; Feature::COUNT])
    }
}

impl Values {
    pub(super) fn set(&mut self, feature: Feature, value: f64) {
        self.0[feature as usize] = value;
    }

    pub(super) fn get(&self, feature: Feature) -> f64 {
        self.0[feature as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_stand_in_their_order_and_names_are_unique() {
        for (at, feature) in Feature::ALL.iter().enumerate() {
            assert_eq!(*feature as usize, at);
        }
        let mut names: Vec<_> = Feature::ALL.iter().map(|feature| feature.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Feature::COUNT);
    }
}
