/* A new database: the sample village, or one's own office; without either, an empty one. */
#include "command.h"

#include "model/demo.h"
#include "screen/demo_def.h"

static int fill(struct cli *c, struct err *e)
{
	struct demo_words words;
	char houses[16], cadres[16];

	screens_demo(c->screens, &words);
	if (demo_fill(c->office, &words, e) < 0)
		return -1;
	snprintf(houses, sizeof houses, "%d", DEMO_HOUSEHOLDS);
	snprintf(cadres, sizeof cadres, "%d", DEMO_CADRES);
	cli_say(c, stdout, "init.demo", c->db_path, houses, cadres);
	return 0;
}

static int found(struct cli *c, const char *unit, const char *village, const char *cadre, struct err *e)
{
	if (unit != NULL && office_found(c->office, unit, village, cadre, e) < 0)
		return -1;
	cli_say(c, stdout, unit != NULL ? "init.founded" : "init.done", c->db_path, village, cadre);
	return 0;
}

int cmd_init(int argc, char **argv, struct cli *c)
{
	bool demo = false;
	const char *unit = NULL, *village = NULL, *cadre = NULL;
	const struct option_spec spec[] = { { "demo", 0, NULL, &demo },
					    { "unit", 0, &unit, NULL },
					    { "village", 0, &village, NULL },
					    { "cadre", 0, &cadre, NULL } };
	if (cli_options(argc, argv, c, spec, sizeof spec / sizeof spec[0], 0, 0) < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	bool own = unit != NULL || village != NULL || cadre != NULL;
	int failed = 0;
	if (own && (demo || unit == NULL || village == NULL || cadre == NULL))
		failed = err_set(&e, ERR_INVALID, "INIT_OPTIONS");
	else if (c->open(c, OFFICE_CREATE, &e) < 0)
		failed = -1;
	else if ((demo || own) && !office_is_empty(c->office))
		failed = err_set(&e, ERR_CONFLICT, "OFFICE_NOT_EMPTY", c->db_path);
	if (!failed)
		failed = demo ? fill(c, &e) : found(c, unit, village, cadre, &e);
	return failed ? cli_fail(c, &e) : EXIT_DONE;
}
