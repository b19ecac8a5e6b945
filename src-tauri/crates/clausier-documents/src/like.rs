//! The choices that a former file shows, made again in a fresh one: where each clause stood, what the
//! buyer reworded, what he took out.

use crate::decision::{Action, Wanted, decide, edit_state};
use crate::error::DocumentError;
use crate::export::viewed;
use crate::merge::{Change, Pick, three_way};
use crate::merged;
use crate::report::State;
use crate::request::{Clause, Request};
use crate::view::View;

/// Returns the request that makes again, in a fresh file, what stands in a former one. A clause that the
/// former file does not hold is asked for as before.
pub fn like(former: &[u8], request: &Request) -> Result<Request, DocumentError> {
    viewed(former, |view| {
        let mut again = request.clone();
        for wanted in decide(view, request).wanted {
            again.follow(view, &wanted);
        }
        again
    })
}

impl Request {
    fn follow(&mut self, view: &dyn View, wanted: &Wanted<'_>) {
        let name = name_of(wanted.clause);
        if matches!(wanted.action, Action::Removed) {
            self.left_out.insert(name);
            return;
        }
        let Some(found) = wanted.found.as_ref().filter(|_| !wanted.guessed) else { return };
        let at = view.place_of(found);
        if let Some(clause) = self.clauses.iter_mut().find(|clause| name_of(clause) == name).filter(|_| !at.is_empty()) {
            clause.at = Some(at);
        }
        if matches!(edit_state(found, wanted.base.as_ref(), &wanted.clause.base().text), State::Edited | State::EditedTracked) {
            self.carried.insert(name, found.text.clone());
        }
    }

    /// The clause with the words that the buyer gave it in a former file; `None` when he gave it none, or
    /// when they hold something that is no text.
    pub(crate) fn reworded(&self, clause: &Clause) -> Option<Clause> {
        let words = self.carried.get(&name_of(clause))?;
        let hunks = three_way("", words, &clause.base().text);
        let picks: Vec<Pick> = hunks.iter().map(|hunk| if hunk.change == Change::Same { Pick::Library } else { Pick::Mine }).collect();
        merged::clause(clause, &hunks, &picks)
    }

    /// Whether the buyer took the clause out of a former file.
    pub(crate) fn leaves_out(&self, clause: &Clause) -> bool {
        self.left_out.contains(&name_of(clause))
    }

    /// Whether the buyer reworded the clause in a former file.
    pub(crate) fn is_reworded(&self, clause: &Clause) -> bool {
        self.carried.contains_key(&name_of(clause))
    }
}

fn name_of(clause: &Clause) -> String {
    format!("{}#{}", clause.key, clause.instance)
}
