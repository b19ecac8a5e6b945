//! Diagnostic of a folder, for the people who administer it: what it lets us do, and how fast. One
//! page without a name, a path or a row.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::clock::Chance;
use crate::folder::{Folder, FolderError};
use crate::listing::Listing;
use crate::marker::Marker;
use crate::trouble::Trouble;

/// What a folder can do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct DoctorReport {
    pub reachable: bool,
    /// `absent`, `share`, `unreadable` or `newer`.
    pub marker: String,
    pub writes: bool,
    pub renames: bool,
    /// True when a file that is there is not replaced.
    pub keeps_existing: bool,
    /// True when the server refuses by itself to replace a file; absent without a server.
    pub conditional: Option<bool>,
    pub reads_back: bool,
    pub removes: bool,
    /// Milliseconds to write, rename, read back and remove a file of 4 kB.
    pub round_trip_ms: Option<f64>,
    pub listing_ms: Option<f64>,
    pub replicas: u32,
    pub segments: u32,
    /// Temporary files left by computers that stopped.
    pub leftovers: u32,
    /// Conflicted copies and files that are not ours.
    pub ignored: u32,
    /// The first refusal met, in the words of the protocol.
    pub refusal: Option<String>,
    /// What a server had to say of it.
    pub trouble: Option<Trouble>,
}

/// Tries a folder; what it writes, it removes.
pub fn doctor(folder: &dyn Folder, chance: &mut dyn Chance) -> DoctorReport {
    let mut report = DoctorReport {
        reachable: folder.list("").is_ok(),
        marker: marker(folder).to_owned(),
        writes: false,
        renames: false,
        keeps_existing: false,
        conditional: None,
        reads_back: false,
        removes: false,
        round_trip_ms: None,
        listing_ms: None,
        replicas: 0,
        segments: 0,
        leftovers: 0,
        ignored: 0,
        refusal: None,
        trouble: None,
    };
    if !report.reachable {
        report.trouble = folder.trouble();
    } else {
        list(folder, &mut report);
        let start = Instant::now();
        match try_out(folder, &mut report, chance) {
            Ok(()) => report.round_trip_ms = Some(milliseconds(start)),
            Err(refusal) => {
                report.refusal = Some(refusal.to_string());
                report.trouble = report.trouble.or(folder.trouble());
            }
        }
    }
    report
}

fn marker(folder: &dyn Folder) -> &'static str {
    match Marker::read(folder) {
        Marker::Absent => "absent",
        Marker::Unreadable => "unreadable",
        Marker::Newer { .. } => "newer",
        Marker::Share(_) => "share",
    }
}

fn list(folder: &dyn Folder, report: &mut DoctorReport) {
    let start = Instant::now();
    if let Ok(listing) = Listing::walk(folder) {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        report.listing_ms = Some(milliseconds(start));
        report.replicas = count(listing.replicas().len());
        report.segments = count(listing.segments());
        report.leftovers = count(listing.temporaries.len());
        report.ignored = listing.ignored;
    }
}

fn try_out(folder: &dyn Folder, report: &mut DoctorReport, chance: &mut dyn Chance) -> Result<(), FolderError> {
    let name = format!("diagnostic-{:016x}", chance.next());
    let (temporary, renamed) = (format!("{name}.a.tmp"), format!("{name}.b.tmp"));
    let bytes = name.repeat(160).into_bytes();
    folder.create_new(&temporary, &bytes)?;
    report.writes = true;
    let outcome = try_rename(folder, report, &temporary, &renamed, &bytes);
    let trouble = folder.trouble();
    let removals = [&temporary, &renamed].map(|path| folder.remove(path));
    report.removes = removals.iter().any(Result::is_ok);
    report.trouble = outcome.is_err().then_some(trouble).flatten();
    outcome
}

/// An object store renames nothing: files are then written under their final name.
fn try_rename(folder: &dyn Folder, report: &mut DoctorReport, from: &str, to: &str, bytes: &[u8]) -> Result<(), FolderError> {
    match folder.rename_no_replace(from, to) {
        Ok(()) => report.renames = true,
        Err(FolderError::Unsupported) => folder.create_new(to, bytes)?,
        Err(refusal) => return Err(refusal),
    }
    report.reads_back = folder.read(to, bytes.len() as u64)? == bytes;
    if report.renames {
        folder.create_new(from, b"x")?;
    }
    let over = if report.renames { folder.rename_no_replace(from, to) } else { folder.create_new(to, b"x") };
    report.keeps_existing = over == Err(FolderError::AlreadyExists);
    report.conditional = folder.refuses_to_replace(to, bytes);
    Ok(())
}

fn milliseconds(since: Instant) -> f64 {
    (since.elapsed().as_secs_f64() * 10_000.0).round() / 10.0
}
