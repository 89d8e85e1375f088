//! Sealed files and records that have changed since.

use crate::diag::catalogue;

catalogue! {
    CHANGED_SINCE_SEAL = Warning "changed-since-seal" {
        title: "封存之后改过，没有写更正", "changed since it was sealed, without a correction";
        rule: "`lilong seal` 把当时发布的每一条记下指纹。之后改了内容，指纹就变了；改了什么，要在 `corrections` 里写一条，让看过旧版的人知道。\
               补结果、到期这些会自己变的不算。",
              "`lilong seal` notes the fingerprint of each record. What is changed later has another: say \
               what in a new entry of `corrections`, so that people who read the old text learn of it. \
               Results that come in, and what the day changes, do not count.";
        source: "实践经验。公示的内容悄悄改掉，比写错更让人不放心。",
                "experience. A notice that changes silently costs more trust than one that was wrong.";
        wrong: "date: 2026-03-05";
        right: "date: 2026-03-05", "corrections: [{date: 2026-03-04, what: 检修改到3月5日}]"
             | "date: 2026-03-05", "corrections: [{date: 2026-03-04, what: moved to 5 March}]";
    }

    GONE_SINCE_SEAL = Warning "gone-since-seal" {
        title: "封存过的记录没有了", "a record that was sealed is gone";
        rule: "发布过、封存过的记录不要删，也不要改回草稿：网址会失效，看过的人也不知道为什么。\
               不再算数的，写 `withdrawn`，页面留着，说明撤回的日期和原因。改了文件名的，用 `aliases` 写上原来的网址。",
              "What was published and sealed is not deleted, nor made a draft again: its address breaks, and \
               whoever read it never learns why. Write `withdrawn` with the day and the reason; the page \
               stays. Where the file was renamed, name its old address in `aliases`.";
        source: "实践经验。", "experience.";
        wrong: "rm content/notices/lift.md";
        right: "withdrawn: {date: 2026-03-04, why: 检修取消}"
             | "withdrawn: {date: 2026-03-04, why: the work was called off}";
    }

    UNREADABLE_SEAL = Warning "unreadable-seal" {
        title: "封存的文件读不出来", "the file of a seal cannot be read";
        rule: "`seals/` 里的文件由 `lilong seal` 写，一个字节也不能改：后一次封存记着前一次的校验值，签名也是对原来的字节签的。\
               里弄拿最新的一次和现在的网站比较，读不出来就没法比。",
              "The files in `seals/` are written by `lilong seal`, and not a byte of them may change: each \
               seal names the digest of the one before, and signatures are of the original bytes. Lilong \
               compares the site with the newest, which it cannot read.";
        source: "实践经验。版本管理工具改换行符、合并时留下的标记，都会弄坏它。",
                "experience. A version control system that converts line ends, or the marks of a merge, \
                 break it.";
        wrong: "seals/0001.json: <<<<<<< HEAD";
        right: "git checkout seals/0001.json";
    }

    NO_SEAL = Error "no-seal" {
        title: "文件夹里没有封存", "there is no seal in the folder";
        rule: "`lilong verify` 拿文件夹里的 `seals/` 核对其余的文件。没有封存的网站没法核对：先运行 `lilong seal`，再发布。",
              "`lilong verify` checks a folder against the `seals/` in it. A site that was never sealed \
               cannot be checked: run `lilong seal` before it is published.";
        source: "实践经验。", "experience.";
        wrong: "lilong build", "lilong verify public";
        right: "lilong seal", "lilong verify public";
    }

    NOT_AS_SEALED = Error "not-as-sealed" {
        title: "和封存的不一样", "a file differs from the seal";
        rule: "这个文件和最近一次封存时不一样：改过、没有了、或是后来添的。哪怕只差一个字节也算。\
               也可能是封存之后又生成过网站，那就用封存时的那一份来核对，或再封存一次。",
              "This file is not as it was when the newest seal was made: it was changed, lost or added, be \
               it by one byte. If the site was built again since, check the copy that was sealed, or seal \
               again.";
        source: "FIPS 180-4（SHA-256）。", "FIPS 180-4 (SHA-256).";
        wrong: "cp notice.html public/notices/", "lilong verify public";
        right: "lilong seal", "lilong verify public";
    }

    RECORD_NOT_AS_SEALED = Error "record-not-as-sealed" {
        title: "记录的指纹对不上", "the fingerprint of a record does not match";
        rule: "里弄按开放数据重新算出每条记录的指纹，和记录自己写的、封存里写的都要一致。对不上，说明开放数据或封存被改过。",
              "Lilong computes the fingerprint of every record from the open data: it must be what the \
               record says of itself, and what the seal says. Where it is not, the data or the seal was \
               changed.";
        source: "RFC 8785（规范化的 JSON）。", "RFC 8785 (canonical JSON).";
        wrong: "vi public/data/notice/2026.json", "lilong verify public";
        right: "lilong seal", "lilong verify public";
    }

    BROKEN_CHAIN = Error "broken-chain" {
        title: "封存的链条断了", "the chain of seals is broken";
        rule: "每次封存都记着前一次的校验值，从第 1 次连到最新一次，中间不能少，也不能改。断了，说明有人改过或拿走了旧的封存。",
              "Each seal names the digest of the one before, from the first to the newest: none may be \
               missing, none changed. Where the chain is broken, an older seal was changed or taken away.";
        source: "实践经验。旧的封存改不了，新的才可信。", "experience. New seals prove something because old ones cannot be \
            changed.";
        wrong: "rm seals/0002.json";
        right: "git checkout seals/0002.json";
    }

    BAD_SIGNATURE = Error "bad-signature" {
        title: "封存的签名不对", "the signature of a seal is wrong";
        rule: "用 `--key` 给的公钥核对签名：签名要是这个文件的，也要是这把钥匙签的；最新的一次必须有签名。\
               换过钥匙的，把新旧公钥都用 `--key` 给出。`minisign -V` 核对的结果和这里一样。",
              "Signatures are checked with the public key of `--key`: each must be of this file and by this \
               key, and the newest seal must have one. Where the key was replaced, give the old and the new \
               one with `--key` each. `minisign -V` comes to the same result.";
        source: "minisign 的签名格式（Ed25519，RFC 8032）。", "the signatures of minisign (Ed25519, RFC 8032).";
        wrong: "lilong verify public --key other.pub";
        right: "lilong verify public --key wutongli.pub";
    }

    BAD_KEY = Error "bad-key" {
        title: "这把钥匙用不了", "this key cannot be used";
        rule: "钥匙是 minisign 的：私钥签名，只有签名的人有，放在网站文件夹之外；公钥给大家核对。\
               私钥有密码的，在终端上会问；没有终端时读环境变量 `LILONG_SEAL_PASSWORD`。",
              "Keys are those of minisign: the secret one signs, is kept by whoever signs, and lies outside \
               of the site's folder; the public one is for everybody. A password is asked for on a terminal, \
               and read from `LILONG_SEAL_PASSWORD` where there is none.";
        source: "实践经验。私钥跟着网站公开了，谁都能冒名签名。",
                "experience. With a secret key that was published, anybody can sign.";
        wrong: "lilong seal --new-key seal.key";
        right: "lilong seal --new-key ~/keys/wutongli.key";
    }
}
