//! Mistakes in translations: `x.en.md` beside `x.md`.

use crate::diag::catalogue;

catalogue! {
    TRANSLATION_WITHOUT_ORIGINAL = Error "translation-without-original" {
        title: "译文没有原文", "a translation without its original";
        rule: "`lift.en.md` 是同一文件夹里 `lift.md` 的英文。日期、文号和数字都取自原文，所以原文必须在。\
               请改正文件名；若不是译文，请把名字里的 `.en` 去掉。",
              "`lift.en.md` is the English of `lift.md` in the same folder. Dates, numbers and figures come \
               from \
               the original, so it must be there. Correct the file's name, or remove `.en` from it if it is \
               not a \
               translation.";
        source: "实践经验。数字只写一处，两种文字才不会不一致。",
                "experience. Figures written once cannot differ between languages.";
        wrong: "content/notices/lift.en.md";
        right: "content/notices/lift.md", "content/notices/lift.en.md";
    }

    TRANSLATION_FIELD = Error "translation-field" {
        title: "译文里不能写这一项", "a field that a translation cannot have";
        rule: "译文只写标题、摘要、正文和自己的说明文字，日期、文号、数字、范围等一律取自原文。请把这一项删掉，要改就改原文。",
              "A translation has its own title, summary, text and captions; dates, numbers, figures and \
               places \
               all come from the original. Delete this field here; if the value is wrong, change the \
               original.";
        source: "实践经验。数字只写一处，两种文字才不会不一致。",
                "experience. Figures written once cannot differ between languages.";
        wrong: "# lift.en.md", "title: Lift out of service", "date: 2026-03-03";
        right: "# lift.en.md", "title: Lift out of service";
    }

    TRANSLATION_MISMATCH = Error "translation-mismatch" {
        title: "译文与原文对不上", "a translation that does not match its original";
        rule: "选项、问题、意见、决议、时间表的译文按原文的次序逐项写，项数相同；附件用原文里的文件名。\
               数字、日期和结果只在原文里写一次。",
              "Options, questions, opinions, resolutions and timetables are translated item by item, in the \
               order \
               of the original, and completely; attachments are named as in the original. Numbers, dates and \
               outcomes are written once, in the original.";
        source: "实践经验。少译一项，后面的数字就会对错文字。",
                "experience. If one were missing, the figures after it would appear beside the wrong words.";
        wrong: "# vote.md", "options: [{label: 同意, people: 80, approve: true}, {label: 不同意, people: 20}]",
               "# vote.en.md", "options: [{label: Agree}]"
               | "# vote.md", "options: [{label: In favour, people: 80, approve: true}, \
                               {label: Against, people: 20}]",
                 "# vote.en.md", "options: [{label: Agree}]";
        right: "# vote.en.md", "options: [{label: Agree}, {label: Against}]";
    }

    TRANSLATION_OLDER = Warning "translation-older" {
        title: "译文比原文旧", "a translation that is older than its original";
        rule: "译文可以用 `translates` 写明译的是原文的哪一版：原文指纹的前十二位。原文改过以后，网页用两种语言说明译文\
               较旧，这里也提醒。核对译文后运行 `lilong translate`，它会写上现在的版本。",
              "A translation may say with `translates` which version of the original it is of: the first \
               twelve digits of its fingerprint. Once the original is changed, its page says in both \
               languages that it is older, and this warning appears. Bring it up to date, then run \
               `lilong translate`, which writes the version of now.";
        source: "实践经验。读译文的人看不出原文已经改了。",
                "experience. Whoever reads a translation cannot see that the original was changed.";
        wrong: "# lift.en.md", "translates: 0123 4567 89ab";
        right: "# lift.en.md", "translates: 9c86 3a0e 2eef";
    }

    TRANSLATION_NOT_CONFIGURED = Error "translation-not-configured" {
        title: "网站没有设置这种语言", "a language that the site does not have";
        rule: "文件名里的语言要列在 `site.yaml` 的 `languages` 里，页面才有这种语言的名称和按钮。请加上它，或改\
               正文件名。",
              "The language in a file's name must be among the `languages` of `site.yaml`, which give its \
               pages their \
               titles. Add it there, or correct the file's name.";
        source: "BCP 47（语言标签）。", "BCP 47 on language tags.";
        wrong: "# content/notices/lift.en.md", "language: zh-Hans";
        right: "# content/notices/lift.en.md", "language: zh-Hans",
               "languages: {en: {title: Xinfu Neighbourhood}}";
    }
}
