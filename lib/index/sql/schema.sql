-- The tables of the index. Derived from the register; no fact is here that git does not hold (P8).
-- Tables may change with any release; what administrators use are the views (views.sql, docs/index.md).
-- Dates are text YYYY-MM-DD, instants YYYY-MM-DDTHH:MM:SSZ, so that they compare as they read.
-- Foreign keys join the rows of one register file only: the index must be able to show a register in which
-- a hold names a record that is not there, since verify has to tell of it.

-- name: tables

CREATE TABLE meta(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    head TEXT NOT NULL,  -- the register commit applied last
    made_by TEXT NOT NULL, -- digest of this schema: another one is rebuilt
    next_rules_on TEXT     -- the first day on which an approved schedule takes force that has not yet
) STRICT;

CREATE TABLE things(
    path TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT;
CREATE INDEX things_by_kind ON things(kind, path);

-- Numbers used so far, by what stands before the number: "LR/2024", "H-2026". They only grow (R40).
CREATE TABLE numbers(
    prefix TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people(
    login TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE places(
    code TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    level TEXT NOT NULL,
    capacity INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE series(
    code TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    under TEXT NOT NULL,
    schedule TEXT NOT NULL,
    rule TEXT NOT NULL,
    closed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX series_by_parent ON series(under);

CREATE TABLE schedules(
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,  -- as of the day to which the rules are
    effective_on TEXT,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

-- The rules of the versions in force.
CREATE TABLE rules(
    schedule TEXT NOT NULL,
    rule TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    record_class TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    triggers TEXT NOT NULL,
    cutoff TEXT NOT NULL,
    steps TEXT NOT NULL,
    window_month INTEGER,
    disposition TEXT NOT NULL,
    authority TEXT NOT NULL,
    json TEXT NOT NULL, -- a schedule of this rule alone
    PRIMARY KEY (schedule, rule)
) STRICT;

-- The rule that each series has or inherits; no row where there is none in force.
CREATE TABLE series_rules(
    series TEXT PRIMARY KEY,
    from_series TEXT NOT NULL,
    schedule TEXT NOT NULL,
    version INTEGER NOT NULL,
    rule TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE records(
    slot INTEGER PRIMARY KEY, -- its row in `search`; by order of arrival, so in no view
    id TEXT NOT NULL UNIQUE,
    series TEXT NOT NULL,
    title TEXT NOT NULL,
    file_no TEXT NOT NULL,
    state TEXT NOT NULL,
    created TEXT,
    opened TEXT,
    closed TEXT,
    filed TEXT NOT NULL,
    place TEXT NOT NULL,
    appraisal TEXT NOT NULL,
    key TEXT NOT NULL,
    facts INTEGER NOT NULL, -- how many rows `facts` has of it
    -- Its next step under the rule in series_rules, computed when record, rule or policy change.
    status TEXT NOT NULL,
    action TEXT NOT NULL,
    due_on TEXT,
    window_month INTEGER, -- the only month of a year in which it is done
    ruled_by TEXT NOT NULL, -- the series whose rule decides; another than its own where it is in several
    blocked_from TEXT -- from this day on it is not destroyed for want of a clearance or an appraisal (R55, R56, R64)
) STRICT;
CREATE INDEX records_by_series ON records(series, id);
-- How many are due is counted from the first alone; the second gives the first page in order of ids.
CREATE INDEX records_by_due ON records(series, due_on, action, blocked_from, window_month) WHERE due_on IS NOT NULL;
CREATE INDEX records_due_by_id ON records(series, id, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX records_by_place ON records(place) WHERE place <> '';
CREATE INDEX records_by_key ON records(key) WHERE key <> '';

-- Date properties, events that stand and steps done: what the evaluator asks of few records.
CREATE TABLE facts(
    record INTEGER NOT NULL REFERENCES records(slot) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('date', 'event', 'step')),
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    detail TEXT NOT NULL, -- an event's note, a step's disposal
    PRIMARY KEY (record, number)
) STRICT, WITHOUT ROWID;

-- Dates that the office set, or was asked to, in the place of those that rules give.
CREATE TABLE overrides(
    record INTEGER NOT NULL REFERENCES records(slot) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    action TEXT NOT NULL,
    due_on TEXT NOT NULL,
    by_rule TEXT NOT NULL,
    rule TEXT NOT NULL,
    schedule TEXT NOT NULL,
    schedule_version INTEGER NOT NULL,
    reason TEXT NOT NULL,
    authority TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    approval TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (record, number)
) STRICT, WITHOUT ROWID;

-- The further series of records that are in several.
CREATE TABLE also_in(
    record INTEGER NOT NULL REFERENCES records(slot) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    series TEXT NOT NULL,
    PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX also_in_by_series ON also_in(series);

CREATE TABLE content(
    kind TEXT NOT NULL CHECK (kind IN ('record', 'document')),
    owner TEXT NOT NULL, -- "LR/2024/000123", "QP-07/3"
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    blob BLOB NOT NULL,
    PRIMARY KEY (kind, owner, version, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents(
    slot INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    type TEXT NOT NULL,
    language TEXT NOT NULL,
    owner TEXT NOT NULL,
    languages INTEGER NOT NULL, -- in which there are revisions, its own among them
    review_days INTEGER,   -- its own interval of review at its shortest; NULL: as its type has it
    searched TEXT NOT NULL -- the blobs whose words `search` has of it
) STRICT;

CREATE INDEX documents_by_review ON documents(review_days) WHERE review_days IS NOT NULL;

CREATE TABLE revisions(
    document TEXT NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    language TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    change TEXT NOT NULL,
    state TEXT NOT NULL,
    approval TEXT NOT NULL,
    effective_on TEXT,
    obsolete_on TEXT,
    in_force_from TEXT,  -- in force on the days from … up to the one before …, as the document stands
    in_force_until TEXT,
    confirmed_on TEXT,   -- by its last review
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX revisions_by_state ON revisions(state, effective_on);
CREATE INDEX revisions_in_force ON revisions(in_force_until, in_force_from, confirmed_on);

CREATE TABLE holds(
    id TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    reference TEXT NOT NULL,
    ordered_by TEXT NOT NULL,
    placed_by TEXT NOT NULL,
    placed_at TEXT NOT NULL,
    released_at TEXT,
    released_by TEXT NOT NULL,
    release_reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hold_records(
    hold TEXT NOT NULL REFERENCES holds(id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    standing INTEGER NOT NULL, -- found by the hold's query, as search finds; else its lists name it
    PRIMARY KEY (hold, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_records_by_record ON hold_records(record);

CREATE TABLE disposals(
    id TEXT PRIMARY KEY,
    action TEXT NOT NULL,
    state TEXT NOT NULL,
    as_of TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    approval TEXT NOT NULL,
    carried_out_by TEXT NOT NULL,
    carried_out_at TEXT,
    expires_on TEXT, -- the last day on which its approval may be used
    method TEXT NOT NULL,
    witness TEXT NOT NULL,
    place TEXT NOT NULL,
    authority TEXT NOT NULL,
    recipient TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE disposal_items(
    disposal TEXT NOT NULL REFERENCES disposals(id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    title TEXT NOT NULL,
    series TEXT NOT NULL,
    rule TEXT NOT NULL,
    schedule TEXT NOT NULL,
    schedule_version INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    outcome TEXT NOT NULL,
    why TEXT NOT NULL,
    verdict TEXT NOT NULL,
    excluded_by TEXT NOT NULL,
    PRIMARY KEY (disposal, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX disposal_items_by_record ON disposal_items(record);

CREATE TABLE approvals(
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    route TEXT NOT NULL,
    author TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    state TEXT NOT NULL,
    step INTEGER,           -- the step that waits, counted from 1
    steps INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions(
    approval TEXT NOT NULL REFERENCES approvals(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    step INTEGER NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    approved INTEGER NOT NULL,
    vote TEXT NOT NULL,
    reason TEXT NOT NULL,
    digest TEXT NOT NULL,
    for_person TEXT NOT NULL, -- who was away; '' where who decided was asked himself
    PRIMARY KEY (approval, number)
) STRICT, WITHOUT ROWID;

-- Who may decide the steps that wait, and on which days (model::seats_of): so that no row depends on today.
CREATE TABLE approval_waiting(
    approval TEXT NOT NULL REFERENCES approvals(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    step INTEGER NOT NULL, -- counted from 1
    person TEXT NOT NULL,
    for_person TEXT NOT NULL,
    from_on TEXT,
    until_on TEXT,
    PRIMARY KEY (approval, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE delegations(
    id TEXT PRIMARY KEY,
    by TEXT NOT NULL,
    delegate TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    routes TEXT NOT NULL, -- with blanks between; '' all
    reason TEXT NOT NULL,
    ended_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE entries(
    number INTEGER PRIMARY KEY,
    commit_id TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    operation TEXT NOT NULL,
    summary TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- One subject, or a range of them: "record LR/2024/000001..LR/2024/001000". A single one has last = first.
CREATE TABLE entry_subjects(
    entry INTEGER NOT NULL REFERENCES entries(number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_subjects_by_id ON entry_subjects(first);
CREATE INDEX entry_subjects_ranges ON entry_subjects(first, last) WHERE first <> last;

-- Where documents are used, which paper copies there are, and who has read what.
CREATE TABLE distribution_points(
    document TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    language TEXT NOT NULL,
    since TEXT,
    PRIMARY KEY (document, kind, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies(
    document TEXT NOT NULL,
    number INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,
    point TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    state_at TEXT NOT NULL,
    state_by TEXT NOT NULL,
    note TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    code TEXT NOT NULL, -- on the paper
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_code ON copies(code);

CREATE TABLE acknowledgements(
    document TEXT NOT NULL,
    revision INTEGER NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    digest TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    taught_on TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (document, revision, person)
) STRICT, WITHOUT ROWID;

-- Certificates of the office, audits, what they found and what is done about it.
CREATE TABLE certificates(
    code TEXT PRIMARY KEY,
    standard TEXT NOT NULL,
    scope TEXT NOT NULL,
    offices TEXT NOT NULL -- with commas between
) STRICT, WITHOUT ROWID;

CREATE TABLE certificate_terms(
    certificate TEXT NOT NULL,
    number INTEGER NOT NULL,
    certificate_no TEXT NOT NULL,
    body TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL, -- its last day
    ended_on TEXT, -- no longer valid from this day on
    record TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (certificate, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE surveillance(
    certificate TEXT NOT NULL,
    term INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    held_on TEXT,
    audit TEXT NOT NULL,
    PRIMARY KEY (certificate, term, due_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE audits(
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    scope TEXT NOT NULL,
    auditors TEXT NOT NULL, -- with commas between
    certificate TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    planned_by TEXT NOT NULL,
    state TEXT NOT NULL,
    held_on TEXT,
    summary TEXT NOT NULL,
    report TEXT NOT NULL,
    closed_at TEXT,
    closed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE findings(
    id TEXT PRIMARY KEY,
    audit TEXT NOT NULL,
    grade TEXT NOT NULL,
    clause TEXT NOT NULL,
    text TEXT NOT NULL,
    desk TEXT NOT NULL,
    cause TEXT NOT NULL,
    due_on TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    closed_at TEXT,
    closed_by TEXT NOT NULL,
    closing_note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_documents(
    finding TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (finding, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE corrective_actions(
    finding TEXT NOT NULL,
    number INTEGER NOT NULL,
    what TEXT NOT NULL,
    responsible TEXT NOT NULL,
    due_on TEXT NOT NULL,
    ordered_by TEXT NOT NULL,
    done_at TEXT,
    done_by TEXT NOT NULL,
    evidence TEXT NOT NULL, -- with blanks between
    note TEXT NOT NULL,
    PRIMARY KEY (finding, number)
) STRICT, WITHOUT ROWID;

-- Folded text (base::fold). `latin` holds the Latin spelling of words that are spelt otherwise (base::latin).
-- The categories keep vowel signs inside words: the default cuts केला at its matras and finds काला.
CREATE VIRTUAL TABLE search USING fts5(
    title, words, latin,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
-- Segments are merged 64 at a time, when they are there: merging a few at every commit costs half as much
-- again as the indexing itself.
INSERT INTO search(search, rank) VALUES ('automerge', 0), ('crisismerge', 64);

-- The words of content: an inverted index of our own, since FTS5 takes five times as long for them and wants
-- the texts kept. A body is the text that a record or document is found by; its number is never used again,
-- so that postings of a text that is gone lead nowhere.
CREATE TABLE bodies(
    body INTEGER PRIMARY KEY AUTOINCREMENT,
    slot INTEGER NOT NULL UNIQUE -- as in `search`
) STRICT;

-- Bodies that are gone and may still stand in segments; scrub writes those anew.
CREATE TABLE dead_bodies(
    body INTEGER PRIMARY KEY
) STRICT;

-- A segment is written once, words in order; sixty-four of a size are merged into one.
CREATE TABLE segments(
    segment INTEGER PRIMARY KEY AUTOINCREMENT,
    size_bytes INTEGER NOT NULL,
    first_body INTEGER NOT NULL,
    last_body INTEGER NOT NULL
) STRICT;

CREATE TABLE blocks(
    block INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL REFERENCES segments(segment) ON DELETE CASCADE,
    first TEXT NOT NULL,    -- its first word
    part INTEGER NOT NULL,  -- counts the blocks that begin with the same word
    data BLOB NOT NULL      -- lib/index/block.hpp
) STRICT;
CREATE UNIQUE INDEX blocks_by_word ON blocks(segment, first, part);

-- Told to the planner instead of measured, so that plans never depend on when somebody ran ANALYZE: few
-- series, many records each. It lets v_due go from series to series by records_by_due.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES
    ('records', 'records_by_series', '1000000 20000 1'),
    ('records', 'records_by_due', '800000 20000 100 100 100 100'),
    ('records', 'records_due_by_id', '800000 20000 1 1'),
    ('records', 'records_by_place', '500000 50'),
    ('records', 'records_by_key', '1000000 1'),
    ('hold_records', 'hold_records_by_record', '1000 1'),
    ('series', 'series_by_parent', '100 5');
