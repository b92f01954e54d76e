//! Whether a count stands or was made.

use super::ahead::is_nation;
use super::deed_in;
use crate::figure::indicator::after::LONG;
use crate::figure::words::FigureWords;
use crate::figure::{Draft, Sentence};
use crate::quantity::Quantity;
use crate::reading::Kind;
use crate::search::{ends, holds, stands};
use crate::unit::Dimension;
use std::ops::Range;

/// How far behind those counted what befell them may stand: 成果|在全市推广.
const BEFALLS: usize = 5;

/// What a number is kept at.
const KEPT: &[&str] = &["稳定", "保持", "维持"];

/// Whether words before a name say how many of it there are: 年末共有(各类)|服务中心.
fn tells_of_all(before: &[char]) -> bool {
    let sorts = ["各种", "各类", "各级", "各"];
    let sort = sorts.iter().find(|w| ends(before, w)).map_or(0, |w| w.chars().count());
    let before = &before[..before.len() - sort];
    ["共有", "现有", "拥有", "实有", "设有"].iter().any(|w| ends(before, w))
}

/// Whether a count stands (a level) or was made (a count done): the verb decides.
pub(super) fn counted(words: &FigureWords, s: &Sentence<'_>, draft: &Draft, before: Option<Kind>) -> Kind {
    let q = &s.quantities[draft.quantity];
    let floor = s.clause_start(q.range.start);
    let roof = s.clause_end(draft.right.end.max(q.range.end));
    let holds = |range: Range<usize>, list: &[&str]| list.iter().any(|w| holds(s.slice(&range), w));
    let name = draft.indicator.clone().unwrap_or(0..0);
    // 就业人员 are there; 城镇新增就业 was brought about.
    let of_made = |range: Range<usize>| {
        let whole = |end: usize| stands(s.slice(&(end..range.end.max(end))), 0, "人员");
        range.clone().any(|at| {
            words.made.find(s.text, at).is_some_and(|(n, ())| at + n <= range.end && (n > 2 || !whole(at + n)))
        })
    };
    let stock = words.stock.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len());
    let there = tells_of_all(s.slice(&(floor..name.start.max(floor))));
    let ends = |w: &&str| ends(s.slice(&name), w);
    let made = of_made(name.clone()) || holds(floor..q.range.start, &["建成", "完成", "竣工", "投产"]);
    let total =
        ["人数", "人次", "里程", "总量", "规模", "面积", "存量", "户数", "总数", "产量", "业务量", "周转量", "吞吐量"]
            .iter()
            .any(&ends);
    // 又有2万农户用上了自来水: there they are, and it was done.
    let after = draft.right.noun.as_ref().map_or(q.range.end, |n| n.end);
    let counts_after = draft.right.noun.is_some() && draft.rules.contains(&"indicator.after");
    // 有6个村被评为文明村
    let became =
        || (after..roof.min(after + BEFALLS)).any(|at| s.text[at] == '被' && words.befell.find(s.text, at).is_some());
    let visited = || (after..roof.min(after + BEFALLS)).any(|at| words.befell.find(s.text, at).is_some());
    if draft.left.standing && counts_after && (deed_in(words, s, after..roof.min(after + 6)) || became() || visited()) {
        return Kind::CountDone;
    }
    // 年末共有服务中心258个: so many there are, whatever verb is in their name.
    if draft.rules.contains(&"indicator.before") && there && !made {
        return Kind::Level;
    }
    // 长达120公里的管道贯通: so long it is, whatever befell it.
    if draft.rules.contains(&LONG) {
        return Kind::Level;
    }
    // 新增农机站5个、总数40个
    if draft.rules.contains(&"indicator.total") {
        return Kind::Level;
    }
    // 商店有300户转为股份公司
    if draft.left.standing && words.verb(s.text, after).is_some_and(|(n, e)| e.deed && s.text[after + n - 1] == '为') {
        return Kind::CountDone;
    }
    // 产值达到千亿级: a mark that a measure reached.
    if q.magnitude && q.unit.is_none() && draft.rules.contains(&"indicator.before") {
        return Kind::Level;
    }
    // 工程完成投资3.2亿: it is money whose 元 was left out. Not 新增用户1.2亿.
    let bare = q.unit.is_none() && draft.right.noun.is_none();
    if bare && s.text.get(q.range.end.wrapping_sub(1)) == Some(&'亿') && !holds(floor..q.range.start, &["新增"]) {
        return Kind::Level;
    }
    // 解决14亿人的吃饭问题: of all there are, whatever is done for them.
    if is_nation(s, q, draft) && !holds(q.range.end..roof, &["脱贫", "摆脱贫困"]) {
        return Kind::Level;
    }
    // 可节约标准煤30万吨, 农业节水5亿立方米: what is saved is an amount, as money saved is.
    let mass = q
        .unit
        .is_some_and(|u| matches!(u.dimension, Dimension::Physical) && !matches!(u.group, "area" | "length" | "power"));
    let saved = |end: usize| words.saved_before.find_before(s.text, end).is_some_and(|(n, ())| end >= floor + n);
    if mass && (saved(name.start) || saved(name.end) || words.saved.find(s.text, name.start).is_some()) {
        return Kind::Level;
    }
    // 劳动力转移保持在20万人以上: what is kept at a mark stands, whatever verb its name holds.
    if KEPT.iter().any(|w| stands(s.slice(&(draft.left.rest..q.range.start)), 0, w)) && !made {
        return Kind::Level;
    }
    // 提出12项指标: what a plan sets out is in it, and was not done.
    if counts_after
        && words.proposed.find_before(s.text, draft.left.rest).is_some_and(|(n, ())| draft.left.rest >= floor + n)
    {
        return Kind::Level;
    }
    // 组织演出12场: what takes place was done.
    if q.unit.is_some_and(|u| matches!(u.name, "场" | "场次")) && !draft.left.standing && !draft.left.to {
        return Kind::CountDone;
    }
    // 应对23次强降水: what was withstood.
    if holds(floor..draft.left.rest, &["应对", "防御", "抵御"])
        && q.unit.is_some_and(|u| matches!(u.name, "次" | "轮" | "场" | "起"))
        && counts_after
    {
        return Kind::CountDone;
    }
    // 高109米的主塔: how high it is.
    if q.unit.is_some_and(|u| u.group == "length")
        && draft.left.rest > floor
        && matches!(s.text[draft.left.rest - 1], '高' | '长' | '宽')
        && s.text.get(q.range.end) == Some(&'的')
    {
        return Kind::Level;
    }
    // 每天运送货物1.6亿吨: so much goes on.
    if holds(floor..q.range.start, &["每天", "每日"]) {
        return Kind::Level;
    }
    // 新增风电装机12万千瓦: what was added was not there before; so too the next of its list.
    // 覆盖8亿人, 641万人领取养老金: so many there are.
    let told = words.standing_before.find_before(s.text, draft.left.rest).map_or(0, |(n, ())| n);
    let so = told > 0
        || words.standing.find(s.text, q.range.end).is_some()
        || counts_after && words.standing.find(s.text, after).is_some();
    if so && !holds(floor..draft.left.rest - told, &["新", "净增", "扩大"]) && !made {
        return Kind::Level;
    }
    // 组织建设的一百二十三个项目,进展顺利: they are there; what is told of them stands behind.
    let at_work =
        ["建设的", "实施的", "推进的", "安排的"].iter().any(|w| self::ends(s.slice(&(floor..q.range.start)), w));
    let described = at_work && !holds(floor..q.range.start, &["新", "累计", "已"]);
    let told = s.slice(&(roof + 1..s.text.len().min(roof + 4)));
    let described = described && !matches!(told, ['全' | '均' | '都' | '已', ..]);
    if counts_after && described && after == roof && s.text.get(roof) == Some(&',') {
        return Kind::Level;
    }
    // 在12个国家投放货柜: where something was done is not what was done.
    let place = draft.right.noun.as_ref().is_some_and(|n| {
        matches!(
            s.slice(n),
            [.., '国', '家']
                | [.., '城', '市']
                | [.., '地', '区']
                | [.., '省' | '市' | '县' | '区' | '镇' | '乡' | '村']
        )
    });
    if place
        && counts_after
        && s.number_in(after..roof)
        && let Some(at) = s.slice(&(floor..q.range.start)).iter().rposition(|c| *c == '在').map(|i| floor + i)
        && words.whole_from(s.text, at) < 2
        && words.whole_to(s.text, at + 1) < 2
        && !deed_in(words, s, at..q.range.start)
    {
        return Kind::Level;
    }
    // 12个产业园入驻企业36家, 制定了9个行业120项标准: whose they are stands; what was done is the other number.
    let other = s.quantities.iter().find(|n| n.range.start >= after.max(q.range.end) && n.counts());
    let counted = |n: &Quantity| n.unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::People));
    // 80个项目完成投资60亿元: what was done is the money.
    let spent = |n: &Quantity| {
        n.unit.is_some_and(|u| u.dimension == Dimension::Money) && holds(after..n.range.start, &["完成", "实现"])
    };
    if counts_after
        && let Some(other) = other.filter(|n| n.range.start < roof && (counted(n) || spent(n)))
        && (other.range.start == after
            || (draft.left.rest <= floor || spent(other) && !deed_in(words, s, floor..draft.left.rest))
                && deed_in(words, s, after..other.range.start)
                && !s.slice(&(after..other.range.start)).iter().any(|c| matches!(c, '、' | '和')))
    {
        return Kind::Level;
    }
    // 新增城镇常住人口: the scope may stand between.
    let lead = s.slice(&(floor..name.start));
    let lead =
        if lead.ends_with(&['城', '镇']) || lead.ends_with(&['农', '村']) { &lead[..lead.len() - 2] } else { lead };
    let lead = lead.strip_suffix(&['的']).unwrap_or(lead);
    let added = ["新增", "新增加", "净增", "新投产", "新增开发"]
        .iter()
        .any(|w| lead.iter().rev().zip(w.chars().rev()).filter(|(a, b)| **a == *b).count() == w.chars().count());
    // 新建铁路投产里程1200公里
    let built = || {
        (total || stock)
            && draft.rules.contains(&"indicator.before")
            && ["新建", "新改建", "新修"].iter().any(|w| self::ends(lead, w))
    };
    let listed = before == Some(Kind::CountDone) && name.start > 0 && s.text[name.start - 1] == '、';
    // …、总装机1200万千瓦: the total stands.
    let sum = s.slice(&name).first() == Some(&'总') || s.slice(&name).ends_with(&['总', '数']);
    // 新增企业6家、累计达到10家: what it came to stands.
    let mark = s.slice(&(draft.left.rest..q.range.start));
    let came = draft.rules.contains(&"indicator.elided") && mark.contains(&'达');
    if (added || listed || built()) && !sum && !name.is_empty() && !draft.left.linked && !came {
        return Kind::CountDone;
    }
    // 建成投运风电装机40万千瓦
    let put = ["建成", "建成投运", "建成投产", "建成并网", "投产", "投运"].iter().any(|w| self::ends(lead, w));
    if stock && put && draft.rules.contains(&"indicator.before") && !draft.left.linked && !sum {
        return Kind::CountDone;
    }
    if stock
        || total && (draft.left.linked || draft.left.standing || draft.left.bound.is_some())
        || draft.left.to && !made
        || (draft.left.standing && !draft.left.deed && !made)
    {
        return Kind::Level;
    }
    // 发展家庭农场35个: at the head of its clause it is a verb.
    let grown = (s.slice(&(floor..q.range.start)).starts_with(&['发', '展'])
        || s.slice(&(floor..name.start.max(floor))).ends_with(&['发', '展']))
        && draft.rules.contains(&"indicator.before")
        && q.unit.is_some_and(|u| matches!(u.dimension, Dimension::Count | Dimension::People));
    let act = || words.named_acts.find_before(s.text, name.end).is_some_and(|(n, ())| n <= name.len());
    if draft.left.deed || grown || of_made(name.clone()) || act() {
        return Kind::CountDone;
    }
    // 企业突破1万家: a word that bounds the number is no deed.
    let roof_before = if draft.left.bound.is_some() && !made { draft.left.rest } else { q.range.start };
    // 帮扶对象达到13万人: nor is a verb within the name of what has reached it.
    let reached = draft.left.linked && draft.rules.contains(&"indicator.before") && name.start >= floor;
    // 高速公路通车里程6895公里: the verb is within the name of a total.
    let within = total
        && draft.rules.contains(&"indicator.before")
        && name.start >= floor
        && !["新", "建成", "投产", "竣工", "开工", "完成"].iter().any(|w| crate::search::holds(s.slice(&name), w));
    // 配有充电桩的车位达到12万个: nor is a verb that describes it.
    let described = reached
        && name.start > floor
        && s.slice(&(name.start - 1..name.end)).contains(&'的')
        && !holds(floor..name.end, &["增加", "新增"]);
    let deed = if came {
        false
    } else if described {
        deed_in(words, s, name.end..roof_before)
    } else if reached || within {
        // 新增企业60家、从业人员达到4万人: what has a verb of its own behind the mark was not made by the one before it.
        let own = reached && name.start > floor && s.text[name.start - 1] == '、';
        deed_in(words, s, if own { name.start } else { floor }..name.start) || deed_in(words, s, name.end..roof_before)
    } else {
        deed_in(words, s, floor..roof_before)
    };
    if deed {
        return Kind::CountDone;
    }
    // 12类商品零售额实现增长: how it moved is no deed.
    let moved = counts_after
        && ["实现增长", "实现正增长", "实现同比增长", "保持增长"].iter().any(|w| {
            let rest = s.slice(&(after..roof));
            let verb = rest.iter().position(|c| *c == '实' || *c == '保').unwrap_or(0);
            stands(rest, verb, w)
        });
    if moved {
        return Kind::Level;
    }
    // 24个事项已提前完成, 5个园区获得认定: the verb follows.
    let won = s.text.get(after) == Some(&'获') && words.whole_from(s.text, after) < 2;
    // 改革成果|全国推广: what befell them may have been taken for the end of the noun.
    let told_from = if counts_after { name.end.min(after) } else { after };
    let befell = || (told_from..roof.min(after + BEFALLS)).any(|at| words.befell.find(s.text, at).is_some());
    // 24个领域的重点任务已经完成: what is told of their tasks is not told of them.
    let theirs = s.text.get(after) == Some(&'的');
    // 8个试点加快推进: nothing was done with them yet.
    let ongoing = |at: usize| words.ongoing.find(s.text, at).is_some_and(|(n, ())| at + n == roof);
    if counts_after && !theirs && (after..roof.min(after + BEFALLS)).any(ongoing) {
        return Kind::Level;
    }
    if counts_after && !theirs && (won || befell() || deed_in(words, s, after..roof)) {
        return Kind::CountDone;
    }
    // 培养本科生3.1万人,研究生0.4万人: the verb of the clause before goes on.
    match before {
        Some(kind @ Kind::CountDone) if !draft.left.linked && !came && goes_on(words, s, q, draft) => kind,
        _ => Kind::Level,
    }
}

