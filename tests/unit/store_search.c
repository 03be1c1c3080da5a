/* Search against the plainest model there is: read all rows, compare text. */
#include "store/scratch.h"

#include "base/pinyin.h"
#include "base/text.h"
#include "store/search.h"

#include <ctype.h>

static const char *const surnames[] = { "张", "王", "单", "欧阳", "赵", "李" };
static const char *const given[] = { "建国", "秀英", "明", "小明", "建华", "买买提·艾力", "𠮷" };
static const char *const villages[] = { "长潭村", "白石村", "张家村" };

static bool starts(const char *s, const char *word)
{
	return strncmp(s, word, strlen(word)) == 0;
}

/* Does the word stand at the beginning of any character of the text? */
static bool inside(const char *text, const char *word)
{
	for (const char *p = text; *p; p++) {
		if (((unsigned char)*p & 0xc0) != 0x80 && starts(p, word))
			return true;
	}
	return false;
}

/* Full pinyin from the character at `from` on begins with the word; the first character of the name with any reading.
 */
static bool full_pinyin(const char *name, size_t from, const char *word)
{
	uint32_t cp;
	int n = utf8_decode(name + from, strlen(name + from), &cp);
	const char *r = n > 0 ? pinyin_readings(cp) : NULL;
	struct buf tail = BUF_INIT;
	bool is = false;
	uint32_t first;

	utf8_decode(name, strlen(name), &first);
	if (!pinyin_readings(first) || n <= 0)
		return false;
	for (size_t at = from + (size_t)n; name[at];) {
		uint32_t c;
		int m = utf8_decode(name + at, strlen(name + at), &c);
		const char *t = pinyin_readings(c);
		if (t)
			buf_add(&tail, t, strcspn(t, " "));
		else
			buf_add(&tail, name + at, (size_t)m);
		at += (size_t)m;
	}
	do {
		struct buf all = BUF_INIT;
		size_t len = r ? strcspn(r, " ") : (size_t)n;
		buf_add(&all, r ? r : name + from, len);
		buf_adds(&all, tail.s);
		is = is || starts(all.s, word);
		buf_release(&all);
		r = r && from == 0 && r[len] ? r + len + 1 : NULL;
	} while (r);
	buf_release(&tail);
	return is;
}

static bool name_has(const char *name, const char *word)
{
	char *key = text_name_key(name);
	struct buf initials = BUF_INIT;
	bool is = inside(key, word);

	for (char *p = key; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	pinyin_initials(&initials, key, 8);
	char *save = NULL;
	for (char *one = strtok_r(initials.s, " ", &save); one; one = strtok_r(NULL, " ", &save))
		is = is || inside(one, word);
	for (size_t at = 0; key[at]; at++) {
		if (((unsigned char)key[at] & 0xc0) != 0x80)
			is = is || full_pinyin(key, at, word);
	}
	buf_release(&initials);
	mem_free(key);
	return is;
}

static bool number_has(const char *text, const char *word)
{
	char key[64];
	size_t n = 0, len = strlen(word);

	for (const char *p = text; *p; p++) {
		if (isalnum((unsigned char)*p))
			key[n++] = (char)tolower((unsigned char)*p);
	}
	key[n] = '\0';
	bool tail = len >= 4 && len <= 8 && n >= len && strcmp(key + n - len, word) == 0 &&
		    strspn(word, "0123456789x") == len;
	return starts(key, word) || tail;
}

static bool person_has(struct stmt *p, const char *word)
{
	char day[9] = "";
	const char *birth = stmt_text(p, 4), *id = stmt_text(p, 3);

	if (*birth)
		snprintf(day, sizeof day, "%.4s%.2s%.2s", birth, birth + 5, birth + 8);
	else if (strlen(id) == 18)
		memcpy(day, id + 6, 8);
	return name_has(stmt_text(p, 2), word) || number_has(id, word) || number_has(stmt_text(p, 5), word) ||
	       starts(day, word) || (strlen(day) == 8 && starts(day + 4, word));
}

static bool household_has(struct db *db, int64_t household, const char *word)
{
	struct err e;
	struct stmt *h =
		db_query(db,
			 "SELECT coalesce(h.household_no, ''), coalesce(h.head_name, ''), coalesce(h.phone, ''), "
			 "coalesce(h.village_group, ''), coalesce(p.name, ''), EXISTS (SELECT 1 FROM person AS q WHERE "
			 "q.household_id = h.id AND q.deleted_on IS NULL AND q.name = h.head_name) FROM household AS h "
			 "LEFT JOIN "
			 "place AS p ON p.id = h.place_id WHERE h.id = ?1 AND h.deleted_on IS NULL",
			 &e);

	stmt_bind(h, "i", household);
	bool is = stmt_step(h, &e) == 1 &&
		  (number_has(stmt_text(h, 0), word) || (!stmt_int(h, 5) && name_has(stmt_text(h, 1), word)) ||
		   number_has(stmt_text(h, 2), word) || name_has(stmt_text(h, 3), word) ||
		   name_has(stmt_text(h, 4), word));
	stmt_done(h);
	return is;
}

/* As "household/person " in order, for up to two words. */
static char *model(struct db *db, const char *one, const char *two)
{
	struct buf out = BUF_INIT;
	struct err e;
	struct stmt *h = db_query(db, "SELECT id FROM household WHERE deleted_on IS NULL ORDER BY id", &e);

	while (stmt_step(h, &e) == 1) {
		int64_t id = stmt_int(h, 0);
		bool h1 = household_has(db, id, one), h2 = !two || household_has(db, id, two);
		if (h1 && h2)
			buf_addf(&out, "%lld/0 ", (long long)id);
		struct stmt *p = db_query(db,
					  "SELECT household_id, id, name, coalesce(id_no, ''), coalesce(birth, ''), "
					  "coalesce(phone, '') FROM person WHERE "
					  "household_id = ?1 AND deleted_on IS NULL ORDER BY id",
					  &e);
		stmt_bind(p, "i", id);
		while (stmt_step(p, &e) == 1) {
			bool p1 = person_has(p, one), p2 = two && person_has(p, two);
			if ((p1 || h1) && (!two || p2 || h2) && (p1 || p2))
				buf_addf(&out, "%lld/%lld ", (long long)id, (long long)stmt_int(p, 1));
		}
		stmt_done(p);
	}
	stmt_done(h);
	return buf_detach(&out);
}

static int by_id(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->household != y->household)
		return x->household < y->household ? -1 : 1;
	return x->person < y->person ? -1 : x->person > y->person;
}

