/* Lists that are walked along an index from another table's end, in any scope, with words and filter, both ways: always
 * what one plain ORDER BY over the same rows gives, NULLs, ties, rows without a name, place or cadre included. */
#include "office_fixture.h"

#include "model/listing.h"
#include "store/db.h"

#define HOUSEHOLDS 160
#define VISITS 320
#define MOST (HOUSEHOLDS + VISITS)

static uint32_t seed;

static uint32_t roll(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % below;
}

static void run(struct office *o, const char *sql)
{
	struct err e = { 0 };

	if (db_exec(o->db, sql, &e) < 0)
		fail_msg("%s: %s", sql, e.arg[0]);
}

static const char *text(char out[64], const char *const *list, size_t n)
{
	const char *s = list[roll((uint32_t)n)];

	snprintf(out, 64, s ? "'%s'" : "NULL", s ? s : "");
	return out;
}

static void fill_households(struct office *o)
{
	static const char *const names[] = { "张建国", "单小明", "曾家豪", "曾玉珍", "仇永福",
					     "解立新", "王秀英", "Ali",    NULL,     "户，主" };
	static const char *const groups[] = { "一组", "十一组", "2组", "二组", NULL };
	char sql[400], name[64], group[64], place[32];

	for (int i = 1; i <= HOUSEHOLDS; i++) {
		uint32_t where = roll(6);

		snprintf(place, sizeof(place), where ? "%u" : "NULL", 900 + where);
		if (where == 5)
			snprintf(place, sizeof(place), "%lld", (long long)o->village);
		snprintf(sql, sizeof(sql),
			 "INSERT INTO household(id, head_name, village_group, place_id, deleted_on, main_cause)"
			 " VALUES (%d, %s, %s, %s, %s, %s)",
			 i, text(name, names, 10), text(group, groups, 5), place, roll(9) ? "NULL" : "'2020-01-01'",
			 roll(3) ? "NULL" : "'x'");
		run(o, sql);
		if (roll(4) == 0) {
			snprintf(sql, sizeof(sql),
				 "INSERT INTO pairing(id, household_id, cadre_id, started_on, ended_on) VALUES"
				 " (%d, %d, %lld, '2020-01-01', %s)",
				 i, i, (long long)o->me, roll(5) ? "NULL" : "'2020-06'");
			run(o, sql);
		}
	}
}

static void fill(struct office *o)
{
	struct err e = { 0 };
	char sql[400];

	seed = 11;
	assert_int_equal(office_begin(o, "test", &e), 0);
	for (int i = 901; i < 905; i++) {
		snprintf(sql, sizeof(sql),
			 "INSERT INTO place(id, parent_id, name, level) VALUES (%d, %s, '%s', 'village')", i,
			 i == 904 ? "901" : "NULL",
			 i == 902   ? "长潭村"
			 : i == 903 ? "长潭村"
				    : "石桥村");
		run(o, sql);
	}
	run(o, "INSERT INTO cadre(id, name) VALUES (801, '李明'), (802, '王芳'), (803, '王芳')");
	fill_households(o);
	run(o, "UPDATE household SET household_no = nullif(id * 7 % 23, 0)");
	for (int i = 1; i <= VISITS; i++) {
		uint32_t cadre = roll(4);

		snprintf(sql, sizeof(sql),
			 "INSERT INTO visit(id, household_id, cadre_id, visited_on, deleted_on)"
			 " VALUES (%d, %u, nullif(%u, 800), '2020-%02u-%02u', %s)",
			 i, 1 + roll(HOUSEHOLDS), 800 + cadre, 1 + roll(12), 1 + roll(28),
			 roll(7) ? "NULL" : "'2020-01-01'");
		run(o, sql);
	}
	assert_int_equal(office_commit(o, &e), 0);
	assert_true(listing_names_ready(o));
}

/* ---- lists, and the same order over their plain rows ---- */

struct order {
	struct listing l;
	const char *plain; /* ORDER BY, each term followed by %s: ASC or DESC */
};

#define HOME \
	.from = "household h", .key = "h.id", .where = "h.deleted_on IS NULL", .household = "h.id", \
	.place = "h.place_id", .filter = "h.main_cause = :filter", .match = "pinyin_match(h.head_name, :words)"
