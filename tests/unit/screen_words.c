/* What people read of a table is never the name it has in the database. */
#include "office_fixture.h"

#include "screen/form.h"
#include "screen/words.h"
#include "store/schema.h"

static struct screens *screens;

static void every_table_has_a_word(void **state)
{
	static const enum lang languages[] = { LANG_ZH, LANG_EN };
	struct office *o = *state;
	size_t n;
	const char *const *table = schema_tables(o->db, &n);
	struct err e = { 0 };

	assert_true(n > 30);
	for (size_t l = 0; l < 2; l++) {
		assert_int_equal(screens_open(&screens, "screens", languages[l], &e), 0);
		for (size_t i = 0; i < n; i++) {
			struct buf save = BUF_INIT, said = BUF_INIT;

			/* A word may be the same as the name, in English; a name with _ is none. */
			if (strcmp(words_table(screens, table[i]), table[i]) == 0 &&
			    (languages[l] == LANG_ZH || strchr(table[i], '_') != NULL))
				fail_msg("the table %s has no word", table[i]);
			buf_addf(&save, "%s.save", table[i]);
			words_action(screens, save.s, &said);
			if (strcmp(said.s, save.s) == 0 || strchr(said.s, '_') != NULL)
				fail_msg("%s is told as '%s'", save.s, said.s);
			buf_release(&save);
			buf_release(&said);
		}
		screens_close(&screens);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(every_table_has_a_word, fixture_open,
									    fixture_close) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
