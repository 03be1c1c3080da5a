/* The aid lists of the terms: which are locked and how far each is; locking one, opening one again. */
#include "command.h"

#include "base/buf.h"
#include "base/text.h"
#include "model/aid.h"
#include "screen/words.h"

#include <stdlib.h>
#include <string.h>

enum { TERM_COLS = 14, LOCK_COLS = 14, COUNT_COLS = 8 };

struct count {
	const char *name; /* of the member, and of the word cli.term_NAME */
	int n;
};
enum { COUNTS = 8 };

static void counts_of(const struct aid_term *t, struct count out[COUNTS])
{
	const struct count counts[COUNTS] = { { "all", t->all },           { "waiting", t->waiting },
					      { "posted", t->posted },     { "locked", t->locked },
					      { "reported", t->reported }, { "paid", t->paid },
					      { "back", t->back },         { "backpay", t->late } };

	memcpy(out, counts, sizeof counts);
}

static void print_head(const struct cli *c)
{
	static const struct aid_term none;
	struct count count[COUNTS];
	struct buf line = BUF_INIT;

	counts_of(&none, count);
	text_cell(&line, words_get(c->screens, "cli.term_term"), TERM_COLS, false);
	text_cell(&line, words_get(c->screens, "cli.term_locked_on"), LOCK_COLS, false);
	for (int i = 0; i < COUNTS; i++) {
		struct buf word = BUF_INIT;

		buf_addf(&word, "cli.term_%s", count[i].name);
		text_cell(&line, words_get(c->screens, word.s), COUNT_COLS, true);
		buf_release(&word);
	}
	cli_line(stdout, line.s);
	buf_release(&line);
}

static void print_term(const struct cli *c, const struct aid_term *t)
{
	struct count count[COUNTS];
	struct buf line = BUF_INIT, name = BUF_INIT;

	cli_put_term(c, t->term, &name);
	text_cell(&line, name.s, TERM_COLS, false);
	text_cell(&line, t->locked_on[0] ? t->locked_on : words_get(c->screens, "cli.term_open"), LOCK_COLS, false);
	counts_of(t, count);
	for (int i = 0; i < COUNTS; i++) {
		char text[16];

		snprintf(text, sizeof text, "%d", count[i].n);
		text_cell(&line, text, COUNT_COLS, true);
	}
	cli_line(stdout, line.s);
	buf_release(&name);
	buf_release(&line);
}

static void json_term(const struct aid_term *t, bool first_term)
{
	struct count count[COUNTS];
	struct buf b = BUF_INIT;
	bool first = true;

	buf_adds(&b, first_term ? "\n{" : ",\n{");
	cli_json_text(&b, &first, "term", t->term);
	cli_json_text(&b, &first, "locked_on", t->locked_on);
	cli_json_text(&b, &first, "locked_by", t->locked_by);
	counts_of(t, count);
	for (int i = 0; i < COUNTS; i++)
		cli_json_int(&b, &first, count[i].name, count[i].n);
	printf("%s}", b.s);
	buf_release(&b);
}

static int list(struct cli *c, bool json, struct err *e)
{
	struct aid_term *t = NULL;
	size_t n = 0;

	if (c->open(c, OFFICE_READ_ONLY, e) < 0 || aid_terms(c->office, &t, &n, e) < 0)
		return -1;
	if (json)
		printf("[");
	else if (n > 0)
		print_head(c);
	else
		cli_say(c, stdout, "cli.term_none", NULL, NULL, NULL);
	for (size_t i = 0; i < n; i++) {
		if (json)
			json_term(&t[i], i == 0);
		else
			print_term(c, &t[i]);
	}
	if (json)
		printf("\n]\n");
	free(t);
	return 0;
}

static int lock(struct cli *c, const char *term, bool json, struct err *e)
{
	struct aid_lock_counts n;
	char locked[16], behind[16];
	struct buf name = BUF_INIT, b = BUF_INIT;
	bool first = true;

	if (aid_lock(c->office, term, &n, e) < 0)
		return -1;
	cli_put_term(c, term, &name);
	snprintf(locked, sizeof locked, "%d", n.locked);
	snprintf(behind, sizeof behind, "%d", n.behind);
	buf_addc(&b, '{');
	cli_json_text(&b, &first, "term", term);
	cli_json_int(&b, &first, "locked", n.locked);
	cli_json_int(&b, &first, "behind", n.behind);
	if (json)
		printf("%s}\n", b.s);
	else
		cli_say(c, stdout, n.behind ? "cli.term_locked_behind" : "cli.term_locked_now", name.s, locked, behind);
	buf_release(&b);
	buf_release(&name);
	return 0;
}

static int unlock(struct cli *c, const char *term, const char *reason, bool json, struct err *e)
{
	struct buf name = BUF_INIT, b = BUF_INIT;
	bool first = true;

	if (aid_unlock(c->office, term, reason, e) < 0)
		return -1;
	cli_put_term(c, term, &name);
	buf_addc(&b, '{');
	cli_json_text(&b, &first, "term", term);
	cli_json_text(&b, &first, "reason", reason);
	if (json)
		printf("%s}\n", b.s);
	else
		cli_say(c, stdout, "cli.term_unlocked", name.s, reason, NULL);
	buf_release(&b);
	buf_release(&name);
	return 0;
}

int cmd_term(int argc, char **argv, struct cli *c)
{
	const char *reason = "";
	bool json = false;
	const struct option_spec spec[] = { { "reason", 0, &reason, NULL }, { "json", 0, NULL, &json } };
	int at = cli_options(argc, argv, c, spec, 2, 0, 2), rc;
	struct err e = { 0 };
	char term[TERM_BYTES];

	if (at < 0)
		return EXIT_COULD_NOT;
	const char *verb = at < argc ? argv[at] : "", *typed = at + 1 < argc ? argv[at + 1] : NULL;
	bool closes = strcmp(verb, "lock") == 0;

	if (!*verb)
		rc = list(c, json, &e);
	else if (!typed || (!closes && strcmp(verb, "unlock") != 0))
		rc = err_set(&e, ERR_INVALID, "TERM_VERB", verb);
	else if (cli_term(c, typed, term, &e) < 0 || c->open(c, OFFICE_EXISTING, &e) < 0)
		rc = -1;
	else
		rc = closes ? lock(c, term, json, &e) : unlock(c, term, reason, json, &e);
	return rc < 0 ? cli_fail(c, &e) : EXIT_DONE;
}
