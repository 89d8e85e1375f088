//! How serde reads a mapping with known fields: one reader for every struct that `fields!` makes. The code
//! that serde's own macro generates for the same structs takes the compiler three times as long.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::shape::Field;

/// A struct with a table of fields.
pub trait Fields: Sized {
    /// The table, in the order of the struct.
    const FIELDS: &'static [Field];

    /// The values of the fields that have been read.
    type Values: Default;

    /// Reads the value of the field at `index` of the table.
    fn read<'de, A: MapAccess<'de>>(
        values: &mut Self::Values,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Makes the struct from what was read; fails if a required field is missing.
    fn finish<E: Error>(values: Self::Values) -> Result<Self, E>;
}

/// Reads a struct from a mapping.
pub fn deserialize<'de, T: Fields, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_struct("mapping", &[], MappingVisitor::<T>(PhantomData))
}

/// Reads the value of one field, which must not have been given before.
pub fn read_value<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    to: &mut Option<T>,
    map: &mut A,
    field: &Field,
) -> Result<(), A::Error> {
    if to.is_some() {
        return Err(Error::duplicate_field(field.name));
    }
    *to = Some(map.next_value()?);
    Ok(())
}

/// The value of a required field.
pub fn required<T, E: Error>(value: Option<T>, field: &Field) -> Result<T, E> {
    value.ok_or_else(|| Error::missing_field(field.name))
}

struct MappingVisitor<T>(PhantomData<T>);

impl<'de, T: Fields> Visitor<'de> for MappingVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut values = T::Values::default();
        while let Some(index) = map.next_key_seed(Key(T::FIELDS))? {
            T::read(&mut values, index, &mut map)?;
        }
        T::finish(values)
    }
}

/// A key of a mapping with these fields, read as the index of its field.
struct Key(&'static [Field]);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        self.0.iter().position(|field| field.is(key)).ok_or_else(|| Error::unknown_field(key, &[]))
    }
}
