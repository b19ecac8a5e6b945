-- What the organisation writes for itself: its clauses, and the targets that a pack brought. One document each.
CREATE TABLE own_item (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('clause', 'target')),
  name       TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  sha        BLOB NOT NULL CHECK (length(sha) = 32),
  body       TEXT NOT NULL,
  UNIQUE (kind, name)
) STRICT;

-- What was done, in order: an edit, a pack taken whole, an undo. An undone change is named by the one that undid it.
CREATE TABLE own_change (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  operation TEXT NOT NULL,
  undoes    INTEGER UNIQUE REFERENCES own_change (id)
) STRICT;

-- The bodies before and after; none = the item was not there.
CREATE TABLE own_step (
  id     INTEGER PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES own_change (id),
  kind   TEXT NOT NULL CHECK (kind IN ('clause', 'target')),
  name   TEXT NOT NULL,
  before TEXT,
  after  TEXT
) STRICT;

CREATE INDEX own_step_by_change ON own_step (change);
