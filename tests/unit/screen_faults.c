/* Proves that the rules of screens/checks.ini find everything that is wrong in a township and nothing else: every rule
 * has a fault planted for it, clean data has none, and a rule can do no harm.
 *
 * `screen_faults HOUSEHOLDS` is the bench: the same at that size, 60 visits a household, and how long a full run took.
 */
#include "unit/faults_planted.h"
#include "unit/suspects_town.h"

#include "base/buf.h"
#include "base/mem.h"
#include "screen/checks.h"

#include <ctype.h>

#define N_FAULTS (sizeof FAULTS / sizeof FAULTS[0])

static int size = 480, visits = 12;
static bool bench;

/* The row a letter means in the township. */
static int64_t row_of(int household, char letter)
{
	static const char letters[] = "hpscdylqmenakx";
	bool next = isupper((unsigned char)letter);
	int low = tolower((unsigned char)letter);
	const char *at = strchr(letters, low);

	if (low == 'v' || low == 'w')
		return town_id(household + next, low == 'v' ? TOWN_VISIT : 200);
	if (!at || !*at)
		fail_msg("no row is called %c", letter);
	return town_id(household + next, (int)(at - letters));
}

static void plant(struct office *o, const struct fault *f, int household)
{
	struct buf sql = BUF_INIT;
	struct err e = { 0 };

	for (const char *s = f->sql; *s; s++) {
		if (*s != '$') {
			buf_addc(&sql, *s);
		} else if (s[1] == 'I') {
			char idno[19];

			town_idno(idno, s + 2, household, s[10] == 'm');
			buf_adds(&sql, idno);
			s += 10;
		} else {
			buf_addf(&sql, "%lld", (long long)row_of(household, *++s));
		}
	}
	if (office_begin(o, "import", &e) < 0 || db_exec(o->db, sql.s, &e) < 0 || office_commit(o, &e) < 0)
		fail_msg("%s: %s %s\n%s", f->rule, e.word, e.arg[0], sql.s);
	buf_release(&sql);
}

/* "rule row", sorted: the truth and what was found. */
struct names {
	char **name;
	size_t n, cap;
};

static void add_name(struct names *s, const char *rule, size_t n, int64_t row)
{
	char text[96];

	if (s->n == s->cap) {
		s->cap = s->cap * 2 + 64;
		s->name = mem_grow(s->name, s->cap, sizeof *s->name);
	}
	snprintf(text, sizeof text, "%.*s %lld", (int)n, rule, (long long)row);
	s->name[s->n++] = mem_dup(text);
}

static void free_names(struct names *s)
{
	for (size_t i = 0; i < s->n; i++)
		mem_free(s->name[i]);
	mem_free(s->name);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void expect(struct names *truth, const struct fault *f, int household)
{
	add_name(truth, f->rule, strlen(f->rule), row_of(household, f->who));
	for (const char *s = f->also; *s; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");

		add_name(truth, s, n - 2, row_of(household, s[n - 1]));
		s += n;
	}
}

static bool needs_next(const struct fault *f)
{
	for (const char *s = f->sql; (s = strchr(s, '$')) != NULL; s++)
		if (isupper((unsigned char)s[1]) && s[1] != 'I')
			return true;
	return false;
}

/* Every fault once, then all of them again while there are households nothing is wrong with. */
static size_t plant_all(struct office *o, struct names *truth)
{
	int household = 0, last = size - 20; /* the crowded day takes sixteen households from where it stands */
	size_t n = 0;

	while (household < last)
		for (size_t i = 0; i < N_FAULTS && household < last && n < 350; i++) {
			plant(o, &FAULTS[i], household);
			expect(truth, &FAULTS[i], household);
			household += needs_next(&FAULTS[i]) ? 2 : 1;
			n++;
			if (n == 350)
				return n;
		}
	return n;
}

/* The planted cases of monitoring hold only what their rule is about: their blanks are not counted. */
static struct names names_of(const struct suspects *s)
{
	struct names found = { 0 };

	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->line[i].rule, "blank") != 0 || strcmp(s->line[i].table, "monitoring_case") != 0)
			add_name(&found, s->line[i].key, strlen(s->line[i].key),
				 s->line[i].row ? s->line[i].row : s->line[i].household);
	return found;
}

static void compare(struct names *truth, struct names *found)
{
	size_t i = 0, k = 0, wrong = 0;

	if (truth->n)
		qsort(truth->name, truth->n, sizeof *truth->name, by_name);
	if (found->n)
		qsort(found->name, found->n, sizeof *found->name, by_name);
	while (i < truth->n || k < found->n) {
		int order = i == truth->n ? 1 : k == found->n ? -1 : strcmp(truth->name[i], found->name[k]);

		if (order != 0 && wrong++ < 40)
			print_error("%s: %s\n", order < 0 ? "not found" : "invented",
				    order < 0 ? truth->name[i] : found->name[k]);
		i += order <= 0;
		k += order >= 0;
	}
	assert_int_equal(wrong, 0);
}

