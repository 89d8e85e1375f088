//! The stamps on pages, lists and posters, and the phase that each stands for: coming, open, waiting,
//! decided or over.

use crate::front::scalar::serialize_by_name;

/// The phase of a record, according to a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Independent of time.
    Always,
    /// It is still to come.
    Coming,
    /// People may act on it.
    Open,
    /// People are waiting for its result.
    Waiting,
    /// Work goes on, or is late.
    UnderWay,
    /// Something was decided.
    Decided,
    /// It is over.
    Over,
}

/// Makes the enum of stamps, each with its name and its phase.
macro_rules! stamps {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal $phase:ident),+ $(,)?) => {
        /// A mark.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Stamp { $($(#[doc = $doc])+ $variant),+ }

        impl Stamp {
            /// All of them.
            pub const ALL: &'static [Stamp] = &[$(Stamp::$variant),+];

            /// The name in the open data, in CSS classes and in keys of texts.
            pub const fn name(self) -> &'static str {
                match self { $(Stamp::$variant => $name),+ }
            }

            /// The phase that it stands for.
            pub const fn phase(self) -> Phase {
                match self { $(Stamp::$variant => Phase::$phase),+ }
            }
        }
    };
}

stamps! {
    /// The record was taken back.
    Withdrawn = "withdrawn" Always,
    /// Something in it was put right.
    Corrected = "corrected" Always,
    /// A warning that holds.
    Warning = "warning" Always,
    /// Something that does not hold yet.
    Pending = "pending" Coming,
    /// Something that holds no longer.
    Ended = "ended" Over,
    /// People are wanted.
    Recruiting = "recruiting" Open,
    /// It takes place later.
    Upcoming = "upcoming" Coming,
    /// A vote that has not begun.
    Announced = "announced" Coming,
    /// A vote that is open.
    Voting = "voting" Open,
    /// A vote that is being counted.
    Counting = "counting" Waiting,
    /// A result that may still be objected to.
    Preliminary = "preliminary" Open,
    /// Passed.
    Passed = "passed" Decided,
    /// Not passed.
    Failed = "failed" Decided,
    /// An election that is still to be held.
    ElectionCalled = "election-called" Coming,
    /// An election that is held today.
    Polling = "polling" Open,
    /// Somebody is elected.
    Elected = "elected" Decided,
    /// An election that does not count.
    Void = "void" Decided,
    /// Seats that a further round is to fill.
    RunOff = "runoff" Waiting,
    /// Work that should be done by now.
    Late = "late" UnderWay,
    /// Work that goes on.
    UnderWay = "under-way" UnderWay,
    /// Work that is done.
    Finished = "finished" Over,
    /// The share that was needed is reached.
    ThresholdMet = "threshold-met" Decided,
    /// A matter that was taken up.
    Received = "received" UnderWay,
    /// One that was given to whoever is to deal with it.
    Assigned = "assigned" UnderWay,
    /// One that somebody is at.
    Working = "working" UnderWay,
    /// One whose cause is removed, and that is still to be answered.
    Resolved = "resolved" UnderWay,
    /// One that should be answered by now.
    Overdue = "overdue" UnderWay,
    /// One that was answered.
    Replied = "replied" Decided,
    /// One with which nothing is left to do.
    Closed = "closed" Over,
    /// A rule that applies.
    InForce = "in-force" Decided,
    /// A rule in whose place another has come.
    Superseded = "superseded" Over,
    /// To be posted.
    PostedUpcoming = "posted-upcoming" Coming,
    /// Posted.
    PostedOpen = "posted-open" Open,
    /// Its posting is over, and what it says stays true.
    PostedEnded = "posted-ended" Over,
    /// Out of date.
    Expired = "expired" Over,
}

impl Phase {
    /// All of them.
    pub const ALL: [Phase; 7] = [
        Phase::Always,
        Phase::Coming,
        Phase::Open,
        Phase::Waiting,
        Phase::UnderWay,
        Phase::Decided,
        Phase::Over,
    ];

    /// The name in templates.
    pub const fn name(self) -> &'static str {
        match self {
            Phase::Always => "always",
            Phase::Coming => "coming",
            Phase::Open => "open",
            Phase::Waiting => "waiting",
            Phase::UnderWay => "under-way",
            Phase::Decided => "decided",
            Phase::Over => "over",
        }
    }
}

serialize_by_name!(Phase, Stamp);

impl Stamp {
    /// Whether it says that something is still to come or to be decided, which no longer holds once the
    /// record is withdrawn.
    pub const fn is_undecided(self) -> bool {
        match self.phase() {
            Phase::Coming | Phase::Waiting | Phase::UnderWay => true,
            Phase::Open => matches!(self, Stamp::Voting | Stamp::Polling),
            Phase::Always | Phase::Decided | Phase::Over => false,
        }
    }

    /// Whether it holds for as long as a sheet of paper hangs.
    pub const fn is_lasting(self) -> bool {
        match self {
            Stamp::Warning
            | Stamp::Passed
            | Stamp::Failed
            | Stamp::Preliminary
            | Stamp::Elected
            | Stamp::Void
            | Stamp::RunOff
            | Stamp::Resolved
            | Stamp::Replied
            | Stamp::Closed => true,
            Stamp::Withdrawn
            | Stamp::Corrected
            | Stamp::Pending
            | Stamp::Ended
            | Stamp::Recruiting
            | Stamp::Upcoming
            | Stamp::Announced
            | Stamp::Voting
            | Stamp::Counting
            | Stamp::ElectionCalled
            | Stamp::Late
            | Stamp::UnderWay
            | Stamp::Finished
            | Stamp::ThresholdMet
            | Stamp::InForce
            | Stamp::Superseded
            | Stamp::Polling
            | Stamp::Received
            | Stamp::Assigned
            | Stamp::Working
            | Stamp::Overdue
            | Stamp::PostedUpcoming
            | Stamp::PostedOpen
            | Stamp::PostedEnded
            | Stamp::Expired => false,
        }
    }
}
