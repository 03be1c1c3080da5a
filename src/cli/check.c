/* Handbook gaps and data rules, as lines for a person or as JSON for a script; or how many of each kind. */
#include "command.h"

#include "base/buf.h"
#include "base/text.h"
#include "screen/suspects.h"
#include "screen/words.h"

#include <stdlib.h>
#include <string.h>

struct options {
	const char *only; /* one rule, or NULL */
	bool json, summary, waived;
};

static void put_line(const struct suspect_line *l)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%-12s %-6s %s  %s", l->household_no, l->severity, l->rule, l->message);
	cli_line(stdout, b.s);
	buf_release(&b);
}

static void put_json(const struct suspect_line *l, bool first_line)
{
	struct buf b = BUF_INIT;
	bool first = true;

	buf_adds(&b, first_line ? "\n{" : ",\n{");
	cli_json_text(&b, &first, "rule", l->rule);
	cli_json_text(&b, &first, "severity", l->severity);
	cli_json_text(&b, &first, "kind", l->table);
	cli_json_int(&b, &first, "id", l->row);
	cli_json_text(&b, &first, "household_no", l->household_no);
	cli_json_text(&b, &first, "field", l->field);
	cli_json_text(&b, &first, "message", l->message);
	printf("%s}", b.s);
	buf_release(&b);
}

/* One line a kind that has waived ones, if asked for. */
static void put_waived(const struct suspects *s, bool none_before)
{
	struct suspect_count *kind;
	size_t n;

	suspects_count(s, &kind, &n);
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		bool first = true;

		if (kind[i].waived == 0)
			continue;
		buf_adds(&b, none_before ? "\n{" : ",\n{");
		none_before = false;
		cli_json_text(&b, &first, "rule", kind[i].line->key);
		cli_json_text(&b, &first, "kind", kind[i].line->table);
		cli_json_int(&b, &first, "waived", (int64_t)kind[i].waived);
		printf("%s}", b.s);
		buf_release(&b);
	}
	free(kind);
}

/* Printed as they come: there may be millions. */
struct printing {
	const struct options *o;
	bool begun;
};

static int print_line(void *arg, const struct suspect_line *l, struct err *e)
{
	struct printing *p = arg;

	(void)e;
	if (l->waived)
		return 0;
	if (p->o->json)
		put_json(l, !p->begun);
	else
		put_line(l);
	p->begun = true;
	return 0;
}

/* The bureaus' table: kind of error, how many. */
static void list_kinds(const struct cli *c, const struct suspects *s)
{
	struct suspect_count *kind;
	size_t n;

	cli_say(c, stdout, "check.summary_title", NULL, NULL, NULL);
	suspects_count(s, &kind, &n);
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT, text = BUF_INIT;

		suspects_kind(c->screens, kind[i].line, &text);
		buf_addf(&b, "%7zu  ", kind[i].n);
		if (kind[i].waived)
			buf_addf(&b, "(+%zu)  ", kind[i].waived);
		buf_adds(&b, text.s);
		cli_line(stdout, b.s);
		buf_release(&text);
		buf_release(&b);
	}
	free(kind);
}

static void say_counts(const struct cli *c, const struct suspects *s, const struct options *o)
{
	char count[24], waived[24];

	snprintf(count, sizeof count, "%zu", s->found - s->waived);
	snprintf(waived, sizeof waived, "%zu", s->waived);
	cli_say(c, stdout, s->found == s->waived ? "check.good" : "check.bad", count, NULL, NULL);
	if (s->waived > 0 || o->waived)
		cli_say(c, stdout, "check.waived", waived, NULL, NULL);
}

int cmd_check(int argc, char **argv, struct cli *c)
{
	struct err e = { 0 };
	struct options o = { 0 };
	struct suspects s = { 0 };
	const struct option_spec spec[] = { { "rule", 'r', &o.only, NULL },
					    { "json", 0, NULL, &o.json },
					    { "summary", 0, NULL, &o.summary },
					    { "waived", 0, NULL, &o.waived } };
	if (cli_options(argc, argv, c, spec, 4, 0, 0) < 0)
		return EXIT_COULD_NOT;
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	struct printing p = { &o, false };
	const struct suspects_ask ask = { .office = c->office,
					  .screens = c->screens,
					  .only = o.only,
					  .counts = o.summary && !o.json,
					  .line = print_line,
					  .arg = &p };
	if (o.json)
		printf("[");
	else
		cli_covers(c, COVERS_FILE);
	cli_progress(true);
	if (!ask.counts)
		cli_progress_to(NULL);
	int failed = suspects_collect(&ask, &s, &e);
	cli_progress(false);
	if (o.json && failed == 0 && o.waived)
		put_waived(&s, !p.begun);
	if (o.json)
		printf("\n]\n");
	if (failed < 0) {
		suspects_release(&s);
		return cli_fail(c, &e);
	}
	if (o.summary && !o.json)
		list_kinds(c, &s);
	if (!o.json)
		say_counts(c, &s, &o);
	bool found = s.found > s.waived;
	struct err refused = s.refused;
	suspects_release(&s);
	if (refused.code != ERR_NONE)
		return cli_fail(c, &refused);
	return found ? EXIT_FOUND : EXIT_DONE;
}
