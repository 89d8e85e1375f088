//! A rule as front matter has it: the name of one that the law or custom knows, or a mapping of one's own.

/// Reads and writes `Rule`, an enum with a variant for each name of `NamedRule` and one, `Custom`, for a
/// boxed `CustomRule`; its method `id` gives the name. The words say what is expected.
macro_rules! named_or_custom {
    ($expected:literal, $($name:ident),+ $(,)?) => {
        $crate::front::prose::same_in_every_language!(Rule);

        impl $crate::front::texts::Texts for Rule {
            fn each_text(
                &mut self,
                at: &mut $crate::front::texts::TextPath,
                take: &mut $crate::front::texts::TakeText<'_>,
            ) {
                if let Rule::Custom(rule) = self {
                    rule.each_text(at, take);
                }
            }
        }

        impl $crate::front::shape::Shaped for Rule {
            const SHAPE: $crate::front::shape::Shape =
                $crate::front::shape::Shape::OneOf(&[CustomRule::SHAPE, NamedRule::SHAPE]);
        }

        impl<'de> serde::Deserialize<'de> for Rule {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                use serde::de;

                struct Visitor;
                impl<'de> de::Visitor<'de> for Visitor {
                    type Value = Rule;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }
                    fn visit_str<E: de::Error>(self, name: &str) -> Result<Rule, E> {
                        let named = <NamedRule as $crate::front::scalar::Scalar>::parse(name);
                        match named.map_err(|bad| E::custom(bad.message.en))? {
                            $(NamedRule::$name => Ok(Rule::$name)),+
                        }
                    }
                    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Rule, A::Error> {
                        let map = de::value::MapAccessDeserializer::new(map);
                        Ok(Rule::Custom(Box::new(serde::Deserialize::deserialize(map)?)))
                    }
                }
                from.deserialize_any(Visitor)
            }
        }

        impl serde::Serialize for Rule {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    Rule::Custom(rule) => rule.serialize(to),
                    named => to.serialize_str(named.id()),
                }
            }
        }
    };
}
pub(super) use named_or_custom;
