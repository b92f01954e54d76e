//! Clauses that say less than the sentence or the heading they stand in: no task by themselves.

use crate::lexicon::Lexicon;
use crate::material::Material;
use luoshi_reader::Commitment;

/// Whether a clause says less than the sentence it stands in: its verb stands before it, or somebody is only encouraged to it.
pub(crate) fn is_cut(m: &Material<'_>, commitment: &Commitment, title: &str) -> bool {
    let known = Lexicon::get();
    // 培育示范企业20家、服务商15个: of the second, what is to be done stands with the first.
    if !title.contains(commitment.action.as_str()) {
        return true;
    }
    if is_in_a_noun(title, &commitment.action) {
        return true;
    }
    if lost_a_digit(title) {
        return true;
    }
    // 成立由市长任组长，各局参加的专班: what is set up stands at the end.
    if known.words("sets.up").iter().any(|w| title.starts_with(w)) && !title.contains('的') {
        return true;
    }
    // 确保甲、乙等12个项目，建成投产: what is to be done with them stands behind.
    let end = commitment.spans.last().map_or(0, |s| s.end());
    let next = m.text.behind(end, 8);
    if known.words("sees.to").iter().any(|w| title.starts_with(w))
        && next.strip_prefix(['，', ',']).is_some_and(|n| known.words("ends.it").iter().any(|w| n.starts_with(w)))
    {
        return true;
    }
    // 要赢得未来，迫切需要培养人才: it says what that is needed for.
    if known.words("wants").iter().any(|w| title.starts_with(w))
        && next.strip_prefix(['，', ',']).is_some_and(|n| known.words("needs").iter().any(|w| n.starts_with(w)))
    {
        return true;
    }
    if tells_which_one(title, &commitment.action)
        || is_shared_out(m, commitment, title)
        || is_of_what_stands_above(m, commitment, title)
        || tells_what_was(title)
        || is_value_of_what_is_added(title, &commitment.action)
    {
        return true;
    }
    let bare_words = |w: &&&str| {
        let rest = title.strip_prefix(**w).map(|rest| rest.trim_start_matches(['超', '达', '约', '近']));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let of_it = known.words("sees.to").iter().find_map(|w| title.strip_prefix(w)).unwrap_or(title);
    let alone = |w: &&&str| {
        let rest = of_it.strip_prefix(**w).map(|rest| rest.trim_start_matches(['超', '达', '约', '近']));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if known.words("no.task.alone").iter().any(|w| bare_words(&w) || alone(&w)) {
        return true;
    }
    // 新增里程300公里: of which roads, stands in a clause before.
    if is_of_the_clause_before(commitment, title) {
        return true;
    }
    // 全年开行2500列以上: of what, stands in a clause before.
    if is_bare_number(m, commitment, title) {
        return true;
    }
    // 年底前超过45万个: of what, stands with the number before.
    let day = commitment.deadline.as_ref().and_then(|d| title.strip_prefix(d.text.as_str())).unwrap_or(title);
    let rest = day.trim_start_matches(['前', '，', ',', ' ']);
    if known.words("reaches").iter().any(|w| rest.starts_with(w)) {
        return true;
    }
    // 加快甲、乙等6条铁路，…建设: what is hurried stands behind it.
    if known.words("hurries").contains(&commitment.action.as_str()) && known.tail("hurried", title).is_none() {
        return true;
    }
    let start = commitment.spans.first().map_or(0, |s| s.start());
    let before = m.before(start, &['。', '；', ';'], 80);
    // 其中，急件和鲜货，六小时内放行: of what, stands before it.
    if known.within("of.these", &before) {
        return true;
    }
    // 鼓励企业牵头，组建联合体.
    commitment.figures.is_empty()
        && (known.within("encourages", &before) || known.words("left").iter().any(|w| title.starts_with(w)))
}

/// Whether the only digits of a task are those of a name, and it says of no end: 提升12345热线功能.
pub(crate) fn is_called_by_digits(title: &str, action: &str) -> bool {
    let known = Lexicon::get();
    let rest = known.words("called.by.digits").iter().fold(title.to_owned(), |t, w| t.replace(w, ""));
    rest.len() < title.len()
        && !rest.chars().any(|c| c.is_ascii_digit())
        && known.words("improves").iter().any(|w| action.starts_with(w))
}

/// Whether nothing in a task comes to an end, whatever numbers stand in it: 用好三千亩林地优势, 激发十万农户的热情, 办好乡村学校.
/// What is held on a day (办好运动会) does.
pub(crate) fn has_no_end(m: &Material<'_>, commitment: &Commitment, title: &str) -> bool {
    /// So many characters two verbs have that stand together: 提升改造.
    const HEAD: usize = 4;
    let known = Lexicon::get();
    if known.tail("no.end", title).is_some() || known.words("makes.use").iter().any(|w| title.contains(*w)) {
        return true;
    }
    let figures = || commitment.figures.iter().filter_map(|f| m.reading.figures.get(*f));
    // 完善20个驿站的功能: so many are there, and what becomes of them has no end; 提高补助标准300元 says how far.
    let ends = |text: &str| {
        title
            .rsplit_once(text)
            .is_some_and(|(_, behind)| known.words("of.any.behind").contains(&behind) || behind.is_empty())
    };
    let before = title.split_once(commitment.action.as_str()).map_or("", |(before, _)| before);
    let verbs: String = title.chars().skip(before.chars().count()).take(HEAD).collect();
    let betters =
        known.words("betters").iter().any(|w| commitment.action.starts_with(w)) && !known.within("renews", &verbs);
    let supports =
        known.words("supports").iter().any(|w| title.starts_with(w)) && known.tail("quality", title).is_some();
    if (betters || supports) && !figures().any(|f| ends(&f.text)) {
        return true;
    }
    // 推广热值三千大卡以上的煤: what it is like is counted, and not how much of it.
    if commitment.deadline.is_none()
        && !known.words("finishes").iter().any(|w| verbs.contains(w))
        && figures().next().is_some()
        && figures().all(|f| is_property(title, &f.text, &f.unit))
    {
        return true;
    }
    // 面向三万农户推进培训: the number is of those it is for.
    let for_whom = known.words("for.whom").iter().any(|w| before.contains(w));
    if for_whom
        && known.words("improves").iter().any(|w| commitment.action.starts_with(w))
        && figures().all(|f| before.contains(f.text.as_str()))
    {
        return true;
    }
    // 稳定开行旅游列车: it goes on.
    if commitment.figures.is_empty() && known.words("goes.on").iter().any(|w| title.starts_with(w)) {
        return true;
    }
    let Some(what) = known.words("runs.well").iter().find_map(|w| title.split_once(*w)).map(|(_, what)| what) else {
        return false;
    };
    let counts = figures().any(|f| what.contains(f.text.as_str()));
    let held = |part: &str| known.tail("held", part.trim_end_matches(['”', '"', '》', '）', ')'])).is_some();
    !counts && !what.split(['、', '和', '及', '暨', '与', '等']).any(held)
}

/// Whether a number in a task tells what its object is like, and not how many of it there are to be: 六百大卡以上的煤,
/// 惠及十万农户的水网. At the end of a task it is how many.
fn is_property(title: &str, number: &str, unit: &str) -> bool {
    /// So many characters of what is counted may stand between a number and 的.
    const NOUN: usize = 4;
    let known = Lexicon::get();
    let Some((before, behind)) = title.split_once(number) else { return false };
    let measured = known.words("properties").iter().any(|w| unit == *w || behind.starts_with(w));
    let told = known.words("tells.of").iter().any(|w| before.ends_with(w))
        && behind.split_once('的').is_some_and(|(noun, _)| noun.chars().count() <= NOUN);
    !behind.is_empty() && (measured || told)
}

/// Whether a clause says what is to become of something, and not of what: 确保早日竣工投产.
pub(crate) fn is_of_nothing(title: &str) -> bool {
    let words = Lexicon::get().words("no.task.words");
    let mut rest = title;
    while let Some(shorter) = words.iter().filter_map(|w| rest.strip_prefix(w)).min_by_key(|r| r.len()) {
        rest = shorter;
    }
    rest.is_empty()
}

/// Whether a clause is a verb and its number: 开行2500列以上.
fn is_bare_number(m: &Material<'_>, commitment: &Commitment, title: &str) -> bool {
    /// So many characters may stand behind the number: 以上.
    const BOUND: usize = 2;
    let known = Lexicon::get();
    let Some(figure) = commitment.figures.first().and_then(|f| m.reading.figures.get(*f)) else { return false };
    let Some((_, rest)) = title.split_once(commitment.action.as_str()) else { return false };
    let rest = known.words("of.what").iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let whole = known.words("whole").iter().any(|w| commitment.action.ends_with(w));
    !whole && rest.strip_prefix(figure.text.as_str()).is_some_and(|behind| behind.chars().count() <= BOUND)
}

/// Whether what stands between a verb and its number says too little alone: 新增里程300公里, 完成产值20亿元.
fn is_of_the_clause_before(commitment: &Commitment, title: &str) -> bool {
    let known = Lexicon::get();
    let Some((_, rest)) = title.split_once(commitment.action.as_str()) else { return false };
    let object = rest.split(|c: char| c.is_ascii_digit()).next().filter(|o| o.len() < rest.len()).unwrap_or("");
    let object = object.trim_end_matches(['超', '达', '约', '近', '逾']);
    let object = known.words("added").iter().find_map(|w| object.strip_prefix(w)).unwrap_or(object);
    known.words("alone").contains(&object) || known.words("alone.added").contains(&object)
}

/// Whether a number begins with a zero that is none: 形成04个 has lost a part of it.
pub(crate) fn lost_a_digit(title: &str) -> bool {
    let mut before = ' ';
    for (c, next) in title.chars().zip(title.chars().skip(1)) {
        if c == '0' && next.is_ascii_digit() && !before.is_ascii_digit() && !matches!(before, '.' | ',' | '，') {
            return true;
        }
        before = c;
    }
    false
}

/// Whether its verb only tells which one is meant: 出台的政策, 五年内建设完工的电站.
fn tells_which_one(title: &str, action: &str) -> bool {
    let Some((_, mut rest)) = title.split_once(action) else { return false };
    let verbs = Lexicon::get().words("tells.which");
    while let Some(shorter) = verbs.iter().filter_map(|w| rest.strip_prefix(w)).min_by_key(|r| r.len()) {
        rest = shorter;
    }
    rest.starts_with('的')
}

/// Whether so many of something are described, and what they are stands at the end of a list: 打造5条具有全国影响力，3条….
fn is_shared_out(m: &Material<'_>, commitment: &Commitment, title: &str) -> bool {
    let known = Lexicon::get();
    let figures = commitment.figures.iter().filter_map(|f| m.reading.figures.get(*f));
    let described = |rest: &str| known.words("having").iter().any(|w| rest.starts_with(w)) && !rest.contains('的');
    let mut behind = figures.filter_map(|f| title.split_once(f.text.as_str()).map(|(_, rest)| rest));
    behind.any(described)
}

/// Whether what is made has a name that anything of its sort has: 建成市级管理平台, of what, stands above it.
fn is_of_what_stands_above(m: &Material<'_>, commitment: &Commitment, title: &str) -> bool {
    let known = Lexicon::get();
    let Some((_, object)) = title.rsplit_once(commitment.action.as_str()) else { return false };
    let mut object = object.to_owned();
    for figure in commitment.figures.iter().filter_map(|f| m.reading.figures.get(*f)) {
        object = object.replacen(figure.text.as_str(), "", 1);
    }
    let mut rest = object.as_str();
    loop {
        let before = rest.len();
        rest = known.words("of.any.before").iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        rest = known.words("of.any.behind").iter().find_map(|w| rest.strip_suffix(w)).unwrap_or(rest);
        if rest.len() == before {
            return known.words("of.any").contains(&rest);
        }
    }
}

/// Whether a clause tells what was: 去年召开了大会.
fn tells_what_was(title: &str) -> bool {
    let known = Lexicon::get();
    known.words("no.past").iter().fold(title.to_owned(), |t, w| t.replace(w, "")).contains('了')
}

/// Whether what is added is only the beginning of a name that is to reach a value: 新增就业人员平均受教育年限达到14年.
fn is_value_of_what_is_added(title: &str, action: &str) -> bool {
    let known = Lexicon::get();
    let Some((_, rest)) = title.split_once(action).filter(|_| known.words("added").contains(&action)) else {
        return false;
    };
    let name = known.words("comes.to").iter().find_map(|w| rest.split_once(*w)).map(|(name, _)| name);
    name.is_some_and(|name| known.tail("level.of", name).is_some())
}

/// Whether a verb is no more than the beginning of a noun: 攻坚启动区. 启动区域合作 goes on otherwise.
fn is_in_a_noun(title: &str, action: &str) -> bool {
    let known = Lexicon::get();
    known.words("verb.in.noun").iter().any(|noun| {
        title.split_once(noun).is_some_and(|(before, behind)| {
            let goes_on = known.words("verb.in.noun.not").iter().any(|w| behind.starts_with(w));
            !goes_on && !format!("{before}\n{behind}").contains(action)
        })
    })
}