static char *found(struct db *db, const char *words, int64_t mine)
{
	struct buf out = BUF_INIT;
	struct hit *hits;
	size_t n;
	struct err e;

	OK(search_find(db, words, mine, 10000, &hits, &n, &e), &e);
	qsort(hits, n, sizeof *hits, by_id);
	for (size_t i = 0; i < n; i++)
		buf_addf(&out, "%lld/%lld ", (long long)hits[i].household, (long long)hits[i].person);
	free(hits);
	return buf_detach(&out);
}

static void random_sql(struct buf *b, uint32_t *seed)
{
	unsigned id = scratch_random(seed) % 30 + 1, other = scratch_random(seed) % 15 + 1;
	const char *s = surnames[scratch_random(seed) % 6], *g = given[scratch_random(seed) % 7];
	unsigned year = 1950 + scratch_random(seed) % 60, day = 1 + scratch_random(seed) % 28,
		 tail = scratch_random(seed) % 10000;

	switch (scratch_random(seed) % 10) {
	case 0:
	case 1:
		buf_addf(b,
			 "INSERT OR IGNORE INTO household(id, household_no, head_name, place_id, village_group, phone) "
			 "VALUES "
			 "(%u, '5306%06u', '%s%s', %u, '%u组', '0870-%07u');\n",
			 other, other * 37, s, g, other % 3 + 1, other % 4, tail);
		break;
	case 2:
	case 3:
	case 4:
		buf_addf(b,
			 "INSERT OR REPLACE INTO person(id, household_id, name, id_no, birth, phone) SELECT %u, id, "
			 "'%s%s', "
			 "'530627%u05%02u%04u', %s, '138%04u%04u' FROM household WHERE id = %u;\n",
			 id, s, g, year, day, tail, tail % 2 ? "NULL" : "'1971-02-03'", tail, year, other);
		break;
	case 5:
		buf_addf(b, "UPDATE person SET name = '%s%s', phone = NULL WHERE id = %u;\n", s, g, id);
		break;
	case 6:
		buf_addf(b,
			 "UPDATE person SET household_id = (SELECT max(id) FROM household WHERE id <= %u) WHERE id = "
			 "%u AND EXISTS (SELECT 1 FROM household WHERE id <= %u);\n",
			 other, id, other);
		break;
	case 7:
		buf_addf(b,
			 "UPDATE household SET deleted_on = CASE WHEN deleted_on IS NULL THEN '2020-01-01' END WHERE "
			 "id = %u;\n",
			 other);
		break;
	case 8:
		buf_addf(b,
			 tail % 2 ? "UPDATE person SET deleted_on = '2020-01-01' WHERE id = %u;\n"
				  : "DELETE FROM person WHERE id = %u;\n",
			 id);
		break;
	default:
		buf_addf(b,
			 "UPDATE place SET name = '%s' WHERE id = %u;\nUPDATE household SET head_name = '%s%s', "
			 "place_id = %u WHERE id = %u;\n",
			 villages[scratch_random(seed) % 3], other % 3 + 1, s, g, tail % 3 + 1, other);
	}
}

