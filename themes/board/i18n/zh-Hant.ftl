# 主題 board 的介面文字，繁體中文。句中的數字由程式填入；要改說法，在網站的 i18n/zh-Hant.ftl 裡寫同名的一條即可。

## 頁面的骨架
skip = 跳到內文
sections = 欄目
large-type = 大字版
usual-type = 一般字級
page-description = { $site }：{ $title }
home-description = { $site }：正在徵詢意見的事項、最近的結果，以及各欄目新發布的內容。
crumbs = 所在位置
home = 首頁
language-name = { $lang ->
    [zh-Hans] 简体中文
    [zh-CN] 简体中文
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
# 寫在標題旁邊：這個標題不是本頁的語言。
in-language = { $lang ->
    [zh-Hans] 簡體中文
    [zh-CN] 簡體中文
    [zh] 中文
    [zh-Hant] 繁體中文
    [zh-TW] 繁體中文
    [zh-HK] 繁體中文
    [en] 英文
    [ja] 日文
    [ko] 韓文
    [ar] 阿拉伯文
   *[other] { $lang }
}
print-address = 本頁網址（可掃碼開啟）：
footer-data = 開放資料
comma = 、
date = 日期
place = 樓棟

## 聯絡
contact-heading = 洽詢窗口
fingerprint = 指紋
contact-phone = 電話：
contact-hours = 時間：
contact-address = 地址：
contact-email = 電子郵件：

## 類型
kind-page = 頁面
kind-notice = 公告
kind-meeting = 會議
kind-consultation = 意見徵詢
kind-election = 選舉
kind-log = 日誌
kind-project = 工程
kind-ledger = 收支
kind-covenant = 公約
kind-matter = 事項
kind-roster = 值班表
kind-report = 報告
kind-directory = 通訊錄
notice-notice = 公告
notice-recruitment = 招募
notice-service = 便民服務
notice-reminder = 提醒
notice-warning = 警示

## 印記
stamp-withdrawn = 已撤回
stamp-corrected = 有更正
stamp-warning = 警示
stamp-passed = 通過
stamp-failed = 未通過
stamp-adopted = 協商一致
stamp-preliminary = 結果公示中
stamp-announced = 即將徵詢
stamp-voting = 徵詢中
stamp-counting = 計票中
stamp-election-called = 即將選舉
stamp-polling = 今日投票
stamp-elected = 已選出
stamp-void = 選舉無效
stamp-runoff = 另行選舉
stamp-late = 已延誤
stamp-under-way = 進行中
stamp-finished = 已完工
stamp-threshold-met = 已達比例
stamp-in-force = 現行有效
stamp-superseded = 已被取代
stamp-posted-upcoming = 待公示
stamp-posted-open = 公示中
stamp-recruiting = 報名中
stamp-posted-ended = 公示期滿
stamp-expired = 已過期
stamp-ended = 已結束
stamp-upcoming = 即將召開
stamp-pending = 尚未生效
stamp-received = 已受理
stamp-assigned = 已交辦
stamp-working = 辦理中
stamp-resolved = 已解決
stamp-replied = 已答覆
stamp-closed = 已結案
stamp-open = 辦理中
stamp-overdue = 已逾期
stamp-done = 已辦妥
outcomes-passed = 通過 { $count } 項
outcomes-failed = 未通過 { $count } 項
stamp-adopted-yes = 採納
stamp-adopted-partly = 部分採納
stamp-adopted-no = 未採納
met = 達到
unmet = 未達到

## 期限
days-left = { $days ->
    [0] 今天是最後一天
   *[other] 還剩 { $days } 天
}
as-of = 截至{ $date }
left-as-of = 按{ $date }計算
coming-today = 今天
coming-tomorrow = 明天
until-day = { $date }止
clock-election = 選舉日
clock-posted = 公示期
clock-voting = 徵詢時間
clock-objections = 結果異議期
clock-deadline = 截止
clock-effective = 有效時間
clock-from = { $date }起
clock-to = 至
# 同一年裡年份只寫一次：寫在開頭（from）還是末尾（until）。
clock-year = from
clock-last = （{ $weekday }，含當天）
clock-weekday = （{ $weekday }）

## 記錄
places = 涉及範圍
topics = 主題
attachments = 附件
refs = 相關內容
thread-heading = 這件事的來龍去脈
thread-matter = 這件事
thread-earlier = 之前
thread-later = 之後
thread-number = 第 { $number } 條，共 { $total } 條
neighbours = 同欄目的前後兩篇
previous = 上一篇
next = 下一篇
withdrawn-on = 已於{ $date }撤回。
corrected-on = { $date }更正：
expired-on = 已於{ $date }過期，僅供查閱。
figures-heading = 數字一覽
# 收回 1,050 張（共1,575張，占66.67%）；百分比只說以多少計。
figure-of = 共{ $of }，占{ $percent }%
figure-whole = 共{ $of }
full-text = 全文
reply = 答覆：

## 公告
schedule = 時間安排
day-mon = 週一
day-tue = 週二
day-wed = 週三
day-thu = 週四
day-fri = 週五
day-sat = 週六
day-sun = 週日
day-every = 每天

## 會議
resolutions = 決議
agenda = 議程
resolution = 事項
outcome = 結果
follow-up = 執行情形
owner = 負責人
due = 期限
done-on = 辦妥
votes = 同意 { $for } · 反對 { $against } · 棄權 { $abstain }
votes-share = { $part } ÷ { $whole } = { $percent }%
requires-majority = 須超過半數
requires-two-thirds = 須達三分之二
requires-three-quarters = 須達四分之三
requires-unanimous = 須全體同意
requires-consensus = 未付表決
of-present = （以出席人數計）
of-cast = （以同意與反對票計）
of-eligible = （以應出席人數計）
meeting-who = 出席情形
when-where = 時間地點
attendance-eligible = 應出席
attendance-present = 實際出席
quorum = 法定人數
quorum-more = 須超過應出席的 { $part }
quorum-least = 須達應出席的 { $part }
quorum-short = 出席人數不足，不能通過。
quorum-unmet = 出席人數未達法定人數，本次會議不能通過任何決議。
minutes = 會議紀錄

## 意見徵詢
question-heading = 徵詢事項
question-number = 第 { $number } 項
rule-heading = 怎樣算通過
rule-source = 依據：
test-participation-people = 參與：人數
test-participation-area = 參與：面積
test-approval-people = 同意：人數
test-approval-area = 同意：面積
part-people = { $part } ÷ { $whole } 人
part-area = { $part } ÷ { $whole } 平方公尺
need-least = 須達 { $threshold }
need-more = 須超過 { $threshold }
verdict-passed = 每一項要求都達到，因此通過。
verdict-failed = 有要求沒有達到，因此未通過。
options-heading = 各選項
choices-heading = 紙本選票上的選項
option = 選項
people = 人數
area = 面積
of-turnout-people = 參與 { $whole } 人
of-turnout-area = 參與 { $whole } 平方公尺
by-place = 各樓情形
small-cells = 未滿 { $least } 的數寫作 <{ $least }；「…」是為免推算而不公開的數。合計不變。
places-withheld = 另有 { $count } 處人數少，不單獨公開；合計不變。
eligible = 應參與
returned = 收回
opinions = 意見與答覆
opinion-count = { $count } 人提出
counted-heading = 票數
eligible-heading = 誰可以參與
counted-on = { $date }計票。
counting-note = 徵詢已經截止，結果公布後寫在這裡。
ballots-issued = 發出
ballots-returned = 收回
ballots-invalid = 無效票
ballots-valid = 有效票
area-note = 面積 { $area } 平方公尺

## 通訊錄
unit-members = 成員：

## 工程
progress-heading = 進度
progress-all = 合計
progress-done = 完成
progress-total = 總數
progress-remaining = 還差
progress-of = 完成 { $done }，共 { $total }
progress-places = { $count } 處全部完成
progress-complete = 全部完成
threshold-heading = 須達的比例
threshold-missing = 距 { $threshold } 還差 { $count }
threshold-reached = 已達 { $threshold }
phases-heading = 各階段
phase-done = 完成
phase-current = 進行中
phase-late = 已逾應完成日期
phase-next = 尚未開始
budget-heading = 預算與經費來源
budget-amount = 總金額
budget-source = 來源
budget-share = 占比

## 事項
matter-reply = 答覆
matter-unanswered = 還沒有答覆
matter-status = 辦理情形
matter-reported = 反映日期
matter-place = 地點
matter-category = 類別
matter-channel = 反映管道
matter-steps = 辦理經過
matter-replied = { $date }答覆，{ $days ->
    [0] 當天答覆
   *[other] 歷時 { $days } 天
}。
matter-closed = { $date }結案，共 { $days } 天。
matter-days-open = 自反映至{ $date }，已 { $days } 天。
matter-reply-due = { $late ->
    [yes] 最遲應於{ $date }答覆，已經逾期
   *[no] 最遲{ $date }答覆
}。
## 值班
roster-span = 起訖
roster-today = 今天 { $day }
roster-today-heading = 今天值班
roster-next = 下一班 { $day }
roster-next-heading = 下一班
roster-nobody = 今天沒有排班
roster-week = 每週
roster-dates = 另有安排的日子
roster-off = 無
roster-next-day = 翌日{ $time }
roster-since = 昨天 { $time } 起
roster-whole-day = 全天
roster-calendar = 加到行事曆

## 公約
covenant-version = 版本
covenant-effective = 施行
covenant-adopted-by = 通過依據
covenant-in-force = 現行版本
covenant-replaced = 這一版已被取代，現行的是
covenant-replaced-only = 這一版已被取代。
covenant-pending = { $date }起施行。
covenant-in-force-since = { $date }起施行，現行有效。
# 前面是版本的名稱。
covenant-then-pending = ，{ $date }起施行。
covenant-then-in-force = ，{ $date }起施行，現行有效。
covenant-adoption-heading = 通過的經過
covenant-adopted-votes = 同意 { $for }，反對 { $against }，棄權 { $abstain }
covenant-adopted-share = 占 { $base } 人的 { $percent }%
covenant-adopted-consensus = 協商一致，未付表決
covenant-versions = 各版本與修改
covenant-this = 本頁
covenant-changes = 與上一版相比的修改（{ $count } 條）
covenant-same = 條文與上一版相同。
covenant-preamble = 前言
change-changed = 修正
change-added = 新增
change-removed = 刪除
change-renumbered = 條次變更
change-was = 原{ $name }
deleted-text = 刪除：
inserted-text = 增加：
covenant-numbers = { $line }（{ $numbers }）
text-state = 狀態

## 收支
money = { $currency ->
    [CNY] 人民幣 { $amount } 元
    [TWD] 新臺幣 { $amount } 元
    [HKD] 港幣 { $amount } 元
   *[other] { $amount } { $currency }
}
money-unit = { $currency ->
    [CNY] 人民幣元
    [TWD] 新臺幣元
    [HKD] 港幣元
   *[other] { $currency }
}
ledger-fund = 款項
ledger-period = 期間
ledger-opening = 期初結餘
ledger-income = 收入
ledger-expense = 支出
ledger-closing = 期末結餘
ledger-by-category = 按類別
ledger-by-month = 按月份
ledger-category = 類別
ledger-month = 月份
ledger-month-end = 月底結餘
ledger-entries = 逐筆收支
ledger-item = 項目
ledger-balance = 結餘
# 沒有寫類別的各筆。
ledger-other = 未分類
fund-link = 這筆款項的歷期收支
fund-periods = 歷期收支
fund-period = 期間
fund-total = { $from }至{ $until }合計

## 選舉
elected-heading = 當選
elected-names = 當選：{ $names }。
election-void = 這次選舉無效，沒有人當選。
void-too-many = 收回的選票比發出的多，選舉無效。
void-too-few = 投票人數不足，選舉無效。
election-tie = 得票相同，最後的名額沒有選出。
runoff-heading = 另行選舉
runoff-names = 尚缺 { $seats } 名，另行選舉，候選人：{ $names }。
runoff-need = 另行選舉時得票須{ $strict ->
    [yes] 超過
   *[no] 達
} { $threshold }。
candidates-heading = 候選人
candidates-result = 各候選人得票
candidate = 候選人
candidate-elected = 當選
votes-received = 得票
votes-of = { $votes } 票
of-ballots = 占 { $whole } 張
seats = 應選
electors = 登記選民
count-sheet-heading = 計票單
election-heading = 選舉安排
election-rule-heading = 怎樣算當選
candidate-needed = 當選須{ $strict ->
    [yes] 超過
   *[no] 達
} { $threshold }
read-out-at = { $when }當場宣讀。
scrutineers-names = 監票：{ $names }。
aside = （{ $text }）
sentence-space = { "" }

## 日誌
log-day = 第 { $day } 天
log-previous = 前一篇
log-next = 後一篇
log-entries = 當天記事
log-missing = 缺
log-missing-days = 沒有日誌的日子：
total-sum = 累計 { $total }
total-last = 最新 { $total }
total-max = 最高 { $total }
volunteers = 志願者
volunteers-total = 志願服務累計
volunteer-hours = 當天 { $hours } 小時，累計 { $total } 小時
hours-total = 共 { $hours } 小時
series-today = 最新一天
series-read = 看這一天的日誌
series-days = 每天的日誌
series-span = 自{ $from }起，共 { $logs } 篇。
series-charts = 走勢
chart-unit = 單位：{ $unit }
chart-label = { $name }走勢圖，{ $date }為 { $value } { $unit }，數字見下表。
chart-table = 看數字表

## 單位
unit-people = 人
unit-persons = 人
unit-visits = 人次
unit-ballots = 張
unit-households = 戶
unit-units = 個單位
unit-area = 平方公尺
unit-records = 篇
unit-times = 次
unit-items = 項
unit-days = 天
unit-hours = 小時

## 列表
home-issuer = { $issuer }主辦
home-warnings = 請注意
glance-open = 還能參與 { $count } 件
glance-decided = 看結果
glance-new = 最新張貼
glance-money = 錢用在哪裡
glance-duty = 誰在值班
glance-ask = 有事找誰
home-more = 其餘 { $count } 件
home-open = 正在進行的事
home-open-none = 目前沒有正在徵詢、公示或即將召開的。
home-decided = 最近的結果
list-current = 目前
list-undated = 未標日期
list-total = 共 { $total } 篇。
records = { $count } 篇
pager = 分頁
pager-previous = 上一頁
pager-next = 下一頁
pager-page = 第 { $number } 頁，共 { $pages } 頁
find-heading = 換個方式找
places-all = 社區與樓棟
topics-all = 全部主題
bodies-all = 單位與組織
body-total = 由其發布和與其有關的，共 { $total } 篇。
record-calendar = 加到行事曆
translation-older = 本譯文譯自較早的版本，原文其後有修改，以原文為準。
years = 按年份
year = { $year }年
year-newer = 後一年
year-older = 前一年

## 登記冊
registers-heading = 登記冊
register-matters = 反映事項登記
register-resolutions = 決議執行登記
register-numbers = 文號登記
matters-open = 未結案
matters-overdue = 逾期未答覆
matters-answered = 已答覆
matters-closed = 已結案
matters-of = 共 { $total } 件
matters-within = 應於 { $days } 天內答覆
matters-median = 答覆所需時間
matters-median-note = { $count } 件答覆的中位數
matters-count = { $total ->
    [1] 共 1 件，{ $open ->
        [0] 已結案
       *[other] 未結案
    }。
   *[other] 共 { $total } 件，{ $open ->
        [0] 都已結案
       *[other] 未結案 { $open } 件
    }。
}
matters-all-open = 全部 { $count } 件未結案的
matters-by-state = 按辦理情形
matters-by-category = 按類別
matters-by-place = 按地點
matters-by-month = 按反映月份
unit-matters = 件
resolutions-overdue = 逾期 { $count } 項
resolutions-open = 辦理中 { $count } 項
resolutions-done = 已辦妥 { $count } 項
numbers-count = 公開 { $count } 件。
numbers-gaps = 沒有公開的：
numbers-one = 第 { $number } 號
numbers-range = 第 { $from } 至 { $until } 號
numbers-complete = 文號連續，沒有缺號。
numbers-others = 其他文號

## 報告與每月彙整
report-period = 期間
report-records = 公布
report-meetings = 會議
report-resolutions = 通過的決議
report-consultations = 通過的意見徵詢
report-turnout = 意見徵詢平均參與率
report-mean = { $count } 次的平均，各次的人數見各條
report-matters-raised = 反映事項
report-matters-closed = 結案事項
report-matters-median = 答覆天數中位數
report-matters-overdue = 逾期未答覆
report-volunteer-hours = 志願服務
report-log-days = 有日誌
report-funds = 款項收支
report-fund = 款項
report-opening = 期初
report-income = 收入
report-expense = 支出
report-closing = 期末
report-by-month = 逐月
report-kinds = 各類記錄
report-collected = 以上數字和目錄由已公布的記錄彙整而成，並非人工填寫。
digest-title = { $month }公布了什麼
digest-lead = 共 { $count } 篇。
digest-kind = ◆ { $kind }（{ $count } 篇）
digest-line = { $date } { $title }
digest-more = 另有 { $count } 篇
months = 按月份
month-older = 前一個月
month-newer = 後一個月
text-fund = { $fund }：期初 { $opening }，收入 { $income }，支出 { $expense }，期末 { $closing }

## 定期公布
cadence-heading = 定期公布情形
cadence-lead = 這裡列出承諾定期公布的內容，每一期哪天公布、遲了幾天、哪些還沒有公布。
cadence-promise = { $every ->
    [month] 每月
    [quarter] 每季
    [half-year] 每半年
   *[year] 每年
}公布一次，{ $within ->
    [0] 最遲於期末當天公布
   *[other] 期末後 { $within } 天內公布
}。
cadence-span = 期別
cadence-due = 最遲 { $date }
cadence-published = 公布日期
cadence-late = 遲了 { $days } 天
cadence-missing = 尚未公布
cadence-missing-count = { $count } 期尚未公布
cadence-pending = 未到期
span-quarter = { $year }年第{ $number }季
span-half-year = { $year }年{ $number ->
    [1] 上半年
   *[2] 下半年
}

## 範圍
place-in = 屬於
place-inside = 這裡包括
place-households = 戶數
place-people = 人數
place-units = 專有部分
place-nothing = 目前沒有專門涉及{ $place }的內容。
place-around = { $place }最近的內容

## 搬走與找不到的頁面
redirect-heading = 這一頁換了網址
missing-heading = 找不到這一頁
missing-text = 網址可能打錯了，或者內容已經換了地方。可以從下面的欄目找，也可以打電話給我們。

## 海報
poster-link = 海報，可列印張貼
poster-scan = 掃碼看原文
poster-code = QR 碼，連到 { $address }
# 頁碼由版式填入。
poster-page = 第 { $number } 頁 / 共 { $pages } 頁
poster-corrected = 更正
poster-notes = 註
poster-when = 日期
poster-time = 時間
poster-place = 地點
poster-what = 內容
poster-who = 人員
poster-day = { $date }（{ $weekday }）

## 轉貼的文字：群組、簡訊、純文字
text-title = 【{ $title }】
text-signature = 【{ $issuer }】
text-sentence = { $text }。
# 句與句之間、文號與發布單位之間、時間與地點之間。
text-sentence-gap = { "" }
text-head-gap = { "　" }
text-shift-gap = { " " }
text-shift-comma = ；
text-comma = ，
text-label = { $label }：{ $value }
text-corrected = 更正（{ $date }）：{ $what }
text-contact = 洽詢：{ $contact }
text-link = 全文：{ $address }
text-when = 時間
text-where = 地點
text-deadline = 截止
text-posted = 公示
text-from = { $from }起
text-until = 至{ $until }（當天仍有效）
text-span = { $from }至{ $until }
text-every-day = 每天
text-mondays = 週一
text-tuesdays = 週二
text-wednesdays = 週三
text-thursdays = 週四
text-fridays = 週五
text-saturdays = 週六
text-sundays = 週日
text-present = 出席：{ $present }人，應出席{ $eligible }人
text-item = 議題{ $number }：{ $title }
text-resolution = 決議{ $number }：{ $title }——{ $outcome }{ $votes }
text-votes = （同意{ $for }，反對{ $against }，棄權{ $abstain }）
text-passed = 通過
text-failed = 未通過
text-adopted = 協商一致
text-voting = 投票
text-counting = 投票已經截止，正在計票
text-objections = 異議期
text-question = 徵詢
text-question-number = 第{ $number }問
text-options = 選項
text-option = { $label }{ $people }票
text-result = 結果
text-outcome = 結果：{ $outcome }（{ $votes }）
text-returned = 收回{ $returned }張
text-returned-of = 收回{ $returned }張，應參與{ $eligible }人
text-participation = 參與
text-approval = 同意
text-test-people = { $stage }：{ $part }人，占{ $whole }人的{ $percent }%，{ $need }，{ $met }
text-test-area = { $stage }：{ $part }平方公尺，占{ $whole }平方公尺的{ $percent }%，{ $need }，{ $met }
text-need-more = 須超過{ $threshold }
text-need-least = 須達{ $threshold }
text-met = 達到
text-unmet = 未達到
text-day = 第{ $day }天
text-amount = { $value }{ $unit }
text-metric-total = { $name }：{ $value }，累計{ $total }

## 訂閱
feed-withdrawn-title = （已撤回）{ $title }
feed-withdrawn = 撤回（{ $date }）：{ $what }
feed-corrected = 更正（{ $date }）：{ $what }
calendar-meeting = 會議：{ $title }
calendar-voting = 投票：{ $title }
calendar-deadline = 截止：{ $title }
calendar-scheduled = 安排：{ $title }
calendar-posted = 公示截止：{ $title }
calendar-duty = { $what }（{ $who }）
calendar-what = { $what }：{ $title }
text-returned-electors = 收回選票{ $returned }張，登記選民{ $electors }人
text-progress = { $label }：{ $done }，共{ $total }（{ $percent }%），還差{ $remaining }
text-status-on = { $status }（{ $date }）
text-phase = 階段
text-phase-until = { $phase }，應於{ $until }完成
text-income = 收入 { $amount }
text-expense = 支出 { $amount }

## 封存
seals-heading = 指紋與封存
seals-lead = 每一則記錄都有指紋，網站定期封存，誰都可以核對有沒有人改過。
seals-fingerprint = 指紋是依記錄內容算出來的一串字，印在網頁最下方和海報上。兩處的指紋相同，內容就相同；內容改了一個字，指紋就不同。
seals-check = 封存是一份清單，寫著當時發布的每個檔案、每則記錄的指紋和上一次封存的雜湊值。把網站下載或複製到一個資料夾，不必連網，執行：
seals-limits = 封存只說明內容從那時起沒有變過，不說明內容本身是真的。簽過章的，還能說明是誰封存的：公開金鑰請到公告欄上抄，不要用網站自己給的。
seals-list = 歷次封存
seals-none = 還沒有封存過。
seal-number = 第{ $number }次封存
seal-signature = 簽章

## 搜尋
search = 搜尋
search-label = 要找的字詞
search-kind = 類型
search-place = 範圍
search-year = 年份
search-any = 全部
search-some = 找到 {"{n}"} 則。
search-none = 沒有找到。可以試試：
search-short = 請至少寫兩個字。
search-busy = 正在尋找……
search-failed = 讀不到搜尋用的檔案。請檢查網路後重新整理本頁，或用下面的方式尋找。
search-more = 再看一些
search-no-script = 搜尋要用瀏覽器的 JavaScript，目前沒有開啟。請按類型、範圍、主題或年份尋找：
search-help-fewer = 少寫幾個字，或只寫最要緊的詞；詞與詞之間空一格
search-help-other = 換一種說法，例如把「停車」換成「車位」
search-help-filters = 取消類型、範圍、年份的限制
search-help-ways = 用下面的方式尋找
search-kinds = 按類型找

## 訂閱
subscribe-heading = 訂閱
subscribe-calendar = 行事曆：用手機掃行事曆的 QR 碼，正在用手機看的直接點「行事曆」，會議、投票和截止日期就會出現在手機內建的行事曆裡，改期、取消也會跟著更新。
subscribe-feed = 更新：把更新的網址加到閱讀器裡，有新公告或更正，閱讀器會提醒。
subscribe-parts = 只想看一棟樓、一個欄目、一個主題或一個單位的，用下面各自的連結。
subscribe-calendar-code = 行事曆的 QR 碼
subscribe-feed-code = 更新的 QR 碼
follow-heading = 訂閱
follow-calendar = 行事曆
follow-feed = 更新

## 名稱與用語
terms-heading = 名稱與用語
terms-lead = 同一個地方、同一個單位，本站只用一種寫法，方便尋找。
terms-use = 本站寫作
terms-not = 不寫作

# 開放資料
open-data-heading = 開放資料
open-data-lead = 本站公布的每一則記錄都可以下載，用來核對、統計、畫圖都行。檔案按類型和年份分開：CSV 用試算表開啟，JSON 給程式讀。
open-data-files = 檔案
open-data-for-programs = 所有檔案的清單和資料字典：
open-data-kind = 類型
open-data-year = 年份
open-data-undated = 未標日期
open-data-records = 筆數
open-data-download = 下載
open-data-rules = CSV 檔案怎麼寫
open-data-fields = 欄位
open-data-every-record = 每則記錄都有的欄位
open-data-field = 欄位
open-data-meaning = 意義
open-data-form = 格式

## 無障礙說明
accessibility-heading = 無障礙說明
accessibility-lead = 這個公告欄要讓長輩、視力不佳或看不見的人、只用鍵盤的人都能使用。以下寫明做了什麼、檢查過什麼。
accessibility-ways = 怎樣使用比較方便
accessibility-large = 每一頁上方都有「大字版」：24 像素的字、60 像素的點按範圍，一行少放幾樣。選過一次，瀏覽器會記住；不執行指令碼或不能記住的，請在網址後面加上 #large，換頁時再加一次。
accessibility-zoom = 網頁可以放大到兩倍以上，內容不會互相遮蓋，也不必左右移動；只有很寬的表格在自己的框裡左右移動。
accessibility-keyboard = 不用滑鼠，只按 Tab 鍵和 Enter 鍵，就能到達每一處；第一下是「跳到內文」。
accessibility-scripts = 沒有指令碼也能讀到全部內容；只有搜尋需要指令碼。
accessibility-colours = 顏色不單獨表示意思，旁邊一定有文字或形狀；圖表下方有相同數字的表格。
accessibility-ask = 哪一頁看不清楚、無法使用，請告訴頁尾所列的聯絡人：是哪一頁，用的是什麼裝置。
accessibility-checked = 檢查過什麼
accessibility-result = { $date }，以 Lilong 的無障礙檢查看過當時的全部 { $pages } 頁。這一天以後發布或修改的，還沒有檢查。
accessibility-rule = 檢查的項目
accessibility-looked-at = 檢查處數
accessibility-faults = 問題數
accessibility-not-looked-at = 沒有可看的
accessibility-where = 問題在哪些頁面
accessibility-limits = 這樣的檢查只看得出程式看得出的事。文字好不好懂、報讀軟體唸起來順不順、海報和附件好不好用，都沒有檢查。
accessibility-none = 還沒有檢查過。
accessibility-rule-language = 頁面和外文標明是什麼語言
accessibility-rule-title = 頁面有標題
accessibility-rule-headings = 小標題不空白、不跳級，第一級標題只有一個
accessibility-rule-pictures = 圖片和圖表有文字說明
accessibility-rule-labels = 表單各項有名稱
accessibility-rule-links = 連結和按鈕的文字說明去向
accessibility-rule-tables = 表格有表頭
accessibility-rule-ids = 識別名稱不重複，指向的識別名稱都存在
accessibility-rule-landmarks = 有跳到內文的連結，選單有名稱
accessibility-rule-zoom = 不阻止放大
accessibility-rule-contrast = 文字與底色的對比至少 4.5 比 1（淺色、深色各組顏色）
accessibility-rule-targets = 點按的範圍至少 24 像素
