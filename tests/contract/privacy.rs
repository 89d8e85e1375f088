//! Personal information: what is found where, what becomes of it, and that nothing of it is left in any
//! output.

use serde_json::json;

use super::record;
use crate::common::Site;

/// A site whose settings say this of `privacy`, with one notice of that front matter and body.
pub(super) fn site(privacy: &str, front: &str, body: &str) -> Site {
    let mut site = Site::new();
    site.write("site.yaml", format!("title: 新福\nbase_url: https://notices.example.org/\n{privacy}"));
    site.write("content/notices/a.md", format!("---\ntitle: 标题\ndate: 2026-11-01\n{front}---\n{body}\n"));
    site
}

/// The codes of what is reported.
pub(super) fn codes(site: &mut Site) -> Vec<&'static str> {
    match site.try_build() {
        Ok(run) | Err(run) => run.found.iter().map(|found| found.code.id).collect(),
    }
}

#[test]
fn identity_and_card_numbers_are_refused_and_the_rest_is_reported() {
    for (body, code) in [
        ("11010519491231002X", "personal-data-refused"),
        ("6228 4804 0256 4890 018", "personal-data-refused"),
        ("13812345678", "personal-data-shown"),
        ("zhang@example.com", "personal-data-shown"),
        ("护照 E12345678", "personal-data-shown"),
        ("沪A12345", "personal-data-shown"),
        ("96号楼502室", "personal-data-shown"),
    ] {
        assert_eq!(codes(&mut site("", "", body)), [code], "{body}");
        assert_eq!(codes(&mut site("privacy: {mode: refuse}\n", "", body)), ["personal-data-refused"]);
        assert_eq!(codes(&mut site("privacy: {mode: warn}\n", "", body)), ["personal-data-shown"]);
        assert!(codes(&mut site("privacy: {mode: mask}\n", "", body)).is_empty(), "{body}");
    }
}

/// Nothing that a page shows or an address holds is hidden by how it is written.
#[test]
fn what_marks_tags_and_references_hide_is_found() {
    for body in [
        "> 手机 138\n> 1234 5678",
        "> 身份证 110105\n> 19491231002X",
        "车 沪A**12345** 停",
        "车 沪A\n12345 停",
        "住 96号楼**502室**",
        "住 96号楼502\n室",
        "<a href=\"tel:138&#49;2345678\">打</a>",
        "<a href=\"mailto:zhang&#64;example.com\">写</a>",
        "[写](mailto:zhang%40example.com)",
        "[表](https://e.example/f?q=a%2013812345678)",
        "[打](tel:%31%33812345678)",
        "138[1234](https://e.example/)5678",
        "[138](https://e.example/)12345678",
        "沪**A12345**",
        "> 车 沪A\n> 12345",
        "> 车 沪A \r\n>\t12345",
        "住 96号楼502**室**",
        "138****1234 和 138&#49;2345678",
    ] {
        let refused = codes(&mut site("privacy: {mode: refuse}\n", "", body));
        assert_eq!(refused, ["personal-data-refused"], "{body}");
        let mut masked = site("privacy: {mode: mask}\n", "", body);
        let is_told = codes(&mut masked) == ["personal-data-not-masked"];
        let page = if is_told { "" } else { masked.output("notices/a.html") };
        let shows =
            ["12345678", "110105", "A12345", "502室", "zhang"].iter().any(|value| page.contains(value));
        assert!(is_told || !shows, "{body}: {page}");
    }
}

#[test]
fn a_number_is_reported_where_it_begins_and_no_line_shows_it() {
    let mut site = site("", "", "车 沪A**12345** 停。\n\n中段。\n\n电话 138&#49;2345678");
    let told = site.build().report();
    assert!(told.contains("content/notices/a.md:5:3: "), "{told}");
    assert!(told.contains("content/notices/a.md:9:4: "), "{told}");
}

