#include "command.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/choices.h"
#include "screen/words.h"

#include <getopt.h>
#include <inttypes.h>
#include <string.h>

const struct command cli_commands[] = {
	{ "init", "[--demo | --generate HOUSEHOLDS] [--unit NAME --village NAME --cadre NAME]", cmd_init },
	{ "today", "[--json]", cmd_today },
	{ "import", "KIND FILE [--dry-run] [--refused FILE] [--json]", cmd_import },
	{ "export", "KIND|handbook --profile P [--household NO] [-f FORMAT] [-o FILE]", cmd_export },
	{ "report",
	  "[NAME [--year Y] [--month M] [--term T] [--campaign C] [--compare last|PERIOD] [--rows METRIC --profile P] "
	  "[--json] [-o FILE]]",
	  cmd_report },
	{ "check", "[--rule ID] [--json] [--summary] [--waived]", cmd_check },
	{ "coverage", "[--term T] [--by stage|school|village|item] [--json]", cmd_coverage },
	{ "term", "[lock TERM | unlock TERM --reason TEXT] [--json]", cmd_term },
	{ "letter", "--term T (--person ID | --school NAME | all) [-o FILE]", cmd_letter },
	{ "enrol", "--next [TERM] [--accept] [--json]", cmd_enrol },
	{ "chart", "[NAME] [--year Y] [-o FILE.pdf]", cmd_chart },
	{ "dropouts", "[--term T] [--json]", cmd_dropouts },
	{ "reconcile",
	  "FILE --source NAME [--claim KIND] [--date DAY] [--term TERM] [--against ROSTER|FILE …] [-o FILE --profile "
	  "P] [--findings] "
	  "[--json] | --list",
	  cmd_reconcile },
	{ "table",
	  "[NAME [--month M | --year Y | --term T | --campaign C] [--cadre NAME] [--household NAME] --profile P [-f "
	  "FORMAT] "
	  "[-o FILE]]",
	  cmd_table },
	{ "find", "WORDS", cmd_find },
	{ "history", "KIND ID [--at YYYY-MM-DD[THH:MM[:SS]] | --table | --profile P -o FILE]", cmd_history },
	{ "undo", "[SEQ]", cmd_undo },
	{ "redo", "", cmd_redo },
	{ "backup", "[FILE | --daily]", cmd_backup },
	{ "restore", "FILE", cmd_restore },
	{ "verify", "", cmd_verify },
	{ "reindex", "", cmd_reindex },
	{ "clean", "FILE | -", cmd_clean },
	{ "lint", "", cmd_lint },
	{ "help", "[--man | --completion]", cmd_help },
	{ NULL, NULL, NULL },
};

static const struct command *find(const char *name)
{
	for (const struct command *k = cli_commands; k->name != NULL; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

int cli_run(int argc, char **argv, struct cli *c)
{
	const struct command *k = find(argv[0]);
	if (k == NULL) {
		struct buf names = BUF_INIT;
		for (k = cli_commands; k->name != NULL; k++)
			buf_addf(&names, "%s%s", names.n > 0 ? " " : "", k->name);
		cli_say(c, stderr, "cli.unknown_command", argv[0], names.s, NULL);
		buf_release(&names);
		return EXIT_COULD_NOT;
	}
	return cli_status(c, k->run(argc, argv, c));
}

static int misused(const struct cli *c, const char *name)
{
	const struct command *k = find(name);
	struct buf line = BUF_INIT;
	buf_addf(&line, "bangfu %s %s", k->name, k->usage);
	cli_say(c, stderr, "cli.usage", line.s, NULL, NULL);
	buf_release(&line);
	return -1;
}

#define MOST_OPTIONS 12

int cli_options(int argc, char **argv, struct cli *c, const struct option_spec *spec, size_t n, int least, int most)
{
	struct option longs[MOST_OPTIONS + 1] = { { 0 } };
	char shorts[2 * MOST_OPTIONS + 1] = "";
	size_t len = 0;
	if (n > MOST_OPTIONS)
		BUG("too many options");
	for (size_t i = 0; i < n; i++) {
		longs[i].name = spec[i].name;
		longs[i].has_arg = spec[i].text != NULL ? required_argument : no_argument;
		longs[i].val = spec[i].letter != 0 ? spec[i].letter : (int)(1000 + i);
		if (spec[i].letter == 0)
			continue;
		shorts[len++] = spec[i].letter;
		if (spec[i].text != NULL)
			shorts[len++] = ':';
	}
	optind = 0; /* glibc: start afresh, also after main's own options */
	opterr = 0;
	for (int got; (got = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
		size_t i = 0;
		while (i < n && longs[i].val != got)
			i++;
		if (i == n)
			return misused(c, argv[0]);
		if (spec[i].text != NULL)
			*spec[i].text = optarg;
		else
			*spec[i].flag = true;
	}
	int left = argc - optind;
	if (left < least || (most >= 0 && left > most))
		return misused(c, argv[0]);
	return optind;
}

void cli_line(FILE *to, const char *text)
{
	struct buf b = BUF_INIT;
	text_clean(&b, text, strlen(text), true);
	cli_progress_clear();
	fprintf(to, "%s\n", b.s);
	buf_release(&b);
}

int cli_fail(const struct cli *c, const struct err *e)
{
	struct buf b = BUF_INIT;
	cli_progress(false);
	if (cli_stopped())
		return EXIT_COULD_NOT;
	buf_adds(&b, "bangfu: ");
	words_error(c->screens, NULL, e, &b);
	cli_line(stderr, b.s);
	buf_release(&b);
	return EXIT_COULD_NOT;
}

void cli_say(const struct cli *c, FILE *to, const char *key, const char *a1, const char *a2, const char *a3)
{
	struct buf b = BUF_INIT;
	words_put(c->screens, &b, key, a1 != NULL ? a1 : "", a2 != NULL ? a2 : "", a3 != NULL ? a3 : "");
	cli_line(to, b.s);
	buf_release(&b);
}

void cli_covers(const struct cli *c, enum covers covers)
{
	struct buf b = BUF_INIT;
	scope_text(c->screens, c->office, covers, &b);
	cli_line(stdout, b.s);
	buf_release(&b);
}

const char *cli_choice(const struct cli *c, const char *list, const char *label)
{
	const struct choice_list *l = screens_choices(c->screens, list);
	const struct choice *one = l != NULL && *label != '\0' ? choice_find(l, label) : NULL;

	return one != NULL ? one->shown : label;
}

static void member(struct buf *b, bool *first, const char *name)
{
	if (!*first)
		buf_adds(b, ", ");
	*first = false;
	buf_json(b, name);
	buf_adds(b, ": ");
}

void cli_json_text(struct buf *b, bool *first, const char *name, const char *text)
{
	member(b, first, name);
	buf_json(b, text);
}

void cli_json_int(struct buf *b, bool *first, const char *name, int64_t value)
{
	member(b, first, name);
	buf_addf(b, "%" PRId64, value);
}
