//! Where the clauses of a tender were put, document by document: a file that comes back fresh from the
//! drafting software gets them at the same headings.

use chrono::{DateTime, Utc};
use clausier_core::tender::TenderId;

use crate::errors::Result;
use crate::open::Store;
use crate::time::stamp;

/// Where one clause was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPlace {
    /// The clause.
    pub clause: String,
    /// Tells two writings of one clause in one document apart.
    pub instance: String,
    /// The text of the heading, or `#end`; absent = left out of that document.
    pub heading: Option<String>,
}

impl Store {
    /// Remembers places. A clause that is not told keeps the one it had.
    pub fn remember_places(&mut self, tender: TenderId, document: &str, places: &[KnownPlace], now: DateTime<Utc>) -> Result<()> {
        self.transact("places", now, |write| {
            let mut statement = write.prepare_cached(
                "INSERT INTO place (tender, document, clause, instance, heading, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (tender, document, clause, instance) DO UPDATE SET heading = excluded.heading, at = excluded.at",
            )?;
            for place in places {
                statement.execute((tender.as_bytes(), document, &place.clause, &place.instance, place.heading.as_deref(), stamp(now)))?;
            }
            Ok(())
        })
    }

    /// Returns the places known in one document of a tender, by clause then instance.
    pub fn known_places(&self, tender: TenderId, document: &str) -> Result<Vec<KnownPlace>> {
        self.read(|conn| {
            let mut statement =
                conn.prepare_cached("SELECT clause, instance, heading FROM place WHERE tender = ?1 AND document = ?2 ORDER BY clause, instance")?;
            let mut rows = statement.query((tender.as_bytes(), document))?;
            let mut places = Vec::new();
            while let Some(row) = rows.next()? {
                places.push(KnownPlace { clause: row.get(0)?, instance: row.get(1)?, heading: row.get(2)? });
            }
            Ok(places)
        })
    }
}
