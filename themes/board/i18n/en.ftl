# Interface texts of the theme board. To change a wording, put a message of the same name into the site's own i18n/en.ftl.

## Frame of a page
skip = Skip to content
sections = Sections
large-type = Large type
usual-type = Usual type
page-description = { $title }: { $site }
home-description = { $site }: what is open for comment, what was decided, and what is new.
crumbs = You are here
home = Home
language-name = { $lang ->
    [zh-Hans] 中文
    [zh] 中文
    [zh-CN] 中文
    [zh-Hant] 繁體中文
    [zh-TW] 繁體中文
    [zh-HK] 繁體中文
    [en] English
    [ja] 日本語
    [ko] 한국어
    [ar] العربية
   *[other] { $lang }
}
# Beside a title that is not in the language of the page.
in-language = in { $lang ->
    [zh-Hans] Chinese
    [zh] Chinese
    [zh-CN] Chinese
    [zh-Hant] Chinese
    [zh-TW] Chinese
    [zh-HK] Chinese
    [en] English
    [ja] Japanese
    [ko] Korean
    [ar] Arabic
   *[other] { $lang }
}
print-address = This page on the web:
footer-data = Open data
comma = ,{ " " }
date = Date
place = Building

## Contact
contact-heading = Contact
fingerprint = Fingerprint
contact-phone = Phone:{ " " }
contact-hours = Hours:{ " " }
contact-address = Address:{ " " }
contact-email = E-mail:{ " " }

## Kinds
kind-page = Page
kind-notice = Notice
kind-meeting = Meeting
kind-consultation = Consultation
kind-election = Election
kind-log = Log
kind-project = Project
kind-ledger = Accounts
kind-covenant = Covenant
kind-matter = Matter
kind-roster = Roster
kind-report = Report
kind-directory = Directory
notice-notice = Notice
notice-recruitment = Recruitment
notice-service = Service
notice-reminder = Reminder
notice-warning = Warning

## Stamps
stamp-withdrawn = Withdrawn
stamp-corrected = Corrected
stamp-warning = Warning
stamp-passed = Passed
stamp-failed = Not passed
stamp-adopted = Adopted by consensus
stamp-preliminary = Open to objections
stamp-announced = Vote coming up
stamp-voting = Open for votes
stamp-counting = Being counted
stamp-election-called = Election coming up
stamp-polling = Voting today
stamp-elected = Elected
stamp-void = Void
stamp-runoff = Run-off needed
stamp-late = Late
stamp-under-way = Under way
stamp-finished = Finished
stamp-threshold-met = Threshold reached
stamp-in-force = In force
stamp-superseded = Superseded
stamp-posted-upcoming = To be posted
stamp-posted-open = Open for comment
stamp-recruiting = Sign up
stamp-posted-ended = Posting ended
stamp-expired = Expired
stamp-ended = Ended
stamp-upcoming = Coming up
stamp-received = Received
stamp-assigned = Assigned
stamp-working = Being dealt with
stamp-resolved = Resolved
stamp-replied = Replied
stamp-closed = Closed
stamp-pending = Not yet in effect
stamp-open = In progress
stamp-overdue = Overdue
stamp-done = Done
outcomes-passed = { $count } passed
outcomes-failed = { $count } not passed
stamp-adopted-yes = Accepted
stamp-adopted-partly = Partly accepted
stamp-adopted-no = Not accepted
met = Met
unmet = Not met

## Time limits
days-left = { $days ->
    [0] Last day today
    [one] 1 day left
   *[other] { $days } days left
}
as-of = as of { $date }
left-as-of = as of { $date }
coming-today = Today
coming-tomorrow = Tomorrow
until-day = until { $date }
clock-election = Election day
clock-posted = Posted for comment
clock-voting = Open for votes
clock-objections = Open to objections
clock-deadline = Deadline
clock-effective = In effect
clock-from = from { $date }
clock-to = { " " }to{ " " }
# Within one year the year is written once: at the start (from) or at the end (until).
clock-year = until
# The space is one that stays at the beginning of a line.
clock-last = {"\u00A0"}({ $weekday }, inclusive)
clock-weekday = {"\u00A0"}({ $weekday })

