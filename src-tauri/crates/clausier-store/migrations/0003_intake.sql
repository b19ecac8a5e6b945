-- What other services hand over (finance extract, lists of approvals, hours of insertion). It stays on this computer:
-- nothing of these two tables goes to the shared folder.
-- `scope` is what one file replaces: a year of spend, the day of a list, a period of a tender.
CREATE TABLE intake (
  id    INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  kind  TEXT NOT NULL,
  scope TEXT NOT NULL,
  file  TEXT NOT NULL,
  at    TEXT NOT NULL,
  -- Lines of the file that could not be taken.
  aside INTEGER NOT NULL CHECK (aside >= 0),
  sha   BLOB NOT NULL CHECK (length(sha) = 32)
) STRICT;

CREATE INDEX intake_by_scope ON intake (kind, scope, batch);

CREATE TABLE intake_row (
  id     INTEGER PRIMARY KEY,
  intake INTEGER NOT NULL REFERENCES intake (id) ON DELETE CASCADE,
  name   TEXT NOT NULL,
  amount INTEGER NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE INDEX intake_row_by_intake ON intake_row (intake);
