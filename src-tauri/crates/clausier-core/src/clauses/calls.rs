//! What the answers of the interview ask of the clauses: some are called for, some are set aside, some
//! get a value. The interview itself lives in `needs`.

use crate::tender::Scalar;

/// A clause that an answer calls for, or sets aside, and the sentence that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Identifier of the clause.
    pub clause: String,
    /// A full sentence.
    pub reason: String,
}

/// A value that an answer proposes for a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedValue {
    /// Identifier of the clause.
    pub clause: String,
    /// Name of the parameter.
    pub parameter: String,
    /// The value.
    pub value: Scalar,
}

/// Everything that the answers ask, in the order of the questions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Calls {
    /// Clauses called for.
    pub called: Vec<Call>,
    /// Clauses set aside.
    pub aside: Vec<Call>,
    /// Values proposed.
    pub values: Vec<ProposedValue>,
}

impl Calls {
    /// Lists why a clause is called for, each reason once.
    pub fn reasons(&self, clause: &str) -> Vec<&str> {
        let mut reasons: Vec<&str> = Vec::new();
        for call in self.called.iter().filter(|call| call.clause == clause) {
            if !reasons.contains(&call.reason.as_str()) {
                reasons.push(&call.reason);
            }
        }
        reasons
    }

    /// Returns why the answers set a clause aside; an answer that calls for it wins.
    pub fn set_aside(&self, clause: &str) -> Option<&str> {
        let is_called = self.called.iter().any(|call| call.clause == clause);
        self.aside.iter().find(|call| call.clause == clause && !is_called).map(|call| call.reason.as_str())
    }

    /// Lists the values proposed for a clause; of two for one parameter, the later question wins.
    pub fn values_of(&self, clause: &str) -> std::collections::BTreeMap<String, Scalar> {
        self.values.iter().filter(|one| one.clause == clause).map(|one| (one.parameter.clone(), one.value.clone())).collect()
    }
}
