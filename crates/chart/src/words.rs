//! Every word a chart says of itself, in both languages: one place, and none can lack its twin.

use luoshi_plan::Language;

/// A phrase in both languages; `{}` are filled in their order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase(&'static str, &'static str);

/// What is drawn, and in which unit, if any.
pub(crate) fn in_unit(name: &str, unit: &str, language: Language) -> String {
    if unit.is_empty() { SAY_NO_UNIT.fill(language, &[name]) } else { SAY_UNIT.fill(language, &[name, unit]) }
}

/// A description that sends to the table.
pub(crate) fn with_table(said: &str, language: Language) -> String {
    format!("{said}{}{}", language.pick("", " "), SEE_TABLE.of(language))
}

impl Phrase {
    pub(crate) fn of(self, language: Language) -> &'static str {
        language.pick(self.0, self.1)
    }

    /// With its blanks filled. What is put in is not searched again.
    pub(crate) fn fill(self, language: Language, values: &[&str]) -> String {
        let mut parts = self.of(language).split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        let mut values = values.iter();
        for part in parts {
            out.push_str(values.next().unwrap_or(&""));
            out.push_str(part);
        }
        out
    }
}

pub(crate) const TARGET: Phrase = Phrase("目标", "Target");
pub(crate) const TARGET_OF: Phrase = Phrase("目标{}", "Target {}");
pub(crate) const MEAN_OF: Phrase = Phrase("年均{}", "mean {}");
pub(crate) const BASE_OF: Phrase = Phrase("基线{}", "Base {}");
pub(crate) const REQUIRED: Phrase = Phrase("应达到", "Required");
pub(crate) const REQUIRED_PATH: Phrase = Phrase("应达到的路径", "Required path");
pub(crate) const ACTUAL: Phrase = Phrase("实际", "Actual");
pub(crate) const GAP: Phrase = Phrase("差", "Gap");
pub(crate) const BEHIND_BY: Phrase = Phrase("差{}", "{} behind");
pub(crate) const AHEAD_BY: Phrase = Phrase("超前{}", "{} ahead");
pub(crate) const FORECAST: Phrase = Phrase("按目前趋势", "On present trend");
pub(crate) const FORECAST_LOW: Phrase = Phrase("推算下限", "Forecast low");
pub(crate) const FORECAST_MID: Phrase = Phrase("推算", "Forecast");
pub(crate) const FORECAST_HIGH: Phrase = Phrase("推算上限", "Forecast high");
pub(crate) const PLAN_PERIOD: Phrase = Phrase("规划期{}", "Plan period {}");
pub(crate) const TIME: Phrase = Phrase("时间", "Period");
pub(crate) const FINALITY: Phrase = Phrase("数据性质", "Kind of value");
pub(crate) const ESTIMATED: Phrase = Phrase("{}预计", "{}, estimate");
pub(crate) const ESTIMATE: Phrase = Phrase("预计", "estimate");
pub(crate) const PROVISIONAL: Phrase = Phrase("初步", "provisional");
pub(crate) const FINAL: Phrase = Phrase("核实", "final");
pub(crate) const BASE_ROW: Phrase = Phrase("{}（基线）", "{} (base)");
pub(crate) const TARGET_ROW: Phrase = Phrase("{}（目标）", "{} (target)");
pub(crate) const FORECAST_ROW: Phrase = Phrase("{}（推算）", "{} (forecast)");
pub(crate) const TABLE_OF: Phrase = Phrase("{}（{}）", "{} ({})");
pub(crate) const COURSE: Phrase = Phrase("{}走势", "Trend, {}");
pub(crate) const ONE_VALUE: Phrase = Phrase("{}，只有一个数据，还看不出走势", "{}: one value so far, no trend yet");
pub(crate) const NO_VALUE: Phrase = Phrase("还没有数据", "No values yet");
pub(crate) const WIDENED: Phrase = Phrase("差距从{}扩大到{}", "The gap has widened from {} to {}");
pub(crate) const NARROWED: Phrase = Phrase("差距从{}缩小到{}", "The gap has narrowed from {} to {}");
pub(crate) const FELL_BEHIND: Phrase = Phrase("由超前转为落后{}", "Ahead before, now {} behind");
pub(crate) const CAUGHT_UP: Phrase = Phrase("由落后转为超前{}", "Behind before, now {} ahead");
const SAY_UNIT: Phrase = Phrase("{}，单位：{}。", "{}, in {}.");
pub(crate) const UNIT: Phrase = Phrase("单位：{}。", "In {}.");
const SAY_NO_UNIT: Phrase = Phrase("{}。", "{}.");
pub(crate) const SAY_REQUIRED: Phrase = Phrase("虚线为应达到的路径。", " The dashed line is the required path.");
pub(crate) const SAY_LIMIT: Phrase = Phrase("虚线为目标值。", " The dashed line is the target.");
pub(crate) const SAY_BAND: Phrase =
    Phrase("浅色区域为按目前趋势推算的范围，{}。", " The light area is the range on the present trend: {}.");
