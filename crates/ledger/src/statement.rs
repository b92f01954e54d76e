//! A figure as the ledger sees it: of what, how much, for when, and whether it is a target, a result, or neither.

use crate::around::{Sentence, Stage};
use crate::carry::is_void;
use crate::class::{Class, class};
use crate::context::Context;
use crate::lexicon::{Lexicon, Percent};
use crate::says::{Says, says};
use crate::scope;
use crate::subject::{ALL, Subject, generic, invested, listed, rises, whose};
use crate::when::{self, Basis, When};
use crate::years::years;
use luoshi_reader::{Amount, Bound, Figure, Kind, Mode, Spans, Value};

/// What money is called of which only the words before say what it is for.
const SPENT: &str = "支出";

/// What people who are found work are counted as.
const WORK: &str = "城镇安排就业";

/// Within the name of a proportion: of what all produce.
const OF_ALL: &str = "占国内生产总值";

/// Characters before the old value of a from–to in which its year stands.
const OLD: usize = 12;

/// A figure in normal form. It owns its words: the text it comes from need not stay in memory.
#[expect(clippy::struct_excessive_bools, reason = "each is a word that stands or does not stand beside the number")]
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) subject: Subject,
    /// What it is searched by.
    pub(crate) key: Box<str>,
    /// A target that is told again, and is a row of its own.
    pub(crate) retold: bool,
    /// Such a one, and another report given set it.
    pub(crate) repeats: bool,
    /// Its clause says that a target was reached.
    pub(crate) fulfilled: bool,
    /// It is told of each of several years.
    pub(crate) each: bool,
    /// Words around it call it a target.
    pub(crate) called: bool,
    pub(crate) class: Class,
    pub(crate) text: Box<str>,
    pub(crate) value: Option<Value>,
    pub(crate) high: Option<Value>,
    pub(crate) unit: Box<str>,
    /// The value in the base unit, with its upper end and that unit.
    pub(crate) amount: Option<(Value, Option<Value>, Box<str>)>,
    pub(crate) bound: Option<Bound>,
    pub(crate) scope: Option<Box<str>>,
    pub(crate) when: Option<When>,
    /// 年均: the mean over the years.
    pub(crate) mean: bool,
    /// 累计: all years together.
    pub(crate) cumulative: bool,
    /// 预计: before the year was over.
    pub(crate) estimate: bool,
    pub(crate) says: Says,
    /// What the amount measures.
    pub(crate) dimension: &'static str,
    /// The words of the clause it stands in, without the number.
    pub(crate) clause: Box<str>,
    /// The words of the sentence before that clause.
    pub(crate) lead: Box<str>,
    /// Things built or done within the period, not a state at its end.
    pub(crate) counted: bool,
    /// 达到, or from an old value to this: a state at the end of the period.
    pub(crate) reached: bool,
    /// 按2010年价格计算: at constant prices.
    pub(crate) constant: bool,
    /// 扣除房地产投资后, 带动: less than the whole, in words that are no scope.
    pub(crate) limited: bool,
    /// Likewise of all that follows in the sentence, and of a target too: 产业集聚区.
    pub(crate) part: bool,
    /// 580万套，增加110万套: the rise of an amount that stands before it.
    pub(crate) increment: bool,
    /// A growth told as so many times: a round number, often of several things together.
    pub(crate) fold: bool,
    /// The indicator as the reader gives it: its head may be shared by those that follow.
    pub(crate) head: Box<str>,
    /// Whose measure it is, where its name says so: 粮食 of 粮食播种面积.
    pub(crate) owner: Box<str>,
    /// 首次突破: for the first time, and not at the end of the years spoken of.
    pub(crate) sometime: bool,
    /// 稳定在: so all the time that is spoken of, and not only at its end.
    pub(crate) steady: bool,
    /// 新建, 新增: not counting those there were.
    pub(crate) new: bool,
    /// How far what is built has come: 开工, 建成.
    pub(crate) stage: Option<Stage>,
    /// 实际增长: without the rise of prices.
    pub(crate) real: bool,
    /// 上亿, 千亿斤…规划: a number that names, or says no more than that there are many.
    pub(crate) named: bool,
    /// Index into the reading's figures.
    pub(crate) figure: usize,
    /// An amount that another is compared with: 比1957年的9亿元增长.
    pub(crate) base: bool,
    /// It is the old value of a from–to.
    pub(crate) earlier: bool,
    /// What it is of stands in another sentence.
    pub(crate) carried: bool,
    /// Index into the report's quotes.
    pub(crate) quote: usize,
    /// Index into the reading's sentences.
    pub(crate) sentence: usize,
    pub(crate) spans: Spans,
}

