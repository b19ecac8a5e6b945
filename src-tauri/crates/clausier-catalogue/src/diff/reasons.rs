//! The reasons proposed for leaving a clause out.

use super::said::Said;
use super::texts::quoted;
use super::{Change, ChangeKind};
use crate::needs::REASONS;

pub(super) fn compare(old: &[String], new: &[String], changes: &mut Vec<Change>) {
    let mut said = Said::new(changes, ChangeKind::Reason, REASONS, "Motifs proposés pour écarter une clause".to_owned());
    let quoted = |reasons: &[String]| reasons.iter().map(|reason| quoted(reason)).collect::<Vec<_>>();
    said.list("reasons", "motifs", &quoted(old), &quoted(new));
}
