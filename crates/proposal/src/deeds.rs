//! Headings and commitments into goals, principles and tasks.

use crate::answer::{Answer, answer, bodies};
use crate::cut::{has_no_end, is_called_by_digits, is_cut, is_of_nothing, lost_a_digit};
use crate::lexicon::Lexicon;
use crate::material::{Material, Sort};
use crate::note::Doubt;
use crate::text::{alike, bare, lies_in, pairs, runs, unmarked, unnoted, unnumbered};
use luoshi_plan::Due;
use luoshi_reader::{Commitment, CommitmentRole, NameClass, Role, Section, SectionKind, Span, Tense};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a task beyond which a person should see where it ends.
const LONG: usize = 90;

/// Characters of a task below which it says too little by itself: 限期内办结.
const SHORT: usize = 7;

/// A goal by the section that names it.
#[derive(Debug, Clone)]
pub(crate) struct Goal {
    /// Index of the section; none for what is not a heading.
    pub(crate) section: Option<usize>,
    pub(crate) title: String,
    /// Index of the section whose goal it is a part of.
    pub(crate) parent: Option<usize>,
    pub(crate) spans: Vec<(u32, u32)>,
    pub(crate) sentence: Option<usize>,
    pub(crate) doubts: Vec<Doubt>,
}

/// A task.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) title: String,
    /// Index of the section whose goal it serves.
    pub(crate) goal: Option<usize>,
    pub(crate) due: Due,
    pub(crate) lead: Vec<String>,
    pub(crate) support: Vec<String>,
    /// Where else the same is set.
    pub(crate) also: Vec<Vec<(u32, u32)>>,
    pub(crate) spans: Vec<(u32, u32)>,
    pub(crate) sentence: usize,
    pub(crate) doubts: Vec<Doubt>,
}

/// A principle.
#[derive(Debug, Clone)]
pub(crate) struct Principle {
    pub(crate) text: String,
    pub(crate) spans: Vec<(u32, u32)>,
    pub(crate) sentence: usize,
    pub(crate) doubts: Vec<Doubt>,
}

/// What a document sets to be done, in the order of the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Deeds {
    pub(crate) goals: Vec<Goal>,
    pub(crate) principles: Vec<Principle>,
    pub(crate) tasks: Vec<Task>,
}

