//! Barriers for readers, and mistakes in the file with the results of the accessibility checks.

use crate::diag::catalogue;

catalogue! {
    INACCESSIBLE = Warning "inaccessible" {
        title: "有的读者用不了这一页", "some readers cannot use this page";
        rule: "`lilong check --accessibility` 逐页看：语言、标题、小标题的层次、图片的文字说明、表单的名称、\
               链接的文字、表头、结构、缩放，还有主题的颜色和点按范围。看不见的人靠这些听网页，只用键盘的人靠这些走动。",
              "`lilong check --accessibility` looks through every page: language, title, levels of \
               headings, words for pictures, labels, words of links, table headers, structure, zoom, and \
               the theme's colours and targets. Those who hear a page instead of seeing it, or use the \
               keyboard alone, rely on them.";
        source: "WCAG 2.2，A 级和 AA 级。", "WCAG 2.2, levels A and AA.";
        wrong: "<img src=\"lift.jpg\">";
        right: "<img src=\"lift.jpg\" alt=\"电梯口贴的停运通知\">"
             | "<img src=\"lift.jpg\" alt=\"The notice at the lift\">";
    }

    IMPOSSIBLE_RESULT = Error "impossible-result" {
        title: "检查结果对不上", "an impossible check result";
        rule: "accessibility.yaml 由 `lilong check --accessibility` 写成，无障碍说明页照它显示。\
               一项里问题的处数不会比检查的处数多。请不要手工改这个文件，再检查一次就有新的。",
              "`lilong check --accessibility` writes accessibility.yaml, and the accessibility statement \
               prints it. No check has more faults than places that were looked at. Leave the file as it is \
               written: another check makes a new one.";
        source: "实践经验。", "experience.";
        wrong: "{rule: links, looked_at: 3, faults: 30}";
        right: "{rule: links, looked_at: 30, faults: 3}";
    }
}
