-- Small facts of the base itself: fingerprint of the search index, day of the last check.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;

-- One tender, one document. The columns before `body` repeat it for lists and are written by one
-- function only. `body` comes last so that a list never reads the overflow pages that hold it.
CREATE TABLE tender (
  id              INTEGER PRIMARY KEY,
  uuid            BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  rev             INTEGER NOT NULL CHECK (rev >= 1),
  updated_at      TEXT NOT NULL,
  operation       TEXT NOT NULL,
  removed_on      TEXT,
  -- The kept revision that holds this very body, after an undo or a redo: it is not kept twice.
  same_as         INTEGER,
  reference       TEXT,
  title           TEXT,
  stage           TEXT NOT NULL,
  nature          TEXT,
  estimated_cents INTEGER,
  consultation_on TEXT,
  year            INTEGER,
  sample          INTEGER NOT NULL CHECK (sample IN (0, 1)),
  sha             BLOB NOT NULL CHECK (length(sha) = 32),
  body            TEXT NOT NULL
) STRICT;

CREATE INDEX tender_by_time ON tender (updated_at) WHERE removed_on IS NULL;

-- Earlier bodies. `at` and `operation` are those of the edit that wrote the body, not of the edit
-- that replaced it. `undo_at` and `redo_at` are the places in the two stacks, the highest on top.
CREATE TABLE revision (
  id        INTEGER PRIMARY KEY,
  tender    INTEGER NOT NULL REFERENCES tender (id),
  rev       INTEGER NOT NULL CHECK (rev >= 1),
  at        TEXT NOT NULL,
  operation TEXT NOT NULL,
  undo_at   INTEGER,
  redo_at   INTEGER,
  sha       BLOB NOT NULL CHECK (length(sha) = 32),
  body      TEXT NOT NULL,
  UNIQUE (tender, rev),
  CHECK (undo_at IS NULL OR redo_at IS NULL)
) STRICT;

CREATE INDEX revision_to_undo ON revision (tender, undo_at) WHERE undo_at IS NOT NULL;
CREATE INDEX revision_to_redo ON revision (tender, redo_at) WHERE redo_at IS NOT NULL;

CREATE TABLE setting (
  key        TEXT PRIMARY KEY NOT NULL,
  value      TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE recent_file (
  path TEXT PRIMARY KEY NOT NULL,
  at   TEXT NOT NULL
) STRICT;

-- What was last written of each clause into each document, so that an edit made in it can still be
-- told from our own text after a detour that lost the custom XML part.
CREATE TABLE export (
  id        INTEGER PRIMARY KEY,
  tender    BLOB NOT NULL CHECK (length(tender) = 16),
  document  TEXT NOT NULL,
  path_hash BLOB,
  doc_id    TEXT NOT NULL,
  clause    TEXT NOT NULL,
  instance  TEXT NOT NULL,
  version   TEXT NOT NULL,
  base_text TEXT NOT NULL,
  at        TEXT NOT NULL,
  UNIQUE (doc_id, clause, instance)
) STRICT;

CREATE INDEX export_by_path ON export (path_hash) WHERE path_hash IS NOT NULL;

-- Rows handed by the app, as they are shown; `clause_search` holds the same rows folded.
CREATE TABLE clause_row (
  id        INTEGER PRIMARY KEY,
  clause    TEXT NOT NULL,
  version   TEXT NOT NULL,
  title     TEXT NOT NULL,
  body      TEXT NOT NULL,
  theme     TEXT NOT NULL,
  families  TEXT NOT NULL,
  documents TEXT NOT NULL,
  levels    TEXT NOT NULL,
  UNIQUE (clause, version)
) STRICT;

-- Contentless: the words are folded in Rust (œ, CO₂, accents), so the tokenizer has nothing to do.
CREATE VIRTUAL TABLE clause_search USING fts5 (
  title_words, body_words, title_stems, body_stems,
  content = '', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0'
);
