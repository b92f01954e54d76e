//! Bytes to text: every character keeps its place in the original.
