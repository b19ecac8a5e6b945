//! Essential data, out of a tender file and into the base.

use clausier_app::{Now, eforms, files, open_data};

use crate::answer::Answer;
use crate::arguments::{Common, DataFormat, OpenData};
use crate::commands::{Outcome, engine, open};

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
            let imported = open_data::import_decp(&open(common, now)?, file, buyer.as_deref(), now)?;
            Ok(Answer::of(&imported, open_data::import_sentences(&imported)))
        }
    }
}
