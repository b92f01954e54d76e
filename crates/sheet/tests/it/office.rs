//! Sheets in the shapes that offices use, drawn as text: a row a line, cells between bars, `<` for a cell merged with the one
//! before it and `^` with the one above. Below, what is to be read: values, tasks, faults.

use luoshi_document::{Merge, workbook};
use luoshi_plan::Date;
use luoshi_sheet::{Due, Known, Mapping, Options, Out, OutCell, Understood, understand, write};
use proptest::prelude::*;

/// The workbook that a drawing shows; sheets begin with `= name`.
fn drawn(text: &str) -> Vec<u8> {
    let mut sheets: Vec<Out> = Vec::new();
    let mut grid: Vec<Vec<String>> = Vec::new();
    let close = |grid: &mut Vec<Vec<String>>, sheets: &mut Vec<Out>| {
        let Some(out) = sheets.last_mut() else { return };
        let at = |r: usize, c: usize| grid.get(r).and_then(|row: &Vec<String>| row.get(c)).map_or("", String::as_str);
        for (r, row) in grid.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                if cell.is_empty() || cell == "<" || cell == "^" {
                    continue;
                }
                let across = (c + 1..row.len()).take_while(|n| at(r, *n) == "<").count() as u32 + 1;
                let down = (r + 1..grid.len()).take_while(|n| at(*n, c) == "^").count() as u32 + 1;
                let written = match cell.strip_prefix('\'') {
                    Some(text) => OutCell::Text(text.to_owned()),
                    None => {
                        match (cell.parse(), cell.strip_suffix('%').and_then(|p| p.parse::<luoshi_plan::Value>().ok()))
                        {
                            (Ok(number), _) => OutCell::Number(number),
                            (_, Some(share)) => {
                                let mut hundredth = share.decimal().expect("a decimal");
                                hundredth.set_scale(hundredth.scale() + 2).expect("a scale");
                                OutCell::Shown(hundredth.into(), "0.0%".to_owned())
                            }
                            _ => match cell.parse::<Date>() {
                                Ok(day) => OutCell::Day(day),
                                Err(_) => OutCell::Text(cell.clone()),
                            },
                        }
                    }
                };
                let (row, column) = (r as u32, c as u32);
                out.cells.insert((row, column), written);
                if across > 1 || down > 1 {
                    out.merges.push(Merge { row, column, rows: down, columns: across });
                }
            }
        }
        grid.clear();
    };
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("= ") {
            close(&mut grid, &mut sheets);
            sheets.push(Out { name: name.to_owned(), ..Out::default() });
        } else {
            grid.push(line.split('|').map(|cell| cell.trim().to_owned()).collect());
        }
    }
    close(&mut grid, &mut sheets);
    write(&sheets).expect("a workbook")
}

fn read(text: &str, known: &Known) -> Understood {
    let book = workbook(&drawn(text)).expect("a workbook");
    let mapping = Mapping::default();
    understand(&book, &Options { today: "2026-11-01".parse().ok(), ..Options::new(known, &mapping) })
}

/// Values as `cell indicator territory period what value unit`, then faults as `! cell`.
fn values(understood: &Understood) -> Vec<String> {
    let mut out = Vec::new();
    for table in &understood.tables {
        for row in &table.observations {
            out.push(format!(
                "{} {} {} {} {} {}{}",
                row.cell,
                row.indicator,
                row.territory.as_deref().unwrap_or("-"),
                row.period.map_or("-".to_owned(), |p| p.to_string()),
                row.what.word(),
                row.value.value,
                row.unit.as_deref().unwrap_or("")
            ));
        }
        out.extend(table.faults.iter().map(|f| format!("! {} {:?}", f.place, f.what)));
    }
    out
}

fn says(drawing: &str, wanted: &str) {
    let found = values(&read(drawing, &Known::default()));
    let wanted: Vec<&str> = wanted.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(found, wanted, "{drawing}");
}