#[test]
fn a_class_may_have_a_mode_of_its_own() {
    let body = "13812345678 zhang@example.com 11010519491231002X";
    let privacy = "privacy: {mode: refuse, mobile: mask, 邮箱: 警告}\n";
    assert_eq!(codes(&mut site(privacy, "", body)), ["personal-data-shown", "personal-data-refused"]);
}

#[test]
fn what_is_found_is_reported_at_its_line_and_column() {
    let mut site = site("", "summary: 电话138-1234-5678\n", "一行\n\n**二** 139 1234\n5678");
    let told = site.build().report();
    assert!(told.contains("content/notices/a.md:4:12: "), "{told}");
    assert!(told.contains("content/notices/a.md:8:7: "), "{told}");
    assert!(!told.contains("138-1234"), "{told}");
}

#[test]
fn contact_is_public_by_intent() {
    let contact =
        "contact: {name: 居委会, phone: 13812345678, email: office@example.org, address: 96号楼502室}\n";
    let config = format!("{contact}languages: {{en: {{title: Xinfu, contact: {{phone: 13812345678}}}}}}\n");
    let mut site = site(&config, contact, "");
    site.write(
        "content/about/desk.md",
        "---\nkind: directory\ntitle: 通讯录\nunits: [{name: 值班, contact: {phone: 13812345678}}]\n---\n",
    );
    assert!(codes(&mut site).is_empty());
    site.edit("content/notices/a.md", "name: 居委会", "name: 11010519491231002X");
    assert_eq!(codes(&mut site), ["personal-data-refused"]);
}

#[test]
fn an_allowance_needs_a_reason_and_something_that_needs_it() {
    let allowed = "privacy: {allow: [{value: 138 1234 5678, why: 值班手机}]}\n";
    assert!(codes(&mut site(allowed, "", "13812345678")).is_empty());
    assert!(codes(&mut site(allowed, "summary: １３８１２３４５６７８\n", "")).is_empty());
    assert_eq!(codes(&mut site(allowed, "", "13912345678")), ["personal-data-shown", "unused-allowance"]);
    assert_eq!(codes(&mut site("privacy: {allow: [{value: 13812345678}]}\n", "", "")), ["missing-key"]);
}

#[test]
fn an_allowance_that_is_needed_no_more_is_reported_when_a_body_is_saved() {
    let mut site = site("privacy: {allow: [{value: 13812345678, why: 值班}]}\n", "", "13812345678");
    site.build();
    site.edit("content/notices/a.md", "\n13812345678\n", "\n没有了\n");
    assert_eq!(codes(&mut site), ["unused-allowance"]);
}

#[test]
fn a_mask_keeps_links_anchors_and_summaries() {
    let body = "张三 138 1234 5678，见[说明](../notices/a.md#致电-13812345678)和[拨号](tel:13812345678)。\n\n\
                ## 致电 13812345678\n\n<13812345678@example.com>，`13812345678`，139**1234**5678。";
    let mut site = site("privacy: {mode: mask}\n", "", body);
    assert_eq!(record(&mut site, "notice")["summary"], "张三 138****5678，见说明和拨号。");
    let page = site.output("notices/a.html");
    assert!(page.contains("<code>138****5678</code>"), "{page}");
    assert!(page.contains("138********@example.com"), "{page}");
    assert!(page.contains("139****5678"), "{page}");
    assert!(!page.contains("tel:") && !page.contains('\u{FDD0}'), "{page}");
}

#[test]
fn a_file_named_after_somebody_gets_another_address() {
    let mut site = site("privacy: {mode: mask}\n", "", "见[另一份](13812345678.md)。");
    site.write(
        "content/notices/13812345678.md",
        "---\ntitle: 13812345678\ndate: 2026-11-02\nrefs: [notices/a.md]\n---\n",
    );
    let told = site.build().report();
    assert!(told.is_empty(), "{told}");
    let all = site.data("notice", "2026");
    assert_eq!(all[0]["url"], "notices/138xxxx5678.html");
    assert_eq!(all[0]["source"], "notices/138xxxx5678.md");
    assert_eq!(all[0]["title"], json!("138****5678"));
    assert_eq!(all[1]["backlinks"], json!(["notices/138xxxx5678.md"]));
}

