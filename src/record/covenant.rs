//! 公约: rules that people agreed on, article by article: which version is in force, which vote adopted it,
//! and what each version changed.

mod adoption;
mod checks;
mod codes;
mod facts;
mod versions;
mod view;

use self::facts::FACTS;
use super::check::Check;
use super::common::{Common, File, own_fields};
use super::kind::{
    CardSlots, DeriveContext, Kind, Profile, Reach, RecordStatus, SchemaType, ViewContext, fields_of,
};
use super::stamp::Stamp;
use crate::front::prose::Prose;
use crate::front::scalar::{Day, Moment, Text};
use crate::front::shape::{Choice, Shaped};
pub use adoption::{AdoptedOption, AdoptedQuestion, AdoptedResolution, Adoption};
pub use facts::{CovenantFacts, CovenantState};
pub use versions::{ArticleChange, ChangeKind, DiffKind, DiffSegment};
pub use view::{CovenantView, VersionView};

own_fields! {
    /// A covenant's own fields.
    Covenant {
        /// what this version is called
        version "版本" "这一版的名称，如“第二版”" ? Prose,
        /// the content path of the meeting or consultation that adopted it
        adopted_by "通过" "通过它的会议或意见征询的路径" ? Text,
        /// the first day on which it applies; its date when left out
        effective "施行" "施行的日期；不写时用 date" ? Day,
        /// the content path of the version that it replaces
        supersedes "取代" "被它取代的旧版的路径" ? Text,
    }
}

/// The fields that name other records.
const ADOPTED_BY: &str = "adopted_by";
const SUPERSEDES: &str = "supersedes";

static PROFILE: Profile = Profile {
    name: Choice { name: "covenant", zh: "公约" },
    everyday: &["规约", "管理规约", "守则", "约定", "规定", "rules", "charter", "bylaws"],
    folder: "covenants",
    fields: fields_of(&Covenant::SHAPE),
    shape: &File::<Covenant>::SHAPE,
    needed: &["version", "adopted_by", "effective"],
    codes: codes::ALL,
    facts: FACTS,
    has_articles: true,
    schema: SchemaType::Page,
    reach: Reach::Refs,
    ..Profile::USUAL
};

impl Covenant {
    /// The first day on which it is in force.
    fn begins(&self, common: &Common) -> Option<Day> {
        self.effective.or_else(|| common.day())
    }
}

impl Kind for Covenant {
    type Facts = CovenantFacts;
    type View<'v> = CovenantView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn named(&self) -> Vec<(&'static str, &str)> {
        let fields = [(ADOPTED_BY, &self.adopted_by), (SUPERSEDES, &self.supersedes)];
        fields.into_iter().filter_map(|(field, path)| Some((field, path.as_deref()?))).collect()
    }

    fn check_named(&self, context: &DeriveContext<'_>, check: &mut Check) {
        checks::check_named(self, context, check);
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&CovenantFacts>) -> CovenantFacts {
        CovenantFacts::of(self, context)
    }

    fn status(&self, facts: &CovenantFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let stamp = facts.state_unless_withdrawn(context.common).map(|state| match state {
            CovenantState::Upcoming => Stamp::Pending,
            CovenantState::InForce => Stamp::InForce,
            CovenantState::Superseded => Stamp::Superseded,
        });
        RecordStatus { stamps: stamp.into_iter().collect(), ..RecordStatus::default() }
    }

    fn view<'v>(&'v self, facts: &CovenantFacts, context: &ViewContext<'_>) -> CovenantView<'v> {
        view::view(self, facts, context)
    }

    fn card(&self, facts: &CovenantFacts, context: &DeriveContext<'_>) -> CardSlots {
        let is_upcoming = facts.state == CovenantState::Upcoming;
        let when = self.begins(context.common).filter(|_| is_upcoming).map(Moment::from);
        CardSlots { when, ..CardSlots::default() }
    }
}
