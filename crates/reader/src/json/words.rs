//! The words that stand for a variant in JSON and CSV. They change only with the schema's version.

use crate::{
    Binding, Bound, CommitmentRole, Kind, ListKind, Mode, NameClass, NumberClass, RepairKind, Role, SectionKind,
    Severity, Tense, TimeKind,
};

/// Gives an enum its words, and the list of all of them in the order of their declaration.
macro_rules! words {
    ($($name:ident { $($variant:ident => $word:literal),+ $(,)? })+) => {$(
        impl $name {
            /// Every variant, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for it in JSON and CSV.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    )+};
}

words! {
    RepairKind {
        JoinedBreak => "joined_break",
        RepeatedPassage => "repeated_passage",
        StrayFragment => "stray_fragment",
        HeadlineShred => "headline_shred",
        CaptionInText => "caption_in_text",
        Furniture => "furniture",
        Width => "width",
        StrayLatin => "stray_latin",
        Variant => "variant",
        Doubtful => "doubtful",
    }
    Role {
        Review => "review",
        Problems => "problems",
        Guidance => "guidance",
        Goals => "goals",
        Principles => "principles",
        Tasks => "tasks",
        Closing => "closing",
        Other => "other",
    }
    ListKind {
        Ordinal => "ordinal",
        Circled => "circled",
        Dash => "dash",
        Series => "series",
    }
    SectionKind {
        Heading => "heading",
        Opener => "opener",
        Topic => "topic",
    }
    Tense {
        Done => "done",
        Planned => "planned",
        Fact => "fact",
    }
    Kind {
        Level => "level",
        CountDone => "count_done",
        ChangePct => "change_pct",
        ChangeAbs => "change_abs",
        Share => "share",
        Rank => "rank",
        FromTo => "from_to",
        Target => "target",
        Approx => "approx",
    }
    Mode {
        Increase => "increase",
        RatioToBase => "ratio_to_base",
        CompletionOfPlan => "completion_of_plan",
        Gap => "gap",
    }
    Bound {
        AtLeast => "at_least",
        MoreThan => "more_than",
        AtMost => "at_most",
        LessThan => "less_than",
        About => "about",
    }
    Binding {
        Binding => "binding",
        Expected => "expected",
    }
    Severity {
        Error => "error",
        Warning => "warning",
        Hint => "hint",
    }
    CommitmentRole {
        Goal => "goal",
        Principle => "principle",
        Task => "task",
        Means => "means",
    }
    NameClass {
        Place => "place",
        Body => "body",
        Programme => "programme",
        Document => "document",
        Honour => "honour",
        Person => "person",
    }
    NumberClass {
        Cardinal => "cardinal",
        Ordinal => "ordinal",
        Fraction => "fraction",
        Percent => "percent",
        Name => "name",
        Date => "date",
        Code => "code",
        Range => "range",
    }
    TimeKind {
        Day => "day",
        Period => "period",
        Plan => "plan",
        Since => "since",
        Deadline => "deadline",
        Duration => "duration",
        Frequency => "frequency",
        Now => "now",
    }
}
