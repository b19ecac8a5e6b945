//! Which clauses of a tender go into one document.

use clausier_core::clauses::Rendered;
use clausier_core::document::{Block, Run};
use clausier_core::french;
use clausier_core::insertion::for_lots;
use clausier_core::tender::{DocumentKind, Selection, Tender};

use super::Target;
use crate::engine::Engine;
use crate::error::{UserError, UserResult};

/// What a target takes.
pub(super) struct Aim {
    pub(super) kind: DocumentKind,
    document: Option<String>,
    /// Lots that the document is for; empty = all.
    lots: Vec<u32>,
}

impl Aim {
    pub(super) fn of(tender: &Tender, target: &Target) -> UserResult<Self> {
        let lot = target.lot.into_iter().collect::<Vec<u32>>();
        if let Some(lot) = target.lot.filter(|lot| !tender.lots.is_empty() && tender.lots.iter().all(|one| one.number != *lot)) {
            return Err(UserError::new("lot-absent", &[("lot", &lot.to_string())]));
        }
        if let Some(id) = &target.document {
            let document = tender.documents.iter().find(|document| document.id == *id);
            let document = document.ok_or_else(|| UserError::new("piece-absente", &[("piece", id)]))?;
            let lots = if lot.is_empty() { document.lots.clone() } else { lot };
            return Ok(Self { kind: document.kind, document: Some(id.clone()), lots });
        }
        let kind = target.kind.as_deref().unwrap_or_default();
        let read = serde_json::from_value(serde_json::Value::String(kind.to_owned()));
        let kind = read.map_err(|_| UserError::new("mot-inconnu", &[("champ", "document"), ("valeur", kind)]))?;
        Ok(Self { kind, document: None, lots: lot })
    }

    pub(super) fn takes(&self, engine: &Engine, tender: &Tender, selection: &Selection) -> bool {
        self.takes_document(engine, tender, selection) && self.takes_lots(selection)
    }

    /// A selection goes into the document that it names, else into its kind, else where the catalogue
    /// puts the clause.
    fn takes_document(&self, engine: &Engine, tender: &Tender, selection: &Selection) -> bool {
        match (&selection.document_id, &self.document) {
            (Some(wanted), Some(document)) => wanted == document,
            (Some(wanted), None) => match tender.documents.iter().find(|document| document.id == *wanted) {
                Some(document) => document.kind == self.kind,
                None => selection.document == Some(self.kind),
            },
            (None, _) => match (selection.document, engine.library_of(tender).find(&selection.clause)) {
                (Some(kind), _) => kind == self.kind,
                (None, Some(clause)) => clause.documents().contains(&self.kind),
                (None, None) => true,
            },
        }
    }

    fn takes_lots(&self, selection: &Selection) -> bool {
        self.lots.is_empty() || selection.lots.is_empty() || selection.lots.iter().any(|lot| self.lots.contains(lot))
    }

    /// Returns clauses as this document says them: in the document of one lot, the insertion hours are those of the lot.
    pub(super) fn with_their_hours<'t>(&self, engine: &Engine, tender: &Tender, taken: impl Iterator<Item = &'t Selection>) -> Vec<Selection> {
        if self.lots.is_empty() {
            return taken.cloned().collect();
        }
        let table = engine.insertion(tender);
        taken.map(|selection| for_lots(selection, &self.lots, &table, &engine.catalogue.insertion)).collect()
    }

    /// Returns the blocks of a clause. In a document that serves more lots than the clause, a clause of
    /// ours says which lots it is for; the buyer's own words stay as they are.
    pub(super) fn blocks(&self, tender: &Tender, selection: &Selection, rendered: &Rendered) -> Vec<Block> {
        let document_lots = if self.lots.is_empty() { tender.lots.iter().map(|lot| lot.number).collect() } else { self.lots.clone() };
        let narrower = !selection.lots.is_empty() && document_lots.iter().any(|lot| !selection.lots.contains(lot));
        if !narrower || rendered.reworded {
            return rendered.blocks.clone();
        }
        let numbers: Vec<String> = selection.lots.iter().map(ToString::to_string).collect();
        let sentence = match numbers.as_slice() {
            [one] => format!("Cette clause s’applique au lot {one}."),
            several => format!("Cette clause s’applique aux lots {}.", french::and(several)),
        };
        let scope = Block::Paragraph { line: vec![Run::plain(french::typography(&sentence))] };
        std::iter::once(scope).chain(rendered.blocks.iter().cloned()).collect()
    }
}

/// Returns the contract's word of a kind of document.
pub(crate) fn word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Rc => "rc",
        DocumentKind::Ccap => "ccap",
        DocumentKind::Cctp => "cctp",
        DocumentKind::Ccp => "ccp",
        DocumentKind::Ae => "ae",
        DocumentKind::Bpu => "bpu",
        DocumentKind::Dqe => "dqe",
        DocumentKind::Dpgf => "dpgf",
        DocumentKind::Crt => "crt",
        DocumentKind::AnnexeInsertion => "annexe_insertion",
        DocumentKind::AnnexePersonnel => "annexe_personnel",
        DocumentKind::LettreConsultation => "lettre_consultation",
        DocumentKind::Autre => "autre",
    }
}
