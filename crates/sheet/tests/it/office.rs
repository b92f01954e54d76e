//! Sheets in the shapes that offices use, drawn as text.