## Records
places = Places
topics = Topics
attachments = Attachments
refs = Related
thread-heading = History of this matter
thread-matter = Matter
thread-earlier = Before
thread-later = After
thread-number = Number { $number } of { $total }
neighbours = Previous and next
previous = Previous
next = Next
withdrawn-on = Withdrawn on { $date }.
corrected-on = Corrected on { $date }:
expired-on = Expired on { $date }. Kept for reference.
figures-heading = Figures
# 1,050 ballots (of 1,575 ballots, 66.67%); a percentage says only of how many.
figure-of = of { $of }, { $percent }%
figure-whole = of { $of }
full-text = Full text
reply = Reply:{ " " }

## Notices
schedule = Schedule
day-mon = Mon
day-tue = Tue
day-wed = Wed
day-thu = Thu
day-fri = Fri
day-sat = Sat
day-sun = Sun
day-every = Every day

## Meetings
resolutions = Resolutions
agenda = Agenda
resolution = Item
outcome = Outcome
follow-up = Follow-up
owner = Responsible
due = Due
done-on = Done
votes = For { $for } · Against { $against } · Abstained { $abstain }
votes-share = { $part } of { $whole } = { $percent }%
requires-majority = Needs more than half
requires-two-thirds = Needs two thirds
requires-three-quarters = Needs three quarters
requires-unanimous = Needs all
requires-consensus = Without a vote
of-present = { " " }of those present
of-cast = { " " }of the votes for and against
of-eligible = { " " }of all members
meeting-who = Attendance
when-where = When and where
attendance-eligible = Members
attendance-present = Present
quorum = Quorum
quorum-more = More than { $part } of the members
quorum-least = At least { $part } of the members
quorum-short = Too few were present for it to pass.
quorum-unmet = Too few were present for a quorum, so this meeting passes nothing.
minutes = Minutes

## Consultations
question-heading = Question
question-number = Question { $number }
rule-heading = What it takes to pass
rule-source = Source:{ " " }
test-participation-people = Turnout: people
test-participation-area = Turnout: area
test-approval-people = In favour: people
test-approval-area = In favour: area
part-people = { $part } of { $whole } people
part-area = { $part } of { $whole } m²
need-least = Needs at least { $threshold }
need-more = Needs more than { $threshold }
verdict-passed = Every requirement was met, so it passed.
verdict-failed = A requirement was not met, so it did not pass.
options-heading = Options
choices-heading = Options on the paper ballot
option = Option
people = People
area = Area
of-turnout-people = of { $whole } who took part
of-turnout-area = of { $whole } m² that took part
by-place = By building
small-cells = Counts below { $least } are given as <{ $least }; … stands for a count that is withheld so that none of them can be worked out. Totals are unchanged.
places-withheld = { $count ->
    [one] One more place has too few to be shown separately
   *[other] { $count } more places have too few to be shown separately
}; the total includes them all.
eligible = Eligible
returned = Returned
opinions = Opinions and replies
opinion-count = { $count ->
    [one] raised by 1 person
   *[other] raised by { $count } people
}
counted-heading = Ballots
eligible-heading = Who may take part
counted-on = Counted on { $date }.
counting-note = Voting has closed. The result will be published here.
ballots-issued = Issued
ballots-returned = Returned
ballots-invalid = Invalid
ballots-valid = Valid
area-note = { $area } m²

## Directories
unit-members = Members:{ " " }

## Projects
progress-heading = Progress
progress-all = Total
progress-done = Done
progress-total = Total
progress-remaining = To go
progress-of = { $done } of { $total }
progress-places = { $count ->
    [one] { $count } place complete
   *[other] { $count } places complete
}
progress-complete = Complete
threshold-heading = Threshold
threshold-missing = { $count } more to reach { $threshold }
threshold-reached = { $threshold } reached
phases-heading = Phases
phase-done = Done
phase-current = Under way
phase-late = Overdue
phase-next = Not begun
budget-heading = Budget and sources
budget-amount = Amount
budget-source = Source
budget-share = Share

