/* Who of compulsory age is kept at school in a term: the rate with its numbers, the ledgers with their names. */
#include "command.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/dropout.h"
#include "screen/choices.h"
#include "screen/words.h"

#include <stdlib.h>

static const char *const ledger_keys[LEDGERS] = { "of_age", "no_roll", "not_there", "registered", "dropout", "taught" };

static void row_json(struct buf *b, const struct dropout_row *r)
{
	bool first = true;

	buf_addc(b, '{');
	cli_json_int(b, &first, "id", r->person);
	cli_json_text(b, &first, "name", r->name);
	cli_json_text(b, &first, "birth", r->birth);
	cli_json_int(b, &first, "age", r->age);
	cli_json_text(b, &first, "head", r->head);
	cli_json_text(b, &first, "group", r->group);
	cli_json_text(b, &first, "school", r->school);
	cli_json_text(b, &first, "grade", r->grade);
	cli_json_text(b, &first, "reason", r->reason);
	cli_json_int(b, &first, "case", r->dropout);
	cli_json_text(b, &first, "state", r->state);
	cli_json_int(b, &first, "talks", r->talks);
	cli_json_text(b, &first, "last_talk", r->last_talk);
	cli_json_text(b, &first, "next_on", r->next_on);
	buf_addc(b, '}');
}

static void print_rate_json(const char *term, const struct retention *r)
{
	struct buf b = BUF_INIT;
	bool first = true;

	cli_json_text(&b, &first, "term", term);
	cli_json_int(&b, &first, "retained", r->enrolled + r->taught_at_home);
	cli_json_int(&b, &first, "of_age", r->of_age);
	cli_json_int(&b, &first, "rate", r->rate);
	cli_json_int(&b, &first, "enrolled", r->enrolled);
	cli_json_int(&b, &first, "taught_at_home", r->taught_at_home);
	cli_json_int(&b, &first, "out", r->out);
	cli_json_int(&b, &first, "explained", r->explained);
	printf("{%s, \"ledgers\": {", b.s);
	buf_release(&b);
}

static void print_ledger_json(int which, const struct dropout_row *list, size_t n)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s\n\"%s\": [", which > 0 ? "," : "", ledger_keys[which]);
	for (size_t i = 0; i < n; i++) {
		buf_adds(&b, i > 0 ? ",\n" : "\n");
		row_json(&b, &list[i]);
	}
	printf("%s]", b.s);
	buf_release(&b);
}

static void print_rate(const struct cli *c, const char *term, const struct retention *r)
{
	char retained[16], all[16], rate[16];
	struct buf shown = BUF_INIT;

	cli_put_term(c, term, &shown);
	cli_say(c, stdout, "dropouts.title", shown.s, NULL, NULL);
	snprintf(retained, sizeof retained, "%d", r->enrolled + r->taught_at_home);
	snprintf(all, sizeof all, "%d", r->of_age);
	retention_rate(r, rate);
	if (r->of_age > 0)
		cli_say(c, stdout, "dropouts.rate", retained, all, rate);
	else
		cli_say(c, stdout, "dropouts.none", shown.s, NULL, NULL);
	buf_release(&shown);
}

static const char *shown(const struct cli *c, const char *list, const char *label)
{
	const struct choice_list *l = screens_choices(c->screens, list);
	const struct choice *one = l != NULL && *label != '\0' ? choice_find(l, label) : NULL;

	return one != NULL ? one->shown : label;
}

static void print_row(const struct cli *c, const struct dropout_row *r)
{
	struct buf line = BUF_INIT;

	buf_adds(&line, "  ");
	text_cell(&line, r->name, 12, false);
	if (r->age >= 0)
		buf_addf(&line, "%3d  ", r->age);
	text_cell(&line, r->head, 12, false);
	text_cell(&line, r->group, 8, false);
	text_cell(&line, r->school, 26, false);
	text_cell(&line, shown(c, "dropout_reason", r->reason), 16, false);
	buf_adds(&line, shown(c, "dropout_state", r->state));
	cli_line(stdout, line.s);
	buf_release(&line);
}

static void print_ledger(const struct cli *c, int which, const struct dropout_row *list, size_t n)
{
	char key[32], count[24];

	snprintf(key, sizeof key, "word.ledger_%d", which);
	snprintf(count, sizeof count, "%zu", n);
	cli_say(c, stdout, "dropouts.ledger", words_get(c->screens, key), count, NULL);
	/* Of all the children of age nobody reads the names here: JSON has them. */
	for (size_t i = 0; i < n && which != LEDGER_OF_AGE; i++)
		print_row(c, &list[i]);
}

static int print_ledgers(struct cli *c, const char *term, bool json, struct err *e)
{
	for (int which = 0; which < LEDGERS; which++) {
		struct dropout_row *list;
		size_t n;

		if (dropout_ledger(c->office, term, (enum dropout_ledger)which, &list, &n, e) < 0)
			return -1;
		if (json)
			print_ledger_json(which, list, n);
		else
			print_ledger(c, which, list, n);
		mem_free(list);
	}
	return 0;
}

/* Found (1) when somebody is out of school. */
int cmd_dropouts(int argc, char **argv, struct cli *c)
{
	const char *typed = NULL;
	bool json = false;
	const struct option_spec spec[] = { { "term", 0, &typed, NULL }, { "json", 0, NULL, &json } };
	if (cli_options(argc, argv, c, spec, 2, 0, 0) < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct retention r;
	char term[TERM_BYTES];
	if (cli_term(c, typed, term, &e) < 0 || c->open(c, OFFICE_EXISTING, &e) < 0 ||
	    dropout_retention(c->office, term, &r, &e) < 0)
		return cli_fail(c, &e);
	if (json)
		print_rate_json(term, &r);
	else
		print_rate(c, term, &r);
	if (print_ledgers(c, term, json, &e) < 0)
		return cli_fail(c, &e);
	if (json)
		printf("}}\n");
	return r.out > 0 ? EXIT_FOUND : EXIT_DONE;
}
