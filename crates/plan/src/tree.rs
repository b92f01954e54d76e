//! Trees of goals, territories and bodies, and whether they are trees.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

/// Something that may be part of another of its kind.
pub trait Node {
    /// What numbers it.
    type Id: Copy + Ord + Debug + Display;

    /// Its number.
    fn id(&self) -> Self::Id;

    /// What it is a part of; none at the top.
    fn parent(&self) -> Option<Self::Id>;
}

/// What keeps a list of nodes from being a tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTree<Id: Debug + Display> {
    /// A number was given twice.
    #[error("{0} is there twice")]
    Twice(Id),
    /// A part whose whole is not in the list.
    #[error("{child} is a part of {parent}, which is not there")]
    Orphan {
        /// The part.
        child: Id,
        /// The whole that is missing.
        parent: Id,
    },
    /// A whole that is a part of itself, over however many steps.
    #[error("{0} is a part of itself")]
    Circle(Id),
}

/// The parts of each node, in the order of their numbers.
#[derive(Debug, Clone)]
pub struct Tree<Id> {
    parts: BTreeMap<Option<Id>, Vec<Id>>,
}

impl<Id: Copy + Ord + Debug + Display> Tree<Id> {
    /// The tree of these nodes, in whatever order they come.
    ///
    /// # Errors
    /// [`NoTree`] names the node that does not fit.
    pub fn of<N: Node<Id = Id>>(nodes: &[N]) -> Result<Self, NoTree<Id>> {
        let mut parents = BTreeMap::new();
        for node in nodes {
            if parents.insert(node.id(), node.parent()).is_some() {
                return Err(NoTree::Twice(node.id()));
            }
        }
        let mut parts: BTreeMap<Option<Id>, Vec<Id>> = BTreeMap::new();
        for (&child, &parent) in &parents {
            if let Some(parent) = parent.filter(|p| !parents.contains_key(p)) {
                return Err(NoTree::Orphan { child, parent });
            }
            parts.entry(parent).or_default().push(child);
        }
        let tree = Self { parts };
        // What hangs on no root hangs on itself.
        let reached = tree.below(None);
        match parents.keys().find(|id| reached.binary_search(id).is_err()) {
            Some(&id) => Err(NoTree::Circle(id)),
            None => Ok(tree),
        }
    }

    /// The nodes at the top.
    #[must_use]
    pub fn roots(&self) -> &[Id] {
        self.parts_of(None)
    }

    /// The parts of a node, one step down.
    #[must_use]
    pub fn parts(&self, whole: Id) -> &[Id] {
        self.parts_of(Some(whole))
    }

    fn parts_of(&self, whole: Option<Id>) -> &[Id] {
        self.parts.get(&whole).map_or(&[], Vec::as_slice)
    }

    /// All that is below a node, or below the top, in the order of numbers.
    #[must_use]
    pub fn below(&self, whole: Option<Id>) -> Vec<Id> {
        let (mut found, mut open) = (Vec::new(), vec![whole]);
        while let Some(next) = open.pop() {
            for &part in self.parts_of(next) {
                found.push(part);
                open.push(Some(part));
            }
        }
        found.sort_unstable();
        found
    }
}

impl Node for crate::Goal {
    type Id = crate::GoalId;

    fn id(&self) -> crate::GoalId {
        self.id
    }

    fn parent(&self) -> Option<crate::GoalId> {
        self.parent
    }
}

impl Node for crate::Territory {
    type Id = crate::TerritoryId;

    fn id(&self) -> crate::TerritoryId {
        self.id
    }

    fn parent(&self) -> Option<crate::TerritoryId> {
        self.parent
    }
}

impl Node for crate::Body {
    type Id = crate::BodyId;

    fn id(&self) -> crate::BodyId {
        self.id
    }

    fn parent(&self) -> Option<crate::BodyId> {
        self.parent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Part(i32, Option<i32>);

    impl Node for Part {
        type Id = i32;

        fn id(&self) -> i32 {
            self.0
        }

        fn parent(&self) -> Option<i32> {
            self.1
        }
    }

    #[test]
    fn the_order_of_the_list_does_not_matter() {
        let tree = Tree::of(&[Part(3, Some(2)), Part(4, Some(1)), Part(1, None), Part(2, Some(1))]).expect("a tree");
        assert_eq!(tree.roots(), [1]);
        assert_eq!(tree.parts(1), [2, 4]);
        assert_eq!(tree.parts(3), [0; 0]);
        assert_eq!(tree.below(Some(1)), [2, 3, 4]);
        assert_eq!(tree.below(None), [1, 2, 3, 4]);
    }

    #[test]
    fn what_is_no_tree_is_named() {
        assert_eq!(Tree::of(&[Part(1, None), Part(1, None)]).err(), Some(NoTree::Twice(1)));
        assert_eq!(Tree::of(&[Part(1, Some(9))]).err(), Some(NoTree::Orphan { child: 1, parent: 9 }));
        let circle = [Part(1, None), Part(2, Some(3)), Part(3, Some(2))];
        assert_eq!(Tree::of(&circle).err(), Some(NoTree::Circle(2)));
        assert_eq!(Tree::of(&[Part(5, Some(5))]).err(), Some(NoTree::Circle(5)));
        assert!(Tree::<i32>::of::<Part>(&[]).expect("nothing").roots().is_empty());
    }
}
