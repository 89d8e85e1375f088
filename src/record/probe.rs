//! A kind that only tests have: it lists the records that it sees, and so proves what each reach shows.

use serde::Serialize;

use super::common::{common_fields, own_struct};
use super::kind::{DeriveContext, FinishedRecord, Kind, Profile, Reach, ViewContext, fields_of};
use crate::front::shape::{Choice, Shaped, choices};

choices! {
    /// How far a probe reaches.
    pub enum ProbeReach ("远近", "a reach") {
        /// To those it names.
        Refs = "refs" "相关",
        /// To its matter.
        Thread = "thread" "事项",
        /// To the site.
        Site = "site" "全站",
    }
}

common_fields!(own_struct! {
    /// A probe's own fields.
    Probe {
        /// how far it reaches
        reach "远近" "看多远" ? ProbeReach,
    }
});

static PROFILE: Profile = Profile {
    name: Choice { name: "probe", zh: "试探" },
    folder: "probes",
    fields: fields_of(&Probe::SHAPE),
    shape: &File::SHAPE,
    is_dated: false,
    ..Profile::USUAL
};

/// The records that a probe sees.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facts {
    refs: Vec<String>,
    thread: Vec<String>,
    site: Vec<String>,
}

impl Kind for Probe {
    type File = File;
    type Facts = Facts;
    type View<'v> = &'v Probe;
    const PROFILE: &'static Profile = &PROFILE;

    fn reach(&self) -> Reach {
        match self.reach {
            None => Reach::Alone,
            Some(ProbeReach::Refs) => Reach::Refs,
            Some(ProbeReach::Thread) => Reach::Thread,
            Some(ProbeReach::Site) => Reach::Site,
        }
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&Facts>) -> Facts {
        let reported = |seen: Vec<FinishedRecord<'_>>| {
            seen.iter().map(|one| format!("{} {}", one.source, one.status.stamps.len())).collect()
        };
        let others = context.others;
        Facts {
            refs: reported(others.refs()),
            thread: others.thread().iter().map(|one| one.source.to_string()).collect(),
            site: reported(others.site()),
        }
    }

    fn view<'v>(&'v self, _: &Facts, _: &ViewContext<'_>) -> &'v Probe {
        self
    }
}
