//! Canonical JSON (RFC 8785): takes a value, gives its only canonical form.
//!
//! Members are sorted by the UTF-16 code units of their names, numbers are written as JavaScript writes
//! them, and there is no white space. Texts are not changed.

#[cfg(test)]
mod tests;

use serde_json::{Map, Number, Value};

/// The canonical form of a value without those members of the outermost object.
pub fn without(value: &Value, left_out: &[&str]) -> Vec<u8> {
    let mut to = Vec::new();
    match value {
        Value::Object(map) => object(map, left_out, &mut to),
        other => write(other, &mut to),
    }
    to
}

/// The canonical form of a value.
pub fn canonical(value: &Value) -> Vec<u8> {
    without(value, &[])
}

fn write(value: &Value, to: &mut Vec<u8>) {
    match value {
        Value::Null => to.extend_from_slice(b"null"),
        Value::Bool(true) => to.extend_from_slice(b"true"),
        Value::Bool(false) => to.extend_from_slice(b"false"),
        Value::Number(number) => self::number(number, to),
        Value::String(string) => text(string, to),
        Value::Array(list) => {
            to.push(b'[');
            for (at, value) in list.iter().enumerate() {
                if at > 0 {
                    to.push(b',');
                }
                write(value, to);
            }
            to.push(b']');
        }
        Value::Object(map) => object(map, &[], to),
    }
}

fn object(map: &Map<String, Value>, left_out: &[&str], to: &mut Vec<u8>) {
    let mut members: Vec<(&String, &Value)> =
        map.iter().filter(|(name, _)| !left_out.contains(&name.as_str())).collect();
    // The order by UTF-16 differs from that by UTF-8: a surrogate is less than U+E000.
    members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    to.push(b'{');
    for (at, (name, value)) in members.into_iter().enumerate() {
        if at > 0 {
            to.push(b',');
        }
        text(name, to);
        to.push(b':');
        write(value, to);
    }
    to.push(b'}');
}

/// A text: `serde_json` escapes exactly what RFC 8785 escapes, in the same way.
fn text(text: &str, to: &mut Vec<u8>) {
    // Writing to memory cannot fail.
    let written = serde_json::to_writer(to, text);
    debug_assert!(written.is_ok());
}

/// A number; to JavaScript every number is a double.
fn number(number: &Number, to: &mut Vec<u8>) {
    let double = number.as_f64().filter(|double| double.is_finite()).unwrap_or_default();
    to.extend_from_slice(ryu_js::Buffer::new().format_finite(double).as_bytes());
}
