/* backup, restore, verify. */
#include "command.h"

#include "base/child.h"

/* As the screen asks for it when it starts: today's, if there is none, while nothing else has to be done. */
static int daily(struct cli *c)
{
	struct err e = { 0 };
	char path[512];
	bool made;
	child_give_way();
	if (c->open(c, OFFICE_EXISTING, &e) < 0 || office_backup_daily(c->office, &made, path, &e) < 0)
		return cli_fail(c, &e);
	if (made)
		cli_say(c, stdout, "backup.done", path, NULL, NULL);
	return EXIT_DONE;
}

int cmd_backup(int argc, char **argv, struct cli *c)
{
	bool of_today = false;
	const struct option_spec spec[] = { { "daily", 0, NULL, &of_today } };
	int at = cli_options(argc, argv, c, spec, 1, 0, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	if (of_today && at == argc)
		return daily(c);
	struct err e = { 0 };
	char path[512];
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	int failed = at < argc ? office_backup(c->office, argv[at], &e) : office_backup_now(c->office, path, &e);
	if (failed)
		return cli_fail(c, &e);
	cli_say(c, stdout, "backup.done", at < argc ? argv[at] : path, NULL, NULL);
	return EXIT_DONE;
}

int cmd_restore(int argc, char **argv, struct cli *c)
{
	int at = cli_options(argc, argv, c, NULL, 0, 1, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	char kept[512] = "";
	if (office_restore(argv[at], c->db_path, kept, &e) < 0)
		return cli_fail(c, &e);
	cli_say(c, stdout, kept[0] != '\0' ? "restore.done_kept" : "restore.done", c->db_path, kept, NULL);
	return EXIT_DONE;
}

struct verified {
	const struct cli *c;
	bool damaged; /* not only what reindex mends */
};

static void found(void *arg, const char *word, const char *what, bool mendable)
{
	struct verified *v = arg;
	v->damaged = v->damaged || !mendable;
	cli_say(v->c, stdout, word, what, NULL, NULL);
}

int cmd_verify(int argc, char **argv, struct cli *c)
{
	if (cli_options(argc, argv, c, NULL, 0, 0, 0) < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct verified v = { c, false };
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	int problems = office_verify(c->office, found, &v, &e);
	if (problems < 0)
		return cli_fail(c, &e);
	char count[16];
	snprintf(count, sizeof count, "%d", problems);
	cli_say(c, stdout,
		problems == 0 ? "verify.good"
		: v.damaged   ? "verify.bad"
			      : "verify.mendable",
		c->db_path, count, NULL);
	return problems == 0 ? EXIT_DONE : EXIT_FOUND;
}
