//! The outline as a tree: sections carry their parent, readers of JSON want the children.

use super::writer::Writer;
use crate::Section;

/// Writes the tree, and returns for each section its index in preorder, which is how sentences and figures name it.
///
/// A parent that does not come before its child is no parent: the section then stands at the top. No recursion, for a
/// page may nest as deep as it likes.
pub(super) fn write(w: &mut Writer<'_>, sections: &[Section]) -> Vec<usize> {
    let n = sections.len();
    // One list of siblings per parent, the last place for those at the top, each threaded through `next`.
    let mut first: Vec<Option<usize>> = vec![None; n + 1];
    let mut next: Vec<Option<usize>> = vec![None; n];
    for (index, section) in sections.iter().enumerate().rev() {
        let parent = section.parent.filter(|p| *p < index).unwrap_or(n);
        next[index] = first[parent].replace(index);
    }

    let mut place = vec![0; n];
    let mut count = 0;
    let mut above: Vec<usize> = Vec::new();
    let mut at = first[n];
    w.open(b'[');
    while let Some(index) = at {
        place[index] = count;
        count += 1;
        let section = &sections[index];
        w.item();
        w.open(b'{');
        w.member("title");
        w.text(&section.title);
        w.member("role");
        w.word(section.role.word());
        w.member("kind");
        w.word(section.kind.word());
        w.member("spans");
        w.spans(&section.spans);
        w.member("children");
        w.open(b'[');
        above.push(index);
        at = first[index];
        while at.is_none() {
            let Some(done) = above.pop() else { break };
            w.close(b']');
            w.close(b'}');
            at = next[done];
        }
    }
    w.close(b']');
    place
}