#define VISIT \
	.from = "visit v JOIN household h ON h.id = v.household_id LEFT JOIN cadre c ON c.id = v.cadre_id", \
	.key = "v.id", .where = "v.deleted_on IS NULL AND h.deleted_on IS NULL", .household = "h.id", \
	.place = "h.place_id", .filter = "h.main_cause = :filter", .match = "pinyin_match(h.head_name, :words)"

static const struct order orders[] = {
	{ { HOME }, "h.id %s" },
	{ { HOME, .sort = "h.head_name" }, "h.head_name %s, h.id %s" },
	{ { HOME, .sort = "h.head_name", .pinyin = true },
	  "(SELECT pinyin FROM search_text WHERE text = h.head_name) %s, h.head_name %s, h.id %s" },
	{ { HOME, .sort = "h.head_name", .pinyin = true, .few = true },
	  "(SELECT pinyin FROM search_text WHERE text = h.head_name) %s, h.head_name %s, h.id %s" },
	{ { HOME, .sort = "w.name", .then = { "w.id", "coalesce(h.village_group, '')" }, .n_then = 2,
	    .sort_from = "place w CROSS JOIN household h ON h.place_id = w.id", .sort_none = "h.place_id IS NULL" },
	  "(SELECT name FROM place WHERE id = h.place_id) %s, h.place_id %s, CASE WHEN h.place_id IS NOT NULL THEN "
	  "coalesce(h.village_group, '') END %s, h.id %s" },
	{ { HOME, .sort = "w.visited_on", .sort_key = "w.household_id",
	    .sort_from = "household_last w CROSS JOIN household h ON h.id = w.household_id" },
	  "(SELECT max(visited_on) FROM visit v WHERE v.household_id = h.id AND v.deleted_on IS NULL) %s, h.id %s" },
	{ { VISIT, .sort = "h.head_name", .pinyin = true, .then = { "h.id", "v.visited_on" }, .n_then = 2,
	    .sort_from = "household h CROSS JOIN visit v ON v.household_id = h.id LEFT JOIN cadre c ON c.id = "
			 "v.cadre_id" },
	  "(SELECT pinyin FROM search_text WHERE text = h.head_name) %s, h.head_name %s, CASE WHEN h.head_name IS NOT "
	  "NULL THEN h.id END %s, CASE WHEN h.head_name IS NOT NULL THEN v.visited_on END %s, v.id %s" },
	{ { VISIT, .sort = "c.name", .then = { "c.id", "v.visited_on" }, .n_then = 2,
	    .sort_from = "cadre c CROSS JOIN visit v ON v.cadre_id = c.id CROSS JOIN household h ON h.id = "
			 "v.household_id",
	    .sort_none = "v.cadre_id IS NULL" },
	  "c.name %s, c.id %s, CASE WHEN c.id IS NOT NULL THEN v.visited_on END %s, v.id %s" },
	{ { HOME, .sort = "h.household_no", .by_place = true }, "h.household_no %s, h.id %s" },
	{ { HOME, .sort = "h.household_no", .by_place = true, .few = true }, "h.household_no %s, h.id %s" },
	{ { VISIT, .sort = "v.visited_on" }, "v.visited_on %s, v.id %s" },
};
#define ORDERS (sizeof(orders) / sizeof(orders[0]))

static const char *const scopes[] = {
	"1", "(h.place_id = 901 OR h.place_id IN (SELECT id FROM place WHERE parent_id = 901))",
	"EXISTS (SELECT 1 FROM pairing q WHERE q.household_id = h.id AND q.ended_on IS NULL)",
	"h.place_id = 902", /* nothing lies within it */
};
#define SCOPES (sizeof(scopes) / sizeof(scopes[0]))

static void set_scope(struct office *o, int scope)
{
	o->village = scope == 1 ? 901 : scope == 3 ? 902 : 0;
	o->scope = scope == 2 ? SCOPE_MINE : SCOPE_VILLAGE;
}

