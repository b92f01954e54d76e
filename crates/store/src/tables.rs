//! What is recorded: a table a thing of the plan, and what stands around it.

use crate::table::tables;

tables! {
    /// Persons, as far as the record must know them.
    PERSON = "person" { "id" Int; "name" Prose, "contact" Prose }
    /// Published documents.
    SOURCE = "source" { "id" Int;
        "sha256" Bytes, "bytes" Int, "name" Prose, "title" Prose, "issuer" Prose, "day" Word, "kind" Word, "language" Word }
    /// What a version of the reader read in a source.
    READING = "reading" { "source" Int, "reader" Word; "sha256" Bytes, "bytes" Int }
    /// Territories.
    TERRITORY = "territory" { "id" Int;
        "parent" Int, "code" Word, "name" Prose, "valid_from" Word, "valid_to" Word, "followed_by" Int }
    /// Bodies.
    BODY = "body" { "id" Int;
        "parent" Int, "name" Prose, "territory" Int, "valid_from" Word, "valid_to" Word, "followed_by" Int }
    /// Posts: who acts, and who answers.
    POST = "post" { "id" Int; "body" Int, "title" Prose, "valid_from" Word, "valid_to" Word }
    /// Plans.
    PLAN = "plan" { "id" Int; "title" Prose, "period" Word, "source" Int }
    /// Goals.
    GOAL = "goal" { "id" Int; "plan" Int, "parent" Int, "title" Prose }
    /// Principles.
    PRINCIPLE = "principle" { "id" Int; "plan" Int, "content" Prose }
    /// Indicators.
    INDICATOR = "indicator" { "id" Int;
        "plan" Int, "goal" Int, "name" Prose, "unit" Prose, "direction" Word, "measure" Word, "nature" Word,
        "frequency" Word, "definition" Prose, "publisher" Prose, "adds" Word, "weight" Int }
    /// Targets.
    TARGET = "target" { "id" Int;
        "indicator" Int, "territory" Int, "wanted" Word, "value" Word, "high" Word, "words" Prose, "term" Word,
        "term_value" Word, "base_period" Word, "base_value" Word, "shape" Word, "tolerance" Word, "approved_by" Int,
        "approved_in" Prose, "approved_source" Int, "approved_day" Word, "replaces" Int, "dropped_by" Int,
        "dropped_in" Prose, "dropped_source" Int, "dropped_day" Word }
    /// Points on the way to a target.
    MILESTONE = "milestone" { "id" Int; "target" Int, "day" Word, "value" Word }
    /// Values of indicators.
    OBSERVATION = "observation" { "indicator" Int, "territory" Int, "period" Word;
        "id" Int, "value" Word, "finality" Word, "standing" Word, "revision" Int, "published" Word, "source" Int }
    /// Tasks.
    TASK = "task" { "id" Int;
        "goal" Int, "title" Prose, "start_day" Word, "due" Word, "begun" Word, "reported" Word, "verified" Word,
        "dropped_by" Int, "dropped_in" Prose, "dropped_source" Int, "dropped_day" Word }
    /// Points on the way of a task.
    STEP = "step" { "id" Int; "task" Int, "title" Prose, "day" Word, "done" Word }
    /// Who answers for a task.
    ASSIGNMENT = "assignment" { "id" Int;
        "task" Int, "body" Int, "post" Int, "part" Word, "given" Word, "reply" Word, "replied" Word, "reason" Prose }
    /// Where things of the plan stand in documents.
    CITATION = "citation" { "id" Int; "kind" Word, "subject" Int, "part" Word, "source" Int, "spans" Word }
    /// What was decided about proposals.
    DECISION = "decision" { "source" Int, "proposal" Word, "part" Int;
        "verdict" Word, "kind" Word, "subject" Int, "said" Word }
    /// What was ruled about promises.
    PROMISE = "promise" { "source" Int, "proposal" Word;
        "id" Int, "said" Word, "ruling" Word, "outcome" Word, "body" Prose, "indicator" Prose, "measure" Word, "scope" Prose,
        "period" Word, "spans" Word, "sentence" Word, "words" Prose, "result_source" Int, "result_spans" Word,
        "result_sentence" Word, "result_words" Prose, "result_kind" Word, "ruled_by" Prose, "note" Prose }
}