impl Statement {
    /// The figure in normal form; `words` are those of its sentence.
    pub(crate) fn new(
        figure: &Figure,
        words: &Sentence<'_>,
        context: &Context,
        year: Option<i16>,
        places: &[String],
    ) -> Self {
        let bounded = bounded(figure);
        let figure = bounded.as_ref().unwrap_or(figure);
        // 在1954年的基数上增长9%: the year is what it is compared with.
        let reckoned;
        let figure = if words.reckoned_from(figure) {
            reckoned = Figure { base: figure.period.as_ref().map(|p| p.text.clone()), period: None, ..figure.clone() };
            &reckoned
        } else if words.circumstance(figure)
            || context.back.is_some_and(|back| !back.is_year()) && words.end_of_other(figure)
        {
            reckoned = Figure { period: None, ..figure.clone() };
            &reckoned
        } else {
            figure
        };
        let indicator = figure.indicator_name.as_deref().or(figure.indicator.as_deref()).unwrap_or("");
        let whole = words.noun_behind(figure).or_else(|| words.whole(figure)).or_else(|| words.bracketed(figure));
        let indicator = whole.as_deref().unwrap_or(indicator);
        let (mut subject, mut scope) =
            Subject::new(indicator, figure.scope.as_deref(), figure.indicator.as_deref(), places);
        if subject.known.is_none()
            && let Some(aimed) = words.aimed(figure)
        {
            subject = aimed;
        }
        if subject.known.is_none()
            && figure.amount.as_ref().is_some_and(|a| a.dimension == "people")
            && words.finds_work(figure)
            && let Some(work) = Subject::exactly(WORK)
        {
            subject = work;
            scope = scope.filter(|s| !Lexicon::get().words("town").contains(&s.as_str()));
        }
        // 8万农村人口实现脱贫: they are counted by what was done for them.
        if subject.known.is_none()
            && let Some(of) = words.done_for(figure)
        {
            subject = of;
            scope = scope.filter(|s| !scope::is_country(s));
        }
        // 人口控制在9亿以内: all there are.
        if figure.qualifiers.contains(&"控制在")
            && scope.is_none()
            && listed(&subject.name)
            && let Some(all) = Subject::exactly(&format!("{ALL}{}", subject.name))
        {
            subject = all;
        }
        // 中央提出经济增长8%: who says it.
        if subject.known.is_some() && figure.amount.as_ref().is_none_or(|a| a.dimension != "money") {
            scope = scope.filter(|s| !Lexicon::get().words("speaker").contains(&s.as_str()));
        }
        // 中央财政按教育经费占国内生产总值4%编制预算: who pays it, and the proportion is that of all.
        if subject.family().is_some_and(|f| f.percent == Percent::Share) && subject.name.contains(OF_ALL) {
            scope = scope.filter(|s| !Lexicon::get().words("speaker.share").contains(&s.as_str()));
        }
        // 补助标准增加到人均9元: for each of all, and not for some.
        if subject.known.is_some() {
            scope = scope.filter(|s| !Lexicon::get().words("per.head").contains(&s.as_str()));
        }
        // 为此中央财政支出…, 此项支出…: of what the words before say.
        let this = |words: &str| Lexicon::get().words("this.money").iter().any(|w| words.starts_with(w));
        if figure.amount.as_ref().is_some_and(|a| a.dimension == "money")
            && (this(&subject.name) || scope.as_deref().is_some_and(this))
        {
            subject = Subject::unknown(SPENT);
        }
        // 通车里程, 新增里程: of the sort of road that was spoken of.
        if let Some(road) = words.road(figure, &subject) {
            subject = road;
        }
        // 合作医疗试点扩大到40%的县: the programme that reaches them is what the proportion is of.
        if let Some(reach) = words.reach(figure, &subject) {
            subject = reach;
            scope = None;
        }
        // 招商项目投资增长9%: of what the scope says, which is no place.
        if let Some((whose, what)) = whose(&subject, scope.as_deref()).or_else(|| invested(&subject, scope.as_deref()))
        {
            subject =
                Subject::exactly(&format!("{whose}{what}")).unwrap_or(Subject::unknown(&format!("{whose}{what}")));
            scope = None;
        }
        if subject.known.is_none()
            && let Some(headed) = words.headed(figure, &subject.name)
        {
            subject = headed;
        }
        if figure.amount.as_ref().is_some_and(|a| a.dimension == "money")
            && let Some(relief) = words.relief(figure)
        {
            // 企业, 市场主体: whoever it is that they weigh on.
            subject = relief;
            scope = None;
        }
        // 对城镇居民医保的补助标准: whom it is paid for is half of its name.
        if subject.known.is_none()
            && listed(&subject.name)
            && let Some(paid) = words.paid_for(figure, &subject.name)
        {
            subject = paid;
        }
        let mut carried = false;
        // 增长5%，低于6%的目标: of what the sentence has just told.
        let near = words.before.as_ref().filter(|b| !b.far && b.subject.known.is_some() && b.fits(figure));
        if (is_void(&subject) || words.paced(figure, &subject.name))
            && let Some(named) = words.names_itself(figure, places)
        {
            subject = named;
        }
        if is_void(&subject)
            && near.is_none()
            && let Some(topic) = words.topic(figure, places)
        {
            subject = topic;
        }
        if is_void(&subject)
            && let Some(before) = words.before.as_ref().filter(|b| b.fits(figure))
        {
            subject = before.subject.clone();
            scope = scope.or_else(|| before.scope.as_deref().map(str::to_owned));
            // 曾提出控制在9%以内。实际上涨12%: the sentence before tells the target, and this one what came of it.
            carried = before.far && !before.restated;
        }
        // 农民增加收入9亿元 is by how much 农民收入 rose.
        let rose = rises(&subject);
        let risen = rose.is_some();
        let subject = rose.unwrap_or(subject);
        let class = class(figure, &subject);
        let class =
            if class == Class::Rate && subject.known.is_none() && words.part_of(figure) { Class::Share } else { class };
        let class = if risen && class == Class::Amount { Class::Change } else { class };
        // 增长一倍 is growth by 100 %.
        let times = class == Class::Multiple && figure.mode == Some(Mode::Increase);
        let class = if times { Class::Rate } else { class };
        let class = if class == Class::Amount && words.adds(figure) { Class::Change } else { class };
        let class = if class == Class::Rate && words.exceeds(figure) { Class::Gap } else { class };
        // 低于全国16个百分点: no change of it. 占全市的73%: no growth of it.
        let class = if class == Class::Points && words.holds_before("gap", figure) { Class::Gap } else { class };
        let class = if class == Class::Rate && words.takes(figure) { Class::Share } else { class };
        // 减负90亿元: what was taken off is the amount itself.
        let relieved = class == Class::Change && subject.family().is_some_and(|f| f.relief);
        let class = if relieved { Class::Amount } else { class };
        let size = |v: Value| if relieved && v.is_negative() { v.negated() } else { v };
        // 二三级子公司: of which grade, and not how many.
        let grade = Lexicon::get().words("grade").contains(&figure.unit.as_str());
        let says = if grade { Says::Aside } else { says(figure, words, context, year) };
        let mean = (figure.qualifiers.contains(&"年均") || words.mean(figure)) && !words.mean_of_year(figure);
        let when = years(figure, words, context, year, class, says, mean);
        let has = |word: &str| figure.qualifiers.contains(&word);
        let about = (words.held_against(figure) && has("左右")).then_some(Bound::About);
        let nameless = subject.known.is_none() && generic(&subject.name);
        let known = subject.known.is_some();
        let some = known && words.of_some(figure);
        let those = !known && figure.measure == Kind::CountDone && words.of_those(figure);
        let percent = |v: Value| v.times(Value::whole(100));
        let amount = match figure.value.filter(|_| times).and_then(percent) {
            Some(value) => Some((value, figure.value_high.and_then(percent), "%".into())),
            None => figure.amount.as_ref().map(|a| (size(a.value), a.high.map(size), a.unit.as_str().into())),
        };
        Self {
            subject,
            key: Box::default(),
            retold: false,
            repeats: false,
            called: words.called_target(figure),
            each: words.each_year(figure),
            fulfilled: words.fulfils(figure),
            class,
            text: figure.text.as_str().into(),
            value: figure.value.map(size),
            high: figure.value_high.map(size),
            unit: figure.unit.as_str().into(),
            amount,
            bound: figure.bound.filter(|_| !words.held_against(figure)).or(about),
            scope: scope.map(Into::into),
            when,
            mean,
            cumulative: has("累计"),
            estimate: has("预计") || words.estimates(figure),
            says,
            dimension: figure.amount.as_ref().map_or("", |a| a.dimension),
            clause: words.clause(figure).into(),
            lead: words.lead(figure, nameless).into(),
            counted: figure.measure == Kind::CountDone,
            reached: has("达到") || has("突破") || figure.from.is_some() || words.reaches(figure),
            constant: words.constant(),
            limited: words.limited(figure) || some || those,
            part: words.of_part(figure) || some,
            increment: false,
            fold: times,
            head: indicator.into(),
            owner: Box::default(),
            sometime: words.holds_before("sometime", figure),
            steady: words.follows("steady", figure),
            new: words.counts_new(figure),
            stage: words.stage(figure),
            real: words.real(figure),
            named: words.names(figure),
            figure: 0,
            base: says != Says::Target && matches!(class, Class::Amount | Class::Share) && figure.base.is_some(),
            earlier: false,
            carried,
            quote: 0,
            sentence: 0,
            spans: figure.spans.clone(),
        }
    }

