/* config.ini: defaults, every key, and errors that name the line and what is allowed; config.ini.example tells the
 * truth. */
#include "screen/config.h"

#include "screen_fixture.h"

static void refuse(const char *text, const char *word, const char *line, const char *key, const char *allowed)
{
	struct config c;
	struct err e = { 0 };
	char at[600];

	snprintf(at, sizeof at, "%s:%s", fixture_put("config.ini", text), line);
	assert_int_equal(config_read(&c, fixture_file("config.ini"), true, &e), -1);
	assert_string_equal(e.word, word);
	assert_string_equal(e.arg[0], at);
	assert_string_equal(e.arg[1], key);
	assert_string_equal(e.arg[2], allowed);
	assert_true(c.mouse && c.colour && c.backup_daily && !c.ascii && c.lang == -1); /* the defaults are left */
	config_release(&c);
}

static void test_absent_is_fine_unless_it_must_exist(void **state)
{
	struct config c;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(config_read(&c, fixture_file("config.ini"), false, &e), 0);
	assert_null(c.store_path);
	assert_null(c.screens_dir);
	assert_true(c.backup_daily && c.colour && c.mouse && !c.ascii);
	assert_int_equal(c.lang, -1);
	config_release(&c);
	assert_int_equal(config_read(&c, fixture_file("config.ini"), true, &e), -1);
	assert_int_equal(e.code, ERR_MISSING);
	config_release(&c);
}

static void test_reads_every_key(void **state)
{
	struct config c;
	struct err e = { 0 };

	(void)state;
	setenv("HOME", "/home/li", 1);
	fixture_put("config.ini", "[store]\npath = ~/a b/户.db\nbackup = no\n[screens]\ndir = /srv/screens\n"
				  "[ui]\nlanguage = en\ncolour = never\nmouse = no\nascii = yes\n");
	assert_int_equal(config_read(&c, fixture_file("config.ini"), true, &e), 0);
	assert_string_equal(c.store_path, "/home/li/a b/户.db");
	assert_string_equal(c.screens_dir, "/srv/screens");
	assert_false(c.backup_daily || c.colour || c.mouse);
	assert_true(c.ascii);
	assert_int_equal(c.lang, LANG_EN);
	config_release(&c);
	assert_null(c.store_path);
}

static void test_the_usual_place(void **state)
{
	struct config c;
	char place[600];

	(void)state;
	snprintf(place, sizeof place, "%s/home", fixture_path);
	setenv("XDG_CONFIG_HOME", place, 1);
	assert_int_equal(config_read(&c, NULL, false, NULL), 0);
	assert_int_equal(config_read(&c, NULL, true, NULL), -1);
	config_release(&c);
	unsetenv("XDG_CONFIG_HOME");
}

static void test_errors_say_where_and_what_is_allowed(void **state)
{
	struct config c;
	struct err e = { 0 };

	(void)state;
	refuse("[ui]\nlanguage = fr\n", "CONFIG_VALUE", "2", "language = fr", "zh en");
	refuse("[ui]\ncolour = no\n", "CONFIG_VALUE", "2", "colour = no", "auto never");
	refuse("[ui]\nmouse = on\n", "CONFIG_VALUE", "2", "mouse = on", "no yes");
	refuse("[ui]\n\ncolor = auto\n", "CONFIG_KEY", "3", "[ui] color", "language colour mouse ascii");
	refuse("[store]\npaht = x\n", "CONFIG_KEY", "2", "[store] paht", "path backup");
	refuse("[colours]\nbar = red\n", "CONFIG_KEY", "1", "colours", "[store] [screens] [ui]");
	fixture_put("config.ini", "[ui]\nmouse\n");
	assert_int_equal(config_read(&c, fixture_file("config.ini"), true, &e), -1);
	assert_string_equal(e.word, "INI_LINE");
	config_release(&c);
}

/* Tests run at the top of the checkout or in the build folder below it. */
static const char *example(void)
{
	static char path[600];
	static const char *const places[] = { "config.ini.example", "../config.ini.example",
					      "../../config.ini.example" };
	const char *source = __FILE__;

	for (size_t i = 0; i < 3; i++)
		if (!access(places[i], R_OK))
			return places[i];
	snprintf(path, sizeof path, "%.*s../../config.ini.example", (int)(strlen(source) - strlen("screen_config.c")),
		 source);
	return path;
}

static void test_the_example_is_valid_and_names_every_key(void **state)
{
	struct config c, none;
	struct err e = { 0 };
	char line[1024], section[64] = "", key[160], seen[32][160];
	size_t n = 0, known = 0;
	FILE *f = fopen(example(), "r");

	(void)state;
	assert_non_null(f);
	if (config_read(&c, example(), true, &e))
		fail_msg("%s %s %s", e.word, e.arg[0], e.arg[1]);
	assert_int_equal(config_read(&none, fixture_file("none"), false, &e), 0);
	assert_null(c.store_path);
	assert_null(c.screens_dir);
	assert_true(c.backup_daily == none.backup_daily && c.lang == none.lang && c.colour == none.colour &&
		    c.mouse == none.mouse && c.ascii == none.ascii);
	while (fgets(line, sizeof line, f)) {
		char name[64];

		if (sscanf(line, "[%63[a-z]]", section) == 1)
			continue;
		if (sscanf(line, "%63[a-z] =", name) != 1 &&
		    (sscanf(line, "; %63[a-z] =", name) != 1 || !strstr(line, " = ")))
			continue;
		snprintf(key, sizeof key, "%s.%s", section, name);
		assert_true(n < 32);
		strcpy(seen[n++], key);
	}
	fclose(f);
	for (; config_key(known); known++) {
		bool there = false;

		for (size_t i = 0; i < n; i++)
			there |= !strcmp(seen[i], config_key(known));
		if (!there)
			fail_msg("config.ini.example does not name %s", config_key(known));
	}
	assert_int_equal(n, known);
	config_release(&c);
	config_release(&none);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_absent_is_fine_unless_it_must_exist),
		T(test_reads_every_key),
		T(test_the_usual_place),
		T(test_errors_say_where_and_what_is_allowed),
		T(test_the_example_is_valid_and_names_every_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
