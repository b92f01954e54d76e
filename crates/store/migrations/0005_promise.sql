-- What a person ruled about a promise: `source` and `spans` are where its target stands, `proposal` names it there, `said` is a hash
-- of what was proposed. Only what is confirmed or corrected is public.
CREATE TABLE promise (
    source INT64 NOT NULL,
    proposal TEXT NOT NULL,
    id INT64 NOT NULL,
    said TEXT NOT NULL,
    ruling TEXT NOT NULL,
    outcome TEXT NOT NULL,
    body INT64 NOT NULL,
    indicator INT64 NOT NULL,
    measure TEXT NOT NULL,
    scope INT64,
    period TEXT,
    spans TEXT NOT NULL,
    sentence TEXT NOT NULL,
    words INT64 NOT NULL,
    result_source INT64,
    result_spans TEXT,
    result_sentence TEXT,
    result_words INT64,
    result_kind TEXT,
    ruled_by INT64 NOT NULL,
    note INT64,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (source, proposal, since)
) KEYED;