/// Gathers them. `numbers` are the figures that became targets of their own: what says nothing else is no task beside them.
pub(crate) fn deeds(m: &Material<'_>, numbers: &BTreeSet<usize>) -> Deeds {
    let mut out = Deeds::default();
    let outline = &m.reading.outline;
    let principles: Vec<&Commitment> =
        m.reading.commitments.iter().filter(|c| c.role == CommitmentRole::Principle).collect();
    // An item of a list that says who answers for it is a task, though it stands before its paragraph as a heading does.
    let labelled = |s: &Section| {
        s.spans.last().is_some_and(|end| answer(&m.text, end.end(), m.document.day).is_some()) || is_item(m, s)
    };
    let mut named: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for (index, section) in outline.iter().enumerate() {
        let start = |s: &Section| s.spans.first().map_or(0, |s| s.start());
        let above = section.parent.and_then(|p| named.get(&p).copied().flatten());
        let above = above.filter(|a| !outline.get(*a).is_some_and(|above| m.is_broken(start(above), start(section))));
        // 三、2026年重点工作 says where one is in the document, and what stands below it says what is wanted.
        let names_a_goal = !labelled(section)
            && is_goal(section)
            && !is_part(&section.title)
            && !m.looks_back(Some(index), start(section))
            && !names_a_document(m, section)
            && !says_who(m, section)
            && !principles.iter().any(|p| lies_in(&p.spans, &section.spans));
        if !names_a_goal {
            named.insert(index, above);
            continue;
        }
        let words = unmarked(unnumbered(&section.title)).trim_end_matches(['。', '.', '：', ':', '；']);
        // A page that is printed twice heads the same again.
        let same = |g: &&Goal| g.parent == above && bare(&g.title) == bare(words);
        if let Some(printed) = out.goals.iter().find(same) {
            named.insert(index, printed.section);
            continue;
        }
        named.insert(index, Some(index));
        out.goals.push(Goal {
            section: Some(index),
            title: unnoted(words),
            parent: above,
            spans: runs(&section.spans),
            sentence: None,
            doubts: match () {
                () if m.sort == Sort::Other => vec![Doubt::NotAPlan],
                // 要廉洁奉公: how those are to be who work, whatever it stands below.
                () if unnumbered(&section.title).starts_with('要') => vec![Doubt::Elsewhere],
                () if m.is_before_goals(Some(index)) => vec![Doubt::Elsewhere],
                () if states(&section.title)
                    || says_what_is(&section.title)
                    || says_what_follows(&section.title)
                    || is_of_now(&section.title) =>
                {
                    vec![Doubt::Topic]
                }
                () if holds_a_number(unnumbered(&section.title))
                    || lost_a_digit(&section.title)
                    || is_broken_off(m, section)
                    || begins_anew(words) =>
                {
                    vec![Doubt::Mended]
                }
                () if is_topic(m, section) => vec![Doubt::Topic],
                () => Vec::new(),
            },
        });
    }
    let start_of = |section: usize| outline.get(section).and_then(|s| s.spans.first()).map_or(0, |s| s.start());
    let goal_of = |section: Option<usize>, at: u32| {
        let goal = section.and_then(|s| named.get(&s).copied().flatten());
        goal.filter(|goal| !m.is_broken(start_of(*goal), at))
    };
    let role_of = |section: Option<usize>| section.and_then(|s| outline.get(s)).map_or(Role::Other, |s| s.role);
    let (mut first_listed, mut listed) = (None, 0);
    let mut seen: BTreeSet<Vec<(u32, u32)>> = BTreeSet::new();
    for commitment in &m.reading.commitments {
        let spans = runs(&commitment.spans);
        if spans.is_empty() || !seen.insert(spans.clone()) {
            continue;
        }
        let section = m.reading.sentences.get(commitment.sentence).and_then(|s| s.section);
        let in_heading = |s: &Section| is_goal(s) && lies_in(&commitment.spans, &s.spans) && !labelled(s);
        if outline.iter().any(in_heading) && commitment.role != CommitmentRole::Principle {
            continue;
        }
        let words = m.text.words(&commitment.spans);
        let title =
            without_who(unmarked(unnumbered(&words))).trim_matches(['，', '。', '；', '、', '：', ' ']).to_owned();
        // …雨污管网等工程）: of a bracket that opened before it, only the end.
        let title = match title.strip_suffix(['）', ')']) {
            Some(rest) if !rest.contains(['（', '(']) => rest.to_owned(),
            Some(_) | None => title,
        };
        // 我们将办好20件实事: who speaks is no part of it.
        let speaks = Lexicon::get().words("speaks").iter().find_map(|w| title.strip_prefix(w));
        let title = unnoted(speaks.unwrap_or(&title));
        let tense = m.reading.sentences.get(commitment.sentence).map(|s| s.tense);
        let mut doubts = Vec::new();
        if commitment.spans.len() > 1 {
            doubts.push(Doubt::Mended);
        }
        doubts.extend(m.doubts.clone());
        doubts.extend(m.not_a_plan());
        if title.chars().count() > LONG {
            doubts.push(Doubt::Long);
        }
        let role = role_of(section);
        let told = spans.last().and_then(|s| answer(&m.text, s.1, m.document.day));
        // Who is answerable for it and by when makes a task of it, however it is worded.
        let as_read = if told.is_some() { CommitmentRole::Task } else { commitment.role };
        let is_listed = told.is_some();
        let told = told.unwrap_or_default();
        match as_read {
            CommitmentRole::Principle
                if role == Role::Principles && spans.first().is_some_and(|s| m.text.line(s.0).is_some()) =>
            {
                // 坚持实干为先。项目跟着规划走: the paragraph is the principle, and not each of its clauses.
                let Some((text, line)) = spans.first().and_then(|s| m.text.line(s.0)) else { continue };
                if !is_whole(m, &text, line) {
                    doubts.push(Doubt::Mended);
                }
                // 要把握好以下原则: it leads up to them.
                if Lexicon::get().within("leads.up", &text) {
                    doubts.push(Doubt::Elsewhere);
                }
                let text = unmarked(unnumbered(text.trim_start_matches(DASHES))).to_owned();
                if out.principles.iter().all(|p| p.spans != [line]) {
                    out.principles.push(Principle { text, spans: vec![line], sentence: commitment.sentence, doubts });
                }
            }
            CommitmentRole::Principle => {
                // 规划遵循了以下原则: what is told of principles is none.
                if !Lexicon::get().words("principle").iter().any(|w| title.starts_with(w)) {
                    doubts.push(Doubt::Elsewhere);
                }
                out.principles.push(Principle { text: title, spans, sentence: commitment.sentence, doubts });
            }
            CommitmentRole::Goal if commitment.figures.is_empty() => out.goals.push(Goal {
                section: None,
                title,
                parent: goal_of(section, spans.first().map_or(0, |s| s.0)),
                spans,
                sentence: Some(commitment.sentence),
                doubts: [doubts, vec![Doubt::Unmeasurable]].concat(),
            }),
            CommitmentRole::Goal => {}
            CommitmentRole::Task | CommitmentRole::Means => {
                let all = told == Answer::default()
                    && !commitment.figures.is_empty()
                    && commitment.figures.iter().all(|f| numbers.contains(f));
                if all {
                    continue;
                }
                let endless = is_called_by_digits(&title, &commitment.action) || has_no_end(m, commitment, &title);
                if !commitment.measurable || endless && !is_listed {
                    doubts.push(Doubt::Unmeasurable);
                }
                if commitment.role == CommitmentRole::Means {
                    doubts.push(Doubt::Means);
                }
                let digit = |c: char| c.is_ascii_digit();
                let known = Lexicon::get();
                let leads_up = known.words("task.begins").iter().any(|w| title.starts_with(w))
                    || known.tail("task.ends", &title).is_some()
                    || commitment.action.starts_with(digit) && !is_listed;
                let due = told.due.map_or_else(|| due(commitment, &title), Due::On);
                let past = matches!(due, Due::On(day) if m.document.day.is_some_and(|d| day < d));
                let known_phrase = known.within("no.task", &title);
                let short = (title.chars().count() < SHORT || is_of_nothing(&title)) && !is_listed;
                // 建成甲、开工乙抽水蓄能电站: what is built may stand behind the second.
                let next = commitment.spans.last().map_or(0, |s| s.end()) + 1;
                let shared = m.reading.commitments.iter().any(|c| c.spans.first().is_some_and(|s| s.start() == next))
                    && m.text.behind(next - 1, 1) == "、";
                // 市委召开全会，作出部署: a body that acts, and not one that answers for what is to be done.
                let who = commitment.who.as_deref().unwrap_or("");
                let acts = !who.is_empty() && commitment.support.is_empty() && title.starts_with(who);
                let cut = is_cut(m, commitment, &title);
                if leads_up || known_phrase || short || acts || shared || past || cut || tense == Some(Tense::Done) {
                    doubts.push(Doubt::Fragment);
                }
                if is_offer(&title) || is_paid_for(m, commitment) {
                    doubts.push(Doubt::Offer);
                }
                let given = is_table(commitment) && !acts || !told.lead.is_empty();
                if !matches!(role, Role::Tasks | Role::Goals) && !given
                    || m.is_before_goals(section)
                    || m.looks_back(section, spans.first().map_or(0, |s| s.0))
                {
                    doubts.push(Doubt::Elsewhere);
                }
                let lead =
                    if told.lead.is_empty() { bodies(commitment.who.as_deref().unwrap_or("")) } else { told.lead };
                if lead.len() > 1 {
                    doubts.push(Doubt::Leads);
                }
                let task = Task {
                    title,
                    goal: goal_of(section, spans.first().map_or(0, |s| s.0)),
                    due,
                    lead: if given { lead } else { Vec::new() },
                    support: if told.support.is_empty() { commitment.support.clone() } else { told.support },
                    spans,
                    also: Vec::new(),
                    sentence: commitment.sentence,
                    doubts,
                };
                if is_listed {
                    first_listed.get_or_insert(commitment.spans.first().map_or(0, |s| s.start()));
                    listed += 1;
                }
                join(&mut out.tasks, task);
            }
        }
    }
    // 坚持实干为先。项目跟着规划走: a principle, though it asks for nothing.
    let lines = m.reading.sentences.iter().filter(|s| role_of(s.section) == Role::Principles);
    for (text, line) in lines.filter_map(|s| m.text.line(s.spans.first()?.start())) {
        let text = unmarked(unnumbered(text.trim_start_matches(DASHES))).to_owned();
        let is_one = Lexicon::get().words("principle").iter().any(|w| text.starts_with(w));
        if is_one && out.principles.iter().all(|p| p.spans.iter().all(|s| s.0 < line.0 || s.0 >= line.1)) {
            let sentence =
                m.reading.sentences.iter().position(|s| s.spans.first().is_some_and(|s| s.start() == line.0));
            let (sentence, mut doubts) = (sentence.unwrap_or(0), m.doubts.clone());
            if !is_whole(m, &text, line) {
                doubts.push(Doubt::Mended);
            }
            doubts.extend(m.not_a_plan());
            out.principles.push(Principle { text, spans: vec![line], sentence, doubts });
        }
    }
    out.principles.sort_by_key(|p| p.spans.first().copied());
    if let Some(first) = first_listed.filter(|_| listed >= LIST) {
        // 办好下列实事，接受社会监督: what leads up to a list is no item of it.
        let leads_up = |t: &Task| t.doubts.contains(&Doubt::Elsewhere) && t.spans.iter().all(|s| s.1 <= first);
        out.tasks.retain(|t| !leads_up(t));
    }
    out
}