#[test]
fn months_under_years_and_a_unit_line() {
    says(
        "= 2025\n全市工业运行情况|<|<|<|<\n|||单位：亿元|\n指标|2024年|<|2025年|<\n^|1-9月|全年|1-9月|同比（%）\n规上工业产值|812.5|1,106.0|861.20|6.0\n其中：装备制造|101|140|112.5|11.4\n注：数据为快报数。||||\n",
        "B5 规上工业产值 - 2024-01/2024-09 actual 812.5亿元
         C5 规上工业产值 - 2024 actual 1106.0亿元
         D5 规上工业产值 - 2025-01/2025-09 actual 861.20亿元
         E5 规上工业产值 - 2025-01/2025-09 change 6.0%
         B6 装备制造 - 2024-01/2024-09 actual 101亿元
         C6 装备制造 - 2024 actual 140亿元
         D6 装备制造 - 2025-01/2025-09 actual 112.5亿元
         E6 装备制造 - 2025-01/2025-09 change 11.4%",
    );
}

#[test]
fn places_as_columns_and_as_rows() {
    says(
        "= 表\n2025年上半年主要指标完成情况|<|<|<\n指标名称|计量单位|东河县|西岭区\n粮食播种面积|万亩|32.1|28.40\n城镇调查失业率|%|5.1%|5.3%\n",
        "C3 粮食播种面积 东河县 2025-S1 actual 32.1万亩
         D3 粮食播种面积 西岭区 2025-S1 actual 28.40万亩
         C4 城镇调查失业率 东河县 2025-S1 actual 5.1%
         D4 城镇调查失业率 西岭区 2025-S1 actual 5.3%",
    );
    says(
        "= 2025年三季度\n县（市、区）|常住人口（万人）|城镇化率（%）\n东河县|31.2|48.05\n西岭区|44.0|71.3\n合计|75.2|\n",
        "B2 常住人口 东河县 2025-Q3 actual 31.2万人
         C2 城镇化率 东河县 2025-Q3 actual 48.05%
         B3 常住人口 西岭区 2025-Q3 actual 44.0万人
         C3 城镇化率 西岭区 2025-Q3 actual 71.3%",
    );
    // Rows of years, a place in the title of its own section.
    says(
        "= 历年\n年份|粮食产量（万吨）|肉类产量（万吨）\n2023年|95.1|8.2\n2024|97.35|8.6\n2025年|98.60|—\n",
        "B2 粮食产量 - 2023 actual 95.1万吨
         C2 肉类产量 - 2023 actual 8.2万吨
         B3 粮食产量 - 2024 actual 97.35万吨
         C3 肉类产量 - 2024 actual 8.6万吨
         B4 粮食产量 - 2025 actual 98.60万吨",
    );
}

#[test]
fn months_as_columns_beside_years_as_rows() {
    says(
        "= 月度\n居民消费价格指数|<|<|<\n指标|年份|1月|2月\n居民消费价格指数|2024年|100.3|100.7\n居民消费价格指数|2025年|99.8|100.1\n",
        "C3 居民消费价格指数 - 2024-01 actual 100.3
         D3 居民消费价格指数 - 2024-02 actual 100.7
         C4 居民消费价格指数 - 2025-01 actual 99.8
         D4 居民消费价格指数 - 2025-02 actual 100.1",
    );
}

#[test]
fn baseline_target_and_actual_of_a_year() {
    says(
        "= 完成情况\n序号|指标|单位|2024年基期值|2025年目标值|2025年完成值|完成率|责任单位\n1|新增就业|人|4100|4300|4,512|104.9%|市人社局\n2|空气优良天数比率|%|≥88|90以上|91.5|101.7%|市生态环境局\n3|造林面积|万亩|3.2|3.5|约3.4|97.1%|市林草局\n",
        "D2 新增就业 - 2024 baseline 4100人
         E2 新增就业 - 2025 target 4300人
         F2 新增就业 - 2025 actual 4512人
         D3 空气优良天数比率 - 2024 baseline 88%
         E3 空气优良天数比率 - 2025 target 90%
         F3 空气优良天数比率 - 2025 actual 91.5%
         D4 造林面积 - 2024 baseline 3.2万亩
         E4 造林面积 - 2025 target 3.5万亩
         ! F4 NotExact",
    );
}

