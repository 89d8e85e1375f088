//! The vectors of RFC 8785, and properties that hold for every value.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn text(value: &Value) -> String {
    String::from_utf8(canonical(value)).unwrap()
}

fn of(json: &str) -> String {
    text(&serde_json::from_str(json).unwrap())
}

/// RFC 8785, 3.2.2 and 3.2.4.
#[test]
fn the_example_of_the_standard() {
    // The first of its numbers needs a parser that rounds to the nearest double; the open data has no such
    // numbers.
    let first: f64 = "333333333.33333329".parse().unwrap();
    let example = r#"{
        "numbers": [1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"#;
    let expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                    \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    let mut example: Value = serde_json::from_str(example).unwrap();
    example["numbers"].as_array_mut().unwrap().insert(0, json!(first));
    assert_eq!(text(&example), expected);
}

/// RFC 8785, 3.2.3: by UTF-16 units, so that an emoji comes before a Hebrew presentation form.
#[test]
fn members_are_sorted_by_their_utf_16_units() {
    let example = r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"}"#;
    let names: Vec<String> =
        serde_json::from_str::<Map<String, Value>>(&of(example)).unwrap().keys().cloned().collect();
    assert_eq!(names, ["\r", "1", "\u{80}", "ö", "€", "😀", "\u{fb33}"]);
}

/// RFC 8785, appendix B: the bits of a double and its canonical form.
#[test]
fn numbers_are_written_as_javascript_writes_them() {
    let samples: [(u64, &str); 26] = [
        (0x0000000000000000, "0"),
        (0x8000000000000000, "0"),
        (0x0000000000000001, "5e-324"),
        (0x8000000000000001, "-5e-324"),
        (0x7fefffffffffffff, "1.7976931348623157e+308"),
        (0xffefffffffffffff, "-1.7976931348623157e+308"),
        (0x4340000000000000, "9007199254740992"),
        (0xc340000000000000, "-9007199254740992"),
        (0x4430000000000000, "295147905179352830000"),
        (0x44b52d02c7e14af5, "9.999999999999997e+22"),
        (0x44b52d02c7e14af6, "1e+23"),
        (0x44b52d02c7e14af7, "1.0000000000000001e+23"),
        (0x444b1ae4d6e2ef4e, "999999999999999700000"),
        (0x444b1ae4d6e2ef4f, "999999999999999900000"),
        (0x444b1ae4d6e2ef50, "1e+21"),
        (0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"),
        (0x3eb0c6f7a0b5ed8d, "0.000001"),
        (0x41b3de4355555553, "333333333.3333332"),
        (0x41b3de4355555554, "333333333.33333325"),
        (0x41b3de4355555555, "333333333.3333333"),
        (0x41b3de4355555556, "333333333.3333334"),
        (0x41b3de4355555557, "333333333.33333343"),
        (0xbecbf647612f3696, "-0.0000033333333333333333"),
        (0x43143ff3c1cb0959, "1424953923781206.2"),
        (0x4024000000000000, "10"),
        (0x3ff199999999999a, "1.1"),
    ];
    for (bits, expected) in samples {
        assert_eq!(text(&json!(f64::from_bits(bits))), expected, "{bits:016x}");
    }
    assert_eq!(text(&json!([u64::MAX, i64::MIN, 3])), "[18446744073709552000,-9223372036854776000,3]");
}

#[test]
fn what_is_left_out_is_left_out_at_the_top_alone() {
    let value = json!({"b": {"facts": 1}, "facts": 2, "a": [{"facts": 3}]});
    assert_eq!(without(&value, &["facts"]), br#"{"a":[{"facts":3}],"b":{"facts":1}}"#);
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "\\PC{0,12}|[\\x00-\\x1f\\x7f\"\\\\/]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map("\\PC{0,4}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The same value with the members of every object in another order.
fn turned(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(turned).collect(),
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().map(|(name, value)| (name.clone(), turned(value))).collect();
            members.reverse();
            Value::Object(members.into_iter().collect())
        }
        other => other.clone(),
    }
}

proptest! {
    #[test]
    fn it_says_the_same_whatever_the_order_and_the_white_space(value in any_value()) {
        let written = canonical(&value);
        prop_assert_eq!(&serde_json::from_slice::<Value>(&written).unwrap(), &value);
        prop_assert_eq!(&canonical(&turned(&value)), &written);
        let spaced = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(&canonical(&serde_json::from_str(&spaced).unwrap()), &written);
    }
}
