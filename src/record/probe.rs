//! A kind for tests only: it lists the records that it sees, and so shows what each reach includes.

use serde::Serialize;

use super::check::Check;
use super::common::{Common, File, own_fields};
use super::kind::{DeriveContext, FinishedRecord, Kind, Profile, Reach, ViewContext, fields_of};
use crate::diag::{Words, codes};
use crate::front::scalar::{Count, Text};
use crate::front::shape::{Choice, Shaped, choices, fields};
use crate::front::{FromTable, ListOrTable};

choices! {
    /// How far a probe reaches.
    pub enum ProbeReach ("远近", "a reach") {
        /// To those it names.
        Refs = "refs" "相关",
        /// To its matter.
        Thread = "thread" "事项",
        /// To the site.
        Site = "site" "全站",
    }
}

fields! {
    /// What was measured.
    pub struct Sample {
        /// where
        place "地点" "在哪里" ! Text,
        /// how much
        value "数值" "多少" ! Count,
    }
}

own_fields! {
    /// A probe's own fields.
    Probe {
        /// how far it reaches
        reach "远近" "看多远" ? ProbeReach,
        /// what was measured, or the name of a table
        samples "样本" "量到的数" ? ListOrTable<Sample>,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "probe", zh: "试探" },
    folder: "probes",
    fields: fields_of(&Probe::SHAPE),
    shape: &File::<Probe>::SHAPE,
    is_dated: false,
    ..Profile::USUAL
};

/// The records that a probe sees.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProbeFacts {
    refs: Vec<String>,
    thread: Vec<String>,
    site: Vec<String>,
}

impl Kind for Probe {
    type Facts = ProbeFacts;
    type View<'v> = &'v Probe;
    const PROFILE: &'static Profile = &PROFILE;

    fn tables(&mut self) -> Vec<(&'static str, &mut dyn FromTable)> {
        self.samples.iter_mut().map(|samples| ("samples", samples as &mut dyn FromTable)).collect()
    }

    fn check(&self, _: &Common, check: &mut Check) {
        for (at, sample) in self.samples.as_deref().unwrap_or_default().iter().enumerate() {
            if sample.value.0 > 100 {
                check.add(
                    format!("samples.{at}.value"),
                    &codes::BAD_COUNT,
                    Words::fixed("太大", "too large"),
                );
            }
        }
    }

    fn reach(&self) -> Reach {
        match self.reach {
            None => Reach::Alone,
            Some(ProbeReach::Refs) => Reach::Refs,
            Some(ProbeReach::Thread) => Reach::Thread,
            Some(ProbeReach::Site) => Reach::Site,
        }
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&ProbeFacts>) -> ProbeFacts {
        let reported = |seen: Vec<FinishedRecord<'_>>| {
            seen.iter().map(|one| format!("{} {}", one.source, one.status.stamps.len())).collect()
        };
        let others = context.others;
        ProbeFacts {
            refs: reported(others.refs()),
            thread: others.thread().iter().map(|one| one.source.to_string()).collect(),
            site: reported(others.site()),
        }
    }

    fn view<'v>(&'v self, _: &ProbeFacts, _: &ViewContext<'_>) -> &'v Probe {
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Overrides};
    use crate::diag::{Lang, ReportFormat, render};
    use crate::front::{FrontMatter, Origin};
    use crate::record::Own;
    use crate::site::Content;
    use crate::source::{Memory, PageReading, SourceTree, shown};

    /// The samples of a probe with `samples: …` beside those files; or what is reported.
    fn samples(said: &str, files: &[(&str, &str)]) -> Result<Vec<(String, u64)>, String> {
        let mut memory = Memory::default();
        memory.write("content/p.md", format!("---\nkind: probe\ntitle: 探\nsamples: {said}\n---\n"));
        for (path, text) in files {
            memory.write(&format!("content/{path}"), text);
        }
        let mut tree = SourceTree::read(&memory, PageReading::AtOnce, |_| true);
        let front = FrontMatter::of("title: 梧桐里\n", Origin { file: "site.yaml".into(), offset: 0 });
        let config = Config::parse(&front, &Overrides::default()).unwrap();
        let (content, found) = Content::parse(&mut tree, &memory, &config);
        if !found.is_empty() {
            return Err(render(&found, ReportFormat::Short, Lang::En, false, &|file: &str| {
                shown(&memory, file)
            }));
        }
        match &content.records[0].own {
            Own::Probe(probe) => Ok(probe
                .samples
                .iter()
                .flat_map(|samples| samples.iter())
                .map(|sample| (sample.place.0.clone(), sample.value.0))
                .collect()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn any_kind_may_have_a_list_in_a_table() {
        let wanted = Ok(vec![("3号楼".to_owned(), 7), ("5号楼".to_owned(), 9)]);
        assert_eq!(samples("[{place: 3号楼, value: 7}, {地点: 5号楼, 数值: 9}]", &[]), wanted);
        let csv = "地点,value\n3号楼,7\n\n5号楼,9\n";
        assert_eq!(samples("list.csv", &[("list.csv", csv)]), wanted);
        assert_eq!(samples("list.tsv", &[("list.tsv", &csv.replace(',', "\t"))]), wanted);
    }

    #[test]
    fn what_is_wrong_is_reported_at_its_cell_and_in_its_file() {
        let reported = |csv: &str| samples("list.csv", &[("list.csv", csv)]).unwrap_err();
        assert!(
            reported("place,value\n3号楼,7\n5号楼,很多\n")
                .starts_with("content/list.csv:3:2: error[bad-count]")
        );
        assert!(
            reported("place,value\n3号楼,101\n").starts_with("content/list.csv:2:2: error[bad-count]: too")
        );
        assert!(reported("place\n3号楼\n").starts_with("content/list.csv:1:1: error[missing-column]"));
        assert!(samples("list.csv", &[]).unwrap_err().starts_with("content/p.md:4:10: error[missing-table]"));
    }
}