/// What stands before a paragraph of a list.
const DASHES: [char; 7] = ['—', '-', '–', '─', '·', '●', ' '];

/// Whether a line is a paragraph: in a text with hard line ends it may be a piece of one.
fn is_whole(m: &Material<'_>, text: &str, line: (u32, u32)) -> bool {
    /// So many characters of a line may be its mark: ——, （一）.
    const MARK: u32 = 6;
    let begins =
        |s: &luoshi_reader::Sentence| s.spans.first().is_some_and(|s| (line.0..line.0 + MARK).contains(&s.start()));
    text.ends_with(['。', '；', '！', '.', ';']) && m.reading.sentences.iter().any(begins)
}

/// From so many items on that say who answers for each, a document is a list of them.
const LIST: usize = 3;

/// Puts a task among those before it: the same words again are one task, with whoever answers for it.
fn join(all: &mut Vec<Task>, mut new: Task) {
    let words = bare(without_how(&new.title));
    let pairs = pairs(&new.title);
    for old in all.iter_mut() {
        if bare(without_how(&old.title)) == words {
            for (into, from) in [(&mut old.lead, &mut new.lead), (&mut old.support, &mut new.support)] {
                for body in from.drain(..) {
                    if !into.contains(&body) {
                        into.push(body);
                    }
                }
            }
            if old.due == Due::Unstated {
                old.due = new.due;
            }
            // It stands where it is set with the fewest doubts, below the goal it has there: what was told before may be a review.
            if new.doubts.len() < old.doubts.len() {
                new.lead.append(&mut old.lead);
                new.support.append(&mut old.support);
                new.due = old.due;
                new.also.append(&mut old.also);
                std::mem::swap(old, &mut new);
            }
            old.also.push(new.spans);
            return;
        }
        if alike(&crate::text::pairs(&old.title), &pairs) >= NEARLY {
            new.doubts.push(Doubt::AlikeHere(old.title.chars().take(30).collect()));
        }
    }
    all.push(new);
}