#[test]
fn the_same_days_a_year_before_and_sums_from_january() {
    says(
        "= 9月\n2025年9月主要经济指标|<|<|<|<\n指标|单位|本月|本月累计|上年同期\n用电量|万千瓦时|1203|10,451.5|9980\n",
        "C3 用电量 - 2025-09 actual 1203万千瓦时
         D3 用电量 - 2025-01/2025-09 actual 10451.5万千瓦时
         E3 用电量 - 2024-09 baseline 9980万千瓦时",
    );
}

#[test]
fn several_tables_in_a_sheet_and_several_sheets() {
    says(
        "= 一\n表1 2024年农业|<|<\n指标|单位|实际值\n粮食产量|万吨|97.35\n\n表2 2025年工业|<|<\n指标|单位|实际值\n钢材产量|万吨|41.0\n= 填表说明\n请只填数字。\n= 二\n指标|单位|2025年\n发电量|亿千瓦时|12.7\n",
        "C3 粮食产量 - 2024 actual 97.35万吨
         C7 钢材产量 - 2025 actual 41.0万吨
         C2 发电量 - 2025 actual 12.7亿千瓦时",
    );
}

#[test]
fn english_sheets() {
    says(
        "= Data\nIndicator|Unit|District|Reporting period|Target|Actual|RAG status\nGrain output|t|East|Jan-Sep 2025|120|98.6|green\nGrain output|t|West|2025-Q3|30|n/a|red\n",
        "E2 Grain output East 2025-01/2025-09 target 120t
         F2 Grain output East 2025-01/2025-09 actual 98.6t
         E3 Grain output West 2025-Q3 target 30t",
    );
}

#[test]
fn what_cannot_be_a_value_is_named_by_its_cell() {
    says(
        "= 表\n指标|单位|2025年\n粮食产量|万吨|97.35吨\n肉类产量|万吨|(8.2)\n奶产量|万吨|2025-06-30\n蛋产量|万吨|已完成\n糖产量|万吨|暂无\n油料产量|万吨|7—8\n",
        "! C2 Unit { has: \"吨\", said: \"万吨\" }
         ! C3 NoNumber(Brackets)
         ! C4 NoNumber(Day)
         ! C5 NoNumber(Words)
         ! C7 NotExact",
    );
}

