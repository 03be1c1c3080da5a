#include "screen/report_def.h"

#include "base/buf.h"
#include "base/mem.h"
#include "screen/load.h"
#include "screen/privacy.h"

#include <stdlib.h>
#include <string.h>

#define REPORT(member) offsetof(struct raw_report, member)
static const char *const kind_names[] = { "month", "year", "term", "campaign", NULL };
struct raw_report {
	struct report_def d;
	int kind;
};
static const struct spec report_specs[] = {
	{ "title", SPEC_WORDS, SPEC_NEEDED, REPORT(d.title), 0, NULL },
	{ "kind", SPEC_ONE, SPEC_NEEDED, REPORT(kind), 0, kind_names },
	{ "menu", SPEC_INT, 0, REPORT(d.menu), 0, NULL },
	{ 0 },
};

struct raw_metric {
	struct metric_def m;
	const char *of;
};
#define METRIC(member) offsetof(struct raw_metric, member)
static const struct spec metric_specs[] = {
	{ "label", SPEC_WORDS, SPEC_NEEDED, METRIC(m.label), 0, NULL },
	{ "unit", SPEC_TEXT, SPEC_NEEDED, METRIC(m.unit), 0, NULL },
	{ "rows", SPEC_LONG, 0, METRIC(m.rows), 0, NULL },
	{ "table", SPEC_TEXT, 0, METRIC(m.table), 0, NULL },
	{ "sum", SPEC_TEXT, 0, METRIC(m.sum), 0, NULL },
	{ "of", SPEC_TEXT, 0, METRIC(of), 0, NULL },
	{ "decimals", SPEC_INT, 0, METRIC(m.decimals), 0, NULL },
	{ 0 },
};

struct raw_paragraph {
	struct paragraph_def p;
	const char *zh, *en;
};
#define PARAGRAPH(member) offsetof(struct raw_paragraph, member)
static const struct spec paragraph_specs[] = {
	{ "heading", SPEC_WORDS, 0, PARAGRAPH(p.heading), 0, NULL },
	{ "text", SPEC_LONG, 0, PARAGRAPH(zh), 0, NULL },
	{ "text_en", SPEC_LONG, 0, PARAGRAPH(en), 0, NULL },
	{ "when", SPEC_TEXT, 0, PARAGRAPH(p.when), 0, NULL },
	{ "each", SPEC_LONG, 0, PARAGRAPH(p.each), 0, NULL },
	{ "join", SPEC_YES, 0, PARAGRAPH(p.join), 0, NULL },
	{ "most", SPEC_INT, 0, PARAGRAPH(p.most), 0, NULL },
	{ "list", SPEC_TEXT, 0, PARAGRAPH(p.list), 0, NULL },
	{ 0 },
};

#define ONCE(member) offsetof(struct once_def, member)
static const struct spec once_specs[] = {
	{ "columns", SPEC_LONG, SPEC_NEEDED, ONCE(of.columns), 0, NULL },
	{ "where", SPEC_LONG, SPEC_NEEDED, ONCE(of.where), 0, NULL },
	{ "asked", SPEC_LONG, SPEC_NEEDED, ONCE(of.asked), 0, NULL },
	{ "by", SPEC_LONG, 0, ONCE(of.by), 0, NULL },
	{ 0 },
};

/* Of the key that is wrong, where it is there. */
static int line_of(const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = ini_entry(s, key);

	return e ? e->line : s->line;
}

/* "retained / of_age" */
static void read_rate(struct load *l, const struct ini_section *s, struct raw_metric *raw)
{
	const char *slash = strchr(raw->of, '/');
	size_t n = slash ? (size_t)(slash - raw->of) : 0;

	raw->m.numerator = raw->m.denominator = "";
	if (!raw->of[0])
		return;
	while (n > 0 && raw->of[n - 1] == ' ')
		n--;
	if (!slash || n == 0 || !slash[1 + strspn(slash + 1, " ")]) {
		load_problem(l, line_of(s, "of"), true, "SCREEN_VALUE", raw->of, "NUMERATOR / DENOMINATOR");
		return;
	}
	raw->m.numerator = arena_dup_n(&l->s->arena, raw->of, n);
	raw->m.denominator = arena_dup(&l->s->arena, slash + 1 + strspn(slash + 1, " "));
}

static void unknown_unit(struct load *l, int line, const char *unit, const struct choice_list *units)
{
	struct buf said = BUF_INIT, known = BUF_INIT;

	buf_addf(&said, "unit = %s", unit);
	for (size_t i = 0; i < units->n; i++)
		buf_addf(&known, "%s%s", i ? " " : "", units->choice[i].label);
	load_problem(l, line, true, "SCREEN_VALUE", arena_dup(&l->s->arena, said.s), arena_dup(&l->s->arena, known.s));
	buf_release(&said);
	buf_release(&known);
}

static const char *unit_word(struct load *l, int line, const char *unit)
{
	const struct choice_list *units = load_choices(l, line, "metric_unit");
	const struct choice *c = NULL;

	for (size_t i = 0; units && i < units->n; i++)
		if (strcmp(units->choice[i].label, unit) == 0)
			c = &units->choice[i];

	if (units && !c)
		unknown_unit(l, line, unit, units);
	return c ? c->shown : "";
}

