-- Where each clause of a tender was put in each of its documents, by the text of the heading, so that the
-- choices are made again in a fresh file. No heading = the user left it out, or took it out of the file.
CREATE TABLE place (
  id       INTEGER PRIMARY KEY,
  tender   BLOB NOT NULL CHECK (length(tender) = 16),
  document TEXT NOT NULL,
  clause   TEXT NOT NULL,
  instance TEXT NOT NULL,
  heading  TEXT,
  at       TEXT NOT NULL,
  UNIQUE (tender, document, clause, instance)
) STRICT;
