//! The course of an indicator as a chart, in the page and as a file of its own.

use super::sheet::Cell;
use super::values::Values;
use super::{Ctx, Nav};
use crate::answer::{Answer, CSV, JSON, SVG, XLSX};
use crate::site::Form;
use askama::Template;
use luoshi_chart::{Case, Chart, Size, Theme, Trajectory};
use luoshi_page::i18n::Words;
use luoshi_plan::forecast::{Limits, Series, forecast};
use luoshi_plan::{Direction, Frequency, Indicator, Judged, Measure, Seen, Target, TerritoryId, Wanted};

/// The chart of an indicator; none where there is nothing to draw.
pub(crate) fn trajectory(
    indicator: &Indicator,
    (target, judged): (Option<&Target>, &Judged),
    territory: Option<TerritoryId>,
    values: &Values,
    ctx: &Ctx<'_>,
) -> Option<Chart> {
    let territory = territory?;
    let day = ctx.board.day;
    let seen = Seen::on(&values.all, indicator.id, territory, day);
    // An empty grid says less than no chart.
    let has_aim = target.is_some_and(|t| !matches!(t.wanted, Wanted::Unmeasurable(_)));
    if seen.is_empty() && !has_aim {
        return None;
    }
    let plan = ctx.board.whole.plan(indicator.plan).map(|p| p.period);
    let ahead = ahead(indicator, &seen, plan.map(|p| p.last().year()));
    let case = Case {
        indicator,
        target,
        seen: &seen,
        judged,
        forecast: ahead.as_ref(),
        plan,
        today: day,
        language: ctx.lang(),
    };
    Some(Trajectory::of(&case).chart())
}

/// Where whole years are heading, up to the end of the plan; nothing of fewer than four, for so few show no trend.
fn ahead(indicator: &Indicator, seen: &[Seen], until: Option<i16>) -> Option<luoshi_plan::forecast::Forecast> {
    if !matches!(indicator.frequency, Frequency::Yearly) && indicator.measure != Measure::Level {
        return None;
    }
    let yearly: Vec<(i16, luoshi_plan::Value)> =
        seen.iter().filter_map(|s| Some((s.period.as_year()?, s.value))).collect();
    let (first, last) = (yearly.first()?.0, yearly.last()?.0);
    let whole = yearly.len() >= 4 && i16::try_from(yearly.len()).ok()? == last - first + 1;
    let until = until.filter(|until| *until > last && whole)?;
    let series = Series::of(yearly.iter().copied()).ok()?;
    let mut limits = Limits::suggested(&series);
    // A share of a whole cannot pass it, unless it has.
    let share = indicator.unit == "%" && indicator.measure == Measure::Level;
    if share && series.values().iter().all(|v| (0.0..=100.0).contains(v)) {
        limits.high = Some(100.0);
    }
    if indicator.measure == Measure::Rate || indicator.direction == Direction::Hold {
        limits.low = None;
    }
    forecast(&series, until, limits).ok()
}

/// A chart as a figure of a page: its words, its drawing, the same data as a table, and its own addresses.
#[derive(Template)]
#[template(path = "part/figure.html")]
pub(crate) struct Figure {
    w: &'static Words,
    id: &'static str,
    title: String,
    subtitle: String,
    svg: String,
    notes: String,
    /// None where the page has a table of its own.
    table: Option<luoshi_chart::Table>,
    sources: Sources,
    /// Between two documents.
    between: &'static str,
    files: Vec<Nav>,
}

/// What a chart was drawn from: the newest documents, and how many there are besides.
#[derive(Default)]
pub(crate) struct Sources {
    named: Vec<Nav>,
    /// 另有3份文献; empty where all are named.
    more: String,
}