static void read_metric(struct load *l, const struct ini_section *s, struct growing *to)
{
	struct raw_metric raw = { 0 };

	load_fill(l, metric_specs, s, &raw);
	raw.m.name = arena_dup(&l->s->arena, s->id);
	raw.m.line = s->line;
	raw.m.rows_line = line_of(s, raw.m.rows[0] ? "rows" : "of");
	raw.m.unit_word = unit_word(l, line_of(s, "unit"), raw.m.unit);
	read_rate(l, s, &raw);
	if (!raw.of[0] == !raw.m.rows[0])
		load_problem(l, s->line, true, "SCREEN_MISSING", "rows | of", raw.m.name);
	if (raw.m.rows[0] && !raw.m.table[0])
		load_problem(l, s->line, true, "SCREEN_MISSING", "table", raw.m.name);
	*(struct metric_def *)growing_add(to, sizeof raw.m) = raw.m;
}

static void read_once(struct load *l, const struct ini_section *s, struct growing *to)
{
	struct once_def once = { .line = s->line };

	load_fill(l, once_specs, s, &once);
	once.of.view = arena_dup(&l->s->arena, s->id);
	*(struct once_def *)growing_add(to, sizeof once) = once;
}

static void read_paragraph(struct load *l, const struct ini_section *s, struct growing *to)
{
	struct raw_paragraph raw = { 0 };

	load_fill(l, paragraph_specs, s, &raw);
	raw.p.key = arena_dup(&l->s->arena, s->id);
	raw.p.line = s->line;
	raw.p.text = spec_unescape(&l->s->arena, l->s->lang == LANG_EN && raw.en[0] ? raw.en : raw.zh);
	if (raw.zh[0] && !raw.en[0])
		load_problem(l, s->line, false, "SCREEN_ENGLISH", "text", "");
	*(struct paragraph_def *)growing_add(to, sizeof raw.p) = raw.p;
}

const void *load_report_file(struct load *l, const struct ini *ini, const char *name)
{
	struct arena *a = &l->s->arena;
	const struct ini_section *head = ini_section(ini, "report");
	struct growing metrics = { 0 }, once = { 0 }, paragraphs = { 0 };
	struct report_def *d = arena_alloc(a, sizeof *d);
	struct raw_report raw = { 0 };

	if (!head) {
		load_problem(l, 1, true, "SCREEN_MISSING", "[report]", "");
		return NULL;
	}
	load_fill(l, report_specs, head, &raw);
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->section[i];

		if (strcmp(s->kind, "metric") == 0 && s->id[0])
			read_metric(l, s, &metrics);
		else if (strcmp(s->kind, "once") == 0 && s->id[0])
			read_once(l, s, &once);
		else if (strcmp(s->kind, "paragraph") == 0 && s->id[0])
			read_paragraph(l, s, &paragraphs);
		else if (s != head)
			load_problem(l, s->line, false, "SCREEN_SECTION", s->name,
				     "[report] [metric.NAME] [once.VIEW] [paragraph.KEY]");
	}
	*d = raw.d;
	d->kind = kind_names[raw.kind];
	d->name = arena_dup(a, name);
	d->file = arena_dup(a, ini->file);
	d->line = head->line;
	d->n_metrics = metrics.n;
	d->metric = growing_done(&metrics, sizeof *d->metric, a);
	d->n_once = once.n;
	d->once = growing_done(&once, sizeof *d->once, a);
	d->n_paragraphs = paragraphs.n;
	d->paragraph = growing_done(&paragraphs, sizeof *d->paragraph, a);
	return d;
}

int report_by_menu(const void *a, const void *b)
{
	const struct report_def *x = *(const struct report_def *const *)a, *y = *(const struct report_def *const *)b;
	int m = x->menu ? x->menu : 1 << 20, n = y->menu ? y->menu : 1 << 20;

	return m != n ? (m > n) - (m < n) : strcmp(x->name, y->name);
}

/* Of what the lines of `each` quote: the columns after SELECT, up to the FROM outside of brackets. */
static enum privacy privacy_of_each(struct load *l, const char *each)
{
	const char *columns = strncasecmp(each, "SELECT ", 7) == 0 ? each + 7 : "", *at = columns;
	enum privacy what;
	char *text;
	int deep = 0;

	for (; *at && !(deep == 0 && (strncasecmp(at, " FROM ", 6) == 0 || strncasecmp(at, " WHERE ", 7) == 0)); at++)
		deep += (*at == '(') - (*at == ')');
	if (*each && !*columns)
		return PRIVACY_FREE;
	text = mem_dup_n(columns, (size_t)(at - columns));
	what = privacy_of_sql(l->s, at, text, FIELD_TEXT);
	mem_free(text);
	return what;
}

void load_report_done(struct load *l, const void *made)
{
	const struct report_def *d = made;

	for (size_t i = 0; i < d->n_paragraphs; i++) {
		struct paragraph_def *p = (struct paragraph_def *)(uintptr_t)&d->paragraph[i];

		p->privacy = privacy_of_each(l, p->each);
	}
}

const struct report_def *screens_report(const struct screens *s, const char *name)
{
	return load_named(s, FILE_REPORT, name);
}

size_t screens_reports(const struct screens *s, const struct report_def *const **out)
{
	const void *const *made;
	size_t n = load_every(s, FILE_REPORT, &made);

	*out = (const struct report_def *const *)made;
	return n;
}

const struct metric_def *report_metric(const struct report_def *d, const char *name)
{
	for (size_t i = 0; i < d->n_metrics; i++)
		if (strcmp(d->metric[i].name, name) == 0)
			return &d->metric[i];
	return NULL;
}
