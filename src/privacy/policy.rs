//! The treatment of findings: takes `privacy` of `site.yaml`, gives what is done with each finding.

use crate::config::{Privacy, PrivacyMode};
use crate::personal::{Class, Found, Marks, find};

/// What is to be done with personal information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The mode of each class, in the order of [`Class::ALL`].
    modes: [PrivacyMode; Class::ALL.len()],
    /// The allowed values, in the form of findings; none for a value that does not look personal.
    allowed: Vec<Option<String>>,
}

/// What is to be done with one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// It is published, under the allowance at that index in the settings.
    Allowed(usize),
    /// Nothing is published.
    Refuse,
    /// It is masked.
    Mask,
    /// It is published with a warning.
    Warn,
}

impl Policy {
    /// The policy of the settings, or the default if there are none.
    pub fn of(privacy: Option<&Privacy>) -> Policy {
        let mode = |class| privacy.map_or(Privacy::default_mode(class), |privacy| privacy.mode_of(class));
        let allowed = privacy.and_then(|privacy| privacy.allow.as_deref()).unwrap_or_default();
        let value = |text: &str| find(text, Marks::None).into_iter().next().map(|found| found.value);
        Policy {
            modes: Class::ALL.map(mode),
            allowed: allowed.iter().map(|allowed| value(&allowed.value)).collect(),
        }
    }

    /// The same policy, except that everything not allowed is reported, and nothing refused or masked.
    pub(super) fn report_only(&self) -> Policy {
        Policy { modes: [PrivacyMode::Warn; Class::ALL.len()], allowed: self.allowed.clone() }
    }

    /// What is done with this finding.
    pub fn treatment(&self, found: &Found) -> Treatment {
        let is = |allowed: &Option<String>| allowed.as_deref() == Some(&*found.value);
        if let Some(at) = self.allowed.iter().position(is) {
            return Treatment::Allowed(at);
        }
        match self.modes[found.class as usize] {
            PrivacyMode::Refuse => Treatment::Refuse,
            PrivacyMode::Mask => Treatment::Mask,
            PrivacyMode::Warn => Treatment::Warn,
        }
    }

    /// The allowed values, in the form of findings.
    pub(super) fn allowed(&self) -> &[Option<String>] {
        &self.allowed
    }
}
