//! The files there are, and their columns. They change only with the form's version.

/// A file of things of one kind.
#[derive(Debug)]
pub struct Kind {
    /// What one of them is called in ids: `goal`.
    pub name: &'static str,
    /// The file.
    pub file: &'static str,
    /// Its columns; those in brackets are for the eye.
    pub columns: &'static [&'static str],
}

macro_rules! kinds {
    ($($constant:ident $name:literal $file:literal [$($column:literal),* $(,)?];)*) => {
        $(pub(crate) const $constant: &Kind = &Kind { name: $name, file: $file, columns: &[$($column),*] };)*

        /// Every file, each before those that point to it.
        pub const KINDS: &[&Kind] = &[$($constant),*];
    };
}

kinds! {
    SOURCE "source" "sources.csv" ["id", "sha256", "bytes", "name", "title", "issuer", "day", "kind", "language"];
    TERRITORY "territory" "territories.csv"
        ["id", "parent", "(parent)", "code", "name", "valid_from", "valid_to", "followed_by"];
    BODY "body" "bodies.csv"
        ["id", "parent", "(parent)", "name", "territory", "(territory)", "valid_from", "valid_to", "followed_by"];
    POST "post" "posts.csv" ["id", "body", "(body)", "title", "valid_from", "valid_to"];
    GOAL "goal" "goals.csv" ["id", "plan", "parent", "(parent)", "title"];
    PRINCIPLE "principle" "principles.csv" ["id", "plan", "text"];
    INDICATOR "indicator" "indicators.csv"
        ["id", "plan", "goal", "(goal)", "name", "unit", "direction", "measure", "nature", "frequency", "definition",
         "publisher", "adds", "weight"];
    TARGET "target" "targets.csv"
        ["id", "indicator", "(indicator)", "territory", "(territory)", "wanted", "value", "high", "(unit)", "words", "term",
         "when", "base_period", "base_value", "shape", "tolerance", "approved_by", "approved_in", "approved_source",
         "approved_on", "replaces", "dropped_by", "dropped_in", "dropped_source", "dropped_on"];
    MILESTONE "milestone" "milestones.csv" ["id", "target", "(indicator)", "on", "value"];
    OBSERVATION "observation" "observations.csv"
        ["id", "indicator", "(indicator)", "territory", "(territory)", "period", "value", "(unit)", "finality", "standing",
         "revision", "published", "source"];
    TASK "task" "tasks.csv"
        ["id", "goal", "(goal)", "title", "start", "due", "begun", "reported", "verified", "dropped_by", "dropped_in",
         "dropped_source", "dropped_on"];
    STEP "step" "steps.csv" ["id", "task", "(task)", "title", "on", "done"];
    ASSIGNMENT "assignment" "assignments.csv"
        ["id", "task", "(task)", "body", "(body)", "post", "part", "given", "reply", "replied", "reason"];
    CITATION "citation" "citations.csv" ["id", "of", "part", "source", "(source)", "spans"];
}

/// The file of plans.
pub(crate) const PLAN_FILE: &str = "plan.toml";

/// The version of the form.
pub(crate) const FORM: &str = "luoshi.plan/1";

/// The first cell of the last row.
pub(crate) const END: &str = "end";