static void it_finds_what_reading_all_rows_finds(void **state)
{
	struct scratch *s = *state;
	uint32_t seed = 12345;
	struct err e;
	static const char *const words[] = { "张",     "建国",    "国",     "zjg",  "jg",         "zhangjianguo",
					     "zhangj", "jianguo", "guo",    "单",   "s",          "shan",
					     "chan",   "dan",     "ouyang", "oy",   "明",         "xm",
					     "5306",   "530627",  "0203",   "1971", "19710203",   "1971-02-03",
					     "05",     "138",     "138012", "长潭", "张家",       "changtan",
					     "2组",    "0870",    "87",     "𠮷",   "买买提艾力", "mmt",
					     "x",      "0",       "19",     "没有" };
	const size_t n = sizeof words / sizeof *words;

	OK(db_exec(s->db,
		   "INSERT INTO place(id, name, level) VALUES (1, '长潭村', 'v'), (2, '白石村', 'v'), (3, '张家村', "
		   "'v')",
		   &e),
	   &e);
	for (int round = 0; round < 60; round++) {
		struct buf sql = BUF_INIT;
		for (int i = 0; i < 8; i++)
			random_sql(&sql, &seed);
		if (round % 3 == 0)
			assert_int_equal(scratch_shell(s->path, sql.s), 0);
		else
			OK(db_exec(s->db, sql.s, &e), &e);
		buf_release(&sql);
		if (round == 40)
			OK(search_rebuild(s->db, &e), &e);
		for (int i = 0; i < 40; i++) {
			const char *one = words[scratch_random(&seed) % n],
				   *two = i % 2 ? words[scratch_random(&seed) % n] : NULL;
			char typed[128];
			snprintf(typed, sizeof typed, " %s　%s", one, two ? two : "");
			if (strchr(one, '-'))
				one = "19710203";
			if (two && strchr(two, '-'))
				two = "19710203";
			char *is = found(s->db, typed, 0), *should = model(s->db, one, two);
			if (strcmp(is, should) != 0)
				fail_msg("round %d, '%s': %s\nshould be %s", round, typed, is, should);
			mem_free(is);
			mem_free(should);
		}
	}
	/* The tail of a number, taken from the rows. */
	struct stmt *p = db_query(s->db, "SELECT id_no FROM person WHERE deleted_on IS NULL LIMIT 10", &e);
	while (stmt_step(p, &e) == 1) {
		for (size_t len = 4; len <= 8; len++) {
			const char *word = stmt_text(p, 0) + 18 - len;
			char *is = found(s->db, word, 0), *should = model(s->db, word, NULL);
			assert_string_equal(is, should);
			mem_free(is);
			mem_free(should);
		}
	}
	stmt_done(p);
}

static void best_first_and_own_before_others(void **state)
{
	struct scratch *s = *state;
	struct err e;
	struct hit *hits;
	size_t n;
	static const int64_t order[] = { 4, 3, 5, 2, 1 };

	for (int i = 1; i <= 5; i++)
		scratch_household(s->db, i, NULL, NULL);
	OK(db_exec(s->db,
		   "INSERT INTO person(id, household_id, name) VALUES (11, 1, '李建国'), (12, 2, '王建国'), (13, 3, "
		   "'建国'), "
		   "(14, 4, '建国'), (15, 5, '建国华'); INSERT INTO cadre(id, name) VALUES (9, '李'); "
		   "INSERT INTO pairing(id, household_id, cadre_id, started_on, ended_on) VALUES (1, 4, 9, "
		   "'2019-01-01', NULL), "
		   "(2, 2, 9, '2019-01-01', '2020-11'), (3, 1, 9, '2019-01-01', '2019-12-31')",
		   &e),
	   &e);
	OK(search_find(s->db, "建国", 9, 10, &hits, &n, &e), &e);
	assert_int_equal(n, 5);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(hits[i].household, order[i]);
		assert_int_equal(hits[i].person, order[i] + 10);
	}
	free(hits);
	OK(search_find(s->db, "建国", 9, 2, &hits, &n, &e), &e);
	assert_int_equal(n, 2);
	free(hits);
	OK(search_find(s->db, "  ^$ ", 0, 10, &hits, &n, &e), &e);
	assert_int_equal(n, 0);
	free(hits);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, scratch_open, scratch_close)
		T(it_finds_what_reading_all_rows_finds),
		T(best_first_and_own_before_others),
	};

	return cmocka_run_group_tests_name("store/search", tests, NULL, NULL);
}
