//! Keys and signatures in the texts of minisign.

use super::*;

/// The example of minisign's own page.
const PUBLIC: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
const SIGNATURE: &str = "untrusted comment: signature from minisign secret key\n\
    RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\n\
    trusted comment: timestamp:1633700835\tfile:test\tprehashed\n\
    wLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==\n";

#[test]
fn a_signature_of_minisign_is_checked() {
    let key = PublicKey::read(PUBLIC).unwrap();
    assert_eq!(key.id, "E7620F1842B4E81F");
    let keys = [key];
    assert_eq!(check(&keys, b"test", SIGNATURE.as_bytes()).unwrap().id, "E7620F1842B4E81F");
    assert_eq!(check(&keys, b"Test", SIGNATURE.as_bytes()).unwrap_err(), BadSignature::OtherBytes);
    let forged = SIGNATURE.replace("file:test", "file:rest");
    assert_eq!(
        check(&keys, b"test", forged.as_bytes()).unwrap_err(),
        BadSignature::OtherBytes,
        "its comment is signed too"
    );
    assert_eq!(
        check(&[], b"test", SIGNATURE.as_bytes()).unwrap_err(),
        BadSignature::OtherKey("E7620F1842B4E81F".to_owned())
    );
}

#[test]
fn what_minisign_refuses_is_refused() {
    let keys = [PublicKey::read(PUBLIC).unwrap()];
    let first = SIGNATURE.lines().next().unwrap();
    let long = |length: usize| format!("untrusted comment: {}", "x".repeat(length - 19));
    for comment in [long(1022), "untrusted comment: ".to_owned(), format!("{first}\r")] {
        let signature = SIGNATURE.replacen(first, &comment, 1);
        assert!(check(&keys, b"test", signature.as_bytes()).is_ok(), "{comment:?}");
    }
    for comment in [
        "",
        "comment",
        "Untrusted comment: x",
        "trusted comment: x",
        "untrusted comment: \0",
        &format!("\u{FEFF}{first}"),
        &format!(" {first}"),
        &long(1023),
    ] {
        let signature = SIGNATURE.replacen(first, comment, 1);
        let refused = check(&keys, b"test", signature.as_bytes()).unwrap_err();
        assert_eq!(refused, BadSignature::Unreadable, "{comment:?}");
    }
}

#[test]
fn a_key_signs_what_its_other_half_checks() {
    let new = NewKey::make("").unwrap();
    let secret = SecretKey::read(&new.secret, None).unwrap();
    let signature = secret.sign("梧桐里".as_bytes(), "file:0001.json").unwrap();
    let keys = [PublicKey::read(&new.public).unwrap()];
    assert!(check(&keys, "梧桐里".as_bytes(), signature.as_bytes()).is_ok());
    assert_eq!(signed_by(&signature).as_ref(), Some(&keys[0].id));
    assert!(PublicKey::read(new.public.lines().nth(1).unwrap()).is_some(), "the line alone will do");
}

#[test]
fn a_key_under_a_password_needs_it() {
    let new = NewKey::make("梧桐").unwrap();
    assert_eq!(SecretKey::read(&new.secret, None).err(), Some(BadKey::Locked));
    assert_eq!(SecretKey::read(&new.secret, Some("新禾")).err(), Some(BadKey::WrongPassword));
    assert!(SecretKey::read(&new.secret, Some("梧桐")).is_ok());
}

#[test]
fn what_is_no_key_is_none() {
    for text in ["", "untrusted comment: x\n", "untrusted comment: x\nAAAA\n", PUBLIC] {
        assert_eq!(SecretKey::read(text, None).err(), Some(BadKey::Unreadable), "{text}");
    }
    assert!(PublicKey::read("RWQf6LRC").is_none() && PublicKey::read("").is_none());
}