/// A task without how it is done: 办好十件实事 for 扎扎实实办好十件实事.
fn without_how(title: &str) -> &str {
    let words = Lexicon::get().words("how");
    let mut rest = title;
    while let Some(shorter) = words.iter().filter_map(|w| rest.strip_prefix(w)).min_by_key(|r| r.len()) {
        rest = shorter;
    }
    if rest.chars().count() < SHORT { title } else { rest }
}

/// From so many thousandths of common pairs on, two tasks of one document may be the same.
const NEARLY: usize = 860;

/// A task without the brackets behind it that say who answers for it.
fn without_who(title: &str) -> &str {
    let trimmed = title.trim_end_matches(['。', '；', ' ']);
    let Some(inner) = trimmed.strip_suffix(['）', ')']) else { return title };
    match inner.rfind(['（', '(']) {
        Some(open) => {
            let words = inner.get(open..).unwrap_or("").trim_start_matches(['（', '(']);
            let known = Lexicon::get();
            let says_who =
                known.words("who").iter().any(|w| words.starts_with(w)) || known.tail("who.ends", words).is_some();
            if says_who { inner.get(..open).unwrap_or(title) } else { title }
        }
        None => title,
    }
}

/// Whether what is given to whoever fulfils a condition is told: 最高100万元, 给予一次性奖励.
fn is_offer(title: &str) -> bool {
    let known = Lexicon::get();
    known.within("offer", title) && known.tail("offer.ends", title).is_some()
        || known.within("offer.sure", title) && known.within("offer.sums", title)
}

