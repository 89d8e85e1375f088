# 主题 board 的界面文字。句中的数字由程序填入；要改说法，在站点的 i18n/zh-Hans.ftl 里写同名的一条即可。

## 页面的骨架
skip = 跳到正文
sections = 栏目
large-type = 大字版
usual-type = 常规版
page-description = { $site }：{ $title }
home-description = { $site }：正在征求意见的事、最近的结果，和各栏目新发布的内容。
crumbs = 位置
home = 首页
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
# 写在标题旁边：这个标题不是本页的语言。
in-language = { $lang ->
    [zh-Hans] 中文
    [zh] 中文
    [zh-CN] 中文
    [zh-Hant] 繁體中文
    [zh-TW] 繁體中文
    [zh-HK] 繁體中文
    [en] 英文
    [ja] 日文
    [ko] 韩文
    [ar] 阿拉伯文
   *[other] { $lang }
}
print-address = 本页网址（可扫码打开）：
footer-data = 开放数据
comma = 、
date = 日期
place = 楼栋

## 联系
contact-heading = 找谁问
fingerprint = 指纹
contact-phone = 电话：
contact-hours = 时间：
contact-address = 地址：
contact-email = 邮箱：

## 类型
kind-page = 页面
kind-notice = 公告
kind-meeting = 会议
kind-consultation = 意见征询
kind-election = 选举
kind-log = 日志
kind-project = 工程
kind-ledger = 收支
kind-covenant = 公约
kind-matter = 事项
kind-roster = 排班
kind-report = 报告
kind-directory = 通讯录
notice-notice = 公告
notice-recruitment = 招募
notice-service = 便民服务
notice-reminder = 提醒
notice-warning = 警示

## 印记
stamp-withdrawn = 已撤回
stamp-corrected = 有更正
stamp-warning = 警示
stamp-passed = 通过
stamp-failed = 未通过
stamp-adopted = 协商一致
stamp-preliminary = 结果公示中
stamp-announced = 即将征询
stamp-voting = 征询中
stamp-counting = 计票中
stamp-election-called = 即将选举
stamp-polling = 今日投票
stamp-elected = 已选出
stamp-void = 选举无效
stamp-runoff = 另行选举
stamp-late = 已延误
stamp-under-way = 进行中
stamp-finished = 已完工
stamp-threshold-met = 已达比例
stamp-in-force = 现行有效
stamp-superseded = 已被取代
stamp-posted-upcoming = 待公示
stamp-posted-open = 公示中
stamp-recruiting = 报名中
stamp-posted-ended = 公示期满
stamp-expired = 已过期
stamp-ended = 已结束
stamp-upcoming = 即将召开
stamp-pending = 尚未生效
stamp-received = 已受理
stamp-assigned = 已交办
stamp-working = 办理中
stamp-resolved = 已解决
stamp-replied = 已答复
stamp-closed = 已办结
stamp-open = 办理中
stamp-overdue = 已逾期
stamp-done = 已办结
outcomes-passed = 通过 { $count } 项
outcomes-failed = 未通过 { $count } 项
stamp-adopted-yes = 采纳
stamp-adopted-partly = 部分采纳
stamp-adopted-no = 未采纳
met = 达到
unmet = 未达到

## 时限
days-left = { $days ->
    [0] 今天是最后一天
   *[other] 还剩 { $days } 天
}
as-of = 截至{ $date }
left-as-of = 按{ $date }计算
coming-today = 今天
coming-tomorrow = 明天
until-day = { $date }止
clock-election = 选举日
clock-posted = 公示期
clock-voting = 征询时间
clock-objections = 结果异议期
clock-deadline = 截止
clock-effective = 有效时间
clock-from = { $date }起
clock-to = 至
# 同一年里年份只写一次：写在开头（from）还是末尾（until）。
clock-year = from
clock-last = （{ $weekday }，含当天）
clock-weekday = （{ $weekday }）

