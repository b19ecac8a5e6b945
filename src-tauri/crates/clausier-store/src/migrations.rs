//! The formats of the base, in order. To add one: a new numbered file and a new line in [`SCRIPTS`];
//! a file that was released is never edited.

use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{HookError, HookResult, M, Migrations};

use crate::errors::Result;

const SCRIPTS: &[&str] = &[
    include_str!("../migrations/0001_initial.sql"),
    include_str!("../migrations/0002_sharing.sql"),
    include_str!("../migrations/0003_intake.sql"),
    include_str!("../migrations/0004_own_items.sql"),
    include_str!("../migrations/0005_places.sql"),
];

/// « clau » in ASCII: tells our base from any other SQLite file.
pub(crate) const APPLICATION_ID: i32 = 0x636c_6175;

/// Returns the format that this program writes.
pub(crate) fn known() -> i64 {
    i64::try_from(SCRIPTS.len()).unwrap_or(i64::MAX)
}

/// Brings the base to the known format, in one transaction that commits only a base without fault.
pub(crate) fn migrate(conn: &mut Connection) -> Result<()> {
    conn.set_transaction_behavior(TransactionBehavior::Immediate);
    let outcome = migrations().to_latest(conn);
    conn.set_transaction_behavior(TransactionBehavior::Deferred);
    Ok(outcome?)
}

fn migrations() -> Migrations<'static> {
    Migrations::new(SCRIPTS.iter().map(|script| M::up_with_hook(script, seal).foreign_key_check()).collect())
}

/// Runs inside the transaction, after each script.
fn seal(tx: &rusqlite::Transaction<'_>) -> HookResult {
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    let verdict: String = tx.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(HookError::Hook(verdict)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_apply_one_after_the_other() {
        assert_eq!(migrations().validate(), Ok(()));
    }

    #[test]
    fn the_bundled_sqlite_is_past_the_wal_reset_fault() {
        assert!(rusqlite::version_number() >= 3_051_003, "SQLite {}", rusqlite::version());
    }
}