static size_t plain(struct office *o, const struct order *r, int scope, const struct listing *l, int64_t ids[MOST])
{
	const char *w = l->descending ? "DESC" : "ASC";
	char sql[4000], order[1000], words[1500] = "1";
	size_t n = 0;

	snprintf(order, sizeof(order), r->plain, w, w, w, w, w, w);
	if (l->found)
		snprintf(words, sizeof(words), "h.id IN (SELECT value FROM json_each('%s'))", l->found);
	else if (l->words)
		snprintf(words, sizeof(words), "pinyin_match(h.head_name, 'z')");
	snprintf(sql, sizeof(sql), "SELECT %s FROM %s WHERE %s AND %s AND %s AND %s ORDER BY %s", l->key, l->from,
		 l->where, scopes[scope], l->filter_value ? "h.main_cause = 'x'" : "1", words, order);
	struct stmt *s = db_query(o->db, sql, NULL);
	assert_non_null(s);
	while (stmt_step(s, NULL) > 0)
		ids[n++] = stmt_int(s, 0);
	stmt_done(s);
	return n;
}

/* The row alone, as a view holds the last one it shows. */
static struct listing_row copy_place(const struct listing_row *row)
{
	struct listing_row place = { .id = row->id, .sort = value_copy(&row->sort) };

	for (size_t i = 0; i < LISTING_THEN + 2; i++)
		place.then[i] = value_copy(&row->then[i]);
	return place;
}

static void walk(struct office *o, const struct listing *l, const int64_t *want, size_t n_want, bool backwards)
{
	struct listing_row at = { 0 }, *rows;
	size_t seen = 0, n;
	struct err e = { 0 };

	do {
		assert_int_equal(listing_page(o, l, seen ? &at : NULL, backwards, 1 + roll(60), &rows, &n, &e), 0);
		assert_true(seen + n <= n_want);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(rows[i].id, want[backwards ? n_want - seen - n + i : seen + i]);
		seen += n;
		if (n) {
			listing_row_release(&at);
			at = copy_place(&rows[backwards ? 0 : n - 1]);
		}
		listing_free(&rows, n);
	} while (n);
	assert_int_equal(seen, n_want);
	listing_row_release(&at);
}

static void counts(struct office *o, const struct listing *l, const int64_t *want, size_t n_want)
{
	int64_t n = -1, from = INT64_MIN, some = 0;
	struct listing_row row;
	struct err e = { 0 };
	size_t k;
	int rc;

	assert_int_equal(listing_count(o, l, &n, &e), 0);
	assert_int_equal(n, n_want);
	while ((rc = listing_count_on(o, l, 7, &from, &some, &e)) == 0)
		assert_true(some <= (int64_t)n_want);
	assert_int_equal(rc, 1);
	assert_int_equal(some, n_want);
	assert_int_equal(listing_count_to(o, l, 3, &n, &e), 0);
	assert_int_equal(n, n_want < 4 ? n_want : 4);
	if (n_want == 0)
		return;
	k = roll((uint32_t)n_want);
	assert_int_equal(listing_row(o, l, want[k], &row, &e), 1);
	assert_int_equal(listing_rank(o, l, &row, &n, &e), 0);
	assert_int_equal(n, k);
	listing_row_release(&row);
}

static void every_order_is_the_plain_one(void **state)
{
	struct office *o = *state;
	int64_t want[MOST];

	fill(o);
	for (size_t i = 0; i < ORDERS * SCOPES * 8; i++) {
		const struct order *r = &orders[i % ORDERS];
		int scope = (int)(i / ORDERS % SCOPES);
		unsigned how = (unsigned)(i / ORDERS / SCOPES);
		struct listing l = r->l;
		size_t n;

		l.column[0] = "h.head_name";
		l.n_columns = 1;
		l.descending = how & 1;
		l.filter_value = how & 2 ? "x" : NULL;
		l.words = how & 4 ? "z" : NULL;
		set_scope(o, scope);
		n = plain(o, r, scope, &l, want);
		walk(o, &l, want, n, false);
		walk(o, &l, want, n, true);
		counts(o, &l, want, n);
	}
}

