//! How long a chart takes: `cargo run --release -p luoshi_chart --example speed`.

#[path = "gallery/trajectories.rs"]
mod trajectories;

use luoshi_plan::Language;
use std::time::Instant;

fn main() {
    for of in trajectories::all(Language::Zh) {
        let begun = Instant::now();
        let mut bytes = 0;
        for _ in 0..200 {
            bytes = of.chart().inline("x").len();
        }
        println!(
            "{:4} points {:6} bytes {:7.1} µs",
            of.points.len(),
            bytes,
            begun.elapsed().as_secs_f64() * 1e6 / 200.0
        );
    }
}
