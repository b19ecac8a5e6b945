//! What was last written of each clause into each document. The custom XML part of a document holds
//! the same; this copy serves when a detour (another word processor, an e-mail gateway) lost it.

use chrono::{DateTime, Utc};
use clausier_core::tender::TenderId;

use crate::digest::sha;
use crate::errors::Result;
use crate::open::Store;
use crate::time::stamp;

/// The text of one clause as it was written: to compare what stands there now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct KnownBase {
    pub clause: String,
    /// Tells two writings of one clause in one document apart.
    pub instance: String,
    pub version: String,
    pub text: String,
}

/// One export.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Export<'a> {
    pub tender: TenderId,
    /// Name of the file, without its folder; its whole path, if given, is kept as a hash only.
    pub document: &'a str,
    pub path: Option<&'a str>,
    /// The identifier that the exporter wrote in the document.
    pub doc_id: &'a str,
    /// The clauses that are in the document now.
    pub bases: &'a [KnownBase],
}

impl Store {
    /// Remembers an export. Clauses written earlier and absent from this one stay known: the user may
    /// go on from an older copy of the file.
    pub fn remember_export(&mut self, export: &Export<'_>, now: DateTime<Utc>) -> Result<()> {
        let path_hash = export.path.map(|path| sha(path.as_bytes()));
        self.transact("export", now, |write| {
            let mut statement = write.prepare_cached(
                "INSERT INTO export (tender, document, path_hash, doc_id, clause, instance, version, base_text, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (doc_id, clause, instance) DO UPDATE SET tender = excluded.tender, document = excluded.document,
                   path_hash = excluded.path_hash, version = excluded.version, base_text = excluded.base_text, at = excluded.at",
            )?;
            for base in export.bases {
                statement.execute((
                    export.tender.as_bytes(),
                    export.document,
                    path_hash,
                    export.doc_id,
                    &base.clause,
                    &base.instance,
                    &base.version,
                    &base.text,
                    stamp(now),
                ))?;
            }
            Ok(())
        })
    }

    /// Returns the texts written into a document, by clause then instance.
    pub fn known_bases(&self, doc_id: &str) -> Result<Vec<KnownBase>> {
        self.bases("SELECT clause, instance, version, base_text FROM export WHERE doc_id = ?1 ORDER BY clause, instance", &doc_id)
    }

    /// Returns the texts last written to a path: for a document that lost its identifier too.
    pub fn known_bases_at(&self, path: &str) -> Result<Vec<KnownBase>> {
        let query = "SELECT clause, instance, version, base_text FROM export
             WHERE doc_id = (SELECT doc_id FROM export WHERE path_hash = ?1 ORDER BY at DESC, id DESC LIMIT 1) ORDER BY clause, instance";
        self.bases(query, &sha(path.as_bytes()))
    }

    /// Returns the names of the files that the clauses of a tender were written into.
    pub fn exported_documents(&self, tender: TenderId) -> Result<Vec<String>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT DISTINCT document FROM export WHERE tender = ?1 ORDER BY document")?;
            let mut rows = statement.query([tender.as_bytes()])?;
            let mut names = Vec::new();
            while let Some(row) = rows.next()? {
                names.push(row.get(0)?);
            }
            Ok(names)
        })
    }

    fn bases(&self, query: &str, parameter: &dyn rusqlite::ToSql) -> Result<Vec<KnownBase>> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached(query)?;
            let mut rows = statement.query([parameter])?;
            let mut bases = Vec::new();
            while let Some(row) = rows.next()? {
                bases.push(KnownBase { clause: row.get(0)?, instance: row.get(1)?, version: row.get(2)?, text: row.get(3)? });
            }
            Ok(bases)
        })
    }
}
