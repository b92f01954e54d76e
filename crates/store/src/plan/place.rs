//! Territories, bodies, posts.

use super::{At, Recorded, maybe_parsed, prose, text};
use crate::act::{Act, Field, Put};
use crate::db::{Row, Sql, statements};
use crate::error::StoreError;
use crate::store::Reader;
use crate::tables;
use luoshi_plan::{Body, BodyId, Post, PostId, Territory, TerritoryId, Valid};

statements! {
    TERRITORIES = Sql::new(
        "SELECT t.id, t.parent, t.code, n.content, t.valid_from, t.valid_to, t.followed_by \
         FROM territory t JOIN prose n ON n.id = t.name WHERE t.since < $1 AND t.until >= $1 ORDER BY t.id",
    );
    BODIES = Sql::new(
        "SELECT b.id, b.parent, n.content, b.territory, b.valid_from, b.valid_to, b.followed_by \
         FROM body b JOIN prose n ON n.id = b.name WHERE b.since < $1 AND b.until >= $1 ORDER BY b.id",
    );
    POST_IDS = Sql::new("SELECT id FROM post WHERE since < $1 AND until >= $1 ORDER BY id");
    POSTS = Sql::new(
        "SELECT p.id, p.body, n.content, p.valid_from, p.valid_to \
         FROM post p JOIN prose n ON n.id = p.title \
         WHERE p.body IS NOT NULL AND p.since < $1 AND p.until >= $1 ORDER BY p.id",
    );
}

impl Recorded for Territory {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let (from, to) = (text(self.valid.from), text(self.valid.to));
        act.put(
            &tables::TERRITORY,
            &[
                Field::Int(self.id.get()),
                self.parent.map(TerritoryId::get).into(),
                Field::word(self.code.as_deref()),
                Field::Prose(&self.name),
                Field::word(from.as_deref()),
                Field::word(to.as_deref()),
                self.followed_by.map(TerritoryId::get).into(),
            ],
        )
    }
}

impl Recorded for Body {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let (from, to) = (text(self.valid.from), text(self.valid.to));
        act.put(
            &tables::BODY,
            &[
                Field::Int(self.id.get()),
                self.parent.map(BodyId::get).into(),
                Field::Prose(&self.name),
                self.territory.map(TerritoryId::get).into(),
                Field::word(from.as_deref()),
                Field::word(to.as_deref()),
                self.followed_by.map(BodyId::get).into(),
            ],
        )
    }
}

impl Recorded for Post {
    fn record(&self, act: &mut Act<'_>) -> Result<Put, StoreError> {
        let (from, to) = (text(self.valid.from), text(self.valid.to));
        act.put(
            &tables::POST,
            &[
                Field::Int(self.id.get()),
                Field::Int(self.body.get()),
                Field::Prose(&self.title),
                Field::word(from.as_deref()),
                Field::word(to.as_deref()),
            ],
        )
    }
}

fn valid(row: &Row<'_>, first: usize) -> Result<Valid, StoreError> {
    Ok(Valid { from: maybe_parsed(row, first)?, to: maybe_parsed(row, first + 1)? })
}

/// All territories, in the order of their numbers.
pub fn territories(reader: &mut Reader<'_>, at: At) -> Result<Vec<Territory>, StoreError> {
    let mut all = Vec::new();
    reader.each(TERRITORIES, &[at.value()], |row| {
        all.push(Territory {
            id: TerritoryId::new(row.int(0)?),
            parent: row.maybe_int(1)?.map(TerritoryId::new),
            code: row.maybe_text(2)?.map(str::to_owned),
            name: prose(row, 3)?,
            valid: valid(row, 4)?,
            followed_by: row.maybe_int(6)?.map(TerritoryId::new),
        });
        Ok(())
    })?;
    Ok(all)
}

/// All bodies, in the order of their numbers.
pub fn bodies(reader: &mut Reader<'_>, at: At) -> Result<Vec<Body>, StoreError> {
    let mut all = Vec::new();
    reader.each(BODIES, &[at.value()], |row| {
        all.push(Body {
            id: BodyId::new(row.int(0)?),
            parent: row.maybe_int(1)?.map(BodyId::new),
            name: prose(row, 2)?,
            territory: row.maybe_int(3)?.map(TerritoryId::new),
            valid: valid(row, 4)?,
            followed_by: row.maybe_int(6)?.map(BodyId::new),
        });
        Ok(())
    })?;
    Ok(all)
}

/// The posts that belong to a body, in the order of their numbers.
pub fn posts(reader: &mut Reader<'_>, at: At) -> Result<Vec<Post>, StoreError> {
    let mut all = Vec::new();
    reader.each(POSTS, &[at.value()], |row| {
        all.push(Post {
            id: PostId::new(row.int(0)?),
            body: BodyId::new(row.int(1)?),
            title: prose(row, 2)?,
            valid: valid(row, 3)?,
        });
        Ok(())
    })?;
    Ok(all)
}

/// The numbers of all posts: those that only acted, too.
pub fn post_ids(reader: &mut Reader<'_>, at: At) -> Result<Vec<PostId>, StoreError> {
    let mut all = Vec::new();
    reader.each(POST_IDS, &[at.value()], |row| {
        all.push(PostId::new(row.int(0)?));
        Ok(())
    })?;
    Ok(all)
}