/// Whether the same sentence goes on with what is paid for it: 引进的毕业生，给予每人三万元补贴.
fn is_paid_for(m: &Material<'_>, commitment: &Commitment) -> bool {
    let known = Lexicon::get();
    let end = commitment.spans.last().map_or(0, |s| s.end());
    let rest = m.text.after(end, &['。', '；', '！', ';'], 80);
    known.words("offer").iter().any(|w| rest.contains(*w)) && known.within("offer.paid", &rest)
}

/// Whether a heading is an item of a list: it says what will be there, or how much of it, and nothing stands below it.
fn is_item(m: &Material<'_>, section: &Section) -> bool {
    let own = m.reading.outline.iter().position(|s| s.spans == section.spans && s.title == section.title);
    let (from, to) = section.spans.first().zip(section.spans.last()).map_or((0, 0), |(a, b)| (a.start(), b.end()));
    // Its own sentence has a stop behind it, which is no part of a heading.
    let begins_in = |s: &luoshi_reader::Sentence| s.spans.first().is_some_and(|s| (from..to).contains(&s.start()));
    let ends_in = |s: &luoshi_reader::Sentence| s.spans.last().is_some_and(|s| s.end() <= to + 1);
    let below = |s: &luoshi_reader::Sentence| s.section == own && !(begins_in(s) && ends_in(s));
    let counts = |c: &Commitment| (c.measurable || !c.figures.is_empty()) && lies_in(&c.spans, &section.spans);
    m.reading.commitments.iter().any(counts)
        && m.reading.outline.iter().all(|s| s.parent.is_none() || s.parent != own)
        && !m.reading.sentences.iter().any(below)
}

/// Whether a heading begins anew amid a clause: of a page that lost its line ends the first sentence has run into it, as in
/// 加强财源建设 behind 加强财政工作.
fn begins_anew(title: &str) -> bool {
    /// So many characters stand before and behind the place where two have run together.
    const BEFORE: usize = 5;
    const BEHIND: usize = 6;
    let known = Lexicon::get();
    title.split(['，', ',', '；', '、', ' ', '：']).any(|clause| {
        let ends: Vec<(usize, usize)> = clause.char_indices().enumerate().map(|(n, (at, _))| (n, at)).collect();
        let length = ends.len();
        ends.iter().filter(|(n, _)| *n >= BEFORE && length - n >= BEHIND).any(|(_, at)| {
            let (before, behind) = clause.split_at(*at);
            // 以更高水平推动协调发展: it leads up to its verb.
            if known.words("leads.to").iter().any(|w| before.starts_with(w)) {
                return false;
            }
            known.words("begins.anew").iter().any(|w| behind.starts_with(w))
                && known.tail("goes.before", before).is_none()
        })
    })
}

