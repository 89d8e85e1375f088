//! Places that are not in the register, and figures that contradict it.

use crate::diag::catalogue;

catalogue! {
    UNKNOWN_PLACE = Error "unknown-place" {
        title: "登记册里没有这个地方", "a place that is not in the register";
        rule: "`site.yaml` 里有 `places` 登记册时，记录的范围只能用其中的名字，住户才能在自己楼的页面上看到它；`languages` 里\
               的译名也对着这些名字写。请改用登记的写法，或先把新地方加进登记册。",
              "Where `site.yaml` has a register of `places`, records use only its names, so that residents \
               find \
               them on the page of their own building; the names in `languages` are translations of these. \
               Use \
               the name in the register, or add the place to the register first.";
        source: "网站自己的 `places`。", "The site's own `places`.";
        wrong: "places: [梧桐理]"
               | "places: [Plane Lnae]";
        right: "places: [梧桐里]"
               | "places: [Plane Lane]";
    }

    AMBIGUOUS_PLACE = Error "ambiguous-place" {
        title: "有几个地方叫这个名字", "several places have this name";
        rule: "登记册里有两处同名，比如两个小区都有 1号楼。请连上一级一起写：梧桐里/1号楼。",
              "The register has this name more than once, as when two estates both have a Building 1. Write \
               it \
               with what it is part of: `Plane Lane/Building 1`.";
        source: "网站自己的 `places`。", "The site's own `places`.";
        wrong: "places: [1号楼]"
               | "places: [Building 1]";
        right: "places: [梧桐里/1号楼]"
               | "places: [Plane Lane/Building 1]";
    }

    MORE_PEOPLE_THAN_REGISTER = Error "more-people-than-register" {
        title: "人数多于登记册", "more people than the register has";
        rule: "有资格参加的人数不能多于登记册上这些地方的人数。不是数字抄错，就是登记册该更新了。",
              "No more people can be eligible than live in the places the record names. Either a figure was \
               copied \
               wrongly or the register is out of date.";
        source: "网站自己的 `places` 登记册。", "The register in the site's own `places`.";
        wrong: "places: [1号楼]              # people: 96", "eligible: {people: 196}"
               | "places: [Building 1]              # people: 96", "eligible: {people: 196}";
        right: "places: [1号楼]              # people: 96", "eligible: {people: 96}"
               | "places: [Building 1]              # people: 96", "eligible: {people: 96}";
    }

    MORE_AREA_THAN_REGISTER = Error "more-area-than-register" {
        title: "面积大于登记册", "more area than the register has";
        rule: "有资格参加的专有部分面积不能大于登记册上这些地方的面积。单位是平方米；不是数字抄错，就是登记册该更新了。",
              "The eligible area, in square metres, cannot be larger than that of the places that the record \
               names. Either a figure was copied wrongly or the register is out of date.";
        source: "《中华人民共和国民法典》第二百七十八条（专有部分面积）；网站自己的登记册。",
                "PRC Civil Code, art. 278 (area of the exclusive parts); the site's own register.";
        wrong: "places: [1号楼]              # area: 7680.50", "eligible: {people: 96, area: 76805.0}"
               | "places: [Building 1]              # area: 7680.50", "eligible: {people: 96, area: 76805.0}";
        right: "places: [1号楼]              # area: 7680.50", "eligible: {people: 96, area: 7680.50}"
               | "places: [Building 1]              # area: 7680.50", "eligible: {people: 96, area: 7680.50}";
    }

    HEADCOUNT_ABOVE_UNITS = Warning "headcount-above-units" {
        title: "业主人数多于专有部分的数量", "more owners than units";
        rule: "按民法典第二百七十八条表决时，一个专有部分（住宅、商铺、车库等）只算一人，人数不应多于登记册里的 `units`。\
               请核对是否把同一套房的几个共有人分别算了。",
              "In a vote under art. 278 of the Civil Code each exclusive unit (flat, shop or garage) counts \
               as \
               one person, so there should be no more people than `units` in the register. Check whether \
               joint \
               owners of one flat were counted separately.";
        source: "《业主大会和业主委员会指导规则》（建房〔2009〕274号）：一个专有部分按一人计算。",
                "Guiding Rules for Owners' Assemblies (Jianfang [2009] 274): one exclusive unit counts as \
                 one person.";
        wrong: "rule: civil-code-278", "places: [1号楼]              # units: 48",
               "eligible: {people: 96, area: 7680.50}"
               | "rule: civil-code-278", "places: [Building 1]              # units: 48",
                 "eligible: {people: 96, area: 7680.50}";
        right: "rule: civil-code-278", "places: [1号楼]              # units: 48",
               "eligible: {people: 48, area: 7680.50}"
               | "rule: civil-code-278", "places: [Building 1]              # units: 48",
                 "eligible: {people: 48, area: 7680.50}";
    }
}
