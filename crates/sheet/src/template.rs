//! Templates for those who have no sheets of their own: filled by people, read back by the same reader.

use crate::write::{Cell, LISTS, NoWorkbook, Out, write};
use luoshi_document::Merge;
use luoshi_plan::{Due, Language, Part, Period, Value, Whole};
use std::collections::BTreeMap;

/// Rows for which a template has lists to choose from.
const ROWS: u32 = 5_000;

/// The words of a template in a language: the same meanings, known to the reader.
struct Said {
    sheet: &'static str,
    title: &'static str,
    heads: &'static [&'static str],
    help: &'static str,
    lines: &'static [&'static str],
}

const VALUES_ZH: Said = Said {
    sheet: "数据填报",
    title: "指标数据填报表",
    heads: &["指标", "单位", "地区", "时期", "实际值", "数据性质", "数据来源", "备注"],
    help: "填表说明",
    lines: &[
        "一行填一个指标在一个地区、一个时期的一个数值；没有数据的行留空即可。",
        "指标、地区可从下拉列表中选择；单位须与规划中的单位一致，需要换算的请先换算。",
        "时期的写法：2025年；2025年1-9月；2025年三季度；2025年9月；2025-09-30。",
        "实际值只填数字，不带单位、不写约数；不确定的在“数据性质”中注明。",
        "数据性质：预计、初步核算、最终核实；不填按初步核算处理。",
        "已有的数值再次报送且不变的，不产生修订；改动的作为修订入账，原值保留。",
        "表中不填写个人姓名、电话。",
    ],
};

const VALUES_EN: Said = Said {
    sheet: "Values",
    title: "Values of indicators",
    heads: &["Indicator", "Unit", "Territory", "Period", "Actual", "Data status", "Data source", "Notes"],
    help: "Instructions",
    lines: &[
        "One row is one value of one indicator for one territory and period; leave the value blank where there is none.",
        "Indicators and territories can be chosen from the lists. The unit is that of the plan: convert before you type.",
        "Periods: 2025; Jan-Sep 2025; 2025-Q3; 2025-09; 2025-09-30.",
        "The value is a plain number, without unit and without about; say in Data status how sure it is.",
        "Data status: estimate, provisional, final; blank means provisional.",
        "The same value again changes nothing; another one becomes a revision, and the old one stays readable.",
        "Write no names and telephone numbers of persons.",
    ],
};

const TASKS_ZH: Said = Said {
    sheet: "任务台账",
    title: "任务台账",
    heads: &[
        "序号",
        "领域",
        "工作任务",
        "牵头单位",
        "配合单位",
        "启动时间",
        "完成时限",
        "工作目标",
        "进展情况",
        "存在问题",
        "下一步计划",
        "佐证材料",
        "办结时间",
        "备注",
    ],
    help: "填表说明",
    lines: &[
        "一事一行。“领域”填规划中的目标，可从下拉列表中选择。",
        "牵头单位只填一个；确需几个单位分别负责的，用顿号隔开。配合单位用顿号隔开。",
        "完成时限可填日期（2025-12-31），也可填“6月底前”“2025年底前”“持续推进”。",
        "办结时间填本单位认为完成的日期；核验由其他单位进行，不在本表填写。",
        "完成比例和状态由系统按规则计算，不必填写。",
        "表中不填写个人姓名、电话；责任落实到单位和岗位。",
    ],
};

const TASKS_EN: Said = Said {
    sheet: "Tasks",
    title: "Tasks",
    heads: &[
        "No.",
        "Area",
        "Task",
        "Lead body",
        "Support",
        "Start date",
        "Due date",
        "Expected outcome",
        "Progress",
        "Problems",
        "Next steps",
        "Evidence",
        "Completed on",
        "Notes",
    ],
    help: "Instructions",
    lines: &[
        "One task a row. Area is a goal of the plan; choose it from the list.",
        "Name one lead body. Where several answer each for a share, part them by a semicolon; support bodies likewise.",
        "The due date is a day (2025-12-31), or words: end of June 2025, ongoing.",
        "Completed on is the day your body holds it done; somebody else verifies it, not in this sheet.",
        "Per cent done and status are computed by the published rules: do not type them.",
        "Write no names and telephone numbers of persons: duties sit on bodies and posts.",
    ],
};

