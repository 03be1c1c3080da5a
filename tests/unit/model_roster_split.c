/* Lists compared part by part tell what they tell as a whole: with planted faults, sayings and findings, in scope and
 * out of it, whatever the size of the parts. */
#include "roster_fixture.h"

#include "../../src/model/roster_parts.h"
#include "base/id.h"

#define PEOPLE 700
#define VILLAGES 6
#define SEEDS 4

static uint64_t dice;

static unsigned roll(unsigned most)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(dice >> 33) % most;
}

struct one {
	char name[32], id[19], birth[11], village[16], phone[16];
};

static const char *const families[] = { "张", "王", "李", "单" };
static const char *const givens[] = { "伟", "芳", "建国", "秀英" };

/* Few births, names and numbers, so that people stand in each other's way. */
static void make_one(struct one *o, const struct one *before)
{
	bool twin = before && roll(12) == 0, doppel = before && roll(20) == 0;

	snprintf(o->birth, sizeof(o->birth), "2010-0%u-%02u", 1 + roll(3), 1 + roll(9));
	snprintf(o->village, sizeof(o->village), "%c村", 'A' + (int)roll(VILLAGES));
	if (twin || doppel) {
		memcpy(o->birth, before->birth, sizeof(o->birth));
		memcpy(o->village, before->village, sizeof(o->village));
	}
	snprintf(o->name, sizeof(o->name), "%s%s", families[roll(4)], givens[roll(4)]);
	if (doppel)
		memcpy(o->name, before->name, sizeof(o->name));
	snprintf(o->id, sizeof(o->id), "990101%.4s%.2s%.2s%03u", o->birth, o->birth + 5, o->birth + 8, roll(1000));
	o->id[17] = idno_check_digit(o->id);
	o->id[18] = '\0';
	snprintf(o->phone, sizeof(o->phone), "1380000%04u", roll(10000));
}

static void damage(char id[24])
{
	char c;

	switch (roll(9)) {
	case 0:
		id[0] = '\0';
		break;
	case 1:
		id[6 + roll(12)] = (char)('0' + roll(10));
		break;
	case 2:
		memcpy(id + 15, "000", 4);
		break;
	case 3:
		strcpy(id, "9.90101E+17");
		break;
	case 4:
		memset(id + 10, '*', 4);
		break;
	case 5:
		c = id[15];
		id[15] = id[16];
		id[16] = c;
		break;
	case 6:
		memmove(id + 9, id + 10, strlen(id + 10) + 1);
		break;
	case 7:
		memmove(id + 6, id + 8, 9);
		id[15] = '\0';
		break;
	default:
		break;
	}
}

static int64_t plant(struct office *o, const struct one *who, const char *source)
{
	static char cell[PEOPLE + PEOPLE / 4][160];
	static const char *row[PEOPLE + PEOPLE / 4 + 1];
	size_t n = 0;

	for (size_t i = 0; i < PEOPLE; i++) {
		char id[24];
		const char *name = who[i].name, *village = roll(15) ? who[i].village : "";

		if (roll(12) == 0)
			continue;
		memcpy(id, who[i].id, sizeof(who[i].id));
		if (roll(4) == 0)
			damage(id);
		if (roll(30) == 0)
			name = roll(3) ? who[(i + 1) % PEOPLE].name : "";
		for (unsigned times = roll(25) ? 1 : 2; times; times--) {
			snprintf(cell[n], sizeof(cell[n]), "%s|%s|%s|%s|%s", id, name, roll(10) ? who[i].birth : "",
				 village, roll(8) ? who[i].phone : "");
			row[n] = cell[n];
			n++;
		}
	}
	row[n] = NULL;
	int64_t list = load(o, source, "registered", "2020-09-01", MAPPING, row, &why);

	assert_true(list != 0);
	return list;
}