/* What a cadre waits for after saving one record. */
static void time_rows(struct office *o)
{
	static const struct {
		const char *table;
		int row;
	} kinds[] = { { "person", TOWN_SON },
		      { "household", TOWN_HOUSEHOLD },
		      { "household_year", TOWN_YEAR },
		      { "visit", TOWN_VISIT } };

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct buf b = BUF_INIT;
		int64_t began = clock_ms();

		suspects_first(o, screens, kinds[i].table, town_id(size - 1, kinds[i].row), &b);
		printf("check: one saved %s is looked at in %lld ms\n", kinds[i].table,
		       (long long)(clock_ms() - began));
		buf_release(&b);
	}
	if (getenv("BANGFU_BENCH_RULES")) {
		const struct check_def *def;
		size_t n = screens_checks(screens, &def);

		for (size_t i = 0; i < n; i++) {
			int64_t began = clock_ms();
			struct suspects s = collect(o, def[i].rule.id);

			printf("check: %5lld ms %s\n", (long long)(clock_ms() - began), def[i].rule.id);
			suspects_release(&s);
		}
	}
}

static void finds_all_and_invents_nothing(void **state)
{
	struct office *o = *state;
	struct names truth = { 0 }, found;
	struct suspects s;
	size_t planted;

	town_fill(o, size, visits);
	s = collect(o, NULL);
	found = names_of(&s);
	compare(&truth, &found); /* clean */
	suspects_release(&s);
	free_names(&found);
	planted = plant_all(o, &truth);
	assert_true(planted >= 350);
	int64_t began = clock_ms();
	s = collect(o, NULL);
	if (bench)
		printf("check: %d households, %d people, %d visits, %zu faults: all %zu found in %.1f s\n", size,
		       size * 4, size * visits, planted, s.n, (double)(clock_ms() - began) / 1000);
	if (bench)
		time_rows(o);
	found = names_of(&s);
	compare(&truth, &found);
	free_names(&truth);
	free_names(&found);
	suspects_release(&s);
}

/* attr_words_new speaks of the years before the township's. */
static void every_rule_has_a_fault(void **state)
{
	const struct check_def *def;
	size_t n = screens_checks(screens, &def);

	(void)state;
	assert_true(n >= 70);
	for (size_t i = 0; i < n; i++) {
		bool planted = strcmp(def[i].rule.id, "attr_words_new") == 0;

		for (size_t k = 0; k < N_FAULTS; k++)
			planted |= strcmp(FAULTS[k].rule, def[i].rule.id) == 0;
		if (!planted)
			fail_msg("nothing is planted for %s", def[i].rule.id);
	}
}

static void is_silent_outside_its_years(void **state)
{
	struct suspects s;

	town_fill(*state, 3, 1);
	s = collect(*state, "attr_words_new");
	assert_int_equal(s.n, 0);
	suspects_release(&s);
	clock_freeze("2018-06-01");
	s = collect(*state, "attr_words_new");
	assert_int_equal(s.n, 3);
	suspects_release(&s);
}

static enum still ask_still(struct office *o, const char *rule, int64_t person)
{
	struct still_ask ask[20];
	struct err e = { 0 };

	/* One of many is told what one alone is. */
	for (size_t i = 0; i < 20; i++)
		ask[i] = (struct still_ask){ rule, "person", i == 7 ? person : town_id(1, TOWN_SPOUSE), STILL_UNKNOWN };
	assert_int_equal(o->still(o->still_arg, &ask[7], 1, &e), 0);
	enum still alone = ask[7].answer;
	assert_int_equal(o->still(o->still_arg, ask, 20, &e), 0);
	assert_int_equal(ask[7].answer, alone);
	assert_int_equal(ask[8].answer, alone == STILL_UNKNOWN ? STILL_UNKNOWN : STILL_PASSES);
	return alone;
}

static struct suspects collect_of(struct office *o, int64_t household)
{
	struct suspects s = { 0 };
	struct err e = { 0 };
	const struct suspects_ask ask = { .office = o, .screens = screens, .household = household };

	assert_int_equal(suspects_collect(&ask, &s, &e), 0);
	return s;
}

