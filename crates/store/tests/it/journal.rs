//! The vectors of the specifications, and a second implementation of the tree.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use luoshi_store::journal::{
    Checkpoint, Edge, Full, Hash, Level, Note, NoteError, Signer, Tile, Tiles, Tree, Verifier, WIDTH,
    check_consistency, check_inclusion, entries, hashes, push,
};
use luoshi_store::{canonical, hex};
use proptest::prelude::*;
use sha2::Sha256;
use std::collections::HashMap;

/// The leaves of the well-known tree of eight.
fn eight() -> Vec<Vec<u8>> {
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
        .iter()
        .map(|h| hex::decode(h).expect("hex"))
        .collect()
}

/// A tree kept as its tiles.
#[derive(Default)]
struct Kept {
    edge: Edge,
    full: HashMap<(u8, u64), Vec<Hash>>,
}

impl Kept {
    fn push(&mut self, entry: &[u8]) {
        let full = &mut self.full;
        self.edge.push(Hash::leaf(entry), |Full { level, index, hashes }| {
            assert!(full.insert((level, index), hashes).is_none(), "a full tile never changes");
        });
    }

    fn of(entries: &[Vec<u8>]) -> Self {
        let mut kept = Self::default();
        for entry in entries {
            kept.push(entry);
        }
        kept
    }
}

impl Tiles for &Kept {
    type Error = std::convert::Infallible;

    fn tile(&mut self, tile: Tile) -> Result<Vec<Hash>, Self::Error> {
        let Level::Hashes(level) = tile.level else { panic!("proofs need no entries") };
        Ok(self.full.get(&(level, tile.index)).cloned().unwrap_or_else(|| {
            assert_eq!(self.edge.partial(level).len(), usize::from(tile.width), "{tile}");
            self.edge.partial(level).to_vec()
        }))
    }
}

#[test]
fn the_tree_of_eight_has_the_roots_everyone_gets() {
    let roots = [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];
    for (size, root) in roots {
        assert_eq!(Kept::of(&eight()[..size]).edge.root().to_string(), root, "{size}");
    }
}

#[test]
fn the_bundle_of_eight_is_the_one_of_the_specification() {
    let mut bundle = Vec::new();
    for entry in eight() {
        assert!(push(&mut bundle, &entry));
    }
    let wanted = "000000010000011000022021000230310004404142430008505152535455565700106061\
                  62636465666768696a6b6c6d6e6f";
    assert_eq!(hex::encode(&bundle), wanted);
    assert_eq!(entries(&bundle, 8).expect("a bundle"), eight());
    assert!(entries(&bundle, 7).is_err());
    for cut in 0..bundle.len() {
        assert!(entries(&bundle[..cut], 8).is_err(), "{cut}");
    }
    assert!(!push(&mut bundle, &vec![0; 65_536]));
}

const SIGNED: &str = "luoshi.example/log\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n\
    — luoshi.example/log 41T979XUgoeCYGc8riDzAN9B/zZh9QLAMlQhH+rBWjTdIDUvfnJfs7yER5hK6j/Cd3kpRHhzBZDB974Dro5txrU7Zw8=\n";
const VKEY: &str = "luoshi.example/log+e354fdef+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

fn signer(name: &str) -> Signer {
    let seed: [u8; 32] = std::array::from_fn(|i| i as u8);
    Signer::new(name, &seed).expect("a name")
}

#[test]
fn a_checkpoint_is_signed_byte_for_byte_as_the_specification_signs_it() {
    let root = Kept::of(&eight()).edge.root();
    let checkpoint = Checkpoint { origin: "luoshi.example/log".into(), size: 8, root };
    let signer = signer("luoshi.example/log");
    assert_eq!(Note::sign(&checkpoint.text(), &[signer]), SIGNED);
    let verifier: Verifier = VKEY.parse().expect("a key");
    assert_eq!(verifier.to_string(), VKEY);
    let note = Note::parse(SIGNED.as_bytes()).expect("a note");
    assert_eq!(Checkpoint::parse(note.verified(&verifier).expect("signed")), Ok(checkpoint));
}