    /// The old value of a from–to, where it says its own year: 从2009年的2.8%降到….
    pub(crate) fn old_value(&self, figure: &Figure, words: &Sentence<'_>, year: Option<i16>) -> Option<Self> {
        let from = figure.from.as_ref()?;
        let value = from.value?;
        let at = from.spans.first()?.start() as usize;
        let before: String =
            words.chars.get(at.saturating_sub(OLD)..at)?.iter().filter(|c| !c.is_whitespace()).collect();
        let day = year.map(|y| jiff::civil::date(y, 3, 1));
        let said = luoshi_reader::recognise(&before, day).times.into_iter().next_back().and_then(|time| {
            let period = luoshi_reader::Period { text: String::new(), start: time.start, end: time.end };
            when::said(&period, year)
        });
        let own = self.when.filter(|w| self.says == Says::Target && w.is_year() && Some(w.end) == year);
        let when = match (said, own) {
            (Some(said), _) if year.is_some_and(|y| said.end < y) => said,
            // 今年由320元提高到380元: what it was by then.
            (_, Some(own)) => When::years(own.end - 1, own.end - 1, Basis::Unclear),
            (_, None) => return None,
        };
        if !when.is_year() || when.part || from.unit != figure.unit {
            return None;
        }
        let amount = match (&self.amount, figure.value) {
            // The same unit: the factor is that of the new value.
            (Some((amount, _, unit)), Some(new)) if !is_zero(new) => {
                let factor = ratio(*amount, new)?;
                Some((value.times(factor)?, None, unit.clone()))
            }
            (None | Some(_), _) => None,
        };
        Some(Self {
            text: from.text.as_str().into(),
            value: Some(value),
            high: None,
            amount,
            bound: None,
            when: Some(When { by: false, ..when }),
            estimate: false,
            says: Says::Result,
            counted: false,
            reached: true,
            earlier: true,
            spans: from.spans.clone(),
            ..self.clone()
        })
    }

