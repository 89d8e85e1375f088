//! A row for serde: every cell is a text, which each type reads like the text of a YAML value.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::front::node::{YamlData, YamlNode};

/// A value of a row.
pub(super) struct CellValue<'n>(pub(super) &'n YamlNode);

impl<'de> IntoDeserializer<'de> for CellValue<'_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for CellValue<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.data {
            YamlData::Scalar { text, .. } => visitor.visit_str(text),
            YamlData::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(CellValue))),
            YamlData::Map(pairs) => {
                let named = |(key, value)| (YamlNode::text(key).unwrap_or_default(), CellValue(value));
                visitor.visit_map(MapDeserializer::new(pairs.iter().map(|(key, value)| named((key, value)))))
            }
            YamlData::Alias => visitor.visit_unit(),
        }
    }

    /// An empty cell is left out altogether, so this one holds a value.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