static void register_some(struct office *o, const struct one *who)
{
	int64_t home = 0;

	OK(db_begin(o->db, "test", &why));
	for (size_t i = 0; i < PEOPLE; i++) {
		if (i % 4 == 0)
			home = house(o);
		if (roll(5) == 0)
			continue;
		char id[24];

		memcpy(id, who[i].id, sizeof(who[i].id));
		if (roll(10) == 0)
			damage(id);
		/* What a form refuses an old file may hold. */
		OK(db_run(o->db, &why,
			  "INSERT INTO person(id, household_id, name, id_no, birth, phone) VALUES (?1, ?2, ?3,"
			  " nullif(?4, ''), ?5, ?6)",
			  "iissss", id_mint(), home, who[i].name, id, who[i].birth, who[i].phone));
	}
	OK(db_commit(o->db, &why));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void tell_line(const struct roster_comparison *c, const struct roster_line *l, struct buf *b)
{
	buf_addf(b, "%d %s %s %s %s p%lld h%lld f%lld [%s|%s]", (int)l->verdict, l->subject, l->name, l->id_no,
		 l->place, (long long)l->person, (long long)l->household, (long long)l->finding, l->decision,
		 l->reason);
	for (size_t s = 0; s < c->sides; s++)
		buf_addf(b, " %lld*%d", (long long)l->row[s], l->times[s]);
	for (size_t i = 0; i < l->n_differences; i++) {
		buf_addf(b, " <%d %s", (int)l->difference[i].field, l->difference[i].decision);
		for (size_t s = 0; s < c->sides; s++)
			buf_addf(b, "/%s", l->difference[i].value[s]);
	}
	for (size_t i = 0; i < l->n_pairs; i++)
		buf_addf(b, " {%d %lld %lld %s %s}", l->pair[i].side, (long long)l->pair[i].row,
			 (long long)l->pair[i].person, l->pair[i].who, l->pair[i].subject);
}

/* Everything a comparison says, its lines in an order of their own. */
static char *told(struct office *o, const int64_t *side, size_t sides, size_t part)
{
	struct roster_comparison c;
	struct buf b = BUF_INIT;

	roster_set_part(part);
	OK(roster_compare(o, side, sides, &c, &why));
	roster_set_part(0);
	char **line = mem_alloc((c.n + 1) * sizeof(*line));

	for (size_t i = 0; i < c.n; i++) {
		struct buf one = BUF_INIT;

		tell_line(&c, &c.line[i], &one);
		line[i] = buf_detach(&one);
	}
	qsort(line, c.n, sizeof(*line), by_text);
	for (size_t i = 0; i < c.n; i++) {
		buf_addf(&b, "%s\n", line[i]);
		mem_free(line[i]);
	}
	mem_free(line);
	for (int v = 0; v < ROSTER_VERDICTS; v++)
		buf_addf(&b, "%lld ", (long long)c.count[v]);
	for (size_t s = 0; s < sides; s++)
		buf_addf(&b, "people %lld ", (long long)c.people[s]);
	buf_addf(&b, "undecided %lld outside %lld\n", (long long)c.undecided, (long long)c.outside);
	roster_comparison_release(&c);
	return buf_detach(&b);
}

static void expect_same(struct office *o, const int64_t *side, size_t sides)
{
	static const size_t parts[] = { 1, 40, 300 };
	char *whole = told(o, side, sides, 0);

	for (size_t i = 0; i < 3; i++) {
		char *cut = told(o, side, sides, parts[i]);

		assert_string_equal(cut, whole);
		mem_free(cut);
	}
	mem_free(whole);
}

/* Somebody goes through the first lines of each kind. */
static void decide_some(struct office *o, const int64_t *side, size_t sides)
{
	struct roster_comparison c;
	unsigned asked[ROSTER_VERDICTS] = { 0 };

	OK(roster_compare(o, side, sides, &c, &why));
	for (size_t i = 0; i < c.n; i++) {
		const struct roster_line *l = &c.line[i];
		struct roster_choice choice = { .decision = "ignore", .reason = "看过", .field = -1, .pair = -1 };

		if (asked[l->verdict]++ > 20)
			continue;
		if (l->n_pairs) {
			choice.decision = roll(2) ? "same" : "other";
			choice.pair = (int)roll((unsigned)l->n_pairs);
		} else if (roll(2)) {
			choice.decision = "finding";
		}
		/* What cannot be decided so stays as it is. */
		(void)roster_decide(o, &c, &i, 1, &choice, &why);
		err_clear(&why);
	}
	roster_comparison_release(&c);
}

/* From here on only what was said holds them together. */
static void rename_all(struct office *o)
{
	OK(db_run(
		o->db, &why,
		"UPDATE person SET name = 'Z' || id, id_no = NULL, birth = NULL, phone = NULL WHERE id_no IS NOT NULL",
		""));
}

static void parts_tell_the_whole(void **state)
{
	static struct one who[PEOPLE];
	struct office *o = *state;

	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		char source[3][16];
		int64_t list[3];

		dice = seed * 7919;
		for (size_t i = 0; i < PEOPLE; i++)
			make_one(&who[i], i ? &who[i - 1] : NULL);
		register_some(o, who);
		for (int k = 0; k < 3; k++) {
			snprintf(source[k], sizeof(source[k]), "%c%d", 'a' + k, (int)seed);
			list[k] = plant(o, who, source[k]);
		}
		const int64_t ours[] = { 0, list[0] }, two[] = { list[1], list[2] },
			      all[] = { 0, list[0], list[1], list[2] };

		expect_same(o, ours, 2);
		expect_same(o, two, 2);
		expect_same(o, list, 3);
		expect_same(o, all, 4);
		decide_some(o, ours, 2);
		decide_some(o, list, 3);
		expect_same(o, ours, 2);
		expect_same(o, list, 3);
		rename_all(o);
		expect_same(o, ours, 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(parts_tell_the_whole, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
