/* Handbook gaps and data rules, as lines for a person or as JSON for a script. */
#include "command.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/record.h"
#include "screen/checks.h"
#include "screen/form.h"
#include "screen/words.h"

#include <stdlib.h>
#include <string.h>

struct report {
	struct cli *c;
	const char *only; /* one rule, or NULL */
	bool json;
	long n;
	int failed;
	struct err *e;
};

struct line {
	const char *rule, *severity, *kind, *field, *household_no, *message;
	int64_t id;
};

static void put(struct report *r, const struct line *l)
{
	struct buf b = BUF_INIT;
	if (!r->json) {
		buf_addf(&b, "%-12s %-6s %s  %s", l->household_no, l->severity, l->rule, l->message);
		cli_line(stdout, b.s);
		buf_release(&b);
		r->n++;
		return;
	}
	bool first = true;
	buf_adds(&b, r->n++ == 0 ? "\n{" : ",\n{");
	cli_json_text(&b, &first, "rule", l->rule);
	cli_json_text(&b, &first, "severity", l->severity);
	cli_json_text(&b, &first, "kind", l->kind);
	cli_json_int(&b, &first, "id", l->id);
	cli_json_text(&b, &first, "household_no", l->household_no);
	cli_json_text(&b, &first, "field", l->field);
	cli_json_text(&b, &first, "message", l->message);
	printf("%s}", b.s);
	buf_release(&b);
}

static int gaps_of(struct report *r, int64_t household)
{
	const struct handbook_field *field;
	size_t nf = screens_handbook(r->c->screens, &field), n = 0;
	struct gap *gap = NULL;
	struct record h = { 0 };
	char year[5];
	int failed = -1;
	handbook_year(r->c->office, year);
	record_init(&h, "household");
	if (record_load(r->c->office, "household", household, &h, r->e) < 0 ||
	    handbook_gaps(r->c->office, field, nf, household, year, &gap, &n, r->e) < 0)
		goto done;
	for (size_t i = 0; i < n; i++) {
		const struct form *form = screens_form_of_table(r->c->screens, gap[i].table);
		const struct field *f = form != NULL ? form_field(form, gap[i].column) : NULL;
		struct buf message = BUF_INIT;
		words_put(r->c->screens, &message, "check.blank", form != NULL ? form->title : "",
			  f != NULL ? f->label : gap[i].column, gap[i].title);
		put(r, &(struct line){ "blank", "error", gap[i].table, gap[i].column, record_text(&h, "household_no"),
				       message.s, gap[i].row });
		buf_release(&message);
	}
	failed = 0;
done:
	free(gap);
	record_release(&h);
	return failed;
}

static void each_household(void *arg, int64_t household, int gaps)
{
	struct report *r = arg;
	if (gaps > 0 && r->failed == 0)
		r->failed = gaps_of(r, household);
}

static int gaps(struct report *r)
{
	const struct handbook_field *field;
	size_t n = screens_handbook(r->c->screens, &field);
	struct gap_counts counts;
	char year[5];
	handbook_year(r->c->office, year);
	if (handbook_count(r->c->office, field, n, year, &counts, each_household, r, r->e) < 0)
		return -1;
	return r->failed;
}

static int rule(struct report *r, const struct check_def *d)
{
	struct suspect *list = NULL;
	size_t n = 0;
	if (check_run(r->c->office, &d->rule, 0, &list, &n, r->e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct buf message = BUF_INIT;
		words_fill(&message, d->message, list[i].arg[0], list[i].arg[1], list[i].arg[2]);
		put(r, &(struct line){ d->rule.id, d->rule.severity, d->rule.table, d->rule.field, list[i].household_no,
				       message.s, list[i].row });
		buf_release(&message);
	}
	free(list);
	return 0;
}

static int rules(struct report *r)
{
	const struct check_def *def;
	size_t n = screens_checks(r->c->screens, &def);
	bool known = false;
	for (size_t i = 0; i < n; i++) {
		if (r->only != NULL && strcmp(r->only, def[i].rule.id) != 0)
			continue;
		known = true;
		if (rule(r, &def[i]) < 0)
			return -1;
	}
	return known || r->only == NULL ? 0 : err_set(r->e, ERR_MISSING, "CHECK_UNKNOWN", r->only);
}

int cmd_check(int argc, char **argv, struct cli *c)
{
	struct err e = { 0 };
	struct report r = { .c = c, .e = &e };
	const struct option_spec spec[] = { { "rule", 'r', &r.only, NULL }, { "json", 0, NULL, &r.json } };
	if (cli_options(argc, argv, c, spec, 2, 0, 0) < 0)
		return EXIT_COULD_NOT;
	bool blanks = r.only == NULL || strcmp(r.only, "blank") == 0;
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	if (r.json)
		printf("[");
	if ((blanks && gaps(&r) < 0) || ((r.only == NULL || !blanks) && rules(&r) < 0))
		return cli_fail(c, &e);
	char count[24];
	snprintf(count, sizeof count, "%ld", r.n);
	if (r.json)
		printf("\n]\n");
	else
		cli_say(c, stdout, r.n == 0 ? "check.good" : "check.bad", count, NULL, NULL);
	return r.n > 0 ? EXIT_FOUND : EXIT_DONE;
}