/// Whether the verb of the clause before may govern this count, too: not 各类企业突破9万家, 绿电交易30亿千瓦时, 港口接待旅客6万人次.
fn goes_on(words: &FigureWords, s: &Sentence<'_>, q: &Quantity, draft: &Draft) -> bool {
    let listed = draft.indicator.as_ref().is_some_and(|name| name.start > 0 && s.text[name.start - 1] == '、');
    let flow = q.unit.is_some_and(|u| {
        u.dimension == Dimension::Physical && !matches!(u.group, "area" | "length" | "power")
            || matches!(u.name, "人次" | "艘次" | "架次" | "车次" | "航次" | "班次" | "列次" | "辆次")
    });
    // 新增铁路800公里,吞吐能力6万吨: what was built can so much. 新增技能人才3万人次,其中高技能人才2万人次
    let built = draft
        .indicator
        .as_ref()
        .is_some_and(|name| matches!(s.slice(name), [.., '能', '力'] | [.., '容' | '储', '量'] | [.., '产', '能']));
    let part = s.slice(&(s.clause_start(q.range.start)..q.range.start)).starts_with(&['其', '中']);
    let passed = draft.left.qualifiers.iter().any(|w| matches!(*w, "突破" | "跨越"))
        || draft.left.bound.is_some() && draft.left.each_all
        || draft.indicator.as_ref().is_some_and(|name| words.had.find(s.text, name.start).is_some());
    !passed && (listed || built || part || !flow)
}
