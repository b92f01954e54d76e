//! Numbers, days and charts for people: data in, text and SVG out. No input, no output, no clock.
//!
//! | what | how |
//! |---|---|
//! | a number with its unit | [`amount`], [`computed`], [`gap`], [`percent`], [`range`]; a [`Column`] for a table |
//! | a day | [`day`], [`by`], [`until`], [`span`], [`overdue`] |
//! | where something stands | [`icon`], [`class`], [`word`]: shape, colour and word |
//! | an indicator's course | [`Trajectory`]; in a row [`spark`], in a card [`mini`], many of them [`Multiples`] |
//! | how many stand where | [`strip`] |
//! | places and bodies beside one another | [`Bars`], [`Tiles`] |
//! | promise and result | [`Dumbbells`] |
//! | where something stood before | [`History`] |
//!
//! A [`Chart`] has a drawing for each width, its words, its notes, and the same data as a [`Table`].

mod chart;
mod compare;
mod draw;
mod say;
mod small;
mod table;
mod trajectory;
mod words;

pub use chart::{Chart, Drawing, STYLE, Size, Theme, file_style, inert};
pub use compare::{
    Bar, Bars, Dumbbell, Dumbbells, Here, History, Multiples, Reference, Stand, Tile, Tiles, Whole, places,
};
pub use draw::{Area, Label, class, icon, word};
pub use say::{
    Column, NONE, Said, also, amount, by, computed, counted, day, gap, list, none, number, overdue, percent,
    places_due, points, range, rounded, span, until,
};
pub use small::{Height, mini, spark, strip, strip_rows, strip_table, years};
pub use table::{Cell, Head, Numbers, Table};
pub use trajectory::{Ahead, Base, Case, Goal, Point, Required, Trajectory};
