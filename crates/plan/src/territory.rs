//! Where: territories and bodies, which come and go.

use crate::{BodyId, Date, PostId, TerritoryId};

/// From when to when something existed; both ends may be open.
///
/// Counties are merged and offices renamed. A figure of 2018 belongs to what existed in 2018.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Valid {
    /// The first day; none if it has always been.
    pub from: Option<Date>,
    /// The last day; none if it still is.
    pub to: Option<Date>,
}

impl Valid {
    /// Whether it was so on a day.
    #[must_use]
    pub fn on(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A territory (地区): a node of the tree of divisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// Its number.
    pub id: TerritoryId,
    /// What it is a part of.
    pub parent: Option<TerritoryId>,
    /// The code of the public list, where it has one: 150500.
    pub code: Option<String>,
    /// Its name: 某县.
    pub name: String,
    /// When it existed.
    pub valid: Valid,
    /// What took its place, where it ended by a merger or a change of name.
    pub followed_by: Option<TerritoryId>,
}

/// A body (单位): who answers for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its number.
    pub id: BodyId,
    /// What it is a part of.
    pub parent: Option<BodyId>,
    /// Its name: 县发展改革委.
    pub name: String,
    /// The territory it serves.
    pub territory: Option<TerritoryId>,
    /// When it existed.
    pub valid: Valid,
    /// What took its place.
    pub followed_by: Option<BodyId>,
}

/// A post in a body (岗位). Duties sit on posts, for people change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its number.
    pub id: PostId,
    /// The body it is in.
    pub body: BodyId,
    /// What it is called: 分管副县长.
    pub title: String,
    /// When it existed.
    pub valid: Valid,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_ends_belong_to_it() {
        let valid = Valid { from: Some(date(2016, 1, 1)), to: Some(date(2019, 12, 31)) };
        assert!(valid.on(date(2016, 1, 1)) && valid.on(date(2019, 12, 31)));
        assert!(!valid.on(date(2015, 12, 31)) && !valid.on(date(2020, 1, 1)));
        assert!(Valid::default().on(date(1949, 10, 1)));
    }
}
