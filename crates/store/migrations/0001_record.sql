-- The record below all that is recorded: the journal, its tree, and what its leaves only name by hashes.

-- Which steps brought the tables to their form.
CREATE TABLE migration (
    number INT64 PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL
) PLAIN;

-- The state of the journal: one row, locked by whoever writes.
CREATE TABLE head (
    one INT64 PRIMARY KEY CHECK (one = 1),
    size INT64 NOT NULL,
    next_id INT64 NOT NULL,
    at INT64 NOT NULL,
    root BYTES NOT NULL
) PLAIN;

-- The entries, in canonical JSON, as they are hashed.
CREATE TABLE entry (
    number INT64 PRIMARY KEY,
    content BYTES NOT NULL
) PLAIN;

-- Hashes of the tree: full tiles of every level; above level 0 the partial one too.
CREATE TABLE tile (
    level INT64 NOT NULL,
    number INT64 NOT NULL,
    hashes BYTES NOT NULL,
    PRIMARY KEY (level, number)
) PLAIN;

-- The last state that was signed: one row.
CREATE TABLE checkpoint (
    one INT64 PRIMARY KEY CHECK (one = 1),
    size INT64 NOT NULL,
    root BYTES NOT NULL,
    signed TEXT NOT NULL
) PLAIN;

-- The keys that sign, with their secret; one that signs no more has none.
CREATE TABLE signer (
    id INT64 PRIMARY KEY,
    since INT64 NOT NULL,
    verifier TEXT NOT NULL,
    seed BYTES
) PLAIN;

-- Content named by its SHA-256: bytes of sources, readings, the changes of large acts. In parts of at most a megabyte.
CREATE TABLE blob (
    sha256 BYTES NOT NULL,
    part INT64 NOT NULL,
    content BYTES NOT NULL,
    PRIMARY KEY (sha256, part)
) PLAIN;

-- Texts that people write. The journal carries only `seal`, the HMAC-SHA-256 of `content` under `secret`, which belongs to
-- this text alone. Erased: neither is left.
CREATE TABLE prose (
    id INT64 PRIMARY KEY,
    since INT64 NOT NULL,
    seal BYTES NOT NULL,
    person INT64,
    secret BYTES,
    content TEXT,
    erased INT64,
    CHECK ((content IS NULL) = (secret IS NULL)),
    CHECK ((content IS NULL) = (erased IS NOT NULL))
) PLAIN;
CREATE INDEX prose_person ON prose (person) WHERE person IS NOT NULL;

-- Requests that were answered, by the hash of their key, so that repeating one is safe.
CREATE TABLE once (
    name BYTES PRIMARY KEY,
    entry INT64 NOT NULL,
    salt BYTES,
    request BYTES
) PLAIN;
CREATE INDEX once_entry ON once (entry);

-- Persons, as far as the record must know them: a number that says nothing, and texts that can be erased.
CREATE TABLE person (
    id INT64 NOT NULL,
    name INT64,
    contact INT64,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;

-- Published documents: their bytes lie in blob.
CREATE TABLE source (
    id INT64 NOT NULL,
    sha256 BYTES NOT NULL,
    bytes INT64 NOT NULL,
    name INT64,
    title INT64,
    issuer INT64,
    day TEXT,
    kind TEXT,
    language TEXT,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX source_sha256 ON source (sha256);

-- What a reader read in a source: the JSON lies in blob.
CREATE TABLE reading (
    source INT64 NOT NULL,
    reader TEXT NOT NULL,
    sha256 BYTES NOT NULL,
    bytes INT64 NOT NULL,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (source, reader, since)
) KEYED;
