//! Signed notes (C2SP signed-note) with Ed25519: a text that ends in a newline, and below it a line for each signature.

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// What a key of this kind begins with in a verifier key: 1 is Ed25519.
const ED25519: u8 = 1;

/// The longest note taken: checkpoints are some hundred bytes, and witnesses add a line each.
const LONGEST: usize = 1_000_000;

/// Why something is no note, no key, or not signed by it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoteError {
    /// Not the shape of a signed note.
    #[error("not a signed note: {0}")]
    Form(&'static str),
    /// Not the shape of a verifier key.
    #[error("not a verifier key: {0}")]
    Key(&'static str),
    /// A name that a key cannot have.
    #[error("{0:?} cannot be the name of a key: it is empty, or holds a blank or +")]
    Name(String),
    /// None of the signatures is by the key.
    #[error("no signature by {0}")]
    Unsigned(String),
    /// A signature that says it is by the key and is not.
    #[error("the signature by {0} does not fit the text")]
    Forged(String),
}

/// A private key with its name.
pub struct Signer {
    name: String,
    key: SigningKey,
}

impl Signer {
    /// A key from its 32 secret bytes.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        check_name(name)?;
        Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(seed) })
    }

    /// Its name: for a log, its origin.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The line that signs a text, its newline included.
    #[must_use]
    pub fn line(&self, text: &str) -> String {
        let mut bytes = self.verifier().id().to_vec();
        bytes.extend_from_slice(&self.key.sign(text.as_bytes()).to_bytes());
        format!("— {} {}\n", self.name, Base64::encode_string(&bytes))
    }
}

impl fmt::Debug for Signer {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.name)
    }
}

/// A public key with its name. Written, and read, as a verifier key: `name+id+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl Verifier {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The four bytes that say which key signed.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(self.name.as_bytes())
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes())
            .finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, crate::hex::encode(&self.id()), Base64::encode_string(&bytes))
    }
}

impl FromStr for Verifier {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::Key("it is not name+id+key"));
        };
        check_name(name)?;
        let bytes = Base64::decode_vec(key).map_err(|_| NoteError::Key("its key is no base64"))?;
        let Some((&ED25519, key)) = bytes.split_first() else {
            return Err(NoteError::Key("it is not of the kind Ed25519"));
        };
        let key = key.try_into().map_err(|_| NoteError::Key("its key has not 32 bytes"))?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| NoteError::Key("its key is no point of the curve"))?;
        let verifier = Self { name: name.to_owned(), key };
        if crate::hex::encode(&verifier.id()) == id { Ok(verifier) } else { Err(NoteError::Key("its id does not fit")) }
    }
}

fn check_name(name: &str) -> Result<(), NoteError> {
    if name.is_empty() || name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+') {
        return Err(NoteError::Name(name.to_owned()));
    }
    Ok(())
}

/// A text with its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    name: String,
    id: [u8; 4],
    signature: Vec<u8>,
}

impl Note {
    /// Signs a text, which ends in a newline, with each of the keys.
    #[must_use]
    pub fn sign(text: &str, signers: &[Signer]) -> String {
        let mut note = format!("{text}\n");
        for signer in signers {
            note.push_str(&signer.line(text));
        }
        note
    }

    /// Reads a note. Nothing is checked but its form.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > LONGEST {
            return Err(NoteError::Form("it is too long"));
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::Form("it is not UTF-8"))?;
        if note.chars().any(|c| c.is_control() && c != '\n') {
            return Err(NoteError::Form("it holds a control character"));
        }
        let end = note.rfind("\n\n").ok_or(NoteError::Form("it has no empty line before the signatures"))?;
        let (text, below) = (&note[..=end], &note[end + 2..]);
        if below.is_empty() || !below.ends_with('\n') {
            return Err(NoteError::Form("it has no whole line of a signature"));
        }
        let signatures = below
            .lines()
            .map(|line| {
                let wrong = NoteError::Form("a line of a signature is not “— name base64”");
                let (name, encoded) = line.strip_prefix("— ").and_then(|l| l.split_once(' ')).ok_or(wrong.clone())?;
                check_name(name)?;
                let bytes = Base64::decode_vec(encoded).map_err(|_| wrong.clone())?;
                let (id, signature) = bytes.split_first_chunk::<4>().ok_or(wrong)?;
                Ok(Line { name: name.to_owned(), id: *id, signature: signature.to_vec() })
            })
            .collect::<Result<_, NoteError>>()?;
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text, if the key signed it. Signatures by others are passed over; one that names the key must be right.
    pub fn verified(&self, by: &Verifier) -> Result<&str, NoteError> {
        let id = by.id();
        let mut found = false;
        for line in self.signatures.iter().filter(|line| line.name == by.name && line.id == id) {
            let signature = Signature::from_slice(&line.signature).map_err(|_| NoteError::Forged(by.name.clone()))?;
            by.key.verify_strict(self.text.as_bytes(), &signature).map_err(|_| NoteError::Forged(by.name.clone()))?;
            found = true;
        }
        if found { Ok(&self.text) } else { Err(NoteError::Unsigned(by.name.clone())) }
    }

    /// The text, whoever signed it.
    #[must_use]
    pub fn text_unverified(&self) -> &str {
        &self.text
    }
}
