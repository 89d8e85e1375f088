//! Stories about emphasis beside Chinese, Japanese and Korean, and beside everything else.

use super::*;

#[test]
fn works_beside_chinese_punctuation() {
    for (text, html) in [
        ("**重要通知：**请注意", "<strong>重要通知：</strong>请注意"),
        ("他说**“重要”**的话", "他说<strong>“重要”</strong>的话"),
        ("~~删除。~~后", "<del>删除。</del>后"),
        ("请看**《公约》**第一条", "请看<strong>《公约》</strong>第一条"),
        ("请看**（附件）**和**【附件】**。", "请看<strong>（附件）</strong>和<strong>【附件】</strong>。"),
        ("前*。中。*后", "前<em>。中。</em>后"),
        ("前***“中。”***后", "前<em><strong>“中。”</strong></em>后"),
        ("**粗*“斜”*粗：**后", "<strong>粗<em>“斜”</em>粗：</strong>后"),
        ("*斜**（粗）**斜：*后", "<em>斜<strong>（粗）</strong>斜：</em>后"),
        ("**请用`code`**吗", "<strong>请用<code>code</code></strong>吗"),
        ("请**[点](a.md)**看", "请<strong><a href=\"Ua.md\">点</a></strong>看"),
        ("这是**「重要」**です", "这是<strong>「重要」</strong>です"),
        ("**わかりました！**はい", "<strong>わかりました！</strong>はい"),
        ("**이 용어(This term)**를 강조", "<strong>이 용어(This term)</strong>를 강조"),
        ("**标题(Title)**说明", "<strong>标题(Title)</strong>说明"),
        ("中**😀**文**！？**中", "中<strong>😀</strong>文<strong>！？</strong>中"),
        ("价**₩500**元", "价<strong>₩500</strong>元"),
        ("**全部。**English", "<strong>全部。</strong>English"),
        ("English**（中）**English", "English<strong>（中）</strong>English"),
        (
            "**第一条：**内容。**第二条：**内容",
            "<strong>第一条：</strong>内容。<strong>第二条：</strong>内容",
        ),
        ("**一**：**二：**三", "<strong>一</strong>：<strong>二：</strong>三"),
        ("~~**旧价：**~~新价", "<del><strong>旧价：</strong></del>新价"),
        ("字\u{E0100}**“引”**字", "字\u{E0100}<strong>“引”</strong>字"),
    ] {
        assert_eq!(line(text), html, "{text}");
    }
}

#[test]
fn stays_as_commonmark_has_it_elsewhere() {
    for (text, html) in [
        ("a**“b”**c", "a**“b”**c"),
        ("**a.**b", "**a.**b"),
        ("\\*重要：\\*后", "*重要：*后"),
        ("\\**重要：*后", "*<em>重要：</em>后"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("前 **粗** 后", "前 <strong>粗</strong> 后"),
        ("_重要：_后", "_重要：_后"),
        ("** 重要：** 后", "** 重要：** 后"),
        ("周一~周五，9:00~11:00", "周一~周五，9:00~11:00"),
        ("（~3楼）及（4楼~）", "（~3楼）及（4楼~）"),
    ] {
        assert_eq!(line(text), html, "{text}");
    }
}

#[test]
fn leaves_code_lists_fences_and_addresses_alone() {
    assert_eq!(line("`**重要：**后`"), "<code>**重要：**后</code>");
    assert_eq!(page("~~~\n**重要：**后\n~~~"), "<pre tabindex=\"0\"><code>**重要：**后\n</code></pre>\n");
    assert_eq!(page("    **重要：**后"), "<pre tabindex=\"0\"><code>**重要：**后</code></pre>\n");
    assert_eq!(page("* 一\n* **二：**三"), "<ul>\n<li>一</li>\n<li><strong>二：</strong>三</li>\n</ul>\n");
    assert_eq!(
        page(">~~~啊\n>x\n>~~~"),
        "<blockquote>\n<pre tabindex=\"0\"><code>x\n</code></pre>\n</blockquote>\n"
    );
    assert_eq!(page("***"), "<hr>\n");
    assert_eq!(line("[x](a*：*中.md \"题*：*中\")"), "<a href=\"Ua*：*中.md\" title=\"题*：*中\">x</a>");
    assert_eq!(
        line("<https://x.cn/*：*中>"),
        "<a href=\"https://x.cn/*%EF%BC%9A*%E4%B8%AD\">https://x.cn/*：*中</a>"
    );
}

#[test]
fn works_in_tables_headings_and_summaries() {
    assert!(
        page("|a|\n|-|\n|**重要：**后|\n| 前**（中）** |").contains("<td><strong>重要：</strong>后</td>")
    );
    let body = parse("## **重要：**后\n\n**重要通知：**请*“注意”*！");
    assert_eq!((body.anchors[0].text.as_str(), body.anchors[0].id.as_str()), ("重要：后", "zhong-yao-hou"));
    assert_eq!(body.summary, "重要通知：请“注意”！");
}

#[test]
fn spans_point_into_the_body_as_written() {
    let text = "**甲：**乙**“丙”**丁[x]() **戊：**己[y]()\n\n## **庚：**辛";
    assert_eq!(
        reported(text).iter().map(|reported| reported.1.as_str()).collect::<Vec<_>>(),
        ["[x]()", "[y]()"]
    );
    assert_eq!(&text[parse(text).anchors[0].span.clone()], "## **庚：**辛");
}