#[test]
fn no_bit_of_a_signed_checkpoint_can_change_unseen() {
    let verifier: Verifier = VKEY.parse().expect("a key");
    for place in 0..SIGNED.len() * 8 {
        let mut bytes = SIGNED.as_bytes().to_vec();
        bytes[place / 8] ^= 1 << (place % 8);
        let refused = Note::parse(&bytes).and_then(|note| note.verified(&verifier).map(str::to_owned)).is_err();
        assert!(refused, "bit {place}: {:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_note_by_others_too_is_still_ours_and_one_by_others_alone_is_not() {
    let text = "luoshi.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    let verifier: Verifier = VKEY.parse().expect("a key");
    let both = Note::sign(text, &[signer("witness.example"), signer("luoshi.example/log")]);
    assert_eq!(Note::parse(both.as_bytes()).expect("a note").verified(&verifier), Ok(text));
    let other = Note::sign(text, &[signer("witness.example")]);
    let refused = Note::parse(other.as_bytes()).expect("a note").verified(&verifier).map(str::to_owned);
    assert_eq!(refused, Err(NoteError::Unsigned("luoshi.example/log".into())));
    // An own signature that is wrong is not made good by a right one beside it.
    let forged = both.clone() + signer("luoshi.example/log").line("another text\n").as_str();
    assert!(matches!(Note::parse(forged.as_bytes()).expect("a note").verified(&verifier), Err(NoteError::Forged(_))));
}

#[test]
fn keys_with_names_that_cannot_be_written_are_refused() {
    for name in ["", "a b", "a+b", "a\nb", "a\u{3000}b"] {
        assert!(Signer::new(name, &[7; 32]).is_err(), "{name:?}");
    }
    for wrong in [
        "luoshi.example/log",
        "luoshi.example/log+e354fdee+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "luoshi.example/log+e354fdef+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "luoshi.example/log+e354fdef+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG",
    ] {
        assert!(wrong.parse::<Verifier>().is_err(), "{wrong}");
    }
}

#[test]
fn checkpoints_have_one_spelling() {
    for wrong in [
        "",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "a\n1\n47DEQpj8HBSa\n",
        "a\n18446744073709551616\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    ] {
        assert!(Checkpoint::parse(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn tiles_have_the_names_of_the_specification() {
    let tile = |level, index, width| Tile { level: Level::Hashes(level), index, width };
    for (tile, path) in [
        (tile(0, 5, 256), "tile/0/005"),
        (tile(1, 1_234_067, 256), "tile/1/x001/x234/067"),
        (tile(0, 273, 112), "tile/0/273.p/112"),
        (tile(63, 1000, 1), "tile/63/x001/000.p/1"),
        (Tile { level: Level::Entries, index: 999, width: 255 }, "tile/entries/999.p/255"),
    ] {
        assert_eq!(tile.path(), path);
        assert_eq!(Tile::from_path(path), Some(tile));
    }
    for wrong in [
        "tile/00/000",
        "tile/0/x000/001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/0",
        "tile/0/0000",
        "tile/64/000",
        "tile/0/x001",
        "tile/0/001/002",
        "tile/0/x01/002",
        "tile/entries/",
        "tile/0",
        "tile//000",
        "tile/0/000.p/",
        "tile/0/000/",
        "tile/0/.p/5",
        "tile/-1/000",
        "entries/000",
        "tile/0/００0",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(Tile::from_path(wrong), None, "{wrong}");
    }
}

#[test]
fn seventy_thousand_entries_are_these_tiles() {
    let paths = |size| Tile::of_size(size).map(|t| t.path()).collect::<Vec<_>>();
    let all = paths(70_000);
    assert_eq!(all.iter().filter(|p| p.starts_with("tile/0/")).count(), 274);
    assert_eq!(all.iter().filter(|p| p.starts_with("tile/entries/")).count(), 274);
    for path in ["tile/0/273.p/112", "tile/entries/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"] {
        assert!(all.iter().any(|p| p == path), "{path}");
    }
    assert_eq!(all.len(), 274 * 2 + 2 + 1);
    assert_eq!(paths(256), ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
    assert_eq!(paths(0), [""; 0]);
}

#[test]
fn the_roots_of_all_trees_up_to_seventy_thousand_agree_with_another_program() {
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut ours = Kept::default();
    for size in 0_u64..=70_000 {
        // Every small size, the edges of tiles, and a sample: their root costs as much as the tree is deep.
        let near = size % WIDTH <= 1 || size % WIDTH == WIDTH - 1;
        if size < 2_000 || near || size % 37 == 0 || size == 70_000 {
            assert_eq!(ours.edge.root().0.as_slice(), theirs.root().as_bytes().as_slice(), "{size}");
            assert_eq!(ours.edge.size(), size);
        }
        // Proofs where they have the most shapes: at powers of two and beside them.
        if size > 0 && (size < 70 || (size + 1).is_power_of_two() || (size - 1).is_power_of_two() || size == 70_000) {
            proofs_agree(&ours, &theirs, size);
        }
        let entry = format!("entry {size}").into_bytes();
        ours.push(&entry);
        theirs.push(entry);
    }
}

/// Inclusion of some entries and consistency with some older trees, ours against theirs, and checked by ours.
fn proofs_agree(ours: &Kept, theirs: &MemoryBackedTree<Sha256, Vec<u8>>, size: u64) {
    let root = ours.edge.root();
    let mut tree = Tree::new(ours, size);
    let some = |step: u64| (0..size).filter(move |i| size < 70 || i % step == 0 || size - i < 3 || *i < 3);
    for index in some(size / 40 + 1) {
        let Ok(proof) = tree.inclusion(index, size);
        let flat: Vec<u8> = proof.iter().flat_map(|h| h.0).collect();
        assert_eq!(flat, theirs.prove_inclusion(index as usize).as_bytes(), "{index} of {size}");
        let leaf = Hash::leaf(format!("entry {index}").as_bytes());
        assert_eq!(check_inclusion(leaf, index, size, &proof, root), Ok(()));
        assert!(check_inclusion(Hash::leaf(b"x"), index, size, &proof, root).is_err());
        if index + 1 < size {
            assert!(check_inclusion(leaf, index + 1, size, &proof, root).is_err());
        }
    }
    for before in some(size / 40 + 1).filter(|b| *b > 0) {
        let Ok(proof) = tree.consistency(before, size);
        let flat: Vec<u8> = proof.iter().flat_map(|h| h.0).collect();
        assert_eq!(flat, theirs.prove_consistency((size - before) as usize).as_bytes(), "{before} of {size}");
        let Ok(old) = tree.root(before);
        assert_eq!(check_consistency(before, old, size, root, &proof), Ok(()), "{before} of {size}");
        assert!(check_consistency(before, Hash::leaf(b"x"), size, root, &proof).is_err());
        assert!(check_consistency(before, old, size, Hash::leaf(b"x"), &proof).is_err());
    }
}

#[test]
fn an_edge_is_made_again_from_its_tiles() {
    let mut edge = Edge::new();
    for size in 0..1_000_u32 {
        let parts = (0..8).map(|level| edge.partial(level).to_vec()).collect();
        assert_eq!(Edge::from_parts(u64::from(size), parts).as_ref(), Some(&edge));
        edge.push(Hash::leaf(&size.to_be_bytes()), |_| {});
    }
    assert_eq!(Edge::from_parts(3, vec![vec![Hash::of_nothing(); 2]]), None);
}

#[test]
fn canonical_json_is_that_of_the_specification() {
    let text = "{\"€\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew\",\"1\":\"One\",\
                \"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"ö\":\"o\"}";
    let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let written = String::from_utf8(canonical::write(&value).expect("canonical")).expect("UTF-8");
    // The order of RFC 8785, 3.2.3: by UTF-16, so the emoji (a surrogate) comes before the Hebrew presentation form.
    let wanted = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"o\",\"€\":\"Euro Sign\",\
                  \"😀\":\"Emoji\",\"\u{fb33}\":\"Hebrew\"}";
    assert_eq!(written, wanted);
    assert_eq!(canonical::parse(written.as_bytes()), Ok(value));
    let controls = serde_json::json!("\u{f}\n\u{8}\t\u{c}\r\"\\/\u{7f}\u{2028}");
    assert_eq!(
        canonical::write(&controls).expect("canonical"),
        "\"\\u000f\\n\\b\\t\\f\\r\\\"\\\\/\u{7f}\u{2028}\"".as_bytes()
    );
    for wrong in
        ["{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":1}", "[1, 2]", "1.0", "1e3", "9007199254740992", "-0", "\"\\u0041\""]
    {
        assert!(canonical::parse(wrong.as_bytes()).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn any_tile_reads_back_from_its_name(level in 0_u8..64, index in 0_u64..1 << 40, width in 1_u16..=256) {
        let tile = Tile { level: Level::Hashes(level), index, width };
        prop_assert_eq!(Tile::from_path(&tile.path()), Some(tile));
    }

    #[test]
    fn what_is_added_to_a_smaller_log_makes_the_larger(before in 0_u64..200_000, more in 0_u64..2_000) {
        let size = before + more;
        let mut all: Vec<_> = Tile::of_size(before).filter(Tile::is_full).chain(Tile::added(before, size)).collect();
        // A partial tile of the smaller log whose level has not grown belongs to the larger one as it is.
        all.extend(Tile::of_size(before).filter(|t| !t.is_full() && Tile::of_size(size).any(|n| n == *t)));
        all.sort_unstable();
        all.dedup();
        let mut wanted: Vec<_> = Tile::of_size(size).collect();
        wanted.sort_unstable();
        prop_assert_eq!(all, wanted);
    }

    #[test]
    fn tiles_within_are_those_of_this_or_a_smaller_size(size in 1_u64..70_000, index in 0_u64..300, width in 1_u16..=256) {
        let tile = Tile { level: Level::Hashes(0), index, width };
        prop_assert_eq!(tile.is_within(size), index * 256 + u64::from(width) <= size);
    }

    #[test]
    fn hostile_notes_and_bundles_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,80}") {
        let _ = Note::parse(&bytes);
        let _ = Note::parse(format!("{text}\n\n— {text}\n").as_bytes());
        let _ = entries(&bytes, 3);
        let _ = hashes(&bytes, 3);
        let _ = Tile::from_path(&text);
        let _ = text.parse::<Verifier>();
        let _ = canonical::parse(&bytes);
    }
}
