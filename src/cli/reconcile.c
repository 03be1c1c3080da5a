/* A list from another bureau as a new round, compared with our facts or with other lists. */
#include "command.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/text.h"
#include "exchange/roster_file.h"
#include "exchange/roster_table.h"
#include "screen/term_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct asked {
	const char *source, *claim, *date, *term, *against, *output, *profile;
	enum profile whom; /* reads the table */
	bool json, findings, list;
	char of_term[TERM_BYTES];
};

static void say_count(const struct cli *c, FILE *to, const char *key, const char *what, int64_t n)
{
	char count[24];

	snprintf(count, sizeof count, "%" PRId64, n);
	cli_say(c, to, key, what, count, NULL);
}

/* A list read from a file; `claim` NULL: guessed, and said aloud on stderr so that JSON stays JSON. */
static int load(struct cli *c, const struct asked *ask, const char *path, const char *source, const char *claim,
		int64_t *roster, struct err *e)
{
	struct roster_file *f = NULL;
	int64_t rows = 0;
	bool again = false;
	int rc = -1;

	if (roster_file_open(&f, c->office, c->screens, path, source, e) < 0)
		return -1;
	if (claim == NULL) {
		claim = roster_claim_name(roster_file_guess(f));
		cli_say(c, stderr, "reconcile.guessed", roster_claim_label(c->screens, claim), claim, NULL);
	}
	if (roster_file_load(f, claim, ask->date, ask->term, roster, &rows, &again, e) < 0)
		goto done;
	say_count(c, stderr, again ? "reconcile.again" : "reconcile.loaded", source, rows);
	rc = 0;
done:
	roster_file_close(&f);
	return rc;
}

