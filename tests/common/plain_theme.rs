//! A theme for sites by chance.

use super::Site;

/// A theme that asks everything a theme can ask.
pub fn write(site: &mut Site) {
    let everything = "<a href='{{ link(path=page.path) }}'>{{ page.title }}</a>{{ page.description }}\
        {{ page.root }}{{ 'parts/foot.html' | shared }}\
        {% for c in page.crumbs %}{{ c.title }}{% endfor %}{% for o in page.translations %}\
        {{ link(path=o.path) }}{% endfor %}";
    let cards = "{% component row(c) %}[{{ c.title }} {{ c.path }} {{ c.summary }} \
                 {{ c.stamps | join(sep=',') }} {{ c.section.title }} {{ c.section.lang }} \
                 {{ c.until }} {{ days_left(source=c.source) }}]{% endcomponent %}";
    let record = format!(
        "{everything}{{{{ record.body }}}}{{{{ record.date }}}}{{% for s in record.stamps %}}{{{{ s }}}}\
         {{% endfor %}}{{% for r in cards(sources=record.refs) %}}{{{{ <row c={{r}}/> }}}}{{% endfor %}}\
        {{% for r in cards(sources=record.backlinks) %}}{{{{ <row c={{r}}/> }}}}{{% endfor %}}\
        {{% if record.next %}}{{{{ <row c={{card(source=record.next.source)}}/> }}}}{{% endif %}}\
        {{% if record.matter %}}{{% for r in thread(matter=record.matter) %}}{{{{ <row c={{r}}/> }}}}\
        {{% endfor %}}{{% set at = thread_position(source=record.source) %}}{{% if at %}}\
        {{{{ <row c={{at.matter}}/> }}}}{{{{ at.number }}}}/{{{{ at.total }}}}{{% endif %}}\
        {{% endif %}}{{{{ record.summary }}}}{{% for f in record.attachments %}}\
        {{{{ f.sha256 }}}}{{% endfor %}}\
        {{{{ as_of(source=record.source) }}}}{{{{ page.metadata }}}}{{% if record.contact %}}\
        {{{{ record.contact.phone }}}}{{% endif %}}{{% for t in [...record.topics, ...record.places] %}}\
        {{{{ link(path=t.path) }}}}{{{{ t.name }}}}{{{{ t.spoken }}}}{{{{ t.lang }}}}{{% endfor %}}\
        {{{{ record.section.title }}}}\
        {{% if record.kind == 'notice' and view.schedule %}}{{% for s in view.schedule %}}\
        {{{{ s.place }}}}{{% endfor %}}{{% endif %}}"
    );
    let list = format!(
        "{everything}{{% for slip in entries() %}}{{% set c = card(source=slip.source) %}}\
         {{{{ <row c={{c}}/> }}}}{{{{ shared(template='parts/slip.html', source=slip.source) }}}}\
         {{% endfor %}}{{{{ pager.number }}}}/{{{{ pager.pages }}}}"
    );
    let home = format!(
        "{everything}{{% for name in ['newest', 'warnings', 'open', 'upcoming', 'decided'] %}}\
         {{% for c in list(name=name, limit=3) %}}{{{{ <row c={{c}}/> }}}}{{% endfor %}}{{% endfor %}}\
        {{% for i in nav() %}}{{{{ i.title }}}}{{% for c in list(name='newest', section=i.section, \
        limit=2) %}}{{{{ c.title }}}}{{% endfor %}}{{% endfor %}}{{{{ section.body }}}}\
        {{% set rows = data(path='duty.csv', required=false) %}}{{% if rows %}}{{% for r in rows %}}\
        {{{{ r.name }}}}{{% endfor %}}{{% endif %}}\
        {{% for r in registers() %}}{{{{ link(path=r.path) }}}}{{% endfor %}}\
        {{% for y in years() %}}{{{{ y.name }}}}{{{{ y.total }}}}{{% endfor %}}{{% for t in topics() %}}\
        {{{{ t.name }}}}{{{{ t.total }}}}{{% endfor %}}{{% for p in places() %}}{{{{ p.name }}}}\
        {{{{ p.total }}}}{{% endfor %}}"
    );
    let archive = format!(
        "{everything}{{% for slip in entries() %}}{{% set c = card(source=slip.source) %}}\
         {{{{ <row c={{c}}/> }}}}{{{{ shared(template='parts/slip.html', source=slip.source) }}}}\
         {{% endfor %}}{{{{ archive.total }}}}{{{{ archive.newer }}}}{{{{ archive.older }}}}"
    );
    let series = format!(
        "{list}{{{{ section.body }}}}{{{{ series.logs }}}}{{% for m in series.metrics %}}\
         {{{{ m.total }}}}{{% endfor %}}{{% for d in series.days %}}{{{{ d.state }}}}{{% endfor %}}"
    );
    let place =
        format!("{list}{{{{ place.people }}}}{{% for p in place.places %}}{{{{ p.total }}}}{{% endfor %}}");
    let mut put = |name: &str, text: &str| {
        site.write(&format!("themes/plain/templates/{name}"), text);
    };
    for name in [
        "page.html",
        "notice.html",
        "meeting.html",
        "consultation.html",
        "log.html",
        "matter.html",
        "ledger.html",
    ] {
        put(name, &record);
    }
    put(
        "covenant.html",
        &format!(
            "{record}{{{{ view.state }}}}{{% if view.adoption %}}{{{{ view.adoption.title }}}}{{% endif %}}\
             {{% for v in view.versions %}}{{{{ v.version }}}}{{{{ v.state }}}}{{% if v.changes %}}\
             {{% for c in v.changes %}}{{{{ c.kind }}}}{{{{ c.name }}}}{{% endfor %}}{{% endif %}}\
             {{% endfor %}}"
        ),
    );
    put(
        "roster.html",
        &format!(
            "{record}{{% if view.today %}}{{{{ view.today.date }}}}{{% endif %}}{{% for d in view.week %}}\
             {{% for s in d.shifts %}}{{{{ s.duty }}}}{{% endfor %}}{{% endfor %}}"
        ),
    );
    let collected = "{% for f in of.figures %}{{ f.key }}{{ f.value }}{% endfor %}{% for f in of.funds %}\
                     {{ f.name }}{{ f.closing }}{% endfor %}{% for k in of.kinds %}{% for s in k.sources %}\
                     {{ <row c={card(source=s)}/> }}{% endfor %}{% endfor %}";
    put(
        "report.html",
        &format!("{record}{{% if view.collected %}}{{% set of = view.collected %}}{collected}{{% endif %}}"),
    );
    put("digest.html", &format!("{everything}{{% set of = digest.collected %}}{collected}"));
    put(
        "cadence.html",
        &format!(
            "{everything}{{% for p in promises %}}{{{{ p.missing }}}}{{% for s in p.spans %}}\
             {{{{ s.state }}}}{{% if s.source %}}{{{{ <row c={{card(source=s.source)}}/> }}}}\
             {{% endif %}}{{% endfor %}}{{% endfor %}}"
        ),
    );
    put("home.html", &home);
    put("section.html", &list);
    put("topic.html", &list);
    put("place.html", &place);
    put(
        "body.html",
        &format!("{list}{{{{ body.total }}}}{{% if follow %}}{{{{ follow.calendar }}}}{{% endif %}}"),
    );
    put(
        "subscribe.html",
        &format!(
            "{everything}{{% for c in [channels.site, ...channels.sections, \
        ...channels.places, ...channels.bodies] %}}{{{{ c.name }}}}{{{{ c.webcal }}}}{{% endfor %}}"
        ),
    );
    put("series.html", &series);
    put("archive.html", &archive);
    put(
        "topics.html",
        &format!("{everything}{{% for t in topics() %}}{{{{ t.name }}}}{{{{ t.total }}}}{{% endfor %}}"),
    );
    put(
        "bodies.html",
        &format!("{everything}{{% for b in bodies() %}}{{{{ b.name }}}}{{{{ b.total }}}}{{% endfor %}}"),
    );
    put(
        "places.html",
        &format!("{everything}{{% for t in places() %}}{{{{ t.name }}}}{{{{ t.total }}}}{{% endfor %}}"),
    );
    put(
        "matters.html",
        &format!(
            "{everything}{{{{ register.open }}}}{{{{ register.median }}}}\
             {{% for s in register.waiting %}}{{{{ <row c={{card(source=s)}}/> }}}}{{% endfor %}}\
             {{% for f in [...register.categories, ...register.places, ...register.months] %}}\
             {{{{ link(path=f.path) }}}}{{{{ f.name }}}}{{{{ f.total }}}}{{% endfor %}}"
        ),
    );
    put("matters-by.html", &format!("{list}{{{{ filter.name }}}}{{{{ filter.open }}}}"));
    put(
        "resolutions.html",
        &format!(
            "{everything}{{% for g in register %}}{{{{ g.state }}}}{{% for i in g.items %}}{{{{ i.title }}}}\
             {{{{ i.due }}}}{{{{ link(path=i.meeting.path, fragment=i.anchor) }}}}{{{{ i.meeting.title }}}}\
             {{% endfor %}}{{% endfor %}}"
        ),
    );
    put(
        "fund.html",
        &format!(
            "{everything}{{{{ fund.name }}}}{{{{ fund.closing }}}}{{% for p in fund.periods %}}\
             {{{{ link(path=p.path) }}}}{{{{ p.closing }}}}{{% endfor %}}"
        ),
    );
    put(
        "search.html",
        &format!("{everything}{{{{ search.index }}}}{{% for w in search.words %}}{{{{ w }}}}{{% endfor %}}"),
    );
    put(
        "accessibility.html",
        &format!(
            "{everything}{{% if accessibility %}}{{{{ accessibility.checked }}}}\
             {{% for r in accessibility.results %}}{{{{ r.rule }}}}{{{{ r.faults }}}}{{% endfor %}}\
             {{% endif %}}"
        ),
    );
    put("redirect.html", "{{ link(path=target.path) }} {{ target.title }}");
    put(
        "404.html",
        "{% for c in page.crumbs %}{{ c.title }}{% endfor %}{{ link(path='index.html') }}\
         {{ asset_text(name='plain.css') }}{{ t(key='hello') }}",
    );
    put("parts/row.html", cards);
    put("parts/slip.html", "{{ card.title }}");
    put(
        "parts/foot.html",
        "{{ t(key='hello') }} {{ site(key='title') }} \
         {{ site(key='issuer') }}{% for i in nav() %}{{ link(path=i.path) }}{% endfor %}\
         {{ asset(name='plain.css') }}",
    );
    site.write("themes/plain/static/plain.css", "a {}").write("themes/plain/theme.yaml", "name: plain\n");
    site.write(
        "themes/plain/i18n/zh-Hans.ftl",
        "hello = 你好\ntopics-all = 主题\nplaces-all = 地方\nmissing-heading = 没有\nsearch = 搜索\n",
    );
}
