//! Where or for whom target and result are.

use crate::lexicon::Lexicon;
use crate::statement::Statement;

/// How the scopes of two statements stand to each other.
pub(crate) enum Scopes {
    Same,
    One(String),
    Different,
}

pub(crate) fn scopes(target: &Statement, s: &Statement) -> Scopes {
    match (&target.scope, &s.scope) {
        (None, None) => Scopes::Same,
        (Some(a), Some(b)) if a == b || alias(a) == alias(b) => Scopes::Same,
        (Some(a), Some(b)) if a.contains(&**b) || b.contains(&**a) => Scopes::One(a.to_string()),
        (Some(_), Some(_)) => Scopes::Different,
        (Some(of), None) if s.clause.contains(&**of) || s.lead.contains(&**of) => Scopes::Same,
        (None, Some(of)) if target.clause.contains(&**of) || target.lead.contains(&**of) => Scopes::Same,
        (Some(of), None) | (None, Some(of)) => Scopes::One(of.to_string()),
    }
}

/// Whether a scope is the country, where those live for whom wells are dug and who are poor.
pub(crate) fn is_country(scope: &str) -> bool {
    alias(scope) == alias(COUNTRY)
}

/// What the country is called among the scopes.
const COUNTRY: &str = "农村";

/// The scope under its one name: 农民 is 农村.
pub(crate) fn alias(scope: &str) -> &str {
    Lexicon::get().scopes.iter().find(|(word, _)| *word == scope).map_or(scope, |(_, is)| is)
}