## 记录
places = 涉及范围
topics = 主题
attachments = 附件
refs = 相关内容
thread-heading = 这件事的前前后后
thread-matter = 这件事
thread-earlier = 之前
thread-later = 之后
thread-number = 第 { $number } 条，共 { $total } 条
neighbours = 同栏目的前后两篇
previous = 上一篇
next = 下一篇
withdrawn-on = 已于{ $date }撤回。
corrected-on = { $date }更正：
expired-on = 已于{ $date }过期，仅供查阅。
figures-heading = 数字一览
# 收回 1,050 张（共1,575张，占66.67%）；百分比只说以多少计。
figure-of = 共{ $of }，占{ $percent }%
figure-whole = 共{ $of }
full-text = 正文
reply = 答复：

## 公告
schedule = 时间安排
day-mon = 周一
day-tue = 周二
day-wed = 周三
day-thu = 周四
day-fri = 周五
day-sat = 周六
day-sun = 周日
day-every = 每天

## 会议
resolutions = 决议
agenda = 议程
resolution = 事项
outcome = 结果
follow-up = 落实
owner = 负责
due = 期限
done-on = 办结
votes = 同意 { $for } · 反对 { $against } · 弃权 { $abstain }
votes-share = { $part } ÷ { $whole } = { $percent }%
requires-majority = 须超过半数
requires-two-thirds = 须达到三分之二
requires-three-quarters = 须达到四分之三
requires-unanimous = 须全体同意
requires-consensus = 未计票
of-present = （以到会人数计）
of-cast = （以同意与反对票计）
of-eligible = （以应到人数计）
meeting-who = 到会情况
when-where = 时间地点
attendance-eligible = 应到
attendance-present = 实到
quorum = 法定人数
quorum-more = 须超过应到的 { $part }
quorum-least = 须达到应到的 { $part }
quorum-short = 到会人数不足，不能通过。
quorum-unmet = 到会人数不足法定人数，这次会议不能通过任何决议。
minutes = 会议纪要

## 意见征询
question-heading = 征询事项
question-number = 第 { $number } 项
rule-heading = 怎样算通过
rule-source = 依据：
test-participation-people = 参与：人数
test-participation-area = 参与：面积
test-approval-people = 同意：人数
test-approval-area = 同意：面积
part-people = { $part } ÷ { $whole } 人
part-area = { $part } ÷ { $whole } 平方米
need-least = 须达到 { $threshold }
need-more = 须超过 { $threshold }
verdict-passed = 每一项要求都达到了，因此通过。
verdict-failed = 有要求没有达到，因此没有通过。
options-heading = 各选项
choices-heading = 纸质选票上的选项
option = 选项
people = 人数
area = 面积
of-turnout-people = 参与 { $whole } 人
of-turnout-area = 参与 { $whole } 平方米
by-place = 各楼情况
small-cells = 不到 { $least } 的数写作 <{ $least }；“…”是为免推算而不公开的数。合计不变。
places-withheld = 另有 { $count } 处人数少，不单独公开；合计不变。
eligible = 应参与
returned = 收回
opinions = 意见与答复
opinion-count = { $count } 人提出
counted-heading = 票数
eligible-heading = 谁可以参与
counted-on = { $date }计票。
counting-note = 征询已经截止，结果公布后写在这里。
ballots-issued = 发出
ballots-returned = 收回
ballots-invalid = 无效票
ballots-valid = 有效票
area-note = 面积 { $area } 平方米

## 通讯录
unit-members = 成员：

## 工程
progress-heading = 进度
progress-all = 合计
progress-done = 完成
progress-total = 总数
progress-remaining = 还差
progress-of = 完成 { $done }，共 { $total }
progress-places = { $count } 处全部完成
progress-complete = 全部完成
threshold-heading = 须达到的比例
threshold-missing = 距 { $threshold } 还差 { $count }
threshold-reached = 已达到 { $threshold }
phases-heading = 各阶段
phase-done = 完成
phase-current = 进行中
phase-late = 已过应完成的日期
phase-next = 未开始
budget-heading = 预算和资金来源
budget-amount = 总金额
budget-source = 来源
budget-share = 占比