## Matters
matter-reply = Reply
matter-unanswered = No reply yet
matter-status = Status
matter-reported = Reported
matter-place = Place
matter-category = Category
matter-channel = How it was reported
matter-steps = What was done
matter-replied = Replied on { $date }, { $days ->
    [0] the same day
    [one] after one day
   *[other] after { $days } days
}.
matter-closed = Closed on { $date }, { $days ->
    [0] the same day
    [one] after one day
   *[other] after { $days } days
}.
matter-days-open = Open for { $days ->
    [one] one day
   *[other] { $days } days
} as of { $date }.
matter-reply-due = { $late ->
    [yes] A reply was due by { $date }
   *[no] A reply is due by { $date }
}.
## Rosters
roster-span = From and to
roster-today = Today, { $day }
roster-today-heading = On duty today
roster-next = Next, { $day }
roster-next-heading = Next
roster-nobody = Nobody is on duty today
roster-week = Every week
roster-dates = Other days
roster-off = Nobody
roster-next-day = { $time } next day
roster-since = since yesterday { $time }
roster-whole-day = All day
roster-calendar = Add to a calendar

## Covenants
covenant-version = Version
covenant-effective = Takes effect
covenant-adopted-by = Adopted by
covenant-in-force = In force
covenant-replaced = This version is superseded. The version in force is
covenant-replaced-only = This version is superseded.
covenant-pending = Takes effect on { $date }.
covenant-in-force-since = In force since { $date }.
# After the name of the version.
covenant-then-pending = , takes effect on { $date }.
covenant-then-in-force = , in force since { $date }.
covenant-adoption-heading = How it was adopted
covenant-adopted-votes = { $for } for, { $against } against, { $abstain } abstained
covenant-adopted-share = { $percent }% of { $base }
covenant-adopted-consensus = Adopted by consensus
covenant-versions = Versions and what changed
covenant-this = This page
covenant-changes = { $count ->
    [one] What changed from the previous version (1 article)
   *[other] What changed from the previous version ({ $count } articles)
}
covenant-same = The articles are the same as in the previous version.
covenant-preamble = Preamble
change-changed = Changed
change-added = New
change-removed = Removed
change-renumbered = Renumbered
change-was = was { $name }
deleted-text = Deleted:
inserted-text = Inserted:
covenant-numbers = { $line } ({ $numbers })
text-state = State

## Ledgers
money = { $currency ->
    [CNY] ¥{ $amount }
   *[other] { $currency } { $amount }
}
money-unit = { $currency ->
    [CNY] yuan
   *[other] { $currency }
}
ledger-fund = Fund
ledger-period = Period
ledger-opening = Opening balance
ledger-income = Income
ledger-expense = Expense
ledger-closing = Closing balance
ledger-by-category = By category
ledger-by-month = By month
ledger-category = Category
ledger-month = Month
ledger-month-end = Balance at month end
ledger-entries = Entries
ledger-item = Item
ledger-balance = Balance
# Entries without a category.
ledger-other = Without category
fund-link = All periods of this fund
fund-periods = All periods
fund-period = Period
fund-total = Total from { $from } to { $until }

