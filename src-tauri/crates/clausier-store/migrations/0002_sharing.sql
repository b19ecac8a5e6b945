-- What this computer remembers of the shared folder. Days are handed by the caller; no instant decides anything.
CREATE TABLE share_fact (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;

-- Fingerprint of what this computer last said of a tender.
CREATE TABLE share_content (
  tender BLOB PRIMARY KEY NOT NULL CHECK (length(tender) = 16),
  sha    BLOB NOT NULL CHECK (length(sha) = 32)
) STRICT;

-- Rows of all the computers, as lines, byte for byte. The columns before `line` repeat it.
-- `own` = published by this computer, written here (`authored`) or carried.
CREATE TABLE share_row (
  id       INTEGER PRIMARY KEY,
  hash     BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  tender   BLOB NOT NULL CHECK (length(tender) = 16),
  v        INTEGER NOT NULL CHECK (v >= 1),
  rep      TEXT NOT NULL,
  base     BLOB CHECK (base IS NULL OR length(base) = 16),
  year     INTEGER NOT NULL,
  removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
  authored INTEGER NOT NULL CHECK (authored IN (0, 1)),
  held     INTEGER NOT NULL CHECK (held IN (0, 1)),
  sent     INTEGER NOT NULL CHECK (sent IN (0, 1)),
  own      INTEGER NOT NULL CHECK (own IN (0, 1)),
  line     TEXT NOT NULL
) STRICT;

CREATE INDEX share_row_by_place ON share_row (tender, v, rep, hash);
CREATE INDEX share_row_own ON share_row (id) WHERE own = 1;

-- Files that were taken whole, and the rows that each of them holds.
CREATE TABLE share_segment (
  id          INTEGER PRIMARY KEY,
  path        TEXT NOT NULL UNIQUE,
  rep         TEXT NOT NULL,
  verified_on TEXT NOT NULL
) STRICT;

CREATE TABLE share_cover (
  id      INTEGER PRIMARY KEY,
  segment INTEGER NOT NULL REFERENCES share_segment (id) ON DELETE CASCADE,
  hash    BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (segment, hash)
) STRICT;

-- Since when a row is in no file of the folder.
CREATE TABLE share_wait (
  hash     BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
  since    TEXT NOT NULL,
  sessions INTEGER NOT NULL
) STRICT;

CREATE TABLE share_set_aside (
  id       INTEGER PRIMARY KEY,
  file     TEXT NOT NULL,
  reason   TEXT NOT NULL,
  rows     INTEGER NOT NULL,
  since    TEXT NOT NULL,
  sessions INTEGER NOT NULL
) STRICT;

-- What was about to be written, committed before the first byte left.
CREATE TABLE share_intention (
  id         INTEGER PRIMARY KEY,
  path       TEXT NOT NULL UNIQUE,
  rep        TEXT NOT NULL,
  directory  TEXT NOT NULL,
  generation INTEGER NOT NULL,
  planned_on TEXT NOT NULL,
  published  INTEGER NOT NULL CHECK (published IN (0, 1))
) STRICT;

CREATE INDEX share_intention_by_generation ON share_intention (rep, directory, generation);