## 事项
matter-reply = 答复
matter-unanswered = 还没有答复
matter-status = 办理情况
matter-reported = 反映日期
matter-place = 地点
matter-category = 类别
matter-channel = 反映渠道
matter-steps = 办理经过
matter-replied = { $date }答复，{ $days ->
    [0] 当天答复
   *[other] 用了 { $days } 天
}。
matter-closed = { $date }办结，共 { $days } 天。
matter-days-open = 从反映到{ $date }，已经 { $days } 天。
matter-reply-due = { $late ->
    [yes] 最迟应在{ $date }答复，已经逾期
   *[no] 最迟{ $date }答复
}。
## 排班
roster-span = 起止
roster-today = 今天 { $day }
roster-today-heading = 今天值班
roster-next = 下一班 { $day }
roster-next-heading = 下一班
roster-nobody = 今天没有排班
roster-week = 每周
roster-dates = 另有安排的日子
roster-off = 无
roster-next-day = 次日{ $time }
roster-since = 昨天 { $time } 起
roster-whole-day = 全天
roster-calendar = 加到日历

## 公约
covenant-version = 版本
covenant-effective = 施行
covenant-adopted-by = 通过依据
covenant-in-force = 现行版本
covenant-replaced = 这一版已被取代，现行的是
covenant-replaced-only = 这一版已被取代。
covenant-pending = { $date }起施行。
covenant-in-force-since = { $date }起施行，现行有效。
# 前面是版本的名称。
covenant-then-pending = ，{ $date }起施行。
covenant-then-in-force = ，{ $date }起施行，现行有效。
covenant-adoption-heading = 怎样通过的
covenant-adopted-votes = 同意 { $for }，反对 { $against }，弃权 { $abstain }
covenant-adopted-share = 占 { $base } 人的 { $percent }%
covenant-adopted-consensus = 协商一致，未计票
covenant-versions = 各版本和改动
covenant-this = 本页
covenant-changes = 相对上一版的改动（{ $count } 条）
covenant-same = 条文与上一版相同。
covenant-preamble = 正文开头
change-changed = 修改
change-added = 新增
change-removed = 删去
change-renumbered = 改号
change-was = 原{ $name }
deleted-text = 删去：
inserted-text = 增加：
covenant-numbers = { $line }（{ $numbers }）
text-state = 状态

## 收支
money = { $currency ->
    [CNY] { $amount } 元
   *[other] { $amount } { $currency }
}
money-unit = { $currency ->
    [CNY] 元
   *[other] { $currency }
}
ledger-fund = 资金
ledger-period = 期间
ledger-opening = 期初结余
ledger-income = 收入
ledger-expense = 支出
ledger-closing = 期末结余
ledger-by-category = 按类别
ledger-by-month = 按月份
ledger-category = 类别
ledger-month = 月份
ledger-month-end = 月末结余
ledger-entries = 逐笔收支
ledger-item = 项目
ledger-balance = 结余
# 没有写类别的各笔。
ledger-other = 未分类
fund-link = 这笔资金的历期收支
fund-periods = 历期收支
fund-period = 期间
fund-total = { $from }至{ $until }合计

## 选举
elected-heading = 当选
elected-names = 当选：{ $names }。
election-void = 这次选举无效，没有人当选。
void-too-many = 收回的选票比发出的多，选举无效。
void-too-few = 参加投票的选民不够，选举无效。
election-tie = 得票相等，最后的名额没有选出。
runoff-heading = 另行选举
runoff-names = 还缺 { $seats } 名，另行选举，候选人：{ $names }。
runoff-need = 另行选举时得票须{ $strict ->
    [yes] 超过
   *[no] 达到
} { $threshold }。
candidates-heading = 候选人
candidates-result = 各候选人得票
candidate = 候选人
candidate-elected = 当选
votes-received = 得票
votes-of = { $votes } 票
of-ballots = 占 { $whole } 张
seats = 应选
electors = 登记选民
count-sheet-heading = 计票单
election-heading = 选举安排
election-rule-heading = 怎样算当选
candidate-needed = 当选须{ $strict ->
    [yes] 超过
   *[no] 达到
} { $threshold }
read-out-at = { $when }当场宣读。
scrutineers-names = 监票：{ $names }。
aside = （{ $text }）
sentence-space = { "" }

