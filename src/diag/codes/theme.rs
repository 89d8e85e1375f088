//! Mistakes in templates and in what they ask for.

use crate::diag::catalogue;

catalogue! {
    TEMPLATE_SYNTAX = Error "template-syntax" {
        title: "模板有语法错误", "a template has a syntax error";
        rule: "模板用 Tera 写：值写在 `{{ }}` 里，`{% if %}`、`{% for %}` 要有对应的 `{% endif %}`、`{% endfor %}`。",
              "Templates are written in Tera: values stand in `{{ }}`, and each `{% if %}` and `{% for %}` has its \
               `{% endif %}` or `{% endfor %}`.";
        source: "Tera 2 的模板语法。", "The template language of Tera 2.";
        wrong: "{% if record.number %}<p>{{ record.number }}</p>";
        right: "{% if record.number %}<p>{{ record.number }}</p>{% endif %}";
    }

    TEMPLATE_RENDER = Error "template-render" {
        title: "模板画不出这个页面", "a template cannot draw a page";
        rule: "模板用了这条记录没有的值，或给函数传了不合适的参数。不是每条记录都有的值，先用 `{% if %}` 问一问。提示里有模板的那一行和正在画的记录。",
              "The template uses a value that this record does not have, or calls a function with something it cannot \
               take. Ask with `{% if %}` before you use what not every record has. The message names the line of \
               the template and the record being drawn.";
        source: "Tera 2 的模板语法。", "The template language of Tera 2.";
        wrong: "<p>{{ record.posted.until }}</p>";
        right: "{% if record.posted %}<p>{{ record.posted.until }}</p>{% endif %}";
    }

    MISSING_TEMPLATE = Error "missing-template" {
        title: "没有这个模板", "a template is missing";
        rule: "记录的 `template`、`{% include %}` 和 `{% extends %}` 都写 `templates/` 之下的文件名。网站自己的 `templates/` 先找，再找主题的。",
              "The `template` of a record, `{% include %}` and `{% extends %}` name a file below `templates/`: first the \
               site's own, then the theme's.";
        source: "Tera 2 的模板语法。", "The template language of Tera 2.";
        wrong: "template: notice";
        right: "template: notice.html";
    }

    MISSING_TEXT = Error "missing-text" {
        title: "缺一条界面文字", "an interface text is missing";
        rule: "模板要的这条文字，网站和主题的 `i18n/` 里都没有这种语言的。请在 `i18n/` 下那种语言的文件里加上，否则页面上会出现空白或代号。",
              "Neither the site's nor the theme's `i18n/` has this text in this language. Add it to the file of that \
               language below `i18n/`, or pages would show a gap or a code name.";
        source: "Fluent（Project Fluent）。", "Fluent (Project Fluent).";
        wrong: "# i18n/en.ftl", "posted-until = Posted until { $date }";
        right: "# i18n/en.ftl", "posted-until = Posted until { $date }", "withdrawn = Withdrawn";
    }
}