/// A template for values: a row for each indicator of the plan and each territory that has a target or values of it.
///
/// # Errors
/// [`NoWorkbook`] where it cannot be written.
pub fn observations(whole: &Whole, period: Option<Period>, language: Language) -> Result<Vec<u8>, NoWorkbook> {
    let said = match language {
        Language::Zh => &VALUES_ZH,
        Language::En => &VALUES_EN,
    };
    let mut out = sheet(said);
    let finalities = match language {
        Language::Zh => ["预计", "初步核算", "最终核实"],
        Language::En => ["estimate", "provisional", "final"],
    };
    let mut row = 2;
    for indicator in &whole.indicators {
        let mut places: Vec<_> = whole
            .territories
            .iter()
            .filter(|t| {
                whole.targets.iter().any(|g| g.indicator == indicator.id && g.territory == t.id)
                    || !whole.series(indicator.id, t.id).is_empty()
            })
            .map(|t| t.name.as_str())
            .collect();
        if places.is_empty() {
            places.extend(whole.tops().take(1).map(|t| t.name.as_str()));
        }
        for place in places {
            for (column, text) in [(0, indicator.name.as_str()), (1, indicator.unit.as_str()), (2, place)] {
                out.cells.insert((row, column), Cell::Text(text.to_owned()));
            }
            if let Some(period) = period {
                out.cells.insert((row, 3), Cell::Text(period.named(language)));
            }
            row += 1;
        }
    }
    out.last = row.max(ROWS);
    let lists = lists(
        &mut out,
        &[
            (0, names(whole.indicators.iter().map(|i| i.name.as_str()))),
            (2, names(whole.territories.iter().map(|t| t.name.as_str()))),
            (5, finalities.map(str::to_owned).to_vec()),
        ],
    );
    write(&[out, help(said), lists])
}

/// A template for tasks, with those of the plan.
///
/// # Errors
/// [`NoWorkbook`] where it cannot be written.
pub fn tasks(whole: &Whole, language: Language) -> Result<Vec<u8>, NoWorkbook> {
    let said = match language {
        Language::Zh => &TASKS_ZH,
        Language::En => &TASKS_EN,
    };
    let (parted, goes_on) = match language {
        Language::Zh => ("、", "持续推进"),
        Language::En => ("; ", "ongoing"),
    };
    let mut out = sheet(said);
    let mut row = 2;
    for (at, task) in whole.tasks.iter().filter(|t| t.dropped.is_none()).enumerate() {
        let bodies = |parts: &[Part]| {
            let of = whole.assignments.iter().filter(|a| a.task == task.id && parts.contains(&a.part));
            of.filter_map(|a| whole.body(a.body)).map(|b| b.name.as_str()).collect::<Vec<_>>().join(parted)
        };
        let mut put = |column: u32, cell: Cell| drop(out.cells.insert((row, column), cell));
        put(0, Cell::Number(Value::whole(i64::try_from(at + 1).unwrap_or_default())));
        if let Some(goal) = whole.goal(task.goal) {
            put(1, Cell::Text(goal.title.clone()));
        }
        put(2, Cell::Text(task.title.clone()));
        for (column, text) in [(3, bodies(&[Part::Lead, Part::Each])), (4, bodies(&[Part::Support]))] {
            if !text.is_empty() {
                put(column, Cell::Text(text));
            }
        }
        if let Some(day) = task.start {
            put(5, Cell::Day(day));
        }
        match task.due {
            Due::On(day) => put(6, Cell::Day(day)),
            Due::Never => put(6, Cell::Text(goes_on.to_owned())),
            Due::Unstated => {}
        }
        if let Some(day) = task.reported {
            put(12, Cell::Day(day));
        }
        row += 1;
    }
    out.last = row.max(ROWS);
    let lists = lists(
        &mut out,
        &[
            (1, names(whole.goals.iter().map(|g| g.title.as_str()))),
            (3, names(whole.bodies.iter().map(|b| b.name.as_str()))),
        ],
    );
    write(&[out, help(said), lists])
}

fn names<'a>(all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in all {
        if !out.iter().any(|n| n == name) {
            out.push(name.to_owned());
        }
    }
    out
}

fn sheet(said: &Said) -> Out {
    let mut out = Out { name: said.sheet.to_owned(), heads: 1..2, ..Out::default() };
    let columns = said.heads.len() as u32;
    out.cells.insert((0, 0), Cell::Text(said.title.to_owned()));
    out.merges.push(Merge { row: 0, column: 0, rows: 1, columns });
    for (column, head) in (0..columns).zip(said.heads) {
        out.cells.insert((1, column), Cell::Text((*head).to_owned()));
        out.widths.insert(column, if column < 3 { 26 } else { 16 });
    }
    out
}

fn help(said: &Said) -> Out {
    let mut out = Out { name: said.help.to_owned(), ..Out::default() };
    out.cells.insert((0, 0), Cell::Text(said.help.to_owned()));
    for (row, line) in (1..).zip(said.lines) {
        out.cells.insert((row, 0), Cell::Text((*line).to_owned()));
    }
    out.widths.insert(0, 100);
    out
}

/// The hidden sheet of lists, and the columns that choose from it.
fn lists(out: &mut Out, all: &[(u32, Vec<String>)]) -> Out {
    let mut lists = Out { name: LISTS.to_owned(), hidden: true, ..Out::default() };
    let mut choose = BTreeMap::new();
    for (at, (column, names)) in (0_u32..).zip(all) {
        for (row, name) in (0..).zip(names) {
            lists.cells.insert((row, at), Cell::Text(name.clone()));
        }
        if !names.is_empty() {
            choose.insert(*column, (at, names.len() as u32));
        }
    }
    out.lists = choose;
    lists
}
