//! Stories about lines that join and lines that do not.

use super::*;

#[test]
fn between_wide_characters_vanish() {
    for (text, html) in [
        ("第一行\n第二行", "第一行第二行"),
        ("第一行，\n第二行", "第一行，第二行"),
        ("**第一行**\n第二行", "<strong>第一行</strong>第二行"),
        ("第一行\n**第二行**", "第一行<strong>第二行</strong>"),
        ("~~*第一*~~\n***第二***", "<del><em>第一</em></del><em><strong>第二</strong></em>"),
        ("他说“好”\n“行”", "他说“好”“行”"),
        ("重要——\n因为", "重要——因为"),
        ("[第\n一](a.md)", "<a href=\"Ua.md\">第一</a>"),
        ("一\n二[x](a.md)三\n四", "一二<a href=\"Ua.md\">x</a>三四"),
    ] {
        assert_eq!(line(text), html, "{text}");
    }
    assert_eq!(page("> 一\n> 二\n三"), "<blockquote>\n<p>一二三</p>\n</blockquote>\n");
}

#[test]
fn stay_beside_latin_hangul_code_and_links() {
    for text in ["第一行\nword", "word\n第二行", "a\nb", "한글\n한글", "他说 “no”\n“行”"]
    {
        assert_eq!(line(text), text);
    }
    assert_eq!(line("一\n`二`\n三"), "一\n<code>二</code>\n三");
    assert_eq!(line("一\n[二](a.md)\n三"), "一\n<a href=\"Ua.md\">二</a>\n三");
    assert_eq!(line("一  \n二"), "一<br>\n二");
}

#[test]
fn are_the_same_in_summaries_headings_and_image_texts() {
    let body = parse("一\n**二**\nthree\n三![四\n五](x.jpg)\n\n标题\n二\n---\n");
    assert_eq!(body.summary, "一二 three 三");
    assert_eq!(body.anchors[0].text, "标题二");
    assert_eq!(body.links[0].alt, "四五");
}