/// Whether a heading goes on in the next line, which is a piece of it: 加强民主 and 法制 behind it.
fn is_broken_off(m: &Material<'_>, section: &Section) -> bool {
    /// No line of a report has so few characters.
    const PIECE: usize = 4;
    let Some(end) = section.spans.last().map(|s| s.end()) else { return false };
    let behind = m.text.behind(end, 40);
    let Some((rest, next)) = behind.split_once('\n') else { return false };
    let next = next.trim_start().split('\n').next().unwrap_or("").trim();
    rest.trim().is_empty()
        && (1..=PIECE).contains(&next.chars().count())
        && next.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Whether a number of an item stands within a heading: two of them have run together.
fn holds_a_number(title: &str) -> bool {
    let chars: Vec<char> = title.chars().collect();
    chars.windows(4).any(|w| {
        matches!(w, [before, n, stop, behind] if before.is_alphabetic() && n.is_ascii_digit()
            && matches!(stop, '.' | '．' | '﹒') && behind.is_alphabetic() && !behind.is_ascii())
    })
}

/// Whether a heading is the name of a document: its own, or that of another bound with it.
fn names_a_document(m: &Material<'_>, section: &Section) -> bool {
    /// From so many characters on, words of the title are its name.
    const NAME: usize = 8;
    let own = bare(&section.title);
    let title = m.reading.facts.title.as_ref().map(|t| bare(&t.value)).unwrap_or_default();
    if own.chars().count() >= NAME && title.contains(&own) {
        return true;
    }
    let numbered = unnumbered(&section.title).len() < section.title.trim().len();
    let named = crate::material::last_named(&section.title);
    !numbered
        && Lexicon::get().tail("plan.ends", named).or(Lexicon::get().tail("rules", named)).is_some()
        && !sets(m, section)
}

/// Whether a heading says who: 省有关单位, 省财政厅会同各市制定细则.
fn says_who(m: &Material<'_>, section: &Section) -> bool {
    /// From so many characters on, the name of a body is not a word for any.
    const NAME: usize = 4;
    let known = Lexicon::get();
    let title = unnumbered(&section.title).trim_end_matches(['：', ':']);
    if known.words("addressed").iter().any(|w| title.starts_with(w)) && known.tail("addressees", title).is_some() {
        return true;
    }
    let bodies = m.reading.names.iter().filter(|n| n.class == NameClass::Body && n.text.chars().count() >= NAME);
    bodies.filter(|n| lies_in(&n.spans, &section.spans)).any(|n| title.starts_with(&n.text))
}

/// Whether a heading itself says what is to be done.
fn sets(m: &Material<'_>, section: &Section) -> bool {
    m.reading.commitments.iter().any(|c| lies_in(&c.spans, &section.spans))
}

/// Whether a heading names a subject: 海洋科学, 人工智能+农业. What is called an action or a project is to be carried out.
fn is_topic(m: &Material<'_>, section: &Section) -> bool {
    let title = unmarked(unnumbered(&section.title)).trim_end_matches(['。', '：', ':', '；']);
    // What a work report says below each heading is to be done, however it is headed.
    if m.is_report() {
        return false;
    }
    let known = Lexicon::get();
    known.tail("subject.ends", title).is_some() || !sets(m, section) && known.tail("programme", title).is_none()
}

/// Whether a heading says how something is, and not what is to be done. 构建具有本地特色的产业体系 does.
fn states(title: &str) -> bool {
    let known = Lexicon::get();
    let words = unmarked(unnumbered(title));
    let plain = known.words("no.state").iter().fold(words.to_owned(), |t, w| t.replace(w, ""));
    let makes = known.words("makes").iter().any(|w| words.split(['，', ',']).any(|clause| clause.starts_with(w)));
    let plain = if makes { known.words("state.of.made").iter().fold(plain, |t, w| t.replace(w, "")) } else { plain };
    known.within("states", &plain)
}

/// Whether a heading says what something is: 水是农业的命脉.
fn says_what_is(title: &str) -> bool {
    let words = unmarked(unnumbered(title)).trim_start_matches('是');
    words.split('是').count() > 1 && !Lexicon::get().within("no.copula", words)
}

/// Whether a heading says what follows from what: 产业强则经济强.
fn says_what_follows(title: &str) -> bool {
    let plain = Lexicon::get().words("no.then").iter().fold(title.to_owned(), |t, w| t.replace(w, ""));
    plain.split('则').count() > 1
}

/// Whether a heading is the beginning of a sentence: 今年还要编制….
fn is_of_now(title: &str) -> bool {
    let words = unmarked(unnumbered(title));
    Lexicon::get().words("sentence.begins").iter().any(|w| words.starts_with(w))
}

/// Whether a section sets something to be done under its heading.
fn is_goal(section: &Section) -> bool {
    matches!(section.role, Role::Tasks)
        && matches!(section.kind, SectionKind::Heading | SectionKind::Topic)
        // A byline begins with a square.
        && unnumbered(&section.title).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '《' | '（'))
        && unnumbered(&section.title).chars().filter(|c| c.is_alphanumeric()).count() >= 4
}

