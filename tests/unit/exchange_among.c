/* Proves that a rule of checks.ini with `among` finds in all of a file, counted and scoped, just what its SQL finds
 * alone: numbers with and without a tail, in the bin, moved away, twice and often. */
#include "unit/random_rows.h"

#include "base/mem.h"
#include "screen/checks.h"

struct found {
	int64_t row[4096];
	size_t n;
};

static int take(void *arg, const struct suspect *u)
{
	struct found *f = arg;

	assert_true(f->n < sizeof f->row / sizeof *f->row);
	f->row[f->n++] = u->row;
	return 0;
}

static int by_row(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Some people get the number of another one, some of those with what a certificate has behind it. */
static void mix_numbers(struct office *o, uint32_t seed)
{
	static const char sql[] =
		"INSERT INTO person(id, household_id, name) SELECT ?1 * 1000 + n.key, h.id, '某' FROM"
		" json_each('[' || substr(replace(printf('%0150d', 0), '0', ',1'), 2) || ']') n JOIN (SELECT id, "
		"row_number()"
		" OVER (ORDER BY id) AS k FROM household) h ON h.k = 1 + n.key % 9;"
		"UPDATE person SET id_no = '9901012010' || printf('%02d', 1 + id % 12) || '01' || printf('%03d', (id * "
		"7 + ?1) % 40)"
		" || 'X' || CASE id % 9 WHEN 0 THEN '43' WHEN 1 THEN '44B1' ELSE '' END WHERE id % 5 <> 4;"
		"UPDATE person SET id_no = '999999' || printf('%012d', id % 17) WHERE id % 11 = 0;"
		"UPDATE person SET id_no = NULL WHERE id % 13 = 0; UPDATE person SET id_no = '9901' WHERE id % 19 = 0;"
		"UPDATE person SET deleted_on = '2020-05-01' WHERE id % 7 = 0; UPDATE person SET left_on = '2019' "
		"WHERE id % 8 = 0;"
		"UPDATE household SET removed_on = '2019-01-01' WHERE id % 10 = 0";
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	for (const char *s = sql; *s; s++) {
		if (*s == '?' && s[1] == '1') {
			buf_addf(&b, "%u", seed);
			s++;
		} else {
			buf_addc(&b, *s);
		}
	}
	if (db_begin(o->db, "t", &e) < 0 || db_exec(o->db, b.s, &e) < 0 || db_commit(o->db, &e) < 0)
		fail_msg("%s %s", e.word, e.arg[0]);
	buf_release(&b);
}

static size_t compare(struct office *o, const struct check_rule *rule, const struct check_ask *ask)
{
	static struct found quick, plain;
	struct check_rule alone = *rule;
	struct err e = { 0 };

	quick.n = plain.n = 0;
	alone.among = NULL;
	if (check_rows(o, rule, ask, take, &quick, &e) < 0 || check_rows(o, &alone, ask, take, &plain, &e) < 0)
		fail_msg("%s: %s %s", rule->id, e.word, e.arg[0]);
	qsort(quick.row, quick.n, sizeof *quick.row, by_row);
	qsort(plain.row, plain.n, sizeof *plain.row, by_row);
	assert_int_equal(quick.n, plain.n);
	assert_memory_equal(quick.row, plain.row, plain.n * sizeof *plain.row);
	return plain.n;
}

static void among_hides_nothing(void **state)
{
	struct office *o = *state;
	const struct check_def *def;
	size_t n = screens_checks(screens, &def), rules = 0, found = 0;

	for (uint32_t seed = 1; seed <= 4; seed++) {
		random_rows(o, seed, 3, 12);
		mix_numbers(o, seed);
		for (size_t i = 0; i < n; i++) {
			if (!def[i].rule.among[0])
				continue;
			rules += seed == 1;
			found += compare(o, &def[i].rule, &(struct check_ask){ .bare = true });
			found += compare(o, &def[i].rule, &(struct check_ask){ .bare = true, .scoped = true });
		}
	}
	assert_true(rules >= 1);
	assert_true(found >= 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(among_hides_nothing, exchange_open, exchange_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
