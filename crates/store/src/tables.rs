//! What is recorded: a table a thing of the plan, and what stands around it.

use crate::table::tables;

tables! {
    /// Who acts.
    POST = "post" { "id" Int; "title" Prose, "body" Int }
    /// Persons, as far as the record must know them.
    PERSON = "person" { "id" Int; "name" Prose, "contact" Prose }
    /// Published documents.
    SOURCE = "source" { "id" Int;
        "sha256" Bytes, "bytes" Int, "name" Prose, "title" Prose, "issuer" Prose, "day" Word, "kind" Word, "language" Word }
    /// What a version of the reader read in a source.
    READING = "reading" { "source" Int, "reader" Word; "sha256" Bytes, "bytes" Int }
}