/// Whether a heading is made of nothing but words for parts of a document: 三、2026年重点工作, 主要指标, 保障措施.
fn is_part(title: &str) -> bool {
    let words = Lexicon::get().words("part");
    let mut rest = unmarked(unnumbered(title)).trim_end_matches(['：', ':', '。', ' ']);
    let begins = Lexicon::get().words("part.begins").iter().any(|w| rest.starts_with(w));
    if begins || Lexicon::get().tail("part.ends", rest).is_some() {
        return true;
    }
    while !rest.is_empty() {
        let plain = |c: char| c.is_ascii_digit() || !c.is_alphanumeric();
        match words.iter().find_map(|w| rest.strip_prefix(w)) {
            Some(shorter) => rest = shorter,
            None if rest.starts_with(plain) => rest = rest.trim_start_matches(plain),
            None => return false,
        }
    }
    true
}

/// Whether a commitment was made by a list of who answers for what.
pub(crate) fn is_table(commitment: &Commitment) -> bool {
    !commitment.support.is_empty() || commitment.who.as_deref().is_some_and(names_a_body)
}

/// Whether a text names an office, and not 各地, 我们.
pub(crate) fn names_a_body(text: &str) -> bool {
    if Lexicon::get().words("no.office").iter().any(|w| text.starts_with(w)) {
        return false;
    }
    text.split(['、', '，', ',', ';', '；', ' ']).all(|part| {
        part.chars().count() >= 3
            && crate::lexicon::Lexicon::get().tail("office", part.trim_end_matches(['）', ')'])).is_some()
    })
}

fn due(commitment: &Commitment, title: &str) -> Due {
    match &commitment.deadline {
        None => Due::Unstated,
        // 出台“十五五”…措施: a plan's name, and no day.
        Some(deadline) if deadline.text.trim_matches(['“', '”', '"', '"']).ends_with('五') => Due::Unstated,
        Some(deadline) => match deadline.date {
            Some(day) => Due::On(day),
            // 连续三年每年出资: for these years, and which they are is not said.
            None if Lexicon::get().within("so.many.years", title) => Due::Unstated,
            None if Lexicon::get().within("continuing", &deadline.text) => Due::Never,
            None => Due::Unstated,
        },
    }
}

/// All characters of some spans as one list of spans.
pub(crate) fn spans_of(runs: &[(u32, u32)]) -> Vec<Span> {
    runs.iter().map(|(start, end)| Span::new(*start, *end)).collect()
}