## 日志
log-day = 第 { $day } 天
log-previous = 前一篇
log-next = 后一篇
log-entries = 当天记事
log-missing = 缺
log-missing-days = 没有日志的日子：
total-sum = 累计 { $total }
total-last = 最新 { $total }
total-max = 最高 { $total }
volunteers = 志愿者
volunteers-total = 志愿服务累计
volunteer-hours = 当天 { $hours } 小时，累计 { $total } 小时
hours-total = 共 { $hours } 小时
series-today = 最新一天
series-read = 看这一天的日志
series-days = 每天的日志
series-span = 从{ $from }起，共 { $logs } 篇。
series-charts = 走势
chart-unit = 单位：{ $unit }
chart-label = { $name }走势图，{ $date }为 { $value } { $unit }，数字见下表。
chart-table = 看数字表

## 单位
unit-people = 人
unit-persons = 人
unit-visits = 人次
unit-ballots = 张
unit-households = 户
unit-units = 套
unit-area = 平方米
unit-records = 篇
unit-times = 次
unit-items = 项
unit-days = 天
unit-hours = 小时

## 列表
home-issuer = { $issuer }主办
home-warnings = 请注意
glance-open = 还能参与 { $count } 件
glance-decided = 看结果
glance-new = 最新张贴
glance-money = 钱花在哪里
glance-duty = 谁在值班
glance-ask = 有事找谁
home-more = 其余 { $count } 件
home-open = 正在进行的事
home-open-none = 眼下没有正在征询、公示或将要召开的。
home-decided = 最近的结果
list-current = 当前
list-undated = 未标日期
list-total = 共 { $total } 篇。
records = { $count } 篇
pager = 翻页
pager-previous = 上一页
pager-next = 下一页
pager-page = 第 { $number } 页，共 { $pages } 页
find-heading = 换个方式找
places-all = 小区与楼栋
topics-all = 全部主题
bodies-all = 单位与组织
body-total = 发布的和关于它的，共 { $total } 篇。
record-calendar = 加到日历
translation-older = 本译文译自较早的一版，原文后来改过，以原文为准。
years = 按年份
year = { $year }年
year-newer = 后一年
year-older = 前一年

## 登记册
registers-heading = 登记册
register-matters = 反映事项登记
register-resolutions = 决议落实登记
register-numbers = 文号登记
matters-open = 未办结
matters-overdue = 逾期未答复
matters-answered = 已答复
matters-closed = 已办结
matters-of = 共 { $total } 件
matters-within = 应在 { $days } 天内答复
matters-median = 答复用时
matters-median-note = { $count } 件答复的中位数
matters-count = { $total ->
    [1] 共 1 件，{ $open ->
        [0] 已办结
       *[other] 未办结
    }。
   *[other] 共 { $total } 件，{ $open ->
        [0] 都已办结
       *[other] 未办结 { $open } 件
    }。
}
matters-all-open = 全部 { $count } 件未办结的
matters-by-state = 按办理情况
matters-by-category = 按类别
matters-by-place = 按地点
matters-by-month = 按反映月份
unit-matters = 件
resolutions-overdue = 逾期 { $count } 项
resolutions-open = 办理中 { $count } 项
resolutions-done = 已办结 { $count } 项
numbers-count = 公开 { $count } 件。
numbers-gaps = 没有公开的：
numbers-one = 第 { $number } 号
numbers-range = 第 { $from } 至 { $until } 号
numbers-complete = 号码连续，没有缺号。
numbers-others = 其他文号

