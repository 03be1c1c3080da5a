/* A new database: the sample village, a generated office of any size, or one's own; without any, an empty one. */
#include "command.h"

#include "model/demo.h"
#include "model/generate.h"
#include "screen/demo_def.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

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

struct founding {
	const char *unit, *village, *cadre;
	bool is_new; /* there was no file */
};

/* What did not get done in the making is no office, and was an empty one before. */
static void remove_half_made(struct cli *c)
{
	static const char *const end[] = { "", "-wal", "-shm", "-journal" };

	office_close(&c->office);
	for (size_t i = 0; i < sizeof end / sizeof end[0]; i++) {
		struct buf path = BUF_INIT;

		buf_addf(&path, "%s%s", c->db_path, end[i]);
		unlink(path.s);
		buf_release(&path);
	}
}

static int generate(struct cli *c, const char *households, const struct founding *f, struct err *e)
{
	struct demo_words words;
	char *end, houses[24], people[24];
	long long n = strtoll(households, &end, 10);

	screens_demo(c->screens, &words);
	const struct generate_ask ask = { .households = *end ? 0 : n,
					  .unit = f->unit ? f->unit : words.list[WORDS_UNITS].item[0],
					  .village = f->village ? f->village : words.list[WORDS_PLACES].item[2],
					  .cadre = f->cadre ? f->cadre : words.list[WORDS_CADRES].item[0] };
	int64_t persons;
	cli_progress(true);
	int r = generate_fill(c->office, &words, &ask, &persons, e);
	cli_progress(false);
	if (r < 0) {
		/* Another program may be in a file that was there: it goes only if it is spoilt. */
		if (generate_half_made(c->office) || (f->is_new && e->code == ERR_CANCEL))
			remove_half_made(c);
		return -1;
	}
	snprintf(houses, sizeof houses, "%lld", n);
	snprintf(people, sizeof people, "%" PRId64, persons);
	cli_say(c, stdout, "init.generated", c->db_path, houses, people);
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
	const char *unit = NULL, *village = NULL, *cadre = NULL, *households = NULL;
	const struct option_spec spec[] = { { "demo", 0, NULL, &demo },
					    { "generate", 0, &households, NULL },
					    { "unit", 0, &unit, NULL },
					    { "village", 0, &village, NULL },
					    { "cadre", 0, &cadre, NULL } };
	if (cli_options(argc, argv, c, spec, sizeof spec / sizeof spec[0], 0, 0) < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	bool is_new = access(c->db_path, F_OK) != 0;
	bool own = unit != NULL || village != NULL || cadre != NULL;
	int failed = 0;
	if ((demo && (own || households)) || (own && !households && (unit == NULL || village == NULL || cadre == NULL)))
		failed = err_set(&e, ERR_INVALID, "INIT_OPTIONS");
	else if (c->open(c, OFFICE_CREATE, &e) < 0)
		failed = -1;
	else if ((demo || own || households) && !office_is_empty(c->office))
		failed = err_set(&e, ERR_CONFLICT, "OFFICE_NOT_EMPTY", c->db_path);
	if (!failed)
		failed = demo         ? fill(c, &e)
			 : households ? generate(c, households, &(struct founding){ unit, village, cadre, is_new }, &e)
				      : found(c, unit, village, cadre, &e);
	return failed ? cli_fail(c, &e) : EXIT_DONE;
}
