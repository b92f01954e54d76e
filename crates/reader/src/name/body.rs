//! Bodies: 云泽市|委|组织部, 国务院|办公厅, 各旗县市区|人民政府, 云泽|职业技术|学院.

use super::words::{Head, Part};
use super::{Found, Names, is_letter};
use crate::reading::NameClass;

/// Places that stand one behind the other: 内蒙古自治区|通辽市|开鲁县.
const PLACES: usize = 4;
/// An institution is made of no more than this many words.
const KINDS: usize = 4;
/// An organ has no more parts in parts than this.
const BRANCHES: usize = 3;
/// The name of a company before its legal form.
const COMPANY: usize = 20;

/// What a body begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nobody,
    /// A place without its rank: 云泽.
    Bare,
    /// A place with its rank: 云泽市.
    Ranked,
    /// 市, 自治区, 各县: a territory without its name.
    Territory,
    Nation,
}

impl Names<'_> {
    /// The body that begins at `at`. One that a post follows belongs to the post: 市委书记.
    pub(super) fn body(&mut self, at: usize, here: bool) -> Option<usize> {
        let (end, cut) = self.body_end(at, here)?;
        let unlisted = || {
            let ranked = !here && matches!(self.lexicon.heads.find(self.text, at), Some((1, Head::Territory(_))));
            ranked.then(|| self.unlisted(at)).flatten()
        };
        let at = match unlisted() {
            Some(start) => {
                self.known.add_territory(self.text.get(start..=at).unwrap_or_default());
                self.behind_party(start)
            }
            None => at,
        };
        let post = cut || self.lexicon.posts.find(self.text, end).is_some();
        self.leads(at..end);
        if post {
            return Some(end);
        }
        let end = self.keep(Found::new(at..end, NameClass::Body));
        Some(end)
    }

    /// Where the name of the Party begins that ends at `at`, else `at`.
    fn behind_party(&self, at: usize) -> usize {
        let party = [2, 5].iter().filter_map(|len| at.checked_sub(*len)).find(
            |from| matches!(self.lexicon.heads.find(self.text, *from), Some((len, Head::Party)) if from + len == at),
        );
        party.unwrap_or(at)
    }

    /// Where the body ends, and whether its last word runs on into a post (财政局|长).
    fn body_end(&self, at: usize, here: bool) -> Option<(usize, bool)> {
        let mut i = at;
        let mut head = if here { None } else { self.lexicon.heads.find(self.text, at) };
        if !here
            && let Some((len, ())) = self.lexicon.offices.find(self.text, at)
            && head.is_none_or(|(other, _)| other < len)
        {
            let end = at + len;
            if !self.opens(at) || goes_on(self.text, end) {
                return None;
            }
            return Some(if self.text.get(end) == Some(&'长') { (end - 1, true) } else { self.branches(end) });
        }
        if !here && head.is_none() {
            return None;
        }
        if let Some((len, Head::Party)) = head {
            i += len;
            head = None;
        }
        let mut owner = Owner::Nobody;
        for _ in 0..PLACES {
            let Some(place) = self.place_at(i) else { break };
            let rank = self.text.get(place.range.end - 1);
            let ranked = matches!(rank, Some('省' | '市' | '区' | '县' | '旗' | '盟' | '州' | '乡' | '镇'));
            owner = if ranked { Owner::Ranked } else { Owner::Bare };
            i = place.range.end;
        }
        if i > at {
            // 云泽市市委, 中共省委.
            if let Some((len, Head::Territory(_) | Head::Territories)) = self.lexicon.heads.find(self.text, i)
                && self.organ(i + len, Owner::Territory, true).is_some()
            {
                owner = Owner::Territory;
                i += len;
            }
        } else if let Some((len, head)) = head {
            i += len;
            owner = match *head {
                Head::Territory(not_after) => {
                    if self.is_of_several(at) || self.before(at).is_some_and(|c| not_after.contains(c)) {
                        return None;
                    }
                    Owner::Territory
                }
                Head::Territories => Owner::Territory,
                Head::Nation => Owner::Nation,
                Head::Body(free) => {
                    let whole = (free || self.opens(at)) && !goes_on(self.text, i);
                    return whole.then(|| self.branches(i));
                }
                Head::Party => return None,
            };
        }
        let i = match owner {
            Owner::Nobody => return None,
            Owner::Nation => i,
            Owner::Bare | Owner::Ranked | Owner::Territory => i + term(self.text, i),
        };
        let (end, cut) = self.organ(i, owner, owner != Owner::Bare || self.opens(at))?;
        Some(if cut { (end, true) } else { self.branches(end) })
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|i| self.text.get(i)).copied()
    }

    /// 省、市、县人民政府: those of each.
    fn is_of_several(&self, at: usize) -> bool {
        let level = |c| "省市县区旗州盟乡镇级".contains(c);
        self.before(at) == Some('、') && self.before(at - 1).is_some_and(level)
    }

    /// Where the organ that stands at `at` ends, behind its owner. `opens`: the owner's name begins where a word may.
    fn organ(&self, at: usize, owner: Owner, opens: bool) -> Option<(usize, bool)> {
        let text = self.text;
        let mut i = at;
        for kinds in 0..=KINDS {
            let office = self.lexicon.offices.find(text, i).map(|(len, ())| i + len).filter(|_| kinds == 0);
            let organ = self.lexicon.parts.find(text, i).map_or(0, |(len, _)| i + len);
            if let Some(end) = office.filter(|end| *end > organ) {
                if text.get(end) == Some(&'长') {
                    return Some((end - 1, true));
                }
                if !goes_on(text, end) {
                    return Some((end, false));
                }
            }
            let mut next = None;
            for (len, part) in self.lexicon.parts.all(text, i) {
                let end = i + len;
                match *part {
                    Part::Organ(unless) if kinds == 0 && owner != Owner::Nation => {
                        let after = text.get(end);
                        let shut = after.is_some_and(|c| unless.contains(*c)) || goes_on(text, end);
                        // 云泽市|委, but 云泽|委托.
                        let bare = len == 1 && owner == Owner::Bare;
                        if !shut && !bare {
                            return Some((end, false));
                        }
                    }
                    // 某大学附属医院云泽医院 is more than 云泽医院.
                    Part::Institution if kinds > 0 || matches!(owner, Owner::Bare | Owner::Ranked) && opens => {
                        return Some((end, false));
                    }
                    Part::Kind => next = next.or(Some(end)),
                    _ => {}
                }
            }
            i = next.filter(|_| owner != Owner::Nation)?;
        }
        None
    }

    /// Where the branches of the organ that ends at `at` end: 市委|办公室, 国务院|国资委.
    fn branches(&self, at: usize) -> (usize, bool) {
        let mut end = at;
        for _ in 0..BRANCHES {
            let branch = self.lexicon.branches.find(self.text, end).map(|(len, ())| len);
            let office = self.lexicon.offices.find(self.text, end).map(|(len, ())| len);
            let Some(len) = branch.max(office) else { break };
            if self.text.get(end + len) == Some(&'长') && office == Some(len) {
                return (end + len - 1, true);
            }
            if goes_on(self.text, end + len) {
                break;
            }
            end += len;
        }
        (end, false)
    }

    /// The company whose legal form stands at `at`: it must begin with a place or with the clause.
    pub(super) fn company(&mut self, at: usize, len: usize) -> Option<usize> {
        let run = self.run_before(at, COMPANY);
        let place = self.place_within(&(run..at)).map(|p| p.range.clone());
        let start = match place {
            Some(place) if self.opens(place.start) => place.start,
            _ if at - run < COMPANY => run,
            _ => return None,
        };
        if at - start < 2 || self.is_common(start..at) {
            return None;
        }
        Some(self.keep(Found::new(start..at + len, NameClass::Body)))
    }
}

