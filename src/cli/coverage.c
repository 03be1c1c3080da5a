#include "command.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/number.h"
#include "base/text.h"
#include "model/coverage.h"
#include "screen/term_text.h"
#include "screen/words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int cli_term(const struct cli *c, const char *typed, char out[TERM_BYTES], struct err *e)
{
	if (typed == NULL || *typed == '\0')
		term_of(clock_today(), out);
	else if (!term_typed(c->screens, typed, out))
		return err_set(e, ERR_INVALID, "TERM_BAD", typed);
	return 0;
}

void cli_put_term(const struct cli *c, const char *term, struct buf *out)
{
	term_show(c->screens, term, out);
}

static const char *const by_names[COVERAGE_ORDERS] = { "stage", "school", "village", "item" };

static int by_of(const char *name, enum coverage_by *by, struct err *e)
{
	for (int i = 0; i < COVERAGE_ORDERS; i++)
		if (strcmp(name, by_names[i]) == 0) {
			*by = (enum coverage_by)i;
			return 0;
		}
	return err_set(e, ERR_INVALID, "COVERAGE_BY", name, "stage school village item");
}

static void line_json(struct buf *b, const struct coverage_line *l, bool total)
{
	bool first = true;

	buf_addc(b, '{');
	if (!total) {
		cli_json_text(b, &first, "group", l->group);
		if (l->place)
			cli_json_int(b, &first, "place", l->place);
	}
	cli_json_int(b, &first, "students", l->students);
	cli_json_int(b, &first, "unverified", l->unverified);
	cli_json_int(b, &first, "entitled", l->entitled);
	cli_json_int(b, &first, "applied", l->applied);
	cli_json_int(b, &first, "paid", l->paid);
	cli_json_int(b, &first, "missing", l->missing);
	cli_json_int(b, &first, "due_told", l->due_told);
	cli_json_int(b, &first, "told", l->told);
	cli_json_int(b, &first, "untold", l->untold);
	cli_json_int(b, &first, "standard", l->standard);
	cli_json_int(b, &first, "amount", l->amount);
	buf_addc(b, '}');
}

static void print_json(const char *term, const char *by, const struct coverage_line *line, size_t n,
		       const struct coverage_line *total)
{
	struct buf b = BUF_INIT;
	bool first = true;

	buf_addc(&b, '{');
	cli_json_text(&b, &first, "term", term);
	cli_json_text(&b, &first, "by", by);
	buf_adds(&b, ", \"lines\": [");
	for (size_t i = 0; i < n; i++) {
		buf_adds(&b, i == 0 ? "\n" : ",\n");
		line_json(&b, &line[i], false);
	}
	buf_adds(&b, "],\n\"total\": ");
	line_json(&b, total, true);
	printf("%s}\n", b.s);
	buf_release(&b);
}

enum { NAME_COLS = 24, NUMBER_COLS = 8, MONEY_COLS = 12 };

static void put_number(struct buf *line, int n)
{
	char text[16];

	snprintf(text, sizeof text, "%d", n);
	text_cell(line, text, NUMBER_COLS, true);
}

static void print_line(const char *name, const struct coverage_line *l)
{
	struct buf line = BUF_INIT, yuan = BUF_INIT;

	text_cell(&line, name, NAME_COLS, false);
	put_number(&line, l->students);
	put_number(&line, l->entitled);
	put_number(&line, l->applied);
	put_number(&line, l->paid);
	put_number(&line, l->missing);
	put_number(&line, l->told);
	put_number(&line, l->untold);
	money_format(&yuan, l->amount, true);
	text_cell(&line, yuan.s, MONEY_COLS, true);
	cli_line(stdout, line.s);
	buf_release(&line);
	buf_release(&yuan);
}

static void print_head(const struct cli *c, const char *term)
{
	static const char *const heads[] = { "students", "entitled", "applied", "paid", "missing", "told", "untold" };
	struct buf line = BUF_INIT, shown = BUF_INIT;

	cli_put_term(c, term, &shown);
	cli_say(c, stdout, "cli.coverage_title", shown.s, NULL, NULL);
	cli_covers(c, COVERS_SCOPE);
	text_cell(&line, "", NAME_COLS, false);
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		char key[48];
		snprintf(key, sizeof key, "cli.coverage_%s", heads[i]);
		text_cell(&line, words_get(c->screens, key), NUMBER_COLS, true);
	}
	text_cell(&line, words_get(c->screens, "cli.coverage_amount"), MONEY_COLS, true);
	cli_line(stdout, line.s);
	buf_release(&line);
	buf_release(&shown);
}

static const char *shown_group(const struct cli *c, enum coverage_by by, const struct coverage_line *l)
{
	if (l->group[0] == '\0')
		return words_get(c->screens, "cli.coverage_unknown");
	return by == COVERAGE_STAGE ? cli_choice(c, "school_stage", l->group) : l->group;
}

int cmd_coverage(int argc, char **argv, struct cli *c)
{
	const char *typed = NULL, *by_name = by_names[COVERAGE_STAGE];
	bool json = false;
	const struct option_spec spec[] = { { "term", 0, &typed, NULL },
					    { "by", 0, &by_name, NULL },
					    { "json", 0, NULL, &json } };
	if (cli_options(argc, argv, c, spec, 3, 0, 0) < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct coverage_line *line = NULL, total;
	enum coverage_by by = COVERAGE_STAGE;
	char term[TERM_BYTES];
	size_t n = 0;
	if (by_of(by_name, &by, &e) < 0 || cli_term(c, typed, term, &e) < 0 || c->open(c, OFFICE_READ_ONLY, &e) < 0)
		return cli_fail(c, &e);
	cli_progress(true);
	int failed = coverage_load(c->office, term, by, &line, &n, &total, &e);
	cli_progress(false);
	if (failed < 0)
		return cli_fail(c, &e);
	if (json) {
		print_json(term, by_name, line, n, &total);
	} else {
		print_head(c, term);
		for (size_t i = 0; i < n; i++)
			print_line(shown_group(c, by, &line[i]), &line[i]);
		print_line(words_get(c->screens, "cli.coverage_total"), &total);
	}
	free(line);
	return EXIT_DONE;
}