/* The search gives ids; the list has those and no others. */
static void what_was_found_keeps_its_order(void **state)
{
	struct office *o = *state;
	int64_t want[MOST];
	struct err e = { 0 };

	fill(o);
	for (size_t i = 0; i < ORDERS; i++) {
		struct listing l = orders[i].l;
		char *json = NULL;
		bool more;
		size_t n;

		set_scope(o, 0);
		assert_int_equal(listing_find(o, "z", false, &json, &more, &e), 0);
		assert_false(more);
		assert_true(strlen(json) > 100);
		l.found = json;
		l.found_in = "h.id";
		n = plain(o, &orders[i], 0, &l, want);
		assert_true(n > 20);
		walk(o, &l, want, n, i & 1);
		free(json);
	}
}

/* However few rows a filter leaves, a call looks at no more than it was told to: a key that comes meanwhile costs that
 * much, and what was counted before stays. */
static void counting_goes_on_in_stretches(void **state)
{
	struct office *o = *state;

	fill(o);
	set_scope(o, 0);
	for (size_t i = 0; i < ORDERS; i++) {
		struct listing l = orders[i].l;
		bool visits = strcmp(l.key, "v.id") == 0;
		int64_t from = INT64_MIN, n = 0;
		struct err e = { 0 };
		int rc, calls = 0;

		l.few = false;
		l.filter_value = "nobody has it";
		while ((rc = listing_count_on(o, &l, 10, &from, &n, &e)) == 0)
			calls++;
		assert_int_equal(rc, 1);
		assert_int_equal(n, 0);
		assert_int_equal(calls, (visits ? VISITS : HOUSEHOLDS) / 10);
	}
}

/* The rows of one household are not looked for among those of all. */
static void a_parents_rows_are_counted_alone(void **state)
{
	struct listing l = orders[ORDERS - 1].l;
	struct office *o = *state;
	int64_t from = INT64_MIN, n = 0, want;
	struct err e = { 0 };
	int calls = 1;

	fill(o);
	set_scope(o, 0);
	assert_int_equal(office_begin(o, "test", &e), 0);
	run(o, "UPDATE household SET deleted_on = NULL WHERE id = 1");
	run(o, "UPDATE visit SET household_id = 1, deleted_on = NULL WHERE id % 10 = 0");
	assert_int_equal(office_commit(o, &e), 0);
	want = db_int(o->db, -1, "SELECT count(*) FROM visit WHERE household_id = 1 AND deleted_on IS NULL", "");
	assert_true(want >= VISITS / 10);
	l.where = "v.household_id = :parent AND v.deleted_on IS NULL";
	l.parent = 1;
	while (listing_count_on(o, &l, 10, &from, &n, &e) == 0)
		calls++;
	assert_int_equal(n, want);
	assert_int_equal(calls, want / 10 + 1);
}

/* The first row at or after what is typed; with `descending` the first that begins with it or lies below. */
static void a_jump_lands_before_what_begins_so(void **state)
{
	static const char *const typed[] = { "a", "c", "ceng", "z", "zzz" };
	struct office *o = *state;
	struct err e = { 0 };

	fill(o);
	set_scope(o, 0);
	for (size_t i = 0; i < 10; i++) {
		struct listing l = orders[2].l;
		const char *t = typed[i / 2];
		struct listing_row place, *rows;
		size_t n;
		int64_t before = 0, want;

		l.descending = i & 1;
		place = listing_place_of(&l, t);
		assert_int_equal(listing_page(o, &l, &place, false, 1, &rows, &n, &e), 0);
		assert_int_equal(listing_rank(o, &l, &place, &before, &e), 0);
		want = db_int(o->db, -1,
			      l.descending ? "SELECT count(*) FROM household h JOIN search_text t ON t.text = "
					     "h.head_name WHERE h.deleted_on IS NULL AND t.pinyin > ?1 AND "
					     "substr(t.pinyin, 1, length(?1)) <> ?1"
					   : "SELECT count(*) FROM household h LEFT JOIN search_text t ON t.text = "
					     "h.head_name WHERE h.deleted_on IS NULL AND (t.pinyin IS NULL OR t.pinyin "
					     "< ?1)",
			      "s", t);
		assert_int_equal(before, want);
		listing_free(&rows, n);
		listing_row_release(&place);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_open, fixture_close)
		TEST(every_order_is_the_plain_one),       TEST(what_was_found_keeps_its_order),
		TEST(counting_goes_on_in_stretches),      TEST(a_parents_rows_are_counted_alone),
		TEST(a_jump_lands_before_what_begins_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
