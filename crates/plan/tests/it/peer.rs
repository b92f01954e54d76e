//! Twenty-nine cases from the best open peer, judged as a careful person would. The day is 15 June 2024.

use crate::make::{end_of, indicator, milestone, seen, target, task, value, way};
use jiff::civil::{Date, date};
use luoshi_plan::{
    Approval, BodyId, Direction, Due, Exact, Judged, Lights, Measure, Nature, Note, Observation, Rollup, RollupPart,
    Sort, Status, Step, Target, Task, Term, Wait, Wanted, contradicts, roll_up, status, task_status, weighted_mean,
};

const TODAY: Date = date(2024, 6, 15);
const TOMORROW: Date = date(2024, 6, 16);
const YESTERDAY: Date = date(2024, 6, 14);

fn judge(target: Option<&Target>, values: &[Observation]) -> Judged {
    let down = target.is_some_and(|t| match (&t.wanted, &t.baseline) {
        (Wanted::Reach(goal), Some(base)) => *goal < base.value,
        _ => false,
    });
    let direction = if down { Direction::Down } else { Direction::Up };
    let judged = status(&indicator(Measure::Level, direction), target, values, &Lights::default(), TODAY);
    for sentence in [judged.sentence("公里").zh, judged.sentence("km").en] {
        assert!(!sentence.contains(['{', '}']), "{sentence}");
    }
    judged
}

fn judge_task(task: &Task) -> Judged {
    task_status(task, &Lights::default(), TODAY)
}

fn of_tasks(tasks: &[Task]) -> Rollup {
    let judged: Vec<_> = tasks.iter().map(judge_task).collect();
    let parts: Vec<_> = judged.iter().map(|judged| RollupPart::of(Sort::Task, judged)).collect();
    roll_up(&parts)
}

fn term(judged: &Judged, name: &str) -> String {
    judged.arithmetic.get(name).unwrap_or_else(|| panic!("{name} in {judged:?}")).text()
}

fn open(due: Date) -> Task {
    task(Due::On(due))
}

fn begun(due: Date) -> Task {
    Task { begun: Some(date(2024, 1, 5)), ..open(due) }
}

fn completed(due: Date, on: Date) -> Task {
    Task { reported: Some(on), ..begun(due) }
}

#[test]
fn case_1_nothing_at_all_is_no_data_not_not_started() {
    assert_eq!(roll_up(&[]).status, Status::Wait(Wait::NoData));
    assert_eq!(judge(None, &[]).status, Status::Wait(Wait::NoData));
}

#[test]
fn case_2_a_task_due_tomorrow_is_not_started_and_due_soon() {
    let judged = judge_task(&open(TOMORROW));
    assert_eq!((judged.status, judged.notes), (Status::NotStarted, vec![Note::DueIn(1)]));
}

#[test]
fn case_3_a_task_due_today_is_not_late() {
    let judged = judge_task(&open(TODAY));
    assert_eq!((judged.status, judged.notes), (Status::NotStarted, vec![Note::DueIn(0)]));
}

#[test]
fn case_4_a_task_due_yesterday_is_late_by_a_day() {
    let judged = judge_task(&open(YESTERDAY));
    assert_eq!((judged.status, &judged.notes[..]), (Status::Bad, &[Note::LateBy(1)][..]));
    assert_eq!(judged.sentence("").zh, "2024年6月14日到期，尚未完成。晚1天。");
    assert_eq!(judged.sentence("").en, "Due on 14 June 2024, not done yet. Late by 1 day.");
}

#[test]
fn case_5_a_task_under_way_is_in_progress() {
    let judged = judge_task(&begun(TOMORROW));
    assert_eq!((judged.status, judged.notes), (Status::Ok, vec![Note::DueIn(1)]));
}

#[test]
fn case_6_one_completed_and_one_in_the_future_are_on_track() {
    let rolled = of_tasks(&[completed(YESTERDAY, YESTERDAY), open(end_of(2024))]);
    assert_eq!(rolled.status, Status::Ok);
}

#[test]
fn case_7_lateness_stays_in_view_after_completion() {
    let late = completed(date(2024, 3, 1), date(2024, 5, 1));
    let judged = judge_task(&late);
    assert_eq!((judged.status, judged.notes), (Status::Wait(Wait::UnderVerification), vec![Note::LateBy(61)]));
    // Verified a month on, it is late by the day it was reported all the same.
    let judged = judge_task(&Task { verified: Some(date(2024, 6, 1)), ..late });
    assert_eq!((judged.status, judged.notes), (Status::Done, vec![Note::LateBy(61)]));
}