## 报告和月度汇总
report-period = 期间
report-records = 公布
report-meetings = 会议
report-resolutions = 通过的决议
report-consultations = 通过的意见征询
report-turnout = 意见征询平均参与
report-mean = { $count } 次的平均，各次的人数见各条
report-matters-raised = 反映事项
report-matters-closed = 办结事项
report-matters-median = 答复天数中位数
report-matters-overdue = 逾期未答复
report-volunteer-hours = 志愿服务
report-log-days = 有日志
report-funds = 资金收支
report-fund = 资金
report-opening = 期初
report-income = 收入
report-expense = 支出
report-closing = 期末
report-by-month = 逐月
report-kinds = 各类记录
report-collected = 以上数字和目录由已公布的记录汇总而成，不是手工填写。
digest-title = { $month }公布了什么
digest-lead = 共 { $count } 篇。
digest-kind = ◆ { $kind }（{ $count } 篇）
digest-line = { $date } { $title }
digest-more = 另有 { $count } 篇
months = 按月份
month-older = 前一个月
month-newer = 后一个月
text-fund = { $fund }：期初 { $opening }，收入 { $income }，支出 { $expense }，期末 { $closing }

## 定期公布
cadence-heading = 定期公布情况
cadence-lead = 这里列出承诺定期公布的内容，每一期哪天公布的，迟了几天，哪些还没有公布。
cadence-promise = { $every ->
    [month] 每月
    [quarter] 每季度
    [half-year] 每半年
   *[year] 每年
}公布一次，{ $within ->
    [0] 最迟在期末当天公布
   *[other] 期末后 { $within } 天内公布
}。
cadence-span = 期间
cadence-due = 最迟 { $date }
cadence-published = 公布日期
cadence-late = 迟了 { $days } 天
cadence-missing = 尚未公布
cadence-missing-count = { $count } 期尚未公布
cadence-pending = 未到期
span-quarter = { $year }年第{ $number }季度
span-half-year = { $year }年{ $number ->
    [1] 上半年
   *[2] 下半年
}

## 范围
place-in = 属于
place-inside = 这里包括
place-households = 户数
place-people = 人数
place-units = 专有部分
place-nothing = 暂无专门涉及{ $place }的内容。
place-around = { $place }最近的内容

## 搬走与找不到的页面
redirect-heading = 这一页换了地址
missing-heading = 没有找到这一页
missing-text = 地址可能输错了，或者内容已经换了地方。可以从下面的栏目找，也可以打电话问我们。

## 海报
poster-link = 海报，可打印张贴
poster-scan = 扫码看原文
poster-code = 二维码，指向 { $address }
# 页码由版式填入。
poster-page = 第 { $number } 页 / 共 { $pages } 页
poster-corrected = 更正
poster-notes = 注
poster-when = 日期
poster-time = 时间
poster-place = 地点
poster-what = 内容
poster-who = 人员
poster-day = { $date }（{ $weekday }）