## Elections
elected-heading = Elected
elected-names = Elected: { $names }.
election-void = This election is void. Nobody is elected.
void-too-many = More ballots came back than were given out, so the election is void.
void-too-few = Too few electors voted, so the election is void.
election-tie = Equal votes leave the last seats undecided.
runoff-heading = Run-off
runoff-names = { $seats ->
    [one] One seat is
   *[other] { $seats } seats are
} still empty. Run-off between { $names }.
runoff-need = In the run-off a winner needs { $strict ->
    [yes] more than
   *[no] at least
} { $threshold } of the ballots.
candidates-heading = Candidates
candidates-result = Votes for each candidate
candidate = Candidate
candidate-elected = Elected
votes-received = Votes
votes-of = { $count ->
    [one] { $votes } vote
   *[other] { $votes } votes
}
of-ballots = of { $whole } ballots
seats = Seats
electors = Electors
count-sheet-heading = Count sheet
election-heading = About the election
election-rule-heading = What it takes to be elected
candidate-needed = needs { $strict ->
    [yes] more than
   *[no] at least
} { $threshold }
read-out-at = Read out on the spot, { $when }.
scrutineers-names = Scrutineers: { $names }.
aside = { " " }({ $text })
sentence-space = { " " }

## Logs
log-day = Day { $day }
log-previous = Previous log
log-next = Next log
log-entries = What happened
log-missing = no log
log-missing-days = Days without a log:{ " " }
total-sum = { $total } in total
total-last = latest { $total }
total-max = highest { $total }
volunteers = Volunteers
volunteers-total = Volunteers, all days
volunteer-hours = { $count ->
    [one] { $hours } hour
   *[other] { $hours } hours
} today, { $total } in total
hours-total = { $count ->
    [one] { $hours } hour
   *[other] { $hours } hours
} in total
series-today = Latest day
series-read = Read this day's log
series-days = Day by day
series-span = { $logs ->
    [one] 1 log since { $from }.
   *[other] { $logs } logs since { $from }.
}
series-charts = Trends
chart-unit = in { $unit }
chart-label = Chart of { $name }: { $value } { $unit } on { $date }. The table below lists the figures.
chart-table = Show the figures

## Units
unit-people = { $count ->
    [one] person
   *[other] people
}
unit-persons = { $count ->
    [one] person
   *[other] people
}
unit-visits = { $count ->
    [one] attendance
   *[other] attendances
}
unit-ballots = { $count ->
    [one] ballot
   *[other] ballots
}
unit-households = { $count ->
    [one] household
   *[other] households
}
unit-units = { $count ->
    [one] unit
   *[other] units
}
unit-area = m²
unit-records = { $count ->
    [one] record
   *[other] records
}
unit-times = { $count ->
    [one] time
   *[other] times
}
unit-items = { $count ->
    [one] item
   *[other] items
}
unit-days = { $count ->
    [one] day
   *[other] days
}
unit-hours = { $count ->
    [one] hour
   *[other] hours
}

## Lists
home-issuer = Published by { $issuer }
home-warnings = Please note
glance-open = Open now: { $count }
glance-decided = Results
glance-new = Latest
glance-money = Accounts
glance-duty = On duty
glance-ask = Contact
home-more = { $count } more
home-open = In progress
home-open-none = Nothing is open for comment or coming up at the moment.
home-decided = Recently decided
list-current = Current
list-undated = Undated
list-total = { $total ->
    [one] 1 record.
   *[other] { $total } records.
}
records = { $count ->
    [one] 1 record
   *[other] { $count } records
}
pager = Pages
pager-previous = Previous
pager-next = Next
pager-page = Page { $number } of { $pages }
find-heading = Browse
places-all = All places
topics-all = All topics
bodies-all = All bodies
body-total = { $total ->
    [one] One record by it or about it.
   *[other] { $total } records by it or about it.
}
record-calendar = Add to a calendar
translation-older = This translation is of an earlier version; the original has been changed since, and prevails.
years = By year
year = { $year }
year-newer = Later year
year-older = Earlier year

