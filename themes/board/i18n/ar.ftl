# Interface texts of the theme board in Modern Standard Arabic. To change a wording, put a message of the same name into
# the site's own i18n/ar.ftl. Where a name in another script stands inside a sentence, the marks U+2068 and U+2069 keep it
# together.

## Frame of a page
skip = انتقل إلى المحتوى
sections = الأقسام
large-type = خط كبير
usual-type = خط عادي
page-description = { $site }: { $title }
home-description = { $site }: ما يُستطلع فيه الرأي الآن، وما تقرّر أخيرًا، وما نُشر حديثًا.
crumbs = أنت هنا
home = الرئيسية
language-name = { $lang ->
    [zh-Hans] 中文
    [zh-CN] 中文
    [zh] 中文
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
in-language = { $lang ->
    [zh-Hans] بالصينية
    [zh-CN] بالصينية
    [zh] بالصينية
    [zh-Hant] بالصينية التقليدية
    [zh-TW] بالصينية التقليدية
    [zh-HK] بالصينية التقليدية
    [en] بالإنجليزية
    [ja] باليابانية
    [ko] بالكورية
    [ar] بالعربية
   *[other] باللغة { $lang }
}
print-address = عنوان هذه الصفحة على الإنترنت:
footer-data = بيانات مفتوحة
comma = ،{ " " }
date = التاريخ
place = المبنى

## Contact
contact-heading = للاستفسار
fingerprint = البصمة
contact-phone = الهاتف:{ " " }
contact-hours = أوقات العمل:{ " " }
contact-address = العنوان:{ " " }
contact-email = البريد الإلكتروني:{ " " }

## Kinds
kind-page = صفحة
kind-notice = إعلان
kind-meeting = اجتماع
kind-consultation = استشارة
kind-election = انتخاب
kind-log = سجل يومي
kind-project = مشروع
kind-ledger = حسابات
kind-covenant = ميثاق
kind-matter = بلاغ
kind-roster = جدول مناوبة
kind-report = تقرير
kind-directory = دليل
notice-notice = إعلان
notice-recruitment = دعوة للمشاركة
notice-service = خدمة
notice-reminder = تذكير
notice-warning = تحذير

## Stamps
stamp-withdrawn = سُحب
stamp-corrected = صُحِّح
stamp-warning = تحذير
stamp-passed = تمت الموافقة
stamp-failed = لم تتم الموافقة
stamp-adopted = أُقرّ بالإجماع
stamp-preliminary = مفتوح للاعتراض
stamp-announced = تصويت قريب
stamp-voting = التصويت مفتوح
stamp-counting = يجري الفرز
stamp-election-called = انتخاب قريب
stamp-polling = الاقتراع اليوم
stamp-elected = انتُخب
stamp-void = لاغٍ
stamp-runoff = جولة إعادة
stamp-late = متأخر
stamp-under-way = قيد التنفيذ
stamp-finished = اكتمل
stamp-threshold-met = بلغ النسبة
stamp-in-force = سارٍ
stamp-superseded = حلّ غيره محله
stamp-posted-upcoming = سيُعرض
stamp-posted-open = معروض للاطلاع
stamp-recruiting = التسجيل مفتوح
stamp-posted-ended = انتهى العرض
stamp-expired = انتهت مدته
stamp-ended = انتهى
stamp-upcoming = قريبًا
stamp-received = استُلم
stamp-assigned = أُحيل
stamp-working = قيد المعالجة
stamp-resolved = حُلّ
stamp-replied = أُجيب عنه
stamp-closed = أُغلق
stamp-pending = لم يسرِ بعد
stamp-open = جارٍ
stamp-overdue = فات موعده
stamp-done = أُنجز
outcomes-passed = تمت الموافقة: { $count }
outcomes-failed = لم تتم الموافقة: { $count }
stamp-adopted-yes = قُبل
stamp-adopted-partly = قُبل جزئيًا
stamp-adopted-no = لم يُقبل
met = تحقّق
unmet = لم يتحقّق

## Time limits
days-left = { $days ->
    [0] اليوم هو اليوم الأخير
    [one] بقي يوم واحد
    [two] بقي يومان
    [few] بقيت { $days } أيام
    [many] بقي { $days } يومًا
   *[other] بقي { $days } يوم
}
as-of = حتى { $date }
left-as-of = بحساب { $date }
coming-today = اليوم
coming-tomorrow = غدًا
until-day = حتى { $date }
clock-election = يوم الانتخاب
clock-posted = مدة العرض
clock-voting = مدة التصويت
clock-objections = مدة الاعتراض
clock-deadline = آخر موعد
clock-effective = مدة السريان
clock-from = من { $date }
clock-to = { " " }إلى{ " " }
# Within one year the year is written once: at the start (from) or at the end (until).
clock-year = until
# The space is one that stays at the beginning of a line.
clock-last = {"\u00A0"}({ $weekday }، ضمنًا)
clock-weekday = {"\u00A0"}({ $weekday })

## Records
places = الأماكن
topics = الموضوعات
attachments = المرفقات
refs = ذو صلة
thread-heading = تسلسل هذه المسألة
thread-matter = البلاغ
thread-earlier = قبله
thread-later = بعده
thread-number = رقم { $number } من { $total }
neighbours = السابق والتالي في هذا القسم
previous = السابق
next = التالي
withdrawn-on = سُحب في { $date }.
corrected-on = صُحِّح في { $date }:
expired-on = انتهت مدته في { $date }، ويبقى للاطلاع.
figures-heading = أرقام
# 1,050 ballots (of 1,575 ballots, 66.67%); a percentage says only of how many.
figure-of = من { $of }، أي { $percent }%
figure-whole = من { $of }
full-text = النص الكامل
reply = الرد:{ " " }

## Notices
schedule = المواعيد
day-mon = الاثنين
day-tue = الثلاثاء
day-wed = الأربعاء
day-thu = الخميس
day-fri = الجمعة
day-sat = السبت
day-sun = الأحد
day-every = كل يوم

## Meetings
resolutions = القرارات
agenda = جدول الأعمال
resolution = البند
outcome = النتيجة
follow-up = المتابعة
owner = المسؤول
due = الموعد
done-on = أُنجز في
votes = مع { $for } · ضد { $against } · امتناع { $abstain }
votes-share = { $part } من { $whole } = { $percent }%
requires-majority = يتطلب أكثر من النصف
requires-two-thirds = يتطلب الثلثين
requires-three-quarters = يتطلب ثلاثة أرباع
requires-unanimous = يتطلب الإجماع
requires-consensus = بالتوافق دون تصويت
of-present = { " " }من الحاضرين
of-cast = { " " }من أصوات المؤيدين والمعارضين
of-eligible = { " " }من جميع الأعضاء
meeting-who = الحضور
when-where = الزمان والمكان
attendance-eligible = الأعضاء
attendance-present = الحاضرون
quorum = النصاب
quorum-more = أكثر من { $part } من الأعضاء
quorum-least = { $part } من الأعضاء على الأقل
quorum-short = لم يحضر عدد كافٍ للموافقة عليه.
quorum-unmet = لم يكتمل النصاب، فلا يُقرّ هذا الاجتماع شيئًا.
minutes = محضر الاجتماع

## Consultations
question-heading = السؤال
question-number = السؤال { $number }
rule-heading = شروط الموافقة
rule-source = المرجع:{ " " }
test-participation-people = المشاركة: الأشخاص
test-participation-area = المشاركة: المساحة
test-approval-people = المؤيدون: الأشخاص
test-approval-area = المؤيدون: المساحة
part-people = { $part } من { $whole } شخص
part-area = { $part } من { $whole } م²
need-least = يلزم { $threshold } على الأقل
need-more = يلزم أكثر من { $threshold }
verdict-passed = تحققت الشروط كلها، فتمت الموافقة.
verdict-failed = لم يتحقق أحد الشروط، فلم تتم الموافقة.
options-heading = الخيارات
choices-heading = الخيارات في ورقة التصويت
option = الخيار
people = الأشخاص
area = المساحة
of-turnout-people = من { $whole } مشارك
of-turnout-area = من { $whole } م² شاركت
by-place = بحسب المبنى
small-cells = الأعداد الأقل من { $least } تُكتب <{ $least }؛ وعلامة … مكان عدد حُجب كي لا تُستنتج منه بقية الأعداد. أما المجاميع فكما هي.
places-withheld = { $count ->
    [one] لا يُعلن عدد مكان آخر لصغره
    [two] لا يُعلن عدد مكانين آخرين لصغره
   *[other] لا تُعلن أعداد أماكن أخرى لصغرها (عددها { $count })
}؛ أما المجموع فكما هو.
eligible = من يحق لهم
returned = المُعاد
opinions = الآراء والردود
opinion-count = { $count ->
    [one] طرحه شخص واحد
    [two] طرحه شخصان
    [few] طرحه { $count } أشخاص
    [many] طرحه { $count } شخصًا
   *[other] طرحه { $count } شخص
}
counted-heading = أوراق التصويت
eligible-heading = من يحق له المشاركة
counted-on = فُرزت الأصوات في { $date }.
counting-note = انتهى التصويت، وستُنشر النتيجة هنا.
ballots-issued = الموزَّعة
ballots-returned = المُعادة
ballots-invalid = الباطلة
ballots-valid = الصحيحة
area-note = { $area } م²

## Directories
unit-members = الأعضاء:{ " " }

## Projects
progress-heading = التقدم
progress-all = المجموع
progress-done = المنجز
progress-total = الإجمالي
progress-remaining = المتبقي
progress-of = { $done } من { $total }
progress-places = { $count ->
    [zero] لم يكتمل أي مكان
    [one] اكتمل مكان واحد
    [two] اكتمل مكانان
    [few] اكتملت { $count } أماكن
    [many] اكتمل { $count } مكانًا
   *[other] اكتمل { $count } مكان
}
progress-complete = مكتمل
threshold-heading = النسبة المطلوبة
threshold-missing = يلزم { $count } لبلوغ { $threshold }
threshold-reached = بلغ { $threshold }
phases-heading = المراحل
phase-done = أُنجزت
phase-current = جارية
phase-late = فات موعدها
phase-next = لم تبدأ
budget-heading = الميزانية ومصادرها
budget-amount = المبلغ
budget-source = المصدر
budget-share = الحصة

## Matters
matter-reply = الرد
matter-unanswered = لم يُجَب عنه بعد
matter-status = الحالة
matter-reported = تاريخ البلاغ
matter-place = المكان
matter-category = الفئة
matter-channel = طريقة البلاغ
matter-steps = ما جرى
matter-replied = أُجيب عنه في { $date }، { $days ->
    [0] في اليوم نفسه
    [one] بعد يوم واحد
    [two] بعد يومين
    [few] بعد { $days } أيام
    [many] بعد { $days } يومًا
   *[other] بعد { $days } يوم
}.
matter-closed = أُغلق في { $date }، { $days ->
    [0] في اليوم نفسه
    [one] بعد يوم واحد
    [two] بعد يومين
    [few] بعد { $days } أيام
    [many] بعد { $days } يومًا
   *[other] بعد { $days } يوم
}.
matter-days-open = مفتوح منذ { $days ->
    [0] اليوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
} حتى { $date }.
matter-reply-due = { $late ->
    [yes] كان الرد مستحقًا في موعد أقصاه { $date }
   *[no] الرد مستحق في موعد أقصاه { $date }
}.
## Rosters
roster-span = من وإلى
roster-today = اليوم، { $day }
roster-today-heading = المناوبون اليوم
roster-next = المناوبة التالية، { $day }
roster-next-heading = المناوبة التالية
roster-nobody = لا مناوبة اليوم
roster-week = كل أسبوع
roster-dates = أيام أخرى
roster-off = لا أحد
roster-next-day = { $time } من اليوم التالي
roster-since = منذ أمس { $time }
roster-whole-day = طوال اليوم
roster-calendar = أضفه إلى تقويمك

## Covenants
covenant-version = الإصدار
covenant-effective = يسري من
covenant-adopted-by = سند الإقرار
covenant-in-force = الإصدار الساري
covenant-replaced = حلّ إصدار آخر محل هذا، والساري هو
covenant-replaced-only = حلّ إصدار آخر محل هذا.
covenant-pending = يسري من { $date }.
covenant-in-force-since = سارٍ منذ { $date }.
# بعد اسم الإصدار.
covenant-then-pending = ، يسري من { $date }.
covenant-then-in-force = ، سارٍ منذ { $date }.
covenant-adoption-heading = كيف أُقرّ
covenant-adopted-votes = مع { $for }، ضد { $against }، امتناع { $abstain }
covenant-adopted-share = { $percent }% من { $base }
covenant-adopted-consensus = أُقرّ بالتوافق دون تصويت
covenant-versions = الإصدارات وما تغيّر فيها
covenant-this = هذه الصفحة
covenant-changes = { $count ->
    [one] ما تغيّر عن الإصدار السابق (مادة واحدة)
    [two] ما تغيّر عن الإصدار السابق (مادتان)
    [few] ما تغيّر عن الإصدار السابق ({ $count } مواد)
   *[other] ما تغيّر عن الإصدار السابق ({ $count } مادة)
}
covenant-same = المواد هي نفسها في الإصدار السابق.
covenant-preamble = الديباجة
change-changed = عُدّلت
change-added = جديدة
change-removed = أُلغيت
change-renumbered = تغيّر رقمها
change-was = كانت { $name }
deleted-text = محذوف:
inserted-text = مضاف:
covenant-numbers = { $line } ({ $numbers })
text-state = الحالة

## Ledgers
money = { $currency ->
    [CNY] { $amount } يوان
   *[other] { $amount } { $currency }
}
money-unit = { $currency ->
    [CNY] يوان
   *[other] { $currency }
}
ledger-fund = الصندوق
ledger-period = المدة
ledger-opening = الرصيد الافتتاحي
ledger-income = الإيرادات
ledger-expense = المصروفات
ledger-closing = الرصيد الختامي
ledger-by-category = بحسب الفئة
ledger-by-month = بحسب الشهر
ledger-category = الفئة
ledger-month = الشهر
ledger-month-end = الرصيد في آخره
ledger-entries = القيود
ledger-item = البيان
ledger-balance = الرصيد
# Entries without a category.
ledger-other = دون فئة
fund-link = جميع فترات هذا الصندوق
fund-periods = جميع الفترات
fund-period = المدة
fund-total = المجموع من { $from } إلى { $until }

## Elections
elected-heading = الفائزون
elected-names = الفائزون: { $names }.
election-void = هذا الانتخاب لاغٍ، ولم يُنتخب أحد.
void-too-many = عدد الأوراق المُعادة أكبر من الموزَّعة، فالانتخاب لاغٍ.
void-too-few = لم يصوّت عدد كافٍ من الناخبين، فالانتخاب لاغٍ.
election-tie = تساوت الأصوات، فبقيت المقاعد الأخيرة دون حسم.
runoff-heading = جولة الإعادة
runoff-names = { $seats ->
    [one] بقي مقعد واحد شاغرًا
    [two] بقي مقعدان شاغران
    [few] بقيت { $seats } مقاعد شاغرة
    [many] بقي { $seats } مقعدًا شاغرًا
   *[other] بقي { $seats } مقعد شاغر
}. جولة الإعادة بين { $names }.
runoff-need = في جولة الإعادة يلزم الفائز { $strict ->
    [yes] أكثر من { $threshold }
   *[no] { $threshold } على الأقل
} من الأوراق.
candidates-heading = المرشحون
candidates-result = أصوات كل مرشح
candidate = المرشح
candidate-elected = فائز
votes-received = الأصوات
votes-of = الأصوات: { $votes }
of-ballots = من { $whole } ورقة
seats = المقاعد
electors = الناخبون
count-sheet-heading = محضر الفرز
election-heading = معلومات الانتخاب
election-rule-heading = شروط الفوز
candidate-needed = يلزم { $strict ->
    [yes] أكثر من { $threshold }
   *[no] { $threshold } على الأقل
}
read-out-at = أُعلنت النتيجة في المكان نفسه، { $when }.
scrutineers-names = المراقبون: { $names }.
aside = { " " }({ $text })
sentence-space = { " " }

## Logs
log-day = اليوم { $day }
log-previous = السجل السابق
log-next = السجل التالي
log-entries = ما حدث
log-missing = لا سجل
log-missing-days = أيام بلا سجل:{ " " }
total-sum = المجموع { $total }
total-last = الأحدث { $total }
total-max = الأعلى { $total }
volunteers = المتطوعون
volunteers-total = المتطوعون
volunteer-hours = ساعات اليوم { $hours }، والمجموع { $total }
hours-total = مجموع الساعات { $hours }
series-today = آخر يوم
series-read = اقرأ سجل هذا اليوم
series-days = يومًا بيوم
series-span = { $logs ->
    [one] سجل واحد منذ { $from }.
    [two] سجلان منذ { $from }.
    [few] { $logs } سجلات منذ { $from }.
    [many] { $logs } سجلًا منذ { $from }.
   *[other] { $logs } سجل منذ { $from }.
}
series-charts = المنحنيات
chart-unit = الوحدة: { $unit }
chart-label = منحنى {"\u2068"}{ $name }{"\u2069"}: { $value } {"\u2068"}{ $unit }{"\u2069"} في { $date }. الأرقام في الجدول أدناه.
chart-table = عرض الأرقام

## Units
unit-people = { $count ->
    [few] أشخاص
    [many] شخصًا
   *[other] شخص
}
unit-persons = { $count ->
    [few] أشخاص
    [many] شخصًا
   *[other] شخص
}
unit-visits = { $count ->
    [few] مشاركات
    [many] مشاركة
   *[other] مشاركة
}
unit-ballots = { $count ->
    [few] أوراق
    [many] ورقة
   *[other] ورقة
}
unit-households = { $count ->
    [few] أسر
    [many] أسرة
   *[other] أسرة
}
unit-units = { $count ->
    [few] وحدات
    [many] وحدة
   *[other] وحدة
}
unit-area = م²
unit-records = { $count ->
    [few] منشورات
    [many] منشورًا
   *[other] منشور
}
unit-times = { $count ->
    [few] مرات
    [many] مرة
   *[other] مرة
}
unit-items = { $count ->
    [few] بنود
    [many] بندًا
   *[other] بند
}
unit-days = { $count ->
    [few] أيام
    [many] يومًا
   *[other] يوم
}
unit-hours = { $count ->
    [few] ساعات
    [many] ساعة
   *[other] ساعة
}

## Lists
home-issuer = تصدرها {"\u2068"}{ $issuer }{"\u2069"}
home-warnings = يُرجى الانتباه
glance-open = مفتوح الآن: { $count }
glance-decided = النتائج
glance-new = الجديد
glance-money = الحسابات
glance-duty = المناوبة
glance-ask = للاستفسار
home-more = المزيد ({ $count })
home-open = ما يجري الآن
home-open-none = لا شيء معروض أو قريب الموعد في الوقت الحالي.
home-decided = قرارات حديثة
list-current = الحالي
list-undated = بلا تاريخ
list-total = { $total ->
    [zero] لا منشورات.
    [one] منشور واحد.
    [two] منشوران.
    [few] { $total } منشورات.
    [many] { $total } منشورًا.
   *[other] { $total } منشور.
}
records = { $count ->
    [zero] لا منشورات
    [one] منشور واحد
    [two] منشوران
    [few] { $count } منشورات
    [many] { $count } منشورًا
   *[other] { $count } منشور
}
pager = الصفحات
pager-previous = السابقة
pager-next = التالية
pager-page = الصفحة { $number } من { $pages }
find-heading = تصفّح
places-all = جميع الأماكن
topics-all = جميع الموضوعات
bodies-all = جميع الجهات
body-total = { $total ->
    [one] منشور واحد صادر عنها أو متعلق بها.
    [two] منشوران صادران عنها أو متعلقان بها.
    [few] { $total } منشورات صادرة عنها أو متعلقة بها.
    [many] { $total } منشورًا صادرًا عنها أو متعلقًا بها.
   *[other] { $total } منشور صادر عنها أو متعلق بها.
}
record-calendar = أضفه إلى تقويمك
translation-older = هذه الترجمة لنسخة أقدم، وقد تغيّر النص الأصلي بعدها، وهو المعتمد.
years = بحسب السنة
year = { $year }
year-newer = السنة اللاحقة
year-older = السنة السابقة

## Registers
registers-heading = السجلات
register-matters = سجل البلاغات
register-resolutions = سجل القرارات
register-numbers = سجل أرقام الوثائق
matters-open = المفتوحة
matters-overdue = لم يُجَب عنها في الموعد
matters-answered = المُجاب عنها
matters-closed = المغلقة
matters-of = من { $total }
matters-within = الموعد خلال { $days ->
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}
matters-median = مدة الرد
matters-median-note = وسيط { $count ->
    [one] رد واحد
    [two] ردّين
    [few] { $count } ردود
    [many] { $count } ردًا
   *[other] { $count } رد
}
matters-count = { $total ->
    [zero] لا بلاغات.
    [one] بلاغ واحد، { $open ->
        [0] مغلق
       *[other] ما زال مفتوحًا
    }.
    [two] بلاغان، والمفتوح منهما: { $open }.
    [few] { $total } بلاغات، والمفتوح منها: { $open }.
    [many] { $total } بلاغًا، والمفتوح منها: { $open }.
   *[other] { $total } بلاغ، والمفتوح منها: { $open }.
}
matters-all-open = جميع البلاغات المفتوحة ({ $count })
matters-by-state = بحسب الحالة
matters-by-category = بحسب الفئة
matters-by-place = بحسب المكان
matters-by-month = بحسب شهر البلاغ
unit-matters = { "" }
resolutions-overdue = فات موعدها ({ $count })
resolutions-open = جارية ({ $count })
resolutions-done = أُنجزت ({ $count })
numbers-count = المنشور: { $count }.
numbers-gaps = لم يُنشر:{ " " }
numbers-one = رقم { $number }
numbers-range = الأرقام من { $from } إلى { $until }
numbers-complete = لا رقم ناقص.
numbers-others = أرقام أخرى

## Reports and digests of a month
report-period = المدة
report-records = المنشورات
report-meetings = الاجتماعات
report-resolutions = القرارات المُقرّة
report-consultations = الاستشارات المُقرّة
report-turnout = متوسط المشاركة
report-mean = { $count ->
    [one] تصويت واحد، وأعداده أدناه
    [two] متوسط تصويتين، وأعدادهما أدناه
   *[other] متوسط التصويتات ({ $count })، وأعدادها أدناه
}
report-matters-raised = البلاغات الواردة
report-matters-closed = البلاغات المغلقة
report-matters-median = وسيط مدة الرد
report-matters-overdue = ردود فات موعدها
report-volunteer-hours = العمل التطوعي
report-log-days = أيام لها سجل
report-funds = الصناديق
report-fund = الصندوق
report-opening = الافتتاحي
report-income = الإيرادات
report-expense = المصروفات
report-closing = الختامي
report-by-month = شهرًا بشهر
report-kinds = المنشورات بحسب النوع
report-collected = جُمعت هذه الأرقام والقوائم من المنشورات نفسها، ولم تُكتب يدويًا.
digest-title = ما نُشر في { $month }
digest-lead = { $count ->
    [zero] لا منشورات.
    [one] منشور واحد.
    [two] منشوران.
    [few] { $count } منشورات.
    [many] { $count } منشورًا.
   *[other] { $count } منشور.
}
digest-kind = ◆ { $kind } ({ $count })
digest-line = { $date }: {"\u2068"}{ $title }{"\u2069"}
digest-more = ومنشورات أخرى ({ $count })
months = بحسب الشهر
month-older = الشهر السابق
month-newer = الشهر اللاحق
text-fund = {"\u2068"}{ $fund }{"\u2069"}: الرصيد الافتتاحي { $opening }، الإيرادات { $income }، المصروفات { $expense }، الرصيد الختامي { $closing }

## Regular publication
cadence-heading = الوعود وما نُشر
cadence-lead = ما وُعد بنشره بانتظام: متى نُشر كل جزء منه، وكم تأخّر، وما الذي لم يُنشر.
cadence-promise = يُنشر كل { $every ->
    [month] شهر
    [quarter] ربع سنة
    [half-year] نصف سنة
   *[year] سنة
}، { $within ->
    [0] في موعد أقصاه آخر أيامه
    [one] خلال يوم من نهايته
    [two] خلال يومين من نهايته
    [few] خلال { $within } أيام من نهايته
    [many] خلال { $within } يومًا من نهايته
   *[other] خلال { $within } يوم من نهايته
}.
cadence-span = الفترة
cadence-due = الموعد { $date }
cadence-published = تاريخ النشر
cadence-late = { $days ->
    [one] تأخّر يومًا واحدًا
    [two] تأخّر يومين
    [few] تأخّر { $days } أيام
    [many] تأخّر { $days } يومًا
   *[other] تأخّر { $days } يوم
}
cadence-missing = لم يُنشر
cadence-missing-count = لم يُنشر: { $count }
cadence-pending = لم يحن موعده
span-quarter = الربع { $number ->
    [1] الأول
    [2] الثاني
    [3] الثالث
   *[4] الرابع
} من { $year }
span-half-year = النصف { $number ->
    [1] الأول
   *[2] الثاني
} من { $year }

## Places
place-in = جزء من
place-inside = يشمل
place-households = الأسر
place-people = السكان
place-units = الوحدات الخاصة
place-nothing = لا يوجد بعد ما يخص {"\u2068"}{ $place }{"\u2069"}.
place-around = الجديد في {"\u2068"}{ $place }{"\u2069"}

## Moved and missing pages
redirect-heading = انتقلت هذه الصفحة
missing-heading = الصفحة غير موجودة
missing-text = ربما كُتب العنوان خطأً، أو انتقلت الصفحة. ابحث في الأقسام أدناه أو اتصل بنا.

## Posters
poster-link = ملصق للطباعة والتعليق
poster-scan = امسح الرمز لقراءة هذه الصفحة
poster-code = رمز يقود إلى { $address }
# The layout puts the numbers in.
poster-page = الصفحة { $number } من { $pages }
poster-corrected = تصحيح
poster-notes = ملاحظات
poster-when = التاريخ
poster-time = الوقت
poster-place = المكان
poster-what = الموضوع
poster-who = القائمون
poster-day = { $date } ({ $weekday })

## Texts to paste: chat groups, short messages, plain text
text-title = «{"\u2068"}{ $title }{"\u2069"}»
text-signature = {"\u2068"}{ $issuer }{"\u2069"}:
text-sentence = { $text }.
# Between sentences; between number, issuer and date; between time and place.
text-sentence-gap = { " " }
text-head-gap = ،{ " " }
text-shift-gap = ،{ " " }
text-shift-comma = ؛{ " " }
text-comma = ،{ " " }
text-label = { $label }: { $value }
text-corrected = تصحيح في { $date }: { $what }
text-contact = للاستفسار: { $contact }
text-link = النص الكامل: { $address }
text-when = الوقت
text-where = المكان
text-deadline = آخر موعد
text-posted = مدة العرض
text-from = من { $from }
text-until = حتى { $until } ضمنًا
text-span = { $from } إلى { $until }
text-every-day = كل يوم
text-mondays = أيام الاثنين
text-tuesdays = أيام الثلاثاء
text-wednesdays = أيام الأربعاء
text-thursdays = أيام الخميس
text-fridays = أيام الجمعة
text-saturdays = أيام السبت
text-sundays = أيام الأحد
text-present = الحضور: { $present } من { $eligible }
text-item = البند { $number }: {"\u2068"}{ $title }{"\u2069"}
text-resolution = القرار { $number }: {"\u2068"}{ $title }{"\u2069"}: { $outcome }{ $votes }
text-votes = { " " }(مع { $for }، ضد { $against }، امتناع { $abstain })
text-passed = تمت الموافقة
text-failed = لم تتم الموافقة
text-adopted = أُقرّ بالتوافق
text-voting = التصويت
text-counting = انتهى التصويت، ويجري فرز الأصوات
text-objections = مدة الاعتراض
text-question = السؤال
text-question-number = السؤال { $number }
text-options = الخيارات
text-option = {"\u2068"}{ $label }{"\u2069"}: { $people }
text-result = النتيجة
text-outcome = النتيجة: { $outcome } ({ $votes })
text-returned = الأوراق المُعادة: { $returned }
text-returned-of = الأوراق المُعادة: { $returned }، ومن يحق لهم: { $eligible }
text-participation = المشاركون
text-approval = المؤيدون
text-test-people = { $stage }: { $part } من { $whole }، أي { $percent }%؛ يلزم { $need }: { $met }
text-test-area = { $stage }: { $part } من { $whole } م²، أي { $percent }%؛ يلزم { $need }: { $met }
text-need-more = أكثر من { $threshold }
text-need-least = { $threshold } على الأقل
text-met = تحقّق
text-unmet = لم يتحقّق
text-day = اليوم { $day }
text-amount = { $value } { $unit }
text-metric-total = {"\u2068"}{ $name }{"\u2069"}: { $value }، والمجموع { $total }

## Subscriptions
feed-withdrawn-title = [سُحب] {"\u2068"}{ $title }{"\u2069"}
feed-withdrawn = سُحب ({ $date }): { $what }
feed-corrected = تصحيح ({ $date }): { $what }
calendar-meeting = اجتماع: {"\u2068"}{ $title }{"\u2069"}
calendar-voting = تصويت: {"\u2068"}{ $title }{"\u2069"}
calendar-deadline = آخر موعد: {"\u2068"}{ $title }{"\u2069"}
calendar-scheduled = موعد: {"\u2068"}{ $title }{"\u2069"}
calendar-posted = نهاية العرض: {"\u2068"}{ $title }{"\u2069"}
calendar-duty = {"\u2068"}{ $what }{"\u2069"} ({"\u2068"}{ $who }{"\u2069"})
calendar-what = {"\u2068"}{ $what }{"\u2069"}: {"\u2068"}{ $title }{"\u2069"}
text-returned-electors = الأوراق المُعادة: { $returned }، والناخبون: { $electors }
text-progress = { $label }: { $done } من { $total } ({ $percent }%)، والمتبقي { $remaining }
text-status-on = { $status } ({ $date })
text-phase = المرحلة
text-phase-until = {"\u2068"}{ $phase }{"\u2069"}، الموعد { $until }
text-income = الإيرادات { $amount }
text-expense = المصروفات { $amount }

## Seals
seals-heading = البصمات والأختام
seals-lead = لكل منشور بصمة، ويُختم الموقع من حين إلى آخر، فيستطيع أي شخص أن يتحقق مما إذا كان شيء قد تغيّر.
seals-fingerprint = تُحسب البصمة من مضمون المنشور، وتظهر في أسفل صفحته وعلى ملصقه. إذا تطابقت البصمتان تطابق النص، وإذا تغيّرت كلمة واحدة تغيّرت البصمة.
seals-check = الختم قائمة بكل ما نُشر: كل ملف، وبصمة كل منشور، وبصمة الختم السابق. نزّل الموقع أو انسخه إلى مجلد، ثم شغّل فيه الأمر التالي دون حاجة إلى اتصال:
seals-limits = يبيّن الختم أن شيئًا لم يتغيّر منذ ذلك الحين، لا أن المضمون صحيح. وإذا كان موقّعًا فهو يبيّن أيضًا من ختمه: خذ المفتاح العام من لوحة الإعلانات لا من الموقع نفسه.
seals-list = الأختام
seals-none = لم يُختم شيء بعد.
seal-number = الختم { $number }
seal-signature = التوقيع

## Search
search = بحث
search-label = كلمات البحث
search-kind = النوع
search-place = المكان
search-year = السنة
search-any = الكل
search-some = النتائج: {"{n}"}.
search-none = لم يُعثر على شيء. يمكنك أن تجرّب:
search-short = اكتب حرفين على الأقل.
search-busy = جارٍ البحث…
search-failed = تعذّرت قراءة ملفات البحث. تحقّق من الاتصال وأعد تحميل الصفحة، أو ابحث بالطرق أدناه.
search-more = عرض المزيد
search-no-script = يحتاج البحث إلى JavaScript، وهو معطّل في هذا المتصفح. ابحث بحسب النوع أو المكان أو الموضوع أو السنة:
search-help-fewer = كلمات أقل، أو أهم كلمة فقط؛ مع مسافة بين الكلمات
search-help-other = كلمات أخرى، مثل «موقف» بدل «سيارات»
search-help-filters = البحث في كل الأنواع والأماكن والسنوات
search-help-ways = الطرق أدناه
search-kinds = بحسب النوع

## Subscribe
subscribe-heading = الاشتراك
subscribe-calendar = التقويم: امسح الرمز الأول بالهاتف، فتظهر الاجتماعات وعمليات التصويت والمواعيد النهائية في تقويمه، وتتغيّر فيه إذا أُجّلت أو أُلغيت.
subscribe-feed = المستجدات: أضف عنوان المستجدات إلى قارئ الخلاصات، فيخبرك بكل منشور جديد وكل تصحيح.
subscribe-parts = لمتابعة مبنى أو قسم أو موضوع أو جهة وحدها، استخدم روابطها أدناه.
subscribe-calendar-code = رمز التقويم
subscribe-feed-code = رمز المستجدات
follow-heading = المتابعة
follow-calendar = التقويم
follow-feed = المستجدات

## Names and words
terms-heading = الأسماء والكلمات
terms-lead = يكتب هذا الموقع اسم كل مكان وكل جهة بصورة واحدة ليسهل العثور عليه.
terms-use = يُكتب
terms-not = ولا يُكتب

# Open data
open-data-heading = بيانات مفتوحة
open-data-lead = يمكن تنزيل كل منشور في هذا الموقع للتحقق منه أو للإحصاء أو للرسم. لكل نوع وسنة ملف: CSV لجداول البيانات وJSON للبرامج.
open-data-files = الملفات
open-data-for-programs = قائمة الملفات كلها وقاموس البيانات:
open-data-kind = النوع
open-data-year = السنة
open-data-undated = بلا تاريخ
open-data-records = العدد
open-data-download = تنزيل
open-data-rules = كيف تُكتب ملفات CSV
open-data-fields = الحقول
open-data-every-record = حقول كل منشور
open-data-field = الحقل
open-data-meaning = المعنى
open-data-form = الصيغة

## سهولة الاستخدام
accessibility-heading = سهولة الاستخدام
accessibility-lead = هذه اللوحة لكبار السن ولضعاف البصر والمكفوفين ولمن لا يستخدم إلا لوحة المفاتيح، كما هي لغيرهم. هنا ما أُنجز لأجل ذلك وما فُحص.
accessibility-ways = كيف تُستخدم
accessibility-large = في أعلى كل صفحة «خط كبير»: حروف بارتفاع 24 بكسل، ومساحات لمس بعرض 60، وأشياء أقل في السطر الواحد. يتذكر المتصفح اختيارك. وإن كان لا يشغّل البرامج النصية أو لا يتذكر شيئًا فأضف ‎#large‎ إلى آخر العنوان، ثم مرة أخرى في الصفحة التالية.
accessibility-zoom = يمكن تكبير الصفحات إلى الضعفين وأكثر دون أن يُحجب شيء أو تحتاج إلى التحريك جانبًا، إلا الجداول العريضة جدًا فتتحرك داخل إطارها.
accessibility-keyboard = يمكن الوصول إلى كل جزء بغير فأرة، بمفتاحي Tab وEnter. والمحطة الأولى تتجاوز القائمة إلى المحتوى.
accessibility-scripts = كل شيء يُقرأ بغير برامج نصية؛ البحث وحده يحتاج إليها.
accessibility-colours = لا يدل لون وحده على معنى: معه دائمًا كلمة أو شكل. وتحت كل رسم بياني جدول بالأرقام نفسها.
accessibility-ask = إن كانت هناك صفحة لا تستطيع قراءتها أو استخدامها فأخبر من ذُكر في أسفل هذه الصفحة: أي صفحة هي، وعلى أي جهاز.
accessibility-checked = ما فُحص
accessibility-result = في { $date } فحصت أداة Lilong لسهولة الوصول كل الصفحات الموجودة يومها، وعددها { $pages }. وما نُشر أو عُدّل بعد ذلك اليوم لم يُفحص.
accessibility-rule = القاعدة
accessibility-looked-at = ما فُحص
accessibility-faults = المخالفات
accessibility-not-looked-at = لا شيء
accessibility-where = أين المخالفات
accessibility-limits = لا يرى مثل هذا الفحص إلا ما يراه برنامج. لم يُفحص هل الكلام سهل الفهم، ولا كيف تُسمع الصفحة حين تُقرأ بصوت، ولا هل يمكن استخدام الملصقات والملفات المرفقة.
accessibility-none = لم يُفحص شيء بعد.
accessibility-rule-language = الصفحات والأجزاء المكتوبة بلغة أخرى تبيّن لغتها
accessibility-rule-title = للصفحات عناوين
accessibility-rule-headings = لا عنوان فرعي فارغ ولا مستوى متروك، والعنوان الأول واحد
accessibility-rule-pictures = للصور والرسوم البيانية كلمات تصفها
accessibility-rule-labels = لكل خانة تُملأ اسم
accessibility-rule-links = الروابط والأزرار تقول إلى أين تؤدي
accessibility-rule-tables = للجداول رؤوس
accessibility-rule-ids = لا معرّف مكرر، وكل ما يُشار إليه موجود
accessibility-rule-landmarks = هناك طريق يتجاوز القائمة، وللقوائم أسماء
accessibility-rule-zoom = لا شيء يمنع التكبير
accessibility-rule-contrast = تباين النص مع خلفيته 4.5 إلى 1 على الأقل (كل زوج من الألوان، الفاتح والداكن)
accessibility-rule-targets = مساحة اللمس 24 بكسل على الأقل عرضًا وارتفاعًا
