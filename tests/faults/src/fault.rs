//! What a folder can do to us, and the switch that a campaign turns while the folder is mounted.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Why a call is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// EIO.
    Broken,
    /// ENOSPC.
    Full,
    /// EACCES.
    Denied,
    /// EROFS.
    ReadOnly,
    /// ENOENT.
    Absent,
}

/// One way to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// None: a sound folder.
    None,
    /// Writes beyond so many bytes are refused.
    Write(Refusal, u64),
    /// A write takes a few bytes and says so.
    ShortWrite,
    /// A write takes half and says that it took all.
    LyingWrite,
    /// Flushing to the disk fails.
    Fsync,
    /// A name cannot be given.
    Rename,
    /// The old name is gone some time before the new one is there.
    RenameGap,
    /// A name cannot be taken away.
    Remove,
    /// A read fails.
    Read,
    /// A name is listed, and opening it says that it is absent.
    OpenAbsent,
    /// A listing does not change any more.
    StaleListing,
    /// Names lose the case of their letters.
    Folded,
    /// A new file may not be opened again for some seconds.
    Held,
    /// Nothing may be written.
    ReadOnly,
    /// After so many calls, every call fails.
    Vanishes(u64),
    /// Listing hangs longer than anybody waits.
    Hangs,
}

/// The fault of the moment, and how many calls were made since it was set.
#[derive(Debug)]
pub struct Switch {
    fault: Mutex<Fault>,
    calls: AtomicU64,
}

impl Switch {
    /// Starts sound.
    pub fn new() -> Self {
        Self { fault: Mutex::new(Fault::None), calls: AtomicU64::new(0) }
    }

    /// Turns the switch.
    pub fn set(&self, fault: Fault) {
        *self.fault.lock().expect("no thread dies with the switch") = fault;
        self.calls.store(0, Ordering::SeqCst);
    }

    /// Returns the fault.
    pub fn fault(&self) -> Fault {
        *self.fault.lock().expect("no thread dies with the switch")
    }

    /// Counts a call, and refuses it when the folder has vanished.
    pub fn call(&self) -> Result<Fault, Refusal> {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        match self.fault() {
            Fault::Vanishes(after) if number >= after => Err(Refusal::Broken),
            fault => Ok(fault),
        }
    }
}