    /// The value that is compared: in the base unit where there is one.
    pub(crate) fn compared(&self) -> Option<(Value, Option<Value>, &str)> {
        match &self.amount {
            Some((value, high, unit)) => Some((*value, *high, unit)),
            None => self.value.map(|v| (v, self.high, &*self.unit)),
        }
    }
}

/// An amount that is bounded and not compared, where what stands behind 低于 only says for how much it is: 低于每立方米19微克.
fn bounded(figure: &Figure) -> Option<Figure> {
    let value = figure.value.filter(|_| figure.mode == Some(Mode::Gap) && figure.base.is_none())?;
    figure.scope.as_deref().filter(|s| s.starts_with(PER))?;
    let size = |v: Value| if v.is_negative() { v.negated() } else { v };
    let amount = figure.amount.clone().map(|a| Amount { value: size(a.value), high: a.high.map(size), ..a });
    let bound = if value.is_negative() { Bound::LessThan } else { Bound::MoreThan };
    Some(Figure {
        value: Some(size(value)),
        value_high: figure.value_high.map(size),
        amount,
        kind: Kind::Level,
        measure: Kind::Level,
        mode: None,
        bound: Some(bound),
        scope: None,
        ..figure.clone()
    })
}

/// Before a unit: for each of it.
const PER: char = '每';

fn is_zero(value: Value) -> bool {
    value.normalized() == Value::whole(0)
}

/// `of / by`, where a decimal holds it.
fn ratio(of: Value, by: Value) -> Option<Value> {
    match (of, by) {
        (Value::Decimal(n), Value::Decimal(d)) => Value::ratio(n, d),
        (Value::Decimal(_) | Value::Fraction(..), _) => None,
    }
}
