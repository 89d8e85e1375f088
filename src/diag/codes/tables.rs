//! Mistakes in tables: files that are not tables, their headers, and their cells. A wrong value in a cell
//! is reported with the code of that value.

use crate::diag::catalogue;

catalogue! {
    MISSING_TABLE = Error "missing-table" {
        title: "写明的表格不在", "a table is not there";
        rule: "栏目的 rows、收支的 entries 写了表格的文件名，这个表格要和写它的文件放在同一个文件夹，是 CSV、TSV 或 XLSX。\
               里弄不会当它是空的继续发布，否则一整栏记录、一整期收支会悄悄从网站上消失。",
              "A table that a section names as `rows`, or a ledger as `entries`, must stand in the same \
               folder and be a CSV, TSV or XLSX file. Lilong does not take it for empty: all that it holds \
               would silently vanish from the site.";
        source: "实践经验。", "experience.";
        wrong: "rows: 维修登记.xls" | "rows: repairs.xls";
        right: "rows: 维修登记.xlsx" | "rows: repairs.xlsx";
    }

    BAD_TABLE = Error "bad-table" {
        title: "表格读不出来", "a table cannot be read";
        rule: "表格是 CSV、TSV（UTF-8 或 GB18030）或 XLSX。读不出来往往是文件没有存完、加了密码、换了后缀，\
               或 CSV 里有一个双引号没有配对。用表格软件打开，另存一次。",
              "A table is CSV or TSV, in UTF-8 or GB18030, or XLSX. Usually the file was not saved \
               completely, is \
               protected with a password or has another format's ending, or a quote in a CSV file is never \
               closed. Open it in a spreadsheet program and save it again.";
        source: "RFC 4180（CSV）；ECMA-376（XLSX）。", "RFC 4180 (CSV); ECMA-376 (XLSX).";
        wrong: "2026-03-02,\"3号楼电梯" | "2026-03-02,\"Lift of Building 3";
        right: "2026-03-02,\"3号楼电梯\"" | "2026-03-02,\"Lift of Building 3\"";
    }

    TABLE_TOO_LARGE = Error "table-too-large" {
        title: "表格太大", "a table is too large";
        rule: "一个表格最多 8 MB、5 万行、256 列，一格最多 64 KB；XLSX 解开以后最多 64 MB。\
               几年的登记分成几个表格，居民也更好找。",
              "A table has at most 8 MB, 50,000 rows and 256 columns, and 64 KB in a cell; an XLSX file \
               unpacks to at most 64 MB. A register of many years is better split into several tables, for \
               readers too.";
        source: "实践经验。一份登记不会有这么多行；多半是误选了整列，或文件有问题。",
                "experience. No register has so many rows: most likely whole columns were filled by mistake.";
        wrong: "rows: 2010-2026.xlsx";
        right: "rows: 2026.xlsx";
    }

    NO_HEADS = Error "no-heads" {
        title: "表格里没有列名", "a table has no header row";
        rule: "表格的第一行写列名，列名就是字段名，中文英文都可以；下面每行一条记录。",
              "The first row of a table is its header: the names of fields, in English or Chinese; each row \
               below is a record.";
        source: "实践经验。", "experience.";
        wrong: "（空文件）" | "(an empty file)";
        right: "标题,日期,范围", "电梯检修,2026-03-02,3号楼"
               | "title,date,places", "Lift repairs,2026-03-02,Building 3";
    }

    UNKNOWN_COLUMN = Error "unknown-column" {
        title: "不认识的列名", "a column header is not the name of a field";
        rule: "列名是字段名：title 或 标题；用点进到里面：posted.days、公示期.天数、metrics.电话关心；\
               列表里的第几个写数字：options.2.label。body（正文）是 Markdown。\
               不认识的列不会悄悄略过，否则写错一个字，整列就不见了。不发布的内部备注请另存一份表格。",
              "Heads are names of fields: `title` or `标题`. A full stop reaches inside, as in `posted.days` \
               or \
               `metrics.calls`, and a number names one of a list, as in `options.2.label`. `body` is \
               Markdown. An \
               unknown column is not passed over in silence: one wrong letter would lose it whole. Keep \
               remarks \
               that are not for publication in another table.";
        source: "与文件头同样的规则：不认识的字段是错误。", "the rule of front matter: unknown keys are errors.";
        wrong: "标题,日其" | "title,dat";
        right: "标题,日期" | "title,date";
    }

    DUPLICATE_COLUMN = Error "duplicate-column" {
        title: "两列是同一个字段", "two columns are the same field";
        rule: "每个字段只有一列。title 和 标题 是同一个字段；posted 与 posted.days 也不能并列。",
              "Each field has one column. `title` and `标题` are one field, and `posted` cannot stand beside \
               `posted.days`.";
        source: "实践经验。两个值不同的时候，谁也不知道哪个算数。",
                "experience. Where the two differ, nobody knows which one counts.";
        wrong: "标题,日期,title" | "title,date,title";
        right: "标题,日期" | "title,date";
    }

    MISSING_COLUMN = Error "missing-column" {
        title: "缺少一列", "a column is missing";
        rule: "每条记录都要有的字段，表格里要有这一列：标题，以及这种记录所要的日期。",
              "What every record needs must have a column: the title, and the date where records of this \
               kind \
               have one.";
        source: "与文件头同样的规则。", "the rule of front matter.";
        wrong: "标题,范围" | "title,places";
        right: "标题,日期,范围" | "title,date,places";
    }

    CELL_WITHOUT_HEAD = Error "cell-without-head" {
        title: "这一格上面没有列名", "a cell has no column header";
        rule: "每一格都属于一列，列名在第一行。没有列名的格子，多半是 CSV 里有一格含有逗号而没有加双引号，\
               后面的格子都往右错了一位。",
              "Every cell belongs to a column, whose header is in the first row. Usually a cell of a CSV \
               file holds a comma and has no quotes around it, so that all cells behind it moved to the \
               right.";
        source: "RFC 4180 第 2 节。", "RFC 4180, section 2.";
        wrong: "标题,日期", "停水,停电,2026-03-02" | "title,date", "Water, power off,2026-03-02";
        right: "标题,日期", "\"停水,停电\",2026-03-02" | "title,date", "\"Water, power off\",2026-03-02";
    }

    CELL_ERROR = Error "cell-error" {
        title: "公式没有算出值", "a formula has no value";
        rule: "里弄不计算公式，读的是表格软件上次保存时算出的值。#REF!、#DIV/0! 这样的错误值不能发布；由别的程序写出、还没有算过的公式，也没有值可读。",
              "Lilong computes no formulas: it reads the values that the spreadsheet program had computed \
               when it saved the file. An error such as `#REF!` or `#DIV/0!` cannot be published, and a \
               formula that another program wrote has no value until somebody opens and saves the file.";
        source: "ECMA-376 第 18.17 节。", "ECMA-376, section 18.17.";
        wrong: "=B2/C2  →  #DIV/0!";
        right: "=B2/C2  →  310.1";
    }

    HIDDEN_CELLS = Error "hidden-cells" {
        title: "表格里有隐藏的行或列", "rows or columns of a table are hidden";
        rule: "隐藏的行和列在表格软件里看不见，文件里却有。发布它们，可能泄露本来不想公开的内容；略过它们， 忘了取消的筛选又会让记录悄悄消失。所以要由人来决定：取消隐藏，或删去。",
              "Hidden rows and columns are not seen in the spreadsheet program, and are in the file all the \
               same. To publish them may disclose what was not meant to be public; to leave them out may \
               lose records because somebody forgot to clear a filter. So somebody has to decide: show \
               them, or delete them.";
        source: "实践经验。公开文件里最常见的泄露，就是隐藏的行和列。",
                "experience. Hidden rows and columns are the commonest leak in published files.";
        wrong: "（第 5 至 9 行被筛选隐藏）" | "(rows 5 to 9 hidden by a filter)";
        right: "（取消筛选以后保存）" | "(saved with the filter cleared)";
    }

    OTHER_KIND_IN_ROW = Error "other-kind-in-row" {
        title: "这一行写了另一种记录", "a row names another kind";
        rule: "一个表格里的记录是同一种，由栏目的 kind 决定，列的含义才是一样的。别种记录写成文件，或放进另一个栏目。",
              "All rows of a table are records of one kind, which the section's `kind` names: so a column \
               means \
               the same in every row. Write a record of another kind as a file, or put it into another \
               section.";
        source: "实践经验。", "experience.";
        wrong: "标题,类型", "电梯表决,意见征询" | "title,kind", "Vote on the lift,consultation";
        right: "标题,类型", "电梯检修,公告" | "title,kind", "Lift repairs,notice";
    }
}
