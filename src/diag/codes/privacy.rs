//! Personal information: where it was found, and what was done about it.

use crate::diag::catalogue;

catalogue! {
    PERSONAL_DATA_REFUSED = Error "personal-data-refused" {
        title: "个人信息不能发布", "personal information that must not be published";
        rule: "公开就是对所有人公开。身份证号、银行卡号默认拒绝发布；手机号、电子邮箱、护照号、车牌号、住户室号默认警告。`site.yaml` 的 `privacy` 可以改，\
               也可以改成遮盖。全角数字、空格、连字符和换行都藏不住号码；附件里的文字也查。`contact`（联系方式）里的电话、邮箱和地址本来就要公开，不查。",
              "Public means public to everybody. Identity and bank card numbers are refused unless the \
               settings say otherwise; mobile numbers, e-mail addresses, passport numbers, vehicle \
               plates and flats are published with a warning. `privacy` in site.yaml changes that, and \
               can mask them. Full-width digits, spaces, hyphens and line breaks do not hide a number, \
               and the text of attached files is looked through as well. Telephone, e-mail and address \
               in `contact` are public by intent.";
        source: "《个人信息保护法》第二十五条：未取得个人单独同意，不得公开其处理的个人信息。",
                "Personal Information Protection Law of the PRC, art. 25: no publication without separate \
               consent.";
        wrong: "获奖居民：张三，11010519491231002X"
               | "Prize-winner: Zhang San, 11010519491231002X";
        right: "获奖居民：张*"
               | "Prize-winner: Mr Zhang";
    }

    PERSONAL_DATA_SHOWN = Warning "personal-data-shown" {
        title: "个人信息会公开", "personal information that is published";
        rule: "这里有手机号、电子邮箱、护照号、车牌号或住户室号，发布以后人人看得到。删去它；办公用的电话写进 `contact`；要遮盖就在 `site.yaml` 写 \
               `privacy: {mode: mask}`，确实可以公开的写进 `privacy.allow`，并写明原因。",
              "A mobile number, an e-mail address, a passport number, a vehicle plate or a flat is \
               about to be seen by everybody. Delete it; put an office number into `contact`; write \
               `privacy: {mode: mask}` into site.yaml to mask it; or name it in `privacy.allow`, with \
               the reason why it may be public.";
        source: "《个人信息保护法》第二十五条；《民法典》第一千零三十四条。",
                "Personal Information Protection Law of the PRC, art. 25; Civil Code of the PRC, art. 1034.";
        wrong: "报名请打 13812345678（张阿姨）。"
               | "To sign up call 13812345678 (Mrs Zhang).";
        right: "报名请到居委会，或打 021-5555 0100。"
               | "To sign up come to the committee's office, or call 021-5555 0100.";
    }

    PERSONAL_DATA_NOT_MASKED = Error "personal-data-not-masked" {
        title: "这里的个人信息没法遮盖", "personal information that cannot be masked";
        rule: "`privacy` 要求遮盖，但附件、附件的文件名、文件夹名和 `site.yaml` 里的文字里弄不改：附件原样发布。请在原文件里删去它，或改名。",
              "`privacy` asks for a mask, but Lilong does not change attached files, their names, the \
               names of folders or the settings: a file is published as it is. Take it out of the file, \
               or rename it.";
        source: "实践经验。发布一份没有遮盖的附件，等于没有遮盖。",
                "experience. A mask on the page is worth nothing beside a file without one.";
        wrong: "privacy: {mode: mask}", "attachments: [名单.docx]      # 里面有手机号"
               | "privacy: {mode: mask}", "attachments: [list.docx]      # holds a mobile number";
        right: "attachments: [名单（已遮盖）.docx]"
               | "attachments: [list-masked.docx]";
    }

    PERSONAL_DATA_UNREAD = Warning "personal-data-unread" {
        title: "没有检查的附件", "an attached file that was not checked";
        rule: "附件里的文字也要查有没有个人信息。里弄会读 PDF、DOCX、XLSX、PPTX、ODF 和文字文件；加了密码的、没有存完的、扫描成图片的和旧格式的（.doc、.xls 等）读不了，\
               要请人自己看一遍。",
              "The text of attached files is looked through for personal information as well. PDF, \
               DOCX, XLSX, PPTX, ODF and text files are read; what is protected with a password, \
               incomplete, scanned or in an old format (.doc, .xls and the like) is not, and somebody \
               has to look through it.";
        source: "《个人信息保护法》第二十五条。最常见的泄露就在附件的名单里。",
                "Personal Information Protection Law of the PRC, art. 25. Lists in attached files are \
               where most leaks are.";
        wrong: "attachments: [名单.doc]"
               | "attachments: [list.doc]";
        right: "attachments: [名单.docx]"
               | "attachments: [list.docx]";
    }

    UNUSED_ALLOWANCE = Warning "unused-allowance" {
        title: "这条例外已经用不着", "an unused allowance";
        rule: "`privacy.allow` 里的值在全站已经找不到，或者它不像任何一类个人信息。例外只为还需要的留着，免得以后同一个号码悄悄公开。",
              "The value in `privacy.allow` is found nowhere in the site any more, or does not look \
               like personal information at all. An allowance stays only while it is needed, lest the \
               same number be published later without anybody noticing.";
        source: "实践经验。", "experience.";
        wrong: "privacy:", "  allow: [{value: 13800000000, why: 值班手机}]      # 值班手机已经停用"
               | "privacy:", "  allow: [{value: 13800000000, why: on duty}]      # no longer in use";
        right: "privacy: {mode: mask}";
    }
}
