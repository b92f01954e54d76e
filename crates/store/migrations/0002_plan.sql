-- The plan: what luoshi_plan knows, a table a thing. Texts people write are numbers of rows of prose; days, periods, exact
-- values and words of ours are texts as luoshi_plan writes them.

CREATE TABLE territory (
    id INT64 NOT NULL,
    parent INT64,
    code TEXT,
    name INT64 NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    followed_by INT64,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX territory_code ON territory (code);

CREATE TABLE body (
    id INT64 NOT NULL,
    parent INT64,
    name INT64 NOT NULL,
    territory INT64,
    valid_from TEXT,
    valid_to TEXT,
    followed_by INT64,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;

-- Who acts, too: the title of a post is what --actor names. One that only acted has no body yet.
CREATE TABLE post (
    id INT64 NOT NULL,
    body INT64,
    title INT64 NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX post_title ON post (title);

CREATE TABLE plan (
    id INT64 NOT NULL,
    title INT64 NOT NULL,
    period TEXT NOT NULL,
    source INT64,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;

CREATE TABLE goal (
    id INT64 NOT NULL,
    plan INT64 NOT NULL,
    parent INT64,
    title INT64 NOT NULL,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX goal_plan ON goal (plan);

CREATE TABLE principle (
    id INT64 NOT NULL,
    plan INT64 NOT NULL,
    content INT64 NOT NULL,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX principle_plan ON principle (plan);

CREATE TABLE indicator (
    id INT64 NOT NULL,
    plan INT64 NOT NULL,
    goal INT64,
    name INT64 NOT NULL,
    unit INT64 NOT NULL,
    direction TEXT NOT NULL,
    measure TEXT NOT NULL,
    nature TEXT NOT NULL,
    frequency TEXT NOT NULL,
    definition INT64,
    publisher INT64,
    adds TEXT NOT NULL,
    weight INT64,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX indicator_plan ON indicator (plan);

CREATE TABLE target (
    id INT64 NOT NULL,
    indicator INT64 NOT NULL,
    territory INT64 NOT NULL,
    wanted TEXT NOT NULL,
    value TEXT,
    high TEXT,
    words INT64,
    term TEXT NOT NULL,
    term_value TEXT NOT NULL,
    base_period TEXT,
    base_value TEXT,
    shape TEXT NOT NULL,
    tolerance TEXT,
    approved_by INT64,
    approved_in INT64,
    approved_source INT64,
    approved_day TEXT,
    replaces INT64,
    dropped_by INT64,
    dropped_in INT64,
    dropped_source INT64,
    dropped_day TEXT,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX target_indicator ON target (indicator);

CREATE TABLE milestone (
    id INT64 NOT NULL,
    target INT64 NOT NULL,
    day TEXT NOT NULL,
    value TEXT NOT NULL,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX milestone_target ON milestone (target);

-- Values, with every revision: a later one ends the row before it. Kept in the order in which they are read.
CREATE TABLE observation (
    indicator INT64 NOT NULL,
    territory INT64 NOT NULL,
    period TEXT NOT NULL,
    id INT64 NOT NULL,
    value TEXT,
    finality TEXT NOT NULL,
    standing TEXT NOT NULL,
    revision INT64 NOT NULL,
    published TEXT NOT NULL,
    source INT64,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (indicator, territory, period, since)
) KEYED;

CREATE TABLE task (
    id INT64 NOT NULL,
    goal INT64 NOT NULL,
    title INT64 NOT NULL,
    start_day TEXT,
    due TEXT NOT NULL,
    begun TEXT,
    reported TEXT,
    verified TEXT,
    dropped_by INT64,
    dropped_in INT64,
    dropped_source INT64,
    dropped_day TEXT,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX task_goal ON task (goal);

CREATE TABLE step (
    id INT64 NOT NULL,
    task INT64 NOT NULL,
    title INT64 NOT NULL,
    day TEXT NOT NULL,
    done TEXT,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX step_task ON step (task);

CREATE TABLE assignment (
    id INT64 NOT NULL,
    task INT64 NOT NULL,
    body INT64 NOT NULL,
    post INT64,
    part TEXT NOT NULL,
    given TEXT NOT NULL,
    reply TEXT NOT NULL,
    replied TEXT,
    reason INT64,
    since INT64 NOT NULL,
    until INT64 NOT NULL,
    PRIMARY KEY (id, since)
) KEYED;
CREATE INDEX assignment_task ON assignment (task);
CREATE INDEX assignment_body ON assignment (body);
