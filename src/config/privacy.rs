//! `privacy`: what is done with personal information that is found, and what may be published nevertheless.

use crate::front::OneOrMany;
use crate::front::scalar::{Count, Text};
use crate::front::shape::{choices, fields};
use crate::personal::Class;

choices! {
    /// What happens to personal information.
    pub enum PrivacyMode ("处理方式", "what to do with personal information") {
        /// The build fails.
        Refuse = "refuse" "拒绝",
        /// It is masked.
        Mask = "mask" "遮盖",
        /// It is published with a warning.
        Warn = "warn" "警告",
    }
}

fields! {
    /// What may be published although it looks personal.
    pub struct Allowed {
        /// the number or address, as it would be found
        value "值" "允许公开的号码或地址" ! Text,
        /// why it may be public
        why "原因" "为什么可以公开" ! Text,
    }
}

fields! {
    /// What becomes of personal information.
    pub struct Privacy {
        /// what to do with all of it; when left out, identity and card numbers are refused, all else is
        /// published with a warning
        mode "方式" "全部怎么处理；不写时，身份证号和银行卡号拒绝发布，其余警告" ? PrivacyMode,
        /// what to do with identity numbers
        identity "身份证" "身份证号怎么处理" ? PrivacyMode,
        /// what to do with the numbers of bank cards
        card "银行卡" "银行卡号怎么处理" ? PrivacyMode,
        /// what to do with mobile numbers
        mobile "手机" "手机号怎么处理" ? PrivacyMode,
        /// what to do with e-mail addresses outside `contact`
        email "邮箱" "联系方式以外的电子邮箱怎么处理" ? PrivacyMode,
        /// what to do with passport numbers
        passport "护照" "护照号怎么处理" ? PrivacyMode,
        /// what to do with vehicle plates
        plate "车牌" "车牌号怎么处理" ? PrivacyMode,
        /// what to do with flats
        flat "室号" "住户室号怎么处理" ? PrivacyMode,
        /// what may be published all the same
        allow "允许" "可以公开的例外" ? OneOrMany<Allowed>,
        /// counts by building below this number are not published
        small_cells "小数保护" "分楼栋的数小于它时不公开" ? Count,
    }
}

impl Privacy {
    /// The mode for this class where the settings give none.
    pub const fn default_mode(class: Class) -> PrivacyMode {
        match class {
            Class::Identity | Class::Card => PrivacyMode::Refuse,
            Class::Mobile | Class::Email | Class::Passport | Class::Plate | Class::Flat => PrivacyMode::Warn,
        }
    }

    /// The mode for this class.
    pub fn mode_of(&self, class: Class) -> PrivacyMode {
        let own = match class {
            Class::Identity => self.identity,
            Class::Card => self.card,
            Class::Mobile => self.mobile,
            Class::Email => self.email,
            Class::Passport => self.passport,
            Class::Plate => self.plate,
            Class::Flat => self.flat,
        };
        own.or(self.mode).unwrap_or(Privacy::default_mode(class))
    }
}
