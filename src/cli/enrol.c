/* The enrolments of a term proposed from the one before. A new stage needs a school, which a person types: --accept
 * writes those that stay or go up. */
#include "command.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"
#include "model/enrolment.h"
#include "screen/words.h"

#include <stdlib.h>

enum { WHY_COLS = 8, NAME_COLS = 12, HEAD_COLS = 12, WAS_COLS = 36 };

static void print_suggestion(const struct cli *c, const struct enrolment_suggestion *s)
{
	static const char *const why[] = {
		[SUGGEST_SAME] = "cli.enrol_suggest_same",     [SUGGEST_UP] = "cli.enrol_suggest_up",
		[SUGGEST_STAGE] = "cli.enrol_suggest_stage",   [SUGGEST_FIRST] = "cli.enrol_suggest_first",
		[SUGGEST_LEAVES] = "cli.enrol_suggest_leaves",
	};
	struct buf line = BUF_INIT;

	text_cell(&line, words_get(c->screens, why[s->why]), WHY_COLS, false);
	buf_addc(&line, ' ');
	text_cell(&line, s->name, NAME_COLS, false);
	buf_addc(&line, ' ');
	text_cell(&line, s->head, HEAD_COLS, false);
	buf_addc(&line, ' ');
	text_cell(&line, s->was, WAS_COLS, false);
	buf_addc(&line, ' ');
	buf_adds(&line, cli_choice(c, "school_stage", s->stage));
	if (s->grade[0] != '\0')
		buf_addf(&line, " %s", cli_choice(c, "grade", s->grade));
	cli_line(stdout, line.s);
	buf_release(&line);
}

static void suggestion_json(struct buf *b, const struct enrolment_suggestion *s)
{
	static const char *const why[] = {
		[SUGGEST_SAME] = "same",   [SUGGEST_UP] = "up",         [SUGGEST_STAGE] = "stage",
		[SUGGEST_FIRST] = "first", [SUGGEST_LEAVES] = "leaves",
	};
	bool first = true;

	buf_addc(b, '{');
	cli_json_int(b, &first, "id", s->person);
	cli_json_text(b, &first, "why", why[s->why]);
	cli_json_text(b, &first, "name", s->name);
	cli_json_text(b, &first, "head", s->head);
	cli_json_text(b, &first, "group", s->group);
	cli_json_text(b, &first, "was", s->was);
	cli_json_text(b, &first, "school", s->school);
	cli_json_text(b, &first, "stage", s->stage);
	cli_json_text(b, &first, "grade", s->grade);
	cli_json_text(b, &first, "class", s->class_name);
	buf_addc(b, '}');
}

/* written -1: only proposed. */
static void print_json(const char *term, const struct enrolment_suggestion *list, size_t n, int written)
{
	struct buf b = BUF_INIT;
	bool first = true;

	buf_addc(&b, '{');
	cli_json_text(&b, &first, "term", term);
	if (written >= 0)
		cli_json_int(&b, &first, "written", written);
	buf_adds(&b, ", \"suggestions\": [");
	for (size_t i = 0; i < n; i++) {
		buf_adds(&b, i > 0 ? ",\n" : "\n");
		suggestion_json(&b, &list[i]);
	}
	printf("%s]}\n", b.s);
	buf_release(&b);
}

static void print_accepted(const struct cli *c, const char *term, int written)
{
	struct buf shown = BUF_INIT;
	char count[24];

	cli_put_term(c, term, &shown);
	snprintf(count, sizeof count, "%d", written);
	cli_say(c, stdout, "cli.enrol_accepted", count, shown.s, NULL);
	buf_release(&shown);
}

int cmd_enrol(int argc, char **argv, struct cli *c)
{
	bool next = false, accept = false, json = false;
	const struct option_spec spec[] = { { "next", 0, NULL, &next },
					    { "accept", 0, NULL, &accept },
					    { "json", 0, NULL, &json } };
	int at = cli_options(argc, argv, c, spec, 3, 0, 1), written = -1;
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct enrolment_suggestion *list = NULL;
	char now[TERM_BYTES], term[TERM_BYTES];
	size_t n = 0;
	term_of(clock_today(), now);
	term_shift(now, next ? 1 : 0, term);
	if ((at < argc && cli_term(c, argv[at], term, &e) < 0) ||
	    c->open(c, accept ? OFFICE_EXISTING : OFFICE_READ_ONLY, &e) < 0 ||
	    enrolment_suggest(c->office, term, &list, &n, &e) < 0)
		return cli_fail(c, &e);
	int status = EXIT_DONE;
	if (accept && enrolment_accept(c->office, term, list, n, &written, &e) < 0)
		status = cli_fail(c, &e);
	else if (json)
		print_json(term, list, n, written);
	else if (accept)
		print_accepted(c, term, written);
	else
		for (size_t i = 0; i < n; i++)
			print_suggestion(c, &list[i]);
	free(list);
	return status;
}
