//! Essential data, out of a tender file and into the base.

use std::sync::atomic::{AtomicU64, Ordering};

use clausier_app::{Now, eforms, files, open_data};

use crate::answer::Answer;
use crate::arguments::{Common, DataFormat, OpenData};
use crate::commands::{Outcome, engine, open};
use crate::progress::counting;

/// Runs `open-data …`.
pub fn run(common: &Common, command: &OpenData, now: &Now) -> Outcome {
    match command {
        OpenData::Export { tender, format: DataFormat::Decp, out, force } => {
            let tender = files::read_tender(tender)?;
            let exported = open_data::write_decp(&engine(common)?, &tender, out, *force, now)?;
            Ok(Answer::of(&exported, open_data::export_sentences(&exported)))
        }
        OpenData::Export { tender, format: DataFormat::Eforms, out, force } => {
            let tender = files::read_tender(tender)?;
            let notice = eforms::write(&engine(common)?, &tender, out, *force, now)?;
            Ok(Answer::of(&notice, eforms::sentences(&notice)))
        }
        OpenData::Import { file, buyer } => {
            let app = open(common, now)?;
            let (done, all) = (AtomicU64::new(0), AtomicU64::new(0));
            let mut watch = |made: usize, total: usize| {
                done.store(made as u64, Ordering::Relaxed);
                all.store(total as u64, Ordering::Relaxed);
                true
            };
            let far = || (done.load(Ordering::Relaxed), all.load(Ordering::Relaxed));
            let imported = counting(common, "Import des marchés publiés…", far, || {
                open_data::import_watched(&app, file, buyer.as_deref(), now, &mut watch)
            })?;
            Ok(Answer::of(&imported, open_data::import_sentences(&imported)))
        }
    }
}