#[test]
fn a_ledger_with_merged_titles_sections_and_words() {
    let drawing = "= 台账\n2026年政府工作报告重点任务分解表|<|<|<|<|<|<\n序号|重点工作|牵头单位|配合单位|完成时限|责任人|进展情况\n一、农业|<|<|<|<|<|<\n1|新修灌渠40公里|市水利局|市农业局、市财政局|6月底前|赵某|已修12公里\n2|建设数字乡村试点|市农业局||2026-09-30|钱某|\n二、民生|<|<|<|<|<|<\n3|改造老旧小区20个|市住建局；市城管局|各县区政府|持续推进|孙某|启动8个\n合计|共3项|||||\n填表人：李某||||||\n";
    let understood = read(drawing, &Known::default());
    let table = &understood.tables[0];
    let said: Vec<String> = table
        .tasks
        .iter()
        .map(|t| {
            let due = match t.due {
                Due::On(day) => day.to_string(),
                Due::GoesOn => "goes on".to_owned(),
                Due::Unstated => "-".to_owned(),
            };
            format!(
                "{} {} {} [{}] [{}] {due}",
                t.cell,
                t.title,
                t.categories.join("/"),
                t.lead.join("+"),
                t.support.join("+")
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "B4 新修灌渠40公里 一、农业 [市水利局] [市农业局+市财政局] 2026-06-30",
            "B5 建设数字乡村试点 一、农业 [市农业局] [] 2026-09-30",
            "B7 改造老旧小区20个 二、民生 [市住建局+市城管局] [各县区政府] goes on",
        ]
    );
    // No field of a task tells of a person.
    let text = format!("{:?}", table.tasks);
    assert!(!["赵某", "钱某", "孙某"].iter().any(|p| text.contains(p)));
    assert!(table.faults.is_empty(), "{:?}", table.faults);
}

/// Headings of the same meaning, and units of the same kind.
const NAMES: [&str; 6] = ["指标", "指标名称", "主要指标", "监测指标", "指 标", "考核指标"];
const UNITS: [&str; 4] = ["单位", "计量单位", "指标单位", "单 位"];
const ACTUALS: [&str; 6] = ["2025年完成值", "2025年实际值", "2025年", "2025年度", "2025年实际完成", "完成数（2025年）"];
const TARGETS: [&str; 5] = ["2025年目标值", "2025年目标", "2025年计划", "年度目标值（2025年）", "2025年规划目标"];
const OTHERS: [&str; 5] = ["备注", "完成率（%）", "责任单位", "数据来源", "序号"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// The order of columns, columns between them, and another word for the same never change the rows.
    #[test]
    fn columns_may_stand_anywhere_under_any_name(
        order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
        extra in 0..=4_usize,
        (name, unit, actual, target) in (0..NAMES.len(), 0..UNITS.len(), 0..ACTUALS.len(), 0..TARGETS.len()),
        rows in prop::collection::vec((1..999_999_u32, 0..4_u32, 1..9_999_u32), 1..12),
        title in any::<bool>(),
        blank in 0..3_usize,
    ) {
        let indicators = ["粮食产量", "造林面积", "新建住房", "用电量", "出栏生猪", "培训农民", "新修道路", "植树", "发电量", "销售额", "进口额", "出口额"];
        let units = ["万吨", "万亩", "套", "万千瓦时", "万头", "人次", "公里", "万株", "亿千瓦时", "亿元", "亿元", "亿元"];
        let columns: Vec<usize> = order.into_iter().filter(|c| *c < 4 + extra.min(4)).collect();
        let mut text = String::from("= 表\n");
        if title {
            text.push_str("云山市主要指标情况表\n");
            text.push_str(&"\n".repeat(blank));
        }
        let head = |c: usize| match c {
            0 => NAMES[name].to_owned(),
            1 => UNITS[unit].to_owned(),
            2 => ACTUALS[actual].to_owned(),
            3 => TARGETS[target].to_owned(),
            n => OTHERS[n - 4].to_owned(),
        };
        let written = |value: u32, places: u32| {
            let mut d = luoshi_plan::Decimal::from(value);
            d.set_scale(places).expect("a scale");
            d.to_string()
        };
        text.push_str(&columns.iter().map(|c| head(*c)).collect::<Vec<_>>().join("|"));
        text.push('\n');
        for (at, (value, places, wanted)) in rows.iter().enumerate() {
            let cell = |c: usize| match c {
                0 => indicators[at].to_owned(),
                1 => units[at].to_owned(),
                2 => written(*value, *places),
                3 => wanted.to_string(),
                5 => "97.5".to_owned(),
                6 => "市统计局".to_owned(),
                7 => "统计年鉴".to_owned(),
                _ => "见附件".to_owned(),
            };
            text.push_str(&columns.iter().map(|c| cell(*c)).collect::<Vec<_>>().join("|"));
            text.push('\n');
        }
        let understood = read(&text, &Known::default());
        let mut found: Vec<String> = understood
            .tables
            .iter()
            .flat_map(|t| &t.observations)
            .map(|r| format!("{} {} {} {}{}", r.indicator, r.period.map_or("-".into(), |p| p.to_string()), r.what.word(), r.value.value, r.unit.as_deref().unwrap_or("")))
            .collect();
        let mut wanted: Vec<String> = rows
            .iter()
            .enumerate()
            .flat_map(|(at, (value, places, aim))| {
                let line = |what: &str, value: String| format!("{} 2025 {what} {value}{}", indicators[at], units[at]);
                [line("actual", written(*value, *places)), line("target", aim.to_string())]
            })
            .collect();
        // Trailing noughts are those of the format.
        let plain = |all: &mut Vec<String>| all.sort();
        plain(&mut found);
        plain(&mut wanted);
        prop_assert_eq!(found.len(), wanted.len(), "{}", text);
        for (found, wanted) in found.iter().zip(&wanted) {
            let number = |line: &str| line.split(' ').next_back().unwrap_or_default().trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<luoshi_plan::Value>();
            prop_assert_eq!(number(found), number(wanted), "{}", text);
            let words = |line: &str| line.rsplit_once(' ').map(|(w, _)| w.to_owned());
            prop_assert_eq!(words(found), words(wanted), "{}", text);
        }
    }

    /// Any grid written and read back is the same; another's reader agrees.
    #[test]
    fn a_grid_written_and_read_back_is_the_same(
        cells in prop::collection::btree_map((0..40_u32, 0..30_u32), prop_oneof![
            "[ -~\\p{Han}]{1,20}".prop_filter("blank", |t| !t.trim().is_empty()).prop_map(OutCell::Text),
            (any::<i32>(), 0..6_u32).prop_map(|(n, scale)| OutCell::Number(luoshi_plan::Decimal::new(n.into(), scale).into())),
            (1901..2199_i16, 1..=12_i8, 1..=28_i8).prop_map(|(y, m, d)| OutCell::Day(Date::new(y, m, d).expect("a day"))),
        ], 0..60),
        name in "[a-z\\p{Han}]{1,20}",
    ) {
        let out = Out { name, cells: cells.clone(), ..Out::default() };
        let bytes = write(std::slice::from_ref(&out)).expect("a workbook");
        prop_assert_eq!(&bytes, &write(std::slice::from_ref(&out)).expect("the same bytes"));
        let book = workbook(&bytes).expect("a workbook");
        let sheet = &book.sheets[0];
        prop_assert_eq!(&sheet.name, &out.name);
        prop_assert_eq!(sheet.cells.len(), cells.len());
        let mut theirs: calamine::Xlsx<_> =
            calamine::Reader::new(std::io::Cursor::new(&bytes)).expect("another's reader opens it");
        let range = calamine::Reader::worksheet_range(&mut theirs, &out.name).expect("a sheet");
        for ((row, column), cell) in &cells {
            let ours = sheet.at(*row, *column).expect("a cell");
            prop_assert!(!ours.formula);
            let other = range.get_value((*row, *column)).map(ToString::to_string).unwrap_or_default();
            match cell {
                OutCell::Text(text) => {
                    let inert = luoshi_sheet::inert(text);
                    prop_assert_eq!(book.text(ours), &*inert);
                    prop_assert_eq!(other, inert.into_owned());
                }
                OutCell::Number(value) => {
                    prop_assert_eq!(book.text(ours).parse::<luoshi_plan::Value>(), Ok(*value));
                }
                OutCell::Day(day) => prop_assert_eq!(book.text(ours), day.to_string()),
                OutCell::Shown(..) => {}
            }
        }
    }

    /// Nothing that may stand in a grid harms the reader of it.
    #[test]
    fn no_grid_harms(text in "(= [a-z]{1,3}\n)?([指标单位目标值完成2025年%亿元序号任务牵头时限合计东河县0-9.<^|—：（）\n]{0,400})") {
        let _ = read(&format!("= 表\n{text}"), &Known::default());
    }
}