/* What was found of it goes out with its counts, and in again. */
static void changes_one_household(struct office *o, struct suspects *s)
{
	struct suspects before = collect_of(o, town_id(0, 0)), none = { 0 }, again = collect_of(o, town_id(0, 0));
	struct suspect_count *kind;
	size_t n;

	suspects_change(s, town_id(0, 0), &before, &none);
	assert_int_equal(s->n, 0);
	assert_int_equal(s->found, 0);
	assert_int_equal(s->waived, 0);
	suspects_count(s, &kind, &n);
	assert_int_equal(n, 0);
	free(kind);
	suspects_change(s, town_id(0, 0), &none, &again);
	assert_int_equal(s->found, 2);
	assert_int_equal(s->waived, 2);
	suspects_release(&before);
}

static void is_said_when_saved_and_waived_apart(void **state)
{
	struct office *o = *state;
	struct suspects_who who = { o, screens };
	struct buf b = BUF_INIT;
	struct err e = { 0 };
	struct suspects s;
	int64_t spouse, id;

	town_fill(o, 2, 1);
	spouse = town_id(0, TOWN_SPOUSE);
	assert_false(suspects_first(o, screens, "person", spouse, &b));
	TOWN_RUN(o, "UPDATE person SET resident_medical_ins = 0, ethnicity = NULL WHERE id = ?1", "i", spouse);
	assert_true(suspects_first(o, screens, "person", spouse, &b));
	assert_non_null(strstr(b.s, "没有参加任何基本医保"));
	buf_release(&b);
	assert_false(suspects_first(o, screens, "person", town_id(1, TOWN_SPOUSE), &b));
	suspects_know(&who);
	assert_int_equal(ask_still(o, "medical_none", spouse), STILL_FAILS);
	assert_int_equal(ask_still(o, "blank:ethnicity", spouse), STILL_FAILS);
	assert_int_equal(waiver_add(o, "medical_none", "person", spouse, "参军", "2022-12-31", &id, &e), 0);
	assert_int_equal(waiver_add(o, "blank:ethnicity", "person", spouse, "核实中", "", &id, &e), 0);
	assert_false(suspects_first(o, screens, "person", spouse, &b));
	s = collect(o, NULL);
	assert_int_equal(s.n, 2);
	assert_int_equal(s.waived, 2);
	changes_one_household(o, &s);
	suspects_release(&s);
	clock_freeze("2023-01-01"); /* one has run out */
	s = collect(o, "medical_none");
	assert_int_equal(s.n, 1);
	assert_int_equal(s.waived, 0);
	suspects_release(&s);
	clock_freeze(TOWN_TODAY);
	TOWN_RUN(o, "UPDATE person SET resident_medical_ins = 1, ethnicity = '汉族' WHERE id = ?1", "i", spouse);
	assert_int_equal(ask_still(o, "medical_none", spouse), STILL_PASSES);
	assert_int_equal(ask_still(o, "blank:ethnicity", spouse), STILL_PASSES);
	assert_int_equal(ask_still(o, "no_such_rule", spouse), STILL_UNKNOWN);
	assert_int_equal(ask_still(o, "blank:note", spouse), STILL_UNKNOWN);
	o->still = NULL;
}

static void counts_kinds(void **state)
{
	struct office *o = *state;
	struct suspect_count *kind;
	struct suspects s;
	struct buf b = BUF_INIT;
	size_t n;

	town_fill(o, 3, 1);
	TOWN_RUN(o, "UPDATE person SET critical_illness_ins = 0 WHERE relation_to_head = '配偶'", "");
	TOWN_RUN(o, "UPDATE person SET phone = NULL, name = '李3' WHERE id = ?1", "i", town_id(2, TOWN_SPOUSE));
	s = collect(o, NULL);
	suspects_count(&s, &kind, &n);
	assert_int_equal(n, 2);
	assert_string_equal(kind[0].line->rule, "critical_none");
	assert_int_equal(kind[0].n, 3);
	assert_int_equal(kind[1].n, 1);
	suspects_kind(screens, kind[0].line, &b);
	assert_string_equal(b.s, "没有参加大病保险");
	buf_release(&b);
	free(kind);
	suspects_release(&s);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(finds_all_and_invents_nothing, open_town, close_town),
		cmocka_unit_test_setup_teardown(every_rule_has_a_fault, open_town, close_town),
		cmocka_unit_test_setup_teardown(is_silent_outside_its_years, open_town, close_town),
		cmocka_unit_test_setup_teardown(is_said_when_saved_and_waived_apart, open_town, close_town),
		cmocka_unit_test_setup_teardown(counts_kinds, open_town, close_town),
	};
	bench = argc > 1;
	if (bench) {
		size = atoi(argv[1]);
		visits = 60;
	}
	return bench ? cmocka_run_group_tests_name("bench", (const struct CMUnitTest[1]){ tests[0] }, NULL, NULL)
		     : cmocka_run_group_tests(tests, NULL, NULL);
}