/* A list loaded before, by its number or its source (the newest round); 0 where there is none. */
static int loaded_before(struct cli *c, const char *what, int64_t *roster, struct err *e)
{
	struct roster_info *list = NULL;
	char *end;
	int64_t id = strtoll(what, &end, 10);
	size_t n = 0;

	*roster = 0;
	if (roster_list(c->office, &list, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n && *roster == 0; i++)
		if ((*end == '\0' && list[i].id == id) || strcmp(list[i].source, what) == 0)
			*roster = list[i].id;
	free(list);
	return 0;
}

/* One more side: "0" is our facts, else a list loaded before, else a file, whose name without its end is the source. */
static int one_more(struct cli *c, const struct asked *ask, const char *what, const char *claim, int64_t *roster,
		    struct err *e)
{
	const char *name = strrchr(what, '/');
	char *source;
	int rc;

	if (strcmp(what, "0") == 0) {
		*roster = 0;
		return 0;
	}
	if (loaded_before(c, what, roster, e) < 0)
		return -1;
	if (*roster != 0)
		return 0;
	name = name != NULL ? name + 1 : what;
	source = mem_dup_n(name, strcspn(name, "."));
	rc = load(c, ask, what, source, claim, roster, e);
	mem_free(source);
	return rc;
}

/* Everything that waits becomes a finding. */
static int find_all(struct cli *c, const struct roster_comparison *k, struct err *e)
{
	static const struct roster_choice finding = { "finding", "", -1, -1 };
	size_t *line = mem_alloc((k->n + 1) * sizeof(*line)), n = 0;
	int rc;

	for (size_t i = 0; i < k->n; i++)
		if (roster_is_waiting(&k->line[i]))
			line[n++] = i;
	rc = n > 0 ? roster_decide(c->office, k, line, n, &finding, e) : 0;
	if (rc == 0)
		say_count(c, stderr, "reconcile.findings", NULL, (int64_t)n);
	mem_free(line);
	return rc;
}

static void put_line(const struct cli *c, const struct roster_comparison *k, const struct roster_line *l)
{
	struct buf b = BUF_INIT;

	text_cell(&b, roster_group_name(c->screens, k, roster_group_of(l)), 10, false);
	buf_addf(&b, " %s %s %s", l->name, l->id_no, l->place);
	for (size_t i = l->verdict == ROSTER_MISSING && k->sides == 2; i < roster_items(l); i++) {
		buf_adds(&b, "  ");
		roster_say_item(c->screens, k, l, i, &b);
	}
	cli_line(stdout, b.s);
	buf_release(&b);
}

static void put_text(const struct cli *c, const struct roster_comparison *k, const struct roster_settled *settled)
{
	if (settled->closed > 0 || settled->reopened > 0) {
		char closed[16], reopened[16];
		snprintf(closed, sizeof closed, "%d", settled->closed);
		snprintf(reopened, sizeof reopened, "%d", settled->reopened);
		cli_say(c, stdout, "reconcile.settled", closed, reopened, NULL);
	}
	for (size_t i = 0; i < k->n; i++)
		if (roster_is_waiting(&k->line[i]))
			put_line(c, k, &k->line[i]);
	for (size_t side = 0; side < k->sides; side++) {
		struct buf name = BUF_INIT;
		roster_side_name(c->office, c->screens, k->side[side], &name);
		say_count(c, stdout, "reconcile.people", name.s, k->people[side]);
		buf_release(&name);
	}
	if (k->outside > 0) {
		char rows[24];
		snprintf(rows, sizeof rows, "%" PRId64, k->outside);
		cli_say(c, stdout, "roster.outside", rows, NULL, NULL);
	}
	for (int g = ROSTER_GROUPS - 1; g >= 0; g--)
		say_count(c, stdout, "reconcile.count", roster_group_name(c->screens, k, (enum roster_group)g),
			  (int64_t)roster_count(k, (enum roster_group)g));
}

static void json_items(struct buf *b, const struct cli *c, const struct roster_comparison *k,
		       const struct roster_line *l)
{
	struct roster_item it;

	buf_adds(b, ", \"items\": [");
	for (size_t i = 0; i < roster_items(l); i++) {
		bool first = true;
		roster_item(c->screens, k, l, i, &it);
		buf_adds(b, i > 0 ? ", {" : "{");
		cli_json_text(b, &first, "field", it.field < 0 ? "" : roster_field_name((enum roster_field)it.field));
		buf_adds(b, ", \"values\": [");
		for (size_t side = 0; side < k->sides; side++) {
			buf_adds(b, side > 0 ? ", " : "");
			buf_json(b, it.value[side]);
		}
		buf_adds(b, "]}");
	}
	buf_addc(b, ']');
}

static void put_json(const struct cli *c, const struct roster_comparison *k, const struct roster_settled *settled)
{
	static const char *const verdicts[] = { "same", "missing", "differs", "suspected", "twice" };
	struct buf b = BUF_INIT;
	bool first = true, first_line = true;
	int64_t people = 0;

	for (int v = 0; v < ROSTER_VERDICTS; v++)
		people += k->count[v];
	buf_addc(&b, '{');
	cli_json_int(&b, &first, "people", people);
	cli_json_int(&b, &first, "same", k->count[ROSTER_SAME]);
	cli_json_int(&b, &first, "missing_here", (int64_t)roster_count(k, ROSTER_NOT_FIRST));
	cli_json_int(&b, &first, "missing_there", (int64_t)roster_count(k, ROSTER_ONLY_FIRST));
	cli_json_int(&b, &first, "differs", k->count[ROSTER_DIFFERS]);
	cli_json_int(&b, &first, "suspected", k->count[ROSTER_SUSPECTED]);
	cli_json_int(&b, &first, "twice", k->count[ROSTER_TWICE]);
	cli_json_int(&b, &first, "undecided", (int64_t)roster_count(k, ROSTER_WAITING));
	cli_json_int(&b, &first, "outside", k->outside);
	cli_json_int(&b, &first, "closed", settled->closed);
	cli_json_int(&b, &first, "reopened", settled->reopened);
	buf_adds(&b, ", \"lines\": [");
	for (size_t i = 0; i < k->n; i++) {
		const struct roster_line *l = &k->line[i];
		if (!roster_is_waiting(l))
			continue;
		buf_adds(&b, first_line ? "\n{" : ",\n{");
		first = true;
		first_line = false;
		cli_json_text(&b, &first, "verdict", verdicts[l->verdict]);
		cli_json_text(&b, &first, "name", l->name);
		cli_json_text(&b, &first, "id_no", l->id_no);
		cli_json_text(&b, &first, "place", l->place);
		json_items(&b, c, k, l);
		buf_addc(&b, '}');
	}
	printf("%s]}\n", b.s);
	buf_release(&b);
}

static int list_rosters(struct cli *c, struct err *e)
{
	struct roster_info *list = NULL;
	size_t n = 0;

	if (roster_list(c->office, &list, &n, e) < 0)
		return cli_fail(c, e);
	for (size_t i = 0; i < n; i++) {
		struct buf b = BUF_INIT;
		buf_addf(&b, "%" PRId64 "  %s  %s  %s  #%d  %" PRId64, list[i].id, list[i].source, list[i].dated_on,
			 roster_claim_label(c->screens, list[i].claim), list[i].round, list[i].rows);
		cli_line(stdout, b.s);
		buf_release(&b);
	}
	if (n == 0)
		cli_say(c, stdout, "reconcile.none", NULL, NULL, NULL);
	free(list);
	return EXIT_DONE;
}

/* The sides: this list with our facts, or with the others named. The findings of its round before are settled in both
 * cases. */
static int compare(struct cli *c, const struct asked *ask, char **others, size_t n, int64_t roster, const char *claim,
		   struct roster_comparison *k, struct roster_settled *settled, struct err *e)
{
	int64_t side[ROSTER_SIDES] = { 0, roster };
	struct roster_settled none;

	if (roster_round(c->office, side, 2, k, settled, e) < 0)
		return -1;
	if (ask->against == NULL)
		return 0;
	roster_comparison_release(k);
	side[0] = roster;
	if (one_more(c, ask, ask->against, claim, &side[1], e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (one_more(c, ask, others[i], claim, &side[2 + i], e) < 0)
			return -1;
	return roster_round(c->office, side, 2 + n, k, &none, e);
}

static int write_table(struct cli *c, const struct asked *ask, const struct roster_comparison *k, int64_t *lines,
		       struct err *e)
{
	struct roster_table_ask t = { .office = c->office, .screens = c->screens, .comparison = k };
	enum sheet_format f = FORMAT_CSV;
	struct buf title = BUF_INIT;
	int rc;

	format_of(ask->output, &f);
	roster_table_title(&t, &title);
	rc = export_file(c->office, title.s, roster_table_source, &t, ask->whom, f, ask->output, lines, e);
	buf_release(&title);
	return rc;
}

static int run(struct cli *c, const struct asked *ask, char **file, size_t n, struct err *e)
{
	struct roster_comparison k = { 0 };
	struct roster_settled settled;
	int64_t roster, lines;
	int status = EXIT_COULD_NOT;

	cli_progress(true);
	if (load(c, ask, file[0], ask->source, ask->claim, &roster, e) < 0 ||
	    compare(c, ask, file + 1, n - 1, roster, ask->claim, &k, &settled, e) < 0)
		return EXIT_COULD_NOT;
	if (ask->findings) {
		int64_t side[ROSTER_SIDES];
		size_t sides = k.sides;

		memcpy(side, k.side, sizeof side);
		if (find_all(c, &k, e) < 0)
			goto done;
		roster_comparison_release(&k);
		if (roster_compare(c->office, side, sides, &k, e) < 0)
			return EXIT_COULD_NOT;
	}
	if (ask->output != NULL && write_table(c, ask, &k, &lines, e) < 0)
		goto done;
	cli_progress(false);
	if (ask->json)
		put_json(c, &k, &settled);
	else
		put_text(c, &k, &settled);
	if (ask->output != NULL)
		say_count(c, stderr, "reconcile.written", ask->output, lines);
	status = roster_count(&k, ROSTER_WAITING) > 0 ? EXIT_FOUND : EXIT_DONE;
done:
	roster_comparison_release(&k);
	return status;
}

static int check(const struct cli *c, struct asked *ask, struct err *e)
{
	if (ask->output != NULL && cli_profile(ask->profile, &ask->whom, e) < 0)
		return -1;
	if (ask->source == NULL || text_is_blank(ask->source))
		return err_set(e, ERR_INVALID, "ROSTER_SOURCE");
	int claim = ask->claim != NULL ? roster_claim_named(c->screens, ask->claim) : 0;
	if (claim < 0)
		return err_set(e, ERR_INVALID, "ROSTER_CLAIM", ask->claim);
	if (ask->claim != NULL)
		ask->claim = roster_claim_name((enum roster_claim)claim);
	if (strlen(ask->date) != 10 || !date_is_valid(ask->date))
		return err_set(e, ERR_INVALID, "ROSTER_DATE", ask->date);
	if (ask->term == NULL)
		term_of(ask->date, ask->of_term);
	else if (!term_typed(c->screens, ask->term, ask->of_term))
		return err_set(e, ERR_INVALID, "ROSTER_TERM", ask->term);
	ask->term = ask->of_term;
	return 0;
}

int cmd_reconcile(int argc, char **argv, struct cli *c)
{
	struct asked ask = { .date = clock_today() };
	struct err e = { 0 };
	const struct option_spec spec[] = {
		{ "source", 0, &ask.source, NULL },   { "claim", 0, &ask.claim, NULL },
		{ "date", 0, &ask.date, NULL },       { "term", 0, &ask.term, NULL },
		{ "against", 0, &ask.against, NULL }, { "output", 'o', &ask.output, NULL },
		{ "json", 0, NULL, &ask.json },       { "findings", 0, NULL, &ask.findings },
		{ "list", 0, NULL, &ask.list },       { "profile", 'p', &ask.profile, NULL },
	};
	int at = cli_options(argc, argv, c, spec, 10, 0, ROSTER_SIDES - 1);

	if (at < 0)
		return EXIT_COULD_NOT;
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	if (ask.list)
		return list_rosters(c, &e);
	if (at == argc)
		err_set(&e, ERR_INVALID, "ROSTER_FILE");
	else if (ask.against == NULL && argc - at > 1)
		err_set(&e, ERR_INVALID, "ROSTER_AGAINST", argv[at + 1]);
	else
		check(c, &ask, &e);
	if (e.code != ERR_NONE)
		return cli_fail(c, &e);
	int status = run(c, &ask, argv + at, (size_t)(argc - at), &e);
	return e.code != ERR_NONE ? cli_fail(c, &e) : status;
}