impl Sources {
    /// Of values: the documents they stand in.
    pub(crate) fn of<'v>(
        values: impl IntoIterator<Item = &'v luoshi_plan::Observation>,
        all: &Values,
        ctx: &Ctx<'_>,
    ) -> Self {
        const NAMED: usize = 2;
        let mut ids = Vec::new();
        let mut values: Vec<_> = values.into_iter().collect();
        values.sort_by_key(|o| std::cmp::Reverse((o.period.last(), o.published)));
        for value in values {
            let source = all.cited.get(&value.id).map(|c| c.passage.source).or(value.source);
            ids.extend(source.filter(|id| !ids.contains(id)));
        }
        let named = ids.iter().take(NAMED).map(|id| {
            let title = ctx.board.whole.source(*id).and_then(|s| s.title.clone().or_else(|| s.name.clone()));
            Nav::new(title.unwrap_or_else(|| ctx.t("site.source").to_owned()), ctx.report(*id))
        });
        let more = ids.len().saturating_sub(NAMED);
        let more = if more > 0 { ctx.fill("site.chart.more", &[("n", &more.to_string())]) } else { String::new() };
        Self { named: named.collect(), more }
    }

    /// Of what was computed: the rule.
    pub(crate) fn computed(rule: &str, ctx: &Ctx<'_>) -> Self {
        let named = Nav::new(ctx.t("site.chart.computed"), ctx.href(&format!("/method/{rule}")));
        Self { named: vec![named], more: String::new() }
    }

    /// In words, for a file.
    pub(crate) fn said(&self, ctx: &Ctx<'_>) -> String {
        let named: Vec<_> = self.named.iter().map(|n| n.label.as_str()).collect();
        let between = ctx.lang().pick("、", ", ");
        let parts = [named.join(between), self.more.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(ctx.lang().pick("，", " "))
    }
}

/// Whether a page has the data of a chart as a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// It has, and better: each number leads to where it stands.
    Table,
    /// It has not.
    Nothing,
}

impl Figure {
    /// `stem` is the address whose `.svg`, `.csv`, `.json` give the chart, with the query that names it among others.
    pub(crate) fn new(chart: Chart, id: &'static str, beside: Beside, stem: &str, query: &str, ctx: &Ctx<'_>) -> Self {
        let file = |label: &str, suffix: &str| Nav::new(label, format!("{stem}{suffix}{query}"));
        Self {
            w: ctx.w,
            id,
            svg: chart.inline(id),
            notes: chart.notes.join(ctx.lang().pick("", " ")),
            title: chart.title,
            subtitle: chart.subtitle,
            table: (beside == Beside::Nothing).then_some(chart.table),
            sources: Sources::default(),
            between: ctx.lang().pick("、", ", "),
            files: vec![file("SVG", ".svg"), file("CSV", ".csv"), file("XLSX", ".xlsx"), file("JSON", ".json")],
        }
    }
}

impl Figure {
    /// With what it was drawn from.
    pub(crate) fn from(self, sources: Sources) -> Self {
        Self { sources, ..self }
    }
}

fn cell(cell: &luoshi_chart::Cell) -> Cell {
    if cell.is_none() { Cell::None } else { Cell::Text(cell.data.clone()) }
}

/// A chart in a form of its own: the picture or its rows.
pub(crate) fn answer(chart: &Chart, source: &str, form: Form, ctx: &Ctx<'_>) -> Option<Answer> {
    match form {
        Form::Svg => {
            let size = match ctx.asked.field("size") {
                Some("narrow") => Size::Narrow,
                Some("middle") => Size::Middle,
                _ => Size::Wide,
            };
            Some(Answer::new(SVG, chart.file(size, source, Theme::Light)))
        }
        Form::Csv => Some(Answer::new(CSV, chart.table.csv())),
        Form::Json => Some(Answer::new(JSON, chart.table.json())),
        Form::Xlsx => {
            let rows = chart.table.rows.iter().map(|row| row.iter().map(cell).collect()).collect::<Vec<_>>();
            let columns: Vec<_> = chart.table.columns.iter().map(|c| c.key).collect();
            let book = super::book::book(&columns, &rows, ctx.board.day).ok()?;
            Some(super::sheet::named(Answer::new(XLSX, book), "luoshi.xlsx"))
        }
        Form::Page | Form::Atom => None,
    }
}
