//! Every chart, with ordinary and with extreme data, as one page: `cargo run -p luoshi_chart --example gallery > gallery.html`.
//! With a number behind it: the chart of that number as a file of its own.

#[path = "gallery/comparisons.rs"]
mod comparisons;
#[path = "gallery/trajectories.rs"]
mod trajectories;

use luoshi_chart::{Chart, Height, Multiples, STYLE, Size, Theme, Trajectory, file_style, inert, mini, spark, strip};
use luoshi_plan::{Counts, Language};

fn main() {
    if let Some(number) = std::env::args().nth(1).and_then(|n| n.parse::<usize>().ok()) {
        let mut all = comparisons::all(Language::Zh);
        for language in [Language::Zh, Language::En] {
            all.extend(trajectories::all(language).iter().map(Trajectory::chart));
        }
        let file = all.get(number).map(|chart| chart.file(Size::Wide, "市统计局年报，2021—2025年", Theme::Light));
        println!("{}", file.unwrap_or_default());
        return;
    }
    let mut page =
        String::from("<!DOCTYPE html><html lang=\"zh-Hans\"><head><meta charset=\"utf-8\"><title>Gallery</title>");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>");
    page.push_str(&file_style(Theme::Auto));
    page.push_str(STYLE);
    page.push_str(
        "*{box-sizing:border-box} body{margin:0;background:var(--paper);color:var(--ink);font:400 16px/1.65 var(--sans)}
         main{width:min(100% - 2rem,70rem);margin:1rem auto} figure{margin:0 0 1.5rem;background:var(--surface);border:1px solid var(--rule);padding:1.25rem;container-type:inline-size}
         h2{font-size:1.3rem;line-height:1.3;margin:0} p{margin:.25rem 0 1rem;color:var(--ink2);font-size:.875rem} .two{display:grid;gap:1.5rem} @media(min-width:60rem){.two{grid-template-columns:1fr 1fr}}",
    );
    page.push_str("</style></head><body><main>");
    let mut count = 0;
    let mut show = |chart: &Chart| {
        count += 1;
        page.push_str("<figure><figcaption><h2>");
        page.push_str(&inert(&chart.title));
        page.push_str("</h2><p>");
        page.push_str(&inert(&chart.subtitle));
        page.push_str("</p></figcaption>");
        page.push_str(&chart.inline(&format!("c{count}")));
        page.push_str("<p>");
        page.push_str(&inert(&chart.all_notes(Size::Wide)));
        page.push_str("</p></figure>");
    };
    for language in [Language::Zh, Language::En] {
        let trajectories = trajectories::all(language);
        let panels = Multiples { name: "Multiples".to_owned(), panels: trajectories.clone(), language };
        for chart in comparisons::all(language).iter().chain([&panels.chart()]) {
            show(chart);
        }
        for of in &trajectories {
            show(&of.chart());
        }
    }
    page.push_str("<div class=\"two\">");
    for of in trajectories::all(Language::Zh) {
        page.push_str("<figure>");
        page.push_str(&spark(&of));
        page.push_str(&mini(&of));
        page.push_str("</figure>");
    }
    let counts = Counts { done: 49, ok: 52, warn: 16, bad: 7, not_started: 4, ..Counts::default() };
    page.push_str(&strip(&counts, Height::Row, Language::Zh));
    page.push_str(&strip(&counts, Height::Tall, Language::Zh));
    page.push_str("</div></main></body></html>");
    println!("{page}");
}
