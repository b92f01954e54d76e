-- What a person decided about what was read in a document: `proposal` names what was read, `part` is a number where it was split.
-- `kind` and `subject` name what it became or went into; `said` is a hash of the decision, so that the same again is no other.
CREATE TABLE decision (
    source INT64 NOT NULL,
    proposal TEXT NOT NULL,
    part INT64 NOT NULL,
    verdict TEXT NOT NULL,
    kind TEXT,
    subject INT64,
    said TEXT NOT NULL,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (source, proposal, part, since)
) KEYED;