#[test]
fn case_8_all_completed_are_ready_for_verification() {
    let rolled = of_tasks(&[completed(YESTERDAY, YESTERDAY), completed(TOMORROW, TODAY)]);
    assert_eq!(rolled.status, Status::Wait(Wait::UnderVerification));
    let verified = |task: Task| Task { verified: Some(TODAY), ..task };
    let rolled = of_tasks(&[verified(completed(YESTERDAY, YESTERDAY)), completed(TOMORROW, TODAY)]);
    assert_eq!(rolled.status, Status::Wait(Wait::UnderVerification));
    assert_eq!(of_tasks(&[verified(completed(YESTERDAY, YESTERDAY))]).status, Status::Done);
}

#[test]
fn case_9_only_a_cancelled_task_is_as_if_there_were_none() {
    let act =
        Approval {
            body: BodyId::new(1), document: "会议纪要第3号".to_owned(), source: None, on: date(2024, 4, 1)
        };
    let rolled = of_tasks(&[Task { dropped: Some(act), ..open(YESTERDAY) }]);
    assert_eq!((rolled.status, rolled.counts[&Sort::Task].dropped), (Status::Wait(Wait::NoData), 1));
    assert_eq!((rolled.counts[&Sort::Task].all(), rolled.done), (0, None));
}

#[test]
fn case_10_one_overdue_makes_it_late() {
    let rolled = of_tasks(&[completed(YESTERDAY, YESTERDAY), open(YESTERDAY)]);
    assert_eq!((rolled.status, &rolled.worst[..]), (Status::Bad, &[1][..]));
}

#[test]
fn cases_11_to_13_what_a_person_declares_does_not_change_what_is_computed() {
    let rolled = of_tasks(&[open(YESTERDAY), completed(YESTERDAY, YESTERDAY)]);
    // Declared on time: shown beside. Declared completed while a part is overdue: a contradiction.
    assert_eq!(rolled.status, Status::Bad);
    assert!(!contradicts(Status::Ok, rolled.status));
    assert!(contradicts(Status::Done, rolled.status));
}

#[test]
fn case_14_the_rule_does_not_hang_on_names() {
    let renamed = Lights { name: "任意名称".into(), ..Lights::default() };
    let judged = task_status(&open(YESTERDAY), &renamed, TODAY);
    assert_eq!((judged.status, &*judged.rule), (Status::Bad, "任意名称"));
}

#[test]
fn case_15_half_the_way_in_three_of_ten_years_is_ahead() {
    let judged = judge(Some(&way(("2020", "0"), (2030, "100"))), &seen("2020 0, 2023 50"));
    assert_eq!(judged.status, Status::Ok);
    assert_eq!(
        (term(&judged, "elapsed"), term(&judged, "progress"), term(&judged, "lag")),
        ("30".into(), "50".into(), "-20".into())
    );
    assert_eq!(
        judged.sentence("公里").zh,
        "从0公里（2020年）到100公里（2030年12月31日前）：2023年为50公里，应达到30公里；完成50%，时间过去30%，超前20个百分点。"
    );
    assert_eq!(
        judged.sentence("km").en,
        "From 0 km (2020) to 100 km (by 31 December 2030): 50 km for 2023, where 30 km is due; 50% of the way in 30% of the time, 20 points ahead."
    );
}

#[test]
fn case_16_an_interim_goal_that_is_missed_is_behind() {
    let target = Target { milestones: vec![milestone(2023, "60")], ..way(("2020", "0"), (2030, "100")) };
    let judged = judge(Some(&target), &seen("2020 0, 2023 50"));
    assert_eq!(
        (judged.status, term(&judged, "required"), term(&judged, "lag")),
        (Status::Warn, "60".into(), "10".into())
    );
}

#[test]
fn case_17_the_interim_goal_itself_is_on_track() {
    let target = Target { milestones: vec![milestone(2023, "50")], ..way(("2020", "0"), (2030, "100")) };
    assert_eq!(judge(Some(&target), &seen("2020 0, 2023 50")).status, Status::Ok);
}

#[test]
fn case_18_a_reduction_has_its_share_of_the_way() {
    let judged = judge(Some(&way(("2020", "100"), (2030, "50"))), &seen("2020 100, 2023 80"));
    assert_eq!((judged.status, term(&judged, "progress")), (Status::Ok, "40".into()));
}

#[test]
fn case_19_a_reduction_behind_its_interim_goal_is_behind() {
    let target = Target { milestones: vec![milestone(2022, "70")], ..way(("2020", "100"), (2030, "50")) };
    let judged = judge(Some(&target), &seen("2020 100, 2022 80"));
    assert_eq!((judged.status, term(&judged, "lag")), (Status::Warn, "20".into()));
}

#[test]
fn case_20_past_the_target_is_achieved_and_exceeded_by_20() {
    let judged = judge(Some(&way(("2020", "0"), (2030, "100"))), &seen("2020 0, 2023 120"));
    assert_eq!(judged.status, Status::Done);
    assert_eq!(judged.notes, [Note::MetEarly(end_of(2023)), Note::ExceededBy(Exact::whole(20))]);
}