## Registers
registers-heading = Registers
register-matters = Register of reported matters
register-resolutions = Register of resolutions
register-numbers = Register of document numbers
matters-open = Open
matters-overdue = Reply overdue
matters-answered = Replied
matters-closed = Closed
matters-of = of { $total }
matters-within = due within { $days ->
    [one] one day
   *[other] { $days } days
}
matters-median = Time to a reply
matters-median-note = median of { $count ->
    [one] one reply
   *[other] { $count } replies
}
matters-count = { $total ->
    [one] One matter, { $open ->
        [0] closed
       *[other] still open
    }.
   *[other] { $total } matters, { $open ->
        [0] none of them open
        [one] one of them open
       *[other] { $open } of them open
    }.
}
matters-all-open = All { $count } open matters
matters-by-state = By state
matters-by-category = By category
matters-by-place = By place
matters-by-month = By month reported
unit-matters = { "" }
resolutions-overdue = Overdue ({ $count })
resolutions-open = In progress ({ $count })
resolutions-done = Done ({ $count })
numbers-count = { $count ->
    [one] One published.
   *[other] { $count } published.
}
numbers-gaps = Not published:{ " " }
numbers-one = No. { $number }
numbers-range = Nos. { $from } to { $until }
numbers-complete = No number is missing.
numbers-others = Other numbers

## Reports and digests of a month
report-period = Period
report-records = Published
report-meetings = Meetings
report-resolutions = Resolutions passed
report-consultations = Consultations passed
report-turnout = Mean turnout
report-mean = { $count ->
    [one] of 1 vote, whose numbers are below
   *[other] mean of { $count } votes, whose numbers are below
}
report-matters-raised = Matters reported
report-matters-closed = Matters closed
report-matters-median = Median time to a reply
report-matters-overdue = Replies overdue
report-volunteer-hours = Volunteering
report-log-days = Days with a log
report-funds = Funds
report-fund = Fund
report-opening = Opening
report-income = Income
report-expense = Expense
report-closing = Closing
report-by-month = Month by month
report-kinds = Records by kind
report-collected = These figures and lists are collected from the records published, not entered by hand.
digest-title = Published in { $month }
digest-lead = { $count ->
    [one] 1 record.
   *[other] { $count } records.
}
digest-kind = ◆ { $kind } ({ $count })
digest-line = { $date }: { $title }
digest-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
months = By month
month-older = Earlier month
month-newer = Later month
text-fund = { $fund }: opening { $opening }, income { $income }, expense { $expense }, closing { $closing }

## Regular publication
cadence-heading = Promised and published
cadence-lead = What this site promises to publish regularly: when each period's publication appeared, how late it was, and what is missing.
cadence-promise = Published every { $every ->
    [month] month
    [quarter] quarter
    [half-year] half-year
   *[year] year
}, { $within ->
    [0] by its last day
    [one] within a day of its end
   *[other] within { $within } days of its end
}.
cadence-span = Period
cadence-due = due { $date }
cadence-published = Published
cadence-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
cadence-missing = Not published
cadence-missing-count = { $count } not published
cadence-pending = Not yet due
span-quarter = { $number ->
    [1] First
    [2] Second
    [3] Third
   *[4] Fourth
} quarter of { $year }
span-half-year = { $number ->
    [1] First
   *[2] Second
} half of { $year }

## Places
place-in = Part of
place-inside = Includes
place-households = Households
place-people = People
place-units = Exclusive units
place-nothing = There is nothing specifically about { $place } yet.
place-around = Latest in { $place }

## Moved and missing pages
redirect-heading = This page has moved
missing-heading = Page not found
missing-text = The address may be mistyped, or the page has moved. Try the sections below, or call us.

## Posters
poster-link = Poster to print and put up
poster-scan = Scan for this page
poster-code = QR code of { $address }
# The layout puts the numbers in.
poster-page = Page { $number } of { $pages }
poster-corrected = Corrected
poster-notes = Notes
poster-when = When
poster-time = Time
poster-place = Place
poster-what = What
poster-who = Who
poster-day = { $date } ({ $weekday })

