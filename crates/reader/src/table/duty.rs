//! Who leads and who supports, out of 市农业局牵头，市水利局配合 and its kin.

use super::deadline;
use super::value;
use super::words::{Part, TableWords};
use crate::lexicon::Words;
use crate::view::is_blank;
use std::ops::Range;

/// Who is to do something, and by when. Ranges count characters of the text read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Duty {
    pub(super) leads: Vec<Range<usize>>,
    pub(super) helps: Vec<Range<usize>>,
    pub(super) deadline: Option<Range<usize>>,
    /// A word said who is what: 牵头, 责任单位.
    pub(super) said: bool,
}

/// What a list of names without a word of its own is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Else {
    Leads,
    Helps,
    /// The first leads, the others support.
    FirstLeads,
}

impl Duty {
    pub(super) fn is_empty(&self) -> bool {
        self.leads.is_empty() && self.helps.is_empty() && self.deadline.is_none()
    }

    /// Reads names in `range` of a folded text.
    pub(super) fn new(text: &[char], range: Range<usize>, default: Else) -> Self {
        Self::marked(text, range, default, None)
    }

    /// Reads names of which those with `mark` lead, as a note says.
    pub(super) fn marked(text: &[char], range: Range<usize>, default: Else, mark: Option<char>) -> Self {
        let words = TableWords::get();
        let mut out = Self::default();
        let mut answers: Vec<Range<usize>> = Vec::new();
        // Names whose word comes later: 甲局，乙局牵头.
        let mut open: Vec<Range<usize>> = Vec::new();
        let mut label: Option<Part> = None;
        for clause in clauses(text, range) {
            let mut clause = trimmed(text, clause);
            let words_of = |r: &Range<usize>| text.get(r.clone()).unwrap_or_default();
            if clause.is_empty() {
                continue;
            }
            // 市水利局会同市财政局: a clause of its own.
            if crate::search::stands(text, clause.start, "会同") {
                clause.start += 2;
                label = Some(Part::Helps);
                out.leads.append(&mut open);
            }
            let mut rest = clause.clone();
            if let Some((len, part)) = labelled(words_of(&clause)) {
                label = Some(part);
                out.said = true;
                rest = trimmed(text, clause.start + len..clause.end);
            }
            // 市水利局配合2027年5月底前: two lines of one cell, whose end is lost.
            let behind = (rest.start + 4..rest.end.saturating_sub(1)).rfind(|at| {
                let (who, when) = (words_of(&trimmed(text, rest.start..*at)), words_of(&(*at..rest.end)));
                let ends = |list: &Words<()>| list.find_before(who, who.len()).is_some();
                (words.verbs.find_before(who, who.len()).is_some() || ends(&words.body_ends))
                    && deadline::is_deadline(when)
            });
            if let Some(at) = behind {
                out.deadline = out.deadline.or(Some(trimmed(text, at..rest.end)));
                rest = trimmed(text, rest.start..at);
            }
            // 8月底前 市商务局: the deadline stands on the first line.
            let before = (rest.start..rest.end).find(|at| text.get(*at).is_some_and(|c| is_blank(*c)));
            if let Some(at) = before.filter(|at| deadline::is_deadline(words_of(&(rest.start..*at)))) {
                out.deadline = out.deadline.or(Some(rest.start..at));
                rest = trimmed(text, at..rest.end);
            }
            if label == Some(Part::Until) || deadline::is_deadline(words_of(&rest)) {
                match &mut out.deadline {
                    // 5月底前开工,12月底前投用
                    Some(before) if before.end + 1 == rest.start && !rest.is_empty() => before.end = rest.end,
                    Some(_) => {}
                    None if rest.is_empty() => {}
                    none => *none = Some(rest),
                }
                label = label.filter(|l| *l != Part::Until);
                continue;
            }
            // 由…牵头
            if words_of(&rest).first() == Some(&'由') {
                rest.start += 1;
            }
            let verb = words.verbs.find_before(words_of(&rest), rest.len()).map(|(len, part)| (len, *part));
            let part = match verb {
                Some((len, part)) => {
                    out.said = true;
                    rest = trimmed(text, rest.start..rest.end - len);
                    Some(part)
                }
                None => label,
            };
            let mut found = names(text, without_level(text, rest));
            by_marks(text, &mut found, mark, &mut out);
            by_brackets(text, &mut found, &mut out);
            match part {
                None => open.append(&mut found),
                Some(Part::Person) => {}
                Some(part) => {
                    let mut all = std::mem::take(&mut open);
                    all.append(&mut found);
                    match part {
                        Part::Leads => out.leads.append(&mut all),
                        Part::Helps => out.helps.append(&mut all),
                        Part::Answers | Part::Until | Part::Person => answers.append(&mut all),
                    }
                }
            }
        }
        match default {
            Else::Helps => out.helps.append(&mut open),
            Else::FirstLeads if out.leads.is_empty() && !open.is_empty() => {
                out.helps.extend(open.drain(1..));
                out.leads.append(&mut open);
            }
            _ if out.leads.is_empty() => out.leads.append(&mut open),
            _ => out.helps.append(&mut open),
        }
        // 甲局牵头，乙局、丙局按职责分工负责: who is named beside a leader supports.
        if default == Else::Helps || !out.leads.is_empty() {
            out.helps.append(&mut answers);
        } else if default == Else::FirstLeads && answers.len() > 1 {
            out.helps.extend(answers.drain(1..));
            out.leads.append(&mut answers);
        } else {
            out.leads.append(&mut answers);
        }
        out
    }