/// A PDF of one page whose content stream is this; its font is none that is in the file.
fn pdf(content: &str) -> Vec<u8> {
    pdf_with(content, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
}

/// The same with another font.
fn pdf_with(content: &str, font: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        font.to_owned(),
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut starts = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        starts.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = bytes.len();
    let rows: String = starts.iter().map(|start| format!("{start:010} 00000 n \n")).collect();
    let head = "xref
0 6
0000000000 65535 f 
";
    let tail = format!(
        "trailer
<</Size 6/Root 1 0 R>>
startxref
{table}
%%EOF
"
    );
    bytes.extend(format!("{head}{rows}{tail}").bytes());
    bytes
}

/// A site that asks for masks and publishes this file beside its notice.
pub(super) fn with_file(name: &str, bytes: &[u8]) -> Site {
    let mut site = site("privacy: {mode: mask}\n", &format!("attachments: [{name}]\n"), "");
    site.write(&format!("content/notices/{name}"), bytes);
    site
}

#[test]
fn attached_texts_and_their_names_cannot_be_masked() {
    let mut text = with_file("list.csv", b"a,b\nc,138-1234-5678\n");
    assert_eq!(codes(&mut text), ["personal-data-not-masked"]);
    let told = text.try_build().err().unwrap().report();
    assert!(told.starts_with("content/notices/list.csv:2:2: "), "{told}");
    let mut name = with_file("13812345678.txt", b"nothing");
    assert!(codes(&mut name).iter().all(|code| *code == "personal-data-not-masked"));
    assert!(codes(&mut with_file("plan.txt", b"nothing")).is_empty());
    text.edit("site.yaml", "{mode: mask}", "{mode: mask, allow: [{value: 13812345678, why: 值班}]}");
    assert!(codes(&mut text).is_empty());
}

#[cfg(feature = "pdf")]
#[test]
fn attached_pdf_is_read_page_by_page() {
    let text = "BT /F 12 Tf 20 200 Td (Call 138 1234) Tj 0 -14 Td (5678 and) Tj ET";
    let mut site = with_file("list.pdf", &pdf(text));
    assert_eq!(codes(&mut site), ["personal-data-not-masked"]);
    let told = site.try_build().err().unwrap().report();
    assert!(told.contains("page 1: a mobile number, 138****5678"), "{told}");
    // As programs write Chinese that leave the font to the reader.
    let font = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[\
                <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo\
                <</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>]>>";
    let codes_of: String = "电话13812345678".encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    let chinese = pdf_with(&format!("BT /F 12 Tf 20 200 Td <{codes_of}> Tj ET"), font);
    assert_eq!(codes(&mut with_file("list.pdf", &chinese)), ["personal-data-not-masked"]);
    // What stands in two columns is not one number.
    let columns = "BT /F 12 Tf 20 200 Td (138123) Tj 150 0 Td (45678) Tj ET";
    assert!(codes(&mut with_file("list.pdf", &pdf(columns))).len() <= 1);
    let none = codes(&mut with_file("list.pdf", &pdf("0 0 10 10 re f")));
    assert_eq!(none, ["personal-data-unread"]);
    assert_eq!(codes(&mut with_file("list.pdf", b"%PDF-1.4 and no more")), ["personal-data-unread"]);
}

#[cfg(feature = "xlsx")]
#[test]
fn attached_office_documents_are_read_by_paragraph_and_row() {
    use super::rows_xlsx::book;
    let types = ("[Content_Types].xml", "<Types/>");
    let document = "<w:document><w:p><w:t>名单</w:t></w:p>\
                    <w:p><w:r><w:t>138</w:t></w:r><w:r><w:t>1234</w:t></w:r>\
                    <w:t>5678</w:t></w:p></w:document>";
    let mut docx = with_file("list.docx", &book(&[types, ("word/document.xml", document)]));
    let told = docx.try_build().err().unwrap().report();
    assert!(told.contains("paragraph 2: a mobile number, 138****5678"), "{told}");
    let shared = "<sst><si><t>姓名</t></si><si><t>139 1234 5678</t></si></sst>";
    let sheet = "<worksheet><row r='1'><c t='s'><v>0</v></c></row><row r='7'><c><v>13812345678</v></c>\
                 <c t='s'><v>1</v></c></row></worksheet>";
    let parts = [types, ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", shared)];
    let told = with_file("list.xlsx", &book(&parts)).try_build().err().unwrap().report();
    assert!(told.contains("sheet1, row 7: a mobile number, 138****5678"), "{told}");
    assert!(told.contains("sheet1, row 7: a mobile number, 139****5678"), "{told}");
    assert_eq!(codes(&mut with_file("list.docx", b"no archive")), ["personal-data-unread"]);
    assert_eq!(codes(&mut with_file("list.gz", b"\x1f\x8b\x08\0")), ["personal-data-unread"]);
}

#[cfg(all(feature = "pdf", feature = "xlsx"))]
#[test]
fn what_stands_beside_the_text_of_a_document_is_read_too() {
    use super::rows_xlsx::book;
    let types = ("[Content_Types].xml", "<Types/>");
    let picture = "<w:document><w:p><w:r><wp:docPr descr='看门的 13812345678'/></w:r></w:p></w:document>";
    let tab = "<workbook><sheets><sheet name='13812345678'/></sheets></workbook>";
    let head = "<worksheet><headerFooter><oddHeader>&amp;C13812345678&amp;R第1页</oddHeader></headerFooter>\
                </worksheet>";
    let note = "<comments><authors><author>Lenovo</author></authors><comment><t>13812345678</t></comment>\
                </comments>";
    for (name, part, xml) in [
        ("a.docx", "word/document.xml", picture),
        ("a.xlsx", "xl/workbook.xml", tab),
        ("b.xlsx", "xl/worksheets/sheet1.xml", head),
        ("c.xlsx", "xl/comments1.xml", note),
        (
            "d.xlsx",
            "xl/pivotCache/pivotCacheDefinition1.xml",
            "<sharedItems><s v='13812345678'/></sharedItems>",
        ),
    ] {
        assert_eq!(
            codes(&mut with_file(name, &book(&[types, (part, xml)]))),
            ["personal-data-not-masked"],
            "{xml}"
        );
    }
    let inside = book(&[types, ("word/embeddings/a.xlsx", "x")]);
    assert_eq!(codes(&mut with_file("e.docx", &inside)), ["personal-data-unread"]);
    let json = br#"{"tel": "\u0031\u0033812345678"}"#;
    assert_eq!(codes(&mut with_file("a.json", json)), ["personal-data-not-masked"]);
    let utf_16: String = "13812345678".bytes().map(|byte| format!("00{byte:02X}")).collect();
    for beside in [
        "/Annots[<</Subtype/FreeText/Contents(13812345678)>>]".to_owned(),
        format!("/AcroForm<</Fields[<</FT/Tx/V<FEFF{utf_16}>>>]>>"),
        "/Annots[<</Subtype/Link/A<</S/URI/URI(tel:13812345678)>>>>]".to_owned(),
    ] {
        let font = format!("<</Type/Font/Subtype/Type1/BaseFont/Helvetica{beside}>>");
        let mut site = with_file("a.pdf", &pdf_with("BT /F 12 Tf 10 100 Td (ABC) Tj ET", &font));
        assert_eq!(codes(&mut site), ["personal-data-not-masked"], "{beside}");
    }
}

#[test]
fn small_counts_by_building_are_hidden_and_totals_are_not() {
    let vote = "kind: consultation\nquestion: 装灯？\nopens: 2026-10-01\ncloses: 2026-10-08\nrule: majority\n\
        eligible: {people: 150}\nballots: {issued: 150, returned: 120, invalid: 0}\n\
        options: [{label: 同意, people: 83, approve: true}, {label: 不同意, people: 37}]\nby_place:\n\
        - {place: 1号楼, eligible: 40, returned: 30, options: {同意: 28, 不同意: 2}}\n\
        - {place: 2号楼, eligible: 50, returned: 40, options: {同意: 30, 不同意: 10}}\n\
        - {place: 3号楼, eligible: 60, returned: 50, options: {同意: 25, 不同意: 25}}\n";
    let mut site = site("", vote, "");
    site.build();
    assert!(site.output("notices/a.html").contains("<td>28</td><td>2</td>"));
    site.write(
        "site.yaml",
        "title: 新福\nbase_url: https://notices.example.org/\nprivacy: {small_cells: 5}\n",
    );
    site.build();
    let page = site.output("notices/a.html");
    assert!(page.contains("<td>30</td><td>…</td><td>&lt;5</td>"), "{page}");
    assert!(page.contains("<td>40</td><td>…</td><td>…</td>"), "{page}");
    assert!(page.contains("83") && page.contains("37"), "{page}");
    site.is_as_clean();
}

#[test]
fn places_of_a_project_with_few_are_left_out_and_one_more() {
    let project = "kind: project\nprogress: [{place: 甲弄, total: 42, done: 42}, \
                   {place: 乙弄, total: 38, done: 36}, \
                   {place: 丙弄, total: 45, done: 30}]\n";
    let mut site = site("privacy: {small_cells: 5}\n", project, "");
    site.build();
    let page = site.output("notices/a.html");
    assert!(!page.contains("乙弄") && !page.contains("甲弄") && page.contains("丙弄"), "{page}");
    assert_eq!(site.data("project", "2026")[0]["facts"]["done"], 108);
}

#[test]
fn places_of_a_project_in_which_nothing_is_done_do_not_follow_from_the_total() {
    let page = |progress: &str| {
        let project = format!("kind: project\nprogress: [{progress}]\n");
        let mut site = site("privacy: {small_cells: 5}\n", &project, "");
        site.build();
        site.output("notices/a.html").to_owned()
    };
    let [first, second, third] =
        ["1号楼, total: 10, done: ", "2号楼, total: 20, done: ", "3号楼, total: 40, done: "]
            .map(|place| move |done: u64| format!("{{place: {place}{done}}}"));
    let nothing = page(&[first(0), second(0), third(30)].join(", "));
    assert!(["1号楼", "2号楼", "3号楼"].iter().all(|place| !nothing.contains(place)), "{nothing}");
    let some = page(&[first(0), second(3), third(30)].join(", "));
    assert!(!some.contains("1号楼") && !some.contains("2号楼") && some.contains("3号楼"), "{some}");
    // No place is complete: where two are missing in two of them, one is missing in each.
    let each = page(&[first(9), second(19), third(30)].join(", "));
    assert!(["1号楼", "2号楼", "3号楼"].iter().all(|place| !each.contains(place)), "{each}");
    // Of 10 and 20 all but one are done: either may be the one that is not.
    let nearly = page(&[first(10), second(19), third(30)].join(", "));
    assert!(!nearly.contains("1号楼") && !nearly.contains("2号楼") && nearly.contains("3号楼"), "{nearly}");
}

#[test]
fn a_rebuild_after_another_treatment_is_as_a_clean_build() {
    let mut site = site("", "summary: 电话13812345678\n", "正文 13912345678。");
    site.build();
    for privacy in ["{mode: mask}", "{mode: warn}", "{mobile: mask}", "{mode: mask, small_cells: 5}"] {
        let settings = "title: 新福\nbase_url: https://notices.example.org/\n";
        site.write("site.yaml", format!("{settings}privacy: {privacy}\n"));
        site.build();
        site.is_as_clean();
        let is_masked = !site.output("notices/a.html").contains("12345678");
        assert_eq!(is_masked, privacy.contains("mask"), "{privacy}");
    }
}