## Texts to paste: chat groups, short messages, plain text
text-title = 【{ $title }】
text-signature = { $issuer }:
text-sentence = { $text }.
# Between sentences; between number, issuer and date; between time and place.
text-sentence-gap = { " " }
text-head-gap = ,{ " " }
text-shift-gap = ,{ " " }
text-shift-comma = ;{ " " }
text-comma = ,{ " " }
text-label = { $label }: { $value }
text-corrected = Corrected on { $date }: { $what }
text-contact = Contact: { $contact }
text-link = Full text: { $address }
text-when = When
text-where = Where
text-deadline = Deadline
text-posted = Posted
text-from = from { $from }
text-until = until { $until }, that day included
text-span = { $from } to { $until }
text-every-day = every day
text-mondays = Mondays
text-tuesdays = Tuesdays
text-wednesdays = Wednesdays
text-thursdays = Thursdays
text-fridays = Fridays
text-saturdays = Saturdays
text-sundays = Sundays
text-present = Present: { $present } of { $eligible }
text-item = Item { $number }: { $title }
text-resolution = Resolution { $number }: { $title }: { $outcome }{ $votes }
text-votes = { " " }({ $for } for, { $against } against, { $abstain } abstained)
text-passed = passed
text-failed = not passed
text-adopted = adopted by consensus
text-voting = Voting
text-counting = Voting has closed; the votes are being counted
text-objections = Objections
text-question = Question
text-question-number = Question { $number }
text-options = Options
text-option = { $label } { $people }
text-result = Result
text-outcome = Result: { $outcome } ({ $votes })
text-returned = { $count ->
    [one] { $returned } ballot
   *[other] { $returned } ballots
} returned
text-returned-of = { $count ->
    [one] { $returned } ballot
   *[other] { $returned } ballots
} returned of { $eligible } eligible
text-participation = Took part
text-approval = In favour
text-test-people = { $stage }: { $part } of { $whole }, { $percent }%; { $need } needed: { $met }
text-test-area = { $stage }: { $part } of { $whole } m², { $percent }%; { $need } needed: { $met }
text-need-more = more than { $threshold }
text-need-least = at least { $threshold }
text-met = met
text-unmet = not met
text-day = Day { $day }
text-amount = { $value } { $unit }
text-metric-total = { $name }: { $value }, { $total } in all

## Subscriptions
feed-withdrawn-title = [Withdrawn] { $title }
feed-withdrawn = Withdrawn ({ $date }): { $what }
feed-corrected = Correction ({ $date }): { $what }
calendar-meeting = Meeting: { $title }
calendar-voting = Voting: { $title }
calendar-deadline = Deadline: { $title }
calendar-scheduled = Scheduled: { $title }
calendar-posted = Posting ends: { $title }
calendar-duty = { $what } ({ $who })
calendar-what = { $what }: { $title }
text-returned-electors = { $count ->
    [one] { $returned } ballot
   *[other] { $returned } ballots
} returned by { $electors } electors
text-progress = { $label }: { $done } of { $total } ({ $percent }%), { $remaining } to go
text-status-on = { $status } ({ $date })
text-phase = Phase
text-phase-until = { $phase }, due { $until }
text-income = income { $amount }
text-expense = expense { $amount }

## Seals
seals-heading = Fingerprints and seals
seals-lead = Every record has a fingerprint, and the site is sealed from time to time, so that anybody can check whether something was changed.
seals-fingerprint = A fingerprint is computed from what a record says; it stands at the foot of its page and on its poster. Where the two are the same, so is the text; if a word is changed, the fingerprint changes.
seals-check = A seal is a list of all that was published: every file, the fingerprint of every record, and the digest of the seal before it. Download or copy the site into a folder, and run this there; it needs no network:
seals-limits = A seal shows that nothing was changed since, not that it was true. Where it is signed it also shows by whom: take the public key from the notice board, not from the site itself.
seals-list = Seals
seals-none = Nothing has been sealed yet.
seal-number = Seal { $number }
seal-signature = signature

## Search
search = Search
search-label = Words to look for
search-kind = Kind
search-place = Place
search-year = Year
search-any = All
search-some = Found: {"{n}"}.
search-none = Nothing was found. You might try:
search-short = Please write at least two letters.
search-busy = Searching…
search-failed = The search files could not be read. Please check your connection and reload this page, or browse below.
search-more = Show more
search-no-script = The search needs scripts (JavaScript), which are switched off in this browser. Please browse by kind, place, topic or year:
search-help-fewer = fewer words, or only the most important one; a space between words
search-help-other = other words, such as “parking” for “cars”
search-help-filters = Search all kinds, places and years
search-help-ways = the ways below
search-kinds = By kind

