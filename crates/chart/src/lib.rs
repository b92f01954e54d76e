//! Numbers, days and charts for people: data in, text and SVG out. No input, no output, no clock.

mod say;

pub use say::{
    Column, NONE, Said, also, amount, by, computed, counted, day, gap, list, none, number, overdue, percent, points,
    range, rounded, span, until,
};