## 转发的文字：微信群、短信、纯文本
text-title = 【{ $title }】
text-signature = 【{ $issuer }】
text-sentence = { $text }。
# 句与句之间、文号与发布单位之间、时间与地点之间。
text-sentence-gap = { "" }
text-head-gap = { "　" }
text-shift-gap = { " " }
text-shift-comma = ；
text-comma = ，
text-label = { $label }：{ $value }
text-corrected = 更正（{ $date }）：{ $what }
text-contact = 咨询：{ $contact }
text-link = 全文：{ $address }
text-when = 时间
text-where = 地点
text-deadline = 截止
text-posted = 公示
text-from = { $from }起
text-until = 至{ $until }（当天仍有效）
text-span = { $from }至{ $until }
text-every-day = 每天
text-mondays = 周一
text-tuesdays = 周二
text-wednesdays = 周三
text-thursdays = 周四
text-fridays = 周五
text-saturdays = 周六
text-sundays = 周日
text-present = 到会：{ $present }人，应到{ $eligible }人
text-item = 议题{ $number }：{ $title }
text-resolution = 决议{ $number }：{ $title }——{ $outcome }{ $votes }
text-votes = （同意{ $for }，反对{ $against }，弃权{ $abstain }）
text-passed = 通过
text-failed = 未通过
text-adopted = 协商一致
text-voting = 投票
text-counting = 投票已经截止，正在计票
text-objections = 异议期
text-question = 征询
text-question-number = 第{ $number }问
text-options = 选项
text-option = { $label }{ $people }票
text-result = 结果
text-outcome = 结果：{ $outcome }（{ $votes }）
text-returned = 收回{ $returned }张
text-returned-of = 收回{ $returned }张，应参与{ $eligible }人
text-participation = 参与
text-approval = 同意
text-test-people = { $stage }：{ $part }人，占{ $whole }人的{ $percent }%，{ $need }，{ $met }
text-test-area = { $stage }：{ $part }平方米，占{ $whole }平方米的{ $percent }%，{ $need }，{ $met }
text-need-more = 须超过{ $threshold }
text-need-least = 须达到{ $threshold }
text-met = 达到
text-unmet = 未达到
text-day = 第{ $day }天
text-amount = { $value }{ $unit }
text-metric-total = { $name }：{ $value }，累计{ $total }

## 订阅
feed-withdrawn-title = （已撤回）{ $title }
feed-withdrawn = 撤回（{ $date }）：{ $what }
feed-corrected = 更正（{ $date }）：{ $what }
calendar-meeting = 会议：{ $title }
calendar-voting = 投票：{ $title }
calendar-deadline = 截止：{ $title }
calendar-scheduled = 安排：{ $title }
calendar-posted = 公示截止：{ $title }
calendar-duty = { $what }（{ $who }）
calendar-what = { $what }：{ $title }
text-returned-electors = 收回选票{ $returned }张，登记选民{ $electors }人
text-progress = { $label }：{ $done }，共{ $total }（{ $percent }%），还差{ $remaining }
text-status-on = { $status }（{ $date }）
text-phase = 阶段
text-phase-until = { $phase }，应于{ $until }完成
text-income = 收入 { $amount }
text-expense = 支出 { $amount }

## 封存
seals-heading = 指纹与封存
seals-lead = 每一条记录都有指纹，网站定期封存，谁都可以核对有没有人改过。
seals-fingerprint = 指纹是按记录的内容算出来的一串字，印在网页最下面和海报上。两处的指纹一样，内容就一样；内容改了一个字，指纹就变。
seals-check = 封存是一份清单，写着当时发布的每个文件、每条记录的指纹和上一次封存的校验值。把网站下载或复制到一个文件夹，不用联网，运行：
seals-limits = 封存只说明内容从那时起没有变过，不说明内容本身是真的。签了名的，还能说明是谁封存的：公钥请到公告栏上抄，不要用网站自己给的。
seals-list = 历次封存
seals-none = 还没有封存过。
seal-number = 第{ $number }次封存
seal-signature = 签名

## 搜索
search = 搜索
search-label = 要找的字词
search-kind = 类型
search-place = 范围
search-year = 年份
search-any = 全部
search-some = 找到 {"{n}"} 条。
search-none = 没有找到。可以试试：
search-short = 请至少写两个字。
search-busy = 正在查找……
search-failed = 没能读到搜索用的文件。请检查网络后刷新本页，或用下面的方式查找。
search-more = 再看一些
search-no-script = 搜索要用浏览器的脚本（JavaScript），现在没有打开。请按类型、范围、主题或年份查找：
search-help-fewer = 少写几个字，或只写最要紧的词；词与词之间空一格
search-help-other = 换一种说法，如“停车”换成“车位”
search-help-filters = 去掉类型、范围、年份的限制
search-help-ways = 用下面的方式查找
search-kinds = 按类型找

