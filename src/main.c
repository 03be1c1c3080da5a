/* Arguments and config, screens and office; then a command, or the screen. The only file that knows every room. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "exchange/roster_file.h"
#include "model/office.h"
#include "screen/aid_items.h"
#include "screen/choices.h"
#include "screen/config.h"
#include "screen/screens.h"
#include "screen/stages.h"
#include "screen/suspects.h"
#include "screen/threshold.h"
#include "screen/words.h"
#include "tui/app.h"
#include "tui/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COULD_NOT 2
#define FIRST_FRAME (3 << 19) /* bytes of heap it takes */

struct options {
	const char *db, *config, *screens, *lang, *now;
	int rest; /* index of the command in argv */
};

static const char **option_place(struct options *o, const char *name, size_t n)
{
	const struct {
		const char *name;
		const char **to;
	} known[] = {
		{ "--db", &o->db },     { "--config", &o->config }, { "--screens", &o->screens },
		{ "--lang", &o->lang }, { "--now", &o->now },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strlen(known[i].name) == n && strncmp(known[i].name, name, n) == 0)
			return known[i].to;
	return NULL;
}

/* --name VALUE or --name=VALUE, before the command. */
static int read_options(int argc, char **argv, struct options *o, struct err *e)
{
	int i = 1;

	while (i < argc && strncmp(argv[i], "--", 2) == 0) {
		size_t n = strcspn(argv[i], "=");
		const char **to = option_place(o, argv[i], n);

		if (!to)
			break; /* --help, --version: cli answers */
		if (argv[i][n] == '=')
			*to = argv[i] + n + 1;
		else if (++i < argc)
			*to = argv[i];
		else
			return err_set(e, ERR_INVALID, "OPTION_VALUE", argv[i - 1]);
		i++;
	}
	o->rest = i;
	return 0;
}

/* --lang, then the config, then LANG; Chinese unless something says English. */
static int choose_lang(const struct options *o, const struct config *c, enum lang *lang, struct err *e)
{
	const char *env = getenv("LC_ALL");

	*lang = LANG_ZH;
	if (o->lang) {
		if (strcmp(o->lang, "zh") != 0 && strcmp(o->lang, "en") != 0)
			return err_set(e, ERR_INVALID, "OPTION_LANG", o->lang);
		*lang = strcmp(o->lang, "en") == 0 ? LANG_EN : LANG_ZH;
		return 0;
	}
	if (c->lang >= 0) {
		*lang = (enum lang)c->lang;
		return 0;
	}
	if (!env || !*env)
		env = getenv("LC_MESSAGES");
	if (!env || !*env)
		env = getenv("LANG");
	if (env && strncmp(env, "en", 2) == 0)
		*lang = LANG_EN;
	return 0;
}

static char *default_path(void)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct buf b = BUF_INIT;

	if (data && *data)
		buf_addf(&b, "%s/bangfu/bangfu.db", data);
	else
		buf_addf(&b, "%s/.local/share/bangfu/bangfu.db", home ? home : "");
	return buf_detach(&b);
}

static const char *role_of(void *cli, const char *role)
{
	return screens_role(((const struct cli *)cli)->screens, role);
}

static void take_limit(void *office, const char *key, double value)
{
	office_set_threshold(office, key, value);
}

static void limits_of(void *cli)
{
	const struct cli *c = cli;

	screens_limits(c->screens, take_limit, c->office);
}

static size_t stages_of(void *cli, const struct stage **out)
{
	return screens_stages(((const struct cli *)cli)->screens, out);
}

static size_t aid_items_of(void *cli, const struct aid_item_def **out)
{
	return screens_aid_items(((const struct cli *)cli)->screens, out);
}

static int open_office(struct cli *c, enum office_mode mode, struct err *e)
{
	static struct suspects_who who; /* as long as the office */
	static const struct office_source source = { role_of, limits_of, stages_of, aid_items_of };
	int opened;

	if (c->office)
		return 0;
	cli_watch_upgrade(c->screens);
	opened = office_open(&c->office, c->db_path, mode, e);
	cli_watch_upgrade(NULL);
	if (opened < 0)
		return -1;
	office_set_source(c->office, &source, c);
	roster_file_labels(c->office, c->screens);
	who = (struct suspects_who){ c->office, c->screens };
	suspects_know(&who);
	return 0;
}

