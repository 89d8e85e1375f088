//! A rule in front matter: the name of one known from law or custom, or a mapping that describes one of the
//! site's own.

/// Reads and writes `$rule`, an enum with a variant for each name of `$named` and a variant `Custom` for a
/// boxed `$custom`; its method `id` gives the name. The given words say what is expected.
macro_rules! named_or_custom {
    ($expected:literal, $rule:ident, $named:ident { $($name:ident),+ $(,)? }, $custom:ident) => {
        $crate::front::prose::same_in_every_language!($rule);

        impl $crate::front::texts::Texts for $rule {
            fn each_text(
                &mut self,
                at: &mut $crate::front::texts::TextPath,
                take: &mut $crate::front::texts::TakeText<'_>,
            ) {
                if let $rule::Custom(rule) = self {
                    rule.each_text(at, take);
                }
            }
        }

        impl $crate::front::shape::Shaped for $rule {
            const SHAPE: $crate::front::shape::Shape =
                $crate::front::shape::Shape::OneOf(&[$custom::SHAPE, $named::SHAPE]);
        }

        impl<'de> serde::Deserialize<'de> for $rule {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                use serde::de;

                struct Visitor;
                impl<'de> de::Visitor<'de> for Visitor {
                    type Value = $rule;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }
                    fn visit_str<E: de::Error>(self, name: &str) -> Result<$rule, E> {
                        let named = <$named as $crate::front::scalar::Scalar>::parse(name);
                        match named.map_err(|bad| E::custom(bad.message.en))? {
                            $($named::$name => Ok($rule::$name)),+
                        }
                    }
                    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<$rule, A::Error> {
                        let map = de::value::MapAccessDeserializer::new(map);
                        Ok($rule::Custom(Box::new(serde::Deserialize::deserialize(map)?)))
                    }
                }
                from.deserialize_any(Visitor)
            }
        }

        impl serde::Serialize for $rule {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    $rule::Custom(rule) => rule.serialize(to),
                    named => to.serialize_str(named.id()),
                }
            }
        }
    };
}
pub(super) use named_or_custom;