## 订阅
subscribe-heading = 订阅
subscribe-calendar = 日历：用手机扫日历的二维码，正在用手机看的直接点“日历”，会议、投票和截止日期就会出现在手机自带的日历里，改期、取消也会跟着改。
subscribe-feed = 更新：把更新的网址加到阅读器里，有新公告或更正，阅读器会提醒。
subscribe-parts = 只想看一栋楼、一个栏目、一个主题或一个单位的，用下面各自的链接。
subscribe-calendar-code = 日历的二维码
subscribe-feed-code = 更新的二维码
follow-heading = 订阅
follow-calendar = 日历
follow-feed = 更新

## 名称和用语
terms-heading = 名称和用语
terms-lead = 同一个地方、同一个单位，本站只用一种写法，方便查找。
terms-use = 本站写作
terms-not = 不写作

# 开放数据
open-data-heading = 开放数据
open-data-lead = 本站公布的每一条记录都可以下载，拿去核对、统计、画图都行。文件按类型和年份分开：CSV 用电子表格打开，JSON 给程序读。
open-data-files = 文件
open-data-for-programs = 所有文件的清单和数据字典：
open-data-kind = 类型
open-data-year = 年份
open-data-undated = 没有日期
open-data-records = 条数
open-data-download = 下载
open-data-rules = CSV 文件怎么写
open-data-fields = 字段
open-data-every-record = 每条记录都有的字段
open-data-field = 字段
open-data-meaning = 含义
open-data-form = 格式

## 无障碍说明
accessibility-heading = 无障碍说明
accessibility-lead = 这块公告栏要让老人、看不清或看不见的人、只用键盘的人都能用。下面写着做了什么，检查过什么。
accessibility-ways = 怎样用得顺手
accessibility-large = 每一页顶端都有“大字版”：24 像素的字，60 像素的点按范围，一行少放几样。选过一次，浏览器会记住；不许脚本或不许记住的，在网址末尾加 #large，翻到别的页要再加。
accessibility-zoom = 网页可以放大到两倍以上，内容不遮挡，也不用左右来回移；只有很宽的表格在自己的框里左右移动。
accessibility-keyboard = 不用鼠标，只按 Tab 键和回车键，就能走到每一处；第一下是“跳到正文”。
accessibility-scripts = 不用脚本也能读到全部内容；只有搜索要用脚本。
accessibility-colours = 颜色不单独表示意思，旁边总有字或形状；图表下面有同样数字的表格。
accessibility-ask = 哪一页看不清、用不了，请告诉页脚写着的联系人：是哪一页，用的什么设备。
accessibility-checked = 检查过什么
accessibility-result = { $date }，用 Lilong 的无障碍检查看了当时的全部 { $pages } 页。这一天以后新发布的、改过的，还没有检查。
accessibility-rule = 检查的项目
accessibility-looked-at = 检查处数
accessibility-faults = 问题数
accessibility-not-looked-at = 没有可看的
accessibility-where = 问题在哪些页面
accessibility-limits = 这样的检查只看程序看得出的。文字好不好懂、读屏软件念起来顺不顺、海报和附件好不好用，没有检查。
accessibility-none = 还没有检查过。
accessibility-rule-language = 页面和外文写明是什么语言
accessibility-rule-title = 页面有标题
accessibility-rule-headings = 小标题不空、不跳级，一级标题只有一个
accessibility-rule-pictures = 图片和图表有文字说明
accessibility-rule-labels = 表单各项有名称
accessibility-rule-links = 链接和按钮的文字说明去向
accessibility-rule-tables = 表格有表头
accessibility-rule-ids = 标识不重复，指向的标识都存在
accessibility-rule-landmarks = 有跳到正文的链接，菜单有名称
accessibility-rule-zoom = 不阻止放大
accessibility-rule-contrast = 文字和底色的对比至少 4.5 比 1（浅色、深色各组颜色）
accessibility-rule-targets = 点按的范围至少 24 像素