/// The term of a congress or committee at `at`: 第六届, 六届.
fn term(text: &[char], at: usize) -> usize {
    let ordinal = usize::from(text.get(at) == Some(&'第'));
    let rest = text.get(at + ordinal..).unwrap_or_default();
    let digits = rest.iter().take(3).take_while(|c| "零一二三四五六七八九十0123456789".contains(**c)).count();
    if digits > 0 && rest.get(digits) == Some(&'届') { ordinal + digits + 1 } else { 0 }
}

/// Whether the last character of a department begins the next word: 教育部|门, 财政局|面, 建委|员.
fn goes_on(text: &[char], end: usize) -> bool {
    let last = end.checked_sub(1).and_then(|i| text.get(i));
    match (last, text.get(end)) {
        (Some('部'), Some(c)) => matches!(c, '门' | '署' | '分' | '队' | '位' | '件' | '落' | '委' | '级'),
        (Some('局'), Some(c)) => matches!(c, '面' | '部' | '势' | '限' | '域'),
        (Some('委'), Some(c)) => matches!(c, '员' | '托' | '派' | '任' | '以'),
        (Some('办'), Some(c)) => is_letter(*c) && !matches!(c, '牵' | '会' | '等' | '负' | '和' | '公'),
        _ => false,
    }
}