    /// The duties in brackets of a text, each with its bracket.
    pub(super) fn all(text: &[char]) -> Vec<(Self, Range<usize>)> {
        let words = TableWords::get();
        let (mut open, mut depth) = (0, 0usize);
        let mut out = Vec::new();
        for (at, c) in text.iter().enumerate() {
            match c {
                '(' | '[' | '【' | '〔' => {
                    if depth == 0 {
                        open = at;
                    }
                    depth += 1;
                }
                ')' | ']' | '】' | '〕' if depth > 0 => {
                    depth -= 1;
                    if depth > 0 {
                        continue;
                    }
                    let duty = Self::new(text, open + 1..at, Else::Leads);
                    let body = |name: &Range<usize>| words.is_body(text.get(name.clone()).unwrap_or_default());
                    let rest = text.get(at + 1..).unwrap_or_default();
                    let ends = rest.iter().all(|c| matches!(c, '。' | ';' | ',' | ' ' | '\t'));
                    let plain = ends && !duty.leads.is_empty() && duty.leads.iter().all(|n| n.len() >= 3 && body(n));
                    let named = duty.said && duty.leads.iter().chain(&duty.helps).any(body);
                    let until = ends && duty.deadline.is_some() && duty.leads.is_empty();
                    if named || plain || until {
                        out.push((duty, open..at + 1));
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// The duty at the end of a task's text, in brackets or after a label, and where it stands.
    pub(super) fn behind(text: &[char]) -> Option<(Self, Range<usize>)> {
        if let Some(last) = Self::all(text).pop() {
            return Some(last);
        }
        // …。牵头单位：甲局；配合单位：乙局
        let start = (0..text.len()).find(|at| {
            let before = at.checked_sub(1).and_then(|i| text.get(i));
            let bounded = before.is_none_or(|c| matches!(c, '。' | ';' | ',' | ' ' | '\t' | '\n'));
            bounded && labelled(text.get(*at..).unwrap_or_default()).is_some_and(|(_, part)| part != Part::Until)
        })?;
        let duty = Self::new(text, start..text.len(), Else::Leads);
        (duty.said && !duty.leads.is_empty()).then_some((duty, start..text.len()))
    }
}

/// Opens a bracket behind a name.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '【' | '〔')
}

fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '】' | '〕')
}

/// Takes the marks off names: ★市农业局、市水利局. Where some have one, or the one that a note explains, these lead.
fn by_marks(text: &[char], names: &mut Vec<Range<usize>>, mark: Option<char>, out: &mut Duty) {
    let is_mark = |at: usize| text.get(at).is_some_and(|c| value::is_mark(*c));
    if !names.iter().any(|name| is_mark(name.start) || is_mark(name.end - 1)) {
        return;
    }
    let leads = |c: char| mark.map_or(matches!(c, '★' | '☆' | '▲' | '△' | '●' | '■' | '◆' | '◇'), |mark| mark == c);
    let (mut marked, mut others) = (Vec::new(), Vec::new());
    for mut name in names.drain(..) {
        let mut leading = false;
        while name.start < name.end && is_mark(name.start) {
            leading |= text.get(name.start).is_some_and(|c| leads(*c));
            name.start += 1;
        }
        while name.start < name.end && is_mark(name.end - 1) {
            leading |= text.get(name.end - 1).is_some_and(|c| leads(*c));
            name.end -= 1;
        }
        let list = if leading { &mut marked } else { &mut others };
        list.extend((!name.is_empty()).then_some(name));
    }
    // A mark at each of them tells nothing apart.
    if mark.is_some() || !others.is_empty() {
        out.said |= !marked.is_empty();
        out.leads.append(&mut marked);
        names.append(&mut others);
    } else {
        names.append(&mut marked);
    }
}

/// Gives names what the brackets behind them say: 市农业局（牵头）、市水利局. 市农业局、市水利局（共同牵头） is said of both.
fn by_brackets(text: &[char], names: &mut Vec<Range<usize>>, out: &mut Duty) {
    let mut open = Vec::new();
    let mut leading = !out.leads.is_empty();
    for mut name in names.drain(..) {
        let Some((part, all)) = part_behind(text, &mut name) else {
            open.extend(without_bracket(text, name, out));
            continue;
        };
        let list = match part {
            Part::Leads => &mut out.leads,
            Part::Helps => &mut out.helps,
            Part::Answers | Part::Until | Part::Person => {
                open.push(name);
                continue;
            }
        };
        out.said = true;
        // 甲局（牵头），乙局、丙局（配合）: the others are named already.
        if all || part == Part::Helps && leading {
            list.append(&mut open);
        }
        list.push(name);
        leading |= part == Part::Leads;
    }
    *names = open;
}

/// A name without the bracket behind it that names others with a word of their own, which are taken: 甲局（配合：乙局、丙局）.
fn without_bracket(text: &[char], mut name: Range<usize>, out: &mut Duty) -> Option<Range<usize>> {
    let words = text.get(name.clone())?;
    let open = words.iter().position(|c| opens(*c)).filter(|at| *at > 0 && words.last().is_some_and(|c| closes(*c)));
    let Some(open) = open else { return Some(name) };
    let mut inner = Duty::new(text, name.start + open + 1..name.end - 1, Else::Helps);
    let body = |name: &Range<usize>| TableWords::get().is_body(text.get(name.clone()).unwrap_or_default());
    if inner.said && inner.leads.iter().chain(&inner.helps).any(body) {
        out.leads.append(&mut inner.leads);
        out.helps.append(&mut inner.helps);
        out.deadline = out.deadline.take().or(inner.deadline);
        name.end = name.start + open;
    }
    Some(name)
}

/// What a bracket behind a name says of it, （牵头）, and whether of the names before it, too; the name is left without it.
fn part_behind(text: &[char], name: &mut Range<usize>) -> Option<(Part, bool)> {
    let words = text.get(name.clone())?;
    let open = words.iter().rposition(|c| opens(*c)).filter(|_| words.last().is_some_and(|c| closes(*c)))?;
    let inside = words.get(open + 1..words.len() - 1)?;
    let (len, part) = TableWords::get().verbs.find_before(inside, inside.len())?;
    if len < inside.len() || open == 0 {
        return None;
    }
    name.end = name.start + open;
    let all = ["共同", "联合", "分别", "双"].iter().any(|word| crate::search::stands(inside, 0, word));
    Some((*part, all))
}

/// A list without the level before it that it is of: 市级：市农业局.
fn without_level(text: &[char], list: Range<usize>) -> Range<usize> {
    let own = text.get(list.clone()).unwrap_or_default();
    match TableWords::get().levels.all(own, 0).find(|(len, ())| own.get(*len) == Some(&':')) {
        Some((len, ())) => trimmed(text, list.start + len + 1..list.end),
        None => list,
    }
}

/// Whether a line begins with a label for those who answer: 责任单位：市水利局.
pub(super) fn is_labelled(line: &[char]) -> bool {
    let line = line.strip_prefix(&['(']).unwrap_or(line);
    labelled(line).is_some_and(|(len, part)| part != Part::Until && line.get(len - 1) == Some(&':'))
}

/// The length of a label with its colon, and what it says: 牵头单位：
fn labelled(text: &[char]) -> Option<(usize, Part)> {
    let (len, part) = TableWords::get().labels.find(text, 0)?;
    let colon = text.get(len).is_some_and(|c| *c == ':');
    // 牵头单位 市农业局: a blank may stand for the colon behind a noun.
    let blank = len >= 4 && text.get(len).is_some_and(|c| is_blank(*c));
    (colon || blank).then_some((len + 1, *part))
}

/// Whether a text begins with a label of a duty, or of a person beside it: 牵头单位:…, 牵头领导:….
pub(super) fn begins_with_label(text: &[char]) -> bool {
    labelled(text).is_some_and(|(_, part)| part != Part::Until)
}

/// Clauses between ; , 。 and line ends, brackets kept whole; a blank before a label parts too.
fn clauses(text: &[char], range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (range.start, 0usize);
    for at in range.clone() {
        let Some(&c) = text.get(at) else { break };
        depth = deeper(depth, c);
        let label = depth == 0
            && at > start
            && at.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|b| is_blank(*b) || matches!(b, '、'))
            && (labelled(text.get(at..range.end).unwrap_or_default()).is_some()
                || without_level(text, at..range.end).start > at);
        if label || depth == 0 && at > start && crate::search::stands(text, at, "会同") {
            out.push(start..at);
            start = at;
        } else if depth == 0 && matches!(c, ';' | ',' | '。' | '\n') {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..range.end);
    out
}

/// How deep in brackets what follows `c` stands.
fn deeper(depth: usize, c: char) -> usize {
    match c {
        c if opens(c) => depth + 1,
        c if closes(c) => depth.saturating_sub(1),
        _ => depth,
    }
}

/// Without blanks and marks at its ends.
fn trimmed(text: &[char], mut range: Range<usize>) -> Range<usize> {
    let blank = |at: usize| text.get(at).is_none_or(|c| is_blank(*c) || matches!(c, '、' | '。' | ';' | ',' | ':'));
    while range.start < range.end && blank(range.start) {
        range.start += 1;
    }
    while range.start < range.end && blank(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// The names of a list.
fn names(text: &[char], range: Range<usize>) -> Vec<Range<usize>> {
    let words = TableWords::get();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut push = |name: Range<usize>, joined: bool| {
        let name = without_tail(text, without_number(text, trimmed(text, name)));
        if name.is_empty() || words.is_nothing(text.get(name.clone()).unwrap_or_default()) {
            return;
        }
        match out.last_mut() {
            // 市发展 改革委: a name broken by a line end. 市 水 利 局: one that is spread out.
            Some(before)
                if joined && (before.len() == 1 || !words.is_body(text.get(before.clone()).unwrap_or_default())) =>
            {
                before.end = name.end;
            }
            _ => out.push(name),
        }
    };
    let (mut start, mut depth, mut by_blank) = (range.start, 0usize, false);
    for at in range.clone() {
        let Some(&c) = text.get(at) else { break };
        depth = deeper(depth, c);
        if depth > 0 {
            continue;
        }
        let blank = is_blank(c);
        let both = matches!(c, '和' | '与' | '及') && parts_bodies(text, start, at, range.end);
        if blank || both || matches!(c, '、' | '/' | '|' | '①'..='⑳') {
            push(start..at, by_blank);
            start = at + 1;
            by_blank = blank;
        }
    }
    push(start..range.end, by_blank);
    out
}

/// Whether 和 at `at` stands between two bodies: 市财政局和市教育局, but not 文化和旅游局.
fn parts_bodies(text: &[char], start: usize, at: usize, end: usize) -> bool {
    const ENDS: &[char] =
        &['局', '委', '办', '厅', '部', '院', '会', '司', '社', '校', '站', '府', '所', '心', '团', '处'];
    let rest = text.get(at + 1..end).unwrap_or_default();
    let next = rest.iter().position(|c| matches!(c, '、' | '和' | '与' | '及' | ' ')).unwrap_or(rest.len());
    at >= start + 3
        && text.get(at - 1).is_some_and(|c| ENDS.contains(c))
        && rest
            .get(..next)
            .and_then(|n| n.last())
            .is_some_and(|c| ENDS.contains(c) || matches!(c, '门' | '位' | '区' | '县' | '市'))
}

/// Without the number before it: 1.市农业局.
fn without_number(text: &[char], mut name: Range<usize>) -> Range<usize> {
    let own = text.get(name.clone()).unwrap_or_default();
    let digits = own.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 && (digits == own.len() || own.get(digits) == Some(&'.')) {
        name.start += (digits + 1).min(own.len());
    }
    name
}

/// Without 等, 等部门, 等8部门 at its end.
fn without_tail(text: &[char], mut name: Range<usize>) -> Range<usize> {
    let own = text.get(name.clone()).unwrap_or_default();
    if let Some(at) = own.iter().rposition(|c| *c == '等').filter(|at| *at >= 2)
        && own.get(at + 1).is_some_and(char::is_ascii_digit)
        && own.get(at + 1..).is_some_and(|rest| rest.ends_with(&['部', '门']) || rest.ends_with(&['单', '位']))
    {
        name.end = name.start + at;
        return name;
    }
    for tail in ["等有关部门", "等相关部门", "等有关单位", "等相关单位", "等部门", "等单位", "等"]
    {
        let len = tail.chars().count();
        if name.len() > len + 1
            && tail.chars().eq(text.get(name.end - len..name.end).unwrap_or_default().iter().copied())
        {
            name.end -= len;
            break;
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, default: Else) -> String {
        let chars: Vec<char> = text.chars().collect();
        let duty = Duty::new(&chars, 0..chars.len(), default);
        let list = |names: &[Range<usize>]| {
            names.iter().map(|n| chars[n.clone()].iter().collect::<String>()).collect::<Vec<_>>().join("、")
        };
        let until: String = duty.deadline.clone().map(|d| chars[d].iter().collect()).unwrap_or_default();
        format!("{} + {} | {until}", list(&duty.leads), list(&duty.helps))
    }

    #[test]
    fn bodies_as_offices_write_them() {
        for (text, wanted) in [
            ("市农业局", "市农业局 +  | "),
            ("市农业局、市水利局", "市农业局、市水利局 +  | "),
            ("市农业局 市水利局", "市农业局、市水利局 +  | "),
            ("市农业 农村局 市水利局", "市农业 农村局、市水利局 +  | "),
            ("市农业局牵头,市水利局、市财政局配合", "市农业局 + 市水利局、市财政局 | "),
            ("牵头单位:市农业局;配合单位:市水利局;时限:6月底前", "市农业局 + 市水利局 | 6月底前"),
            ("市农业局、市水利局按职责分工负责", "市农业局、市水利局 +  | "),
            ("市农业局牵头,市水利局按职责分工负责", "市农业局 + 市水利局 | "),
            ("责任单位:市农业局,市水利局", "市农业局、市水利局 +  | "),
            ("各县(市、区)人民政府", "各县(市、区)人民政府 +  | "),
            ("市文化和旅游局和市财政局", "市文化和旅游局、市财政局 +  | "),
            ("市住房和城乡建设局", "市住房和城乡建设局 +  | "),
            ("市农业局等部门", "市农业局 +  | "),
            ("市农业局、市水利局分工负责,市财政局配合", "市农业局、市水利局 + 市财政局 | "),
            ("市农业局牵头,市水利局分工负责", "市农业局 + 市水利局 | "),
            ("市农业局(牵头)、市水利局", "市农业局 + 市水利局 | "),
            ("市农业局会同市水利局、市财政局", "市农业局 + 市水利局、市财政局 | "),
            ("市农业局牵头,会同市水利局", "市农业局 + 市水利局 | "),
            ("市水利局、市农业局(牵头单位)", "市农业局 + 市水利局 | "),
            ("市农业局牵头,年底前完成", "市农业局 +  | 年底前完成"),
            ("市农业局、市水利局牵头,持续推进", "市农业局、市水利局 +  | 持续推进"),
            ("—", " +  | "),
        ] {
            assert_eq!(read(text, Else::Leads), wanted, "{text}");
        }
        assert_eq!(read("市农业局、市水利局", Else::FirstLeads), "市农业局 + 市水利局 | ");
        assert_eq!(read("市农业局、市水利局", Else::Helps), " + 市农业局、市水利局 | ");
    }

    #[test]
    fn a_duty_behind_a_task() {
        let find = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            Duty::behind(&chars).map(|(duty, place)| {
                let leads: Vec<String> = duty.leads.iter().map(|n| chars[n.clone()].iter().collect()).collect();
                format!("{} @{}", leads.join("、"), place.start)
            })
        };
        assert_eq!(find("整修渠道(一期)。(市水利局牵头)").as_deref(), Some("市水利局 @9"));
        assert_eq!(find("整修渠道(市水利局、市财政局)").as_deref(), Some("市水利局、市财政局 @4"));
        assert_eq!(find("整修渠道。责任单位:市水利局").as_deref(), Some("市水利局 @5"));
        assert_eq!(find("整修渠道(干渠、支渠)"), None);
        assert_eq!(find("整修渠道(含负责看守的房屋)"), None);
    }
}
