/* Who of compulsory age is kept at school in a term: the rate with its numbers, the ledgers with their names. */
#include "command.h"

#include "base/text.h"
#include "model/dropout.h"
#include "screen/words.h"

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

static void print_ledger_json(int which, const struct dropout_rows *rows)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s\n\"%s\": [", which > 0 ? "," : "", ledger_keys[which]);
	for (size_t i = 0; i < rows->n; i++) {
		buf_adds(&b, i > 0 ? ",\n" : "\n");
		row_json(&b, &rows->row[i]);
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
	cli_covers(c, COVERS_SCOPE);
	snprintf(retained, sizeof retained, "%d", r->enrolled + r->taught_at_home);
	snprintf(all, sizeof all, "%d", r->of_age);
	retention_rate(r, rate);
	if (r->of_age > 0)
		cli_say(c, stdout, "dropouts.rate", retained, all, rate);
	else
		cli_say(c, stdout, "dropouts.none", shown.s, NULL, NULL);
	buf_release(&shown);
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
	text_cell(&line, cli_choice(c, "dropout_reason", r->reason), 16, false);
	buf_adds(&line, cli_choice(c, "dropout_state", r->state));
	cli_line(stdout, line.s);
	buf_release(&line);
}

static void print_ledger(const struct cli *c, int which, const struct dropout_rows *rows)
{
	char key[32], count[24];

	snprintf(key, sizeof key, "word.ledger_%d", which);
	snprintf(count, sizeof count, "%zu", rows->n);
	cli_say(c, stdout, "dropouts.ledger", words_get(c->screens, key), count, NULL);
	/* Of all the children of age nobody reads the names here: JSON has them. */
	for (size_t i = 0; i < rows->n && which != LEDGER_OF_AGE; i++)
		print_row(c, &rows->row[i]);
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
	struct dropout_rows ledger[LEDGERS];
	char term[TERM_BYTES];
	if (cli_term(c, typed, term, &e) < 0 || c->open(c, OFFICE_READ_ONLY, &e) < 0)
		return cli_fail(c, &e);
	cli_progress(true);
	int failed = dropout_ledgers(c->office, term, &r, ledger, &e);
	cli_progress(false);
	if (failed < 0)
		return cli_fail(c, &e);
	if (json)
		print_rate_json(term, &r);
	else
		print_rate(c, term, &r);
	for (int i = 0; i < LEDGERS; i++)
		if (json)
			print_ledger_json(i, &ledger[i]);
		else
			print_ledger(c, i, &ledger[i]);
	if (json)
		printf("}}\n");
	dropout_ledgers_release(ledger);
	return r.out > 0 ? EXIT_FOUND : EXIT_DONE;
}