#[test]
fn case_21_the_wrong_way_is_said_and_lateness_kept() {
    let target = Target { milestones: vec![milestone(2022, "10")], ..way(("2020", "0"), (2030, "100")) };
    let judged = judge(Some(&target), &seen("2020 0, 2022 -10"));
    assert_eq!((judged.status, &judged.notes[..]), (Status::Warn, &[Note::WrongWay][..]));
    assert_eq!(term(&judged, "lag"), "20");
}

#[test]
fn case_22_a_mean_of_indicators_only_by_stated_weights() {
    let (fifty, twenty) = (Some(Exact::whole(50)), Some(Exact::whole(20)));
    assert!(weighted_mean(&[(fifty, None), (twenty, None)]).is_err());
    let one = Some(Exact::ONE);
    assert_eq!(weighted_mean(&[(fifty, one), (twenty, one)]), Ok(Exact::whole(35)));
}

#[test]
fn cases_23_and_29_without_a_goal_there_is_a_level_and_no_trend() {
    for values in ["2020 3, 2023 5", "2023 5"] {
        let judged = judge(None, &seen(values));
        assert_eq!((judged.status, term(&judged, "actual")), (Status::Wait(Wait::NoTarget), "5".into()));
        // A number without a unit stands alone.
        assert!(judged.sentence("").en.ends_with(" 5 for 2023."), "{}", judged.sentence("").en);
    }
}

#[test]
fn case_24_a_target_that_is_the_base_is_one_to_keep_and_is_violated() {
    let judged = judge(Some(&way(("2020", "100"), (2030, "100"))), &seen("2020 100, 2023 50"));
    assert_eq!((judged.status, term(&judged, "short")), (Status::Bad, "50".into()));
    let kept = judge(Some(&way(("2020", "100"), (2030, "100"))), &seen("2020 100, 2023 100"));
    assert_eq!(kept.status, Status::Ok);
    let keep = target(Wanted::Keep(value("100")), Term::By(end_of(2030)));
    assert_eq!(judge(Some(&keep), &seen("2020 100, 2023 50")).status, Status::Bad);
}

#[test]
fn case_25_past_due_without_a_value_for_the_day() {
    let judged = judge(Some(&way(("2020", "0"), (2022, "100"))), &seen("2020 0, 2021 5"));
    assert_eq!(judged.status, Status::Wait(Wait::DueWithoutData));
    assert!(judged.sentence("").zh.starts_with("已到期，没有到期时的数据。"));
}

#[test]
fn case_26_one_of_three_is_a_third() {
    let done = Task { verified: Some(YESTERDAY), ..completed(YESTERDAY, YESTERDAY) };
    let rolled = of_tasks(&[done, open(end_of(2024)), begun(end_of(2024))]);
    assert_eq!((rolled.status, rolled.done), (Status::Ok, Exact::new(1, 3)));
    assert_eq!(rolled.sentence().zh, "任务3项：已完成1、正常1、未开始1。");
    assert_eq!(rolled.sentence().en, "Of 3 tasks: 1 done, 1 on track, 1 not started.");
}

#[test]
fn case_27_a_late_indicator_is_not_hidden_by_tasks_that_are_done() {
    let target = Target { milestones: vec![milestone(2023, "70")], ..way(("2020", "0"), (2030, "100")) };
    let late = judge(Some(&target), &seen("2020 0, 2023 50"));
    let done = judge_task(&Task { verified: Some(YESTERDAY), ..completed(YESTERDAY, YESTERDAY) });
    let parts = [RollupPart::of(Sort::Task, &done), RollupPart::of(Sort::Indicator(Nature::Binding), &late)];
    let rolled = roll_up(&parts);
    assert_eq!((rolled.status, &rolled.worst[..]), (Status::Warn, &[1][..]));
    assert_eq!((rolled.counts[&Sort::Task].done, rolled.counts[&Sort::Indicator(Nature::Binding)].warn), (1, 1));
}

#[test]
fn case_28_an_indicator_half_way_without_tasks_is_in_progress() {
    let half = judge(Some(&way(("2020", "0"), (2030, "100"))), &seen("2020 0, 2023 50"));
    let rolled = roll_up(&[RollupPart::of(Sort::Indicator(Nature::Expected), &half)]);
    assert_eq!(rolled.status, Status::Ok);
}

#[test]
fn steps_that_are_overdue_show_before_the_task_is() {
    let step = |on, done| Step { id: luoshi_plan::MilestoneId::new(1), title: "开工".to_owned(), on, done };
    let steps =
        vec![step(date(2024, 3, 1), Some(date(2024, 2, 20))), step(date(2024, 6, 1), None), step(end_of(2024), None)];
    let judged = judge_task(&Task { steps, ..begun(end_of(2024)) });
    assert_eq!(
        (judged.status, term(&judged, "steps_due"), term(&judged, "steps_done")),
        (Status::Bad, "2".into(), "1".into())
    );
    assert!(judged.sentence("").zh.starts_with("3个节点应完成2个，完成1个"), "{}", judged.sentence("").zh);
}