/* A command may look at all of a large file, and is gone after it. */
static int open_for_command(struct cli *c, enum office_mode mode, struct err *e)
{
	if (open_office(c, mode, e) < 0)
		return -1;
	office_large(c->office, true);
	cli_watch(c);
	return 0;
}

/* The same call of ourselves, as a command. */
static const char **copy_command(int argc, char **argv)
{
	const char **call = mem_alloc(((size_t)argc + 3) * sizeof(*call));

	for (int i = 0; i < argc; i++)
		call[i] = argv[i];
	call[argc] = "backup";
	call[argc + 1] = "--daily";
	return call;
}

static int run_screen(int argc, char **argv, struct cli *c, struct err *e)
{
	struct app_command copy = { child_self(argv[0]), NULL };
	const char **call;
	int rc;

	mem_expect(FIRST_FRAME);
	if (open_office(c, OFFICE_CREATE, e) < 0)
		return COULD_NOT;
	call = copy_command(argc, argv);
	copy.argv = c->config->backup_daily ? call : NULL;
	rc = app_run(c->office, c->screens, c->config, &copy, e);
	mem_free(call);
	return rc;
}

static int run(int argc, char **argv, const struct options *o, struct cli *c, struct err *e)
{
	static char today[] = "today";
	char *only_today[] = { today, NULL };

	if (o->rest < argc)
		return cli_run(argc - o->rest, argv + o->rest, c);
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return open_office(c, OFFICE_CREATE, e) < 0 ? COULD_NOT : cli_run(1, only_today, c);
	return run_screen(argc, argv, c, e);
}

/* Without screens there are no words: then the key of the error has to do. */
static void complain(const struct screens *s, const struct err *e)
{
	struct buf b = BUF_INIT;

	if (e->code == ERR_NONE)
		return;
	if (s)
		words_error(s, NULL, e, &b);
	else
		buf_addf(&b, "%s %s %s %s", e->word, e->arg[0], e->arg[1], e->arg[2]);
	fprintf(stderr, "bangfu: %s\n", b.s);
	buf_release(&b);
}

int main(int argc, char **argv)
{
	struct options o = { .now = getenv("BANGFU_NOW") };
	struct config config = { .lang = -1 };
	struct screens *screens = NULL;
	struct cli cli = { .config = &config, .requests = request_names, .open = open_for_command };
	char *path = NULL;
	enum lang lang;
	struct err e;
	int rc = COULD_NOT;

	err_clear(&e);
	if (read_options(argc, argv, &o, &e) < 0 || config_read(&config, o.config, o.config != NULL, &e) < 0 ||
	    choose_lang(&o, &config, &lang, &e) < 0)
		goto done;
	bool linting = o.rest < argc && strcmp(argv[o.rest], "lint") == 0;
	if ((linting ? screens_open_broken : screens_open)(&screens, o.screens ? o.screens : config.screens_dir, lang,
							   &e) < 0)
		goto done;
	if (o.now && *o.now && !clock_freeze(o.now)) {
		err_set(&e, ERR_INVALID, "OPTION_NOW", o.now);
		goto done;
	}
	path = default_path();
	cli.db_path = o.db ? o.db : config.store_path ? config.store_path : path;
	cli.screens = screens;
	rc = run(argc, argv, &o, &cli, &e);
	if (!linting && e.code == ERR_NONE && screens_problem(screens, &e) < 0)
		rc = COULD_NOT; /* what was said is not all there is */
done:
	/* An error of the options comes before there are words: the usual screens have them. */
	if (!screens && e.code != ERR_NONE && strcmp(e.word, "SCREENS_DIR") != 0)
		(void)screens_open(&screens, NULL, LANG_ZH, NULL);
	complain(screens, &e);
	office_close(&cli.office);
	screens_close(&screens);
	config_release(&config);
	mem_free(path);
	return rc;
}
