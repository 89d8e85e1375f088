//! Attached files of every sort: read, known to hold no text, or named.

use super::privacy::{codes, with_file};

const SHOWN: [&str; 1] = ["personal-data-not-masked"];

#[test]
fn what_is_neither_read_nor_without_text_is_named() {
    for end in [
        "doc", "xls", "ppt", "xlsb", "key", "pages", "numbers", "rtf", "wps", "et", "dps", "zip", "7z",
        "dwg", "vsdx", "eml", "one", "unheard",
    ] {
        let bytes = if matches!(end, "rtf" | "eml") { &b"{\\rtf1 a}"[..] } else { b"PK\x03\x04\0\0\0\0\0\0" };
        let mut site = with_file(&format!("list.{end}"), bytes);
        assert_eq!(codes(&mut site), ["personal-data-unread"], "{end}");
        site.build();
    }
    assert_eq!(codes(&mut with_file("list", b"\0\0\0\0")), ["personal-data-unread"]);
    for end in ["mp3", "mp4", "wav", "woff2"] {
        assert!(codes(&mut with_file(&format!("list.{end}"), b"\0\0\0\0\0\0\0\0\0\0")).is_empty(), "{end}");
    }
    // What an old ending says and is a text is read.
    assert_eq!(codes(&mut with_file("list.doc", b"13812345678")), SHOWN);
}

#[test]
fn comments_and_verbatim_text_of_markup_part_no_number() {
    for text in ["110105<!-- x -->198501121003", "110105<![CDATA[198501121003]]>", "110105<?x?>198501121003"]
    {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'><text>{text}</text></svg>");
        let found = codes(&mut with_file("plan.svg", svg.as_bytes()));
        assert!(found.contains(&"personal-data-not-masked"), "{text}: {found:?}");
    }
}

#[cfg(feature = "xlsx")]
mod office {
    use super::super::privacy::{codes, with_file};
    use super::super::rows_xlsx::book;
    use super::SHOWN;

    const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

    /// The codes of a document of these parts.
    fn of(name: &str, part: &str, text: &str) -> Vec<&'static str> {
        codes(&mut with_file(name, &book(&[TYPES, (part, text)])))
    }

    #[test]
    fn templates_and_documents_with_macros_are_read() {
        for end in ["docm", "dotx", "dotm"] {
            let document = "<w:document><w:p><w:t>13812345678</w:t></w:p></w:document>";
            assert_eq!(of(&format!("a.{end}"), "word/document.xml", document), SHOWN, "{end}");
        }
        for end in ["pptm", "potx", "potm", "ppsx", "ppsm"] {
            let slide = "<p:sld><a:p><a:t>13812345678</a:t></a:p></p:sld>";
            assert_eq!(of(&format!("a.{end}"), "ppt/slides/slide1.xml", slide), SHOWN, "{end}");
        }
        for end in ["xlsm", "xltx", "xltm"] {
            let sheet = "<worksheet><row r='1'><c><v>13812345678</v></c></row></worksheet>";
            assert_eq!(of(&format!("a.{end}"), "xl/worksheets/sheet1.xml", sheet), SHOWN, "{end}");
        }
        for end in ["odg", "ott", "ots", "otp", "otg"] {
            assert_eq!(
                of(&format!("a.{end}"), "content.xml", "<text:p>13812345678</text:p>"),
                SHOWN,
                "{end}"
            );
        }
    }

    #[test]
    fn attributes_that_tell_of_people_are_read() {
        for (name, part, element) in [
            ("a.docx", "word/document.xml", "w:default w:val='13812345678'"),
            ("a.docx", "word/settings.xml", "w:docVar w:name='a' w:val='13812345678'"),
            ("a.docx", "word/document.xml", "pic:cNvPr name='13812345678.jpg'"),
            ("a.docx", "word/document.xml", "wp:docPr title='电话 138 1234 5678'"),
            ("a.docx", "word/document.xml", "w:listItem w:displayText='13812345678' w:value='1'"),
            ("a.docx", "word/document.xml", "v:shape alt='13812345678'"),
            ("a.docx", "word/document.xml", "v:textpath string='13812345678'"),
            ("a.docx", "word/_rels/document.xml.rels", "Relationship Target='mailto:zhang%40example.com'"),
            ("a.xlsx", "xl/worksheets/sheet1.xml", "hyperlink ref='A1' display='13812345678'"),
            ("a.xlsx", "xl/worksheets/sheet1.xml", "hyperlink ref='A1' tooltip='13812345678'"),
            ("a.xlsx", "xl/worksheets/sheet1.xml", "dataValidation prompt='问 13812345678'"),
            ("a.xlsx", "xl/worksheets/sheet1.xml", "filter val='13812345678'"),
            ("a.xlsx", "xl/tables/table1.xml", "tableColumn id='1' name='13812345678'"),
            ("a.odt", "content.xml", "text:a xlink:href='tel:+86-138-1234-5678'"),
            ("a.ods", "content.xml", "table:table-cell office:value='13812345678'"),
        ] {
            assert_eq!(of(name, part, &format!("<x><{element}/></x>")), SHOWN, "{element}");
        }
        let twice = "<x><table:table-cell office:value='13812345678'><text:p>13812345678</text:p>\
                     </table:table-cell></x>";
        assert_eq!(of("a.ods", "content.xml", twice), SHOWN);
        let measures = "<x><a:ext cx='5274310' cy='3296285'/><w:p w:rsidR='00E12345' w14:paraId='4E123456'/>\
                        <w:bookmarkStart w:id='0' w:name='_Toc138123456'/>\
                        <a:ext uri='{28A0092B-C50C-407E-A947-70E740481C1C}'/></x>";
        assert!(of("a.docx", "word/document.xml", measures).is_empty());
    }

    #[test]
    fn parts_that_are_texts_are_read_and_others_that_are_no_pictures_are_named() {
        for (part, text) in [
            ("word/afchunk.htm", "<p>138<b>1234</b>5678</p>"),
            ("word/media/image1.svg", "<svg><text>138<!-- x -->12345678</text></svg>"),
            ("customXml/item1.txt", "13812345678"),
            ("xl/drawings/vmlDrawing1.vml", "<v:shape alt='13812345678'><br>"),
        ] {
            assert_eq!(of("a.docx", part, text), SHOWN, "{part}");
        }
        for part in ["word/afchunk.mht", "word/afchunk.docx", "word/vbaProject.bin"] {
            assert_eq!(of("a.docx", part, "PK\u{3}\u{4}\0\0\0\0"), ["personal-data-unread"], "{part}");
        }
        for part in
            ["word/media/image1.png", "word/fonts/font1.odttf", "xl/printerSettings/printerSettings1.bin"]
        {
            assert!(of("a.docx", part, "\0\0\0\0\0").is_empty(), "{part}");
        }
    }
}
