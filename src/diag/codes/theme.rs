//! Mistakes in templates and in what they query.

use crate::diag::catalogue;

catalogue! {
    TEMPLATE_SYNTAX = Error "template-syntax" {
        title: "模板有语法错误", "a template has a syntax error";
        rule: "模板用 Tera 写：值写在 `{{ }}` 里，`{% if %}`、`{% for %}` 要有对应的 `{% endif %}`、`{% endfor %}`。",
              "Templates are written in Tera, with values in `{{ }}`; each `{% if %}` and `{% for %}` has \
               its `{% endif %}` or `{% endfor %}`.";
        source: "Tera 2 的模板语法。", "The template language of Tera 2.";
        wrong: "{% if record.number %}<p>{{ record.number }}</p>";
        right: "{% if record.number %}<p>{{ record.number }}</p>{% endif %}";
    }

    TEMPLATE_RENDER = Error "template-render" {
        title: "模板画不出这个页面", "a template cannot draw a page";
        rule: "模板用了这条记录没有的值，或给函数传了不合适的参数。不是每条记录都有的值，先用 `{% if %}` 问一问。提示里有模板的那一行和正在画的记录。",
              "The template uses a value that this record does not have, or passes a function something \
               that it \
               cannot take. Ask with `{% if %}` before you use what not every record has. The message names \
               the \
               line of the template and the record being drawn.";
        source: "Tera 2 的模板语法。", "The template language of Tera 2.";
        wrong: "<p>{{ record.posted.until }}</p>";
        right: "{% if record.posted %}<p>{{ record.posted.until }}</p>{% endif %}";
    }

    MISSING_TEMPLATE = Error "missing-template" {
        title: "没有这个模板", "a template is missing";
        rule: "记录的 `template`、`{% include %}` 和 `{% extends %}` 都写 `templates/` 之下的文件名。网站自己的 `templates/` \
               先找，再找主题的。",
              "The `template` of a record, `{% include %}` and `{% extends %}` name a file below \
               `templates/`: first the \
               site's own, then the theme's.";
        source: "Tera 2 的模板语法。", "The template language of Tera 2.";
        wrong: "template: notice";
        right: "template: notice.html";
    }

    MISSING_TEXT = Error "missing-text" {
        title: "缺一条界面文字", "an interface text is missing";
        rule: "模板要的这条文字，网站和主题的 `i18n/` 里都没有这种语言的。请在 `i18n/` 下那种语言的文件里加上，否则页面上会出现空白或代号。",
              "Neither the site's nor the theme's `i18n/` has this text in this language. Add it to the \
               file of that \
               language below `i18n/`, or pages would show a gap or a code name.";
        source: "Fluent（Project Fluent）。", "Fluent (Project Fluent).";
        wrong: "# i18n/en.ftl", "posted-until = Posted until { $date }";
        right: "# i18n/en.ftl", "posted-until = Posted until { $date }", "withdrawn = Withdrawn";
    }

    UNTRANSLATED_INTERFACE = Warning "untranslated-interface" {
        title: "有的界面文字没有这种语言的", "a language of the site lacks interface texts";
        rule: "site.yaml 里列出的每种语言，网页上的按钮、标题、印记等都要用那种语言来说。网站和主题的 `i18n/` 里缺的，\
               会用网站的语言或英文代替。主题 board 有 zh-Hans、zh-Hant、en、ar 四种；zh-TW 用 zh-Hant 的，ar-EG 用 ar 的。",
              "Buttons, headings and stamps appear in the language of the page. Texts that neither the \
               site's nor the theme's `i18n/` has in that language appear in the site's own language or in \
               English. The theme `board` has zh-Hans, zh-Hant, en and ar; zh-TW uses zh-Hant, and ar-EG \
               uses ar.";
        source: "BCP 47（语言标签）；Fluent。", "BCP 47 (language tags); Fluent.";
        wrong: "languages: {fr: {title: Panneau}}";
        right: "languages: {fr: {title: Panneau}}", "# i18n/fr.ftl", "skip = Aller au contenu", "…";
    }

    TEMPLATE_TOO_COSTLY = Error "template-too-costly" {
        title: "模板用得太多", "templates use too much time, memory or output";
        rule: "画一页最多写 32 MB、用一千万步（写一段文字、调一次函数、range 的每个数各算一步）、3 秒左右，`range` 最多十万个数。\
               全站的页面加起来最多写 256 MB、用五千万步、6 秒，每个文件另加 256 KB、两万步、百分之一秒；多占的内存也有限。\
               多半是循环套循环，或文字越拼越长。已发布的网站保持原样。",
              "A page may take 32 MB, ten million steps (each text that is written, each function call and \
               each \
               number of `range` is one) and about three seconds; `range` gives at most a hundred thousand \
               numbers. All pages together may take 256 MB, fifty million steps and six seconds, and for \
               each \
               output 256 KB, 20,000 steps and a hundredth of a second more; the memory that templates use \
               is \
               limited too. Usually loops are nested, or a text keeps being added to itself. The published \
               site \
               stays as it was.";
        source: "里弄的上限。", "Lilong's own limits.";
        wrong: "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{{ a }}{% endfor %}\
                {% endfor %}";
        right: "{% for row in record.rows %}{{ row.name }}{% endfor %}";
    }

    TEMPLATE_TOO_DEEP = Error "template-too-deep" {
        title: "模板套得太深", "templates are nested too deeply";
        rule: "片段用 `shared` 画别的片段最多套 12 层，`include` 和 `extends` 最多 16 层；画自己，或绕一圈再画自己，是画不完的。",
              "Fragments may include each other through `shared` 12 levels deep, `include` and `extends` go \
               16 \
               levels deep; a template that includes itself, directly or through others, never ends.";
        source: "里弄的上限。", "Lilong's own limits.";
        wrong: "# templates/parts/row.html", "{{ shared(template=\"parts/row.html\", source=card.source) }}";
        right: "# templates/parts/row.html", "{{ card.title }}";
    }

    TEMPLATES_TOO_LARGE = Error "templates-too-large" {
        title: "模板太大或太多", "templates are too large or too many";
        rule: "一个模板最多 256 KB，全部加起来最多 2 MB、500 个；连同继承来的最多 16 MB。",
              "A template may have 256 KB; all together may have 2 MB in 500 files, and 16 MB with what they \
               inherit.";
        source: "里弄的上限。", "Lilong's own limits.";
        wrong: "<img src=\"data:image/png;base64,iVBORw0KGgo…\">";
        right: "<img src=\"{{ asset(name=\"emblem.png\") }}\">";
    }

    TEXT_TOO_DEEP = Error "text-too-deep" {
        title: "界面文字套得太深", "an interface text is nested too deeply";
        rule: "`i18n/` 里的文字，括号最多套 16 层；文字引用文字最多 16 层，不能绕回自己。",
              "In the texts of `i18n/`, braces may be nested 16 deep; texts may refer to each other 16 \
               deep, but \
               never back to themselves.";
        source: "里弄的上限。", "Lilong's own limits.";
        wrong: "board-name = { board-title }", "board-title = { board-name }";
        right: "board-name = { board-title }", "board-title = 公告栏" | "board-name = { board-title }",
               "board-title = Notices";
    }

    TEXT_TOO_LONG = Error "text-too-long" {
        title: "界面文字太长", "interface texts are too long";
        rule: "`i18n/` 里一个文件最多 256 KB，全部加起来最多 1 MB；一条文字连同它引用的最多 100 处花括号、64 KB；一种语言的文字全部展开最多 4 MB。",
              "A file of `i18n/` may have 256 KB, all together 1 MB; one text, with those it refers to, may \
               have \
               100 braces and 64 KB; all texts of a language may have 4 MB when written out.";
        source: "里弄的上限；Fluent 的程序同样只展开 100 处。", "Lilong's own limits; Fluent itself stops after a hundred \
            placeables.";
        wrong: "one = { $name } { $name } { $name }", "many = { one } { one } { one } { one } … (40 times)";
        right: "many = { $name }";
    }

    BAD_DATA = Error "bad-data" {
        title: "数据文件读不出来", "a data file cannot be read";
        rule: "data/ 里的 JSON、YAML 和 TOML 文件供主题样式读取，写法要合乎各自的格式。读不出来的不会当作没有，\
               否则网页上会悄悄少一块。",
              "JSON, YAML and TOML files in `data/` are read by themes and must be well formed. One that \
               cannot be read is not taken for missing: a part of a page would silently vanish.";
        source: "RFC 8259（JSON）；YAML 1.2；TOML 1.0。", "RFC 8259 (JSON); YAML 1.2; TOML 1.0.";
        wrong: "{\"值班\": [\"周一\" \"周三\"]}" | "{\"duty\": [\"Mon\" \"Wed\"]}";
        right: "{\"值班\": [\"周一\", \"周三\"]}" | "{\"duty\": [\"Mon\", \"Wed\"]}";
    }
}
