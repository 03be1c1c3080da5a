#include "command.h"

#include "screen/lint.h"

static void found(void *arg, const char *file, int line, const char *message)
{
	(void)arg;
	if (line > 0)
		printf("%s:%d: %s\n", file, line, message);
	else
		printf("%s: %s\n", file, message);
}

/* SQL and columns are checked against a fresh database in memory: the linter needs nobody's data. */
int cmd_lint(int argc, char **argv, struct cli *c)
{
	if (cli_options(argc, argv, c, NULL, 0, 0, 0) < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	c->db_path = ":memory:";
	if (c->open(c, OFFICE_CREATE, &e) < 0)
		return cli_fail(c, &e);
	int problems = lint_screens(c->office, screens_dir(c->screens), c->requests, screens_lang(c->screens), found,
				    NULL, &e);
	if (problems < 0)
		return cli_fail(c, &e);
	char count[16];
	snprintf(count, sizeof count, "%d", problems);
	cli_say(c, stdout, problems == 0 ? "lint.good" : "lint.bad", screens_dir(c->screens), count, NULL);
	return problems == 0 ? EXIT_DONE : EXIT_FOUND;
}
