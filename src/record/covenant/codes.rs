//! Mistakes in covenants: votes that did not adopt them, and versions that do not follow each other.

use crate::diag::catalogue;

catalogue! {
    NOT_ADOPTED = Error "not-adopted" {
        title: "公约写的通过依据没有通过它", "the record named in `adopted_by` did not adopt the covenant";
        rule: "`adopted_by` 写通过这份公约的会议或意见征询，它的结果须是通过，或不经表决一致同意。有几项决议、几个问题的，至少有一项通过。\
               还在表决的，先写成草稿。",
              "`adopted_by` names the meeting or the consultation that adopted the covenant; it must have \
               passed something, or adopted it by consensus. As long as people still vote, keep the covenant \
               as a draft.";
        source: "《民法典》第二百七十八条：制定和修改管理规约由业主共同决定。",
                "Civil Code of the PRC, article 278: owners decide together on rules and on changing them.";
        wrong: "adopted_by: consultations/lift-covenant.md    # 未通过"
               | "adopted_by: consultations/lift-covenant.md    # it failed";
        right: "adopted_by: consultations/lift-covenant-2.md    # 通过"
               | "adopted_by: consultations/lift-covenant-2.md    # it passed";
    }

    SUPERSEDES_NO_COVENANT = Error "supersedes-no-covenant" {
        title: "被取代的不是公约", "a covenant supersedes something other than a covenant";
        rule: "`supersedes` 写旧版公约的路径。与别的记录有关的，写进 `refs`。",
              "`supersedes` is the path of the earlier covenant. Other records that have to do with it \
               belong in `refs`.";
        source: "实践经验。各版公约逐条对照，才看得出改了什么。",
                "experience. Versions are compared article by article, so that people see what changed.";
        wrong: "supersedes: notices/lift.md";
        right: "supersedes: covenants/lift-1.md";
    }

    SUPERSEDES_CIRCLE = Error "supersedes-circle" {
        title: "公约互相取代", "covenants supersede each other in a circle";
        rule: "每一版只取代比它早的一版，最早的一版没有 `supersedes`。绕成一圈，就说不清哪一版有效。",
              "Each version supersedes one that is older, and the first has no `supersedes`. In a circle \
               nobody can tell which one is in force.";
        source: "实践经验。一份公约同时只有一版有效。", "experience. Of a covenant one version is in force at a time.";
        wrong: "supersedes: covenants/lift-2.md    # lift-2.md 又写 supersedes: covenants/lift-1.md"
               | "supersedes: covenants/lift-2.md    # and lift-2.md has `supersedes: covenants/lift-1.md`";
        right: "# lift-1.md 不写 supersedes" | "# lift-1.md has no `supersedes`";
    }

    SUPERSEDED_TWICE = Error "superseded-twice" {
        title: "两份公约取代同一版", "two covenants supersede the same one";
        rule: "一版公约只由一版取代。先后修改两次的，第二次修改取代的是第一次改后的那一版。撤回的公约不算。",
              "A version is superseded by one other. What was changed twice was changed the second time in \
               the version that the first change made. Withdrawn covenants do not count.";
        source: "实践经验。一份公约同时只有一版有效。", "experience. Of a covenant one version is in force at a time.";
        wrong: "supersedes: covenants/lift-1.md    # lift-2.md 已经取代它"
               | "supersedes: covenants/lift-1.md    # lift-2.md supersedes it already";
        right: "supersedes: covenants/lift-2.md";
    }

    EFFECTIVE_BEFORE_OLDER = Warning "effective-before-older" {
        title: "新版比旧版先施行", "a version takes effect before the one that it supersedes";
        rule: "新版通常在旧版之后施行，日期多半抄错了一个。旧版还没有施行就改了的，不必理会。",
              "A version mostly takes effect after the one that it supersedes: one of the two dates is \
               likely a mistake. Where the older was changed before it applied, leave it as it is.";
        source: "实践经验。先后颠倒的日期多半有一个是错的。",
                "experience. Of two dates in the wrong order one is mostly a mistake.";
        wrong: "effective: 2025-12-01    # 旧版 2026-05-01 施行"
               | "effective: 2025-12-01    # the older one takes effect on 2026-05-01";
        right: "effective: 2026-12-01";
    }
}
