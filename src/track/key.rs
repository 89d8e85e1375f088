//! Keys of questions that have several parts: they are written and read here, and nowhere composed or split
//! by hand.

use std::fmt;

/// A setting, and the language in which it is asked for, if it has one value in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingKey<'k> {
    /// Its name.
    pub name: &'k str,
    /// The language; none if the value is the same in all.
    pub lang: Option<&'k str>,
}

impl<'k> SettingKey<'k> {
    /// Reads what `Display` writes.
    pub fn parse(key: &'k str) -> SettingKey<'k> {
        match key.split_once('/') {
            Some((name, lang)) => SettingKey { name, lang: Some(lang) },
            None => SettingKey { name: key, lang: None },
        }
    }
}

impl fmt::Display for SettingKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lang {
            Some(lang) => write!(f, "{}/{lang}", self.name),
            None => f.write_str(self.name),
        }
    }
}

/// A register, or the list of registers, and the language in which it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterKey<'k> {
    /// The name of the register, the path of one of its pages, or [`RegisterKey::ALL`].
    pub name: &'k str,
    /// The language.
    pub lang: &'k str,
}

impl<'k> RegisterKey<'k> {
    /// Stands for the list of registers.
    pub const ALL: &'static str = "all";

    /// Reads what `Display` writes.
    pub fn parse(key: &'k str) -> Option<RegisterKey<'k>> {
        let (name, lang) = key.rsplit_once('/')?;
        Some(RegisterKey { name, lang })
    }
}

impl fmt::Display for RegisterKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.name, self.lang)
    }
}

/// The poster of a record in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PosterKey<'k> {
    /// The language of its text.
    pub lang: &'k str,
    /// The path of the record below `content/`.
    pub source: &'k str,
}

impl<'k> PosterKey<'k> {
    /// Reads what `Display` writes.
    pub fn parse(key: &'k str) -> Option<PosterKey<'k>> {
        let (lang, source) = key.split_once(' ')?;
        Some(PosterKey { lang, source })
    }
}

impl fmt::Display for PosterKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.lang, self.source)
    }
}

/// A smaller copy of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoCopyKey<'k> {
    /// The copy, by the end of its name.
    pub copy: &'k str,
    /// The path of the photo below `content/`.
    pub source: &'k str,
}

impl<'k> PhotoCopyKey<'k> {
    /// Reads what `Display` writes.
    pub fn parse(key: &'k str) -> Option<PhotoCopyKey<'k>> {
        let (copy, source) = key.split_once(' ')?;
        Some(PhotoCopyKey { copy, source })
    }
}

impl fmt::Display for PhotoCopyKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.copy, self.source)
    }
}

/// One page of a list that has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageKey<'k> {
    /// The path of its first page.
    pub first: &'k str,
    /// The number of the page, counted from 1.
    pub number: usize,
}

impl<'k> PageKey<'k> {
    /// Reads what `Display` writes.
    pub fn parse(key: &'k str) -> Option<PageKey<'k>> {
        let (first, number) = key.rsplit_once('#')?;
        Some(PageKey { first, number: number.parse().ok()? })
    }
}

impl fmt::Display for PageKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.first, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for key in
            [SettingKey { name: "title", lang: Some("zh-Hans") }, SettingKey { name: "base_url", lang: None }]
        {
            assert_eq!(SettingKey::parse(&key.to_string()), key);
        }
        let key = PageKey { first: "通知/a#b/index.html", number: 12 };
        assert_eq!(PageKey::parse(&key.to_string()), Some(key));
        assert_eq!(PageKey::parse("notices/index.html"), None);
        let key = RegisterKey { name: "registers/matters/open.html", lang: "en" };
        assert_eq!(RegisterKey::parse(&key.to_string()), Some(key));
        let key = PosterKey { lang: "zh-Hans", source: "notices/a lift.md" };
        assert_eq!(PosterKey::parse(&key.to_string()), Some(key));
        let key = PhotoCopyKey { copy: "480w.webp", source: "notices/the gate.jpg" };
        assert_eq!(PhotoCopyKey::parse(&key.to_string()), Some(key));
    }
}
