/* Today as text: for a script, a pipe, a screen reader, a first look. */
#include "command.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/today.h"
#include "screen/checks.h"
#include "screen/item_text.h"
#include "screen/words.h"

#include <stdlib.h>

static void counts_json(struct buf *b, const struct today_counts *n)
{
	bool first = true;
	cli_json_text(b, &first, "today", clock_today());
	cli_json_int(b, &first, "households_asked", n->duty.asked);
	cli_json_int(b, &first, "visited", n->duty.done);
	cli_json_int(b, &first, "due", n->duty.due);
	cli_json_int(b, &first, "overdue", n->duty.overdue);
	cli_json_int(b, &first, "never", n->duty.never);
	cli_json_int(b, &first, "findings", n->findings);
	cli_json_int(b, &first, "findings_late", n->findings_late);
	cli_json_int(b, &first, "untold", n->untold);
	cli_json_int(b, &first, "gap_households", n->gaps.households);
	cli_json_int(b, &first, "gaps", n->gaps.gaps);
	cli_json_text(b, &first, "campaign", n->campaign);
	cli_json_int(b, &first, "campaign_targets", n->campaign_targets);
	cli_json_int(b, &first, "campaign_done", n->campaign_done);
	cli_json_int(b, &first, "campaign_late", n->campaign_late);
}

static void say_counts(const struct cli *c, const char *key, int a, int b, int d)
{
	char text[3][16];
	snprintf(text[0], sizeof text[0], "%d", a);
	snprintf(text[1], sizeof text[1], "%d", b);
	snprintf(text[2], sizeof text[2], "%d", d);
	cli_say(c, stdout, key, text[0], text[1], text[2]);
}

static void items(const struct cli *c, const struct item *list, size_t n, bool json, struct buf *b)
{
	for (size_t i = 0; i < n; i++) {
		struct buf text = BUF_INIT, line = BUF_INIT;
		item_sentence(c->screens, c->office, &list[i], &text);
		if (json) {
			bool first = true;
			buf_adds(b, i == 0 ? "\n{" : ",\n{");
			cli_json_text(b, &first, "head", list[i].head);
			cli_json_text(b, &first, "group", list[i].group);
			cli_json_text(b, &first, "text", text.s);
			cli_json_text(b, &first, "due_on", list[i].due_on);
			cli_json_int(b, &first, "days_late", list[i].days_late);
			buf_addc(b, '}');
		} else {
			buf_adds(&line, "  ");
			text_cell(&line, list[i].head, 14, false);
			text_cell(&line, list[i].group, 10, false);
			text_cell(&line, list[i].due_on, 12, false);
			buf_adds(&line, text.s);
			cli_line(stdout, line.s);
		}
		buf_release(&text);
		buf_release(&line);
	}
}

int cmd_today(int argc, char **argv, struct cli *c)
{
	bool json = false;
	const struct option_spec spec[] = { { "json", 0, NULL, &json } };
	if (cli_options(argc, argv, c, spec, 1, 0, 0) < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct item *list = NULL;
	size_t n = 0;
	struct today_counts counts = { 0 };
	const struct handbook_field *field;
	size_t nf = screens_handbook(c->screens, &field);
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	cli_progress(true);
	int failed = today_load(c->office, field, nf, &counts, &list, &n, &e);
	cli_progress(false);
	if (failed < 0)
		return cli_fail(c, &e);
	struct buf b = BUF_INIT;
	if (json) {
		buf_addc(&b, '{');
		counts_json(&b, &counts);
		buf_adds(&b, ", \"items\": [");
		items(c, list, n, true, &b);
		printf("%s]}\n", b.s);
	} else {
		char *me = office_me_name(c->office);
		cli_say(c, stdout, "today.text_title", clock_today(), me, NULL);
		cli_covers(c, COVERS_SCOPE);
		if (office_is_empty(c->office))
			cli_say(c, stdout, "today.text_empty", NULL, NULL, NULL);
		say_counts(c, "today.text_duty", counts.duty.done, counts.duty.asked,
			   counts.duty.asked - counts.duty.done);
		say_counts(c, "today.text_gaps", counts.gaps.households, counts.gaps.gaps, 0);
		say_counts(c, "today.text_findings", counts.findings, counts.findings_late, counts.untold);
		items(c, list, n, false, &b);
		mem_free(me);
	}
	buf_release(&b);
	free(list);
	return EXIT_DONE;
}