## Subscribe
subscribe-heading = Subscribe
subscribe-calendar = Calendar: scan its QR code with a phone, or tap “Calendar” on the phone itself; meetings, votes and deadlines then appear in its calendar, and change there when they are moved or called off.
subscribe-feed = Updates: add the address of “Updates” to a feed reader, which then tells you of every new record and correction.
subscribe-parts = To follow one building, section, topic or body only, use its own links below.
subscribe-calendar-code = QR code of the calendar
subscribe-feed-code = QR code of the updates
follow-heading = Follow
follow-calendar = Calendar
follow-feed = Updates

## Names and words
terms-heading = Names and words
terms-lead = This site uses one spelling for each place and body, so that they are easily found.
terms-use = Written
terms-not = Not

# Open data
open-data-heading = Open data
open-data-lead = Every record of this site can be downloaded, to check, count or chart. There is a file for each kind and year: CSV for spreadsheets, JSON for programs.
open-data-files = Files
open-data-for-programs = The list of all files and the data dictionary:
open-data-kind = Kind
open-data-year = Year
open-data-undated = Undated
open-data-records = Records
open-data-download = Download
open-data-rules = How the CSV files are written
open-data-fields = Fields
open-data-every-record = Fields of every record
open-data-field = Field
open-data-meaning = Meaning
open-data-form = Format

## Accessibility
accessibility-heading = Accessibility
accessibility-lead = This notice board is for everybody, including older people, people with low vision or none, and people who use only a keyboard. Here is what was done for that, and what was checked.
accessibility-ways = How to use it
accessibility-large = At the head of every page is “Large type”: letters of 24 pixels, targets of 60, and fewer things on a line. The browser remembers that you chose it. Where it runs no scripts or remembers nothing, add #large to the address, and again on the next page.
accessibility-zoom = Pages can be enlarged to twice their size and more; nothing is covered, and nothing needs moving from side to side but very wide tables, within their frame.
accessibility-keyboard = Every part can be reached without a mouse, by Tab and Enter. The first stop leads past the menu.
accessibility-scripts = Everything can be read without scripts; only the search needs them.
accessibility-colours = No colour means anything by itself: there is always a word or a shape with it. Below every chart is a table of the same figures.
accessibility-ask = If there is a page that you cannot read or use, please tell whoever is named at the foot of this one: which page it is, and on what device.
accessibility-checked = What was checked
accessibility-result = On { $date }, Lilong's accessibility check looked through all { $pages } pages that there were. What was published or changed after that day has not been checked.
accessibility-rule = Rule
accessibility-looked-at = Checked
accessibility-faults = Faults
accessibility-not-looked-at = none
accessibility-where = Where the faults are
accessibility-limits = Such a check sees what a program can see. Whether words are easy to understand, how a page sounds when it is read out, and whether posters and attached files can be used, was not checked.
accessibility-none = Nothing has been checked yet.
accessibility-rule-language = Pages and parts in another language say which it is
accessibility-rule-title = Pages have titles
accessibility-rule-headings = No heading is empty or skips a level, and there is one top-level heading
accessibility-rule-pictures = Pictures and charts are described in words
accessibility-rule-labels = Form fields have labels
accessibility-rule-links = Links and buttons say where they lead
accessibility-rule-tables = Tables have header cells
accessibility-rule-ids = Ids are unique, and every reference leads to one
accessibility-rule-landmarks = There is a skip link past the menu, and menus have names
accessibility-rule-zoom = Zooming is not blocked
accessibility-rule-contrast = Text has a contrast of at least 4.5:1 (each pair of colours, light and dark)
accessibility-rule-targets = Tap targets are at least 24 pixels wide and high
