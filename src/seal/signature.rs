//! Signatures of seals, as the program `minisign` makes and checks them: takes the texts of keys and
//! signatures.
//!
//! Nothing here asks for a password: the caller supplies it. Input from a folder that somebody else made is
//! read by `minisign-verify`, which checks every length first.

#[cfg(test)]
mod tests;

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use minisign::{KeyPair, SecretKeyBox};

/// The prefix of a signature's first line, and the greatest length that `minisign` accepts, including the
/// line end (`COMMENTMAXBYTES` less the terminating zero of C); the same for the third line.
const COMMENTS: [(usize, &[u8], usize); 2] =
    [(0, b"untrusted comment: ", 1023), (2, b"trusted comment: ", 8191)];
/// The number of bytes that the file of a secret key encodes.
const SECRET_BYTES: usize = 158;

/// The two texts of a new key: the secret file, and the public one.
pub struct NewKey {
    /// For the signer.
    pub secret: String,
    /// For those who check signatures.
    pub public: String,
}

/// A key that signs.
pub struct SecretKey(minisign::SecretKey);

/// A key that checks.
#[derive(Clone, Debug)]
pub struct PublicKey {
    key: minisign_verify::PublicKey,
    /// Its id, as `minisign` shows it.
    pub id: String,
}

/// Why a key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadKey {
    /// The text is not a key.
    Unreadable,
    /// It is protected by a password, and none was given.
    Locked,
    /// The password is wrong.
    WrongPassword,
    /// The machine has no random numbers, or not enough memory.
    Failed,
}

/// What is wrong with a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadSignature {
    /// The text is not a signature.
    Unreadable,
    /// It was made with another key, which has this id.
    OtherKey(String),
    /// It is a signature of other bytes.
    OtherBytes,
}

impl NewKey {
    /// Makes a key; protected by a password, unless that is empty.
    ///
    /// # Errors
    /// The machine has no random numbers, or not enough memory.
    pub fn make(password: &str) -> Result<NewKey, BadKey> {
        let pair = match password {
            "" => KeyPair::generate_unencrypted_keypair(),
            _ => KeyPair::generate_encrypted_keypair(Some(password.to_owned())),
        };
        let pair = pair.map_err(|_| BadKey::Failed)?;
        let comment = if password.is_empty() { "lilong secret key" } else { "lilong encrypted secret key" };
        let secret = pair.sk.to_box(Some(comment)).map_err(|_| BadKey::Failed)?;
        let public = pair.pk.to_box().map_err(|_| BadKey::Failed)?;
        Ok(NewKey { secret: secret.into_string(), public: public.into_string() })
    }
}

impl SecretKey {
    /// Reads a key that has no password, or this one.
    ///
    /// # Errors
    /// It is not a key, or the password is missing or wrong.
    pub fn read(text: &str, password: Option<&str>) -> Result<SecretKey, BadKey> {
        let bytes = key_bytes(text).filter(|bytes| bytes.len() == SECRET_BYTES).ok_or(BadKey::Unreadable)?;
        // The third and fourth byte say how the key is stored. `minisign -W` writes no checksum, which the
        // crate would require; the check with the public half replaces it.
        match bytes.get(2..4) {
            Some(b"Sc") => {}
            Some(&[0, 0]) => {
                return minisign::SecretKey::from_bytes(&bytes)
                    .map(SecretKey)
                    .map_err(|_| BadKey::Unreadable);
            }
            _ => return Err(BadKey::Unreadable),
        }
        let boxed = SecretKeyBox::from_string(text).map_err(|_| BadKey::Unreadable)?;
        let password = password.ok_or(BadKey::Locked)?;
        let key = boxed.into_secret_key(Some(password.to_owned())).map_err(|error| match error.kind() {
            minisign::ErrorKind::Verify => BadKey::WrongPassword,
            minisign::ErrorKind::KDF => BadKey::Failed,
            _ => BadKey::Unreadable,
        })?;
        Ok(SecretKey(key))
    }

    /// Signs bytes; `comment` is signed with them, and shown when the signature is checked.
    ///
    /// # Errors
    /// The halves of the key do not match, or the machine has no random numbers.
    pub fn sign(&self, bytes: &[u8], comment: &str) -> Result<String, BadKey> {
        let untrusted = "signature from lilong secret key";
        let public = minisign::PublicKey::from_secret_key(&self.0).map_err(|_| BadKey::Unreadable)?;
        let signed =
            minisign::sign(Some(&public), &self.0, Cursor::new(bytes), Some(comment), Some(untrusted));
        signed.map(|signature| signature.into_string()).map_err(|_| BadKey::Failed)
    }
}

impl PublicKey {
    /// Reads a key in the form of `minisign.pub`, or its second line alone.
    pub fn read(text: &str) -> Option<PublicKey> {
        let line = text.lines().map(str::trim).rfind(|line| !line.is_empty())?;
        let key = minisign_verify::PublicKey::from_base64(line).ok()?;
        Some(PublicKey { key, id: id(&STANDARD.decode(line).ok()?)? })
    }

    fn check(
        &self,
        bytes: &[u8],
        signature: &minisign_verify::Signature,
    ) -> Result<(), minisign_verify::Error> {
        self.key.verify(bytes, signature, true)
    }
}

/// Checks the signature of a seal against the given keys; gives the key that made it.
///
/// # Errors
/// It is not a signature, or it is one of other bytes, or by another key.
pub fn check<'k>(
    keys: &'k [PublicKey],
    bytes: &[u8],
    signature: &[u8],
) -> Result<&'k PublicKey, BadSignature> {
    if !has_comments(signature) {
        return Err(BadSignature::Unreadable);
    }
    let signature = &*String::from_utf8_lossy(signature);
    let signature_id = signed_by(signature).ok_or(BadSignature::Unreadable)?;
    let signature = minisign_verify::Signature::decode(signature).map_err(|_| BadSignature::Unreadable)?;
    let mut of_that_name = keys.iter().filter(|key| key.id == signature_id).peekable();
    if of_that_name.peek().is_none() {
        return Err(BadSignature::OtherKey(signature_id));
    }
    of_that_name.find(|key| key.check(bytes, &signature).is_ok()).ok_or(BadSignature::OtherBytes)
}

/// Whether `minisign` would accept the two comments of a signature, so that no signature is called valid
/// here that the other program refuses.
fn has_comments(signature: &[u8]) -> bool {
    let lines: Vec<&[u8]> = signature.split_inclusive(|byte| *byte == b'\n').take(3).collect();
    COMMENTS.iter().all(|(at, prefix, most)| {
        lines.get(*at).is_some_and(|line| {
            line.starts_with(prefix) && line.len() <= *most && line.ends_with(b"\n") && !line.contains(&0)
        })
    })
}

/// The id of the key that a signature names; none if it is not a signature.
pub fn signed_by(signature: &str) -> Option<String> {
    minisign_verify::Signature::decode(signature).ok()?;
    id(&key_bytes(signature)?)
}

/// The bytes encoded in the second line of a key or a signature.
fn key_bytes(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.lines().nth(1)?.trim()).ok()
}

/// The id of a key: eight bytes after the two of the algorithm, least significant first.
fn id(bytes: &[u8]) -> Option<String> {
    let bytes: [u8; 8] = bytes.get(2..10)?.try_into().ok()?;
    Some(format!("{:016X}", u64::from_le_bytes(bytes)))
}
