-- Where a thing of the plan stands: `kind` and `subject` name it as its table and id, `part` a part of it; `spans` are runs of
-- characters of the source's text, `120-131,140-152`, or nothing for all of it.
CREATE TABLE citation (
    id INT64 NOT NULL,
    kind TEXT NOT NULL,
    subject INT64 NOT NULL,
    part TEXT,
    source INT64 NOT NULL,
    spans TEXT,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX citation_subject ON citation (kind, subject);
CREATE INDEX citation_source ON citation (source);
