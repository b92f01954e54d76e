//! What the words around a figure say of it: set or done, told again, begun or finished, all or a part.

use crate::around::{AROUND, LEAST, LIMITED, Sentence, Stage};
use crate::lexicon::Lexicon;
use crate::when::When;
use luoshi_reader::{Figure, Mode, Period, Tense, TimeKind};

/// Characters before a number of a target told again in which the clause before says so.
const TOLD: usize = 60;

/// Characters at the head of a sentence in which it says that all of it is an estimate.
const HEAD: usize = 10;

impl Sentence<'_> {
    /// Whether a number stands in a list that is called one of aims, where no part looks back: 主要预期目标是：生产总值增长9%；….
    pub(crate) fn among_aims(&self, figure: &Figure) -> bool {
        let plan = self.aimed_for(figure).is_some();
        if self.review && !plan || self.settled {
            return false;
        }
        let opening = self.opening(figure);
        let lexicon = Lexicon::get();
        let Some((head, _)) = lexicon.words("aims").iter().find_map(|w| opening.split_once(w)) else { return false };
        // 年初确定的目标是…: told again.
        let own = lexicon.words("aims.own").iter().any(|w| head.contains(w));
        // 根据会议确定的原则，提出了“十一五”时期的目标: whose the aims are stands in the last clause.
        let last = head.rsplit(',').next().unwrap_or(head);
        (self.ahead || own || plan) && !lexicon.words("aims.told").iter().any(|w| last.contains(w))
    }

    /// The plan ahead that a list of aims is said to be for: “十一五”时期的主要目标：….
    pub(crate) fn aimed_for(&self, figure: &Figure) -> Option<Period> {
        // Plans are of five years; few sentences name one.
        if !self.window_before(figure, usize::MAX).contains(&'五') {
            return None;
        }
        let opening = self.opening(figure);
        let (head, _) = Lexicon::get().words("aims").iter().find_map(|w| opening.split_once(w))?;
        let day = self.year.map(|y| jiff::civil::date(y, 3, 1));
        let found = luoshi_reader::recognise(head, day).times;
        let plan = found.iter().rev().find(|t| t.kind == TimeKind::Plan)?;
        let (start, end) = (plan.start?, plan.end?);
        let ahead = self.year? <= start.year() && start.year() < end.year();
        ahead.then(|| Period { text: String::new(), start: plan.start, end: plan.end })
    }

    /// Whether a number of the part that looks ahead is a target, though its sentence is not read as a plan: it is for this
    /// year or a later one, or bounded as only targets are.
    pub(crate) fn aims(&self, figure: &Figure, explicit: Option<When>, year: Option<i16>) -> bool {
        let Some(year) = year else { return false };
        if !self.ahead || figure.mode == Some(Mode::Gap) {
            return false;
        }
        let wanted = |q: &&str| matches!(*q, "力争" | "控制在" | "不低于" | "不高于" | "确保" | "以内");
        let strives = || figure.tense != Tense::Done && self.holds_before("strives", figure);
        explicit
            .map_or_else(|| figure.qualifiers.iter().any(wanted) || strives(), |when| when.start >= year && !when.part)
    }

    /// Whether a number is the amount that another is compared with: 比1980年的12亿元, 由1980年的12亿元.
    pub(crate) fn compared_with(&self, figure: &Figure) -> bool {
        if figure.from.is_some() || figure.base.is_none() || figure.amount.is_none() {
            return false;
        }
        let before = self.before(figure);
        let Some(head) = before.strip_suffix('的') else { return false };
        let year = head.rfind(['比', '较']).and_then(|at| head.get(at..)).is_some_and(|rest| rest.ends_with('年'));
        year && figure.mode.is_none()
    }

    /// Whether the clause behind the number says what came of it: 计划为4%，预计可以达到6%.
    pub(crate) fn outdone(&self, figure: &Figure) -> bool {
        let text: String = self.window_behind(figure, AROUND * 2).iter().filter(|c| !c.is_whitespace()).collect();
        let lexicon = Lexicon::get();
        let before = self.before(figure);
        lexicon.words("set").iter().any(|w| before.contains(w))
            && text.split_once('，').is_some_and(|(head, rest)| {
                head.chars().count() < LEAST && lexicon.words("outcome").iter().any(|w| rest.starts_with(w))
            })
    }

    /// Whether the clause of the number says what came of a target: 实际达到6%, 预计可以达到6%.
    pub(crate) fn falls_behind(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        Lexicon::get().words("outcome").iter().any(|w| before.starts_with(w))
    }

    /// Whether words around the number call it a target that was set before: the words behind it, or 曾提出 before it.
    pub(crate) fn called_target(&self, figure: &Figure) -> bool {
        self.named_target(figure) || self.told(figure)
    }

    /// Whether the words right behind the number call it a target: 8%的预期目标.
    fn named_target(&self, figure: &Figure) -> bool {
        let behind = self.behind(figure);
        let behind = behind.trim_start_matches(['以', '上', '左', '右', '内']);
        Lexicon::get().words("restated.after").iter().any(|w| behind.starts_with(w))
    }

    /// Whether the number is what was added to another: 后来又追加了80亿元.
    pub(crate) fn adds(&self, figure: &Figure) -> bool {
        self.follows("adds", figure)
    }

    /// Whether the clause says that a target told again was reached: 如期完成裁减50万的任务.
    pub(crate) fn fulfils(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let clause = format!("{}{}", self.before(figure), self.behind_clause(figure));
        lexicon.words("fulfilled").iter().any(|w| clause.contains(w))
            && !lexicon.words("unfulfilled").iter().any(|w| clause.contains(w))
    }

    /// Whether the number is by how much a plan was outdone or missed: 超过年度计划4%.
    pub(crate) fn exceeds(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let before = self.before(figure);
        let by = lexicon.words("exceeds").iter().filter_map(|w| before.rfind(w).map(|at| at + w.len())).max();
        by.and_then(|at| before.get(at..))
            .is_some_and(|rest| lexicon.words("exceeded").iter().any(|w| rest.ends_with(w)))
    }

    /// Whether the number is that of a target told again.
    pub(crate) fn restates(&self, figure: &Figure) -> bool {
        // 六五计划期间: the plan is a time.
        let before = self.before(figure);
        let before = Lexicon::get().words("plan.time").iter().fold(before, |text, w| text.replace(w, ""));
        self.named_target(figure) || Lexicon::get().words("restated.before").iter().any(|w| before.contains(w))
    }

    /// Whether a plan's number is one that was told before: 曾提出.
    ///
    /// The clause before may say it: 报告曾提出，要控制在…; not one further off (…，经过努力，实际…).
    pub(crate) fn told(&self, figure: &Figure) -> bool {
        let before = self.clause_before(figure, AROUND * 3);
        let words = Lexicon::get().words("told");
        if words.iter().any(|w| before.contains(w)) {
            return true;
        }
        let text: String = self.window_before(figure, TOLD).iter().filter(|c| !c.is_whitespace()).collect();
        let text = text.rsplit(['。', '；']).next().unwrap_or("");
        let Some((head, _)) = text.rsplit_once('，') else { return false };
        let clause = head.rsplit('，').next().unwrap_or(head);
        words.iter().any(|w| clause.ends_with(w))
    }

    /// Whether a state is reached: 达3万, 扩大到3万.
    pub(crate) fn reaches(&self, figure: &Figure) -> bool {
        self.follows("reaches", figure)
    }

    /// Whether words before the number, in its clause or the one before, take something out of the whole.
    /// Of a part itself (带动, 其中) or of all that follows.
    pub(crate) fn limited(&self, figure: &Figure) -> bool {
        let clause = self.clause_before(figure, LIMITED);
        let lexicon = Lexicon::get();
        let member = clause.rsplit('、').next().unwrap_or(&clause);
        let except =
            || lexicon.words("limit.usual").iter().fold(member.to_owned(), |text, usual| text.replace(usual, ""));
        self.of_part(figure)
            || lexicon.words("limit.own").iter().any(|w| clause.contains(w))
            || lexicon.words("limit.member").iter().any(|w| member.contains(w))
            || lexicon.words("limit.except").iter().any(|w| member.contains(w) && except().contains(w))
    }

    /// Whether a clause names a part of the whole before the number: 产业集聚区完成投资9亿元.
    pub(crate) fn of_some(&self, figure: &Figure) -> bool {
        let clause = self.clause_before(figure, LIMITED);
        Lexicon::get().words("limit.topic").iter().any(|w| clause.contains(w))
    }

    /// Whether a number says how much of a whole something is: 分别占全市的73%和82%.
    pub(crate) fn takes(&self, figure: &Figure) -> bool {
        let clause = self.clause_before(figure, LIMITED);
        let own = clause.rsplit('、').next().unwrap_or(&clause);
        Lexicon::get().words("takes").iter().any(|w| own.contains(w))
    }

    /// Whether a clause is about some of what was counted before: 其中在建的9个.
    pub(crate) fn of_those(&self, figure: &Figure) -> bool {
        let clause = self.clause_before(figure, LIMITED);
        Lexicon::get().words("parts").iter().any(|w| clause.starts_with(w))
    }

    /// Whether words before the number take something out of the whole, for what follows in the sentence too.
    pub(crate) fn of_part(&self, figure: &Figure) -> bool {
        let before: String = self.window_before(figure, LIMITED).iter().collect();
        let clause = before.rsplit(['。', '；']).next().unwrap_or("");
        let lexicon = Lexicon::get();
        if lexicon.words("limit").iter().any(|w| clause.contains(w)) {
            return true;
        }
        // 产业集聚区支撑能力增强，…投资9亿元: of the areas that the sentence begins with.
        let opening = self.opening(figure);
        if lexicon.words("limit.topic").iter().any(|w| opening.starts_with(w)) {
            return true;
        }
        // 拿甲矿来说，…: all that follows is of one of many.
        let first = opening.split(['，', ',']).next().unwrap_or("");
        let one = lexicon.words("example.head").iter().any(|w| first.starts_with(w));
        one && lexicon.words("example").iter().any(|w| first.ends_with(w))
    }

    /// Whether the sentence counts at constant prices.
    pub(crate) fn constant(&self) -> bool {
        let text: String = self.spans.iter().flat_map(|s| self.chars.get(s.range()).unwrap_or_default()).collect();
        Lexicon::get().words("constant").iter().any(|w| text.contains(w))
    }

    pub(crate) fn budgets(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        // 预算内投资完成500亿元, 通过国家预算的投资: the budget is where the money comes from.
        let from = |w: &str| {
            before
                .rfind(w)
                .and_then(|at| before.get(at + w.len()..))
                .is_some_and(|rest| !rest.starts_with(['内', '外', '的']))
        };
        Lexicon::get().words("budget").iter().any(|w| from(w))
    }

    /// Whether the clause says that it is so already.
    pub(crate) fn already(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let before = self.before(figure);
        let clause = before.rsplit(['：', ':']).next().unwrap_or("");
        // 已经决定今年压缩9亿元: what is decided is still to be done.
        lexicon.words("already").iter().any(|w| {
            clause.split_once(w).is_some_and(|(_, rest)| !lexicon.words("decided").iter().any(|d| rest.starts_with(d)))
        })
    }

    /// Whether the clause says that something is done: 有37种超额完成了.
    pub(crate) fn perfect(&self, figure: &Figure) -> bool {
        let clause = format!("{}{}", self.before(figure), self.behind(figure));
        Lexicon::get().words("perfect").iter().any(|w| clause.contains(w))
    }

    /// Whether the number is one that is to be kept, in the part that looks ahead: 赤字率稳定在3%.
    pub(crate) fn steady(&self, figure: &Figure) -> bool {
        self.ahead && self.follows("steady", figure)
    }

    /// Whether money is still to be set aside: 拟安排.
    pub(crate) fn intends(&self, figure: &Figure) -> bool {
        self.holds_before("intends", figure)
    }

    /// Whether the year was not over when it was said: in the clause, or at the head of the sentence (据初步预计，…).
    pub(crate) fn estimates(&self, figure: &Figure) -> bool {
        let before = self.before(figure);
        let words = Lexicon::get().words("estimate");
        if words.iter().any(|w| before.contains(w)) {
            return true;
        }
        let head: String =
            self.spans.iter().flat_map(|s| self.chars.get(s.range()).unwrap_or_default()).take(HEAD).collect();
        head.split_once('，').is_some_and(|(head, _)| words.iter().any(|w| head.ends_with(w)))
    }

    /// Whether the clause only says that something is more or less than the year before, in the part that looks ahead: it is
    /// of the year ahead, 增幅高于去年.
    pub(crate) fn outgrows(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let clause = format!("{}{}", self.before(figure), self.behind_all(figure));
        self.ahead
            && lexicon.words("outgrows").iter().any(|w| clause.contains(w))
            && !lexicon.words("perfect").iter().any(|w| clause.contains(w))
    }

    /// Whether a clause of that part goes on with what was done before: 通关时间再压缩三分之一.
    pub(crate) fn goes_further(&self, figure: &Figure) -> bool {
        self.ahead && figure.tense != Tense::Done && self.follows("once.more", figure)
    }

    /// Whether 低于 or 高于 stands before the number of a target that is told again: it says what came of it, and bounds nothing.
    pub(crate) fn held_against(&self, figure: &Figure) -> bool {
        self.called_target(figure) && self.follows("held.against", figure)
    }

    /// How far what is built has come, by the last word before the number that says it.
    pub(crate) fn stage(&self, figure: &Figure) -> Option<Stage> {
        let before = self.before(figure);
        let lexicon = Lexicon::get();
        let last =
            |group: &str| lexicon.words(group).iter().filter_map(|w| before.rfind(w).map(|at| at + w.len())).max();
        match (last("begun"), last("finished")) {
            (Some(begun), Some(finished)) if finished >= begun => Some(Stage::Finished),
            (Some(_), _) => Some(Stage::Begun),
            (None, Some(_)) => Some(Stage::Finished),
            (None, None) => None,
        }
    }

    /// Whether the clause counts new ones only: 新建, 新增.
    pub(crate) fn counts_new(&self, figure: &Figure) -> bool {
        // 新培育示范社20家、家庭农场90家: the word before the first of a list is of all of them.
        let clause = self.clause_before(figure, AROUND * 5);
        let lexicon = Lexicon::get();
        let holds = |list: &str| lexicon.words(list).iter().any(|w| clause.contains(w));
        holds("new") && !holds("stock")
    }

    /// Whether a rate of growth is told without the rise of prices.
    pub(crate) fn real(&self, figure: &Figure) -> bool {
        self.holds_before("real", figure)
    }

    /// Whether the number is part of the name of a plan, or only says that there are many: 新增千亿斤…规划, 上亿.
    pub(crate) fn names(&self, figure: &Figure) -> bool {
        let lexicon = Lexicon::get();
        let behind: String = self.behind_clause(figure);
        let text: String = figure.text.chars().filter(|c| !c.is_whitespace()).collect();
        lexicon.words("vague").iter().any(|w| text.starts_with(w))
            || lexicon.words("plan.name").iter().any(|w| behind.ends_with(w))
    }
}
