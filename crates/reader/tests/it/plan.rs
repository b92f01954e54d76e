//! Goals, principles, tasks and domains of a plan, told apart by how the text sets them up. The page is of our own words:
//! a plan that says its goals twice (as numbers and as what is to become of things), its principles twice (under a heading and
//! as 要把…作为…), and that goes through its domains by topic sentences.

use luoshi_reader::{CommitmentRole, Options, Reading, Role, SectionKind, read};

const PLAN: &str = "鹿泽县“十五五”水务发展规划\n\
第一章 发展成就\n\
供水更加可靠。五年来，全县新建水厂6座，供水保证率提高到98.5%，群众用水难得到缓解。\n\
河湖更加清澈。五年来，治理河道41公里，三条主要河流水质全部达到三类，沿河环境明显改善。\n\
灌溉更加高效。五年来，改造灌区3处，新增灌溉面积2.6万亩，亩均用水量下降12.4%。\n\
第二章 总体要求\n\
第一节 指导思想\n\
全面贯彻节水优先的方针，坚持以水定产，推动水务事业高质量发展。\n\
第二节 基本原则\n\
坚持节水优先。把节水放在一切工作之前，先节水、后调水。\n\
坚持城乡一体。统筹城镇和乡村供水，缩小服务差距。\n\
第三节 主要目标\n\
到2030年，全县供水保证率达到99%以上，水质达标率达到96%。\n\
到2030年，节水型企业达到120家。\n\
第三章 重点任务\n\
第一节 完善供水体系\n\
建设东山水厂，铺设管网86公里，推进老旧水表更换。\n\
第二节 治理河湖环境\n\
开展青河综合整治，建成生态湿地5处。\n\
第三节 发展高效灌溉\n\
推广滴灌技术，改造干渠34公里。\n";

/// The same without headings, as a newspaper gives the resolution of a meeting: only the words say what is what.
const NEWS: &str = "全会对今后五年的水务工作作出部署。\n\
推动城乡供水一体化取得决定性进展。加快管网延伸，改造乡镇水厂12座。\n\
推动河湖治理迈上新台阶。抓好青河整治，严格河长责任。\n\
要把节约用水作为必须坚持的根本方针。落实用水定额，开展用水审计。\n\
要把安全供水作为不可动摇的底线。加强水源巡查。\n";

fn reading() -> Reading {
    read(PLAN, &Options::default())
}

fn words(spans: &[luoshi_reader::Span]) -> String {
    let text: Vec<char> = PLAN.chars().collect();
    spans.iter().flat_map(|s| s.range()).map(|i| text[i]).collect()
}

#[test]
fn what_a_plan_is_made_of_is_told_apart() {
    let reading = reading();
    let role = |title: &str| {
        let found = reading.outline.iter().find(|s| words(&s.spans).contains(title));
        found.unwrap_or_else(|| panic!("no section {title}")).role
    };
    assert_eq!(role("发展成就"), Role::Review);
    assert_eq!(role("指导思想"), Role::Guidance);
    assert_eq!(role("基本原则"), Role::Principles);
    assert_eq!(role("主要目标"), Role::Goals);
    assert_eq!(role("重点任务"), Role::Tasks);
    for domain in ["完善供水体系", "治理河湖环境", "发展高效灌溉"] {
        assert_eq!(role(domain), Role::Tasks, "{domain}");
    }
}

#[test]
fn the_domains_looked_back_on_are_topics_in_their_order() {
    let reading = reading();
    let topics: Vec<String> =
        reading.outline.iter().filter(|s| s.kind == SectionKind::Topic).map(|s| words(&s.spans)).collect();
    assert_eq!(topics, ["供水更加可靠", "河湖更加清澈", "灌溉更加高效"]);
}

#[test]
fn goals_principles_and_tasks_have_the_role_the_text_gives_them() {
    let reading = reading();
    let of = |role: CommitmentRole| -> Vec<String> {
        let all = reading.commitments.iter().filter(|c| c.role == role);
        all.map(|c| format!("{} {}", c.action, c.object.as_deref().unwrap_or("-"))).collect()
    };
    assert_eq!(of(CommitmentRole::Goal), ["达到 供水保证率", "达到 水质达标率", "达到 节水型企业"]);
    let principles = of(CommitmentRole::Principle);
    assert!(principles.iter().any(|p| p.starts_with("统筹")), "{principles:?}");
    let tasks = of(CommitmentRole::Task);
    for wanted in ["建设 东山水厂", "铺设 管网", "开展 青河综合整治", "建成 生态湿地", "推广 滴灌技术", "改造 干渠"]
    {
        assert!(tasks.iter().any(|t| t == wanted), "{wanted} is no task: {tasks:?}");
    }
    // What the five years brought is promised by nobody.
    assert!(!reading.commitments.iter().any(|c| c.object.as_deref().is_some_and(|o| o.contains("水厂6座"))));
}

#[test]
fn without_headings_the_words_tell_goals_principles_and_means() {
    let reading = read(NEWS, &Options::default());
    let of = |role: CommitmentRole| -> Vec<&str> {
        let all = reading.commitments.iter().filter(|c| c.role == role);
        all.map(|c| c.object.as_deref().unwrap_or("-")).collect()
    };
    assert_eq!(of(CommitmentRole::Goal), ["城乡供水一体化", "河湖治理"]);
    assert_eq!(of(CommitmentRole::Principle), ["节约用水", "安全供水"]);
    assert_eq!(
        of(CommitmentRole::Means),
        ["管网延伸", "乡镇水厂", "青河整治", "河长责任", "用水定额", "用水审计", "水源巡查"]
    );
    assert_eq!(of(CommitmentRole::Task), Vec::<&str>::new());
}
