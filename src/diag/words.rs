//! A text in both languages of Lilong, and the choice of one of them.
//!
//! Takes Chinese and English side by side, so that neither can be forgotten; gives the one asked for. It
//! never looks at the environment: the command line chooses a [`Lang`] and passes it down.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// The same text in Chinese and in English.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Words {
    /// In Chinese (Simplified).
    pub zh: Cow<'static, str>,
    /// In English.
    pub en: Cow<'static, str>,
}

/// A language in which Lilong addresses authors.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    /// 简体中文
    Zh,
    /// English, for everyone else.
    #[default]
    En,
}

/// A language that Lilong does not speak.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownLang(String);

impl Words {
    /// Texts without variable parts; usable in a `static`.
    pub const fn fixed(zh: &'static str, en: &'static str) -> Words {
        Words { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// Texts made at run time; the macro `words!` is shorter.
    pub fn new(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Words {
        Words { zh: zh.into(), en: en.into() }
    }

    /// The text in this language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Lang {
    /// Chinese for `zh_CN.UTF-8`, `zh-Hans` and their like, English for every other locale.
    pub fn from_locale(locale: &str) -> Lang {
        let language = locale.trim().split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") { Lang::Zh } else { Lang::En }
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(name: &str) -> Result<Lang, UnknownLang> {
        let language = name.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "zh" => Ok(Lang::Zh),
            "en" => Ok(Lang::En),
            _ => Err(UnknownLang(name.to_owned())),
        }
    }
}

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is neither `zh` nor `en`", self.0)
    }
}

impl std::error::Error for UnknownLang {}

/// `words!("{n} 处", "{n} places")`: both texts with variables in scope, as `format!` takes them. Named
/// arguments may follow (`what = field.name()`); each must be used in both texts.
macro_rules! words {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diag::Words::new(::std::format!($zh), ::std::format!($en))
    };
    ($zh:literal, $en:literal, $($name:ident = $value:expr),+ $(,)?) => {
        match ($(&$value,)+) {
            ($($name,)+) => $crate::diag::Words::new(::std::format!($zh), ::std::format!($en)),
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_take_the_same_variables() {
        let n = 3;
        let said = words!("{n} 处：{what}", "{n} places: {what}", what = ["x"].concat());
        assert_eq!((said.in_lang(Lang::Zh), said.in_lang(Lang::En)), ("3 处：x", "3 places: x"));
        assert_eq!(words!("好", "fine"), Words::fixed("好", "fine"));
    }

    #[test]
    fn chinese_locales_read_chinese_and_all_others_english() {
        for locale in ["zh_CN.UTF-8", "zh", "zh-Hans", "ZH_tw", "zh_CN.GB18030@x"] {
            assert_eq!(Lang::from_locale(locale), Lang::Zh, "{locale}");
        }
        for locale in ["", "C", "POSIX", "en_GB.UTF-8", "de_DE", "zha_CN"] {
            assert_eq!(Lang::from_locale(locale), Lang::En, "{locale}");
        }
        assert_eq!("zh".parse(), Ok(Lang::Zh));
        assert!("fr".parse::<Lang>().is_err());
    }
}