pub(crate) const AXIS_FROM: Phrase = Phrase("纵轴自{}起，不从0开始。", "The vertical axis starts at {}, not at 0.");
pub(crate) const DOTS_FROM: Phrase = Phrase("横轴自{}起，不从0开始。", "The horizontal axis starts at {}, not at 0.");
pub(crate) const HOLES: Phrase =
    Phrase("点线两端之间没有数据，不代表实际走势。", "Dotted stretches have no values between their ends.");
pub(crate) const PARTS: Phrase = Phrase(
    "小圆点为当年1月起的累计，和全年不是一回事，不连线。",
    "Small dots are of the first months of a year; a year is another thing, and no line joins them.",
);
pub(crate) const STALE: Phrase = Phrase("数据停在{}。", "No new value since {}.");
pub(crate) const ESTIMATES: Phrase = Phrase("虚圈为预计数。", "Dashed rings are estimates.");
pub(crate) const NOT_LABELLED: Phrase = Phrase("图中未标注：{}。", "Not labelled in the picture: {}.");
pub(crate) const SEE_TABLE: Phrase = Phrase("完整数值见数据表。", "All values are in the table.");
pub(crate) const SOURCE: Phrase = Phrase("来源：{}", "Source: {}");
pub(crate) const NOTE: Phrase = Phrase("注：{}", "Note: {}");
pub(crate) const LATEST: Phrase = Phrase("最新值{}（{}）。", "Latest value {} ({}).");
pub(crate) const CUMULATIVE: Phrase = Phrase("自{}起累计。", " Added up from {}.");
pub(crate) const PLACE: Phrase = Phrase("名称", "Name");
pub(crate) const VALUE: Phrase = Phrase("数值", "Value");
pub(crate) const STATUS: Phrase = Phrase("状态", "Status");
pub(crate) const COUNT: Phrase = Phrase("数量", "Count");
pub(crate) const DAY: Phrase = Phrase("日期", "Day");
pub(crate) const PROMISED: Phrase = Phrase("承诺", "Promised");
pub(crate) const RESULT: Phrase = Phrase("结果", "Result");
pub(crate) const VERDICT: Phrase = Phrase("判定", "Verdict");
pub(crate) const REMARK: Phrase = Phrase("说明", "Note");
pub(crate) const LEFT_OUT: Phrase = Phrase(
    "图中只画最高和最低的各{}个，其余{}个见数据表。",
    "Only the {} highest and lowest are drawn; the other {} are in the table.",
);
pub(crate) const BELOW: Phrase = Phrase("低于{}", "below {}");
pub(crate) const FROM_UP: Phrase = Phrase("{}及以上", "{} and more");
pub(crate) const HATCHED: Phrase = Phrase("斜线格为无数据。", "Hatched: no data.");
pub(crate) const HAS_NO_DATA: Phrase = Phrase("无数据", "no data");
pub(crate) const SAY_TILES: Phrase = Phrase("格子按方位排列。", " Tiles lie roughly as on a map.");
pub(crate) const SAY_ORDER: Phrase = Phrase("格子按行政区划代码排列。", " Tiles in the order of the official list.");
pub(crate) const SAY_DUMBBELL: Phrase = Phrase("圆圈为承诺，图形为结果。", " Rings are promises, shapes are results.");
pub(crate) const SAY_REFERENCE: Phrase = Phrase("竖虚线为{}。", " The dashed line is {}.");
pub(crate) const HISTORY: Phrase = Phrase("状态变化", "Status over time");
pub(crate) const EARLIER: Phrase = Phrase("更早的见数据表。", "Earlier ones are in the table.");
pub(crate) const BETWEEN_ROWS: Phrase = Phrase("中间{}个见数据表", "{} more in the table");
pub(crate) const SAY_SCALES: Phrase = Phrase("每格纵轴各自取值。", "Each panel has its own scale.");
pub(crate) const SAY_MULTIPLES: Phrase = Phrase(
    "每格纵轴各自取值，虚线为应达到的路径，圆圈为目标。",
    "Each panel has its own scale; dashed lines are required paths, rings are targets.",
);
